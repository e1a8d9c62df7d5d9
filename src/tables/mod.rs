//! Tables in and out: rows of CSV, JSONL and Parquet with their places, rejects for
//! those that cannot be used, output that is either whole or not there, and what
//! each column that is written means.

mod alone;
mod arrow;
mod columns;
mod contain;
mod csv_rows;
pub mod dictionary;
mod excel;
mod input;
mod jsonl_rows;
mod jsonl_writer;
mod output;
mod packing;
mod parquet_rows;
mod parquet_writer;
mod rejects;
mod schema;
mod stream;
mod style;
mod writer;

pub(crate) use alone::{open_alone, sync_folder_of};
pub use columns::{ColumnNames, Columns, Heading};
pub(crate) use columns::{find_column, missing as missing_column};
pub use contain::is_contained;
pub use excel::Excess;
pub(crate) use input::temporary;
pub use input::{Format, Input, Row, Rows, Table, UNPACKED_LIMIT};
pub use output::{Output, Target};
pub(crate) use packing::{Limit, Packing, unpack};
pub use rejects::{Reject, Rejects};
pub use schema::{Column, Kind, Range, Schema, TableInfo};
pub use stream::{BatchReader, BatchWriter, Streams};
pub(crate) use stream::{column_texts, pieces, rows_of};
pub use style::Style;
pub use writer::{TableWriter, Written};

#[cfg(test)]
mod tests;
