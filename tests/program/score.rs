//! `hedgerow score` from the outside.

use crate::common::{checkout, column, folder_with, hedgerow, rows, text};
use predicates::str::contains;

const CONCRETE: &str = "The ministry will buy 4 million tonnes of barley from Norland by 31 March.";
const HEDGED: &str = "We hope that something could perhaps be found one day.";

#[test]
fn the_input_s_columns_come_out_with_the_scores_behind_them_in_the_same_order() {
    let table = format!("id,note,text\nb,\"x, \"\"y\"\"\",{HEDGED}\na,é,{CONCRETE}\n");
    let folder = folder_with("in.csv", table);
    hedgerow(&folder)
        .args(["score", "in.csv", "--out", "out.csv"])
        .assert()
        .code(0)
        .stderr(contains("scored 2 of 2 rows"));
    let out = text(&folder, "out.csv");
    let rows = rows(&out);
    assert_eq!(
        rows[0].join(","),
        "id,note,text,score,specificity,firmness,label,act"
    );
    assert_eq!(rows[1][..3], ["b", "x, \"y\"", HEDGED]);
    assert_eq!(rows[2][..3], ["a", "é", CONCRETE]);
    assert_eq!(column(&out, "label"), ["hedged", "concrete"]);
    for row in &rows[1..] {
        for number in &row[3..6] {
            assert_eq!(number.len(), 6, "four decimals: {number}");
            assert!((0.0..=1.0).contains(&number.parse::<f64>().unwrap()));
        }
    }
    assert!(!folder.path().join("out.csv.rejects.csv").exists());
}

#[test]
fn jsonl_is_read_by_its_extension_and_its_keys_become_columns() {
    let lines = format!(
        "{{\"id\": 7, \"text\": \"{CONCRETE}\", \"topics\": [\"a\", \"b\"]}}\n\n{{\"text\": \"{HEDGED}\", \"extra\": null}}\n"
    );
    let folder = folder_with("in.jsonl", lines);
    hedgerow(&folder)
        .args(["score", "in.jsonl", "--out", "out.csv"])
        .assert()
        .code(0);
    let out = text(&folder, "out.csv");
    assert_eq!(rows(&out)[0][..4], ["id", "text", "topics", "extra"]);
    assert_eq!(column(&out, "id"), ["7", ""]);
    assert_eq!(column(&out, "topics"), ["a;b", ""]);
}

#[test]
fn standard_input_and_output_are_used_where_asked() {
    let folder = tempfile::tempdir().unwrap();
    let output = hedgerow(&folder)
        .args(["score", "-", "--text-column", "words"])
        .write_stdin(format!("words\n{CONCRETE}\n"))
        .assert()
        .code(0)
        .get_output()
        .stdout
        .clone();
    let out = String::from_utf8(output).unwrap();
    assert_eq!(column(&out, "words"), [CONCRETE]);
}

