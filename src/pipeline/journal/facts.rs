//! What a stage's rows depend on: if any of it changes, they are another run's.

use std::fmt::Display;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::hash::program;
use crate::model::{ModelFolder, Options};

/// Hexadecimal digits of a SHA-256 that are kept: 64 bits, enough to tell two
/// versions of one thing apart and few enough to show.
const DIGITS: usize = 16;

/// Names and values, in words for people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::pipeline) struct Facts(Vec<(String, String)>);

impl Facts {
    /// The facts of a stage.
    #[must_use]
    pub(in crate::pipeline) fn of(stage: &str) -> Self {
        Self::default().with("the stage", &stage)
    }

    /// Adds a fact; a flag goes by its name.
    #[must_use]
    pub(in crate::pipeline) fn with(mut self, name: &str, value: &dyn Display) -> Self {
        self.0.push((name.to_owned(), value.to_string()));
        self
    }

    /// Adds one that may be missing.
    #[must_use]
    pub(in crate::pipeline) fn with_optional(
        self,
        name: &str,
        value: Option<&dyn Display>,
    ) -> Self {
        self.with(name, value.unwrap_or(&"not given"))
    }

    /// Adds a content by its SHA-256.
    #[must_use]
    pub(in crate::pipeline) fn with_content(self, name: &str, sha256: &str) -> Self {
        self.with(name, &short(sha256))
    }

    /// Adds a model and those of its options on which its outputs depend. The number
    /// of workers is not among them.
    #[must_use]
    pub(in crate::pipeline) fn with_model(self, folder: &ModelFolder, options: &Options) -> Self {
        let Options {
            engine,
            precision,
            workers: _,
            batch_tokens,
        } = options;
        let model = format!("{} ({})", folder.version(), short(folder.sha256()));
        self.with("the model", &model)
            .with("the engine", engine)
            .with("--precision", precision)
            // To the last bit a number depends on what it is computed beside.
            .with("--batch-tokens", batch_tokens)
    }

    /// Adds the program itself.
    pub(super) fn with_program(self) -> Result<Self, Error> {
        let content = program()?;
        let version = env!("CARGO_PKG_VERSION");
        Ok(self.with("the program", &format!("{version} ({})", short(content))))
    }

    fn value(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(found, _)| found == name);
        found.map(|(_, value)| &value[..])
    }

    /// What differs in `now`, in words; empty where nothing does.
    pub(super) fn changes(&self, now: &Self) -> Vec<String> {
        let ours = self.0.iter();
        let theirs = now.0.iter().filter(|(name, _)| self.value(name).is_none());
        ours.chain(theirs)
            .filter(|(name, _)| self.value(name) != now.value(name))
            .map(|(name, _)| {
                let value = |facts: &Self| facts.value(name).unwrap_or("nothing").to_owned();
                format!("{name} was {} and is {}", value(self), value(now))
            })
            .collect()
    }
}

fn short(sha256: &str) -> &str {
    sha256.get(..DIGITS).unwrap_or(sha256)
}
