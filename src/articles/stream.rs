//! The stream of articles, in input order.
//!
//! It moves in windows. Reading and unpacking are sequential, and what is read
//! fills a window; decoding, extracting and cleaning run on all its documents at
//! once; then, in input order again, near-duplicates are collapsed and the
//! corpus's boilerplate is learned and removed. A window's end depends on the
//! input alone, so the outcome does not depend on the number of threads. Memory
//! holds one window, and the signatures of all articles before it.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::article::{Article, ArticleReject};
use super::body::Body;
use super::clean::Boilerplate;
use super::columns::ArticleColumns;
use super::duplicates::{Duplicate, Originals};
use super::prepare::{Draft, Preparer};
use super::reader::{Limits, Raw, Reader};
use super::sources::{Listed, Source, list};
use crate::error::Error;

/// Documents in a window. Boilerplate is learned within one, so it must be
/// enough of them to tell a habit from chance.
const DOCUMENTS: usize = 256;

/// The most bytes of an article's text, where nothing else is asked for.
pub const TEXT_LIMIT: u64 = 4 << 20;

/// A window ends earlier once it holds this many bytes.
const BYTES: usize = 64 << 20;

/// How articles are read.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The columns of tables.
    pub columns: ArticleColumns,
    /// The most bytes that a text, a page, or a packed table may have when
    /// unpacked.
    pub limit: u64,
    /// The most bytes that the text of one article may have. A long novel has a
    /// million; the models' time and memory grow with it.
    pub text_limit: u64,
    /// From which estimated similarity on an article is a near-duplicate; `None`
    /// keeps all.
    pub similarity: Option<f64>,
    /// Whether lines that stand in many documents are learned, and removed.
    pub boilerplate: bool,
    /// Files and folders that the command itself writes: passed over where they are
    /// in a folder of articles.
    pub ours: Vec<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            columns: ArticleColumns::default(),
            limit: 1 << 30,
            text_limit: TEXT_LIMIT,
            similarity: Some(0.8),
            boilerplate: true,
            ours: Vec::new(),
        }
    }
}

/// What went by so far. `read` is the sum of the three after it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Documents and files that were come upon.
    pub read: u64,
    /// Articles.
    pub accepted: u64,
    /// Near-duplicates that were collapsed.
    pub duplicates: u64,
    /// Rejects.
    pub rejected: u64,
    /// Hidden files and folders in the sources, which are passed over.
    pub hidden: u64,
}

/// Articles and rejects in input order. Near-duplicates are left out; ask for
/// them with [`Self::take_duplicates`].
pub struct Articles {
    reader: Reader,
    preparer: Arc<Preparer>,
    text_limit: u64,
    originals: Option<Originals>,
    boilerplate: Boilerplate,
    learns: bool,
    ready: VecDeque<Result<Article, ArticleReject>>,
    duplicates: Vec<Duplicate>,
    tally: Tally,
    /// An error that came behind a window's documents.
    failed: Option<Error>,
    ended: bool,
}

impl Articles {
    /// Lists the sources; reads nothing yet but their names.
    pub fn open(sources: &[Source], options: Options) -> Result<Self, Error> {
        if let Some(similarity) = options.similarity
            && !(similarity > 0.0 && similarity <= 1.0)
        {
            let problem =
                format!("--similarity is {similarity}, but must be above 0 and at most 1");
            return Err(Error::Usage(problem));
        }
        let Listed {
            found,
            base,
            hidden,
        } = list(sources, &options.ours)?;
        let limits = Limits {
            unpacked: options.limit,
            text: options.text_limit,
        };
        let preparer = Preparer::shared()?;
        Ok(Self {
            reader: Reader::new(found, base, options.columns, limits, preparer.decoding()),
            preparer,
            text_limit: options.text_limit,
            originals: options.similarity.map(Originals::new),
            boilerplate: Boilerplate::default(),
            learns: options.boilerplate,
            ready: VecDeque::new(),
            duplicates: Vec::new(),
            tally: Tally {
                hidden,
                ..Tally::default()
            },
            failed: None,
            ended: false,
        })
    }

    /// The SHA-256 of what is still to be read, names and contents, in hexadecimal;
    /// `None` where there is a stream among it, which can be read only once.
    pub(crate) fn sha256(&self) -> Result<Option<String>, Error> {
        self.reader.sha256()
    }

    /// What went by so far. The stream runs up to a window ahead of what it has
    /// yielded, so it is final at the stream's end.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// The near-duplicates that were collapsed since this was last asked.
    pub fn take_duplicates(&mut self) -> Vec<Duplicate> {
        std::mem::take(&mut self.duplicates)
    }

    /// Reads and prepares the next window.
    fn advance(&mut self) {
        let mut window = Vec::new();
        let mut bytes = 0;
        while window.len() < DOCUMENTS && bytes < BYTES {
            match self.reader.next() {
                None => {
                    self.ended = true;
                    break;
                }
                Some(Err(error)) => {
                    self.ended = true;
                    self.failed = Some(error);
                    break;
                }
                Some(Ok(raw)) => {
                    bytes += raw.as_ref().map_or(0, Raw::size);
                    window.push(raw);
                }
            }
        }
        let (preparer, limit) = (&self.preparer, self.text_limit);
        let prepared: Vec<Result<Draft, ArticleReject>> = window
            .into_par_iter()
            .map(|raw| raw.and_then(|raw| preparer.prepare(raw, limit)))
            .collect();
        self.tally.read += prepared.len() as u64;
        let kept = self.collapse(prepared);
        if self.learns {
            let drafts = kept.iter().flatten();
            self.boilerplate
                .learn(drafts.map(|draft| (draft.article.text.as_str(), draft.pieces.as_slice())));
        }
        let boilerplate = &self.boilerplate;
        let finished: Vec<_> = kept
            .into_par_iter()
            .map(|draft| draft.map(|draft| finish(draft, boilerplate)))
            .collect();
        let accepted = finished.iter().flatten().count() as u64;
        self.tally.accepted += accepted;
        self.tally.rejected += finished.len() as u64 - accepted;
        self.ready.extend(finished);
    }

    /// Leaves out near-duplicates.
    fn collapse(
        &mut self,
        prepared: Vec<Result<Draft, ArticleReject>>,
    ) -> Vec<Result<Draft, ArticleReject>> {
        let Some(originals) = &mut self.originals else {
            return prepared;
        };
        let mut kept = Vec::with_capacity(prepared.len());
        for draft in prepared {
            let duplicate = draft.as_ref().ok().and_then(|draft| {
                let signature = draft.signature.as_ref()?;
                originals.add(&draft.article.id, signature)
            });
            match duplicate {
                Some(duplicate) => {
                    self.tally.duplicates += 1;
                    self.duplicates.push(duplicate);
                }
                None => kept.push(draft),
            }
        }
        kept
    }
}

pub(super) fn finish(draft: Draft, boilerplate: &Boilerplate) -> Article {
    let Draft {
        mut article,
        mut pieces,
        ..
    } = draft;
    boilerplate.remove(&article.text, &mut pieces);
    article.body = Body::assemble(&article.text, &pieces);
    article
}

impl Iterator for Articles {
    type Item = Result<Result<Article, ArticleReject>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(article) = self.ready.pop_front() {
                return Some(Ok(article));
            }
            if let Some(error) = self.failed.take() {
                return Some(Err(error));
            }
            if self.ended {
                return None;
            }
            self.advance();
        }
    }
}
