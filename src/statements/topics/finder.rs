//! Topics found for statements, by patterns, by meaning, or by both.

use std::str::FromStr;
use std::sync::Arc;

use super::{Entry, Meaning, Topics};
use crate::error::Error;
use crate::model::{Embedder, Embedding};

/// By what a statement's topics are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TopicsBy {
    /// By patterns; a topic without any, by meaning.
    #[default]
    Patterns,
    /// By patterns and meaning: a statement that matches no pattern of a topic may
    /// still be near enough to it. Costs a pass of the encoder.
    Both,
}

impl FromStr for TopicsBy {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "patterns" => Ok(Self::Patterns),
            "both" => Ok(Self::Both),
            other => Err(format!(
                "topics are told by `patterns` or by `both`, not {other:?}"
            )),
        }
    }
}

/// Finds the topics of statements.
pub struct TopicFinder {
    topics: Topics,
    meaning: Option<(Arc<Embedder>, Meaning)>,
}

impl TopicFinder {
    /// Whether topics told so need an encoder.
    #[must_use]
    pub fn needs_encoder(topics: &Topics, by: TopicsBy) -> bool {
        by == TopicsBy::Both || topics.entries.iter().any(|entry| !entry.has_patterns())
    }

    /// Topics by patterns alone; those without any are not found.
    #[must_use]
    pub fn by_patterns(topics: Topics) -> Self {
        Self {
            topics,
            meaning: None,
        }
    }

    /// Topics by patterns and meaning. With [`TopicsBy::Patterns`], those that
    /// have patterns are told by these alone.
    pub fn with_encoder(
        topics: Topics,
        by: TopicsBy,
        embedder: &Arc<Embedder>,
    ) -> Result<Self, Error> {
        let by_meaning = |entry: &Entry| by == TopicsBy::Both || !entry.has_patterns();
        let meaning = Meaning::of(&topics, by_meaning, embedder)?;
        Ok(Self {
            topics,
            meaning: Some((Arc::clone(embedder), meaning)),
        })
    }

    /// A topic's heading, by its id.
    #[must_use]
    pub fn name(&self, id: &str) -> Option<&str> {
        self.topics.name(id)
    }

    /// The ids of the topics of each text, in the order of the topics' file, or
    /// [`super::NONE`] alone. A text that is too long for the encoder has the
    /// topics that patterns give it.
    pub fn find(&self, texts: &[&str]) -> Result<Vec<Vec<&str>>, Error> {
        let Some((embedder, _)) = &self.meaning else {
            return Ok(texts.iter().map(|text| self.topics.of(text)).collect());
        };
        let embeddings = embedder.embed(texts, &|_| ())?;
        let found = texts.iter().zip(&embeddings);
        Ok(found
            .map(|(text, embedding)| self.of(text, embedding.as_ref().ok()))
            .collect())
    }

    /// The topics of a text whose embedding is known.
    #[must_use]
    pub fn of(&self, text: &str, embedding: Option<&Embedding>) -> Vec<&str> {
        let mut found = self.topics.matching(text);
        if let (Some((_, meaning)), Some(embedding)) = (&self.meaning, embedding) {
            found.extend(meaning.matching(embedding));
        }
        self.topics.ids(found)
    }
}
