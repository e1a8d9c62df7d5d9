//! A table of a results folder, with its fields by name.

use std::path::Path;

use crate::error::Error;
use crate::tables::{Format, Input, Reject, Row, Table};

/// A table in memory.
#[derive(Debug)]
pub(crate) struct Records {
    table: Table,
    pub(crate) rows: Vec<Row>,
    /// Rows that could not be read.
    pub(crate) rejects: Vec<Reject>,
}

impl Records {
    pub(crate) fn read(path: &Path) -> Result<Self, Error> {
        let table = Table::open_result(&Input::new(path, Format::Csv))?;
        let (mut rows, mut rejects) = (Vec::new(), Vec::new());
        for row in table.rows(None) {
            match row? {
                Ok(row) => rows.push(row),
                Err(reject) => rejects.push(reject),
            }
        }
        Ok(Self {
            table,
            rows,
            rejects,
        })
    }

    pub(crate) fn path(&self) -> &Path {
        self.table.path()
    }

    pub(crate) fn header(&self) -> &[String] {
        self.table.header()
    }

    /// The position of a column that must be there.
    pub(crate) fn column(&self, name: &str) -> Result<usize, Error> {
        if self.header().is_empty() {
            // No row in which it would be looked for.
            return Ok(0);
        }
        let position = self.header().iter().position(|column| column == name);
        position.ok_or_else(|| {
            let problem = format!(
                "has no column {name:?}, which `hedgerow compare` and `hedgerow run` write; \
                 write the table again, or move it away to have a report without it"
            );
            Error::malformed(self.table.path(), problem)
        })
    }

    /// A number, where the field holds one.
    pub(crate) fn number(&self, row: &Row, column: usize) -> Result<Option<f64>, Error> {
        let field = row.fields[column].trim();
        if field.is_empty() {
            return Ok(None);
        }
        match field.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(number)),
            _ => Err(Error::malformed(
                self.table.path(),
                format!(
                    "line {}: {} is {field:?}, not a number; write the table again",
                    row.line,
                    self.header()[column]
                ),
            )),
        }
    }

    /// A count, which no row may lack.
    pub(crate) fn count(&self, row: &Row, column: usize) -> Result<u64, Error> {
        let field = row.fields[column].trim();
        field.parse().map_err(|_| {
            let problem = format!(
                "line {}: {} is {field:?}, not a count; write the table again",
                row.line,
                self.header()[column]
            );
            Error::malformed(self.table.path(), problem)
        })
    }
}
