//! Scored statements → cells.

use std::path::PathBuf;

use indicatif::ProgressBar;
use rayon::prelude::*;
use serde::Serialize;

use super::scored::ScoredColumns;
use crate::aggregates::{By, Cell, Cells, Key, Measured, Part, Summary};
use crate::error::Error;
use crate::statements::{Actors, TopicFinder};
use crate::tables::{
    Column, ColumnNames, Input, Kind, Reject, Rejects, Row, Style, Table, TableWriter, Target,
    Written, dictionary, missing_column,
};

/// Rows whose topics are found together.
const WINDOW: usize = 4096;

/// More actors and topics than a sentence has.
const MOST_CELLS: usize = 10_000;

/// What to aggregate, by what, and where to.
pub struct AggregatePlan {
    /// The scored statements.
    pub input: Input,
    /// Their columns' names.
    pub columns: ColumnNames,
    /// The cells.
    pub output: Target,
    /// How tables are written.
    pub style: Style,
    /// The rows that could not be used.
    pub rejects: PathBuf,
    /// What to group by.
    pub by: Vec<By>,
    /// The topics, for statements that come without.
    pub topics: TopicFinder,
    /// The actors' spellings.
    pub actors: Actors,
    /// Below so many documents a cell has no interval.
    pub min_documents: u64,
    /// Seeds the bootstrap.
    pub seed: u64,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AggregateReport {
    /// Rows that were read.
    pub read: u64,
    /// Rows that were rejected.
    pub rejected: u64,
    /// Rows with no date that could be read, where dates were needed.
    pub undated: u64,
    /// The cells in the order of their table.
    #[serde(skip)]
    pub cells: Vec<(Key, Summary)>,
    /// The tables that were written.
    #[serde(skip)]
    pub tables: Vec<Written>,
}

/// Aggregates a table of scored statements into cells.
pub fn aggregate(plan: &AggregatePlan, progress: &ProgressBar) -> Result<AggregateReport, Error> {
    let table = Table::open(&plan.input)?;
    let fields = Fields::find(plan, &table)?;
    let schema = dictionary::CELLS.behind(plan.by.iter().map(grouping));
    let writer = TableWriter::create(&plan.output, plan.style, schema)?;
    let mut rejects = Rejects::new(&plan.rejects, plan.style)?;

    progress.set_length(table.len());
    let mut cells = Cells::new();
    let (mut read, mut used, mut rejected, mut undated) = (0, 0, 0, 0);
    let mut rows = table.rows(fields.scored.columns.id).peekable();
    while rows.peek().is_some() {
        let mut statements = Vec::new();
        for row in rows.by_ref().take(WINDOW) {
            read += 1;
            match row?.and_then(|row| fields.statement(plan, &row)) {
                Ok(statement) => statements.push(statement),
                Err(reject) => {
                    rejects.add(&reject)?;
                    rejected += 1;
                    progress.inc(1);
                }
            }
        }
        add_topics(plan, &mut statements)?;
        for statement in &statements {
            used += 1;
            undated += u64::from(statement.undated);
            for key in statement.keys() {
                cells
                    .entry(key)
                    .or_default()
                    .add(&statement.document, &statement.measured);
            }
            progress.inc(1);
        }
    }
    if read != table.len() || used + rejected != read {
        let problem = format!(
            "the table has {} rows; {read} were read, {used} used and {rejected} rejected",
            table.len()
        );
        return Err(Error::Internal(problem));
    }
    let cells = summarize(cells, plan);
    let mut tables = vec![write(writer, &cells)?];
    tables.extend(rejects.finish()?);
    progress.finish_and_clear();
    Ok(AggregateReport {
        read,
        rejected,
        undated,
        cells,
        tables,
    })
}

/// The column of what cells are grouped by.
fn grouping(by: &By) -> Column {
    let kind = match by {
        By::Actor | By::Topic | By::Column(_) => Kind::Text,
        By::Period(_) => Kind::Period,
    };
    Column::own(by.to_string(), kind)
}

fn summarize(cells: Cells, plan: &AggregatePlan) -> Vec<(Key, Summary)> {
    let cells: Vec<(Key, Cell)> = cells.into_iter().collect();
    cells
        .into_par_iter()
        .filter_map(|(key, cell)| Some((key, cell.summary(plan.min_documents, plan.seed)?)))
        .collect()
}

fn write(mut writer: TableWriter, cells: &[(Key, Summary)]) -> Result<Written, Error> {
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

/// A statement as the cells need it, but for its topics.
struct Statement {
    /// For each [`By`], the parts of the key; of topics, those the table names.
    parts: Vec<Vec<Part>>,
    text: String,
    document: String,
    measured: Measured,
    undated: bool,
}

impl Statement {
    /// The keys of the cells that it counts in.
    fn keys(&self) -> Vec<Key> {
        let mut keys = vec![Key::new()];
        for parts in &self.parts {
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
        keys
    }
}

/// Where in a row the needed fields stand.
struct Fields {
    scored: ScoredColumns,
    /// For each [`By::Column`], its position.
    by: Vec<Option<usize>>,
}

impl Fields {
    fn find(plan: &AggregatePlan, table: &Table) -> Result<Self, Error> {
        let scored = ScoredColumns::find(table, &plan.columns)?;
        if plan.by.contains(&By::Topic) {
            scored.need_topic(table)?;
        }
        if plan.by.contains(&By::Actor) {
            scored.need_actor(table)?;
        }
        if plan.by.iter().any(|by| matches!(by, By::Period(_))) {
            scored.need_date(table)?;
        }
        let position = |name: &str| table.header().iter().position(|column| column == name);
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
        Ok(Self { scored, by })
    }

    fn statement(&self, plan: &AggregatePlan, row: &Row) -> Result<Statement, Reject> {
        let measured = self.scored.measured(row)?;
        let value = |value: String| Part::Value(value);
        let mut undated = false;
        let mut part = |(by, column): (&By, &Option<usize>)| match by {
            By::Actor => {
                let actors = self.scored.actors(row, &plan.actors);
                actors.into_iter().map(value).collect()
            }
            By::Topic => self.scored.topics(row).into_iter().map(value).collect(),
            By::Period(period) => {
                let date = self.scored.date(row);
                undated |= date.is_none();
                let period = date.map(|date| period.of(date));
                vec![value(period.unwrap_or_default())]
            }
            By::Column(_) => vec![value(row.field(*column).to_owned())],
        };
        let parts: Vec<Vec<Part>> = plan.by.iter().zip(&self.by).map(&mut part).collect();
        // The parts multiply: a few kilobytes of topics and actors make millions.
        let cells = parts.iter().map(Vec::len).fold(1, usize::saturating_mul);
        if cells > MOST_CELLS {
            let reason = format!(
                "counts in {cells} cells, by its actors and topics; the limit is {MOST_CELLS}"
            );
            return Err(row.reject(self.scored.columns.id, reason));
        }
        Ok(Statement {
            parts,
            text: row.field(self.scored.columns.text).to_owned(),
            document: self.scored.document(row),
            measured,
            undated,
        })
    }
}

/// Finds the topics that the table does not name, and puts all together beside
/// them.
fn add_topics(plan: &AggregatePlan, statements: &mut [Statement]) -> Result<(), Error> {
    let Some(topic) = plan.by.iter().position(|by| *by == By::Topic) else {
        return Ok(());
    };
    let untold: Vec<usize> = (0..statements.len())
        .filter(|&index| statements[index].parts[topic].is_empty())
        .collect();
    let texts: Vec<&str> = untold
        .iter()
        .map(|&index| &statements[index].text[..])
        .collect();
    let parts: Vec<Vec<Part>> = plan
        .topics
        .find(&texts)?
        .into_iter()
        .map(|topics| {
            let topics = topics.into_iter().map(str::to_owned);
            topics.map(Part::Value).collect()
        })
        .collect();
    for (index, parts) in untold.into_iter().zip(parts) {
        statements[index].parts[topic] = parts;
    }
    for statement in statements {
        let parts = &mut statement.parts[topic];
        parts.sort_unstable();
        parts.dedup();
        parts.insert(0, Part::All);
    }
    Ok(())
}
