//! A claim and a statement of the other side: do they speak of the same thing,
//! and do they say the same of it?
//!
//! Whether it is the same thing is told by a logistic regression over two
//! signs, fitted on labelled pairs; what is said of it, by rules over
//! quantities, dates and denials.

use std::collections::BTreeSet;
use std::fmt;

use jiff::Span;
use jiff::civil::Date;
use rayon::prelude::*;

use super::super::statement::Statement;
use super::polarity::Polarity;
use super::sides::owners;
use super::words::Stems;
use crate::statements::{DateMention, Gazetteer, Quantity, Unit, dates, quantities};

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
    stems: Stems,
    /// Each with the words that name it.
    quantities: Vec<(Quantity, String)>,
    dates: Vec<DateMention>,
    polarity: Polarity,
    /// Whose goods, firms and people it is about.
    owners: BTreeSet<String>,
    date: Option<Date>,
    specificity: f64,
}

impl Reading {
    /// Reads each of the statements, in their order.
    #[must_use]
    pub fn all(statements: &[Statement], gazetteer: &Gazetteer) -> Vec<Self> {
        let statements = statements.par_iter();
        statements
            .map(|statement| Self::of(statement, gazetteer))
            .collect()
    }

    /// Reads a statement.
    #[must_use]
    pub fn of(statement: &Statement, gazetteer: &Gazetteer) -> Self {
        let Statement { text, date, .. } = statement;
        let date = *date;
        Self {
            stems: Stems::of(text),
            quantities: quantities(text)
                .into_iter()
                .map(|quantity| {
                    let words = text[quantity.span.clone()].to_owned();
                    (quantity, words)
                })
                .collect(),
            dates: dates(text, date),
            polarity: Polarity::of(text),
            owners: owners(text, date, gazetteer),
            date,
            specificity: statement.measured.specificity,
        }
    }

    /// The stems of its content words.
    pub(super) fn stems(&self) -> &Stems {
        &self.stems
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

/// Weights of the signs, and the constant before them: logistic regression on the
/// halves for tuning of the invented and the real claims in `tests/data`
/// (`scripts/train/claims.py`).
const WEIGHTS: [f64; 2] = [5.62, 1.90];
const CONSTANT: f64 = -4.02;

/// From here up two statements speak of the same thing: where most real claims of
/// the half for tuning come out right.
const SAME_THING: f64 = 0.32;

/// From here up a denial is of this thing and not of another, and what neither a
/// quantity nor a date shows to be the same is taken to be. This limit and the
/// next are set by eye on the tracker, both halves of it: of the contradictions told
/// below them, most were none.
const ALIKE: f64 = 0.45;

/// From here up it is clearly the same thing.
const CLEARLY: f64 = 0.7;

/// Days between two dates that may be one: "before March" and "by the end of
/// February".
const NEAR: i32 = 3;

/// A statement is vaguer than a claim if its specificity is lower by more: one
/// level of the codebook.
const VAGUER: f64 = 0.25;

impl Signs {
    /// Takes the signs of a pair.
    #[must_use]
    pub fn of(claim: &Reading, statement: &Reading, cosine: f64) -> Self {
        let shared = claim.stems.shared(&statement.stems) as f64;
        Self {
            cosine,
            of_claim: shared / claim.stems.len().max(1) as f64,
        }
    }

    /// The chance that both speak of the same thing, 0 to 1.
    #[must_use]
    pub fn likeness(&self) -> f64 {
        let signs = [self.cosine, self.of_claim];
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
    judge_by(claim, statement, likeness)
}

/// Whether two statements of a likeness may speak of the same thing.
pub(super) fn alike(likeness: f64) -> bool {
    likeness >= SAME_THING
}

/// Judges what a statement is to a claim, given their likeness.
pub(super) fn judge_by(claim: &Reading, statement: &Reading, likeness: f64) -> Judgement {
    let unrelated = |reason: &str| Judgement {
        relation: Relation::Unrelated,
        likeness,
        reason: reason.to_owned(),
    };
    if !alike(likeness) {
        return unrelated("speaks of something else");
    }
    let (ours, theirs) = (&claim.owners, &statement.owners);
    if !ours.is_empty() && !theirs.is_empty() && ours.is_disjoint(theirs) {
        return unrelated("speaks of another side's goods or people");
    }
    let (relation, reason) = compare(claim, statement, likeness);
    Judgement {
        relation,
        likeness,
        reason,
    }
}

/// Two statements about the same thing: what the second says to the first.
///
/// Another number is a contradiction only where it is clearly the same thing:
/// otherwise the other number may well be another thing's.
fn compare(claim: &Reading, statement: &Reading, likeness: f64) -> (Relation, String) {
    let otherwise = if likeness >= CLEARLY {
        Relation::Contradicted
    } else {
        Relation::Acknowledged
    };
    let (ours, theirs) = (&claim.polarity, &statement.polarity);
    if let Some(words) = theirs.denies(&claim.stems, ours) {
        return if likeness >= ALIKE {
            (Relation::Contradicted, format!("denies it (“{words}”)"))
        } else {
            let reason = format!("speaks of it and denies something (“{words}”)");
            (Relation::Acknowledged, reason)
        };
    }
    if let (Some(words), None) = (&ours.denial, &theirs.denial)
        && likeness >= ALIKE
        && !vaguer(claim, statement)
    {
        let reason = format!("says what the claim denies (“{words}”)");
        return (Relation::Contradicted, reason);
    }
    let quantity = agreement_of_quantities(claim, statement);
    if let Some((false, words)) = quantity {
        return (otherwise, format!("names another quantity: {words}"));
    }
    let date = agreement_of_dates(claim, statement);
    if date == Some(false) {
        let words = format!(
            "names another date: {} and {}",
            listed(claim),
            listed(statement)
        );
        return (otherwise, words);
    }
    // How precise a statement is says more than whether each number comes again:
    // "by a third" and "to 4 percent" are the same cut.
    let lacks = match (&quantity, date) {
        (None, _) if claim.has_quantity() => " without the quantity",
        (_, None) if claim.has_deadline() => " without the date",
        _ => " more vaguely",
    };
    match (quantity, date) {
        _ if vaguer(claim, statement) => (Relation::Acknowledged, format!("speaks of it{lacks}")),
        (Some((_, words)), _) => (
            Relation::Confirmed,
            format!("names the same quantity: {words}"),
        ),
        (None, Some(_)) => {
            let words = format!("names the same date: {}", listed(statement));
            (Relation::Confirmed, words)
        }
        (None, None) if likeness < ALIKE => (Relation::Acknowledged, "speaks of it".to_owned()),
        (None, None) => (Relation::Confirmed, "says as much".to_owned()),
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

/// Whether two statements agree in a date ahead; `None` where one names none, or
/// where one also names a length of time, from which the other may have counted.
fn agreement_of_dates(claim: &Reading, statement: &Reading) -> Option<bool> {
    let mut compared = false;
    for ours in claim.ahead() {
        for theirs in statement.ahead() {
            let near = |one: &DateMention, two: &DateMention| {
                one.from <= two.to.saturating_add(Span::new().days(NEAR))
            };
            if near(ours, theirs) && near(theirs, ours) {
                return Some(true);
            }
            compared = true;
        }
    }
    let length = |reading: &Reading| {
        let mut quantities = reading.quantities.iter();
        quantities.any(|(quantity, _)| quantity.unit == Unit::Days)
    };
    (compared && !length(claim) && !length(statement)).then_some(false)
}
