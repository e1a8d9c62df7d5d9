//! What is known of a statement besides its score: who, about what, when.

mod actors;
mod attribution;
mod dates;
mod topics;

pub use actors::{Actors, UNKNOWN};
pub use attribution::{Attribution, Form, Span};
pub use dates::{Period, parse_date};
pub use topics::{NONE, Topics};
