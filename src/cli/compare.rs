//! `hedgerow compare`

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use hedgerow::Error;
use hedgerow::aggregates::Part;
use hedgerow::comparison::{EXACT_TO, Gap, LedgerRules, Rules};
use hedgerow::pipeline::{ComparePlan, CompareReport, ReadoutsPlan, compare, readouts};
use hedgerow::record::Record;
use hedgerow::statements::{Gazetteer, Period, parse_date};
use hedgerow::tables::{ColumnNames, Input, Style, Target};
use jiff::civil::Date;

use super::analysis::AnalysisArgs;
use super::cells::ResamplingArgs;
use super::columns::{ColumnArgs, StyleArgs};
use super::record::{Configuration, Recorder};
use super::{Done, say};

/// Set two actors side by side: gaps, claims, commitments and shifts
///
/// gaps.csv says topic by topic how far the accounts part, with an interval;
/// claims.csv lists each specific claim about the other side and whether the
/// other confirmed, acknowledged or contradicted it, or was silent;
/// commitments.csv who promised what by when; shifts.csv who has hardened or
/// softened from one period to the next.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  hedgerow compare results/scored.csv --actors US,CN --out results/
  hedgerow compare scored.csv --actors US,CN,EU --gaps-by quarter --out results/
  hedgerow compare scored.csv --actors US,CN --attribution-error 0.1 --out results/
  hedgerow compare --readouts washington.txt beijing.txt --out results/")]
pub(super) struct Args {
    /// The table of scored statements: CSV, or JSONL or Parquet by its extension,
    /// also packed (.gz, .zst); `-` for standard input
    #[arg(value_name = "TABLE", required_unless_present = "readouts")]
    table: Option<PathBuf>,
    /// Instead of a table, two texts about one meeting: readouts.csv says what
    /// both say, what they put differently, and what only one says
    #[arg(long, num_args = 2, value_names = ["FIRST", "SECOND"], conflicts_with_all = ["table", "actors"])]
    readouts: Option<Vec<PathBuf>>,
    /// The day of the meeting, by which the dates in readouts are read
    #[arg(long, value_name = "DATE", requires = "readouts", value_parser = day)]
    readouts_date: Option<Date>,
    #[command(flatten)]
    columns: ColumnArgs,
    /// The folder to write to; it is made where it is missing
    #[arg(long, short, value_name = "FOLDER")]
    out: PathBuf,
    #[command(flatten)]
    style: StyleArgs,
    /// Gaps by period as well [default: all time together]
    #[arg(
        long,
        visible_alias = "by",
        value_name = "PERIOD",
        help_heading = "Comparison"
    )]
    gaps_by: Option<PeriodArg>,
    #[command(flatten)]
    comparison: ComparisonArgs,
    /// The scorer's folder, for readouts [default: the one that comes with the
    /// program]
    #[arg(long, value_name = "FOLDER", help_heading = "Models")]
    model: Option<PathBuf>,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

fn day(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "not a date such as 2025-11-03".to_owned())
}

/// How accounts are compared.
#[derive(Debug, clap::Args)]
pub(super) struct ComparisonArgs {
    /// The actors to compare, two or more: each pair of them
    #[arg(
        long,
        value_name = "LIST",
        value_delimiter = ',',
        help_heading = "Comparison"
    )]
    pub(super) actors: Vec<String>,
    /// The periods between which shifts are sought
    #[arg(
        long,
        value_name = "PERIOD",
        default_value = "month",
        help_heading = "Comparison"
    )]
    shifts_by: PeriodArg,
    /// A side with fewer statements has no difference stated
    #[arg(
        long,
        value_name = "N",
        default_value_t = 10,
        help_heading = "Comparison"
    )]
    min_statements: usize,
    /// The share of statements that may be another actor's, as measured on a
    /// labelled sample: intervals widen to hold in the worst case
    #[arg(
        long,
        value_name = "SHARE",
        default_value_t = 0.0,
        help_heading = "Comparison"
    )]
    attribution_error: f64,
    /// From this specificity up a statement is a claim; one with a quantity or a
    /// deadline is in any case
    #[arg(
        long,
        value_name = "SCORE",
        default_value_t = 0.6,
        help_heading = "Comparison"
    )]
    claims_from: f64,
    /// Days after a claim in which the other side's answer counts
    #[arg(
        long,
        value_name = "DAYS",
        default_value_t = 30,
        help_heading = "Comparison"
    )]
    window: u16,
    /// Days before a claim in which the other side's statement counts
    #[arg(
        long,
        value_name = "DAYS",
        default_value_t = 7,
        help_heading = "Comparison"
    )]
    window_before: u16,
    /// Also list claims that do not name the other side
    #[arg(long, help_heading = "Comparison")]
    all_claims: bool,
    /// Up to so many statements within some weeks each claim is compared with all that
    /// is in its window; beyond, with those that an index proposes
    #[arg(
        long,
        value_name = "N",
        default_value_t = EXACT_TO,
        help_heading = "Comparison"
    )]
    exact_to: usize,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum PeriodArg {
    Month,
    Quarter,
    Year,
}

