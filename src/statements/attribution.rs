//! Who said what: the shape in which attribution leaves its finders, whether a
//! model or a format's rules.

use std::fmt;
use std::ops::Range;

/// A half-open range of bytes in a text, on character boundaries.
pub type Span = Range<usize>;

/// How a statement is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// In the speaker's words, between quotation marks.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// In the reporter's words, with some of the speaker's between marks.
    Mixed,
    /// A sentence of somebody's turn in a transcript.
    Turn,
    /// A sentence of a journalist's or moderator's turn: nobody's statement, and
    /// not to be counted for an actor.
    Question,
    /// A sentence of a release or readout, whose source is the issuing office.
    Release,
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
            Self::Turn => "turn",
            Self::Question => "question",
            Self::Release => "release",
        })
    }
}

/// One attribution in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The words that name the source; empty where none do.
    pub source: Vec<Span>,
    /// The words that attribute, such as "said" or "according to"; empty where
    /// the format does.
    pub cue: Vec<Span>,
    /// What is attributed, in the order of the text; several pieces where other
    /// words stand between. Never empty. As annotators mark it, with quotation
    /// marks and "that": see [`Attribution::statement`].
    pub content: Vec<Span>,
    /// How it is given.
    pub form: Form,
}
