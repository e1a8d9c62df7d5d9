//! The stages, top to bottom: each reads a table, does its work, and writes a
//! table that is either whole or not there.

mod aggregate;
mod captions;
mod extract;
mod score;
mod split;

pub use aggregate::{AggregatePlan, AggregateReport, aggregate};
pub use extract::{ExtractPlan, ExtractReport, extract};
pub use score::{ScorePlan, ScoreReport, score};
pub use split::{SplitPlan, SplitReport, split};
