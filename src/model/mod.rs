//! From texts to numbers: the model's folder, its tokenizer, batches, and the
//! engine that runs it.
//!
//! Everything here is plain data but for `torch.rs`, the one file that knows
//! tensors.

mod batch;
mod embedder;
mod encode;
mod engine;
mod folder;
mod run;
mod torch;
mod windows;

pub use batch::{Batch, plan};
pub use embedder::{Embedder, Embedding};
pub use encode::{Encoder, Pieces, Unreadable};
pub use engine::{Engine, Pooling};
pub use folder::{Head, HeadKind, Kind, ModelFolder};
pub use run::{Options, Runner};
pub use torch::Precision;
pub use windows::{Window, Windows};
