//! Scored statements → cells.

use std::path::PathBuf;

use indicatif::ProgressBar;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::aggregates::{By, Cell, Cells, Key, Measured, Part, Summary};
use crate::error::Error;
use crate::scores::Label;
use crate::statements::{Actors, Topics, UNKNOWN, parse_date};
use crate::tables::{
    ColumnNames, Columns, Input, Reject, Rejects, Row, Table, TableWriter, Target, missing_column,
};

/// The columns of a cell behind those it is grouped by.
const MEASURES: [&str; 9] = [
    "n",
    "n_documents",
    "mean_score",
    "ci_low",
    "ci_high",
    "mean_specificity",
    "mean_firmness",
    "share_concrete",
    "share_hedged",
];

/// What to aggregate, by what, and where to.
#[derive(Debug)]
pub struct AggregatePlan {
    /// The scored statements.
    pub input: Input,
    /// Their columns' names.
    pub columns: ColumnNames,
    /// The cells.
    pub output: Target,
    /// The rows that could not be used.
    pub rejects: PathBuf,
    /// What to group by.
    pub by: Vec<By>,
    /// The topics, for statements that come without.
    pub topics: Topics,
    /// The actors' spellings.
    pub actors: Actors,
    /// Below so many documents a cell has no interval.
    pub min_documents: u64,
    /// Seeds the bootstrap.
    pub seed: u64,
}

/// What was done.
#[derive(Debug, Clone, PartialEq)]
pub struct AggregateReport {
    /// Rows that were read.
    pub read: u64,
    /// Rows that were rejected.
    pub rejected: u64,
    /// Rows with no date that could be read, where dates were needed.
    pub undated: u64,
    /// The cells in the order of their table.
    pub cells: Vec<(Key, Summary)>,
}

/// Aggregates a table of scored statements into cells.
pub fn aggregate(plan: &AggregatePlan, progress: &ProgressBar) -> Result<AggregateReport, Error> {
    let table = Table::open(&plan.input)?;
    let fields = Fields::find(plan, &table)?;
    let by = plan.by.iter().map(ToString::to_string);
    let header = by.chain(MEASURES.map(str::to_owned));
    let writer = TableWriter::create(&plan.output, header)?;
    let mut rejects = Rejects::new(&plan.rejects)?;

    progress.set_length(table.len());
    let mut cells = Cells::new();
    let (mut read, mut rejected, mut undated) = (0, 0, 0);
    for row in table.rows(fields.columns.id) {
        read += 1;
        progress.inc(1);
        let used = row?.and_then(|row| fields.statement(plan, &row));
        match used {
            Ok(statement) => {
                undated += u64::from(statement.undated);
                for key in statement.keys {
                    cells
                        .entry(key)
                        .or_default()
                        .add(&statement.document, &statement.measured);
                }
            }
            Err(reject) => {
                rejects.add(&reject)?;
                rejected += 1;
            }
        }
    }
    if read != table.len() {
        let problem = format!("the table has {} rows, {read} were read", table.len());
        return Err(Error::Internal(problem));
    }
    let cells = summarize(cells, plan);
    write(writer, &cells)?;
    rejects.finish()?;
    progress.finish_and_clear();
    Ok(AggregateReport {
        read,
        rejected,
        undated,
        cells,
    })
}

fn summarize(cells: Cells, plan: &AggregatePlan) -> Vec<(Key, Summary)> {
    let cells: Vec<(Key, Cell)> = cells.into_iter().collect();
    cells
        .into_par_iter()
        .filter_map(|(key, cell)| Some((key, cell.summary(plan.min_documents, plan.seed)?)))
        .collect()
}

fn write(mut writer: TableWriter, cells: &[(Key, Summary)]) -> Result<(), Error> {
    for (key, cell) in cells {
        let number = |number: f64| format!("{number:.4}");
        let bound = |bound: Option<f64>| bound.map(number).unwrap_or_default();
        let measures = [
            cell.n.to_string(),
            cell.n_documents.to_string(),
            number(cell.mean_score),
            bound(cell.interval.map(|interval| interval.low)),
            bound(cell.interval.map(|interval| interval.high)),
            number(cell.mean_specificity),
            number(cell.mean_firmness),
            number(cell.share_concrete),
            number(cell.share_hedged),
        ];
        writer.write(key.iter().map(ToString::to_string).chain(measures))?;
    }
    writer.finish()
}

/// A statement as the cells need it.
struct Statement {
    keys: Vec<Key>,
    document: String,
    measured: Measured,
    undated: bool,
}

/// Where in a row the needed fields stand.
struct Fields {
    columns: Columns,
    score: usize,
    specificity: usize,
    firmness: usize,
    label: usize,
    /// For each [`By::Column`], its position.
    by: Vec<Option<usize>>,
}

