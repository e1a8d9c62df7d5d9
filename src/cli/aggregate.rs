//! `hedgerow aggregate`

use std::path::PathBuf;

use hedgerow::Error;
use hedgerow::aggregates::{By, Key, Summary};
use hedgerow::pipeline::{AggregatePlan, aggregate};
use hedgerow::statements::{Actors, Topics};

use super::columns::{OutputArgs, TableArgs};
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
    /// What to group by: actor, topic, month, quarter, year, or any column
    #[arg(
        long,
        value_name = "LIST",
        value_delimiter = ',',
        default_value = "actor,topic"
    )]
    by: Vec<By>,
    /// Topics of your own, added to those that come with the program
    #[arg(long, value_name = "FILE")]
    topics: Option<PathBuf>,
    /// Leave out the topics that come with the program
    #[arg(long, requires = "topics")]
    only_my_topics: bool,
    /// Actors of your own, added to those that come with the program
    #[arg(long, value_name = "FILE")]
    actors: Option<PathBuf>,
    /// Cells of fewer documents have no interval
    #[arg(long, value_name = "N", default_value_t = 5)]
    min_documents: u64,
    /// Seeds the resampling of documents
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

impl Args {
    fn plan(&self) -> Result<AggregatePlan, Error> {
        Ok(AggregatePlan {
            input: self.table.input(),
            columns: self.table.columns(),
            output: self.output.output(),
            rejects: self.output.rejects(),
            by: self.by.clone(),
            topics: match &self.topics {
                None => Topics::built_in()?,
                Some(path) if self.only_my_topics => Topics::only(path)?,
                Some(path) => Topics::extended_by(path)?,
            },
            actors: match &self.actors {
                None => Actors::built_in()?,
                Some(path) => Actors::extended_by(path)?,
            },
            min_documents: self.min_documents,
            seed: self.seed,
        })
    }
}

pub(super) fn run(args: &Args) -> Result<Done, Error> {
    let plan = args.plan()?;
    let report = aggregate(&plan, &say::progress("statements"))?;
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
    Ok(say::rejected(report.rejected, &plan.rejects))
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
