//! `hedgerow run`

use std::path::{Path, PathBuf};

use hedgerow::Error;
use hedgerow::pipeline::{
    AggregatePlan, ComparePlan, ExtractPlan, ReportPlan, ScorePlan, aggregate, extract, score,
};
use hedgerow::statements::Gazetteer;
use hedgerow::tables::{ColumnNames, Format, Input, Target};

use super::articles::ArticleArgs;
use super::cells::CellArgs;
use super::compare::{ComparisonArgs, PeriodArg};
use super::lists::{ActorArgs, TopicArgs};
use super::model::{AttributionArgs, EngineArgs, ScorerArgs};
use super::{Done, say};

/// From articles to a report in one go: extract, score, aggregate, report
///
/// Writes statements.csv, scored.csv and cells.csv into a folder, beside each what
/// could not be used, and report.html, a page of it all.
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
    /// Write no report.html
    #[arg(long)]
    no_report: bool,
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
    report: Option<ReportPlan>,
}

impl Args {
    fn plans(&self) -> Result<Plans, Error> {
        let file = |name: &str| self.out.join(name);
        let (statements, scored, cells) = (
            file("statements.csv"),
            file("scored.csv"),
            file("cells.csv"),
        );
        let input = |path: &Path| Input::new(path, Format::Csv);
        Ok(Plans {
            extract: ExtractPlan {
                sources: self.articles.sources(),
                articles: self.articles.options(),
                output: Target::File(statements.clone()),
                rejects: file("articles.rejects.csv"),
                duplicates: file("duplicates.csv"),
                removed: Some(file("removed.csv")),
                model: self.attribution.folder()?,
                options: self.engine.options(),
                issuer: self.articles.issuer(),
                gazetteer: Gazetteer::new(self.actor_table.actors()?)?,
            },
            score: ScorePlan {
                input: input(&statements),
                columns: ColumnNames::default(),
                output: Target::File(scored.clone()),
                rejects: file("scored.rejects.csv"),
                model: self.scorer.folder()?,
                options: self.engine.options(),
                thresholds: self.scorer.thresholds()?,
            },
            aggregate: AggregatePlan {
                input: input(&scored),
                columns: ColumnNames::default(),
                output: Target::File(cells),
                rejects: file("cells.rejects.csv"),
                by: self.cells.by.clone(),
                topics: self.topics.finder(&self.engine.options())?,
                actors: self.actor_table.actors()?,
                min_documents: self.cells.resampling.min_documents,
                seed: self.cells.resampling.seed,
            },
            compare: self.comparison(input(&scored))?,
            report: self.report()?,
        })
    }

    /// The page, unless none is wanted.
    fn report(&self) -> Result<Option<ReportPlan>, Error> {
        if self.no_report {
            return Ok(None);
        }
        let resampling = &self.cells.resampling;
        Ok(Some(ReportPlan {
            folder: self.out.clone(),
            columns: ColumnNames::default(),
            output: Target::File(self.out.join(super::report::PAGE)),
            rejects: self.out.join(super::report::REJECTS),
            topics: self.topics.finder(&self.engine.options())?,
            actors: self.actor_table.actors()?,
            min_documents: resampling.min_documents,
            seed: resampling.seed,
        }))
    }

    /// The comparison, where actors to compare are named.
    fn comparison(&self, scored: Input) -> Result<Option<ComparePlan>, Error> {
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
        Ok(Some(plan))
    }
}

pub(super) fn run(args: &Args) -> Result<Done, Error> {
    super::make_folder(&args.out)?;
    let plans = args.plans()?;
    let extracted = extract(&plans.extract, &say::counter("articles"))?;
    super::extract::tell(&extracted, &plans.extract);
    let scored = score(&plans.score, &say::progress("statements"))?;
    super::score::tell(&scored, &plans.score);
    let cells = aggregate(&plans.aggregate, &say::progress("statements"))?;
    super::aggregate::tell(&cells, &plans.aggregate);
    let compared = match &plans.compare {
        Some(plan) => super::compare::run_plan(plan)?,
        None => Done::Well,
    };
    let reported = match &plans.report {
        Some(plan) => super::report::run_plan(plan)?,
        None => Done::Well,
    };
    Ok(
        say::rejected(extracted.articles.rejected, &plans.extract.rejects)
            .and(say::rejected(scored.rejected, &plans.score.rejects))
            .and(say::rejected(cells.rejected, &plans.aggregate.rejects))
            .and(compared)
            .and(reported),
    )
}
