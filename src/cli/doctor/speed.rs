//! How many statements a second this machine scores.

use std::fmt;
use std::path::Path;
use std::time::{Duration, Instant};

use hedgerow::Error;
use hedgerow::model::{EngineKind, Options, Precision};
use hedgerow::scores::Scorer;
use serde::Serialize;

use super::super::causes;
use super::Finding;

/// Texts that are scored before the clock starts: the first batches set up the
/// engine.
const WARM_UP: usize = 32;
/// The texts are scored until so much time has gone.
const AT_LEAST: Duration = Duration::from_secs(2);

/// The speed of one engine in one precision.
#[derive(Debug, Serialize)]
pub(super) struct Speed {
    engine: String,
    precision: String,
    /// Whether a run with the same flags and settings computes so.
    chosen: bool,
    workers: usize,
    /// Words of the statements that were scored, on average.
    words: f64,
    statements_per_second: f64,
}

impl fmt::Display for Speed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} in {}: {:.0} statements of {:.0} words a second with {} workers, a million in {}{}",
            self.engine,
            self.precision,
            self.statements_per_second,
            self.words,
            self.workers,
            duration(1e6 / self.statements_per_second),
            if self.chosen {
                ", as it is set now"
            } else {
                ""
            }
        )
    }
}

/// Seconds in words.
fn duration(seconds: f64) -> String {
    let minutes = seconds / 60.0;
    if minutes < 90.0 {
        format!("{minutes:.0} minutes")
    } else {
        format!("{:.1} hours", minutes / 60.0)
    }
}

/// The speed of the reference, and that of the engine that is set in fp32, in the
/// fastest precision, and in the one that is set.
pub(super) fn measure(
    folder: &Path,
    texts: &[String],
    options: &Options,
) -> (Vec<Speed>, Option<Finding>) {
    let mut ways = vec![(EngineKind::Torch, Precision::Fp32)];
    for precision in [Precision::Fp32, Precision::fastest(), options.precision] {
        let way = (options.engine.clone(), precision);
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    let mut speeds = Vec::new();
    for (engine, precision) in ways {
        let chosen = Options {
            engine,
            precision,
            ..options.clone()
        };
        match rate(folder, texts, &chosen) {
            Ok(rate) => speeds.push(Speed {
                engine: chosen.engine.to_string(),
                precision: precision.to_string(),
                chosen: chosen == *options,
                workers: options.workers.get(),
                words: mean_words(texts),
                statements_per_second: rate,
            }),
            Err(error) => {
                let next = "set --engine or --precision to another";
                let what = format!("speed of {} in {precision}", chosen.engine);
                return (speeds, Some(Finding::problem(&what, causes(&error), next)));
            }
        }
    }
    (speeds, None)
}

/// Statements a second, without the time that loading takes.
fn rate(folder: &Path, texts: &[String], options: &Options) -> Result<f64, Error> {
    let scorer = Scorer::load(folder, options)?;
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    scorer.score(&texts[..texts.len().min(WARM_UP)])?;
    let (start, mut scored) = (Instant::now(), 0);
    while start.elapsed() < AT_LEAST {
        scored += scorer.score(&texts)?.len();
    }
    Ok(scored as f64 / start.elapsed().as_secs_f64())
}

fn mean_words(texts: &[String]) -> f64 {
    let words = texts.iter().map(|text| text.split_whitespace().count());
    words.sum::<usize>() as f64 / texts.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_times_are_in_hours() {
        assert_eq!(duration(3_000.0), "50 minutes");
        assert_eq!(duration(36_000.0), "10.0 hours");
    }
}
