use std::sync::Arc;

use super::*;
use crate::aggregates::Summary;

fn names() -> Names {
    let mut names = Names::default();
    names.add_actor("US", Some("United States"));
    names.add_actor("CN", Some("China"));
    names.add_topic("rare_earths", Some("Rare earths"));
    names
}

fn contrast(estimate: f64, low: f64, high: f64, q: Option<f64>) -> Contrast {
    Contrast {
        topic: "rare_earths".to_owned(),
        sides: ["US".to_owned(), "CN".to_owned()],
        n: [120, 90],
        means: [Some(0.6), Some(0.6 - estimate)],
        difference: Some(Difference {
            estimate,
            interval: Interval { low, high },
            q,
        }),
        note: String::new(),
    }
}

fn of(contrast: Contrast) -> Gap {
    Gap {
        period: String::new(),
        contrast,
        delta: None,
    }
}

/// Means of 50 statements each, all with an interval that reaches as far to either side.
fn means(scores: &[(&str, &str, f64)], reach: f64) -> Measures {
    let cells = scores.iter().map(|(actor, topic, score)| {
        let summary = Summary {
            n: 50,
            n_documents: 50,
            mean_score: *score,
            interval: Some(Interval {
                low: score - reach,
                high: score + reach,
            }),
            mean_specificity: *score,
            mean_firmness: *score,
            share_concrete: 0.0,
            share_hedged: 0.0,
        };
        ((Arc::from(*actor), Arc::from(*topic)), summary)
    });
    Measures {
        cells: cells.collect(),
        topics: Vec::new(),
        spreads: Vec::new(),
        timeline: None,
    }
}

fn spread(actor: &str, n: u64, median: f64) -> Spread {
    Spread {
        actor: actor.into(),
        n,
        bins: [0; 20],
        median,
        quadrants: [n / 4, 0, 0, n - n / 4],
        dots: Vec::new(),
    }
}

#[test]
fn a_clear_gap_is_told_of_the_more_concrete_side() {
    let said = gap(&of(contrast(0.21, 0.12, 0.30, Some(0.001))), &names());
    assert_eq!(
        said,
        "US statements on rare earths are more concrete than China’s, by 0.21 [0.12, 0.30]"
    );
    let said = gap(&of(contrast(-0.21, -0.30, -0.12, Some(0.001))), &names());
    assert_eq!(
        said,
        "China’s statements on rare earths are more concrete than US statements, by 0.21 \
         [0.12, 0.30]"
    );
    let mut together = contrast(0.21, 0.12, 0.30, Some(0.001));
    together.topic = ALL.to_owned();
    let mut together = of(together);
    together.period = "2025-11".to_owned();
    assert_eq!(
        gap(&together, &names()),
        "US statements on all topics together in 2025-11 are more concrete than China’s, by \
         0.21 [0.12, 0.30]"
    );
}

#[test]
fn nothing_is_claimed_at_the_edges() {
    let edges = [
        contrast(0.21, 0.0, 0.42, Some(0.001)),
        contrast(0.21, -0.01, 0.42, Some(0.001)),
        contrast(0.21, 0.12, 0.30, Some(0.05)),
        contrast(0.21, 0.12, 0.30, None),
        contrast(-0.21, -0.42, 0.0, Some(0.001)),
    ];
    for edge in edges {
        let said = gap(&of(edge), &names());
        assert!(
            said.starts_with(
                "No clear difference between the statements of the US and China on rare earths: \
                 US minus China is "
            ),
            "{said}"
        );
        assert!(!said.contains("more concrete"), "{said}");
    }
    let said = gap(&of(contrast(0.21, 0.0001, 0.42, Some(0.0499))), &names());
    assert!(
        said.contains("more concrete") && said.ends_with("[0.0001, 0.42]"),
        "{said}"
    );
}

#[test]
fn few_statements_are_told_and_none_compared_where_there_is_too_little() {
    let mut small = contrast(0.21, 0.12, 0.30, Some(0.001));
    small.n = [29, 30];
    let said = gap(&of(small), &names());
    assert!(
        said.ends_with("(few statements: 29 of the US, 30 of China)"),
        "{said}"
    );
    let mut none = contrast(0.0, 0.0, 0.0, None);
    none.difference = None;
    assert_eq!(
        gap(&of(none), &names()),
        "Too little to compare the statements of the US and China on rare earths"
    );
}

#[test]
fn the_title_names_the_widest_clear_gap_and_not_a_wider_unclear_one() {
    let pair = ["US".to_owned(), "CN".to_owned()];
    let mut unclear = contrast(0.5, -0.1, 0.9, Some(0.2));
    unclear.topic = "ai".to_owned();
    let clear = contrast(0.2, 0.1, 0.3, Some(0.01));
    let said = gaps(&[of(unclear.clone()), of(clear)], &pair, &names());
    assert_eq!(
        said,
        "US statements on rare earths are more concrete than China’s, by 0.20 [0.10, 0.30] – \
         the only clear difference in 2 comparisons by topic"
    );
    let said = gaps(&[of(unclear)], &pair, &names());
    assert_eq!(
        said,
        "The US and China: no clear difference in 1 comparison by topic"
    );
    assert_eq!(
        gaps(&[], &pair, &names()),
        "Too little to compare the US and China on any topic"
    );
}

