//! The claims ledger: what each side claims of the other, and what the other said
//! to it.

use std::collections::BTreeMap;

use maud::{Markup, html};
use serde_json::Value;

use super::super::names::{Names, opening};
use super::super::numbers::{count, counted, fixed};
use super::super::results::Listing;
use super::super::text::quoted;
use super::Page;
use super::overview::STATES;
use super::parts::{COMPARE, Sort, heading, list, missing};
use crate::tables::Row;

/// Claims that are shown.
const CLAIMS: usize = 600;

/// Between the texts of several statements in one field, as the table has it.
const BETWEEN: &str = " | ";

pub(super) fn ledger(page: &Page) -> Markup {
    let Some(claims) = &page.results.claims else {
        return html! {
            h3 { "Claims" }
            (missing("claims.csv", "ledger of claims", COMPARE))
        };
    };
    let rows = chosen(claims);
    let all = claims.records.rows.len();
    html! {
        details #claims {
            summary { h3 { "Claims" } " showing " (count(rows.len() as u64)) " of " (count(all as u64)) }
            p.note {
                "Each specific statement of one actor that concerns the other, and what the other \
                 said to it " (window(page)) ". The ledger points to places to read; it does not \
                 settle them: read the evidence before you publish a state. "
                em { "silent" } ": the other spoke on the topic in that time and not on this; the \
                evidence is what came nearest. " em { "absent" } ": the table has nothing that the \
                other said on the topic in that time, or the claim has no topic, which is no evidence \
                of anything."
                @if rows.len() < all {
                    " Not all are shown: of each actor and state the most concrete. All are in claims.csv."
                }
            }
            table.cards.sortable.filtered role="table" {
                caption { "Claims and what the other side said to them" }
                thead role="rowgroup" { tr role="row" {
                    (heading("Date", Sort::Text)) (heading("Actor", Sort::Text))
                    (heading("Claim", Sort::Text)) (heading("State", Sort::Text))
                    (heading("Evidence of the other side", Sort::Text)) (heading("Likeness", Sort::Number))
                } }
                tbody role="rowgroup" { @for row in rows { (claim(claims, row, page)) } }
            }
        }
    }
}

/// When something counts as an answer to a claim, where the record tells it.
fn window(page: &Page) -> String {
    let days = |setting| {
        let days = page.results.setting(setting).and_then(Value::as_u64)?;
        Some(counted(days, "day"))
    };
    match (days("window-before"), days("window")) {
        (Some(before), Some(after)) => format!("from {before} before it to {after} after it"),
        _ => "in the weeks around it".to_owned(),
    }
}

/// The claims to show, in the order of the table: all, or of each actor, counterpart
/// and state equally many.
fn chosen(claims: &Listing) -> Vec<&Row> {
    let rows = &claims.records.rows;
    if rows.len() <= CLAIMS {
        return rows.iter().collect();
    }
    let mut groups: BTreeMap<[&str; 3], Vec<usize>> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        let key = ["actor", "counterpart", "state"].map(|name| claims.field(row, name));
        groups.entry(key).or_default().push(index);
    }
    let score = |index: usize| claims.field(&rows[index], "score").parse().unwrap_or(0.0);
    let mut ranked: Vec<(usize, usize)> = Vec::new();
    for mut group in groups.into_values() {
        group.sort_by(|a, b| f64::total_cmp(&score(*b), &score(*a)).then(a.cmp(b)));
        ranked.extend(group.into_iter().enumerate());
    }
    // By rank within the group first: small groups are whole, large ones are cut.
    ranked.sort_unstable();
    ranked.truncate(CLAIMS);
    let mut kept: Vec<usize> = ranked.into_iter().map(|(_, index)| index).collect();
    kept.sort_unstable();
    kept.into_iter().map(|index| &rows[index]).collect()
}

fn claim(claims: &Listing, row: &Row, page: &Page) -> Markup {
    let field = |name| claims.field(row, name);
    let names = &page.names;
    let (actor, topics) = (field("actor"), field("topics"));
    let score = field("score").parse().map(fixed).unwrap_or_default();
    let likeness = field("similarity").parse().map(fixed).unwrap_or_default();
    let state = field("state");
    html! {
        tr role="row" data-a=(actor) data-t=(topics) data-d=(field("date")) {
            td role="cell" data-l="Date" { span.date { (quoted(field("date"))) } }
            td role="cell" data-l="Actor" {
                (quoted(names.actor(actor))) " about " (quoted(names.actor(field("counterpart"))))
            }
            td.said role="cell" data-l="Claim" {
                (quoted(field("claim")))
                small { (list(topics.split(';').map(|topic| names.topic(topic)))) ". Score " (score) }
            }
            td role="cell" data-l="State" {
                span class=[STATES.contains(&state).then_some(state)] { (quoted(state)) }
            }
            td.said role="cell" data-l="Evidence" {
                (evidence(field("evidence"), field("evidence_dates")))
                small { (quoted(&reason(claims, row, names))) }
            }
            td role="cell" data-l="Likeness" { (likeness) }
        }
    }
}

/// The reason for a state with names where the table has ids of the actor and the
/// topics.
fn reason(claims: &Listing, row: &Row, names: &Names) -> String {
    let field = |name| claims.field(row, name);
    let (reason, other) = (field("reason"), field("counterpart"));
    let topics: Vec<&str> = field("topics").split(';').collect();
    let ids = format!(" of {other} on {} in the window", topics.join(", "));
    if let Some((before, after)) = reason.split_once(&ids) {
        let actor = names.said(other);
        let topics: Vec<String> = topics
            .iter()
            .map(|topic| names.topic_within(topic))
            .collect();
        let topics = topics.join(", ");
        return format!("{before} of {actor} on {topics} in the window{after}");
    }
    match reason.strip_prefix(other) {
        Some(rest) if rest.starts_with(' ') => format!("{}{rest}", opening(names.said(other))),
        _ => reason.to_owned(),
    }
}

/// The other side's statements with their dates; as one piece where it cannot be
/// told where one ends.
fn evidence(texts: &str, dates: &str) -> Markup {
    let pieces: Vec<&str> = texts.split(BETWEEN).collect();
    let days: Vec<&str> = dates.split(';').collect();
    html! {
        @if texts.is_empty() {
            ""
        } @else if pieces.len() == days.len() {
            ul { @for (piece, day) in pieces.iter().zip(days) { li { (quoted(piece)) " " small.date { (quoted(day)) } } } }
        } @else {
            p { (quoted(texts)) " " small.date { (quoted(dates)) } }
        }
    }
}
