//! `hedgerow explain`

use std::io::{self, BufRead, IsTerminal};
use std::path::Path;

use anstyle::{AnsiColor, Style};
use hedgerow::Error;
use hedgerow::scores::{Cues, Evidence, Scorer, Thresholds, Unit, explain, rounded};
use serde::Serialize;

use super::lists::ActorArgs;
use super::model::{EngineArgs, ScorerArgs};
use super::{Done, say};

/// Contributions from which words are coloured, and from which they are bold.
const COLOURED: f64 = 0.02;
const BOLD: f64 = 0.10;

/// Show which words carry a statement's score
///
/// Each piece of the statement is left out in turn, and the rest is scored again:
/// what the score loses is what the piece contributes. Above zero a piece raises the
/// score (green), below zero it lowers it (red).
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  hedgerow explain \"We may buy 12 million tonnes of beans by 31 December.\"
  hedgerow explain --json < statements.txt > evidence.jsonl")]
pub(super) struct Args {
    /// Statements, one sentence each [default: the lines of standard input]
    #[arg(value_name = "STATEMENT")]
    statements: Vec<String>,
    /// One JSON object for each statement instead of tables
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    actors: ActorArgs,
    #[command(flatten)]
    scorer: ScorerArgs,
    #[command(flatten)]
    engine: EngineArgs,
}

/// What is needed to explain one statement after another.
struct Explainer {
    scorer: Scorer,
    cues: Cues,
    thresholds: Thresholds,
    json: bool,
}

pub(super) fn run(args: &Args) -> Result<Done, Error> {
    let explainer = Explainer {
        thresholds: args.scorer.thresholds()?,
        cues: Cues::new(args.actors.actors()?)?,
        scorer: Scorer::load(&args.scorer.folder()?, &args.engine.options()?)?,
        json: args.json,
    };
    let (mut explained, mut rejected) = (0_u64, 0_u64);
    let mut statement = |place: &str, text: Result<&str, String>| -> Result<(), Error> {
        let outcome = match text {
            Ok(text) => explainer.explain(text)?,
            Err(reason) => Err(reason),
        };
        match outcome {
            Ok(()) => explained += 1,
            Err(reason) => {
                rejected += 1;
                say::line(&format!("{place}: {reason}"));
            }
        }
        Ok(())
    };
    if args.statements.is_empty() {
        lines(&mut statement)?;
    }
    for (index, text) in args.statements.iter().enumerate() {
        statement(&format!("statement {}", index + 1), Ok(text))?;
    }
    match (explained, rejected) {
        (0, _) => Err(Error::Usage(
            "no statement could be explained; give one as an argument or on standard input"
                .to_owned(),
        )),
        (_, 0) => Ok(Done::Well),
        _ => Ok(Done::WithRejects),
    }
}

/// The lines of standard input, one after another.
fn lines(
    statement: &mut impl FnMut(&str, Result<&str, String>) -> Result<(), Error>,
) -> Result<(), Error> {
    let input = io::stdin();
    if input.is_terminal() {
        say::line("one statement a line; Ctrl-D ends");
    }
    for (index, line) in input.lock().split(b'\n').enumerate() {
        let line = line.map_err(|source| Error::Read {
            path: Path::new("standard input").to_owned(),
            source,
        })?;
        let place = format!("line {}", index + 1);
        let text = std::str::from_utf8(&line)
            .map(|text| text.trim_end_matches('\r'))
            .map_err(|error| format!("invalid UTF-8 ({error})"));
        statement(&place, text)?;
    }
    Ok(())
}

impl Explainer {
    /// Shows what carries the score of one statement; what is wrong with it where it
    /// cannot be read.
    fn explain(&self, text: &str) -> Result<Result<(), String>, Error> {
        let Some(evidence) = explain(&self.scorer, &self.cues, &[text])?.pop() else {
            return Err(Error::Internal("evidence is missing".to_owned()));
        };
        match evidence {
            Ok(evidence) if self.json => self.as_json(text, &evidence)?,
            Ok(evidence) => self.as_table(text, &evidence)?,
            Err(unreadable) => return Ok(Err(unreadable.to_string())),
        }
        Ok(Ok(()))
    }

