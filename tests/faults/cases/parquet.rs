//! Parquet files that are damaged.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;

use crate::fault::{Fault, fault};

fn table(texts: &[&str]) -> Vec<u8> {
    let column: ArrayRef = Arc::new(StringArray::from(texts.to_vec()));
    let batch = RecordBatch::try_from_iter([("text", column)]).unwrap();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

fn split(name: &str, bytes: impl AsRef<[u8]>) -> Fault {
    fault(name)
        .file("in.parquet", bytes)
        .run("split in.parquet --out out.csv")
}

pub(super) fn faults() -> Vec<Fault> {
    let whole = table(&["We will see.", "It is so.", ""]);
    let end = whole.len();
    let changed = |place: usize, byte: u8| {
        let mut bytes = whole.clone();
        bytes[place] = byte;
        bytes
    };
    let mut faults = vec![
        split("a Parquet file with an empty text", &whole).rejects(3, 1, &["the text is empty"]),
        split("an empty Parquet file", "").error(&["in.parquet", "Parquet"]),
        split("CSV by the name of Parquet", "text\nDone.\n").error(&["in.parquet", "Parquet"]),
        split("a Parquet file that is cut short", &whole[..end / 2])
            .error(&["in.parquet", "Parquet"]),
        split("a Parquet file without its beginning", &whole[end / 2..])
            .error(&["in.parquet", "Parquet"]),
        split("a Parquet file of its mark alone", "PAR1").error(&["in.parquet", "Parquet"]),
        split(
            "a Parquet footer of a length beyond the file",
            changed(end - 5, 0x7f),
        )
        .error(&["in.parquet", "Parquet"]),
        split("a Parquet footer of no length", {
            let mut bytes = whole.clone();
            bytes[end - 8..end - 4].fill(0);
            bytes
        })
        .error(&["in.parquet", "Parquet"]),
        split("a Parquet file of no rows", table(&[])).result(0),
        split("a Parquet page that is damaged", {
            let mut bytes = whole.clone();
            bytes[4..24].fill(0xff);
            bytes
        })
        .error(&["in.parquet", "Parquet"]),
    ];
    faults.push(
        fault("Parquet on standard input that is CSV")
            .stdin("text\nDone.\n")
            .run("split - --stdin-format parquet --out out.csv")
            .error(&["standard input", "Parquet"]),
    );
    faults
}
