//! The `hedgerow` program: parse, plan, run, say what came of it.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
