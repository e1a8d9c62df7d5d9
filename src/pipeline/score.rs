//! Statements → scored statements.

use std::path::PathBuf;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use indicatif::ProgressBar;
use rayon::prelude::*;
use serde::Serialize;

use crate::error::Error;
use crate::model::{Encoder, Options};
use crate::scores::{SCORE_COLUMNS, Scorer, Thresholds};
use crate::tables::{
    ColumnNames, Input, Reject, Rejects, Row, Rows, Style, Table, TableWriter, Target, Written,
    dictionary,
};

/// Rows that are tokenized, scored and written together. Large enough to sort
/// by length with little padding, small enough to keep memory flat.
const WINDOW: usize = 4096;

/// A window ends earlier once its rows take this many bytes: they may have a
/// hundred thousand columns.
const BYTES: usize = 64 << 20;

/// What to score, with what, and where to.
#[derive(Debug, Clone)]
pub struct ScorePlan {
    /// The statements.
    pub input: Input,
    /// Their columns' names.
    pub columns: ColumnNames,
    /// The scored statements.
    pub output: Target,
    /// How tables are written.
    pub style: Style,
    /// The rows that could not be scored.
    pub rejects: PathBuf,
    /// The model's folder.
    pub model: PathBuf,
    /// How it is run.
    pub options: Options,
    /// Where the labels part.
    pub thresholds: Thresholds,
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ScoreReport {
    /// Rows that were read.
    pub read: u64,
    /// Rows that were scored.
    pub scored: u64,
    /// Rows that were rejected.
    pub rejected: u64,
    /// The tables that were written.
    #[serde(skip)]
    pub tables: Vec<Written>,
}

/// A row and, where its text can be read, its tokens.
type Encoded = Result<(Row, Vec<u32>), Reject>;

/// Scores a table. One row leaves for each that enters, in the same order; what
/// cannot be scored goes to the rejects file.
pub fn score(plan: &ScorePlan, progress: &ProgressBar) -> Result<ScoreReport, Error> {
    let table = Table::open(&plan.input)?;
    let (columns, text) = plan.columns.find_with_text(&table)?;
    for column in SCORE_COLUMNS {
        table.refuse_column(column, "scoring")?;
    }
    // Before the output: what fails should leave nothing, not even a header.
    let scorer = Scorer::load(&plan.model, &plan.options)?;
    let schema = dictionary::SCORED.behind(table.columns());
    let mut writer = TableWriter::create(&plan.output, plan.style, schema)?;
    let mut rejects = Rejects::new(&plan.rejects, plan.style)?;

    progress.set_length(table.len());
    let mut report = ScoreReport::default();
    thread::scope(|scope| {
        // Reading and tokenizing run beside the engines, one window ahead.
        let (sender, windows) = sync_channel(1);
        let rows = table.rows(columns.id);
        let encoder = scorer.encoder();
        scope.spawn(move || read_windows(rows, columns.id, text, encoder, &sender));
        for window in windows {
            let window = window?;
            let tokens: Vec<&[u32]> = window.iter().flatten().map(|(_, ids)| &ids[..]).collect();
            let scores = scorer.score_encoded(&tokens, &|done| progress.inc(done as u64))?;
            let mut scores = scores.iter();
            for row in &window {
                report.read += 1;
                match row {
                    Ok((row, _)) => {
                        let score = scores
                            .next()
                            .ok_or_else(|| Error::Internal("a score is missing".to_owned()))?;
                        let added = score.fields(plan.thresholds);
                        writer.write(row.fields.iter().chain(&added))?;
                        report.scored += 1;
                    }
                    Err(reject) => {
                        rejects.add(reject)?;
                        report.rejected += 1;
                        progress.inc(1);
                    }
                }
            }
        }
        Ok::<_, Error>(())
    })?;

    if report.read != table.len() || report.scored + report.rejected != report.read {
        let problem = format!("the table has {} rows, but {report:?}", table.len());
        return Err(Error::Internal(problem));
    }
    report.tables.push(writer.finish()?);
    report.tables.extend(rejects.finish()?);
    progress.finish_and_clear();
    Ok(report)
}

/// Sends the rows in windows, their texts tokenized. Ends early, without a
/// word, when the other side has hung up: it then has an error of its own.
fn read_windows(
    rows: Rows,
    id: Option<usize>,
    text: usize,
    encoder: &Encoder,
    sender: &SyncSender<Result<Vec<Encoded>, Error>>,
) {
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let window = next_window(&mut rows);
        let encoded = window.map(|window| {
            window
                .into_par_iter()
                .map(|row| row.and_then(|row| encode(row, id, text, encoder)))
                .collect()
        });
        let ended = encoded.is_err();
        if sender.send(encoded).is_err() || ended {
            return;
        }
    }
}

fn next_window(
    rows: &mut impl Iterator<Item = Result<Result<Row, Reject>, Error>>,
) -> Result<Vec<Result<Row, Reject>>, Error> {
    let mut window = Vec::new();
    let mut bytes = 0;
    while window.len() < WINDOW && bytes < BYTES {
        let Some(row) = rows.next() else { break };
        let row = row?;
        bytes += row.as_ref().map_or(0, Row::size);
        window.push(row);
    }
    Ok(window)
}

fn encode(row: Row, id: Option<usize>, text: usize, encoder: &Encoder) -> Encoded {
    match encoder.encode(&row.fields[text]) {
        Ok(ids) => Ok((row, ids)),
        Err(unreadable) => Err(row.reject(id, unreadable.to_string())),
    }
}
