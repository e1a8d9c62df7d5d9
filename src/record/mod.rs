//! How results were made.
//!
//! Enters: what a command did, stage by stage. Leaves: `run.json`, which says with
//! which versions, models, lists, inputs and settings, how many rows went through
//! and how long it took; and in a folder of results `README.md`, the data
//! dictionary of its tables.

mod dictionary;
mod hash;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::Error;
use crate::model::Options;
use crate::tables::{Output, Style, Target, Written};

pub use hash::Hashed;

/// The record's file in a folder of results.
pub const RUN: &str = "run.json";

/// The form of the record that this program writes and adds to.
const FORMAT: u32 = 1;

/// What one command did.
#[derive(Debug, Clone, Serialize)]
pub struct Run {
    /// Which command; a later one of the same name takes its place.
    pub command: String,
    /// The program's version.
    pub version: &'static str,
    /// The SHA-256 of the program, where it can be read.
    pub program_sha256: Option<&'static str>,
    /// When it began, ISO 8601 in UTC.
    pub started: String,
    /// How long it took.
    pub seconds: f64,
    /// The words of the command line.
    pub command_line: Vec<String>,
    /// What held for each flag, whoever set it. Seeds and thresholds are here.
    pub configuration: Map<String, Value>,
    /// How models were run.
    pub engine: Option<Engine>,
    /// The models, by what they are for.
    pub models: BTreeMap<&'static str, Model>,
    /// The lists of actors, topics and cues, those of the program first.
    pub lists: Vec<Hashed>,
    /// What was read.
    pub inputs: Vec<Hashed>,
    /// What was done, in order.
    pub stages: Vec<Stage>,
}

/// How models were run; a score depends on the engine and the precision alone.
#[derive(Debug, Clone, Serialize)]
pub struct Engine {
    name: String,
    precision: String,
    workers: usize,
    batch_tokens: usize,
}

impl From<&Options> for Engine {
    fn from(options: &Options) -> Self {
        Self {
            name: options.engine.to_string(),
            precision: options.precision.to_string(),
            workers: options.workers.get(),
            batch_tokens: options.batch_tokens.get(),
        }
    }
}

/// A model by its manifest, which has the hashes of all its files.
#[derive(Debug, Clone, Serialize)]
pub struct Model {
    path: String,
    version: String,
    manifest_sha256: String,
    weights_sha256: String,
}

impl Model {
    /// Reads the manifest of a model's folder.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        #[derive(Deserialize)]
        struct Manifest {
            version: String,
            sha256: BTreeMap<String, String>,
        }
        let path = folder.join("hedgerow.json");
        let failed =
            |problem: &str, source: Box<dyn std::error::Error + Send + Sync>| Error::Model {
                path: folder.to_owned(),
                problem: problem.to_owned(),
                source: Some(source),
            };
        let text = std::fs::read(&path)
            .map_err(|error| failed("has no readable hedgerow.json", error.into()))?;
        let mut manifest: Manifest = serde_json::from_slice(&text).map_err(|error| {
            failed(
                "has a hedgerow.json that cannot be understood",
                error.into(),
            )
        })?;
        let weights = manifest.sha256.remove("model.safetensors");
        Ok(Self {
            path: folder.display().to_string(),
            version: manifest.version,
            manifest_sha256: crate::hash::sha256_of(&path)?,
            weights_sha256: weights.unwrap_or_default(),
        })
    }
}

/// A stage of a command.
#[derive(Debug, Clone, Serialize)]
pub struct Stage {
    /// Its name.
    pub stage: &'static str,
    /// How long it took.
    pub seconds: f64,
    /// How many rows were read, written, rejected and so on.
    pub counts: Value,
    /// The tables that it wrote.
    pub tables: Vec<TableRecord>,
}

/// A table that was written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TableRecord {
    /// Its file; in a folder of results, its name there.
    pub(crate) file: String,
    /// Its name in the dictionary.
    pub(crate) table: String,
    /// The form that it is in: `csv`, `excel`, `jsonl` or `parquet`.
    pub(crate) form: String,
    /// Its rows.
    pub(crate) rows: u64,
    /// Its columns.
    pub(crate) columns: Vec<String>,
    /// Its SHA-256: the same program makes the same bytes of the same inputs.
    pub(crate) sha256: String,
}

impl TableRecord {
    /// `None` of a table that went to standard output.
    fn of(written: &Written) -> Result<Option<Self>, Error> {
        let Target::File(path) = &written.target else {
            return Ok(None);
        };
        let columns = written.schema.columns.iter();
        Ok(Some(Self {
            file: path.display().to_string(),
            table: written.schema.table.to_owned(),
            form: match written.style {
                Style::Excel => "excel",
                style => style.extension(),
            }
            .to_owned(),
            rows: written.rows,
            columns: columns.map(|column| column.name.to_string()).collect(),
            sha256: crate::hash::sha256_of(path)?,
        }))
    }
}

