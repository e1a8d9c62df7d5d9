//! From texts to numbers: the model's folder, its tokenizer, batches, and the
//! engine that runs it.
//!
//! Everything here is plain data but for the engines: `torch.rs` and `openvino.rs`
//! are the two files that know tensors.

mod batch;
mod config;
mod embedder;
mod encode;
mod engine;
mod folder;
mod openvino;
mod quantized;
mod run;
mod torch;
mod windows;

pub use batch::{Batch, plan};
pub use embedder::{Embedder, Embedding};
pub use encode::{Encoder, Pieces, Unreadable};
pub use engine::{Engine, EngineKind, Pooling, Precision};
pub use folder::{Head, HeadKind, Kind, ModelFolder};
pub use openvino::Library;
pub use quantized::Quantized;
pub use run::{Options, Runner};
pub use windows::{Window, Windows};
