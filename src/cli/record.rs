//! What a command did, gathered for `run.json`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::ArgMatches;
use hedgerow::Error;
use hedgerow::articles::Source;
use hedgerow::model::Options;
use hedgerow::record::{Engine, Hashed, Model, Record, Run, Stage, built_in_lists, program};
use hedgerow::tables::{Input, Written};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};

use super::say;

/// Flags that name lists, whose content the results depend on.
const LISTS: [&str; 2] = ["actor-table", "topic-table"];

/// What holds for each flag of the command that runs.
#[derive(Debug, Clone, Default)]
pub(super) struct Configuration(Map<String, Value>);

impl Configuration {
    /// From the definition of the command line and what was found in it.
    pub(super) fn of(definition: &clap::Command, matches: &ArgMatches) -> Self {
        let Some((name, matches)) = matches.subcommand() else {
            return Self::default();
        };
        let Some(command) = definition.find_subcommand(name) else {
            return Self::default();
        };
        let mut all = Map::new();
        for flag in command.get_arguments() {
            let Ok(Some(values)) = matches.try_get_raw(flag.get_id().as_str()) else {
                continue;
            };
            let mut values: Vec<Value> = values.map(|v| typed(&v.to_string_lossy())).collect();
            let value = match values.len() {
                1 => values.remove(0),
                _ => Value::Array(values),
            };
            let name = flag.get_long().unwrap_or(flag.get_id().as_str());
            all.insert(name.to_owned(), value);
        }
        // In the order of the alphabet, which does not change with the help's.
        all.sort_keys();
        Self(all)
    }

    /// The paths that a flag names.
    fn paths(&self, flag: &str) -> Vec<PathBuf> {
        let path = |value: &Value| value.as_str().map(PathBuf::from);
        match self.0.get(flag) {
            Some(Value::Array(values)) => values.iter().filter_map(path).collect(),
            Some(value) => path(value).into_iter().collect(),
            None => Vec::new(),
        }
    }
}

/// A flag's value as JSON; what is a number or a truth value becomes one.
fn typed(text: &str) -> Value {
    match serde_json::from_str::<Value>(text) {
        Ok(value @ (Value::Number(_) | Value::Bool(_))) => value,
        _ => Value::String(text.to_owned()),
    }
}

/// Where a single-file command leaves its record.
#[derive(Debug, clap::Args)]
pub(super) struct RecordArgs {
    /// Write how the output was made: versions, models, settings, inputs, counts and
    /// times, as JSON
    #[arg(long, value_name = "FILE", help_heading = "Files")]
    run_json: Option<PathBuf>,
}

impl RecordArgs {
    /// The flag, and whether it was given.
    pub(super) fn given(&self) -> (&'static str, bool) {
        ("--run-json", self.run_json.is_some())
    }

    /// Begins the record of a command, if one was asked for.
    pub(super) fn begin(&self, command: &str, configuration: &Configuration) -> Option<Recorder> {
        self.run_json
            .as_deref()
            .map(|path| Recorder::begin(command, configuration, Record::alone(path)))
    }
}

/// A record that is under way.
pub(super) struct Recorder {
    run: Run,
    record: Record,
    begun: Instant,
}

impl Recorder {
    pub(super) fn begin(command: &str, configuration: &Configuration, record: Record) -> Self {
        let now = Timestamp::now();
        let second = Timestamp::from_second(now.as_second()).unwrap_or(now);
        let mut lists = built_in_lists();
        let mut paths = Vec::new();
        for path in LISTS.iter().flat_map(|flag| configuration.paths(flag)) {
            // A settings file may hold both lists. Of two files the later one holds, so
            // that their order tells something.
            if !paths.contains(&path) {
                lists.push(Hashed::file(&path));
                paths.push(path);
            }
        }
        Self {
            run: Run {
                command: command.to_owned(),
                version: env!("CARGO_PKG_VERSION"),
                program_sha256: program(),
                started: second.to_string(),
                seconds: 0.0,
                command_line: std::env::args_os()
                    .map(|word| word.to_string_lossy().into_owned())
                    .collect(),
                configuration: configuration.0.clone(),
                engine: None,
                models: std::collections::BTreeMap::new(),
                lists,
                inputs: Vec::new(),
                stages: Vec::new(),
            },
            record,
            begun: Instant::now(),
        }
    }

    /// Notes how models are run.
    pub(super) fn engine(&mut self, options: &Options) {
        self.run.engine = Some(Engine::from(options));
    }

    /// Notes a model.
    pub(super) fn model(&mut self, part: &'static str, folder: &Path) -> Result<(), Error> {
        self.run.models.insert(part, Model::read(folder)?);
        Ok(())
    }

    /// Notes a table that is read.
    pub(super) fn table(&mut self, input: &Input) {
        self.run.inputs.push(match input {
            Input::File(path) | Input::Packed(path, _) => Hashed::file(path),
            Input::Stdin(_) => Hashed::stdin(),
        });
    }

    /// Notes articles that are read.
    pub(super) fn articles(&mut self, sources: &[Source]) -> Result<(), Error> {
        for source in sources {
            self.run.inputs.push(Hashed::source(source)?);
        }
        Ok(())
    }

    /// Notes files that are read.
    pub(super) fn files(&mut self, paths: &[PathBuf]) {
        let files = paths.iter().map(|path| Hashed::file(path));
        self.run.inputs.extend(files);
    }

    /// Does a stage, and notes what it did.
    pub(super) fn stage<R: Serialize>(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<R, Error>,
        tables: impl FnOnce(&R) -> &[Written],
    ) -> Result<R, Error> {
        let begun = Instant::now();
        let report = work()?;
        let stage = Stage::of(name, seconds(begun), &report, tables(&report))?;
        self.run.stages.push(stage);
        Ok(report)
    }

    /// Writes the record, if anything was done. Says where the data dictionary is if
    /// it is not where it would be looked for, and what does not belong there.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        if self.run.stages.is_empty() {
            return Ok(());
        }
        self.run.seconds = seconds(self.begun);
        let recorded = self.record.write(self.run)?;
        for path in recorded.left_over {
            say::line(&format!(
                "{} is of an earlier run, not of this one",
                path.display()
            ));
        }
        if let Some(path) = recorded
            .dictionary
            .filter(|path| !path.ends_with("README.md"))
        {
            say::line(&format!(
                "README.md there is not Hedgerow's and stays; what the tables hold is in {}",
                path.display()
            ));
        }
        Ok(())
    }
}

/// Does a stage, and notes what it did where a record is kept.
pub(super) fn stage<R: Serialize>(
    recorder: Option<&mut Recorder>,
    name: &'static str,
    work: impl FnOnce() -> Result<R, Error>,
    tables: impl FnOnce(&R) -> &[Written],
) -> Result<R, Error> {
    match recorder {
        Some(recorder) => recorder.stage(name, work, tables),
        None => work(),
    }
}

/// Seconds since then, to the thousandth.
fn seconds(begun: Instant) -> f64 {
    (begun.elapsed().as_secs_f64() * 1e3).round() / 1e3
}
