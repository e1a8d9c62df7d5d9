//! Two actors side by side, topic by topic.

use maud::{Markup, html};

use super::super::super::findings::{self, clear, widest};
use super::super::super::measures::Measures;
use super::super::super::names::Names;
use super::super::super::numbers::{count, fixed, interval, signed};
use super::super::super::pictures;
use super::super::super::results::{Contrast, Gap};
use super::super::super::text::quoted;
use super::super::Page;
use super::super::parts::{COMPARE, Sort, heading, missing, wide};
use super::{Figure, ROWS, TOPICS, figure, named, words_alone};
use crate::error::Error;

pub(super) fn dumbbells(page: &Page, measures: &Measures) -> Result<Vec<Figure>, Error> {
    let Some(gaps) = &page.results.gaps else {
        return Ok(vec![words_alone(html! {
            figure {
                h3 { "Two actors side by side" }
                (missing("gaps.csv", "comparison of two actors", COMPARE))
            }
        })]);
    };
    let pairs = page.results.pairs();
    let figures = pairs
        .iter()
        .map(|pair| dumbbell(page, measures, gaps, pair));
    figures.collect()
}

fn dumbbell(
    page: &Page,
    measures: &Measures,
    gaps: &[Gap],
    pair: &[String; 2],
) -> Result<Figure, Error> {
    let names = &page.names;
    let title = findings::gaps(gaps, pair, names);
    let stated = widest(gaps, pair);
    let drawn = &stated[..stated.len().min(TOPICS)];
    let place = |actor: &str| page.cast.iter().position(|other| **other == *actor);
    let places = [place(&pair[0]).unwrap_or(0), place(&pair[1]).unwrap_or(1)];
    let mut drawings = Vec::new();
    let picture = if drawn.is_empty() {
        html! { p { "No topic has statements and documents enough of both." } }
    } else {
        let alt = format!(
            "Mean scores of two actors by topic, widest gap first. {title}. The table below has all numbers."
        );
        let svg = pictures::dumbbell(drawn, measures, places, names, &alt)?;
        drawings.push((
            named("gaps", &pair.each_ref().map(String::as_str)),
            svg.clone(),
        ));
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
    let table = wide("Differences by topic", &table);
    Ok(Figure {
        markup: figure(&title, &picture, &note, &table),
        drawings,
    })
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
                None => td colspan="4" { (quoted(&note(contrast, &page.names))) },
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

/// Why no difference is stated, with names where the table has ids: "US: 8 statements,
/// fewer than 10; CN: …".
fn note(contrast: &Contrast, names: &Names) -> String {
    let parts = contrast.note.split("; ").map(|part| {
        let of = |side: &String| part.strip_prefix(&side[..])?.strip_prefix(':');
        let found = contrast
            .sides
            .iter()
            .find_map(|side| Some((side, of(side)?)));
        found.map_or_else(
            || part.to_owned(),
            |(side, rest)| format!("{}:{rest}", names.actor(side)),
        )
    });
    parts.collect::<Vec<_>>().join("; ")
}