#[test]
fn rows_that_cannot_be_scored_are_rejected_with_line_id_and_reason() {
    let mut table = format!("id,text\nr1,{CONCRETE}\nr2,\nr3,too,many\nr4,").into_bytes();
    table.extend(b"caf\xe9\n");
    table.extend(format!("r5,{}\nr6,{HEDGED}\n", "word ".repeat(600)).into_bytes());
    let folder = folder_with("in.csv", table);
    hedgerow(&folder)
        .args(["score", "in.csv", "--out", "out.csv"])
        .assert()
        .code(2)
        .stderr(contains("scored 2 of 6 rows"))
        .stderr(contains(
            "4 rows were rejected; out.csv.rejects.csv says why",
        ));
    assert_eq!(column(&text(&folder, "out.csv"), "id"), ["r1", "r6"]);
    insta::assert_snapshot!(text(&folder, "out.csv.rejects.csv"), @r"
    line,id,reason
    3,r2,the text is empty
    4,r3,3 fields where the header has 2
    5,r4,column 2 is not UTF-8 from byte 3 on
    6,r5,602 tokens; the model reads at most 512: split the text
    ");
}

#[test]
fn a_rejects_file_of_an_earlier_run_does_not_stay() {
    let folder = folder_with("in.csv", format!("text\n{CONCRETE}\n"));
    std::fs::write(folder.path().join("out.csv.rejects.csv"), "old").unwrap();
    hedgerow(&folder)
        .args(["score", "in.csv", "--out", "out.csv"])
        .assert()
        .code(0);
    assert!(!folder.path().join("out.csv.rejects.csv").exists());
}

#[test]
fn a_byte_order_mark_is_not_part_of_the_first_column_s_name() {
    let folder = folder_with("in.csv", format!("\u{feff}text,id\n{CONCRETE},1\n"));
    hedgerow(&folder)
        .args(["score", "in.csv", "--out", "out.csv"])
        .assert()
        .code(0);
}

#[test]
fn thresholds_move_the_labels() {
    let folder = folder_with("in.csv", format!("text\n{CONCRETE}\n"));
    hedgerow(&folder)
        .args([
            "score",
            "in.csv",
            "--concrete-from",
            "1",
            "--hedged-to",
            "0",
        ])
        .assert()
        .code(0)
        .stdout(contains(",mixed,"));
    hedgerow(&folder)
        .args([
            "score",
            "in.csv",
            "--concrete-from",
            "0.3",
            "--hedged-to",
            "0.4",
        ])
        .assert()
        .code(1)
        .stderr(contains("thresholds must be"));
}

#[test]
fn errors_name_the_place_and_the_next_step_and_leave_no_output() {
    let folder = folder_with("in.csv", "headline,body\na,b\n");
    let cases: [(&[&str], &str); 6] = [
        (
            &["score", "in.csv"],
            "the columns are headline, body. Name the right one with --text-column",
        ),
        (&["score", "gone.csv"], "cannot read gone.csv"),
        (&["score", "."], "is a folder, not a table"),
        (
            &[
                "score",
                "in.csv",
                "--text-column",
                "body",
                "--id-column",
                "nr",
            ],
            "Name the right one with --id-column",
        ),
        (
            &[
                "score",
                "in.csv",
                "--text-column",
                "body",
                "--out",
                "no/such/out.csv",
            ],
            "cannot write no/such/out.csv",
        ),
        (
            &["score", "in.csv", "--text-column", "body", "--model", "."],
            "or name another model's",
        ),
    ];
    for (arguments, message) in cases {
        hedgerow(&folder)
            .args(arguments)
            .assert()
            .code(1)
            .stdout("")
            .stderr(contains(message));
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_usage_error_does_not_look_like_rejects() {
    let folder = tempfile::tempdir().unwrap();
    hedgerow(&folder).args(["score"]).assert().code(1);
    hedgerow(&folder).args(["--help"]).assert().code(0);
}

#[test]
fn the_interval_of_a_score_holds_the_score() {
    let table = "text\nWe will buy 40 trains by June.\nWe hope for the best.\n";
    let folder = folder_with("in.csv", table);
    hedgerow(&folder)
        .args(["score", "in.csv", "--intervals", "--out", "out.csv"])
        .assert()
        .code(0);
    let scored = text(&folder, "out.csv");
    let numbers = |name: &str| -> Vec<f64> {
        let fields = column(&scored, name);
        fields.iter().map(|field| field.parse().unwrap()).collect()
    };
    let (low, high) = (numbers("score_low"), numbers("score_high"));
    assert_eq!(low.len(), 2);
    for (index, score) in numbers("score").into_iter().enumerate() {
        assert!(0.0 <= low[index] && low[index] <= score);
        assert!(score <= high[index] && high[index] <= 1.0);
        assert!(high[index] - low[index] > 0.02);
    }
}

#[test]
fn a_table_is_not_scored_twice() {
    let folder = folder_with("in.csv", "text,score\na,0.5\n");
    hedgerow(&folder)
        .args(["score", "in.csv"])
        .assert()
        .code(1)
        .stderr(contains("has a column \"score\", which scoring adds"));
}

#[test]
fn damaged_weights_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(checkout("models/scorer")).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    let weights = folder.path().join("model.safetensors");
    let mut bytes = std::fs::read(&weights).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    std::fs::write(&weights, bytes).unwrap();
    hedgerow(&folder)
        .args(["score", "-", "--model", "."])
        .write_stdin(format!("text\n{CONCRETE}\n"))
        .assert()
        .code(1)
        .stderr(contains("is damaged: model.safetensors has SHA-256"));
}

#[test]
fn paragraphs_are_split_into_sentences_that_keep_the_other_columns() {
    let folder = folder_with(
        "in.csv",
        "id,text\np1,\"The U.S. signed on Nov. 4. It will pay $2.5 million.\"\np2,\n",
    );
    hedgerow(&folder)
        .args(["split", "in.csv", "--out", "out.csv"])
        .assert()
        .code(2)
        .stderr(contains("2 sentences of 2 rows"));
    insta::assert_snapshot!(text(&folder, "out.csv"), @r"
    id,text,sentence
    p1,The U.S. signed on Nov. 4.,1
    p1,It will pay $2.5 million.,2
    ");
}
