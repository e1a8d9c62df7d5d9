//! The pictures, each with a title that says what to see, and its numbers as a
//! table.

use std::sync::Arc;

use maud::{Markup, html};

use super::super::corpus::LEAST;
use super::super::findings::{self, QUADRANTS, clear, widest};
use super::super::measures::{ALL, BINS, DOTS, MIDDLE, Measures, Timeline};
use super::super::numbers::{count, fixed, interval, percent, signed};
use super::super::pictures;
use super::super::results::{Gap, Shift};
use super::super::text::quoted;
use super::Page;
use super::parts::{COMPARE, Sort, heading, missing, wide};
use crate::aggregates::Summary;
use crate::error::Error;
use crate::statements::UNKNOWN;

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

fn heat_map(page: &Page, measures: &Measures) -> Result<Markup, Error> {
    let names = &page.names;
    let title = findings::cells(measures, names);
    let all: Vec<Arc<str>> = std::iter::once(Arc::from(ALL))
        .chain(measures.topics.iter().cloned())
        .collect();
    let topics = &all[..all.len().min(TOPICS + 1)];
    let alt = format!(
        "Heat map of mean scores, topics by actors. {title}. The table below has all numbers."
    );
    let picture = pictures::heat_map(measures, topics, &page.cast, names, &alt)?;
    let table = html! {
        table.sortable {
            caption { "Mean score [95% interval] and number of statements" }
            thead { tr {
                (heading("Topic", Sort::Text))
                @for actor in &page.cast { (heading(names.actor(actor), Sort::Number)) }
            } }
            tbody {
                @for topic in &all {
                    tr {
                        th scope="row" { (quoted(names.topic(topic))) }
                        @for actor in &page.cast { (cell(measures.cell(actor, topic))) }
                    }
                }
            }
        }
    };
    let known = page
        .corpus
        .sizes()
        .into_keys()
        .filter(|actor| *actor != UNKNOWN);
    let left = known.count().saturating_sub(page.cast.len());
    let note = html! {
        "Brown is hedged, green is concrete; n is the number of statements. A statement with \
         several topics counts in each. No interval is given below "
        (page.resampling.min_documents) " documents."
        @if all.len() > topics.len() {
            " The picture shows the " (TOPICS) " topics with most statements of " (all.len() - 1) "."
        }
        @if left > 0 {
            " Of the actors those are shown that were compared, and those with most statements, "
            (LEAST) " at least; " (left) " others are in scored.csv alone."
        }
    };
    Ok(figure(
        &title,
        &wide("Heat map", &picture),
        &note,
        &wide("Means by topic and actor", &table),
    ))
}

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

fn dumbbells(page: &Page, measures: &Measures) -> Result<Markup, Error> {
    let Some(gaps) = &page.results.gaps else {
        return Ok(html! {
            figure {
                h3 { "Two actors side by side" }
                (missing("gaps.csv", "comparison of two actors", COMPARE))
            }
        });
    };
    let mut figures = Vec::new();
    for pair in page.results.pairs() {
        figures.push(dumbbell(page, measures, gaps, &pair)?);
    }
    Ok(html! { @for figure in figures { (figure) } })
}

fn dumbbell(
    page: &Page,
    measures: &Measures,
    gaps: &[Gap],
    pair: &[String; 2],
) -> Result<Markup, Error> {
    let names = &page.names;
    let title = findings::gaps(gaps, pair, names);
    let stated = widest(gaps, pair);
    let drawn = &stated[..stated.len().min(TOPICS)];
    let place = |actor: &str| page.cast.iter().position(|other| **other == *actor);
    let places = [place(&pair[0]).unwrap_or(0), place(&pair[1]).unwrap_or(1)];
    let picture = if drawn.is_empty() {
        html! { p { "No topic has statements and documents enough of both." } }
    } else {
        let alt = format!(
            "Mean scores of two actors by topic, widest gap first. {title}. The table below has all numbers."
        );
        let svg = pictures::dumbbell(drawn, measures, places, names, &alt)?;
        html! { div.one { (svg) } }
    };
    let of_pair: Vec<&Gap> = gaps
        .iter()
        .filter(|gap| gap.contrast.sides == *pair)
        .collect();
    let [a, b] = pair.each_ref().map(|side| names.actor(side));
    let table = html! {
        table.sortable {
            caption { "Differences of mean scores, first minus second" }
            thead { tr {
                (heading("Topic", Sort::Text)) (heading("Period", Sort::Text))
                (heading(&format!("n {a}"), Sort::Number)) (heading(&format!("n {b}"), Sort::Number))
                (heading(&format!("Mean {a}"), Sort::Number)) (heading(&format!("Mean {b}"), Sort::Number))
                (heading("Difference [95%]", Sort::Number)) (heading("Cliff’s delta", Sort::Number))
                (heading("q", Sort::Number)) (heading("Clear", Sort::Text))
            } }
            tbody { @for gap in of_pair.iter().take(ROWS) { (gap_row(gap, page)) } }
        }
    };
    let note = html! {
        "Bars are 95% intervals of the means, by resampling documents. The difference stands on \
         the right, " (a) " minus " (b) "; it is in grey where it is not clear. "
        @if stated.len() > drawn.len() { "The picture shows the " (TOPICS) " widest of " (stated.len()) ". " }
        @if of_pair.len() > ROWS { "The table shows " (ROWS) " of " (of_pair.len()) " rows of gaps.csv. " }
        "Topics with too few statements are only in the table, with the reason."
    };
    Ok(figure(
        &title,
        &picture,
        &note,
        &wide("Differences by topic", &table),
    ))
}

