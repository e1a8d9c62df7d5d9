//! Where articles come from: folders, files, standard input.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::article::{ArticleReject, path_id};
use crate::error::Error;
use crate::tables::{Format, Packing};

/// A place that articles come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file, or a folder with all that is below it.
    Path(PathBuf),
    /// Standard input.
    Stdin(StdinFormat),
}

impl Source {
    /// `-` is standard input, taken for `stdin_format`; all else is a path.
    #[must_use]
    pub fn new(argument: &Path, stdin_format: StdinFormat) -> Self {
        if argument == Path::new("-") {
            Self::Stdin(stdin_format)
        } else {
            Self::Path(argument.to_owned())
        }
    }

    /// The files that it holds, in the order in which they are read; none of
    /// standard input. Those are among them of which no article can be made.
    pub(crate) fn files(&self) -> Result<Vec<PathBuf>, Error> {
        let Listed { found, .. } = list(std::slice::from_ref(self), &[])?;
        let path = |found| match found {
            Found::Entry(entry) => Some(entry.path),
            Found::Reject(reject) => Some(reject.path),
            Found::Stdin(_) => None,
        };
        Ok(found.into_iter().filter_map(path).collect())
    }
}

/// What standard input is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StdinFormat {
    /// One article in plain text.
    Text,
    /// One page.
    Html,
    /// A table of articles.
    Table(Format),
}

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Text,
    Html,
    Table(Format),
}

impl FileKind {
    /// The kind that a path's extension names, aside from `.gz` and `.zst`.
    fn of(path: &Path) -> Result<Self, String> {
        let (_, inner) = Packing::of(path);
        let extension = inner
            .extension()
            .map(|e| e.to_string_lossy().to_lowercase());
        match extension.as_deref() {
            None | Some("txt" | "text" | "md" | "markdown") => Ok(Self::Text),
            Some("html" | "htm" | "xhtml") => Ok(Self::Html),
            Some(other) => Format::named(&inner).map(Self::Table).ok_or_else(|| {
                format!(
                    "files of the kind .{other} are not read; those are .txt, .md, .html, .csv, \
                     .jsonl and .parquet, also with .gz or .zst behind"
                )
            }),
        }
    }
}

/// The settings of the program, which may stand among articles and are none.
pub const SETTINGS_FILE: &str = "hedgerow.toml";

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) path: PathBuf,
    pub(super) kind: FileKind,
    /// Named by the user, and not only found in a folder: trouble with it ends
    /// the run.
    pub(super) named: bool,
}

/// Something to read, or to reject.
#[derive(Debug)]
pub(super) enum Found {
    Entry(Entry),
    Stdin(StdinFormat),
    Reject(ArticleReject),
}

/// What sources hold.
#[derive(Debug)]
pub(super) struct Listed {
    /// Folders by path.
    pub(super) found: Vec<Found>,
    /// The folder at which the articles' ids start; empty where paths are ids whole.
    pub(super) base: PathBuf,
    /// How many hidden files were passed over.
    pub(super) hidden: u64,
}

/// All that the sources hold, but for what is `ours`, files and folders.
pub(super) fn list(sources: &[Source], ours: &[PathBuf]) -> Result<Listed, Error> {
    let ours: Vec<PathBuf> = ours.iter().filter_map(|path| absolute(path)).collect();
    let mut listed = Listed {
        found: Vec::new(),
        base: base(sources),
        hidden: 0,
    };
    for source in sources {
        match source {
            Source::Stdin(format) => listed.found.push(Found::Stdin(*format)),
            Source::Path(path) => {
                let kind = std::fs::metadata(path).map_err(Error::read(path))?;
                if kind.is_dir() {
                    walk(path, &ours, &mut listed);
                } else {
                    let kind =
                        FileKind::of(path).map_err(|reason| Error::malformed(path, reason))?;
                    let (path, named) = (path.clone(), true);
                    let entry = Found::Entry(Entry { path, kind, named });
                    listed.found.push(entry);
                }
            }
        }
    }
    Ok(listed)
}

/// The one folder that was named, or that holds the one file. Of several sources the
/// same path may be below each, and only whole paths are ids.
fn base(sources: &[Source]) -> PathBuf {
    let base = match sources {
        [Source::Path(path)] if path.is_dir() => Some(path.as_path()),
        [Source::Path(path)] => path.parent(),
        _ => None,
    };
    base.unwrap_or(Path::new("")).to_owned()
}

/// Where a path leads, also to a file that is not there yet.
fn absolute(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?;
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    Some(folder.canonicalize().ok()?.join(name))
}

fn walk(folder: &Path, ours: &[PathBuf], listed: &mut Listed) {
    let is_ours = |path: &Path| {
        let named = ours.iter().any(|own| own.file_name() == path.file_name());
        named && absolute(path).is_some_and(|path| ours.contains(&path))
    };
    let base = listed.base.clone();
    let reject = |path: PathBuf, reason: String| {
        let id = path_id(&path, &base);
        Found::Reject(ArticleReject::file(path, id, reason))
    };
    // Links are followed: a corpus is often a folder of links. walkdir finds loops.
    let mut walk = WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                let reason = format!("cannot be read: {error}");
                listed.found.push(reject(path, reason));
                continue;
            }
        };
        let is_hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        if is_hidden {
            listed.hidden += 1;
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if entry.depth() > 0 && is_ours(entry.path()) {
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if entry.file_type().is_dir() || entry.file_name() == SETTINGS_FILE {
            continue;
        }
        let is_file = entry.file_type().is_file();
        let path = entry.into_path();
        if !is_file {
            // A pipe waits for a writer, a device may never end.
            let reason =
                "is a pipe, a socket or a device, not a file; name it by itself to read it";
            listed.found.push(reject(path, reason.to_owned()));
            continue;
        }
        listed.found.push(match FileKind::of(&path) {
            Ok(kind) => Found::Entry(Entry {
                path,
                kind,
                named: false,
            }),
            Err(reason) => reject(path, reason),
        });
    }
}
