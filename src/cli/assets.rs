//! Where the files that come with the program are.

use std::path::PathBuf;

use hedgerow::Error;

/// Finds `relative` (such as `models/scorer`) beside the binary, in one of the
/// folders above it (a checkout's `target/release` is two below), or in the
/// working folder.
pub(super) fn find(what: &str, relative: &str, flag: &str) -> Result<PathBuf, Error> {
    let here = || Some(PathBuf::from(relative)).filter(|path| path.exists());
    beside(relative)
        .or_else(here)
        .ok_or_else(|| not_found(what, relative, " and here", flag))
}

/// Finds what is run, not only read: beside the binary or above, but not in the working
/// folder, which may be somebody else's.
pub(super) fn find_library(what: &str, relative: &str, flag: &str) -> Result<PathBuf, Error> {
    beside(relative).ok_or_else(|| not_found(what, relative, "", flag))
}

fn binary() -> PathBuf {
    std::env::current_exe()
        .and_then(|path| path.canonicalize())
        .unwrap_or_default()
}

fn beside(relative: &str) -> Option<PathBuf> {
    let binary = binary();
    let mut above = binary.ancestors().skip(1).take(5);
    above
        .find(|place| place.join(relative).exists())
        .map(|place| place.join(relative))
}

fn not_found(what: &str, relative: &str, elsewhere: &str, flag: &str) -> Error {
    Error::NotFound {
        what: what.to_owned(),
        looked: format!(
            "{relative} beside and above {}{elsewhere}",
            binary().display()
        ),
        flag: flag.to_owned(),
    }
}
