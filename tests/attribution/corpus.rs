//! Articles with gold attributions, in words.

use std::ops::Range;
use std::path::{Path, PathBuf};

use hedgerow::statements::{Attribution, Span};
use serde::Deserialize;

/// A half-open range of words.
pub(crate) type Words = Range<usize>;

/// The development data, or the reason why it is not there.
pub(crate) fn shared() -> Result<PathBuf, String> {
    let folder = std::env::var_os("HEDGEROW_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let data = folder.join("data");
    if data.is_dir() {
        Ok(data)
    } else {
        Err(format!(
            "there is no development data at {}",
            data.display()
        ))
    }
}

/// The attribution model, or the reason why it is not there.
pub(crate) fn model() -> Result<PathBuf, String> {
    let folder = std::env::var_os("HEDGEROW_ATTRIBUTION").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("models/attribution"),
        PathBuf::from,
    );
    if folder.join("hedgerow.json").is_file() {
        Ok(folder)
    } else {
        Err(format!("there is no model at {}", folder.display()))
    }
}

#[derive(Deserialize)]
struct Line {
    text: String,
    attributions: Vec<RawAttribution>,
}

#[derive(Deserialize)]
struct RawAttribution {
    #[serde(default)]
    source: Vec<(usize, usize)>,
    #[serde(default)]
    cue: Vec<(usize, usize)>,
    #[serde(default)]
    content: Vec<(usize, usize)>,
}

/// An attribution in words.
#[derive(Debug, Clone, Default)]
pub(crate) struct InWords {
    pub(crate) source: Vec<Words>,
    pub(crate) cue: Vec<Words>,
    pub(crate) content: Vec<Words>,
}

impl InWords {
    pub(crate) fn roles(&self) -> [&[Words]; 3] {
        [&self.source, &self.cue, &self.content]
    }
}

/// An annotated article.
pub(crate) struct Article {
    pub(crate) text: String,
    /// The bytes of its words: runs of letters and digits, and single marks.
    pub(crate) words: Vec<Span>,
    pub(crate) gold: Vec<InWords>,
}

impl Article {
    /// An attribution of the article in words: those that its spans touch.
    pub(crate) fn in_words(&self, found: &Attribution) -> InWords {
        InWords {
            source: touched(&self.words, &found.source),
            cue: touched(&self.words, &found.cue),
            content: touched(&self.words, &found.content),
        }
    }
}

/// Reads `PolNeAR`'s lines, whose spans are in characters. An annotation without
/// cue or content is left out.
#[allow(clippy::unwrap_used)] // the test fails with what is wrong
pub(crate) fn articles(path: &Path) -> Vec<Article> {
    let lines = std::fs::read_to_string(path).unwrap();
    lines
        .lines()
        .map(|line| {
            let line: Line = serde_json::from_str(line).unwrap();
            let words = words(&line.text);
            let mut bytes: Vec<usize> = line.text.char_indices().map(|(at, _)| at).collect();
            bytes.push(line.text.len());
            let role = |spans: &[(usize, usize)]| {
                let spans: Vec<Span> = spans.iter().map(|&(a, b)| bytes[a]..bytes[b]).collect();
                touched(&words, &spans)
            };
            let gold = line.attributions.iter().map(|raw| InWords {
                source: role(&raw.source),
                cue: role(&raw.cue),
                content: role(&raw.content),
            });
            let whole = |a: &InWords| !a.cue.is_empty() && !a.content.is_empty();
            Article {
                gold: gold.filter(whole).collect(),
                words,
                text: line.text,
            }
        })
        .collect()
}

/// Runs of letters and digits, and single marks.
pub(crate) fn words(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut in_run = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match found.last_mut() {
            Some(last) if in_run && c.is_alphanumeric() => last.end = end,
            _ if c.is_whitespace() => {}
            _ => found.push(at..end),
        }
        in_run = c.is_alphanumeric();
    }
    found
}

fn touched(words: &[Span], spans: &[Span]) -> Vec<Words> {
    let mut found: Vec<Words> = spans
        .iter()
        .map(|span| {
            words.partition_point(|word| word.end <= span.start)
                ..words.partition_point(|word| word.start < span.end)
        })
        .filter(|words| !words.is_empty())
        .collect();
    found.sort_by_key(|words| words.start);
    found
}
