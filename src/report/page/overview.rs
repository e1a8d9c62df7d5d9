//! What the report is about, and what it has found.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use maud::{Markup, html};

use super::super::findings::{self, clear, widest};
use super::super::measures::{ALL, Measures};
use super::super::names::Names;
use super::super::numbers::{count, counted};
use super::super::results::{Gap, Listing};
use super::super::text::{plain, quoted};
use super::Page;
use super::parts::{COMPARE, are, missing};
use crate::statements::UNKNOWN;

/// Clear gaps of single topics, and changes, that the findings name.
const NAMED: usize = 3;

/// Pairs of actors whose gaps the findings name; three actors make as many.
const PAIRS: usize = 3;

/// Actors with their counterparts whose claims the findings count.
const CLAIMANTS: usize = 4;

/// States of a claim, from the nearest to the farthest.
pub(super) const STATES: [&str; 5] = [
    "confirmed",
    "acknowledged",
    "contradicted",
    "silent",
    "absent",
];

pub(super) fn title(page: &Page) -> String {
    let actors = page.results.compared();
    let names: Vec<String> = actors.iter().map(|a| plain(page.names.actor(a))).collect();
    match &names[..] {
        [] => "Concrete or hedged".to_owned(),
        [all @ .., last] if !all.is_empty() => {
            format!("Concrete or hedged: {} and {last}", all.join(", "))
        }
        [one, ..] => format!("Concrete or hedged: {one}"),
    }
}

pub(super) fn summary(page: &Page) -> Markup {
    let corpus = page.corpus;
    let sizes = corpus.sizes();
    let unknown = sizes.get(UNKNOWN).copied().unwrap_or_default();
    let actors = sizes.len() as u64 - u64::from(unknown > 0);
    let mut documents: Vec<&str> = corpus.statements.iter().map(|s| &*s.document).collect();
    documents.sort_unstable();
    documents.dedup();
    html! {
        p.lead {
            (counted(corpus.statements.len() as u64, "statement")) " by " (counted(actors, "actor"))
            " in " (counted(documents.len() as u64, "document"))
            @if let Some((first, last)) = corpus.days() {
                ", " time datetime=(first) { (first) } " to " time datetime=(last) { (last) }
            }
            "."
            @if unknown > 0 {
                " Of " (counted(unknown, "statement")) " the actor is not known; no picture shows them."
            }
            @if corpus.lent > 0 {
                " " (counted(corpus.lent, "more statement")) " that one actor lends another \
                 (“Washington says that Beijing agreed”) " (are(corpus.lent)) " left aside."
            }
        }
        p {
            "Each statement has a score from 0 to 1: near 1 it commits the speaker to something \
             that can be checked, near 0 it leaves room. The score is of the words alone and says \
             nothing about whether they are true. Brackets hold 95% intervals."
        }
    }
}

pub(super) fn contents() -> Markup {
    let parts = [
        ("#findings", "Findings"),
        ("#pictures", "Pictures"),
        ("#text", "Statements, claims, commitments"),
        ("#left-out", "What is left out"),
        ("#method", "Method"),
    ];
    html! {
        nav aria-label="Contents" {
            ul { @for (place, name) in parts { li { a href=(place) { (name) } } } }
        }
    }
}

pub(super) fn findings(page: &Page, measures: &Measures) -> Markup {
    let names = &page.names;
    let mut found = match &page.results.gaps {
        Some(gaps) => of_gaps(gaps, page),
        None => vec![findings::cells(measures, names)],
    };
    if !measures.spreads.is_empty() {
        found.push(findings::quadrants(&measures.spreads, names));
    }
    let shifts = page.results.shifts.iter().flatten();
    let mut clear_shifts: Vec<_> = shifts
        .filter_map(|shift| Some((clear(&shift.contrast)?.estimate.abs(), shift)))
        .collect();
    clear_shifts.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.extend(
        clear_shifts
            .iter()
            .take(NAMED)
            .map(|(_, shift)| findings::shift(shift, names)),
    );
    if let Some(claims) = &page.results.claims {
        found.extend(states(claims, page));
    }
    html! {
        section #findings aria-labelledby="findings-title" {
            h2 #findings-title { "Findings" }
            ul.findings { @for finding in found { li { (quoted(&finding)) } } }
            p.note {
                "A difference is called clear where its 95% interval leaves zero out and the \
                 p-value, corrected over the topics, is below " (findings::FALSE_DISCOVERY) "."
            }
            @if page.results.gaps.is_none() {
                (missing("gaps.csv", "comparison of actors", COMPARE))
            }
        }
    }
}

