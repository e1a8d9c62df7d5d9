//! The regression check: does the model still agree with people, and with what
//! it said before?
//!
//! Enters: a gold set (statements with ratings by two readers), its thresholds,
//! the scores that were last accepted. Leaves: agreement, movers, a verdict. Beside
//! it, cases that say what a change of words must do to a score.

mod agreement;
mod behaviour;
mod check;
mod files;

pub use agreement::{mean_absolute_error, spearman};
pub use behaviour::{Behaviour, Capability, Case, Judged, Relation, judge};
pub use check::{Compared, Limit, Measure, Outcome, check};
pub use files::{GoldSet, Limits, Rated, Recorded, Scale, Scales};
