//! Articles → the rows of their statements, however the articles come.

use rayon::prelude::*;

use super::captions::repeated_in_captions;
use crate::articles::Article;
use crate::error::Error;
use crate::statements::{
    Attribution, AttributionModel, DateMention, Form, Gazetteer, Setting, Span, Speaker, Statement,
    UNKNOWN, Voice, actors_named, dates, issued, issuers, resolve_speakers,
};

/// What is known beside the articles.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    /// The office that issued all of it, for a corpus of releases.
    pub(super) issuer: Option<&'a str>,
    /// Actors and office-holders.
    pub(super) gazetteer: &'a Gazetteer,
}

/// The statements of an article.
pub(super) struct Read {
    pub(super) rows: Vec<StatementRow>,
    /// Sentences of journalists' questions, which are nobody's statement.
    pub(super) questions: u64,
    /// Statements of captions that the running text has as well.
    pub(super) captions: u64,
}

pub(super) struct StatementRow {
    /// The fields of [`crate::tables::dictionary::STATEMENTS`].
    pub(super) fields: Vec<String>,
    pub(super) unknown: bool,
}

/// The statements of articles, which go through the model together.
pub(super) fn statements_of(
    articles: &[&Article],
    model: &AttributionModel,
    known: Known,
) -> Result<Vec<Read>, Error> {
    let bodies: Vec<&str> = articles.iter().map(|article| article.body.text()).collect();
    let found = model.attribute(&bodies)?;
    Ok(articles
        .par_iter()
        .zip(&found)
        .map(|(article, found)| read(known, article, found))
        .collect())
}

/// The office that issued an article: the one of all, where that is known, else the
/// author where that is an actor's office or office-holder and not a reporter.
fn issuer<'a>(known: Known<'a>, article: &'a Article) -> Option<&'a str> {
    known.issuer.or_else(|| {
        article
            .author
            .as_deref()
            .filter(|author| !actors_named(author, known.gazetteer, article.date).is_empty())
    })
}

fn read(known: Known, article: &Article, found: &[Attribution]) -> Read {
    let text = article.body.text();
    let setting = Setting {
        published: article.date,
        issuer: issuer(known, article),
        outlet: article.source.as_deref(),
        title: article.title.as_deref(),
    };
    let resolve = |found: &[Attribution]| resolve_speakers(text, found, known.gazetteer, setting);
    let mut attributions = found.to_vec();
    let mut speakers = resolve(&attributions);
    // What stands around a transcript is its heading, and no release.
    let transcript = (found.iter()).any(|said| matches!(said.form, Form::Turn | Form::Question));
    let issuer = setting.issuer.filter(|_| !transcript);
    if let Some(issuer) = issuer {
        let actors = issuers(issuer, known.gazetteer, article.date);
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
