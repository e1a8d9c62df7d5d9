//! Tables written and read again.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, DictionaryArray, Float64Array, Int32Array,
    ListArray, RecordBatch, TimestampNanosecondArray, UInt64Array,
};
use parquet::arrow::ArrowWriter;
use tempfile::TempDir;

use super::dictionary::{CLAIMS, REMOVED};
use super::*;

/// Cells that any format may stumble over.
const HOSTILE: [&str; 12] = [
    "=HYPERLINK(\"http://x.invalid\")",
    "'=1",
    "two\nlines, \"quoted\"\r\n",
    "3-9",
    "007",
    "-0.5",
    "NA",
    "null",
    "\u{feff}mark",
    "<img src=x onerror=alert(1)>\u{202e}",
    " spaced ",
    "稀土 é",
];

fn columns() -> Vec<Column> {
    vec![
        Column::own("text", Kind::Text),
        Column::own("=n", Kind::Integer),
        Column::own("x", Kind::Number(Range::Any)),
        Column::own("day", Kind::Date),
    ]
}

fn schema(columns: Vec<Column>) -> Schema {
    Schema {
        table: "test",
        columns,
    }
}

fn written(path: &Path, style: Style) -> Written {
    let target = Target::File(path.to_owned());
    let mut writer = TableWriter::create(&target, style, schema(columns())).unwrap();
    for text in HOSTILE {
        writer.write([text, "-7", "0.25", "2025-11-03"]).unwrap();
    }
    writer.write(["", "", "", ""]).unwrap();
    writer.finish().unwrap()
}

