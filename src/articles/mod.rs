//! Articles in: from a folder, files or standard input to a stream of articles
//! in input order, whatever the parallelism.
//!
//! Enters: plain text, HTML, CSV and JSONL, as they are or packed by gzip or
//! zstd, in any common encoding. Leaves: [`Article`]s, each with the decoded
//! text and a [`Body`] cleaned of furniture, and an [`ArticleReject`] for
//! each file or row that could not be read. Near-duplicates are collapsed to
//! the first, and named.

mod article;
mod body;
mod clean;
mod columns;
mod dates;
mod decode;
mod duplicates;
mod html;
mod mend;
mod nesting;
mod prepare;
mod reader;
mod rows;
mod sources;
mod stream;
#[cfg(test)]
mod tests;

pub use article::{Article, ArticleReject};
pub use body::{Block, Body, Kind, Reason, Removed};
pub use columns::ArticleColumns;
pub use duplicates::Duplicate;
pub(crate) use rows::RowArticles;
pub use sources::{SETTINGS_FILE, Source, StdinFormat};
pub use stream::{Articles, Options, TEXT_LIMIT, Tally};
