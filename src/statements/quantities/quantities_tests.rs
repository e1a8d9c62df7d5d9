//! Amounts in invented statements.

use proptest::prelude::*;

use super::{Quantity, quantities};

/// An amount in one line: "12000000 tonnes", "10..15 percent", "25.. USD per year".
pub(crate) fn line(quantity: &Quantity) -> String {
    let number = |value: Option<f64>| {
        value.map_or(String::new(), |value| {
            if value.abs() >= 1000.0 {
                format!("{value:.0}")
            } else {
                format!("{}", (value * 1e6).round() / 1e6)
            }
        })
    };
    let amount = if quantity.value().is_some() {
        number(quantity.low)
    } else {
        format!("{}..{}", number(quantity.low), number(quantity.high))
    };
    let per = quantity
        .per
        .as_ref()
        .map_or(String::new(), |per| format!(" per {per}"));
    format!("{amount} {}{per}", quantity.unit)
}

/// A statement and its amounts, each as its words and its line.
const CASES: &[(&str, &[(&str, &str)])] = &[
    (
        "They bought 12 million tonnes of wheat.",
        &[("12 million tonnes", "12000000 tonnes")],
    ),
    (
        "They bought twenty-five million tons.",
        &[("twenty-five million tons", "25000000 tonnes")],
    ),
    (
        "It ships 3.5 mmt of beans.",
        &[("3.5 mmt", "3500000 tonnes")],
    ),
    ("A cargo of 40kt sailed.", &[("40kt", "40000 tonnes")]),
    (
        "The quota is 250 short tons.",
        &[("250 short tons", "226.796185 tonnes")],
    ),
    (
        "They took 1,000 bushels of soybeans.",
        &[("1,000 bushels", "27.215542 tonnes")],
    ),
    (
        "They took 1,000 bushels of apples.",
        &[("1,000 bushels", "1000 bushel")],
    ),
    (
        "It took half a million tonnes.",
        &[("half a million tonnes", "500000 tonnes")],
    ),
    (
        "The rate rose to 35 per cent.",
        &[("35 per cent", "35 percent")],
    ),
    (
        "It fell by 50 basis points.",
        &[("50 basis points", "0.5 percent")],
    ),
    (
        "It gained 24 percentage points.",
        &[("24 percentage points", "24 percent")],
    ),
    ("It costs 10%.", &[("10%", "10 percent")]),
    ("They will pay $5bn.", &[("$5bn", "5000000000 USD")]),
    (
        "They will pay US$1.2 trillion.",
        &[("US$1.2 trillion", "1200000000000 USD")],
    ),
    (
        "They will pay 5 billion yuan.",
        &[("5 billion yuan", "5000000000 CNY")],
    ),
    ("They will pay RMB 3 bn.", &[("RMB 3 bn", "3000000000 CNY")]),
    ("They will pay €40m.", &[("€40m", "40000000 EUR")]),
    ("They will pay ¥9 million.", &[("¥9 million", "9000000 ¥")]),
    (
        "They will pay a billion dollars.",
        &[("a billion dollars", "1000000000 USD")],
    ),
    (
        "They will pay two hundred and fifty million euros.",
        &[("two hundred and fifty million euros", "250000000 EUR")],
    ),
    (
        "The duty is 10 to 15 percent.",
        &[("10 to 15 percent", "10..15 percent")],
    ),
    (
        "The duty is between 10 and 15 percent.",
        &[("between 10 and 15 percent", "10..15 percent")],
    ),
    ("The duty is 10-15%.", &[("10-15%", "10..15 percent")]),
    (
        "The cost is $5 to $10 billion.",
        &[("$5 to $10 billion", "5000000000..10000000000 USD")],
    ),
    (
        "We cut the duty from 20 to 10 percent.",
        &[("20", "20 percent"), ("10 percent", "10 percent")],
    ),
    (
        "We cut the duty from 20% to 10%.",
        &[("20%", "20 percent"), ("10%", "10 percent")],
    ),
    (
        "We raise the quota from 5 to 8 million tonnes.",
        &[
            ("5", "5000000 tonnes"),
            ("8 million tonnes", "8000000 tonnes"),
        ],
    ),
    (
        "At least 25 million tonnes go out.",
        &[("At least 25 million tonnes", "25000000.. tonnes")],
    ),
    (
        "No less than $3 billion is due.",
        &[("No less than $3 billion", "3000000000.. USD")],
    ),
    (
        "They have up to 40 ships.",
        &[("up to 40 ships", "..40 ship")],
    ),
    (
        "They have as much as 40 tonnes.",
        &[("as much as 40 tonnes", "..40 tonnes")],
    ),
    (
        "They took 30 days or more.",
        &[("30 days or more", "30.. days")],
    ),
    (
        "They pay about $20 million.",
        &[("about $20 million", "19000000..21000000 USD")],
    ),
    (
        "They pay nearly $20 million.",
        &[("nearly $20 million", "19000000..20000000 USD")],
    ),
    (
        "They sell 200 Boeing aircraft.",
        &[("200 Boeing aircraft", "200 aircraft")],
    ),
    ("A 200-plane order came.", &[("200-plane", "200 plane")]),
    (
        "They signed three agreements.",
        &[("three agreements", "3 agreement")],
    ),
    (
        "They signed one agreement.",
        &[("one agreement", "1 agreement")],
    ),
    (
        "It lists 40 Chinese chip companies and 12 ports.",
        &[
            ("40 Chinese chip companies", "40 company"),
            ("12 ports", "12 port"),
        ],
    ),
    (
        "They listed two dozen firms.",
        &[("two dozen firms", "24 firm")],
    ),
    ("A one-year pause begins.", &[("one-year", "365 days")]),
    ("It lasts three months.", &[("three months", "91.25 days")]),
    (
        "They spoke for 90 minutes.",
        &[("90 minutes", "0.0625 days")],
    ),
    (
        "They take 5 million barrels per day.",
        &[("5 million barrels per day", "794936 cubic metres per day")],
    ),
    (
        "They take 5 tonnes of ore a year.",
        &[("5 tonnes", "5 tonnes per year")],
    ),
    (
        "They take 5 tonnes of ore in each of the next three years.",
        &[("5 tonnes", "5 tonnes per year")],
    ),
    (
        "They pay $400 a tonne.",
        &[("$400 a tonne", "400 USD per tonne")],
    ),
    (
        "An annual quota of 5 tonnes applies.",
        &[("5 tonnes", "5 tonnes per year")],
    ),
    (
        "They take 12 million tonnes now and 25 million next year.",
        &[
            ("12 million tonnes", "12000000 tonnes"),
            ("25 million", "25000000 tonnes"),
        ],
    ),
    (
        "A quarter of the duty is gone, and two-thirds of the fees.",
        &[
            ("A quarter", "25 percent"),
            ("two-thirds", "66.666667 percent"),
        ],
    ),
    ("We drop half of the fees.", &[("half", "50 percent")]),
    (
        "The plant makes 3 GW and the dam 900 megawatts.",
        &[
            ("3 GW", "3000 megawatts"),
            ("900 megawatts", "900 megawatts"),
        ],
    ),
    (
        "Ships of 12 nautical miles' range",
        &[("12 nautical miles", "22224 metres")],
    ),
    (
        "Growth of 5 percent a year",
        &[("5 percent a year", "5 percent per year")],
    ),
    (
        "Put at least a 10% fee on it.",
        &[("at least a 10%", "10.. percent")],
    ),
    ("We pause it for a year.", &[("a year", "365 days")]),
    (
        "It gives 12 months to 30 buyers.",
        &[("12 months", "365 days"), ("30 buyers", "30 buyer")],
    ),
    (
        "Until May 4, 2026 and 25 million tonnes",
        &[("25 million tonnes", "25000000 tonnes")],
    ),
    (
        "Give notice of a rule 60 days ahead.",
        &[("60 days", "60 days")],
    ),
    (
        "It goes from 0 to 0 percent.",
        &[("0", "0 percent"), ("0 percent", "0 percent")],
    ),
    (
        "They plan two or three rounds.",
        &[("two or three rounds", "2..3 round")],
    ),
];

