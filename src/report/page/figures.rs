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

/// A part of the page with its pictures.
pub(super) struct Figure {
    /// As the page shows it.
    pub(super) markup: Markup,
    /// What it draws, each under a name of letters, digits, `_` and `-`.
    pub(super) drawings: Vec<(String, Markup)>,
}

/// The figures in the order of the page.
pub(super) fn figures(page: &Page, measures: &Measures) -> Result<Vec<Figure>, Error> {
    if page.cast.is_empty() {
        return Ok(Vec::new());
    }
    let mut figures = vec![heat_map(page, measures)?];
    figures.extend(dumbbells(page, measures)?);
    figures.push(over_time(page, measures)?);
    figures.push(spreads(page, measures)?);
    figures.push(quadrants(page, measures)?);
    Ok(figures)
}

pub(super) fn section(figures: &[Figure]) -> Markup {
    html! {
        section #pictures aria-labelledby="pictures-title" {
            h2 #pictures-title { "Pictures" }
            @if figures.is_empty() {
                p { "Of no statement the actor is known, so there is nothing to set side by side." }
            }
            @for figure in figures { (figure.markup) }
        }
    }
}

/// Words in place of a picture.
fn words_alone(markup: Markup) -> Figure {
    Figure {
        markup,
        drawings: Vec::new(),
    }
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

/// The name of a drawing of some actors. What ids may hold and file names should
/// not becomes `_`.
fn named(kind: &str, actors: &[&str]) -> String {
    let mut name = kind.to_owned();
    for actor in actors {
        name.push('-');
        name.extend(
            actor
                .chars()
                .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }),
        );
    }
    name
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
