//! Who promised what, by deadline.

use std::collections::{BTreeSet, HashMap};

use maud::{Markup, html};

use super::super::corpus::fingerprint;
use super::super::numbers::{count, fixed};
use super::super::results::Listing;
use super::super::text::quoted;
use super::Page;
use super::parts::{COMPARE, Sort, heading, list, missing};
use crate::tables::Row;

/// Commitments that are shown.
const COMMITMENTS: usize = 600;

/// Topics by the fingerprints of texts.
type Topics<'a> = HashMap<u64, BTreeSet<&'a str>>;

pub(super) fn commitments(page: &Page) -> Markup {
    let Some(commitments) = &page.results.commitments else {
        return html! {
            h3 { "Commitments" }
            (missing("commitments.csv", "list of commitments", COMPARE))
        };
    };
    let mut rows: Vec<&Row> = commitments.records.rows.iter().collect();
    rows.sort_by_key(|row| due(commitments, row));
    let all = rows.len();
    rows.truncate(COMMITMENTS);
    // The table of commitments has no topics; their statements have.
    let texts = rows.iter().map(|row| text(commitments, row)).collect();
    let topics = page.corpus.topics_of(&texts);
    html! {
        details #commitments {
            summary { h3 { "Commitments" } " showing " (count(rows.len() as u64)) " of " (count(all as u64)) }
            p.note {
                "By deadline, or the end of the period; those without come last. " em { "attributed" }
                " says that another than the actor tells it."
                @if rows.len() < all { " Not all are shown; all are in commitments.csv." }
            }
            table.cards.sortable.filtered role="table" {
                caption { "Commitments by deadline" }
                thead role="rowgroup" { tr role="row" {
                    (heading("Due", Sort::Text)) (heading("Actor", Sort::Text))
                    (heading("Commitment", Sort::Text)) (heading("Quantity", Sort::Text))
                    (heading("Firmness", Sort::Number)) (heading("Statement", Sort::Text))
                    (heading("Said", Sort::Text))
                } }
                tbody role="rowgroup" {
                    @for row in rows { (commitment(commitments, row, &topics, page)) }
                }
            }
        }
    }
}

/// The deadline, else the end of the period; without either behind all others.
fn due<'a>(commitments: &'a Listing, row: &'a Row) -> (bool, &'a str, &'a str) {
    let deadline = commitments.field(row, "deadline");
    let period = commitments.field(row, "period");
    let end = period.rsplit('/').next().unwrap_or(period);
    let due = if deadline.is_empty() { end } else { deadline };
    (due.is_empty(), due, commitments.field(row, "date"))
}

/// The fingerprint of the statement that promises.
fn text(commitments: &Listing, row: &Row) -> u64 {
    fingerprint(commitments.field(row, "text"))
}

fn commitment(commitments: &Listing, row: &Row, topics: &Topics, page: &Page) -> Markup {
    let field = |name| commitments.field(row, name);
    let actors = |ids: &str| list(ids.split(';').map(|id| page.names.actor(id)));
    let topics = topics.get(&text(commitments, row));
    let topics: Vec<&str> = topics.into_iter().flatten().copied().collect();
    let (_, end, _) = due(commitments, row);
    let firmness = field("firmness").parse().map(fixed).unwrap_or_default();
    html! {
        tr role="row" data-a=(field("actor")) data-t=(topics.join(";")) data-d=(field("date")) {
            td role="cell" data-l="Due" data-v=(end) {
                @if field("deadline").is_empty() {
                    (days(field("period")))
                } @else {
                    (days(field("deadline")))
                }
            }
            td role="cell" data-l="Actor" {
                (actors(field("actor")))
                @if !field("counterpart").is_empty() { " to " (actors(field("counterpart"))) }
                @if field("attributed") == "yes" { small { "attributed" } }
            }
            td.said role="cell" data-l="Commitment" {
                (quoted(field("action"))) " " (quoted(field("object")))
                @if !field("condition").is_empty() { small { "condition: " (quoted(field("condition"))) } }
            }
            td role="cell" data-l="Quantity" { (quantity(field("quantity"), field("unit"), field("per"))) }
            td role="cell" data-l="Firmness" { (firmness) }
            td.said role="cell" data-l="Statement" {
                (quoted(field("text")))
                @if !topics.is_empty() {
                    small { (list(topics.iter().map(|topic| page.names.topic(topic)))) }
                }
            }
            td role="cell" data-l="Said" { (days(field("date"))) }
        }
    }
}

/// A day, or `from/to`.
fn days(days: &str) -> Markup {
    html! {
        @for (place, day) in days.split('/').enumerate() {
            @if place > 0 { " to " }
            span.date { (quoted(day)) }
        }
    }
}

/// `12000000;25000000`, `tonnes;tonnes`, `;year` → each amount with its unit.
fn quantity(amounts: &str, units: &str, pers: &str) -> Markup {
    let at = |list: &str, place: usize| list.split(';').nth(place).unwrap_or("").to_owned();
    html! {
        @for (place, amount) in amounts.split(';').enumerate() {
            @let (unit, per) = (at(units, place), at(pers, place));
            @if !amount.is_empty() {
                @if place > 0 { "; " }
                (quoted(&grouped(amount))) " " (quoted(&unit))
                @if !per.is_empty() { " per " (quoted(&per)) }
            }
        }
    }
}

/// A whole number with its thousands apart; all else as it stands.
fn grouped(amount: &str) -> String {
    amount.parse().map_or_else(|_| amount.to_owned(), count)
}
