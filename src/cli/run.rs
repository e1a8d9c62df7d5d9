//! `hedgerow run`

use std::path::{Path, PathBuf};

use hedgerow::Error;
use hedgerow::pipeline::{AggregatePlan, ExtractPlan, ScorePlan, aggregate, extract, score};
use hedgerow::statements::Gazetteer;
use hedgerow::tables::{ColumnNames, Format, Input, Target};

use super::articles::ArticleArgs;
use super::cells::CellArgs;
use super::model::{AttributionArgs, EngineArgs, ScorerArgs};
use super::{Done, say};

/// From articles to cells in one go: extract, score, aggregate
///
/// Writes statements.csv, scored.csv and cells.csv into a folder, and beside each
/// what could not be used.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  hedgerow run articles/ --out results/
  hedgerow run archive.csv.gz --by actor,topic,month --out results/")]
pub(super) struct Args {
    #[command(flatten)]
    articles: ArticleArgs,
    /// The folder to write to; it is made where it is missing
    #[arg(long, short, value_name = "FOLDER")]
    out: PathBuf,
    #[command(flatten)]
    cells: CellArgs,
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
                gazetteer: Gazetteer::new(self.cells.actors()?)?,
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
            aggregate: self.cells.plan(
                input(&scored),
                ColumnNames::default(),
                Target::File(cells),
                file("cells.rejects.csv"),
            )?,
        })
    }
}

pub(super) fn run(args: &Args) -> Result<Done, Error> {
    std::fs::create_dir_all(&args.out).map_err(|source| Error::Write {
        path: args.out.clone(),
        source,
    })?;
    let plans = args.plans()?;
    let extracted = extract(&plans.extract, &say::counter("articles"))?;
    super::extract::tell(&extracted, &plans.extract);
    let scored = score(&plans.score, &say::progress("statements"))?;
    super::score::tell(&scored, &plans.score);
    let cells = aggregate(&plans.aggregate, &say::progress("statements"))?;
    super::aggregate::tell(&cells, &plans.aggregate);
    Ok(
        say::rejected(extracted.articles.rejected, &plans.extract.rejects)
            .and(say::rejected(scored.rejected, &plans.score.rejects))
            .and(say::rejected(cells.rejected, &plans.aggregate.rejects)),
    )
}
