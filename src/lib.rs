//! Hedgerow measures how concrete or hedged official statements are, and sets
//! two actors' accounts side by side.
//!
//! The modules, in the order in which text flows through them:

pub mod aggregates;
pub mod articles;
pub mod comparison;
pub mod gold;
pub mod model;
pub mod pipeline;
pub mod record;
pub mod scores;
pub mod statements;
pub mod tables;

mod error;
mod hash;
mod obeyed;
mod report;

pub use error::Error;
pub use obeyed::is_obeyed;
