//! Spark with a master and two workers on this machine, one of which is killed in
//! mid-job, against the program alone: `scripts/spark/check.py`. Needs Java and the
//! environment of `scripts/spark/setup`; says so where they are missing.
#![allow(clippy::panic, clippy::unwrap_used, clippy::print_stderr)] // a test throughout

use std::path::Path;
use std::process::Command;

/// Whether a program can be run with these words.
fn runs(program: &Path, words: &[&str]) -> bool {
    let output = Command::new(program).args(words).output();
    output.is_ok_and(|output| output.status.success())
}

#[test]
fn spark_gives_what_one_machine_gives_although_a_worker_dies() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join(".cache/spark/bin/python");
    if !runs(Path::new("java"), &["-version"]) {
        eprintln!("skipped: no Java at hand");
        return;
    }
    if !runs(&python, &["-c", "import pyspark, pyarrow"]) {
        eprintln!("skipped: no PySpark at hand; scripts/spark/setup fetches it");
        return;
    }
    let output = Command::new(python)
        .arg(root.join("scripts/spark/check.py"))
        .arg(env!("CARGO_BIN_EXE_hedgerow"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let erred = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{erred}");
    for what in ["scores", "cells", "statements", "cells of the example"] {
        assert!(said.contains(&format!("check: {what}: ")), "{said}");
    }
    eprintln!("{said}");
}
