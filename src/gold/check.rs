//! Scores against ratings, and against the scores that were last accepted.

use super::agreement::{mean_absolute_error, spearman};
use super::files::{GoldSet, Limits, Rated, Recorded, Scale};
use crate::scores::{Score, Thresholds, rounded};

/// What a measure must not fall below or exceed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Limit {
    /// It must be at least so much.
    AtLeast(f64),
    /// It must be at most so much.
    AtMost(f64),
}

/// One measure of the check.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// What is measured, in words.
    pub name: String,
    /// The result; `None` where it is not defined.
    pub value: Option<f64>,
    /// What is demanded; `None` where it is shown only.
    pub limit: Option<Limit>,
}

impl Measure {
    /// Whether the demand is met. A measure that is demanded and not defined
    /// fails.
    #[must_use]
    pub fn holds(&self) -> bool {
        match (self.limit, self.value) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(Limit::AtLeast(least)), Some(value)) => value >= least,
            (Some(Limit::AtMost(most)), Some(value)) => value <= most,
        }
    }
}

/// A statement beside its ratings and its last accepted score.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The statement and its ratings.
    pub statement: Rated,
    /// What the model says now.
    pub score: Score,
    /// What was last accepted; `None` for a statement that is new.
    pub recorded: Option<Score>,
}

impl Compared {
    /// How far the headline score is from the mean rating, with its sign.
    #[must_use]
    pub fn miss(&self) -> f64 {
        self.score.overall - self.statement.rating(Scale::Overall)
    }

    /// How far a score moved from the accepted one, with its sign.
    #[must_use]
    pub fn moved(&self, scale: Scale) -> Option<f64> {
        let recorded = self.recorded.as_ref()?;
        Some(rounded(scale.of(&self.score)) - scale.of(recorded))
    }

    /// The greatest move on any scale.
    #[must_use]
    pub fn largest_move(&self) -> Option<f64> {
        Scale::ALL
            .iter()
            .filter_map(|scale| Some(self.moved(*scale)?.abs()))
            .reduce(f64::max)
    }
}

/// The check's result.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The measures, those that are judged and those that are shown only.
    pub measures: Vec<Measure>,
    /// Every statement, in the order of the gold set.
    pub statements: Vec<Compared>,
}

impl Outcome {
    /// Whether every demand is met.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.measures.iter().all(Measure::holds)
    }

    /// The statements that moved most since the accepted scores, most first;
    /// those that stayed are left out.
    #[must_use]
    pub fn movers(&self) -> Vec<&Compared> {
        let moved = |row: &&Compared| row.largest_move().is_some_and(|by| by > 1e-4);
        let mut movers: Vec<&Compared> = self.statements.iter().filter(moved).collect();
        let by = |row: &Compared| row.largest_move().unwrap_or(0.0);
        movers.sort_by(|a, b| by(b).total_cmp(&by(a)));
        movers
    }

    /// The statements farthest from their mean rating, farthest first.
    #[must_use]
    pub fn misses(&self) -> Vec<&Compared> {
        let mut rows: Vec<&Compared> = self.statements.iter().collect();
        rows.sort_by(|a, b| b.miss().abs().total_cmp(&a.miss().abs()));
        rows
    }
}

/// Compares the scores of a gold set, given in its order, with its ratings and
/// with the accepted scores.
#[must_use]
pub fn check(
    gold: &GoldSet,
    scores: &[Score],
    recorded: Option<&Recorded>,
    limits: &Limits,
    thresholds: Thresholds,
) -> Outcome {
    let statements: Vec<Compared> = gold
        .statements
        .iter()
        .zip(scores)
        .map(|(statement, score)| Compared {
            statement: statement.clone(),
            score: *score,
            recorded: recorded.and_then(|recorded| recorded.get(&statement.id).copied()),
        })
        .collect();
    let mut measures = Vec::new();
    for scale in Scale::ALL {
        let scored: Vec<f64> = scores.iter().map(|score| scale.of(score)).collect();
        let rated = column(gold, |row| row.rating(scale));
        measures.push(Measure {
            name: format!("{}: Spearman with the mean rating", scale.name()),
            value: spearman(&scored, &rated),
            limit: limits.spearman.get(scale).map(Limit::AtLeast),
        });
        measures.push(Measure {
            name: format!("{}: mean absolute error", scale.name()),
            value: mean_absolute_error(&scored, &rated),
            limit: limits.mean_absolute_error.get(scale).map(Limit::AtMost),
        });
        measures.push(Measure {
            name: format!("{}: Spearman between the two readers", scale.name()),
            value: spearman(
                &column(gold, |row| row.reading(0, scale)),
                &column(gold, |row| row.reading(1, scale)),
            ),
            limit: None,
        });
    }
    // Length is a confound everywhere: a model must beat it by far.
    measures.push(Measure {
        name: "overall: Spearman of the number of words alone".to_owned(),
        value: spearman(
            &column(gold, |row| row.text.split_whitespace().count() as f64),
            &column(gold, |row| row.rating(Scale::Overall)),
        ),
        limit: None,
    });
    let label = |row: &Compared| {
        let rated = thresholds.label(row.statement.rating(Scale::Overall));
        thresholds.label(row.score.overall) == rated
    };
    measures.push(Measure {
        name: "label as the mean rating's".to_owned(),
        value: share(&statements, label),
        limit: limits.label_agreement.map(Limit::AtLeast),
    });
    measures.push(Measure {
        name: "act that a reader saw".to_owned(),
        value: share(&statements, |row| {
            row.statement.acts.contains(&row.score.act)
        }),
        limit: limits.act_agreement.map(Limit::AtLeast),
    });
    if recorded.is_some() {
        measures.push(Measure {
            name: "largest move since the accepted scores".to_owned(),
            value: statements
                .iter()
                .filter_map(Compared::largest_move)
                .reduce(f64::max),
            limit: limits.largest_move.map(Limit::AtMost),
        });
        measures.push(Measure {
            name: "statements without an accepted score".to_owned(),
            value: Some(
                statements
                    .iter()
                    .filter(|row| row.recorded.is_none())
                    .count() as f64,
            ),
            limit: limits.largest_move.map(|_| Limit::AtMost(0.0)),
        });
    }
    Outcome {
        measures,
        statements,
    }
}

fn column(gold: &GoldSet, value: impl Fn(&Rated) -> f64) -> Vec<f64> {
    gold.statements.iter().map(value).collect()
}

fn share(rows: &[Compared], holds: impl Fn(&Compared) -> bool) -> Option<f64> {
    let count = rows.iter().filter(|row| holds(row)).count();
    (!rows.is_empty()).then(|| count as f64 / rows.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(value: Option<f64>, limit: Option<Limit>) -> Measure {
        Measure {
            name: String::new(),
            value,
            limit,
        }
    }

    #[test]
    fn limits_are_met_at_their_very_value() {
        assert!(measure(Some(0.8), Some(Limit::AtLeast(0.8))).holds());
        assert!(!measure(Some(0.79), Some(Limit::AtLeast(0.8))).holds());
        assert!(measure(Some(0.1), Some(Limit::AtMost(0.1))).holds());
        assert!(!measure(Some(0.11), Some(Limit::AtMost(0.1))).holds());
    }

    #[test]
    fn a_demand_on_what_is_not_defined_fails() {
        assert!(!measure(None, Some(Limit::AtLeast(0.0))).holds());
        assert!(measure(None, None).holds());
    }
}
