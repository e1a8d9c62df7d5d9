//! Every table that the program writes: its columns in order, what they hold and
//! what they mean. What is written takes its columns from here, and so does the
//! data dictionary that lies beside it.

mod comparison;
mod scores;
mod statements;

pub use comparison::{CLAIMS, COMMITMENTS, GAPS, READOUTS, SHIFTS};
pub use scores::{BEHAVIOUR, CELLS, DIFF, GOLD_SCORES, PARTIAL, SCORED};
pub use statements::{DUPLICATES, REJECTS, REMOVED, SPLIT, STATEMENTS};

use super::schema::{Column, Kind, Range, TableInfo};

/// All of them, in the order in which they come to be.
pub static TABLES: [&TableInfo; 16] = [
    &STATEMENTS,
    &DUPLICATES,
    &REMOVED,
    &SPLIT,
    &SCORED,
    &CELLS,
    &PARTIAL,
    &GAPS,
    &CLAIMS,
    &COMMITMENTS,
    &SHIFTS,
    &READOUTS,
    &DIFF,
    &BEHAVIOUR,
    &GOLD_SCORES,
    &REJECTS,
];

/// The table of this name.
#[must_use]
pub fn table(name: &str) -> Option<&'static TableInfo> {
    TABLES.into_iter().find(|table| table.name == name)
}

/// 0 to 1.
const SHARE: Kind = Kind::Number(Range::Share);
/// -1 to 1.
const DIFFERENCE: Kind = Kind::Number(Range::Difference);

/// In a stream, behind the columns of [`SCORED`] or [`STATEMENTS`]: rows that cannot
/// be used stay in their places, and say why.
pub static REJECT_REASON: Column = Column::sparse(
    "reject_reason",
    Kind::Text,
    "why the row could not be used; the columns that would be added are then empty",
    "the row could be used",
);

const YES_NO: Kind = Kind::Word(&["yes", "no"]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::COMMITMENT_COLUMNS;
    use crate::scores::{EVIDENCE_COLUMN, INTERVAL_COLUMNS, SCORE_COLUMNS};

    #[test]
    fn what_is_written_elsewhere_has_the_columns_of_the_dictionary() {
        let beside = INTERVAL_COLUMNS.into_iter().chain([EVIDENCE_COLUMN]);
        assert!(SCORED.names().eq(SCORE_COLUMNS.into_iter().chain(beside)));
        let commitments = COMMITMENT_COLUMNS.into_iter().chain(["text"]);
        assert!(COMMITMENTS.names().eq(commitments));
    }

    #[test]
    fn every_column_is_named_once_and_says_what_it_means() {
        for table in TABLES {
            let mut names: Vec<&str> = table.names().collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), table.columns.len(), "{}", table.name);
            for column in table.columns {
                assert!(!column.meaning.is_empty(), "{}", column.name);
                assert_ne!(column.missing, Some(""), "{}", column.name);
            }
        }
    }
}
