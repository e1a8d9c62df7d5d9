//! Both engines put out the same scores, and OpenVINO's do not depend on what is
//! scored beside them, to the last bit. Where its library is missing, these tests say
//! so and are skipped.
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a test's helpers

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use hedgerow::gold::GoldSet;
use hedgerow::model::{Embedder, EngineKind, Library, Options, Precision};
use hedgerow::scores::{Score, Scorer};
use hedgerow::statements::AttributionModel;
use serde_json::Value;

/// What a score may differ by between the engines in fp32. Measured: 1.9e-6 at most.
const TOLERANCE: f64 = 1e-5;
/// What a score in OpenVINO's bf16 may differ by from the reference.
const BF16_TOLERANCE: f64 = 0.02;
/// Real statements to compare on.
const STATEMENTS: usize = 10_000;

fn checkout(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

fn openvino() -> Option<EngineKind> {
    let folder =
        std::env::var_os("HEDGEROW_OPENVINO").map_or_else(|| checkout(".openvino"), PathBuf::from);
    if !folder.exists() {
        eprintln!("skipped: OpenVINO is not in {}", folder.display());
        return None;
    }
    Some(EngineKind::OpenVino(Library::open(&folder).unwrap()))
}

fn options(engine: &EngineKind, precision: Precision) -> Options {
    Options {
        engine: engine.clone(),
        precision,
        ..Options::default()
    }
}

fn scorer(options: &Options) -> Scorer {
    Scorer::load(&checkout("models/scorer"), options).unwrap()
}

/// The scores of those texts that the model can read.
fn score(scorer: &Scorer, texts: &[&str]) -> Vec<Score> {
    scorer.score(texts).unwrap().into_iter().flatten().collect()
}

fn gold() -> Vec<String> {
    let gold = GoldSet::read(&checkout("data/gold.csv")).unwrap();
    gold.statements.into_iter().map(|row| row.text).collect()
}

/// Real paragraphs and sentences, each once; those of `data/gold.csv` where the
/// research data are missing.
fn statements() -> Vec<String> {
    let shared = std::env::var_os("HEDGEROW_SHARED")
        .map_or_else(|| checkout("../shared"), PathBuf::from)
        .join("data");
    let files = [
        "diplomatic-statements/train.jsonl",
        "diplomatic-statements/train-more.jsonl",
        "us-china-tracker/parts-1-and-3.jsonl",
    ];
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for file in files.map(|file| shared.join(file)) {
        let Ok(text) = std::fs::read_to_string(&file) else {
            eprintln!(
                "skipped: {} is missing; the gold set stands in",
                file.display()
            );
            return gold();
        };
        for line in text.lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            let text = row["text"].as_str().unwrap().to_owned();
            if seen.insert(text.clone()) {
                found.push(text);
            }
        }
    }
    found.truncate(STATEMENTS);
    found
}

/// How far apart two scores are at most, over the three ratings.
fn farthest(a: &[Score], b: &[Score]) -> f64 {
    assert_eq!(a.len(), b.len());
    let apart = a.iter().zip(b).flat_map(|(a, b)| {
        [
            (a.overall - b.overall).abs(),
            (a.specificity - b.specificity).abs(),
            (a.firmness - b.firmness).abs(),
        ]
    });
    apart.fold(0.0, f64::max)
}

fn bits(scores: &[Score]) -> Vec<[u64; 3]> {
    let bits = |score: &Score| [score.overall, score.specificity, score.firmness].map(f64::to_bits);
    scores.iter().map(bits).collect()
}

#[test]
fn the_engines_agree() {
    let Some(openvino) = openvino() else { return };
    let texts = statements();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let reference = score(&scorer(&Options::default()), &texts);
    let fp32 = score(&scorer(&options(&openvino, Precision::Fp32)), &texts);
    let bf16 = score(&scorer(&options(&openvino, Precision::Bf16)), &texts);
    let (fp32, bf16) = (farthest(&fp32, &reference), farthest(&bf16, &reference));
    eprintln!(
        "{} statements: fp32 {fp32:.1e}, bf16 {bf16:.1e}",
        reference.len()
    );
    assert!(fp32 <= TOLERANCE, "fp32: {fp32}");
    assert!(bf16 <= BF16_TOLERANCE, "bf16: {bf16}");
}

