//! Means over time, and changes from one period to the next.

use std::sync::Arc;

use maud::{Markup, html};

use super::super::super::findings::{self, clear};
use super::super::super::measures::{Measures, Timeline};
use super::super::super::numbers::{count, interval, signed};
use super::super::super::pictures;
use super::super::super::results::Shift;
use super::super::super::text::quoted;
use super::super::Page;
use super::super::parts::{COMPARE, Sort, heading, missing, wide};
use super::{Figure, ROWS, cell, figure, words_alone};
use crate::error::Error;

pub(super) fn over_time(page: &Page, measures: &Measures) -> Result<Figure, Error> {
    let names = &page.names;
    let Some(timeline) = &measures.timeline else {
        return Ok(words_alone(html! {
            figure { h3 { "Over time" } p.note { "No statement has a date that can be read." } }
        }));
    };
    // More than a few lines cannot be told apart.
    let few = &page.cast[..page
        .cast
        .len()
        .min(if page.results.gaps.is_some() { 2 } else { 4 })];
    let title = findings::shifts(page.results.shifts.as_deref(), timeline.weekly, names);
    let alt = format!("Mean scores over time. {title}. The table below has all numbers.");
    let picture = pictures::over_time(timeline, few, names, &alt)?;
    let note = html! {
        @if timeline.weekly { "Weeks begin on Monday. " }
        "Bands, and bars at lone periods, are 95% intervals; where there is none, there are fewer than "
        (page.resampling.min_documents) " documents."
        @if page.cast.len() > few.len() { " The picture shows " (few.len()) " actors, the table all." }
        @if page.results.shifts.is_none() { (missing("shifts.csv", "test of changes", COMPARE)) }
    };
    let table = html! {
        (wide("Means over time", &times(page, timeline)))
        @if let Some(shifts) = &page.results.shifts { (wide("Changes", &changes(page, shifts))) }
    };
    let shown = wide("Mean scores over time", &picture);
    Ok(Figure {
        markup: figure(&title, &shown, &note, &table),
        drawings: vec![("over_time".to_owned(), picture)],
    })
}

fn times(page: &Page, timeline: &Timeline) -> Markup {
    html! {
        table.sortable {
            caption { "Mean score [95% interval] and number of statements" }
            thead { tr {
                (heading(if timeline.weekly { "Week from" } else { "Month from" }, Sort::Text))
                @for actor in &page.cast { (heading(page.names.actor(actor), Sort::Number)) }
            } }
            tbody {
                @for (place, period) in timeline.periods.iter().enumerate() {
                    tr {
                        th scope="row" { time datetime=(period) { (period) } }
                        @for actor in &page.cast {
                            (cell(timeline.cells.get(&(Arc::clone(actor), place))))
                        }
                    }
                }
            }
        }
    }
}

fn changes(page: &Page, shifts: &[Shift]) -> Markup {
    let mut stated: Vec<_> = shifts
        .iter()
        .filter_map(|shift| Some((shift.contrast.difference?, shift)))
        .collect();
    stated.sort_by(|(a, _), (b, _)| b.estimate.abs().total_cmp(&a.estimate.abs()));
    html! {
        table.sortable {
            caption {
                "Changes from one period to the next, widest first: "
                (count(stated.len().min(ROWS) as u64)) " of " (count(shifts.len() as u64))
                " rows of shifts.csv; the others have too few statements"
                @if stated.len() > ROWS { " or are narrower" }
            }
            thead { tr {
                (heading("Actor", Sort::Text)) (heading("Topic", Sort::Text))
                (heading("From", Sort::Text)) (heading("To", Sort::Text))
                (heading("Change [95%]", Sort::Number)) (heading("q", Sort::Number))
                (heading("Clear", Sort::Text)) (heading("Before", Sort::Text)) (heading("After", Sort::Text))
            } }
            tbody {
                @for (difference, shift) in stated.iter().take(ROWS) {
                    tr {
                        td { (quoted(page.names.actor(&shift.actor))) }
                        td { (quoted(page.names.topic(&shift.contrast.topic))) }
                        td { (quoted(&shift.contrast.sides[0])) } td { (quoted(&shift.contrast.sides[1])) }
                        td data-v=(difference.estimate) {
                            (signed(difference.estimate)) " " (interval(difference.interval))
                        }
                        td { (difference.q.map(|q| format!("{q:.3}")).unwrap_or_default()) }
                        td { @if clear(&shift.contrast).is_some() { (quoted(&shift.direction)) } @else { "no" } }
                        td { (quoted(&shift.examples[0])) } td { (quoted(&shift.examples[1])) }
                    }
                }
            }
        }
    }
}
