//! Articles → attributed statements.

use std::path::PathBuf;

use indicatif::ProgressBar;
use rayon::prelude::*;
use serde::Serialize;

use super::captions::repeated_in_captions;
use crate::articles::{Article, Articles, Duplicate, Options as ArticleOptions, Source, Tally};
use crate::error::Error;
use crate::model::Options;
use crate::statements::{
    Attribution, AttributionModel, DateMention, Form, Gazetteer, Setting, Span, Speaker, Statement,
    UNKNOWN, Voice, actors_named, dates, issued, issuers, resolve_speakers,
};
use crate::tables::{Reject, Rejects, Style, TableInfo, TableWriter, Target, Written, dictionary};

/// Articles that go through the model together. Enough to fill batches of like
/// length, few enough to keep memory flat.
const WINDOW: usize = 64;

/// A window ends earlier once its articles have this many bytes.
const BYTES: usize = 2 << 20;

/// What to extract, with what, and where to.
#[derive(Debug)]
pub struct ExtractPlan {
    /// The articles.
    pub sources: Vec<Source>,
    /// How they are read.
    pub articles: ArticleOptions,
    /// The statements.
    pub output: Target,
    /// How tables are written.
    pub style: Style,
    /// The files and rows of which no article could be made.
    pub rejects: PathBuf,
    /// Where near-duplicates are named; they are named nowhere else.
    pub duplicates: PathBuf,
    /// Where what cleaning removed is listed, if anywhere.
    pub removed: Option<PathBuf>,
    /// The attribution model's folder.
    pub model: PathBuf,
    /// How it is run.
    pub options: Options,
    /// The office that issued all of it, for a corpus of releases.
    pub issuer: Option<String>,
    /// Actors and office-holders.
    pub gazetteer: Gazetteer,
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ExtractReport {
    /// What became of the articles.
    pub articles: Tally,
    /// Statements that were written.
    pub statements: u64,
    /// Statements of which no actor is known.
    pub unknown: u64,
    /// Sentences of journalists' questions, which are nobody's statement.
    pub questions: u64,
    /// Statements of captions that the running text has as well, and that were left
    /// out.
    pub captions: u64,
    /// The tables that were written.
    #[serde(skip)]
    pub tables: Vec<Written>,
}

/// Finds who said what. Statements leave in the order of the articles and, within
/// one, of the text.
pub fn extract(plan: &ExtractPlan, progress: &ProgressBar) -> Result<ExtractReport, Error> {
    let mut articles = Articles::open(&plan.sources, plan.articles.clone())?;
    // Before the output: what fails should leave nothing, not even a header.
    let model = AttributionModel::load(&plan.model, &plan.options)?;
    let create = |target: &Target, table: &TableInfo| {
        TableWriter::create(target, plan.style, table.schema())
    };
    let beside = |path: &PathBuf, table| create(&Target::File(path.clone()), table);
    let mut writer = create(&plan.output, &dictionary::STATEMENTS)?;
    let mut duplicates = beside(&plan.duplicates, &dictionary::DUPLICATES)?;
    let removed = plan.removed.as_ref();
    let mut removed = removed
        .map(|path| beside(path, &dictionary::REMOVED))
        .transpose()?;
    let mut rejects = Rejects::new(&plan.rejects, plan.style)?;

    let mut report = ExtractReport::default();
    loop {
        let (window, ended) = next_window(&mut articles, &mut rejects)?;
        for Duplicate { id, of, similarity } in articles.take_duplicates() {
            duplicates.write([id, of, format!("{similarity:.3}")])?;
        }
        let bodies: Vec<&str> = window.iter().map(|article| article.body.text()).collect();
        let found = model.attribute(&bodies)?;
        let read: Vec<Read> = window
            .par_iter()
            .zip(&found)
            .map(|(article, found)| read(plan, article, found))
            .collect();
        for (article, read) in window.iter().zip(read) {
            report.questions += read.questions;
            report.captions += read.captions;
            for row in read.rows {
                report.statements += 1;
                report.unknown += u64::from(row.unknown);
                writer.write(row.fields)?;
            }
            if let Some(removed) = &mut removed {
                for piece in article.body.removed() {
                    removed.write([
                        article.id.clone(),
                        piece.span.start.to_string(),
                        piece.span.end.to_string(),
                        piece.reason.to_string(),
                        article.text[piece.span.clone()].to_owned(),
                    ])?;
                }
            }
        }
        progress.inc(window.len() as u64);
        if ended {
            break;
        }
    }
    report.articles = articles.tally();
    let tally = report.articles;
    if tally.accepted + tally.duplicates + tally.rejected != tally.read {
        return Err(Error::Internal(format!(
            "articles do not add up: {tally:?}"
        )));
    }
    report.tables.push(writer.finish()?);
    report.tables.push(duplicates.finish()?);
    report
        .tables
        .extend(removed.map(TableWriter::finish).transpose()?);
    report.tables.extend(rejects.finish()?);
    progress.finish_and_clear();
    Ok(report)
}

/// The next articles, and whether they are the last. Rejects among them are
/// written at once.
fn next_window(
    articles: &mut Articles,
    rejects: &mut Rejects,
) -> Result<(Vec<Article>, bool), Error> {
    let mut window = Vec::new();
    let mut bytes = 0;
    while window.len() < WINDOW && bytes < BYTES {
        match articles.next() {
            None => return Ok((window, true)),
            Some(article) => match article? {
                Ok(article) => {
                    bytes += article.text.len();
                    window.push(article);
                }
                Err(reject) => rejects.add(&Reject {
                    line: reject.line,
                    id: Some(reject.id),
                    reason: reject.reason,
                })?,
            },
        }
    }
    Ok((window, false))
}

/// The office that issued an article: the one that the plan names, else the
/// author where that is an actor's office or office-holder and not a reporter.
fn issuer<'a>(plan: &'a ExtractPlan, article: &'a Article) -> Option<&'a str> {
    plan.issuer.as_deref().or_else(|| {
        article
            .author
            .as_deref()
            .filter(|author| !actors_named(author, &plan.gazetteer, article.date).is_empty())
    })
}

/// The statements of an article.
struct Read {
    rows: Vec<StatementRow>,
    questions: u64,
    captions: u64,
}

struct StatementRow {
    fields: Vec<String>,
    unknown: bool,
}

fn read(plan: &ExtractPlan, article: &Article, found: &[Attribution]) -> Read {
    let text = article.body.text();
    let setting = Setting {
        published: article.date,
        issuer: issuer(plan, article),
        outlet: article.source.as_deref(),
        title: article.title.as_deref(),
    };
    let resolve = |found: &[Attribution]| resolve_speakers(text, found, &plan.gazetteer, setting);
    let mut attributions = found.to_vec();
    let mut speakers = resolve(&attributions);
    // What stands around a transcript is its heading, and no release.
    let transcript = (found.iter()).any(|said| matches!(said.form, Form::Turn | Form::Question));
    if let Some(issuer) = setting.issuer.filter(|_| !transcript) {
        let actors = issuers(issuer, &plan.gazetteer, article.date);
        attributions = issued(text, &attributions, &speakers, &actors);
        speakers = resolve(&attributions);
    }
    let mut statements: Vec<(usize, Statement)> = Vec::new();
    let mut questions = 0;
    for (index, attribution) in attributions.iter().enumerate() {
        let found = Statement::of(text, attribution);
        if attribution.form == Form::Question {
            questions += found.len() as u64;
        } else {
            statements.extend(found.into_iter().map(|statement| (index, statement)));
        }
    }
    let repeated = repeated_in_captions(&article.body, &statements);
    let all = statements.len();
    let mut repeats = repeated.into_iter();
    statements.retain(|_| !repeats.next().unwrap_or_default());
    let captions = (all - statements.len()) as u64;
    let rows = statements
        .iter()
        .enumerate()
        .map(|(number, (index, statement))| {
            let (attribution, speaker) = (&attributions[*index], &speakers[*index]);
            let lent_by = lender(speaker, &speakers);
            StatementRow {
                fields: fields(
                    article,
                    attribution,
                    speaker,
                    statement,
                    number + 1,
                    &lent_by,
                ),
                unknown: speaker.actors.is_empty(),
            }
        })
        .collect();
    Read {
        rows,
        questions,
        captions,
    }
}

/// A statement as the fields of [`dictionary::STATEMENTS`].
fn fields(
    article: &Article,
    attribution: &Attribution,
    speaker: &Speaker,
    statement: &Statement,
    number: usize,
    lent_by: &str,
) -> Vec<String> {
    let body = article.body.text();
    let words = |spans: &[Span]| {
        let words: Vec<&str> = spans.iter().map(|span| &body[span.clone()]).collect();
        words.join(" … ")
    };
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let actor = match speaker.actors.as_slice() {
        [] => UNKNOWN.to_owned(),
        actors => actors.join(";"),
    };
    let dates: Vec<String> = dates(&statement.text, article.date)
        .iter()
        .map(DateMention::to_string)
        .collect();
    let spans: Vec<String> = statement
        .spans
        .iter()
        .map(|span| article.body.original(span.clone()))
        .map(|span| format!("{}-{}", span.start, span.end))
        .collect();
    vec![
        format!("{}:{number}", article.id),
        article.id.clone(),
        article
            .date
            .map(|date| date.to_string())
            .unwrap_or_default(),
        optional(&article.source),
        optional(&article.title),
        optional(&article.url),
        actor,
        speaker.name.clone().unwrap_or_else(|| speaker.raw.clone()),
        optional(&speaker.role),
        attribution.form.to_string(),
        if lent_by.is_empty() { "own" } else { "lent" }.to_owned(),
        lent_by.to_owned(),
        words(&attribution.source),
        words(&attribution.cue),
        speaker
            .distancing
            .clone()
            .map(|span| body[span].to_owned())
            .unwrap_or_default(),
        dates.join(";"),
        statement.text.clone(),
        spans.join(";"),
        speaker.how.to_string(),
    ]
}

/// Who lends the voice, by name or, where there is none, as named in the text.
fn lender(speaker: &Speaker, speakers: &[Speaker]) -> String {
    match speaker.voice {
        Voice::Own => String::new(),
        Voice::Lent { by } => {
            let lender = &speakers[by];
            lender.name.clone().unwrap_or_else(|| lender.raw.clone())
        }
    }
}
