//! Texts in, scores out: the scorer model behind an engine.

use std::ops::Range;
use std::path::Path;

use super::score::{Act, Score};
use crate::error::Error;
use crate::model::{Encoder, HeadKind, Kind, ModelFolder, Options, Pooling, Runner, Unreadable};

/// Rates statements. The same text has the same score, whatever is scored
/// beside it, to within 0.0001 in the reference precision.
pub struct Scorer {
    folder: ModelFolder,
    encoder: Encoder,
    runner: Runner,
    heads: Heads,
}

/// Where the outputs of each head stand.
struct Heads {
    overall: Range<usize>,
    specificity: Range<usize>,
    firmness: Range<usize>,
    act: Range<usize>,
    acts: Vec<Act>,
}

impl Scorer {
    /// Loads a scorer from its folder.
    pub fn load(path: &Path, options: &Options) -> Result<Self, Error> {
        let folder = ModelFolder::open(path, Kind::Scorer)?;
        let encoder = Encoder::load(&folder)?;
        let heads = Heads::find(&folder)?;
        let runner = Runner::load(&folder, Pooling::Mean, options)?;
        Ok(Self {
            folder,
            encoder,
            runner,
            heads,
        })
    }

    /// The model's folder.
    #[must_use]
    pub fn folder(&self) -> &ModelFolder {
        &self.folder
    }

    /// The tokenizer, which may be used while the engines are at work.
    #[must_use]
    pub fn encoder(&self) -> &Encoder {
        &self.encoder
    }

    /// Scores tokenized statements, in their order. `done` is called with the
    /// number of statements of each batch that is through.
    pub fn score_encoded(
        &self,
        statements: &[&[u32]],
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Score>, Error> {
        let outputs = self.runner.run(statements, done)?;
        outputs
            .iter()
            .map(|outputs| {
                self.heads.read(outputs).ok_or_else(|| {
                    self.folder
                        .problem("put out a score that is not a number; its weights are damaged")
                })
            })
            .collect()
    }

    /// Scores statements, in their order; those that the model cannot read say
    /// why.
    pub fn score(&self, texts: &[&str]) -> Result<Vec<Result<Score, Unreadable>>, Error> {
        let encoded: Vec<_> = texts.iter().map(|text| self.encoder.encode(text)).collect();
        let readable: Vec<&[u32]> = encoded.iter().flatten().map(Vec::as_slice).collect();
        let mut scores = self.score_encoded(&readable, &|_| ())?.into_iter();
        encoded
            .into_iter()
            .map(|ids| match ids {
                Ok(_) => scores
                    .next()
                    .map(Ok)
                    .ok_or_else(|| Error::Internal("a score is missing".to_owned())),
                Err(unreadable) => Ok(Err(unreadable)),
            })
            .collect()
    }
}

impl Heads {
    fn find(folder: &ModelFolder) -> Result<Self, Error> {
        let ordinal = |name| match folder.head(name)? {
            (range, HeadKind::Ordinal { size }) if *size > 1 => Ok(range),
            _ => Err(folder.problem(format!("has a head {name} that is not ordinal"))),
        };
        let (act, HeadKind::Class { labels }) = folder.head("act")? else {
            return Err(folder.problem("has a head act that is not of classes"));
        };
        let acts = labels
            .iter()
            .map(|label| label.parse())
            .collect::<Result<_, String>>()
            .map_err(|error| folder.failed("has unknown acts", error))?;
        Ok(Self {
            overall: ordinal("overall")?,
            specificity: ordinal("specificity")?,
            firmness: ordinal("firmness")?,
            act,
            acts,
        })
    }

    fn read(&self, outputs: &[f32]) -> Option<Score> {
        let (act, _) = self
            .acts
            .iter()
            .zip(&outputs[self.act.clone()])
            .max_by(|(_, a), (_, b)| a.total_cmp(b))?;
        let score = Score {
            overall: expected_level(&outputs[self.overall.clone()]),
            specificity: expected_level(&outputs[self.specificity.clone()]),
            firmness: beside_plain(expected_level(&outputs[self.firmness.clone()])),
            act: *act,
        };
        (score.overall + score.specificity + score.firmness)
            .is_finite()
            .then_some(score)
    }
}

/// The mean level under the softmax of the logits, divided by the top level, so
/// that it goes from 0 to 1.
fn expected_level(logits: &[f32]) -> f64 {
    let highest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let weights = logits
        .iter()
        .map(|logit| f64::from(logit - highest).exp())
        .enumerate();
    let (sum, total) = weights.fold((0.0, 0.0), |(sum, total), (level, weight)| {
        (sum + level as f64 * weight, total + weight)
    });
    sum / total / (logits.len() - 1) as f64
}

/// The firmness of a plain assertion: level 3 of 4 in the codebook, which readers give
/// to most statements.
const PLAIN: f64 = 0.75;

/// What lies no farther from a plain assertion is one: a tenth of a level, well below
/// what the model errs by.
const NOT_TOLD_APART: f64 = 0.025;

/// A firmness in which plain assertions are equally firm, as they are to readers. Where
/// twice as far off it is left as it is, and between the two it moves at double speed,
/// so that nothing jumps.
fn beside_plain(firmness: f64) -> f64 {
    let off = firmness - PLAIN;
    let told = (2.0 * (off.abs() - NOT_TOLD_APART)).clamp(0.0, off.abs());
    PLAIN + told.copysign(off)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_expected_level_goes_from_0_to_1() {
        assert!(expected_level(&[50.0, 0.0, 0.0, 0.0, 0.0]) < 1e-9);
        assert!(expected_level(&[0.0, 0.0, 0.0, 0.0, 50.0]) > 1.0 - 1e-9);
        assert!((expected_level(&[3.0; 5]) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn large_logits_do_not_overflow() {
        assert!((expected_level(&[1e30, 1e30]) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn what_is_about_a_plain_assertion_is_one() {
        let is = |firmness: f64, told: f64| {
            let found = beside_plain(firmness);
            assert!((found - told).abs() < 1e-12, "{firmness}: {found}");
        };
        is(0.726, 0.75);
        is(0.774, 0.75);
        is(0.79, 0.78);
        is(0.71, 0.72);
        is(0.70, 0.70);
        is(1.0, 1.0);
        is(0.0, 0.0);
    }

    proptest! {
        #[test]
        fn firmness_keeps_its_order_and_does_not_jump(a in 0.0..=1.0_f64, b in 0.0..=1.0_f64) {
            let (low, high) = (a.min(b), a.max(b));
            let apart = beside_plain(high) - beside_plain(low);
            prop_assert!(apart >= 0.0 && apart <= 2.0 * (high - low) + 1e-12);
        }
    }
}
