//! Change over time: the same actor on the same topic, from one period to the
//! next.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::correction::correct_by_topic;
use super::difference::{Difference, Group, Rules, difference};
use super::grouping::by_period_and_topic;
use super::outline::Outline;
use super::statement::Statement;
use crate::aggregates::Part;
use crate::error::Error;
use crate::statements::Period;

/// Statements of each period among which the two are sought that show a shift:
/// those that lie farthest towards it. A million pairs take a second.
const CANDIDATES: usize = 200;

/// An actor on a topic in two periods that follow each other. Periods in which
/// the actor says nothing on it are passed over.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    /// Whose statements.
    pub actor: String,
    /// The topic, or all together.
    pub topic: Part,
    /// The earlier and the later period.
    pub periods: [String; 2],
    /// The statements in each.
    pub groups: [Group; 2],
    /// Later minus earlier; an error says why it is not stated.
    pub difference: Result<Difference, String>,
    /// The p-value corrected over the shifts of the actor, those of all topics
    /// together apart.
    pub q: Option<f64>,
    /// An earlier and a later statement that are alike and differ in score as the
    /// periods do.
    pub example: Option<[Statement; 2]>,
}

/// Where a score has gone, by its interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More concrete.
    Hardening,
    /// More hedged.
    Softening,
    /// The interval does not leave zero out.
    Unclear,
}

impl Direction {
    /// The direction of a difference.
    #[must_use]
    pub fn of(difference: &Difference) -> Self {
        if difference.interval.low > 0.0 {
            Self::Hardening
        } else if difference.interval.high < 0.0 {
            Self::Softening
        } else {
            Self::Unclear
        }
    }
}

impl std::fmt::Display for Direction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Hardening => "hardening",
            Self::Softening => "softening",
            Self::Unclear => "unclear",
        })
    }
}

/// An actor's shifts, by topic and then by time. `whole` gives a statement by its
/// place among the outlines.
pub fn shifts(
    statements: &[Outline],
    actor: &str,
    by: Period,
    rules: &Rules,
    whole: &(impl Fn(usize) -> Result<Statement, Error> + Sync),
) -> Result<Vec<Shift>, Error> {
    let mut topics: BTreeMap<Part, Vec<(String, Vec<&Outline>)>> = BTreeMap::new();
    for ((period, topic), group) in by_period_and_topic(statements, actor, Some(by)) {
        // What has no date has no place in time.
        if let Some(period) = period.filter(|period| !period.is_empty()) {
            topics.entry(topic).or_default().push((period, group));
        }
    }
    let steps: Vec<_> = topics
        .iter()
        .flat_map(|(topic, periods)| periods.windows(2).map(move |step| (topic, step)))
        .collect();
    let mut shifts: Vec<Shift> = steps
        .into_par_iter()
        .map(|(topic, step)| {
            let [(from, earlier), (to, later)] = [&step[0], &step[1]];
            let difference = difference((to, later), (from, earlier), rules);
            let example = match &difference {
                Ok(difference) => {
                    let change = difference.estimate;
                    let far = |group: &[&Outline], towards| {
                        let places = farthest(group, towards).into_iter();
                        places.map(whole).collect::<Result<Vec<_>, _>>()
                    };
                    example(&far(earlier, -change)?, &far(later, change)?, change)
                }
                Err(_) => None,
            };
            Ok(Shift {
                actor: actor.to_owned(),
                topic: topic.clone(),
                periods: [from.clone(), to.clone()],
                groups: [Group::of(earlier), Group::of(later)],
                difference,
                q: None,
                example,
            })
        })
        .collect::<Result<_, Error>>()?;
    correct_by_topic(shifts.iter_mut().filter_map(|shift| {
        let p = shift.difference.as_ref().ok()?.p;
        Some((&shift.topic, p, &mut shift.q))
    }));
    Ok(shifts)
}

/// The places of those whose scores lie farthest towards a sign; of equal ones the
/// first come first.
fn farthest(group: &[&Outline], towards: f64) -> Vec<usize> {
    let mut group = group.to_vec();
    group.sort_by(|a, b| {
        let order = |outline: &Outline| outline.measured.score * towards.signum();
        order(b).total_cmp(&order(a)).then(a.place.cmp(&b.place))
    });
    let group = group.into_iter().take(CANDIDATES);
    group.map(|outline| outline.place).collect()
}

/// The two statements for which likeness times change of score is greatest.
fn example(before: &[Statement], after: &[Statement], change: f64) -> Option<[Statement; 2]> {
    let direction = change.signum();
    let mut best: Option<(f64, [&Statement; 2])> = None;
    for from in before {
        for to in after {
            let change = direction * (to.measured.score - from.measured.score);
            let shown = change * from.cosine(to);
            if shown > 0.0 && best.is_none_or(|(most, _)| shown > most) {
                best = Some((shown, [from, to]));
            }
        }
    }
    best.map(|(_, pair)| pair.map(Clone::clone))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::testing::{outlines, statement};
    use super::*;
    use crate::model::{Embedding, Quantized};

    fn found(statements: &[Statement]) -> Vec<Shift> {
        let (by, rules) = (Period::Month, Rules::default());
        let whole = |place: usize| Ok(statements[place].clone());
        shifts(&outlines(statements), "CN", by, &rules, &whole).unwrap()
    }

    fn corpus() -> Vec<Statement> {
        let mut statements = Vec::new();
        for index in 0..12_u8 {
            for (month, score) in [(1, 0.2), (2, 0.7), (4, 0.7)] {
                let mut statement = statement("CN", &format!("{month}/{index}"), score);
                statement.date = Some(date(2025, month, 1 + i8::try_from(index).unwrap()));
                let mut vector = vec![0.1; 8];
                vector[usize::from(index % 8)] = 1.0;
                statement.embedding = Some(Quantized::of(&Embedding::new(vector)));
                statements.push(statement);
            }
        }
        statements
    }

    #[test]
    fn a_shift_goes_from_one_period_to_the_next_in_which_something_is_said() {
        let statements = corpus();
        let shifts = found(&statements);
        let steps: Vec<_> = shifts
            .iter()
            .map(|s| (s.topic.to_string(), s.periods.join(" ")))
            .collect();
        let expected = [
            ("all", "2025-01 2025-02"),
            ("all", "2025-02 2025-04"),
            ("tariffs", "2025-01 2025-02"),
            ("tariffs", "2025-02 2025-04"),
        ];
        assert_eq!(steps, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
        let directions: Vec<Direction> = shifts
            .iter()
            .map(|shift| Direction::of(shift.difference.as_ref().unwrap()))
            .collect();
        assert_eq!(directions[0], Direction::Hardening);
        assert_eq!(directions[1], Direction::Unclear);
    }

    #[test]
    fn the_example_is_of_two_statements_that_are_alike() {
        let statements = corpus();
        let shifts = found(&statements);
        let [from, to] = shifts[0].example.as_ref().unwrap();
        assert!(from.text.starts_with("1/") && to.text.starts_with("2/"));
        assert!(from.cosine(to) > 0.99, "{} {}", from.text, to.text);
    }

    #[test]
    fn nothing_is_shown_of_what_did_not_change() {
        let statements = corpus();
        let shifts = found(&statements);
        assert!(shifts[1].example.is_none());
    }
}
