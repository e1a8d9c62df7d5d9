//! Texts as token ids, by the `tokenizers` crate.

use std::ops::Range;

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
    /// More bytes than a text has that the model reads; not even tokenized.
    #[error("{bytes} bytes; the model reads at most {limit} tokens: split the text")]
    TooLarge {
        /// How many bytes it has.
        bytes: usize,
        /// How many tokens the model reads.
        limit: usize,
    },
    /// No word of it is in the model's vocabulary.
    #[error("the model knows no word of the text; it reads English")]
    Unknown,
    /// The tokenizer gave up.
    #[error("the tokenizer cannot read the text: {0}")]
    Tokenizer(String),
}

/// A model's tokenizer.
#[derive(Debug)]
pub struct Encoder {
    tokenizer: Tokenizer,
    limit: usize,
    unknown: Option<u32>,
}

/// Bytes for each token that the model reads, past which a text is too large before
/// it is tokenized: a word has about six, the longest that is known far below this.
/// One word of a megabyte would else be one unknown token, and have a score.
const BYTES: usize = 128;

/// A text of any length as word pieces, without markers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pieces {
    /// The pieces' ids.
    pub ids: Vec<u32>,
    /// Their bytes in the text.
    pub spans: Vec<Range<usize>>,
    /// The first piece of each word. A word is a run of letters and digits, or
    /// one punctuation mark.
    pub word_starts: Vec<usize>,
}

impl Pieces {
    /// The bytes of a word in the text.
    #[must_use]
    pub fn word(&self, word: usize) -> Range<usize> {
        let next = self.word_starts.get(word + 1);
        let last = next.map_or(self.spans.len(), |&next| next) - 1;
        self.spans[self.word_starts[word]].start..self.spans[last].end
    }
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
            unknown: tokenizer.token_to_id("[UNK]"),
            tokenizer,
            limit: folder.max_tokens(),
        })
    }

    /// The ids of a text's tokens between the model's begin and end markers,
    /// neither cut nor padded.
    pub fn encode(&self, text: &str) -> Result<Vec<u32>, Unreadable> {
        let bare = text.trim();
        if bare.is_empty() {
            return Err(Unreadable::Empty);
        }
        if bare.len() / BYTES > self.limit {
            return Err(Unreadable::TooLarge {
                bytes: bare.len(),
                limit: self.limit,
            });
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
        let content = ids.get(1..ids.len().saturating_sub(1)).unwrap_or_default();
        if content.iter().all(|&id| Some(id) == self.unknown) {
            return Err(Unreadable::Unknown);
        }
        Ok(ids.to_vec())
    }

    /// A whole text's pieces, however long it is, for a model that reads it in
    /// windows.
    pub fn pieces(&self, text: &str) -> Result<Pieces, Unreadable> {
        let encoding = self
            .tokenizer
            .encode(text, false)
            .map_err(|error| Unreadable::Tokenizer(error.to_string()))?;
        let words = encoding.get_word_ids();
        let begins = |&index: &usize| index == 0 || words[index] != words[index - 1];
        Ok(Pieces {
            ids: encoding.get_ids().to_vec(),
            spans: encoding
                .get_offsets()
                .iter()
                .map(|&(start, end)| start..end)
                .collect(),
            word_starts: (0..words.len()).filter(begins).collect(),
        })
    }

    /// The ids of the markers at a text's begin and end.
    #[must_use]
    pub fn markers(&self) -> Option<[u32; 2]> {
        let id = |token| self.tokenizer.token_to_id(token);
        Some([id("[CLS]")?, id("[SEP]")?])
    }
}
