//! Rows of a JSONL file: one object a line, its keys the columns.

use std::collections::HashMap;
use std::fmt;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::csv_rows::MOST_COLUMNS;
use super::input::{FromStart, Row, Rows, Scanned};
use super::rejects::Reject;
use super::schema::{Kind, Range};
use crate::error::Error;

/// The lines that are not blank, with their numbers.
fn lines(
    path: PathBuf,
    file: FromStart,
) -> impl Iterator<Item = Result<(u64, Vec<u8>), Error>> + Send {
    let mut reader = BufReader::new(file);
    let mut number = 0;
    std::iter::from_fn(move || {
        loop {
            let mut line = Vec::new();
            match reader.read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) => number += 1,
                Err(error) => return Some(Err(Error::read(&path)(error))),
            }
            if number == 1 && line.starts_with(b"\xEF\xBB\xBF") {
                line.drain(..3);
            }
            if !line.iter().all(u8::is_ascii_whitespace) {
                return Some(Ok((number, line)));
            }
        }
    })
}

/// An object in which no key stands twice: of two, one would be lost.
struct Object(Map<String, Value>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Object, A::Error> {
                let mut object = Map::new();
                while let Some((key, value)) = entries.next_entry::<String, Value>()? {
                    if object.contains_key(&key) {
                        return Err(A::Error::custom(format!("the key {key:?} stands twice")));
                    }
                    object.insert(key, value);
                }
                Ok(Object(object))
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

/// All keys in the order in which they first appear, what they hold, and the
/// number of rows.
pub(super) fn scan(path: &Path, file: FromStart) -> Result<Scanned, Error> {
    let mut header = Vec::new();
    let mut kinds: Vec<Option<Kind>> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut rows = 0;
    let mut first_problem = None;
    for line in lines(path.to_owned(), file) {
        rows += 1;
        let (number, line) = line?;
        match serde_json::from_slice::<Object>(&line) {
            // It is rejected, with its reason, when read.
            Err(error) => {
                first_problem.get_or_insert_with(|| {
                    format!("line {number}: {}", not_an_object(&line, &error))
                });
            }
            Ok(Object(object)) => {
                for (key, value) in object {
                    let place = *places.entry(key).or_insert_with_key(|key| {
                        header.push(key.clone());
                        kinds.push(None);
                        header.len() - 1
                    });
                    kinds[place] = both(kinds[place], kind(&value));
                }
            }
        }
        if header.len() > MOST_COLUMNS {
            let problem = format!(
                "line {number}: more than {MOST_COLUMNS} different keys up to here, the limit; \
                 is this a table of statements?"
            );
            return Err(Error::malformed(path, problem));
        }
    }
    if let (true, Some(problem)) = (header.is_empty(), first_problem) {
        return Err(Error::malformed(
            path,
            format!("no line has an object with keys; {problem}"),
        ));
    }
    let kinds = kinds.into_iter().map(|kind| kind.unwrap_or(Kind::Text));
    Ok(Scanned {
        header,
        kinds: kinds.collect(),
        rows,
        guarded: false,
        open: None,
    })
}

/// What a value is; nothing where it is missing.
fn kind(value: &Value) -> Option<Kind> {
    match value {
        Value::Null => None,
        Value::Number(number) if number.is_i64() => Some(Kind::Integer),
        Value::Number(number) if number.is_f64() => Some(Kind::Number(Range::Any)),
        _ => Some(Kind::Text),
    }
}

/// What a column is that holds both.
fn both(a: Option<Kind>, b: Option<Kind>) -> Option<Kind> {
    match (a, b) {
        (a, None) => a,
        (None, b) => b,
        (a, b) if a == b => a,
        (Some(Kind::Text), _) | (_, Some(Kind::Text)) => Some(Kind::Text),
        _ => Some(Kind::Number(Range::Any)),
    }
}

/// The rows; lines that are not an object are rejects.
pub(super) fn rows(
    path: PathBuf,
    file: FromStart,
    header: Vec<String>,
    id: Option<String>,
) -> Rows {
    Box::new(lines(path, file).map(move |line| {
        let (line, bytes) = line?;
        Ok(row(line, &bytes, &header, id.as_deref()))
    }))
}

fn row(line: u64, bytes: &[u8], header: &[String], id: Option<&str>) -> Result<Row, Reject> {
    let Object(object) = serde_json::from_slice(bytes).map_err(|error| {
        let id = serde_json::from_slice::<Value>(bytes)
            .ok()
            .and_then(|value| value.get(id?).map(field));
        let reason = not_an_object(bytes, &error);
        Reject {
            line: Some(line),
            id,
            reason,
        }
    })?;
    let fields = header
        .iter()
        .map(|key| object.get(key).map(field).unwrap_or_default())
        .collect();
    Ok(Row { line, fields })
}

/// Why a line is no row. The parser sees one line and would call it the first.
fn not_an_object(bytes: &[u8], error: &serde_json::Error) -> String {
    let problem = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let problem = problem.strip_suffix(&place[..]).unwrap_or(&problem);
    let hint = if bytes.contains(&0) {
        "; it has zero bytes, as UTF-16 has: save the file as UTF-8"
    } else {
        ""
    };
    format!(
        "not a JSON object: {problem} (column {}){hint}",
        error.column()
    )
}

/// A value as a table's field: text as it is, a list of texts joined by `;`
/// (topics come so), null empty, all else as JSON.
fn field(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.iter().all(Value::is_string) => {
            let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            items.join(";")
        }
        other => other.to_string(),
    }
}
