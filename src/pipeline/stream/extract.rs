//! Articles → attributed statements, batch by batch.

use std::io::{Read, Write};
use std::path::PathBuf;

use arrow_array::RecordBatch;
use indicatif::ProgressBar;

use super::StreamReport;
use crate::articles::{Article, ArticleColumns, ArticleReject, RowArticles};
use crate::error::Error;
use crate::model::Options;
use crate::pipeline::statements::{Known, statements_of};
use crate::statements::{AttributionModel, Gazetteer};
use crate::tables::dictionary::{REJECT_REASON, STATEMENTS};
use crate::tables::{BatchReader, BatchWriter, Streams, pieces, rows_of};

/// Articles that go through the model together.
const WINDOW: usize = 64;

/// What to extract with.
#[derive(Debug)]
pub struct ExtractStreamPlan {
    /// The columns' names.
    pub columns: ArticleColumns,
    /// The most bytes that the text of one article may have.
    pub text_limit: u64,
    /// The attribution model's folder.
    pub model: PathBuf,
    /// How it is run.
    pub options: Options,
    /// The office that issued all of it, for a corpus of releases.
    pub issuer: Option<String>,
    /// Actors and office-holders.
    pub gazetteer: Gazetteer,
}

/// Finds who said what in Arrow IPC streams of articles. The statements of an article
/// leave in the order of its text, with the columns of [`STATEMENTS`] and
/// [`REJECT_REASON`]; an article that cannot be read leaves one row, which has its
/// document and the reason. An article's statements depend on it alone.
///
/// # Errors
/// Where what is read is not a whole stream, or has no column of texts.
pub fn extract_stream(
    plan: &ExtractStreamPlan,
    input: impl Read,
    mut output: impl Write,
    progress: &ProgressBar,
) -> Result<StreamReport, Error> {
    let model = AttributionModel::load(&plan.model, &plan.options)?;
    let mut report = StreamReport::default();
    let mut streams = Streams::new(input);
    while let Some(stream) = streams.open_next()? {
        report.streams += 1;
        one(plan, &model, stream, &mut output, progress, &mut report)?;
    }
    progress.finish_and_clear();
    Ok(report)
}

fn one<R: Read>(
    plan: &ExtractStreamPlan,
    model: &AttributionModel,
    stream: BatchReader<R>,
    output: &mut impl Write,
    progress: &ProgressBar,
    report: &mut StreamReport,
) -> Result<(), Error> {
    let reader = RowArticles::of(stream.heading(), &plan.columns, plan.text_limit)?;
    let mut added = STATEMENTS.schema().columns;
    added.push(REJECT_REASON.clone());
    let mut writer = BatchWriter::new(output, None, added)?;
    for batch in stream {
        for window in pieces(batch?, WINDOW) {
            progress.inc(window.num_rows() as u64);
            attribute(plan, model, &reader, &window, &mut writer, report)?;
            writer.send(&[])?;
        }
    }
    writer.finish()
}

fn attribute(
    plan: &ExtractStreamPlan,
    model: &AttributionModel,
    reader: &RowArticles,
    window: &RecordBatch,
    writer: &mut BatchWriter<impl Write>,
    report: &mut StreamReport,
) -> Result<(), Error> {
    let articles = reader.read(rows_of(window, report.read + 1)?);
    report.read += articles.len() as u64;
    let readable: Vec<&Article> = articles.iter().flatten().collect();
    let known = Known {
        issuer: plan.issuer.as_deref(),
        gazetteer: &plan.gazetteer,
    };
    let mut read = statements_of(&readable, model, known)?.into_iter();
    for article in &articles {
        match article {
            Ok(_) => {
                let lost = || Error::Internal("an article is missing".to_owned());
                for row in read.next().ok_or_else(lost)?.rows {
                    let mut fields = row.fields;
                    fields.push(String::new());
                    writer.push(&fields)?;
                    report.written += 1;
                }
            }
            Err(reject) => {
                writer.push(&rejected(reject))?;
                report.rejected += 1;
                report.written += 1;
            }
        }
    }
    Ok(())
}

/// The row of an article that cannot be read.
fn rejected(reject: &ArticleReject) -> Vec<String> {
    let field = |name: &str| match name {
        "document" => reject.id.clone(),
        _ => String::new(),
    };
    let fields = STATEMENTS.names().map(field);
    fields.chain([reject.reason.clone()]).collect()
}
