//! Expressions in invented statements.

use jiff::civil::Date;
use proptest::prelude::*;

use super::{dates, parse_date};

/// A statement, the expression in it, and the days it means.
const CASES: &[(&str, &str, &str)] = &[
    ("The text is due on 2026-01-15.", "2026-01-15", "2026-01-15"),
    (
        "The pact of March 3, 2024 holds.",
        "March 3, 2024",
        "2024-03-03",
    ),
    (
        "The pact of 3 March 2024 holds.",
        "3 March 2024",
        "2024-03-03",
    ),
    (
        "It was signed on Sept. 9, 2025.",
        "Sept. 9, 2025",
        "2025-09-09",
    ),
    (
        "It was signed on the 2nd of June 2025.",
        "2nd of June 2025",
        "2025-06-02",
    ),
    (
        "Talks run November 24-26 in Oslo.",
        "November 24-26",
        "2025-11-24/2025-11-26",
    ),
    (
        "Talks ran from May 5 to 7, 2023.",
        "May 5 to 7, 2023",
        "2023-05-05/2023-05-07",
    ),
    (
        "The truce ends on November 10.",
        "November 10",
        "2025-11-10",
    ),
    ("The truce ends on January 12.", "January 12", "2026-01-12"),
    ("The quota opens on 1 December.", "1 December", "2025-12-01"),
    ("We meet today.", "today", "2025-11-19"),
    ("We met yesterday.", "yesterday", "2025-11-18"),
    ("We meet tomorrow.", "tomorrow", "2025-11-20"),
    (
        "We meet the day after tomorrow.",
        "the day after tomorrow",
        "2025-11-21",
    ),
    (
        "He called the day before yesterday.",
        "the day before yesterday",
        "2025-11-17",
    ),
    ("He arrives tonight.", "tonight", "2025-11-19"),
    ("They spoke last night.", "last night", "2025-11-18"),
    ("We will sign on Friday.", "on Friday", "2025-11-21"),
    (
        "The envoy said on Friday that it holds.",
        "on Friday",
        "2025-11-14",
    ),
    ("The envoy spoke Monday.", "Monday", "2025-11-17"),
    ("The board is to vote Tuesday.", "Tuesday", "2025-11-25"),
    ("The envoy left on Wednesday.", "on Wednesday", "2025-11-19"),
    ("Answer us by Friday.", "by Friday", "2025-11-21"),
    ("The ban holds until Monday.", "until Monday", "2025-11-24"),
    (
        "Nothing moved since Thursday.",
        "since Thursday",
        "2025-11-13",
    ),
    (
        "We will meet Friday of next week.",
        "Friday of next week",
        "2025-11-28",
    ),
    (
        "We meet on Tuesday next week.",
        "Tuesday next week",
        "2025-11-25",
    ),
    ("We meet next Monday.", "next Monday", "2025-11-24"),
    ("We met last Sunday.", "last Sunday", "2025-11-16"),
    ("We meet this Thursday.", "this Thursday", "2025-11-20"),
    (
        "Talks resume next week.",
        "next week",
        "2025-11-24/2025-11-30",
    ),
    (
        "Talks failed last month.",
        "last month",
        "2025-10-01/2025-10-31",
    ),
    (
        "It starts next quarter.",
        "next quarter",
        "2026-01-01/2026-03-31",
    ),
    ("It ends this year.", "this year", "2025-01-01/2025-12-31"),
    (
        "They meet this weekend.",
        "this weekend",
        "2025-11-22/2025-11-23",
    ),
    ("It starts in three weeks.", "in three weeks", "2025-12-10"),
    (
        "It starts in 10 days' time.",
        "in 10 days' time",
        "2025-11-29",
    ),
    (
        "It starts two months from now.",
        "two months from now",
        "2026-01-19",
    ),
    ("It began two years ago.", "two years ago", "2023-11-19"),
    (
        "Ships will sail within 90 days.",
        "within 90 days",
        "2025-11-19/2026-02-17",
    ),
    (
        "Over the next six months we cut.",
        "Over the next six months",
        "2025-11-19/2026-05-19",
    ),
    (
        "We grew in the past five years.",
        "in the past five years",
        "2020-11-19/2025-11-19",
    ),
    (
        "before next week's Thanksgiving holiday",
        "next week's Thanksgiving",
        "2025-11-27",
    ),
    ("We close for Christmas.", "Christmas", "2025-12-25"),
    (
        "A deal by New Year's Day is near.",
        "New Year's Day",
        "2026-01-01",
    ),
    ("Since Labor Day little moved.", "Labor Day", "2025-09-01"),
    (
        "They waited for Labor Day 2026.",
        "Labor Day 2026",
        "2026-09-07",
    ),
    (
        "Before Chinese New Year we ship.",
        "Chinese New Year",
        "2026-02-17",
    ),
    (
        "It opens three weeks after Thanksgiving.",
        "three weeks after Thanksgiving",
        "2025-12-18",
    ),
    (
        "It ends two days before January 12.",
        "two days before January 12",
        "2026-01-10",
    ),
    (
        "We finish by the end of 2026.",
        "the end of 2026",
        "2026-12-31",
    ),
    (
        "We finish by the end of the month.",
        "the end of the month",
        "2025-11-30",
    ),
    (
        "We finish at the end of next year.",
        "the end of next year",
        "2026-12-31",
    ),
    (
        "We start at the beginning of March.",
        "the beginning of March",
        "2026-03-01",
    ),
    ("We finish by year-end.", "year-end", "2025-12-31"),
    (
        "It rises in the first quarter of 2026.",
        "the first quarter of 2026",
        "2026-01-01/2026-03-31",
    ),
    ("It rose in Q3 2024.", "Q3 2024", "2024-07-01/2024-09-30"),
    (
        "It rose in the second half of 2024.",
        "the second half of 2024",
        "2024-07-01/2024-12-31",
    ),
    (
        "Expect it in early December.",
        "early December",
        "2025-12-01/2025-12-10",
    ),
    (
        "Exports fell in March 2023.",
        "March 2023",
        "2023-03-01/2023-03-31",
    ),
    (
        "We decide in January.",
        "in January",
        "2026-01-01/2026-01-31",
    ),
    ("We decide by April.", "by April", "2026-04-01/2026-04-30"),
    (
        "We knew since April.",
        "since April",
        "2025-04-01/2025-04-30",
    ),
    (
        "We cut the duty of October 2nd to 10% now.",
        "October 2nd",
        "2025-10-02",
    ),
    ("We knew in 2019.", "in 2019", "2019-01-01/2019-12-31"),
    (
        "It ships in each of the next three years.",
        "in each of the next three years",
        "2025-11-19/2028-11-19",
    ),
    (
        "It ships over the next two calendar years.",
        "over the next two calendar years",
        "2026-01-01/2027-12-31",
    ),
    (
        "It grows over the next year.",
        "over the next year",
        "2025-11-19/2026-11-19",
    ),
    (
        "It ships from 2026 to 2028.",
        "from 2026 to 2028",
        "2026-01-01/2028-12-31",
    ),
    (
        "It ships in 2026, 2027, and 2028.",
        "in 2026, 2027, and 2028",
        "2026-01-01/2028-12-31",
    ),
    (
        "It ships in 2026 and 2027.",
        "in 2026 and 2027",
        "2026-01-01/2027-12-31",
    ),
    ("It ships by end-2026.", "end-2026", "2026-12-31"),
    ("It is new from 2027.", "from 2027", "2027-01-01/2027-12-31"),
    (
        "They pause it for one year from December 1.",
        "for one year from December 1",
        "2025-12-01/2026-12-01",
    ),
    (
        "They pause it for 90 days starting on December 1.",
        "for 90 days starting on December 1",
        "2025-12-01/2026-03-01",
    ),
    (
        "It is open between 1 December and the end of January.",
        "between 1 December and the end of January",
        "2025-12-01/2026-01-31",
    ),
    (
        "They sail between May 5, 2026, and June 7, 2026.",
        "between May 5, 2026, and June 7, 2026",
        "2026-05-05/2026-06-07",
    ),
    (
        "It runs between 1 January and 30 June.",
        "between 1 January and 30 June",
        "2026-01-01/2026-06-30",
    ),
    (
        "We meet between the 8th and the 12th of December.",
        "between the 8th and the 12th of December",
        "2025-12-08/2025-12-12",
    ),
    (
        "Talks run from 24 to 26 November.",
        "24 to 26 November",
        "2025-11-24/2025-11-26",
    ),
    (
        "Talks run 24-26 November 2026 in Oslo.",
        "24-26 November 2026",
        "2026-11-24/2026-11-26",
    ),
    (
        "The permits come within 30 days, that is by 17 December.",
        "within 30 days, that is by 17 December",
        "2025-11-19/2025-12-17",
    ),
    (
        "The port opens in two weeks (on 5 December).",
        "in two weeks (on 5 December)",
        "2025-12-05",
    ),
    (
        "It ends in three months, on 20 February 2026.",
        "in three months, on 20 February 2026",
        "2026-02-20",
    ),
];

