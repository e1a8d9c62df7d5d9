//! Model folders that are missing, damaged, or not what they claim to be.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::fault::{Fault, fault};
use crate::texts::scored;

const FILES: [&str; 4] = [
    "hedgerow.json",
    "config.json",
    "tokenizer.json",
    "model.safetensors",
];

fn shipped(model: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("models")
        .join(model)
}

/// The scorer, some of its files replaced.
struct Model(PathBuf);

impl Model {
    /// The scorer's files as they are, linked into a folder `m`.
    fn linked(folder: &Path, model: &str) -> Self {
        let path = folder.join("m");
        fs::create_dir(&path).unwrap();
        for name in FILES {
            std::os::unix::fs::symlink(shipped(model).join(name), path.join(name)).unwrap();
        }
        Self(path)
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join(name)).unwrap()
    }

    /// Replaces a file, and not what the link points to.
    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::remove_file(self.0.join(name)).unwrap();
        fs::write(self.0.join(name), content).unwrap();
    }

    fn edit(&self, name: &str, edit: impl Fn(&mut Value)) {
        let mut value: Value = serde_json::from_slice(&self.read(name)).unwrap();
        edit(&mut value);
        self.write(name, value.to_string());
    }

    /// Makes the manifest vouch for the files as they are now.
    fn vouch(&self) {
        let hashes: Vec<(&str, String)> = FILES[1..]
            .iter()
            .map(|name| {
                let hash = Sha256::digest(self.read(name));
                (
                    *name,
                    hash.iter().map(|byte| format!("{byte:02x}")).collect(),
                )
            })
            .collect();
        self.edit("hedgerow.json", |manifest| {
            for (name, hash) in &hashes {
                manifest["sha256"][name] = json!(hash);
            }
        });
    }
}

fn score(name: &str, change: impl Fn(&Model) + Send + Sync + 'static) -> Fault {
    fault(name)
        .file("in.csv", "text\nWe will act on 1 May.\n")
        .make(move |folder| change(&Model::linked(folder, "scorer")))
        .run("score in.csv --model m --out out.csv --workers 1")
}

/// A model whose manifest vouches for what was changed.
fn vouched(name: &str, change: impl Fn(&Model) + Send + Sync + 'static) -> Fault {
    score(name, move |model| {
        change(model);
        model.vouch();
    })
}

fn config(name: &str, key: &'static str, value: Value) -> Fault {
    vouched(name, move |model| {
        model.edit("config.json", |config| config[key] = value.clone())
    })
    .error(&["the model in m", "config.json", "restore its folder"])
}

fn manifest(name: &str, edit: impl Fn(&mut Value) + Send + Sync + 'static) -> Fault {
    score(name, move |model| model.edit("hedgerow.json", &edit))
}

/// The place of the last number of the weights, which are stored in half precision.
fn last(weights: &[u8]) -> usize {
    weights.len() - 2
}

