//! What several sections share.

use maud::{Markup, html};

use super::super::text::quoted;
use super::Page;

/// How a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Text,
    Number,
}

/// A column's heading; the script makes a button of it that sorts.
pub(super) fn heading(name: &str, sort: Sort) -> Markup {
    let sort = match sort {
        Sort::Text => "text",
        Sort::Number => "number",
    };
    html! { th scope="col" role="columnheader" data-sort=(sort) { (name) } }
}

/// What holds something wider than the page: it scrolls by itself, also by keys.
pub(super) fn wide(label: &str, content: &Markup) -> Markup {
    html! { div.wide role="region" tabindex="0" aria-label=(label) { (content) } }
}

/// Says which table a part needs, and which command writes it.
pub(super) fn missing(table: &str, what: &str, command: &str) -> Markup {
    html! {
        p.note {
            "Without " code { (table) } " there is no " (what) ". This writes it: "
            code { (command) }
        }
    }
}

/// The command that compares.
pub(super) const COMPARE: &str =
    "hedgerow compare results/scored.csv --actors US,CN --out results/";

/// "1 other is", "2 others are".
pub(super) fn are(number: u64) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

/// Entries of a field, each set apart, with commas between.
pub(super) fn list<'a>(entries: impl IntoIterator<Item = &'a str>) -> Markup {
    let entries: Vec<&str> = entries
        .into_iter()
        .filter(|entry| !entry.is_empty())
        .collect();
    html! {
        @for (index, entry) in entries.iter().enumerate() {
            @if index > 0 { ", " }
            (quoted(entry))
        }
    }
}

/// By actor, topic, period and words. Hidden until the script is there that makes
/// it work.
pub(super) fn filter(page: &Page) -> Markup {
    let mut actors: Vec<&str> = page.cast.iter().map(|actor| &**actor).collect();
    let sizes = page.corpus.sizes();
    actors.extend(
        sizes
            .keys()
            .filter(|actor| !page.cast.iter().any(|c| **c == ***actor)),
    );
    actors.truncate(CHOICES);
    html! {
        form #filter hidden aria-label="Choose what the three tables below show" {
            label { "Actor "
                select name="actor" {
                    option value="" { "all" }
                    @for actor in actors {
                        option value=(actor) { (quoted(&page.names.actor_in_full(actor))) }
                    }
                }
            }
            label { "Topic "
                select name="topic" {
                    option value="" { "all" }
                    @for topic in page.corpus.topics() {
                        option value=(topic) { (quoted(page.names.topic(topic))) }
                    }
                }
            }
            label { "From " input type="date" name="from"; }
            label { "To " input type="date" name="to"; }
            label.words { "Words " input type="search" name="words" autocomplete="off"; }
            button type="reset" { "Show all" }
            output name="state" aria-live="polite" {}
        }
    }
}

/// Actors that can be chosen at most.
const CHOICES: usize = 100;
