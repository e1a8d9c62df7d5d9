//! What a change of words must do to a score, and what it must not: cases in the
//! manner of `CheckList` (Ribeiro, Wu, Guestrin and Singh 2020, ACL, "Beyond
//! Accuracy"), each for one capability.
//!
//! Enters: cases and the scores of their texts. Leaves: which hold, by capability.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::files::{Scale, records};
use crate::error::Error;
use crate::scores::Score;

/// What a case demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The other text scores lower by the bound at least.
    Lower,
    /// The other text scores higher by the bound at least.
    Higher,
    /// Both score the same, to within the bound.
    Same,
    /// The other text scores lower by the bound at most.
    NotLower,
    /// The other text scores higher by the bound at most.
    NotHigher,
    /// The text scores the bound at most.
    AtMost,
    /// The text scores the bound at least.
    AtLeast,
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Relation {
    const ALL: [Self; 7] = [
        Self::Lower,
        Self::Higher,
        Self::Same,
        Self::NotLower,
        Self::NotHigher,
        Self::AtMost,
        Self::AtLeast,
    ];

    /// Whether two texts are compared.
    #[must_use]
    pub fn compares(self) -> bool {
        !matches!(self, Self::AtMost | Self::AtLeast)
    }

    /// The relation's name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lower => "lower",
            Self::Higher => "higher",
            Self::Same => "same",
            Self::NotLower => "not_lower",
            Self::NotHigher => "not_higher",
            Self::AtMost => "at_most",
            Self::AtLeast => "at_least",
        }
    }

    /// How far the demand is missed; zero or less where it is met. By the score or by how much the other text's is
    /// higher.
    fn missed_by(self, value: f64, bound: f64) -> f64 {
        match self {
            Self::Lower => value + bound,
            Self::Higher | Self::AtLeast => bound - value,
            Self::Same => value.abs() - bound,
            Self::NotLower => -bound - value,
            Self::NotHigher | Self::AtMost => value - bound,
        }
    }
}

impl FromStr for Relation {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let found = Self::ALL
            .into_iter()
            .find(|relation| relation.name() == word);
        found.ok_or_else(|| format!("{word:?} is not a relation"))
    }
}

/// One case.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Names the case.
    pub id: String,
    /// What it tests.
    pub capability: String,
    /// The text.
    pub text: String,
    /// The text that is compared with it, where two are.
    pub other: Option<String>,
    /// What must hold for each of these scores.
    pub scales: Vec<Scale>,
    /// What must hold.
    pub relation: Relation,
    /// By how much, 0 to 1.
    pub bound: f64,
}

/// The cases, in the order of their file.
#[derive(Debug, Clone, PartialEq)]
pub struct Behaviour {
    path: PathBuf,
    /// The cases.
    pub cases: Vec<Case>,
}

impl Behaviour {
    /// Reads the cases. Any row that cannot be used is an error.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let cases = records(path, |row| {
            let relation: Relation = row.parsed("relation")?;
            let other = row.field("other_text")?;
            if other.is_empty() == relation.compares() {
                let problem = "two texts are compared, and the others have one alone";
                return Err(row.problem("other_text", problem));
            }
            let scales = match row.field("rating")? {
                "all" => Scale::ALL.to_vec(),
                name => match Scale::ALL.into_iter().find(|scale| scale.name() == name) {
                    Some(scale) => vec![scale],
                    None => return Err(row.problem("rating", format!("{name:?} is no rating"))),
                },
            };
            let bound: f64 = row.parsed("bound")?;
            if !(0.0..=1.0).contains(&bound) {
                return Err(row.problem("bound", format!("{bound} is not in 0..1")));
            }
            Ok(Case {
                id: row.field("case")?.to_owned(),
                capability: row.field("capability")?.to_owned(),
                text: row.field("text")?.to_owned(),
                other: (!other.is_empty()).then(|| other.to_owned()),
                scales,
                relation,
                bound,
            })
        })?;
        let mut seen = BTreeSet::new();
        if let Some(twice) = cases.iter().find(|case| !seen.insert(&case.id)) {
            let problem = format!("two cases have the id {:?}", twice.id);
            return Err(Error::malformed(path, problem));
        }
        Ok(Self {
            path: path.to_owned(),
            cases,
        })
    }

    /// Every text of the cases, in their order: the text, then the other.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        self.cases
            .iter()
            .flat_map(|case| [Some(case.text.as_str()), case.other.as_deref()])
            .flatten()
            .collect()
    }
}

/// A case and what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The case.
    pub case: Case,
    /// The score of its text.
    pub score: Score,
    /// The score of the other text, where there is one.
    pub other: Option<Score>,
    /// What was judged: the score, or how much higher the other text's is, on the
    /// scale where it was worst.
    pub value: f64,
    /// Whether it holds.
    pub holds: bool,
}

impl Judged {
    /// How far the demand is missed; zero or less where it holds.
    #[must_use]
    pub fn off(&self) -> f64 {
        self.case.relation.missed_by(self.value, self.case.bound)
    }
}

