//! How attributions that were found compare with gold, in words.
//!
//! Spans of a role count once, however many attributions share them. Whole
//! attributions are matched one to one by their content, the greatest overlap
//! first.

use std::collections::BTreeSet;
use std::fmt;

use super::corpus::{InWords, Words};

/// From this overlap on (shared words over all words) a quotation counts as found
/// (Asr et al. 2021, the Gender Gap Tracker).
const OVERLAP: f64 = 0.3;

pub(crate) const ROLES: [&str; 3] = ["source", "cue", "content"];

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    hits: usize,
    found: usize,
    gold: usize,
}

impl Counts {
    fn add(&mut self, hits: usize, found: usize, gold: usize) {
        self.hits += hits;
        self.found += found;
        self.gold += gold;
    }

    pub(crate) fn precision(&self) -> f64 {
        self.hits as f64 / self.found.max(1) as f64
    }

    pub(crate) fn recall(&self) -> f64 {
        self.hits as f64 / self.gold.max(1) as f64
    }

    pub(crate) fn f1(&self) -> f64 {
        2.0 * self.hits as f64 / (self.found + self.gold).max(1) as f64
    }
}

/// Figures over articles.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Spans of each role, the same from end to end.
    pub(crate) exact: [Counts; 3],
    /// Spans of each role that share a word with a span of the other side.
    pub(crate) touching: [Counts; 3],
    /// Words of each role.
    pub(crate) words: [Counts; 3],
    /// Attributions whose contents overlap.
    pub(crate) linked: Counts,
    /// Of matched attributions with a gold source, those with that source.
    pub(crate) sourced: usize,
    pub(crate) source_right: usize,
    /// Of matched attributions without a gold source, those found without one.
    pub(crate) sourceless: usize,
    pub(crate) sourceless_right: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, gold: &[InWords], found: &[InWords]) {
        for role in 0..ROLES.len() {
            let spans = |list: &[InWords]| -> BTreeSet<(usize, usize)> {
                let spans = list.iter().flat_map(|a| a.roles()[role]);
                spans.map(|words| (words.start, words.end)).collect()
            };
            let (right, mine) = (spans(gold), spans(found));
            self.exact[role].add(right.intersection(&mine).count(), mine.len(), right.len());
            let touches = |of: &BTreeSet<(usize, usize)>, with: &BTreeSet<(usize, usize)>| {
                of.iter()
                    .filter(|a| with.iter().any(|b| a.0 < b.1 && b.0 < a.1))
                    .count()
            };
            // Precision from the found, recall from the gold; the mean stands for
            // both in F1.
            let hits = usize::midpoint(touches(&mine, &right), touches(&right, &mine));
            self.touching[role].add(hits, mine.len(), right.len());
            let (right, mine) = (covered(gold, role), covered(found, role));
            self.words[role].add(right.intersection(&mine).count(), mine.len(), right.len());
        }
        let matched = matched(gold, found);
        self.linked.add(matched.len(), found.len(), gold.len());
        for (i, j) in matched {
            let (right, mine) = (&gold[i].source, &found[j].source);
            if right.is_empty() {
                self.sourceless += 1;
                self.sourceless_right += usize::from(mine.is_empty());
            } else {
                self.sourced += 1;
                self.source_right += usize::from(overlap(right, mine) >= OVERLAP);
            }
        }
    }

    pub(crate) fn right_source(&self) -> f64 {
        self.source_right as f64 / self.sourced.max(1) as f64
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut row = |name: &str, counts: &Counts| {
            let (p, r, f) = (counts.precision(), counts.recall(), counts.f1());
            writeln!(
                out,
                "  {name:<18} precision {p:.3}  recall {r:.3}  F1 {f:.3}"
            )
        };
        for (role, name) in ROLES.iter().enumerate() {
            row(&format!("{name} exact"), &self.exact[role])?;
            row(&format!("{name} touching"), &self.touching[role])?;
            row(&format!("{name} words"), &self.words[role])?;
        }
        row("attributions ≥ 0.3", &self.linked)?;
        write!(
            out,
            "  right source {:.3} of {}, rightly none {} of {}",
            self.right_source(),
            self.sourced,
            self.sourceless_right,
            self.sourceless
        )
    }
}

fn covered(list: &[InWords], role: usize) -> BTreeSet<usize> {
    list.iter()
        .flat_map(|a| a.roles()[role])
        .cloned()
        .flatten()
        .collect()
}

fn overlap(a: &[Words], b: &[Words]) -> f64 {
    let set = |spans: &[Words]| -> BTreeSet<usize> { spans.iter().cloned().flatten().collect() };
    let (a, b) = (set(a), set(b));
    let union = a.union(&b).count();
    a.intersection(&b).count() as f64 / union.max(1) as f64
}

fn matched(gold: &[InWords], found: &[InWords]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, f) in found.iter().enumerate() {
            let shared = overlap(&g.content, &f.content);
            if shared >= OVERLAP {
                pairs.push((shared, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut golds, mut founds) = (BTreeSet::new(), BTreeSet::new());
    pairs.retain(|(_, i, j)| {
        let free = !golds.contains(i) && !founds.contains(j);
        if free {
            golds.insert(*i);
            founds.insert(*j);
        }
        free
    });
    pairs.into_iter().map(|(_, i, j)| (i, j)).collect()
}
