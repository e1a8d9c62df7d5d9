//! `hedgerow split`

use hedgerow::Error;
use hedgerow::pipeline::{SplitPlan, split};

use super::columns::{OutputArgs, TableArgs};
use super::record::{self, Configuration, RecordArgs, Recorder};
use super::{Done, say};

/// Split the paragraphs of a table into sentences, one row for each
///
/// The unit of scoring is a sentence. All other columns are repeated, and a column
/// `sentence` counts within the paragraph.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  hedgerow split paragraphs.csv --out statements.csv
  hedgerow split paragraphs.csv | hedgerow score - --out scored.csv")]
pub(super) struct Args {
    #[command(flatten)]
    table: TableArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    record: RecordArgs,
}

pub(super) fn run(args: &Args, configuration: &Configuration) -> Result<Done, Error> {
    let style = args.output.style()?;
    args.output.check(style, [args.table.path()], [])?;
    let plan = SplitPlan {
        input: args.table.input(),
        columns: args.table.columns(),
        output: args.output.output(),
        style,
        rejects: args.output.rejects(style),
    };
    let mut recorder = args.record.begin("split", configuration);
    if let Some(recorder) = &mut recorder {
        recorder.table(&plan.input);
    }
    let work = || split(&plan, &say::progress("paragraphs"));
    let report = record::stage(recorder.as_mut(), "split", work, |report| &report.tables)?;
    say::line(&format!(
        "{} sentences of {} rows are in {}",
        report.sentences,
        report.read,
        plan.output.path().display()
    ));
    say::excess(&report.tables);
    recorder.map_or(Ok(()), Recorder::finish)?;
    Ok(say::rejected(report.rejected, &plan.rejects))
}
