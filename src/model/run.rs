//! Many texts through several engines at once, results in the order of the
//! texts.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::batch::{Batch, plan};
use super::engine::{Engine, Pooling};
use super::folder::ModelFolder;
use super::torch::{Precision, TorchEngine};
use crate::error::Error;

/// How a model is run. None of it changes a result beyond the tolerance of the
/// precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The numbers that the engine computes with.
    pub precision: Precision,
    /// Workers, each with an engine and one thread.
    pub workers: NonZeroUsize,
    /// Tokens in a batch, padding included.
    pub batch_tokens: NonZeroUsize,
}

impl Default for Options {
    /// The reference precision on all processors that this process may use.
    fn default() -> Self {
        Self {
            precision: Precision::Fp32,
            workers: thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            batch_tokens: const { NonZeroUsize::new(1024).expect("is not zero") },
        }
    }
}

/// More workers than a machine has processors.
const MOST_WORKERS: usize = 1024;

/// A model, loaded once for each worker.
pub struct Runner {
    engines: Vec<Mutex<Box<dyn Engine>>>,
    batch_tokens: usize,
}

impl Runner {
    /// Loads the model of a folder.
    pub fn load(folder: &ModelFolder, pooling: Pooling, options: &Options) -> Result<Self, Error> {
        let workers = options.workers.get();
        if workers > MOST_WORKERS {
            return Err(Error::Usage(format!(
                "--workers is {workers}, and the limit is {MOST_WORKERS}: each holds a model of \
                 its own; one for each processor is the fastest"
            )));
        }
        // Two workers with one thread each beat one worker with two.
        let engines = (0..options.workers.get())
            .map(|_| {
                let engine = TorchEngine::load(folder, pooling, options.precision)?;
                Ok(Mutex::new(Box::new(engine) as Box<dyn Engine>))
            })
            .collect::<Result<_, Error>>()?;
        Ok(Self {
            engines,
            batch_tokens: options.batch_tokens.get(),
        })
    }

    /// The model's outputs for each text, in the order of the texts. `done` is
    /// called with the number of texts of each batch that is through.
    pub fn run(
        &self,
        texts: &[&[u32]],
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Vec<f32>>, Error> {
        let lengths: Vec<usize> = texts.iter().map(|text| text.len()).collect();
        let batches = plan(&lengths, self.batch_tokens);
        let next = AtomicUsize::new(0);
        let worker = |engine: &Mutex<Box<dyn Engine>>| {
            let mut engine = engine
                .lock()
                .map_err(|_| Error::Internal("an engine panicked".to_owned()))?;
            let mut results = Vec::new();
            while let Some(indices) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
                let rows: Vec<&[u32]> = indices.iter().map(|&index| texts[index]).collect();
                let outputs = engine.forward(&Batch::new(&rows))?;
                results.extend(indices.iter().copied().zip(outputs));
                done(indices.len());
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
        let mut ordered = vec![Vec::new(); texts.len()];
        let mut filled = 0;
        for (index, outputs) in per_worker.into_iter().flatten() {
            ordered[index] = outputs;
            filled += 1;
        }
        if filled != texts.len() {
            let problem = format!("{} texts went in, {filled} came out", texts.len());
            return Err(Error::Internal(problem));
        }
        Ok(ordered)
    }
}
