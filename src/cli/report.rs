//! `hedgerow report`

use std::path::PathBuf;

use hedgerow::Error;
use hedgerow::pipeline::{ReportPlan, ReportReport, report};
use hedgerow::tables::{Style, Target};

use super::analysis::AnalysisArgs;
use super::columns::ColumnNameArgs;
use super::{Done, say};

/// The page's name in a results folder.
pub(super) const PAGE: &str = "report.html";

/// The name of its rejects file.
const REJECTS: &str = "report.rejects.csv";

/// Make a page of a results folder: findings, pictures, and the words behind them
///
/// Reads scored.csv and, where they are there, the tables of `hedgerow compare`
/// and `hedgerow run` beside it, and writes one HTML file that needs no network
/// and nothing else. `hedgerow run` does this at its end.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  hedgerow report results/
  hedgerow report results/ --out summit.html
  hedgerow report results/ --pictures pictures/
  hedgerow report results/ --topic-table mine.toml")]
pub(super) struct Args {
    /// The folder that holds scored.csv and the other tables
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// The page to write; `-` for standard output [default: <FOLDER>/report.html]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write the pictures as SVG files, too, into this folder
    #[arg(long, value_name = "FOLDER")]
    pictures: Option<PathBuf>,
    #[command(flatten)]
    columns: ColumnNameArgs,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

impl Args {
    fn plan(&self) -> Result<ReportPlan, Error> {
        let analysis = &self.analysis;
        let out = self.out.clone();
        let out = out.unwrap_or_else(|| self.folder.join(PAGE));
        Ok(ReportPlan {
            folder: self.folder.clone(),
            columns: self.columns.columns(),
            output: Target::new(&out),
            pictures: self.pictures.clone(),
            style: Style::default(),
            rejects: self.folder.join(REJECTS),
            topics: analysis.topics.finder(&analysis.engine.options())?,
            actors: analysis.actors.actors()?,
            min_documents: analysis.resampling.min_documents,
            seed: analysis.resampling.seed,
        })
    }
}

pub(super) fn run(args: &Args) -> Result<Done, Error> {
    run_plan(&args.plan()?)
}

/// Writes the page, and says where it is.
pub(super) fn run_plan(plan: &ReportPlan) -> Result<Done, Error> {
    if let Some(folder) = &plan.pictures {
        super::make_folder(folder)?;
    }
    let done = report(plan, &say::progress("rows"))?;
    tell(&done, plan);
    Ok(say::rejected(done.rejected, &plan.rejects))
}

fn tell(done: &ReportReport, plan: &ReportPlan) {
    say::line(&format!(
        "the report on {} statements, of which it shows {}, is in {}",
        done.statements,
        done.shown,
        plan.output.path().display()
    ));
    if let Some(folder) = &plan.pictures {
        let (pictures, folder) = (done.pictures, folder.display());
        say::line(&format!("its {pictures} pictures are in {folder}"));
    }
    if !done.missing.is_empty() {
        let tables: Vec<String> = done.missing.iter().map(|t| format!("{t}.csv")).collect();
        say::line(&format!(
            "there is no {} in the folder; `hedgerow compare` writes them, and the report \
             says what it lacks without",
            tables.join(", ")
        ));
    }
}
