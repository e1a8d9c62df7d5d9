//! What a table's columns are: the one description that types the cells of JSONL
//! and Parquet and that the data dictionary tells people.

use std::borrow::Cow;

use crate::error::Error;

/// What the cells of a column hold. In every format an empty cell (null in JSONL
/// and Parquet) is a missing value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number from 0 up.
    Count,
    /// A whole number.
    Integer,
    /// A number with a point.
    Number(Range),
    /// A day, `2025-11-03` (ISO 8601).
    Date,
    /// `2025-11`, `2025-Q4` or `2025`.
    Period,
    /// Texts, separated by `;`.
    List,
    /// Half-open ranges of bytes, `start-end`, separated by `;`.
    Spans,
}

/// Between which ends a number lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Range {
    /// 0 to 1.
    Share,
    /// -1 to 1.
    Difference,
    /// Nothing is known of it: a column of the user's.
    Any,
}

/// How cells are stored where a format has types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Storage {
    Text,
    Integer,
    Number,
    Date,
}

impl Kind {
    pub(super) fn storage(self) -> Storage {
        match self {
            Self::Text | Self::Word(_) | Self::Period | Self::List | Self::Spans => Storage::Text,
            Self::Count | Self::Integer => Storage::Integer,
            Self::Number(_) => Storage::Number,
            Self::Date => Storage::Date,
        }
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: Cow<'static, str>,
    /// What its cells hold.
    pub kind: Kind,
    /// What it says; empty for a column of the user's.
    pub meaning: &'static str,
    /// What an empty cell means; `None` where no cell is ever empty.
    pub missing: Option<&'static str>,
}

impl Column {
    /// A column of which every cell is filled.
    pub(super) const fn filled(name: &'static str, kind: Kind, meaning: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            kind,
            meaning,
            missing: None,
        }
    }

    /// A column with cells that may be empty, and what that means.
    pub(super) const fn sparse(
        name: &'static str,
        kind: Kind,
        meaning: &'static str,
        missing: &'static str,
    ) -> Self {
        Self {
            name: Cow::Borrowed(name),
            kind,
            meaning,
            missing: Some(missing),
        }
    }

    /// A column of the user's own table.
    #[must_use]
    pub fn own(name: impl Into<String>, kind: Kind) -> Self {
        Self {
            name: Cow::Owned(name.into()),
            kind,
            meaning: "",
            missing: Some("as in the input"),
        }
    }
}

impl Column {
    /// The error for a field that the column cannot hold: what is written does not
    /// agree with the dictionary.
    pub(super) fn not_of_its_kind(&self, field: &str) -> Error {
        let (name, kind) = (&self.name, self.kind);
        Error::Internal(format!(
            "column {name} is of {kind:?} and cannot hold {field:?}"
        ))
    }
}

/// A table that the program writes, as the dictionary describes it.
#[derive(Debug)]
pub struct TableInfo {
    /// Its name, and that of its file in a folder of results.
    pub name: &'static str,
    /// What one row is.
    pub about: &'static str,
    /// Its columns in order, behind those that it takes from its input.
    pub columns: &'static [Column],
}

impl TableInfo {
    /// The columns of a table that has these alone.
    #[must_use]
    pub fn schema(&self) -> Schema {
        self.behind([])
    }

    /// The columns of a table that has others before these.
    #[must_use]
    pub fn behind(&self, first: impl IntoIterator<Item = Column>) -> Schema {
        let own = self.columns.iter().cloned();
        Schema {
            table: self.name,
            columns: first.into_iter().chain(own).collect(),
        }
    }

    /// As [`Self::behind`], with those of these columns alone that are named: the
    /// others were not asked for.
    #[must_use]
    pub fn behind_with(&self, first: impl IntoIterator<Item = Column>, asked: &[&str]) -> Schema {
        let own = self
            .columns
            .iter()
            .filter(|own| asked.contains(&&*own.name));
        Schema {
            table: self.name,
            columns: first.into_iter().chain(own.cloned()).collect(),
        }
    }

    /// The names of the columns, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| &column.name[..])
    }
}

/// The columns of a table on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    /// The table's name in the dictionary.
    pub table: &'static str,
    /// All its columns, in order.
    pub columns: Vec<Column>,
}
