//! `hedgerow explain`, and evidence beside the scores of a table.

use crate::common::{column, folder_with, hedgerow, text};
use hedgerow::scores::marks;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

const STATEMENT: &str = "We might buy 40 trains from Japan by 3 June.";

#[test]
fn the_words_that_carry_a_score_are_listed_without_colours_where_nobody_looks() {
    let folder = tempfile::tempdir().unwrap();
    hedgerow(&folder)
        .args(["explain", STATEMENT])
        .assert()
        .code(0)
        .stdout(contains("quantity").and(contains("40 trains")))
        .stdout(contains("hedge").and(contains("might")))
        .stdout(contains("\u{1b}").not());
}

#[test]
fn colours_are_shown_where_they_are_asked_for_and_a_statement_s_own_are_not_obeyed() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = "We will pay \u{1b}[41m 5 million euros.";
    let command = || {
        let mut command = hedgerow(&folder);
        command
            .env("CLICOLOR_FORCE", "1")
            .args(["explain", hostile]);
        command
    };
    command()
        .assert()
        .code(0)
        .stdout(contains("\u{1b}[32m").and(contains("\u{1b}[41m").not()));
    command()
        .env("NO_COLOR", "1")
        .assert()
        .stdout(contains("\u{1b}").not());
}

#[test]
fn lines_of_standard_input_become_json_and_those_that_cannot_be_read_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let output = hedgerow(&folder)
        .args(["explain", "--json"])
        .write_stdin([STATEMENT.as_bytes(), b"\n\n\xff\n"].concat())
        .assert()
        .code(2)
        .stderr(contains("line 2: the text is empty"))
        .stderr(contains("line 3: invalid UTF-8"));
    let line = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    let explained: serde_json::Value = serde_json::from_str(&line).unwrap();
    for unit in explained["units"].as_array().unwrap() {
        let byte = |name: &str| usize::try_from(unit[name].as_u64().unwrap()).unwrap();
        assert_eq!(&STATEMENT[byte("start")..byte("end")], unit["words"]);
    }
    hedgerow(&folder)
        .arg("explain")
        .write_stdin("\n")
        .assert()
        .code(1)
        .stderr(contains("no statement could be explained"));
}

#[test]
fn evidence_is_a_column_behind_scores_that_stay_as_they_are() {
    let table = format!("id,text\n1,{STATEMENT}\n2,\n3,\"Žižek's café may, perhaps, reopen.\"\n");
    let folder = folder_with("in.csv", table);
    for (flag, out) in [(None, "plain.csv"), (Some("--evidence"), "with.csv")] {
        hedgerow(&folder)
            .args(["score", "in.csv", "--out", out])
            .args(flag)
            .assert()
            .code(2);
    }
    let (plain, with) = (text(&folder, "plain.csv"), text(&folder, "with.csv"));
    for name in ["id", "score", "specificity", "firmness", "label", "act"] {
        assert_eq!(column(&plain, name), column(&with, name));
    }
    let texts = column(&with, "text");
    let fields = column(&with, "score_evidence");
    assert_eq!(fields.len(), 2);
    for (text, field) in texts.iter().zip(&fields) {
        let marks = marks(field).unwrap();
        assert!(!marks.is_empty() && marks.len() <= 5);
        for pair in marks.windows(2) {
            assert!(pair[0].score.abs() >= pair[1].score.abs());
        }
        for mark in marks {
            assert!(text.get(mark.span).is_some_and(|words| !words.is_empty()));
        }
    }
    // A table with evidence is not scored twice.
    std::fs::write(folder.path().join("x.csv"), "text,score_evidence\na,b\n").unwrap();
    hedgerow(&folder)
        .args(["score", "x.csv", "--evidence", "--out", "y.csv"])
        .assert()
        .code(1)
        .stderr(contains("score_evidence"));
}
