//! Articles → attributed statements.

use std::fmt::Display;
use std::path::PathBuf;

use indicatif::{HumanCount, ProgressBar};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::captions::repeated_in_captions;
use super::journal::{Done, Facts, Journal};
use super::outputs::Outputs;
use crate::articles::{
    Article, ArticleColumns, Articles, Duplicate, Options as ArticleOptions, Source, Tally,
};
use crate::error::Error;
use crate::model::Options;
use crate::statements::{
    Attribution, AttributionModel, DateMention, Form, Gazetteer, Setting, Span, Speaker, Statement,
    UNKNOWN, Voice, actors_named, dates, issued, issuers, resolve_speakers,
};
use crate::tables::{Reject, Rejects, Style, Target, Written, dictionary};

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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// How far extraction has come.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Progress {
    windows: u64,
    articles: u64,
    report: ExtractReport,
}

/// Finds who said what. Statements leave in the order of the articles and, within
/// one, of the text. Articles that an interrupted run has in the journal are read
/// again, since those behind them are cleaned and compared by what came before, but
/// do not go through the model again.
pub fn extract(
    plan: &ExtractPlan,
    progress: &ProgressBar,
    journal: &mut Journal,
) -> Result<ExtractReport, Error> {
    let mut articles = Articles::open(&plan.sources, plan.articles.clone())?;
    // Before the output: what fails should leave nothing, not even a header.
    let model = AttributionModel::load(&plan.model, &plan.options)?;
    let file = |path: &PathBuf| Target::File(path.clone());
    let mut tables = vec![
        (plan.output.clone(), dictionary::STATEMENTS.schema()),
        (file(&plan.duplicates), dictionary::DUPLICATES.schema()),
    ];
    let removed = plan.removed.as_ref();
    tables.extend(removed.map(|path| (file(path), dictionary::REMOVED.schema())));
    let rejects = Rejects::new(&plan.rejects, plan.style)?;
    let mut outputs = Outputs::new(tables, rejects, plan.style, journal)?;
    let done = outputs.begin(|| facts(plan, &articles, &model))?;
    let mut ended = done.as_ref().is_some_and(|done| done.finished);
    let mut so_far: Progress = done.map(|done| done.state).unwrap_or_default();

    if !ended {
        for _ in 0..so_far.windows {
            next_window(&mut articles)?;
            articles.take_duplicates();
        }
        progress.set_position(so_far.articles);
        progress.reset_eta();
    }
    while !ended {
        let window = next_window(&mut articles)?;
        ended = window.ended;
        attribute(plan, &model, &window, &mut outputs, &mut so_far.report)?;
        for Duplicate { id, of, similarity } in articles.take_duplicates() {
            let fields = [id, of, format!("{similarity:.3}")];
            outputs.write(&dictionary::DUPLICATES, fields)?;
        }
        if ended {
            so_far.report.articles = articles.tally();
        }
        so_far.windows += 1;
        so_far.articles += window.articles.len() as u64;
        outputs.seal(&Done {
            kept: format!("{} articles", HumanCount(so_far.articles)),
            finished: ended,
            state: &so_far,
        })?;
        progress.inc(window.articles.len() as u64);
    }
    let mut report = so_far.report;
    let tally = report.articles;
    if tally.accepted + tally.duplicates + tally.rejected != tally.read {
        return Err(Error::Internal(format!(
            "articles do not add up: {tally:?}"
        )));
    }
    report.tables = outputs.finish()?;
    progress.finish_and_clear();
    Ok(report)
}

