//! Files that are packed by gzip or zstd, unpacked up to a limit.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

/// Past this many times the limit, counting how large a file would become ends:
/// a few packed kilobytes can unpack to terabytes.
const COUNTED: u64 = 4;

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Plain,
    Gzip,
    Zstd,
}

impl Packing {
    /// The packing that a path's extension names, and the path without it.
    pub(crate) fn of(path: &Path) -> (Self, PathBuf) {
        let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        match extension.as_deref() {
            Some("gz") => (Self::Gzip, path.with_extension("")),
            Some("zst" | "zstd") => (Self::Zstd, path.with_extension("")),
            _ => (Self::Plain, path.to_owned()),
        }
    }

    fn open(self, file: File) -> io::Result<Box<dyn Read>> {
        Ok(match self {
            Self::Plain => Box::new(file),
            Self::Gzip => Box::new(MultiGzDecoder::new(file)),
            Self::Zstd => Box::new(zstd::Decoder::new(file)?),
        })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }
}

/// The most bytes that something may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit {
    pub(crate) bytes: u64,
    /// The flag that raises it.
    pub(crate) flag: &'static str,
}

impl Limit {
    /// The limit of what is unpacked.
    pub(crate) fn unpacked(bytes: u64) -> Self {
        let flag = "--unpacked-limit";
        Self { bytes, flag }
    }
}

/// Unpacks a file. The reason why not is for the rejects: it states the limit
/// and the actual size where one was passed.
pub(crate) fn unpack(
    path: &Path,
    packing: Packing,
    limit: Limit,
    out: &mut impl Write,
) -> Result<(), String> {
    let file = File::open(path).map_err(|error| format!("cannot be read: {error}"))?;
    unpack_file(file, packing, limit, out)
}

/// As [`unpack`], of an open file.
pub(super) fn unpack_file(
    file: File,
    packing: Packing,
    limit: Limit,
    out: &mut impl Write,
) -> Result<(), String> {
    let cannot = |error: &io::Error| match (packing, error.kind()) {
        (Packing::Plain, _) => format!("cannot be read: {error}"),
        (_, io::ErrorKind::UnexpectedEof) => {
            format!(
                "the {} stream ends too early: the file is cut short",
                packing.name()
            )
        }
        _ => format!("cannot be unpacked as {}: {error}", packing.name()),
    };
    let Limit { bytes: limit, flag } = limit;
    let mut stream = packing.open(file).map_err(|error| cannot(&error))?;
    io::copy(&mut stream.by_ref().take(limit), out).map_err(|error| cannot(&error))?;
    let most = limit.saturating_mul(COUNTED - 1).max(1);
    let over = io::copy(&mut stream.take(most), &mut io::sink()).map_err(|error| cannot(&error))?;
    if over == 0 {
        return Ok(());
    }
    let more = if over == most { "at least " } else { "" };
    let actual = limit.saturating_add(over);
    Err(format!(
        "{more}{actual} bytes when unpacked, and the limit is {limit}; raise it with {flag}, or split the file"
    ))
}
