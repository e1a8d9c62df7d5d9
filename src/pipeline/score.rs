//! Statements → scored statements.

use std::path::PathBuf;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use indicatif::{HumanCount, ProgressBar};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::journal::{Done, Facts, Journal};
use super::outputs::Outputs;
use super::rating::{Rater, Rating};
use crate::error::Error;
use crate::model::{Encoder, Runner};
use crate::scores::Scorer;
use crate::tables::{
    ColumnNames, Input, Reject, Rejects, Row, Rows, Style, Table, Target, Written, dictionary,
};

/// A window of rows that are tokenized, scored and written together ends before
/// [`Runner::WINDOW`] once they take this many bytes: they may have a
/// hundred thousand columns.
const BYTES: usize = 64 << 20;

/// What to score, with what, and where to.
#[derive(Debug)]
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
    /// With what they are rated.
    pub rating: Rating,
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
/// cannot be scored goes to the rejects file. What an interrupted run has in the
/// journal is not scored again.
pub fn score(
    plan: &ScorePlan,
    progress: &ProgressBar,
    journal: &mut Journal,
) -> Result<ScoreReport, Error> {
    let table = Table::open(&plan.input)?;
    let (columns, text) = plan.columns.find_with_text(&table)?;
    let added = plan.rating.columns();
    for column in &added {
        table.refuse_column(column, "scoring")?;
    }
    // Before the output: what fails should leave nothing, not even a header.
    let rater = Rater::load(&plan.rating)?;
    let schema = dictionary::SCORED.behind_with(table.columns(), &added);
    let rejects = Rejects::new(&plan.rejects, plan.style)?;
    let tables = vec![(plan.output.clone(), schema)];
    let mut outputs = Outputs::new(tables, rejects, plan.style, journal)?;
    let done = outputs.begin(|| facts(plan, &table, columns.id, text, rater.scorer()).map(Some))?;
    let mut report: ScoreReport = done.map(|done| done.state).unwrap_or_default();

    progress.set_length(table.len());
    progress.set_position(report.read);
    progress.reset_eta();
    let skipped = usize::try_from(report.read).unwrap_or(usize::MAX);
    thread::scope(|scope| {
        // Reading and tokenizing run beside the engines, one window ahead.
        let (sender, windows) = sync_channel(1);
        let rows: Rows = Box::new(table.rows(columns.id).skip(skipped));
        let encoder = rater.encoder();
        scope.spawn(move || read_windows(rows, columns.id, text, encoder, &sender));
        for window in windows {
            let window = window?;
            let statements: Vec<(&str, &[u32])> = window
                .iter()
                .flatten()
                .map(|(row, ids)| (row.fields[text].as_str(), &ids[..]))
                .collect();
            let rated = rater.rate(&statements, &|done| progress.inc(done as u64))?;
            let mut rated = rated.iter();
            for row in &window {
                report.read += 1;
                match row {
                    Ok((row, _)) => {
                        let added = rated
                            .next()
                            .ok_or_else(|| Error::Internal("a score is missing".to_owned()))?;
                        let fields = row.fields.iter().chain(added);
                        outputs.write(&dictionary::SCORED, fields)?;
                        report.scored += 1;
                    }
                    Err(reject) => {
                        outputs.reject(reject)?;
                        report.rejected += 1;
                        progress.inc(1);
                    }
                }
            }
            outputs.seal(&so_far(&report, &table))?;
        }
        Ok::<_, Error>(())
    })?;

    if report.read != table.len() || report.scored + report.rejected != report.read {
        let problem = format!("the table has {} rows, but {report:?}", table.len());
        return Err(Error::Internal(problem));
    }
    report.tables = outputs.finish()?;
    progress.finish_and_clear();
    Ok(report)
}

/// What the scored rows depend on.
fn facts(
    plan: &ScorePlan,
    table: &Table,
    id: Option<usize>,
    text: usize,
    scorer: &Scorer,
) -> Result<Facts, Error> {
    // Named one by one, so that a part that is added to the plan is thought of here.
    let ScorePlan {
        input: _,
        columns: _,
        // The rows are the same wherever and however they are written.
        output: _,
        style: _,
        rejects: _,
        rating:
            Rating {
                model: _,
                options,
                thresholds,
                intervals,
                evidence,
            },
    } = plan;
    let header = table.header();
    let facts = Facts::of("score")
        .with_content("the content of the table", &table.sha256()?)
        .with("its format", &table.format())
        .with("--text-column", &header[text])
        .with_optional("--id-column", id.map(|id| &header[id] as _))
        .with_model(scorer.folder(), options)
        .with("--concrete-from", &thresholds.concrete())
        .with("--hedged-to", &thresholds.hedged())
        .with("--intervals", intervals)
        .with("--evidence", &evidence.is_some());
    Ok(match evidence {
        Some(cues) => facts.with_content("the list of actors", &cues.actors().sha256()?),
        None => facts,
    })
}

/// How far the scoring of a table has come.
fn so_far<'a>(report: &'a ScoreReport, table: &Table) -> Done<&'a ScoreReport> {
    let (read, all) = (HumanCount(report.read), HumanCount(table.len()));
    Done {
        kept: format!("{read} of {all} rows"),
        finished: report.read == table.len(),
        state: report,
    }
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
    while window.len() < Runner::WINDOW && bytes < BYTES {
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
