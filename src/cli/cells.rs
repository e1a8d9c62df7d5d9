//! Flags that say how statements are gathered into cells.

use std::path::{Path, PathBuf};

use hedgerow::Error;
use hedgerow::aggregates::By;
use hedgerow::pipeline::AggregatePlan;
use hedgerow::statements::{Actors, Topics};
use hedgerow::tables::{ColumnNames, Input, Target};

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
    /// The plan for a table of scored statements.
    pub(super) fn plan(
        &self,
        input: Input,
        columns: ColumnNames,
        output: Target,
        rejects: PathBuf,
    ) -> Result<AggregatePlan, Error> {
        Ok(AggregatePlan {
            input,
            columns,
            output,
            rejects,
            by: self.by.clone(),
            topics: match &self.topics {
                None => Topics::built_in()?,
                Some(path) if self.only_my_topics => Topics::only(path)?,
                Some(path) => Topics::extended_by(path)?,
            },
            actors: self.actors()?,
            min_documents: self.min_documents,
            seed: self.seed,
        })
    }

    /// The actors that hold.
    pub(super) fn actors(&self) -> Result<Actors, Error> {
        actors(self.actors.as_deref())
    }
}

/// The actors that come with the program, and those of a file of the user's.
pub(super) fn actors(added: Option<&Path>) -> Result<Actors, Error> {
    match added {
        None => Actors::built_in(),
        Some(path) => Actors::extended_by(path),
    }
}