pub(super) fn faults() -> Vec<Fault> {
    let mut faults = vec![
        fault("a model's folder that is not there")
            .file("in.csv", "text\nDone.\n")
            .run("score in.csv --model m --out out.csv")
            .error(&["the model in m", "hedgerow.json", "restore its folder"]),
        fault("a model's folder that is empty")
            .file("in.csv", "text\nDone.\n")
            .make(|f| fs::create_dir(f.join("m")).unwrap())
            .run("score in.csv --model m --out out.csv")
            .error(&["the model in m", "hedgerow.json"]),
        fault("a file for a model's folder")
            .file("in.csv", "text\nDone.\n")
            .file("m", "x")
            .run("score in.csv --model m --out out.csv")
            .error(&["the model in m"]),
        score("a model that is whole", |_| ()).result(1),
        score("a model without weights", |m| {
            fs::remove_file(m.0.join("model.safetensors")).unwrap()
        })
        .error(&["m/model.safetensors", "check its name"]),
        score("a model without a tokenizer", |m| {
            fs::remove_file(m.0.join("tokenizer.json")).unwrap()
        })
        .error(&["m/tokenizer.json"]),
        score("weights that are cut short", |m| {
            let weights = m.read("model.safetensors");
            m.write("model.safetensors", &weights[..weights.len() / 2]);
        })
        .error(&[
            "the model in m",
            "damaged: model.safetensors",
            "restore its folder",
        ]),
        score("weights of which one bit is another", |m| {
            let mut weights = m.read("model.safetensors");
            let place = last(&weights);
            weights[place] ^= 1;
            m.write("model.safetensors", weights);
        })
        .error(&["the model in m", "damaged: model.safetensors"]),
        score("a tokenizer that was changed", |m| {
            m.write("tokenizer.json", "{}")
        })
        .error(&["the model in m", "damaged: tokenizer.json"]),
        score("weights that are a pickle", |m| {
            m.write(
                "model.safetensors",
                b"\x80\x04\x95cos\nsystem\n(S'touch hacked'\ntR.",
            )
        })
        .error(&["the model in m", "damaged"]),
        vouched("a pickle that is vouched for", |m| {
            m.write(
                "model.safetensors",
                b"\x80\x04\x95cos\nsystem\n(S'touch hacked'\ntR.",
            )
        })
        .error(&["the model in m", "do not fit"]),
        vouched("weights cut short that are vouched for", |m| {
            let weights = m.read("model.safetensors");
            m.write("model.safetensors", &weights[..weights.len() - 1000]);
        })
        .error(&["the model in m", "weights", "restore its folder"]),
        vouched("weights of nothing", |m| m.write("model.safetensors", ""))
            .error(&["the model in m", "weights"]),
        vouched("weights whose header is longer than they are", |m| {
            let mut weights = m.read("model.safetensors");
            weights[..8].fill(0x7f);
            m.write("model.safetensors", weights);
        })
        .error(&["the model in m", "weights"]),
        vouched("weights that are not numbers", |m| {
            let mut weights = m.read("model.safetensors");
            let place = last(&weights);
            weights[place..].copy_from_slice(&[0x00, 0x7e]);
            m.write("model.safetensors", weights);
        })
        .error(&["the model in m", "weights that are not numbers"]),
        vouched("weights without end", |m| {
            let mut weights = m.read("model.safetensors");
            let place = last(&weights);
            weights[place..].copy_from_slice(&[0x00, 0x7c]);
            m.write("model.safetensors", weights);
        })
        .error(&["the model in m", "weights that are not numbers"]),
        vouched("weights of another model", |m| {
            m.write(
                "model.safetensors",
                fs::read(shipped("encoder").join("model.safetensors")).unwrap(),
            )
        })
        .error(&["the model in m", "weights that do not fit"]),
        vouched("a tokenizer that is none", |m| {
            m.write("tokenizer.json", "{}")
        })
        .error(&["the model in m", "tokenizer.json", "restore its folder"]),
        vouched("a tokenizer that is not JSON", |m| {
            m.write("tokenizer.json", b"\xff\xfe")
        })
        .error(&["the model in m", "tokenizer.json"]),
        vouched("a tokenizer of ids that the weights lack", |m| {
            m.edit("tokenizer.json", |tokenizer| {
                let words = tokenizer["model"]["vocab"].as_object_mut().unwrap();
                words["will"] = json!(4_000_000);
            })
        })
        .error(&["the model in m", "tokenizer.json"]),
        vouched("a configuration that is not JSON", |m| {
            m.write("config.json", "hidden_size = 384")
        })
        .error(&["the model in m", "config.json"]),
        vouched("a configuration of another kind", |m| {
            m.write("config.json", "{\"model_type\": \"gpt2\"}")
        })
        .error(&["the model in m", "config.json"]),
        config("a hidden size of 0", "hidden_size", json!(0)),
        config("a hidden size below 0", "hidden_size", json!(-384)),
        config(
            "a hidden size of billions",
            "hidden_size",
            json!(384_000_000_000_u64),
        ),
        config("a hidden size that is another", "hidden_size", json!(768)),
        config(
            "a hidden size that its heads do not divide",
            "hidden_size",
            json!(385),
        ),
        config("no heads", "num_attention_heads", json!(0)),
        config("more layers than weights", "num_hidden_layers", json!(7)),
        config("a million layers", "num_hidden_layers", json!(1_000_000)),
        config(
            "a vocabulary of billions",
            "vocab_size",
            json!(30_000_000_000_u64),
        ),
        config("a vocabulary of another size", "vocab_size", json!(30_000)),
        config(
            "fewer places than tokens",
            "max_position_embeddings",
            json!(128),
        ),
        config("no kinds of token", "type_vocab_size", json!(0)),
        config("an activation that is unknown", "hidden_act", json!("sine")),
        manifest("a manifest of a newer format", |m| m["format"] = json!(99)).error(&[
            "the model in m",
            "format 99",
            "newer Hedgerow",
        ]),
        manifest("a manifest of another kind", |m| {
            m["kind"] = json!("attribution")
        })
        .error(&["the model in m", "Attribution"]),
        manifest("a manifest without hashes", |m| m["sha256"] = json!({}))
            .error(&["the model in m", "no hash"]),
        manifest("a manifest without a length", |m| {
            m["max_tokens"] = json!(0)
        })
        .error(&["the model in m", "max_tokens"]),
        manifest("a manifest of more tokens than places", |m| {
            m["max_tokens"] = json!(100_000)
        })
        .error(&["the model in m", "100000"]),
        manifest("a manifest of heads beyond counting", |m| {
            m["heads"][0]["size"] = json!(u64::MAX)
        })
        .error(&["the model in m"]),
        manifest("a manifest of heads that the weights lack", |m| {
            m["heads"][0]["size"] = json!(6)
        })
        .error(&["the model in m", "weights"]),
        manifest("a manifest without a head", |m| m["heads"] = json!([]))
            .error(&["the model in m", "no head"]),
        manifest("a manifest with a head of one level", |m| {
            m["heads"][0]["size"] = json!(1)
        })
        .error(&["the model in m"]),
        manifest("a manifest of acts that are unknown", |m| {
            m["heads"][3]["labels"] = json!(["c", "d", "a", "e", "q"])
        })
        .error(&["the model in m", "acts"]),
        score("a manifest that is not JSON", |m| {
            m.write("hedgerow.json", "kind: scorer")
        })
        .error(&["the model in m", "cannot be understood"]),
        score("a manifest with a name that leads elsewhere", |m| {
            m.edit("hedgerow.json", |manifest| {
                manifest["sha256"]["../../etc/passwd"] = json!("0")
            })
        })
        .result(1),
    ];
    faults.push(
        fault("a scorer for an encoder")
            .file("in.csv", scored(8))
            .make(|f| {
                Model::linked(f, "scorer");
            })
            .run("compare in.csv --actors US,CN --encoder m --out results --workers 1")
            .error(&["the model in m", "Scorer"]),
    );
    faults.push(
        fault("a scorer for attribution")
            .file("a.txt", crate::texts::ARTICLE)
            .make(|f| {
                Model::linked(f, "scorer");
            })
            .run("extract a.txt --attribution-model m --out out.csv")
            .error(&["the model in m", "Scorer"]),
    );
    faults.push(
        fault("an attribution model of a window beyond counting")
            .file("a.txt", crate::texts::ARTICLE)
            .make(|f| {
                Model::linked(f, "attribution").edit("hedgerow.json", |m| {
                    m["window"] = json!(u64::MAX);
                    m["max_tokens"] = Value::Null;
                });
            })
            .run("extract a.txt --attribution-model m --out out.csv")
            .error(&["the model in m"]),
    );
    faults
}
