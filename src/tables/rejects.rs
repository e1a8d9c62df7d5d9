//! Rows that could not be used, with place and reason.

use std::path::{Path, PathBuf};

use super::dictionary::REJECTS;
use super::output::{Output, Target, remove_stale};
use super::style::Style;
use super::writer::{TableWriter, Written};
use crate::error::Error;

/// A row that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// The line on which it begins, counted from 1; `None` where a whole file
    /// could not be used.
    pub line: Option<u64>,
    /// Its id, where it has one.
    pub id: Option<String>,
    /// Why it could not be used.
    pub reason: String,
}

impl Reject {
    /// The fields of its row in the rejects file.
    #[must_use]
    pub fn fields(&self) -> [String; 3] {
        let line = self.line.map(|line| line.to_string());
        let id = self.id.clone().unwrap_or_default();
        [line.unwrap_or_default(), id, self.reason.clone()]
    }
}

/// The rejects file, with the columns of [`REJECTS`]. It is there only if something was
/// rejected; one from an earlier run is removed.
pub struct Rejects {
    path: PathBuf,
    style: Style,
    writer: Option<TableWriter>,
}

impl Rejects {
    /// A rejects file to be. Creates nothing, but finds out whether it could.
    pub fn new(path: &Path, style: Style) -> Result<Self, Error> {
        drop(Output::create(&Target::File(path.to_owned()))?);
        Ok(Self {
            path: path.to_owned(),
            style,
            writer: None,
        })
    }

    /// The rejects file's path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds a reject.
    pub fn add(&mut self, reject: &Reject) -> Result<(), Error> {
        self.write(&reject.fields())
    }

    /// Adds a reject by its fields.
    pub(crate) fn write<T: AsRef<str>>(&mut self, fields: &[T]) -> Result<(), Error> {
        let writer = match &mut self.writer {
            Some(writer) => writer,
            None => self.writer.insert(TableWriter::create(
                &Target::File(self.path.clone()),
                self.style,
                REJECTS.schema(),
            )?),
        };
        writer.write(fields)
    }

    /// Puts the file in its place, or removes a stale one; says what was written,
    /// if anything.
    pub fn finish(self) -> Result<Option<Written>, Error> {
        if let Some(writer) = self.writer {
            return writer.finish().map(Some);
        }
        remove_stale(&self.path)?;
        Ok(None)
    }
}
