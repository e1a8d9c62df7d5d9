//! `hedgerow run`

use std::path::{Path, PathBuf};

use hedgerow::Error;
use hedgerow::pipeline::{
    AggregatePlan, ComparePlan, ExtractPlan, ScorePlan, aggregate, extract, score,
};
use hedgerow::record::Record;
use hedgerow::statements::Gazetteer;
use hedgerow::tables::{ColumnNames, Input, Style, Target};

use super::articles::ArticleArgs;
use super::cells::CellArgs;
use super::columns::StyleArgs;
use super::compare::{ComparisonArgs, PeriodArg};
use super::lists::{ActorArgs, TopicArgs};
use super::model::{AttributionArgs, EngineArgs, ScorerArgs};
use super::record::{Configuration, Recorder};
use super::{Done, say};

/// From articles to cells in one go: extract, score, aggregate
///
/// Writes statements.csv, scored.csv and cells.csv into a folder, and beside each
/// what could not be used; README.md says what the columns hold, and run.json how
/// all was made.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  hedgerow run articles/ --out results/
  hedgerow run archive.csv.gz --by actor,topic,month --out results/
  hedgerow run articles/ --actors US,CN --out results/")]
pub(super) struct Args {
    #[command(flatten)]
    articles: ArticleArgs,
    /// The folder to write to; it is made where it is missing
    #[arg(long, short, value_name = "FOLDER")]
    out: PathBuf,
    #[command(flatten)]
    style: StyleArgs,
    #[command(flatten)]
    cells: CellArgs,
    #[command(flatten)]
    topics: TopicArgs,
    #[command(flatten)]
    actor_table: ActorArgs,
    /// Compare these actors, two or more: also writes gaps.csv, claims.csv,
    /// commitments.csv and shifts.csv
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    actors: Vec<String>,
    /// Gaps by period as well [default: all time together]
    #[arg(
        long,
        value_name = "PERIOD",
        requires = "actors",
        help_heading = "Comparison"
    )]
    gaps_by: Option<PeriodArg>,
    #[command(flatten)]
    comparison: ComparisonArgs,
    #[command(flatten)]
    scorer: ScorerArgs,
    #[command(flatten)]
    attribution: AttributionArgs,
    #[command(flatten)]
    engine: EngineArgs,
}

/// The plans of the three stages, each of which reads what the one before wrote.
struct Plans {
    extract: ExtractPlan,
    score: ScorePlan,
    aggregate: AggregatePlan,
    compare: Option<ComparePlan>,
}

impl Args {
    fn plans(&self) -> Result<Plans, Error> {
        let style = self.style.style(None)?;
        let file = |name: &str| self.out.join(format!("{name}.{}", style.extension()));
        let (statements, scored, cells) = (file("statements"), file("scored"), file("cells"));
        let input = |path: &Path| Input::File(path.to_owned());
        Ok(Plans {
            extract: ExtractPlan {
                sources: self.articles.sources(),
                articles: self.articles.options(),
                output: Target::File(statements.clone()),
                style,
                rejects: file("articles.rejects"),
                duplicates: file("duplicates"),
                removed: Some(file("removed")),
                model: self.attribution.folder()?,
                options: self.engine.options(),
                issuer: self.articles.issuer(),
                gazetteer: Gazetteer::new(self.actor_table.actors()?)?,
            },
            score: ScorePlan {
                input: input(&statements),
                columns: ColumnNames::default(),
                output: Target::File(scored.clone()),
                style,
                rejects: file("scored.rejects"),
                model: self.scorer.folder()?,
                options: self.engine.options(),
                thresholds: self.scorer.thresholds()?,
            },
            aggregate: AggregatePlan {
                input: input(&scored),
                columns: ColumnNames::default(),
                output: Target::File(cells),
                style,
                rejects: file("cells.rejects"),
                by: self.cells.by.clone(),
                topics: self.topics.finder(&self.engine.options())?,
                actors: self.actor_table.actors()?,
                min_documents: self.cells.resampling.min_documents,
                seed: self.cells.resampling.seed,
            },
            compare: self.comparison(input(&scored), style)?,
        })
    }

    /// The comparison, where actors to compare are named.
    fn comparison(&self, scored: Input, style: Style) -> Result<Option<ComparePlan>, Error> {
        if self.actors.is_empty() {
            return Ok(None);
        }
        let plan = self.comparison.plan(
            scored,
            ColumnNames::default(),
            self.out.clone(),
            &self.actors,
            self.gaps_by,
            &self.cells.resampling,
            &self.topics,
            &self.actor_table,
            &self.engine,
        )?;
        Ok(Some(ComparePlan { style, ..plan }))
    }
}

pub(super) fn run(args: &Args, configuration: &Configuration) -> Result<Done, Error> {
    super::make_folder(&args.out)?;
    let record = Record::in_folder(&args.out)?;
    let plans = args.plans()?;
    let mut recorder = Recorder::begin("run", configuration, record);
    recorder.engine(&plans.score.options);
    recorder.model("attribution", &plans.extract.model)?;
    recorder.model("scorer", &plans.score.model)?;
    recorder.model("encoder", &args.topics.encoder()?)?;
    recorder.articles(&plans.extract.sources)?;
    let done = run_stages(&plans, &mut recorder);
    // Also where a later stage failed: what the earlier ones wrote is there.
    let recorded = recorder.finish();
    let done = done?;
    recorded?;
    Ok(done)
}

fn run_stages(plans: &Plans, recorder: &mut Recorder) -> Result<Done, Error> {
    let work = || extract(&plans.extract, &say::counter("articles"));
    let extracted = recorder.stage("extract", work, |report| &report.tables)?;
    super::extract::tell(&extracted, &plans.extract);
    let work = || score(&plans.score, &say::progress("statements"));
    let scored = recorder.stage("score", work, |report| &report.tables)?;
    super::score::tell(&scored, &plans.score);
    let work = || aggregate(&plans.aggregate, &say::progress("statements"));
    let cells = recorder.stage("aggregate", work, |report| &report.tables)?;
    super::aggregate::tell(&cells, &plans.aggregate);
    for tables in [&extracted.tables, &scored.tables, &cells.tables] {
        say::excess(tables);
    }
    let compared = match &plans.compare {
        Some(plan) => super::compare::run_plan(plan, recorder)?,
        None => Done::Well,
    };
    Ok(
        say::rejected(extracted.articles.rejected, &plans.extract.rejects)
            .and(say::rejected(scored.rejected, &plans.score.rejects))
            .and(say::rejected(cells.rejected, &plans.aggregate.rejects))
            .and(compared),
    )
}
