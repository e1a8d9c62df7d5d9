//! A stage's tables on their way out.
//!
//! Enter: rows, each for one of the tables, and how far the stage has come. They go
//! to the journal where there is one, so that the work on them is done once, and
//! at the end from there to the tables; without one they go to the tables at once.
//! Leave: the whole tables.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::journal::{Done, Facts, Journal};
use crate::error::Error;
use crate::tables::{
    Reject, Rejects, Schema, Style, TableInfo, TableWriter, Target, Written, dictionary,
};

/// The tables, and the rejects file beside them.
pub(super) struct Outputs<'a> {
    plans: Vec<(Target, Schema)>,
    style: Style,
    /// Open unless there is a journal.
    writers: Vec<TableWriter>,
    rejects: Rejects,
    journal: &'a mut Journal,
}

impl<'a> Outputs<'a> {
    /// Finds out whether the tables can be written, before any work.
    pub(super) fn new(
        plans: Vec<(Target, Schema)>,
        rejects: Rejects,
        style: Style,
        journal: &'a mut Journal,
    ) -> Result<Self, Error> {
        let writers = create(&plans, style)?;
        Ok(Self {
            plans,
            style,
            writers,
            rejects,
            journal,
        })
    }

    /// How far an interrupted run of this stage had come, if there was one. See
    /// [`Journal::begin`].
    pub(super) fn begin<S: DeserializeOwned>(
        &mut self,
        facts: impl FnOnce() -> Result<Option<Facts>, Error>,
    ) -> Result<Option<Done<S>>, Error> {
        let done = self.journal.begin(facts)?;
        if self.journal.keeps() {
            // Nothing but the journal is there while the work goes on.
            self.writers.clear();
        }
        Ok(done)
    }

    /// Adds a row to a table.
    pub(super) fn write<T: AsRef<str>>(
        &mut self,
        table: &TableInfo,
        fields: impl IntoIterator<Item = T>,
    ) -> Result<(), Error> {
        let fields: Vec<T> = fields.into_iter().collect();
        let fields: Vec<&str> = fields.iter().map(AsRef::as_ref).collect();
        if self.journal.keeps() {
            return self.journal.row(table.name, &fields);
        }
        put(&mut self.writers, &mut self.rejects, table.name, &fields)
    }

    /// Adds a row to the rejects file.
    pub(super) fn reject(&mut self, reject: &Reject) -> Result<(), Error> {
        self.write(&dictionary::REJECTS, reject.fields())
    }

    /// Makes what was written so far last.
    pub(super) fn seal<S: Serialize>(&mut self, done: &Done<S>) -> Result<(), Error> {
        self.journal.seal(done)
    }

    /// Puts the tables in their places, and says what was written.
    pub(super) fn finish(self) -> Result<Vec<Written>, Error> {
        let Self {
            plans,
            style,
            mut writers,
            mut rejects,
            journal,
        } = self;
        if journal.keeps() {
            writers = create(&plans, style)?;
            journal.replay(|table, fields| put(&mut writers, &mut rejects, table, &fields))?;
        }
        let mut tables: Vec<Written> = writers
            .into_iter()
            .map(TableWriter::finish)
            .collect::<Result<_, _>>()?;
        tables.extend(rejects.finish()?);
        Ok(tables)
    }
}

fn create(plans: &[(Target, Schema)], style: Style) -> Result<Vec<TableWriter>, Error> {
    plans
        .iter()
        .map(|(target, schema)| TableWriter::create(target, style, schema.clone()))
        .collect()
}

fn put<T: AsRef<str>>(
    writers: &mut [TableWriter],
    rejects: &mut Rejects,
    table: &str,
    fields: &[T],
) -> Result<(), Error> {
    if table == dictionary::REJECTS.name {
        return rejects.write(fields);
    }
    match writers.iter_mut().find(|writer| writer.name() == table) {
        Some(writer) => writer.write(fields),
        None => Err(Error::Internal(format!("a row for no table: {table}"))),
    }
}
