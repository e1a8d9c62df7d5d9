//! How far the rating that readers would give may lie from a score: conformal
//! intervals, fitted with the weights by `scripts/train/calibration.py`.

use serde::Deserialize;

use super::score::Score;
use crate::error::Error;
use crate::model::ModelFolder;

/// The columns with the interval of the headline score.
pub const INTERVAL_COLUMNS: [&str; 2] = ["score_low", "score_high"];

/// The manifest's setting.
const SETTING: &str = "intervals";

/// The intervals of the headline score.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intervals {
    /// The share of ratings that the intervals hold, on sentences like those they were
    /// fitted on, 0 to 1.
    covered: f64,
    overall: Vec<Bin>,
}

/// Scores up to a bound, and how far ratings lie below and above them, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bin {
    to: f64,
    below: f64,
    above: f64,
}

impl Intervals {
    /// The intervals that come with a model; an error where it has none.
    pub fn of(folder: &ModelFolder) -> Result<Self, Error> {
        let intervals: Self = folder.setting(SETTING)?.ok_or_else(|| {
            folder.problem(format!(
                "has no {SETTING}; leave out --intervals, or fit them with scripts/train/scorer \
                 --evaluate"
            ))
        })?;
        if intervals.is_sound() {
            Ok(intervals)
        } else {
            Err(folder.problem(format!("has {SETTING} whose bins do not go up to 1")))
        }
    }

    fn is_sound(&self) -> bool {
        let unit = 0.0..=1.0;
        let rise = self.overall.windows(2).all(|pair| pair[0].to < pair[1].to);
        let last = self.overall.last().is_some_and(|bin| bin.to >= 1.0);
        let fit = |bin: &Bin| unit.contains(&bin.below) && unit.contains(&bin.above);
        rise && last && unit.contains(&self.covered) && self.overall.iter().all(fit)
    }

    /// The share of ratings that the intervals hold, 0 to 1.
    #[must_use]
    pub fn covered(&self) -> f64 {
        self.covered
    }

    /// The lower and upper limit of a headline score, 0 to 1.
    #[must_use]
    pub fn around(&self, score: &Score) -> [f64; 2] {
        let overall = score.overall;
        let bin = self.overall.iter().find(|bin| overall <= bin.to);
        // The last bin reaches to the top.
        bin.map_or([overall; 2], |bin| {
            [
                (overall - bin.below).max(0.0),
                (overall + bin.above).min(1.0),
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scores::Act;

    fn intervals() -> Intervals {
        let bin = |to, below, above| Bin { to, below, above };
        Intervals {
            covered: 0.8,
            overall: vec![bin(0.2, 0.1, 0.3), bin(1.0, 0.2, 0.1)],
        }
    }

    fn around(overall: f64) -> [f64; 2] {
        intervals().around(&Score {
            overall,
            specificity: 0.0,
            firmness: 0.0,
            act: Act::Assert,
        })
    }

    #[test]
    fn a_score_is_within_its_interval_and_the_interval_within_the_scale() {
        let is = |overall: f64, expected: [f64; 2]| {
            let found = around(overall);
            let off = (found[0] - expected[0]).abs() + (found[1] - expected[1]).abs();
            assert!(off < 1e-12, "{overall}: {found:?}");
        };
        is(0.05, [0.0, 0.35]);
        is(0.2, [0.1, 0.5]);
        is(0.95, [0.75, 1.0]);
        is(1.0, [0.8, 1.0]);
    }

    #[test]
    fn bins_that_leave_scores_out_are_not_sound() {
        assert!(intervals().is_sound());
        let mut short = intervals();
        short.overall[1].to = 0.9;
        assert!(!short.is_sound());
        let mut fall = intervals();
        fall.overall[0].to = 1.0;
        assert!(!fall.is_sound());
        fall.overall.clear();
        assert!(!fall.is_sound());
    }
}
