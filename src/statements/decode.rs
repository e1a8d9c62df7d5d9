//! Token labels as spans of words: source, cue and content pieces, each with
//! the side on which its cue lies.

use std::collections::HashMap;
use std::ops::Range;

use serde::Deserialize;

use super::Span;
use super::paragraphs::paragraphs;
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
        let mut after = vec![Boundary::Nothing; spans.len()];
        let mut mark = |ends: Vec<Span>, boundary| {
            for Span { end, .. } in ends {
                let last = spans.partition_point(|word| word.end <= end);
                if let Some(after) = last.checked_sub(1).and_then(|last| after.get_mut(last)) {
                    *after = boundary;
                }
            }
        };
        mark(sentences(text), Boundary::Sentence);
        mark(paragraphs(text), Boundary::Paragraph);
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

/// What labels cost, in natural logarithms: for each head, what a span's first
/// word pays and what each of its words is given. They weigh precision against
/// recall and keep long spans from falling apart.
#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Costs {
    begin: HashMap<String, f64>,
    inside: HashMap<String, f64>,
}

impl Default for Costs {
    /// For a manifest that names none: the best of a few on 44 articles of
    /// `PolNeAR`'s training part that the model was not fitted on.
    fn default() -> Self {
        Self {
            begin: HashMap::from([("content".to_owned(), 1.0)]),
            inside: HashMap::new(),
        }
    }
}

/// One head: where its outputs stand, what they mean, what its labels cost.
#[derive(Debug)]
struct Tagger {
    range: Range<usize>,
    labels: Vec<Label>,
    begin: f64,
    inside: f64,
}

/// How the outputs of an attribution model are to be read.
#[derive(Debug)]
pub(super) struct Heads {
    outputs: usize,
    source: Tagger,
    cue: Tagger,
    content: Tagger,
}

impl Heads {
    pub(super) fn find(folder: &ModelFolder) -> Result<Self, Error> {
        let costs: Costs = folder.setting("decoding")?.unwrap_or_default();
        let cost = |of: &HashMap<String, f64>, name: &str| of.get(name).copied().unwrap_or(0.0);
        let head = |name| {
            let (range, HeadKind::Bio { labels }) = folder.head(name)? else {
                return Err(folder.problem(format!("has a head {name} that labels no tokens")));
            };
            let labels: Option<Vec<Label>> = labels.iter().map(|label| parse(label)).collect();
            let labels = labels.filter(|labels| labels.first() == Some(&Label::Outside));
            Ok(Tagger {
                range,
                labels: labels.ok_or_else(|| {
                    folder.problem(format!("has a head {name} whose labels are not O, B, I"))
                })?,
                begin: cost(&costs.begin, name),
                inside: cost(&costs.inside, name),
            })
        };
        Ok(Self {
            outputs: folder.outputs(),
            source: head("source")?,
            cue: head("cue")?,
            content: head("content")?,
        })
    }

    /// Three heads side by side, of the labels that a model has.
    #[cfg(test)]
    pub(super) fn for_tests() -> Self {
        let tagger = |start: usize| Tagger {
            range: start..start + 5,
            labels: ["O", "B-L", "I-L", "B-R", "I-R"]
                .iter()
                .map(|label| parse(label).unwrap())
                .collect(),
            begin: 0.5,
            inside: 0.1,
        };
        Self {
            outputs: 15,
            source: tagger(0),
            cue: tagger(5),
            content: tagger(10),
        }
    }

    /// How many numbers a token has.
    pub(super) fn outputs(&self) -> usize {
        self.outputs
    }