fn read(path: &Path) -> (Table, Vec<Vec<String>>) {
    let table = Table::open(&Input::File(path.to_owned())).unwrap();
    let rows = table.rows(None).map(|row| row.unwrap().unwrap());
    let mut lines = Vec::new();
    let fields = rows.map(|row| {
        lines.push(row.line);
        row.fields
    });
    let fields: Vec<_> = fields.collect();
    assert!(lines.is_sorted());
    assert_eq!(table.len(), fields.len() as u64);
    (table, fields)
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn every_style_gives_back_what_was_written_and_twice_the_same_bytes() {
    for style in [Style::Csv, Style::Excel, Style::Jsonl, Style::Parquet] {
        let folder = folder();
        let path = |name: &str| {
            let name = format!("{name}.{}", style.extension());
            folder.path().join(name)
        };
        let (first, second) = (path("first"), path("second"));
        assert_eq!(written(&first, style).rows, 13);
        written(&second, style);
        let bytes = std::fs::read(&first).unwrap();
        assert_eq!(bytes, std::fs::read(&second).unwrap(), "{style:?}");

        let (table, rows) = read(&first);
        assert_eq!(table.header(), ["text", "=n", "x", "day"], "{style:?}");
        let mut expected: Vec<Vec<&str>> = HOSTILE
            .iter()
            .map(|text| vec![*text, "-7", "0.25", "2025-11-03"])
            .collect();
        expected.push(vec![""; 4]);
        assert_eq!(rows, expected, "{style:?}");
    }
}

#[test]
fn numbers_pass_from_typed_to_typed_formats_as_numbers() {
    let folder = folder();
    let parquet = folder.path().join("a.parquet");
    written(&parquet, Style::Parquet);
    let (table, _) = read(&parquet);
    assert!(table.columns().eq(columns()));
    let jsonl = folder.path().join("a.jsonl");
    written(&jsonl, Style::Jsonl);
    let kinds: Vec<Kind> = read(&jsonl).0.columns().map(|column| column.kind).collect();
    // JSON has no dates.
    let expected = [
        Kind::Text,
        Kind::Integer,
        Kind::Number(Range::Any),
        Kind::Text,
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn a_spreadsheet_s_csv_has_a_mark_line_ends_and_no_formula() {
    let folder = folder();
    let path = folder.path().join("a.csv");
    written(&path, Style::Excel);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("\u{feff}text,'=n,x,day\r\n"), "{text}");
    assert!(text.contains("\"'=HYPERLINK(\"\"http://x.invalid\"\")\",-7,0.25,2025-11-03\r\n"));
    assert!(text.contains("\r\n'3-9,-7,"));
}

#[test]
fn jsonl_has_typed_values_in_the_order_of_the_columns_with_their_digits() {
    let folder = folder();
    let path = folder.path().join("a.jsonl");
    let mut writer = TableWriter::create(
        &Target::File(path.clone()),
        Style::Csv, // the extension decides
        REMOVED.schema(),
    )
    .unwrap();
    writer.write(["a", "0", "12", "widget", ""]).unwrap();
    writer.finish().unwrap();
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        "{\"document\":\"a\",\"start\":0,\"end\":12,\"reason\":\"widget\",\"text\":null}\n"
    );
}

#[test]
fn a_row_that_does_not_fit_its_columns_is_an_error() {
    let folder = folder();
    for name in ["a.csv", "a.jsonl", "a.parquet"] {
        let target = Target::File(folder.path().join(name));
        let mut writer = TableWriter::create(&target, Style::Csv, CLAIMS.schema()).unwrap();
        assert!(writer.write(["too", "few"]).is_err());
    }
    for name in ["a.jsonl", "a.parquet"] {
        let target = Target::File(folder.path().join(name));
        let mut writer = TableWriter::create(&target, Style::Csv, REMOVED.schema()).unwrap();
        let error = writer
            .write(["a", "many", "12", "widget", "x"])
            .unwrap_err();
        assert!(error.to_string().contains("column start"), "{error}");
    }
}

#[test]
fn long_tables_have_row_groups_and_keep_their_order() {
    let folder = folder();
    let path = folder.path().join("a.parquet");
    let columns = vec![Column::own("n", Kind::Integer)];
    let target = Target::File(path.clone());
    let mut writer = TableWriter::create(&target, Style::Parquet, schema(columns)).unwrap();
    let count = 70_000;
    for number in 0..count {
        writer.write([number.to_string()]).unwrap();
    }
    writer.finish().unwrap();
    let file = File::open(&path).unwrap();
    let builder =
        parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    assert_eq!(builder.metadata().num_row_groups(), 2);
    let (_, rows) = read(&path);
    assert!(
        rows.iter()
            .enumerate()
            .all(|(n, row)| row[0] == n.to_string())
    );
}

#[test]
fn other_programs_parquet_is_read_whatever_its_types() {
    let folder = folder();
    let path = folder.path().join("a.parquet");
    let lists =
        ListArray::from_iter_primitive::<Int32Type, _, _>([Some(vec![Some(1), Some(2)]), None]);
    let categories: DictionaryArray<Int32Type> = [Some("own"), None].into_iter().collect();
    let midnight = 1_762_128_000_000_000_000;
    let arrays: Vec<(&str, ArrayRef)> = vec![
        ("bool", Arc::new(BooleanArray::from(vec![Some(true), None]))),
        ("int", Arc::new(Int32Array::from(vec![Some(-3), None]))),
        (
            "large",
            Arc::new(UInt64Array::from(vec![Some(u64::MAX), None])),
        ),
        ("float", Arc::new(Float64Array::from(vec![0.1, f64::NAN]))),
        (
            "bytes",
            Arc::new(BinaryArray::from(vec![Some("é".as_bytes()), None])),
        ),
        ("list", Arc::new(lists)),
        ("category", Arc::new(categories)),
        ("day", Arc::new(Date32Array::from(vec![Some(20_395), None]))),
        (
            "time",
            Arc::new(TimestampNanosecondArray::from(vec![Some(midnight), None])),
        ),
    ];
    let batch = RecordBatch::try_from_iter(arrays).unwrap();
    let mut writer =
        ArrowWriter::try_new(File::create(&path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let (_, rows) = read(&path);
    let expected = [
        "true",
        "-3",
        "18446744073709551615",
        "0.1",
        "é",
        "1;2",
        "own",
        "2025-11-03",
        "2025-11-03T00:00:00",
    ];
    assert_eq!(rows[0], expected);
    assert_eq!(rows[1], [""; 9]);
}

#[test]
fn a_file_that_is_not_parquet_is_named() {
    let folder = folder();
    let path = folder.path().join("a.parquet");
    for content in ["text\nWe will see.\n", "", "PAR1PAR1"] {
        std::fs::write(&path, content).unwrap();
        let error = Table::open(&Input::File(path.clone()))
            .unwrap_err()
            .to_string();
        assert!(error.contains("a.parquet"), "{error}");
    }
}

#[test]
fn packed_tables_are_read_and_a_cut_one_is_an_error() {
    let folder = folder();
    let text = b"id,text\n1,We will see.\n";
    let path = folder.path().join("a.csv.gz");
    let mut packer =
        flate2::write::GzEncoder::new(File::create(&path).unwrap(), flate2::Compression::fast());
    packer.write_all(text).unwrap();
    packer.finish().unwrap();
    assert_eq!(read(&path).1, [["1", "We will see."]]);
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() - 9]).unwrap();
    assert!(Table::open(&Input::File(path)).is_err());

    let path = folder.path().join("a.JSONL.zst");
    let lines = b"{\"text\":\"We will see.\",\"n\":1}\n{\"n\":1.5}\n";
    let file = File::create(&path).unwrap();
    zstd::stream::copy_encode(&lines[..], file, 0).unwrap();
    let (table, rows) = read(&path);
    assert_eq!(rows, [["We will see.", "1"], ["", "1.5"]]);
    let kinds: Vec<Kind> = table.columns().map(|column| column.kind).collect();
    assert_eq!(kinds, [Kind::Text, Kind::Number(Range::Any)]);
}
