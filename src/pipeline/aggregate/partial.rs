//! Sums by cell and document, as rows of a table and back.
//!
//! They are whole numbers and the bootstrap draws a document by its name, so parts
//! merge to the same cells in whatever order, however the statements were divided.

use crate::aggregates::{By, Cells, Part, Sums};
use crate::error::Error;
use crate::tables::dictionary::PARTIAL;
use crate::tables::{Heading, Row, Schema};

use super::grouping;

/// The columns of partial tables by these things.
///
/// # Errors
/// Where one of them is called as a column of the sums is.
pub(in crate::pipeline) fn schema(by: &[By]) -> Result<Schema, Error> {
    let names: Vec<String> = by.iter().map(ToString::to_string).collect();
    if let Some(name) = names
        .iter()
        .find(|by| PARTIAL.names().any(|own| own == *by))
    {
        let problem = format!("--by {name} is the name of a column of partial tables; rename it");
        return Err(Error::Usage(problem));
    }
    Ok(PARTIAL.behind(by.iter().map(grouping)))
}

/// The rows of a partial table, in the order of cells and documents.
pub(in crate::pipeline) fn partial_rows<'a>(
    by: &[By],
    cells: &'a Cells,
) -> impl Iterator<Item = Vec<String>> + 'a {
    let topic = topic_of(by);
    cells.iter().flat_map(move |(key, cell)| {
        let all = topic.is_some_and(|topic| key[topic] == Part::All);
        cell.sums().map(move |(document, sums)| {
            let parts = key.iter().map(|part| match part {
                Part::All => String::new(),
                Part::Value(value) => value.clone(),
            });
            let own = [if all { "yes" } else { "no" }, document].map(str::to_owned);
            let numbers = sums.numbers().map(|number| number.to_string());
            parts.chain(own).chain(numbers).collect()
        })
    })
}

/// Which part of the key may be that of all topics together.
fn topic_of(by: &[By]) -> Option<usize> {
    by.iter().position(|by| *by == By::Topic)
}

/// Cells that grow by the rows of partial tables.
pub(in crate::pipeline) struct Merger {
    by: Vec<By>,
    topic: Option<usize>,
    cells: Cells,
}

impl Merger {
    /// By what the table is by.
    pub(in crate::pipeline) fn of<'a>(table: impl Into<Heading<'a>>) -> Result<Self, Error> {
        let table = table.into();
        let first = PARTIAL.names().next().unwrap_or_default();
        let own = table.position(first).unwrap_or_default();
        if !PARTIAL
            .names()
            .eq(table.names[own..].iter().map(String::as_str))
        {
            let problem = "is not a partial table; make it with `hedgerow aggregate --partial`";
            return Err(Error::malformed(table.path, problem));
        }
        // A name is always one of something.
        let by: Vec<By> = table.names[..own]
            .iter()
            .map(|name| name.parse().unwrap_or_else(|_| By::Column(name.clone())))
            .collect();
        Ok(Self {
            topic: topic_of(&by),
            by,
            cells: Cells::new(),
        })
    }

    /// An error where a table is not by the same things.
    pub(in crate::pipeline) fn expect<'a>(
        &self,
        table: impl Into<Heading<'a>>,
    ) -> Result<(), Error> {
        let table = table.into();
        let other = Self::of(table)?;
        if other.by == self.by {
            return Ok(());
        }
        let list = |by: &[By]| {
            let names: Vec<String> = by.iter().map(ToString::to_string).collect();
            names.join(",")
        };
        let (theirs, ours) = (list(&other.by), list(&self.by));
        let problem = format!("is by {theirs}, and the first table by {ours}; make all alike");
        Err(Error::malformed(table.path, problem))
    }

    /// Adds a row.
    pub(in crate::pipeline) fn add<'a>(
        &mut self,
        table: impl Into<Heading<'a>>,
        row: &Row,
    ) -> Result<(), Error> {
        let (parts, own) = row.fields.split_at(self.by.len());
        let mut key: Vec<Part> = parts.iter().cloned().map(Part::Value).collect();
        let (sums, all) = match (sums(&own[2..]), own[0].as_str(), self.topic) {
            (Some(sums), "no", _) => (sums, None),
            (Some(sums), "yes", Some(topic)) => (sums, Some(topic)),
            _ => return Err(damaged(table, Some(row.line), "its sums cannot be")),
        };
        if let Some(topic) = all {
            key[topic] = Part::All;
        }
        self.cells.entry(key).or_default().add_sums(&own[1], &sums);
        Ok(())
    }

    /// By what the cells are, and the cells.
    pub(in crate::pipeline) fn into_cells(self) -> (Vec<By>, Cells) {
        (self.by, self.cells)
    }
}

fn sums(fields: &[String]) -> Option<Sums> {
    let numbers: Vec<u64> = fields
        .iter()
        .map(|field| field.parse().ok())
        .collect::<Option<_>>()?;
    Sums::of(numbers.try_into().ok()?)
}

/// The error for a row of a partial table that the program did not write so.
pub(in crate::pipeline) fn damaged<'a>(
    table: impl Into<Heading<'a>>,
    line: Option<u64>,
    why: &str,
) -> Error {
    let line = line.unwrap_or_default();
    let problem = format!("is damaged in line {line}: {why}; make it again");
    Error::malformed(table.into().path, problem)
}
