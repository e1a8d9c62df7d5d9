//! Flags that say how statements are gathered into cells.

use hedgerow::aggregates::By;
use hedgerow::pipeline::Resampling;

#[derive(Debug, clap::Args)]
pub(super) struct CellArgs {
    /// What to group by: actor, topic, month, quarter, year, or any column
    #[arg(
        long,
        value_name = "LIST",
        value_delimiter = ',',
        default_value = "actor,topic",
        help_heading = "Cells"
    )]
    pub(super) by: Vec<By>,
}

/// How documents are resampled.
#[derive(Debug, clap::Args)]
pub(super) struct ResamplingArgs {
    /// What stands in fewer documents has no interval
    #[arg(
        long,
        value_name = "N",
        default_value_t = 5,
        help_heading = "Resampling"
    )]
    pub(super) min_documents: u64,
    /// Seeds the resampling of documents
    #[arg(
        long,
        value_name = "N",
        default_value_t = 1,
        help_heading = "Resampling"
    )]
    pub(super) seed: u64,
}

impl ResamplingArgs {
    pub(super) fn plan(&self) -> Resampling {
        Resampling {
            min_documents: self.min_documents,
            seed: self.seed,
        }
    }
}
