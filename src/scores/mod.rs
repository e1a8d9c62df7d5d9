//! How concrete or hedged a statement is: the score, what computes it, and the
//! words that carry it.

mod evidence;
mod intervals;
mod score;
mod scorer;

pub use evidence::{
    Cues, EVIDENCE_COLUMN, Evidence, Kind, Mark, Unit, explain, marks, weigh, without,
};
pub use intervals::{INTERVAL_COLUMNS, Intervals};
pub(crate) use score::number;
pub use score::{Act, Label, SCORE_COLUMNS, Score, Thresholds, rounded};
pub use scorer::Scorer;
