//! Two groups of statements set against each other: by how much do their scores
//! differ, and how certain is that?
//!
//! Both groups are resampled by document, as in the cells
//! ([`crate::aggregates`]); a document that both share is drawn equally often for
//! both. The p-value is that of the bootstrap: twice the share of replicates on
//! the other side of zero (Davison & Hinkley 1997, section 4.4), so that it is
//! below 0.05 where the 95% interval leaves zero out.
//!
//! Where a share of statements is known to be attributed to the wrong actor, each
//! limit is that of the worst case: the lower one holds even if the wrong
//! statements are the highest of the first group and the lowest of the second,
//! the upper one likewise (bounds under contaminated sampling, Horowitz & Manski
//! 1995, *Identification and Robustness with Contaminated and Corrupted Data*).

use std::collections::BTreeMap;

use super::effect::cliffs_delta;
use super::outline::Outline;
use crate::aggregates::{Interval, Resampled};

/// When a difference is stated, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rules {
    /// Below so many statements on either side nothing is stated.
    pub min_statements: usize,
    /// Below so many documents on either side nothing is stated.
    pub min_documents: usize,
    /// The share of statements, 0 to 0.5, that may be of another actor than the
    /// table says.
    pub attribution_error: f64,
    /// Seeds the resampling.
    pub seed: u64,
}

impl Default for Rules {
    /// Ten statements in five documents, all attributed rightly.
    fn default() -> Self {
        Self {
            min_statements: 10,
            min_documents: 5,
            attribution_error: 0.0,
            seed: 1,
        }
    }
}

/// A group of statements: how many, and their mean scores, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Group {
    /// Statements.
    pub n: usize,
    /// Documents that they stand in.
    pub n_documents: usize,
    /// Mean headline score; `None` of no statement, as the other two.
    pub score: Option<f64>,
    /// Mean specificity.
    pub specificity: Option<f64>,
    /// Mean firmness.
    pub firmness: Option<f64>,
}

impl Group {
    /// Counts a group and takes its means.
    #[must_use]
    pub fn of(statements: &[&Outline]) -> Self {
        let mean = |value: fn(&Outline) -> f64| {
            let mut values: Vec<f64> = statements.iter().map(|s| value(s)).collect();
            // Sorted, so that the sum comes out the same in any order of the rows.
            values.sort_unstable_by(f64::total_cmp);
            (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
        };
        let mut documents: Vec<&str> = statements.iter().map(|s| &s.document[..]).collect();
        documents.sort_unstable();
        documents.dedup();
        Self {
            n: statements.len(),
            n_documents: documents.len(),
            score: mean(|statement| statement.measured.score),
            specificity: mean(|statement| statement.measured.specificity),
            firmness: mean(|statement| statement.measured.firmness),
        }
    }

    /// Why nothing can be stated about the group; `None` where it is large enough.
    fn too_small(&self, name: &str, rules: &Rules) -> Option<String> {
        let few = |count: usize, unit: &str, least: usize| {
            let ending = if count == 1 { "" } else { "s" };
            (count < least).then(|| format!("{name}: {count} {unit}{ending}, fewer than {least}"))
        };
        few(self.n, "statement", rules.min_statements)
            .or_else(|| few(self.n_documents, "document", rules.min_documents))
    }
}

/// By how much the mean score of one group exceeds that of another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The difference of the means.
    pub estimate: f64,
    /// Its 95% interval.
    pub interval: Interval,
    /// Cliff's delta, -1 to 1.
    pub delta: f64,
    /// The chance of a difference as large where there is none; not below
    /// 2/(replicates + 1).
    pub p: f64,
}

