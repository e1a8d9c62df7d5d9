//! A model's `config.json`, whose sizes are checked before an engine trusts them.

use std::path::PathBuf;

use rust_bert::bert::BertConfig;

use super::batch::Batch;
use super::folder::ModelFolder;
use crate::error::Error;

/// The greatest size that a configuration may name.
const MOST: i64 = 1 << 24;

/// rust-bert's own reading of a configuration panics on what it cannot read.
pub(super) fn read_config(folder: &ModelFolder) -> Result<BertConfig, Error> {
    let path = folder.file("config.json");
    let text = std::fs::read(&path).map_err(Error::read(&path))?;
    let config: BertConfig = serde_json::from_slice(&text)
        .map_err(|error| folder.failed("has a config.json that is not BERT's", error))?;
    check_sizes(&config, folder)?;
    Ok(config)
}

/// An error where the sizes cannot be meant: libtorch would end the program over
/// them, or ask for all the memory there is.
fn check_sizes(config: &BertConfig, folder: &ModelFolder) -> Result<(), Error> {
    let sizes = [
        ("hidden_size", config.hidden_size),
        ("intermediate_size", config.intermediate_size),
        ("num_attention_heads", config.num_attention_heads),
        ("num_hidden_layers", config.num_hidden_layers),
        ("vocab_size", config.vocab_size),
        ("type_vocab_size", config.type_vocab_size),
        ("max_position_embeddings", config.max_position_embeddings),
    ];
    if let Some((name, value)) = sizes.iter().find(|(_, value)| !(1..=MOST).contains(value)) {
        let problem = format!("has a {name} of {value} in its config.json, not 1 to {MOST}");
        return Err(folder.problem(problem));
    }
    if config.hidden_size % config.num_attention_heads != 0 {
        return Err(folder.problem("has a config.json whose heads do not divide its hidden size"));
    }
    let tokens = folder.max_tokens();
    if i64::try_from(tokens).unwrap_or(i64::MAX) > config.max_position_embeddings {
        return Err(folder.problem(format!(
            "reads {tokens} tokens by its manifest, but has {} places in its config.json",
            config.max_position_embeddings
        )));
    }
    let [hidden, inner] = [config.hidden_size, config.intermediate_size].map(i128::from);
    let tables = i128::from(config.vocab_size) + i128::from(config.max_position_embeddings);
    let layers = i128::from(config.num_hidden_layers) * (4 * hidden + 2 * inner);
    // No kind of number that weights are stored in has less than a byte.
    let outputs = i128::try_from(folder.outputs()).unwrap_or(i128::MAX >> 64);
    let least = (tables + layers + outputs) * hidden;
    let path = folder.file("model.safetensors");
    let found = std::fs::metadata(&path).map_err(Error::read(&path))?.len();
    if i128::from(found) < least {
        return Err(folder.problem(format!(
            "has weights that do not fit its config.json: at least {least} bytes are needed, \
             {found} are there"
        )));
    }
    Ok(())
}

/// How many token ids and places a model has rows for.
pub(super) struct Tables {
    vocabulary: i64,
    places: i64,
    path: PathBuf,
}

impl Tables {
    pub(super) fn of(config: &BertConfig, folder: &ModelFolder) -> Self {
        Self {
            vocabulary: config.vocab_size,
            places: config.max_position_embeddings,
            path: folder.path().to_owned(),
        }
    }

    /// An error where the batch asks for a row that a table does not have: libtorch
    /// would end the program over it, and OpenVINO make something up.
    pub(super) fn check(&self, batch: &Batch) -> Result<(), Error> {
        let fits = i64::try_from(batch.width).is_ok_and(|width| width <= self.places);
        if fits && batch.ids.iter().all(|&id| id < self.vocabulary) {
            return Ok(());
        }
        let problem = "has a tokenizer.json or a length that does not fit its config.json";
        Err(Error::Model {
            path: self.path.clone(),
            problem: problem.to_owned(),
            source: None,
        })
    }
}
