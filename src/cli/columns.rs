//! Flags that name columns and the rejects file, shared by the commands.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use hedgerow::tables::{ColumnNames, Format, Input, Target};

/// A table to read.
#[derive(Debug, clap::Args)]
pub(super) struct TableArgs {
    /// The table: CSV, or JSONL by its extension; `-` for standard input
    #[arg(value_name = "TABLE")]
    input: PathBuf,
    #[command(flatten)]
    columns: ColumnArgs,
}

/// How a table is read.
#[derive(Debug, clap::Args)]
pub(super) struct ColumnArgs {
    /// What standard input holds
    #[arg(long, value_name = "FORMAT", default_value = "csv")]
    stdin_format: StdinFormat,
    #[command(flatten)]
    names: ColumnNameArgs,
}

/// What the columns are called.
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_field_names)] // the flags are called so
pub(super) struct ColumnNameArgs {
    /// The column with the statement [default: text]
    #[arg(long, value_name = "NAME", help_heading = "Columns")]
    text_column: Option<String>,
    /// The column that names the row [default: id, if there]
    #[arg(long, value_name = "NAME", help_heading = "Columns")]
    id_column: Option<String>,
    /// The column with the date [default: date, if there]
    #[arg(long, value_name = "NAME", help_heading = "Columns")]
    date_column: Option<String>,
    /// The column with the source [default: source, if there]
    #[arg(long, value_name = "NAME", help_heading = "Columns")]
    source_column: Option<String>,
    /// The column that names the document [default: document, if there]
    #[arg(long, value_name = "NAME", help_heading = "Columns")]
    document_column: Option<String>,
    /// The column with the actor [default: actor, if there]
    #[arg(long, value_name = "NAME", help_heading = "Columns")]
    actor_column: Option<String>,
    /// The column with the speaker [default: speaker, if there]
    #[arg(long, value_name = "NAME", help_heading = "Columns")]
    speaker_column: Option<String>,
    /// The column with topics, separated by `;` [default: topic, if there]
    #[arg(long, value_name = "NAME", help_heading = "Columns")]
    topic_column: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum StdinFormat {
    Csv,
    Jsonl,
}

impl TableArgs {
    pub(super) fn input(&self) -> Input {
        self.columns.input(&self.input)
    }

    pub(super) fn columns(&self) -> ColumnNames {
        self.columns.columns()
    }
}

impl ColumnArgs {
    pub(super) fn input(&self, path: &Path) -> Input {
        let stdin = match self.stdin_format {
            StdinFormat::Csv => Format::Csv,
            StdinFormat::Jsonl => Format::Jsonl,
        };
        Input::new(path, stdin)
    }

    pub(super) fn columns(&self) -> ColumnNames {
        self.names.columns()
    }
}

impl ColumnNameArgs {
    pub(super) fn columns(&self) -> ColumnNames {
        ColumnNames {
            text: self.text_column.clone(),
            id: self.id_column.clone(),
            date: self.date_column.clone(),
            source: self.source_column.clone(),
            document: self.document_column.clone(),
            actor: self.actor_column.clone(),
            speaker: self.speaker_column.clone(),
            topic: self.topic_column.clone(),
        }
    }
}

/// Where output and rejects go.
#[derive(Debug, clap::Args)]
pub(super) struct OutputArgs {
    /// The CSV file to write; `-` for standard output
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    out: PathBuf,
    /// Where rows go that cannot be used [default: <OUT>.rejects.csv]
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
}

impl OutputArgs {
    pub(super) fn output(&self) -> Target {
        Target::new(&self.out)
    }

    pub(super) fn rejects(&self) -> PathBuf {
        self.rejects
            .clone()
            .unwrap_or_else(|| self.beside("rejects.csv"))
    }

    /// A file beside the output, named after it; in the working folder where the
    /// output is standard output.
    pub(super) fn beside(&self, kind: &str) -> PathBuf {
        match self.output() {
            Target::Stdout => kind.into(),
            Target::File(path) => {
                let mut path = path.into_os_string();
                path.push(".");
                path.push(kind);
                path.into()
            }
        }
    }
}
