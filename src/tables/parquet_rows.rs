//! Rows of an Apache Parquet file, each cell as text.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, Length};

use super::arrow::{batch_rows, kind};
use super::contain::contained;
use super::csv_rows::repeated;
use super::input::{FromStart, Row, Rows, Scanned};
use crate::error::Error;

/// Rows that are read together.
const BATCH: usize = 1024;

/// The open file, read at any place by any number of readers at once.
pub(super) struct Chunks(pub(super) Arc<File>);

impl Length for Chunks {
    fn len(&self) -> u64 {
        self.0.metadata().map(|data| data.len()).unwrap_or_default()
    }
}

impl ChunkReader for Chunks {
    type T = io::BufReader<FromStart>;

    fn get_read(&self, start: u64) -> Result<Self::T, ParquetError> {
        Ok(io::BufReader::new(FromStart::at(&self.0, start)))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<bytes::Bytes, ParquetError> {
        // Before the memory is asked for: a damaged file may name any length.
        if start.saturating_add(length as u64) > self.len() {
            return Err(ParquetError::EOF("the file is cut short".to_owned()));
        }
        let mut bytes = vec![0; length];
        self.0.read_exact_at(&mut bytes, start)?;
        Ok(bytes.into())
    }
}

fn failed(path: &Path, error: impl std::fmt::Display) -> Error {
    Error::malformed(path, format!("cannot be read as Parquet: {error}"))
}

fn open(path: &Path, file: &Arc<File>) -> Result<ParquetRecordBatchReaderBuilder<Chunks>, Error> {
    contained(|| ParquetRecordBatchReaderBuilder::try_new(Chunks(Arc::clone(file))))
        .map_err(|panic| failed(path, panic))?
        .map_err(|error| failed(path, error))
}

/// The columns and the number of rows.
pub(super) fn scan(path: &Path, file: &Arc<File>) -> Result<Scanned, Error> {
    let builder = open(path, file)?;
    let rows = builder.metadata().file_metadata().num_rows();
    let fields = builder.schema().fields();
    let header: Vec<String> = fields.iter().map(|field| field.name().clone()).collect();
    if let Some(name) = repeated(&header) {
        let problem = format!("two columns are named {name:?}; rename one");
        return Err(Error::malformed(path, problem));
    }
    Ok(Scanned {
        header,
        kinds: fields.iter().map(|field| kind(field.data_type())).collect(),
        rows: u64::try_from(rows).unwrap_or_default(),
        guarded: false,
        open: None,
    })
}

/// The rows, the first being line 1. Where there are not as many as the file says,
/// the last is an error.
pub(super) fn rows(path: PathBuf, file: &Arc<File>, count: u64) -> Rows {
    let batches = open(&path, file).and_then(|builder| {
        let builder = builder.with_batch_size(BATCH);
        contained(|| builder.build())
            .map_err(|panic| failed(&path, panic))?
            .map_err(|error| failed(&path, error))
    });
    let mut batches = match batches {
        Ok(batches) => batches,
        Err(error) => return Box::new(std::iter::once(Err(error))),
    };
    let mut ended = false;
    let batches = std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let batch = contained(|| {
            batches
                .next()
                .map(|batch| batch.and_then(|b| batch_rows(&b)))
        });
        ended = !matches!(batch, Ok(Some(Ok(_))));
        Some(batch)
    });
    let mut line = 0;
    Box::new(batches.flat_map(move |batch| {
        let rows = match batch {
            Ok(Some(rows)) => rows.map_err(|error| failed(&path, error)),
            Ok(None) if line == count => Ok(Vec::new()),
            Ok(None) => Err(failed(&path, format!("{line} rows where it says {count}"))),
            Err(panic) => Err(failed(&path, panic)),
        };
        let rows: Vec<Result<Vec<String>, Error>> = match rows {
            Ok(rows) => rows.into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        };
        let first = line + 1;
        line += rows.len() as u64;
        (first..)
            .zip(rows)
            .map(|(line, fields)| fields.map(|fields| Ok(Row { line, fields })))
    }))
}