impl From<PeriodArg> for Period {
    fn from(period: PeriodArg) -> Self {
        match period {
            PeriodArg::Month => Self::Month,
            PeriodArg::Quarter => Self::Quarter,
            PeriodArg::Year => Self::Year,
        }
    }
}

impl ComparisonArgs {
    /// When a difference is stated.
    fn rules(&self, resampling: &ResamplingArgs) -> Result<Rules, Error> {
        if !(0.0..0.5).contains(&self.attribution_error) {
            return Err(Error::Usage(format!(
                "--attribution-error is {}, but must be a share from 0 to below 0.5",
                self.attribution_error
            )));
        }
        Ok(Rules {
            min_statements: self.min_statements,
            min_documents: usize::try_from(resampling.min_documents).unwrap_or(usize::MAX),
            attribution_error: self.attribution_error,
            seed: resampling.seed,
        })
    }

    /// The plan for a table of scored statements.
    pub(super) fn plan(
        &self,
        scored: Input,
        columns: ColumnNames,
        folder: PathBuf,
        gaps_by: Option<PeriodArg>,
        analysis: &AnalysisArgs,
    ) -> Result<ComparePlan, Error> {
        if !(0.0..=1.0).contains(&self.claims_from) {
            return Err(Error::Usage(format!(
                "--claims-from is {}, but must be from 0 to 1",
                self.claims_from
            )));
        }
        let gazetteer = Gazetteer::new(analysis.actors.actors()?)?;
        let actors = named(&self.actors, &gazetteer)?;
        let embedder = analysis.topics.embedder(&analysis.engine.options()?)?;
        Ok(ComparePlan {
            input: scored,
            columns,
            folder,
            style: Style::default(),
            actors,
            by: gaps_by.map(Period::from),
            shifts_by: self.shifts_by.into(),
            rules: self.rules(&analysis.resampling)?,
            ledger: LedgerRules {
                specificity: self.claims_from,
                days_after: i32::from(self.window),
                days_before: i32::from(self.window_before),
                all_claims: self.all_claims,
                exact_to: self.exact_to,
            },
            topics: analysis.topics.finder_beside(&embedder)?,
            gazetteer,
            embedder,
        })
    }
}

/// The ids of the actors that were asked for, each once.
fn named(asked: &[String], gazetteer: &Gazetteer) -> Result<Vec<String>, Error> {
    let mut actors: Vec<String> = Vec::new();
    for actor in asked {
        let actor = actor.trim();
        let id = gazetteer.actors().resolve(actor, None).unwrap_or(actor);
        if !id.is_empty() && !actors.iter().any(|other| other == id) {
            actors.push(id.to_owned());
        }
    }
    if actors.len() < 2 {
        let named = match actors.first() {
            Some(one) => format!("it names {one} alone"),
            None => "it names none".to_owned(),
        };
        return Err(Error::Usage(format!(
            "--actors must name two actors or more, such as US,CN; {named}"
        )));
    }
    Ok(actors)
}

pub(super) fn run(args: &Args, configuration: &Configuration) -> Result<Done, Error> {
    super::make_folder(&args.out)?;
    let record = Record::in_folder(&args.out)?;
    let name = match args.readouts {
        Some(_) => "compare --readouts",
        None => "compare",
    };
    let mut recorder = Recorder::begin(name, configuration, record);
    recorder.engine(&args.analysis.engine.options()?);
    recorder.model("encoder", &args.analysis.topics.encoder()?)?;
    if let Some(texts) = &args.readouts {
        return run_readouts(args, texts, recorder);
    }
    let table = args.table.as_deref().unwrap_or(Path::new("-"));
    let style = args.style.style(None)?;
    let plan = args.comparison.plan(
        args.columns.input(table),
        args.columns.columns(),
        args.out.clone(),
        args.gaps_by,
        &args.analysis,
    )?;
    recorder.table(&plan.input);
    let done = run_plan(&ComparePlan { style, ..plan }, &mut recorder)?;
    recorder.finish()?;
    Ok(done)
}

