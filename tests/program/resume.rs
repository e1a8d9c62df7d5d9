//! Commands that are interrupted, from the outside.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tempfile::TempDir;

use crate::common::{checkout, folder_with, hedgerow};
use crate::small_models::small_model;
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::contains;

/// Rows of the tables of statements: several of the windows of 16,384 in which rows
/// are scored.
const ROWS: u64 = 50_000;

/// A folder with a table of invented statements, some of which cannot be scored,
/// and a small scorer.
fn statements() -> TempDir {
    statements_of(ROWS)
}

fn statements_of(rows: u64) -> TempDir {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut pick = |words: &[&'static str]| words[random.random_range(0..words.len())];
    let mut table = String::from("id,text\n");
    for row in 0..rows {
        let who = pick(&["We", "The ministry", "Norland", "They"]);
        let how = pick(&["will", "may", "must", "could perhaps", "shall"]);
        let what = pick(&["pay", "buy cranes", "open the canal", "wait", "sign it"]);
        let when = pick(&["", " in May", " by 3 March", " one day"]);
        let text = if row % 997 == 0 {
            String::new()
        } else {
            // No two alike: what stands twice is scored once, and all would be too quick.
            format!("{who} {how} {what}{when} at berth {row}.")
        };
        writeln!(table, "{row},{text}").unwrap();
    }
    let folder = folder_with("in.csv", table);
    small_model("scorer", &folder.path().join("scorer"));
    folder
}

/// A folder with a table of invented transcripts, of which some are copies and some
/// empty, and small models. A small model finds hardly anything in news; turns are
/// found by their labels.
fn articles() -> TempDir {
    let mut random = ChaCha8Rng::seed_from_u64(2);
    let mut pick = |words: &[&'static str]| words[random.random_range(0..words.len())];
    let mut lines = String::new();
    let mut text = String::new();
    for number in 0..420 {
        let copy = number % 23 == 22;
        if !copy {
            text = format!("Canal briefing {number}\n\nAdvertisement\n\n");
            for _ in 0..12 {
                let who = pick(&["MS. ORLOW", "MR. VEIT", "MINISTER TAMM"]);
                let what = pick(&["The canal opens", "Tolls fall", "Norland may buy cranes"]);
                let when = pick(&["in May", "by 3 March", "one day", "before the floods"]);
                let why = pick(&["rain", "rust", "a treaty", "the harvest", "old debts"]);
                let turn = format!("{who}: {what} {when} because of {why}.");
                write!(text, "QUESTION: And the canal?\n\n{turn}\n\n").unwrap();
            }
        }
        if number % 50 == 49 {
            text.clear();
        }
        let date = format!("2025-11-{:02}", number % 28 + 1);
        let line = serde_json::json!({"text": text, "date": date, "source": "River Post"});
        writeln!(lines, "{line}").unwrap();
    }
    let folder = folder_with("in.jsonl", lines);
    for kind in ["scorer", "attribution"] {
        small_model(kind, &folder.path().join(kind));
    }
    folder
}

const SCORE: [&str; 4] = ["score", "in.csv", "--model", "scorer"];

const RUN: [&str; 7] = [
    "run",
    "in.jsonl",
    "--model",
    "scorer",
    "--attribution-model",
    "attribution",
    // Like the record of the run, the page tells how long it took.
    "--no-report",
];

fn start(folder: &TempDir, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_hedgerow"))
        .current_dir(folder.path())
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What a process that has ended said.
fn said(child: Child) -> String {
    String::from_utf8(child.wait_with_output().unwrap().stderr).unwrap()
}

/// All files below a folder with their content, hidden ones too, but for the record
/// of a run, which tells how long it took.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != "run.json")
        .map(|entry| {
            let name = entry.path().strip_prefix(folder).unwrap().to_owned();
            (name, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// Kills a command that writes into the folder `out` at so many random moments, and
/// has it go on each time. What it leaves in the end must be as if nothing had
/// happened. Every other kill comes when the journal in `out` has just grown, so that
/// there is something to go on from however busy the machine is.
fn survives(folder: &TempDir, arguments: &[&str], journal: &str, kills: u32, seed: u64) {
    let out = folder.path().join("out");
    let length = || std::fs::metadata(out.join(journal)).map_or(0, |file| file.len());
    let began = Instant::now();
    let undisturbed = start(folder, arguments);
    let message = said(undisturbed);
    let whole_time = began.elapsed();
    let expected = files(&out);
    assert!(!expected.is_empty(), "{message}");
    assert!(!message.contains("\n0 statements"), "{message}");

    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let (mut killed, mut resumed) = (0, 0);
    std::fs::remove_dir_all(&out).unwrap();
    std::fs::create_dir(&out).unwrap();
    loop {
        let before = length();
        let mut child = start(folder, arguments);
        if killed < kills {
            let mut moment = random.random_range(0.1..0.95);
            if killed % 2 == 1 {
                // More than the line with which a stage begins.
                while length() < before + 2048 && child.try_wait().unwrap().is_none() {
                    std::thread::sleep(Duration::from_millis(2));
                }
                moment *= 0.2;
            }
            std::thread::sleep(whole_time.mul_f64(moment));
            child.kill().unwrap();
        }
        let by_itself = child.wait().unwrap().code().is_some();
        let message = said(child);
        resumed += u32::from(message.contains("resuming"));
        if !by_itself {
            killed += 1;
            continue;
        }
        let found = files(&out);
        assert_eq!(
            found.keys().collect::<Vec<_>>(),
            expected.keys().collect::<Vec<_>>(),
            "{message}"
        );
        for (name, content) in found {
            assert!(content == expected[&name], "{}: {message}", name.display());
        }
        if killed == kills {
            break;
        }
        std::fs::remove_dir_all(&out).unwrap();
        std::fs::create_dir(&out).unwrap();
    }
    assert!(resumed >= kills / 4, "resumed {resumed} times only");
}

/// Starts a command and waits until it has done a window. On a busy machine it may be
/// through before that is seen: then again.
fn begun(folder: &TempDir, arguments: &[&str], journal: &Path) -> Child {
    let journal = folder.path().join(journal);
    for _ in 0..20 {
        let mut child = start(folder, arguments);
        while child.try_wait().unwrap().is_none() {
            if std::fs::read_to_string(&journal).is_ok_and(|text| text.contains("{\"done\"")) {
                return child;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
    panic!("{arguments:?} always ended too early");
}

/// Leaves a command in its middle.
fn interrupted(folder: &TempDir, arguments: &[&str], journal: &str) {
    let mut child = begun(folder, arguments, Path::new(journal));
    child.kill().unwrap();
    child.wait().unwrap();
}

fn with<'a>(arguments: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [arguments, more].concat()
}

#[test]
fn scoring_survives_twenty_kills_byte_by_byte() {
    let folder = statements();
    std::fs::create_dir(folder.path().join("out")).unwrap();
    let arguments = with(&SCORE, &["--out", "out/scored.csv"]);
    survives(&folder, &arguments, "scored.csv.journal", 20, 3);
}

#[test]
fn scoring_to_parquet_survives_kills_byte_by_byte() {
    let folder = statements();
    std::fs::create_dir(folder.path().join("out")).unwrap();
    let arguments = with(&SCORE, &["--out", "out/scored.parquet"]);
    survives(&folder, &arguments, "scored.parquet.journal", 8, 4);
}

#[test]
fn a_run_survives_twenty_kills_byte_by_byte() {
    let folder = articles();
    let arguments = with(&RUN, &["--out", "out"]);
    survives(&folder, &arguments, "run.journal", 20, 5);
}

#[test]
fn another_input_model_or_option_is_refused_by_name_and_a_fresh_start_is_not() {
    let folder = statements();
    let arguments = with(&SCORE, &["--out", "out.csv"]);
    interrupted(&folder, &arguments, "out.csv.journal");
    let kept = std::fs::read(folder.path().join("out.csv.journal")).unwrap();
    let refused = |more: &[&str], reason: &str| {
        hedgerow(&folder)
            .args(with(&arguments, more))
            .assert()
            .code(1)
            .stderr(contains(reason))
            .stderr(contains("of 50,000 rows"))
            .stderr(contains("--fresh"));
        let now = std::fs::read(folder.path().join("out.csv.journal")).unwrap();
        // A torn end may have been cut off.
        assert!(kept.starts_with(&now) && !now.is_empty());
    };
    refused(
        &["--concrete-from", "0.7"],
        "--concrete-from was 0.6 and is 0.7",
    );
    refused(&["--precision", "bf16"], "--precision was fp32 and is bf16");
    if checkout(".openvino").exists() {
        refused(&["--engine", "torch"], "the engine was OpenVINO 2");
    }
    refused(&["--batch-tokens", "512"], "--batch-tokens was 2048");
    refused(&["--id-column", "text"], "--id-column was id and is text");

    let manifest = folder.path().join("scorer/hedgerow.json");
    let before = std::fs::read_to_string(&manifest).unwrap();
    std::fs::write(&manifest, before.replace("2026-", "2027-")).unwrap();
    refused(&[], "the model was 2026-");
    std::fs::write(&manifest, before).unwrap();

    let table = folder.path().join("in.csv");
    let mut changed = std::fs::read_to_string(&table).unwrap();
    changed.push_str("last,We will not.\n");
    std::fs::write(&table, changed).unwrap();
    hedgerow(&folder)
        .args(&arguments)
        .assert()
        .code(1)
        .stderr(contains("the content of the table was"));
    hedgerow(&folder)
        .args(with(&arguments, &["--fresh"]))
        .assert()
        .code(2)
        .stderr(contains("of 50001 rows"))
        .stderr(contains("resuming").not());
    assert!(!folder.path().join("out.csv.journal").exists());
}

#[test]
fn workers_and_the_form_of_the_tables_may_change_on_the_way() {
    let folder = statements();
    let expected = folder.path().join("expected.csv");
    let arguments = with(&SCORE, &["--workers", "1"]);
    hedgerow(&folder)
        .args(with(&arguments, &["--excel", "--out", "expected.csv"]))
        .assert()
        .code(2);
    let arguments = with(&SCORE, &["--out", "out.csv"]);
    interrupted(
        &folder,
        &with(&arguments, &["--workers", "2"]),
        "out.csv.journal",
    );
    hedgerow(&folder)
        .args(with(&arguments, &["--workers", "1", "--excel"]))
        .assert()
        .code(2)
        .stderr(contains("resuming after"));
    let found = std::fs::read(folder.path().join("out.csv")).unwrap();
    assert!(found == std::fs::read(expected).unwrap());
}

fn signal(child: &Child, signal: &str) {
    let id = child.id().to_string();
    let sent = Command::new("kill").args([signal, &id]).status().unwrap();
    assert!(sent.success());
}

#[test]
fn a_second_process_on_the_same_output_is_refused() {
    let folder = statements();
    let arguments = with(&SCORE, &["--out", "out.csv"]);
    let first = begun(&folder, &arguments, Path::new("out.csv.journal"));
    signal(&first, "-STOP");
    for more in [&[][..], &["--fresh"]] {
        hedgerow(&folder)
            .args(with(&arguments, more))
            .assert()
            .code(1)
            .stderr(contains("is being written by another process"));
    }
    signal(&first, "-CONT");
    let message = said(first);
    assert!(message.contains("of 50000 rows into out.csv"), "{message}");
}

#[test]
fn an_interruption_by_keyboard_says_what_is_kept() {
    // So many, and statement by statement, that all is not through before the signal
    // comes, however busy the machine.
    let folder = statements_of(8 * ROWS);
    let slowly = ["--out", "out.csv", "--workers", "1", "--batch-tokens", "1"];
    let arguments = with(&SCORE, &slowly);
    let journal = Path::new("out.csv.journal");
    for word in ["-INT", "-TERM"] {
        let message = (0..5).find_map(|_| {
            let child = begun(&folder, &arguments, journal);
            signal(&child, word);
            let message = said(child);
            // On a machine busy enough all may still be through when the signal comes.
            let too_late = message.contains("scored 399598 of 400000 rows");
            if too_late {
                std::fs::remove_file(folder.path().join("out.csv")).unwrap();
                std::fs::remove_file(folder.path().join("out.csv.rejects.csv")).unwrap();
            }
            (!too_late).then_some(message)
        });
        let message = message.unwrap();
        assert!(message.contains("interrupted; "), "{message}");
        assert!(message.contains("of 400,000 rows are kept in out.csv.journal"));
        let left = files(folder.path()).into_keys();
        let left = left.filter(|name| !name.starts_with("scorer"));
        let left: Vec<_> = left.collect();
        assert_eq!(left, [Path::new("in.csv"), journal]);
        std::fs::remove_file(folder.path().join(journal)).unwrap();
    }
}

#[test]
fn the_same_text_on_standard_input_is_resumed_and_articles_there_are_not() {
    let folder = statements();
    let table = std::fs::read(folder.path().join("in.csv")).unwrap();
    interrupted(
        &folder,
        &with(&SCORE, &["--out", "out.csv"]),
        "out.csv.journal",
    );
    hedgerow(&folder)
        .args(["score", "-", "--model", "scorer", "--out", "out.csv"])
        .write_stdin(table)
        .assert()
        .code(2)
        .stderr(contains("resuming after"));

    small_model("attribution", &folder.path().join("attribution"));
    hedgerow(&folder)
        .args(["extract", "-", "--out", "said.csv"])
        .args(["--attribution-model", "attribution"])
        .write_stdin("MS. ORLOW: Yes.\n\nQUESTION: Why?\n\nMS. ORLOW: No.\n")
        .assert()
        .code(0)
        .stderr(contains("cannot be read twice"));
}

#[test]
fn articles_that_changed_are_refused_and_the_command_s_own_files_are_not_among_them() {
    let folder = articles();
    let arguments = with(&RUN[2..], &["--out", "results"]);
    let run = with(&["run", "."], &arguments);
    let copy = |name: &str| folder.path().join(name);
    std::fs::remove_dir_all(copy("scorer")).unwrap();
    std::fs::remove_dir_all(copy("attribution")).unwrap();
    let models = tempfile::tempdir().unwrap();
    for kind in ["scorer", "attribution"] {
        small_model(kind, &models.path().join(kind));
        std::os::unix::fs::symlink(models.path().join(kind), copy(&format!(".{kind}"))).unwrap();
    }
    let run: Vec<&str> = run
        .into_iter()
        .map(|word| match word {
            "scorer" => ".scorer",
            "attribution" => ".attribution",
            other => other,
        })
        .collect();
    interrupted(&folder, &run, "results/run.journal");
    std::fs::write(copy("new.txt"), "The canal is open, Norland said.").unwrap();
    hedgerow(&folder)
        .args(&run)
        .assert()
        .code(1)
        .stderr(contains("the content of the articles was"));
    std::fs::remove_file(copy("new.txt")).unwrap();
    hedgerow(&folder)
        .args(&run)
        .assert()
        .stderr(contains("resuming"))
        .stderr(contains("of 420 articles"));
    // What was written is not read the next time.
    hedgerow(&folder)
        .args(&run)
        .assert()
        .stderr(contains("of 420 articles"));
}

/// A small file system in memory, for as long as this lives.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn new(at: PathBuf, size: &str) -> Result<Self, String> {
        std::fs::create_dir(&at).unwrap();
        let options = format!("size={size}");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &options, "tmpfs"])
            .arg(&at)
            .output();
        match mounted {
            Ok(output) if output.status.success() => Ok(Self(at)),
            Ok(output) => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
            Err(error) => Err(error.to_string()),
        }
    }

    fn resize(&self, size: &str) {
        let options = format!("remount,size={size}");
        let mut mount = Command::new("mount");
        let mount = mount.args(["-o", &options]).arg(&self.0);
        assert!(mount.status().unwrap().success());
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_is_named_and_what_was_done_is_kept() {
    let folder = statements();
    let disk = match SmallDisk::new(folder.path().join("disk"), "2m") {
        Ok(disk) => disk,
        #[allow(clippy::print_stderr)] // whoever runs the tests is to know
        Err(reason) => {
            eprintln!("skipped: no file system can be mounted here: {reason}");
            return;
        }
    };
    let arguments = with(&SCORE, &["--out", "disk/out.csv"]);
    // The journal does not fit.
    hedgerow(&folder)
        .args(&arguments)
        .assert()
        .code(1)
        .stderr(contains("of 50,000 rows are kept in disk/out.csv.journal"))
        .stderr(contains(
            "cannot write disk/out.csv.journal: the disk is full; free some space and give the \
             same command again",
        ));
    // The journal fits, and the table beside it does not.
    disk.resize("6400k");
    hedgerow(&folder)
        .args(&arguments)
        .assert()
        .code(1)
        .stderr(contains("resuming after"))
        .stderr(contains("50,000 of 50,000 rows are kept"))
        .stderr(contains("cannot write disk/out.csv: the disk is full"));
    let left: Vec<_> = files(&disk.0).into_keys().collect();
    assert_eq!(left, [Path::new("out.csv.journal")]);
    disk.resize("20m");
    hedgerow(&folder).args(&arguments).assert().code(2);
    let found = std::fs::read(disk.0.join("out.csv")).unwrap();
    hedgerow(&folder)
        .args(with(&SCORE, &["--out", "out.csv"]))
        .assert()
        .code(2);
    assert!(found == std::fs::read(folder.path().join("out.csv")).unwrap());
}
