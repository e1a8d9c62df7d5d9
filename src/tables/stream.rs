//! Arrow's IPC streams: tables that come and go batch by batch through a pipe.
//!
//! Enters: standard input, with one stream or several behind one another. Leaves:
//! record batches of at most so many rows, and what is written of them, each batch at
//! once. Memory holds what the sender put into one batch.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_ipc::reader::StreamReader;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, DataType, Field, Metadata, Schema, SchemaRef};

use super::arrow::{Cells, batch_rows, field, texts};
use super::columns::Heading;
use super::contain::contained;
use super::csv_rows::repeated;
use super::input::Row;
use super::schema::Column;
use crate::error::Error;

/// What messages call the stream that is written.
fn stdout() -> &'static Path {
    Path::new("standard output")
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::malformed(
        Heading::stdin(),
        format!("cannot be read as an Arrow IPC stream: {error}"),
    )
}

/// The streams of a pipe, one behind the other.
pub struct Streams<R: Read>(BufReader<R>);

impl<R: Read> Streams<R> {
    /// Reads nothing yet.
    pub fn new(input: R) -> Self {
        Self(BufReader::new(input))
    }

    /// The next stream; `None` where the pipe ends. The one before must have been
    /// read to its end.
    pub fn open_next(&mut self) -> Result<Option<BatchReader<'_, R>>, Error> {
        let ended = loop {
            match self.0.fill_buf() {
                Ok(bytes) => break bytes.is_empty(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => (),
                Err(error) => return Err(Error::read(Heading::stdin())(error)),
            }
        };
        if ended {
            return Ok(None);
        }
        BatchReader::new(&mut self.0).map(Some)
    }
}

/// Knows whether its end was reached: a sender that was killed leaves no end mark, and
/// the reader takes the one for the other.
struct Ending<R> {
    inner: R,
    reached: bool,
}

impl<R: Read> Read for Ending<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.reached |= read == 0 && !buffer.is_empty();
        Ok(read)
    }
}

/// The batches of one stream.
pub struct BatchReader<'a, R: Read> {
    reader: StreamReader<Ending<&'a mut BufReader<R>>>,
    header: Vec<String>,
    ended: bool,
}

impl<'a, R: Read> BatchReader<'a, R> {
    fn new(input: &'a mut BufReader<R>) -> Result<Self, Error> {
        let input = Ending {
            inner: input,
            reached: false,
        };
        let reader = contained(|| StreamReader::try_new(input, None))
            .map_err(failed)?
            .map_err(failed)?;
        let schema = reader.schema();
        let header: Vec<String> = schema.fields().iter().map(|f| f.name().clone()).collect();
        if let Some(name) = repeated(&header) {
            let problem = format!("two columns are named {name:?}; rename one");
            return Err(Error::malformed(Heading::stdin(), problem));
        }
        Ok(Self {
            reader,
            header,
            ended: false,
        })
    }

    /// What its columns are called.
    #[must_use]
    pub fn heading(&self) -> Heading<'_> {
        Heading {
            path: Heading::stdin(),
            names: &self.header,
        }
    }

    /// Its columns.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        self.reader.schema()
    }

    /// An error where a column does not hold text.
    pub(crate) fn need_text(&self, column: usize) -> Result<(), Error> {
        let schema = self.reader.schema();
        let field = schema.field(column);
        let kind = match field.data_type() {
            DataType::Dictionary(_, value) => value,
            kind => kind,
        };
        match kind {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => Ok(()),
            other => {
                let problem = format!("the column {:?} is of {other}, not text", field.name());
                Err(Error::malformed(Heading::stdin(), problem))
            }
        }
    }
}

impl<R: Read> Iterator for BatchReader<'_, R> {
    type Item = Result<RecordBatch, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let batch = contained(|| self.reader.next()).map_err(failed);
        let batch = match batch {
            Ok(Some(batch)) => batch.map_err(failed),
            Ok(None) if !self.reader.get_ref().reached => {
                self.ended = true;
                return None;
            }
            Ok(None) => Err(failed("it has no end mark: who sent it did not finish")),
            Err(error) => Err(error),
        };
        self.ended = batch.is_err();
        Some(batch)
    }
}

/// A batch in pieces of at most so many rows.
pub(crate) fn pieces(batch: RecordBatch, rows: usize) -> impl Iterator<Item = RecordBatch> {
    (0..batch.num_rows())
        .step_by(rows)
        .map(move |start| batch.slice(start, rows.min(batch.num_rows() - start)))
}

/// The cells of a column as text, empty where they are missing.
pub(crate) fn column_texts(batch: &RecordBatch, column: usize) -> Result<Vec<String>, Error> {
    contained(|| texts(batch.column(column)))
        .map_err(failed)?
        .map_err(failed)
}

/// The rows of a batch, the first being the `first`.
pub(crate) fn rows_of(batch: &RecordBatch, first: u64) -> Result<Vec<Row>, Error> {
    let rows = contained(|| batch_rows(batch))
        .map_err(failed)?
        .map_err(failed)?;
    let row = |(line, fields)| Row { line, fields };
    Ok((first..).zip(rows).map(row).collect())
}

/// A stream on its way out.
pub struct BatchWriter<W: Write> {
    writer: StreamWriter<BufWriter<W>>,
    schema: SchemaRef,
    /// The columns that are added behind those that pass through.
    added: Vec<Column>,
    cells: Cells,
}

