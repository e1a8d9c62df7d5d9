//! A scored statement as comparison sees it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::aggregates::Measured;
use crate::model::Quantized;
use crate::scores::Act;

/// A statement of one of the actors that are compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// What names it: the table's id, else the line that it stands on.
    pub id: String,
    /// What was said.
    pub text: String,
    /// When, where that is known.
    pub date: Option<Date>,
    /// The document that it stands in, which resampling draws whole.
    pub document: String,
    /// The ids of those it speaks for.
    pub actors: Vec<String>,
    /// What it is about.
    pub topics: Vec<String>,
    /// Its scores.
    pub measured: Measured,
    /// What it does.
    pub act: Act,
    /// Whether it is told in a reporter's words.
    pub reported: bool,
    /// Its place among all texts; `None` where the encoder could not read it.
    pub embedding: Option<Quantized>,
}

impl Statement {
    /// Whether it speaks for an actor.
    #[must_use]
    pub fn of(&self, actor: &str) -> bool {
        self.actors.iter().any(|other| other == actor)
    }

    /// How alike two statements are, as the cosine of their embeddings; 0 where
    /// one has none.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> f64 {
        match (&self.embedding, &other.embedding) {
            (Some(a), Some(b)) => f64::from(a.cosine(b)),
            _ => 0.0,
        }
    }

    /// Whether the two share a topic; that of none is not one.
    #[must_use]
    pub fn shares_topic(&self, other: &Self) -> bool {
        share_topic(&self.topics, &other.topics)
    }
}

/// Whether a topic is in both lists; that of none is not one.
pub(super) fn share_topic(some: &[String], others: &[String]) -> bool {
    let told = |topic: &&String| *topic != crate::statements::NONE;
    some.iter().filter(told).any(|topic| others.contains(topic))
}