impl Fields {
    fn find(plan: &AggregatePlan, table: &Table) -> Result<Self, Error> {
        let columns = plan.columns.find(table)?;
        let position = |name: &str| table.header().iter().position(|column| column == name);
        let scored = |name| {
            position(name).ok_or_else(|| {
                let problem = format!("has no column {name:?}; run `hedgerow score` on it first");
                Error::malformed(table.path(), problem)
            })
        };
        if plan.by.contains(&By::Topic) && columns.topic.is_none() && columns.text.is_none() {
            return Err(missing_column(
                table,
                "topic",
                "--topic-column or --text-column",
            ));
        }
        if plan.by.contains(&By::Actor) && columns.actor.is_none() && columns.speaker.is_none() {
            return Err(missing_column(
                table,
                "actor",
                "--actor-column or --speaker-column",
            ));
        }
        if plan.by.iter().any(|by| matches!(by, By::Period(_))) && columns.date.is_none() {
            return Err(missing_column(table, "date", "--date-column"));
        }
        let by = plan
            .by
            .iter()
            .map(|by| match by {
                By::Column(name) => position(name)
                    .map(Some)
                    .ok_or_else(|| missing_column(table, name, "--by")),
                _ => Ok(None),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            columns,
            score: scored("score")?,
            specificity: scored("specificity")?,
            firmness: scored("firmness")?,
            label: scored("label")?,
            by,
        })
    }

    fn statement(&self, plan: &AggregatePlan, row: &Row) -> Result<Statement, Reject> {
        let reject = |reason: String| row.reject(self.columns.id, reason);
        let score = |name: &str, index: usize| {
            let field = row.fields[index].trim();
            match field.parse::<f64>() {
                Ok(score) if (0.0..=1.0).contains(&score) => Ok(score),
                _ => Err(reject(format!(
                    "{name} is {field:?}, not a number from 0 to 1"
                ))),
            }
        };
        let measured = Measured {
            score: score("score", self.score)?,
            specificity: score("specificity", self.specificity)?,
            firmness: score("firmness", self.firmness)?,
            label: row.fields[self.label].parse::<Label>().map_err(reject)?,
        };
        let date = parse_date(row.field(self.columns.date));
        let mut keys = vec![Key::new()];
        let mut undated = false;
        for (by, column) in plan.by.iter().zip(&self.by) {
            let parts = match by {
                By::Actor => self.actors(plan, row, date),
                By::Topic => self.topics(plan, row),
                By::Period(period) => {
                    undated |= date.is_none();
                    let period = date.map(|date| period.of(date));
                    vec![Part::Value(period.unwrap_or_default())]
                }
                By::Column(_) => vec![Part::Value(row.field(*column).to_owned())],
            };
            keys = keys
                .iter()
                .flat_map(|key| {
                    parts.iter().map(move |part| {
                        let mut key = key.clone();
                        key.push(part.clone());
                        key
                    })
                })
                .collect();
        }
        Ok(Statement {
            keys,
            document: self.document(row),
            measured,
            undated,
        })
    }

    /// The actors' ids; an actor's spelling as it stands where that is not known.
    /// A statement of several (`US;CN`) is each one's.
    fn actors(&self, plan: &AggregatePlan, row: &Row, date: Option<Date>) -> Vec<Part> {
        let resolve = |spelling| plan.actors.resolve(spelling, date);
        let mut found: Vec<&str> = listed(row.field(self.columns.actor))
            .map(|actor| resolve(actor).unwrap_or(actor))
            .collect();
        if found.is_empty() {
            found.push(resolve(row.field(self.columns.speaker)).unwrap_or(UNKNOWN));
        }
        found.sort_unstable();
        found.dedup();
        let part = |actor: &str| Part::Value(actor.to_owned());
        found.into_iter().map(part).collect()
    }

    /// All topics together, and each.
    fn topics(&self, plan: &AggregatePlan, row: &Row) -> Vec<Part> {
        let mut topics: Vec<&str> = listed(row.field(self.columns.topic)).collect();
        if topics.is_empty() {
            topics = plan.topics.of(row.field(self.columns.text));
        }
        topics.sort_unstable();
        topics.dedup();
        let topics = topics
            .into_iter()
            .map(|topic| Part::Value(topic.to_owned()));
        std::iter::once(Part::All).chain(topics).collect()
    }

    /// What a statement shares with those that were made together with it: the
    /// document where the table names it, else source and date, else date and
    /// speaker. A statement of which none is known stands alone.
    fn document(&self, row: &Row) -> String {
        let columns = &self.columns;
        let document = row.field(columns.document);
        if !document.is_empty() {
            return document.to_owned();
        }
        let (source, date) = (row.field(columns.source), row.field(columns.date));
        let beside = if source.is_empty() {
            row.field(columns.speaker)
        } else {
            source
        };
        if beside.is_empty() && date.is_empty() {
            return format!("line {}", row.line);
        }
        format!("{beside}\u{1f}{date}")
    }
}

/// The entries of a field that may hold several, separated by `;`.
fn listed(field: &str) -> impl Iterator<Item = &str> {
    field
        .split(';')
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
}
