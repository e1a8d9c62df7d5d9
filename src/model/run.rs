//! Many texts through several engines at once, results in the order of the
//! texts.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::batch::{Batch, plan};
use super::config::{Tables, read_config};
use super::engine::{Engine, EngineKind, Pooling, Precision};
use super::folder::ModelFolder;
use super::openvino::OpenVinoEngine;
use super::torch::TorchEngine;
use crate::error::Error;

/// How a model is run. None of it changes a result beyond the tolerance of the
/// precision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What computes.
    pub engine: EngineKind,
    /// The numbers that the engine computes with.
    pub precision: Precision,
    /// Workers, each with an engine and one thread.
    pub workers: NonZeroUsize,
    /// Tokens in a batch.
    pub batch_tokens: NonZeroUsize,
}

impl Default for Options {
    /// The reference engine and precision on all processors that this process may
    /// use.
    fn default() -> Self {
        Self {
            engine: EngineKind::Torch,
            precision: Precision::Fp32,
            workers: thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            batch_tokens: const { NonZeroUsize::new(2048).expect("is not zero") },
        }
    }
}

/// More workers than a machine has processors.
const MOST_WORKERS: usize = 1024;

/// Shares of a window's batches for each worker, at the least.
const SHARES: usize = 8;

/// A model, loaded once for each worker.
pub struct Runner {
    engines: Vec<Mutex<Box<dyn Engine>>>,
    tables: Tables,
    batch_tokens: usize,
}

impl Runner {
    /// Texts that are best run together, and tokenized before: so many that most batches
    /// of one length are full, and that what an engine prepares for a length serves for
    /// several (of 4,096 statements each length has one batch or two, and preparing takes
    /// a sixth of the time), and so few that memory stays flat.
    pub const WINDOW: usize = 16_384;

    /// Loads the model of a folder.
    pub fn load(folder: &ModelFolder, pooling: Pooling, options: &Options) -> Result<Self, Error> {
        let workers = options.workers.get();
        if workers > MOST_WORKERS {
            return Err(Error::Usage(format!(
                "--workers is {workers}, and the limit is {MOST_WORKERS}: each holds a model of \
                 its own; one for each processor is the fastest"
            )));
        }
        let config = read_config(folder)?;
        // Two workers with one thread each beat one worker with two.
        let engines: Vec<Box<dyn Engine>> = match &options.engine {
            EngineKind::Torch => (0..workers)
                .map(|_| {
                    let engine = TorchEngine::load(folder, &config, pooling, options.precision)?;
                    Ok(Box::new(engine) as _)
                })
                .collect::<Result<_, Error>>()?,
            EngineKind::OpenVino(library) => OpenVinoEngine::load(
                library,
                folder,
                &config,
                pooling,
                options.precision,
                workers,
            )?
            .into_iter()
            .map(|engine| Box::new(engine) as _)
            .collect(),
        };
        Ok(Self {
            engines: engines.into_iter().map(Mutex::new).collect(),
            tables: Tables::of(&config, folder),
            batch_tokens: options.batch_tokens.get(),
        })
    }

    /// The model's outputs for each text, in the order of the texts; what is there
    /// twice is computed once. `done` is called with the number of texts of each
    /// batch that is through.
    pub fn run(
        &self,
        texts: &[&[u32]],
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Vec<f32>>, Error> {
        let Distinct { texts, copies } = Distinct::of(texts);
        let lengths: Vec<usize> = texts.iter().map(|text| text.len()).collect();
        // Enough shares that no worker waits long for the last.
        let batches = lengths.iter().sum::<usize>() / self.batch_tokens;
        let most = batches / (SHARES * self.engines.len().max(1));
        let shares = plan(&lengths, self.batch_tokens, most);
        let next = AtomicUsize::new(0);
        let worker = |engine: &Mutex<Box<dyn Engine>>| {
            let mut engine = engine
                .lock()
                .map_err(|_| Error::Internal("an engine panicked".to_owned()))?;
            let mut results = Vec::new();
            while let Some(share) = shares.get(next.fetch_add(1, Ordering::Relaxed)) {
                for indices in share {
                    let rows: Vec<&[u32]> = indices.iter().map(|&index| texts[index]).collect();
                    let batch = Batch::new(&rows);
                    self.tables.check(&batch)?;
                    let outputs = engine.forward(&batch)?;
                    results.extend(indices.iter().copied().zip(outputs));
                    done(indices.iter().map(|&index| copies[index].len()).sum());
                }
            }
            Ok::<_, Error>(results)
        };
        let per_worker = thread::scope(|scope| {
            let handles: Vec<_> = self
                .engines
                .iter()
                .map(|engine| scope.spawn(|| worker(engine)))
                .collect();
            handles
                .into_iter()
                .map(|handle| {
                    handle
                        .join()
                        .unwrap_or_else(|_| Err(Error::Internal("a worker panicked".to_owned())))
                })
                .collect::<Result<Vec<_>, Error>>()
        })?;
        let mut ordered = vec![Vec::new(); copies.iter().map(Vec::len).sum()];
        let mut filled = 0;
        for (index, outputs) in per_worker.into_iter().flatten() {
            filled += copies[index].len();
            let (&first, more) = copies[index]
                .split_first()
                .ok_or_else(|| Error::Internal("a text is nowhere".to_owned()))?;
            for &place in more {
                ordered[place].clone_from(&outputs);
            }
            ordered[first] = outputs;
        }
        if filled != ordered.len() {
            let problem = format!("{} texts went in, {filled} came out", ordered.len());
            return Err(Error::Internal(problem));
        }
        Ok(ordered)
    }
}

/// Texts, each once, and the places of each among all.
struct Distinct<'a> {
    texts: Vec<&'a [u32]>,
    copies: Vec<Vec<usize>>,
}

impl<'a> Distinct<'a> {
    /// In the order of their first places.
    fn of(all: &[&'a [u32]]) -> Self {
        let mut seen = HashMap::with_capacity(all.len());
        let (mut texts, mut copies) = (Vec::new(), Vec::<Vec<usize>>::new());
        for (place, &text) in all.iter().enumerate() {
            let index = *seen.entry(text).or_insert(texts.len());
            if index == texts.len() {
                texts.push(text);
                copies.push(Vec::new());
            }
            copies[index].push(place);
        }
        Self { texts, copies }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_twice_is_taken_once_and_keeps_its_places() {
        let all: [&[u32]; 5] = [&[1, 2], &[3], &[1, 2], &[2, 1], &[3]];
        let Distinct { texts, copies } = Distinct::of(&all);
        assert_eq!(texts, [&[1, 2][..], &[3], &[2, 1]]);
        assert_eq!(copies, [vec![0, 2], vec![1, 4], vec![3]]);
    }
}
