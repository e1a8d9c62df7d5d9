//! A model's folder: weights, tokenizer, configuration, and a manifest that
//! binds them together.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::windows::Windows;
use crate::error::Error;
use crate::hash::{sha256, sha256_of};

/// The begin and end markers around a text.
const MARKERS: usize = 2;
/// The manifest's file name.
const MANIFEST: &str = "hedgerow.json";
/// The newest manifest format that this program reads.
const FORMAT: u32 = 1;

/// More numbers than the heads of any model of ours put out together.
const MOST_OUTPUTS: usize = 1 << 16;

/// What a model is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Rates a statement: one row of numbers per text.
    Scorer,
    /// Finds source, cue and content: one row of numbers per token.
    Attribution,
    /// Says which texts are alike: the encoder's own states, without a head.
    Encoder,
}

/// How the outputs of a head are to be read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase", tag = "kind")]
pub enum HeadKind {
    /// Logits of the levels 0, 1, … of an ordinal scale.
    Ordinal {
        /// How many levels.
        size: usize,
    },
    /// Logits of classes.
    Class {
        /// Their names.
        labels: Vec<String>,
    },
    /// Logits of begin–inside–outside labels of a token.
    Bio {
        /// Their names.
        labels: Vec<String>,
    },
}

/// One output of a model.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Head {
    /// What it is an output of, such as `specificity`.
    pub name: String,
    /// How it is to be read.
    #[serde(flatten)]
    pub kind: HeadKind,
}

impl Head {
    /// How many numbers the head puts out.
    #[must_use]
    pub fn size(&self) -> usize {
        match &self.kind {
            HeadKind::Ordinal { size } => *size,
            HeadKind::Class { labels } | HeadKind::Bio { labels } => labels.len(),
        }
    }
}

#[derive(Debug, Deserialize)]
struct Manifest {
    format: u32,
    kind: Kind,
    version: String,
    /// Not there where `window` says as much.
    max_tokens: Option<usize>,
    window: Option<usize>,
    stride: Option<usize>,
    heads: Vec<Head>,
    sha256: BTreeMap<String, String>,
    /// What only those who use the model's outputs know how to read.
    #[serde(flatten)]
    settings: BTreeMap<String, serde_json::Value>,
}

/// A model's folder whose files are there and are those that its manifest names.
#[derive(Debug)]
pub struct ModelFolder {
    path: PathBuf,
    manifest: Manifest,
    sha256: String,
}

impl ModelFolder {
    /// Reads the manifest and checks the hash of every file that it names.
    pub fn open(path: &Path, kind: Kind) -> Result<Self, Error> {
        let text = std::fs::read(path.join(MANIFEST)).map_err(|source| Error::Model {
            path: path.to_owned(),
            problem: format!("has no readable {MANIFEST}"),
            source: Some(Box::new(source)),
        })?;
        let manifest: Manifest = serde_json::from_slice(&text).map_err(|source| Error::Model {
            path: path.to_owned(),
            problem: format!("has a {MANIFEST} that cannot be understood"),
            source: Some(Box::new(source)),
        })?;
        let folder = Self {
            path: path.to_owned(),
            manifest,
            sha256: sha256(&text[..]).map_err(Error::read(path))?,
        };
        folder.check(kind)?;
        Ok(folder)
    }

    fn check(&self, kind: Kind) -> Result<(), Error> {
        let manifest = &self.manifest;
        if manifest.format > FORMAT {
            return Err(self.problem(format!(
                "is of format {}; this program reads up to {FORMAT}: a newer Hedgerow is needed",
                manifest.format
            )));
        }
        if manifest.kind != kind {
            return Err(self.problem(format!("is a {:?} model, not {kind:?}", manifest.kind)));
        }
        let sizes = manifest.heads.iter().map(Head::size);
        if sizes.fold(0, usize::saturating_add) > MOST_OUTPUTS {
            return Err(self.problem(format!(
                "has heads of more than {MOST_OUTPUTS} numbers in {MANIFEST}"
            )));
        }
        if self.max_tokens() == 0 {
            return Err(self.problem(format!("has neither max_tokens nor window in {MANIFEST}")));
        }
        for name in ["config.json", "tokenizer.json", "model.safetensors"] {
            let Some(expected) = manifest.sha256.get(name) else {
                return Err(self.problem(format!("has no hash for {name} in {MANIFEST}")));
            };
            let found = sha256_of(&self.path.join(name))?;
            if found != *expected {
                return Err(self.problem(format!(
                    "is damaged: {name} has SHA-256 {found}, {MANIFEST} says {expected}"
                )));
            }
        }
        Ok(())
    }

    pub(crate) fn problem(&self, problem: impl Into<String>) -> Error {
        Error::Model {
            path: self.path.clone(),
            problem: problem.into(),
            source: None,
        }
    }

    pub(crate) fn failed(
        &self,
        problem: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Error {
        Error::Model {
            path: self.path.clone(),
            problem: problem.into(),
            source: Some(source.into()),
        }
    }

    /// The path of one of the folder's files.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The folder's path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The model's version, as its manifest gives it.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.manifest.version
    }

    /// The SHA-256 of the manifest, in hexadecimal. The manifest has those of all
    /// other files, so that this one stands for the whole folder.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The SHA-256 of the weights, in hexadecimal: what a score depends on.
    #[must_use]
    pub fn weights_sha256(&self) -> &str {
        &self.manifest.sha256["model.safetensors"]
    }

    /// The longest text that the model reads, in tokens, markers included.
    #[must_use]
    pub fn max_tokens(&self) -> usize {
        let window = self
            .manifest
            .window
            .map(|window| window.saturating_add(MARKERS));
        self.manifest.max_tokens.or(window).unwrap_or(0)
    }

    /// How a model that reads tokens goes over a text longer than it reads.
    pub fn windows(&self) -> Result<Windows, Error> {
        let (Some(window), Some(stride)) = (self.manifest.window, self.manifest.stride) else {
            return Err(self.problem(format!("has no window and stride in {MANIFEST}")));
        };
        if window.saturating_add(MARKERS) > self.max_tokens() {
            return Err(self.problem(format!(
                "has a window of {window} tokens in {MANIFEST}, but reads {} with markers",
                self.max_tokens()
            )));
        }
        Windows::new(window, stride).ok_or_else(|| {
            self.problem(format!(
                "has window {window} and stride {stride} in {MANIFEST}; \
                 the stride must be from half the window to the window"
            ))
        })
    }

    /// A setting of the manifest that was chosen together with the weights; none
    /// where the manifest does not have it.
    pub(crate) fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Error> {
        self.manifest
            .settings
            .get(name)
            .map(|value| T::deserialize(value))
            .transpose()
            .map_err(|error| {
                self.failed(
                    format!("has a {name} that cannot be understood in {MANIFEST}"),
                    error,
                )
            })
    }

    /// The model's outputs, in the order of their rows.
    #[must_use]
    pub fn heads(&self) -> &[Head] {
        &self.manifest.heads
    }

    /// How many numbers all heads put out together.
    #[must_use]
    pub fn outputs(&self) -> usize {
        self.heads().iter().map(Head::size).sum()
    }

    /// Where a head's numbers stand among the outputs.
    pub fn head(&self, name: &str) -> Result<(std::ops::Range<usize>, &HeadKind), Error> {
        let mut start = 0;
        for head in self.heads() {
            if head.name == name {
                return Ok((start..start + head.size(), &head.kind));
            }
            start += head.size();
        }
        Err(self.problem(format!("has no head named {name} in {MANIFEST}")))
    }
}
