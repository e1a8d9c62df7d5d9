//! Articles of rows that come from anywhere, each read by itself.

use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::article::{Article, ArticleReject};
use super::clean::Boilerplate;
use super::columns::{ArticleColumns, Positions};
use super::prepare::Preparer;
use super::reader::Raw;
use super::stream::finish;
use crate::error::Error;
use crate::hash::hex_sha256;
use crate::tables::{Heading, Row};

/// Hexadecimal digits of an id that is made of the content: 64 bits tell a hundred
/// million articles apart but for one chance in four thousand.
const DIGITS: usize = 16;

/// Makes articles of rows. What an article becomes depends on its row alone: nothing
/// is learned of the others, and near-duplicates stay.
pub(crate) struct RowArticles {
    preparer: Arc<Preparer>,
    positions: Positions,
    path: Arc<PathBuf>,
    text_limit: u64,
}

impl RowArticles {
    /// For rows of a table that is called so. The text of an article has at most
    /// `text_limit` bytes.
    pub(crate) fn of(
        heading: Heading,
        columns: &ArticleColumns,
        text_limit: u64,
    ) -> Result<Self, Error> {
        Ok(Self {
            preparer: Preparer::shared()?,
            positions: columns.find(heading)?,
            path: Arc::new(heading.path.to_owned()),
            text_limit,
        })
    }

    /// An article or a reject for each row, in their order.
    pub(crate) fn read(&self, rows: Vec<Row>) -> Vec<Result<Article, ArticleReject>> {
        rows.into_par_iter().map(|row| self.article(row)).collect()
    }

    fn article(&self, row: Row) -> Result<Article, ArticleReject> {
        let id = self.id(&row);
        if row.fields.iter().any(|field| field.contains('\0')) {
            return Err(ArticleReject {
                path: self.path.to_path_buf(),
                id,
                line: Some(row.line),
                reason: "a field has a zero byte: not text".to_owned(),
            });
        }
        let raw = Raw::Row {
            path: Arc::clone(&self.path),
            id,
            row,
            positions: self.positions,
            damaged: None,
        };
        let draft = self.preparer.prepare(raw, self.text_limit)?;
        Ok(finish(draft, &Boilerplate::default()))
    }

    /// The id that the row gives, else one by its content: the place of a row in a
    /// stream says nothing.
    fn id(&self, row: &Row) -> String {
        let at = &self.positions;
        if let Some(id) = at.id(row) {
            return id.to_owned();
        }
        let mut content = Vec::new();
        for part in [
            Some(at.text),
            at.title,
            at.date,
            at.source,
            at.url,
            at.author,
        ] {
            let field = part.map_or("", |part| &row.fields[part]);
            content.extend(field.len().to_le_bytes());
            content.extend(field.as_bytes());
        }
        let mut id = hex_sha256(&content);
        id.truncate(DIGITS);
        id
    }
}
