//! A table's file or stream, opened as often as needed.
//!
//! Enters: a path or standard input. Leaves: the header, the number of rows,
//! and the rows one after another with the line each begins on.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::rejects::Reject;
use super::{csv_rows, jsonl_rows};
use crate::error::Error;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values with a header line (RFC 4180).
    Csv,
    /// One JSON object a line.
    Jsonl,
}

impl Format {
    /// The format that a file's extension names: `.jsonl` and `.ndjson` are
    /// JSONL, everything else is CSV.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("jsonl" | "ndjson") => Self::Jsonl,
            _ => Self::Csv,
        }
    }
}

/// Where a table comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file; its extension names the format.
    File(PathBuf),
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
}

/// A row that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins, counted from 1.
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
    header: Vec<String>,
    rows: u64,
}

impl Table {
    /// Reads the table once to learn its columns (the keys of JSONL objects may
    /// differ from line to line) and how many rows there are.
    pub fn open(input: &Input) -> Result<Self, Error> {
        let (path, format, file) = match input {
            Input::File(path) => {
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
                (path.clone(), Format::of(path), file)
            }
            Input::Stdin(format) => {
                let path = PathBuf::from("standard input");
                let file = spool(&path, io::stdin().lock())?;
                (path, *format, file)
            }
        };
        Self::of(path, format, file)
    }

    /// As [`Self::open`], for a file that is open already, such as one that a
    /// packed table was unpacked to. `path` is what messages call it.
    pub(crate) fn of(path: PathBuf, format: Format, file: File) -> Result<Self, Error> {
        let mut table = Self {
            path,
            format,
            file: Arc::new(file),
            header: Vec::new(),
            rows: 0,
        };
        (table.header, table.rows) = match format {
            Format::Csv => csv_rows::scan(&table.path, table.reader())?,
            Format::Jsonl => jsonl_rows::scan(&table.path, table.reader())?,
        };
        if table.header.is_empty() {
            return Err(Error::malformed(
                &table.path,
                "is empty: not even a header; give it a line with the names of its columns",
            ));
        }
        Ok(table)
    }

    /// The file's path, or words for standard input.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The columns, in order.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// An error where the table has a column that a stage is about to add: it
    /// would be there twice.
    pub(crate) fn refuse_column(&self, column: &str, stage: &str) -> Result<(), Error> {
        if self.header.iter().any(|name| name == column) {
            let problem = format!("has a column {column:?}, which {stage} adds; rename or drop it");
            return Err(Error::malformed(&self.path, problem));
        }
        Ok(())
    }

    /// How many rows there are, usable or not.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.rows
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The rows from the first on. `id` is the column that a reject is named by.
    #[must_use]
    pub fn rows(&self, id: Option<usize>) -> Rows {
        let reader = self.reader();
        match self.format {
            Format::Csv => csv_rows::rows(self.path.clone(), reader, self.header.len(), id),
            Format::Jsonl => {
                let id = id.map(|index| self.header[index].clone());
                jsonl_rows::rows(self.path.clone(), reader, self.header.clone(), id)
            }
        }
    }

    fn reader(&self) -> FromStart {
        FromStart {
            file: Arc::clone(&self.file),
            position: 0,
        }
    }
}

/// Reads a file from its start with a position of its own, so that several
/// readers of one open file do not disturb each other.
#[derive(Debug)]
pub(super) struct FromStart {
    file: Arc<File>,
    position: u64,
}

impl Read for FromStart {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(buffer, self.position)?;
        self.position += read as u64;
        Ok(read)
    }
}

/// Copies a stream to an unnamed temporary file, which is gone when closed.
fn spool(path: &Path, mut stream: impl Read) -> Result<File, Error> {
    let mut file = tempfile::tempfile().map_err(Error::write(&std::env::temp_dir()))?;
    io::copy(&mut stream, &mut file).map_err(Error::read(path))?;
    Ok(file)
}
