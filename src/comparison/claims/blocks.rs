//! Statements in, blocks of days out: in which the claims of those days stand beside
//! all that may answer them, so that not everything has to be in memory at once.

use std::ops::RangeInclusive;

use jiff::Span;
use jiff::civil::Date;

use super::super::outline::Outline;
use super::ledger::LedgerRules;

/// A block is closed where it has so many statements, but not before its days are as
/// many as those around them in which answers are sought: else most of what is read
/// would be read for the days around.
const ENOUGH: usize = 50_000;

/// The claims of some days with what may answer them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The days of the claims.
    pub said: RangeInclusive<Date>,
    /// Where among all statements those stand that were said on these days or in the
    /// windows around them: in order of date, on one day in that of the statements.
    pub places: Vec<usize>,
}

/// Cuts statements into blocks, in order of date. What has no date is in none.
#[must_use]
pub fn blocks(statements: &[Outline], rules: &LedgerRules) -> Vec<Block> {
    blocks_of(statements, rules, ENOUGH)
}

fn blocks_of(statements: &[Outline], rules: &LedgerRules, enough: usize) -> Vec<Block> {
    let mut dated: Vec<(Date, usize)> = statements
        .iter()
        .enumerate()
        .filter_map(|(place, statement)| Some((statement.date?, place)))
        .collect();
    dated.sort_unstable();
    let before = |day: Date, days: i32| day.saturating_sub(Span::new().days(days));
    let after = |day: Date, days: i32| day.saturating_add(Span::new().days(days));
    let first_from = |day: Date| dated.partition_point(|(date, _)| *date < day);
    let first_behind = |day: Date| dated.partition_point(|(date, _)| *date <= day);
    let mut blocks = Vec::new();
    let mut next = 0;
    while let Some((from, _)) = dated.get(next) {
        let start = first_from(before(*from, rules.days_before));
        let mut to = after(*from, rules.days_before.saturating_add(rules.days_after));
        let mut end = first_behind(after(to, rules.days_after));
        while let Some((day, _)) = dated.get(first_behind(to))
            && end - start < enough
        {
            to = *day;
            end = first_behind(after(to, rules.days_after));
        }
        blocks.push(Block {
            said: *from..=to,
            places: dated[start..end].iter().map(|(_, place)| *place).collect(),
        });
        next = first_behind(to);
    }
    blocks
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::super::testing::{outlines, statement};
    use super::*;

    fn said(days: &[Option<i32>]) -> Vec<Outline> {
        let statements: Vec<_> = days
            .iter()
            .map(|day| {
                let mut statement = statement("US", "We will.", 0.5);
                statement.date = day.map(|day| date(2024, 1, 1) + Span::new().days(day));
                statement
            })
            .collect();
        outlines(&statements)
    }

    fn rules() -> LedgerRules {
        LedgerRules {
            days_before: 3,
            days_after: 5,
            ..LedgerRules::default()
        }
    }

    #[test]
    fn few_statements_are_one_block() {
        let statements = said(&[Some(300), None, Some(0), Some(300)]);
        let blocks = blocks(&statements, &rules());
        assert_eq!(blocks.len(), 1);
        assert_eq!(blocks[0].places, [2, 0, 3]);
        assert!(super::blocks(&said(&[None]), &rules()).is_empty());
    }

    #[test]
    fn the_end_of_the_calendar_ends_a_block() {
        let mut statements = said(&[Some(0), Some(1)]);
        statements[1].date = Some(Date::MAX);
        let blocks = blocks_of(&statements, &rules(), 1);
        let places: Vec<_> = blocks.iter().map(|block| &block.places[..]).collect();
        assert_eq!(places, [&[0][..], &[1]]);
    }

    proptest! {
        #[test]
        fn each_claim_is_in_one_block_with_all_of_its_window(
            days in prop::collection::vec(prop::option::weighted(0.9, 0..200), 0..120),
            enough in 1_usize..60,
        ) {
            let statements = said(&days);
            let blocks = blocks_of(&statements, &rules(), enough);
            for (place, day) in days.iter().enumerate() {
                let Some(day) = day else { continue };
                let date = statements[place].date.unwrap();
                let of: Vec<&Block> = blocks.iter().filter(|b| b.said.contains(&date)).collect();
                prop_assert_eq!(of.len(), 1);
                for (other, said) in days.iter().enumerate() {
                    let near = said.is_some_and(|said| (day - 3..=day + 5).contains(&said));
                    prop_assert!(!near || of[0].places.contains(&other));
                }
            }
            for block in &blocks {
                let key = |place: &usize| (statements[*place].date, *place);
                prop_assert!(block.places.is_sorted_by_key(key));
            }
        }
    }
}
