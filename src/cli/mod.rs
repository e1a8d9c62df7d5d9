//! The command line: raw arguments become a plan, the plan is run, and what
//! came of it is said on standard error.

mod aggregate;
mod articles;
mod assets;
mod cells;
mod columns;
mod compare;
mod extract;
mod gold;
mod lists;
mod model;
mod record;
mod run;
mod say;
mod score;
mod split;

use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use hedgerow::Error;

use record::Configuration;

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
  hedgerow gold check

Exit status: 0 all good, 1 nothing was done or a check failed, 2 done, but some
rows were rejected; they are listed in the rejects file."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// What holds for each flag, for the record of the run.
    #[arg(skip)]
    configuration: Configuration,
}

impl Cli {
    fn parse() -> Result<Self, clap::Error> {
        let mut definition = Self::command();
        let matches = definition.try_get_matches_from_mut(std::env::args_os())?;
        let mut cli = Self::from_arg_matches(&matches)?;
        cli.configuration = Configuration::of(&definition, &matches);
        Ok(cli)
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    Run(run::Args),
    Extract(extract::Args),
    Split(split::Args),
    Score(score::Args),
    Aggregate(aggregate::Args),
    Compare(Box<compare::Args>),
    #[command(subcommand)]
    Gold(gold::Command),
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

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    let cli = match Cli::parse() {
        Ok(cli) => cli,
        Err(error) => {
            if !error.use_stderr() {
                let _ = error.print();
                return ExitCode::SUCCESS;
            }
            // It quotes the arguments, which may be names of files. And clap's own
            // exit code for usage errors, 2, means something else here.
            say::lines(error.render().to_string().trim_end());
            return ExitCode::from(1);
        }
    };
    let configuration = cli.configuration;
    let done = match cli.command {
        Command::Run(args) => run::run(&args, &configuration),
        Command::Extract(args) => extract::run(&args, &configuration),
        Command::Split(args) => split::run(&args, &configuration),
        Command::Score(args) => score::run(&args, &configuration),
        Command::Aggregate(args) => aggregate::run(&args, &configuration),
        Command::Compare(args) => compare::run(&args, &configuration),
        Command::Gold(command) => gold::run(&command),
    };
    match done {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::CheckFailed) => ExitCode::from(1),
        Ok(Done::WithRejects) => ExitCode::from(2),
        Err(error) => {
            report(&error);
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

fn report(error: &Error) {
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
