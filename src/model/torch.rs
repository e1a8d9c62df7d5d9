//! The reference engine: rust-bert's encoder on libtorch.

use rust_bert::bert::{BertConfig, BertEmbeddings, BertModel};
use tch::nn::{self, Module, VarStore};
use tch::{Device, Kind, Tensor, no_grad};

use super::batch::Batch;
use super::engine::{Engine, Pooling, Precision};
use super::folder::ModelFolder;
use crate::error::Error;

fn kind(precision: Precision) -> Kind {
    match precision {
        Precision::Fp32 => Kind::Float,
        Precision::Bf16 => Kind::BFloat16,
    }
}

/// A BERT encoder with one linear layer for all heads, where there are any.
pub(super) struct TorchEngine {
    encoder: BertModel<BertEmbeddings>,
    heads: Option<nn::Linear>,
    pooling: Pooling,
    path: std::path::PathBuf,
    // Owns the weights that encoder and heads share.
    _weights: VarStore,
}

impl TorchEngine {
    pub(super) fn load(
        folder: &ModelFolder,
        config: &BertConfig,
        pooling: Pooling,
        precision: Precision,
    ) -> Result<Self, Error> {
        one_thread();
        let mut weights = VarStore::new(Device::Cpu);
        // rust-bert's pooler is another model's; ours is the mean below.
        let encoder = BertModel::new_with_optional_pooler(weights.root() / "bert", config, false);
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
        weights.set_kind(kind(precision));
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
        let shape = [size(batch.rows), size(batch.width)];
        let ids = Tensor::from_slice(&batch.ids).view(shape);
        // No row is padded, so that there is nothing to mask.
        let hidden = self
            .encoder
            .forward_t(Some(&ids), None, None, None, None, None, None, false)
            .map_err(|error| failed(Box::new(error)))?
            .hidden_state
            .to_kind(Kind::Float);
        let pooled = match self.pooling {
            Pooling::Mean => hidden.mean_dim([1_i64].as_slice(), false, Kind::Float),
            Pooling::Tokens => hidden,
        };
        let outputs = match &self.heads {
            Some(heads) => heads.forward(&pooled),
            None => pooled,
        };
        let outputs = outputs.contiguous().view(-1);
        let outputs = Vec::<f32>::try_from(outputs).map_err(|error| failed(Box::new(error)))?;
        let stride = outputs.len() / batch.rows.max(1);
        Ok(outputs.chunks(stride.max(1)).map(<[f32]>::to_vec).collect())
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
