//! Rows that could not be used, with place and reason.

use std::path::{Path, PathBuf};

use super::output::{Output, TableWriter, Target, remove_stale};
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

/// The rejects file: `line,id,reason`. It is there only if something was
/// rejected; one from an earlier run is removed.
pub struct Rejects {
    path: PathBuf,
    writer: Option<TableWriter>,
    count: u64,
}

impl Rejects {
    /// A rejects file to be. Creates nothing, but finds out whether it could.
    pub fn new(path: &Path) -> Result<Self, Error> {
        drop(Output::create(&Target::File(path.to_owned()))?);
        Ok(Self {
            path: path.to_owned(),
            writer: None,
            count: 0,
        })
    }

    /// The rejects file's path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds a reject.
    pub fn add(&mut self, reject: &Reject) -> Result<(), Error> {
        let writer = match &mut self.writer {
            Some(writer) => writer,
            None => self.writer.insert(TableWriter::create(
                &Target::File(self.path.clone()),
                ["line", "id", "reason"],
            )?),
        };
        self.count += 1;
        let line = reject.line.map(|line| line.to_string()).unwrap_or_default();
        let id = reject.id.as_deref().unwrap_or_default();
        writer.write([line.as_str(), id, reject.reason.as_str()])
    }

    /// Puts the file in its place, or removes a stale one; says how many
    /// rejects there were.
    pub fn finish(self) -> Result<u64, Error> {
        match self.writer {
            Some(writer) => writer.finish()?,
            None => remove_stale(&self.path)?,
        }
        Ok(self.count)
    }
}
