//! The page: what a run has found, in one HTML file that needs nothing else.
//!
//! Enters: the scored statements ([`Corpus`]), the tables of the results folder
//! ([`Results`]), and the full text of the statements that are shown. Leaves: the
//! page as text. Titles are made of the numbers and claim no more than these
//! carry ([`findings`]); what articles say is never markup ([`text`]).

mod corpus;
mod evidence;
mod findings;
mod folder;
mod left_out;
mod measures;
mod names;
mod numbers;
mod page;
mod pictures;
mod records;
mod results;
mod selection;
mod text;

pub(crate) use corpus::{Corpus, Statement, fingerprint};
pub(crate) use evidence::{Highlight, highlights};
pub(crate) use folder::Folder;
pub(crate) use measures::Resampling;
pub(crate) use names::Names;
pub(crate) use page::{Page, page};
pub(crate) use results::Results;
pub(crate) use selection::{Choice, choose};

/// A statement that the page shows, with everything that its row tells.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    /// Why it was chosen.
    pub(crate) choice: Choice,
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) speaker: String,
    pub(crate) source: String,
    pub(crate) title: String,
    pub(crate) url: String,
    /// The words that carry the score; none where that is not known.
    pub(crate) highlights: Vec<Highlight>,
}
