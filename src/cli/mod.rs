//! The command line: raw arguments become a plan, the plan is run, and what
//! came of it is said on standard error.

mod aggregate;
mod assets;
mod columns;
mod gold;
mod model;
mod say;
mod score;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use hedgerow::Error;

/// Measures how concrete or hedged official statements are.
#[derive(Debug, Parser)]
#[command(
    name = "hedgerow",
    version,
    arg_required_else_help = true,
    after_help = "\
Examples:
  hedgerow score statements.csv --out scored.csv
  hedgerow aggregate scored.csv --by actor,topic --out cells.csv
  hedgerow gold check

Exit status: 0 all good, 1 nothing was done or a check failed, 2 done, but some
rows were rejected; they are listed in the rejects file."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Score(score::Args),
    Aggregate(aggregate::Args),
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

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // clap's own exit code for usage errors, 2, means something else here.
            let code = u8::from(error.use_stderr());
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let done = match cli.command {
        Command::Score(args) => score::run(&args),
        Command::Aggregate(args) => aggregate::run(&args),
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

/// The error and what caused it, outermost first.
fn report(error: &Error) {
    let mut text = format!("hedgerow: {error}");
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    say::line(&text);
}
