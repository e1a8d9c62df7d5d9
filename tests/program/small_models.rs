//! Small models for tests that need many runs: corners cut out of the models that
//! come with the program. What they say is nonsense, but always the same nonsense.

use std::path::Path;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::common::checkout;

const HIDDEN: usize = 32;
const INTERMEDIATE: usize = 64;

/// Makes a small model of `models/<kind>` in `folder`.
pub(crate) fn small_model(kind: &str, folder: &Path) {
    let from = checkout(&format!("models/{kind}"));
    let read = |name: &str| std::fs::read(from.join(name)).unwrap();
    std::fs::create_dir_all(folder).unwrap();

    let mut config: Value = serde_json::from_slice(&read("config.json")).unwrap();
    for (key, value) in [
        ("hidden_size", HIDDEN),
        ("intermediate_size", INTERMEDIATE),
        ("num_attention_heads", 2),
        ("num_hidden_layers", 1),
    ] {
        config[key] = value.into();
    }
    let files = [
        ("config.json", serde_json::to_vec(&config).unwrap()),
        ("tokenizer.json", read("tokenizer.json")),
        ("model.safetensors", corner(&read("model.safetensors"))),
    ];
    let mut manifest: Value = serde_json::from_slice(&read("hedgerow.json")).unwrap();
    for (name, content) in files {
        let hash = format!("{:x}", Sha256::digest(&content));
        manifest["sha256"][name] = hash.into();
        std::fs::write(folder.join(name), content).unwrap();
    }
    let manifest = serde_json::to_vec(&manifest).unwrap();
    std::fs::write(folder.join("hedgerow.json"), manifest).unwrap();
}

/// The first layer of half-precision weights, and of each tensor the first corner.
/// The format: the header's length in eight bytes, the header in JSON, the numbers.
fn corner(weights: &[u8]) -> Vec<u8> {
    let length = usize::try_from(u64::from_le_bytes(weights[..8].try_into().unwrap())).unwrap();
    let header: Map<String, Value> = serde_json::from_slice(&weights[8..8 + length]).unwrap();
    let data = &weights[8 + length..];
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let mut small = Map::new();
    let mut numbers: Vec<u8> = Vec::new();
    for (name, tensor) in &header {
        if name == "__metadata__" || name.contains("layer.") && !name.contains("layer.0.") {
            continue;
        }
        assert_eq!(tensor["dtype"], "F16");
        let shape: Vec<usize> = tensor["shape"]
            .as_array()
            .unwrap()
            .iter()
            .map(number)
            .collect();
        let cut: Vec<usize> = shape
            .iter()
            .map(|size| match size {
                384 => HIDDEN,
                1536 => INTERMEDIATE,
                other => *other,
            })
            .collect();
        let at = number(&tensor["data_offsets"][0]);
        // A vector is a matrix of one row.
        let (width, kept) = (shape[shape.len() - 1], cut[cut.len() - 1]);
        let rows: usize = cut[..cut.len() - 1].iter().product();
        let start = numbers.len();
        for row in 0..rows {
            let from = at + 2 * row * width;
            numbers.extend(&data[from..from + 2 * kept]);
        }
        small.insert(
            name.clone(),
            json!({"dtype": "F16", "shape": cut, "data_offsets": [start, numbers.len()]}),
        );
    }
    let header = serde_json::to_vec(&small).unwrap();
    let mut all = (header.len() as u64).to_le_bytes().to_vec();
    all.extend(header);
    all.extend(numbers);
    all
}
