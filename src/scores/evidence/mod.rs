//! What carries a score: which words raise it and which lower it.
//!
//! Enters: a statement. Leaves: its [`Unit`]s, each with what it contributes, by
//! occlusion: the statement is scored once whole and once without each unit, and
//! the difference is the unit's contribution. So a contribution is what the model
//! itself says of the shortened text, and no estimate. The cue lexicon only cuts the
//! text into units and names them.

mod cues;
mod mark;
mod removal;
mod units;

use super::score::Score;
use super::scorer::Scorer;
use crate::error::Error;
use crate::model::Unreadable;
use crate::statements::Span;

pub use cues::{Cues, Kind};
pub use mark::{EVIDENCE_COLUMN, Mark, marks};
pub use removal::without;

/// A piece of a statement and what it contributes to the three ratings: the score
/// of the whole minus the score without the piece, -1 to 1. Above zero the piece
/// raises the score.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Where, in bytes of the statement.
    pub span: Span,
    /// What kind of words it is.
    pub kind: Kind,
    /// Its part in the headline score.
    pub score: f64,
    /// Its part in the specificity.
    pub specificity: f64,
    /// Its part in the firmness.
    pub firmness: f64,
}

impl Unit {
    /// The largest of its contributions, without its sign.
    #[must_use]
    pub fn largest(&self) -> f64 {
        let parts = [self.score, self.specificity, self.firmness];
        parts.into_iter().map(f64::abs).fold(0.0, f64::max)
    }
}

/// A score and what carries it.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The score of the whole statement.
    pub whole: Score,
    /// The statement's units in its order. Contributions need not add up to the
    /// score: two words that say the same are each dispensable. A unit without which
    /// no word is left is not listed.
    pub units: Vec<Unit>,
}

impl Evidence {
    /// The units by how much they contribute to the headline score, in either
    /// direction, the strongest first.
    #[must_use]
    pub fn strongest(&self) -> Vec<&Unit> {
        let mut units: Vec<&Unit> = self.units.iter().collect();
        units.sort_by(|a, b| b.score.abs().total_cmp(&a.score.abs()));
        units
    }
}

/// Scores statements and weighs their words; those that the model cannot read say
/// why. It takes about as many forward passes as a statement has words.
pub fn explain(
    scorer: &Scorer,
    cues: &Cues,
    texts: &[&str],
) -> Result<Vec<Result<Evidence, Unreadable>>, Error> {
    let scores = scorer.score(texts)?;
    let readable: Vec<(&str, Score)> = texts
        .iter()
        .zip(&scores)
        .filter_map(|(text, score)| Some((*text, *score.as_ref().ok()?)))
        .collect();
    let mut weighed = weigh(scorer, cues, &readable)?.into_iter();
    scores
        .into_iter()
        .map(|score| match score {
            Ok(_) => weighed
                .next()
                .map(Ok)
                .ok_or_else(|| Error::Internal("evidence is missing".to_owned())),
            Err(unreadable) => Ok(Err(unreadable)),
        })
        .collect()
}

/// Weighs the words of statements whose scores are known.
pub fn weigh(
    scorer: &Scorer,
    cues: &Cues,
    statements: &[(&str, Score)],
) -> Result<Vec<Evidence>, Error> {
    let pieces: Vec<Vec<(Span, Kind)>> = statements
        .iter()
        .map(|(text, _)| cues.units(text))
        .collect();
    let shortened: Vec<String> = statements
        .iter()
        .zip(&pieces)
        .flat_map(|((text, _), pieces)| {
            pieces
                .iter()
                .map(|(span, _)| without(text, std::slice::from_ref(span)))
        })
        .collect();
    let shortened: Vec<&str> = shortened.iter().map(String::as_str).collect();
    let mut scores = scorer.score(&shortened)?.into_iter();
    statements
        .iter()
        .zip(pieces)
        .map(|((_, whole), pieces)| {
            let mut units = Vec::new();
            for (span, kind) in pieces {
                let left = scores
                    .next()
                    .ok_or_else(|| Error::Internal("a score is missing".to_owned()))?;
                if let Ok(left) = left {
                    units.push(Unit {
                        span,
                        kind,
                        score: whole.overall - left.overall,
                        specificity: whole.specificity - left.specificity,
                        firmness: whole.firmness - left.firmness,
                    });
                }
            }
            Ok(Evidence {
                whole: *whole,
                units,
            })
        })
        .collect()
}
