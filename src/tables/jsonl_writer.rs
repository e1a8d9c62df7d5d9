//! A table as JSONL: one object a line, its keys in the order of the columns.

use std::io::Write;
use std::path::Path;

use super::output::Output;
use super::schema::{Column, Storage};
use crate::error::Error;

pub(super) struct JsonlWriter {
    output: Output,
    /// The columns' names as JSON.
    keys: Vec<String>,
}

impl JsonlWriter {
    pub(super) fn new(output: Output, columns: &[Column]) -> Result<Self, Error> {
        let keys = columns.iter().map(|column| quoted(&column.name));
        Ok(Self {
            output,
            keys: keys.collect::<Result<_, _>>()?,
        })
    }

    pub(super) fn write(
        &mut self,
        columns: &[Column],
        fields: &[&str],
        path: &Path,
    ) -> Result<(), Error> {
        let mut line = String::from("{");
        for ((key, column), field) in self.keys.iter().zip(columns).zip(fields) {
            if line.len() > 1 {
                line.push(',');
            }
            line.push_str(key);
            line.push(':');
            line.push_str(&value(column, field)?);
        }
        line.push_str("}\n");
        self.output
            .write_all(line.as_bytes())
            .map_err(Error::write(path))
    }

    pub(super) fn into_inner(self) -> Output {
        self.output
    }
}

/// A field as a JSON value. Numbers keep their digits.
fn value(column: &Column, field: &str) -> Result<String, Error> {
    if field.is_empty() {
        return Ok("null".to_owned());
    }
    match column.kind.storage() {
        Storage::Text | Storage::Date => quoted(field),
        Storage::Integer | Storage::Number => {
            if serde_json::from_str::<serde_json::Number>(field).is_ok() {
                return Ok(field.to_owned());
            }
            // JSON has no infinity; a column of the user's may.
            match field.parse::<f64>() {
                Ok(_) => quoted(field),
                Err(_) => Err(column.not_of_its_kind(field)),
            }
        }
    }
}

fn quoted(text: &str) -> Result<String, Error> {
    serde_json::to_string(text).map_err(|error| Error::Internal(error.to_string()))
}
