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
fn a_cue_that_carries_the_sense_is_in_the_statement_and_said_is_not() {
    let article = "Delegates of Arden and Brightwater met again on Tuesday.\n\nArden has never agreed to the timetable for the canal, and its envoy, Tilda Orr, refused to confirm the purchase of nine cranes. The canal will open in May, Orr said.\n";
    let folder = folder_with("article.txt", article);
    hedgerow(&folder)
        .args(["extract", "article.txt", "--out", "statements.csv"])
        .assert()
        .code(0);
    let texts = column(&text(&folder, "statements.csv"), "text");
    let has = |start: &str, end: &str| {
        texts
            .iter()
            .any(|text| text.contains(start) && text.contains(end))
    };
    assert!(has("has never agreed to", "timetable"), "{texts:?}");
    assert!(has("refused to confirm", "purchase"), "{texts:?}");
    assert!(
        texts
            .iter()
            .any(|text| text == "The canal will open in May"),
        "{texts:?}"
    );
}

#[test]
fn a_release_s_own_people_speak_whole_sentences_for_the_issuer() {
    let release = "Office of the Spokesperson\n\nThe Secretary met the Foreign Minister of Japan on Monday. The Secretary underscored the need for an open canal. They discussed the toll on barges.\n";
    let folder = folder_with("release.txt", release);
    hedgerow(&folder)
        .args(["extract", "release.txt", "--out", "statements.csv"])
        .args(["--issuer", "US Department of State"])
        .assert()
        .code(0);
    let statements = text(&folder, "statements.csv");
    assert_eq!(
        column(&statements, "text"),
        [
            "The Secretary met the Foreign Minister of Japan on Monday.",
            "The Secretary underscored the need for an open canal.",
            "They discussed the toll on barges."
        ]
    );
    assert_eq!(column(&statements, "actor"), ["US"; 3]);
}

#[test]
fn a_statement_of_a_caption_that_the_article_has_as_well_is_left_out() {
    let article = "Canal opens late\n\nThe canal will stay shut until May, minister Tilda Orr said on Friday. Photo: Reuters\n\nThe canal will stay shut until May because of the rains, minister Tilda Orr said on Friday. She walked along the quay with engineers.\n";
    let folder = folder_with("article.txt", article);
    hedgerow(&folder)
        .args(["extract", "article.txt", "--out", "statements.csv"])
        .assert()
        .code(0)
        .stderr(contains("1 statements of captions were left out"));
    assert_eq!(
        column(&text(&folder, "statements.csv"), "text"),
        ["The canal will stay shut until May because of the rains"]
    );
}

#[test]
fn what_a_release_tells_of_another_is_lent_by_its_issuer() {
    let release = concat!(
        r#"{"author": "US Department of the Treasury", "date": "2026-03-02", "text": "#,
        r#""China told us in Oslo that 14 licences had been issued. "#,
        r#"\"We will issue the other licences by the first of May,\" China's Vice Minister "#,
        r#"of Commerce Ren Tao said in Oslo. The Department will publish a list."}"#,
        "\n"
    );
    let folder = folder_with("release.jsonl", release);
    hedgerow(&folder)
        .args(["extract", "release.jsonl", "--out", "statements.csv"])
        .assert()
        .code(0);
    let statements = text(&folder, "statements.csv");
    let voices: Vec<[String; 3]> = column(&statements, "actor")
        .into_iter()
        .zip(column(&statements, "form"))
        .zip(column(&statements, "lent_by"))
        .map(|((actor, form), by)| [actor, form, by])
        .collect();
    let issuer = "US Department of the Treasury";
    assert_eq!(
        voices,
        [
            ["CN", "indirect", issuer],
            ["CN", "direct", ""],
            ["US", "release", ""]
        ]
    );
}

#[test]
fn a_run_leads_from_articles_to_cells() {
    let folder = tempfile::tempdir().unwrap();
    let articles = checkout("data/sample/articles");
    hedgerow(&folder)
        .args(["run", articles.to_str().unwrap(), "--out", "results"])
        .assert()
        .code(0)
        .stderr(contains("in 22 of 22 articles"));
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
