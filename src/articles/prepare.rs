//! From what was read to an article: decoding, the page's main text, cleaning.
//! What happens here concerns one document and runs on many at once.

use super::article::{Article, ArticleReject};
use super::body::{Body, Piece, Verdict};
use super::clean::Cleaner;
use super::dates::Dates;
use super::decode::Decoding;
use super::duplicates::{MinHash, Signature};
use super::html::{self, Page};
use super::mend::mend;
use super::reader::Raw;
use crate::error::Error;
use crate::tables::Row;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// An article whose body is not yet joined: boilerplate is not known.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) article: Article,
    pub(super) pieces: Vec<Piece>,
    pub(super) signature: Option<Signature>,
}

/// What preparing needs.
#[derive(Debug)]
pub(super) struct Preparer {
    decoding: Arc<Decoding>,
    dates: Dates,
    cleaner: Cleaner,
    minhash: MinHash,
}

/// Metadata and main text, before cleaning.
struct Sheet {
    id: String,
    path: PathBuf,
    line: Option<u64>,
    page: Page,
    mended: usize,
}

impl Preparer {
    /// The one of this process: its patterns take long to compile.
    pub(super) fn shared() -> Result<Arc<Self>, Error> {
        static SHARED: Mutex<Option<Arc<Preparer>>> = Mutex::new(None);
        let mut shared = SHARED
            .lock()
            .map_err(|_| Error::Internal("compiling the patterns panicked".to_owned()))?;
        if let Some(preparer) = &*shared {
            return Ok(Arc::clone(preparer));
        }
        Ok(Arc::clone(shared.insert(Arc::new(Self::new()?))))
    }

    fn new() -> Result<Self, Error> {
        Ok(Self {
            decoding: Arc::new(Decoding::new()?),
            dates: Dates::new()?,
            cleaner: Cleaner::new()?,
            minhash: MinHash::new(),
        })
    }

    /// What finds encodings.
    pub(super) fn decoding(&self) -> Arc<Decoding> {
        Arc::clone(&self.decoding)
    }

    /// Prepares one document, whose text has at most `limit` bytes.
    pub(super) fn prepare(&self, raw: Raw, limit: u64) -> Result<Draft, ArticleReject> {
        match raw {
            Raw::File {
                path,
                id,
                page,
                bytes,
            } => self.draft(self.file(path, id, page, &bytes)?, limit),
            Raw::Row {
                path,
                id,
                row,
                positions,
                damaged,
            } => {
                let Row { line, mut fields } = row;
                let reject = |reason: String| ArticleReject {
                    path: path.to_path_buf(),
                    id: id.clone(),
                    line: Some(line),
                    reason,
                };
                if let Some(encoding) = damaged
                    && fields.iter().any(|field| field.contains('\u{fffd}'))
                {
                    return Err(reject(format!("not {encoding} in places")));
                }
                let mut mended = 0;
                let mut take = |index: Option<usize>| {
                    let field = std::mem::take(fields.get_mut(index?)?);
                    let (text, count) = mend(&field);
                    mended += count;
                    Some(text.into_owned())
                };
                // Two parts may share a column, and the text comes first.
                let page = Page {
                    text: take(Some(positions.text)).unwrap_or_default(),
                    title: take(positions.title),
                    source: take(positions.source),
                    author: take(positions.author),
                    url: take(positions.url),
                    dates: take(positions.date).into_iter().collect(),
                };
                let path = path.to_path_buf();
                let sheet = Sheet {
                    id,
                    path,
                    line: Some(line),
                    page,
                    mended,
                };
                self.draft(sheet, limit)
            }
        }
    }

    fn file(
        &self,
        path: PathBuf,
        id: String,
        page: bool,
        bytes: &[u8],
    ) -> Result<Sheet, ArticleReject> {
        let decoded = self.decoding.decode(bytes, page);
        let text = match decoded {
            Ok(text) => text,
            Err(undecodable) => {
                return Err(ArticleReject {
                    path,
                    id,
                    line: Some(undecodable.line),
                    reason: undecodable.reason,
                });
            }
        };
        let (text, mended) = mend(&text);
        let page = if page {
            html::extract(&text)
                .map_err(|reason| ArticleReject::file(path.clone(), id.clone(), reason))?
        } else {
            Page {
                text: text.into_owned(),
                ..Page::default()
            }
        };
        Ok(Sheet {
            id,
            path,
            line: None,
            page,
            mended,
        })
    }

    fn draft(&self, sheet: Sheet, limit: u64) -> Result<Draft, ArticleReject> {
        let Sheet {
            id,
            path,
            line,
            page,
            mended,
        } = sheet;
        let given = |field: Option<String>| {
            field
                .map(|field| field.trim().to_owned())
                .filter(|field| !field.is_empty())
        };
        if page.text.len() as u64 > limit {
            let bytes = page.text.len();
            let reason = format!(
                "the text has {bytes} bytes, and the limit of an article is {limit}; raise it with \
                 --text-limit, or split the text"
            );
            return Err(ArticleReject {
                path,
                id,
                line,
                reason,
            });
        }
        let title = given(page.title);
        let cleaned = self
            .cleaner
            .clean(&page.text, title.as_deref(), &self.dates);
        let kept = |piece: &&Piece| matches!(piece.verdict, Verdict::Keep(_));
        if !cleaned.pieces.iter().any(|piece| kept(&piece)) {
            let reason = match cleaned.pieces.len() {
                0 => "the text is empty".to_owned(),
                removed => format!("no text is left: {removed} blocks of furniture were removed"),
            };
            return Err(ArticleReject {
                path,
                id,
                line,
                reason,
            });
        }
        let reading: String = cleaned
            .pieces
            .iter()
            .filter(kept)
            .flat_map(|piece| [&page.text[piece.span.clone()], "\n"])
            .collect();
        let signature = self.minhash.signature(&reading);
        let dates = &self.dates;
        let article = Article {
            id,
            source: given(page.source),
            title: title.or(cleaned.title),
            date: page
                .dates
                .iter()
                .find_map(|field| dates.read(field))
                .or(cleaned.date),
            url: given(page.url),
            author: given(page.author).or(cleaned.author),
            path,
            text: page.text,
            mended,
            body: Body::default(),
        };
        Ok(Draft {
            article,
            pieces: cleaned.pieces,
            signature,
        })
    }
}
