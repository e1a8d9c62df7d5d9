//! The program keeps to itself: no network, and the same bytes wherever it runs.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test throughout

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const TABLE: &str = "text\nThe ministry will buy 12 million tonnes by 31 December.\n\
    We hope that a deal could perhaps be reached.\nThe two sides have signed the protocol.\n";

/// Whether a command can be run here.
fn works(program: &str, words: &[&str]) -> bool {
    let done = Command::new(program).args(words).arg("true").output();
    done.is_ok_and(|output| output.status.success())
}

/// The program, started by another, if any.
fn hedgerow(folder: &TempDir, launcher: &[&str], words: &[&str], env: &[(&str, &str)]) {
    let program = env!("CARGO_BIN_EXE_hedgerow");
    let mut command = match launcher.split_first() {
        Some((first, rest)) => {
            let mut command = Command::new(first);
            command.args(rest).arg(program);
            command
        }
        None => Command::new(program),
    };
    let command = command.args(words).current_dir(folder.path());
    let output = command.envs(env.iter().copied()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{launcher:?} {words:?}: {said}");
}

fn scored(launcher: &[&str], env: &[(&str, &str)]) -> Vec<u8> {
    scored_with("auto", launcher, env)
}

fn scored_with(engine: &str, launcher: &[&str], env: &[(&str, &str)]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("in.csv"), TABLE).unwrap();
    hedgerow(
        &folder,
        launcher,
        &["score", "in.csv", "--engine", engine, "--out", "out.csv"],
        env,
    );
    std::fs::read(folder.path().join("out.csv")).unwrap()
}

fn sample() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample/articles");
    path.display().to_string()
}

/// Calls that open a way out. A pair of sockets, by which signals are told within the
/// program, is none.
fn ways_out(calls: &str) -> Vec<&str> {
    let out = |call: &&str| {
        ["socket(", "connect(", "AF_INET"]
            .iter()
            .any(|word| call.contains(word))
    };
    calls.lines().filter(out).collect()
}

#[test]
fn no_stage_reaches_for_a_network() {
    if !works("strace", &["-f", "-o", "/dev/null", "-e", "trace=%network"]) {
        println!("skipped: strace is missing, or may not trace here");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("calls");
    let traced = log.display().to_string();
    let strace = ["strace", "-f", "-qq", "-o", &traced, "-e", "trace=%network"];
    let sample = sample();
    for words in [
        &["run", &sample, "--out", "results", "--actors", "US,CN"][..],
        &["score", "results/statements.csv", "--out", "s.csv"],
        &["aggregate", "s.csv", "--out", "cells.csv"],
        &["compare", "s.csv", "--actors", "US,CN", "--out", "compared"],
        &["report", "results", "--out", "page.html"],
        &["gold", "check"],
    ] {
        hedgerow(&folder, &strace, words, &[]);
        let calls = std::fs::read_to_string(&log).unwrap();
        assert_eq!(ways_out(&calls), [""; 0], "{words:?}");
    }
    // Who does reach for one is seen.
    let mut other = Command::new(strace[0]);
    let other = other
        .args(&strace[1..])
        .args(["bash", "-c", ": < /dev/tcp/127.0.0.1/9"]);
    other.output().unwrap();
    assert_ne!(ways_out(&std::fs::read_to_string(&log).unwrap()), [""; 0]);
}

#[test]
fn without_a_network_the_result_is_the_same() {
    if !works("unshare", &["-rn"]) {
        println!("skipped: unshare is missing, or may not make a network here");
        return;
    }
    assert_eq!(scored(&["unshare", "-rn"], &[]), scored(&[], &[]));
}

#[test]
fn locale_time_zone_home_and_terminal_change_no_byte() {
    let usual = scored(&[], &[]);
    for env in [
        &[("LC_ALL", "C"), ("TZ", "Pacific/Apia")][..],
        &[("LC_ALL", "de_DE.UTF-8"), ("LANG", "tlh")],
        &[("TERM", "dumb"), ("COLUMNS", "7"), ("NO_COLOR", "1")],
    ] {
        assert_eq!(scored(&[], env), usual, "{env:?}");
    }
    assert_eq!(scored(&["env", "-i"], &[]), usual);
}

/// What processors that lack AVX-512 compute is not the same to the last bit, and
/// nearer than what a score is said to hold.
#[test]
fn older_processors_give_the_same_scores() {
    let numbers = |table: &[u8]| -> Vec<f64> {
        let mut reader = csv::Reader::from_reader(table);
        let rows = reader.records().map(|row| row.unwrap());
        rows.flat_map(|row| {
            (1..4)
                .map(|at| row[at].parse().unwrap())
                .collect::<Vec<f64>>()
        })
        .collect()
    };
    let usual = numbers(&scored(&[], &[]));
    for (engine, aten, dnnl) in [
        ("torch", "default", "SSE41"),
        ("torch", "avx2", "AVX2"),
        ("torch", "avx2", "AVX512_CORE"),
        ("auto", "avx2", "AVX2"),
        ("auto", "avx2", "AVX512_CORE"),
    ] {
        let env = [("ATEN_CPU_CAPABILITY", aten), ("DNNL_MAX_CPU_ISA", dnnl)];
        for (a, b) in usual.iter().zip(numbers(&scored_with(engine, &[], &env))) {
            // Scores have four digits.
            assert!(
                (a - b).abs() <= 1e-4 + 1e-9,
                "{engine}, {aten}, {dnnl}: {a} {b}"
            );
        }
    }
}
