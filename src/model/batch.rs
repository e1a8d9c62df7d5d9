//! Texts of like length together, so that little is padded.

/// Token ids of several texts, padded to one width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Row after row, `lengths.len() × width` ids, padded with zeros.
    pub ids: Vec<i64>,
    /// How many ids of each row are not padding.
    pub lengths: Vec<usize>,
    /// The longest row's length.
    pub width: usize,
}

impl Batch {
    /// Lays the rows out side by side.
    #[must_use]
    pub fn new(rows: &[&[u32]]) -> Self {
        let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
        let mut ids = vec![0; rows.len() * width];
        for (row, padded) in rows.iter().zip(ids.chunks_mut(width.max(1))) {
            for (id, place) in row.iter().zip(padded) {
                *place = i64::from(*id);
            }
        }
        Self {
            ids,
            lengths: rows.iter().map(|row| row.len()).collect(),
            width,
        }
    }
}

/// Divides texts, given by their lengths, into batches of at most `budget`
/// tokens, padding counted; a text longer than that is a batch of its own.
/// Leaves the texts' indices, the longest batches first: workers that share
/// them then finish together.
#[must_use]
pub fn plan(lengths: &[usize], budget: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(lengths[index]));
    let mut batches: Vec<Vec<usize>> = Vec::new();
    let mut width = 0;
    for index in order {
        match batches.last_mut() {
            Some(batch) if (batch.len() + 1).saturating_mul(width) <= budget => batch.push(index),
            _ => {
                width = lengths[index];
                batches.push(vec![index]);
            }
        }
    }
    batches
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rows_are_padded_to_the_longest() {
        let batch = Batch::new(&[&[7, 8, 9], &[5]]);
        assert_eq!(batch.ids, [7, 8, 9, 5, 0, 0]);
        assert_eq!(batch.lengths, [3, 1]);
        assert_eq!(batch.width, 3);
    }

    proptest! {
        #[test]
        fn every_text_is_in_one_batch_and_no_batch_is_over_budget(
            lengths in prop::collection::vec(1_usize..600, 0..200),
            budget in 1_usize..2000,
        ) {
            let batches = plan(&lengths, budget);
            let mut seen: Vec<usize> = batches.concat();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..lengths.len()).collect::<Vec<_>>());
            for batch in batches {
                let width = batch.iter().map(|&index| lengths[index]).max().unwrap();
                prop_assert!(batch.len() == 1 || batch.len() * width <= budget);
            }
        }
    }
}
