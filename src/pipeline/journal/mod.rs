//! What an interrupted command keeps, so that it can go on.
//!
//! Enters: rows of the tables that a stage will write, and at the end of each
//! window how far the stage has come. Leaves: after an interruption, how far it had
//! come; at the stage's end, all its rows. It is one file beside the output:
//!
//! ```text
//! {"stage":[["the stage","score"],["--precision","fp32"],…]}
//! {"seal":"…"}
//! {"row":["scored",["…","0.8125",…]]}
//! {"done":{"kept":"16,384 of 26,396 rows","finished":false,"state":{…}}}
//! {"seal":"…"}
//! ```
//!
//! A seal has the hash of all that stands before it, and the file is on the disk
//! when it is written. What stands behind the last seal that is right was torn by
//! the interruption; it is cut off, and that work is done again. `run` has its
//! stages in one file, one behind the other.

mod facts;
mod file;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub(super) use facts::Facts;
use file::Sealed;

use crate::error::Error;

/// How far a stage has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Done<S> {
    /// What was done, in words: "16,384 of 26,396 rows".
    pub(super) kept: String,
    /// Whether this is all of it.
    pub(super) finished: bool,
    /// What the stage needs to know to go on.
    pub(super) state: S,
}

/// How much the journal has kept by now, for those who watch from outside.
#[derive(Debug, Clone, Default)]
pub struct Kept(Arc<Mutex<Option<String>>>);

impl Kept {
    /// What is kept, in words; `None` while nothing is.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        self.held().clone()
    }

    fn held(&self) -> MutexGuard<'_, Option<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Says a line to whoever runs the command.
pub type Tell = fn(&str);

/// The journal of a command, or none where it cannot be resumed.
pub struct Journal {
    place: Option<Place>,
    sealed: Option<Sealed>,
    kept: Kept,
    /// Whether this command has gone on with it, or begun it.
    going: bool,
}

struct Place {
    path: PathBuf,
    fresh: bool,
    tell: Tell,
}

impl Journal {
    /// Keeps nothing: for output that cannot be resumed.
    #[must_use]
    pub fn none() -> Self {
        Self {
            place: None,
            sealed: None,
            kept: Kept::default(),
            going: false,
        }
    }

    /// A journal in the file at `path`. Nothing is there before the first stage
    /// begins. With `fresh`, what an interrupted run left there is thrown away.
    #[must_use]
    pub fn at(path: &Path, fresh: bool, tell: Tell) -> Self {
        Self {
            place: Some(Place {
                path: path.to_owned(),
                fresh,
                tell,
            }),
            ..Self::none()
        }
    }

    /// Begins a stage, or goes on with it where an interrupted run left it. `facts`
    /// says what its rows depend on; it gives `None` where the input cannot be read
    /// a second time, and then nothing is kept.
    ///
    /// # Errors
    /// Where the rows that are kept depend on something else than the facts say, or
    /// another process is at work on them.
    pub(super) fn begin<S: DeserializeOwned>(
        &mut self,
        facts: impl FnOnce() -> Result<Option<Facts>, Error>,
    ) -> Result<Option<Done<S>>, Error> {
        let Some(place) = &mut self.place else {
            return Ok(None);
        };
        let Some(facts) = facts()? else {
            (place.tell)(
                "what is read here cannot be read twice: no journal is kept, and an interrupted \
                 run starts anew",
            );
            self.place = None;
            return Ok(None);
        };
        let sealed = match &mut self.sealed {
            Some(sealed) => sealed,
            none => none.insert(Sealed::open(&place.path, std::mem::take(&mut place.fresh))?),
        };
        let done: Option<Done<S>> = sealed.begin(facts.with_program()?)?;
        self.going = true;
        if let Some(done) = &done {
            let kept = &done.kept;
            (place.tell)(&if done.finished {
                format!("resuming: {kept} were done before the interruption")
            } else {
                format!("resuming after {kept}")
            });
            *self.kept.held() = Some(kept.clone());
        }
        Ok(done)
    }

    /// Whether rows are kept here until the stage is finished.
    pub(super) fn keeps(&self) -> bool {
        self.sealed.is_some()
    }

    /// Adds a row of a table.
    pub(super) fn row(&mut self, table: &str, fields: &[&str]) -> Result<(), Error> {
        match &mut self.sealed {
            Some(sealed) => sealed.row(table, fields),
            None => Ok(()),
        }
    }

    /// Makes all rows so far durable, and how far the stage has come with them.
    pub(super) fn seal<S: Serialize>(&mut self, done: &Done<S>) -> Result<(), Error> {
        if let Some(sealed) = &mut self.sealed {
            // Held meanwhile, so that whoever asks is told of what is on the disk already.
            let mut kept = self.kept.held();
            sealed.seal(done)?;
            *kept = Some(done.kept.clone());
        }
        Ok(())
    }

    /// All rows of the stage, in the order in which they were added.
    pub(super) fn replay(
        &mut self,
        each: impl FnMut(&str, Vec<String>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        match &mut self.sealed {
            Some(sealed) => sealed.replay(each),
            None => Ok(()),
        }
    }

    /// What is kept, as it grows.
    #[must_use]
    pub fn kept(&self) -> Kept {
        self.kept.clone()
    }

    /// Where the journal is, if there is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.place.as_ref().map(|place| &*place.path)
    }

    /// Removes the journal: its command has come to its end.
    pub fn remove(self) -> Result<(), Error> {
        match self.sealed {
            Some(sealed) => sealed.remove(),
            None => Ok(()),
        }
    }

    /// Leaves the journal to a later run of the command, which an error has ended;
    /// where nothing is kept yet, removes it. The error leaves, and says what is
    /// kept.
    #[must_use]
    pub fn leave(self, error: Error) -> Error {
        let (true, Some(place), Some(sealed)) = (self.going, self.place, self.sealed) else {
            return error;
        };
        let kept = self.kept.words();
        // The error that ended the run is the one to tell of.
        let _ = match kept {
            Some(_) => sealed.leave(),
            None => sealed.remove(),
        };
        match kept {
            Some(kept) => Error::Interrupted {
                kept,
                journal: place.path,
                source: Box::new(error),
            },
            None => error,
        }
    }
}

#[cfg(test)]
mod tests;