/// How the actors of each pair stand to each other; of many pairs of those that lie
/// farthest apart.
fn of_gaps(gaps: &[Gap], page: &Page) -> Vec<String> {
    let mut pairs = page.results.pairs();
    let more = pairs.len().saturating_sub(PAIRS) as u64;
    if more > 0 {
        pairs.sort_by(|a, b| farthest(gaps, b).total_cmp(&farthest(gaps, a)));
        pairs.truncate(PAIRS);
    }
    let mut found: Vec<String> = pairs
        .iter()
        .flat_map(|pair| of_pair(gaps, pair, &page.names))
        .collect();
    if more > 0 {
        found.push(format!(
            "{} of actors {} among the pictures and in gaps.csv",
            counted(more, "more pair"),
            are(more)
        ));
    }
    found
}

/// The widest of two actors' clear gaps; 0 where there is none.
fn farthest(gaps: &[Gap], pair: &[String; 2]) -> f64 {
    let of_pair = gaps.iter().filter(|gap| gap.contrast.sides == *pair);
    of_pair
        .filter_map(|gap| clear(&gap.contrast))
        .map(|difference| difference.estimate.abs())
        .fold(0.0, f64::max)
}

fn of_pair(gaps: &[Gap], pair: &[String; 2], names: &Names) -> Vec<String> {
    let together = gaps.iter().filter(|gap| {
        gap.contrast.sides == *pair && gap.contrast.topic == ALL && gap.period.is_empty()
    });
    let mut found: Vec<String> = together.map(|gap| findings::gap(gap, names)).collect();
    let of_clear: Vec<&Gap> = widest(gaps, pair)
        .into_iter()
        .filter(|gap| clear(&gap.contrast).is_some())
        .collect();
    if of_clear.is_empty() {
        found.push(findings::gaps(gaps, pair, names));
    }
    found.extend(
        of_clear
            .iter()
            .take(NAMED)
            .map(|gap| findings::gap(gap, names)),
    );
    found
}

/// How many claims of one actor about another are in each state, for those with most
/// claims.
fn states(claims: &Listing, page: &Page) -> Vec<String> {
    let mut pairs: BTreeMap<[&str; 2], (u64, [u64; STATES.len()])> = BTreeMap::new();
    for row in &claims.records.rows {
        let sides = ["actor", "counterpart"].map(|name| claims.field(row, name));
        let (all, in_states) = pairs.entry(sides).or_default();
        *all += 1;
        let state = claims.field(row, "state");
        if let Some(place) = STATES.iter().position(|known| *known == state) {
            in_states[place] += 1;
        }
    }
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort_by_key(|(_, (all, _))| Reverse(*all));
    let told = pairs.iter().take(CLAIMANTS);
    let mut told: Vec<String> = told
        .map(|([actor, other], (all, in_states))| {
            let counts = in_states.iter().zip(STATES).filter(|(n, _)| **n > 0);
            let counts: Vec<String> = counts
                .map(|(n, state)| format!("{} {state}", count(*n)))
                .collect();
            format!(
                "{} of {} about {}: {} (as the program reads it; see the evidence)",
                counted(*all, "claim"),
                page.names.said(actor),
                page.names.said(other),
                counts.join(", ")
            )
        })
        .collect();
    let more = pairs.len().saturating_sub(CLAIMANTS) as u64;
    if more > 0 {
        told.push(format!(
            "Claims of {} of actors are among the claims below and in claims.csv",
            counted(more, "more pair")
        ));
    }
    told
}