    /// The spans of a text by its words' logits, one row a word.
    pub(super) fn read(&self, words: &WordList, logits: &[&[f32]]) -> Roles {
        let cues = self.cue.spans(words, logits).into_iter();
        Roles {
            source: self.source.spans(words, logits),
            cue: cues.map(|piece| piece.words).collect(),
            content: self.content.spans(words, logits),
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

impl Tagger {
    fn spans(&self, words: &WordList, logits: &[&[f32]]) -> Vec<Piece> {
        let scores = |row: &&[f32]| self.scores(&row[self.range.clone()]);
        let best = self.best(logits.iter().map(scores), &words.after);
        spans_of(best.into_iter().map(|label| self.labels[label]))
    }

    /// Log-probabilities of a word's labels, with what its place costs.
    fn scores(&self, logits: &[f32]) -> Vec<f64> {
        let top = f64::from(logits.iter().copied().fold(f32::NEG_INFINITY, f32::max));
        let total: f64 = logits.iter().map(|&l| (f64::from(l) - top).exp()).sum();
        let shift = top + total.ln();
        let scored = logits.iter().zip(&self.labels);
        scored
            .map(|(&logit, label)| {
                f64::from(logit) - shift
                    + match label {
                        Label::Outside => 0.0,
                        Label::Begin(_) => self.inside - self.begin,
                        Label::Inside(_) => self.inside,
                    }
            })
            .collect()
    }

    /// The best permitted sequence of labels (Viterbi search; Forney 1973): an
    /// inside follows only a begin or inside of its own side, in its own
    /// paragraph. Of two that score the same, the label that comes first in the
    /// head wins.
    fn best(&self, rows: impl Iterator<Item = Vec<f64>>, after: &[Boundary]) -> Vec<usize> {
        let mut best: Vec<f64> = Vec::new();
        let mut came_from: Vec<Vec<usize>> = Vec::new();
        for row in rows {
            // Before the first word stands an outside. No annotated span crosses
            // the end of a paragraph.
            let word = came_from.len();
            let parted = word > 0 && after.get(word - 1) == Some(&Boundary::Paragraph);
            let (mut next, mut from) = (Vec::new(), Vec::new());
            for (label, score) in row.iter().enumerate() {
                let mut way = (f64::NEG_INFINITY, 0);
                for (before, &so_far) in best.iter().enumerate() {
                    if self.permits(before, label, parted) && so_far > way.0 {
                        way = (so_far, before);
                    }
                }
                if word == 0 && self.permits(0, label, parted) {
                    way.0 = 0.0;
                }
                next.push(way.0 + score);
                from.push(way.1);
            }
            best = next;
            came_from.push(from);
        }
        let mut label = 0;
        for (other, score) in best.iter().enumerate() {
            if *score > best[label] {
                label = other;
            }
        }
        let mut found = vec![0; came_from.len()];
        for (word, from) in came_from.iter().enumerate().rev() {
            found[word] = label;
            label = from[label];
        }
        found
    }

    fn permits(&self, before: usize, label: usize, parted: bool) -> bool {
        match (self.labels[before], self.labels[label]) {
            (_, Label::Outside | Label::Begin(_)) => true,
            (Label::Outside, Label::Inside(_)) => false,
            (_, Label::Inside(_)) if parted => false,
            (Label::Begin(a) | Label::Inside(a), Label::Inside(b)) => a == b,
        }
    }
}

/// The spans of a permitted sequence.
fn spans_of(labels: impl Iterator<Item = Label>) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    for (word, label) in labels.enumerate() {
        match (label, found.last_mut()) {
            (Label::Begin(side), _) => found.push(Piece {
                words: word..word + 1,
                side,
            }),
            (Label::Inside(_), Some(last)) => last.words.end = word + 1,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tagger(begin: f64, inside: f64) -> Tagger {
        let labels = ["O", "B-L", "I-L", "B-R", "I-R"];
        Tagger {
            range: 0..5,
            labels: labels.iter().map(|label| parse(label).unwrap()).collect(),
            begin,
            inside,
        }
    }

    fn words(tagger: &Tagger, rows: &[[f32; 5]]) -> Vec<(Words, Side)> {
        let rows: Vec<&[f32]> = rows.iter().map(|row| &row[..]).collect();
        let text = "word ".repeat(rows.len());
        let spans = (0..rows.len()).map(|word| 5 * word..5 * word + 4);
        let words = WordList::new(&text, spans.collect());
        let pieces = tagger.spans(&words, &rows).into_iter();
        pieces.map(|piece| (piece.words, piece.side)).collect()
    }

    #[test]
    fn an_inside_without_a_begin_is_repaired() {
        let found = words(
            &tagger(0.0, 0.0),
            &[
                [5.0, 0.0, 0.0, 0.0, 0.0],
                [0.0, 0.0, 1.0, 0.0, 4.0],
                [0.0, 0.0, 0.0, 0.0, 4.0],
            ],
        );
        assert_eq!(found, [(1..3, Side::Right)]);
    }

    #[test]
    fn the_side_is_the_likelier_one_for_the_whole_span() {
        let found = words(
            &tagger(0.0, 0.0),
            &[
                [0.0, 2.0, 0.0, 1.8, 0.0],
                [0.0, 0.0, 1.0, 0.0, 3.0],
                [0.0, 0.0, 1.0, 0.0, 3.0],
            ],
        );
        assert_eq!(found, [(0..3, Side::Right)]);
    }

    #[test]
    fn the_cost_of_a_begin_joins_what_falls_apart() {
        let rows = [[0.0, 4.0, 0.0, 0.0, 0.0], [0.0, 2.2, 2.0, 0.0, 0.0]];
        assert_eq!(words(&tagger(0.0, 0.0), &rows).len(), 2);
        assert_eq!(words(&tagger(0.5, 0.0), &rows), [(0..2, Side::Left)]);
    }

    #[test]
    fn what_an_inside_is_given_makes_spans_likelier() {
        let rows = [[1.0, 0.9, 0.0, 0.0, 0.0]];
        assert!(words(&tagger(0.0, 0.0), &rows).is_empty());
        assert_eq!(words(&tagger(0.0, 0.2), &rows).len(), 1);
        assert!(words(&tagger(0.0, 0.2), &[]).is_empty());
    }

    #[test]
    fn no_span_crosses_the_end_of_a_paragraph() {
        let words = WordList::new("one\n\ntwo", vec![0..3, 5..8]);
        let rows: [&[f32]; 2] = [&[0.0, 4.0, 0.0, 0.0, 0.0], &[0.0, 1.0, 4.0, 0.0, 0.0]];
        let found = tagger(0.0, 0.0).spans(&words, &rows);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn words_know_what_follows_them() {
        use Boundary::{Nothing, Paragraph, Sentence};
        let text = "He left. She\ndid";
        let spans = vec![0..2, 3..7, 7..8, 9..12, 13..16];
        let words = WordList::new(text, spans);
        assert_eq!(
            words.after,
            [Nothing, Nothing, Sentence, Nothing, Paragraph]
        );
    }
}
