//! Intervals of means by resampling documents.
//!
//! Statements of one document resemble each other, so documents are resampled,
//! not statements: the cluster bootstrap (Davison & Hinkley 1997, *Bootstrap
//! Methods and their Application*, section 3.8), with percentile intervals. How
//! often a document is drawn is Poisson(1) instead of multinomial (Hanley and
//! `MacGibbon` 2006, *Creating non-parametric bootstrap samples using Poisson
//! frequencies*; Chamandy et al. 2012, *Estimating Uncertainty for Massive Data
//! Streams*), drawn from a generator that the document itself seeds. So an
//! interval does not depend on the order of rows, and two cells that share
//! documents are resampled alike.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};
use statrs::statistics::{Data, OrderStatistics};

/// How often the documents are resampled.
pub const REPLICATES: usize = 2000;

/// Two-sided coverage of the intervals.
const LEVEL: f64 = 0.95;

/// A 95% confidence interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// The distribution function of Poisson(1) at 0, 1, 2, …: the sum of 1/k! over e.
/// Beyond its end the probability is below 1e-12.
const POISSON: [f64; 15] = poisson();

const fn poisson() -> [f64; 15] {
    let mut cumulated = [0.0; 15];
    let mut term = 1.0 / std::f64::consts::E;
    let mut sum = term;
    let mut k = 0;
    while k < cumulated.len() {
        cumulated[k] = sum;
        k += 1;
        term /= k as f64;
        sum += term;
    }
    cumulated
}

/// How often a document is drawn in each replicate: Poisson(1) by inversion
/// (Devroye 1986, *Non-Uniform Random Variate Generation*, section III.2), which
/// is ten times as fast here as a general generator.
fn draws(seed: u64, document: &str) -> impl Iterator<Item = f64> {
    let mut hasher = Sha256::new();
    hasher.update(seed.to_le_bytes());
    hasher.update(document.as_bytes());
    let mut generator = ChaCha8Rng::from_seed(hasher.finalize().into());
    (0..REPLICATES).map(move |_| {
        let uniform: f64 = generator.random();
        POISSON
            .iter()
            .take_while(|&&below| uniform >= below)
            .count() as f64
    })
}

/// The mean over statements in each replicate, given each document's name, its
/// number of statements, and the sum of their values; `None` where a replicate
/// draws no document. With one seed a document is drawn equally often in the
/// replicate of the same place, whatever it is resampled beside.
pub(crate) fn replicate_means<'a>(
    documents: impl IntoIterator<Item = (&'a str, f64, f64)>,
    seed: u64,
) -> Vec<Option<f64>> {
    let mut replicates = vec![(0.0, 0.0); REPLICATES];
    for (document, count, sum) in documents {
        for (replicate, times) in replicates.iter_mut().zip(draws(seed, document)) {
            replicate.0 += times * count;
            replicate.1 += times * sum;
        }
    }
    replicates
        .into_iter()
        .map(|(count, sum)| (count > 0.0).then(|| sum / count))
        .collect()
}

/// The interval of a mean over statements, given each document's name, its
/// number of statements, and the sum of their values. `None` where no replicate
/// draws a document.
#[must_use]
pub fn mean_interval<'a>(
    documents: impl IntoIterator<Item = (&'a str, f64, f64)>,
    seed: u64,
) -> Option<Interval> {
    Interval::of(replicate_means(documents, seed).into_iter().flatten())
}

impl Interval {
    /// The percentile interval of replicates; `None` of none.
    pub(crate) fn of(replicates: impl IntoIterator<Item = f64>) -> Option<Self> {
        let values: Vec<f64> = replicates.into_iter().collect();
        if values.is_empty() {
            return None;
        }
        let mut values = Data::new(values);
        Some(Self {
            low: values.quantile(f64::midpoint(0.0, 1.0 - LEVEL)),
            high: values.quantile(f64::midpoint(LEVEL, 1.0)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_drawn_once_on_average_whatever_its_name() {
        for name in ["", "a", "Ministry briefing, 3 November"] {
            let mean = draws(7, name).sum::<f64>() / REPLICATES as f64;
            assert!((mean - 1.0).abs() < 0.1, "{name}: {mean}");
        }
    }

    #[test]
    fn draws_are_distributed_as_poisson() {
        let counts = (0..50).flat_map(|name| draws(3, &name.to_string()).collect::<Vec<_>>());
        let counts: Vec<f64> = counts.collect();
        for (k, probability) in [0.367_879, 0.367_879, 0.183_940, 0.061_313]
            .iter()
            .enumerate()
        {
            let share = counts
                .iter()
                .filter(|&&count| (count - k as f64).abs() < 0.5)
                .count() as f64
                / counts.len() as f64;
            assert!((share - probability).abs() < 0.006, "{k}: {share}");
        }
    }

    #[test]
    fn documents_are_drawn_independently_and_by_seed() {
        let draws = |seed, name| super::draws(seed, name).take(50).collect::<Vec<_>>();
        assert_ne!(draws(1, "a"), draws(1, "b"));
        assert_ne!(draws(1, "a"), draws(2, "a"));
        assert_eq!(draws(1, "a"), draws(1, "a"));
    }

    /// Documents of 1 to 8 statements that share a document's own level: the
    /// interval must know that these are fewer facts than there are statements.
    #[test]
    fn a_95_percent_interval_covers_the_true_mean_about_95_times_in_100() {
        let mut random = ChaCha8Rng::seed_from_u64(11);
        let trials = 400_u32;
        let mut covered = 0_u32;
        for trial in 0..trials {
            let documents: Vec<(String, f64, f64)> = (0..60)
                .map(|index| {
                    let level: f64 = random.random();
                    let count = random.random_range(1..=8);
                    let sum: f64 = (0..count)
                        .map(|_| f64::midpoint(level, random.random::<f64>()))
                        .sum();
                    (format!("{trial}/{index}"), f64::from(count), sum)
                })
                .collect();
            let documents = documents.iter().map(|(name, n, sum)| (&name[..], *n, *sum));
            let interval = mean_interval(documents, 1).unwrap();
            covered += u32::from((interval.low..=interval.high).contains(&0.5));
        }
        let share = f64::from(covered) / f64::from(trials);
        assert!((0.92..=0.98).contains(&share), "{share}");
    }
}
