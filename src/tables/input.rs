//! A table's file or stream, opened as often as needed.
//!
//! Enters: a path or standard input. Leaves: the header, the number of rows,
//! and the rows one after another with the line each begins on.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::columns::Heading;
use super::packing::{Limit, Packing, unpack_file};
use super::rejects::Reject;
use super::schema::{Column, Kind};
use super::{csv_rows, jsonl_rows, parquet_rows};
use crate::error::Error;
use crate::hash::sha256;

/// The form of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values with a header line (RFC 4180).
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// Apache Parquet.
    Parquet,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
        })
    }
}

impl Format {
    /// The format that a file's extension names: `.csv`, `.jsonl` or `.ndjson`,
    /// `.parquet`.
    #[must_use]
    pub fn named(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_lowercase();
        match &extension[..] {
            "csv" => Some(Self::Csv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }

    /// The format that a file's extension names; CSV where it names none.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        Self::named(path).unwrap_or(Self::Csv)
    }
}

/// The most bytes that a packed table is unpacked to, where nothing else is asked
/// for: some fifty million statements. A few packed kilobytes can unpack to
/// terabytes.
pub const UNPACKED_LIMIT: u64 = 16 << 30;

/// Where a table comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file; its extension names the format, and may have `.gz` or `.zst` behind:
    /// it is unpacked to [`UNPACKED_LIMIT`] bytes at most.
    File(PathBuf),
    /// A packed file that is unpacked to at most so many bytes.
    Packed(PathBuf, u64),
    /// Standard input, in the given format.
    Stdin(Format),
}

impl Input {
    /// `-` is standard input, taken for `stdin_format`; all else is a path.
    #[must_use]
    pub fn new(argument: &Path, stdin_format: Format) -> Self {
        if argument == Path::new("-") {
            Self::Stdin(stdin_format)
        } else {
            Self::File(argument.to_owned())
        }
    }

    /// The same, unpacked to at most `limit` bytes where it is packed.
    #[must_use]
    pub fn within(self, limit: u64) -> Self {
        match self {
            Self::File(path) if Packing::of(&path).0 != Packing::Plain => Self::Packed(path, limit),
            other => other,
        }
    }
}

/// A row that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins, counted from 1; in Parquet, which has no lines,
    /// the row.
    pub line: u64,
    /// Its fields, as many as the header has.
    pub fields: Vec<String>,
}

impl Row {
    /// A field without the white space around it; empty where the table has no
    /// such column.
    #[must_use]
    pub fn field(&self, column: Option<usize>) -> &str {
        column.map_or("", |column| self.fields[column].trim())
    }

    /// The row, or the reject that stands for it where it is not all text.
    fn without_zeros(self, id: Option<usize>) -> Result<Self, Reject> {
        match self.fields.iter().position(|field| field.contains('\0')) {
            None => Ok(self),
            Some(index) => {
                let column = index + 1;
                Err(self.reject(id, format!("column {column} has a zero byte: not text")))
            }
        }
    }

    /// How many bytes of memory it takes, nearly.
    pub(crate) fn size(&self) -> usize {
        let texts: usize = self.fields.iter().map(String::len).sum();
        texts + self.fields.len() * size_of::<String>()
    }

    /// The reject that stands for the row, named by its `id` column.
    #[must_use]
    pub fn reject(&self, id: Option<usize>, reason: impl Into<String>) -> Reject {
        Reject {
            line: Some(self.line),
            id: id.map(|id| self.fields[id].clone()),
            reason: reason.into(),
        }
    }
}

/// The rows of a table: each is usable, or a reject, or reading itself failed.
pub type Rows = Box<dyn Iterator<Item = Result<Result<Row, Reject>, Error>> + Send>;

/// A table whose header is known.
#[derive(Debug)]
pub struct Table {
    path: PathBuf,
    format: Format,
    file: Arc<File>,
    scanned: Arc<Scanned>,
}

/// What is learned of a table before its rows are read.
#[derive(Debug)]
pub(super) struct Scanned {
    pub(super) header: Vec<String>,
    /// What the columns hold, as far as the format says.
    pub(super) kinds: Vec<Kind>,
    pub(super) rows: u64,
    /// Whether the cells were written for a spreadsheet program.
    pub(super) guarded: bool,
    /// In CSV, the byte at which a row begins that a quotation mark opens and
    /// nothing closes.
    pub(super) open: Option<u64>,
}

impl Table {
    /// Reads the table once to learn its columns (the keys of JSONL objects may
    /// differ from line to line) and how many rows there are. A packed one is
    /// unpacked to a temporary file.
    pub fn open(input: &Input) -> Result<Self, Error> {
        let table = Self::opened(input)?;
        table.require_columns()?;
        Ok(table)
    }

    /// As [`Self::open`], for a table that a stage wrote: in JSONL one without rows has
    /// no columns, and is empty rightly.
    pub(crate) fn open_result(input: &Input) -> Result<Self, Error> {
        let table = Self::opened(input)?;
        if table.format != Format::Jsonl {
            table.require_columns()?;
        }
        Ok(table)
    }

