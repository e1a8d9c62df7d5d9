//! A table as Apache Parquet.
//!
//! Rows are gathered to batches and written in row groups of bounded size, so that
//! memory stays flat however long the table is. The bytes depend on the rows and
//! the program's version alone.

use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use super::arrow::{Cells, field};
use super::output::Output;
use super::schema::Column;
use crate::error::Error;

/// A row group ends at so many rows or bytes, whichever comes first.
const GROUP_ROWS: usize = 1 << 16;
const GROUP_BYTES: usize = 32 << 20;

/// A batch ends at so many rows or bytes.
const BATCH_ROWS: usize = 1 << 12;
const BATCH_BYTES: usize = 4 << 20;

pub(super) struct ParquetWriter {
    writer: ArrowWriter<Output>,
    schema: SchemaRef,
    cells: Cells,
    rows: usize,
    bytes: usize,
}

impl ParquetWriter {
    pub(super) fn new(output: Output, path: &Path, columns: &[Column]) -> Result<Self, Error> {
        let fields: Vec<_> = columns.iter().map(field).collect();
        let schema = Arc::new(Schema::new(fields));
        let properties = WriterProperties::builder()
            .set_created_by(format!("hedgerow version {}", env!("CARGO_PKG_VERSION")))
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_max_row_group_bytes(Some(GROUP_BYTES))
            .build();
        let options = ArrowWriterOptions::new()
            .with_properties(properties)
            .with_skip_arrow_metadata(true);
        let writer = ArrowWriter::try_new_with_options(output, Arc::clone(&schema), options)
            .map_err(failed(path))?;
        Ok(Self {
            writer,
            schema,
            cells: Cells::of(columns),
            rows: 0,
            bytes: 0,
        })
    }

    pub(super) fn write(
        &mut self,
        columns: &[Column],
        fields: &[&str],
        path: &Path,
    ) -> Result<(), Error> {
        self.cells.push(columns, fields)?;
        self.bytes += fields.iter().map(|field| field.len()).sum::<usize>();
        self.rows += 1;
        if self.rows >= BATCH_ROWS || self.bytes >= BATCH_BYTES {
            self.flush(path)?;
        }
        Ok(())
    }

    fn flush(&mut self, path: &Path) -> Result<(), Error> {
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), self.cells.take())
            .map_err(|error| Error::Internal(error.to_string()))?;
        self.rows = 0;
        self.bytes = 0;
        self.writer.write(&batch).map_err(failed(path))
    }

    pub(super) fn into_inner(mut self, path: &Path) -> Result<Output, Error> {
        if self.rows > 0 {
            self.flush(path)?;
        }
        self.writer.into_inner().map_err(failed(path))
    }
}

fn failed(path: &Path) -> impl FnOnce(ParquetError) -> Error {
    let path = path.to_owned();
    move |error| Error::write(&path)(std::io::Error::other(error))
}
