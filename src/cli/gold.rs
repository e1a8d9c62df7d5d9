//! `hedgerow gold`

use std::path::{Path, PathBuf};

use clap::Subcommand;
use hedgerow::Error;
use hedgerow::gold::{Compared, GoldSet, Limit, Limits, Outcome, Recorded, Scale, check};
use hedgerow::scores::{Score, Scorer};
use hedgerow::tables::{Style, TableWriter, Target, dictionary};

use super::columns::StyleArgs;
use super::model::{EngineArgs, ScorerArgs};
use super::{Done, assets, behaviour, say};

/// Movers and misses that are shown.
const SHOWN: usize = 5;

/// Test the scores against rated statements
#[derive(Debug, Subcommand)]
#[command(after_help = "\
Examples:
  hedgerow gold check
  hedgerow gold check --behaviour
  hedgerow gold record    after a model was changed on purpose")]
pub(super) enum Command {
    /// Score the gold set; compare with its ratings and the accepted scores
    ///
    /// The limits are those of the TOML file beside the gold set. The exit status
    /// is 1 when one is missed. With --behaviour, cases of what words must do to a
    /// score instead.
    Check(CheckArgs),
    /// Accept the model's scores of the gold set as those to compare with
    Record(RecordArgs),
}

#[derive(Debug, clap::Args)]
pub(super) struct GoldArgs {
    /// The gold set [default: the one that comes with the program]
    #[arg(long, value_name = "FILE")]
    gold: Option<PathBuf>,
    #[command(flatten)]
    scorer: ScorerArgs,
    #[command(flatten)]
    engine: EngineArgs,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  hedgerow gold check
  hedgerow gold check --diff diff.csv
  hedgerow gold check --gold mine.csv --model models/mine")]
pub(super) struct CheckArgs {
    #[command(flatten)]
    gold: GoldArgs,
    /// Write every statement with ratings, old and new scores to a table
    #[arg(long, value_name = "FILE")]
    diff: Option<PathBuf>,
    #[command(flatten)]
    style: StyleArgs,
    /// Judge the cases of behaviour.csv beside the gold set instead: what a change
    /// of words must do to a score, and what it must not
    #[arg(long)]
    behaviour: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  hedgerow gold record
  hedgerow gold record --gold mine.csv")]
pub(super) struct RecordArgs {
    #[command(flatten)]
    gold: GoldArgs,
}

pub(super) fn run(command: &Command) -> Result<Done, Error> {
    match command {
        Command::Check(args) => run_check(args),
        Command::Record(args) => run_record(args),
    }
}

fn run_check(args: &CheckArgs) -> Result<Done, Error> {
    let style = args.style.style(args.diff.as_deref())?;
    let gold = args.gold.read()?;
    let limits = Limits::read(&gold.limits_path())?;
    if args.behaviour {
        let (cases, scorer) = (gold.behaviour_path(), args.gold.load()?);
        return behaviour::check(&cases, &limits, &scorer, args.diff.as_deref(), style);
    }
    let recorded = Recorded::read(&gold.scores_path())?;
    let scorer = args.gold.load()?;
    let scores = score(&scorer, &gold)?;
    let thresholds = args.gold.scorer.thresholds()?;
    let outcome = check(&gold, &scores, recorded.as_ref(), &limits, thresholds);
    if let Some(path) = &args.diff {
        write_diff(path, style, &outcome)?;
        say::line(&format!("every statement is in {}", path.display()));
    }
    show(&outcome)?;
    if recorded.is_none() {
        say::line("no scores were accepted yet; `hedgerow gold record` accepts these");
    }
    if outcome.passed() {
        say::result("gold check passed")?;
        Ok(Done::Well)
    } else {
        say::result("gold check FAILED")?;
        Ok(Done::CheckFailed)
    }
}

fn run_record(args: &RecordArgs) -> Result<Done, Error> {
    let gold = args.gold.read()?;
    let before = Recorded::read(&gold.scores_path())?;
    let scorer = args.gold.load()?;
    let scores = score(&scorer, &gold)?;
    let thresholds = args.gold.scorer.thresholds()?;
    let outcome = check(
        &gold,
        &scores,
        before.as_ref(),
        &Limits::default(),
        thresholds,
    );
    show_movers(&outcome)?;
    let path = gold.scores_path();
    Recorded::write(&path, &gold, &scores, thresholds, scorer.folder().version())?;
    say::line(&format!(
        "{} of {} accepted scores changed; {} now holds those of model {}",
        outcome.movers().len(),
        gold.statements.len(),
        path.display(),
        scorer.folder().version()
    ));
    Ok(Done::Well)
}

impl GoldArgs {
    fn read(&self) -> Result<GoldSet, Error> {
        match &self.gold {
            Some(path) => GoldSet::read(path),
            None => GoldSet::read(&assets::find("the gold set", "data/gold.csv", "--gold")?),
        }
    }

