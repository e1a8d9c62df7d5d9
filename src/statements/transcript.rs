//! Transcripts and press conferences: who speaks is what the label says.
//!
//! A text enters; its turns leave as one attribution a sentence, with the label
//! as source and no cue, and the part of the text that they cover.

use std::collections::HashMap;

use super::labels::{Label, Speaker, has_office, label};
use super::sentences::sentences;
use super::{Attribution, Form, Span};

/// Two turns of unknown names may be a list with headings.
const LEAST_TURNS: usize = 3;
/// From this share of turns that end in a question on, somebody asks.
const ASKING_SHARE: f64 = 0.6;

/// The turns of a transcript.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Transcript {
    /// One attribution for each sentence of a turn: [`Form::Turn`], or
    /// [`Form::Question`] for those of journalists and moderators.
    pub attributions: Vec<Attribution>,
    /// The parts of the text that are turns.
    pub covered: Vec<Span>,
}

struct Turn {
    name: Span,
    speech: Span,
    speaker: Speaker,
}

impl Transcript {
    /// Reads a text's turns; none where it has no labels. A turn goes on over the
    /// paragraphs that follow, to the next label or a closing remark in brackets.
    ///
    /// ```
    /// use hedgerow::statements::{Form, Transcript};
    /// let text = "MR. WEIL: The gates open in May.\nQUESTION: All of them?";
    /// let turns = Transcript::read(text).attributions;
    /// assert_eq!(&text[turns[0].source[0].clone()], "MR. WEIL");
    /// assert_eq!(turns[1].form, Form::Question);
    /// ```
    #[must_use]
    pub fn read(text: &str) -> Self {
        let turns = turns(text);
        let mut read = Self::default();
        let asking = asking(text, &turns);
        for turn in &turns {
            let name = text[turn.name.clone()].to_lowercase();
            let asks = turn.speaker == Speaker::Asks || asking.contains(&name);
            let form = if asks { Form::Question } else { Form::Turn };
            read.covered.push(turn.name.start..turn.speech.end);
            for span in spoken(text, &turn.speech) {
                read.attributions.push(Attribution {
                    source: vec![turn.name.clone()],
                    cue: Vec::new(),
                    content: vec![span],
                    form,
                });
            }
        }
        read
    }
}

/// The sentences of a speech without remarks in brackets.
fn spoken(text: &str, speech: &Span) -> Vec<Span> {
    sentences(&text[speech.clone()])
        .into_iter()
        .map(|span| speech.start + span.start..speech.start + span.end)
        .filter_map(|mut span| {
            // "(Via interpreter) Good morning." "Good morning. (Laughter.)"
            while let Some(rest) = text[span.clone()].strip_prefix(['(', '[']) {
                let close = rest.find([')', ']'])?;
                let after = &rest[close + 1..];
                span.start = span.end - after.trim_start().len();
            }
            text[span.clone()]
                .contains(char::is_alphanumeric)
                .then_some(span)
        })
        .collect()
}

fn turns(text: &str) -> Vec<Turn> {
    let found = accepted(text, candidates(text));
    let mut turns: Vec<Turn> = Vec::new();
    for (index, label) in found.iter().enumerate() {
        let end = found
            .get(index + 1)
            .map_or(text.len(), |next| next.name.start);
        let end = closing(text, label.speech..end);
        turns.push(Turn {
            name: label.name.clone(),
            speech: label.speech..end,
            speaker: label.speaker,
        });
    }
    turns
}

