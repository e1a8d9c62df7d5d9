//! SHA-256 of what a result depends on.

use std::fmt::Write as _;
use std::fs::File;
use std::io;
use std::path::Path;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::articles::Source;
use crate::error::Error;

/// A file or folder by its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hashed {
    /// As it was named.
    pub path: String,
    /// How many files it holds, 1 of a file.
    pub files: u64,
    /// Their bytes, packed as they are.
    pub bytes: u64,
    /// Of a file, the SHA-256 of its bytes; of a folder, that of the lines that
    /// `sha256sum` prints of its files, named within it, in the order in which they
    /// are read. None where it cannot be read, or is standard input.
    pub sha256: Option<String>,
}

impl Hashed {
    /// A file.
    #[must_use]
    pub fn file(path: &Path) -> Self {
        let sha256 = of_file(path).ok();
        let bytes = std::fs::metadata(path).map(|data| data.len());
        Self {
            path: path.display().to_string(),
            files: 1,
            bytes: bytes.unwrap_or_default(),
            sha256,
        }
    }

    /// A place that articles come from.
    pub fn source(source: &Source) -> Result<Self, Error> {
        let root = match source {
            Source::Stdin(_) => return Ok(Self::stdin()),
            Source::Path(path) if path.is_file() => return Ok(Self::file(path)),
            Source::Path(path) => path,
        };
        let mut hasher = Sha256::new();
        let mut all = Self {
            path: root.display().to_string(),
            files: 0,
            bytes: 0,
            sha256: None,
        };
        for path in source.files()? {
            let file = Self::file(&path);
            let name = path.strip_prefix(root).unwrap_or(&path);
            // What cannot be read is among the rejects, and part of the input.
            let hash = file.sha256.as_deref().unwrap_or("unreadable");
            hasher.update(format!("{hash}  {}\n", name.display()));
            all.files += 1;
            all.bytes += file.bytes;
        }
        all.sha256 = Some(hexadecimal(&hasher.finalize()));
        Ok(all)
    }

    /// Standard input, of which nothing is kept.
    #[must_use]
    pub fn stdin() -> Self {
        Self {
            path: "standard input".to_owned(),
            files: 1,
            bytes: 0,
            sha256: None,
        }
    }

    /// A text that is part of the program.
    pub(super) fn built_in(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            files: 1,
            bytes: text.len() as u64,
            sha256: Some(hexadecimal(&Sha256::digest(text))),
        }
    }
}

/// The SHA-256 of a file, in hexadecimal.
pub(crate) fn of_file(path: &Path) -> Result<String, Error> {
    // A pipe would wait for a writer, and what is read of it is gone.
    if !std::fs::metadata(path)
        .map_err(Error::read(path))?
        .is_file()
    {
        return Err(Error::malformed(path, "is not a file"));
    }
    let mut file = File::open(path).map_err(Error::read(path))?;
    let mut hasher = Sha256::new();
    io::copy(&mut file, &mut hasher).map_err(Error::read(path))?;
    Ok(hexadecimal(&hasher.finalize()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::articles::StdinFormat;

    #[test]
    fn a_folder_s_hash_is_that_of_what_sha256sum_prints() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("b")).unwrap();
        std::fs::write(folder.path().join("b/two.txt"), "2").unwrap();
        std::fs::write(folder.path().join("one.txt"), "1").unwrap();
        std::fs::write(folder.path().join(".hidden"), "0").unwrap();
        let source = Source::new(folder.path(), StdinFormat::Text);
        let hashed = Hashed::source(&source).unwrap();
        assert_eq!((hashed.files, hashed.bytes), (2, 2));
        let listing = "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35  b/two.txt\n\
                       6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b  one.txt\n";
        assert_eq!(hashed.sha256, Hashed::built_in("", listing).sha256);
    }
}
