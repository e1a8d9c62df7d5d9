//! The reference engine: rust-bert's encoder on libtorch. The one file that
//! knows tensors.

use std::fmt;

use rust_bert::bert::{BertConfig, BertEmbeddings, BertModel};
use tch::nn::{self, Module, VarStore};
use tch::{Device, Kind, Tensor, no_grad};

use super::batch::Batch;
use super::engine::{Engine, Pooling};
use super::folder::ModelFolder;
use crate::error::Error;

/// The numbers that the engine computes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// 32-bit floats: the reference.
    Fp32,
    /// 16-bit brain floats: faster where the processor has them.
    Bf16,
}

impl fmt::Display for Precision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Fp32 => "fp32",
            Self::Bf16 => "bf16",
        })
    }
}

impl Precision {
    /// Bf16 where the processor computes with it natively, else fp32.
    #[must_use]
    pub fn fastest() -> Self {
        if std::arch::is_x86_feature_detected!("avx512bf16") {
            Self::Bf16
        } else {
            Self::Fp32
        }
    }

    fn kind(self) -> Kind {
        match self {
            Self::Fp32 => Kind::Float,
            Self::Bf16 => Kind::BFloat16,
        }
    }
}

/// A BERT encoder with one linear layer for all heads, where there are any.
pub(super) struct TorchEngine {
    encoder: BertModel<BertEmbeddings>,
    heads: Option<nn::Linear>,
    pooling: Pooling,
    /// How many token ids and places the weights have.
    vocabulary: i64,
    places: i64,
    path: std::path::PathBuf,
    // Owns the weights that encoder and heads share.
    _weights: VarStore,
}

impl TorchEngine {
    pub(super) fn load(
        folder: &ModelFolder,
        pooling: Pooling,
        precision: Precision,
    ) -> Result<Self, Error> {
        one_thread();
        let config = read_config(folder)?;
        let mut weights = VarStore::new(Device::Cpu);
        // rust-bert's pooler is another model's; ours is the mean below.
        let encoder = BertModel::new_with_optional_pooler(weights.root() / "bert", &config, false);
        let outputs = i64::try_from(folder.outputs())
            .map_err(|error| folder.failed("has too many outputs", error))?;
        let heads = (outputs > 0).then(|| {
            nn::linear(
                weights.root() / "head",
                config.hidden_size,
                outputs,
                nn::LinearConfig::default(),
            )
        });
        weights
            .load(folder.file("model.safetensors"))
            .map_err(|error| folder.failed("has weights that do not fit its config.json", error))?;
        // The stored half precision is for the disk; loading keeps its kind.
        weights.set_kind(precision.kind());
        // Pooling and heads are cheap, and stay in full precision.
        weights.root().sub("head").set_kind(Kind::Float);
        weights.freeze();
        for (name, tensor) in weights.variables() {
            if !bool::try_from(tensor.isfinite().all()).unwrap_or(false) {
                return Err(folder.problem(format!("has weights that are not numbers, in {name}")));
            }
        }
        Ok(Self {
            encoder,
            heads,
            pooling,
            vocabulary: config.vocab_size,
            places: config.max_position_embeddings,
            path: folder.path().to_owned(),
            _weights: weights,
        })
    }

    fn outputs(&self, batch: &Batch) -> Result<Vec<Vec<f32>>, Error> {
        let failed = |error: Box<dyn std::error::Error + Send + Sync>| Error::Model {
            path: self.path.clone(),
            problem: "failed on a batch".to_owned(),
            source: Some(error),
        };
        // libtorch ends the program over a place that a table does not have.
        if batch.ids.iter().any(|&id| id >= self.vocabulary) || size(batch.width) > self.places {
            let problem = "has a tokenizer.json or a length that does not fit its config.json";
            return Err(Error::Model {
                path: self.path.clone(),
                problem: problem.to_owned(),
                source: None,
            });
        }
        let rows = batch.lengths.len();
        let shape = [size(rows), size(batch.width)];
        let ids = Tensor::from_slice(&batch.ids).view(shape);
        let mask: Vec<i64> = batch
            .lengths
            .iter()
            .flat_map(|&length| (0..batch.width).map(move |place| i64::from(place < length)))
            .collect();
        let mask = Tensor::from_slice(&mask).view(shape);
        let hidden = self
            .encoder
            .forward_t(Some(&ids), Some(&mask), None, None, None, None, None, false)
            .map_err(|error| failed(Box::new(error)))?
            .hidden_state
            .to_kind(Kind::Float);
        let mask = mask.unsqueeze(-1).to_kind(Kind::Float);
        let pooled = match self.pooling {
            Pooling::Mean => {
                let dim = [1_i64].as_slice();
                let sum = (hidden * &mask).sum_dim_intlist(dim, false, Kind::Float);
                sum / mask.sum_dim_intlist(dim, false, Kind::Float)
            }
            Pooling::Tokens => hidden,
        };
        let outputs = match &self.heads {
            Some(heads) => heads.forward(&pooled),
            None => pooled,
        };
        let outputs = outputs.contiguous().view(-1);
        let outputs = Vec::<f32>::try_from(outputs).map_err(|error| failed(Box::new(error)))?;
        let stride = outputs.len() / rows.max(1);
        Ok(outputs
            .chunks(stride.max(1))
            .zip(&batch.lengths)
            .map(|(row, &length)| match self.pooling {
                Pooling::Mean => row.to_vec(),
                Pooling::Tokens => row[..stride / batch.width * length].to_vec(),
            })
            .collect())
    }
}

impl Engine for TorchEngine {
    fn forward(&mut self, batch: &Batch) -> Result<Vec<Vec<f32>>, Error> {
        one_thread();
        no_grad(|| self.outputs(batch))
    }
}

/// Workers share the processors among them. The setting holds for the calling
/// thread only.
fn one_thread() {
    tch::set_num_threads(1);
}

fn size(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// rust-bert's own reading of a configuration panics on what it cannot read.
fn read_config(folder: &ModelFolder) -> Result<BertConfig, Error> {
    let path = folder.file("config.json");
    let text = std::fs::read(&path).map_err(Error::read(&path))?;
    let config: BertConfig = serde_json::from_slice(&text)
        .map_err(|error| folder.failed("has a config.json that is not BERT's", error))?;
    check_sizes(&config, folder)?;
    Ok(config)
}

/// The greatest size that a configuration may name.
const MOST: i64 = 1 << 24;

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
    if size(tokens) > config.max_position_embeddings {
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
