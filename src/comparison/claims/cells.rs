//! Embeddings in, cells of like ones out: an index by which the nearest of very
//! many are found without a look at each.
//!
//! It is an inverted file (Jégou, Douze & Schmid 2011, *Product Quantization for
//! Nearest Neighbor Search*, section IV) over the cells of spherical k-means
//! (Dhillon & Modha 2001), and not a graph such as HNSW: what is sought lies in a
//! window of dates, and the members of a cell, which keep the order of the
//! embeddings, can be cut to any window before they are looked at. A graph is
//! searched first and filtered then, and finds the less the narrower the window.

use std::ops::Range;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use crate::model::{Embedding, Quantized};

/// Draws the sample and the first centres; fixed, so that the cells are the same
/// each time.
const SEED: u64 = 0;

/// Embeddings for each cell by which the centres are found, as many as Faiss takes
/// at least (`min_points_per_centroid`).
const SAMPLE: usize = 39;

/// Rounds of k-means. Cells need not be the best ones to be good for search.
const ROUNDS: usize = 4;

/// Embeddings in cells.
pub(super) struct Cells {
    centres: Vec<Quantized>,
    /// For each centre the places of those that are nearest to it, in order.
    members: Vec<Vec<usize>>,
}

impl Cells {
    /// Half as many cells as the root of the number of embeddings: with more, most
    /// of the time goes into making them. What has no embedding is in no cell.
    pub(super) fn of(embeddings: &[Option<&Quantized>]) -> Self {
        let placed: Vec<(usize, &Quantized)> = embeddings
            .iter()
            .enumerate()
            .filter_map(|(place, embedding)| Some((place, (*embedding)?)))
            .collect();
        let centres = centres(&placed, placed.len().isqrt().div_ceil(2));
        let mut members = vec![Vec::new(); centres.len()];
        let nearest: Vec<Option<usize>> = placed
            .par_iter()
            .map(|(_, embedding)| nearest(&centres, embedding))
            .collect();
        for ((place, _), cell) in placed.iter().zip(nearest) {
            if let Some(cell) = cell {
                members[cell].push(*place);
            }
        }
        Self { centres, members }
    }

    /// The members of each cell that lie in a window, the nearest cell first.
    pub(super) fn nearest(
        &self,
        embedding: &Quantized,
        window: &Range<usize>,
    ) -> impl Iterator<Item = &[usize]> {
        let mut cells: Vec<(f32, &[usize])> = self
            .centres
            .iter()
            .zip(&self.members)
            .map(|(centre, members)| (centre.cosine(embedding), within(members, window)))
            .filter(|(_, members)| !members.is_empty())
            .collect();
        // The sort is stable: of cells equally near the first comes first.
        cells.sort_by(|a, b| b.0.total_cmp(&a.0));
        cells.into_iter().map(|(_, members)| members)
    }
}

/// The part of ascending places that lies in a window.
pub(super) fn within<'p>(places: &'p [usize], window: &Range<usize>) -> &'p [usize] {
    let start = places.partition_point(|place| *place < window.start);
    let end = places.partition_point(|place| *place < window.end);
    &places[start..end.max(start)]
}

/// Centres of a number of cells, by k-means over a sample.
fn centres(placed: &[(usize, &Quantized)], number: usize) -> Vec<Quantized> {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let wanted = (number * SAMPLE).min(placed.len());
    let sample: Vec<&Quantized> = rand::seq::index::sample(&mut random, placed.len(), wanted)
        .into_iter()
        .map(|drawn| placed[drawn].1)
        .collect();
    let first = sample.iter().take(number);
    let mut centres: Vec<Quantized> = first.map(|embedding| (*embedding).clone()).collect();
    for _ in 0..ROUNDS {
        let cells: Vec<Option<usize>> = sample
            .par_iter()
            .map(|embedding| nearest(&centres, embedding))
            .collect();
        let mut sums: Vec<Option<Vec<f32>>> = vec![None; centres.len()];
        // One after the other: sums of floats depend on their order.
        for (embedding, cell) in sample.iter().zip(cells) {
            let Some(cell) = cell else { continue };
            let values = embedding.values();
            let sum = sums[cell].get_or_insert_with(|| vec![0.0; values.len()]);
            for (sum, value) in sum.iter_mut().zip(values) {
                *sum += value;
            }
        }
        for (centre, sum) in centres.iter_mut().zip(sums) {
            // A cell that has lost all its members stays where it is.
            if let Some(sum) = sum {
                *centre = Quantized::of(&Embedding::new(sum));
            }
        }
    }
    centres
}

