//! Rows of a CSV file.

use std::io;
use std::path::{Path, PathBuf};

use csv::{ByteRecord, ReaderBuilder};

use super::excel;
use super::input::{FromStart, Row, Rows, Scanned};
use super::rejects::Reject;
use super::schema::Kind;
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
pub(super) fn scan(path: &Path, mut file: FromStart) -> Result<Scanned, Error> {
    let guarded = file.begins_with(excel::MARK).map_err(Error::read(path))?;
    let mut reader = reader(file);
    let header = reader.byte_headers().map_err(|e| failed(path, e))?;
    let header: Vec<String> = header
        .iter()
        .map(|name| {
            std::str::from_utf8(name)
                .map(|name| field(name, guarded))
                .map_err(|_| {
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
    Ok(Scanned {
        kinds: vec![Kind::Text; header.len()],
        header,
        rows,
        guarded,
    })
}

/// A field as it was before it was written for a spreadsheet program.
fn field(text: &str, guarded: bool) -> String {
    let text = if guarded { excel::bare(text) } else { text };
    text.to_owned()
}

/// A name that stands twice in a header.
pub(super) fn repeated(header: &[String]) -> Option<&String> {
    let mut seen = std::collections::HashSet::new();
    header.iter().find(|name| !seen.insert(*name))
}

/// The rows; those with a wrong number of fields or invalid UTF-8 are rejects.
/// `guarded` says whether the table was written for a spreadsheet program.
pub(super) fn rows(
    path: PathBuf,
    file: FromStart,
    width: usize,
    id: Option<usize>,
    guarded: bool,
) -> Rows {
    let mut reader = reader(file);
    let mut record = ByteRecord::new();
    Box::new(std::iter::from_fn(move || {
        match reader.read_byte_record(&mut record) {
            Ok(true) => Some(Ok(row(&record, width, id, guarded))),
            Ok(false) => None,
            Err(error) => Some(Err(failed(&path, error))),
        }
    }))
}

fn row(record: &ByteRecord, width: usize, id: Option<usize>, guarded: bool) -> Result<Row, Reject> {
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
        .map(|(index, bytes)| match std::str::from_utf8(bytes) {
            Ok(text) => Ok(field(text, guarded)),
            Err(error) => {
                let (column, byte) = (index + 1, error.valid_up_to());
                let reason = format!("column {column} is not UTF-8 from byte {byte} on");
                Err(reject(reason))
            }
        })
        .collect::<Result<_, _>>()?;
    Ok(Row { line, fields })
}
