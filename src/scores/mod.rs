//! How concrete or hedged a statement is: the score and what computes it.

mod score;
mod scorer;

pub use score::{Act, Label, SCORE_COLUMNS, Score, Thresholds, rounded};
pub use scorer::Scorer;
