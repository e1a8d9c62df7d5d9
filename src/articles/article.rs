//! An article, and what stands in its place where there is none.

use std::fmt::Write as _;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::body::Body;

/// An article that was read and cleaned.
#[derive(Debug, Clone)]
pub struct Article {
    /// The file's path, with `#` and the row's number for a table's row. It starts at
    /// the folder that was named, where one was, so that the same articles have the same
    /// ids wherever they lie.
    pub id: String,
    /// Who published it: the table's column, or the page's site name.
    pub source: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The day of publication.
    pub date: Option<Date>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// Who wrote or issued it.
    pub author: Option<String>,
    /// The file it was read from.
    pub path: PathBuf,
    /// The decoded text, or the main text of a page: what spans refer to.
    pub text: String,
    /// How many sequences of `text` had been decoded wrongly before they came
    /// to us (UTF-8 read as Windows-1252) and were mended.
    pub mended: usize,
    /// The reading text.
    pub body: Body,
}

/// A file or row of which no article could be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleReject {
    /// The file.
    pub path: PathBuf,
    /// What the article's id would have been.
    pub id: String,
    /// The line, counted from 1, where the trouble has one.
    pub line: Option<u64>,
    /// Why, with the limit and the actual value where one was passed.
    pub reason: String,
}

/// A path as an id, without the folder `base` that it is below: where it is not UTF-8,
/// bytes that are not stand as `\xNN`, so that two paths never have the same id.
pub(super) fn path_id(path: &Path, base: &Path) -> String {
    let mut id = String::new();
    let path = path.strip_prefix(base).unwrap_or(path);
    for chunk in path.as_os_str().as_bytes().utf8_chunks() {
        id.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a String cannot fail.
            let _ = write!(id, "\\x{byte:02x}");
        }
    }
    id
}

impl ArticleReject {
    /// A reject that concerns a whole file.
    pub(super) fn file(path: PathBuf, id: String, reason: impl Into<String>) -> Self {
        Self {
            path,
            id,
            line: None,
            reason: reason.into(),
        }
    }
}
