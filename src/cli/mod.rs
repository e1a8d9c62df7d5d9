//! The command line: raw arguments become a plan, the plan is run, and what
//! came of it is said on standard error.

mod aggregate;
mod analysis;
mod articles;
mod assets;
mod behaviour;
mod cells;
mod columns;
mod compare;
mod completions;
mod doctor;
mod explain;
mod extract;
mod gold;
mod init;
mod lists;
mod man;
mod model;
mod record;
mod report;
mod resume;
mod run;
mod say;
mod score;
mod settings;
mod split;
mod stream;

use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use hedgerow::Error;
use hedgerow::tables::is_contained;

use record::Configuration;
use settings::{Failure, Parsed, SettingsArgs};

/// Measures how concrete or hedged official statements are.
#[derive(Debug, Parser)]
#[command(
    name = "hedgerow",
    version,
    arg_required_else_help = true,
    after_help = "\
Examples:
  hedgerow run articles/ --out results/
  hedgerow score statements.csv --out scored.csv
  hedgerow aggregate scored.csv --by actor,topic --out cells.csv
  hedgerow compare scored.csv --actors US,CN --out results/
  hedgerow explain \"We may buy 12 million tonnes by 31 December.\"
  hedgerow report results/
  hedgerow gold check
  hedgerow init
  hedgerow doctor

Exit status: 0 all good, 1 nothing was done or a check failed, 2 done, but some
rows were rejected; they are listed in the rejects file."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    _settings: SettingsArgs,
    /// What holds for each flag, for the record of the run.
    #[arg(skip)]
    configuration: Configuration,
}

#[derive(Debug, Subcommand)]
enum Command {
    Run(run::Args),
    Extract(extract::Args),
    Split(split::Args),
    Score(score::Args),
    Explain(explain::Args),
    Aggregate(aggregate::Args),
    Compare(Box<compare::Args>),
    Report(Box<report::Args>),
    #[command(subcommand)]
    Gold(gold::Command),
    Init(init::Args),
    Doctor(doctor::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// How a command that came to its end went.
enum Done {
    /// All good.
    Well,
    /// Finished, with rows in the rejects file.
    WithRejects,
    /// A check that was asked for failed.
    CheckFailed,
}

impl Done {
    /// How two commands in a row went.
    fn and(self, next: Self) -> Self {
        match (self, next) {
            (Self::Well, next) => next,
            (first, Self::Well) => first,
            (Self::CheckFailed, _) | (_, Self::CheckFailed) => Self::CheckFailed,
            (Self::WithRejects, Self::WithRejects) => Self::WithRejects,
        }
    }
}

/// The definition of the command line, from which settings file, completions and
/// manual pages are made.
fn definition() -> clap::Command {
    settings::complete(Cli::command())
}

/// The command line as it was given, over the settings file; none where the
/// settings were asked for and are shown.
fn parse() -> Result<Option<Cli>, Failure> {
    let words: Vec<_> = std::env::args_os().collect();
    let definition = definition();
    match settings::parse(&definition, &words)? {
        Parsed::Command(matches) => {
            let mut cli = Cli::from_arg_matches(&matches)?;
            cli.configuration = Configuration::of(&definition, &matches);
            Ok(Some(cli))
        }
        Parsed::Settings(text) => {
            say::result_bytes(text.as_bytes())?;
            Ok(None)
        }
    }
}

/// Runs the program. A defect of it ends in an error as others do.
pub(crate) fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        if !is_contained() {
            say_error(&Error::Internal(panic.to_string()));
        }
    }));
    std::panic::catch_unwind(run_command).unwrap_or(ExitCode::FAILURE)
}

fn run_command() -> ExitCode {
    let cli = match parse() {
        Ok(Some(cli)) => cli,
        Ok(None) => return ExitCode::SUCCESS,
        Err(Failure::Clap(error)) => {
            if !error.use_stderr() {
                let _ = error.print();
                return ExitCode::SUCCESS;
            }
            // It quotes the arguments, which may be names of files. And clap's own
            // exit code for usage errors, 2, means something else here.
            say::lines(error.render().to_string().trim_end());
            return ExitCode::from(1);
        }
        Err(Failure::Settings(error)) => {
            say_error(&error);
            return ExitCode::from(1);
        }
    };
    let configuration = cli.configuration;
    let done = match cli.command {
        Command::Run(args) => run::run(&args, &configuration),
        Command::Extract(args) => extract::run(&args, &configuration),
        Command::Split(args) => split::run(&args, &configuration),
        Command::Score(args) => score::run(&args, &configuration),
        Command::Explain(args) => explain::run(&args),
        Command::Aggregate(args) => aggregate::run(&args, &configuration),
        Command::Compare(args) => compare::run(&args, &configuration),
        Command::Report(args) => report::run(&args),
        Command::Gold(command) => gold::run(&command),
        Command::Init(args) => init::run(&args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    };
    match done {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::CheckFailed) => ExitCode::from(1),
        Ok(Done::WithRejects) => ExitCode::from(2),
        Err(error) => {
            say_error(&error);
            ExitCode::from(1)
        }
    }
}

/// Makes the folder that output goes to, where it is missing.
fn make_folder(folder: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(folder).map_err(|source| Error::Write {
        path: folder.to_owned(),
        source,
    })
}

fn say_error(error: &Error) {
    say::lines(&format!("hedgerow: {}", chain(error)));
}

/// The error, what caused it, and the next step.
fn chain(error: &Error) -> String {
    let causes = causes(error);
    match error.next_step() {
        Some(next) => format!("{causes}; {next}"),
        None => causes,
    }
}

/// The error and what caused it, outermost first.
fn causes(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}
