//! The page, section by section.

mod commitments;
mod figures;
mod head;
mod ledger;
mod left_out;
mod method;
mod overview;
mod parts;
mod statements;

use std::sync::Arc;

use maud::{DOCTYPE, html};

use super::Shown;
use super::corpus::Corpus;
use super::measures::{Measures, Resampling};
use super::names::Names;
use super::pictures::standing_alone;
use super::results::Results;
use crate::error::Error;

/// What the page is made of.
pub(crate) struct Page<'a> {
    pub(crate) corpus: &'a Corpus,
    pub(crate) results: &'a Results,
    /// The actors that are shown, in the order of [`Corpus::cast`].
    pub(crate) cast: Vec<Arc<str>>,
    pub(crate) shown: Vec<Shown>,
    pub(crate) names: Names,
    pub(crate) resampling: Resampling,
}

/// The page, and its pictures by themselves.
pub(crate) struct Made {
    pub(crate) html: String,
    /// SVG files, each under its name.
    pub(crate) pictures: Vec<(String, String)>,
}

pub(crate) fn page(page: &Page) -> Result<Made, Error> {
    let measures = Measures::of(page.corpus, &page.cast, page.resampling);
    let title = overview::title(page);
    let figures = figures::figures(page, &measures)?;
    let body = html! {
        a.skip href="#findings" { "To the findings" }
        header {
            h1 { (title) }
            (overview::summary(page))
            (overview::contents())
        }
        main {
            (overview::findings(page, &measures))
            (figures::section(&figures))
            section #text aria-labelledby="text-title" {
                h2 #text-title { "The words behind the numbers" }
                (parts::filter(page))
                (statements::statements(page))
                (ledger::ledger(page))
                (commitments::commitments(page))
            }
            (left_out::left_out(page))
            (method::method(page))
        }
    };
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            (head::head(&title))
            body { (body) (head::script()) }
        }
    };
    let drawings = figures.into_iter().flat_map(|figure| figure.drawings);
    Ok(Made {
        html: page.into_string(),
        pictures: drawings
            .map(|(name, svg)| (format!("{name}.svg"), standing_alone(&svg)))
            .collect(),
    })
}
