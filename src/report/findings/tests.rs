use super::*;
use crate::aggregates::Interval;

fn names() -> Names {
    let mut names = Names::default();
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

#[test]
fn a_clear_gap_is_told_of_the_more_concrete_side() {
    let said = gap(&of(contrast(0.21, 0.12, 0.30, Some(0.001))), &names());
    assert_eq!(
        said,
        "Rare earths: statements of US are more concrete than those of China, by 0.21 [0.12, 0.30]"
    );
    let said = gap(&of(contrast(-0.21, -0.30, -0.12, Some(0.001))), &names());
    assert_eq!(
        said,
        "Rare earths: statements of China are more concrete than those of US, by 0.21 [0.12, 0.30]"
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
            said.contains("no clear difference between US and China"),
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
        said.ends_with("(few statements: 29 of US, 30 of China)"),
        "{said}"
    );
    let mut none = contrast(0.0, 0.0, 0.0, None);
    none.difference = None;
    assert_eq!(
        gap(&of(none), &names()),
        "Rare earths: too little to compare US and China"
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
        "Rare earths: statements of US are more concrete than those of China, by 0.20 \
             [0.10, 0.30] – the only clear difference in 2 comparisons by topic"
    );
    let said = gaps(&[of(unclear)], &pair, &names());
    assert_eq!(
        said,
        "US and China: no clear difference in 1 comparison by topic"
    );
    assert_eq!(
        gaps(&[], &pair, &names()),
        "Too little to compare US and China on any topic"
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
    assert!(said.starts_with("All topics together: China became more hedged from 2025-10 to 2025-11, by −0.20 [−0.30, −0.10]"), "{said}");
    let said = shifts(Some(&[change(Some(0.06))]), false, &names());
    assert_eq!(
        said,
        "No clear change in 1 comparison of all topics together"
    );
    assert_eq!(
        shifts(None, true, &names()),
        "Mean score of each actor by week"
    );
}

#[test]
fn medians_and_shares_are_told_as_computed() {
    let spread = |actor: &str, n, median| Spread {
        actor: actor.into(),
        n,
        bins: [0; 20],
        median,
        quadrants: [n / 4, 0, 0, n - n / 4],
        dots: Vec::new(),
    };
    let both = [spread("US", 40, 0.625), spread("CN", 8, 0.4)];
    assert_eq!(
        spreads(&both, &names()),
        "Half of the statements score above 0.62 for US, above 0.40 for China (of 8 statements)"
    );
    assert_eq!(
        quadrants(&both, &names()),
        "Specific and firm are 25% of the statements of US, 25% of the statements of China (of 8 statements)"
    );
}
