//! Statements → scored statements, batch by batch.

use std::io::{Read, Write};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use arrow_array::RecordBatch;
use indicatif::ProgressBar;
use rayon::prelude::*;

use super::{Rejected, StreamReport};
use crate::error::Error;
use crate::model::{Encoder, Runner};
use crate::pipeline::rating::{Rater, Rating};
use crate::tables::dictionary::{REJECT_REASON, SCORED};
use crate::tables::{BatchReader, BatchWriter, ColumnNames, Streams, column_texts, pieces};

/// What to score with.
#[derive(Debug)]
pub struct ScoreStreamPlan {
    /// The columns' names.
    pub columns: ColumnNames,
    /// With what statements are rated.
    pub rating: Rating,
}

/// A piece of a batch and, for each row, its text with its tokens or why there are
/// none.
struct Window {
    batch: RecordBatch,
    rows: Vec<Result<(String, Vec<u32>), String>>,
}

/// Scores Arrow IPC streams. One row leaves for each that enters, in the same order,
/// with all its columns, those of [`SCORED`] and [`REJECT_REASON`].
///
/// # Errors
/// Where what is read is not a whole stream, or has no column of text.
pub fn score_stream(
    plan: &ScoreStreamPlan,
    input: impl Read + Send,
    mut output: impl Write,
    progress: &ProgressBar,
) -> Result<StreamReport, Error> {
    let rater = Rater::load(&plan.rating)?;
    let mut report = StreamReport::default();
    let mut streams = Streams::new(input);
    while let Some(stream) = streams.open_next()? {
        report.streams += 1;
        one(plan, &rater, stream, &mut output, progress, &mut report)?;
    }
    progress.finish_and_clear();
    Ok(report)
}

fn one<R: Read + Send>(
    plan: &ScoreStreamPlan,
    rater: &Rater,
    stream: BatchReader<R>,
    output: &mut impl Write,
    progress: &ProgressBar,
    report: &mut StreamReport,
) -> Result<(), Error> {
    let (_, text) = plan.columns.find_with_text(stream.heading())?;
    stream.need_text(text)?;
    let columns = plan.rating.columns();
    for column in &columns {
        stream.heading().refuse_column(column, "scoring")?;
    }
    let rejected = Rejected::find(&stream)?;
    let first = rejected.others(&stream.schema());
    let mut added = SCORED.behind_with([], &columns).columns;
    added.push(REJECT_REASON.clone());
    let empty = vec![String::new(); columns.len()];
    let mut writer = BatchWriter::new(output, Some(&first), added)?;
    thread::scope(|scope| {
        // Reading and tokenizing run beside the engines, one window ahead.
        let (sender, windows) = sync_channel(1);
        let (encoder, reasons) = (rater.encoder(), &rejected);
        scope.spawn(move || read_windows(stream, text, reasons, encoder, &sender));
        for window in windows {
            let Window { batch, rows } = window?;
            let statements: Vec<(&str, &[u32])> = rows
                .iter()
                .flatten()
                .map(|(text, ids)| (&text[..], &ids[..]))
                .collect();
            let rated = rater.rate(&statements, &|done| progress.inc(done as u64))?;
            let mut rated = rated.into_iter();
            for row in &rows {
                report.read += 1;
                let (mut fields, reason) = match row {
                    Ok(_) => {
                        let lost = || Error::Internal("a score is missing".to_owned());
                        (rated.next().ok_or_else(lost)?, String::new())
                    }
                    Err(reason) => {
                        report.rejected += 1;
                        progress.inc(1);
                        (empty.clone(), reason.clone())
                    }
                };
                fields.push(reason);
                writer.push(&fields)?;
                report.written += 1;
            }
            writer.send(&rejected.without(&batch))?;
        }
        Ok::<_, Error>(())
    })?;
    writer.finish()
}

/// Sends the rows in windows, their texts tokenized. Ends early, without a word, when
/// the other side has hung up: it then has an error of its own.
fn read_windows<R: Read>(
    stream: BatchReader<R>,
    text: usize,
    rejected: &Rejected,
    encoder: &Encoder,
    sender: &SyncSender<Result<Window, Error>>,
) {
    for batch in stream {
        let windows: Vec<_> = match batch {
            Ok(batch) => pieces(batch, Runner::WINDOW).map(Ok).collect(),
            Err(error) => vec![Err(error)],
        };
        for window in windows {
            let window = window.and_then(|batch| encoded(batch, text, rejected, encoder));
            let ended = window.is_err();
            if sender.send(window).is_err() || ended {
                return;
            }
        }
    }
}

fn encoded(
    batch: RecordBatch,
    text: usize,
    rejected: &Rejected,
    encoder: &Encoder,
) -> Result<Window, Error> {
    let texts = column_texts(&batch, text)?;
    let reasons = rejected.reasons(&batch)?;
    let rows = texts
        .into_par_iter()
        .zip(reasons)
        .map(|(text, reason)| {
            if !reason.is_empty() {
                return Err(reason);
            }
            // As in a table: it is not text.
            if text.contains('\0') {
                return Err("the text has a zero byte: not text".to_owned());
            }
            match encoder.encode(&text) {
                Ok(ids) => Ok((text, ids)),
                Err(unreadable) => Err(unreadable.to_string()),
            }
        })
        .collect();
    Ok(Window { batch, rows })
}