fn run_readouts(args: &Args, texts: &[PathBuf], mut recorder: Recorder) -> Result<Done, Error> {
    let [first, second] = texts else {
        return Err(Error::Usage(
            "--readouts takes two files; give it once".to_owned(),
        ));
    };
    let analysis = &args.analysis;
    let options = analysis.engine.options()?;
    let style = args.style.style(None)?;
    let file = |name: &str| args.out.join(format!("{name}.{}", style.extension()));
    let plan = ReadoutsPlan {
        texts: [first.clone(), second.clone()],
        date: args.readouts_date,
        output: Target::File(file("readouts")),
        style,
        rejects: file("readouts.rejects"),
        scorer: super::model::scorer(args.model.as_deref())?,
        embedder: analysis.topics.embedder(&options)?,
        gazetteer: Gazetteer::new(analysis.actors.actors()?)?,
        options,
    };
    recorder.model("scorer", &plan.scorer)?;
    recorder.files(&plan.texts);
    let report = recorder.stage("readouts", || readouts(&plan), |report| &report.tables)?;
    say::line(&format!(
        "{} passages are in both, {} are put differently, {} are only in {}, {} only in {}; they are in {}",
        report.both,
        report.differently,
        report.only_first,
        first.display(),
        report.only_second,
        second.display(),
        plan.output.path().display()
    ));
    if let [Some(a), Some(b)] = report.means {
        say::line(&format!(
            "mean score {a:.2} of the first, {b:.2} of the second"
        ));
    }
    say::excess(&report.tables);
    recorder.finish()?;
    Ok(say::rejected(report.rejected, &plan.rejects))
}

/// Compares, and says what came of it.
pub(super) fn run_plan(plan: &ComparePlan, recorder: &mut Recorder) -> Result<Done, Error> {
    let (rows, statements) = (say::progress("rows"), say::progress("statements compared"));
    let work = || compare(plan, &rows, &statements);
    let report = recorder.stage("compare", work, |report| &report.tables)?;
    tell(&report, plan);
    say::excess(&report.tables);
    Ok(say::rejected(report.rejected, &plan.rejects()))
}

/// Says how the accounts part.
fn tell(report: &CompareReport, plan: &ComparePlan) {
    let counts: Vec<String> = report
        .of_actors
        .iter()
        .map(|(actor, n)| format!("{n} of {actor}"))
        .collect();
    say::line(&format!(
        "compared {} statements; {} of others and {} lent ones were left aside",
        counts.join(", "),
        report.of_others,
        report.lent
    ));
    if report.undated > 0 {
        say::line(&format!(
            "{} of them have no date: they are in no period and in no claim",
            report.undated
        ));
    }
    show_gaps(&report.gaps);
    show_claims(report);
    say::line(&format!(
        "{} commitments and {} shifts that are certain; all tables are in {}",
        report.commitments,
        report.shifts,
        plan.folder.display()
    ));
}

/// The gaps of single topics that are stated, the widest first.
fn show_gaps(gaps: &[Gap]) {
    const SHOWN: usize = 12;
    let mut stated: Vec<_> = gaps
        .iter()
        .filter_map(|gap| Some((gap, gap.difference.as_ref().ok()?)))
        .collect();
    stated.sort_by(|(a, x), (b, y)| {
        let together = |gap: &Gap| gap.topic != Part::All;
        let size = |d: &hedgerow::comparison::Difference| -d.estimate.abs();
        together(a)
            .cmp(&together(b))
            .then(size(x).total_cmp(&size(y)))
    });
    let rows: Vec<Vec<String>> = stated
        .iter()
        .take(SHOWN)
        .map(|(gap, difference)| {
            let mean = |side: usize| gap.groups[side].score.map(|m| format!("{m:.2}"));
            vec![
                gap.period.clone().unwrap_or_default(),
                gap.topic.to_string(),
                format!("{} - {}", gap.actors[0], gap.actors[1]),
                format!("{} / {}", gap.groups[0].n, gap.groups[1].n),
                mean(0).unwrap_or_default(),
                mean(1).unwrap_or_default(),
                format!("{:+.2}", difference.estimate),
                format!(
                    "{:+.2} to {:+.2}",
                    difference.interval.low, difference.interval.high
                ),
                format!("{:+.2}", difference.delta),
                gap.q.map(|q| format!("{q:.3}")).unwrap_or_default(),
            ]
        })
        .collect();
    if !rows.is_empty() {
        let header = [
            "period",
            "topic",
            "actors",
            "n",
            "mean",
            "mean",
            "gap",
            "95% interval",
            "delta",
            "q",
        ];
        say::table(&header, &rows);
    }
}

/// How many claims are in which state.
fn show_claims(report: &CompareReport) {
    let mut pairs: Vec<(&str, &str)> = report
        .claims
        .keys()
        .map(|(actor, other, _)| (&actor[..], &other[..]))
        .collect();
    pairs.dedup();
    for (actor, other) in pairs {
        let states: Vec<String> = report
            .claims
            .iter()
            .filter(|((a, b, _), _)| a == actor && b == other)
            .map(|((_, _, state), n)| format!("{n} {state}"))
            .collect();
        say::line(&format!(
            "claims of {actor} about {other}: {}",
            states.join(", ")
        ));
    }
}
