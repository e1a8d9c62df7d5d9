//! Paragraphs → statements: one row for each sentence.

use std::path::PathBuf;

use indicatif::ProgressBar;
use serde::Serialize;

use crate::error::Error;
use crate::statements::sentences;
use crate::tables::{
    ColumnNames, Input, Rejects, Style, Table, TableWriter, Target, Written, dictionary,
};

/// What to split, and where to.
#[derive(Debug, Clone)]
pub struct SplitPlan {
    /// The paragraphs.
    pub input: Input,
    /// Their columns' names.
    pub columns: ColumnNames,
    /// The sentences.
    pub output: Target,
    /// How tables are written.
    pub style: Style,
    /// The rows that could not be split.
    pub rejects: PathBuf,
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SplitReport {
    /// Rows that were read.
    pub read: u64,
    /// Sentences that were written.
    pub sentences: u64,
    /// Rows that were split.
    pub split: u64,
    /// Rows that were rejected.
    pub rejected: u64,
    /// The tables that were written.
    #[serde(skip)]
    pub tables: Vec<Written>,
}

/// Splits the texts of a table into sentences. All other columns are repeated.
pub fn split(plan: &SplitPlan, progress: &ProgressBar) -> Result<SplitReport, Error> {
    let table = Table::open(&plan.input)?;
    let (columns, text) = plan.columns.find_with_text(&table)?;
    for column in dictionary::SPLIT.names() {
        table.refuse_column(column, "splitting")?;
    }
    let schema = dictionary::SPLIT.behind(table.columns());
    let mut writer = TableWriter::create(&plan.output, plan.style, schema)?;
    let mut rejects = Rejects::new(&plan.rejects, plan.style)?;
    progress.set_length(table.len());
    let mut report = SplitReport::default();
    for row in table.rows(columns.id) {
        report.read += 1;
        progress.inc(1);
        let row = row?;
        let row = row.and_then(|row| {
            if row.fields[text].trim().is_empty() {
                return Err(row.reject(columns.id, "the text is empty"));
            }
            Ok(row)
        });
        match row {
            Ok(mut row) => {
                report.split += 1;
                let paragraph = std::mem::take(&mut row.fields[text]);
                for (index, sentence) in sentences(&paragraph).into_iter().enumerate() {
                    paragraph[sentence].clone_into(&mut row.fields[text]);
                    let number = (index + 1).to_string();
                    writer.write(row.fields.iter().chain([&number]))?;
                    report.sentences += 1;
                }
            }
            Err(reject) => {
                rejects.add(&reject)?;
                report.rejected += 1;
            }
        }
    }
    if report.read != table.len() || report.split + report.rejected != report.read {
        let problem = format!("the table has {} rows, but {report:?}", table.len());
        return Err(Error::Internal(problem));
    }
    report.tables.push(writer.finish()?);
    report.tables.extend(rejects.finish()?);
    progress.finish_and_clear();
    Ok(report)
}
