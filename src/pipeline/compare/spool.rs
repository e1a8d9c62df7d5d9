//! Statements on the disk, for when there are more of them than fit in memory.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use crate::comparison::Statement;
use crate::error::Error;

/// Statements in an unnamed temporary file, which is gone when closed, however the
/// process ends.
pub(super) struct Spool {
    folder: PathBuf,
    file: BufWriter<File>,
    /// Where each statement ends.
    ends: Vec<u64>,
}

impl Spool {
    /// In a folder, since the usual place of temporary files is often memory.
    pub(super) fn create(folder: &Path) -> Result<Self, Error> {
        let file = tempfile::tempfile_in(folder).map_err(Error::write(folder))?;
        Ok(Self {
            folder: folder.to_owned(),
            file: BufWriter::new(file),
            ends: Vec::new(),
        })
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn push(&mut self, statement: &Statement) -> Result<(), Error> {
        let bytes = postcard::to_allocvec(statement).map_err(|error| unsound(&error))?;
        let write = self.file.write_all(&bytes);
        write.map_err(Error::write(&self.folder))?;
        let start = self.ends.last().copied().unwrap_or(0);
        self.ends.push(start + bytes.len() as u64);
        Ok(())
    }

    /// What was pushed can be read from here on.
    pub(super) fn flush(&mut self) -> Result<(), Error> {
        self.file.flush().map_err(Error::write(&self.folder))
    }

    /// The statement at a place.
    pub(super) fn get(&self, place: usize) -> Result<Statement, Error> {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        let length = usize::try_from(self.ends[place] - start)
            .map_err(|error| Error::Internal(error.to_string()))?;
        let mut bytes = vec![0; length];
        let file = self.file.get_ref();
        file.read_exact_at(&mut bytes, start)
            .map_err(Error::read(&self.folder))?;
        postcard::from_bytes(&bytes).map_err(|error| unsound(&error))
    }

    /// The statements at some places.
    pub(super) fn all(
        &self,
        places: impl IntoIterator<Item = usize>,
    ) -> Result<Vec<Statement>, Error> {
        places.into_iter().map(|place| self.get(place)).collect()
    }
}

fn unsound(error: &postcard::Error) -> Error {
    Error::Internal(format!("a statement in the temporary file: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::testing::statement;
    use crate::model::{Embedding, Quantized};

    #[test]
    fn what_was_pushed_comes_back_at_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let mut spool = Spool::create(folder.path()).unwrap();
        let mut statements: Vec<Statement> = (0..300)
            .map(|n| statement("US", &"“Wir schaffen das” ".repeat(n), n as f64 / 300.0))
            .collect();
        statements[7].date = Some(jiff::civil::date(2025, 11, 1));
        statements[7].embedding = Some(Quantized::of(&Embedding::new(vec![0.3, -0.8, 0.1])));
        for statement in &statements {
            spool.push(statement).unwrap();
        }
        spool.flush().unwrap();
        assert_eq!(spool.len(), 300);
        assert_eq!(spool.all(0..300).unwrap(), statements);
        assert_eq!(spool.get(7).unwrap(), statements[7]);
        let named = std::fs::read_dir(folder.path()).unwrap();
        assert_eq!(named.count(), 0);
    }
}
