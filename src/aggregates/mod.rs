//! Scored statements gathered into cells, by actor, topic and whatever else.

mod bootstrap;
mod cell;
mod key;

pub(crate) use bootstrap::Resampled;
pub use bootstrap::{Interval, REPLICATES, mean_interval};
pub use cell::{Cell, Cells, Measured, Summary, Sums};
pub use key::{By, Key, Part};
