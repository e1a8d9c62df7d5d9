//! A table on its way out, in any of the formats.
//!
//! Enters: rows of fields as text, empty where a value is missing. Leaves: a whole
//! table at its place, and what is to be said of it.

use std::borrow::Cow;
use std::io::{self, Write as _};
use std::path::PathBuf;

use csv::Terminator;

use super::excel::{self, Excess};
use super::jsonl_writer::JsonlWriter;
use super::output::{Output, Target};
use super::parquet_writer::ParquetWriter;
use super::schema::{Column, Schema, Storage};
use super::style::Style;
use crate::error::Error;

/// A table that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Where it is.
    pub target: Target,
    /// How it was written.
    pub style: Style,
    /// What it is and which columns it has.
    pub schema: Schema,
    /// How many rows it has.
    pub rows: u64,
    /// What a spreadsheet program would not show whole; counted where the table
    /// is for one.
    pub excess: Excess,
}

/// A table on its way out.
pub struct TableWriter {
    encoder: Encoder,
    path: PathBuf,
    written: Written,
}

enum Encoder {
    Csv(csv::Writer<Output>),
    Excel(csv::Writer<Output>),
    Jsonl(JsonlWriter),
    Parquet(Box<ParquetWriter>),
}

impl TableWriter {
    /// Opens the output, and writes what stands before the rows. A file is in the
    /// style that its extension names, where it names one.
    pub fn create(target: &Target, style: Style, schema: Schema) -> Result<Self, Error> {
        let style = match target {
            Target::File(path) => style.at(path),
            Target::Stdout => style,
        };
        let path = target.path();
        let mut output = Output::create(target)?;
        let encoder = match style {
            Style::Csv => Encoder::Csv(csv::Writer::from_writer(output)),
            Style::Excel => {
                output.write_all(excel::MARK).map_err(Error::write(&path))?;
                let mut builder = csv::WriterBuilder::new();
                let writer = builder.terminator(Terminator::CRLF).from_writer(output);
                Encoder::Excel(writer)
            }
            Style::Jsonl => Encoder::Jsonl(JsonlWriter::new(output, &schema.columns)?),
            Style::Parquet => {
                let writer = ParquetWriter::new(output, &path, &schema.columns)?;
                Encoder::Parquet(Box::new(writer))
            }
        };
        let mut table = Self {
            encoder,
            path,
            written: Written {
                target: target.clone(),
                style,
                schema,
                rows: 0,
                excess: Excess::default(),
            },
        };
        table.write_header()?;
        Ok(table)
    }

    /// The table's name in the dictionary.
    pub(crate) fn name(&self) -> &'static str {
        self.written.schema.table
    }

    fn write_header(&mut self) -> Result<(), Error> {
        let names = self.written.schema.columns.iter().map(|c| &c.name[..]);
        match &mut self.encoder {
            Encoder::Csv(writer) => writer.write_record(names),
            Encoder::Excel(writer) => {
                writer.write_record(names.map(|name| excel::guarded(name).into_owned()))
            }
            Encoder::Jsonl(_) | Encoder::Parquet(_) => Ok(()),
        }
        .map_err(|error| Error::write(&self.path)(of_system(error)))
    }

    /// Writes a row: one field for each column, empty where a value is missing.
    pub fn write<T: AsRef<str>>(
        &mut self,
        fields: impl IntoIterator<Item = T>,
    ) -> Result<(), Error> {
        let fields: Vec<T> = fields.into_iter().collect();
        let fields: Vec<&str> = fields.iter().map(AsRef::as_ref).collect();
        let columns = &self.written.schema.columns;
        if fields.len() != columns.len() {
            return Err(Error::Internal(format!(
                "a row of {} fields for the {} columns of {}",
                fields.len(),
                columns.len(),
                self.path.display()
            )));
        }
        self.written.rows += 1;
        let failed = |error| Error::write(&self.path)(of_system(error));
        match &mut self.encoder {
            Encoder::Csv(writer) => writer.write_record(fields).map_err(failed),
            Encoder::Excel(writer) => {
                self.written.excess.count(self.written.rows, &fields);
                for (column, field) in columns.iter().zip(fields) {
                    writer
                        .write_field(&*for_excel(column, field))
                        .map_err(failed)?;
                }
                writer.write_record(None::<&[u8]>).map_err(failed)
            }
            Encoder::Jsonl(writer) => writer.write(columns, &fields, &self.path),
            Encoder::Parquet(writer) => writer.write(columns, &fields, &self.path),
        }
    }

    /// Puts the table in its place, durably; says what was written.
    pub fn finish(self) -> Result<Written, Error> {
        let output = match self.encoder {
            Encoder::Csv(writer) | Encoder::Excel(writer) => writer
                .into_inner()
                .map_err(|error| Error::write(&self.path)(error.into_error()))?,
            Encoder::Jsonl(writer) => writer.into_inner(),
            Encoder::Parquet(writer) => writer.into_inner(&self.path)?,
        };
        output.finish()?;
        Ok(self.written)
    }
}

/// What the system said. The crate's own conversion hides which error it was.
fn of_system(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A field for a spreadsheet program. What is a number or a day is meant as one.
fn for_excel<'a>(column: &Column, field: &'a str) -> Cow<'a, str> {
    match column.kind.storage() {
        Storage::Text => excel::guarded(field),
        Storage::Integer | Storage::Number | Storage::Date => field.into(),
    }
}
