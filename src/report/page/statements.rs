//! The statements that the page shows, with what tells where they stand.

use maud::{Markup, html};

use super::super::Shown;
use super::super::numbers::{count, fixed};
use super::super::selection::{LEAST_WORDS, SAMPLE, SHOWN, Why};
use super::super::text::{link, marked, quoted};
use super::Page;
use super::parts::{Sort, heading, list};

pub(super) fn statements(page: &Page) -> Markup {
    let shown = sorted(page);
    let all = page.corpus.statements.len();
    let has_marks = |statement: &&Shown| !statement.highlights.is_empty();
    let (any, every) = (shown.iter().any(has_marks), shown.iter().all(has_marks));
    html! {
        details #statements {
            summary {
                h3 { "Statements" }
                " showing " (count(shown.len() as u64)) " of " (count(all as u64))
            }
            p.note {
                @if shown.len() < all {
                    "Beyond " (count(SHOWN as u64)) " statements not all are shown: the most concrete \
                     and the most hedged of each actor on each topic (of " (LEAST_WORDS) " words or \
                     more, each wording once), and " (SAMPLE) " drawn at random by a fixed seed from \
                     all others. The whole table is scored.csv."
                } @else {
                    "All statements. The first of each actor are the most concrete and the most hedged \
                     on each topic (of " (LEAST_WORDS) " words or more, each wording once)."
                }
                @if any {
                    " Words that carry the score are marked: "
                    mark.concrete { "more concrete" } ", " mark.hedged { "more hedged" } "."
                } @else {
                    " Which words carry a score is not in the table; they are marked after "
                    code { "hedgerow run" } " or " code { "hedgerow score" } " with "
                    code { "--evidence" } "."
                }
                @if any && !every {
                    " Where none are marked, no single piece of the statement moves the score by \
                     itself: two pieces that say the same hide each other."
                }
            }
            table.cards.sortable.filtered role="table" {
                caption { "Statements with their scores" }
                thead role="rowgroup" { tr role="row" {
                    (heading("Shown as", Sort::Text)) (heading("Actor", Sort::Text))
                    (heading("Topics", Sort::Text)) (heading("Date", Sort::Text))
                    (heading("Statement", Sort::Text)) (heading("Score", Sort::Number))
                    (heading("Specificity", Sort::Number)) (heading("Firmness", Sort::Number))
                } }
                tbody role="rowgroup" { @for statement in shown { (row(statement, page)) } }
            }
        }
    }
}

/// The extremes first, actor by actor in the order of the cast.
fn sorted<'a>(page: &'a Page) -> Vec<&'a Shown> {
    let mut shown: Vec<&Shown> = page.shown.iter().collect();
    shown.sort_by_cached_key(|statement| {
        let of = &statement.choice.statement;
        let place = page.cast.iter().position(|actor| of.of(actor));
        let millionths = (of.measured.score * 1e6).round();
        #[allow(clippy::cast_possible_truncation)] // scores are in 0..1
        let score = match statement.choice.why {
            Why::MostConcrete => -(millionths as i64),
            _ => millionths as i64,
        };
        let other = statement.choice.why == Why::Other;
        (
            other,
            place.unwrap_or(usize::MAX),
            statement.choice.why,
            score,
            of.row,
        )
    });
    shown
}

fn row(shown: &Shown, page: &Page) -> Markup {
    let of = &shown.choice.statement;
    let why = match shown.choice.why {
        Why::MostConcrete => "most concrete",
        Why::MostHedged => "most hedged",
        Why::Other => "other",
    };
    let date = of.date.map(|date| date.to_string()).unwrap_or_default();
    let names = &page.names;
    html! {
        tr role="row" data-a=(of.actors.join(";")) data-t=(of.topics.join(";")) data-d=(date) {
            td role="cell" data-l="Shown as" { (why) }
            td role="cell" data-l="Actor" { (list(of.actors.iter().map(|actor| names.actor(actor)))) }
            td role="cell" data-l="Topics" { (list(of.topics.iter().map(|topic| names.topic(topic)))) }
            td role="cell" data-l="Date" { @if !date.is_empty() { time datetime=(date) { (date) } } }
            td.said role="cell" data-l="Statement" {
                (marked(&shown.text, &shown.highlights))
                (place(shown))
            }
            td role="cell" data-l="Score" { (fixed(of.measured.score)) }
            td role="cell" data-l="Specificity" { (fixed(of.measured.specificity)) }
            td role="cell" data-l="Firmness" { (fixed(of.measured.firmness)) }
        }
    }
}

/// Who said it, and where it stands.
fn place(shown: &Shown) -> Markup {
    let article = if shown.title.is_empty() {
        &shown.url
    } else {
        &shown.title
    };
    let parts = [&shown.speaker, &shown.source, article, &shown.id];
    html! {
        @if parts.iter().any(|part| !part.is_empty()) {
            small {
                @if !shown.speaker.is_empty() { (quoted(&shown.speaker)) ". " }
                @if !shown.source.is_empty() { (quoted(&shown.source)) ". " }
                @if !article.is_empty() { (link(&shown.url, article)) ". " }
                @if !shown.id.is_empty() { (quoted(&shown.id)) }
            }
        }
    }
}
