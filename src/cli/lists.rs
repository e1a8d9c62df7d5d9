//! Flags that name the lists of actors and topics.

use std::path::PathBuf;
use std::sync::Arc;

use hedgerow::Error;
use hedgerow::model::{Embedder, Options};
use hedgerow::statements::{Actors, TopicFinder, Topics, TopicsBy};

use super::model::EncoderArgs;

#[derive(Debug, clap::Args)]
pub(super) struct ActorArgs {
    /// Actors of your own, added to those that come with the program; several files
    /// by repeating it
    #[arg(long, value_name = "FILE", help_heading = "Lists")]
    actor_table: Vec<PathBuf>,
}

impl ActorArgs {
    /// The actors that come with the program, and those of the user's file.
    pub(super) fn actors(&self) -> Result<Actors, Error> {
        Actors::extended_by(&self.actor_table)
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct TopicArgs {
    /// Topics of your own, added to those that come with the program; several files
    /// by repeating it
    #[arg(long, value_name = "FILE", help_heading = "Lists")]
    topic_table: Vec<PathBuf>,
    /// Leave out the topics that come with the program
    #[arg(long, help_heading = "Lists")]
    only_my_topics: bool,
    /// How topics are told where the table does not: by patterns (a topic that has
    /// none, by meaning), or by both, which takes longer
    #[arg(
        long,
        value_name = "HOW",
        default_value = "patterns",
        help_heading = "Lists"
    )]
    topics_by: TopicsBy,
    #[command(flatten)]
    encoder: EncoderArgs,
}

impl TopicArgs {
    fn topics(&self) -> Result<Topics, Error> {
        if self.only_my_topics {
            if self.topic_table.is_empty() {
                return Err(Error::Usage(
                    "--only-my-topics leaves no topics: name yours with --topic-table, \
                     or as [topics.ID] in hedgerow.toml"
                        .to_owned(),
                ));
            }
            Topics::only(&self.topic_table)
        } else {
            Topics::extended_by(&self.topic_table)
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
