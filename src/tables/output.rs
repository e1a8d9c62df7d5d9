//! Output that is written beside its place and renamed when whole.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

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
                let folder = match path.parent() {
                    Some(parent) if !parent.as_os_str().is_empty() => parent,
                    _ => Path::new("."),
                };
                let file = tempfile::Builder::new()
                    .prefix(".hedgerow-")
                    .permissions(default_permissions())
                    .tempfile_in(folder)
                    .map_err(Error::write(path))?;
                Sink::File {
                    file: BufWriter::new(file),
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
                Ok(())
            }
        }
    }
}

/// Temporary files are private by default; a table is for others to read too,
/// as far as the umask allows.
fn default_permissions() -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    std::fs::Permissions::from_mode(0o666)
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
