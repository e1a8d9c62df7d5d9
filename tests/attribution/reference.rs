//! The engine agrees with the training code on invented texts.

use std::path::Path;

use hedgerow::model::Options;
use hedgerow::statements::AttributionModel;
use serde::Deserialize;

use super::corpus::model;

#[derive(Deserialize)]
struct Reference {
    weights_sha256: String,
    texts: Vec<Text>,
}

#[derive(Deserialize)]
#[allow(clippy::struct_field_names)] // the file's names
struct Text {
    text: String,
    ids: Vec<u32>,
    bytes: Vec<(usize, usize)>,
    word_starts: Vec<usize>,
    labels: Labels,
    logits: Vec<Sample>,
    attributions: Vec<Linked>,
}

#[derive(Deserialize)]
struct Labels {
    source: Vec<usize>,
    cue: Vec<usize>,
    content: Vec<usize>,
}

#[derive(Deserialize)]
struct Sample {
    piece: usize,
    values: Vec<f32>,
}

#[derive(Deserialize)]
struct Linked {
    source: Vec<(usize, usize)>,
    cue: Vec<(usize, usize)>,
    content: Vec<(usize, usize)>,
}

const TOLERANCE: f32 = 1e-3;

#[test]
fn logits_labels_and_links_agree_with_the_training_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/attribution_reference.json");
    let Ok(file) = std::fs::read(&path) else {
        println!("skipped: there is no {}", path.display());
        return;
    };
    let folder = match model() {
        Ok(folder) => folder,
        Err(reason) => {
            println!("skipped: {reason}");
            return;
        }
    };
    let reference: Reference = serde_json::from_slice(&file).unwrap();
    let model = AttributionModel::load(&folder, &Options::default()).unwrap();
    assert_eq!(
        model.folder().weights_sha256(),
        reference.weights_sha256,
        "the reference is of other weights; write it anew with scripts/train"
    );
    let texts: Vec<&str> = reference.texts.iter().map(|text| &text.text[..]).collect();
    let read = model.read(&texts).unwrap();
    let found = model.find(&texts).unwrap();
    for ((right, mine), found) in reference.texts.iter().zip(&read).zip(&found) {
        assert_eq!(mine.pieces.ids, right.ids);
        assert_eq!(mine.pieces.word_starts, right.word_starts);
        let bytes: Vec<_> = mine.pieces.spans.iter().map(|s| (s.start, s.end)).collect();
        assert_eq!(bytes, right.bytes);
        for sample in &right.logits {
            for (a, b) in mine.logits[sample.piece].iter().zip(&sample.values) {
                assert!(
                    (a - b).abs() < TOLERANCE,
                    "piece {}: {a} and {b}",
                    sample.piece
                );
            }
        }
        for (piece, logits) in mine.logits.iter().enumerate() {
            let labels = [
                &right.labels.source,
                &right.labels.cue,
                &right.labels.content,
            ];
            for (head, range) in labels.into_iter().zip([0..5, 5..8, 8..13]) {
                let logits = &logits[range];
                let top = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
                // Two labels may be level within the tolerance.
                assert!(
                    logits[head[piece]] > top - 2.0 * TOLERANCE,
                    "piece {piece}: {logits:?}"
                );
            }
        }
        let pairs = |spans: &[hedgerow::statements::Span]| -> Vec<(usize, usize)> {
            spans.iter().map(|span| (span.start, span.end)).collect()
        };
        let mine: Vec<_> = found
            .iter()
            .map(|a| (pairs(&a.source), pairs(&a.cue), pairs(&a.content)))
            .collect();
        // The engine leaves out a comma at a content's end; the training code
        // does not.
        let text = &right.text;
        let without_comma = |&(start, end): &(usize, usize)| {
            (
                start,
                start
                    + text[start..end]
                        .trim_end_matches([',', ';'])
                        .trim_end()
                        .len(),
            )
        };
        // Nor does the engine take somebody from a sentence before for the source of
        // what is not quoted.
        let quoted = |&(start, end): &(usize, usize)| text[start..end].contains(['“', '"']);
        let sources = |a: &Linked| {
            let mut sources = a.source.clone();
            if !a.content.iter().any(quoted) {
                let cue = a.cue[0].0;
                sources.retain(|&(_, end)| end > cue || !text[end..cue].contains(['.', '\n']));
            }
            sources
        };
        let right: Vec<_> = right
            .attributions
            .iter()
            .map(|a| {
                let content = a.content.iter().map(without_comma).collect();
                (sources(a), a.cue.clone(), content)
            })
            .collect();
        assert_eq!(mine, right);
    }
}