/// The cases of one capability together.
#[derive(Debug, Clone, PartialEq)]
pub struct Capability {
    /// Its name.
    pub name: String,
    /// How many cases it has.
    pub cases: usize,
    /// How many of them hold.
    pub held: usize,
    /// The least share that must hold; `None` where it is shown only.
    pub floor: Option<f64>,
}

impl Capability {
    /// The share of the cases that hold, 0 to 1.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.held as f64 / self.cases as f64
    }

    /// Whether as many hold as must.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.floor.is_none_or(|floor| self.rate() >= floor)
    }
}

/// Judges the cases by the scores of [`Behaviour::texts`], and gathers them by
/// capability in the order of the file. A floor for a capability that has no case is
/// an error: it would hold for ever.
pub fn judge(
    behaviour: &Behaviour,
    scores: &[Score],
    floors: &BTreeMap<String, f64>,
) -> Result<(Vec<Judged>, Vec<Capability>), Error> {
    let missing = || Error::Internal("a score of a case is missing".to_owned());
    let mut scores = scores.iter().copied();
    let mut judged = Vec::new();
    let mut capabilities: Vec<Capability> = Vec::new();
    for case in &behaviour.cases {
        let score = scores.next().ok_or_else(missing)?;
        let other = match case.other {
            Some(_) => Some(scores.next().ok_or_else(missing)?),
            None => None,
        };
        let outcome = outcome(case, score, other);
        let index = capabilities
            .iter()
            .position(|capability| capability.name == case.capability)
            .unwrap_or_else(|| {
                capabilities.push(Capability {
                    name: case.capability.clone(),
                    cases: 0,
                    held: 0,
                    floor: floors.get(&case.capability).copied(),
                });
                capabilities.len() - 1
            });
        capabilities[index].cases += 1;
        capabilities[index].held += usize::from(outcome.holds);
        judged.push(outcome);
    }
    let unknown = floors.keys().find(|name| {
        capabilities
            .iter()
            .all(|capability| capability.name != **name)
    });
    if let Some(name) = unknown {
        let problem = format!("has no case of {name:?}, for which there is a limit");
        return Err(Error::malformed(&behaviour.path, problem));
    }
    Ok((judged, capabilities))
}

fn outcome(case: &Case, score: Score, other: Option<Score>) -> Judged {
    let values = case.scales.iter().map(|scale| match &other {
        Some(other) => scale.of(other) - scale.of(&score),
        None => scale.of(&score),
    });
    let missed_by = |value: f64| case.relation.missed_by(value, case.bound);
    let value = values
        .max_by(|a, b| missed_by(*a).total_cmp(&missed_by(*b)))
        .unwrap_or_default();
    Judged {
        case: case.clone(),
        score,
        other,
        value,
        holds: missed_by(value) <= 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scores::Act;

    fn score(overall: f64, specificity: f64, firmness: f64) -> Score {
        Score {
            overall,
            specificity,
            firmness,
            act: Act::Assert,
        }
    }

    fn case(relation: Relation, scales: &[Scale], bound: f64) -> Case {
        Case {
            id: "b1".to_owned(),
            capability: "hedges".to_owned(),
            text: "We will.".to_owned(),
            other: relation.compares().then(|| "We may.".to_owned()),
            scales: scales.to_vec(),
            relation,
            bound,
        }
    }

    #[test]
    fn a_direction_needs_its_margin() {
        let lower = case(Relation::Lower, &[Scale::Firmness], 0.05);
        let judged = |by: f64| {
            let other = score(0.5, 0.5, 0.5 - by);
            outcome(&lower, score(0.5, 0.5, 0.5), Some(other)).holds
        };
        assert!(judged(0.06));
        assert!(!judged(0.04) && !judged(-0.06));
    }

    #[test]
    fn one_scale_that_moves_breaks_what_must_stay_the_same() {
        let same = case(Relation::Same, &Scale::ALL, 0.03);
        let judged = outcome(&same, score(0.5, 0.5, 0.5), Some(score(0.5, 0.45, 0.51)));
        assert!(!judged.holds);
        assert!((judged.value + 0.05).abs() < 1e-12);
    }

    #[test]
    fn a_bound_is_met_at_its_very_value() {
        let most = case(Relation::AtMost, &[Scale::Overall], 0.375);
        assert!(outcome(&most, score(0.375, 1.0, 1.0), None).holds);
        assert!(!outcome(&most, score(0.376, 0.0, 0.0), None).holds);
    }

    #[test]
    fn a_limit_for_a_capability_without_cases_is_an_error() {
        let behaviour = Behaviour {
            path: PathBuf::from("behaviour.csv"),
            cases: vec![case(Relation::AtMost, &[Scale::Overall], 0.4)],
        };
        let scores = [score(0.3, 0.3, 0.3)];
        let floor = |name: &str| BTreeMap::from([(name.to_owned(), 0.9)]);
        assert!(judge(&behaviour, &scores, &floor("hedgse")).is_err());
        let (_, capabilities) = judge(&behaviour, &scores, &floor("hedges")).unwrap();
        assert!(capabilities[0].passed());
        assert!(judge(&behaviour, &[], &BTreeMap::new()).is_err());
    }
}
