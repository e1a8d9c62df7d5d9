//! Flags that choose the models and how they are run.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use clap::ValueEnum;
use hedgerow::Error;
use hedgerow::model::{EngineKind, Library, Options, Precision};
use hedgerow::pipeline::Rating;
use hedgerow::scores::{Cues, Thresholds};

use super::lists::ActorArgs;
use super::{assets, causes, say};

/// How models are run.
#[derive(Debug, clap::Args)]
pub(super) struct EngineArgs {
    /// What computes: torch is the reference, openvino is faster, auto takes openvino
    /// where its library is found and the processor has AVX2
    #[arg(long, default_value = "auto", help_heading = "Engine")]
    engine: EngineArg,
    /// The folder of OpenVINO's library [default: what `scripts/setup` fetched]
    #[arg(
        long,
        value_name = "FOLDER",
        env = "HEDGEROW_OPENVINO",
        hide_env_values = true,
        help_heading = "Engine"
    )]
    openvino: Option<PathBuf>,
    /// The numbers to compute with: fp32 is the reference, bf16 is faster where
    /// the processor has it, auto takes bf16 there and fp32 elsewhere
    #[arg(long, default_value = "fp32", help_heading = "Engine")]
    precision: PrecisionArg,
    /// Workers, one thread each [default: one for each processor]
    #[arg(long, value_name = "N", help_heading = "Engine")]
    workers: Option<NonZeroUsize>,
    /// Tokens in a batch; results do not depend on it
    #[arg(
        long,
        value_name = "N",
        default_value = "2048",
        help_heading = "Engine"
    )]
    batch_tokens: NonZeroUsize,
    /// What the choice came to: several stages ask, and a library that cannot be used is
    /// told of once.
    #[arg(skip)]
    found: OnceLock<EngineKind>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum EngineArg {
    Auto,
    Torch,
    Openvino,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum PrecisionArg {
    Fp32,
    Bf16,
    Auto,
}

impl EngineArgs {
    pub(super) fn options(&self) -> Result<Options, Error> {
        let default = Options::default();
        let engine = if let Some(found) = self.found.get() {
            found.clone()
        } else {
            let engine = self.engine()?;
            self.found.get_or_init(|| engine).clone()
        };
        Ok(Options {
            engine,
            precision: match self.precision {
                PrecisionArg::Fp32 => Precision::Fp32,
                PrecisionArg::Bf16 => Precision::Bf16,
                PrecisionArg::Auto => Precision::fastest(),
            },
            workers: self.workers.unwrap_or(default.workers),
            batch_tokens: self.batch_tokens,
        })
    }

    fn engine(&self) -> Result<EngineKind, Error> {
        let library = || self.library().and_then(|folder| Library::open(&folder));
        match self.engine {
            EngineArg::Torch => Ok(EngineKind::Torch),
            EngineArg::Openvino => library().map(EngineKind::OpenVino),
            EngineArg::Auto if self.openvino.is_some() => library().map(EngineKind::OpenVino),
            // OpenVINO's own code for older processors fails on our models.
            EngineArg::Auto if !std::arch::is_x86_feature_detected!("avx2") => {
                Ok(EngineKind::Torch)
            }
            EngineArg::Auto => match self.library() {
                Err(_) => Ok(EngineKind::Torch),
                Ok(folder) => Ok(Library::open(&folder).map_or_else(
                    |error| {
                        say::line(&format!("{}; libtorch computes", causes(&error)));
                        EngineKind::Torch
                    },
                    EngineKind::OpenVino,
                )),
            },
        }
    }

    /// The folder of OpenVINO's library.
    fn library(&self) -> Result<PathBuf, Error> {
        match &self.openvino {
            Some(folder) => Ok(folder.clone()),
            None => assets::find_library("OpenVINO", ".openvino", "--openvino"),
        }
    }
}

/// Which scorer, and where its labels part.
#[derive(Debug, clap::Args)]
pub(super) struct ScorerArgs {
    /// The scorer's folder [default: the one that comes with the program]
    #[arg(long, value_name = "FOLDER", help_heading = "Models")]
    model: Option<PathBuf>,
    /// Scores from here up are labelled concrete
    #[arg(
        long,
        value_name = "SCORE",
        default_value_t = 0.60,
        help_heading = "Labels"
    )]
    concrete_from: f64,
    /// Scores from here down are labelled hedged
    #[arg(
        long,
        value_name = "SCORE",
        default_value_t = 0.40,
        help_heading = "Labels"
    )]
    hedged_to: f64,
}

impl ScorerArgs {
    pub(super) fn folder(&self) -> Result<PathBuf, Error> {
        scorer(self.model.as_deref())
    }

    pub(super) fn thresholds(&self) -> Result<Thresholds, Error> {
        Thresholds::new(self.concrete_from, self.hedged_to)
    }
}

/// What is written beside the scores.
#[derive(Debug, clap::Args)]
pub(super) struct BesideArgs {
    /// Add a column with the words that carry each score (`score_evidence`); takes
    /// about twelve times as long
    #[arg(long)]
    evidence: bool,
    /// Add columns with the interval in which readers' rating lies for 80% of
    /// sentences (`score_low`, `score_high`)
    #[arg(long)]
    intervals: bool,
}

impl BesideArgs {
    /// With what statements are rated. The actors are cues of statements, where
    /// evidence is asked for.
    pub(super) fn rating(
        &self,
        scorer: &ScorerArgs,
        options: Options,
        actors: &ActorArgs,
    ) -> Result<Rating, Error> {
        let cues = || Cues::new(actors.actors()?);
        Ok(Rating {
            model: scorer.folder()?,
            options,
            thresholds: scorer.thresholds()?,
            intervals: self.intervals,
            evidence: self.evidence.then(cues).transpose()?,
        })
    }
}

/// The scorer's folder: the one that was named, else the one that comes with the
/// program.
pub(super) fn scorer(named: Option<&Path>) -> Result<PathBuf, Error> {
    match named {
        Some(folder) => Ok(folder.to_owned()),
        None => assets::find("the scorer", "models/scorer", "--model"),
    }
}

/// Which attribution model.
#[derive(Debug, clap::Args)]
pub(super) struct AttributionArgs {
    /// The attribution model's folder [default: the one that comes with the
    /// program]
    #[arg(long, value_name = "FOLDER", help_heading = "Models")]
    attribution_model: Option<PathBuf>,
}

impl AttributionArgs {
    pub(super) fn folder(&self) -> Result<PathBuf, Error> {
        if let Some(folder) = &self.attribution_model {
            return Ok(folder.clone());
        }
        let flag = "--attribution-model";
        assets::find("the attribution model", "models/attribution", flag)
    }
}

/// Which encoder tells what texts are alike.
#[derive(Debug, clap::Args)]
pub(super) struct EncoderArgs {
    /// The folder of the encoder that tells which texts are alike [default: the
    /// one that comes with the program]
    #[arg(long, value_name = "FOLDER", help_heading = "Models")]
    encoder: Option<PathBuf>,
}

impl EncoderArgs {
    pub(super) fn folder(&self) -> Result<PathBuf, Error> {
        if let Some(folder) = &self.encoder {
            return Ok(folder.clone());
        }
        assets::find("the encoder", "models/encoder", "--encoder")
    }
}
