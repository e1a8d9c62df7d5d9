//! Cliff's delta: how often a value of one group exceeds one of the other.

/// Cliff's delta (Cliff 1993, *Dominance Statistics: Ordinal Analyses to Answer
/// Ordinal Questions*): the share of pairs in which the value of `a` is the
/// greater, minus the share in which that of `b` is. From -1 to 1; `None` where a
/// group is empty. Values must be numbers. Both are sorted on the way.
#[must_use]
pub fn cliffs_delta(a: &[f64], b: &[f64]) -> Option<f64> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let sorted = |values: &[f64]| {
        let mut values = values.to_vec();
        values.sort_unstable_by(f64::total_cmp);
        values
    };
    let (a, b) = (sorted(a), sorted(b));
    // For each value of `a`, how many of `b` are below it, and how many are not above.
    let (mut below, mut not_above) = (0, 0);
    let (mut greater, mut less) = (0_u64, 0_u64);
    for value in &a {
        while b.get(below).is_some_and(|other| other < value) {
            below += 1;
        }
        while b.get(not_above).is_some_and(|other| other <= value) {
            not_above += 1;
        }
        greater += below as u64;
        less += (b.len() - not_above) as u64;
    }
    Some((greater as f64 - less as f64) / (a.len() as f64 * b.len() as f64))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn groups_that_do_not_overlap_are_one_apart() {
        assert_eq!(cliffs_delta(&[3.0, 4.0], &[1.0, 2.0]), Some(1.0));
        assert_eq!(cliffs_delta(&[1.0], &[2.0, 3.0]), Some(-1.0));
        assert_eq!(cliffs_delta(&[1.0, 2.0], &[1.0, 2.0]), Some(0.0));
        assert_eq!(cliffs_delta(&[], &[1.0]), None);
    }

    /// Romano, Kromrey, Coraggio and Skowronek (2006) and the R package `effsize`
    /// give -0.25 for these two groups of its documentation.
    #[test]
    fn agrees_with_a_published_value() {
        let treatment = [10.0, 10.0, 20.0, 20.0, 20.0, 30.0, 30.0, 30.0, 40.0, 50.0];
        let control = [10.0, 20.0, 30.0, 40.0, 40.0, 50.0];
        let delta = cliffs_delta(&treatment, &control).unwrap();
        assert!((delta + 0.25).abs() < 1e-9, "{delta}");
    }

    proptest! {
        #[test]
        fn is_the_count_over_all_pairs(
            a in prop::collection::vec(0_u8..6, 1..30),
            b in prop::collection::vec(0_u8..6, 1..30),
        ) {
            let mut sum = 0.0;
            for a in &a {
                for b in &b {
                    sum += f64::from(i8::from(a > b) - i8::from(a < b));
                }
            }
            let expected = sum / (a.len() * b.len()) as f64;
            let floats = |values: &[u8]| values.iter().map(|&v| f64::from(v)).collect::<Vec<_>>();
            let delta = cliffs_delta(&floats(&a), &floats(&b)).unwrap();
            prop_assert!((delta - expected).abs() < 1e-12);
        }
    }
}
