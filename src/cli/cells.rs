//! Flags that say how statements are gathered into cells.

use hedgerow::aggregates::By;

#[derive(Debug, clap::Args)]
pub(super) struct CellArgs {
    /// What to group by: actor, topic, month, quarter, year, or any column
    #[arg(
        long,
        value_name = "LIST",
        value_delimiter = ',',
        default_value = "actor,topic"
    )]
    pub(super) by: Vec<By>,
    #[command(flatten)]
    pub(super) resampling: ResamplingArgs,
}

/// How documents are resampled.
#[derive(Debug, clap::Args)]
pub(super) struct ResamplingArgs {
    /// What stands in fewer documents has no interval
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(super) min_documents: u64,
    /// Seeds the resampling of documents
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) seed: u64,
}
