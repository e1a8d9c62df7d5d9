//! The seam between the pipeline and whatever multiplies the matrices.

use super::batch::Batch;
use crate::error::Error;

/// What a model's heads are applied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pooling {
    /// The mean over a text's tokens: one row of outputs per text.
    Mean,
    /// Each token by itself: as many rows of outputs as a text has tokens.
    Tokens,
}

/// Runs a model on a batch. An engine belongs to one worker thread.
pub trait Engine: Send {
    /// The model's outputs for each text of the batch: `outputs` numbers with
    /// [`Pooling::Mean`], `length × outputs` with [`Pooling::Tokens`]. Those of
    /// a text do not depend on its neighbours, within the engine's tolerance.
    fn forward(&mut self, batch: &Batch) -> Result<Vec<Vec<f32>>, Error>;
}
