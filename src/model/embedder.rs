//! Texts in, embeddings out: which texts are about the same.
//!
//! The encoder is the base model as its authors trained it for sentence
//! similarity (Reimers & Gurevych 2019, *Sentence-BERT*): the mean over a text's
//! tokens, scaled to length one, so that the product of two is their cosine.

use std::path::Path;

use rayon::prelude::*;

use super::encode::{Encoder, Unreadable};
use super::engine::Pooling;
use super::folder::{Kind, ModelFolder};
use super::run::{Options, Runner};
use crate::error::Error;

/// A text's place among all texts: a vector of length one, or of zeros where the
/// model could not read the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Embedding(Vec<f32>);

impl Embedding {
    /// Scales a vector to length one; one of zeros stays.
    #[must_use]
    pub fn new(mut vector: Vec<f32>) -> Self {
        let length = dot(&vector, &vector).sqrt();
        if length > 0.0 {
            for value in &mut vector {
                *value /= length;
            }
        }
        Self(vector)
    }

    /// The vector's values.
    #[must_use]
    pub fn values(&self) -> &[f32] {
        &self.0
    }

    /// As seen from another origin.
    #[must_use]
    pub fn from(&self, origin: &[f32]) -> Self {
        let moved = self.0.iter().zip(origin).map(|(value, zero)| value - zero);
        Self::new(moved.collect())
    }

    /// The cosine of the angle between the two, -1 to 1; 0 where one is of zeros.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> f32 {
        dot(&self.0, &other.0)
    }
}

/// In eight sums side by side, which the processor adds at once.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0; 8];
    let mut add = |a: &[f32], b: &[f32]| {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    };
    // Of a length that is known beforehand, which halves the time.
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    for (a, b) in a.iter().zip(b) {
        add(a, b);
    }
    add(a_rest, b_rest);
    sums.iter().sum()
}

/// Finds a text's place among all texts. The same text has the same embedding,
/// whatever is embedded beside it, within the engine's tolerance.
pub struct Embedder {
    encoder: Encoder,
    runner: Runner,
}

impl Embedder {
    /// Loads the encoder from its folder.
    pub fn load(path: &Path, options: &Options) -> Result<Self, Error> {
        let folder = ModelFolder::open(path, Kind::Encoder)?;
        Ok(Self {
            encoder: Encoder::load(&folder)?,
            runner: Runner::load(&folder, Pooling::Mean, options)?,
        })
    }

    /// The embeddings of texts, in their order. A text that the model cannot read,
    /// because it is empty or too long, is [`Unreadable`]. `done` is called with
    /// the number of texts that are through.
    pub fn embed(
        &self,
        texts: &[&str],
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Result<Embedding, Unreadable>>, Error> {
        let mut embeddings = Vec::with_capacity(texts.len());
        for window in texts.chunks(Runner::WINDOW) {
            let tokens: Vec<Result<Vec<u32>, Unreadable>> = window
                .par_iter()
                .map(|text| self.encoder.encode(text))
                .collect();
            let readable: Vec<&[u32]> = tokens.iter().flatten().map(Vec::as_slice).collect();
            done(window.len() - readable.len());
            let mut vectors = self.runner.run(&readable, done)?.into_iter();
            for ids in tokens {
                embeddings.push(match ids {
                    Ok(_) => Ok(Embedding::new(vectors.next().unwrap_or_default())),
                    Err(unreadable) => Err(unreadable),
                });
            }
        }
        Ok(embeddings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cosines_go_from_minus_one_to_one() {
        let vector = |values: &[f32]| Embedding::new(values.to_vec());
        let east = vector(&[3.0, 0.0, 0.0]);
        assert!((east.cosine(&vector(&[0.5, 0.0, 0.0])) - 1.0).abs() < 1e-6);
        assert!((east.cosine(&vector(&[-2.0, 0.0, 0.0])) + 1.0).abs() < 1e-6);
        assert!(east.cosine(&vector(&[0.0, 7.0, 1.0])).abs() < 1e-6);
        assert!(east.cosine(&vector(&[0.0; 3])).abs() < f32::EPSILON);
    }

    #[test]
    fn vectors_of_any_length_are_multiplied_whole() {
        let a: Vec<f32> = (0..19_u8).map(f32::from).collect();
        let expected: f32 = a.iter().map(|value| value * value).sum();
        assert!((dot(&a, &a) - expected).abs() < 1e-3);
    }
}
