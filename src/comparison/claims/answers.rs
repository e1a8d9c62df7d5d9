//! All that the other side said, in order of date, and lists by which what may
//! answer a claim is found in a window of dates.
//!
//! Every list holds places in that order, so that a window cuts a slice from each.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use jiff::Span;
use jiff::civil::Date;

use super::super::statement::{Statement, share_topic};
use super::cells::{Cells, within};
use super::relation::{Reading, Signs};
use crate::model::Quantized;

/// The index looks at one in so many of a window's answers, those in the cells
/// nearest to the claim.
const ONE_IN: usize = 5;

/// It looks at so many in any case, so that a small window is searched whole.
///
/// With these two more than 99 of 100 states are those of exact search
/// (`tests/claims/scale.rs` measures it).
const AT_LEAST: usize = 2048;

/// The share of a claim's stems from which on an answer is looked at wherever its
/// embedding lies: so worded, it speaks of the same thing from a cosine of 0.45
/// on, where the cells may miss it.
const IN_WORDS: f64 = 0.4;

/// A statement with its reading.
#[derive(Clone, Copy)]
pub(super) struct Read<'a, 'r> {
    pub(super) statement: &'a Statement,
    pub(super) reading: &'r Reading,
}

/// What may answer a claim.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    /// Where among the answers it stands.
    pub(super) place: usize,
    /// The chance that it speaks of the same thing as the claim, 0 to 1.
    pub(super) likeness: f64,
}

/// What the other side said, in order of date.
pub(super) struct Answers<'a, 'r> {
    all: Vec<Read<'a, 'r>>,
    /// Only looked up, since its order is not the same each time.
    by_stem: HashMap<&'r str, Vec<usize>>,
    by_topics: BTreeMap<&'a [String], Vec<usize>>,
    /// Where the answers are too many to look at each.
    cells: Option<Cells>,
}

impl<'a, 'r> Answers<'a, 'r> {
    /// Sorts and lists the answers; with cells, if not every one is to be looked at.
    pub(super) fn new(mut all: Vec<Read<'a, 'r>>, exact: bool) -> Self {
        all.sort_by_key(|answer| answer.statement.date);
        let mut by_stem: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut by_topics: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
        for (place, answer) in all.iter().enumerate() {
            for stem in answer.reading.stems().iter() {
                by_stem.entry(stem).or_default().push(place);
            }
            let topics = &answer.statement.topics[..];
            by_topics.entry(topics).or_default().push(place);
        }
        let cells = (!exact).then(|| {
            let embeddings: Vec<Option<&Quantized>> = all
                .iter()
                .map(|answer| answer.statement.embedding.as_ref())
                .collect();
            Cells::of(&embeddings)
        });
        Self {
            all,
            by_stem,
            by_topics,
            cells,
        }
    }

    /// The answer at a place.
    pub(super) fn at(&self, place: usize) -> Read<'a, 'r> {
        self.all[place]
    }

    /// The places of what was said between two days, both included.
    pub(super) fn window(&self, said: Date, before: i32, after: i32) -> Range<usize> {
        let from = said.saturating_sub(Span::new().days(before));
        let to = said.saturating_add(Span::new().days(after));
        let start = self
            .all
            .partition_point(|answer| answer.statement.date < Some(from));
        let end = self
            .all
            .partition_point(|answer| answer.statement.date <= Some(to));
        start..end.max(start)
    }

    /// What in a window may speak of the same thing as the claim: everything, or
    /// where there are cells, what is in the nearest of them or has many of the
    /// claim's words.
    pub(super) fn candidates(&self, claim: &Read, window: &Range<usize>) -> Vec<Candidate> {
        let shared = self.shared_stems(claim, window);
        let near = self.near(claim, window);
        let of = claim.reading.stems().len().max(1) as f64;
        let may = |offset: &usize| {
            near.as_ref()
                .is_none_or(|near| near[*offset] || f64::from(shared[*offset]) / of >= IN_WORDS)
        };
        (0..window.len())
            .filter(may)
            .map(|offset| {
                let place = window.start + offset;
                let signs = Signs {
                    cosine: claim.statement.cosine(self.at(place).statement),
                    of_claim: f64::from(shared[offset]) / of,
                };
                Candidate {
                    place,
                    likeness: signs.likeness(),
                }
            })
            .collect()
    }

    /// For each place in a window, how many of the claim's stems it has.
    fn shared_stems(&self, claim: &Read, window: &Range<usize>) -> Vec<u16> {
        let mut shared = vec![0_u16; window.len()];
        for stem in claim.reading.stems().iter() {
            let places = self.by_stem.get(stem).map_or(&[][..], Vec::as_slice);
            for place in within(places, window) {
                let count = &mut shared[place - window.start];
                *count = count.saturating_add(1);
            }
        }
        shared
    }

    /// For each place in a window, whether it is in one of the cells nearest to
    /// the claim; nothing where there are no cells.
    fn near(&self, claim: &Read, window: &Range<usize>) -> Option<Vec<bool>> {
        let cells = self.cells.as_ref()?;
        let mut near = vec![false; window.len()];
        let enough = (window.len() / ONE_IN).max(AT_LEAST);
        let mut seen = 0;
        let embedding = claim.statement.embedding.iter();
        for members in embedding.flat_map(|embedding| cells.nearest(embedding, window)) {
            if seen >= enough {
                break;
            }
            seen += members.len();
            for place in members {
                near[place - window.start] = true;
            }
        }
        Some(near)
    }

    /// The places of all in a window that share a topic with the claim, a slice for
    /// each list of topics.
    pub(super) fn on_topic(&self, claim: &Statement, window: &Range<usize>) -> Vec<&[usize]> {
        self.by_topics
            .iter()
            .filter(|(topics, _)| share_topic(&claim.topics, topics))
            .map(|(_, places)| within(places, window))
            .collect()
    }

    /// How like the claim the answer at a place is.
    pub(super) fn candidate(&self, claim: &Read, place: usize) -> Candidate {
        let answer = self.at(place);
        let cosine = claim.statement.cosine(answer.statement);
        let likeness = Signs::of(claim.reading, answer.reading, cosine).likeness();
        Candidate { place, likeness }
    }
}
