//! Every claim of one actor that concerns another, and whether the other ever
//! acknowledged it.
//!
//! All of the other's statements in the window are compared; where there are very
//! many, those that an index proposes. What is on a claim's topic is counted
//! exactly in any case, so that `absent` does not depend on the index.

use std::fmt;
use std::ops::RangeInclusive;

use jiff::civil::Date;
use rayon::prelude::*;

use super::super::counterpart::concerns;
use super::super::statement::Statement;
use super::answers::{Answers, Candidate, Read};
use super::relation::{Judgement, Reading, Relation, alike, judge_by};
use crate::statements::{Gazetteer, NONE};

/// Statements of the other side that an entry names at most.
const NAMED: usize = 3;

/// Statements up to which search is exact, unless asked otherwise. Where more of
/// them fall into the same months, making and asking the index takes less time.
pub const EXACT_TO: usize = 100_000;

/// What is a claim, and where its answer is sought.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LedgerRules {
    /// From this specificity up (0 to 1) a statement is a claim; one with a
    /// quantity or a deadline is in any case.
    pub specificity: f64,
    /// Days after the claim in which an answer counts.
    pub days_after: i32,
    /// Days before the claim in which the other's statement counts.
    pub days_before: i32,
    /// Also take claims that do not name the other side.
    pub all_claims: bool,
    /// Up to so many statements in memory at once a claim is compared with each that
    /// is in its window; beyond, with those that an index proposes.
    pub exact_to: usize,
}

impl Default for LedgerRules {
    /// Specific is what names a checkable act and a parameter, between level 2 and
    /// 3 of the codebook; an answer may take a month.
    fn default() -> Self {
        Self {
            specificity: 0.6,
            days_after: 30,
            days_before: 7,
            all_claims: false,
            exact_to: EXACT_TO,
        }
    }
}

/// What became of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// The other says the same.
    Confirmed,
    /// The other speaks of it, more vaguely.
    Acknowledged,
    /// The other says otherwise, or denies it.
    Contradicted,
    /// The other spoke on the topic, and not on this.
    Silent,
    /// In the window the corpus has nothing of the other on the topic, or the claim has
    /// no topic: not evidence.
    Absent,
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Confirmed => "confirmed",
            Self::Acknowledged => "acknowledged",
            Self::Contradicted => "contradicted",
            Self::Silent => "silent",
            Self::Absent => "absent",
        })
    }
}

/// A statement of the other side beside a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer<'a> {
    /// The statement.
    pub statement: &'a Statement,
    /// What it is to the claim.
    pub judgement: Judgement,
}

/// A claim and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<'a> {
    /// The claim.
    pub claim: &'a Statement,
    /// Whose claim.
    pub actor: String,
    /// Whom it concerns.
    pub counterpart: String,
    /// What became of it.
    pub state: State,
    /// The statements by which that was told, the likeliest first; where the
    /// other was silent, those on the topic that came nearest.
    pub evidence: Vec<Answer<'a>>,
    /// Why, in words.
    pub reason: String,
}

/// The claims of `actor` that concern `other`, in the order of the statements; where
/// `said` names days, only claims of those. `readings` has one for each statement.
#[must_use]
pub fn ledger<'a>(
    statements: &'a [Statement],
    readings: &[Reading],
    [actor, other]: [&str; 2],
    said: Option<&RangeInclusive<Date>>,
    gazetteer: &Gazetteer,
    rules: &LedgerRules,
) -> Vec<Entry<'a>> {
    // What has no date has no window.
    let dated: Vec<Read> = statements
        .iter()
        .zip(readings)
        .filter(|(statement, _)| statement.date.is_some())
        .map(|(statement, reading)| Read { statement, reading })
        .collect();
    let (answers, others): (Vec<Read>, Vec<Read>) =
        dated.into_iter().partition(|read| read.statement.of(other));
    let answers = Answers::new(answers, statements.len() <= rules.exact_to);
    // What both say is among the answers, and no claim of one.
    others
        .into_par_iter()
        .filter(|claim| claim.statement.of(actor))
        .filter(|claim| {
            let of_days = |said: &RangeInclusive<Date>| {
                let date = claim.statement.date;
                date.is_some_and(|date| said.contains(&date))
            };
            said.is_none_or(of_days)
        })
        .filter(|claim| is_claim(claim, rules))
        .filter(|claim| rules.all_claims || concerns(claim.statement, other, gazetteer))
        .map(|claim| {
            let (state, evidence, reason) = settle(&claim, other, &answers, rules);
            Entry {
                claim: claim.statement,
                actor: actor.to_owned(),
                counterpart: other.to_owned(),
                state,
                evidence,
                reason,
            }
        })
        .collect()
}