#[test]
fn a_score_of_openvino_does_not_depend_on_batch_order_or_workers() {
    let Some(openvino) = openvino() else { return };
    let texts = gold();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let backwards: Vec<&str> = texts.iter().rev().copied().collect();
    for precision in [Precision::Fp32, Precision::Bf16] {
        let scorer = |workers, batch_tokens| {
            scorer(&Options {
                workers: NonZeroUsize::new(workers).unwrap(),
                batch_tokens: NonZeroUsize::new(batch_tokens).unwrap(),
                ..options(&openvino, precision)
            })
        };
        let alone = bits(&score(&scorer(1, 1), &texts));
        for (workers, batch_tokens) in [(1, 2048), (3, 300), (2, 8192)] {
            let scorer = scorer(workers, batch_tokens);
            let what = format!("{precision}, {workers} workers, {batch_tokens} tokens");
            assert_eq!(bits(&score(&scorer, &texts)), alone, "{what}");
            let mut scores = score(&scorer, &backwards);
            scores.reverse();
            assert_eq!(bits(&scores), alone, "{what}, backwards");
        }
    }
}

/// What a score of libtorch may move by with the texts beside it, as `tests/scorer.rs` has it.
const MOVED: f64 = 1e-4;

#[test]
#[ignore = "takes minutes; `cargo test --release --test engines -- --ignored --nocapture`"]
fn scores_of_ten_thousand_statements_do_not_depend_on_batch_order_or_workers() {
    let texts = statements();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let backwards: Vec<&str> = texts.iter().rev().copied().collect();
    let mut engines = vec![(EngineKind::Torch, [MOVED, BF16_TOLERANCE])];
    engines.extend(openvino().map(|engine| (engine, [0.0, 0.0])));
    for (engine, tolerances) in engines {
        for (precision, tolerance) in [Precision::Fp32, Precision::Bf16]
            .into_iter()
            .zip(tolerances)
        {
            let scorer = |workers, batch_tokens| {
                scorer(&Options {
                    workers: NonZeroUsize::new(workers).unwrap(),
                    batch_tokens: NonZeroUsize::new(batch_tokens).unwrap(),
                    ..options(&engine, precision)
                })
            };
            let usual = score(&scorer(2, 2048), &texts);
            let mut other = score(&scorer(3, 300), &backwards);
            other.reverse();
            let moved = farthest(&usual, &other);
            eprintln!(
                "{engine:?} {precision}: {} scores moved by {moved:.1e}",
                usual.len()
            );
            assert!(moved <= tolerance, "{engine:?} {precision}: {moved}");
        }
    }
}

#[test]
fn the_engines_agree_on_tokens_and_on_embeddings() {
    let Some(openvino) = openvino() else { return };
    let torch = Options::default();
    let openvino = options(&openvino, Precision::Fp32);
    let text = gold().join(" ");
    let read = |options: &Options| {
        let model = AttributionModel::load(&checkout("models/attribution"), options).unwrap();
        model.read(&[&text]).unwrap().remove(0).logits.concat()
    };
    let apart = |a: &[f32], b: &[f32]| {
        assert_eq!(a.len(), b.len());
        let apart = a.iter().zip(b).map(|(a, b)| (a - b).abs());
        apart.fold(0.0, f32::max)
    };
    let logits = apart(&read(&torch), &read(&openvino));
    assert!(logits < 1e-3, "logits: {logits}");
    let embed = |options: &Options| {
        let model = Embedder::load(&checkout("models/encoder"), options).unwrap();
        let embeddings = model.embed(&[&gold()[0]], &|_| ()).unwrap().remove(0);
        embeddings.unwrap().values().to_vec()
    };
    let values = apart(&embed(&torch), &embed(&openvino));
    assert!(values < 1e-5, "embeddings: {values}");
}
