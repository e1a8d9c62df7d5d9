//! A cell: the statements with one key, summed by document.
//!
//! Sums are of whole numbers, so they come out the same in any order.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::bootstrap::{Interval, mean_interval};
use super::key::Key;
use crate::scores::{Label, Score, Thresholds};

/// Scores are summed in millionths.
const UNIT: f64 = 1e6;
/// The highest score.
const WHOLE: u64 = 1_000_000;

/// More statements of one document than there are, so that sums do not overflow.
const MOST: u64 = 1 << 40;

/// What is known of one scored statement.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// The headline score, 0 to 1.
    pub score: f64,
    /// Specificity, 0 to 1.
    pub specificity: f64,
    /// Firmness, 0 to 1.
    pub firmness: f64,
    /// The label.
    pub label: Label,
}

impl Measured {
    /// A score, with the label that it has by the thresholds.
    #[must_use]
    pub fn of(score: &Score, thresholds: Thresholds) -> Self {
        Self {
            score: score.overall,
            specificity: score.specificity,
            firmness: score.firmness,
            label: thresholds.label(score.overall),
        }
    }
}

/// Sums over the statements of a document; those of scores are in millionths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    n: u64,
    score: u64,
    specificity: u64,
    firmness: u64,
    concrete: u64,
    hedged: u64,
}

impl Sums {
    /// Statements, score, specificity, firmness, concrete and hedged ones.
    #[must_use]
    pub fn numbers(&self) -> [u64; 6] {
        [
            self.n,
            self.score,
            self.specificity,
            self.firmness,
            self.concrete,
            self.hedged,
        ]
    }

    /// The sums of which these are the [`Self::numbers`]; `None` where statements
    /// cannot have them.
    #[must_use]
    pub fn of(numbers: [u64; 6]) -> Option<Self> {
        let [n, score, specificity, firmness, concrete, hedged] = numbers;
        let most = n.checked_mul(WHOLE)?;
        let scores = [score, specificity, firmness];
        let possible = n > 0
            && n <= MOST
            && scores.into_iter().all(|sum| sum <= most)
            && concrete.checked_add(hedged)? <= n;
        possible.then_some(Self {
            n,
            score,
            specificity,
            firmness,
            concrete,
            hedged,
        })
    }

    fn add(&mut self, statement: &Measured) {
        self.n += 1;
        self.score += units(statement.score);
        self.specificity += units(statement.specificity);
        self.firmness += units(statement.firmness);
        self.concrete += u64::from(statement.label == Label::Concrete);
        self.hedged += u64::from(statement.label == Label::Hedged);
    }

    fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.score += other.score;
        self.specificity += other.specificity;
        self.firmness += other.firmness;
        self.concrete += other.concrete;
        self.hedged += other.hedged;
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // scores are in 0..=1
fn units(score: f64) -> u64 {
    (score * UNIT).round() as u64
}

/// The statements with one key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    documents: BTreeMap<String, Sums>,
}

/// A cell's row in the table. Scores are from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// Statements.
    pub n: u64,
    /// Documents that they stand in.
    pub n_documents: u64,
    /// Mean headline score.
    pub mean_score: f64,
    /// 95% interval of the mean headline score, 0 to 1; `None` where there are too
    /// few documents to tell.
    pub interval: Option<Interval>,
    /// Mean specificity.
    pub mean_specificity: f64,
    /// Mean firmness.
    pub mean_firmness: f64,
    /// Share of statements labelled concrete.
    pub share_concrete: f64,
    /// Share of statements labelled hedged.
    pub share_hedged: f64,
}

impl Cell {
    /// Adds a statement of a document.
    pub fn add(&mut self, document: &str, statement: &Measured) {
        if let Some(sums) = self.documents.get_mut(document) {
            sums.add(statement);
        } else {
            let mut sums = Sums::default();
            sums.add(statement);
            self.documents.insert(document.to_owned(), sums);
        }
    }

    /// Adds statements of a document by their sums.
    pub fn add_sums(&mut self, document: &str, sums: &Sums) {
        if let Some(known) = self.documents.get_mut(document) {
            known.merge(sums);
        } else {
            self.documents.insert(document.to_owned(), *sums);
        }
    }