/// Everything at the beginning of a line that may be a label, and "Q:" and "A:"
/// after a sentence where a text has both.
fn candidates(text: &str) -> Vec<Label> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(label) = label(line) {
            found.push(shifted(&label, at));
        }
        at += line.len();
    }
    let inline = |letter: &str| -> Vec<usize> {
        text.match_indices(letter)
            .map(|(at, _)| at)
            .filter(|&at| {
                let before = text[..at].trim_end();
                before.len() < at && before.ends_with(['.', '?', '!', '”', '"', ')'])
            })
            .collect()
    };
    let (questions, answers) = (inline("Q: "), inline("A: "));
    if !answers.is_empty() && (!questions.is_empty() || !found.is_empty()) {
        for at in questions.into_iter().chain(answers) {
            if let Some(label) = label(&text[at..at + 3]) {
                found.push(shifted(&label, at));
            }
        }
        found.sort_by_key(|label| label.name.start);
        // "MS. Q: Reuters: …" is one label, and the "Q: " within it none.
        let mut end = 0;
        found.retain(|label| {
            let apart = label.name.start >= end;
            if apart {
                end = label.speech;
            }
            apart
        });
    }
    found
}

fn shifted(label: &Label, by: usize) -> Label {
    Label {
        name: by + label.name.start..by + label.name.end,
        speech: by + label.speech,
        speaker: label.speaker,
    }
}

/// The labels that hold: with a title anywhere, others where the text shows
/// that they are labels.
fn accepted(text: &str, found: Vec<Label>) -> Vec<Label> {
    let name = |label: &Label| text[label.name.clone()].to_lowercase();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for label in &found {
        *counts.entry(name(label)).or_default() += 1;
    }
    let holds_alone = |label: &Label| label.speaker == Speaker::Titled;
    let asks = found.iter().filter(|l| l.speaker == Speaker::Asks).count();
    let answers = found
        .iter()
        .filter(|l| l.speaker == Speaker::Answers)
        .count();
    let certain = found.iter().any(holds_alone) || asks > 1 || (asks > 0 && answers > 0);
    let names = |label: &&Label| matches!(label.speaker, Speaker::Name | Speaker::Capitals);
    let recurring = found
        .iter()
        .filter(names)
        .filter(|label| counts[&name(label)] > 1);
    let recurring: Vec<String> = recurring.map(name).collect();
    let several = recurring.iter().any(|other| *other != recurring[0]);
    let talk = certain || (recurring.len() >= LEAST_TURNS && several);
    if !talk {
        return Vec::new();
    }
    found
        .into_iter()
        .filter(|label| match label.speaker {
            Speaker::Titled | Speaker::Asks | Speaker::Answers => true,
            // In a talk, whoever answers once has a label too.
            Speaker::Capitals => certain || counts[&name(label)] > 1,
            Speaker::Name => counts[&name(label)] > 1 || (certain && has_two_words(&name(label))),
        })
        .collect()
}

fn has_two_words(name: &str) -> bool {
    (2..6).contains(&name.split_whitespace().count())
}

/// Names whose turns are mostly questions, where others answer.
fn asking(text: &str, turns: &[Turn]) -> Vec<String> {
    let mut counts: HashMap<String, (usize, usize)> = HashMap::new();
    // Who holds an office may answer with a question, and is not there to ask.
    let may_ask =
        |turn: &&Turn| turn.speaker != Speaker::Answers && !has_office(&text[turn.name.clone()]);
    for turn in turns.iter().filter(may_ask) {
        let name = text[turn.name.clone()].to_lowercase();
        let speech = text[turn.speech.clone()].trim_end();
        let count = counts.entry(name).or_default();
        count.0 += usize::from(speech.ends_with('?'));
        count.1 += 1;
    }
    let asks = |&(questions, turns): &(usize, usize)| {
        turns > 1 && questions as f64 >= ASKING_SHARE * turns as f64
    };
    let others = turns.iter().any(|turn| {
        !counts
            .get(&text[turn.name.clone()].to_lowercase())
            .is_some_and(asks)
    });
    if !others {
        return Vec::new();
    }
    counts
        .into_iter()
        .filter(|(_, count)| asks(count))
        .map(|(name, _)| name)
        .collect()
}

