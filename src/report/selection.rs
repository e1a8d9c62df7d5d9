//! Which statements the page shows: all where they are few, else the most concrete
//! and the most hedged of each actor on each topic, and a sample of the rest.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use twox_hash::XxHash3_64;

use super::corpus::{Corpus, Statement};
use crate::scores::Label;

/// Up to so many statements all are shown; beyond, about so many are.
pub(crate) const SHOWN: usize = 1500;

/// Statements at either end that an actor has on a topic at most.
const EXTREMES: usize = 5;

/// Statements that are drawn from the rest.
pub(crate) const SAMPLE: usize = 200;

/// What has fewer words ("Thank you.") is no example of hedging.
pub(crate) const LEAST_WORDS: usize = 8;

/// Why a statement is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Why {
    /// Among its actor's most concrete ones on a topic.
    MostConcrete,
    /// Among its actor's most hedged ones on a topic.
    MostHedged,
    /// Drawn from the rest, or part of it where all are shown.
    Other,
}

/// A statement that is shown.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) statement: Statement,
    pub(crate) why: Why,
}

/// Chooses, and sorts by the row of the table.
pub(crate) fn choose(corpus: &Corpus, cast: &[Arc<str>], seed: u64) -> Vec<Choice> {
    let mut chosen: BTreeMap<u64, Choice> = BTreeMap::new();
    let cells = cells(corpus, cast);
    let each = (SHOWN / (2 * cells.len().max(1))).clamp(1, EXTREMES);
    for cell in cells.values() {
        for why in [Why::MostConcrete, Why::MostHedged] {
            for statement in extremes(cell, why, each) {
                chosen.entry(statement.row).or_insert_with(|| Choice {
                    statement: statement.clone(),
                    why,
                });
            }
        }
    }
    let mut rest: Vec<&Statement> = corpus
        .statements
        .iter()
        .filter(|statement| !chosen.contains_key(&statement.row))
        .collect();
    if corpus.statements.len() > SHOWN {
        rest.sort_by_cached_key(|statement| (lot(seed, statement.row), statement.row));
        rest.truncate(SAMPLE);
    }
    for statement in rest {
        chosen.insert(
            statement.row,
            Choice {
                statement: statement.clone(),
                why: Why::Other,
            },
        );
    }
    chosen.into_values().collect()
}

/// A number drawn for a row, the same for the same seed.
pub(crate) fn lot(seed: u64, row: u64) -> u64 {
    XxHash3_64::oneshot_with_seed(seed, &row.to_le_bytes())
}

type Cell<'a> = (&'a str, &'a str);

fn cells<'a>(corpus: &'a Corpus, cast: &'a [Arc<str>]) -> BTreeMap<Cell<'a>, Vec<&'a Statement>> {
    let mut cells: BTreeMap<Cell, Vec<&Statement>> = BTreeMap::new();
    let long = |statement: &&Statement| statement.words >= LEAST_WORDS;
    for statement in corpus.statements.iter().filter(long) {
        for actor in cast.iter().filter(|actor| statement.of(actor)) {
            for topic in &statement.topics {
                cells.entry((actor, topic)).or_default().push(statement);
            }
        }
    }
    cells
}

/// The statements at one end, each text once.
fn extremes<'a>(cell: &[&'a Statement], why: Why, limit: usize) -> Vec<&'a Statement> {
    let (sign, other_end) = match why {
        Why::MostConcrete => (-1.0, Label::Hedged),
        _ => (1.0, Label::Concrete),
    };
    let mut sorted: Vec<&Statement> = cell
        .iter()
        .copied()
        .filter(|statement| statement.measured.label != other_end)
        .collect();
    sorted.sort_by(|a, b| {
        let key = |statement: &Statement| sign * statement.measured.score;
        key(a).total_cmp(&key(b)).then(a.row.cmp(&b.row))
    });
    let mut texts = HashSet::new();
    sorted.retain(|statement| texts.insert(statement.fingerprint));
    sorted.truncate(limit);
    sorted
}

#[cfg(test)]
mod tests {
    use super::super::corpus::testing::{corpus, statement};
    use super::*;

    fn cast() -> Vec<Arc<str>> {
        vec![Arc::from("US")]
    }

    #[test]
    fn few_statements_are_all_shown() {
        let corpus = corpus(40, |row| statement(row, "US", 0.5));
        assert_eq!(choose(&corpus, &cast(), 1).len(), 40);
    }

    #[test]
    fn of_many_the_extremes_and_a_sample_are_shown() {
        let corpus = corpus(3000, |row| statement(row, "US", row as f64 / 3000.0));
        let chosen = choose(&corpus, &cast(), 1);
        let rows = |why| -> Vec<u64> {
            let of = chosen.iter().filter(|choice| choice.why == why);
            of.map(|choice| choice.statement.row).collect()
        };
        assert_eq!(rows(Why::MostHedged), [0, 1, 2, 3, 4]);
        assert_eq!(rows(Why::MostConcrete), [2995, 2996, 2997, 2998, 2999]);
        assert_eq!(rows(Why::Other).len(), SAMPLE);
    }

    #[test]
    fn the_sample_depends_on_the_seed_alone() {
        let corpus = corpus(3000, |row| statement(row, "US", 0.5));
        let rows = |seed| -> Vec<u64> {
            let chosen = choose(&corpus, &cast(), seed);
            chosen.iter().map(|choice| choice.statement.row).collect()
        };
        assert_eq!(rows(1), rows(1));
        assert_ne!(rows(1), rows(2));
    }

    #[test]
    fn short_and_repeated_texts_and_the_other_end_are_no_examples() {
        let mut corpus = corpus(3000, |row| statement(row, "US", 0.5));
        corpus.statements[7].measured.score = 0.01;
        corpus.statements[7].words = 2;
        for row in [8, 9] {
            corpus.statements[row].measured.score = 0.02;
            corpus.statements[row].fingerprint = 77;
        }
        corpus.statements[10].measured.score = 0.9;
        corpus.statements[10].measured.label = Label::Concrete;
        let chosen = choose(&corpus, &cast(), 1);
        let hedged = |row: u64| {
            let mut of = chosen.iter().filter(|choice| choice.why == Why::MostHedged);
            of.any(|choice| choice.statement.row == row)
        };
        assert!(!hedged(7) && hedged(8) && !hedged(9) && !hedged(10));
    }
}
