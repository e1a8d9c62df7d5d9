//! Texts as token ids, by the `tokenizers` crate.

use tokenizers::Tokenizer;

use super::folder::ModelFolder;
use crate::error::Error;

/// Why a text cannot be given to a model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
    /// More tokens than the model reads.
    #[error("{tokens} tokens; the model reads at most {limit}: split the text")]
    TooLong {
        /// How many tokens it has, markers included.
        tokens: usize,
        /// How many the model reads.
        limit: usize,
    },
    /// The tokenizer gave up.
    #[error("the tokenizer cannot read the text: {0}")]
    Tokenizer(String),
}

/// A model's tokenizer.
#[derive(Debug)]
pub struct Encoder {
    tokenizer: Tokenizer,
    limit: usize,
}

impl Encoder {
    /// Loads the tokenizer of a model.
    pub fn load(folder: &ModelFolder) -> Result<Self, Error> {
        let unusable = "has a tokenizer.json that cannot be used";
        let mut tokenizer = Tokenizer::from_file(folder.file("tokenizer.json"))
            .map_err(|error| folder.failed(unusable, error))?;
        // Cutting would score half a statement in silence; padding is the batch's.
        tokenizer
            .with_truncation(None)
            .map_err(|error| folder.failed(unusable, error))?;
        tokenizer.with_padding(None);
        // A "[SEP]" in somebody's text is text, not a marker.
        tokenizer.set_encode_special_tokens(true);
        Ok(Self {
            tokenizer,
            limit: folder.max_tokens(),
        })
    }

    /// The ids of a text's tokens between the model's begin and end markers,
    /// neither cut nor padded.
    pub fn encode(&self, text: &str) -> Result<Vec<u32>, Unreadable> {
        if text.trim().is_empty() {
            return Err(Unreadable::Empty);
        }
        let encoding = self
            .tokenizer
            .encode_fast(text, true)
            .map_err(|error| Unreadable::Tokenizer(error.to_string()))?;
        let ids = encoding.get_ids();
        if ids.len() > self.limit {
            return Err(Unreadable::TooLong {
                tokens: ids.len(),
                limit: self.limit,
            });
        }
        Ok(ids.to_vec())
    }
}
