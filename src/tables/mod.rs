//! Tables in and out: CSV and JSONL rows with their line numbers, rejects for
//! those that cannot be used, and output that is either whole or not there.

mod columns;
mod csv_rows;
mod input;
mod jsonl_rows;
mod output;
mod rejects;

pub use columns::{ColumnNames, Columns};
pub(crate) use columns::{find_column, missing as missing_column};
pub use input::{Format, Input, Row, Rows, Table};
pub use output::{Output, TableWriter, Target};
pub use rejects::{Reject, Rejects};
