//! Arrow record batches through a pipe, beside the same rows as tables.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::process::{Child, Command as Process, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type};
use arrow_array::{
    Array, ArrayRef, DictionaryArray, Int64Array, LargeStringArray, RecordBatch, StringArray,
    StringViewArray,
};
use arrow_cast::display::array_value_to_string;
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::Schema;
use predicates::str::contains;
use tempfile::TempDir;

use crate::common::{column, folder_with, hedgerow, rows, text};

const STATEMENTS: [&str; 8] = [
    "The ministry will buy 4 million tonnes of barley from Norland by 31 March.",
    "We hope that something could perhaps be found one day.",
    "",
    "Our position is consistent and clear.",
    "The rule applies to all exporters, \"without exception\",\nfrom Monday.",
    "嗯",
    "We may impose a duty of 25 percent on 1 November.",
    "Arden has suspended the licensing rule for magnets for one year.",
];

/// A batch of columns.
fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, c)| (n, c, true)))
        .unwrap()
}

fn texts(texts: &[&str]) -> ArrayRef {
    Arc::new(StringArray::from(texts.to_vec()))
}

/// A stream of batches of one schema.
fn stream(batches: &[RecordBatch]) -> Vec<u8> {
    let mut writer = StreamWriter::try_new(Vec::new(), &batches[0].schema()).unwrap();
    for batch in batches {
        writer.write(batch).unwrap();
    }
    writer.finish().unwrap();
    writer.get_ref().clone()
}

/// The batches of all streams that are in the bytes.
fn batches(mut bytes: &[u8]) -> Vec<Vec<RecordBatch>> {
    let mut all = Vec::new();
    while !bytes.is_empty() {
        let reader = StreamReader::try_new(&mut bytes, None).unwrap();
        all.push(reader.map(Result::unwrap).collect());
    }
    all
}

/// A column of batches as text, empty where it is null.
fn cells(batches: &[RecordBatch], name: &str) -> Vec<String> {
    let column = |batch: &RecordBatch| {
        let column = batch.column_by_name(name).unwrap().clone();
        let cell = move |row| {
            if column.is_null(row) {
                return String::new();
            }
            array_value_to_string(&column, row).unwrap()
        };
        (0..batch.num_rows()).map(cell).collect::<Vec<_>>()
    };
    batches.iter().flat_map(column).collect()
}

fn through(folder: &TempDir, args: &[&str], input: Vec<u8>) -> Vec<Vec<RecordBatch>> {
    let output = hedgerow(folder)
        .args(args)
        .args(["--format", "arrow-stream", "-"])
        .write_stdin(input)
        .assert()
        .code(0)
        .get_output()
        .stdout
        .clone();
    batches(&output)
}