impl<W: Write> BatchWriter<W> {
    /// Writes the schema: `first` as they came, with what their sender noted beside
    /// them, and `added` behind them.
    pub fn new(output: W, first: Option<&Schema>, added: Vec<Column>) -> Result<Self, Error> {
        let (fields, metadata) = match first {
            Some(schema) => (schema.fields().to_vec(), schema.metadata().clone()),
            None => (Vec::new(), Metadata::default()),
        };
        let own = added.iter().map(|column| Arc::new(field(column)));
        let fields: Vec<Arc<Field>> = fields.into_iter().chain(own).collect();
        let schema = Arc::new(Schema::new_with_metadata(fields, metadata));
        let mut writer = Self {
            writer: StreamWriter::try_new_buffered(output, &schema).map_err(unwritten)?,
            schema,
            cells: Cells::of(&added),
            added,
        };
        writer.flush()?;
        Ok(writer)
    }

    /// Adds a row of the added columns: one field for each, empty where a value is
    /// missing.
    pub fn push<T: AsRef<str>>(&mut self, fields: &[T]) -> Result<(), Error> {
        self.cells.push(&self.added, fields)
    }

    /// Sends the rows that were pushed, behind the columns that pass through.
    pub fn send(&mut self, first: &[ArrayRef]) -> Result<(), Error> {
        let mut columns = first.to_vec();
        columns.extend(self.cells.take());
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns)
            .map_err(|error| Error::Internal(error.to_string()))?;
        self.writer.write(&batch).map_err(unwritten)?;
        self.flush()
    }

    fn flush(&mut self) -> Result<(), Error> {
        self.writer.flush().map_err(unwritten)
    }

    /// Writes the end mark.
    pub fn finish(mut self) -> Result<(), Error> {
        self.writer.finish().map_err(unwritten)?;
        self.flush()
    }
}

fn unwritten(error: ArrowError) -> Error {
    let source = match error {
        ArrowError::IoError(_, source) => source,
        other => io::Error::other(other),
    };
    Error::write(stdout())(source)
}

#[cfg(test)]
mod tests {
    use arrow_array::{Int32Array, StringArray};

    use super::*;
    use crate::tables::schema::Kind;

    fn stream(texts: &[&str], end: bool) -> Vec<u8> {
        let schema = Schema::new(vec![Field::new("text", DataType::Utf8, true)]);
        let mut writer = StreamWriter::try_new(Vec::new(), &schema).unwrap();
        for text in texts {
            let column: ArrayRef = Arc::new(StringArray::from(vec![*text]));
            let schema = Arc::new(schema.clone());
            let batch = RecordBatch::try_new(schema, vec![column]).unwrap();
            writer.write(&batch).unwrap();
        }
        if end {
            writer.finish().unwrap();
        }
        writer.get_ref().clone()
    }

    fn read(bytes: &[u8]) -> Result<Vec<Vec<String>>, Error> {
        let mut streams = Streams::new(bytes);
        let mut all = Vec::new();
        while let Some(stream) = streams.open_next()? {
            let mut texts = Vec::new();
            for batch in stream {
                texts.extend(column_texts(&batch?, 0)?);
            }
            all.push(texts);
        }
        Ok(all)
    }

    #[test]
    fn streams_are_read_one_behind_the_other() {
        let bytes = [
            stream(&["a", "b"], true),
            stream(&[], true),
            stream(&["c"], true),
        ]
        .concat();
        assert_eq!(read(&bytes).unwrap(), [vec!["a", "b"], vec![], vec!["c"]]);
        assert!(read(&[]).unwrap().is_empty());
    }

    #[test]
    fn a_stream_that_is_cut_anywhere_is_an_error() {
        let whole = stream(&["a", "b"], true);
        assert!(read(&whole).is_ok());
        for end in 1..whole.len() {
            assert!(read(&whole[..end]).is_err(), "cut at {end}");
        }
        let error = read(&stream(&["a"], false)).unwrap_err().to_string();
        assert!(error.contains("no end mark"), "{error}");
    }

    #[test]
    fn damaged_streams_end_in_errors() {
        let whole = stream(&["some text", "some more"], true);
        for place in 0..whole.len() {
            for flip in [0x01, 0x80, 0xff] {
                let mut damaged = whole.clone();
                damaged[place] ^= flip;
                // Some damage is to a text, or to padding, and does not show.
                let _ = read(&damaged);
            }
        }
    }

    #[test]
    fn columns_pass_through_and_others_are_added() {
        let schema = Schema::new(vec![Field::new("n", DataType::Int32, false)]);
        let added = vec![Column::own("x", Kind::Count), Column::own("y", Kind::Text)];
        let mut bytes = Vec::new();
        let mut writer = BatchWriter::new(&mut bytes, Some(&schema), added).unwrap();
        writer.push(&["7", ""]).unwrap();
        writer.push(&["", "b"]).unwrap();
        writer
            .send(&[Arc::new(Int32Array::from(vec![1, 2]))])
            .unwrap();
        writer.finish().unwrap();
        let mut streams = Streams::new(&bytes[..]);
        let mut stream = streams.open_next().unwrap().unwrap();
        assert_eq!(stream.heading().names, ["n", "x", "y"]);
        let rows = rows_of(&stream.next().unwrap().unwrap(), 1).unwrap();
        assert_eq!(rows[0].fields, ["1", "7", ""]);
        assert_eq!(rows[1].fields, ["2", "", "b"]);
    }
}
