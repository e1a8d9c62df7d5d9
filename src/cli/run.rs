//! `hedgerow run`

use std::path::{Path, PathBuf};

use hedgerow::Error;
use hedgerow::pipeline::{
    AggregatePlan, ComparePlan, ExtractPlan, Journal, ScorePlan, aggregate, extract, score,
};
use hedgerow::statements::Gazetteer;
use hedgerow::tables::{ColumnNames, Input, Style, Target};

use super::articles::ArticleArgs;
use super::cells::CellArgs;
use super::columns::StyleArgs;
use super::compare::{ComparisonArgs, PeriodArg};
use super::lists::{ActorArgs, TopicArgs};
use super::model::{AttributionArgs, EngineArgs, ScorerArgs};
use super::resume::ResumeArgs;
use super::{Done, say};

/// From articles to cells in one go: extract, score, aggregate
///
/// Writes statements.csv, scored.csv and cells.csv into a folder, and beside each
/// what could not be used.
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
    #[command(flatten)]
    resume: ResumeArgs,
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
        // The folder, or, where the articles are in that very folder, what the stages
        // with a journal write there.
        let beside = [
            "articles.rejects",
            "duplicates",
            "removed",
            "scored.rejects",
        ];
        let mut ours = vec![self.out.clone(), self.journal()];
        ours.extend([&statements, &scored].map(Clone::clone));
        ours.extend(beside.map(file));
        Ok(Plans {
            extract: ExtractPlan {
                sources: self.articles.sources(),
                articles: self.articles.options(ours),
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

    fn journal(&self) -> PathBuf {
        self.out.join("run.journal")
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

pub(super) fn run(args: &Args) -> Result<Done, Error> {
    super::make_folder(&args.out)?;
    let plans = args.plans()?;
    args.resume
        .journaled(Some(args.journal()), |journal| run_plans(&plans, journal))
}

fn run_plans(plans: &Plans, journal: &mut Journal) -> Result<Done, Error> {
    let extracted = extract(&plans.extract, &say::counter("articles"), journal)?;
    super::extract::tell(&extracted, &plans.extract);
    let scored = score(&plans.score, &say::progress("statements"), journal)?;
    super::score::tell(&scored, &plans.score);
    let cells = aggregate(&plans.aggregate, &say::progress("statements"))?;
    super::aggregate::tell(&cells, &plans.aggregate);
    for tables in [&extracted.tables, &scored.tables, &cells.tables] {
        say::excess(tables);
    }
    let compared = match &plans.compare {
        Some(plan) => super::compare::run_plan(plan)?,
        None => Done::Well,
    };
    Ok(
        say::rejected(extracted.articles.rejected, &plans.extract.rejects)
            .and(say::rejected(scored.rejected, &plans.score.rejects))
            .and(say::rejected(cells.rejected, &plans.aggregate.rejects))
            .and(compared),
    )
}
