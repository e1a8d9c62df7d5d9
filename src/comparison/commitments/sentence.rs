//! A statement prepared for the grammar: tokens, and what stands where.

use std::ops::Range;

use super::Promised;
use super::clauses::{Clause, clauses};
use crate::statements::tokens::{Kind, Token, tokens};
use crate::statements::{
    DateMention, Gazetteer, Mention, Naming, Quantity, Span, dates, quantities,
};

/// A statement's tokens with the actors, dates and amounts that lie over them.
pub(super) struct Sentence<'a> {
    pub(super) text: &'a str,
    /// Whether "it" at the beginning is the speaker's own side.
    pub(super) reported: bool,
    pub(super) tokens: Vec<Token>,
    pub(super) mentions: Vec<Mention>,
    pub(super) dates: Vec<DateMention>,
    pub(super) quantities: Vec<Quantity>,
    pub(super) clauses: Vec<Clause>,
    mention_at: Vec<Option<usize>>,
    date_at: Vec<Option<usize>>,
    quantity_at: Vec<Option<usize>>,
}

impl<'a> Sentence<'a> {
    pub(super) fn new(statement: &Promised<'a>, gazetteer: &Gazetteer) -> Self {
        let Promised { text, date, .. } = *statement;
        let tokens = tokens(text);
        let mentions: Vec<Mention> = gazetteer
            .mentions(text, date)
            .into_iter()
            .filter(|mention| mention.naming != Naming::Excluded)
            .collect();
        let dates = dates(text, date);
        let quantities = quantities(text);
        let at = |spans: Vec<&Span>| -> Vec<Option<usize>> {
            tokens
                .iter()
                .map(|token| {
                    spans
                        .iter()
                        .position(|span| span.start < token.span.end && token.span.start < span.end)
                })
                .collect()
        };
        Self {
            mention_at: at(mentions.iter().map(|mention| &mention.span).collect()),
            date_at: at(dates.iter().map(|date| &date.span).collect()),
            quantity_at: at(quantities.iter().map(|quantity| &quantity.span).collect()),
            clauses: clauses(&tokens),
            text,
            reported: statement.reported,
            tokens,
            mentions,
            dates,
            quantities,
        }
    }

    /// The word at a token; nothing beyond the end.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(words))
    }

    /// The token before, if there is one.
    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    pub(super) fn mention(&self, at: usize) -> Option<&Mention> {
        let index = (*self.mention_at.get(at)?)?;
        self.mentions.get(index)
    }

    pub(super) fn date(&self, at: usize) -> Option<usize> {
        *self.date_at.get(at)?
    }

    pub(super) fn quantity(&self, at: usize) -> Option<&Quantity> {
        let index = (*self.quantity_at.get(at)?)?;
        self.quantities.get(index)
    }

    /// Whether an amount begins at this token.
    pub(super) fn quantity_begins(&self, at: usize) -> Option<&Quantity> {
        self.quantity(at)
            .filter(|quantity| quantity.span.start == self.tokens[at].span.start)
    }

    /// Whether a mark stands here that parts phrases; marks within a word, a
    /// number or an amount do not.
    pub(super) fn parts(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| {
            token.kind == Kind::Mark
                && self.quantity(at).is_none()
                && self.mention(at).is_none()
                && !token.is(&["$", "€", "£", "%", "&", "/", "'", "’", "‘"])
                && !(token.is(&["-", "‑"])
                    && token.joined
                    && self.tokens.get(at + 1).is_some_and(|next| next.joined))
        })
    }

    /// The first token behind all of the thing that lies over this one.
    pub(super) fn behind(&self, at: usize, span: &Span) -> usize {
        (at..self.tokens.len())
            .find(|index| self.tokens[*index].span.start >= span.end)
            .unwrap_or(self.tokens.len())
    }

    /// The first token of the thing that ends over this one.
    pub(super) fn begin(&self, at: usize, span: &Span) -> usize {
        (0..=at)
            .rev()
            .take_while(|index| self.tokens[*index].span.end > span.start)
            .last()
            .unwrap_or(at)
    }

    /// The bytes from the first to the last of some tokens.
    pub(super) fn span(&self, range: &Range<usize>) -> Option<Span> {
        let first = self.tokens.get(range.start)?;
        let last = self.tokens.get(range.end.checked_sub(1)?)?;
        (range.start < range.end).then_some(first.span.start..last.span.end)
    }

    /// The clause that a token is in, where it hangs on another.
    pub(super) fn clause(&self, at: usize) -> Option<&Clause> {
        self.clauses
            .iter()
            .find(|clause| clause.tokens.contains(&at))
    }

    pub(super) fn is_question(&self) -> bool {
        self.text
            .trim_end_matches(|c: char| c.is_whitespace() || "\"”’')".contains(c))
            .ends_with('?')
    }
}
