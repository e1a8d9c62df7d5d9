//! Which tables a results folder has, and which command would give those that it
//! has not.

use std::path::{Path, PathBuf};

use crate::error::Error;

/// The extensions under which a table may stand, the first that is there first.
const EXTENSIONS: [&str; 3] = ["csv", "jsonl", "parquet"];

/// The file that says how the results were made.
const RUN: &str = "run.json";

/// A results folder.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    /// An error where it is no folder or holds no scored statements.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let folder = Self {
            path: path.to_owned(),
        };
        if !path.is_dir() {
            let problem = "is not a folder; name the folder that `hedgerow run` or \
                           `hedgerow compare` wrote to, in which scored.csv is";
            return Err(Error::malformed(path, problem));
        }
        folder.scored()?;
        Ok(folder)
    }

    /// The scored statements.
    pub(crate) fn scored(&self) -> Result<PathBuf, Error> {
        self.table("scored").ok_or_else(|| {
            let problem = "has no scored.csv; `hedgerow run` writes one there, or \
                           `hedgerow score TABLE --out FOLDER/scored.csv`";
            Error::malformed(&self.path, problem)
        })
    }

    /// A table by its base name, where it is there.
    pub(crate) fn table(&self, name: &str) -> Option<PathBuf> {
        EXTENSIONS
            .iter()
            .map(|extension| self.path.join(format!("{name}.{extension}")))
            .find(|path| path.is_file())
    }

    /// What `run` says of itself, where it is there.
    pub(crate) fn run(&self) -> Option<PathBuf> {
        Some(self.path.join(RUN)).filter(|path| path.is_file())
    }

    /// All tables of rejected rows, by name, but for the report's own.
    pub(crate) fn rejects(&self) -> Result<Vec<PathBuf>, Error> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(&self.path).map_err(Error::read(&self.path))? {
            let path = entry.map_err(Error::read(&self.path))?.path();
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or("");
            let rejects = EXTENSIONS
                .iter()
                .any(|extension| name.ends_with(&format!(".rejects.{extension}")));
            if rejects && !name.starts_with("report.rejects.") {
                found.push(path);
            }
        }
        found.sort();
        Ok(found)
    }
}
