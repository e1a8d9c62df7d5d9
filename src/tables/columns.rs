//! Which column of a table plays which part.

use std::path::Path;

use crate::error::Error;
use crate::tables::Table;

/// What a table's columns are called, however its rows come.
#[derive(Debug, Clone, Copy)]
pub struct Heading<'a> {
    /// The file, or words for a stream.
    pub path: &'a Path,
    /// The columns, in order.
    pub names: &'a [String],
}

impl<'a> From<&'a Table> for Heading<'a> {
    fn from(table: &'a Table) -> Self {
        Self {
            path: table.path(),
            names: table.header(),
        }
    }
}

impl Heading<'_> {
    /// What messages call a stream that is read.
    #[must_use]
    pub fn stdin() -> &'static Path {
        Path::new("standard input")
    }

    /// The position of a column.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|column| column == name)
    }

    /// An error where there is a column that a stage is about to add: it would be
    /// there twice.
    pub(crate) fn refuse_column(&self, column: &str, stage: &str) -> Result<(), Error> {
        if self.position(column).is_some() {
            let problem = format!("has a column {column:?}, which {stage} adds; rename or drop it");
            return Err(Error::malformed(self.path, problem));
        }
        Ok(())
    }
}

/// The names by which a table's columns are found. By default a column is named
/// as its part: `text`, `id`, `date`, `source`, `document`, `actor`, `speaker`,
/// `topic`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnNames {
    /// The statement itself.
    pub text: Option<String>,
    /// Names a row, also among the rejects.
    pub id: Option<String>,
    /// When it was said.
    pub date: Option<String>,
    /// Where it stands: a paper, an office, a page.
    pub source: Option<String>,
    /// The article, transcript or release: what the bootstrap resamples.
    pub document: Option<String>,
    /// On whose behalf it was said.
    pub actor: Option<String>,
    /// Who said it.
    pub speaker: Option<String>,
    /// What it is about; several are separated by `;`.
    pub topic: Option<String>,
}

/// The positions of the columns in a table; `None` where it has no such column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the fields are those of `ColumnNames`
pub struct Columns {
    pub text: Option<usize>,
    pub id: Option<usize>,
    pub date: Option<usize>,
    pub source: Option<usize>,
    pub document: Option<usize>,
    pub actor: Option<usize>,
    pub speaker: Option<usize>,
    pub topic: Option<usize>,
}

impl ColumnNames {
    /// Finds the columns in a table. One that was asked for by name must be
    /// there; one that goes by its default name may be missing.
    pub fn find<'a>(&self, table: impl Into<Heading<'a>>) -> Result<Columns, Error> {
        let table = table.into();
        let find = |part, asked: &Option<String>| find_column(table, part, asked.as_deref());
        Ok(Columns {
            text: find("text", &self.text)?,
            id: find("id", &self.id)?,
            date: find("date", &self.date)?,
            source: find("source", &self.source)?,
            document: find("document", &self.document)?,
            actor: find("actor", &self.actor)?,
            speaker: find("speaker", &self.speaker)?,
            topic: find("topic", &self.topic)?,
        })
    }

    /// As [`Self::find`], where the table is of no use without its text.
    pub fn find_with_text<'a>(
        &self,
        table: impl Into<Heading<'a>>,
    ) -> Result<(Columns, usize), Error> {
        let table = table.into();
        let columns = self.find(table)?;
        let text = columns
            .text
            .ok_or_else(|| missing(table, "text", "--text-column"))?;
        Ok((columns, text))
    }
}

/// Finds the column that plays a part: under the name that was asked for, where it
/// must be there, else under the part's own, where it may be missing.
pub(crate) fn find_column<'a>(
    table: impl Into<Heading<'a>>,
    part: &str,
    asked: Option<&str>,
) -> Result<Option<usize>, Error> {
    let table = table.into();
    let wanted = asked.unwrap_or(part);
    let found = table.position(wanted);
    if found.is_none() && asked.is_some() {
        return Err(missing(table, wanted, &format!("--{part}-column")));
    }
    Ok(found)
}

/// As many columns as fit a message.
const SHOWN: usize = 30;

/// The names of columns for a message; of many, or of very long ones, not all.
fn few(names: &[String]) -> String {
    let short = |name: &String| match name.char_indices().nth(2 * SHOWN) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.clone(),
    };
    let shown: Vec<String> = names.iter().take(SHOWN).map(short).collect();
    let shown = shown.join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// The error for a column that a table lacks.
pub(crate) fn missing<'a>(table: impl Into<Heading<'a>>, column: &str, flag: &str) -> Error {
    let table = table.into();
    Error::MissingColumn {
        path: table.path.to_owned(),
        column: column.to_owned(),
        columns: few(table.names),
        flag: flag.to_owned(),
    }
}
