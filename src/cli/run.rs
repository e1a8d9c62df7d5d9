//! `hedgerow run`

use std::path::{Path, PathBuf};

use hedgerow::Error;
use hedgerow::pipeline::{
    AggregatePlan, ComparePlan, ExtractPlan, Journal, ReportPlan, ScorePlan, aggregate, extract,
    score,
};
use hedgerow::record::Record;
use hedgerow::statements::Gazetteer;
use hedgerow::tables::{ColumnNames, Input, Style, Target};

use super::analysis::AnalysisArgs;
use super::articles::ArticleArgs;
use super::cells::CellArgs;
use super::columns::StyleArgs;
use super::compare::{ComparisonArgs, PeriodArg};
use super::model::{AttributionArgs, BesideArgs, ScorerArgs};
use super::record::{Configuration, Recorder};
use super::resume::ResumeArgs;
use super::{Done, say};

/// From articles to a report in one go: extract, score, aggregate, report
///
/// Writes statements.csv, scored.csv and cells.csv into a folder, and beside each
/// what could not be used; README.md says what the columns hold, run.json how all
/// was made, and report.html is a page of it all.
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
    /// Gaps by period as well [default: all time together]
    #[arg(long, value_name = "PERIOD", help_heading = "Comparison")]
    gaps_by: Option<PeriodArg>,
    /// Write no report.html
    #[arg(long)]
    no_report: bool,
    #[command(flatten)]
    comparison: ComparisonArgs,
    #[command(flatten)]
    scorer: ScorerArgs,
    #[command(flatten)]
    beside: BesideArgs,
    #[command(flatten)]
    attribution: AttributionArgs,
    #[command(flatten)]
    analysis: AnalysisArgs,
    #[command(flatten)]
    resume: ResumeArgs,
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
        let analysis = &self.analysis;
        let style = self.style.style(None)?;
        let file = |name: &str| self.out.join(format!("{name}.{}", style.extension()));
        let (statements, scored, cells) = (file("statements"), file("scored"), file("cells"));
        let input = |path: &Path| Input::File(path.to_owned());
        // The folder, or, where the articles are in that very folder, what an
        // interrupted run may have written there.
        let beside = [
            "articles.rejects",
            "duplicates",
            "removed",
            "scored.rejects",
        ];
        let mut ours = vec![self.out.clone(), self.journal()];
        let told = ["README.md", "run.json", super::report::PAGE];
        ours.extend(told.map(|name| self.out.join(name)));
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
                options: analysis.engine.options(),
                issuer: self.articles.issuer(),
                gazetteer: Gazetteer::new(analysis.actors.actors()?)?,
            },
            score: ScorePlan {
                input: input(&statements),
                columns: ColumnNames::default(),
                output: Target::File(scored.clone()),
                style,
                rejects: file("scored.rejects"),
                model: self.scorer.folder()?,
                options: analysis.engine.options(),
                thresholds: self.scorer.thresholds()?,
                intervals: self.beside.intervals,
                evidence: self.beside.cues(&analysis.actors)?,
            },
            aggregate: AggregatePlan {
                input: input(&scored),
                columns: ColumnNames::default(),
                output: Target::File(cells),
                style,
                rejects: file("cells.rejects"),
                by: self.cells.by.clone(),
                topics: analysis.topics.finder(&analysis.engine.options())?,
                actors: analysis.actors.actors()?,
                min_documents: analysis.resampling.min_documents,
                seed: analysis.resampling.seed,
            },
            compare: self.comparison(input(&scored), style)?,
            report: self.report(style)?,
        })
    }

    fn journal(&self) -> PathBuf {
        self.out.join("run.journal")
    }

    /// The page, unless none is wanted.
    fn report(&self, style: Style) -> Result<Option<ReportPlan>, Error> {
        if self.no_report {
            return Ok(None);
        }
        let analysis = &self.analysis;
        Ok(Some(ReportPlan {
            folder: self.out.clone(),
            columns: ColumnNames::default(),
            output: Target::File(self.out.join(super::report::PAGE)),
            pictures: None,
            style,
            rejects: self
                .out
                .join(format!("report.rejects.{}", style.extension())),
            topics: analysis.topics.finder(&analysis.engine.options())?,
            actors: analysis.actors.actors()?,
            min_documents: analysis.resampling.min_documents,
            seed: analysis.resampling.seed,
        }))
    }

    /// The comparison, where actors to compare are named.
    fn comparison(&self, scored: Input, style: Style) -> Result<Option<ComparePlan>, Error> {
        if self.comparison.actors.is_empty() {
            return Ok(None);
        }
        let (columns, folder) = (ColumnNames::default(), self.out.clone());
        let plan = self
            .comparison
            .plan(scored, columns, folder, self.gaps_by, &self.analysis)?;
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
    recorder.model("encoder", &args.analysis.topics.encoder()?)?;
    recorder.articles(&plans.extract.sources)?;
    args.resume.journaled(Some(args.journal()), |journal| {
        let done = run_stages(&plans, &mut recorder, journal);
        // Also where a later stage failed: what the earlier ones wrote is there.
        let recorded = recorder.finish();
        let done = done?;
        recorded?;
        // The page shows what the record says, so it comes last.
        match &plans.report {
            Some(plan) => Ok(done.and(super::report::run_plan(plan)?)),
            None => Ok(done),
        }
    })
}

fn run_stages(
    plans: &Plans,
    recorder: &mut Recorder,
    journal: &mut Journal,
) -> Result<Done, Error> {
    let work = || extract(&plans.extract, &say::counter("articles"), journal);
    let extracted = recorder.stage("extract", work, |report| &report.tables)?;
    super::extract::tell(&extracted, &plans.extract);
    let work = || score(&plans.score, &say::progress("statements"), journal);
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
