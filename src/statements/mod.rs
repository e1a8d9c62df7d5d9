//! What is known of a statement besides its score: who, about what, when.

mod actors;
mod attribution;
mod dates;
mod gazetteer;
mod speakers;
mod topics;

pub use actors::{Actors, Kind, Naming, UNKNOWN};
pub use attribution::{Attribution, Form, Span};
pub use dates::{DateMention, Period, dates, parse_date};
pub use gazetteer::{Gazetteer, Mention};
pub use speakers::{Evidence, Setting, Speaker, Voice, resolve_speakers};
pub use topics::{NONE, Topics};