/// Sets `a` against `b`: a minus b. An error says why nothing can be stated.
pub fn difference(
    (a_name, a): (&str, &[&Outline]),
    (b_name, b): (&str, &[&Outline]),
    rules: &Rules,
) -> Result<Difference, String> {
    let groups = [(a_name, Group::of(a)), (b_name, Group::of(b))];
    let small: Vec<String> = groups
        .iter()
        .filter_map(|(name, group)| group.too_small(name, rules))
        .collect();
    let ([(_, a_group), (_, b_group)], true) = (groups, small.is_empty()) else {
        return Err(small.join("; "));
    };
    let (a, b) = (Scores::of(a), Scores::of(b));
    let error = rules.attribution_error;
    let unstated = || "one document says nothing of others".to_owned();
    let replicates = |a: &Scores, b: &Scores| {
        let (a, b) = (a.resampled(rules.seed), b.resampled(rules.seed));
        a.zip(b).map(|(a, b)| a.minus(&b)).ok_or_else(unstated)
    };
    let low = replicates(&a.without(error, End::High), &b.without(error, End::Low))?;
    let high = if error > 0.0 {
        replicates(&a.without(error, End::Low), &b.without(error, End::High))?
    } else {
        low.clone()
    };
    let (estimate, delta) = a_group
        .score
        .zip(b_group.score)
        .map(|(a, b)| a - b)
        .zip(cliffs_delta(&a.values(), &b.values()))
        .ok_or_else(unstated)?;
    let p = (2.0 * tail(&low, |d| d <= 0.0).min(tail(&high, |d| d >= 0.0))).min(1.0);
    let interval = |replicates| {
        let interval = Interval::of(replicates).ok_or_else(unstated)?;
        Ok::<_, String>(interval.within(-1.0, 1.0))
    };
    Ok(Difference {
        estimate,
        interval: Interval {
            low: interval(low)?.low,
            high: interval(high)?.high,
        },
        delta,
        p,
    })
}

/// The share of replicates of which something holds, counting the sample itself
/// as one (Davison & Hinkley 1997, equation 4.11), so that it is never 0.
fn tail(replicates: &[f64], holds: impl Fn(f64) -> bool) -> f64 {
    let count = replicates.iter().filter(|value| holds(**value)).count();
    (count as f64 + 1.0) / (replicates.len() as f64 + 1.0)
}

/// The end of a group at which statements may be another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Low,
    High,
}

/// The scores of a group with their documents, in rising order.
struct Scores<'a>(Vec<(f64, &'a str)>);

impl<'a> Scores<'a> {
    fn of(statements: &[&'a Outline]) -> Self {
        let mut scores: Vec<(f64, &str)> = statements
            .iter()
            .map(|statement| (statement.measured.score, &statement.document[..]))
            .collect();
        scores.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
        Self(scores)
    }

    fn values(&self) -> Vec<f64> {
        self.0.iter().map(|(score, _)| *score).collect()
    }

    /// What is left without a share of statements at one end; a part of a
    /// statement counts as a whole.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to half of n
    fn without(&self, share: f64, end: End) -> Self {
        let count = (share * self.0.len() as f64).ceil() as usize;
        let left = self.0.len().saturating_sub(count).max(1);
        Self(match end {
            End::High => self.0[..left].to_vec(),
            End::Low => self.0[self.0.len() - left..].to_vec(),
        })
    }

    /// The mean with its replicates; `None` of one document.
    fn resampled(&self, seed: u64) -> Option<Resampled> {
        let mut documents: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
        for (score, document) in &self.0 {
            let sums = documents.entry(document).or_default();
            sums.0 += 1.0;
            sums.1 += score;
        }
        let documents = documents.into_iter();
        Resampled::of(documents.map(|(name, (n, sum))| (name, n, sum)), seed)
    }
}

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::super::testing::{outlines, statement};
    use super::*;

    fn group(scores: &[f64], prefix: &str) -> Vec<Outline> {
        let statements: Vec<_> = scores
            .iter()
            .enumerate()
            .map(|(index, score)| {
                let mut statement = statement("A", "We will.", *score);
                statement.document = format!("{prefix}{index}");
                statement
            })
            .collect();
        outlines(&statements)
    }

    fn between(a: &[Outline], b: &[Outline], rules: &Rules) -> Result<Difference, String> {
        let (a, b): (Vec<_>, Vec<_>) = (a.iter().collect(), b.iter().collect());
        difference(("A", &a), ("B", &b), rules)
    }

