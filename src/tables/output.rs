//! Output that is written beside its place and renamed when whole.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use super::alone::{folder_of, open_alone, sync_folder_of};
use crate::error::Error;

/// Where output goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A file; what was there is replaced when the new one is whole.
    File(PathBuf),
    /// Standard output.
    Stdout,
}

impl Target {
    /// `-` is standard output; all else is a path.
    #[must_use]
    pub fn new(argument: &Path) -> Self {
        if argument == Path::new("-") {
            Self::Stdout
        } else {
            Self::File(argument.to_owned())
        }
    }

    /// The path, or words for standard output.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        match self {
            Self::File(path) => path.clone(),
            Self::Stdout => PathBuf::from("standard output"),
        }
    }
}

enum Sink {
    File {
        file: BufWriter<NamedTempFile>,
        path: PathBuf,
    },
    /// A pipe or a device, in whose place no file can be put.
    Device {
        file: BufWriter<File>,
        path: PathBuf,
    },
    Stdout(BufWriter<io::Stdout>),
}

/// An open output. Nothing stands at its place until [`Output::finish`].
pub struct Output {
    sink: Sink,
}

impl Output {
    /// Opens the output, and so finds out before any work whether it can be
    /// written.
    pub fn create(target: &Target) -> Result<Self, Error> {
        let sink = match target {
            Target::Stdout => Sink::Stdout(BufWriter::new(io::stdout())),
            Target::File(path) => {
                if path.is_dir() {
                    return Err(Error::malformed(path, "is a folder; name a file"));
                }
                // Nothing is there yet, where there is no metadata.
                if std::fs::metadata(path).is_ok_and(|data| !data.is_file()) {
                    let file = File::options().write(true).open(path);
                    return Ok(Self {
                        sink: Sink::Device {
                            file: BufWriter::new(file.map_err(Error::write(path))?),
                            path: path.clone(),
                        },
                    });
                }
                Sink::File {
                    file: BufWriter::new(part_of(path)?),
                    path: path.clone(),
                }
            }
        };
        Ok(Self { sink })
    }

    /// Puts the output in its place, durably.
    pub fn finish(self) -> Result<(), Error> {
        match self.sink {
            Sink::Stdout(mut out) => out
                .flush()
                .map_err(Error::write(Path::new("standard output"))),
            Sink::Device { mut file, path } => file.flush().map_err(Error::write(&path)),
            Sink::File { file, path } => {
                let file = file
                    .into_inner()
                    .map_err(|error| Error::write(&path)(error.into_error()))?;
                file.as_file().sync_all().map_err(Error::write(&path))?;
                file.persist(&path)
                    .map_err(|error| Error::write(&path)(error.error))?;
                sync_folder_of(&path)
            }
        }
    }
}

/// The hidden file beside a place, in which what is to stand there grows. Its name
/// is always the same: what a killed process left is used again, and two processes
/// do not write to one place at once.
fn part_of(path: &Path) -> Result<NamedTempFile, Error> {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".part");
    let part = folder_of(path).join(name);
    let mut options = OpenOptions::new();
    let file = open_alone(&part, options.write(true).create(true), path)?;
    file.set_len(0).map_err(Error::write(path))?;
    let part = TempPath::try_from_path(part).map_err(Error::write(path))?;
    Ok(NamedTempFile::from_parts(file, part))
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.sink {
            Sink::File { file, .. } => file.write(bytes),
            Sink::Device { file, .. } => file.write(bytes),
            Sink::Stdout(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.sink {
            Sink::File { file, .. } => file.flush(),
            Sink::Device { file, .. } => file.flush(),
            Sink::Stdout(out) => out.flush(),
        }
    }
}

/// Removes a file that an earlier run left, if there is one.
pub(super) fn remove_stale(path: &Path) -> Result<(), Error> {
    if std::fs::symlink_metadata(path).is_ok_and(|data| !data.is_file() && !data.is_symlink()) {
        return Ok(());
    }
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::write(path)(error)),
        _ => Ok(()),
    }
}
