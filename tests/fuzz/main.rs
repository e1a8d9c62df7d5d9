//! The fuzz targets on the stable toolchain: first what is kept in `corpus/`, where
//! everything stands that ever broke a target, then changes of it, in the same order
//! each time.
//!
//! `FUZZ_SECONDS=60 cargo test --release --test fuzz -- --nocapture` looks longer. With
//! a nightly toolchain and cargo-fuzz, coverage leads the way:
//! `cargo +nightly fuzz run --fuzz-dir tests/fuzz/cargo-fuzz -s none csv`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)] // a test throughout

mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use hedgerow::tables::is_contained;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use targets::{TARGETS, Target};

/// No small input takes this long, on a slow machine too.
const SLOW: Duration = Duration::from_secs(10);

/// Words that grammars trip over.
const WORDS: [&str; 44] = [
    "\"",
    "\n",
    "\r",
    ",",
    ";",
    "\0",
    "\u{feff}",
    "\u{2028}",
    "\u{301}",
    "“",
    "”",
    "’",
    "—",
    "…",
    ". ",
    "? ",
    ": ",
    "{",
    "}",
    "[",
    "]",
    "<div>",
    "</p>",
    "<!--",
    "&#0;",
    "İ",
    "ß",
    "ﬃ",
    "%",
    "$",
    "€",
    "million",
    "per cent",
    "0",
    "9999999999",
    "1/2",
    "1e308",
    "-",
    "between",
    "and",
    "by 31 February",
    "next week",
    "said",
    "MS. ",
];

#[test]
fn no_target_breaks_on_its_corpus_or_on_changes_of_it() {
    let seconds = std::env::var("FUZZ_SECONDS").ok();
    let seconds = seconds.map_or(1.0, |text| text.parse().unwrap());
    let only = std::env::var("FUZZ_TARGET").ok();
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !is_contained() {
            usual(panic);
        }
    }));
    let settings: Target = ("settings", settings);
    for (name, run) in TARGETS.into_iter().chain([settings]) {
        if only.as_ref().is_none_or(|only| only == name) {
            fuzz(name, run, Duration::from_secs_f64(seconds));
        }
    }
}

/// Settings files. The command line is not of the library, so that this target runs the
/// program, and has no twin in cargo-fuzz.
fn settings(bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("hedgerow.toml"), bytes).unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_hedgerow"))
        .current_dir(&folder)
        .args(["run", "articles", "--out", "results", "--print-config"])
        .output()
        .unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    match done.status.code() {
        Some(0) => assert!(!done.stdout.is_empty()),
        Some(1) => assert!(said.contains("hedgerow.toml"), "{said}"),
        other => panic!("{other:?}: {said}"),
    }
}

fn fuzz(name: &str, run: fn(&[u8]), time: Duration) {
    let corpus = corpus(name);
    assert!(!corpus.is_empty(), "{name}");
    let check = |bytes: &[u8]| {
        let begun = Instant::now();
        let broken = catch_unwind(AssertUnwindSafe(|| run(bytes))).is_err();
        if broken || begun.elapsed() > SLOW {
            let path = std::env::temp_dir().join(format!("hedgerow-fuzz-{name}"));
            std::fs::write(&path, bytes).unwrap();
            panic!(
                "{name} breaks or hangs on {}: {:.2000}",
                path.display(),
                bytes.escape_ascii().to_string()
            );
        }
    };
    for bytes in &corpus {
        check(bytes);
    }
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let begun = Instant::now();
    let mut count = 0;
    while begun.elapsed() < time {
        check(&changed(&corpus, &mut rng));
        count += 1;
    }
    println!(
        "{name}: {} kept, {count} changed, {:.1?}",
        corpus.len(),
        begun.elapsed()
    );
}

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fuzz/corpus")
        .join(name);
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect()
}

/// One of the corpus after a few changes.
fn changed(corpus: &[Vec<u8>], rng: &mut ChaCha8Rng) -> Vec<u8> {
    let mut bytes = corpus[rng.random_range(0..corpus.len())].clone();
    for _ in 0..rng.random_range(1..8) {
        let at = rng.random_range(0..=bytes.len());
        let end = (at + rng.random_range(0..40)).min(bytes.len());
        match rng.random_range(0..7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << rng.random_range(0..8),
            1 if at < bytes.len() => bytes[at] = rng.random(),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let piece = bytes[at..end].repeat(rng.random_range(1..20));
                bytes.splice(at..at, piece);
            }
            4 => {
                let other = &corpus[rng.random_range(0..corpus.len())];
                let from = rng.random_range(0..=other.len());
                bytes.splice(at..end, other[from..].iter().copied());
            }
            _ => {
                let word = WORDS[rng.random_range(0..WORDS.len())];
                bytes.splice(at..at, word.bytes());
            }
        }
    }
    bytes
}
