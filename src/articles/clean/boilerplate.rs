//! Lines that stand in many documents of a corpus.
//!
//! They are learned window by window, as the corpus streams past: a line is
//! boilerplate if it stands in at least [`DOCUMENTS`] documents of a window and
//! in at least [`SHARE`] of them, and stays so for all later windows. Near-
//! duplicates count once, else three copies of one story would be boilerplate
//! for each other.

use std::collections::{HashMap, HashSet};

use twox_hash::XxHash3_64;

use super::super::body::{Kind, Piece, Reason, Verdict};
use super::blocks;

/// A line in two documents may be chance, or a quotation.
const DOCUMENTS: usize = 3;

/// One document in five.
const SHARE: f64 = 0.2;

/// Where more of a document than this would go, its lines are shared for another
/// reason: it is a version of the same story.
const MOST: f64 = 0.5;

/// The lines known so far, by hash: 8 bytes each.
#[derive(Debug, Default)]
pub(in crate::articles) struct Boilerplate {
    known: HashSet<u64>,
}

fn key(line: &str) -> u64 {
    XxHash3_64::oneshot(blocks::normal(line).as_bytes())
}

/// An address ("Mr. President,") is part of the sentence that follows.
fn removable(text: &str, piece: &Piece) -> bool {
    let kept = matches!(piece.verdict, Verdict::Keep(kind) if kind != Kind::Title);
    kept && !piece.protected && !blocks::runs_on(&text[piece.span.clone()])
}

impl Boilerplate {
    /// Learns from a window of documents.
    pub(in crate::articles) fn learn<'a>(
        &mut self,
        documents: impl Iterator<Item = (&'a str, &'a [Piece])>,
    ) {
        let mut counts: HashMap<u64, usize> = HashMap::new();
        let mut total = 0;
        for (text, pieces) in documents {
            total += 1;
            let keys: HashSet<u64> = pieces
                .iter()
                .filter(|piece| removable(text, piece))
                .map(|piece| key(&text[piece.span.clone()]))
                .collect();
            for key in keys {
                *counts.entry(key).or_default() += 1;
            }
        }
        let enough = |count: usize| count >= DOCUMENTS && count as f64 >= SHARE * f64::from(total);
        let learned = counts.into_iter().filter(|(_, count)| enough(*count));
        self.known.extend(learned.map(|(key, _)| key));
    }

    /// Removes what is known.
    pub(in crate::articles) fn remove(&self, text: &str, pieces: &mut [Piece]) {
        if self.known.is_empty() {
            return;
        }
        let mut kept = 0;
        let mut found = Vec::new();
        for (index, piece) in pieces.iter().enumerate() {
            if matches!(piece.verdict, Verdict::Keep(_)) {
                kept += piece.span.len();
            }
            if removable(text, piece) && self.known.contains(&key(&text[piece.span.clone()])) {
                found.push(index);
            }
        }
        let lost: usize = found.iter().map(|&index| pieces[index].span.len()).sum();
        if lost as f64 > MOST * kept as f64 {
            return;
        }
        for index in found {
            pieces[index].verdict = Verdict::Remove(Reason::Boilerplate);
        }
    }
}
