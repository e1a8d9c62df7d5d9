//! What the report is about, and what it has found.

use maud::{Markup, html};

use super::super::findings::{self, clear, widest};
use super::super::measures::{ALL, Measures};
use super::super::numbers::{count, counted};
use super::super::results::{Gap, Listing};
use super::super::text::{plain, quoted};
use super::Page;
use super::parts::{COMPARE, missing};
use crate::statements::UNKNOWN;

/// Clear gaps of single topics, and changes, that the findings name.
const NAMED: usize = 3;

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
                " Of " (count(unknown)) " statements the actor is not known; no picture shows them."
            }
            @if corpus.lent > 0 {
                " " (counted(corpus.lent, "more statement")) " that one actor lends another \
                 (“Washington says that Beijing agreed”) are left aside."
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
    let mut found: Vec<String> = Vec::new();
    if let Some(gaps) = &page.results.gaps {
        for pair in page.results.pairs() {
            let together = |gap: &&Gap| {
                gap.contrast.sides == pair && gap.contrast.topic == ALL && gap.period.is_empty()
            };
            found.extend(
                gaps.iter()
                    .filter(together)
                    .map(|gap| findings::gap(gap, names)),
            );
            let stated = widest(gaps, &pair);
            let of_clear: Vec<&Gap> = stated
                .into_iter()
                .filter(|gap| clear(&gap.contrast).is_some())
                .collect();
            if of_clear.is_empty() {
                found.push(findings::gaps(gaps, &pair, names));
            }
            found.extend(
                of_clear
                    .iter()
                    .take(NAMED)
                    .map(|gap| findings::gap(gap, names)),
            );
        }
    } else {
        found.push(format!("{}.", findings::cells(measures, names)));
    }
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

/// How many claims of one actor about another are in each state.
fn states(claims: &Listing, page: &Page) -> Vec<String> {
    let mut pairs: Vec<[&str; 2]> = Vec::new();
    let sides = |row| [claims.field(row, "actor"), claims.field(row, "counterpart")];
    for row in &claims.records.rows {
        if !pairs.contains(&sides(row)) {
            pairs.push(sides(row));
        }
    }
    let told = pairs.into_iter().map(|pair| {
        let of_pair = || {
            claims
                .records
                .rows
                .iter()
                .filter(move |row| sides(row) == pair)
        };
        let counts: Vec<String> = STATES
            .iter()
            .filter_map(|state| {
                let n = of_pair()
                    .filter(|row| claims.field(row, "state") == *state)
                    .count();
                (n > 0).then(|| format!("{} {state}", count(n as u64)))
            })
            .collect();
        format!(
            "{} of {} about {}: {} (as the program reads it; see the evidence)",
            counted(of_pair().count() as u64, "claim"),
            page.names.actor(pair[0]),
            page.names.actor(pair[1]),
            counts.join(", ")
        )
    });
    told.collect()
}
