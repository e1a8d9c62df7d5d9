//! Where the accounts of two actors part: topic by topic, and period by period
//! where that is asked for.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::correction::correct_by_topic;
use super::difference::{Difference, Group, Rules, difference};
use super::grouping::{Key, by_period_and_topic};
use super::outline::Outline;
use crate::aggregates::Part;
use crate::statements::Period;

/// Two actors on one topic.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The period, where gaps are by period; empty for statements without a date.
    pub period: Option<String>,
    /// The topic, or all together.
    pub topic: Part,
    /// The two actors.
    pub actors: [String; 2],
    /// Their statements on it.
    pub groups: [Group; 2],
    /// First minus second; an error says why it is not stated.
    pub difference: Result<Difference, String>,
    /// The p-value corrected over the topics (and periods) of the two actors;
    /// that of all topics together is corrected over the periods alone.
    pub q: Option<f64>,
}

/// The gaps between two actors, by period and topic. Each statement of both at
/// once counts on both sides.
#[must_use]
pub fn gaps(
    statements: &[Outline],
    [a, b]: [&str; 2],
    by: Option<Period>,
    rules: &Rules,
) -> Vec<Gap> {
    let groups = |actor| by_period_and_topic(statements, actor, by);
    let (a_groups, b_groups) = (groups(a), groups(b));
    let keys: BTreeSet<&Key> = a_groups.keys().chain(b_groups.keys()).collect();
    let keys: Vec<&Key> = keys.into_iter().collect();
    let mut gaps: Vec<Gap> = keys
        .into_par_iter()
        .map(|key| {
            let (of_a, of_b) = (side(&a_groups, key), side(&b_groups, key));
            let (period, topic) = key.clone();
            Gap {
                period,
                topic,
                actors: [a.to_owned(), b.to_owned()],
                groups: [Group::of(&of_a), Group::of(&of_b)],
                difference: difference((a, &of_a), (b, &of_b), rules),
                q: None,
            }
        })
        .collect();
    correct_by_topic(gaps.iter_mut().filter_map(|gap| {
        let p = gap.difference.as_ref().ok()?.p;
        Some((&gap.topic, p, &mut gap.q))
    }));
    gaps
}

fn side<'a>(groups: &BTreeMap<Key, Vec<&'a Outline>>, key: &Key) -> Vec<&'a Outline> {
    groups.get(key).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{outlines, statement};
    use super::*;

    fn corpus() -> Vec<Outline> {
        let mut statements = Vec::new();
        for index in 0..20_u8 {
            for (actor, topic, score) in [
                ("US", "tariffs", 0.8),
                ("CN", "tariffs", 0.3),
                ("US", "fentanyl", 0.5),
            ] {
                let wobble = f64::from(index % 5) / 50.0;
                let mut statement = statement(actor, "We will.", score + wobble);
                statement.document = format!("{actor}{topic}{index}");
                statement.topics = vec![topic.to_owned()];
                statement.date = Some(jiff::civil::date(2025, 1 + i8::from(index > 9), 3));
                statements.push(statement);
            }
        }
        outlines(&statements)
    }

    #[test]
    fn each_topic_has_a_row_and_so_have_all_together() {
        let gaps = gaps(&corpus(), ["US", "CN"], None, &Rules::default());
        let topics: Vec<String> = gaps.iter().map(|gap| gap.topic.to_string()).collect();
        assert_eq!(topics, ["all", "fentanyl", "tariffs"]);
        assert_eq!([gaps[0].groups[0].n, gaps[0].groups[1].n], [40, 20]);
        assert_eq!(
            gaps[1].difference.clone().unwrap_err(),
            "CN: 0 statements, fewer than 10"
        );
        let tariffs = gaps[2].difference.clone().unwrap();
        assert!((tariffs.estimate - 0.5).abs() < 1e-9);
        assert!((tariffs.delta - 1.0).abs() < 1e-9);
        // The only topic that was tested.
        assert_eq!(gaps[2].q, Some(tariffs.p));
    }

    #[test]
    fn periods_have_rows_of_their_own() {
        let by = Some(Period::Month);
        let gaps = gaps(&corpus(), ["US", "CN"], by, &Rules::default());
        let periods: BTreeSet<_> = gaps.iter().filter_map(|gap| gap.period.clone()).collect();
        assert_eq!(
            periods.into_iter().collect::<Vec<_>>(),
            ["2025-01", "2025-02"]
        );
        assert_eq!(gaps.len(), 6);
    }
}
