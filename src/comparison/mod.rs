//! Two accounts side by side: scored statements of two actors in; where they
//! part, what each claims of the other, and how each changes, out.

mod claims;
mod commitments;
mod correction;
mod counterpart;
mod difference;
mod effect;
mod gaps;
mod grouping;
mod outline;
mod readouts;
mod shifts;
mod statement;
#[cfg(test)]
pub(crate) mod testing;

pub use claims::{
    Answer, Block, EXACT_TO, Entry, Judgement, LedgerRules, Reading, Relation, Signs, State,
    blocks, judge, ledger,
};
pub use commitments::{COMMITMENT_COLUMNS, Commitment, Piece, Promised, Row, commitments};
pub use correction::benjamini_hochberg;
pub use difference::{Difference, Group, Rules, difference};
pub use effect::cliffs_delta;
pub use gaps::{Gap, gaps};
pub use outline::{Outline, Outliner};
pub use readouts::{Parallel, Passage, readouts};
pub use shifts::{Direction, Shift, shifts};
pub use statement::Statement;
