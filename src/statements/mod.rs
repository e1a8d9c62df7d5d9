//! What is known of a statement besides its score: who, about what, when.

mod abbreviations;
mod actors;
mod attribution;
mod dates;
mod decode;
mod finder;
mod labels;
mod link;
mod paragraphs;
mod quotes;
mod release;
mod sentences;
mod topics;
mod transcript;
mod trim;

pub use actors::{Actors, UNKNOWN};
pub use attribution::{Attribution, Form, Span};
pub use dates::{Period, parse_date};
pub use finder::{AttributionModel, Body, Read};
pub use release::release;
pub use sentences::sentences;
pub use topics::{NONE, Topics};
pub use transcript::Transcript;
