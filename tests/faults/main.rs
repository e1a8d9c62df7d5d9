//! Bad input, hostile text and bad surroundings. Each fault is made in a folder of its
//! own, the program is run on it, and it must end in a correct result, a row in the
//! rejects file or an error that names place and next step: no panic, no hang, nothing
//! left over, and what was accepted and what was rejected are together what was read.
//!
//! `cargo test --release --test faults -- --nocapture` prints what was tried.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test throughout
// Lists of cases are long, and are no place for style.
#![allow(
    clippy::too_many_lines,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::semicolon_if_nothing_returned
)]

mod cases;
mod fault;
mod runner;
mod texts;

use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use fault::{Ending, Fault};
use runner::{Outcome, run};

/// The program loads its libraries for each fault; more at once want more memory.
const THREADS: usize = 2;

#[test]
fn every_fault_ends_in_a_result_a_reject_or_an_error_that_says_where_and_what_next() {
    let only = std::env::var("FAULT").ok();
    let faults: Vec<(&str, Fault)> = cases::all()
        .into_iter()
        .filter(|(_, fault)| only.as_ref().is_none_or(|word| fault.name.contains(word)))
        .collect();
    assert!(only.is_some() || faults.len() >= 200, "{}", faults.len());
    let next = AtomicUsize::new(0);
    let outcomes: Mutex<Vec<Option<Outcome>>> = Mutex::new(faults.iter().map(|_| None).collect());
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some((_, fault)) = faults.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let index = faults
                        .iter()
                        .position(|(_, other)| std::ptr::eq(fault, other));
                    if fault.skipped.is_none() {
                        let outcome = run(fault);
                        outcomes.lock().unwrap()[index.unwrap()] = Some(outcome);
                    }
                }
            });
        }
    });
    let outcomes = outcomes.into_inner().unwrap();
    println!("{}", table(&faults, &outcomes));
    println!("{}", slowest(&faults, &outcomes));
    let mut problems = String::new();
    for ((kind, fault), outcome) in faults.iter().zip(&outcomes) {
        for problem in outcome.iter().flat_map(|outcome| &outcome.problems) {
            let _ = writeln!(problems, "{kind}: {}: {problem:.1500}", fault.name);
        }
    }
    assert!(problems.is_empty(), "\n{problems}");
}

/// What was tried, by kind.
fn table(faults: &[(&str, Fault)], outcomes: &[Option<Outcome>]) -> String {
    let mut kinds: Vec<&str> = faults.iter().map(|(kind, _)| *kind).collect();
    kinds.dedup();
    let mut text = String::from(
        "| kind | tried | survived | a result | rejects | an error | rows read | lost |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    let mut sums = [0; 7];
    for kind in kinds {
        let mut row = [0; 7];
        for ((_, fault), outcome) in faults.iter().zip(outcomes).filter(|((k, _), _)| *k == kind) {
            let Some(outcome) = outcome else {
                let reason = fault.skipped.unwrap_or_default();
                println!("skipped: {}: {reason}", fault.name);
                continue;
            };
            let ending = match fault.ending {
                Ending::Result => 2,
                Ending::Rejects(..) => 3,
                Ending::Error(_) => 4,
            };
            row[0] += 1;
            row[1] += u64::from(outcome.problems.is_empty());
            row[ending] += 1;
            row[5] += outcome.read;
            row[6] += outcome.lost;
        }
        line(&mut text, kind, row);
        for (sum, count) in sums.iter_mut().zip(row) {
            *sum += count;
        }
    }
    line(&mut text, "all", sums);
    text
}

/// The faults that took longest.
fn slowest(faults: &[(&str, Fault)], outcomes: &[Option<Outcome>]) -> String {
    let mut times: Vec<_> = faults
        .iter()
        .zip(outcomes)
        .filter_map(|((_, fault), outcome)| Some((outcome.as_ref()?.took, &fault.name)))
        .collect();
    times.sort_by_key(|(took, _)| std::cmp::Reverse(*took));
    let named = |(took, name): &(std::time::Duration, &String)| {
        format!("{name}, {:.1} s", took.as_secs_f64())
    };
    let slowest: Vec<String> = times.iter().take(12).map(named).collect();
    format!("slowest: {}", slowest.join("; "))
}

fn line(text: &mut String, kind: &str, row: [u64; 7]) {
    let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
    let _ = writeln!(text, "| {kind} | {} |", cells.join(" | "));
}
