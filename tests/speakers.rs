//! Speakers and actors of 300 real attributions, against labels that were made
//! by reading (`data/labels/speakers.csv`). The texts are not part of the
//! project: the test skips where they are not beside it.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test throughout

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use hedgerow::statements::{
    Actors, Attribution, Form, Gazetteer, Setting, Span, parse_date, resolve_speakers,
};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// A label: the speaker (alternatives by "|", several by ";", empty or "-" where
/// nobody is named) and the actors (by ";", empty where there is none).
#[derive(Debug, Clone, Deserialize)]
struct Label {
    corpus: String,
    document: String,
    start: usize,
    end: usize,
    sha256: String,
    speaker: String,
    actors: String,
}

struct Document {
    text: String,
    date: String,
    outlet: &'static str,
    attributions: Vec<Attribution>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Tally {
    right: usize,
    unknown: usize,
    wrong: usize,
}

impl Tally {
    fn add(&mut self, right: bool, unknown: bool) {
        if right {
            self.right += 1;
        } else if unknown {
            self.unknown += 1;
        } else {
            self.wrong += 1;
        }
    }

    fn all(self) -> usize {
        self.right + self.unknown + self.wrong
    }

    fn share(self, part: usize) -> f64 {
        part as f64 / self.all().max(1) as f64
    }

    fn print(self, what: &str) {
        println!(
            "{what}: right {:.1}%, unknown {:.1}%, wrong {:.1}% of {}",
            100.0 * self.share(self.right),
            100.0 * self.share(self.unknown),
            100.0 * self.share(self.wrong),
            self.all()
        );
    }
}

fn shared() -> Option<PathBuf> {
    let root = std::env::var_os("HEDGEROW_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    root.join("data/polnear/dev.jsonl").exists().then_some(root)
}

/// Byte offsets of a text's characters, and of its end.
fn offsets(text: &str) -> Vec<usize> {
    let mut offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    offsets.push(text.len());
    offsets
}

fn polnear(root: &Path) -> BTreeMap<String, Document> {
    let path = root.join("data/polnear/dev.jsonl");
    let file = std::fs::read_to_string(path).unwrap();
    let date = regex::Regex::new(r"\d{4}-\d\d-\d\d").unwrap();
    let mut documents = BTreeMap::new();
    for line in file.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = row["text"].as_str().unwrap().to_owned();
        let offsets = offsets(&text);
        let spans = |attribution: &serde_json::Value, part: &str| -> Vec<Span> {
            let pieces = attribution[part].as_array().into_iter().flatten();
            let at = |piece: &serde_json::Value, end: usize| {
                offsets[usize::try_from(piece[end].as_u64().unwrap()).unwrap()]
            };
            pieces.map(|piece| at(piece, 0)..at(piece, 1)).collect()
        };
        let attributions = row["attributions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|attribution| {
                let content = spans(attribution, "content");
                let direct = content
                    .first()
                    .is_some_and(|span| text[span.clone()].starts_with(['"', '“']));
                Attribution {
                    source: spans(attribution, "source"),
                    cue: spans(attribution, "cue"),
                    content,
                    form: if direct { Form::Direct } else { Form::Indirect },
                }
            })
            .collect();
        let id = row["id"].as_str().unwrap();
        let document = Document {
            date: date.find(id).map_or("", |found| found.as_str()).to_owned(),
            outlet: "",
            attributions,
            text,
        };
        documents.entry(id.to_owned()).or_insert(document);
    }
    documents
}

/// Articles come without attributions: those of the labels are all there are.
fn peoples_daily(root: &Path, labels: &[Label]) -> BTreeMap<String, Document> {
    let path = root.join("data/peoples-daily-tariff/peoplesDailyOutput_tariff.csv");
    let mut documents = BTreeMap::new();
    for row in csv::Reader::from_path(path).unwrap().records() {
        let row = row.unwrap();
        let (id, text) = (&row[1], row[4].to_owned());
        let offsets = offsets(&text);
        let attributions = labels
            .iter()
            .filter(|label| label.document == *id)
            .map(|label| Attribution {
                source: std::iter::once(offsets[label.start]..offsets[label.end]).collect(),
                cue: Vec::new(),
                content: Vec::new(),
                form: Form::Indirect,
            })
            .collect();
        let document = Document {
            date: row[3].to_owned(),
            outlet: "People's Daily",
            attributions,
            text,
        };
        documents.entry(id.to_owned()).or_insert(document);
    }
    documents
}