fn gap_row(gap: &Gap, page: &Page) -> Markup {
    let contrast = &gap.contrast;
    let mean = |mean: Option<f64>| mean.map(fixed).unwrap_or_default();
    html! {
        tr {
            th scope="row" { (quoted(page.names.topic(&contrast.topic))) }
            td { (quoted(&gap.period)) }
            td { (count(contrast.n[0])) } td { (count(contrast.n[1])) }
            td { (mean(contrast.means[0])) } td { (mean(contrast.means[1])) }
            @match &contrast.difference {
                None => td colspan="4" { (quoted(&contrast.note)) },
                Some(difference) => {
                    td data-v=(difference.estimate) {
                        (signed(difference.estimate)) " " (interval(difference.interval))
                    }
                    td { (gap.delta.map(signed).unwrap_or_default()) }
                    td { (difference.q.map(|q| format!("{q:.3}")).unwrap_or_default()) }
                    td { @if clear(contrast).is_some() { "yes" } @else { "no" } }
                },
            }
        }
    }
}

fn over_time(page: &Page, measures: &Measures) -> Result<Markup, Error> {
    let names = &page.names;
    let Some(timeline) = &measures.timeline else {
        return Ok(html! {
            figure { h3 { "Over time" } p.note { "No statement has a date that can be read." } }
        });
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
        "Bands are 95% intervals; where there is none, there are fewer than "
        (page.resampling.min_documents) " documents."
        @if page.cast.len() > few.len() { " The picture shows " (few.len()) " actors, the table all." }
        @if page.results.shifts.is_none() { (missing("shifts.csv", "test of changes", COMPARE)) }
    };
    let table = html! {
        (wide("Means over time", &times(page, timeline)))
        @if let Some(shifts) = &page.results.shifts { (wide("Changes", &changes(page, shifts))) }
    };
    Ok(figure(
        &title,
        &wide("Mean scores over time", &picture),
        &note,
        &table,
    ))
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

fn spreads(page: &Page, measures: &Measures) -> Result<Markup, Error> {
    let names = &page.names;
    let title = findings::spreads(&measures.spreads, names);
    let tallest = measures
        .spreads
        .iter()
        .flat_map(super::super::pictures::shares)
        .fold(0.0, f64::max);
    let mut panels = Vec::new();
    for (place, spread) in measures.spreads.iter().enumerate() {
        panels.push(pictures::spread(spread, place, tallest, names)?);
    }
    let picture = html! { div.panels { @for panel in panels { (panel) } } };
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
    Ok(figure(
        &title,
        &picture,
        &note,
        &wide("Statements by score", &table),
    ))
}

fn quadrants(page: &Page, measures: &Measures) -> Result<Markup, Error> {
    let names = &page.names;
    let title = findings::quadrants(&measures.spreads, names);
    let mut panels = Vec::new();
    for (place, spread) in measures.spreads.iter().enumerate() {
        panels.push(pictures::quadrants(spread, place, names)?);
    }
    let picture = html! { div.panels { @for panel in panels { (panel) } } };
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
    Ok(figure(
        &title,
        &picture,
        &note,
        &wide("Shares of statements", &table),
    ))
}
