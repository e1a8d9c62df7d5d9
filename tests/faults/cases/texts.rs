//! Statements to score that are no statements.

use crate::fault::{Fault, fault, score};

fn texts(name: &str, texts: &[&str]) -> Fault {
    let mut csv = "text\n".to_owned();
    for text in texts {
        csv.push_str(&format!("\"{}\"\n", text.replace('"', "\"\"")));
    }
    score(name, csv)
}

pub(super) fn faults() -> Vec<Fault> {
    vec![
        texts("statements that are empty", &["", "  ", "Done."]).rejects(
            3,
            2,
            &["the text is empty"],
        ),
        texts(
            "statements in another script",
            &["官员表示将采取行动。", "We will act."],
        )
        .result(2),
        texts(
            "statements of emoji alone",
            &["👩‍👩‍👧‍👦", "🇺🇳🏳️‍🌈", "We will act 👍🏽."],
        )
        .rejects(3, 2, &["knows no word", "English"]),
        texts("statements of one sign", &[".", "?", "-", "7"]).result(4),
        texts(
            "statements of control characters",
            &["\u{1}\u{2}", "\u{1b}[31m", "We \u{7}will act."],
        )
        .rejects(3, 1, &["knows no word"]),
        texts(
            "statements of invisible characters",
            &["\u{200b}\u{200d}\u{feff}", "\u{ad}", "We\u{200b} will act."],
        )
        .rejects(3, 2, &["2,"]),
        texts(
            "statements with markers of the model",
            &["[CLS] [SEP] [MASK]", "[UNK]", "[PAD] [PAD]"],
        )
        .result(3),
        texts(
            "statements of markup",
            &["<script>alert(1)</script>", "&lt;b&gt;", "' OR 1=1; --"],
        )
        .result(3),
        texts(
            "statements of many lines",
            &["We\nwill\nact.", "\n\nDone.\n\n"],
        )
        .result(2),
        texts(
            "statements with marks piled on a letter",
            &[&format!("We will a{}ct.", "\u{301}".repeat(5_000)), "Done."],
        )
        .result(2),
        texts(
            "statements whose letters change their length",
            &["İİİİ ẞ ŉ ǰ ﬃ", "ﷺ ﷽ will act."],
        )
        .result(2),
        texts("a thousand empty statements", &[""; 1000]).rejects(
            1000,
            1000,
            &["1001,", "the text is empty"],
        ),
        texts(
            "statements at the limit and one past it",
            &[&"a ".repeat(510), &"a ".repeat(511)],
        )
        .rejects(2, 1, &["513 tokens", "at most 512"]),
        fault("thresholds that cross")
            .file("in.csv", "text\nDone.\n")
            .run("score in.csv --out out.csv --concrete-from 0.2 --hedged-to 0.8")
            .error(&["0.2", "0.8"]),
        fault("a threshold that is no number")
            .file("in.csv", "text\nDone.\n")
            .run("score in.csv --out out.csv --concrete-from NaN")
            .error(&["NaN"]),
        fault("bf16 where it may be missing")
            .file("in.csv", "text\nWe will act.\n")
            .run("score in.csv --out out.csv --precision bf16 --workers 1")
            .result(1),
    ]
}
