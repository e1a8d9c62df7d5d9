//! Statements for tests.

use super::outline::{Outline, Outliner};
use super::statement::Statement;
use crate::aggregates::Measured;
use crate::scores::{Act, Thresholds};

/// The outlines of statements.
pub(crate) fn outlines(statements: &[Statement]) -> Vec<Outline> {
    let mut outliner = Outliner::default();
    statements.iter().map(|s| outliner.outline(s)).collect()
}

/// A statement of an actor with a score, in a document of its own.
pub(crate) fn statement(actor: &str, text: &str, score: f64) -> Statement {
    Statement {
        id: text.to_owned(),
        text: text.to_owned(),
        date: None,
        document: text.to_owned(),
        actors: vec![actor.to_owned()],
        topics: vec!["tariffs".to_owned()],
        measured: Measured {
            score,
            specificity: score,
            firmness: score,
            label: Thresholds::default().label(score),
        },
        act: Act::Assert,
        reported: false,
        embedding: None,
    }
}