    #[test]
    fn a_group_that_is_too_small_says_so() {
        let (a, b) = (group(&[0.5; 12], "a"), group(&[0.5; 9], "b"));
        let reason = between(&a, &b, &Rules::default()).unwrap_err();
        assert_eq!(reason, "B: 9 statements, fewer than 10");
        let mut a = a;
        for statement in &mut a {
            statement.document = "one".into();
        }
        let b = group(&[0.5; 12], "b");
        let reason = between(&a, &b, &Rules::default()).unwrap_err();
        assert_eq!(reason, "A: 1 document, fewer than 5");
    }

    #[test]
    fn swapping_the_groups_turns_everything_around() {
        let a = group(&[0.9, 0.8, 0.7, 0.6, 0.8, 0.9, 0.7, 0.9, 0.5, 0.6], "a");
        let b = group(&[0.2, 0.3, 0.6, 0.4, 0.1, 0.5, 0.3, 0.2, 0.5, 0.7], "b");
        let ab = between(&a, &b, &Rules::default()).unwrap();
        let ba = between(&b, &a, &Rules::default()).unwrap();
        assert!((ab.estimate + ba.estimate).abs() < 1e-12);
        assert!((ab.delta + ba.delta).abs() < 1e-12);
        assert!((ab.interval.low + ba.interval.high).abs() < 1e-9);
        assert!((ab.p - ba.p).abs() < 1e-12);
        assert!(ab.interval.low > 0.0 && ab.p < 0.01, "{ab:?}");
    }

    #[test]
    fn attribution_error_widens_the_interval_and_leaves_the_estimate() {
        let mut random = ChaCha8Rng::seed_from_u64(3);
        let scores: Vec<f64> = (0..60).map(|_| random.random()).collect();
        let (a, b) = (group(&scores[..30], "a"), group(&scores[30..], "b"));
        let mut last = None::<Difference>;
        for attribution_error in [0.0, 0.05, 0.1, 0.3] {
            let rules = Rules {
                attribution_error,
                ..Rules::default()
            };
            let found = between(&a, &b, &rules).unwrap();
            if let Some(last) = last {
                assert!((found.estimate - last.estimate).abs() < 1e-12);
                assert!(found.interval.low < last.interval.low);
                assert!(found.interval.high > last.interval.high);
                assert!(found.p >= last.p);
            }
            last = Some(found);
        }
    }

    /// Two groups whose means differ by 0.1, each document with a level of its own,
    /// from the fewest documents that a difference is stated for.
    #[test]
    fn a_95_percent_interval_covers_the_true_difference_93_to_97_times_in_100() {
        let mut random = ChaCha8Rng::seed_from_u64(5);
        let trials = 1500_u32;
        for (power, sizes) in [1, 3]
            .into_iter()
            .flat_map(|power| [(power, [5, 5]), (power, [5, 30]), (power, [40, 40])])
        {
            // A power of 3 makes most scores low, and a few high.
            let score = |random: &mut ChaCha8Rng| random.random::<f64>().powi(power);
            let mut group = |documents: usize, shift: f64| {
                let mut statements = Vec::new();
                for _ in 0..documents {
                    let (name, level) = (random.random::<u64>(), score(&mut random));
                    for _ in 0..random.random_range(2..=6) {
                        let score = 0.4 * level + 0.4 * score(&mut random) + shift;
                        let mut statement = statement("A", "We will.", score);
                        statement.document = name.to_string();
                        statements.push(statement);
                    }
                }
                outlines(&statements)
            };
            let covered: u32 = (0..trials)
                .map(|_| {
                    let (a, b) = (group(sizes[0], 0.1), group(sizes[1], 0.0));
                    let interval = between(&a, &b, &Rules::default()).unwrap().interval;
                    u32::from((interval.low..=interval.high).contains(&0.1))
                })
                .sum();
            let share = f64::from(covered) / f64::from(trials);
            // Five against five err on the careful side.
            let most = if sizes == [5, 5] { 0.98 } else { 0.97 };
            let what = format!("power {power}, {sizes:?} documents: {share}");
            println!("{what}");
            assert!((0.93..=most).contains(&share), "{what}");
        }
    }
}
