//! Two texts about one meeting → their passages side by side.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use crate::aggregates::Measured;
use crate::articles::{Article, Articles, Options as ArticleOptions, Source, StdinFormat};
use crate::comparison::{Parallel, Statement, readouts as side_by_side};
use crate::error::Error;
use crate::model::{Embedder, Options, Quantized};
use crate::scores::{Scorer, Thresholds};
use crate::statements::{Gazetteer, release};
use crate::tables::{Reject, Rejects, Style, TableWriter, Target, Written, dictionary};

/// What to set side by side, with what, and where to.
pub struct ReadoutsPlan {
    /// The two texts: plain text or HTML.
    pub texts: [PathBuf; 2],
    /// When the meeting was; dates such as "by Friday" are read by it.
    pub date: Option<Date>,
    /// The passages.
    pub output: Target,
    /// How tables are written.
    pub style: Style,
    /// Sentences that cannot be scored.
    pub rejects: PathBuf,
    /// The scorer's folder.
    pub scorer: PathBuf,
    /// Says which passages are alike.
    pub embedder: Arc<Embedder>,
    /// Names of actors in texts.
    pub gazetteer: Gazetteer,
    /// How the models are run.
    pub options: Options,
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ReadoutsReport {
    /// Passages that both texts have.
    pub both: u64,
    /// Passages that both have and put differently.
    pub differently: u64,
    /// Passages that only the first has.
    pub only_first: u64,
    /// Passages that only the second has.
    pub only_second: u64,
    /// Sentences that could not be scored.
    pub rejected: u64,
    /// Mean score of each text, 0 to 1; `None` of an empty one.
    pub means: [Option<f64>; 2],
    /// The tables that were written.
    #[serde(skip)]
    pub tables: Vec<Written>,
}

/// Compares two readouts, sentence by sentence.
pub fn readouts(plan: &ReadoutsPlan) -> Result<ReadoutsReport, Error> {
    let [first, second] = [0, 1].map(|index| article(&plan.texts[index]));
    let (first, second) = (first?, second?);
    let scorer = Scorer::load(&plan.scorer, &plan.options)?;
    let schema = dictionary::READOUTS.schema();
    let mut writer = TableWriter::create(&plan.output, plan.style, schema)?;
    let mut rejects = Rejects::new(&plan.rejects, plan.style)?;
    let mut report = ReadoutsReport::default();
    let mut sides = Vec::new();
    for (index, article) in [first, second].iter().enumerate() {
        let statements = statements(plan, article, &scorer, &mut rejects, &mut report)?;
        let scores = statements.iter().map(|s| s.measured.score);
        let count = statements.len() as f64;
        report.means[index] = (count > 0.0).then(|| scores.sum::<f64>() / count);
        sides.push(statements);
    }
    for passage in side_by_side(&sides[0], &sides[1], &plan.gazetteer) {
        *match passage.parallel {
            Parallel::Both => &mut report.both,
            Parallel::Differently => &mut report.differently,
            Parallel::OnlyFirst => &mut report.only_first,
            Parallel::OnlySecond => &mut report.only_second,
        } += 1;
        let pair = [passage.first, passage.second];
        let text = pair.map(|s| s.map(|s| s.text.clone()).unwrap_or_default());
        let number = |value: fn(&Measured) -> f64| {
            pair.map(|s| {
                s.map(|s| format!("{:.4}", value(&s.measured)))
                    .unwrap_or_default()
            })
        };
        let judgement = passage.judgement.as_ref();
        let mut fields = vec![passage.parallel.to_string()];
        fields.extend(text);
        fields.extend(number(|m| m.score));
        fields.extend(number(|m| m.specificity));
        fields.extend(number(|m| m.firmness));
        fields.push(
            judgement
                .map(|j| format!("{:.4}", j.likeness))
                .unwrap_or_default(),
        );
        fields.push(judgement.map(|j| j.reason.clone()).unwrap_or_default());
        writer.write(fields)?;
    }
    report.tables.push(writer.finish()?);
    report.tables.extend(rejects.finish()?);
    Ok(report)
}

/// Reads one text file or page.
fn article(path: &Path) -> Result<Article, Error> {
    let options = ArticleOptions {
        similarity: None,
        ..ArticleOptions::default()
    };
    let source = Source::new(path, StdinFormat::Text);
    let mut articles = Articles::open(&[source], options)?;
    match (articles.next().transpose()?, articles.next()) {
        (Some(Ok(article)), None) => Ok(article),
        (Some(Err(reject)), _) => Err(Error::malformed(path, reject.reason)),
        (None, _) => Err(Error::malformed(path, "holds no text")),
        (Some(Ok(_)), Some(_)) => Err(Error::malformed(
            path,
            "holds several texts; a readout is one file of one text",
        )),
    }
}

/// The sentences of a text as statements.
fn statements(
    plan: &ReadoutsPlan,
    article: &Article,
    scorer: &Scorer,
    rejects: &mut Rejects,
    report: &mut ReadoutsReport,
) -> Result<Vec<Statement>, Error> {
    let body = article.body.text();
    let texts: Vec<String> = release(body, &[])
        .iter()
        .flat_map(|found| &found.content)
        .map(|span| {
            let words: Vec<&str> = body[span.clone()].split_whitespace().collect();
            words.join(" ")
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let scores = scorer.score(&texts)?;
    let embeddings = plan.embedder.embed(&texts, &|_| ())?;
    if scores.len() != texts.len() || embeddings.len() != texts.len() {
        let problem = format!(
            "{} sentences went in, {} came out",
            texts.len(),
            scores.len()
        );
        return Err(Error::Internal(problem));
    }
    let mut statements = Vec::new();
    for (index, ((text, score), embedding)) in texts.iter().zip(scores).zip(embeddings).enumerate()
    {
        let id = format!("{} {}", article.id, index + 1);
        match score {
            Ok(score) => statements.push(Statement {
                id,
                text: (*text).to_owned(),
                date: article.date.or(plan.date),
                document: article.id.clone(),
                actors: Vec::new(),
                topics: Vec::new(),
                measured: Measured::of(&score, Thresholds::default()),
                act: score.act,
                reported: false,
                embedding: embedding.ok().as_ref().map(Quantized::of),
            }),
            Err(unreadable) => {
                report.rejected += 1;
                rejects.add(&Reject {
                    line: None,
                    id: Some(id),
                    reason: unreadable.to_string(),
                })?;
            }
        }
    }
    Ok(statements)
}
