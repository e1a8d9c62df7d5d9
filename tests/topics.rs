//! Topics by patterns, by meaning and by both, against the annotated topics of
//! the development set. The texts are not part of the project: the test skips
//! where they are not beside it.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test throughout

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hedgerow::model::{Embedder, Options};
use hedgerow::statements::{TopicFinder, Topics, TopicsBy};
use serde::Deserialize;

/// A sentence with the topics that each of three annotators gave it.
#[derive(Debug, Deserialize)]
struct Annotated {
    text: String,
    topics: Vec<Vec<String>>,
}

impl Annotated {
    /// The topics that most annotators gave.
    fn majority(&self) -> BTreeSet<&str> {
        let all: BTreeSet<&str> = self.topics.iter().flatten().map(String::as_str).collect();
        let votes = |topic: &str| self.topics.iter().flatten().filter(|t| *t == topic).count();
        all.into_iter()
            .filter(|topic| 2 * votes(topic) > self.topics.len())
            .collect()
    }
}

fn checkout(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

fn annotated() -> Option<Vec<Annotated>> {
    let shared = std::env::var_os("HEDGEROW_SHARED").map_or(checkout("../shared"), PathBuf::from);
    let path = shared.join("data/diplomatic-statements/dev.jsonl");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not there", path.display());
        return None;
    };
    Some(
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
    )
}

/// The built-in topics without their patterns.
fn without_patterns() -> Topics {
    let text = std::fs::read_to_string(checkout("data/topics.toml")).unwrap();
    let mut file: toml::Table = text.parse().unwrap();
    for topic in file["topic"].as_array_mut().unwrap() {
        let topic = topic.as_table_mut().unwrap();
        topic.remove("patterns");
        topic.remove("case_sensitive");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("topics.toml");
    std::fs::write(&path, toml::to_string(&file).unwrap()).unwrap();
    Topics::only(&[path]).unwrap()
}

/// Micro and macro F1 over the topics.
fn f1(annotated: &[Annotated], finder: &TopicFinder) -> (f64, f64) {
    let texts: Vec<&str> = annotated.iter().map(|row| &row.text[..]).collect();
    let found: Vec<BTreeSet<&str>> = finder
        .find(&texts)
        .unwrap()
        .into_iter()
        .map(|topics| {
            topics
                .into_iter()
                .filter(|topic| *topic != "none")
                .collect()
        })
        .collect();
    let truth: Vec<BTreeSet<&str>> = annotated
        .iter()
        .map(|row| {
            row.majority()
                .into_iter()
                .filter(|topic| *topic != "other")
                .collect()
        })
        .collect();
    let topics: BTreeSet<&str> = truth.iter().flatten().copied().collect();
    let score = |topics: &BTreeSet<&str>| {
        let count = |sets: &[BTreeSet<&str>]| -> usize {
            sets.iter()
                .map(|set| set.intersection(topics).count())
                .sum()
        };
        let both: usize = truth
            .iter()
            .zip(&found)
            .map(|(a, b)| {
                a.intersection(b)
                    .filter(|topic| topics.contains(*topic))
                    .count()
            })
            .sum();
        2.0 * both as f64 / (count(&truth) + count(&found)) as f64
    };
    let every: BTreeSet<&str> = topics
        .iter()
        .chain(found.iter().flatten())
        .copied()
        .collect();
    let single = topics.iter().map(|topic| score(&BTreeSet::from([*topic])));
    (score(&every), single.sum::<f64>() / topics.len() as f64)
}

/// Floors just below what was measured: 0.756 and 0.748, 0.497 and 0.450, 0.761
/// and 0.750.
#[test]
fn topics_agree_with_annotators_by_patterns_by_meaning_and_by_both() {
    let Some(annotated) = annotated() else { return };
    let embedder = Embedder::load(&checkout("models/encoder"), &Options::default()).unwrap();
    let embedder = Arc::new(embedder);
    let with = |topics, by| TopicFinder::with_encoder(topics, by, &embedder).unwrap();
    let built_in = || Topics::built_in().unwrap();
    for (name, finder, floor) in [
        (
            "patterns",
            TopicFinder::by_patterns(built_in()),
            (0.75, 0.74),
        ),
        (
            "meaning",
            with(without_patterns(), TopicsBy::Patterns),
            (0.48, 0.43),
        ),
        ("both", with(built_in(), TopicsBy::Both), (0.75, 0.74)),
    ] {
        let (micro, macro_) = f1(&annotated, &finder);
        println!("{name}: F1 micro {micro:.3}, macro {macro_:.3}");
        assert!(
            micro >= floor.0 && macro_ >= floor.1,
            "{name}: {micro} {macro_}"
        );
    }
}