fn plain(name: &str) -> String {
    let name = name
        .trim()
        .to_lowercase()
        .replace('’', "'")
        .replace('.', "");
    name.strip_prefix("the ").unwrap_or(&name).to_owned()
}

fn names(text: &str) -> BTreeSet<String> {
    text.split(';')
        .map(plain)
        .filter(|name| !name.is_empty())
        .collect()
}

/// Right, unknown. A surname where the full name stands in the document is no
/// wrong person, but not resolved either.
fn judge_name(label: &str, found: Option<&str>) -> (bool, bool) {
    let alternatives: Vec<&str> = label.split('|').map(str::trim).collect();
    let Some(found) = found else {
        let nobody = alternatives.iter().any(|name| matches!(*name, "" | "-"));
        return (nobody, true);
    };
    let set = names(found);
    let right = alternatives.iter().any(|name| names(name) == set);
    let part = alternatives
        .iter()
        .any(|name| plain(name).ends_with(&format!(" {}", plain(found))));
    (right, part)
}

fn judge_actors(label: &str, found: &[String]) -> (bool, bool) {
    let label: BTreeSet<&str> = label.split(';').filter(|id| !id.is_empty()).collect();
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    (label == found, found.is_empty())
}

#[test]
fn speakers_and_actors_of_real_attributions_are_found() {
    let Some(root) = shared() else {
        println!("skipped: ../shared/data is not there (or set HEDGEROW_SHARED)");
        return;
    };
    let labels = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/labels/speakers.csv");
    let labels: Vec<Label> = csv::Reader::from_path(labels)
        .unwrap()
        .deserialize()
        .map(Result::unwrap)
        .collect();
    let gazetteer = Gazetteer::new(Actors::built_in().unwrap()).unwrap();
    let polnear = polnear(&root);
    let peoples_daily = peoples_daily(&root, &labels);

    // The least share right and the most wrong, of speakers and of actors, a
    // little beside what was measured.
    let corpora = [
        ("polnear-dev", &polnear, [0.87, 0.05], [0.92, 0.02]),
        (
            "peoples-daily-tariff",
            &peoples_daily,
            [0.84, 0.06],
            [0.79, 0.03],
        ),
    ];
    for (corpus, documents, speaker_floor, actor_floor) in corpora {
        let (mut speaker, mut actor, mut with_actor) =
            (Tally::default(), Tally::default(), Tally::default());
        for label in labels.iter().filter(|label| label.corpus == corpus) {
            let document = &documents[&label.document];
            let offsets = offsets(&document.text);
            let span = offsets[label.start]..offsets[label.end];
            let digest = Sha256::digest(&document.text[span.clone()]);
            let mut start = [0; 8];
            start.copy_from_slice(&digest[..8]);
            let digest = format!("{:016x}", u64::from_be_bytes(start));
            assert_eq!(digest, label.sha256, "{} has another text", label.document);

            let index = document
                .attributions
                .iter()
                .position(|attribution| {
                    attribution
                        .source
                        .first()
                        .is_some_and(|first| first.start == span.start)
                        && attribution
                            .source
                            .last()
                            .is_some_and(|last| last.end == span.end)
                })
                .unwrap();
            let setting = Setting {
                published: parse_date(&document.date),
                issuer: None,
                outlet: Some(document.outlet),
                title: None,
            };
            let found =
                &resolve_speakers(&document.text, &document.attributions, &gazetteer, setting)
                    [index];
            let (right, unknown) = judge_name(&label.speaker, found.name.as_deref());
            speaker.add(right, unknown);
            let (right_actor, unknown_actor) = judge_actors(&label.actors, &found.actors);
            actor.add(right_actor, unknown_actor);
            if !label.actors.is_empty() {
                with_actor.add(right_actor, unknown_actor);
            }
            if std::env::var_os("HEDGEROW_SHOW").is_some() && !(right && right_actor) {
                println!(
                    "  {}",
                    serde_json::json!({
                        "raw": found.raw, "name": found.name, "label": label.speaker,
                        "actors": found.actors, "label actors": label.actors,
                        "how": format!("{:?}", found.how), "document": label.document,
                    })
                );
            }
        }
        println!("{corpus}");
        speaker.print("  speaker");
        actor.print("  actor");
        with_actor.print("  actor, of those that have one");
        for (tally, [least, most]) in [(speaker, speaker_floor), (actor, actor_floor)] {
            assert!(tally.share(tally.right) >= least, "{corpus}: {tally:?}");
            assert!(tally.share(tally.wrong) <= most, "{corpus}: {tally:?}");
        }
    }
}
