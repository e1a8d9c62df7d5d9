//! Tables that are not as they should be.

use crate::fault::{Fault, fault, score, split, split_jsonl};

pub(super) fn faults() -> Vec<Fault> {
    let mut faults = csv();
    faults.extend(large());
    faults.extend(jsonl());
    faults.extend(columns());
    faults
}

fn csv() -> Vec<Fault> {
    vec![
        split("an empty file", "").error(&["in.csv", "empty", "line with the names"]),
        split("a file of blank lines", "\n\n\n").error(&["in.csv", "empty"]),
        split("a header alone", "id,text\n").result(0),
        split("a header without a line end", "id,text").result(0),
        split(
            "a quotation mark that is never closed",
            "id,text\n1,\"We will see.\n2,It is so.\n3,Done.\n",
        )
        .rejects(1, 1, &["2,1,", "opened and never closed"]),
        split(
            "a quotation mark left open in the last row",
            "id,text\n1,We will see.\n2,\"It is so.",
        )
        .rejects(2, 1, &["3,2,", "opened and never closed"]),
        split(
            "a quotation mark left open behind a mark",
            "\u{feff}id,text\n1,We will see.\n2,\"It is so.",
        )
        .rejects(2, 1, &["3,2,", "opened and never closed"]),
        split(
            "a quotation mark left open in the header",
            "id,\"text\n1,We will see.\n",
        )
        .error(&["in.csv", "line 1", "never closed", "close it"]),
        split(
            "a quotation mark that swallows rows",
            "id,text\n1,\"We will see.\n2,\"It is so.\"\n3,Done.\n",
        )
        .rejects(2, 1, &["quotation mark"]),
        split(
            "quotation marks within a field",
            "text\n5\" pipes are sold.\nIt is so.\n",
        )
        .result(2),
        split(
            "quotation marks doubled",
            "text\n\"\"\"We will see,\"\" she said.\"\n",
        )
        .result(1),
        split(
            "text behind a closing quotation mark",
            "text\n\"We will\" see.\n",
        )
        .result(1)
        .has("We will see."),
        split(
            "a last row that is quoted and whole",
            "text\n\"We will\nsee.\"",
        )
        .result(1),
        split(
            "ragged rows",
            "id,text\n1,We will see.\n2\n3,It is so.,more\n4,Done.\n",
        )
        .rejects(
            4,
            2,
            &[
                "1 fields where the header has 2",
                "3 fields where the header has 2",
            ],
        ),
        split(
            "a ragged row of several lines",
            "id,text\n1,\"We\nwill\nsee.\",more\n2,Done.\n",
        )
        .rejects(2, 1, &["the row goes on to line 4"]),
        split("only ragged rows", "id,text\n1\n2\n").rejects(2, 2, &["1 fields"]),
        split("semicolons for commas", "id;text\n1;We will see.\n").error(&[
            "in.csv",
            "no column \"text\"",
            "id;text",
            "--text-column",
        ]),
        split("two columns of one name", "text,text\na,b\n").error(&[
            "in.csv",
            "line 1",
            "rename one",
        ]),
        split("columns without names", ",text,\n1,We will see.,\n")
            .error(&["in.csv", "line 1", "rename"]),
        split("a column that is added", "text,sentence\nWe will see.,1\n").error(&[
            "in.csv",
            "\"sentence\"",
            "rename or drop it",
        ]),
        split("empty texts", "id,text\n1,\n2,   \n3,\u{a0}\n4,Done.\n").rejects(
            4,
            3,
            &["the text is empty"],
        ),
        split(
            "blank lines between rows",
            "text\n\nWe will see.\n\n\nIt is so.\n",
        )
        .result(2),
        split("CSV formulas", "text\n=cmd|' /C calc'!A0\n@SUM(A1)\n+1+1\n")
            .result(3)
            .has("=cmd|"),
        fault("CSV formulas for a spreadsheet program")
            .file("in.csv", "text\n=HYPERLINK(\"http://x.invalid\")\n")
            .run("split in.csv --out out.csv --excel")
            .result(1)
            .has("'=HYPERLINK"),
        fault("a header of formulas")
            .file("in.csv", "=1+1,text\na,Done.\n")
            .run("split in.csv --excel --out out.csv")
            .result(1)
            .has("'=1+1"),
        fault("a table from a stream that ends within a row")
            .stdin("id,text\n1,We will see.\n2")
            .run("split - --out out.csv")
            .rejects(2, 1, &["1 fields"]),
        fault("nothing on standard input")
            .run("split - --out out.csv")
            .error(&["standard input", "empty"]),
        score(
            "scoring a table that is scored",
            "text,score\nWe will see.,0.5\n",
        )
        .error(&["in.csv", "\"score\"", "rename or drop it"]),
        score("scoring a header alone", "text\n").result(0),
        score("scoring ragged rows", "id,text\n1\n2,We will see.\n3,a,b\n").rejects(
            3,
            2,
            &["1 fields", "3 fields"],
        ),
        score(
            "scoring a quotation mark left open",
            "id,text\n1,We will see.\n2,\"It is so.\n3,Done.\n",
        )
        .rejects(2, 1, &["never closed"]),
    ]
}