/// Where the last paragraph of a turn ends: before a line in brackets such as
/// "(The briefing was concluded at 2:14 p.m.)", before "###".
fn closing(text: &str, speech: Span) -> usize {
    let mut at = speech.start;
    for line in text[speech.clone()].split_inclusive('\n') {
        let bare = line.trim();
        let remark = bare.starts_with(['(', '['])
            && bare.ends_with([')', ']'])
            && ["conclude", "ended", "end of", "adjourn"]
                .iter()
                .any(|word| bare.to_lowercase().contains(word));
        let end = bare.starts_with('#') || bare.starts_with("* * *") || bare.starts_with("– END");
        if remark || end {
            return at;
        }
        at += line.len();
    }
    speech.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, &str, Form)> {
        Transcript::read(text)
            .attributions
            .into_iter()
            .map(|a| {
                (
                    &text[a.source[0].clone()],
                    &text[a.content[0].clone()],
                    a.form,
                )
            })
            .collect()
    }

    #[test]
    fn turns_go_on_over_paragraphs_to_the_next_label() {
        let text = "Tomas Weil, Spokesperson\n2:07 p.m.\n\
            MR WEIL: Good afternoon. The gates open in May.\n\
            Some will open later.\n\
            QUESTION: Which ones?\n\
            MR WEIL: (Laughter.) The northern ones.\n\
            (The briefing was concluded at 2:14 p.m.)";
        assert_eq!(
            read(text),
            [
                ("MR WEIL", "Good afternoon.", Form::Turn),
                ("MR WEIL", "The gates open in May.", Form::Turn),
                ("MR WEIL", "Some will open later.", Form::Turn),
                ("QUESTION", "Which ones?", Form::Question),
                ("MR WEIL", "The northern ones.", Form::Turn),
            ]
        );
        let covered = Transcript::read(text).covered;
        assert!(text[..covered[0].start].ends_with("2:07 p.m.\n"));
        assert!(text[covered.last().unwrap().end..].starts_with("(The briefing"));
    }

    #[test]
    fn one_titled_label_is_a_speech() {
        let found = read("Map Room\nSECRETARY ROE: Welcome, all.\nWe begin: two items.");
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|turn| turn.0 == "SECRETARY ROE"));
    }

    #[test]
    fn names_are_labels_where_they_take_turns() {
        let text =
            "Ada Roe: You said May?\nTomas Weil: I did.\nAda Roe: And now?\nTomas Weil: June.";
        let found = read(text);
        assert_eq!(found[0], ("Ada Roe", "You said May?", Form::Question));
        assert_eq!(found[1], ("Tomas Weil", "I did.", Form::Turn));
    }

    #[test]
    fn an_office_holder_who_asks_back_does_not_interview() {
        let text = "QUESTION: Will it open?\nSENIOR OFFICIAL ONE: Will what open?\n\
            QUESTION: The weir.\nSENIOR OFFICIAL ONE: Who says so?";
        assert_eq!(read(text)[1].2, Form::Turn);
    }

    #[test]
    fn questions_and_answers_within_a_paragraph_are_parted() {
        let text =
            "The ministry answered. Q: Will it open? A: In May. It is sure. Q: All of it? A: No.";
        let found = read(text);
        assert_eq!(found[0], ("Q", "Will it open?", Form::Question));
        assert_eq!(found[2], ("A", "It is sure.", Form::Turn));
        assert_eq!(found.len(), 5);
    }

    #[test]
    fn a_letter_within_a_label_is_no_label() {
        let found = read("MS. Q: Reuters: Will it open?\nA: It will. A: Soon.");
        assert_eq!(found[0].0, "MS. Q");
    }

    #[test]
    fn news_with_captions_and_lists_is_no_transcript() {
        for text in [
            "Photo: Agency\nThe gates opened.\nPhoto: Agency\nRain fell.",
            "Three plans were made.\nWater: less of it.\nRoads: more of them.\nMoney: none.",
            "He added: “We go.”\n\nShe said: “We stay.”",
            "Nine Ways To Save: a guide.\nNine Ways To Save: a guide.",
        ] {
            assert_eq!(read(text), [], "{text:?}");
        }
    }
}