fn csv_of(header: &str, columns: &[&[&str]]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header.split(',')).unwrap();
    for row in 0..columns[0].len() {
        writer.write_record(columns.iter().map(|c| c[row])).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn scores_are_those_of_the_table_and_rows_that_cannot_be_scored_stay_in_their_places() {
    let ids = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let folder = folder_with("in.csv", csv_of("id,text", &[&ids, &STATEMENTS]));
    hedgerow(&folder)
        .args(["score", "in.csv", "--intervals", "--out", "out.csv"])
        .assert()
        .code(2);
    let scored = text(&folder, "out.csv");
    let rejected = text(&folder, "out.csv.rejects.csv");
    for size in [1, 3, 8] {
        let parts: Vec<RecordBatch> = ids
            .chunks(size)
            .zip(STATEMENTS.chunks(size))
            .map(|(ids, some)| batch(vec![("id", texts(ids)), ("text", texts(some))]))
            .collect();
        let out = through(&folder, &["score", "--intervals"], stream(&parts));
        assert_eq!(out.len(), 1);
        assert_eq!(out[0].len(), parts.len(), "batches out as batches in");
        assert_eq!(cells(&out[0], "id"), ids);
        let reasons = cells(&out[0], "reject_reason");
        let kept: Vec<usize> = (0..ids.len()).filter(|&i| reasons[i].is_empty()).collect();
        for name in ["id", "label", "act"] {
            let found = cells(&out[0], name);
            let found: Vec<&String> = kept.iter().map(|&i| &found[i]).collect();
            assert_eq!(found, column(&scored, name).iter().collect::<Vec<_>>());
        }
        for name in [
            "score",
            "specificity",
            "firmness",
            "score_low",
            "score_high",
        ] {
            let found = cells(&out[0], name);
            let number = |text: &String| text.parse::<f64>().unwrap().to_bits();
            let found: Vec<u64> = kept.iter().map(|&i| number(&found[i])).collect();
            let table: Vec<u64> = column(&scored, name).iter().map(number).collect();
            assert_eq!(found, table, "{name}, {size} rows a batch");
        }
        let found: Vec<_> = (0..ids.len()).filter(|i| !kept.contains(i)).collect();
        let found: Vec<[&str; 2]> = found.iter().map(|&i| [ids[i], &reasons[i]]).collect();
        assert_eq!(found.len(), 2);
        for (found, row) in found.iter().zip(&rows(&rejected)[1..]) {
            assert_eq!(found[..], row[1..]);
        }
        for &index in &[2, 5] {
            assert_eq!(cells(&out[0], "score")[index], "");
        }
    }
}

#[test]
fn every_column_and_what_its_sender_noted_pass_through() {
    let folder = tempfile::tempdir().unwrap();
    let some = &STATEMENTS[..2];
    let kinds: [ArrayRef; 4] = [
        texts(some),
        Arc::new(LargeStringArray::from(some.to_vec())),
        Arc::new(StringViewArray::from(some.to_vec())),
        Arc::new(some.iter().copied().collect::<DictionaryArray<Int32Type>>()),
    ];
    let mut scores = Vec::new();
    for words in kinds {
        let numbers: ArrayRef = Arc::new(Int64Array::from(vec![Some(7), None]));
        let sent = batch(vec![("n", numbers), ("words", words)]);
        let noted = HashMap::from([("pandas".to_owned(), "{\"index\": 1}".to_owned())]);
        let schema = Schema::clone(&sent.schema()).with_metadata(noted);
        let sent = sent.with_schema(Arc::new(schema)).unwrap();
        let args = ["score", "--text-column", "words"];
        let out = through(&folder, &args, stream(&[sent.clone(), sent.clone()]));
        assert_eq!(out[0].len(), 2);
        for got in &out[0] {
            assert_eq!(got.schema().metadata(), sent.schema().metadata());
            assert_eq!(got.schema().fields()[..2], sent.schema().fields()[..]);
            assert_eq!(got.columns()[..2], *sent.columns());
            let score = got.column_by_name("score").unwrap();
            scores.push(score.as_primitive::<Float64Type>().values().to_vec());
        }
    }
    assert!(scores.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn streams_behind_one_another_are_answered_one_by_one_by_one_process() {
    let folder = tempfile::tempdir().unwrap();
    let first = batch(vec![("text", texts(&STATEMENTS[..1]))]);
    let other = batch(vec![
        ("x", texts(&["1"])),
        ("text", texts(&STATEMENTS[1..2])),
    ]);
    let input = [
        stream(std::slice::from_ref(&first)),
        stream(&[other]),
        stream(&[first]),
    ]
    .concat();
    let out = through(&folder, &["score"], input);
    assert_eq!(out.len(), 3);
    assert_eq!(cells(&out[1], "x"), ["1"]);
    assert_eq!(cells(&out[0], "score"), cells(&out[2], "score"));
}

/// The program with pipes on both sides.
fn piped(folder: &TempDir, args: &[&str]) -> Child {
    Process::new(env!("CARGO_BIN_EXE_hedgerow"))
        .current_dir(folder.path())
        .args(args)
        .args(["--format", "arrow-stream", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn a_batch_is_answered_before_the_next_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = piped(&folder, &["score"]);
    let sent = batch(vec![("text", texts(&STATEMENTS[..2]))]);
    let mut writer = StreamWriter::try_new(child.stdin.take().unwrap(), &sent.schema()).unwrap();
    writer.write(&sent).unwrap();
    writer.flush().unwrap();
    let mut reader = StreamReader::try_new(child.stdout.take().unwrap(), None).unwrap();
    for _ in 0..3 {
        assert_eq!(reader.next().unwrap().unwrap().num_rows(), 2);
        writer.write(&sent).unwrap();
        writer.flush().unwrap();
    }
    assert_eq!(reader.next().unwrap().unwrap().num_rows(), 2);
    writer.finish().unwrap();
    assert!(reader.next().is_none());
    drop(writer);
    assert!(child.wait().unwrap().success());
}

/// A gigabyte is sent, and nobody takes what comes out: the sender has to wait.
#[test]
fn the_pipe_holds_the_sender_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = piped(&folder, &["score", "--workers", "1"]);
    // Rejected at once, so that nothing waits for the model.
    let long = "word ".repeat(200_000);
    let sent = batch(vec![("text", texts(&[&long]))]);
    let bytes = sent.get_array_memory_size();
    let mut writer = StreamWriter::try_new(child.stdin.take().unwrap(), &sent.schema()).unwrap();
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let sender = thread::spawn(move || {
        while counted.load(Ordering::Relaxed) < (1 << 30) / bytes {
            if writer.write(&sent).is_err() {
                return;
            }
            counted.fetch_add(1, Ordering::Relaxed);
        }
    });
    // Until it has not moved for two seconds.
    let (mut before, mut since) = (0, Instant::now());
    while before == 0 || since.elapsed() < Duration::from_secs(2) {
        thread::sleep(Duration::from_millis(50));
        let now = count.load(Ordering::Relaxed);
        if now != before {
            (before, since) = (now, Instant::now());
        }
    }
    assert!(before < 32, "{before} batches of {bytes} bytes went in");
    child.kill().unwrap();
    child.wait().unwrap();
    sender.join().unwrap();
}

#[test]
fn what_is_not_a_whole_stream_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let whole = stream(&[batch(vec![("text", texts(&STATEMENTS[..1]))])]);
    let run = |args: &[&str], input: &[u8], said: &str| {
        hedgerow(&folder)
            .args(args)
            .args(["--format", "arrow-stream", "-"])
            .write_stdin(input)
            .assert()
            .code(1)
            .stderr(contains(said));
    };
    run(&["score"], &whole[..whole.len() - 8], "no end mark");
    run(&["score"], &whole[..whole.len() / 2], "standard input");
    run(&["score"], b"text\nWe will see.\n", "Arrow IPC stream");
    run(&["score", "--text-column", "t"], &whole, "--text-column");
    let numbers: ArrayRef = Arc::new(Int64Array::from(vec![1]));
    let numbers = stream(&[batch(vec![("text", numbers)])]);
    run(&["score"], &numbers, "of Int64, not text");
    run(&["aggregate"], &whole, "has no column \"score\"");
    run(&["aggregate", "--merge"], &whole, "is not a partial table");
    let scored = stream(&[batch(vec![
        ("text", texts(&["Yes."])),
        ("score", texts(&["high"])),
        ("specificity", texts(&["0.1"])),
        ("firmness", texts(&["0.1"])),
        ("label", texts(&["hedged"])),
    ])]);
    run(
        &["aggregate", "--by", "label"],
        &scored,
        "row 1: score is \"high\"",
    );
}

#[test]
fn a_stream_goes_from_standard_input_to_standard_output_and_nowhere_else() {
    let folder = folder_with("in.csv", "text\nWe will see.\n");
    for (args, said) in [
        (&["score", "in.csv"][..], "give `-` as input, and no --out"),
        (&["score", "-", "--out", "out.csv"], "give `-` as input"),
        (
            &["score", "-", "--rejects", "r.csv"],
            "--rejects does not go",
        ),
        (
            &["score", "-", "--run-json", "r.json"],
            "--run-json does not",
        ),
        (
            &["extract", "-", "--show-removed", "r.csv"],
            "--show-removed",
        ),
        (&["split", "-"], "arrow-stream is for"),
        (&["run", "-", "--out", "results"], "arrow-stream is for"),
    ] {
        hedgerow(&folder)
            .args(args)
            .args(["--format", "arrow-stream"])
            .write_stdin("")
            .assert()
            .code(1)
            .stderr(contains(said));
    }
}

const ARTICLES: [[&str; 4]; 4] = [
    [
        "one",
        "Canal talks",
        "2025-11-04",
        "\"The canal will open on 3 May,\" said Tilda Orr, a spokesperson for the White House. Arden has never agreed to the timetable, Orr said.",
    ],
    ["two", "", "", "  "],
    [
        "three",
        "Canal talks",
        "2025-11-04",
        "\"The canal will open on 3 May,\" said Tilda Orr, a spokesperson for the White House. Arden has never agreed to the timetable, Orr said.",
    ],
    [
        "four",
        "Briefing",
        "2025-11-05",
        "MS. ORLOW: The rule takes effect on 3 March.\n\nQUESTION: For everyone?\n\nMS. ORLOW: We will see.",
    ],
];

fn article_columns() -> [Vec<&'static str>; 4] {
    [0, 1, 2, 3].map(|column| ARTICLES.iter().map(|article| article[column]).collect())
}

fn article_batch(from: usize, to: usize) -> RecordBatch {
    let columns = article_columns();
    let names = ["name", "title", "date", "text"];
    let columns = names.iter().zip(&columns);
    batch(columns.map(|(n, c)| (*n, texts(&c[from..to]))).collect())
}

#[test]
fn statements_are_those_of_the_articles_read_one_by_one() {
    let columns = article_columns();
    let columns: Vec<&[&str]> = columns.iter().map(Vec::as_slice).collect();
    let folder = folder_with("in.csv", csv_of("name,title,date,text", &columns));
    hedgerow(&folder)
        .args(["extract", "in.csv", "--id-column", "name", "--independent"])
        .args(["--out", "out.csv"])
        .assert()
        .code(2);
    let table = text(&folder, "out.csv");
    assert!(rows(&table).len() > 5);
    let args = ["extract", "--id-column", "name"];
    for parts in [
        vec![(0, 4)],
        vec![(0, 1), (1, 4)],
        vec![(0, 2), (2, 3), (3, 4)],
    ] {
        let parts: Vec<_> = parts
            .into_iter()
            .map(|(a, b)| article_batch(a, b))
            .collect();
        let out = through(&folder, &args, stream(&parts));
        let reasons = cells(&out[0], "reject_reason");
        let kept: Vec<usize> = (0..reasons.len())
            .filter(|&i| reasons[i].is_empty())
            .collect();
        for name in &rows(&table)[0] {
            let found = cells(&out[0], name);
            let found: Vec<&String> = kept.iter().map(|&i| &found[i]).collect();
            let table = column(&table, name);
            assert_eq!(found, table.iter().collect::<Vec<_>>(), "{name}");
        }
        let rejected = (0..reasons.len()).find(|i| !kept.contains(i)).unwrap();
        assert_eq!(reasons[rejected], "the text is empty");
        assert_eq!(cells(&out[0], "document")[rejected], "two");
        assert_eq!(reasons.len(), kept.len() + 1);
    }
}

#[test]
fn an_article_without_a_name_is_named_by_its_content_and_stages_can_be_joined() {
    let folder = tempfile::tempdir().unwrap();
    let whole = through(&folder, &["extract"], stream(&[article_batch(0, 4)]));
    let last = through(&folder, &["extract"], stream(&[article_batch(3, 4)]));
    let documents = cells(&whole[0], "document");
    assert_eq!(documents.last(), cells(&last[0], "document").first());
    let scored = through(&folder, &["score"], stream(&whole[0]));
    assert_eq!(cells(&scored[0], "document"), documents);
    let reasons = cells(&scored[0], "reject_reason");
    assert_eq!(reasons, cells(&whole[0], "reject_reason"));
    for (score, reason) in cells(&scored[0], "score").iter().zip(&reasons) {
        assert_eq!(score.is_empty(), !reason.is_empty());
    }
    let gathered = through(&folder, &["aggregate", "--by", "actor"], stream(&scored[0]));
    let n: usize = cells(&gathered[0], "n")
        .iter()
        .map(|n| n.parse::<usize>().unwrap())
        .sum();
    assert_eq!(n, reasons.iter().filter(|reason| reason.is_empty()).count());
}

#[test]
fn a_receiver_that_goes_away_ends_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = piped(&folder, &["score"]);
    drop(child.stdout.take());
    let sent = stream(&[batch(vec![("text", texts(&STATEMENTS[..1]))])]);
    let mut stdin = child.stdin.take().unwrap();
    let _ = stdin.write_all(&sent);
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(1));
    let mut said = String::new();
    child.stderr.unwrap().read_to_string(&mut said).unwrap();
    assert!(said.contains("cannot write standard output"), "{said}");
}
