//! Measures of agreement between two lists of numbers.

use statrs::statistics::{Data, OrderStatistics, RankTieBreaker};

/// Spearman's rank correlation with tied values at their mean rank: Pearson's
/// correlation of the ranks. `None` where one list does not vary or the lists
/// differ in length.
///
/// ```
/// use hedgerow::gold::spearman;
/// assert_eq!(spearman(&[1.0, 2.0, 3.0], &[10.0, 20.0, 90.0]), Some(1.0));
/// assert_eq!(spearman(&[1.0, 1.0], &[2.0, 3.0]), None);
/// ```
#[must_use]
pub fn spearman(x: &[f64], y: &[f64]) -> Option<f64> {
    if x.len() != y.len() {
        return None;
    }
    let ranks = |values: &[f64]| Data::new(values.to_vec()).ranks(RankTieBreaker::Average);
    pearson(&ranks(x), &ranks(y))
}

fn pearson(x: &[f64], y: &[f64]) -> Option<f64> {
    let n = x.len() as f64;
    let (mean_x, mean_y) = (x.iter().sum::<f64>() / n, y.iter().sum::<f64>() / n);
    let (mut xy, mut xx, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in x.iter().zip(y) {
        let (x, y) = (x - mean_x, y - mean_y);
        xy += x * y;
        xx += x * x;
        yy += y * y;
    }
    (xx > 0.0 && yy > 0.0).then(|| xy / (xx * yy).sqrt())
}

/// The mean distance between pairs. `None` for lists that are empty or differ in
/// length.
#[must_use]
pub fn mean_absolute_error(x: &[f64], y: &[f64]) -> Option<f64> {
    (x.len() == y.len() && !x.is_empty())
        .then(|| x.iter().zip(y).map(|(x, y)| (x - y).abs()).sum::<f64>() / x.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tied_values_share_their_mean_rank() {
        let x = [1.0, 2.0, 2.0, 3.0];
        let y = [1.0, 3.0, 2.0, 4.0];
        // Ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: covariance 4.5, variances 4.5 and 5.
        let expected = 4.5 / (4.5_f64 * 5.0).sqrt();
        assert!((spearman(&x, &y).unwrap() - expected).abs() < 1e-12);
    }

    #[test]
    fn lists_of_different_length_have_no_agreement() {
        assert_eq!(spearman(&[1.0, 2.0], &[1.0]), None);
        assert_eq!(mean_absolute_error(&[1.0, 2.0], &[1.0]), None);
        assert_eq!(mean_absolute_error(&[], &[]), None);
    }
}