fn is_claim(claim: &Read, rules: &LedgerRules) -> bool {
    claim.statement.measured.specificity >= rules.specificity
        || claim.reading.has_quantity()
        || claim.reading.has_deadline()
}

/// What became of a claim, given what the other said in the window.
fn settle<'a>(
    claim: &Read,
    other: &str,
    answers: &Answers<'a, '_>,
    rules: &LedgerRules,
) -> (State, Vec<Answer<'a>>, String) {
    let window = claim.statement.date.map_or(0..0, |said| {
        answers.window(said, rules.days_before, rules.days_after)
    });
    let candidates = answers.candidates(claim, &window);
    let of_it = candidates.iter().copied();
    let of_it = of_it
        .filter(|candidate| alike(candidate.likeness))
        .collect();
    let (state, evidence) = spoken(claim, answers, ranked(of_it, answers));
    if let Some(deciding) = evidence.first() {
        let reason = format!("{other} {}", deciding.judgement.reason);
        return (state, evidence, reason);
    }
    let topics = claim.statement.topics.join(", ");
    let on_topic = answers.on_topic(claim.statement, &window);
    let number: usize = on_topic.iter().map(|places| places.len()).sum();
    if number == 0 {
        let told = claim.statement.topics.iter().any(|topic| topic != NONE);
        let reason = if told {
            format!("no statement of {other} on {topics} in the window")
        } else {
            "the claim has no topic".to_owned()
        };
        return (State::Absent, Vec::new(), reason);
    }
    let mut nearest: Vec<Candidate> = candidates
        .into_iter()
        .filter(|candidate| {
            let answer = answers.at(candidate.place);
            claim.statement.shares_topic(answer.statement)
        })
        .collect();
    // The index has proposed too few of them: all are looked at.
    if nearest.len() < number.min(NAMED) {
        let places = on_topic.into_iter().flatten();
        nearest = places
            .map(|place| answers.candidate(claim, *place))
            .collect();
    }
    let evidence = ranked(nearest, answers)
        .into_iter()
        .take(NAMED)
        .map(|candidate| answer(claim, answers, &candidate))
        .collect();
    let statements = if number == 1 {
        "statement"
    } else {
        "statements"
    };
    let reason =
        format!("{number} {statements} of {other} on {topics} in the window, none of them on this");
    (State::Silent, evidence, reason)
}

/// The likeliest first.
fn ranked(mut candidates: Vec<Candidate>, answers: &Answers) -> Vec<Candidate> {
    let id = |candidate: &Candidate| &answers.at(candidate.place).statement.id;
    candidates.sort_by(|a, b| {
        b.likeness
            .total_cmp(&a.likeness)
            .then_with(|| id(a).cmp(id(b)))
            .then_with(|| a.place.cmp(&b.place))
    });
    candidates
}

fn answer<'a>(claim: &Read, answers: &Answers<'a, '_>, candidate: &Candidate) -> Answer<'a> {
    let Read { statement, reading } = answers.at(candidate.place);
    Answer {
        statement,
        judgement: judge_by(claim.reading, reading, candidate.likeness),
    }
}

/// What those that are alike say to a claim, the likeliest first, and which of
/// them decide; none where they do not speak of it. One that says the same or the
/// contrary outweighs one that only speaks of it, since saying it once is enough.
fn spoken<'a>(
    claim: &Read,
    answers: &Answers<'a, '_>,
    candidates: Vec<Candidate>,
) -> (State, Vec<Answer<'a>>) {
    let mut acknowledging = Vec::new();
    let mut deciding: Vec<Answer> = Vec::new();
    for candidate in candidates {
        let answer = answer(claim, answers, &candidate);
        let relation = answer.judgement.relation;
        match (relation, deciding.first()) {
            (Relation::Unrelated, _) => {}
            (Relation::Acknowledged, _) => acknowledging.push(answer),
            (_, Some(first)) if first.judgement.relation != relation => {}
            _ => deciding.push(answer),
        }
        if deciding.len() == NAMED {
            break;
        }
    }
    let state = match deciding.first().map(|answer| answer.judgement.relation) {
        Some(Relation::Confirmed) => State::Confirmed,
        Some(_) => State::Contradicted,
        None => {
            deciding = acknowledging;
            deciding.truncate(NAMED);
            State::Acknowledged
        }
    };
    (state, deciding)
}