#[test]
fn a_change_is_clear_only_after_correction() {
    let change = |q| Shift {
        actor: "CN".to_owned(),
        contrast: Contrast {
            topic: ALL.to_owned(),
            sides: ["2025-10".to_owned(), "2025-11".to_owned()],
            ..contrast(-0.2, -0.3, -0.1, q)
        },
        direction: "softening".to_owned(),
        examples: [String::new(), String::new()],
    };
    let said = shifts(Some(&[change(Some(0.01))]), false, &names());
    assert_eq!(
        said,
        "China’s statements on all topics together became more hedged from 2025-10 to 2025-11, \
         by −0.20 [−0.30, −0.10] – the only clear change in 1 comparison"
    );
    let unclear = change(Some(0.06));
    assert_eq!(
        shift(&unclear, &names()),
        "No clear change of China’s statements on all topics together from 2025-10 to 2025-11: \
         −0.20 [−0.30, −0.10]"
    );
    assert_eq!(
        shifts(Some(&[unclear]), false, &names()),
        "No clear change in 1 comparison of all topics together"
    );
    assert_eq!(
        shifts(None, true, &names()),
        "Mean score of each actor by week"
    );
}

#[test]
fn means_that_noise_would_part_are_not_called_the_highest_and_the_lowest() {
    let ids: Vec<String> = (0..96).map(|place| format!("topic {place}")).collect();
    // The farthest apart of 96 equal means of a thousand statements each.
    let mut scores: Vec<(&str, &str, f64)> = ids.iter().map(|id| ("US", &id[..], 0.5)).collect();
    scores[7].2 = 0.52;
    scores[70].2 = 0.48;
    let none = "Mean scores by actor and topic; of 96 with 30 statements or more none stands \
                apart from the others with certainty";
    assert_eq!(cells(&means(&scores, 0.018), &names()), none);
    // As the only two they would be.
    let two = [scores[7], scores[70]];
    let said = cells(&means(&two, 0.018), &names());
    assert!(said.starts_with("The highest mean score"), "{said}");
    // Equal ones are not, however narrow their intervals.
    let equal = [("US", "ai", 0.5), ("CN", "ai", 0.5)];
    let said = cells(&means(&equal, 0.0), &names());
    assert!(
        said.contains("of 2 with 30 statements or more none"),
        "{said}"
    );
}

#[test]
fn means_that_lie_apart_are_named() {
    let scores = [
        ("CN", "rare_earths", 0.3),
        ("CN", "climate", 0.5),
        ("US", "climate", 0.55),
        ("US", "rare_earths", 0.8),
        ("US", ALL, 0.9),
        ("US", NONE, 0.1),
    ];
    assert_eq!(
        cells(&means(&scores, 0.05), &names()),
        "The highest mean score is that of the US on rare earths, 0.80 [0.75, 0.85], the lowest \
         that of China on rare earths, 0.30 [0.25, 0.35]"
    );
    assert_eq!(
        cells(&means(&scores[..1], 0.05), &names()),
        "Mean scores by actor and topic; one alone has 30 statements, and documents enough for \
         an interval: that of China on rare earths, 0.30 [0.25, 0.35]"
    );
    let said = cells(&means(&scores[4..], 0.05), &names());
    assert!(said.contains("on no single topic has an actor 30 statements"));
}

#[test]
fn medians_and_shares_are_told_as_computed() {
    let both = [spread("US", 40, 0.625), spread("CN", 8, 0.4)];
    assert_eq!(
        spreads(&both, &names()),
        "Half of the statements score above 0.62 for the US, above 0.40 for China (of 8 statements)"
    );
    assert_eq!(
        quadrants(&both, &names()),
        "Specific and firm are 25% of US statements, 25% of China’s statements (of 8 statements)"
    );
}

#[test]
fn of_many_actors_those_at_the_ends_are_named() {
    let mut many = ["US", "CN", "EU", "JP"].map(|actor| spread(actor, 40, 0.5));
    assert_eq!(
        spreads(&many, &names()),
        "The median score of each of 4 actors is 0.50"
    );
    assert_eq!(
        quadrants(&many, &names()),
        "Specific and firm are 25% of the statements of each of 4 actors"
    );
    many[1].median = 0.3;
    many[1].quadrants = [30, 0, 0, 10];
    many[2].median = 0.6;
    many[3].n = 20;
    many[3].quadrants = [1, 0, 0, 19];
    assert_eq!(
        spreads(&many, &names()),
        "The median scores of 4 actors lie between 0.30 for China and 0.60 for EU"
    );
    assert_eq!(
        quadrants(&many, &names()),
        "Specific and firm are from 5% of JP statements (of 20 statements) to 75% of China’s \
         statements, among 4 actors"
    );
}
