//! Runs the program on a fault and judges how it ended.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use assert_cmd::Command;
use serde_json::Value;

use super::fault::{Ending, Fault};

/// Far more than any fault takes, on a slow machine too.
const TIMEOUT: Duration = Duration::from_secs(120);

/// What came of a fault.
pub(crate) struct Outcome {
    /// What is wrong with it, if anything.
    pub(crate) problems: Vec<String>,
    /// How long it took.
    pub(crate) took: Duration,
    /// Rows that went in.
    pub(crate) read: u64,
    /// Rows that neither came out nor are among the rejects.
    pub(crate) lost: u64,
}

/// Runs a fault in a folder of its own.
pub(crate) fn run(fault: &Fault) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fault.prepare(folder);
    let mut command = command(fault);
    command.current_dir(folder).timeout(TIMEOUT);
    // Behind the command, since `--` may follow.
    let (first, rest) = fault.args.split_at(fault.args.len().min(1));
    command.args(first);
    if keeps_a_record(fault) {
        command.args(["--run-json", "run.json"]);
    }
    command.args(rest);
    command
        .env_remove("RUST_BACKTRACE")
        .envs(fault.env.iter().copied());
    let begun = Instant::now();
    let output = command.write_stdin(fault.stdin.clone()).output();
    let mut outcome = Outcome {
        problems: Vec::new(),
        took: Duration::ZERO,
        read: 0,
        lost: 0,
    };
    outcome.took = begun.elapsed();
    let output = match output {
        Ok(output) => output,
        Err(error) => {
            outcome.problems.push(format!("did not run: {error}"));
            return outcome;
        }
    };
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let mut problem = |text: String| outcome.problems.push(text);
    for word in ["panicked", "internal check failed", "terminate called"] {
        if stderr.contains(word) {
            problem(format!("{word}: {stderr}"));
        }
    }
    if let Some(c) = stderr.chars().find(|c| is_hostile(*c)) {
        problem(format!("{c:?} reaches the terminal: {stderr:?}"));
    }
    if let Some(path) = left_over(folder) {
        problem(format!("{} is left over", path.display()));
    }
    let code = match fault.ending {
        Ending::Result => 0,
        Ending::Rejects(..) => 2,
        Ending::Error(_) => 1,
    };
    if output.status.code() != Some(code) {
        problem(format!("{}, expected {code}: {stderr}", output.status));
        return outcome;
    }
    match fault.ending {
        Ending::Error(words) => {
            for word in words.iter().filter(|word| !stderr.contains(**word)) {
                problem(format!("{word:?} is not in the error: {stderr}"));
            }
            if folder.join("out.csv").exists() {
                problem("an output in spite of the error".to_owned());
            }
        }
        Ending::Rejects(..) | Ending::Result => account(fault, folder, &mut outcome),
    }
    for words in &fault.output_has {
        let text = std::fs::read_to_string(folder.join("out.csv")).unwrap_or_default();
        if !text.contains(words) {
            outcome
                .problems
                .push(format!("{words:?} is not in the output: {text:.2000}"));
        }
    }
    outcome
}

fn command(fault: &Fault) -> Command {
    let program = env!("CARGO_BIN_EXE_hedgerow");
    match fault.launcher.split_first() {
        Some((launcher, words)) => {
            let mut command = Command::new(launcher);
            command.args(words).arg(program);
            command
        }
        None => Command::new(program),
    }
}

/// Whether `--run-json` is to be added: a folder of results has one anyway.
fn keeps_a_record(fault: &Fault) -> bool {
    let command = fault.args.first().map(|word| word.to_string_lossy());
    matches!(
        command.as_deref(),
        Some("split" | "score" | "extract" | "aggregate")
    )
}

/// Compares what went in with what came out, by the record, the tables and the
/// rejects: each is counted here anew.
fn account(fault: &Fault, folder: &Path, outcome: &mut Outcome) {
    let record = [folder.join("run.json"), folder.join("results/run.json")]
        .iter()
        .find_map(|path| std::fs::read(path).ok());
    let Some(record) = record else {
        // `gold` keeps none: its exit status is the result.
        return;
    };
    let record: Value = serde_json::from_slice(&record).unwrap();
    let stage = &record["runs"][0]["stages"][0];
    let name = stage["stage"].as_str().unwrap_or_default().to_owned();
    let counts = &stage["counts"];
    let count = |key: &str| counts[key].as_u64().unwrap_or_default();
    let (read, out, rejected) = match &name[..] {
        "extract" => {
            let article = |key: &str| counts["articles"][key].as_u64().unwrap_or_default();
            let out = article("accepted") + article("duplicates");
            (article("read"), out, article("rejected"))
        }
        "split" => (count("read"), count("split"), count("rejected")),
        "score" => (count("read"), count("scored"), count("rejected")),
        "compare" => {
            let used = counts["of_actors"].as_array().into_iter().flatten();
            let used: u64 = used.filter_map(|of| of[1].as_u64()).sum();
            let aside = count("of_others") + count("lent");
            (count("read"), used + aside, count("rejected"))
        }
        "readouts" => (
            fault.read,
            fault.read - count("rejected"),
            count("rejected"),
        ),
        _ => (
            count("read"),
            count("read") - count("rejected"),
            count("rejected"),
        ),
    };
    outcome.read = read;
    outcome.lost = read.abs_diff(out + rejected);
    let mut problem = |text: String| outcome.problems.push(text);
    if read != fault.read {
        problem(format!("{read} were read, {} went in: {stage}", fault.read));
    }
    let expected = match fault.ending {
        Ending::Rejects(count, _) => count,
        _ => 0,
    };
    if out + rejected != read || rejected != expected {
        problem(format!(
            "of {read}, {out} came out and {rejected} of {expected} were rejected"
        ));
    }
    let files = files(folder);
    let mut rejects = String::new();
    let mut rows = 0;
    for path in files.iter().filter(|path| is_rejects(path)) {
        let text = std::fs::read_to_string(path).unwrap();
        rows += rows_of(&text);
        rejects.push_str(&text);
    }
    // Of `run`, other stages may have rejects as well.
    if rows < rejected {
        problem(format!("{rejected} rejects, and {rows} rows say why"));
    }
    if let Ending::Rejects(_, words) = fault.ending {
        for word in words.iter().filter(|word| !rejects.contains(**word)) {
            problem(format!("{word:?} is not in the rejects: {rejects:.2000}"));
        }
    }
    if name == "score" {
        let text = std::fs::read_to_string(folder.join("out.csv")).unwrap_or_default();
        if rows_of(&text) != out {
            problem(format!(
                "{out} were scored, {} rows came out",
                rows_of(&text)
            ));
        }
    }
}

fn rows_of(csv: &str) -> u64 {
    csv::Reader::from_reader(csv.as_bytes())
        .records()
        .map(|record| u64::from(record.is_ok()))
        .sum()
}

fn is_rejects(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.contains("rejects") && name.ends_with(".csv")
}

/// A file that is written before it is whole.
fn left_over(folder: &Path) -> Option<PathBuf> {
    files(folder).into_iter().find(|path| {
        let name = path.file_name().unwrap_or(OsStr::new(""));
        name.to_string_lossy().starts_with(".hedgerow-")
    })
}

fn files(folder: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

/// What a terminal would obey.
fn is_hostile(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
