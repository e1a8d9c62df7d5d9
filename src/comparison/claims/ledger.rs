//! Every claim of one actor that concerns another, and whether the other ever
//! acknowledged it.
//!
//! All of the other's statements in the window are compared, exactly: the window
//! keeps them few.

use std::fmt;

use jiff::Span;
use jiff::civil::Date;
use rayon::prelude::*;

use super::super::counterpart::concerns;
use super::super::statement::Statement;
use super::relation::{Judgement, Reading, Relation, judge};
use crate::statements::{Gazetteer, NONE};

/// Statements of the other side that an entry names at most.
const NAMED: usize = 3;

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
    /// The corpus has nothing of the other on the topic: not evidence.
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

/// A statement with its reading.
struct Read<'a, 'r> {
    statement: &'a Statement,
    reading: &'r Reading,
}

/// The claims of `actor` that concern `other`, in the order of the statements.
/// `readings` has one for each statement.
#[must_use]
pub fn ledger<'a>(
    statements: &'a [Statement],
    readings: &[Reading],
    [actor, other]: [&str; 2],
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
    let (mut answers, others): (Vec<Read>, Vec<Read>) =
        dated.into_iter().partition(|read| read.statement.of(other));
    answers.sort_by_key(|answer| answer.statement.date);
    // What both say is among the answers, and no claim of one.
    others
        .into_par_iter()
        .filter(|claim| claim.statement.of(actor))
        .filter(|claim| is_claim(claim, rules))
        .filter(|claim| rules.all_claims || concerns(claim.statement, other, gazetteer))
        .map(|claim| entry(&claim, [actor, other], &answers, rules))
        .collect()
}

fn is_claim(claim: &Read, rules: &LedgerRules) -> bool {
    claim.statement.measured.specificity >= rules.specificity
        || claim.reading.has_quantity()
        || claim.reading.has_deadline()
}

fn entry<'a>(
    claim: &Read<'a, '_>,
    [actor, other]: [&str; 2],
    answers: &[Read<'a, '_>],
    rules: &LedgerRules,
) -> Entry<'a> {
    let said = claim.statement.date;
    let window = in_window(answers, said, rules);
    let mut judged: Vec<Answer> = window
        .iter()
        .map(|answer| Answer {
            statement: answer.statement,
            judgement: judge(
                claim.reading,
                answer.reading,
                claim.statement.cosine(answer.statement),
            ),
        })
        .collect();
    judged.sort_by(|a, b| {
        b.judgement
            .likeness
            .total_cmp(&a.judgement.likeness)
            .then_with(|| a.statement.id.cmp(&b.statement.id))
    });
    let (state, evidence, reason) = settle(claim.statement, other, judged);
    Entry {
        claim: claim.statement,
        actor: actor.to_owned(),
        counterpart: other.to_owned(),
        state,
        evidence,
        reason,
    }
}

/// The answers, which are in order of their dates, that fall into the window.
fn in_window<'w, 'a, 'r>(
    answers: &'w [Read<'a, 'r>],
    said: Option<Date>,
    rules: &LedgerRules,
) -> &'w [Read<'a, 'r>] {
    let Some(said) = said else {
        return &[];
    };
    let from = said.saturating_sub(Span::new().days(rules.days_before));
    let to = said.saturating_add(Span::new().days(rules.days_after));
    let start = answers.partition_point(|answer| answer.statement.date < Some(from));
    let end = answers.partition_point(|answer| answer.statement.date <= Some(to));
    &answers[start..end.max(start)]
}

/// What became of a claim, given all that the other said in the window, the
/// likeliest first. One that says the same or the contrary outweighs one that
/// only speaks of it, since saying it once is enough.
fn settle<'a>(
    claim: &Statement,
    other: &str,
    judged: Vec<Answer<'a>>,
) -> (State, Vec<Answer<'a>>, String) {
    let related = |answer: &&Answer| answer.judgement.relation != Relation::Unrelated;
    let firm = |answer: &&Answer| answer.judgement.relation != Relation::Acknowledged;
    let deciding = judged
        .iter()
        .filter(related)
        .find(firm)
        .or_else(|| judged.iter().find(related));
    if let Some(deciding) = deciding {
        let relation = deciding.judgement.relation;
        let state = match relation {
            Relation::Confirmed => State::Confirmed,
            Relation::Contradicted => State::Contradicted,
            Relation::Acknowledged | Relation::Unrelated => State::Acknowledged,
        };
        let reason = deciding.judgement.reason.clone();
        let evidence: Vec<Answer> = judged
            .into_iter()
            .filter(|answer| answer.judgement.relation == relation)
            .take(NAMED)
            .collect();
        return (state, evidence, format!("{other} {reason}"));
    }
    let on_topic: Vec<Answer> = judged
        .into_iter()
        .filter(|answer| claim.shares_topic(answer.statement))
        .collect();
    if on_topic.is_empty() {
        let told = claim.topics.iter().any(|topic| topic != NONE);
        let reason = if told {
            format!(
                "no statement of {other} on {} in the window",
                claim.topics.join(", ")
            )
        } else {
            "the claim has no topic".to_owned()
        };
        return (State::Absent, on_topic, reason);
    }
    let reason = format!(
        "{} statements of {other} on {} in the window, none of them on this",
        on_topic.len(),
        claim.topics.join(", ")
    );
    (
        State::Silent,
        on_topic.into_iter().take(NAMED).collect(),
        reason,
    )
}
