//! A table as Apache Parquet.
//!
//! Rows are gathered to batches and written in row groups of bounded size, so that
//! memory stays flat however long the table is. The bytes depend on the rows and
//! the program's version alone.

use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::{Date32Builder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::types::Date32Type;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_cast::parse::Parser;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use super::output::Output;
use super::schema::{Column, Storage};
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
    cells: Vec<Cells>,
    rows: usize,
    bytes: usize,
}

/// The gathered cells of a column.
enum Cells {
    Text(StringBuilder),
    Integer(Int64Builder),
    Number(Float64Builder),
    Date(Date32Builder),
}

impl ParquetWriter {
    pub(super) fn new(output: Output, path: &Path, columns: &[Column]) -> Result<Self, Error> {
        let fields = columns.iter().map(|column| {
            let kind = match column.kind.storage() {
                Storage::Text => DataType::Utf8,
                Storage::Integer => DataType::Int64,
                Storage::Number => DataType::Float64,
                Storage::Date => DataType::Date32,
            };
            Field::new(column.name.as_ref(), kind, true)
        });
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
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
        let cells = columns
            .iter()
            .map(|column| match column.kind.storage() {
                Storage::Text => Cells::Text(StringBuilder::new()),
                Storage::Integer => Cells::Integer(Int64Builder::new()),
                Storage::Number => Cells::Number(Float64Builder::new()),
                Storage::Date => Cells::Date(Date32Builder::new()),
            })
            .collect();
        Ok(Self {
            writer,
            schema,
            cells,
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
        for ((column, cells), field) in columns.iter().zip(&mut self.cells).zip(fields) {
            cells
                .push(field)
                .ok_or_else(|| column.not_of_its_kind(field))?;
            self.bytes += field.len();
        }
        self.rows += 1;
        if self.rows >= BATCH_ROWS || self.bytes >= BATCH_BYTES {
            self.flush(path)?;
        }
        Ok(())
    }

    fn flush(&mut self, path: &Path) -> Result<(), Error> {
        let arrays = self.cells.iter_mut().map(Cells::take).collect();
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), arrays)
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

impl Cells {
    /// Adds a field; `None` where it is not of the column's kind.
    fn push(&mut self, field: &str) -> Option<()> {
        match (self, field.is_empty()) {
            (Self::Text(cells), true) => cells.append_null(),
            (Self::Text(cells), false) => cells.append_value(field),
            (Self::Integer(cells), true) => cells.append_null(),
            (Self::Integer(cells), false) => cells.append_value(field.parse().ok()?),
            (Self::Number(cells), true) => cells.append_null(),
            (Self::Number(cells), false) => cells.append_value(field.parse().ok()?),
            (Self::Date(cells), true) => cells.append_null(),
            (Self::Date(cells), false) => cells.append_value(Date32Type::parse(field)?),
        }
        Some(())
    }

    /// What was gathered; nothing is left.
    fn take(&mut self) -> ArrayRef {
        match self {
            Self::Text(cells) => Arc::new(cells.finish()),
            Self::Integer(cells) => Arc::new(cells.finish()),
            Self::Number(cells) => Arc::new(cells.finish()),
            Self::Date(cells) => Arc::new(cells.finish()),
        }
    }
}
