//! An attribution → the pieces of text that are its statement: what is said and,
//! where the cue carries the sense, the words of the cue as well.
//!
//! The content of "Avalon has never agreed to the toll" is "the toll", and to rate
//! that would be to rate another statement. The rule:
//!
//! 1. After a plain verb of saying ("said", "according to", see [`super::cues`]),
//!    and after words of the reporter's own distance ("claimed"), a statement is the
//!    content. So it is after a verb such as "announced" or "stressed" if the
//!    content is a clause, and after any verb if it is a whole quoted sentence.
//! 2. After every other cue the statement runs from the cue, with its helping verbs
//!    and what denies it, through the content. Cues that come behind the content or
//!    inside it ("the toll is, traders hope, gone") are taken as well.
//! 3. The source is its subject: it is taken where it stands before the cue in the
//!    same sentence, or right behind it. Of a long one the first words are taken,
//!    to the first comma. "who" and "which" are no subject.
//! 4. Only the sentence that the cue stands in is changed; what the content has in
//!    others stays as it is.
//! 5. Words of the reporter's distance outside the content are left out.
//!
//! All pieces slice back to the text. Short gaps between them are filled, so that a
//! statement reads as its sentence does; what stands between commas is not.

use super::cues::{Report, helps, is_finite, leans, report};
use super::near::{count, overlap, sentence_of, words};
use super::speakers::distances;
use super::trim::{self, MARKS};
use super::whole::whole;
use super::{Attribution, Form, Span};

/// The most words of a gap that is filled,
const GAP: usize = 6;
/// and of one between a subject and its verb.
const SUBJECT_GAP: usize = 3;
/// A source of more words is cut at its first comma.
const SUBJECT: usize = 8;
/// A quotation of fewer words is no sentence in itself.
const SENTENCE: usize = 5;

impl Attribution {
    /// The pieces of text that are the statement, in order: the content without
    /// quotation marks around it and without "that" before it, and the words of
    /// the cue where they carry the sense. Marks within a piece stay. `text` is
    /// the text that the attribution is of.
    ///
    /// ```
    /// use hedgerow::statements::{Attribution, Form};
    /// let text = "Ada Roe said that the gates “will open”. Arden has never agreed to the date.";
    /// let statement = |source, cue, content| -> Vec<&str> {
    ///     let form = Form::Indirect;
    ///     let found = Attribution { source: vec![source], cue: vec![cue], content: vec![content], form };
    ///     found.statement(text).into_iter().map(|span| &text[span]).collect()
    /// };
    /// assert_eq!(statement(0..7, 8..12, 13..43), ["the gates “will open”"]);
    /// assert_eq!(statement(45..50, 51..70, 71..79), ["Arden has never agreed to the date"]);
    /// ```
    #[must_use]
    pub fn statement(&self, text: &str) -> Vec<Span> {
        let found = Self {
            content: whole(text, self),
            ..self.clone()
        };
        let reported = !matches!(self.form, Form::Turn | Form::Question | Form::Release);
        let content = trim::trimmed(text, &found.content, reported);
        let Some(cue) = whole_cue(text, &found) else {
            return content;
        };
        let sentence = sentence_of(text, &cue);
        if !carries(text, &found, &cue, &sentence) {
            return content;
        }
        with_cue(text, &found, cue, &sentence).unwrap_or(content)
    }

    /// Whether the cue says that the content was said, and no more.
    pub(super) fn is_said(&self, text: &str) -> bool {
        whole_cue(text, self).is_none_or(|cue| {
            let sentence = sentence_of(text, &cue);
            !carries(text, self, &cue, &sentence)
        })
    }
}

