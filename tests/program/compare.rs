//! `hedgerow compare` from the outside.

use std::fmt::Write as _;

use crate::common::{checkout, column, folder_with, hedgerow, rows, text};
use assert_cmd::assert::Assert;
use predicates::str::contains;
use tempfile::TempDir;

/// Twelve statements of two actors each, on tariffs: one side firm, the other not.
fn scored() -> String {
    let mut table =
        String::from("id,date,source,actor,text,score,specificity,firmness,label,act\n");
    for day in 1..=12 {
        let (firm, soft) = (
            f64::from(day).mul_add(0.005, 0.8),
            f64::from(day).mul_add(0.005, 0.2),
        );
        writeln!(
            table,
            "a{day},2025-11-{day:02},gazette {day},US,China will cut its tariffs on bolts by {day} percent on 1 December.,{firm},{firm},{firm},concrete,a"
        )
        .unwrap();
        writeln!(
            table,
            "b{day},2025-11-{day:02},herald {day},China,Tariffs should serve both sides in their own way.,{soft},{soft},{soft},hedged,e"
        )
        .unwrap();
    }
    table.push_str("c1,2025-11-03,courier,EU,Tariffs hurt.,0.3,0.3,0.3,hedged,e\n");
    table
}

/// Compares actors of scored.csv, into the folder results.
fn compared(folder: &TempDir, actors: &str) -> Assert {
    hedgerow(folder)
        .args([
            "compare",
            "scored.csv",
            "--actors",
            actors,
            "--out",
            "results",
        ])
        .assert()
}

#[test]
fn two_actors_part_by_a_gap_with_its_interval() {
    let folder = folder_with("scored.csv", scored());
    compared(&folder, "US,China").code(0).stderr(contains(
        "compared 12 of US, 12 of CN statements; 1 of others",
    ));
    let gaps = text(&folder, "results/gaps.csv");
    assert_eq!(column(&gaps, "topic"), ["all", "tariffs"]);
    assert_eq!(column(&gaps, "n_documents_a"), ["12", "12"]);
    assert_eq!(column(&gaps, "difference")[1], "0.6000");
    assert_eq!(column(&gaps, "cliffs_delta")[1], "1.0000");
    let low: f64 = column(&gaps, "ci_low")[1].parse().unwrap();
    let high: f64 = column(&gaps, "ci_high")[1].parse().unwrap();
    assert!(low < 0.6 && 0.6 < high && low > 0.5, "{low} {high}");
    for name in ["claims.csv", "commitments.csv", "shifts.csv"] {
        assert!(
            !rows(&text(&folder, &format!("results/{name}"))).is_empty(),
            "{name}"
        );
    }
}

#[test]
fn the_order_of_the_rows_does_not_matter() {
    let table = scored();
    let (header, body) = table.split_once('\n').unwrap();
    let mut lines: Vec<&str> = body.lines().collect();
    lines.reverse();
    let reversed = format!("{header}\n{}\n", lines.join("\n"));
    let gaps = |table: String| {
        let folder = folder_with("scored.csv", table);
        hedgerow(&folder)
            .args([
                "compare",
                "scored.csv",
                "--actors",
                "US,CN",
                "--by",
                "month",
                "--out",
                ".",
            ])
            .assert()
            .code(0);
        text(&folder, "gaps.csv")
    };
    assert_eq!(gaps(table.clone()), gaps(reversed));
}

#[test]
fn a_side_of_few_statements_has_no_difference_and_says_why() {
    let folder = folder_with("scored.csv", scored());
    compared(&folder, "US,EU").code(0);
    let gaps = text(&folder, "results/gaps.csv");
    assert_eq!(column(&gaps, "difference"), ["", ""]);
    assert_eq!(column(&gaps, "note")[0], "EU: 1 statement, fewer than 10");
}

#[test]
fn an_actor_of_whom_there_is_nothing_is_an_error() {
    let folder = folder_with("scored.csv", scored());
    compared(&folder, "US,JP")
        .code(1)
        .stderr(contains("has no statement of JP"));
    assert!(!folder.path().join("results/gaps.csv").exists());
}

#[test]
fn one_actor_is_not_a_comparison() {
    let folder = folder_with("scored.csv", scored());
    compared(&folder, "US,Washington")
        .code(1)
        .stderr(contains("must name two actors or more"));
}

#[test]
fn what_one_side_lends_the_other_is_left_aside() {
    let table = "\
id,date,source,actor,voice,text,score,specificity,firmness,label,act
1,2025-11-03,gazette,US,own,We cut the tariff.,0.9,0.9,0.9,concrete,a
2,2025-11-04,gazette,CN,lent,We cut the tariff too.,0.9,0.9,0.9,concrete,a
3,2025-11-05,herald,CN,own,Tariffs serve nobody.,0.2,0.2,0.8,hedged,e
";
    let folder = folder_with("scored.csv", table);
    compared(&folder, "US,CN").code(0).stderr(contains(
        "compared 1 of US, 1 of CN statements; 0 of others and 1 lent",
    ));
}

#[test]
fn the_index_writes_the_same_claims_with_one_worker_as_with_two() {
    let folder = folder_with("scored.csv", scored());
    let mut tables = Vec::new();
    for (workers, exact_to) in [("1", "0"), ("2", "0"), ("2", "25")] {
        hedgerow(&folder)
            .env("RAYON_NUM_THREADS", workers)
            .args(["compare", "scored.csv", "--actors", "US,CN"])
            .args(["--out", "results", "--exact-to", exact_to])
            .assert()
            .code(0);
        tables.push(text(&folder, "results/claims.csv"));
    }
    assert_eq!(column(&tables[0], "state").len(), 12);
    assert_eq!(tables[0], tables[1]);
    assert_eq!(tables[0], tables[2]);
}

#[test]
fn rows_that_cannot_be_used_are_rejected_with_their_place() {
    let mut table = scored();
    table.push_str("bad,2025-11-03,courier,US,Tariffs fell.,high,0.3,0.3,hedged,e\n");
    let folder = folder_with("scored.csv", table);
    compared(&folder, "US,CN").code(2);
    let rejects = text(&folder, "results/compare.rejects.csv");
    assert!(rejects.contains("27,bad,"), "{rejects}");
    assert!(rejects.contains("not a number from 0 to 1"), "{rejects}");
}

#[test]
fn two_readouts_are_set_side_by_side() {
    let folder = folder_with(
        "first.txt",
        "The two ministers met in Kallberg on Thursday.\n\n\
         The northern side will reopen the ferry line to Osthafen on 1 March.\n\n\
         The ministers also spoke about the theatre festival.\n",
    );
    std::fs::write(
        folder.path().join("second.txt"),
        "On Thursday the ministers of both sides met in Kallberg.\n\n\
         The ferry line to Osthafen will be reopened by the northern side on 1 March.\n\n\
         Fish stocks must be protected.\n",
    )
    .unwrap();
    hedgerow(&folder)
        .args([
            "compare",
            "--readouts",
            "first.txt",
            "second.txt",
            "--out",
            "results",
        ])
        .args(["--readouts-date", "2026-02-05"])
        .arg("--model")
        .arg(checkout("models/scorer"))
        .assert()
        .code(0);
    let passages = text(&folder, "results/readouts.csv");
    let parallel = column(&passages, "parallel");
    assert_eq!(parallel.len(), 4);
    assert_eq!(parallel[1], "both", "{passages}");
    assert_eq!(parallel[2..], ["only_first", "only_second"], "{passages}");
}
