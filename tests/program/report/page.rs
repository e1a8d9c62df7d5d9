//! The page as it is written.

use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

use super::{plain, report, scored};
use crate::common::{checkout, folder_with, hedgerow, text};

#[test]
fn the_same_tables_give_the_same_bytes() {
    let folder = plain();
    let first = text(&folder, "report.html");
    report(&folder);
    assert_eq!(first, text(&folder, "report.html"));
}

#[test]
fn what_is_not_there_is_named_with_the_command_that_gives_it() {
    let folder = folder_with("scored.csv", scored());
    hedgerow(&folder).args(["report", "."]).assert().code(0).stderr(contains(
        "there is no gaps.csv, claims.csv, commitments.csv, shifts.csv in the folder; `hedgerow compare` writes them",
    ));
    let page = text(&folder, "report.html");
    assert!(page.contains("Without <code>claims.csv</code> there is no ledger of claims"));
    assert!(page.contains("There is no run.json"));
    assert!(page.contains("40 statements by 2 actors in 40 documents"));
    assert!(page.contains("1 more statement that one actor lends another"));
}

#[test]
fn means_are_those_of_aggregate_and_differences_those_of_compare() {
    let folder = folder_with("scored.csv", scored());
    hedgerow(&folder)
        .args(["aggregate", "scored.csv", "--out", "cells.csv"])
        .assert()
        .code(0);
    hedgerow(&folder)
        .args(["compare", "scored.csv", "--actors", "US,CN", "--out", "."])
        .assert()
        .code(0);
    report(&folder);
    let page = text(&folder, "report.html");
    let cells = text(&folder, "cells.csv");
    let line = cells
        .lines()
        .find(|line| line.starts_with("CN,agriculture,"))
        .unwrap();
    let fields: Vec<&str> = line.split(',').collect();
    let rounded = |field: &str| format!("{:.2}", field.parse::<f64>().unwrap());
    let cell = format!(
        "{} [{}, {}] n 20",
        rounded(fields[4]),
        rounded(fields[5]),
        rounded(fields[6])
    );
    assert!(page.contains(&cell), "{cell}");
    let gaps = text(&folder, "gaps.csv");
    let line = gaps
        .lines()
        .find(|line| line.starts_with(",tariffs,"))
        .unwrap();
    let fields: Vec<&str> = line.split(',').collect();
    let title = format!(
        "Tariffs and duties: statements of US are more concrete than those of China, by {} [{}, {}]",
        rounded(fields[14]),
        rounded(fields[15]),
        rounded(fields[16])
    );
    assert!(page.contains(&title), "{title}");
}

#[test]
fn rows_that_cannot_be_used_are_rejected_and_told_in_the_page() {
    let mut table = scored();
    table.push_str("bad,2025-11-03,courier,,,c2,US,,,own,Bolts.,high,0.3,0.3,hedged,e\n");
    let folder = folder_with("scored.csv", table);
    hedgerow(&folder).args(["report", "."]).assert().code(2);
    assert!(text(&folder, "report.rejects.csv").contains("43,bad,"));
    let page = text(&folder, "report.html");
    assert!(page.contains("1 row rejected: <bdi>scored, as the report read it</bdi>"));
}

#[test]
fn a_folder_without_scores_is_an_error_that_says_what_writes_them() {
    let folder = folder_with("notes.txt", "nothing");
    hedgerow(&folder)
        .args(["report", "."])
        .assert()
        .code(1)
        .stderr(contains("has no scored.csv").and(contains("hedgerow run")));
    hedgerow(&folder)
        .args(["report", "notes.txt"])
        .assert()
        .code(1)
        .stderr(contains("is not a folder"));
    assert!(!folder.path().join("report.html").exists());
}

#[test]
fn a_table_of_another_kind_is_an_error_that_names_the_column() {
    let folder = folder_with("scored.csv", scored());
    std::fs::write(folder.path().join("gaps.csv"), "period,topic\n").unwrap();
    hedgerow(&folder)
        .args(["report", "."])
        .assert()
        .code(1)
        .stderr(contains("gaps.csv").and(contains("has no column")));
}

#[test]
fn a_run_ends_with_a_report_unless_none_is_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let articles = checkout("data/sample/articles");
    let run = |more: &[&str]| {
        let run = ["run", articles.to_str().unwrap(), "--out", "results"];
        hedgerow(&folder).args(run).args(more).assert().code(0);
    };
    let page = folder.path().join("results/report.html");
    run(&["--no-report"]);
    assert!(!page.exists());
    run(&[]);
    assert!(text(&folder, "results/report.html").contains("<h1>"));
}

#[test]
fn words_that_carry_a_score_are_marked() {
    let table = "\
id,actor,text,score,specificity,firmness,label,act,score_evidence
1,US,We may <cut> 5 percent.,0.4,0.4,0.4,mixed,a,3-6:hedge:-0.12;13-22:quantity:+0.22
2,US,Yes.,0.1,0.1,0.1,hedged,a,
";
    let folder = folder_with("scored.csv", table);
    report(&folder);
    let page = text(&folder, "report.html");
    assert!(page.contains(
        "<bdi>We <mark class=\"hedged\" title=\"hedge: −0.12 of the score\">may</mark> &lt;cut&gt; \
         <mark class=\"concrete\" title=\"quantity: +0.22 of the score\">5 percent</mark>.</bdi>"
    ));
    let broken = table.replace("3-6:hedge:-0.12", "3-6:hedge");
    std::fs::write(folder.path().join("scored.csv"), broken).unwrap();
    hedgerow(&folder)
        .args(["report", "."])
        .assert()
        .code(1)
        .stderr(contains("line 2: score_evidence: \"3-6:hedge\" is not"));
}
