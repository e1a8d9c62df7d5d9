//! An attribution's content as statements: the sentences that are scored.

use std::ops::Range;

use super::sentences::sentences;
use super::{Attribution, Span};

/// One statement: a sentence of an attribution's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its words, with all white space as single spaces.
    pub text: String,
    /// Where its pieces stand in the body.
    pub spans: Vec<Span>,
}

impl Statement {
    /// The content as sentences. Pieces between which the reporter's words stand
    /// ("…," she said, "…") are read as one, unless a sentence ends between them.
    #[must_use]
    pub fn of(text: &str, attribution: &Attribution) -> Vec<Self> {
        let mut statements = Vec::new();
        let mut run: Vec<Span> = Vec::new();
        for piece in attribution.statement(text) {
            if let Some(last) = run.last()
                && ends_sentence(
                    &text[last.end.min(piece.start)..piece.start],
                    &text[piece.clone()],
                )
            {
                statements.extend(Self::of_run(text, &run));
                run.clear();
            }
            run.push(piece);
        }
        statements.extend(Self::of_run(text, &run));
        statements
    }

    /// The sentences of pieces that read on from one to the next.
    fn of_run(text: &str, run: &[Span]) -> Vec<Self> {
        let mut joined = String::new();
        // For each piece, where it begins in `joined` and where it stands.
        let mut pieces: Vec<(usize, Span)> = Vec::new();
        for span in run {
            if !joined.is_empty() {
                joined.push(' ');
            }
            pieces.push((joined.len(), span.clone()));
            joined.push_str(&text[span.clone()]);
        }
        sentences(&joined)
            .into_iter()
            .map(|sentence| Self {
                text: joined[sentence.clone()]
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
                spans: pieces
                    .iter()
                    .filter_map(|(start, span)| overlap(&sentence, *start, span))
                    .collect(),
            })
            .collect()
    }
}

/// Whether a sentence ends in what stands between two pieces: a stop in it, and a
/// capital or the beginning of another sentence behind that.
fn ends_sentence(between: &str, next: &str) -> bool {
    if !between.contains(['.', '!', '?', '\n']) {
        return false;
    }
    let capital = next
        .chars()
        .find(|c| c.is_alphanumeric())
        .is_none_or(|first| !first.is_lowercase());
    let rest = between.trim_start_matches(['”', '"', '’', ' ']);
    let stopped = rest.starts_with(['.', '!', '?']) && rest.contains(char::is_alphanumeric);
    capital || stopped || sentences(between).len() > 1
}

/// The part of a piece, which stands at `span` and begins at `start` in the
/// joined text, that a sentence of the joined text takes.
fn overlap(sentence: &Range<usize>, start: usize, span: &Span) -> Option<Span> {
    let from = sentence.start.max(start);
    let to = sentence.end.min(start + span.len());
    (from < to).then(|| span.start + (from - start)..span.start + (to - start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statements::Form;

    fn attribution(content: Vec<Span>) -> Attribution {
        Attribution {
            source: Vec::new(),
            cue: Vec::new(),
            content,
            form: Form::Direct,
        }
    }

    #[test]
    fn a_quotation_that_the_reporter_interrupts_is_one_sentence() {
        let text = "“We will open the gates,” she said, “on 4 May.”";
        let first = 3..text.find(",”").unwrap() + 1;
        let second = text.find("on 4").unwrap()..text.len() - 3;
        let statements = Statement::of(text, &attribution(vec![first, second]));
        assert_eq!(statements.len(), 1, "{statements:?}");
        assert_eq!(statements[0].spans.len(), 2);
        for span in &statements[0].spans {
            assert!(statements[0].text.contains(&text[span.clone()]));
        }
    }

    #[test]
    fn a_sentence_that_begins_behind_the_reporter_s_words_is_a_statement_of_its_own() {
        let text = "“We are early,” she said. “The rest comes in May.”";
        let first = 3..text.find(",”").unwrap() + 1;
        let second = text.find("The rest").unwrap()..text.len() - 3;
        let statements = Statement::of(text, &attribution(vec![first, second]));
        let texts: Vec<&str> = statements.iter().map(|s| &s.text[..]).collect();
        assert_eq!(texts, ["We are early", "The rest comes in May."]);
    }

    #[test]
    fn pieces_of_two_sentences_are_two_statements() {
        let text = "“It is old. Nobody knows whether they will repair it.”";
        let first = 3..text.find(". N").unwrap();
        let second = text.find("repair").unwrap()..text.len() - 4;
        let statements = Statement::of(text, &attribution(vec![first, second]));
        let texts: Vec<&str> = statements.iter().map(|s| &s.text[..]).collect();
        assert_eq!(texts, ["It is old", "repair it"]);
    }

    #[test]
    fn each_sentence_of_a_quotation_is_a_statement_with_its_span() {
        let text = "The gates will open. Nobody doubts it.";
        let statements = Statement::of(text, &attribution(vec![0..text.len()]));
        let texts: Vec<&str> = statements.iter().map(|s| &s.text[..]).collect();
        assert_eq!(texts, ["The gates will open.", "Nobody doubts it."]);
        assert_eq!(&text[statements[1].spans[0].clone()], "Nobody doubts it.");
    }
}
