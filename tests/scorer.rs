//! The promise: same text, same model, same score.
#![allow(clippy::unwrap_used)] // a test's helper fails its test

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use hedgerow::gold::GoldSet;
use hedgerow::model::{Options, Precision};
use hedgerow::scores::{Score, Scorer};
use serde::Deserialize;

/// What a score may move by with batch, order and number of workers, in fp32.
const TOLERANCE: f64 = 1e-4;
/// What a score may move by from fp32 to bf16. Measured: 0.0068 at most on the
/// gold set and 3,001 other statements.
const BF16_TOLERANCE: f64 = 0.02;

fn checkout(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

fn scorer(options: &Options) -> Scorer {
    Scorer::load(&checkout("models/scorer"), options).unwrap()
}

fn score(scorer: &Scorer, texts: &[&str]) -> Vec<Score> {
    let scores = scorer.score(texts).unwrap();
    scores.into_iter().map(Result::unwrap).collect()
}

fn gold() -> Vec<String> {
    let gold = GoldSet::read(&checkout("data/gold.csv")).unwrap();
    gold.statements.into_iter().map(|row| row.text).collect()
}

fn distance(a: &Score, b: &Score) -> f64 {
    [
        (a.overall - b.overall).abs(),
        (a.specificity - b.specificity).abs(),
        (a.firmness - b.firmness).abs(),
    ]
    .into_iter()
    .fold(0.0, f64::max)
}

fn assert_same(a: &[Score], b: &[Score], tolerance: f64, what: &str) {
    assert_eq!(a.len(), b.len());
    let farthest = a
        .iter()
        .zip(b)
        .map(|(a, b)| distance(a, b))
        .fold(0.0, f64::max);
    assert!(farthest <= tolerance, "{what}: scores moved by {farthest}");
}

#[test]
fn a_score_does_not_depend_on_batch_order_or_workers() {
    let texts = gold();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let options = |workers, batch_tokens| Options {
        workers: NonZeroUsize::new(workers).unwrap(),
        batch_tokens: NonZeroUsize::new(batch_tokens).unwrap(),
        ..Options::default()
    };
    // A budget of one token makes every text a batch of its own.
    let alone = score(&scorer(&options(1, 1)), &texts);
    for (workers, batch_tokens) in [(1, 2048), (3, 300), (2, 8192)] {
        let scorer = scorer(&options(workers, batch_tokens));
        let what = format!("{workers} workers, {batch_tokens} tokens");
        assert_same(&score(&scorer, &texts), &alone, TOLERANCE, &what);
        let backwards: Vec<&str> = texts.iter().rev().copied().collect();
        let mut scores = score(&scorer, &backwards);
        scores.reverse();
        assert_same(&scores, &alone, TOLERANCE, &format!("{what}, backwards"));
    }
}

#[test]
fn bf16_stays_near_the_reference() {
    let texts = gold();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let reference = score(&scorer(&Options::default()), &texts);
    let bf16 = Options {
        precision: Precision::Bf16,
        ..Options::default()
    };
    assert_same(
        &score(&scorer(&bf16), &texts),
        &reference,
        BF16_TOLERANCE,
        "bf16",
    );
}

#[derive(Deserialize)]
struct Reference {
    model_sha256: String,
    sentences: Vec<Sentence>,
}

#[derive(Deserialize)]
struct Sentence {
    text: String,
    specificity: f64,
    firmness: f64,
    overall: f64,
}

/// The training program scored these sentences one by one with the weights as
/// they were exported.
#[test]
fn the_engine_agrees_with_the_program_that_trained_the_model() {
    let file = std::fs::read(checkout("tests/data/scorer_reference.json")).unwrap();
    let reference: Reference = serde_json::from_slice(&file).unwrap();
    let scorer = scorer(&Options::default());
    assert_eq!(reference.model_sha256, scorer.folder().weights_sha256());
    let sentences = &reference.sentences;
    assert!(sentences.len() >= 20);
    let texts: Vec<&str> = sentences.iter().map(|row| &row.text[..]).collect();
    for (row, score) in sentences.iter().zip(score(&scorer, &texts)) {
        let expected = Score {
            overall: row.overall,
            specificity: row.specificity,
            firmness: row.firmness,
            act: score.act,
        };
        let distance = distance(&score, &expected);
        assert!(distance <= TOLERANCE, "{}: off by {distance}", row.text);
    }
}

#[test]
fn a_text_that_looks_like_a_marker_is_read_as_text() {
    let scorer = scorer(&Options::default());
    let ids = scorer
        .encoder()
        .encode("The form says [SEP] and [CLS].")
        .unwrap();
    let marker = *ids.last().unwrap();
    assert_eq!(ids.iter().filter(|&&id| id == marker).count(), 1);
}