/// The cue from its first word to its last, with the helping verbs and the
/// "refused to" that stand before it, and to the end of its last word.
fn whole_cue(text: &str, found: &Attribution) -> Option<Span> {
    let mut cue = found.cue.first()?.start..found.cue.last()?.end;
    if text[cue.end..].starts_with(['’', '\'']) {
        let rest = &text[cue.end..];
        let tail = rest
            .char_indices()
            .find(|(at, c)| *at > 0 && !c.is_alphanumeric())
            .map_or(rest.len(), |(at, _)| at);
        cue.end += tail;
    }
    let sentence = sentence_of(text, &cue);
    let taken = |span: &Span| {
        let others = found.source.iter().chain(&found.content);
        others.into_iter().any(|other| overlap(other, span))
    };
    let before = words(text, &(sentence.start.min(cue.start)..cue.start));
    let mut at = before.len();
    let starts_with_to = words(text, &cue)
        .first()
        .is_some_and(|word| word.lower == "to");
    let mut after_to = starts_with_to;
    while at > 0 {
        let word = &before[at - 1];
        if taken(&word.span) {
            break;
        }
        let infinitive = word.lower == "to"
            && at > 1
            && leans(&before[at - 2].lower)
            && !taken(&before[at - 2].span);
        if !(helps(&word.lower) || infinitive || (after_to && leans(&word.lower))) {
            break;
        }
        after_to = word.lower == "to";
        cue.start = word.span.start;
        at -= 1;
    }
    Some(cue)
}

/// Whether the cue carries the sense of what is said.
fn carries(text: &str, found: &Attribution, cue: &Span, sentence: &Span) -> bool {
    let words = words(text, cue);
    let words: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let how = report(&words);
    match how {
        Report::Plain => false,
        Report::Clause => !is_clause(text, found, cue, sentence),
        Report::Sense => !is_own_sentence(text, found, cue),
    }
}

/// A quotation that is a sentence in itself: the speaker's words have all of the
/// sense.
fn is_own_sentence(text: &str, found: &Attribution, cue: &Span) -> bool {
    let Some(first) = found.content.first().filter(|_| found.form == Form::Direct) else {
        return false;
    };
    let quoted =
        text[first.clone()].trim_start_matches(|c: char| c.is_whitespace() || MARKS.contains(&c));
    let before = first.end <= cue.start;
    // "wrote, “The gates …" and "called it “The Folly”"
    let set_off = text
        .get(cue.end..first.start)
        .is_some_and(|gap| gap.contains([',', ':']))
        || text[cue.clone()].ends_with(':');
    quoted.starts_with(char::is_uppercase) && (before || set_off) && count(text, first) >= SENTENCE
}

/// Whether the content is a clause: with "that", or before its cue, or with a
/// helping verb that does not belong to a "which".
fn is_clause(text: &str, found: &Attribution, cue: &Span, sentence: &Span) -> bool {
    let Some(first) = found.content.first() else {
        return false;
    };
    if is_own_sentence(text, found, cue) || first.start < sentence.start {
        return true;
    }
    if first.end <= cue.start {
        return true;
    }
    let begin = trim::trim(text, first, false);
    if trim::complementizer(&text[begin.clone()]) > 0 {
        return true;
    }
    // The model may leave "that" to nobody.
    let before = words(text, &(cue.end.min(begin.start)..begin.start));
    if before.last().is_some_and(|word| word.lower == "that") {
        return true;
    }
    let words = words(text, &begin);
    let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let opens = |word: &str| {
        matches!(
            word,
            "which"
                | "who"
                | "whom"
                | "that"
                | "whose"
                | "what"
                | "when"
                | "where"
                | "how"
                | "why"
                | "whether"
                | "if"
                | "to"
        )
    };
    !lower.first().is_some_and(|first| opens(first))
        && lower.iter().enumerate().any(|(at, word)| {
            at > 0
                && is_finite(word)
                && !lower[at.saturating_sub(2)..at]
                    .iter()
                    .any(|word| opens(word))
        })
}

