//! `hedgerow score`

use hedgerow::Error;
use hedgerow::pipeline::{Rating, ScorePlan, ScoreReport, ScoreStreamPlan, score, score_stream};

use super::columns::{OutputArgs, TableArgs};
use super::lists::ActorArgs;
use super::model::{BesideArgs, EngineArgs, ScorerArgs};
use super::record::{self, Configuration, RecordArgs, Recorder};
use super::resume::{self, ResumeArgs};
use super::{Done, say, stream};

/// Rate each statement of a table: how concrete, how specific, how firm
///
/// Writes the input's columns and, behind them, score, specificity, firmness
/// (0 to 1), label (concrete, mixed, hedged) and act (c commits, d demands,
/// a asserts, e evaluates, x evades), one row for each, in the same order.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  hedgerow score statements.csv --out scored.csv
  hedgerow score briefings.jsonl --text-column body --out scored.csv
  zcat statements.csv.gz | hedgerow score - > scored.csv
  sender | hedgerow score --format arrow-stream - | receiver")]
pub(super) struct Args {
    #[command(flatten)]
    table: TableArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    record: RecordArgs,
    #[command(flatten)]
    scorer: ScorerArgs,
    #[command(flatten)]
    beside: BesideArgs,
    #[command(flatten)]
    actors: ActorArgs,
    #[command(flatten)]
    engine: EngineArgs,
    #[command(flatten)]
    resume: ResumeArgs,
}

impl Args {
    fn plan(&self) -> Result<ScorePlan, Error> {
        let style = self.output.style()?;
        self.output.check(style, [self.table.path()], [])?;
        Ok(ScorePlan {
            input: self.table.input(),
            columns: self.table.columns(),
            output: self.output.output(),
            style,
            rejects: self.output.rejects(style),
            rating: self.rating()?,
        })
    }

    fn rating(&self) -> Result<Rating, Error> {
        self.beside
            .rating(&self.scorer, self.engine.options()?, &self.actors)
    }
}

pub(super) fn run(args: &Args, configuration: &Configuration) -> Result<Done, Error> {
    let others = [args.record.given()];
    if args.output.streams([args.table.path()], &others)? {
        let plan = ScoreStreamPlan {
            columns: args.table.columns(),
            rating: args.rating()?,
        };
        return stream::run("scored", |input, output, progress| {
            score_stream(&plan, input, output, progress)
        });
    }
    let plan = args.plan()?;
    let mut recorder = args.record.begin("score", configuration);
    if let Some(recorder) = &mut recorder {
        recorder.engine(&plan.rating.options);
        recorder.model("scorer", &plan.rating.model)?;
        recorder.table(&plan.input);
    }
    let place = resume::beside(&plan.output);
    let report = args.resume.journaled(place, |journal| {
        let work = || score(&plan, &say::progress("statements"), journal);
        record::stage(recorder.as_mut(), "score", work, |report| &report.tables)
    })?;
    tell(&report, &plan);
    say::excess(&report.tables);
    recorder.map_or(Ok(()), Recorder::finish)?;
    Ok(say::rejected(report.rejected, &plan.rejects))
}

/// Says how many rows were scored.
pub(super) fn tell(report: &ScoreReport, plan: &ScorePlan) {
    let (scored, read) = (report.scored, report.read);
    say::line(&format!(
        "scored {scored} of {read} rows into {}",
        plan.output.path().display()
    ));
}