/// A file that is made when its turn comes: all of these together are large.
fn made(file: &'static str, name: &str, content: fn() -> String) -> Fault {
    fault(name)
        .make(move |folder| std::fs::write(folder.join(file), content()).unwrap())
        .run(&format!("split {file} --out out.csv"))
}

fn scored(name: &str, content: fn() -> String) -> Fault {
    fault(name)
        .make(move |folder| std::fs::write(folder.join("in.csv"), content()).unwrap())
        .run("score in.csv --out out.csv --workers 1")
}

/// A table of 100,000 columns beside the text.
fn wide(rows: usize) -> String {
    let header: Vec<String> = (0..100_000).map(|n| format!("c{n}")).collect();
    let row = format!("Done.{}\n", ",".repeat(100_000));
    format!("text,{}\n{}", header.join(","), row.repeat(rows))
}

fn large() -> Vec<Fault> {
    vec![
        made("in.csv", "a field of 100 MB", || {
            format!("text\n{}\nDone.\n", "a".repeat(100_000_000))
        })
        .result(2),
        made(
            "in.csv",
            "a field of 100 MB in quotation marks that are never closed",
            || format!("text\nDone.\n\"{}", "a\n".repeat(50_000_000)),
        )
        .rejects(2, 1, &["never closed"]),
        made("in.csv", "a field of 20 MB of line ends", || {
            format!("text\n\"{}\"\nDone.\n", "\n".repeat(20_000_000))
        })
        .rejects(2, 1, &["empty"]),
        made("in.csv", "a field of 4 MB of stops", || {
            format!("text\n{}\n", ".".repeat(4_000_000))
        })
        .result(1),
        made("in.csv", "a field of a million short sentences", || {
            format!("text\n{}\n", "We may. ".repeat(1_000_000))
        })
        .result(1),
        made("in.csv", "a field of a million titles", || {
            format!("text\n{}\n", "Mr. ".repeat(1_000_000))
        })
        .result(1),
        made("in.csv", "a field of a million questions", || {
            format!("text\n{}\n", "“Why?” ".repeat(500_000))
        })
        .result(1),
        made("in.csv", "a field of opening brackets", || {
            format!("text\n{}\n", "([“".repeat(500_000))
        })
        .result(1),
        made("in.csv", "100,000 columns", || wide(3)).result(3),
        made("in.csv", "more columns than the limit", || {
            format!(
                "text,{}\n",
                (0..200_000)
                    .map(|n| n.to_string())
                    .collect::<Vec<_>>()
                    .join(",")
            )
        })
        .error(&["in.csv", "200001 columns", "the limit is 131072"]),
        made("in.csv", "a column missing among 100,000", || {
            wide(1).replacen("text", "words", 1)
        })
        .error(&["in.csv", "more. Name the right one with --text-column"]),
        scored("scoring 100,000 columns", || wide(3)).result(3),
        scored("scoring a sentence of 1 MB without a space", || {
            format!("text\n{}\nDone.\n", "a".repeat(1_000_000))
        })
        .rejects(
            2,
            1,
            &["1000000 bytes", "at most 512 tokens", "split the text"],
        ),
        scored("scoring a field of 100 MB", || {
            format!("text\n{}\nDone.\n", "We may act. ".repeat(8_000_000))
        })
        .rejects(2, 1, &["bytes", "split the text"]),
        scored("scoring a sentence of 600 words", || {
            format!("text\n{}\nDone.\n", "word ".repeat(600))
        })
        .rejects(2, 1, &["602 tokens", "at most 512"]),
        scored("scoring a megabyte of spaces around a word", || {
            format!(
                "text\n{}Done.{}\n",
                " ".repeat(500_000),
                " ".repeat(500_000)
            )
        })
        .result(1),
        made("in.jsonl", "a JSON string of 100 MB", || {
            format!(
                "{{\"text\":\"{}\"}}\n{{\"text\":\"Done.\"}}\n",
                "a".repeat(100_000_000)
            )
        })
        .result(2),
        made("in.jsonl", "JSON nested 100,000 deep", || {
            format!(
                "{{\"text\":{}}}\n{{\"text\":\"Done.\"}}\n",
                "[".repeat(100_000)
            )
        })
        .rejects(2, 1, &["not a JSON object", "recursion"]),
        made("in.jsonl", "a new key in each of 200,000 lines", || {
            (0..200_000)
                .map(|n| format!("{{\"text\":\"a\",\"k{n}\":1}}\n"))
                .collect::<String>()
        })
        .error(&["in.jsonl", "different keys", "the limit"]),
    ]
}

