//! What the tests of the program share.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// The program, run in a folder of its own so that it cannot lean on the
/// checkout it was started from.
pub(crate) fn hedgerow(folder: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hedgerow"));
    command.current_dir(folder.path());
    command
}

/// A file of the checkout.
pub(crate) fn checkout(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// A new folder with one file in it.
pub(crate) fn folder_with(name: &str, content: impl AsRef<[u8]>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), content).unwrap();
    folder
}

/// A file of the folder as text.
pub(crate) fn text(folder: &TempDir, name: &str) -> String {
    std::fs::read_to_string(folder.path().join(name)).unwrap()
}

/// The rows of a CSV text, the header first.
pub(crate) fn rows(csv: &str) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.as_bytes())
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// One column of a CSV text, by its name.
pub(crate) fn column(csv: &str, name: &str) -> Vec<String> {
    let rows = rows(csv);
    let index = rows[0].iter().position(|column| column == name).unwrap();
    rows[1..].iter().map(|row| row[index].clone()).collect()
}
