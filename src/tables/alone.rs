//! Files that one process at a time writes.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::error::Error;

/// Opens a file, or makes it where it is missing, and keeps other processes that
/// open it so from it until it is closed. `of` is the file that messages name.
///
/// # Errors
/// Where another process has it, or it cannot be opened.
pub(crate) fn open_alone(path: &Path, options: &OpenOptions, of: &Path) -> Result<File, Error> {
    loop {
        let file = options.open(path).map_err(Error::write(of))?;
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            return Err(Error::InUse {
                path: of.to_owned(),
            });
        }
        // Else it is locked, or on a file system that has no locks: better to work
        // there without than not at all.
        let opened = file.metadata().map_err(Error::write(of))?;
        match path.symlink_metadata() {
            Ok(there) if there.is_symlink() => {
                let problem = "is a symbolic link where a file of ours should be; remove it";
                return Err(Error::malformed(path, problem));
            }
            Ok(there) if (there.dev(), there.ino()) == (opened.dev(), opened.ino()) => {
                return Ok(file);
            }
            // The process before us has just renamed or removed it.
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::write(of)(error)),
        }
    }
}

/// Makes what happened to the names in a file's folder durable.
pub(crate) fn sync_folder_of(path: &Path) -> Result<(), Error> {
    let folder = folder_of(path);
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    match synced {
        // Not every file system has this for folders.
        Err(error) if error.kind() != io::ErrorKind::InvalidInput => {
            Err(Error::write(folder)(error))
        }
        _ => Ok(()),
    }
}

/// The folder that a file is in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(path: &Path) -> Result<File, Error> {
        let mut options = OpenOptions::new();
        open_alone(path, options.write(true).create(true), path)
    }

    #[test]
    fn a_second_writer_is_refused_until_the_first_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let first = open(&path).unwrap();
        assert!(matches!(open(&path), Err(Error::InUse { .. })));
        drop(first);
        open(&path).unwrap();
    }

    #[test]
    fn a_link_is_not_followed_to_another_file() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        std::fs::write(&file, "mine").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert!(open(&link).unwrap_err().to_string().contains("remove it"));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    }
}
