//! Rows of a CSV file.

use std::io;
use std::path::{Path, PathBuf};

use csv::{ByteRecord, ReaderBuilder};

use super::input::{FromStart, Row, Rows};
use super::rejects::Reject;
use crate::error::Error;

fn reader(file: FromStart) -> csv::Reader<FromStart> {
    // Ragged rows are ours to reject by name; the crate's error would end the file.
    ReaderBuilder::new()
        .flexible(true)
        .buffer_capacity(1 << 16)
        .from_reader(file)
}

fn failed(path: &Path, error: csv::Error) -> Error {
    Error::read(path)(io::Error::other(error))
}

/// The header and the number of rows below it.
pub(super) fn scan(path: &Path, file: FromStart) -> Result<(Vec<String>, u64), Error> {
    let mut reader = reader(file);
    let header = reader.byte_headers().map_err(|e| failed(path, e))?;
    let header: Vec<String> = header
        .iter()
        .map(|name| {
            String::from_utf8(name.to_vec()).map_err(|_| {
                Error::malformed(
                    path,
                    "line 1: the header is not UTF-8; save the table as UTF-8",
                )
            })
        })
        .collect::<Result<_, _>>()?;
    if let Some(name) = repeated(&header) {
        let problem = format!("line 1: two columns are named {name:?}; rename one");
        return Err(Error::malformed(path, problem));
    }
    let mut record = ByteRecord::new();
    let mut rows = 0;
    while reader
        .read_byte_record(&mut record)
        .map_err(|e| failed(path, e))?
    {
        rows += 1;
    }
    Ok((header, rows))
}

fn repeated(header: &[String]) -> Option<&String> {
    let mut seen = std::collections::HashSet::new();
    header.iter().find(|name| !seen.insert(*name))
}

/// The rows; those with a wrong number of fields or invalid UTF-8 are rejects.
pub(super) fn rows(path: PathBuf, file: FromStart, width: usize, id: Option<usize>) -> Rows {
    let mut reader = reader(file);
    let mut record = ByteRecord::new();
    Box::new(std::iter::from_fn(move || {
        match reader.read_byte_record(&mut record) {
            Ok(true) => Some(Ok(row(&record, width, id))),
            Ok(false) => None,
            Err(error) => Some(Err(failed(&path, error))),
        }
    }))
}

fn row(record: &ByteRecord, width: usize, id: Option<usize>) -> Result<Row, Reject> {
    let line = record.position().map_or(0, csv::Position::line);
    let reject = |reason: String| Reject {
        line: Some(line),
        id: id
            .and_then(|index| record.get(index))
            .map(|field| String::from_utf8_lossy(field).into_owned()),
        reason,
    };
    if record.len() != width {
        return Err(reject(format!(
            "{} fields where the header has {width}",
            record.len()
        )));
    }
    let fields = record
        .iter()
        .enumerate()
        .map(|(index, field)| {
            std::str::from_utf8(field).map(str::to_owned).map_err(|e| {
                let (column, byte) = (index + 1, e.valid_up_to());
                reject(format!("column {column} is not UTF-8 from byte {byte} on"))
            })
        })
        .collect::<Result<_, _>>()?;
    Ok(Row { line, fields })
}
