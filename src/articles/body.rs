//! The reading text of an article: the blocks that were kept, joined by blank
//! lines, each knowing where in the original it stood.

use std::fmt;
use std::ops::Range;

use crate::statements::Span;

/// What stands between two blocks of a body.
const JOINT: &str = "\n\n";

/// What a kept block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The headline.
    Title,
    /// A line that is no sentence but says what follows: a subhead, the issuing
    /// office, the speaker of a release.
    Heading,
    /// Running text, or a turn of a transcript.
    Paragraph,
    /// What stands under a picture.
    Caption,
}

/// Why a block was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A control, an advertisement's label, an invitation to share or subscribe.
    Widget,
    /// Script that a scraper took for text.
    Script,
    /// No letter in it.
    Symbols,
    /// Who wrote it, and where.
    Byline,
    /// A line that only says when it was published.
    Dateline,
    /// Fewer than four words and no sentence: a section's label, a menu's entry.
    Fragment,
    /// The same as an earlier block of the document.
    Repeated,
    /// The same line stands in many documents of the corpus.
    Boilerplate,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Widget => "widget",
            Self::Script => "script",
            Self::Symbols => "symbols",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Fragment => "fragment",
            Self::Repeated => "repeated",
            Self::Boilerplate => "boilerplate",
        })
    }
}

/// A block that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Where it stands in the body.
    pub span: Span,
    /// Where it stands in the article's text; the two slices are equal.
    pub original: Span,
}

/// A block that was removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// Where it stands in the article's text.
    pub span: Span,
    /// Why it was removed.
    pub reason: Reason,
}

/// What becomes of a piece of the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Keep(Kind),
    Remove(Reason),
}

/// A piece of the original and its verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) verdict: Verdict,
    /// No later rule may remove it.
    pub(super) protected: bool,
}

/// The reading text of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    text: String,
    blocks: Vec<Block>,
    removed: Vec<Removed>,
}

impl Body {
    /// Joins the kept pieces, which are in the order of the text.
    pub(super) fn assemble(text: &str, pieces: &[Piece]) -> Self {
        let mut body = Self::default();
        for piece in pieces {
            let original = piece.span.clone();
            match piece.verdict {
                Verdict::Keep(kind) => {
                    if !body.text.is_empty() {
                        body.text.push_str(JOINT);
                    }
                    let start = body.text.len();
                    body.text.push_str(&text[original.clone()]);
                    let span = start..body.text.len();
                    body.blocks.push(Block {
                        kind,
                        span,
                        original,
                    });
                }
                Verdict::Remove(reason) => body.removed.push(Removed {
                    span: original,
                    reason,
                }),
            }
        }
        body
    }

    /// The reading text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks that it is made of, in order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// What was removed, in the order of the original.
    #[must_use]
    pub fn removed(&self) -> &[Removed] {
        &self.removed
    }

    /// Where a span of the body stands in the article's text. Within one block
    /// the two slices are equal; a span over several blocks becomes the stretch
    /// from its first byte to its last, with what was removed in between.
    #[must_use]
    pub fn original(&self, span: Range<usize>) -> Range<usize> {
        // A start between two blocks belongs to the later one, an end to the
        // earlier.
        let first = self
            .blocks
            .partition_point(|block| block.span.end <= span.start);
        let last = self
            .blocks
            .partition_point(|block| block.span.start < span.end);
        let (Some(first), Some(last)) = (
            self.blocks.get(first).or(self.blocks.last()),
            self.blocks.get(last.saturating_sub(1)),
        ) else {
            return 0..0;
        };
        let place = |block: &Block, at: usize| {
            let at = at.clamp(block.span.start, block.span.end);
            block.original.start + (at - block.span.start)
        };
        let start = place(first, span.start);
        start..place(last, span.end).max(start)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Pieces of a text of lines, every other one kept as `keep` says.
    fn pieces(text: &str, keep: &[bool]) -> Vec<Piece> {
        let mut start = 0;
        let mut pieces = Vec::new();
        for (line, keep) in text.split_inclusive('\n').zip(keep.iter().cycle()) {
            let span = start..start + line.trim_end_matches('\n').len();
            start += line.len();
            if span.is_empty() {
                continue;
            }
            let verdict = if *keep {
                Verdict::Keep(Kind::Paragraph)
            } else {
                Verdict::Remove(Reason::Widget)
            };
            pieces.push(Piece {
                span,
                verdict,
                protected: false,
            });
        }
        pieces
    }

    proptest! {
        #[test]
        fn a_span_within_a_block_slices_the_same_from_both_texts(
            text in "([a-zß—字]{0,9}\n){1,9}",
            keep in prop::collection::vec(any::<bool>(), 1..5),
            at in any::<(prop::sample::Index, prop::sample::Index, prop::sample::Index)>(),
        ) {
            let body = Body::assemble(&text, &pieces(&text, &keep));
            prop_assume!(!body.blocks().is_empty());
            let block = at.0.get(body.blocks());
            let places: Vec<usize> = (block.span.start..=block.span.end)
                .filter(|&place| body.text().is_char_boundary(place))
                .collect();
            let (one, other) = (*at.1.get(&places), *at.2.get(&places));
            prop_assume!(one != other);
            let span = one.min(other)..one.max(other);
            prop_assert_eq!(&body.text()[span.clone()], &text[body.original(span)]);
        }

        #[test]
        fn the_whole_body_spans_from_the_first_kept_byte_to_the_last(
            text in "([a-zß—字]{0,9}\n){1,9}",
            keep in prop::collection::vec(any::<bool>(), 1..5),
        ) {
            let body = Body::assemble(&text, &pieces(&text, &keep));
            prop_assume!(!body.blocks().is_empty());
            let whole = body.original(0..body.text().len());
            prop_assert_eq!(whole.start, body.blocks()[0].original.start);
            prop_assert_eq!(whole.end, body.blocks()[body.blocks().len() - 1].original.end);
        }
    }

    #[test]
    fn an_empty_body_has_no_place_in_the_original() {
        assert_eq!(Body::default().original(0..0), 0..0);
    }
}
