//! Scored tables to aggregate and compare, with contradictory or absurd values.

use crate::fault::{Fault, fault};
use crate::texts::{ARTICLE, SCORED, scored, scored_row};

fn aggregate(name: &str, csv: impl AsRef<[u8]>) -> Fault {
    fault(name)
        .file("in.csv", csv)
        .run("aggregate in.csv --out out.csv")
}

fn compare(name: &str, csv: impl AsRef<[u8]>) -> Fault {
    fault(name)
        .file("in.csv", csv)
        .run("compare in.csv --actors US,CN --out results --workers 1")
}

/// A table of one row, with these for date, actor and topic.
fn row(date: &str, actor: &str, topic: &str) -> String {
    format!(
        "{SCORED}{}",
        scored_row(1, "We will act.", date, actor, topic)
    )
}

fn values(score: &str, label: &str) -> String {
    format!(
        "{SCORED}1,Done.,2025-01-01,US,trade,d,{score},0.5,0.5,{label},c\n2,Done.,2025-01-01,US,trade,d,0.5,0.5,0.5,mixed,c\n"
    )
}

pub(super) fn faults() -> Vec<Fault> {
    let mut faults = vec![
        aggregate("a table that is not scored", "text,actor\nDone.,US\n").error(&["in.csv", "no column \"score\"", "hedgerow score"]),
        aggregate("a scored header alone", SCORED).result(0),
        aggregate("a score that is text", values("high", "mixed")).rejects(2, 1, &["2,1,", "not a number from 0 to 1"]),
        aggregate("a score that is missing", values("", "mixed")).rejects(2, 1, &["not a number from 0 to 1"]),
        aggregate("a score that is not a number", values("NaN", "mixed")).rejects(2, 1, &["NaN", "not a number from 0 to 1"]),
        aggregate("a score without end", values("inf", "mixed")).rejects(2, 1, &["inf"]),
        aggregate("a score above 1", values("1.0001", "mixed")).rejects(2, 1, &["1.0001"]),
        aggregate("a score below 0", values("-0.5", "mixed")).rejects(2, 1, &["-0.5"]),
        aggregate("a score with a comma for the point", values("\"0,5\"", "mixed")).rejects(2, 1, &["0,5"]),
        aggregate("a score of 10,000 digits", values(&format!("0.{}", "3".repeat(10_000)), "mixed")).result(2),
        aggregate("a label that is unknown", values("0.5", "firm")).rejects(2, 1, &["firm"]),
        aggregate("more topics and actors than a sentence has", row("2025-01-01", &actors(), &topics())).rejects(1, 1, &["cells", "the limit is 10000"]),
        aggregate("topics of nothing but separators", row("2025-01-01", ";;;", ";; ;")).result(1),
        aggregate("an actor of control characters", row("2025-01-01", "\u{1b}[31mUS\u{202e}", "trade")).result(1),
        aggregate("an actor that is a formula", row("2025-01-01", "=1+1", "trade")).result(1),
        fault("dates out of range").file("in.csv", ["9999-12-31", "0000-01-01", "2025-02-30", "-0001-01-01", "10000-01-01", "yesterday", "20250101", "1e9"].iter().fold(SCORED.to_owned(), |table, date| table + &scored_row(1, "Done.", date, "US", "trade")))
            .run("aggregate in.csv --by actor,month --out out.csv").result(8),
        fault("a column to group by that is missing").file("in.csv", scored(4)).run("aggregate in.csv --by party --out out.csv").error(&["in.csv", "\"party\"", "--by"]),
        fault("months of a table without dates").file("in.csv", scored(4).replacen("date", "day", 1)).run("aggregate in.csv --by month --out out.csv").error(&["in.csv", "\"date\"", "--date-column"]),
        aggregate("a scored table that is ragged", format!("{}x\n", scored(4))).rejects(5, 1, &["1 fields"]),
        compare("accounts of one actor", format!("{SCORED}{}", scored_row(1, "Done.", "2025-01-01", "US", "trade"))).error(&["in.csv", "no statement of CN", "aggregate --by actor"]),
        compare("accounts without dates", scored(8).replacen("date", "day", 1)).error(&["in.csv", "\"date\"", "--date-column"]),
        compare("accounts without actors", scored(8).replacen("actor", "party", 1)).error(&["in.csv", "\"actor\"", "--actor-column"]),
        compare("accounts at the end of time", scored(8).replace("2025-01", "9999-12").replace("2025-02", "-9999-01")).result(8),
        compare("accounts at both ends of time", scored(8).replace("2025-01-01", "9999-12-31").replace("2025-02-01", "0000-01-01")).result(8),
        compare("accounts with an act that is unknown", scored(8).replacen("concrete,c\n", "concrete,q\n", 1)).rejects(8, 1, &["2,0,", "is not an act"]),
        compare("accounts with empty texts", format!("{}{}", scored(8), scored_row(9, "", "2025-01-01", "US", "trade"))).result(9),
        compare("accounts with a text of 1 MB", format!("{}{}", scored(8), scored_row(9, &"a".repeat(1_000_000), "2025-01-01", "US", "trade"))).result(9),
        compare("accounts with 2,000 clauses", format!("{}{}", scored(8), scored_row(9, &"we will buy 5 tonnes of beans and China will not and ".repeat(2_000), "2025-01-01", "US", "trade"))).result(9),
        compare("accounts of absurd amounts", format!("{}{}{}", scored(8), scored_row(9, &format!("China will buy {} tonnes, 1e400 tonnes, -0 tonnes and 1/0 tonnes within 99999999999999999999 years.", "9".repeat(5_000)), "2025-01-01", "US", "trade"), scored_row(10, "The US will buy 0.0000000000000000000000001 trillion trillion tonnes by 31 February 99999.", "2025-01-02", "CN", "trade"))).result(10),
        compare("accounts of right-to-left and control characters", format!("{}{}", scored(8), scored_row(9, "\u{202e}China\u{1b}[31m will\u{200b} buy 5 tonnes.", "2025-01-01", "US", "trade"))).result(9),
        compare("accounts of one id", scored(8).replace("\n1,", "\n0,").replace("\n2,", "\n0,")).result(8),
        compare("accounts with a ragged row", format!("{}x\n", scored(8))).rejects(9, 1, &["1 fields"]),
        fault("one actor twice").file("in.csv", scored(8)).run("compare in.csv --actors US,US --out results").error(&["US"]),
        fault("one actor to compare").file("in.csv", scored(8)).run("compare in.csv --actors US --out results").error(&["--actors"]),
        fault("an actor without a name").file("in.csv", scored(8)).run("compare in.csv --actors US, --out results").error(&["--actors"]),
        fault("the largest windows").file("in.csv", scored(8)).run("compare in.csv --actors US,CN --window 65535 --window-before 65535 --out results --workers 1").result(8),
        fault("an error of attribution above 1").file("in.csv", scored(8)).run("compare in.csv --actors US,CN --attribution-error 7 --out results").error(&["7"]),
        fault("an error of attribution that is no number").file("in.csv", scored(8)).run("compare in.csv --actors US,CN --attribution-error NaN --out results").error(&["NaN"]),
        fault("claims from no number").file("in.csv", scored(8)).run("compare in.csv --actors US,CN --claims-from NaN --out results").error(&["NaN"]),
    ];
    let readouts = |name: &str, a: &str, b: &str| {
        fault(name)
            .file("a.txt", a)
            .file("b.txt", b)
            .run("compare --readouts a.txt b.txt --out results --workers 1")
    };
    faults.extend([
        readouts("a readout that is empty", "", ARTICLE).error(&["a.txt", "empty"]),
        readouts("a readout that is not there", ARTICLE, ARTICLE)
            .run("--readouts-date tomorrow")
            .error(&["tomorrow", "2025-11-03"]),
        fault("readouts of a table")
            .file("a.csv", scored(2))
            .file("b.txt", ARTICLE)
            .run("compare --readouts a.csv b.txt --out results")
            .error(&["a.csv"]),
        fault("a readout that is a folder")
            .make(|f| std::fs::create_dir(f.join("a")).unwrap())
            .file("b.txt", ARTICLE)
            .run("compare --readouts a b.txt --out results")
            .error(&["a", "holds no text"]),
    ]);
    faults
}

fn actors() -> String {
    (0..200)
        .map(|n| format!("A{n}"))
        .collect::<Vec<_>>()
        .join(";")
}

fn topics() -> String {
    (0..200)
        .map(|n| format!("t{n}"))
        .collect::<Vec<_>>()
        .join(";")
}
