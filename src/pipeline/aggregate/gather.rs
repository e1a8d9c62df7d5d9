//! Scored statements → sums by cell and document.

use super::super::scored::ScoredColumns;
use crate::aggregates::{By, Cells, Key, Measured, Part};
use crate::error::Error;
use crate::statements::{Actors, TopicFinder};
use crate::tables::dictionary::REJECT_REASON;
use crate::tables::{ColumnNames, Heading, Reject, Row, missing_column};

/// More actors and topics than a sentence has.
const MOST_CELLS: usize = 10_000;

/// How statements are gathered.
pub struct Gathering {
    /// Their columns' names.
    pub columns: ColumnNames,
    /// What to group by.
    pub by: Vec<By>,
    /// The topics, for statements that come without.
    pub topics: TopicFinder,
    /// The actors' spellings.
    pub actors: Actors,
}

/// Cells that grow.
pub(in crate::pipeline) struct Gatherer<'a> {
    plan: &'a Gathering,
    fields: Fields,
    cells: Cells,
    /// Rows that were gathered.
    pub(in crate::pipeline) used: u64,
    /// Those of them without a date that can be read, where dates are needed.
    pub(in crate::pipeline) undated: u64,
}

impl<'a> Gatherer<'a> {
    /// For rows of a table with these columns.
    pub(in crate::pipeline) fn of<'b>(
        plan: &'a Gathering,
        table: impl Into<Heading<'b>>,
    ) -> Result<Self, Error> {
        Ok(Self {
            plan,
            fields: Fields::find(plan, table.into())?,
            cells: Cells::new(),
            used: 0,
            undated: 0,
        })
    }

    /// The column that names rows.
    pub(in crate::pipeline) fn id(&self) -> Option<usize> {
        self.fields.scored.columns.id
    }

    /// Adds rows, whose topics are found together. Those that cannot be used are
    /// given to `reject`.
    pub(in crate::pipeline) fn add(
        &mut self,
        rows: impl IntoIterator<Item = Result<Row, Reject>>,
        mut reject: impl FnMut(Reject) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut statements = Vec::new();
        for row in rows {
            match row.and_then(|row| self.fields.statement(self.plan, &row)) {
                Ok(statement) => statements.push(statement),
                Err(found) => reject(found)?,
            }
        }
        add_topics(self.plan, &mut statements)?;
        for statement in &statements {
            self.used += 1;
            self.undated += u64::from(statement.undated);
            for key in statement.keys() {
                self.cells
                    .entry(key)
                    .or_default()
                    .add(&statement.document, &statement.measured);
            }
        }
        Ok(())
    }

    /// What was gathered.
    pub(in crate::pipeline) fn into_cells(self) -> Cells {
        self.cells
    }
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
    /// Where scoring said why a row has no score.
    reason: Option<usize>,
}

impl Fields {
    fn find(plan: &Gathering, table: Heading) -> Result<Self, Error> {
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
        let by = plan
            .by
            .iter()
            .map(|by| match by {
                By::Column(name) => table
                    .position(name)
                    .map(Some)
                    .ok_or_else(|| missing_column(table, name, "--by")),
                _ => Ok(None),
            })
            .collect::<Result<_, _>>()?;
        let reason = table.position(&REJECT_REASON.name);
        Ok(Self { scored, by, reason })
    }

    fn statement(&self, plan: &Gathering, row: &Row) -> Result<Statement, Reject> {
        let reason = row.field(self.reason);
        if !reason.is_empty() {
            return Err(row.reject(self.scored.columns.id, reason));
        }
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
fn add_topics(plan: &Gathering, statements: &mut [Statement]) -> Result<(), Error> {
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
