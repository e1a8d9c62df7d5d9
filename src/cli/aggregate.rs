//! `hedgerow aggregate`

use std::path::{Path, PathBuf};

use hedgerow::Error;
use hedgerow::aggregates::{By, Key, Summary};
use hedgerow::pipeline::{
    AggregatePlan, AggregateReport, Gathering, MergePlan, aggregate, aggregate_stream, merge,
    merge_stream,
};
use hedgerow::tables::Target;

use super::analysis::AnalysisArgs;
use super::cells::CellArgs;
use super::columns::{OutputArgs, TableArgs};
use super::record::{self, Configuration, RecordArgs, Recorder};
use super::{Done, say, stream};

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
  hedgerow aggregate scored.csv --by speaker,act --out by-speaker.csv
  hedgerow aggregate scored-1.csv --partial --out sums-1.csv
  hedgerow aggregate --merge sums-1.csv sums-2.csv --out cells.csv")]
pub(super) struct Args {
    #[command(flatten)]
    table: TableArgs,
    /// Further tables of sums, with --merge
    #[arg(value_name = "TABLES", requires = "merge")]
    more: Vec<PathBuf>,
    /// Write sums by cell and document instead of cells: those of the parts of a
    /// table, merged, give the cells of the whole
    #[arg(long)]
    partial: bool,
    /// Merge such sums into cells; what they are by is told by the tables
    #[arg(long, conflicts_with = "partial")]
    merge: bool,
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
        let style = self.output.style()?;
        self.output.check(style, [self.table.path()], [])?;
        Ok(AggregatePlan {
            input: self.table.input(),
            output: self.output.output(),
            style,
            rejects: self.output.rejects(style),
            gathering: self.gathering()?,
            resampling: self.analysis.resampling.plan(),
            partial: self.partial,
        })
    }

    fn gathering(&self) -> Result<Gathering, Error> {
        let analysis = &self.analysis;
        Ok(Gathering {
            columns: self.table.columns(),
            by: self.cells.by.clone(),
            topics: analysis.topics.finder(&analysis.engine.options()?)?,
            actors: analysis.actors.actors()?,
        })
    }

    fn merge_plan(&self) -> Result<MergePlan, Error> {
        let style = self.output.style()?;
        self.output.check(style, self.paths(), [])?;
        let mut inputs = vec![self.table.input()];
        inputs.extend(self.more.iter().map(|path| self.table.another(path)));
        Ok(MergePlan {
            inputs,
            output: self.output.output(),
            style,
            resampling: self.analysis.resampling.plan(),
        })
    }

    fn paths(&self) -> impl Iterator<Item = &Path> {
        let more = self.more.iter().map(PathBuf::as_path);
        [self.table.path()].into_iter().chain(more)
    }
}

pub(super) fn run(args: &Args, configuration: &Configuration) -> Result<Done, Error> {
    if args.output.streams(args.paths(), &[args.record.given()])? {
        return run_stream(args);
    }
    if args.merge {
        return run_merge(args, configuration);
    }
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
    tell(&report, &plan.output);
    say::excess(&report.tables);
    recorder.map_or(Ok(()), Recorder::finish)?;
    Ok(say::rejected(report.rejected, &plan.rejects))
}

fn run_merge(args: &Args, configuration: &Configuration) -> Result<Done, Error> {
    let plan = args.merge_plan()?;
    let mut recorder = args.record.begin("aggregate", configuration);
    if let Some(recorder) = &mut recorder {
        plan.inputs.iter().for_each(|input| recorder.table(input));
    }
    let work = || merge(&plan, &say::counter("sums"));
    let report = record::stage(recorder.as_mut(), "merge", work, |report| &report.tables)?;
    tell(&report, &plan.output);
    say::excess(&report.tables);
    recorder.map_or(Ok(()), Recorder::finish)?;
    Ok(Done::Well)
}

fn run_stream(args: &Args) -> Result<Done, Error> {
    let resampling = args.analysis.resampling.plan();
    if args.merge {
        return stream::run("merged", |input, output, progress| {
            merge_stream(resampling, input, output, progress)
        });
    }
    let gathering = args.gathering()?;
    stream::run("gathered", |input, output, progress| {
        aggregate_stream(
            &gathering,
            resampling,
            args.partial,
            input,
            output,
            progress,
        )
    })
}

/// Says how many cells there are, and shows the largest.
pub(super) fn tell(report: &AggregateReport, output: &Target) {
    show(&report.by, &report.cells);
    let table = report.tables.first();
    let what = match table.map(|table| table.schema.table) {
        Some("partial") => "sums",
        _ => "cells",
    };
    say::line(&format!(
        "{} {what} of {} rows are in {}",
        table.map_or(0, |table| table.rows),
        report.read - report.rejected,
        output.path().display()
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
    if cells.is_empty() {
        return;
    }
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
