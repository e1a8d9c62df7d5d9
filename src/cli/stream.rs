//! Commands as a part of a pipe.

use std::io::{self, Stdin, StdoutLock};

use hedgerow::Error;
use hedgerow::pipeline::StreamReport;
use indicatif::ProgressBar;

use super::{Done, say};

/// Runs a stage from standard input to standard output. It has done well where all
/// rows have left it: those that could not be used are among them, and say why.
pub(super) fn run(
    done: &str,
    work: impl FnOnce(Stdin, StdoutLock, &ProgressBar) -> Result<StreamReport, Error>,
) -> Result<Done, Error> {
    let progress = say::counter("rows");
    let report = work(io::stdin(), io::stdout().lock(), &progress)?;
    progress.finish_and_clear();
    let StreamReport {
        streams,
        read,
        rejected,
        written,
    } = report;
    say::line(&format!(
        "{done} {read} rows of {streams} streams into {written} rows; {rejected} were rejected"
    ));
    Ok(Done::Well)
}
