//! The scored statements, without their texts.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use twox_hash::XxHash3_64;

use crate::aggregates::Measured;
use crate::statements::UNKNOWN;
use crate::tables::Reject;

/// Actors whose statements are shown.
const CAST: usize = 8;

/// With fewer statements an actor that is not compared is not shown.
pub(super) const LEAST: u64 = 10;

/// A scored statement, as the pictures and the choice of examples need it.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    /// Its place among the rows of the table, from 0.
    pub(crate) row: u64,
    /// The ids of those it speaks for.
    pub(crate) actors: Vec<Arc<str>>,
    pub(crate) topics: Vec<Arc<str>>,
    /// What resampling draws whole.
    pub(crate) document: Arc<str>,
    pub(crate) date: Option<Date>,
    pub(crate) measured: Measured,
    /// Words of its text.
    pub(crate) words: usize,
    /// A hash of its text, by which repeated texts are told: its [`fingerprint`].
    pub(crate) fingerprint: u64,
}

/// The hash by which equal texts of statements are told.
pub(crate) fn fingerprint(text: &str) -> u64 {
    XxHash3_64::oneshot(text.as_bytes())
}

impl Statement {
    pub(crate) fn of(&self, actor: &str) -> bool {
        self.actors.iter().any(|other| **other == *actor)
    }
}

/// The statements that the report is about.
#[derive(Debug, Default)]
pub(crate) struct Corpus {
    /// Those in the actors' own voice.
    pub(crate) statements: Vec<Statement>,
    /// Statements that one actor lends another, left aside as `compare` does.
    pub(crate) lent: u64,
    /// Rows that could not be used.
    pub(crate) rejects: Vec<Reject>,
}

impl Corpus {
    /// Statements by actor, those of several in each.
    pub(crate) fn sizes(&self) -> BTreeMap<&str, u64> {
        let mut sizes = BTreeMap::new();
        for statement in &self.statements {
            for actor in &statement.actors {
                *sizes.entry(&**actor).or_default() += 1;
            }
        }
        sizes
    }

    /// The actors whose statements are shown: those that were compared, then the
    /// others of [`LEAST`] statements or more by their number, at most [`CAST`].
    /// Whose statement it is has to be known. Where that leaves nobody, the least does
    /// not count.
    pub(crate) fn cast(&self, compared: &[String]) -> Vec<Arc<str>> {
        let sizes = self.sizes();
        let mut others: Vec<(&str, u64)> = sizes
            .iter()
            .map(|(actor, n)| (*actor, *n))
            .filter(|(actor, _)| *actor != UNKNOWN && !compared.iter().any(|c| c == actor))
            .collect();
        others.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let many = others.partition_point(|(_, n)| *n >= LEAST);
        if many + compared.len() > 0 {
            others.truncate(many);
        }
        compared
            .iter()
            .map(|actor| &actor[..])
            .filter(|actor| sizes.contains_key(actor))
            .chain(others.into_iter().map(|(actor, _)| actor))
            .take(CAST)
            .map(Arc::from)
            .collect()
    }

    /// All topics that statements have, by id.
    pub(crate) fn topics(&self) -> BTreeSet<&str> {
        let topics = self.statements.iter().flat_map(|s| &s.topics);
        topics.map(|topic| &**topic).collect()
    }

    /// The topics of the statements of some texts, which are named by their
    /// fingerprints: ids are not kept of all statements.
    pub(crate) fn topics_of(&self, texts: &HashSet<u64>) -> HashMap<u64, BTreeSet<&str>> {
        let mut topics: HashMap<u64, BTreeSet<&str>> = HashMap::new();
        let of_these = |statement: &&Statement| texts.contains(&statement.fingerprint);
        for statement in self.statements.iter().filter(of_these) {
            let of_text = topics.entry(statement.fingerprint).or_default();
            of_text.extend(statement.topics.iter().map(|topic| &**topic));
        }
        topics
    }

    /// The first and the last day.
    pub(crate) fn days(&self) -> Option<(Date, Date)> {
        let days = || self.statements.iter().filter_map(|s| s.date);
        Some((days().min()?, days().max()?))
    }
}

#[cfg(test)]
pub(super) mod testing {
    use super::*;
    use crate::scores::Thresholds;

    /// A statement on tariffs, in a document of its own.
    pub(in super::super) fn statement(row: u64, actor: &str, score: f64) -> Statement {
        Statement {
            row,
            actors: vec![Arc::from(actor)],
            topics: vec![Arc::from("tariffs")],
            document: Arc::from(format!("document {row}")),
            date: None,
            measured: Measured {
                score,
                specificity: score,
                firmness: score,
                label: Thresholds::default().label(score),
            },
            words: 12,
            fingerprint: row,
        }
    }

    pub(in super::super) fn corpus(rows: u64, make: impl Fn(u64) -> Statement) -> Corpus {
        Corpus {
            statements: (0..rows).map(make).collect(),
            ..Corpus::default()
        }
    }

    #[test]
    fn those_compared_come_first_and_others_where_they_say_enough() {
        let names = ["EU", "EU", "EU", "US", "CN", "CN", "unknown", "JP"];
        let corpus = corpus(8, |row| {
            statement(row, names[usize::try_from(row).unwrap()], 0.5)
        });
        let compared = ["US".to_owned(), "CN".to_owned(), "FR".to_owned()];
        let ids = |cast: Vec<Arc<str>>| cast.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(ids(corpus.cast(&compared)), ["US", "CN"]);
        assert_eq!(ids(corpus.cast(&[])), ["EU", "CN", "JP", "US"]);
        let many = super::testing::corpus(20, |row| {
            statement(row, if row < 12 { "EU" } else { "US" }, 0.5)
        });
        assert_eq!(ids(many.cast(&[])), ["EU"]);
        assert_eq!(ids(many.cast(&compared)), ["US", "EU"]);
    }
}
