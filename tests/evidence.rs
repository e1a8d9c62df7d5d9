//! Evidence is faithful: what it says a word contributes is what the score loses
//! without that word.
#![allow(clippy::unwrap_used)] // a test's helper fails its test

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use hedgerow::gold::GoldSet;
use hedgerow::model::Options;
use hedgerow::scores::{Cues, Evidence, Kind, Score, Scorer, Unit, explain, without};
use hedgerow::statements::Actors;
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

/// What a score may move by with its batch, in fp32.
const TOLERANCE: f64 = 1e-4;
/// Statements of the gold set that are looked at: every second one.
const STEP: usize = 2;
/// Units that are deleted at most, the strongest first.
const DELETED: usize = 3;
/// Random deletions that each one by strength is compared with.
const DRAWS: usize = 3;

fn checkout(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

static SCORER: LazyLock<Scorer> =
    LazyLock::new(|| Scorer::load(&checkout("models/scorer"), &Options::default()).unwrap());

static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let gold = GoldSet::read(&checkout("data/gold.csv")).unwrap();
    let texts = gold.statements.into_iter().map(|row| row.text);
    texts.step_by(STEP).collect()
});

/// The evidence for each of the texts.
static EVIDENCE: LazyLock<Vec<Evidence>> = LazyLock::new(|| evidence(&TEXTS));

fn score(texts: &[String]) -> Vec<Score> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let scores = SCORER.score(&texts).unwrap();
    scores.into_iter().map(Result::unwrap).collect()
}

fn evidence(texts: &[String]) -> Vec<Evidence> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let cues = Cues::new(Actors::built_in().unwrap()).unwrap();
    let evidence = explain(&SCORER, &cues, &texts).unwrap();
    evidence.into_iter().map(Result::unwrap).collect()
}

/// The text without these units.
fn remaining(text: &str, units: &[&Unit]) -> String {
    let mut spans: Vec<_> = units.iter().map(|unit| unit.span.clone()).collect();
    spans.sort_by_key(|span| span.start);
    without(text, &spans)
}

fn words(text: &str, unit: &Unit) -> usize {
    text[unit.span.clone()].split_whitespace().count()
}

/// How far the score falls (or rises, where `sign` is negative) as units go one by
/// one in this order, on average over the steps: the area over the deletion curve.
fn areas(jobs: &[(f64, f64, Vec<String>)]) -> Vec<f64> {
    let all: Vec<String> = jobs.iter().flat_map(|(_, _, left)| left.clone()).collect();
    let mut scores = score(&all).into_iter();
    jobs.iter()
        .map(|(sign, whole, left)| {
            let falls: f64 = left
                .iter()
                .map(|_| sign * (whole - scores.next().unwrap().overall))
                .sum();
            falls / left.len() as f64
        })
        .collect()
}

/// The mean of paired differences and its distance from nought in standard errors.
fn paired(differences: &[f64]) -> (f64, f64) {
    let n = differences.len() as f64;
    let mean = differences.iter().sum::<f64>() / n;
    let variance = differences.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / (n - 1.0);
    (mean, mean / (variance / n).sqrt())
}

#[test]
fn the_score_without_the_strongest_words_is_what_the_evidence_claims() {
    assert!(TEXTS.len() >= 100);
    let (mut left, mut claimed) = (Vec::new(), Vec::new());
    for (text, evidence) in TEXTS.iter().zip(EVIDENCE.iter()) {
        let whole = evidence.whole;
        let raises = |a: &&Unit, b: &&Unit| a.score.total_cmp(&b.score);
        let units = &evidence.units;
        for unit in [units.iter().max_by(raises), units.iter().min_by(raises)] {
            let Some(unit) = unit else { continue };
            left.push(remaining(text, &[unit]));
            claimed.push((
                whole.overall - unit.score,
                whole.specificity - unit.specificity,
                whole.firmness - unit.firmness,
            ));
        }
    }
    for ((text, claimed), score) in left.iter().zip(claimed).zip(score(&left)) {
        let farthest = (score.overall - claimed.0)
            .abs()
            .max((score.specificity - claimed.1).abs())
            .max((score.firmness - claimed.2).abs());
        assert!(farthest <= TOLERANCE, "{text}: off by {farthest}");
    }
}

/// Against as many units chosen by chance that have at least as many words, for
/// long texts score higher.
#[test]
fn the_strongest_words_move_the_score_more_than_words_chosen_by_chance() {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    for (direction, sign) in [("raise", 1.0), ("lower", -1.0)] {
        let mut jobs = Vec::new();
        for (text, evidence) in TEXTS.iter().zip(EVIDENCE.iter()) {
            if evidence.units.len() <= DELETED + 1 {
                continue;
            }
            let mut order: Vec<&Unit> = evidence.units.iter().collect();
            order.sort_by(|a, b| (sign * b.score).total_cmp(&(sign * a.score)));
            let curve = |order: &[&Unit], counts: &[usize]| {
                let left = counts.iter().map(|&k| remaining(text, &order[..k]));
                // Nothing is left of a text of which chance took every word.
                let left = left.filter(|left| !left.is_empty()).collect();
                (sign, evidence.whole.overall, left)
            };
            let counts: Vec<usize> = (1..=DELETED).collect();
            jobs.push(curve(&order, &counts));
            for _ in 0..DRAWS {
                let mut shuffled = order.clone();
                shuffled.shuffle(&mut random);
                let size =
                    |units: &[&Unit]| -> usize { units.iter().map(|unit| words(text, unit)).sum() };
                let matched: Vec<usize> = counts
                    .iter()
                    .map(|&k| {
                        let enough = |n: &usize| size(&shuffled[..*n]) >= size(&order[..k]);
                        (k..shuffled.len())
                            .find(enough)
                            .unwrap_or(shuffled.len() - 1)
                    })
                    .collect();
                jobs.push(curve(&shuffled, &matched));
            }
        }
        let areas = areas(&jobs);
        let differences: Vec<f64> = areas
            .chunks(1 + DRAWS)
            .map(|areas| areas[0] - areas[1..].iter().sum::<f64>() / DRAWS as f64)
            .collect();
        let (mean, errors) = paired(&differences);
        println!(
            "{} statements: units that {direction} the score move it by {mean:.3} more than \
             chance ({errors:.1} standard errors)",
            differences.len()
        );
        assert!(differences.len() >= 100);
        assert!(
            mean > 0.03 && errors > 5.0,
            "{direction}: {mean} ({errors})"
        );
    }
}

#[test]
fn an_amount_raises_specificity_and_a_hedge_lowers_firmness() {
    let texts = [
        "The city may buy 40 buses next year.",
        "We might, perhaps, sell 12 aircraft to Peru.",
        "The ministry could release 3 million barrels in June.",
    ]
    .map(str::to_owned);
    for (text, evidence) in texts.iter().zip(evidence(&texts)) {
        let of = |kind| evidence.units.iter().filter(move |unit| unit.kind == kind);
        assert!(
            of(Kind::Quantity).all(|unit| unit.specificity > 0.0),
            "{text}"
        );
        assert!(of(Kind::Hedge).all(|unit| unit.firmness < 0.0), "{text}");
        assert_eq!(of(Kind::Quantity).count(), 1, "{text}");
        assert!(of(Kind::Hedge).count() >= 1, "{text}");
    }
}
