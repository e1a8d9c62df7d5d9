//! Syndicated copies and near-duplicates, found by `MinHash`.
//!
//! Each article's set of word 5-shingles is reduced to [`VALUES`] minima under
//! as many hash functions; the share of equal minima estimates the Jaccard
//! similarity of two sets without bias, with a standard error of
//! sqrt(s (1 - s) / 128), 0.035 at s = 0.8 (Broder, "On the resemblance and
//! containment of documents", 1997). Articles that agree in all values of a band
//! are compared (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets",
//! ch. 3.4): with 25 bands of 5, a pair at 0.8 is compared with probability
//! 0.99995. Crates that do this were weighed and left aside: those that are kept
//! bring old random number generators or a numerics stack for these few lines.
//!
//! Memory: 512 bytes of minima, 100 of links, and 25 buckets of 24 to 48 bytes,
//! so 1.2 to 2 KB an article whatever its length, and as much again while a
//! table grows; copies that were collapsed take none.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;
use twox_hash::XxHash3_64;

/// Minima for each article.
const VALUES: usize = 128;
const BANDS: usize = 25;
const ROWS: usize = 5;

/// Words in a shingle: long enough that two articles on one subject share few.
const SHINGLE: usize = 5;

/// The end of a chain of articles in a bucket.
const NONE: u32 = u32::MAX;

/// An article that was collapsed to an earlier one.
#[derive(Debug, Clone, PartialEq)]
pub struct Duplicate {
    /// The article that was left out.
    pub id: String,
    /// The one that stands for it, earlier in input order.
    pub of: String,
    /// The estimated Jaccard similarity of their word 5-shingles.
    pub similarity: f64,
}

/// The minima of an article's shingles.
pub(super) type Signature = [u32; VALUES];

/// The hash functions.
#[derive(Debug)]
pub(super) struct MinHash {
    functions: Vec<(u64, u64)>,
}

impl MinHash {
    pub(super) fn new() -> Self {
        // A fixed seed: the same corpus has the same duplicates in every run.
        let mut random = ChaCha8Rng::seed_from_u64(0);
        let functions = (0..VALUES)
            .map(|_| (random.next_u64() | 1, random.next_u64()))
            .collect();
        Self { functions }
    }

    /// The signature of a text; `None` where it has no word.
    pub(super) fn signature(&self, text: &str) -> Option<Signature> {
        let words: Vec<u64> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| XxHash3_64::oneshot(word.to_lowercase().as_bytes()))
            .collect();
        if words.is_empty() {
            return None;
        }
        let mut minima = [u32::MAX; VALUES];
        for shingle in words.windows(SHINGLE.min(words.len())) {
            let mut bytes = [0; 8 * SHINGLE];
            for (place, word) in bytes.chunks_exact_mut(8).zip(shingle) {
                place.copy_from_slice(&word.to_le_bytes());
            }
            let hash = XxHash3_64::oneshot(&bytes);
            for (minimum, (a, b)) in minima.iter_mut().zip(&self.functions) {
                // Multiply and shift (Dietzfelbinger et al., 1997).
                let value = a.wrapping_mul(hash).wrapping_add(*b) >> 32;
                *minimum = (*minimum).min(u32::try_from(value).unwrap_or(u32::MAX));
            }
        }
        Some(minima)
    }
}

/// The share of equal minima.
fn similarity(one: &Signature, other: &Signature) -> f64 {
    let equal = one.iter().zip(other).filter(|(a, b)| a == b).count();
    equal as f64 / VALUES as f64
}

/// The articles seen so far.
#[derive(Debug)]
pub(super) struct Originals {
    threshold: f64,
    ids: Vec<String>,
    signatures: Vec<Signature>,
    /// For each article and band, the article before it in the same bucket.
    before: Vec<[u32; BANDS]>,
    /// The latest article in each bucket.
    buckets: HashMap<(u8, u64), u32>,
}

impl Originals {
    pub(super) fn new(threshold: f64) -> Self {
        Self {
            threshold,
            ids: Vec::new(),
            signatures: Vec::new(),
            before: Vec::new(),
            buckets: HashMap::new(),
        }
    }