/// The nearest centre; of several equally near the first.
fn nearest(centres: &[Quantized], embedding: &Quantized) -> Option<usize> {
    let mut best: Option<(usize, f32)> = None;
    for (cell, centre) in centres.iter().enumerate() {
        let cosine = centre.cosine(embedding);
        if best.is_none_or(|(_, highest)| cosine > highest) {
            best = Some((cell, cosine));
        }
    }
    best.map(|(cell, _)| cell)
}

#[cfg(test)]
mod tests {
    use rand::Rng;

    use super::*;

    /// Embeddings around a number of points that are themselves at random.
    fn embeddings(points: usize, around_each: usize) -> Vec<Quantized> {
        let mut random = ChaCha8Rng::seed_from_u64(7);
        let mut all = Vec::new();
        for _ in 0..points {
            let point: Vec<f32> = (0..32).map(|_| random.random_range(-1.0..1.0)).collect();
            for _ in 0..around_each {
                let moved = point
                    .iter()
                    .map(|value| value + random.random_range(-0.5..0.5_f32));
                all.push(Quantized::of(&Embedding::new(moved.collect())));
            }
        }
        all
    }

    #[test]
    fn each_embedding_is_in_one_cell_and_each_cell_in_order() {
        let all = embeddings(40, 25);
        let mut some: Vec<Option<&Quantized>> = all.iter().map(Some).collect();
        some[3] = None;
        let cells = Cells::of(&some);
        assert_eq!(cells.centres.len(), 16);
        assert!(cells.members.iter().all(|members| members.is_sorted()));
        let mut places: Vec<usize> = cells.members.concat();
        places.sort_unstable();
        let expected: Vec<usize> = (0..1000).filter(|place| *place != 3).collect();
        assert_eq!(places, expected);
    }

    #[test]
    fn the_nearest_cells_are_cut_to_the_window_and_hold_most_of_the_nearest() {
        let all = embeddings(40, 25);
        let cells = Cells::of(&all.iter().map(Some).collect::<Vec<_>>());
        let window = 300..700;
        let (mut sought, mut found) = (0, 0);
        // What lies elsewhere has none in the window that are truly like it.
        for embedding in &all[window.clone()] {
            let mut nearest: Vec<usize> = window.clone().collect();
            let cosine = |place: &usize| all[*place].cosine(embedding);
            nearest.sort_by(|a, b| cosine(b).total_cmp(&cosine(a)));
            let mut seen: Vec<usize> = Vec::new();
            for members in cells.nearest(embedding, &window) {
                if seen.len() < window.len() / 5 {
                    seen.extend(members);
                }
            }
            assert!(seen.iter().all(|place| window.contains(place)));
            sought += 5;
            found += nearest[..5].iter().filter(|n| seen.contains(n)).count();
        }
        assert!(found * 10 >= sought * 9, "{found} of {sought}");
        assert!(
            found < sought,
            "a fifth that holds everything tests nothing"
        );
    }

    #[test]
    fn without_embeddings_there_are_no_cells() {
        let cells = Cells::of(&[None, None]);
        let embedding = Quantized::of(&Embedding::new(vec![1.0; 3]));
        assert_eq!(cells.nearest(&embedding, &(0..2)).count(), 0);
    }
}
