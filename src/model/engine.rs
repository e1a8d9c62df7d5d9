//! The seam between the pipeline and whatever multiplies the matrices.

use std::fmt;

use super::batch::Batch;
use super::openvino::Library;
use crate::error::Error;

/// What a model's heads are applied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pooling {
    /// The mean over a text's tokens: one row of outputs per text.
    Mean,
    /// Each token by itself: as many rows of outputs as a text has tokens.
    Tokens,
}

/// What computes a model's outputs. On the same weights all engines put out the same
/// numbers, within their tolerance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EngineKind {
    /// rust-bert on libtorch: the reference.
    Torch,
    /// OpenVINO, which is faster, where its library was found.
    OpenVino(Library),
}

impl fmt::Display for EngineKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Torch => f.write_str("libtorch"),
            Self::OpenVino(library) => write!(f, "OpenVINO {}", library.version()),
        }
    }
}

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
}

/// Runs a model on a batch. An engine belongs to one worker thread.
pub trait Engine: Send {
    /// The model's outputs for each text of the batch: `outputs` numbers with
    /// [`Pooling::Mean`], `width × outputs` with [`Pooling::Tokens`]. Those of a text
    /// do not depend on its neighbours, within the engine's tolerance.
    fn forward(&mut self, batch: &Batch) -> Result<Vec<Vec<f32>>, Error>;
}
