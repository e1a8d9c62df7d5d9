//! Files and rows one after another, read and unpacked but not yet decoded.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::UTF_8;

use super::article::{ArticleReject, path_id};
use super::columns::{ArticleColumns, Positions};
use super::decode::{Decoding, transcode};
use super::sources::{Entry, FileKind, Found, StdinFormat};
use crate::error::Error;
use crate::hash::sha256;
use crate::tables::{Format, Limit, Packing, Row, Rows, Table, temporary, unpack};

/// What is to become an article.
#[derive(Debug)]
pub(super) enum Raw {
    File {
        path: PathBuf,
        id: String,
        page: bool,
        bytes: Vec<u8>,
    },
    Row {
        path: Arc<PathBuf>,
        id: String,
        row: Row,
        positions: Positions,
        /// The table was malformed somewhere, and U+FFFD stands there.
        damaged: Option<&'static str>,
    },
}

impl Raw {
    /// How much memory it takes, nearly.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::File { bytes, .. } => bytes.len(),
            Self::Row { row, .. } => row.fields.iter().map(String::len).sum(),
        }
    }
}

/// A table that is being read.
struct OpenTable {
    path: Arc<PathBuf>,
    id: String,
    rows: Rows,
    positions: Positions,
    damaged: Option<&'static str>,
    count: u64,
}

/// Reads what was found, in order.
pub(super) struct Reader {
    found: VecDeque<Found>,
    /// The folder at which ids start.
    base: PathBuf,
    table: Option<OpenTable>,
    columns: ArticleColumns,
    limits: Limits,
    decoding: Arc<Decoding>,
}

/// How large an article, and what it is read from, may be, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limits {
    /// A packed table when unpacked, and any file.
    pub(super) unpacked: u64,
    /// The text of an article.
    pub(super) text: u64,
}

/// A page has so many bytes for each of its text at most, and is not read where it
/// has more: parsing takes many times its size.
const MARKUP: u64 = 16;

impl Limits {
    /// The most bytes that a file of one article may have.
    fn of_file(self, page: bool) -> Limit {
        let markup = if page { MARKUP } else { 1 };
        let bytes = self.text.saturating_mul(markup);
        if bytes < self.unpacked {
            let flag = "--text-limit";
            return Limit { bytes, flag };
        }
        Limit::unpacked(self.unpacked)
    }
}

type Item = Result<Result<Raw, ArticleReject>, Error>;

impl Reader {
    pub(super) fn new(
        found: Vec<Found>,
        base: PathBuf,
        columns: ArticleColumns,
        limits: Limits,
        decoding: Arc<Decoding>,
    ) -> Self {
        Self {
            found: found.into(),
            base,
            table: None,
            columns,
            limits,
            decoding,
        }
    }

    /// The SHA-256 of what is still to be read, names and contents; `None` where
    /// there is a stream among it.
    pub(super) fn sha256(&self) -> Result<Option<String>, Error> {
        let mut all = String::new();
        for found in &self.found {
            let line = match found {
                Found::Stdin(_) => return Ok(None),
                Found::Reject(reject) => format!("{:?}", (&reject.id, &reject.reason)),
                Found::Entry(Entry { path, .. }) => {
                    if !std::fs::metadata(path).is_ok_and(|file| file.is_file()) {
                        return Ok(None);
                    }
                    // One that cannot be read may be so again; reading it decides.
                    let content = File::open(path).and_then(sha256);
                    format!("{:?}", (path, content.map_err(|error| error.to_string())))
                }
            };
            all.push_str(&line);
            all.push('\n');
        }
        let sum = sha256(all.as_bytes()).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(Some(sum))
    }

    /// Opens the next file. `None` where it is a table, whose rows come next.
    fn open(&mut self, found: Found) -> Option<Item> {
        match found {
            Found::Reject(reject) => Some(Ok(Err(reject))),
            Found::Stdin(format) => self.stdin(format).transpose(),
            Found::Entry(entry) => self.file(entry).transpose(),
        }
    }

