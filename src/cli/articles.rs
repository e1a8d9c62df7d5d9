//! Flags that say where articles come from and how they are read.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use hedgerow::articles::{ArticleColumns, Options, Source, StdinFormat, TEXT_LIMIT};
use hedgerow::tables::Format;

#[derive(Debug, clap::Args)]
pub(super) struct ArticleArgs {
    /// Articles: files, or folders with all that is below them; `-` for standard
    /// input. Plain text, HTML, CSV, JSONL and Parquet, also packed (.gz, .zst)
    #[arg(value_name = "ARTICLES", required = true)]
    sources: Vec<PathBuf>,
    /// What standard input holds
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    stdin_format: StdinArg,
    /// The office that issued all of it, for a corpus of releases and readouts,
    /// such as "US Department of State"
    #[arg(long, value_name = "NAME", help_heading = "Articles")]
    issuer: Option<String>,
    /// Keep near-duplicates
    #[arg(long, help_heading = "Articles")]
    keep_duplicates: bool,
    /// Read each article by itself: keep near-duplicates, and do not learn from the
    /// others which lines are furniture. Streams are always read so
    #[arg(long, help_heading = "Articles")]
    independent: bool,
    /// From which share of common word sequences on an article is a near-duplicate
    #[arg(
        long,
        value_name = "SHARE",
        default_value_t = 0.8,
        help_heading = "Articles"
    )]
    similarity: f64,
    /// The most bytes that a file may have when unpacked
    #[arg(
        long,
        value_name = "BYTES",
        default_value_t = 1 << 30,
        help_heading = "Articles"
    )]
    unpacked_limit: u64,
    /// The most bytes that the text of one article may have
    #[arg(
        long,
        value_name = "BYTES",
        default_value_t = TEXT_LIMIT,
        help_heading = "Articles"
    )]
    text_limit: u64,
    /// The column or key with the text [default: text]
    #[arg(long, value_name = "NAME", help_heading = "Article columns")]
    text_column: Option<String>,
    /// The column or key with the headline [default: title, if there]
    #[arg(long, value_name = "NAME", help_heading = "Article columns")]
    title_column: Option<String>,
    /// The column or key with the date [default: date, if there]
    #[arg(long, value_name = "NAME", help_heading = "Article columns")]
    date_column: Option<String>,
    /// The column or key with the source [default: source, if there]
    #[arg(long, value_name = "NAME", help_heading = "Article columns")]
    source_column: Option<String>,
    /// The column or key with the address [default: url, if there]
    #[arg(long, value_name = "NAME", help_heading = "Article columns")]
    url_column: Option<String>,
    /// The column or key with the author or issuing office [default: author, if
    /// there]
    #[arg(long, value_name = "NAME", help_heading = "Article columns")]
    author_column: Option<String>,
    /// The column or key that names the article, and no other [default: its file and
    /// row; in a stream, its content]
    #[arg(long, value_name = "NAME", help_heading = "Article columns")]
    id_column: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum StdinArg {
    Text,
    Html,
    Csv,
    Jsonl,
    Parquet,
}

impl ArticleArgs {
    pub(super) fn sources(&self) -> Vec<Source> {
        let stdin = match self.stdin_format {
            StdinArg::Text => StdinFormat::Text,
            StdinArg::Html => StdinFormat::Html,
            StdinArg::Csv => StdinFormat::Table(Format::Csv),
            StdinArg::Jsonl => StdinFormat::Table(Format::Jsonl),
            StdinArg::Parquet => StdinFormat::Table(Format::Parquet),
        };
        let source = |path: &PathBuf| Source::new(path, stdin);
        self.sources.iter().map(source).collect()
    }

    /// The sources as they were named.
    pub(super) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.sources.iter().map(PathBuf::as_path)
    }

    /// How articles are read by a command that writes `ours`.
    pub(super) fn options(&self, ours: Vec<PathBuf>) -> Options {
        Options {
            columns: self.columns(),
            limit: self.unpacked_limit,
            text_limit: self.text_limit,
            similarity: (!self.keep_duplicates && !self.independent).then_some(self.similarity),
            boilerplate: !self.independent,
            ours,
        }
    }

    pub(super) fn columns(&self) -> ArticleColumns {
        ArticleColumns {
            text: self.text_column.clone(),
            title: self.title_column.clone(),
            date: self.date_column.clone(),
            source: self.source_column.clone(),
            url: self.url_column.clone(),
            author: self.author_column.clone(),
            id: self.id_column.clone(),
        }
    }

    pub(super) fn text_limit(&self) -> u64 {
        self.text_limit
    }

    pub(super) fn issuer(&self) -> Option<String> {
        self.issuer.clone()
    }
}
