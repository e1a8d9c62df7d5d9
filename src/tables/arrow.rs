//! Arrow's columns, from and to cells as text.

use std::sync::Arc;

use arrow_array::builder::{Date32Builder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::Date32Type;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_cast::cast::{CastOptions, cast_with_options};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_cast::parse::Parser;
use arrow_schema::{ArrowError, DataType, Field};

use super::schema::{Column, Kind, Range, Storage};
use crate::error::Error;

/// The rows of a batch.
pub(super) fn batch_rows(batch: &RecordBatch) -> Result<Vec<Vec<String>>, ArrowError> {
    let mut rows = vec![Vec::with_capacity(batch.num_columns()); batch.num_rows()];
    for column in batch.columns() {
        for (row, field) in rows.iter_mut().zip(texts(column)?) {
            row.push(field);
        }
    }
    Ok(rows)
}

/// The cells of a column as text: null and "not a number" empty, lists joined by
/// `;`, dates and times in ISO 8601.
pub(super) fn texts(column: &dyn Array) -> Result<Vec<String>, ArrowError> {
    let joined = |items: Option<ArrayRef>| match items {
        Some(items) => Ok(texts(&items)?.join(";")),
        None => Ok(String::new()),
    };
    match column.data_type() {
        DataType::List(_) => return column.as_list::<i32>().iter().map(joined).collect(),
        DataType::LargeList(_) => return column.as_list::<i64>().iter().map(joined).collect(),
        // Some programs write text without saying that it is text.
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => {
            let strict = CastOptions {
                safe: false,
                ..CastOptions::default()
            };
            return texts(&cast_with_options(column, &DataType::Utf8, &strict)?);
        }
        _ => (),
    }
    let options = FormatOptions::default();
    let format = ArrayFormatter::try_new(column, &options)?;
    let number = column.data_type().is_floating();
    (0..column.len())
        .map(|index| {
            let text = format.value(index).try_to_string()?;
            Ok(if number && text == "NaN" {
                String::new()
            } else {
                text
            })
        })
        .collect()
}

/// What a column holds, so far as a table that is written can say so too.
pub(super) fn kind(kind: &DataType) -> Kind {
    match kind {
        DataType::Date32 => Kind::Date,
        DataType::Dictionary(_, value) => self::kind(value),
        // Whole numbers past the 63rd bit would not fit.
        DataType::UInt64 => Kind::Text,
        integer if integer.is_integer() => Kind::Integer,
        number if number.is_floating() => Kind::Number(Range::Any),
        _ => Kind::Text,
    }
}

/// A column as Arrow describes it. Any cell may be missing.
pub(super) fn field(column: &Column) -> Field {
    let kind = match column.kind.storage() {
        Storage::Text => DataType::Utf8,
        Storage::Integer => DataType::Int64,
        Storage::Number => DataType::Float64,
        Storage::Date => DataType::Date32,
    };
    Field::new(column.name.as_ref(), kind, true)
}

/// The gathered cells of columns.
pub(super) struct Cells(Vec<Builder>);

enum Builder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Number(Float64Builder),
    Date(Date32Builder),
}

impl Cells {
    /// None yet of these columns.
    pub(super) fn of(columns: &[Column]) -> Self {
        let builder = |column: &Column| match column.kind.storage() {
            Storage::Text => Builder::Text(StringBuilder::new()),
            Storage::Integer => Builder::Integer(Int64Builder::new()),
            Storage::Number => Builder::Number(Float64Builder::new()),
            Storage::Date => Builder::Date(Date32Builder::new()),
        };
        Self(columns.iter().map(builder).collect())
    }

    /// Adds a row: one field for each column, empty where a value is missing.
    pub(super) fn push<T: AsRef<str>>(
        &mut self,
        columns: &[Column],
        fields: &[T],
    ) -> Result<(), Error> {
        for ((column, cells), field) in columns.iter().zip(&mut self.0).zip(fields) {
            let field = field.as_ref();
            cells
                .push(field)
                .ok_or_else(|| column.not_of_its_kind(field))?;
        }
        Ok(())
    }

    /// What was gathered; nothing is left.
    pub(super) fn take(&mut self) -> Vec<ArrayRef> {
        self.0.iter_mut().map(Builder::take).collect()
    }
}

impl Builder {
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

    fn take(&mut self) -> ArrayRef {
        match self {
            Self::Text(cells) => Arc::new(cells.finish()),
            Self::Integer(cells) => Arc::new(cells.finish()),
            Self::Number(cells) => Arc::new(cells.finish()),
            Self::Date(cells) => Arc::new(cells.finish()),
        }
    }
}
