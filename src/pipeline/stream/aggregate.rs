//! Scored statements → cells, or their sums; sums → cells.

use std::io::{Read, Write};

use indicatif::ProgressBar;

use super::StreamReport;
use crate::aggregates::By;
use crate::error::Error;
use crate::pipeline::aggregate::{
    Gatherer, Gathering, Merger, Resampling, fields, grouping, partial_rows, partial_schema,
    summarize,
};
use crate::tables::dictionary::{CELLS, REJECT_REASON};
use crate::tables::{BatchReader, BatchWriter, Column, Heading, Row, Streams, pieces, rows_of};

/// Rows whose topics are found together, and that are written together.
const WINDOW: usize = 4096;

/// Aggregates Arrow IPC streams of scored statements into cells, or with `partial`
/// into sums to be merged. Rows that scoring could not use are passed over: they
/// say so themselves.
///
/// # Errors
/// Where what is read is not a whole stream, or has another row that cannot be used.
pub fn aggregate_stream(
    gathering: &Gathering,
    resampling: Resampling,
    partial: bool,
    input: impl Read,
    mut output: impl Write,
    progress: &ProgressBar,
) -> Result<StreamReport, Error> {
    let by = &gathering.by;
    each(input, |stream, report| {
        let mut gatherer = Gatherer::of(gathering, stream.heading())?;
        let schema = if partial {
            partial_schema(by)?.columns
        } else {
            cell_columns(by)
        };
        let reason = stream.heading().position(&REJECT_REASON.name);
        for batch in stream.by_ref() {
            for window in pieces(batch?, WINDOW) {
                let all = rows_of(&window, report.read + 1)?;
                report.read += all.len() as u64;
                let rows: Vec<Row> = all
                    .into_iter()
                    .filter(|row| row.field(reason).is_empty())
                    .collect();
                report.rejected += window.num_rows() as u64 - rows.len() as u64;
                progress.inc(window.num_rows() as u64);
                gatherer.add(rows.into_iter().map(Ok), |reject| {
                    let line = reject.line.unwrap_or_default();
                    let problem = format!("row {line}: {}; leave it out", reject.reason);
                    Err(Error::malformed(Heading::stdin(), problem))
                })?;
            }
        }
        let cells = gatherer.into_cells();
        if partial {
            write(schema, partial_rows(by, &cells), &mut output, report)
        } else {
            let cells = summarize(cells, resampling);
            let rows = cells.iter().map(|(key, cell)| fields(key, cell));
            write(schema, rows, &mut output, report)
        }
    })
}

/// Merges Arrow IPC streams of sums, each into the cells of the statements behind it.
///
/// # Errors
/// Where what is read is not a whole stream of sums.
pub fn merge_stream(
    resampling: Resampling,
    input: impl Read,
    mut output: impl Write,
    progress: &ProgressBar,
) -> Result<StreamReport, Error> {
    each(input, |stream, report| {
        let mut merger = Merger::of(stream.heading())?;
        while let Some(batch) = stream.next() {
            for window in pieces(batch?, WINDOW) {
                for row in rows_of(&window, report.read + 1)? {
                    merger.add(stream.heading(), &row)?;
                    report.read += 1;
                }
                progress.inc(window.num_rows() as u64);
            }
        }
        let (by, cells) = merger.into_cells();
        let cells = summarize(cells, resampling);
        let rows = cells.iter().map(|(key, cell)| fields(key, cell));
        write(cell_columns(&by), rows, &mut output, report)
    })
}

fn each<R: Read>(
    input: R,
    mut work: impl FnMut(&mut BatchReader<R>, &mut StreamReport) -> Result<(), Error>,
) -> Result<StreamReport, Error> {
    let mut report = StreamReport::default();
    let mut streams = Streams::new(input);
    while let Some(mut stream) = streams.open_next()? {
        report.streams += 1;
        work(&mut stream, &mut report)?;
    }
    Ok(report)
}

fn cell_columns(by: &[By]) -> Vec<Column> {
    CELLS.behind(by.iter().map(grouping)).columns
}

fn write(
    columns: Vec<Column>,
    rows: impl Iterator<Item = Vec<String>>,
    output: &mut impl Write,
    report: &mut StreamReport,
) -> Result<(), Error> {
    let mut writer = BatchWriter::new(output, None, columns)?;
    let mut waiting = 0;
    for row in rows {
        writer.push(&row)?;
        report.written += 1;
        waiting += 1;
        if waiting == WINDOW {
            writer.send(&[])?;
            waiting = 0;
        }
    }
    if waiting > 0 {
        writer.send(&[])?;
    }
    writer.finish()
}
