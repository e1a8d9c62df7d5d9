//! Token labels as spans of words: source, cue and content pieces, each with
//! the side on which its cue lies.

use std::ops::Range;

use super::Span;
use super::sentences::sentences;
use crate::error::Error;
use crate::model::{HeadKind, ModelFolder, Pieces};

/// A half-open range of words.
pub(super) type Words = Range<usize>;

/// Where the cue of a span lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Before the span: "said Smith".
    Left,
    /// After the span: "Smith said".
    Right,
}

/// A label of one word under one head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Outside,
    Begin(Side),
    Inside(Side),
}

/// A span of one role and the side of its cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) words: Words,
    pub(super) side: Side,
}

/// The spans of a text before they are linked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Roles {
    pub(super) source: Vec<Piece>,
    pub(super) cue: Vec<Words>,
    pub(super) content: Vec<Piece>,
}

/// What lies between a word and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Boundary {
    Nothing,
    Sentence,
    Paragraph,
}

/// A text's words.
#[derive(Debug, Clone, Default)]
pub(super) struct WordList {
    /// Their bytes.
    pub(super) spans: Vec<Span>,
    /// What follows each.
    pub(super) after: Vec<Boundary>,
}

impl WordList {
    /// The words of a text by their bytes.
    pub(super) fn new(text: &str, spans: Vec<Span>) -> Self {
        let mut ends = sentences(text).into_iter().map(|span| span.end).peekable();
        let mut after = Vec::with_capacity(spans.len());
        for (index, span) in spans.iter().enumerate() {
            let next = spans.get(index + 1).map_or(text.len(), |next| next.start);
            while ends.next_if(|&end| end < span.end).is_some() {}
            let sentence = ends.peek().is_some_and(|&end| end <= next);
            let gap = text.get(span.end..next).unwrap_or_default();
            after.push(if gap.contains('\n') || index + 1 == spans.len() {
                Boundary::Paragraph
            } else if sentence {
                Boundary::Sentence
            } else {
                Boundary::Nothing
            });
        }
        Self { spans, after }
    }

    /// The words of a tokenized text.
    pub(super) fn of_pieces(text: &str, pieces: &Pieces) -> Self {
        let words = 0..pieces.word_starts.len();
        Self::new(text, words.map(|word| pieces.word(word)).collect())
    }

    /// The bytes of a range of words; it must not be empty.
    pub(super) fn bytes(&self, words: &Words) -> Span {
        self.spans[words.start].start..self.spans[words.end - 1].end
    }
}

/// How the outputs of an attribution model are to be read.
#[derive(Debug)]
pub(super) struct Heads {
    outputs: usize,
    source: (Range<usize>, Vec<Label>),
    cue: (Range<usize>, Vec<Label>),
    content: (Range<usize>, Vec<Label>),
}

impl Heads {
    pub(super) fn find(folder: &ModelFolder) -> Result<Self, Error> {
        let head = |name| match folder.head(name)? {
            (range, HeadKind::Bio { labels }) => {
                let labels: Option<Vec<Label>> = labels.iter().map(|l| parse(l)).collect();
                labels.map(|labels| (range, labels)).ok_or_else(|| {
                    folder.problem(format!("has a head {name} with labels that are not known"))
                })
            }
            _ => Err(folder.problem(format!("has a head {name} that does not label tokens"))),
        };
        Ok(Self {
            outputs: folder.outputs(),
            source: head("source")?,
            cue: head("cue")?,
            content: head("content")?,
        })
    }

    /// How many numbers a token has.
    pub(super) fn outputs(&self) -> usize {
        self.outputs
    }

    /// The spans of a text by its words' logits, one row a word.
    pub(super) fn read(&self, words: &[&[f32]]) -> Roles {
        let labels = |(range, labels): &(Range<usize>, Vec<Label>)| -> Vec<Label> {
            words
                .iter()
                .map(|row| best(&row[range.clone()], labels))
                .collect()
        };
        Roles {
            source: spans_of(&labels(&self.source)),
            cue: spans_of(&labels(&self.cue))
                .into_iter()
                .map(|piece| piece.words)
                .collect(),
            content: spans_of(&labels(&self.content)),
        }
    }
}

fn parse(label: &str) -> Option<Label> {
    // A cue has no side; which one it gets does not matter.
    Some(match label {
        "O" => Label::Outside,
        "B" | "B-L" => Label::Begin(Side::Left),
        "I" | "I-L" => Label::Inside(Side::Left),
        "B-R" => Label::Begin(Side::Right),
        "I-R" => Label::Inside(Side::Right),
        _ => return None,
    })
}

/// The label with the largest logit, the first in a tie.
fn best(logits: &[f32], labels: &[Label]) -> Label {
    let mut best = (f32::NEG_INFINITY, Label::Outside);
    for (&logit, &label) in logits.iter().zip(labels) {
        if logit > best.0 {
            best = (logit, label);
        }
    }
    best.1
}

/// The spans of one role. A span starts at a begin, or at an inside after an
/// outside, and goes on over every inside; its side is the one that most of its
/// words name, the first word's in a tie.
pub(super) fn spans_of(labels: &[Label]) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < labels.len() {
        if labels[start] == Label::Outside {
            start += 1;
            continue;
        }
        let inside = labels[start + 1..]
            .iter()
            .take_while(|label| matches!(label, Label::Inside(_)))
            .count();
        let words = start..start + 1 + inside;
        found.push(Piece {
            side: majority(&labels[words.clone()]),
            words: words.clone(),
        });
        start = words.end;
    }
    found
}

fn majority(labels: &[Label]) -> Side {
    let side = |label: &Label| match label {
        Label::Begin(side) | Label::Inside(side) => Some(*side),
        Label::Outside => None,
    };
    let left = labels.iter().filter(|l| side(l) == Some(Side::Left)).count();
    let right = labels.iter().filter(|l| side(l) == Some(Side::Right)).count();
    match left.cmp(&right) {
        std::cmp::Ordering::Less => Side::Right,
        std::cmp::Ordering::Greater => Side::Left,
        std::cmp::Ordering::Equal => labels.first().and_then(side).unwrap_or(Side::Left),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Vec<Label> {
        text.split_whitespace().map(|l| parse(l).unwrap()).collect()
    }

    #[test]
    fn a_span_that_lost_its_begin_is_repaired() {
        let pieces = spans_of(&labels("O I-R I-R O B-L I-L B-L"));
        let words: Vec<Words> = pieces.iter().map(|piece| piece.words.clone()).collect();
        assert_eq!(words, [1..3, 4..6, 6..7]);
    }

    #[test]
    fn the_side_is_that_of_most_words() {
        let sides = |text| spans_of(&labels(text))[0].side;
        assert_eq!(sides("B-L I-R I-R"), Side::Right);
        assert_eq!(sides("B-L I-R"), Side::Left);
        assert_eq!(sides("B-R I-L"), Side::Right);
    }

    #[test]
    fn words_know_what_follows_them() {
        let text = "He left. She\ndid";
        let spans = vec![0..2, 3..7, 7..8, 9..12, 13..16];
        let words = WordList::new(text, spans);
        use Boundary::{Nothing, Paragraph, Sentence};
        assert_eq!(words.after, [Nothing, Nothing, Sentence, Paragraph, Paragraph]);
    }

    #[test]
    fn the_first_of_equal_logits_wins() {
        let labels = labels("O B I");
        assert_eq!(best(&[1.0, 1.0, 0.5], &labels), Label::Outside);
        assert_eq!(best(&[0.0, 0.2, 0.1], &labels), Label::Begin(Side::Left));
    }
}