    fn file(&mut self, entry: Entry) -> Result<Option<Result<Raw, ArticleReject>>, Error> {
        let Entry { path, kind, named } = entry;
        let refuse = |path: &Path, reason: String| {
            if named {
                Err(Error::malformed(path, reason))
            } else {
                let id = path_id(path, &self.base);
                Ok(Some(Err(ArticleReject::file(path.to_owned(), id, reason))))
            }
        };
        let (packing, _) = Packing::of(&path);
        match kind {
            FileKind::Text | FileKind::Html => {
                let page = kind == FileKind::Html;
                let limit = self.limits.of_file(page);
                let mut bytes = Vec::new();
                match unpack(&path, packing, limit, &mut bytes) {
                    Ok(()) => Ok(Some(Ok(self.raw(path, page, bytes)))),
                    Err(reason) => refuse(&path, reason),
                }
            }
            FileKind::Table(format) => {
                let file = match packing {
                    Packing::Plain => File::open(&path).map_err(|error| error.to_string()),
                    _ => self.unpacked(&path, packing)?,
                };
                let opened = match file {
                    Ok(file) => self.table(&path, format, file),
                    Err(reason) => return refuse(&path, reason),
                };
                match opened {
                    Ok(table) => {
                        self.table = Some(table);
                        Ok(None)
                    }
                    Err(error) if named => Err(error),
                    Err(error) => refuse(&path, error.to_string()),
                }
            }
        }
    }

    fn raw(&self, path: PathBuf, page: bool, bytes: Vec<u8>) -> Raw {
        Raw::File {
            id: path_id(&path, &self.base),
            path,
            page,
            bytes,
        }
    }

    fn stdin(&mut self, format: StdinFormat) -> Result<Option<Result<Raw, ArticleReject>>, Error> {
        let path = PathBuf::from("standard input");
        let mut stdin = io::stdin().lock();
        match format {
            StdinFormat::Text | StdinFormat::Html => {
                let page = format == StdinFormat::Html;
                let mut bytes = Vec::new();
                let Limit { bytes: limit, flag } = self.limits.of_file(page);
                let most = limit.saturating_add(1);
                stdin
                    .take(most)
                    .read_to_end(&mut bytes)
                    .map_err(Error::read(&path))?;
                if bytes.len() as u64 > limit {
                    let problem =
                        format!("more than {limit} bytes, the limit; raise it with {flag}");
                    return Err(Error::malformed(&path, problem));
                }
                Ok(Some(Ok(self.raw(path, page, bytes))))
            }
            StdinFormat::Table(format) => {
                let mut file = temporary()?;
                io::copy(&mut stdin, &mut file).map_err(Error::read(&path))?;
                self.table = Some(self.table(&path, format, file)?);
                Ok(None)
            }
        }
    }

    /// A packed table, unpacked to a file that is gone when closed.
    fn unpacked(&self, path: &Path, packing: Packing) -> Result<Result<File, String>, Error> {
        let mut file = temporary()?;
        Ok(unpack(
            path,
            packing,
            Limit::unpacked(self.limits.unpacked),
            &mut file,
        )
        .map(|()| file))
    }

    fn table(&self, path: &Path, format: Format, mut file: File) -> Result<OpenTable, Error> {
        let read = |error| Error::read(path)(error);
        file.seek(SeekFrom::Start(0)).map_err(read)?;
        let mut damaged = None;
        let encoding = match format {
            // It has one encoding.
            Format::Parquet => UTF_8,
            _ => self.decoding.detect(&mut file, false).map_err(read)?,
        };
        if encoding != UTF_8 {
            file.seek(SeekFrom::Start(0)).map_err(read)?;
            let mut out = BufWriter::new(temporary()?);
            transcode(encoding, &mut file, &mut out).map_err(read)?;
            file = out
                .into_inner()
                .map_err(|error| Error::read(path)(error.into_error()))?;
            damaged = Some(encoding.name());
        }
        let table = Table::of(path.to_owned(), format, file)?;
        Ok(OpenTable {
            path: Arc::new(path.to_owned()),
            id: path_id(path, &self.base),
            positions: self.columns.find(&table)?,
            rows: table.rows(None),
            damaged,
            count: 0,
        })
    }
}

impl OpenTable {
    fn next(&mut self) -> Option<Item> {
        let row = self.rows.next()?;
        self.count += 1;
        let id = format!("{}#{}", self.id, self.count);
        Some(row.map(|row| match row {
            Ok(row) => Ok(Raw::Row {
                path: Arc::clone(&self.path),
                id: self.positions.id(&row).map_or(id, str::to_owned),
                row,
                positions: self.positions,
                damaged: self.damaged,
            }),
            Err(reject) => Err(ArticleReject {
                path: self.path.to_path_buf(),
                id,
                line: reject.line,
                reason: reject.reason,
            }),
        }))
    }
}

impl Iterator for Reader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(table) = &mut self.table {
                if let Some(row) = table.next() {
                    return Some(row);
                }
                self.table = None;
            }
            let found = self.found.pop_front()?;
            if let Some(item) = self.open(found) {
                return Some(item);
            }
        }
    }
}
