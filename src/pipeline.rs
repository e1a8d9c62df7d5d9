//! The stages, top to bottom: each reads a table, does its work, and writes a
//! table that is either whole or not there.

mod aggregate;
mod captions;
mod compare;
mod extract;
mod journal;
mod outputs;
mod rating;
mod readouts;
mod report;
mod score;
mod scored;
mod split;
mod statements;
mod stream;

pub use aggregate::{
    AggregatePlan, AggregateReport, Gathering, MergePlan, Resampling, aggregate, merge,
};
pub use compare::{ComparePlan, CompareReport, compare};
pub use extract::{ExtractPlan, ExtractReport, extract};
pub use journal::{Journal, Kept, Tell};
pub use rating::Rating;
pub use readouts::{ReadoutsPlan, ReadoutsReport, readouts};
pub use report::{ReportPlan, ReportReport, report};
pub use score::{ScorePlan, ScoreReport, score};
pub use split::{SplitPlan, SplitReport, split};
pub use stream::{
    ExtractStreamPlan, ScoreStreamPlan, StreamReport, aggregate_stream, extract_stream,
    merge_stream, score_stream,
};
