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

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Poisson};
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

/// How often a document is drawn in each replicate.
fn draws(seed: u64, document: &str) -> impl Iterator<Item = f64> {
    let mut hasher = Sha256::new();
    hasher.update(seed.to_le_bytes());
    hasher.update(document.as_bytes());
    let generator = ChaCha8Rng::from_seed(hasher.finalize().into());
    // A mean of 1 is always valid; without a distribution nothing is drawn.
    Poisson::new(1.0)
        .into_iter()
        .flat_map(move |poisson| poisson.sample_iter(generator.clone()).take(REPLICATES))
}

/// The interval of a mean over statements, given each document's name, its
/// number of statements, and the sum of their values. `None` where no replicate
/// draws a document.
#[must_use]
pub fn mean_interval<'a>(
    documents: impl IntoIterator<Item = (&'a str, f64, f64)>,
    seed: u64,
) -> Option<Interval> {
    let mut replicates = vec![(0.0, 0.0); REPLICATES];
    for (document, count, sum) in documents {
        for (replicate, times) in replicates.iter_mut().zip(draws(seed, document)) {
            replicate.0 += times * count;
            replicate.1 += times * sum;
        }
    }
    let means: Vec<f64> = replicates
        .into_iter()
        .filter(|(count, _)| *count > 0.0)
        .map(|(count, sum)| sum / count)
        .collect();
    if means.is_empty() {
        return None;
    }
    let mut means = Data::new(means);
    Some(Interval {
        low: means.quantile(f64::midpoint(0.0, 1.0 - LEVEL)),
        high: means.quantile(f64::midpoint(LEVEL, 1.0)),
    })
}

#[cfg(test)]
mod tests {
    use rand::Rng;

    use super::*;

    #[test]
    fn a_document_is_drawn_once_on_average_whatever_its_name() {
        for name in ["", "a", "Ministry briefing, 3 November"] {
            let mean = draws(7, name).sum::<f64>() / REPLICATES as f64;
            assert!((mean - 1.0).abs() < 0.1, "{name}: {mean}");
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
