//! A claim and a statement of the other side: do they speak of the same thing,
//! and do they say the same of it?
//!
//! Whether it is the same thing is told by a logistic regression over five
//! signs, fitted on invented pairs; what is said of it, by rules over
//! quantities, dates and denials.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;

use super::polarity::denial;
use super::words::stems;
use crate::statements::{DateMention, Quantity, dates, quantities};

/// What a statement is to a claim of the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// The same object, compatible quantity and date.
    Confirmed,
    /// The same object, vaguer.
    Acknowledged,
    /// The same object, incompatible quantity or date, or a denial.
    Contradicted,
    /// Another object.
    Unrelated,
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Confirmed => "confirmed",
            Self::Acknowledged => "acknowledged",
            Self::Contradicted => "contradicted",
            Self::Unrelated => "unrelated",
        })
    }
}

/// A statement read for comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    stems: BTreeSet<String>,
    /// Each with the words that name it.
    quantities: Vec<(Quantity, String)>,
    dates: Vec<DateMention>,
    denial: Option<String>,
    date: Option<Date>,
    specificity: f64,
}

impl Reading {
    /// Reads a statement made on `date` with the given specificity, 0 to 1.
    #[must_use]
    pub fn of(text: &str, date: Option<Date>, specificity: f64) -> Self {
        Self {
            stems: stems(text),
            quantities: quantities(text)
                .into_iter()
                .map(|quantity| {
                    let words = text[quantity.span.clone()].to_owned();
                    (quantity, words)
                })
                .collect(),
            dates: dates(text, date),
            denial: denial(text).map(str::to_owned),
            date,
            specificity,
        }
    }

    /// Whether it names a quantity.
    #[must_use]
    pub fn has_quantity(&self) -> bool {
        !self.quantities.is_empty()
    }

    /// Whether it names a day or a period that ends after it was said.
    #[must_use]
    pub fn has_deadline(&self) -> bool {
        self.ahead().next().is_some()
    }

    /// The dates that lie ahead of the statement.
    fn ahead(&self) -> impl Iterator<Item = &DateMention> {
        let said = self.date;
        self.dates
            .iter()
            .filter(move |mention| said.is_none_or(|said| mention.to > said))
    }
}

/// The signs by which two statements are told to speak of the same thing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Signs {
    /// Cosine of the embeddings.
    pub cosine: f64,
    /// Share of the claim's content words that the statement has.
    pub of_claim: f64,
    /// Share of the statement's content words that the claim has.
    pub of_statement: f64,
    /// 1 where both name a quantity that may be the same, else 0.
    pub quantity: f64,
    /// 1 where both name a date ahead that may be the same, else 0.
    pub date: f64,
}

/// How two statements compare.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// What the statement is to the claim.
    pub relation: Relation,
    /// The chance that both speak of the same thing, 0 to 1.
    pub likeness: f64,
    /// Why, in words.
    pub reason: String,
}

/// Weights of the signs, and the constant before them: logistic regression.
const WEIGHTS: [f64; 5] = [8.0, 2.0, 2.0, 1.0, 0.5];
const CONSTANT: f64 = -6.0;

/// From here up two statements speak of the same thing.
const SAME_THING: f64 = 0.5;

/// A statement is vaguer than a claim if its specificity is lower by more: one
/// level of the codebook.
const VAGUER: f64 = 0.25;

impl Signs {
    /// Takes the signs of a pair.
    #[must_use]
    pub fn of(claim: &Reading, statement: &Reading, cosine: f64) -> Self {
        let shared = claim.stems.intersection(&statement.stems).count() as f64;
        let share = |of: &Reading| shared / of.stems.len().max(1) as f64;
        let flag = |set: Option<bool>| f64::from(u8::from(set == Some(true)));
        Self {
            cosine,
            of_claim: share(claim),
            of_statement: share(statement),
            quantity: flag(agreement_of_quantities(claim, statement).map(|(same, _)| same)),
            date: flag(agreement_of_dates(claim, statement)),
        }
    }

