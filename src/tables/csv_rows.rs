//! Rows of a CSV file.

use std::fmt::Write as _;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use csv::{ByteRecord, Position, ReaderBuilder};

use super::excel;
use super::input::{FromStart, Row, Rows, Scanned};
use super::rejects::Reject;
use super::schema::Kind;
use crate::error::Error;

/// More columns than any table has that a person made.
pub(super) const MOST_COLUMNS: usize = 1 << 17;

fn reader<R: Read>(file: R) -> csv::Reader<R> {
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
    let start = file.clone();
    let mut reader = reader(file);
    let header = reader.byte_headers().map_err(|e| failed(path, e))?;
    let header = names(header, guarded).map_err(|problem| Error::malformed(path, problem))?;
    let mut record = ByteRecord::new();
    let mut rows = 0;
    let mut last = Position::new();
    while reader
        .read_byte_record(&mut record)
        .map_err(|e| failed(path, e))?
    {
        rows += 1;
        if let Some(position) = record.position() {
            last = position.clone();
        }
    }
    let open = is_open(start.at_byte(last.byte())).map_err(|e| failed(path, e))?;
    if open && rows == 0 {
        let problem = "line 1: a quotation mark is opened in the header and never closed; close it";
        return Err(Error::malformed(path, problem));
    }
    Ok(Scanned {
        kinds: vec![Kind::Text; header.len()],
        header,
        rows,
        guarded,
        open: open.then_some(last.byte()),
    })
}

/// The names of the columns, or why they cannot be used.
fn names(header: &ByteRecord, guarded: bool) -> Result<Vec<String>, String> {
    if header.iter().any(|name| name.contains(&0)) {
        return Err(
            "line 1: the header has zero bytes, as UTF-16 has; save the table as UTF-8".to_owned(),
        );
    }
    if header.len() > MOST_COLUMNS {
        return Err(format!(
            "line 1: {} columns, and the limit is {MOST_COLUMNS}; is this a table of statements?",
            header.len()
        ));
    }
    let names: Vec<String> = header
        .iter()
        .map(|name| {
            std::str::from_utf8(name)
                .map(|name| field(name, guarded))
                .map_err(|_| "line 1: the header is not UTF-8; save the table as UTF-8".to_owned())
        })
        .collect::<Result<_, _>>()?;
    match repeated(&names) {
        Some(name) => Err(format!(
            "line 1: two columns are named {name:?}; rename one"
        )),
        None => Ok(names),
    }
}

/// Whether a quotation mark is opened in the last row and never closed. The reader
/// takes the end of the file for its end and says nothing; but a line put behind
/// the file then becomes part of that row instead of one more.
fn is_open(last: FromStart) -> Result<bool, csv::Error> {
    let mut reader = ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(last.chain(&b"\nx\n"[..]));
    let rows = reader.byte_records().collect::<Result<Vec<_>, _>>()?;
    // A file of nothing at all has the line alone.
    Ok(rows.len() == 1 && rows[0].as_slice() != b"x")
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
pub(super) fn rows(
    path: PathBuf,
    file: FromStart,
    scanned: &Arc<Scanned>,
    id: Option<usize>,
) -> Rows {
    let start = file.clone();
    let mut reader = reader(file);
    let mut record = ByteRecord::new();
    let scanned = Arc::clone(scanned);
    Box::new(std::iter::from_fn(move || {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {
                let behind = reader.position();
                let raw = match lines(&record, behind, &start) {
                    Ok(raw) => raw,
                    Err(error) => return Some(Err(Error::read(&path)(error))),
                };
                Some(Ok(row(&record, raw, &scanned, id)))
            }
            Ok(false) => None,
            Err(error) => Some(Err(failed(&path, error))),
        }
    }))
}

/// The lines that a record goes over.
#[derive(Debug, Clone, Copy)]
struct Lines {
    last: u64,
    /// Within a quoted field, a quotation mark is not doubled. The reader takes it as
    /// it is; over several lines it is more likely the beginning of another field, and
    /// the rows between are lost.
    stray: bool,
}

/// The lines of a record that ends where the reader is.
fn lines(record: &ByteRecord, behind: &Position, file: &FromStart) -> io::Result<Lines> {
    let mut lines = Lines {
        last: behind.line().saturating_sub(1),
        stray: false,
    };
    if let Some(begin) = record.position()
        && lines.last > begin.line()
    {
        let length = behind.byte().saturating_sub(begin.byte());
        let mut raw = Vec::new();
        file.at_byte(begin.byte())
            .take(length)
            .read_to_end(&mut raw)?;
        lines.stray = has_stray_mark(&raw);
    }
    Ok(lines)
}

/// Whether a quoted field goes on behind its closing quotation mark.
fn has_stray_mark(raw: &[u8]) -> bool {
    let (mut quoted, mut begins) = (false, true);
    let mut bytes = raw.iter().peekable();
    while let Some(byte) = bytes.next() {
        match (quoted, byte) {
            (false, b'"') if begins => quoted = true,
            (true, b'"') => match bytes.peek() {
                Some(b'"') => {
                    bytes.next();
                }
                None | Some(b',' | b'\r' | b'\n') => quoted = false,
                Some(_) => return true,
            },
            _ => (),
        }
        begins = !quoted && matches!(byte, b',' | b'\r' | b'\n');
    }
    false
}

/// The row that a record is.
fn row(
    record: &ByteRecord,
    lines: Lines,
    scanned: &Scanned,
    id: Option<usize>,
) -> Result<Row, Reject> {
    let width = scanned.header.len();
    let line = record.position().map_or(0, Position::line);
    let reject = |reason: String| Reject {
        line: Some(line),
        id: id
            .and_then(|index| record.get(index))
            .map(|field| String::from_utf8_lossy(field).into_owned()),
        reason,
    };
    if scanned.open.is_some() && scanned.open == record.position().map(Position::byte) {
        return Err(reject(
            "a quotation mark is opened and never closed, so that all the lines behind it are \
             part of this row; close it"
                .to_owned(),
        ));
    }
    if record.len() != width {
        let fields = record.len();
        let mut reason = format!("{fields} fields where the header has {width}");
        if lines.last > line {
            let last = lines.last;
            let _ = write!(
                reason,
                "; the row goes on to line {last}: is a quotation mark left open?"
            );
        }
        return Err(reject(reason));
    }
    if lines.stray {
        let last = lines.last;
        return Err(reject(format!(
            "the row goes on to line {last}, and a quotation mark within it is not doubled: is \
             one left open?"
        )));
    }
    let fields = record
        .iter()
        .enumerate()
        .map(|(index, bytes)| match std::str::from_utf8(bytes) {
            Ok(text) => Ok(field(text, scanned.guarded)),
            Err(error) => {
                let (column, byte) = (index + 1, error.valid_up_to());
                let reason = format!("column {column} is not UTF-8 from byte {byte} on");
                Err(reject(reason))
            }
        })
        .collect::<Result<_, _>>()?;
    Ok(Row { line, fields })
}
