//! An actor's statements by period and topic.

use std::collections::BTreeMap;

use super::outline::Outline;
use crate::aggregates::Part;
use crate::statements::Period;

/// A period, where statements are grouped by it (empty for those without a date),
/// and a topic, or all together.
pub(super) type Key = (Option<String>, Part);

/// An actor's statements by period and topic. One with several topics is in each.
pub(super) fn by_period_and_topic<'a>(
    statements: &'a [Outline],
    actor: &str,
    by: Option<Period>,
) -> BTreeMap<Key, Vec<&'a Outline>> {
    let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for statement in statements.iter().filter(|statement| statement.of(actor)) {
        let period = by.map(|by| {
            let period = statement.date.map(|date| by.of(date));
            period.unwrap_or_default()
        });
        let topics = statement.topics.iter().cloned().map(Part::Value);
        for topic in std::iter::once(Part::All).chain(topics) {
            let key = (period.clone(), topic);
            groups.entry(key).or_default().push(statement);
        }
    }
    groups
}
