//! What can go wrong, in words that name the place and the next step.

use std::io;
use std::path::{Path, PathBuf};

/// A fatal error. Rows that cannot be used are not errors but rejects, see
/// [`crate::tables::Reject`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read.
    #[error("cannot read {}", shown(path))]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be written.
    #[error("cannot write {}", shown(path))]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be written because nothing more fits where it is.
    #[error(
        "cannot write {}: the disk is full; free some space and give the same command again",
        shown(path)
    )]
    Full {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another process writes the same file.
    #[error(
        "{} is being written by another process of hedgerow; wait until that is done, or write \
         elsewhere",
        shown(path)
    )]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// Work that ended before its end, of which a part is kept.
    #[error(
        "interrupted; {kept} are kept in {}, and the same command goes on from there",
        shown(journal)
    )]
    Interrupted {
        /// What is kept.
        kept: String,
        /// Where.
        journal: PathBuf,
        /// Why.
        source: Box<Error>,
    },
    /// A file's content is not what it should be.
    #[error("{}: {problem}", shown(path))]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Where and what, with the next step.
        problem: String,
    },
    /// A table lacks a column.
    #[error(
        "{}: there is no column {column:?}; the columns are {columns}. Name the right one with {flag}",
        shown(path)
    )]
    MissingColumn {
        /// The table.
        path: PathBuf,
        /// The column that was looked for.
        column: String,
        /// The columns that are there, for the message.
        columns: String,
        /// The flag that names another.
        flag: String,
    },
    /// A file that comes with the program was not found.
    #[error("{what} was not found; looked in {looked}. Name it with {flag}")]
    NotFound {
        /// What was looked for.
        what: String,
        /// Where, for the message.
        looked: String,
        /// The flag that names it.
        flag: String,
    },
    /// The model could not be loaded or run.
    #[error("the model in {} {problem}", shown(path))]
    Model {
        /// The model's folder.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
        /// What the engine or tokenizer said.
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
    /// Options that do not go together or are out of range.
    #[error("{0}")]
    Usage(String),
    /// A defect of the program itself, found by its own bookkeeping.
    #[error("internal check failed: {0}. Please report this with the command line")]
    Internal(String),
}

/// A path for a message: a line of its name cannot pass for a line of ours.
fn shown(path: &Path) -> String {
    path.display().to_string().replace('\n', "\\n")
}

impl Error {
    /// What to do next, where the message does not say so itself.
    #[must_use]
    pub fn next_step(&self) -> Option<&'static str> {
        match self {
            Self::Read { source, .. } => match source.kind() {
                io::ErrorKind::NotFound => Some("check its name and place"),
                io::ErrorKind::PermissionDenied => Some("give yourself the right to read it"),
                io::ErrorKind::InvalidData => Some("save it as UTF-8"),
                _ => None,
            },
            Self::Write { source, .. } => match source.kind() {
                io::ErrorKind::NotFound => Some("make its folder first, or name another"),
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    Some("name a place that you may write to")
                }
                _ => None,
            },
            Self::Model { .. } => {
                Some("restore its folder, from git for example, or name another model's")
            }
            _ => None,
        }
    }

    pub(crate) fn read(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Read { path, source }
    }

    /// An error of writing a file; [`Error::Full`] where no space was left.
    pub fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| {
            if is_full(&source) {
                Self::Full { path, source }
            } else {
                Self::Write { path, source }
            }
        }
    }

    pub(crate) fn malformed(path: &Path, problem: impl Into<String>) -> Self {
        Self::Malformed {
            path: path.to_owned(),
            problem: problem.into(),
        }
    }
}

/// Whether there was no space left, or none that this user may use. Writers of
/// formats wrap what the system said.
fn is_full(error: &(dyn std::error::Error + 'static)) -> bool {
    if let Some(error) = error.downcast_ref::<io::Error>()
        && matches!(
            error.kind(),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
        )
    {
        return true;
    }
    // An io::Error does not give what it wraps as its source, but that one's.
    let wrapped = error
        .downcast_ref::<io::Error>()
        .and_then(|error| error.get_ref());
    match wrapped {
        Some(wrapped) => is_full(wrapped),
        None => error.source().is_some_and(is_full),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_known_through_the_errors_that_wrap_it() {
        let full = || io::Error::from(io::ErrorKind::StorageFull);
        let wrapped = [
            full(),
            io::Error::other(full()),
            io::Error::other(parquet::errors::ParquetError::from(full())),
        ];
        for error in wrapped {
            assert!(matches!(
                Error::write(Path::new("a"))(error),
                Error::Full { .. }
            ));
        }
        let other = io::Error::other("no such luck");
        assert!(matches!(
            Error::write(Path::new("a"))(other),
            Error::Write { .. }
        ));
    }
}
