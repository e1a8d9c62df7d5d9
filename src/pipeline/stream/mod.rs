//! The stages through a pipe: Arrow record batches in, record batches out.
//!
//! What enters a stage batch by batch leaves it batch by batch, and the next is read
//! when there is room for it: memory holds a few batches, however long the stream is.
//! The model is loaded once for all streams of the pipe. Each row is rated or read by
//! itself, so that it does not matter which rows share a stream. A row that cannot be
//! used stays, and says why.

mod aggregate;
mod extract;
mod score;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::Schema;

pub use aggregate::{aggregate_stream, merge_stream};
pub use extract::{ExtractStreamPlan, extract_stream};
pub use score::{ScoreStreamPlan, score_stream};

use crate::error::Error;
use crate::tables::dictionary::REJECT_REASON;
use crate::tables::{BatchReader, column_texts};

/// What went through a pipe.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StreamReport {
    /// Streams that were read, one behind the other.
    pub streams: u64,
    /// Rows that were read.
    pub read: u64,
    /// Rows that could not be used, or could not be by the stage before.
    pub rejected: u64,
    /// Rows that were written.
    pub written: u64,
}

/// The column in which an earlier stage said why it could not use a row.
struct Rejected(Option<usize>);

impl Rejected {
    fn find<R: std::io::Read>(stream: &BatchReader<R>) -> Result<Self, Error> {
        let column = stream.heading().position(&REJECT_REASON.name);
        if let Some(column) = column {
            stream.need_text(column)?;
        }
        Ok(Self(column))
    }

    /// Why each row of a batch could not be used; empty where it could.
    fn reasons(&self, batch: &RecordBatch) -> Result<Vec<String>, Error> {
        match self.0 {
            Some(column) => column_texts(batch, column),
            None => Ok(vec![String::new(); batch.num_rows()]),
        }
    }

    /// The columns that pass through: the stage writes its own reasons.
    fn others(&self, schema: &Schema) -> Schema {
        let fields = schema.fields().iter().enumerate();
        let others = fields.filter(|(index, _)| Some(*index) != self.0);
        let others: Vec<_> = others.map(|(_, field)| field.clone()).collect();
        Schema::new_with_metadata(others, schema.metadata().clone())
    }

    /// The same of a batch.
    fn without(&self, batch: &RecordBatch) -> Vec<ArrayRef> {
        let columns = batch.columns().iter().enumerate();
        let others = columns.filter(|(index, _)| Some(*index) != self.0);
        others.map(|(_, column)| column.clone()).collect()
    }
}
