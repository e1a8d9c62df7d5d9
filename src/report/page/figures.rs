//! The pictures, each with a title that says what to see, and its numbers as a
//! table.

mod gaps;
mod heat_map;
mod over_time;
mod spreads;

use maud::{Markup, html};

use super::super::measures::Measures;
use super::super::numbers::{count, fixed, interval};
use super::super::text::quoted;
use super::Page;
use crate::aggregates::Summary;
use crate::error::Error;

use gaps::dumbbells;
use heat_map::heat_map;
use over_time::over_time;
use spreads::{quadrants, spreads};

/// Topics that a picture shows.
const TOPICS: usize = 25;

/// Rows of a table of gaps or changes.
const ROWS: usize = 300;

pub(super) fn figures(page: &Page, measures: &Measures) -> Result<Markup, Error> {
    Ok(html! {
        section #pictures aria-labelledby="pictures-title" {
            h2 #pictures-title { "Pictures" }
            @if page.cast.is_empty() {
                p { "Of no statement the actor is known, so there is nothing to set side by side." }
            } @else {
                (heat_map(page, measures)?)
                (dumbbells(page, measures)?)
                (over_time(page, measures)?)
                (spreads(page, measures)?)
                (quadrants(page, measures)?)
            }
        }
    })
}

/// A picture under its title, with a note and the numbers behind it.
fn figure(title: &str, picture: &Markup, note: &Markup, table: &Markup) -> Markup {
    html! {
        figure {
            figcaption { h3 { (quoted(title)) } }
            (picture)
            p.note { (note) }
            details { summary { "The numbers as a table" } (table) }
        }
    }
}

/// A mean with its interval and the number of statements, as a cell of a table.
fn cell(summary: Option<&Summary>) -> Markup {
    html! {
        @match summary {
            None => td {},
            Some(summary) => td data-v=(summary.mean_score) {
                (fixed(summary.mean_score))
                @if let Some(range) = summary.interval { " " (interval(range)) }
                " n " (count(summary.n))
            },
        }
    }
}
