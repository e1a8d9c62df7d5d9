//! The score of a statement, on the scale of the codebook.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// What a statement does, by the codebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Act {
    /// Commits the speaker's own side to a future act (`c`).
    Commit,
    /// Demands or urges (`d`).
    Demand,
    /// Asserts a fact or an event (`a`).
    Assert,
    /// Evaluates, or states a principle (`e`).
    Evaluate,
    /// Evades, declines or defers (`x`).
    Evade,
}

impl Act {
    /// The codebook's letter.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::Commit => "c",
            Self::Demand => "d",
            Self::Assert => "a",
            Self::Evaluate => "e",
            Self::Evade => "x",
        }
    }
}

impl FromStr for Act {
    type Err = String;

    fn from_str(letter: &str) -> Result<Self, String> {
        match letter {
            "c" => Ok(Self::Commit),
            "d" => Ok(Self::Demand),
            "a" => Ok(Self::Assert),
            "e" => Ok(Self::Evaluate),
            "x" => Ok(Self::Evade),
            other => Err(format!(
                "{other:?} is not an act; acts are c, d, a, e and x"
            )),
        }
    }
}

/// The score of one statement. The numbers go from 0 to 1: the codebook's
/// ratings from 0 to 4, divided by 4.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// From evasive or empty (0) to specific and firm (1): the codebook's
    /// `overall`, the headline score.
    pub overall: f64,
    /// How precisely it says who, what, how much, where and when.
    pub specificity: f64,
    /// How far the speaker stands behind it.
    pub firmness: f64,
    /// What it does.
    pub act: Act,
}

/// The columns of a score in a table, in this order.
pub const SCORE_COLUMNS: [&str; 5] = ["score", "specificity", "firmness", "label", "act"];

impl Score {
    /// The score as the fields of [`SCORE_COLUMNS`].
    #[must_use]
    pub fn fields(&self, thresholds: Thresholds) -> [String; 5] {
        [
            number(self.overall),
            number(self.specificity),
            number(self.firmness),
            thresholds.label(self.overall).to_string(),
            self.act.letter().to_owned(),
        ]
    }
}

/// A number as tables show it, to four decimals. Labels go by this number, so
/// that a table agrees with itself.
#[must_use]
pub fn rounded(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}

/// A number as a field of a table.
pub(crate) fn number(number: f64) -> String {
    format!("{:.4}", rounded(number))
}

/// A score in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Label {
    /// At or above the upper threshold.
    Concrete,
    /// Between the thresholds.
    Mixed,
    /// At or below the lower threshold.
    Hedged,
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Concrete => "concrete",
            Self::Mixed => "mixed",
            Self::Hedged => "hedged",
        })
    }
}

impl FromStr for Label {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "concrete" => Ok(Self::Concrete),
            "mixed" => Ok(Self::Mixed),
            "hedged" => Ok(Self::Hedged),
            other => Err(format!(
                "{other:?} is not a label; labels are concrete, mixed and hedged"
            )),
        }
    }
}

/// Where the labels part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    concrete: f64,
    hedged: f64,
}

impl Default for Thresholds {
    /// Concrete from 0.60 up, hedged from 0.40 down.
    fn default() -> Self {
        Self {
            concrete: 0.60,
            hedged: 0.40,
        }
    }
}

impl Thresholds {
    /// Thresholds in `0..=1`, of which that for hedged must be the lower.
    pub fn new(concrete: f64, hedged: f64) -> Result<Self, Error> {
        let unit = 0.0..=1.0;
        if !unit.contains(&concrete) || !unit.contains(&hedged) || hedged >= concrete {
            return Err(Error::Usage(format!(
                "--hedged-to is {hedged} and --concrete-from {concrete}, but both thresholds must be \
                 from 0 to 1, and the first below the second"
            )));
        }
        Ok(Self { concrete, hedged })
    }

    /// From which score on a statement is concrete.
    #[must_use]
    pub fn concrete(&self) -> f64 {
        self.concrete
    }

    /// Up to which score it is hedged.
    #[must_use]
    pub fn hedged(&self) -> f64 {
        self.hedged
    }

    /// The label of a headline score.
    ///
    /// ```
    /// # use hedgerow::scores::{Label, Thresholds};
    /// assert_eq!(Thresholds::default().label(0.60), Label::Concrete);
    /// assert_eq!(Thresholds::default().label(0.41), Label::Mixed);
    /// ```
    #[must_use]
    pub fn label(&self, overall: f64) -> Label {
        let overall = rounded(overall);
        if overall >= self.concrete {
            Label::Concrete
        } else if overall <= self.hedged {
            Label::Hedged
        } else {
            Label::Mixed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_goes_by_the_number_that_is_shown() {
        assert_eq!(Thresholds::default().label(0.599_96), Label::Concrete);
        assert_eq!(Thresholds::default().label(0.400_04), Label::Hedged);
    }

    #[test]
    fn thresholds_that_cross_are_refused() {
        assert!(Thresholds::new(0.4, 0.6).is_err());
        assert!(Thresholds::new(0.5, 0.5).is_err());
        assert!(Thresholds::new(1.1, 0.5).is_err());
        assert!(Thresholds::new(f64::NAN, 0.5).is_err());
    }
}
