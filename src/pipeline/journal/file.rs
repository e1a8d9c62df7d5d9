//! The journal's file: lines in blocks that are sealed, read up to the last seal
//! that is right, and appended to behind it.

use std::fs::{File, OpenOptions};
use std::hash::Hasher;
use std::io::{BufRead, BufReader, BufWriter, Read as _, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use twox_hash::XxHash3_64;

use super::{Done, Facts};
use crate::error::Error;
use crate::tables::{open_alone, sync_folder_of};

/// How the lines of each kind begin.
const STAGE: &[u8] = b"{\"stage\":";
const ROW: &[u8] = b"{\"row\":";
const DONE: &[u8] = b"{\"done\":";
const SEAL: &[u8] = b"{\"seal\":";

/// A line but for seals, which are compared and not read.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Line<Table, Fields, D> {
    Stage(Facts),
    Row(Table, Fields),
    Done(D),
}

/// A line as it is read. What is in a state, the stage knows.
type Read = Line<String, Vec<String>, Done<Value>>;

/// The file, locked.
pub(super) struct Sealed {
    path: PathBuf,
    writer: BufWriter<File>,
    /// Where the stage that is under way begins, and where the last seal ends.
    start: u64,
    end: u64,
    /// The hash of all up to `end`, and that of all that was written.
    hash: XxHash3_64,
    hash_written: XxHash3_64,
    line: Vec<u8>,
}

/// What was found of a stage in the file.
struct Found {
    facts: Facts,
    done: Option<Done<Value>>,
}

impl Sealed {
    /// Opens the file, or makes it. With `fresh`, it is emptied.
    pub(super) fn open(path: &Path, fresh: bool) -> Result<Self, Error> {
        let mut options = OpenOptions::new();
        let options = options.read(true).append(true).create(true);
        let file = open_alone(path, options, path)?;
        let mut start = Vec::new();
        (&file)
            .take(STAGE.len() as u64)
            .read_to_end(&mut start)
            .map_err(Error::read(path))?;
        if !STAGE.starts_with(&start) {
            let problem = "is no journal of ours, and stands where one would; rename or remove it";
            return Err(Error::malformed(path, problem));
        }
        if fresh {
            file.set_len(0).map_err(Error::write(path))?;
        }
        sync_folder_of(path)?;
        Ok(Self {
            path: path.to_owned(),
            writer: BufWriter::new(file),
            start: 0,
            end: 0,
            hash: XxHash3_64::with_seed(0),
            hash_written: XxHash3_64::with_seed(0),
            line: Vec::new(),
        })
    }

    /// Finds the stage behind what was read so far; begins it where it is not there.
    pub(super) fn begin<S: DeserializeOwned>(
        &mut self,
        facts: Facts,
    ) -> Result<Option<Done<S>>, Error> {
        self.start = self.end;
        let before = self.hash.clone();
        if let Some(Found { facts: then, done }) = self.scan()? {
            let changes = then.changes(&facts);
            match done {
                done if changes.is_empty() => return done.map(|done| self.read(done)).transpose(),
                Some(Done { kept, .. }) => {
                    let problem = format!(
                        "an interrupted run left {kept} here, and this command is not the same: \
                         {}. Give it as it was to go on from there, or --fresh to start anew",
                        changes.join("; ")
                    );
                    return Err(Error::malformed(&self.path, problem));
                }
                // Nothing would be lost.
                None => (self.end, self.hash) = (self.start, before),
            }
        }
        self.cut()?;
        self.put(&Line::<(), (), ()>::Stage(facts))?;
        self.put_seal()?;
        Ok(None)
    }

    fn read<S: DeserializeOwned>(&self, done: Done<Value>) -> Result<Done<S>, Error> {
        let Done {
            kept,
            finished,
            state,
        } = done;
        let state = serde_json::from_value(state)
            .map_err(|error| Error::malformed(&self.path, error.to_string()))?;
        Ok(Done {
            kept,
            finished,
            state,
        })
    }

