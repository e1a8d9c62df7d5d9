//! `hedgerow extract` and `hedgerow run` from the outside.

use crate::common::{checkout, column, folder_with, hedgerow, rows, text};
use predicates::str::contains;

#[test]
fn a_transcript_s_turns_are_its_speakers_and_questions_are_left_aside() {
    let folder = folder_with(
        "briefing.txt",
        "MS. ORLOW: The rule takes effect on 3 March.\n\nQUESTION: For everyone?\n\nMS. ORLOW: We will see.\n\nQUESTION: Why?\n\nMS. ORLOW: No comment.\n",
    );
    hedgerow(&folder)
        .args(["extract", "briefing.txt", "--out", "statements.csv"])
        .assert()
        .code(0)
        .stderr(contains(
            "2 sentences of journalists' questions were left aside",
        ));
    let statements = text(&folder, "statements.csv");
    assert_eq!(
        column(&statements, "text"),
        [
            "The rule takes effect on 3 March.",
            "We will see.",
            "No comment."
        ]
    );
    assert!(
        column(&statements, "form")
            .iter()
            .all(|form| form == "turn")
    );
}

#[test]
fn spans_slice_the_statement_out_of_the_article() {
    let article = "River Post\n\nAdvertisement\n\nThe harbour stays shut, the minister of transport said on Friday. \"We will open it in May,\" she said.\n";
    let folder = folder_with("article.txt", article);
    hedgerow(&folder)
        .args(["extract", "article.txt", "--out", "statements.csv"])
        .assert()
        .code(0);
    let statements = text(&folder, "statements.csv");
    let texts = column(&statements, "text");
    assert!(!texts.is_empty());
    for (statement, spans) in texts.iter().zip(column(&statements, "spans")) {
        let pieces: Vec<&str> = spans
            .split(';')
            .map(|span| {
                let (start, end) = span.split_once('-').unwrap();
                &article[start.parse().unwrap()..end.parse().unwrap()]
            })
            .collect();
        assert_eq!(&pieces.join(" "), statement);
    }
}

#[test]
fn a_run_leads_from_articles_to_cells() {
    let folder = tempfile::tempdir().unwrap();
    let articles = checkout("data/sample/articles");
    hedgerow(&folder)
        .args(["run", articles.to_str().unwrap(), "--out", "results"])
        .assert()
        .code(0)
        .stderr(contains("in 5 of 5 articles"));
    let statements = text(&folder, "results/statements.csv");
    let scored = text(&folder, "results/scored.csv");
    assert_eq!(rows(&statements).len(), rows(&scored).len());
    let actors = column(&text(&folder, "results/cells.csv"), "actor");
    for actor in ["US", "CN", "EU"] {
        assert!(
            actors.iter().any(|found| found == actor),
            "{actor} in {actors:?}"
        );
    }
    assert!(
        column(&statements, "source_words")
            .iter()
            .any(|words| words.contains("Whitlock"))
    );
    assert!(!statements.contains("newsletter"));
}

#[test]
fn a_file_that_cannot_be_read_is_rejected_and_the_rest_goes_on() {
    let folder = folder_with("broken.txt.gz", b"not gzip at all");
    let turns = "MS. ORLOW: Yes.\n\nQUESTION: Why?\n\nMS. ORLOW: No.\n";
    std::fs::write(folder.path().join("good.txt"), turns).unwrap();
    hedgerow(&folder)
        .args(["extract", ".", "--out", "statements.csv"])
        .assert()
        .code(2);
    let rejects = text(&folder, "statements.csv.rejects.csv");
    assert!(
        column(&rejects, "id")[0].contains("broken.txt.gz"),
        "{rejects}"
    );
    assert_eq!(
        column(&text(&folder, "statements.csv"), "text"),
        ["Yes.", "No."]
    );
}
