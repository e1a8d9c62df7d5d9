//! `hedgerow aggregate`

use hedgerow::Error;
use hedgerow::aggregates::{By, Key, Summary};
use hedgerow::pipeline::{AggregatePlan, AggregateReport, aggregate};

use super::analysis::AnalysisArgs;
use super::cells::CellArgs;
use super::columns::{OutputArgs, TableArgs};
use super::record::{self, Configuration, RecordArgs, Recorder};
use super::{Done, say};

/// Rows of the table that is shown when all is done.
const SHOWN: usize = 12;

/// Gather scored statements into cells: means, intervals and shares
///
/// One row for each actor and topic, or whatever --by names. A statement with
/// several topics counts in each; the rows with topic `all` hold each statement
/// once. Intervals are of the mean score, 95%, by resampling documents.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  hedgerow aggregate scored.csv --out cells.csv
  hedgerow aggregate scored.csv --by actor,topic,month --out cells.csv
  hedgerow aggregate scored.csv --by speaker,act --out by-speaker.csv")]
pub(super) struct Args {
    #[command(flatten)]
    table: TableArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    record: RecordArgs,
    #[command(flatten)]
    cells: CellArgs,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

impl Args {
    fn plan(&self) -> Result<AggregatePlan, Error> {
        let analysis = &self.analysis;
        let style = self.output.style()?;
        self.output.check(style, [self.table.path()], [])?;
        Ok(AggregatePlan {
            input: self.table.input(),
            columns: self.table.columns(),
            output: self.output.output(),
            style,
            rejects: self.output.rejects(style),
            by: self.cells.by.clone(),
            topics: analysis.topics.finder(&analysis.engine.options()?)?,
            actors: analysis.actors.actors()?,
            min_documents: analysis.resampling.min_documents,
            seed: analysis.resampling.seed,
        })
    }
}

pub(super) fn run(args: &Args, configuration: &Configuration) -> Result<Done, Error> {
    let plan = args.plan()?;
    let mut recorder = args.record.begin("aggregate", configuration);
    if let Some(recorder) = &mut recorder {
        recorder.engine(&args.analysis.engine.options()?);
        recorder.model("encoder", &args.analysis.topics.encoder()?)?;
        recorder.table(&plan.input);
    }
    let work = || aggregate(&plan, &say::progress("statements"));
    let report = record::stage(recorder.as_mut(), "aggregate", work, |report| {
        &report.tables
    })?;
    tell(&report, &plan);
    say::excess(&report.tables);
    recorder.map_or(Ok(()), Recorder::finish)?;
    Ok(say::rejected(report.rejected, &plan.rejects))
}

/// Says how many cells there are, and shows the largest.
pub(super) fn tell(report: &AggregateReport, plan: &AggregatePlan) {
    show(&plan.by, &report.cells);
    say::line(&format!(
        "{} cells of {} rows are in {}",
        report.cells.len(),
        report.read - report.rejected,
        plan.output.path().display()
    ));
    if report.undated > 0 {
        let count = report.undated;
        say::line(&format!(
            "{count} rows have no date that can be read; their period is empty"
        ));
    }
}

/// The largest cells, in the order of the table.
fn show(by: &[By], cells: &[(Key, Summary)]) {
    let mut sizes: Vec<u64> = cells.iter().map(|(_, cell)| cell.n).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let least = sizes.get(SHOWN).map_or(0, |n| n + 1);
    let by: Vec<String> = by.iter().map(ToString::to_string).collect();
    let mut header: Vec<&str> = by.iter().map(String::as_str).collect();
    header.extend(["n", "mean score", "95% interval", "specificity", "firmness"]);
    let rows: Vec<Vec<String>> = cells
        .iter()
        .filter(|(_, cell)| cell.n >= least)
        .map(|(key, cell)| {
            let interval = cell
                .interval
                .map(|i| format!("{:.2} to {:.2}", i.low, i.high));
            let measures = [
                cell.n.to_string(),
                format!("{:.2}", cell.mean_score),
                interval.unwrap_or_default(),
                format!("{:.2}", cell.mean_specificity),
                format!("{:.2}", cell.mean_firmness),
            ];
            key.iter()
                .map(ToString::to_string)
                .chain(measures)
                .collect()
        })
        .collect();
    if rows.len() < cells.len() {
        say::line(&format!(
            "the {} largest of {} cells:",
            rows.len(),
            cells.len()
        ));
    }
    say::table(&header, &rows);
}
