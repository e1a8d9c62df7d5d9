//! Flags that name the lists of actors and topics.

use std::path::PathBuf;
use std::sync::Arc;

use hedgerow::Error;
use hedgerow::model::{Embedder, Options};
use hedgerow::statements::{Actors, TopicFinder, Topics, TopicsBy};

use super::model::EncoderArgs;

#[derive(Debug, clap::Args)]
pub(super) struct ActorArgs {
    /// Actors of your own, added to those that come with the program
    #[arg(long, value_name = "FILE")]
    actor_table: Option<PathBuf>,
}

impl ActorArgs {
    /// The actors that come with the program, and those of the user's file.
    pub(super) fn actors(&self) -> Result<Actors, Error> {
        match &self.actor_table {
            None => Actors::built_in(),
            Some(path) => Actors::extended_by(path),
        }
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct TopicArgs {
    /// Topics of your own, added to those that come with the program
    #[arg(long, value_name = "FILE")]
    topic_table: Option<PathBuf>,
    /// Leave out the topics that come with the program
    #[arg(long, requires = "topic_table")]
    only_my_topics: bool,
    /// How topics are told where the table does not: by patterns (a topic that has
    /// none, by meaning), or by both, which takes longer
    #[arg(long, value_name = "HOW", default_value = "patterns")]
    topics_by: TopicsBy,
    #[command(flatten)]
    encoder: EncoderArgs,
}

impl TopicArgs {
    fn topics(&self) -> Result<Topics, Error> {
        match &self.topic_table {
            None => Topics::built_in(),
            Some(path) if self.only_my_topics => Topics::only(path),
            Some(path) => Topics::extended_by(path),
        }
    }

    /// The encoder's folder.
    pub(super) fn encoder(&self) -> Result<PathBuf, Error> {
        self.encoder.folder()
    }

    /// The encoder, with which topics are told by meaning.
    pub(super) fn embedder(&self, options: &Options) -> Result<Arc<Embedder>, Error> {
        Ok(Arc::new(Embedder::load(&self.encoder.folder()?, options)?))
    }

    /// What finds the topics. The encoder is loaded where it is needed.
    pub(super) fn finder(&self, options: &Options) -> Result<TopicFinder, Error> {
        self.finder_with(|| self.embedder(options))
    }

    /// As [`Self::finder`], with an encoder that is there already.
    pub(super) fn finder_beside(&self, embedder: &Arc<Embedder>) -> Result<TopicFinder, Error> {
        self.finder_with(|| Ok(Arc::clone(embedder)))
    }

    fn finder_with(
        &self,
        embedder: impl FnOnce() -> Result<Arc<Embedder>, Error>,
    ) -> Result<TopicFinder, Error> {
        let topics = self.topics()?;
        if !TopicFinder::needs_encoder(&topics, self.topics_by) {
            return Ok(TopicFinder::by_patterns(topics));
        }
        TopicFinder::with_encoder(topics, self.topics_by, &embedder()?)
    }
}