    /// Reads to the end of a stage, or to the last seal that is right, and cuts off
    /// what is torn. `None` where no stage is sealed.
    fn scan(&mut self) -> Result<Option<Found>, Error> {
        let mut reader = self.reader_at(self.end)?;
        let (mut hash, mut at) = (self.hash.clone(), self.end);
        let mut found: Option<Found> = None;
        // What the seal that comes next will confirm.
        let mut facts = None;
        let mut done = None;
        let mut line = Vec::new();
        loop {
            line.clear();
            reader
                .read_until(b'\n', &mut line)
                .map_err(Error::read(&self.path))?;
            let seals = line.starts_with(SEAL);
            if !line.ends_with(b"\n") || seals && line != seal(&hash) {
                break;
            }
            if line.starts_with(STAGE) || line.starts_with(DONE) {
                match (serde_json::from_slice(&line), &found) {
                    (Ok(Read::Stage(read)), None) => facts = Some(read),
                    (Ok(Read::Done(read)), Some(_)) => done = Some(read),
                    // The next stage.
                    (Ok(Read::Stage(_)), Some(_)) => return Ok(found),
                    _ => break,
                }
            }
            hash.write(&line);
            at += line.len() as u64;
            if seals {
                (self.end, self.hash) = (at, hash.clone());
                if let Some(facts) = facts.take() {
                    found = Some(Found { facts, done: None });
                }
                if let (Some(found), Some(done)) = (&mut found, done.take()) {
                    found.done = Some(done);
                }
            }
        }
        self.cut()?;
        Ok(found)
    }

    /// Cuts off what stands behind the last seal.
    fn cut(&mut self) -> Result<(), Error> {
        self.hash_written = self.hash.clone();
        let file = self.writer.get_ref();
        file.set_len(self.end).map_err(Error::write(&self.path))
    }

    pub(super) fn row(&mut self, table: &str, fields: &[&str]) -> Result<(), Error> {
        self.put(&Line::<_, _, ()>::Row(table, fields))
    }

    pub(super) fn seal<S: Serialize>(&mut self, done: &Done<S>) -> Result<(), Error> {
        self.put(&Line::<(), (), _>::Done(done))?;
        self.put_seal()
    }

    fn put(&mut self, line: &impl Serialize) -> Result<(), Error> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, line)
            .map_err(|error| Error::Internal(error.to_string()))?;
        self.line.push(b'\n');
        self.put_line()
    }

    fn put_line(&mut self) -> Result<(), Error> {
        self.hash_written.write(&self.line);
        self.writer
            .write_all(&self.line)
            .map_err(Error::write(&self.path))
    }

    fn put_seal(&mut self) -> Result<(), Error> {
        self.line = seal(&self.hash_written);
        self.put_line()?;
        self.writer.flush().map_err(Error::write(&self.path))?;
        let mut file = self.writer.get_ref();
        file.sync_data().map_err(Error::write(&self.path))?;
        self.end = file
            .seek(SeekFrom::End(0))
            .map_err(Error::write(&self.path))?;
        self.hash = self.hash_written.clone();
        Ok(())
    }

    pub(super) fn replay(
        &mut self,
        mut each: impl FnMut(&str, Vec<String>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut reader = self.reader_at(self.start)?;
        let mut left = self.end - self.start;
        let mut line = Vec::new();
        while left > 0 {
            line.clear();
            let read = reader
                .read_until(b'\n', &mut line)
                .map_err(Error::read(&self.path))?;
            let broken = || Error::malformed(&self.path, "was changed while it was in use");
            left = left
                .checked_sub(read as u64)
                .filter(|_| read > 0)
                .ok_or_else(broken)?;
            if line.starts_with(ROW) {
                match serde_json::from_slice(&line) {
                    Ok(Read::Row(table, fields)) => each(&table, fields)?,
                    _ => return Err(broken()),
                }
            }
        }
        Ok(())
    }

    fn reader_at(&self, position: u64) -> Result<BufReader<File>, Error> {
        let file = self.writer.get_ref().try_clone();
        let mut file = file.map_err(Error::read(&self.path))?;
        file.seek(SeekFrom::Start(position))
            .map_err(Error::read(&self.path))?;
        Ok(BufReader::with_capacity(1 << 16, file))
    }

    pub(super) fn remove(self) -> Result<(), Error> {
        std::fs::remove_file(&self.path).map_err(Error::write(&self.path))
    }

    /// Closes the file with nothing behind the last seal.
    pub(super) fn leave(self) -> Result<(), Error> {
        let (file, _torn) = self.writer.into_parts();
        file.set_len(self.end).map_err(Error::write(&self.path))
    }
}

/// The line that seals all that was hashed.
fn seal(hash: &XxHash3_64) -> Vec<u8> {
    format!("{{\"seal\":\"{:016x}\"}}\n", hash.finish()).into_bytes()
}