    /// The sums of each document, in the order of their names.
    pub fn sums(&self) -> impl Iterator<Item = (&str, &Sums)> {
        self.documents.iter().map(|(name, sums)| (&name[..], sums))
    }

    /// The cell's row. The interval is left out below `min_documents`. `None`
    /// for a cell without statements.
    #[must_use]
    pub fn summary(&self, min_documents: u64, seed: u64) -> Option<Summary> {
        let mut total = Sums::default();
        for sums in self.documents.values() {
            total.merge(sums);
        }
        if total.n == 0 {
            return None;
        }
        let n = total.n as f64;
        let n_documents = self.documents.len() as u64;
        let documents = self
            .documents
            .iter()
            .map(|(name, sums)| (&name[..], sums.n as f64, sums.score as f64 / UNIT));
        Some(Summary {
            n: total.n,
            n_documents,
            mean_score: total.score as f64 / UNIT / n,
            interval: (n_documents >= min_documents)
                .then(|| mean_interval(documents, seed))
                .flatten()
                .map(|interval| interval.within(0.0, 1.0)),
            mean_specificity: total.specificity as f64 / UNIT / n,
            mean_firmness: total.firmness as f64 / UNIT / n,
            share_concrete: total.concrete as f64 / n,
            share_hedged: total.hedged as f64 / n,
        })
    }
}

/// All cells of a table, by key.
pub type Cells = BTreeMap<Key, Cell>;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn statement(score: f64) -> Measured {
        Measured {
            score,
            specificity: score / 2.0,
            firmness: 1.0 - score,
            label: crate::scores::Thresholds::default().label(score),
        }
    }

    #[test]
    fn means_and_shares_are_over_statements() {
        let mut cell = Cell::default();
        for (document, score) in [("a", 0.2), ("a", 0.4), ("b", 0.9)] {
            cell.add(document, &statement(score));
        }
        let summary = cell.summary(2, 1).unwrap();
        assert_eq!((summary.n, summary.n_documents), (3, 2));
        assert!((summary.mean_score - 0.5).abs() < 1e-12);
        assert!((summary.mean_firmness - 0.5).abs() < 1e-12);
        assert!((summary.share_hedged - 2.0 / 3.0).abs() < 1e-12);
        assert!((summary.share_concrete - 1.0 / 3.0).abs() < 1e-12);
        assert!(summary.interval.is_some());
    }

    #[test]
    fn too_few_documents_have_no_interval() {
        let mut cell = Cell::default();
        cell.add("a", &statement(0.5));
        cell.add("a", &statement(0.6));
        assert_eq!(cell.summary(2, 1).unwrap().interval, None);
        assert_eq!(Cell::default().summary(0, 1), None);
    }

    proptest! {
        #[test]
        fn neither_order_nor_merging_of_parts_changes_a_cell(
            rows in prop::collection::vec((0_u8..9, 0.0_f64..=1.0), 1..40),
            cut in 0_usize..40,
        ) {
            let fill = |rows: &[(u8, f64)]| {
                let mut cell = Cell::default();
                for (document, score) in rows {
                    cell.add(&document.to_string(), &statement(*score));
                }
                cell
            };
            let whole = fill(&rows);
            let reversed: Vec<_> = rows.iter().rev().copied().collect();
            prop_assert_eq!(fill(&reversed).summary(2, 1), whole.summary(2, 1));
            let (head, tail) = rows.split_at(cut.min(rows.len()));
            let mut merged = fill(tail);
            for (document, sums) in fill(head).sums() {
                let sums = Sums::of(sums.numbers()).unwrap();
                merged.add_sums(document, &sums);
            }
            prop_assert_eq!(merged, whole);
        }

        #[test]
        fn an_interval_is_in_order_and_of_scores(
            rows in prop::collection::vec((0_u8..9, 0.0_f64..=1.0), 2..40),
        ) {
            let mut cell = Cell::default();
            for (document, score) in &rows {
                cell.add(&document.to_string(), &statement(*score));
            }
            let summary = cell.summary(2, 1).unwrap();
            prop_assert_eq!(summary.interval.is_some(), summary.n_documents >= 2);
            if let Some(Interval { low, high }) = summary.interval {
                prop_assert!(0.0 <= low && low <= high && high <= 1.0);
            }
        }
    }
}
