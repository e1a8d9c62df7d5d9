//! Means by actor and topic.

use std::sync::Arc;

use maud::html;

use super::super::super::corpus::LEAST;
use super::super::super::findings::{self, FALSE_ALARM};
use super::super::super::measures::{ALL, Measures};
use super::super::super::numbers::counted;
use super::super::super::pictures;
use super::super::super::text::quoted;
use super::super::Page;
use super::super::parts::{Sort, are, heading, wide};
use super::{Figure, TOPICS, cell, figure};
use crate::error::Error;
use crate::statements::UNKNOWN;

pub(super) fn heat_map(page: &Page, measures: &Measures) -> Result<Figure, Error> {
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
    let left = known.count().saturating_sub(page.cast.len()) as u64;
    let note = html! {
        "Brown is hedged, green is concrete; n is the number of statements. A statement with \
         several topics counts in each. Below " (page.resampling.min_documents)
        " documents a cell is pale and has no interval."
        @if all.len() > topics.len() {
            " The picture shows the " (TOPICS) " topics with most statements of " (all.len() - 1) "."
        }
        @if left > 0 {
            " Of the actors those are shown that were compared, and those with most statements, "
            (LEAST) " at least; " (counted(left, "other")) " " (are(left)) " in scored.csv alone."
        }
        " The title names the highest and the lowest mean only where these two differ for \
         certain (p below " (FALSE_ALARM) ", corrected over all pairs)."
    };
    let table = wide("Means by topic and actor", &table);
    Ok(Figure {
        markup: figure(&title, &wide("Heat map", &picture), &note, &table),
        drawings: vec![("heat_map".to_owned(), picture)],
    })
}
