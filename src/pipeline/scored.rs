//! The rows of a scored table, understood: what aggregation and comparison both
//! read.

use jiff::civil::Date;

use crate::aggregates::Measured;
use crate::error::Error;
use crate::scores::Label;
use crate::statements::{Actors, UNKNOWN, parse_date};
use crate::tables::{ColumnNames, Columns, Heading, Reject, Row, missing_column};

/// Where the parts of a scored statement stand in a row.
#[derive(Debug)]
pub(super) struct ScoredColumns {
    /// The columns that the table had before it was scored.
    pub(super) columns: Columns,
    score: usize,
    specificity: usize,
    firmness: usize,
    label: usize,
}

impl ScoredColumns {
    pub(super) fn find<'a>(
        table: impl Into<Heading<'a>>,
        names: &ColumnNames,
    ) -> Result<Self, Error> {
        let table = table.into();
        let columns = names.find(table)?;
        let scored = |name| scored_column(table, name);
        Ok(Self {
            columns,
            score: scored("score")?,
            specificity: scored("specificity")?,
            firmness: scored("firmness")?,
            label: scored("label")?,
        })
    }

    /// An error where the table tells neither actors nor speakers.
    pub(super) fn need_actor<'a>(&self, table: impl Into<Heading<'a>>) -> Result<(), Error> {
        if self.columns.actor.is_none() && self.columns.speaker.is_none() {
            let flags = "--actor-column or --speaker-column";
            return Err(missing_column(table, "actor", flags));
        }
        Ok(())
    }

    /// An error where the table tells neither topics nor the texts to find them in.
    pub(super) fn need_topic<'a>(&self, table: impl Into<Heading<'a>>) -> Result<(), Error> {
        if self.columns.topic.is_none() && self.columns.text.is_none() {
            let flags = "--topic-column or --text-column";
            return Err(missing_column(table, "topic", flags));
        }
        Ok(())
    }

    /// An error where the table has no texts.
    pub(super) fn need_text<'a>(&self, table: impl Into<Heading<'a>>) -> Result<(), Error> {
        if self.columns.text.is_none() {
            return Err(missing_column(table, "text", "--text-column"));
        }
        Ok(())
    }

    /// An error where the table has no dates.
    pub(super) fn need_date<'a>(&self, table: impl Into<Heading<'a>>) -> Result<(), Error> {
        if self.columns.date.is_none() {
            return Err(missing_column(table, "date", "--date-column"));
        }
        Ok(())
    }

    pub(super) fn measured(&self, row: &Row) -> Result<Measured, Reject> {
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
        Ok(Measured {
            score: score("score", self.score)?,
            specificity: score("specificity", self.specificity)?,
            firmness: score("firmness", self.firmness)?,
            label: row.fields[self.label].parse::<Label>().map_err(reject)?,
        })
    }

    pub(super) fn date(&self, row: &Row) -> Option<Date> {
        parse_date(row.field(self.columns.date))
    }

    /// The actors' ids; an actor's spelling as it stands where that is not known.
    /// A statement of several (`US;CN`) is each one's.
    pub(super) fn actors(&self, row: &Row, actors: &Actors) -> Vec<String> {
        let date = self.date(row);
        let resolve = |spelling| actors.resolve(spelling, date);
        let mut found: Vec<&str> = listed(row.field(self.columns.actor))
            .map(|actor| resolve(actor).unwrap_or(actor))
            .collect();
        if found.is_empty() {
            found.push(resolve(row.field(self.columns.speaker)).unwrap_or(UNKNOWN));
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(str::to_owned).collect()
    }

    /// The topics that the table names; none where they have to be found.
    pub(super) fn topics(&self, row: &Row) -> Vec<String> {
        listed(row.field(self.columns.topic))
            .map(str::to_owned)
            .collect()
    }

    /// What a statement shares with those that were made together with it: the
    /// document where the table names it, else source and date, else date and
    /// speaker. A statement of which none is known stands alone, under its id, else
    /// its text, else all its fields: not by its place, so that the parts of a table
    /// tell the same documents as the whole.
    pub(super) fn document(&self, row: &Row) -> String {
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
            let alone = [columns.id, columns.text].map(|column| row.field(column));
            return match alone.into_iter().find(|field| !field.is_empty()) {
                Some(field) => format!("\u{1f}\u{1f}{field}"),
                None => format!("\u{1f}\u{1f}{}", row.fields.join("\u{1f}")),
            };
        }
        format!("{beside}\u{1f}{date}")
    }
}

/// The position of a column that scoring adds.
pub(super) fn scored_column<'a>(table: impl Into<Heading<'a>>, name: &str) -> Result<usize, Error> {
    let table = table.into();
    table.position(name).ok_or_else(|| {
        let problem = format!("has no column {name:?}; run `hedgerow score` on it first");
        Error::malformed(table.path, problem)
    })
}

/// The entries of a field that may hold several, separated by `;`.
fn listed(field: &str) -> impl Iterator<Item = &str> {
    field
        .split(';')
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
}