#[test]
fn amounts_are_read_with_bounds_units_and_what_they_are_for() {
    for (text, expected) in CASES {
        let found = quantities(text);
        let found: Vec<(&str, String)> = found
            .iter()
            .map(|quantity| (&text[quantity.span.clone()], line(quantity)))
            .collect();
        let expected: Vec<(&str, String)> = expected
            .iter()
            .map(|(words, line)| (*words, (*line).to_owned()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn numbers_that_name_or_order_are_no_amounts() {
    for text in [
        "The pact of 2019 holds through 2026.",
        "We met on November 10 and on 3 May.",
        "Talks ran November 24-26 and from May 5 to 7.",
        "They call at 10:30 or at 3 p.m. sharp.",
        "The first quarter and the third round were slow.",
        "The 10th round begins.",
        "Section 301 tariffs stay under Article 5.",
        "The G20 wants 5G, and so does the G7.",
        "Resolution 2758 settles it.",
        "After 9/11 things changed.",
        "One must ask which one of them it is.",
        "The one-China principle stands.",
        "The two sides met, and the two countries gain.",
        "Both governments agreed.",
        "Call +1 202 555 0143.",
        "It sold F-35 jets and Boeing 737 planes.",
        "A five-point plan for a two-state solution",
        "They won three times.",
        "I am 100 percent certain of the 14th Five-Year Plan.",
        "the 301 tariffs and One Country, Two Systems",
        "Hundreds of ships and dozens of planes came.",
        "in the next three years, two years ago, over the next 10 or 14 days",
        "The 2026 targets are out.",
        "the second half of the year",
        "Act No. 12 tariffs and Rule 4 exemptions",
        "Articles 5 and 6 duties",
        "Our one true friend is one of a kind.",
    ] {
        assert_eq!(quantities(text), [], "{text}");
    }
}

fn one(text: &str) -> Quantity {
    let found = quantities(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found[0].clone()
}

#[test]
fn amounts_are_compatible_where_both_can_be_true() {
    for (first, second, expected) in [
        ("about 12 million tonnes", "11.8 million tons", true),
        ("12 million tonnes", "11.8 million tonnes", false),
        ("12 million tonnes", "11.95 million tonnes", true),
        ("at least 25 million tonnes", "30 million tonnes", true),
        ("at least 25 million tonnes", "20 million tonnes", false),
        ("up to $5bn", "more than $6 billion", false),
        ("10 to 15 percent", "12%", true),
        ("200 planes", "200 Boeing aircraft", true),
        ("40 licences", "41 permits", false),
        ("one year", "12 months", true),
        ("90 days", "three months", true),
        ("5 tonnes", "5 percent", false),
        ("5 tonnes a year", "5 tonnes", false),
        ("$5 billion", "€5 billion", false),
    ] {
        let (one, two) = (one(first), one(second));
        assert_eq!(one.compatible(&two), expected, "{first} / {second}");
        assert_eq!(two.compatible(&one), expected, "{second} / {first}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_in_order_and_without_overlap(text in "\\PC{0,60}") {
        check(&text)?;
    }

    #[test]
    fn any_mix_of_the_words_is_read_in_order_and_without_overlap(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "between", "10", "0", "and", "15", "to", "from", "-", "million", "percent", "%", "$",
                "US", "a", "year", "per", "tonnes", "of", "soybeans", "half", "quarter", "at",
                "least", "up", "about", "one", "two", "hundred", "-", "aircraft", "ships", ",",
                ".", "1,000", "5bn", "é", "’s", "the", "each", "next", "three", "years", "¥", "99999999999999999999",
            ]),
            0..14,
        ),
        glue in prop::sample::select(vec![" ", ""]),
    ) {
        check(&words.join(glue))?;
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let mut end = 0;
    for quantity in quantities(text) {
        prop_assert!(quantity.span.start >= end && quantity.span.start < quantity.span.end);
        prop_assert!(text.get(quantity.span.clone()).is_some());
        prop_assert!(quantity.low.is_some() || quantity.high.is_some());
        if let (Some(low), Some(high)) = (quantity.low, quantity.high) {
            prop_assert!(low <= high);
        }
        end = quantity.span.end;
    }
    Ok(())
}