impl Stage {
    /// A stage that is done, from its report and its tables.
    pub fn of(
        stage: &'static str,
        seconds: f64,
        report: &impl Serialize,
        tables: &[Written],
    ) -> Result<Self, Error> {
        let counts = serde_json::to_value(report);
        let tables = tables
            .iter()
            .map(TableRecord::of)
            .filter_map(Result::transpose);
        Ok(Self {
            stage,
            seconds,
            counts: counts.map_err(|error| Error::Internal(error.to_string()))?,
            tables: tables.collect::<Result<_, _>>()?,
        })
    }
}

/// The SHA-256 of the program as it runs, where it can be read.
#[must_use]
pub fn program() -> Option<&'static str> {
    crate::hash::program().ok()
}

/// The lists that are part of the program.
#[must_use]
pub fn built_in_lists() -> Vec<Hashed> {
    vec![
        Hashed::built_in("data/actors.toml", include_str!("../../data/actors.toml")),
        Hashed::built_in("data/topics.toml", include_str!("../../data/topics.toml")),
        Hashed::built_in("data/cues.toml", include_str!("../../data/cues.toml")),
    ]
}

/// A record on its way out: the runs that it held before, and the one that is
/// under way.
#[derive(Debug)]
pub struct Record {
    path: PathBuf,
    /// The folder of results that it belongs to, if one.
    folder: Option<PathBuf>,
    runs: Vec<Value>,
}

/// What came of writing a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Where the data dictionary is, of a folder.
    pub dictionary: Option<PathBuf>,
    /// Tables that an earlier run of the command left in the folder and that this
    /// one did not replace: they are not of these results.
    pub left_over: Vec<PathBuf>,
}

#[derive(Serialize, Deserialize)]
struct File {
    program: String,
    format: u32,
    runs: Vec<Value>,
}

impl Record {
    /// The record of a folder of results. What other commands left there stays.
    ///
    /// # Errors
    /// Where its `run.json` is another program's.
    pub fn in_folder(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(RUN);
        let runs = match std::fs::read(&path) {
            Ok(text) => serde_json::from_slice::<File>(&text)
                .ok()
                .filter(|file| file.program == "hedgerow" && file.format == FORMAT)
                .ok_or_else(|| {
                    let problem = "is not a record that this version of hedgerow wrote; move it \
                                   away, or name another folder with --out";
                    Error::malformed(&path, problem)
                })?
                .runs,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(Error::read(&path)(error)),
        };
        Ok(Self {
            path,
            folder: Some(folder.to_owned()),
            runs,
        })
    }

    /// A record by itself, of one command.
    #[must_use]
    pub fn alone(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            folder: None,
            runs: Vec::new(),
        }
    }

    /// Adds the run and writes the record; in a folder, the data dictionary too.
    pub fn write(mut self, mut run: Run) -> Result<Recorded, Error> {
        if let Some(folder) = &self.folder {
            for table in run.stages.iter_mut().flat_map(|stage| &mut stage.tables) {
                if let Ok(name) = Path::new(&table.file).strip_prefix(folder) {
                    table.file = name.display().to_string();
                }
            }
        }
        let internal = |error: serde_json::Error| Error::Internal(error.to_string());
        let before = self.tables()?;
        self.runs.retain(|other| other["command"] != run.command);
        self.runs.push(serde_json::to_value(run).map_err(internal)?);
        let dictionary = self.folder.as_deref();
        let dictionary = dictionary
            .map(|folder| dictionary::write(folder, &self.tables()?))
            .transpose()?;
        let left_over = self.left_over(&before)?;
        let file = File {
            program: "hedgerow".to_owned(),
            format: FORMAT,
            runs: self.runs,
        };
        let mut text = serde_json::to_string_pretty(&file).map_err(internal)?;
        text.push('\n');
        put(&self.path, text.as_bytes())?;
        Ok(Recorded {
            dictionary,
            left_over,
        })
    }

    /// The files of these tables that are there and that no run has written now.
    fn left_over(&self, before: &[TableRecord]) -> Result<Vec<PathBuf>, Error> {
        let now = self.tables()?;
        let folder = self.folder.as_deref().unwrap_or(Path::new(""));
        Ok(before
            .iter()
            .filter(|table| now.iter().all(|other| other.file != table.file))
            .map(|table| folder.join(&table.file))
            .filter(|path| path.exists())
            .collect())
    }

    /// All tables that the runs wrote; of two of one file, the later.
    fn tables(&self) -> Result<Vec<TableRecord>, Error> {
        let mut tables: Vec<TableRecord> = Vec::new();
        for run in &self.runs {
            for stage in run["stages"].as_array().into_iter().flatten() {
                let of_stage: Vec<TableRecord> = Deserialize::deserialize(&stage["tables"])
                    .map_err(|error| {
                        Error::malformed(&self.path, format!("cannot be understood: {error}"))
                    })?;
                for table in of_stage {
                    tables.retain(|other| other.file != table.file);
                    tables.push(table);
                }
            }
        }
        Ok(tables)
    }
}

/// Writes a whole file.
fn put(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut output = Output::create(&Target::File(path.to_owned()))?;
    output.write_all(bytes).map_err(Error::write(path))?;
    output.finish()
}
