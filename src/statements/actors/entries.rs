//! A list of actors as a file has it, read and checked.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use jiff::civil::Date;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::{Kind, Naming, key};
use crate::error::Error;

/// A table of actors: `[[actor]]` with an id in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    actor: Vec<Entry>,
}

/// Actors among other settings: `[actors.ID]`. The other sections are for others.
#[derive(Debug, Deserialize)]
struct Settings {
    actors: BTreeMap<String, Entry>,
}

/// An actor and how it is spelt.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// Not there where the entry's key is the id.
    #[serde(default)]
    pub(super) id: String,
    /// ISO 3166-1 alpha-3, by which tables of states name them.
    code: Option<String>,
    pub(super) name: String,
    pub(super) kind: Kind,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    demonyms: Vec<String>,
    #[serde(default)]
    capital: Vec<String>,
    #[serde(default)]
    seats: Vec<String>,
    #[serde(default)]
    institutions: Vec<String>,
    #[serde(default, rename = "not")]
    pub(super) excluded: Vec<String>,
    #[serde(default)]
    pub(super) person: Vec<Person>,
}

/// Somebody who holds an office; open where a date is not known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub(super) name: String,
    #[serde(default)]
    pub(super) also: Vec<String>,
    pub(super) role: String,
    #[serde(default, deserialize_with = "day")]
    pub(super) from: Option<Date>,
    #[serde(default, deserialize_with = "day")]
    pub(super) to: Option<Date>,
}

/// A date of TOML; a time is none.
fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    let stamp = toml::value::Datetime::deserialize(from)?.to_string();
    let date = stamp.parse().map(Some);
    date.map_err(|_| D::Error::custom(format!("{stamp} is not a date")))
}

impl Entry {
    /// Its spellings, and how each names it in running text: there "IT" and "GIN" are
    /// words, so a code counts where the lists have it too.
    pub(super) fn spellings(&self) -> impl Iterator<Item = (&String, Option<Naming>)> {
        let codes = std::iter::once(&self.id).chain(&self.code);
        let lists = [
            (std::slice::from_ref(&self.name), Naming::Name),
            (&self.names[..], Naming::Name),
            (&self.demonyms, Naming::Demonym),
            (&self.capital, Naming::Capital),
            (&self.seats, Naming::Seat),
            (&self.institutions, Naming::Institution),
        ];
        let listed = lists
            .into_iter()
            .flat_map(|(list, naming)| list.iter().map(move |spelling| (spelling, Some(naming))));
        codes.map(|code| (code, None)).chain(listed)
    }
}

/// The entries of a table of actors.
pub(super) fn table(path: &Path, text: &str) -> Result<Vec<Entry>, Error> {
    let file: File = parsed(path, text)?;
    checked(path, file.actor)
}

/// The entries of a file of either shape.
pub(super) fn read(path: &Path, text: &str) -> Result<Vec<Entry>, Error> {
    if !parsed::<toml::Table>(path, text)?.contains_key("actors") {
        return table(path, text);
    }
    let settings: Settings = parsed(path, text)?;
    let with_id = |(id, entry)| Entry { id, ..entry };
    checked(path, settings.actors.into_iter().map(with_id).collect())
}

fn parsed<T: for<'de> Deserialize<'de>>(path: &Path, text: &str) -> Result<T, Error> {
    toml::from_str(text).map_err(|error| Error::malformed(path, error.to_string()))
}

/// Within one file an id and a spelling belong to one actor, and nobody leaves an
/// office before the first day in it.
fn checked(path: &Path, entries: Vec<Entry>) -> Result<Vec<Entry>, Error> {
    let wrong = |problem| Err(Error::malformed(path, problem));
    let mut claimed: HashMap<String, &str> = HashMap::new();
    let mut ids = HashSet::new();
    for entry in &entries {
        let id = &entry.id;
        if id.is_empty() {
            return wrong(format!("the actor {:?} has no id; add one", entry.name));
        }
        if !ids.insert(id) {
            return wrong(format!("two actors have the id {id:?}; make them one"));
        }
        for (spelling, _) in entry.spellings() {
            if spelling.trim().is_empty() {
                return wrong(format!("actor {id:?} has an empty spelling; drop it"));
            }
            if let Some(other) = claimed.insert(key(spelling), id)
                && other != id
            {
                let problem = format!("{spelling:?} names both {other} and {id}; drop one");
                return wrong(problem);
            }
        }
        for person in &entry.person {
            if let (Some(from), Some(to)) = (person.from, person.to)
                && from > to
            {
                let name = &person.name;
                let problem = format!("{name}: holds the office from {from} to {to}, backwards");
                return wrong(problem);
            }
        }
    }
    Ok(entries)
}
