//! Fingerprints of what results depend on: bytes enter, their SHA-256 leaves.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::error::Error;

/// The SHA-256 of all that `reader` yields, in hexadecimal.
pub(crate) fn sha256(mut reader: impl Read) -> io::Result<String> {
    let mut hasher = Sha256::new();
    io::copy(&mut reader, &mut hasher)?;
    Ok(hex(&hasher.finalize()))
}

/// The SHA-256 of bytes, in hexadecimal.
pub(crate) fn hex_sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(digest: &[u8]) -> String {
    let mut text = String::with_capacity(2 * digest.len());
    for byte in digest {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The SHA-256 of the program itself, as it runs: lists and rules are built into it. It
/// is read once, for the record and for the journal of each stage.
pub(crate) fn program() -> Result<&'static str, Error> {
    static PROGRAM: OnceLock<String> = OnceLock::new();
    if let Some(known) = PROGRAM.get() {
        return Ok(known);
    }
    let content = sha256_of(Path::new("/proc/self/exe"))?;
    Ok(PROGRAM.get_or_init(|| content))
}

/// The SHA-256 of a file.
pub(crate) fn sha256_of(path: &Path) -> Result<String, Error> {
    // A pipe would wait for a writer, and what is read of it is gone.
    if !std::fs::metadata(path)
        .map_err(Error::read(path))?
        .is_file()
    {
        return Err(Error::malformed(path, "is not a file"));
    }
    let file = File::open(path).map_err(Error::read(path))?;
    sha256(file).map_err(Error::read(path))
}