fn jsonl() -> Vec<Fault> {
    let with = |line: &str| format!("{{\"text\":\"Done.\"}}\n{line}\n");
    vec![
        split_jsonl("an empty JSONL file", "").error(&["in.jsonl", "empty"]),
        split_jsonl("CSV by the name of JSONL", "id,text\n1,Done.\n").error(&[
            "in.jsonl",
            "line 1",
            "not a JSON object",
        ]),
        split_jsonl("one JSON array for many lines", "[{\"text\":\"Done.\"}]").error(&[
            "in.jsonl",
            "line 1",
            "not a JSON object",
        ]),
        split_jsonl("a line that is cut off", with("{\"text\":\"We wi")).rejects(
            2,
            1,
            &["2,", "not a JSON object"],
        ),
        split_jsonl("a line that is a number", with("7")).rejects(2, 1, &["not a JSON object"]),
        split_jsonl("a line that is null", with("null")).rejects(2, 1, &["not a JSON object"]),
        split_jsonl(
            "two objects on a line",
            with("{\"text\":\"a\"}{\"text\":\"b\"}"),
        )
        .rejects(2, 1, &["trailing"]),
        split_jsonl(
            "a key that stands twice",
            with("{\"text\":\"a\",\"text\":\"b\"}"),
        )
        .rejects(2, 1, &["the key \"\"text\"\" stands twice"]),
        split_jsonl("a text that is null", with("{\"text\":null}")).rejects(
            2,
            1,
            &["the text is empty"],
        ),
        split_jsonl("a line without the text", with("{\"id\":\"x\"}")).rejects(
            2,
            1,
            &["the text is empty"],
        ),
        split_jsonl("an object without keys", with("{}")).rejects(2, 1, &["the text is empty"]),
        split_jsonl("only objects without keys", "{}\n{}\n").error(&["in.jsonl", "empty"]),
        split_jsonl(
            "a number that is too large",
            with("{\"text\":\"a\",\"n\":1e999}"),
        )
        .rejects(2, 1, &["out of range"]),
        split_jsonl(
            "a number of 400 digits",
            with(&format!("{{\"text\":\"a\",\"n\":{}}}", "9".repeat(400))),
        )
        .rejects(2, 1, &["out of range"]),
        split_jsonl(
            "values of many kinds",
            with("{\"text\":{\"a\":[1,true,null]},\"n\":[\"x\",\"y\"]}"),
        )
        .result(2),
        split_jsonl(
            "raw control characters in a string",
            with("{\"text\":\"a\u{1}b\"}"),
        )
        .rejects(2, 1, &["control character"]),
        split_jsonl("NaN and Infinity", with("{\"text\":\"a\",\"n\":NaN}")).rejects(
            2,
            1,
            &["not a JSON object"],
        ),
        split_jsonl("blank lines in JSONL", "\n{\"text\":\"Done.\"}\n\n\n").result(1),
    ]
}

fn columns() -> Vec<Fault> {
    vec![
        split("no column for the text", "id,body\n1,Done.\n").error(&[
            "in.csv",
            "no column \"text\"",
            "id, body",
            "--text-column",
        ]),
        fault("a column that is asked for and missing")
            .file("in.csv", "id,text\n1,Done.\n")
            .run("split in.csv --id-column key --out out.csv")
            .error(&["in.csv", "\"key\"", "--id-column"]),
        fault("a text column that is another's")
            .file("in.csv", "id,text\n1,Done.\n")
            .run("split in.csv --text-column id --out out.csv")
            .result(1),
        split("a name that differs by a space", "id, text\n1,Done.\n").error(&[
            "in.csv",
            "no column \"text\"",
            "--text-column",
        ]),
        split(
            "a header with control characters",
            "te\u{1b}[31mxt,a\nDone.,b\n",
        )
        .error(&["in.csv", "te\\u{1b}[31mxt"]),
        split(
            "a header of a megabyte",
            format!("{},a\nDone.,b\n", "x".repeat(1_000_000)),
        )
        .error(&["in.csv", "…", "--text-column"]),
    ]
}