/// Found in a statement published on a Wednesday.
fn found(text: &str) -> Vec<(String, String)> {
    dates(text, parse_date("2025-11-19"))
        .into_iter()
        .map(|mention| {
            let days = if mention.from == mention.to {
                mention.from.to_string()
            } else {
                format!("{}/{}", mention.from, mention.to)
            };
            (text[mention.span].to_owned(), days)
        })
        .collect()
}

#[test]
fn expressions_resolve_against_the_day_of_publication() {
    for (text, expression, days) in CASES {
        let expected = vec![((*expression).to_owned(), (*days).to_owned())];
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn dates_that_name_two_times_stay_two() {
    for (text, expected) in [
        (
            "We pay within 30 days, and by 17 December we close.",
            [
                ("within 30 days", "2025-11-19/2025-12-19"),
                ("17 December", "2025-12-17"),
            ],
        ),
        (
            "We pay within 30 days, on 17 December we close.",
            [
                ("within 30 days", "2025-11-19/2025-12-19"),
                ("17 December", "2025-12-17"),
            ],
        ),
        (
            "They met on 3 December and 5 December.",
            [("3 December", "2025-12-03"), ("5 December", "2025-12-05")],
        ),
        (
            "A truce between 5 December 2025 and 1 May 2025.",
            [
                ("5 December 2025", "2025-12-05"),
                ("1 May 2025", "2025-05-01"),
            ],
        ),
    ] {
        let expected = expected.map(|(words, days)| (words.to_owned(), days.to_owned()));
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn what_can_be_read_in_two_ways_is_left_out() {
    for text in [
        "It ends on 04/11/2025.",
        "We meet next Friday.",
        "We met last Monday.",
        "It rises in the first quarter.",
        "He called three weeks earlier.",
        "in a few days",
        "in three days of talks",
        "within 90 days of the signing",
        "We may march on.",
        "May we ask?",
        "Friday prayers",
        "The truce of May 1 stands.",
        "a second half of the loan",
        "for one year",
        "this season",
        "in 2024 and 2027, or in 2029 and 2026",
        "in fiscal year 2026",
        "in each of the next three seasons",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn without_a_day_of_publication_only_full_dates_are_read() {
    let text = "By Friday, on November 10 or on March 3, 2024.";
    let found = dates(text, None);
    assert_eq!(found.len(), 1);
    assert_eq!(&text[found[0].span.clone()], "March 3, 2024");
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(text in "\\PC{0,60}") {
        for mention in dates(&text, parse_date("2025-11-19")) {
            prop_assert!(text.get(mention.span).is_some());
            prop_assert!(mention.from <= mention.to);
        }
    }

    #[test]
    fn any_mix_of_the_words_is_read_in_order_and_without_overlap(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "on", "by", "in", "next", "last", "week", "Friday", "’s", "three", "weeks", "after",
                "the", "end", "of", "May", "31", "Feb", "29", "2025", "9999", "-", "Thanksgiving",
                "quarter", "first", "within", "999", "years", "ago", "early", ".", "é",
                "between", "and", ",", "(", ")", "that is",
            ]),
            0..14,
        ),
        year in 1i16..9999,
    ) {
        let text = words.join(" ");
        let mut end = 0;
        for mention in dates(&text, Date::new(year, 6, 15).ok()) {
            prop_assert!(mention.span.start >= end);
            end = mention.span.end;
            prop_assert!(text.get(mention.span).is_some());
            prop_assert!(mention.from <= mention.to);
        }
    }
}