    fn as_table(&self, text: &str, evidence: &Evidence) -> Result<(), Error> {
        say::coloured(&styled(text, &evidence.units))?;
        let whole = evidence.whole;
        say::result(&format!(
            "score {:.2} ({}), specificity {:.2}, firmness {:.2}, act {}",
            whole.overall,
            self.thresholds.label(whole.overall),
            whole.specificity,
            whole.firmness,
            whole.act.letter()
        ))?;
        let mut units: Vec<&Unit> = evidence.units.iter().collect();
        units.sort_by(|a, b| b.largest().total_cmp(&a.largest()));
        let rows: Vec<Vec<String>> = units
            .into_iter()
            .map(|unit| {
                vec![
                    signed(unit.score),
                    signed(unit.specificity),
                    signed(unit.firmness),
                    unit.kind.to_string(),
                    text[unit.span.clone()].to_owned(),
                ]
            })
            .collect();
        let header = ["score", "specificity", "firmness", "kind", "words"];
        say::result_table(&header, &rows)?;
        say::result("")
    }

    fn as_json(&self, text: &str, evidence: &Evidence) -> Result<(), Error> {
        let whole = evidence.whole;
        let explained = Explained {
            text,
            score: rounded(whole.overall),
            specificity: rounded(whole.specificity),
            firmness: rounded(whole.firmness),
            label: self.thresholds.label(whole.overall).to_string(),
            act: whole.act.letter(),
            units: evidence
                .units
                .iter()
                .map(|unit| ExplainedUnit {
                    start: unit.span.start,
                    end: unit.span.end,
                    words: &text[unit.span.clone()],
                    kind: unit.kind.name(),
                    score: rounded(unit.score),
                    specificity: rounded(unit.specificity),
                    firmness: rounded(unit.firmness),
                })
                .collect(),
        };
        let line = serde_json::to_string(&explained)
            .map_err(|error| Error::Internal(format!("JSON cannot be written: {error}")))?;
        say::result(&line)
    }
}

/// A statement and what carries it, as JSON.
#[derive(Serialize)]
struct Explained<'a> {
    text: &'a str,
    score: f64,
    specificity: f64,
    firmness: f64,
    label: String,
    act: &'static str,
    units: Vec<ExplainedUnit<'a>>,
}

/// A unit of it: bytes of the text, and its contributions.
#[derive(Serialize)]
struct ExplainedUnit<'a> {
    start: usize,
    end: usize,
    words: &'a str,
    kind: &'static str,
    score: f64,
    specificity: f64,
    firmness: f64,
}

/// The text in pieces, each with its colour.
fn styled<'a>(text: &'a str, units: &[Unit]) -> Vec<(Style, &'a str)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for unit in units {
        pieces.push((Style::new(), &text[at..unit.span.start]));
        pieces.push((style(unit.score), &text[unit.span.clone()]));
        at = unit.span.end;
    }
    pieces.push((Style::new(), &text[at..]));
    pieces
}

fn style(contribution: f64) -> Style {
    let size = contribution.abs();
    if size < COLOURED {
        return Style::new();
    }
    let colour = if contribution > 0.0 {
        AnsiColor::Green
    } else {
        AnsiColor::Red
    };
    let style = Style::new().fg_color(Some(colour.into()));
    if size < BOLD { style } else { style.bold() }
}

/// A contribution to two decimals with its sign; zero without.
fn signed(contribution: f64) -> String {
    let hundredths = (contribution * 100.0).round();
    if hundredths == 0.0 {
        return "0.00".to_owned();
    }
    format!("{:+.2}", hundredths / 100.0)
}
