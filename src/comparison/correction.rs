//! Many tests at once: p-values corrected for how many were made.

use crate::aggregates::Part;

/// The p-values adjusted by Benjamini and Hochberg (1995, *Controlling the False
/// Discovery Rate*), in their order: of all tests whose adjusted value is at most
/// 0.05, five in a hundred are expected to be false discoveries.
#[must_use]
pub fn benjamini_hochberg(p_values: &[f64]) -> Vec<f64> {
    let tests = p_values.len() as f64;
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[b].total_cmp(&p_values[a]));
    let mut adjusted = vec![0.0; p_values.len()];
    let mut least = 1.0_f64;
    for (place, index) in order.into_iter().enumerate() {
        let rank = tests - place as f64;
        least = least.min(p_values[index] * tests / rank);
        adjusted[index] = least;
    }
    adjusted
}

/// Puts its adjusted value beside each p-value: those of single topics are one
/// family, those of all topics together, which are the same statements once more,
/// another.
pub(super) fn correct_by_topic<'a>(
    tests: impl Iterator<Item = (&'a Part, f64, &'a mut Option<f64>)>,
) {
    let (together, single): (Vec<_>, Vec<_>) = tests.partition(|(topic, ..)| **topic == Part::All);
    for family in [together, single] {
        let p_values: Vec<f64> = family.iter().map(|(_, p, _)| *p).collect();
        for ((.., place), adjusted) in family.into_iter().zip(benjamini_hochberg(&p_values)) {
            *place = Some(adjusted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fifteen p-values of the example in section 3.2 of the paper. At 0.05 the
    /// procedure rejects the first four; the adjusted values are those that R's
    /// `p.adjust(p, "BH")` gives.
    #[test]
    fn agrees_with_the_paper_s_example() {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1.0000,
        ];
        let expected = [
            0.0015, 0.003, 0.0095, 0.035_625, 0.0603, 0.063_857, 0.063_857, 0.0645, 0.0765, 0.486,
            0.581_182, 0.714_875, 0.753_231, 0.813_214, 1.0,
        ];
        let adjusted = benjamini_hochberg(&p);
        for (adjusted, expected) in adjusted.iter().zip(expected) {
            assert!((adjusted - expected).abs() < 1e-6, "{adjusted} {expected}");
        }
        assert_eq!(adjusted.iter().filter(|q| **q <= 0.05).count(), 4);
    }

    #[test]
    fn the_order_of_the_tests_does_not_matter() {
        assert_eq!(benjamini_hochberg(&[0.5, 0.01, 0.04]), [0.5, 0.03, 0.06]);
        assert!(benjamini_hochberg(&[]).is_empty());
    }
}
