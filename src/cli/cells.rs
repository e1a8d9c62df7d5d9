//! Flags that say how statements are gathered into cells.

use std::path::PathBuf;

use hedgerow::Error;
use hedgerow::aggregates::By;
use hedgerow::statements::{Actors, Topics};

#[derive(Debug, clap::Args)]
pub(super) struct CellArgs {
    /// What to group by: actor, topic, month, quarter, year, or any column
    #[arg(
        long,
        value_name = "LIST",
        value_delimiter = ',',
        default_value = "actor,topic"
    )]
    by: Vec<By>,
    /// Topics of your own, added to those that come with the program
    #[arg(long, value_name = "FILE")]
    topics: Option<PathBuf>,
    /// Leave out the topics that come with the program
    #[arg(long, requires = "topics")]
    only_my_topics: bool,
    /// Actors of your own, added to those that come with the program
    #[arg(long, value_name = "FILE")]
    actors: Option<PathBuf>,
    /// Cells of fewer documents have no interval
    #[arg(long, value_name = "N", default_value_t = 5)]
    min_documents: u64,
    /// Seeds the resampling of documents
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

impl CellArgs {
    pub(super) fn by(&self) -> Vec<By> {
        self.by.clone()
    }

    pub(super) fn topics(&self) -> Result<Topics, Error> {
        match &self.topics {
            None => Topics::built_in(),
            Some(path) if self.only_my_topics => Topics::only(path),
            Some(path) => Topics::extended_by(path),
        }
    }

    pub(super) fn actors(&self) -> Result<Actors, Error> {
        match &self.actors {
            None => Actors::built_in(),
            Some(path) => Actors::extended_by(path),
        }
    }

    pub(super) fn min_documents(&self) -> u64 {
        self.min_documents
    }

    pub(super) fn seed(&self) -> u64 {
        self.seed
    }
}
