//! Which column of a table of articles plays which part.

use crate::error::Error;
use crate::tables::{Heading, Row, find_column, missing_column};

/// The names by which the columns of a table of articles are found. By default
/// a column is named as its part: `text`, `title`, `date`, `source`, `url`,
/// `author`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleColumns {
    /// The article itself.
    pub text: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// Who wrote or issued it.
    pub author: Option<String>,
    /// Names it, among all articles. Not looked for where it is not asked for.
    pub id: Option<String>,
}

/// The positions of the columns in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Positions {
    pub(super) text: usize,
    pub(super) title: Option<usize>,
    pub(super) date: Option<usize>,
    pub(super) source: Option<usize>,
    pub(super) url: Option<usize>,
    pub(super) author: Option<usize>,
    pub(super) id: Option<usize>,
}

impl Positions {
    /// What a row names its article, if it does.
    pub(super) fn id<'a>(&self, row: &'a Row) -> Option<&'a str> {
        Some(row.field(self.id)).filter(|id| !id.is_empty())
    }
}

impl ArticleColumns {
    /// Finds the columns in a table. The text must be there, and what was asked
    /// for by name.
    pub(super) fn find<'a>(&self, table: impl Into<Heading<'a>>) -> Result<Positions, Error> {
        let table = table.into();
        let find = |part, asked: &Option<String>| find_column(table, part, asked.as_deref());
        let text = find("text", &self.text)?
            .ok_or_else(|| missing_column(table, "text", "--text-column"))?;
        let positions = Positions {
            text,
            title: find("title", &self.title)?,
            date: find("date", &self.date)?,
            source: find("source", &self.source)?,
            url: find("url", &self.url)?,
            author: find("author", &self.author)?,
            id: match &self.id {
                Some(_) => find("id", &self.id)?,
                None => None,
            },
        };
        self.refuse_statements(table, &positions)?;
        Ok(positions)
    }

    /// A row that has an actor or a speaker, and neither a title nor a url, is a
    /// statement that somebody has already taken from its article. Reading it as
    /// an article would attribute it a second time.
    fn refuse_statements(&self, table: Heading, positions: &Positions) -> Result<(), Error> {
        if self.text.is_some() || positions.title.is_some() || positions.url.is_some() {
            return Ok(());
        }
        match table
            .names
            .iter()
            .find(|name| matches!(name.as_str(), "actor" | "speaker"))
        {
            Some(name) => Err(Error::malformed(
                table.path,
                format!(
                    "has a column {name:?} and neither title nor url: a table of statements, \
                     not of articles. Score it as it is, or name its text with --text-column"
                ),
            )),
            None => Ok(()),
        }
    }
}