/// The words that are the subject of the cue, where they belong to the sentence.
fn subject(text: &str, found: &Attribution, cue: &Span, sentence: &Span) -> Option<Span> {
    let source = trim::trim(text, found.source.first()?, false);
    let lower = text[source.clone()].to_lowercase();
    let relative = matches!(lower.as_str(), "who" | "which" | "that" | "whom" | "whose");
    let apart = found.content.iter().all(|piece| !overlap(piece, &source));
    // "The" alone is what a model leaves of a subject.
    let nobody = matches!(lower.as_str(), "" | "the" | "a" | "an");
    if relative || nobody || !apart || overlap(&source, cue) {
        return None;
    }
    if source.start >= cue.end {
        let gap = &text[cue.end..source.start];
        return (source.end <= sentence.end && !gap.contains(char::is_alphanumeric))
            .then_some(source);
    }
    if source.start < sentence.start || source.end > cue.start {
        return None;
    }
    // A participle or an infinitive away from its subject has none.
    let gap = source.end..cue.start;
    let first = words(text, cue).into_iter().next()?;
    let finite = !first.lower.ends_with("ing") && first.lower != "to";
    let near = !text[gap.clone()].contains(char::is_alphanumeric);
    if !finite && !near {
        return None;
    }
    let long = count(text, &source) > SUBJECT;
    let cut = text[source.clone()]
        .find([',', '(', '—', '–'])
        .filter(|_| long);
    let source = source.start..cut.map_or(source.end, |cut| source.start + cut);
    Some(trim::trim(text, &source, false)).filter(|source| !source.is_empty())
}

/// The pieces of a statement whose cue carries the sense; none where no content
/// stands in the cue's sentence.
fn with_cue(text: &str, found: &Attribution, cue: Span, sentence: &Span) -> Option<Vec<Span>> {
    let within = |piece: &Span| {
        let clipped = piece.start.max(sentence.start)..piece.end.min(sentence.end);
        (clipped.start < clipped.end).then_some(clipped)
    };
    let inside: Vec<Span> = found.content.iter().filter_map(within).collect();
    if inside.is_empty() {
        return None;
    }
    let subject = subject(text, found, &cue, sentence);
    let verb = cue.start;
    let mut parts = inside;
    parts.extend(subject.clone());
    parts.push(cue);
    parts.sort_by_key(|part| (part.start, part.end));
    let mut joined: Vec<Span> = Vec::new();
    for part in parts {
        match joined.last_mut() {
            Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
            Some(last) => {
                let of_subject = subject
                    .as_ref()
                    .is_some_and(|subject| subject.end == last.end && part.start == verb);
                let most = if of_subject { SUBJECT_GAP } else { GAP };
                if bridges(text, &(last.end..part.start), most) {
                    last.end = part.end;
                } else {
                    joined.push(part);
                }
            }
            None => joined.push(part),
        }
    }
    let spoken = |piece: &Span| found.content.iter().any(|content| overlap(content, piece));
    let mut pieces: Vec<Span> = joined
        .iter()
        .flat_map(|piece| without(piece, &distances(text, piece), &spoken))
        .map(|piece| trim::trim(text, &piece, false))
        .filter(|piece| text[piece.clone()].contains(char::is_alphanumeric))
        .collect();
    // What the content has in other sentences.
    for piece in &found.content {
        for rest in [
            piece.start..piece.end.min(sentence.start),
            piece.start.max(sentence.end)..piece.end,
        ] {
            if rest.start < rest.end {
                pieces.extend(trim::trimmed(text, &[rest], true));
            }
        }
    }
    pieces.sort_by_key(|piece| piece.start);
    Some(pieces)
}

/// Whether a gap is filled: it is short, and no parenthesis.
fn bridges(text: &str, gap: &Span, most: usize) -> bool {
    let words = count(text, gap);
    let slice = text[gap.clone()].trim_start();
    words == 0 || (words <= most && !slice.starts_with([',', ';', '(', '—', '–', '-']))
}

/// A piece without the `words` in it, except those that are `spoken`.
fn without(piece: &Span, words: &[Span], spoken: &dyn Fn(&Span) -> bool) -> Vec<Span> {
    let mut left = Vec::new();
    let mut at = piece.start;
    for word in words.iter().filter(|word| !spoken(word)) {
        if at < word.start {
            left.push(at..word.start);
        }
        at = word.end;
    }
    if at < piece.end {
        left.push(at..piece.end);
    }
    left
}

#[cfg(test)]
#[path = "sense_tests.rs"]
pub(super) mod tests;
