//! Flags of the commands that gather or compare scored statements.

use super::cells::ResamplingArgs;
use super::lists::{ActorArgs, TopicArgs};
use super::model::EngineArgs;

/// What is told of statements (topics, actors), by what means, and how sure the
/// numbers are.
#[derive(Debug, clap::Args)]
pub(super) struct AnalysisArgs {
    #[command(flatten)]
    pub(super) resampling: ResamplingArgs,
    #[command(flatten)]
    pub(super) topics: TopicArgs,
    #[command(flatten)]
    pub(super) actors: ActorArgs,
    #[command(flatten)]
    pub(super) engine: EngineArgs,
}
