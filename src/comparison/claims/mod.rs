//! The claims ledger: what each side claims of the other, and what the other
//! says to it.

mod answers;
mod blocks;
mod cells;
mod ledger;
mod polarity;
mod relation;
mod sides;
mod words;

pub use blocks::{Block, blocks};
pub use ledger::{Answer, EXACT_TO, Entry, LedgerRules, State, ledger};
pub use relation::{Judgement, Reading, Relation, Signs, judge};
