//! What statements are grouped by.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use crate::statements::Period;

/// One of the things that statements are grouped by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// The actor, under its one name.
    Actor,
    /// Each topic; a statement with several counts in each, and all together in
    /// a row of their own.
    Topic,
    /// The period of the date.
    Period(Period),
    /// A column, as it stands.
    Column(String),
}

impl FromStr for By {
    type Err = Infallible;

    fn from_str(name: &str) -> Result<Self, Infallible> {
        Ok(match name.trim() {
            "actor" => Self::Actor,
            "topic" => Self::Topic,
            "month" => Self::Period(Period::Month),
            "quarter" => Self::Period(Period::Quarter),
            "year" => Self::Period(Period::Year),
            column => Self::Column(column.to_owned()),
        })
    }
}

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Actor => "actor",
            Self::Topic => "topic",
            Self::Period(Period::Month) => "month",
            Self::Period(Period::Quarter) => "quarter",
            Self::Period(Period::Year) => "year",
            Self::Column(name) => name,
        })
    }
}

/// One part of a cell's key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// All topics together; sorts before each single one.
    All,
    /// A value; empty where it is not known.
    Value(String),
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::All => "all",
            Self::Value(value) => value,
        })
    }
}

/// What sets a cell apart: one part for each [`By`].
pub type Key = Vec<Part>;
