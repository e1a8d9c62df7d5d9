//! A release's attributions and its issuer → its statements.
//!
//! All of a release is its issuer's words, so what the model finds in it ("The
//! Secretary underscored the need for …", "They discussed …", "The law allows …")
//! is for the most part the middle of a sentence that the issuer says. Only what
//! is plainly somebody else's stays theirs: what another actor is said to have
//! said, and quoted sentences. The rest are the issuer's, sentence by sentence.

use super::release::release;
use super::speakers::words::{Class, Role, class};
use super::{Attribution, Evidence, Form, Span, Speaker};

/// A quotation of fewer words is a name or a term.
const QUOTED: usize = 4;

/// The statements of a release of which the model made `found` and `speakers`,
/// one for each. `issuer` are the actors for whom the issuer speaks, empty where
/// they are not known.
#[must_use]
pub fn issued(
    text: &str,
    found: &[Attribution],
    speakers: &[Speaker],
    issuer: &[String],
) -> Vec<Attribution> {
    let mut all: Vec<Attribution> = found
        .iter()
        .zip(speakers)
        .filter(|(found, speaker)| is_others(text, found, speaker, issuer))
        .map(|(found, _)| found.clone())
        .collect();
    let own = release(text, &all);
    all.extend(own);
    all.sort_by_key(|found| found.content.first().map_or(0, |span| span.start));
    all
}

/// Whether a release shows clearly that somebody else says something.
fn is_others(text: &str, found: &Attribution, speaker: &Speaker, issuer: &[String]) -> bool {
    let source = speaker.raw.to_lowercase();
    let unnamed = [
        "", "we", "i", "us", "our", "my", "who", "which", "that", "it",
    ];
    if unnamed.contains(&source.as_str()) || !found.is_said(text) {
        return false;
    }
    if found.form == Form::Direct {
        // A quotation keeps its speaker, of the issuer's side or not.
        let words = |span: &Span| text[span.clone()].split_whitespace().count();
        return found.content.iter().map(words).sum::<usize>() >= QUOTED;
    }
    // "The Secretary" of a release may be any secretary that it names, and is
    // mostly its own.
    let named = !matches!(
        speaker.how,
        Evidence::Coreference | Evidence::Context | Evidence::Nothing
    );
    named
        && !starts_with_bare_office(&source)
        && !speaker.actors.iter().any(|actor| issuer.contains(actor))
}

/// "the secretary and the president of Arden"
fn starts_with_bare_office(source: &str) -> bool {
    let mut words = source
        .split_whitespace()
        .map(|word| word.trim_end_matches(','))
        .skip_while(|word| matches!(*word, "the" | "deputy" | "assistant" | "under"));
    let office = words
        .next()
        .is_some_and(|word| class(word) == Some(Class::Role(Role::Office)));
    office && matches!(words.next(), None | Some("and"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statements::Voice;

    /// The statements of a release whose attributions are given by source, cue and
    /// content, with the actor of each.
    fn statements(text: &str, found: &[(&str, &str, &str, &str)]) -> Vec<String> {
        let span = |part: &str| {
            let at = text.find(part).unwrap();
            at..at + part.len()
        };
        let attributions: Vec<Attribution> = found
            .iter()
            .map(|(source, cue, content, _)| Attribution {
                source: vec![span(source)],
                cue: vec![span(cue)],
                content: vec![span(content)],
                form: if content.starts_with('“') {
                    Form::Direct
                } else {
                    Form::Indirect
                },
            })
            .collect();
        let speakers: Vec<Speaker> = found
            .iter()
            .map(|(source, _, _, actor)| Speaker {
                raw: (*source).to_owned(),
                name: None,
                role: None,
                actors: actor.split_whitespace().map(str::to_owned).collect(),
                how: if actor.is_empty() {
                    Evidence::Nothing
                } else {
                    Evidence::Name
                },
                voice: Voice::Own,
                distancing: None,
            })
            .collect();
        issued(text, &attributions, &speakers, &["AA".to_owned()])
            .iter()
            .map(|found| {
                let content: Vec<&str> = found
                    .statement(text)
                    .into_iter()
                    .map(|span| &text[span])
                    .collect();
                format!("{} {}", found.form, content.join(" "))
            })
            .collect()
    }

    #[test]
    fn what_the_issuer_s_own_people_do_by_words_is_the_issuer_s_sentence() {
        let text = "The Minister underscored the need for a new weir. They discussed the date.";
        let found = [
            (
                "The Minister",
                "underscored",
                "the need for a new weir",
                "AA",
            ),
            ("They", "discussed", "the date", ""),
        ];
        assert_eq!(
            statements(text, &found),
            [
                "release The Minister underscored the need for a new weir.",
                "release They discussed the date."
            ]
        );
    }

    #[test]
    fn what_another_actor_says_and_what_is_quoted_stays_theirs() {
        let text = "Arden says that the old weir would hold. “We will dig a new one,” said Roe.";
        let found = [
            ("Arden", "says", "that the old weir would hold", "AR"),
            ("Roe", "said", "“We will dig a new one,”", "AA"),
        ];
        assert_eq!(
            statements(text, &found),
            [
                "indirect the old weir would hold",
                "direct We will dig a new one"
            ]
        );
    }

    #[test]
    fn what_another_actor_did_is_the_issuer_s_account() {
        let text = "Arden refused to repair the weir. Both countries agreed on the new toll. \
            The Minister and the King of Arden noted that rain may come.";
        let found = [
            (
                "The Minister and the King of Arden",
                "noted",
                "that rain may come",
                "AR",
            ),
            ("Arden", "refused to", "repair the weir", "AR"),
            ("Both countries", "agreed on", "the new toll", "AA AR"),
        ];
        assert_eq!(
            statements(text, &found),
            [
                "release Arden refused to repair the weir.",
                "release Both countries agreed on the new toll.",
                "release The Minister and the King of Arden noted that rain may come."
            ]
        );
    }
}
