//! `hedgerow extract`

use std::path::{Path, PathBuf};

use hedgerow::Error;
use hedgerow::pipeline::{ExtractPlan, ExtractReport, ExtractStreamPlan, extract, extract_stream};
use hedgerow::statements::Gazetteer;

use super::articles::ArticleArgs;
use super::columns::OutputArgs;
use super::lists::ActorArgs;
use super::model::{AttributionArgs, EngineArgs};
use super::record::{self, Configuration, RecordArgs, Recorder};
use super::resume::{self, ResumeArgs};
use super::{Done, say, stream};

/// Find who said what in articles, transcripts and releases
///
/// Writes one row for each sentence that is attributed to somebody: the statement
/// (column text), its document and date, speaker, role and actor, the words that
/// attribute it, and where it stands in the article.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  hedgerow extract articles/ --out statements.csv
  hedgerow extract archive.jsonl.gz --text-column body --out statements.csv
  hedgerow extract releases/ --issuer \"US Department of State\" --out statements.csv
  sender | hedgerow extract --format arrow-stream - | receiver")]
pub(super) struct Args {
    #[command(flatten)]
    articles: ArticleArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    record: RecordArgs,
    /// Where near-duplicates are named [default: <OUT>.duplicates.csv]
    #[arg(long, value_name = "FILE")]
    duplicates: Option<PathBuf>,
    /// List what was removed as furniture (advertisements, bylines, menus)
    #[arg(long, value_name = "FILE")]
    show_removed: Option<PathBuf>,
    #[command(flatten)]
    actors: ActorArgs,
    #[command(flatten)]
    attribution: AttributionArgs,
    #[command(flatten)]
    engine: EngineArgs,
    #[command(flatten)]
    resume: ResumeArgs,
}

impl Args {
    fn plan(&self) -> Result<ExtractPlan, Error> {
        let style = self.output.style()?;
        let output = self.output.output();
        let rejects = self.output.rejects(style);
        let beside = || self.output.beside("duplicates", style);
        let duplicates = self.duplicates.clone().unwrap_or_else(beside);
        let others = [Some(&duplicates), self.show_removed.as_ref()];
        let others = others.into_iter().flatten().map(PathBuf::as_path);
        self.output.check(style, self.articles.paths(), others)?;
        let mut ours = vec![output.path(), rejects.clone(), duplicates.clone()];
        ours.extend(self.show_removed.clone());
        ours.extend(resume::beside(&output));
        Ok(ExtractPlan {
            sources: self.articles.sources(),
            articles: self.articles.options(ours),
            output,
            style,
            rejects,
            duplicates,
            removed: self.show_removed.clone(),
            model: self.attribution.folder()?,
            options: self.engine.options()?,
            issuer: self.articles.issuer(),
            gazetteer: Gazetteer::new(self.actors.actors()?)?,
        })
    }

    fn stream_plan(&self) -> Result<ExtractStreamPlan, Error> {
        Ok(ExtractStreamPlan {
            columns: self.articles.columns(),
            text_limit: self.articles.text_limit(),
            model: self.attribution.folder()?,
            options: self.engine.options()?,
            issuer: self.articles.issuer(),
            gazetteer: Gazetteer::new(self.actors.actors()?)?,
        })
    }
}

pub(super) fn run(args: &Args, configuration: &Configuration) -> Result<Done, Error> {
    let others = [
        args.record.given(),
        ("--duplicates", args.duplicates.is_some()),
        ("--show-removed", args.show_removed.is_some()),
    ];
    if args.output.streams(args.articles.paths(), &others)? {
        let plan = args.stream_plan()?;
        return stream::run("read", |input, output, progress| {
            extract_stream(&plan, input, output, progress)
        });
    }
    let plan = args.plan()?;
    let mut recorder = args.record.begin("extract", configuration);
    if let Some(recorder) = &mut recorder {
        recorder.engine(&plan.options);
        recorder.model("attribution", &plan.model)?;
        recorder.articles(&plan.sources)?;
    }
    let place = resume::beside(&plan.output);
    let report = args.resume.journaled(place, |journal| {
        let work = || extract(&plan, &say::counter("articles"), journal);
        record::stage(recorder.as_mut(), "extract", work, |report| &report.tables)
    })?;
    tell(&report, &plan);
    say::excess(&report.tables);
    recorder.map_or(Ok(()), Recorder::finish)?;
    Ok(say::rejected(report.articles.rejected, &plan.rejects))
}

/// Says what became of the articles.
pub(super) fn tell(report: &ExtractReport, plan: &ExtractPlan) {
    let ExtractReport {
        articles,
        statements,
        unknown,
        questions,
        captions,
        tables: _,
    } = report;
    let (read, accepted) = (articles.read, articles.accepted);
    say::line(&format!(
        "{statements} statements in {accepted} of {read} articles are in {}; \
         of {unknown} the actor is unknown",
        plan.output.path().display()
    ));
    if *questions > 0 {
        say::line(&format!(
            "{questions} sentences of journalists' questions were left aside"
        ));
    }
    if *captions > 0 {
        say::line(&format!(
            "{captions} statements of captions were left out: the running text has them as well"
        ));
    }
    if articles.duplicates > 0 {
        named(
            articles.duplicates,
            "near-duplicates were left out",
            &plan.duplicates,
        );
    }
    if articles.hidden > 0 {
        let hidden = articles.hidden;
        say::line(&format!(
            "{hidden} hidden files and folders were passed over"
        ));
    }
}

fn named(count: u64, what: &str, file: &Path) {
    say::line(&format!("{count} {what}; {} names them", file.display()));
}
