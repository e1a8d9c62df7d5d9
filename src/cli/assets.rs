//! Where the files that come with the program are.

use std::path::{Path, PathBuf};

use hedgerow::Error;

/// Finds `relative` (such as `models/scorer`) beside the binary, in one of the
/// folders above it (a checkout's `target/release` is two below), or in the
/// working folder.
pub(super) fn find(what: &str, relative: &str, flag: &str) -> Result<PathBuf, Error> {
    let binary = std::env::current_exe()
        .and_then(|path| path.canonicalize())
        .unwrap_or_default();
    let above = binary.ancestors().skip(1).take(5).map(Path::to_owned);
    let places: Vec<PathBuf> = above.chain([PathBuf::from(".")]).collect();
    places
        .iter()
        .map(|place| place.join(relative))
        .find(|path| path.exists())
        .ok_or_else(|| Error::NotFound {
            what: what.to_owned(),
            looked: format!("{relative} beside and above {} and here", binary.display()),
            flag: flag.to_owned(),
        })
}
