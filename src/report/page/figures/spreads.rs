//! The scores of each actor, and specificity against firmness.

use maud::html;

use super::super::super::findings::{self, QUADRANTS};
use super::super::super::measures::{BINS, DOTS, MIDDLE, Measures};
use super::super::super::numbers::{count, percent};
use super::super::super::pictures;
use super::super::super::text::quoted;
use super::super::Page;
use super::super::parts::{Sort, heading, wide};
use super::{Figure, figure, named};
use crate::error::Error;

pub(super) fn spreads(page: &Page, measures: &Measures) -> Result<Figure, Error> {
    let names = &page.names;
    let title = findings::spreads(&measures.spreads, names);
    let tallest = measures
        .spreads
        .iter()
        .flat_map(pictures::shares)
        .fold(0.0, f64::max);
    let mut drawings = Vec::new();
    for (place, spread) in measures.spreads.iter().enumerate() {
        let drawing = pictures::spread(spread, place, tallest, names)?;
        drawings.push((named("scores", &[&spread.actor]), drawing));
    }
    let picture = html! { div.panels { @for (_, drawing) in &drawings { (drawing) } } };
    let note = html! {
        "Bars are shares of an actor’s statements by score, in " (BINS) " steps and to one scale; \
         the line is the median."
    };
    let table = html! {
        table.sortable {
            caption { "Statements by score" }
            thead { tr {
                (heading("Score from", Sort::Number))
                @for spread in &measures.spreads { (heading(names.actor(&spread.actor), Sort::Number)) }
            } }
            tbody {
                @for bin in 0..BINS {
                    tr {
                        th scope="row" { (format!("{:.2}", bin as f64 / BINS as f64)) }
                        @for spread in &measures.spreads { td { (count(spread.bins[bin])) } }
                    }
                }
            }
        }
    };
    let table = wide("Statements by score", &table);
    Ok(Figure {
        markup: figure(&title, &picture, &note, &table),
        drawings,
    })
}

pub(super) fn quadrants(page: &Page, measures: &Measures) -> Result<Figure, Error> {
    let names = &page.names;
    let title = findings::quadrants(&measures.spreads, names);
    let mut drawings = Vec::new();
    for (place, spread) in measures.spreads.iter().enumerate() {
        let drawing = pictures::quadrants(spread, place, names)?;
        drawings.push((named("quadrants", &[&spread.actor]), drawing));
    }
    let picture = html! { div.panels { @for (_, drawing) in &drawings { (drawing) } } };
    let note = html! {
        "Shares are of all statements, parted at " (MIDDLE) ". Dots are statements, at most "
        (DOTS) " of each actor, drawn at random by a fixed seed."
    };
    let table = html! {
        table.sortable {
            caption { "Shares of statements" }
            thead { tr {
                (heading("Actor", Sort::Text)) (heading("Statements", Sort::Number))
                @for quadrant in QUADRANTS { (heading(quadrant, Sort::Number)) }
            } }
            tbody {
                @for spread in &measures.spreads {
                    tr {
                        th scope="row" { (quoted(names.actor(&spread.actor))) }
                        td { (count(spread.n)) }
                        @for part in spread.quadrants {
                            td data-v=(part as f64 / spread.n.max(1) as f64) { (percent(part, spread.n)) }
                        }
                    }
                }
            }
        }
    };
    let table = wide("Shares of statements", &table);
    Ok(Figure {
        markup: figure(&title, &picture, &note, &table),
        drawings,
    })
}