    /// Says of which earlier article this one is a duplicate, the most similar
    /// and of equals the first; if of none, it is an original from now on.
    pub(super) fn add(&mut self, id: &str, signature: &Signature) -> Option<Duplicate> {
        let mut best: Option<(f64, u32)> = None;
        let keys = band_keys(signature);
        for (band, key) in keys.iter().enumerate() {
            let mut next = self.buckets.get(key).copied().unwrap_or(NONE);
            while let Some(other) = self.signatures.get(next as usize) {
                let found = similarity(signature, other);
                let better = best
                    .is_none_or(|(most, first)| found > most || (found >= most && next < first));
                if found >= self.threshold && better {
                    best = Some((found, next));
                }
                next = self.before[next as usize][band];
            }
        }
        if let Some((similarity, of)) = best {
            return Some(Duplicate {
                id: id.to_owned(),
                of: self.ids[of as usize].clone(),
                similarity,
            });
        }
        let Ok(index) = u32::try_from(self.ids.len()) else {
            return None;
        };
        let mut before = [NONE; BANDS];
        for (key, before) in keys.into_iter().zip(&mut before) {
            match self.buckets.entry(key) {
                Entry::Occupied(mut head) => *before = head.insert(index),
                Entry::Vacant(place) => {
                    place.insert(index);
                }
            }
        }
        self.ids.push(id.to_owned());
        self.signatures.push(*signature);
        self.before.push(before);
        None
    }
}

fn band_keys(signature: &Signature) -> Vec<(u8, u64)> {
    (0..)
        .zip(signature.chunks_exact(ROWS).take(BANDS))
        .map(|(band, rows)| {
            let bytes: Vec<u8> = rows.iter().flat_map(|row| row.to_le_bytes()).collect();
            (band, XxHash3_64::oneshot(&bytes))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// A text of invented words, some of them replaced.
    fn text(words: usize, changed_every: usize) -> String {
        (0..words)
            .map(|n| {
                if changed_every > 0 && n % changed_every == changed_every - 1 {
                    format!("other{n} ")
                } else {
                    format!("word{n} ")
                }
            })
            .collect()
    }

    fn jaccard(one: &str, other: &str) -> f64 {
        let shingles = |text: &str| -> HashSet<Vec<String>> {
            let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            words.windows(SHINGLE).map(<[String]>::to_vec).collect()
        };
        let (one, other) = (shingles(one), shingles(other));
        one.intersection(&other).count() as f64 / one.union(&other).count() as f64
    }

    #[test]
    fn the_estimate_is_near_the_true_similarity() {
        let minhash = MinHash::new();
        let whole = text(2000, 0);
        let signature = minhash.signature(&whole).unwrap();
        for every in [6, 10, 20, 40, 80, 200] {
            let changed = text(2000, every);
            let truth = jaccard(&whole, &changed);
            let estimate = similarity(&signature, &minhash.signature(&changed).unwrap());
            // Four standard errors.
            let allowed = 4.0 * (truth * (1.0 - truth) / VALUES as f64).sqrt();
            assert!((truth - estimate).abs() <= allowed, "{truth} {estimate}");
        }
    }

    #[test]
    fn a_copy_is_named_with_its_original() {
        let minhash = MinHash::new();
        let mut originals = Originals::new(0.8);
        let mut add = |id: &str, text: &str| originals.add(id, &minhash.signature(text).unwrap());
        assert_eq!(add("a", &text(800, 0)), None);
        assert_eq!(add("b", &text(800, 8)), None, "about 0.28");
        let copy = add("c", &text(800, 100)).unwrap();
        assert_eq!((copy.id.as_str(), copy.of.as_str()), ("c", "a"));
        assert!(copy.similarity > 0.8, "{}", copy.similarity);
        let same = add("d", &text(800, 0).to_uppercase()).unwrap();
        assert_eq!((same.of.as_str(), same.similarity), ("a", 1.0));
    }

    #[test]
    fn short_texts_are_duplicates_only_of_themselves() {
        let minhash = MinHash::new();
        assert_eq!(minhash.signature(" — "), None);
        let mut originals = Originals::new(0.8);
        let mut add = |id: &str, text: &str| originals.add(id, &minhash.signature(text).unwrap());
        assert_eq!(add("a", "We agree."), None);
        assert_eq!(add("b", "We disagree."), None);
        assert_eq!(add("c", "We agree").unwrap().of, "a");
    }
}
