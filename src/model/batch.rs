//! Texts of one length together, so that nothing is padded.

/// Token ids of several texts of one length. What a model puts out for a text then
/// owes nothing to padding, and so nothing to the texts beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Row after row, `rows × width` ids.
    pub ids: Vec<i64>,
    /// How many texts.
    pub rows: usize,
    /// How many ids each of them has.
    pub width: usize,
}

impl Batch {
    /// Lays texts of one length out one after another.
    #[must_use]
    pub fn new(texts: &[&[u32]]) -> Self {
        let width = texts.first().map_or(0, |text| text.len());
        debug_assert!(texts.iter().all(|text| text.len() == width));
        Self {
            ids: texts
                .iter()
                .copied()
                .flatten()
                .map(|&id| id.into())
                .collect(),
            rows: texts.len(),
            width,
        }
    }
}

/// Divides texts, given by their lengths, into batches of one length each and of at
/// most `budget` tokens; a text longer than that is a batch of its own. Leaves the
/// texts' indices in shares for workers, the longest texts first, so that all finish
/// together.
///
/// A share has batches of one length, and all but its last of one number of texts: an
/// engine that prepares for a shape does so once or twice for a share. It has `most`
/// batches at most.
#[must_use]
pub fn plan(lengths: &[usize], budget: usize, most: usize) -> Vec<Vec<Vec<usize>>> {
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(lengths[index]));
    let mut shares = Vec::new();
    for alike in order.chunk_by(|&one, &next| lengths[one] == lengths[next]) {
        let rows = (budget / lengths[alike[0]].max(1)).max(1);
        // As many batches as it takes, and evenly filled.
        let rows = alike.len().div_ceil(alike.len().div_ceil(rows));
        let share = |texts: &[usize]| texts.chunks(rows).map(<[usize]>::to_vec).collect();
        shares.extend(alike.chunks(rows.saturating_mul(most.max(1))).map(share));
    }
    shares
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rows_stand_one_after_another() {
        let batch = Batch::new(&[&[7, 8, 9], &[5, 6, 4]]);
        assert_eq!(batch.ids, [7, 8, 9, 5, 6, 4]);
        assert_eq!((batch.rows, batch.width), (2, 3));
    }

    proptest! {
        #[test]
        fn every_text_is_in_one_batch_of_its_length_and_no_batch_is_over_budget(
            lengths in prop::collection::vec(1_usize..600, 0..200),
            budget in 1_usize..2000,
            most in 1_usize..4,
        ) {
            let shares = plan(&lengths, budget, most);
            for share in &shares {
                prop_assert!(share.len() <= most);
                let (last, rest) = share.split_last().unwrap();
                prop_assert!(rest.iter().all(|batch| batch.len() == share[0].len()));
                prop_assert!(last.len() <= share[0].len());
                prop_assert!(share.iter().all(|batch| lengths[batch[0]] == lengths[share[0][0]]));
            }
            let batches = shares.concat();
            let mut seen: Vec<usize> = batches.concat();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..lengths.len()).collect::<Vec<_>>());
            for batch in batches {
                let width = lengths[batch[0]];
                prop_assert!(batch.iter().all(|&index| lengths[index] == width));
                prop_assert!(batch.len() == 1 || batch.len() * width <= budget);
            }
        }
    }
}
