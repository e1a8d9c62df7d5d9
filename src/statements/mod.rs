//! What is known of a statement besides its score: who, about what, when.

mod abbreviations;
mod actors;
mod attribution;
mod cues;
mod dates;
mod decode;
mod finder;
mod gazetteer;
mod issued;
mod labels;
mod link;
mod near;
mod paragraphs;
mod quotes;
mod release;
mod sense;
mod sentences;
mod speakers;
mod statement;
mod topics;
mod transcript;
mod trim;
mod whole;

pub use actors::{Actors, Kind, Naming, UNKNOWN};
pub use attribution::{Attribution, Form, Span};
pub use dates::{DateMention, Period, dates, parse_date};
pub use finder::{AttributionModel, Read};
pub use gazetteer::{Gazetteer, Mention};
pub use issued::issued;
pub use release::release;
pub use sentences::sentences;
pub use speakers::{Evidence, Setting, Speaker, Voice, actors_named, issuers, resolve_speakers};
pub use statement::Statement;
pub use topics::{NONE, Topics};
pub use transcript::Transcript;