    fn opened(input: &Input) -> Result<Self, Error> {
        let limit = match input {
            Input::Packed(_, limit) => *limit,
            _ => UNPACKED_LIMIT,
        };
        let (path, format, file) = match input {
            Input::File(path) | Input::Packed(path, _) => {
                let file = File::open(path).map_err(Error::read(path))?;
                let kind = file.metadata().map_err(Error::read(path))?.file_type();
                if kind.is_dir() {
                    return Err(Error::malformed(
                        path,
                        "is a folder, not a table; name a file, or use `hedgerow run` for a folder of articles",
                    ));
                }
                // A pipe cannot be read twice.
                let file = if kind.is_file() {
                    file
                } else {
                    spool(path, file)?
                };
                let (packing, inner) = Packing::of(path);
                let file = match packing {
                    Packing::Plain => file,
                    _ => unpacked(path, file, packing, limit)?,
                };
                (path.clone(), Format::of(&inner), file)
            }
            Input::Stdin(format) => {
                let path = PathBuf::from("standard input");
                let file = spool(&path, io::stdin().lock())?;
                (path, *format, file)
            }
        };
        Self::scanned(path, format, file)
    }

    /// As [`Self::open`], for a file that is open already, such as one that a
    /// packed table was unpacked to. `path` is what messages call it.
    pub(crate) fn of(path: PathBuf, format: Format, file: File) -> Result<Self, Error> {
        let table = Self::scanned(path, format, file)?;
        table.require_columns()?;
        Ok(table)
    }

    fn scanned(path: PathBuf, format: Format, file: File) -> Result<Self, Error> {
        let file = Arc::new(file);
        let reader = FromStart::at(&file, 0);
        let scanned = match format {
            Format::Csv => csv_rows::scan(&path, reader)?,
            Format::Jsonl => jsonl_rows::scan(&path, reader)?,
            Format::Parquet => parquet_rows::scan(&path, &file)?,
        };
        Ok(Self {
            path,
            format,
            file,
            scanned: Arc::new(scanned),
        })
    }

    fn require_columns(&self) -> Result<(), Error> {
        if !self.header().is_empty() {
            return Ok(());
        }
        let problem = match self.format {
            Format::Jsonl => "is empty: it has no object, whose keys would be the columns",
            _ => "is empty: not even a header; give it a line with the names of its columns",
        };
        Err(Error::malformed(&self.path, problem))
    }

    /// The file's path, or words for standard input.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The columns, in order.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.scanned.header
    }

    /// The columns as they pass through to a table that is written: of the same
    /// kind where the format says what they hold, else text.
    pub fn columns(&self) -> impl Iterator<Item = Column> {
        let named = self.scanned.header.iter().zip(&self.scanned.kinds);
        named.map(|(name, kind)| Column::own(name, *kind))
    }

    /// See [`Heading::refuse_column`].
    pub(crate) fn refuse_column(&self, column: &str, stage: &str) -> Result<(), Error> {
        Heading::from(self).refuse_column(column, stage)
    }

    /// How many rows there are, usable or not.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.scanned.rows
    }

    /// The form that it is read in.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// The SHA-256 of its content, unpacked, in hexadecimal.
    pub(crate) fn sha256(&self) -> Result<String, Error> {
        sha256(FromStart::at(&self.file, 0)).map_err(Error::read(&self.path))
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows from the first on. `id` is the column that a reject is named by.
    #[must_use]
    pub fn rows(&self, id: Option<usize>) -> Rows {
        let path = self.path.clone();
        let reader = FromStart::at(&self.file, 0);
        let header = self.header();
        let rows = match self.format {
            Format::Csv => csv_rows::rows(path, reader, &self.scanned, id),
            Format::Jsonl => {
                let id = id.map(|index| header[index].clone());
                jsonl_rows::rows(path, reader, header.to_vec(), id)
            }
            Format::Parquet => parquet_rows::rows(path, &self.file, self.len()),
        };
        Box::new(rows.map(move |row| Ok(row?.and_then(|row| row.without_zeros(id)))))
    }
}

/// Reads a file with a position of its own, so that several readers of one open
/// file do not disturb each other.
#[derive(Debug, Clone)]
pub(super) struct FromStart {
    file: Arc<File>,
    position: u64,
}

impl FromStart {
    pub(super) fn at(file: &Arc<File>, position: u64) -> Self {
        Self {
            file: Arc::clone(file),
            position,
        }
    }

    /// The same file from another byte on.
    pub(super) fn at_byte(&self, position: u64) -> Self {
        Self::at(&self.file, position)
    }

    /// Whether these bytes come next. Does not move on.
    pub(super) fn begins_with(&mut self, bytes: &[u8]) -> io::Result<bool> {
        let mut found = Vec::new();
        let start = self.position;
        self.by_ref()
            .take(bytes.len() as u64)
            .read_to_end(&mut found)?;
        self.position = start;
        Ok(found == bytes)
    }
}

impl Read for FromStart {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(buffer, self.position)?;
        self.position += read as u64;
        Ok(read)
    }
}

/// Unpacks a file that the user named to an unnamed temporary one.
fn unpacked(path: &Path, packed: File, packing: Packing, limit: u64) -> Result<File, Error> {
    let mut file = temporary()?;
    unpack_file(packed, packing, Limit::unpacked(limit), &mut file)
        .map_err(|reason| Error::malformed(path, reason))?;
    Ok(file)
}

/// An unnamed temporary file, which is gone when closed.
pub(crate) fn temporary() -> Result<File, Error> {
    tempfile::tempfile().map_err(|error| {
        let problem = format!(
            "no temporary file can be made there: {error}; set TMPDIR to a folder that you may \
             write to"
        );
        Error::malformed(&std::env::temp_dir(), problem)
    })
}

/// Copies a stream to an unnamed temporary file, which is gone when closed.
fn spool(path: &Path, mut stream: impl Read) -> Result<File, Error> {
    let mut file = temporary()?;
    io::copy(&mut stream, &mut file).map_err(Error::read(path))?;
    // Whoever unpacks it reads on from here.
    file.rewind().map_err(Error::read(path))?;
    Ok(file)
}
