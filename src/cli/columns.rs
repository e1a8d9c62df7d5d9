//! Flags that name columns and the rejects file, shared by the commands.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use hedgerow::Error;
use hedgerow::tables::{ColumnNames, Format, Input, Style, Target, UNPACKED_LIMIT};

/// A table to read.
#[derive(Debug, clap::Args)]
pub(super) struct TableArgs {
    /// The table: CSV, or JSONL or Parquet by its extension, also packed (.gz, .zst);
    /// `-` for standard input
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
    stdin_format: FormatArg,
    /// The most bytes that a packed table may have when unpacked
    #[arg(long, value_name = "BYTES", default_value_t = UNPACKED_LIMIT)]
    unpacked_limit: u64,
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
enum FormatArg {
    /// Comma-separated values
    Csv,
    /// One JSON object a line
    Jsonl,
    /// Apache Parquet
    Parquet,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Csv => Self::Csv,
            FormatArg::Jsonl => Self::Jsonl,
            FormatArg::Parquet => Self::Parquet,
        }
    }
}

/// The form of tables to write: the formats of [`FormatArg`], and one for pipes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StyleArg {
    /// Comma-separated values
    Csv,
    /// One JSON object a line
    Jsonl,
    /// Apache Parquet
    Parquet,
    /// Arrow IPC record batches, from standard input to standard output
    ArrowStream,
}

impl TableArgs {
    pub(super) fn input(&self) -> Input {
        self.columns.input(&self.input)
    }

    /// Another table, read in the same way.
    pub(super) fn another(&self, path: &Path) -> Input {
        self.columns.input(path)
    }

    /// The table as it was named.
    pub(super) fn path(&self) -> &Path {
        &self.input
    }

    pub(super) fn columns(&self) -> ColumnNames {
        self.columns.columns()
    }
}

impl ColumnArgs {
    pub(super) fn input(&self, path: &Path) -> Input {
        Input::new(path, self.stdin_format.into()).within(self.unpacked_limit)
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

/// How tables are written.
#[derive(Debug, clap::Args)]
pub(super) struct StyleArgs {
    /// The form of the tables to write [default: by the extension of the file, else
    /// csv]
    #[arg(long, value_name = "FORMAT", help_heading = "Files")]
    format: Option<StyleArg>,
    /// Write CSV that Excel opens as it is meant: as UTF-8, and with an apostrophe
    /// before what Excel would run as a formula or turn into another number
    #[arg(long, help_heading = "Files")]
    excel: bool,
}

impl StyleArgs {
    /// The style of a table that goes to `out`; `None` where that is not one file.
    pub(super) fn style(&self, out: Option<&Path>) -> Result<Style, Error> {
        let format = match self.format {
            None => None,
            Some(StyleArg::Csv) => Some(Format::Csv),
            Some(StyleArg::Jsonl) => Some(Format::Jsonl),
            Some(StyleArg::Parquet) => Some(Format::Parquet),
            Some(StyleArg::ArrowStream) => {
                return Err(Error::Usage(
                    "--format arrow-stream is for `score`, `extract` and `aggregate`; write \
                     another format here"
                        .to_owned(),
                ));
            }
        };
        Style::asked(format, self.excel, out)
    }
}

/// Where output and rejects go.
#[derive(Debug, clap::Args)]
pub(super) struct OutputArgs {
    /// The file to write; `-` for standard output
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    out: PathBuf,
    /// Where rows go that cannot be used [default: <OUT>.rejects.csv, or as the
    /// format is]
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    #[command(flatten)]
    style: StyleArgs,
}

impl OutputArgs {
    pub(super) fn output(&self) -> Target {
        Target::new(&self.out)
    }

    /// Whether record batches go through, from standard input to standard output.
    ///
    /// # Errors
    /// Where they are asked for, and anything else is read or written. `others` are
    /// flags of further outputs that were given.
    pub(super) fn streams<'a>(
        &self,
        inputs: impl IntoIterator<Item = &'a Path>,
        others: &[(&str, bool)],
    ) -> Result<bool, Error> {
        if self.style.format != Some(StyleArg::ArrowStream) {
            return Ok(false);
        }
        let dash = Path::new("-");
        if inputs.into_iter().any(|input| input != dash) || self.out != dash {
            return Err(Error::Usage(
                "--format arrow-stream goes from standard input to standard output: give `-` as \
                 input, and no --out"
                    .to_owned(),
            ));
        }
        let own = [
            ("--rejects", self.rejects.is_some()),
            ("--excel", self.style.excel),
        ];
        if let Some((flag, _)) = own.iter().chain(others).find(|(_, given)| *given) {
            return Err(Error::Usage(format!(
                "{flag} does not go with --format arrow-stream, which writes one stream and \
                 nothing beside it; drop one of the two"
            )));
        }
        if std::io::stdout().is_terminal() {
            return Err(Error::Usage(
                "record batches are not for a terminal; send them to another program".to_owned(),
            ));
        }
        Ok(true)
    }

    pub(super) fn style(&self) -> Result<Style, Error> {
        match self.output() {
            Target::File(path) => self.style.style(Some(&path)),
            Target::Stdout => {
                let style = self.style.style(None)?;
                if style == Style::Parquet && std::io::stdout().is_terminal() {
                    return Err(Error::Usage(
                        "Parquet is not for a terminal; name a file with --out".to_owned(),
                    ));
                }
                Ok(style)
            }
        }
    }

    pub(super) fn rejects(&self, style: Style) -> PathBuf {
        self.rejects
            .clone()
            .unwrap_or_else(|| self.beside("rejects", style))
    }

    /// An error where two of the outputs are one file, of which the later would take
    /// the place of the earlier, or one is what is read. `others` are the outputs
    /// beside this and the rejects.
    pub(super) fn check<'a>(
        &self,
        style: Style,
        inputs: impl IntoIterator<Item = &'a Path>,
        others: impl IntoIterator<Item = &'a Path>,
    ) -> Result<(), Error> {
        let mut outputs = vec![self.rejects(style)];
        if let Target::File(path) = self.output() {
            outputs.push(path);
        }
        outputs.extend(others.into_iter().map(Path::to_owned));
        distinct(&outputs, inputs)
    }

    /// A file beside the output, named after it; in the working folder where the
    /// output is standard output.
    pub(super) fn beside(&self, kind: &str, style: Style) -> PathBuf {
        let name = format!("{kind}.{}", style.extension());
        match self.output() {
            Target::Stdout => name.into(),
            Target::File(path) => {
                let mut path = path.into_os_string();
                path.push(".");
                path.push(name);
                path.into()
            }
        }
    }
}

/// An error where two outputs are one file, or one is an input.
pub(super) fn distinct<'a>(
    outputs: &[PathBuf],
    inputs: impl IntoIterator<Item = &'a Path>,
) -> Result<(), Error> {
    let mut taken: Vec<(PathBuf, &str)> = inputs
        .into_iter()
        .map(|path| (place(path), "what is read"))
        .collect();
    for path in outputs {
        let place = place(path);
        if let Some((_, what)) = taken.iter().find(|(other, _)| *other == place) {
            return Err(Error::Usage(format!(
                "{} would be written over {what}; name another file",
                path.display()
            )));
        }
        taken.push((place, "another output of this command"));
    }
    Ok(())
}

/// The one path of a file that several may lead to, whether it is there or not.
fn place(path: &Path) -> PathBuf {
    if let Ok(place) = path.canonicalize() {
        return place;
    }
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    folder.join(path.file_name().unwrap_or_default())
}
