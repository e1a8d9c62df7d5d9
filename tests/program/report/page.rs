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
    assert!(page.contains("agreed”) is left aside"));
    assert!(page.contains("with <code>--evidence</code>"));
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
        "US statements on tariffs and duties are more concrete than China’s, by {} [{}, {}]",
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
    let page = text(&folder, "results/report.html");
    assert!(page.contains("<h1>"));
    assert!(page.contains("--out results</bdi></code>"));
    assert!(page.contains("questions left aside "));
    assert!(page.contains("<details class=\"method-full\">"));
}

#[test]
fn commitments_have_the_topics_of_their_statements() {
    let folder = folder_with("scored.csv", scored());
    let columns = "statement,date,actor,counterpart,attributed,action,object,quantity,unit,per,deadline,period,condition,firmness,text";
    let said = "\"Farms, in their own way, should serve both sides as number 5 does.\"";
    let commitments = format!(
        "{columns}\n\
         b5,2025-12-05,CN,US,no,serve,both sides,,,,,,,0.9,{said}\n\
         x,2025-12-06,CN,US,no,serve,one side,,,,,,,0.9,Of no statement.\n"
    );
    std::fs::write(folder.path().join("commitments.csv"), commitments).unwrap();
    report(&folder);
    let page = text(&folder, "report.html");
    let table = page.split("<details id=\"commitments\">").nth(1).unwrap();
    for row in [
        "data-a=\"CN\" data-t=\"agriculture;tariffs\" data-d=\"2025-12-05\"",
        "data-a=\"CN\" data-t=\"\" data-d=\"2025-12-06\"",
    ] {
        assert!(table.contains(row), "{row}");
    }
}

#[test]
fn claims_are_counted_for_some_and_their_reasons_name_whom_they_mean() {
    let folder = folder_with("scored.csv", scored());
    let columns =
        "date,actor,counterpart,topics,claim,score,state,evidence,evidence_dates,similarity,reason";
    let pairs = [
        "US,CN", "US,CN", "CN,US", "US,EU", "EU,US", "CN,EU", "EU,CN",
    ];
    let absent = pairs.map(|pair| {
        let other = &pair[3..];
        format!(
            "2025-11-03,{pair},tariffs,It falls.,0.9,absent,,,,no statement of {other} on tariffs in the window\n"
        )
    });
    let claims = format!(
        "{columns}\n{}\
         2025-11-03,US,CN,tariffs,It falls.,0.9,acknowledged,,,,CN speaks of it\n",
        absent.concat()
    );
    std::fs::write(folder.path().join("claims.csv"), claims).unwrap();
    report(&folder);
    let page = text(&folder, "report.html");
    for part in [
        "3 claims of the US about China: 1 acknowledged, 2 absent",
        "Claims of 2 more pairs of actors are",
        "no statement of China on tariffs and duties in the window",
        "<bdi>China speaks of it</bdi>",
        "said to it in the weeks around it",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert_eq!(page.matches("(as the program reads it").count(), 4);
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
    assert!(
        page.contains("Where none are marked, no single piece of the statement moves the score")
    );
    let broken = table.replace("3-6:hedge:-0.12", "3-6:hedge");
    std::fs::write(folder.path().join("scored.csv"), broken).unwrap();
    hedgerow(&folder)
        .args(["report", "."])
        .assert()
        .code(1)
        .stderr(contains("line 2: score_evidence: \"3-6:hedge\" is not"));
}