    /// The chance that both speak of the same thing, 0 to 1.
    #[must_use]
    pub fn likeness(&self) -> f64 {
        let signs = [
            self.cosine,
            self.of_claim,
            self.of_statement,
            self.quantity,
            self.date,
        ];
        let sum: f64 = signs
            .iter()
            .zip(WEIGHTS)
            .map(|(sign, weight)| sign * weight)
            .sum();
        1.0 / (1.0 + (-(CONSTANT + sum)).exp())
    }
}

/// Judges what a statement is to a claim, given the cosine of their embeddings.
#[must_use]
pub fn judge(claim: &Reading, statement: &Reading, cosine: f64) -> Judgement {
    let likeness = Signs::of(claim, statement, cosine).likeness();
    if likeness < SAME_THING {
        return Judgement {
            relation: Relation::Unrelated,
            likeness,
            reason: "speaks of something else".to_owned(),
        };
    }
    let (relation, reason) = compare(claim, statement);
    Judgement {
        relation,
        likeness,
        reason,
    }
}

/// Two statements about the same thing: what the second says to the first.
fn compare(claim: &Reading, statement: &Reading) -> (Relation, String) {
    match (&claim.denial, &statement.denial) {
        (None, Some(denial)) => {
            return (Relation::Contradicted, format!("denies it (“{denial}”)"));
        }
        (Some(denial), None) => {
            let reason = format!("says what the claim denies (“{denial}”)");
            return (Relation::Contradicted, reason);
        }
        _ => {}
    }
    let quantity = agreement_of_quantities(claim, statement);
    if let Some((false, words)) = quantity {
        return (Relation::Contradicted, format!("another quantity: {words}"));
    }
    let date = agreement_of_dates(claim, statement);
    if date == Some(false) {
        let words = format!("another date: {} and {}", listed(claim), listed(statement));
        return (Relation::Contradicted, words);
    }
    let lacks_quantity = claim.has_quantity() && quantity.is_none();
    let lacks_date = claim.has_deadline() && date.is_none();
    match (quantity, date) {
        (Some((true, words)), _) if !lacks_date || !vaguer(claim, statement) => {
            (Relation::Confirmed, format!("the same quantity: {words}"))
        }
        (_, Some(true)) if !lacks_quantity => {
            let words = format!("the same date: {}", listed(statement));
            (Relation::Confirmed, words)
        }
        _ if lacks_quantity => (
            Relation::Acknowledged,
            "speaks of it without the quantity".to_owned(),
        ),
        _ if lacks_date => (
            Relation::Acknowledged,
            "speaks of it without the date".to_owned(),
        ),
        _ if vaguer(claim, statement) => (
            Relation::Acknowledged,
            "speaks of it more vaguely".to_owned(),
        ),
        _ => (Relation::Confirmed, "says as much".to_owned()),
    }
}

fn vaguer(claim: &Reading, statement: &Reading) -> bool {
    statement.specificity < claim.specificity - VAGUER
}

fn listed(reading: &Reading) -> String {
    let dates: Vec<String> = reading.ahead().map(ToString::to_string).collect();
    dates.join(", ")
}

/// Whether two statements agree in a quantity, and which; `None` where they name
/// none of the same unit.
fn agreement_of_quantities(claim: &Reading, statement: &Reading) -> Option<(bool, String)> {
    let mut differing = None;
    for (ours, our_words) in &claim.quantities {
        for (theirs, their_words) in &statement.quantities {
            if !ours.same_unit(theirs) {
                continue;
            }
            if ours.compatible(theirs) {
                return Some((true, format!("“{their_words}”")));
            }
            differing.get_or_insert_with(|| format!("“{our_words}” and “{their_words}”"));
        }
    }
    Some((false, differing?))
}

/// Whether two statements agree in a date ahead; `None` where one names none.
fn agreement_of_dates(claim: &Reading, statement: &Reading) -> Option<bool> {
    let mut compared = false;
    for ours in claim.ahead() {
        for theirs in statement.ahead() {
            if ours.from <= theirs.to && theirs.from <= ours.to {
                return Some(true);
            }
            compared = true;
        }
    }
    compared.then_some(false)
}