    fn load(&self) -> Result<Scorer, Error> {
        Scorer::load(&self.scorer.folder()?, &self.engine.options()?)
    }
}

fn score(scorer: &Scorer, gold: &GoldSet) -> Result<Vec<Score>, Error> {
    let texts: Vec<&str> = gold.statements.iter().map(|row| &row.text[..]).collect();
    let scores = scorer.score(&texts)?;
    gold.statements
        .iter()
        .zip(scores)
        .map(|(row, score)| {
            score.map_err(|reason| Error::Usage(format!("gold statement {}: {reason}", row.id)))
        })
        .collect()
}

fn show(outcome: &Outcome) -> Result<(), Error> {
    let number = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.3}"));
    let rows: Vec<Vec<String>> = outcome
        .measures
        .iter()
        .map(|measure| {
            let (limit, verdict) = match measure.limit {
                None => (String::new(), ""),
                Some(limit) => {
                    let limit = match limit {
                        Limit::AtLeast(least) => format!("at least {least}"),
                        Limit::AtMost(most) => format!("at most {most}"),
                    };
                    (limit, if measure.holds() { "ok" } else { "MISSED" })
                }
            };
            vec![
                measure.name.clone(),
                number(measure.value),
                limit,
                verdict.to_owned(),
            ]
        })
        .collect();
    say::result_table(&["measure", "value", "limit", ""], &rows)?;
    show_movers(outcome)?;
    let misses: Vec<Vec<String>> = outcome
        .misses()
        .into_iter()
        .take(SHOWN)
        .map(|row| {
            let rating = row.statement.rating(Scale::Overall);
            vec![
                row.statement.id.clone(),
                format!("{rating:.2}"),
                format!("{:.2}", row.score.overall),
                row.statement.text.clone(),
            ]
        })
        .collect();
    say::result("farthest from the readers:")?;
    say::result_table(&["id", "rating", "score", "statement"], &misses)
}

fn show_movers(outcome: &Outcome) -> Result<(), Error> {
    let movers: Vec<Vec<String>> = outcome
        .movers()
        .into_iter()
        .take(SHOWN)
        .map(|row| {
            let moved = |scale| {
                row.moved(scale)
                    .map_or(String::new(), |by| format!("{by:+.3}"))
            };
            let mut cells = vec![row.statement.id.clone()];
            cells.extend(Scale::ALL.map(moved));
            cells.push(row.statement.text.clone());
            cells
        })
        .collect();
    if !movers.is_empty() {
        say::result("moved most since the accepted scores:")?;
        let header = ["id", "overall", "specificity", "firmness", "statement"];
        say::result_table(&header, &movers)?;
    }
    Ok(())
}

fn write_diff(path: &Path, style: Style, outcome: &Outcome) -> Result<(), Error> {
    let target = Target::File(path.to_owned());
    let mut writer = TableWriter::create(&target, style, dictionary::DIFF.schema())?;
    for row in &outcome.statements {
        writer.write(diff_row(row))?;
    }
    say::excess(&[writer.finish()?]);
    Ok(())
}

/// The fields of [`dictionary::DIFF`].
fn diff_row(row: &Compared) -> Vec<String> {
    let number = |number: f64| format!("{number:.4}");
    let optional = |value: Option<f64>| value.map(number).unwrap_or_default();
    let mut fields = vec![row.statement.id.clone(), row.statement.text.clone()];
    for scale in Scale::ALL {
        fields.push(number(row.statement.rating(scale)));
        fields.push(number(scale.of(&row.score)));
        fields.push(optional(row.recorded.as_ref().map(|score| scale.of(score))));
        fields.push(optional(row.moved(scale)));
    }
    fields
}
