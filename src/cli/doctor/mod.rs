//! `hedgerow doctor`: is everything there, does it work, and how fast.

mod machine;
mod models;
mod speed;

use std::path::PathBuf;

use hedgerow::Error;
use hedgerow::model::Options;
use serde::Serialize;

use super::model::{AttributionArgs, EncoderArgs, EngineArgs};
use super::{Done, say};

/// Check that everything is there and works, and how fast
///
/// Looks at libtorch, the processor, memory, the models and the data that come
/// with the program; scores the gold set; and says how many statements a second
/// to expect, of the reference and of the engine that is set. The exit status is 1 when
/// there is a problem; each names the next step.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  hedgerow doctor
  hedgerow doctor --workers 2
  hedgerow doctor --json > doctor.json")]
pub(super) struct Args {
    /// Print the findings as JSON
    #[arg(long)]
    json: bool,
    /// The scorer's folder [default: the one that comes with the program]
    #[arg(long, value_name = "FOLDER", help_heading = "Models")]
    model: Option<PathBuf>,
    #[command(flatten)]
    attribution: AttributionArgs,
    #[command(flatten)]
    encoder: EncoderArgs,
    #[command(flatten)]
    engine: EngineArgs,
}

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    /// As it should be.
    Ok,
    /// Hedgerow works, if not at its best.
    Warning,
    /// Hedgerow, or a part of it, does not work.
    Problem,
}

/// What was found of one thing.
#[derive(Debug, Serialize)]
struct Finding {
    what: String,
    state: State,
    found: String,
    /// What to do about it; none where it is as it should be.
    next: Option<String>,
}

impl Finding {
    fn ok(what: &str, found: impl Into<String>) -> Self {
        Self {
            what: what.to_owned(),
            state: State::Ok,
            found: found.into(),
            next: None,
        }
    }

    fn warning(what: &str, found: impl Into<String>, next: &str) -> Self {
        Self {
            state: State::Warning,
            next: Some(next.to_owned()),
            ..Self::ok(what, found)
        }
    }

    fn problem(what: &str, found: impl Into<String>, next: &str) -> Self {
        Self {
            state: State::Problem,
            ..Self::warning(what, found, next)
        }
    }
}

/// All findings.
#[derive(Debug, Serialize)]
struct Report {
    ok: bool,
    findings: Vec<Finding>,
    speed: Vec<speed::Speed>,
}

pub(super) fn run(args: &Args) -> Result<Done, Error> {
    let report = examine(args, &args.engine.options()?);
    if args.json {
        let text = serde_json::to_string_pretty(&report)
            .map_err(|error| Error::Internal(error.to_string()))?;
        say::result(&text)?;
    } else {
        show(&report)?;
    }
    Ok(if report.ok {
        Done::Well
    } else {
        Done::CheckFailed
    })
}

fn examine(args: &Args, options: &Options) -> Report {
    let mut findings = machine::examine(options);
    let free = machine::free_memory();
    let models = models::examine(args, options);
    findings.extend(models.findings);
    findings.push(machine::memory(free, options));
    let (measured, problem) = match &models.scorer {
        Some((folder, texts)) => speed::measure(folder, texts, options),
        None => (Vec::new(), None),
    };
    findings.extend(problem);
    Report {
        ok: findings
            .iter()
            .all(|finding| finding.state != State::Problem),
        findings,
        speed: measured,
    }
}

fn show(report: &Report) -> Result<(), Error> {
    let rows: Vec<Vec<String>> = report
        .findings
        .iter()
        .map(|finding| {
            let state = match finding.state {
                State::Ok => "ok",
                State::Warning => "warning",
                State::Problem => "PROBLEM",
            };
            vec![
                finding.what.clone(),
                state.to_owned(),
                finding.found.clone(),
            ]
        })
        .collect();
    say::result_table(&["what", "", "found"], &rows)?;
    for finding in &report.findings {
        if let Some(next) = &finding.next {
            say::result(&format!("{}: {next}", finding.what))?;
        }
    }
    for speed in &report.speed {
        say::result(&speed.to_string())?;
    }
    say::result(if report.ok {
        "all that Hedgerow needs is there"
    } else {
        "there are PROBLEMS"
    })
}
