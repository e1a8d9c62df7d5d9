//! Claims with what the other side said around them, and what a reader makes of
//! it: invented ones, and real ones of which only ids and labels are kept.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use hedgerow::statements::{parse_date, sentences};
use jiff::civil::Date;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Something that was said.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) actor: String,
    pub(crate) date: Option<Date>,
    pub(crate) text: String,
}

/// A claim, what the other side said around it, and its state.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) id: String,
    /// The claim's topic, where the reader was told it.
    pub(crate) topic: Option<String>,
    pub(crate) claim: Said,
    pub(crate) others: Vec<Said>,
    pub(crate) state: String,
    /// The statement that decides.
    pub(crate) evidence: Option<usize>,
    /// Others that speak of the same thing, where that was labelled.
    pub(crate) related: Option<Vec<usize>>,
    /// `tune` or `held`.
    pub(crate) split: String,
}

pub(crate) fn checkout(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// The cases of `tests/data/claims.jsonl`, all of them invented.
pub(crate) fn invented() -> Vec<Case> {
    #[derive(Deserialize)]
    struct Utterance {
        actor: String,
        date: String,
        text: String,
    }
    impl Utterance {
        fn said(self) -> Said {
            Said {
                date: parse_date(&self.date),
                actor: self.actor,
                text: self.text,
            }
        }
    }
    #[derive(Deserialize)]
    struct Line {
        id: String,
        topic: String,
        claim: Utterance,
        others: Vec<Utterance>,
        state: String,
        evidence: Option<usize>,
        split: String,
    }
    let text = std::fs::read_to_string(checkout("tests/data/claims.jsonl")).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .map(|line: Line| Case {
            id: line.id,
            topic: Some(line.topic),
            claim: line.claim.said(),
            others: line.others.into_iter().map(Utterance::said).collect(),
            state: line.state,
            evidence: line.evidence,
            related: None,
            split: line.split,
        })
        .collect()
}

/// The cases of `tests/data/claims_tracker.csv`, whose texts are in the research
/// data; `None` where that is not there.
pub(crate) fn real() -> Option<Vec<Case>> {
    #[derive(Deserialize)]
    struct Line {
        claim: String,
        actor: String,
        split: String,
        state: String,
        evidence: String,
        related: String,
        candidates: String,
        sha256: String,
    }
    let tracker = tracker()?;
    let other = |actor: &str| if actor == "US" { "CN" } else { "US" };
    let mut reader = csv::Reader::from_path(checkout("tests/data/claims_tracker.csv")).unwrap();
    let cases = reader
        .deserialize()
        .map(|line| {
            let line: Line = line.unwrap();
            let candidates: Vec<&str> = line.candidates.split(';').collect();
            let place = |id: &str| candidates.iter().position(|other| *other == id);
            let said = |id: &str, actor: &str| {
                let (date, text) = &tracker[id];
                Said {
                    actor: actor.to_owned(),
                    date: *date,
                    text: text.clone(),
                }
            };
            let claim = said(&line.claim, &line.actor);
            let others: Vec<Said> = candidates
                .iter()
                .map(|id| said(id, other(&line.actor)))
                .collect();
            let mut hasher = Sha256::new();
            for said in std::iter::once(&claim).chain(&others) {
                hasher.update(said.text.as_bytes());
            }
            let hash = hasher.finalize()[..8]
                .iter()
                .fold(String::new(), |mut hash, byte| {
                    write!(hash, "{byte:02x}").unwrap();
                    hash
                });
            assert_eq!(
                hash, line.sha256,
                "{}: the sentences are others now",
                line.claim
            );
            Case {
                evidence: place(&line.evidence),
                related: Some(line.related.split(';').filter_map(place).collect()),
                id: line.claim,
                topic: None,
                claim,
                others,
                state: line.state,
                split: line.split,
            }
        })
        .collect();
    Some(cases)
}

/// The tracker's sentences: `tNNNNN/S` is sentence S of paragraph NNNNN.
fn tracker() -> Option<BTreeMap<String, (Option<Date>, String)>> {
    #[derive(Deserialize)]
    struct Paragraph {
        date: Option<String>,
        text: String,
    }
    let shared =
        std::env::var_os("HEDGEROW_SHARED").map_or_else(|| checkout("../shared"), PathBuf::from);
    let path = shared.join("data/us-china-tracker/parts-1-and-3.jsonl");
    let text = std::fs::read_to_string(path).ok()?;
    let mut found = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        let paragraph: Paragraph = serde_json::from_str(line).unwrap();
        let date = paragraph.date.as_deref().and_then(parse_date);
        for (index, span) in sentences(&paragraph.text).into_iter().enumerate() {
            let sentence = paragraph.text[span].to_owned();
            found.insert(format!("t{number:05}/{}", index + 1), (date, sentence));
        }
    }
    Some(found)
}
