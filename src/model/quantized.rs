//! An embedding in a byte for each value: a quarter of the memory, for when there are
//! very many to keep.
//!
//! Scalar quantization, as in vector databases: each value is rounded to one of 255
//! steps of the vector's own. A cosine moves by 0.0023 at most, of 166 statements with
//! each other (`cargo test --release --test claims quantized`).

use serde::{Deserialize, Serialize};

use super::embedder::Embedding;

/// The largest code.
const TOP: f32 = 127.0;

/// A vector of length one, in codes; or of zeros.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantized {
    codes: Box<[i8]>,
    /// What a code of one stands for; chosen so that the length is one as it was.
    step: f32,
}

impl Quantized {
    /// The codes of an embedding.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)] // rounded, and -127 to 127 by the division
    pub fn of(embedding: &Embedding) -> Self {
        let values = embedding.values();
        let largest = values
            .iter()
            .fold(0.0, |top: f32, value| top.max(value.abs()));
        if largest == 0.0 {
            return Self {
                codes: vec![0; values.len()].into(),
                step: 0.0,
            };
        }
        let codes: Box<[i8]> = values
            .iter()
            .map(|value| (value / largest * TOP).round() as i8)
            .collect();
        let step = 1.0 / (product(&codes, &codes) as f32).sqrt();
        Self { codes, step }
    }

    /// The vector's values.
    #[must_use]
    pub fn values(&self) -> impl ExactSizeIterator<Item = f32> {
        self.codes.iter().map(|code| f32::from(*code) * self.step)
    }

    /// The cosine of the angle between the two, -1 to 1; 0 where one is of zeros.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> f32 {
        product(&self.codes, &other.codes) as f32 * self.step * other.step
    }
}

/// The product of two vectors of codes, which is exact: no model has so many values
/// that it would not fit.
fn product(a: &[i8], b: &[i8]) -> i32 {
    let pairs = a.iter().zip(b);
    pairs.map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_and_direction_stay() {
        let vector = |values: &[f32]| Embedding::new(values.to_vec());
        let one = vector(&[0.3, -0.7, 0.2, 0.05]);
        let two = vector(&[0.1, -0.9, -0.4, 0.3]);
        let (one_in_codes, two_in_codes) = (Quantized::of(&one), Quantized::of(&two));
        assert!((one_in_codes.cosine(&one_in_codes) - 1.0).abs() < 1e-6);
        assert!((one_in_codes.cosine(&two_in_codes) - one.cosine(&two)).abs() < 0.01);
        for (value, code) in one.values().iter().zip(one_in_codes.values()) {
            assert!((value - code).abs() < 0.005, "{value} {code}");
        }
    }

    #[test]
    fn what_is_zero_is_like_nothing() {
        let nothing = Quantized::of(&Embedding::new(vec![0.0; 3]));
        let one = Quantized::of(&Embedding::new(vec![1.0, 0.0, 0.0]));
        assert!(nothing.cosine(&one).abs() < f32::EPSILON);
        assert_eq!(nothing.values().len(), 3);
    }
}