/// What the rows depend on; `None` where the articles cannot be read twice.
fn facts<'a>(
    plan: &'a ExtractPlan,
    articles: &Articles,
    model: &AttributionModel,
) -> Result<Option<Facts>, Error> {
    // Named one by one, so that a part that is added to the plan is thought of here.
    let ExtractPlan {
        sources: _,
        articles:
            ArticleOptions {
                columns,
                limit,
                text_limit,
                similarity,
                ours: _,
            },
        // The rows are the same wherever and however they are written.
        output: _,
        style: _,
        rejects: _,
        duplicates: _,
        removed,
        model: _,
        options,
        issuer,
        gazetteer,
    } = plan;
    let ArticleColumns {
        text,
        title,
        date,
        source,
        url,
        author,
    } = columns;
    let Some(content) = articles.sha256()? else {
        return Ok(None);
    };
    let given = |value: &'a Option<String>| value.as_ref().map(|value| value as &dyn Display);
    let facts = Facts::of("extract")
        .with_content("the content of the articles", &content)
        .with_optional("--text-column", given(text))
        .with_optional("--title-column", given(title))
        .with_optional("--date-column", given(date))
        .with_optional("--source-column", given(source))
        .with_optional("--url-column", given(url))
        .with_optional("--author-column", given(author))
        .with("--unpacked-limit", limit)
        .with("--text-limit", text_limit)
        .with("--keep-duplicates", &similarity.is_none())
        .with_optional("--similarity", similarity.as_ref().map(|share| share as _))
        .with("that removed pieces are listed", &removed.is_some())
        .with_model(model.folder(), options)
        .with_optional("--issuer", given(issuer))
        .with_content("the list of actors", &gazetteer.actors().sha256()?);
    Ok(Some(facts))
}

/// Articles that go through the model together.
struct ArticleWindow {
    articles: Vec<Article>,
    /// What was rejected among and before them.
    rejects: Vec<Reject>,
    /// Whether they are the last.
    ended: bool,
}

fn next_window(articles: &mut Articles) -> Result<ArticleWindow, Error> {
    let mut window = ArticleWindow {
        articles: Vec::new(),
        rejects: Vec::new(),
        ended: false,
    };
    let mut bytes = 0;
    while window.articles.len() < WINDOW && bytes < BYTES {
        match articles.next().transpose()? {
            None => {
                window.ended = true;
                break;
            }
            Some(Ok(article)) => {
                bytes += article.text.len();
                window.articles.push(article);
            }
            Some(Err(reject)) => window.rejects.push(Reject {
                line: reject.line,
                id: Some(reject.id),
                reason: reject.reason,
            }),
        }
    }
    Ok(window)
}

/// Writes who said what in a window, and what was left out of it.
fn attribute(
    plan: &ExtractPlan,
    model: &AttributionModel,
    window: &ArticleWindow,
    outputs: &mut Outputs,
    report: &mut ExtractReport,
) -> Result<(), Error> {
    for reject in &window.rejects {
        outputs.reject(reject)?;
    }
    let bodies = window.articles.iter().map(|article| article.body.text());
    let found = model.attribute(&bodies.collect::<Vec<_>>())?;
    let read: Vec<Read> = window
        .articles
        .par_iter()
        .zip(&found)
        .map(|(article, found)| read(plan, article, found))
        .collect();
    for (article, read) in window.articles.iter().zip(read) {
        report.questions += read.questions;
        report.captions += read.captions;
        for row in read.rows {
            report.statements += 1;
            report.unknown += u64::from(row.unknown);
            outputs.write(&dictionary::STATEMENTS, row.fields)?;
        }
        if plan.removed.is_none() {
            continue;
        }
        for piece in article.body.removed() {
            let fields = [
                article.id.clone(),
                piece.span.start.to_string(),
                piece.span.end.to_string(),
                piece.reason.to_string(),
                article.text[piece.span.clone()].to_owned(),
            ];
            outputs.write(&dictionary::REMOVED, fields)?;
        }
    }
    Ok(())
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
    let issuer = setting.issuer.filter(|_| !transcript);
    if let Some(issuer) = issuer {
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
            let lent_by = lender(attribution, speaker, &speakers, issuer);
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

/// Who lends the voice, by name or, where there is none, as named in the text. What
/// a release says that another said is lent by its issuer, but not what it quotes.
fn lender(
    said: &Attribution,
    speaker: &Speaker,
    speakers: &[Speaker],
    issuer: Option<&str>,
) -> String {
    match (speaker.voice, issuer) {
        (Voice::Lent { by }, _) => {
            let lender = &speakers[by];
            lender.name.clone().unwrap_or_else(|| lender.raw.clone())
        }
        (Voice::Own, Some(issuer)) if matches!(said.form, Form::Indirect | Form::Mixed) => {
            issuer.to_owned()
        }
        (Voice::Own, _) => String::new(),
    }
}
