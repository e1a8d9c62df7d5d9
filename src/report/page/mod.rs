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

/// The page as text.
pub(crate) fn page(page: &Page) -> Result<String, Error> {
    let measures = Measures::of(page.corpus, &page.cast, page.resampling);
    let title = overview::title(page);
    let body = html! {
        a.skip href="#findings" { "To the findings" }
        header {
            h1 { (title) }
            (overview::summary(page))
            (overview::contents())
        }
        main {
            (overview::findings(page, &measures))
            (figures::figures(page, &measures)?)
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
    Ok(page.into_string())
}
