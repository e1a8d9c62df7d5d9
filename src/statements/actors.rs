//! One name for each actor, by the spellings of `data/actors.toml`.

use std::collections::HashMap;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;

use crate::error::Error;

/// The actor of a statement of which no actor is known.
pub const UNKNOWN: &str = "unknown";

/// The list that comes with the program.
const BUILT_IN: &str = include_str!("../../data/actors.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    actor: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)] // `kind` and `role` are read so that a misspelt key is an error
struct Entry {
    id: String,
    name: String,
    kind: Kind,
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
    excluded: Vec<String>,
    #[serde(default)]
    person: Vec<Person>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    State,
    Territory,
    Organisation,
    Bloc,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Person {
    name: String,
    #[serde(default)]
    also: Vec<String>,
    role: String,
    from: Option<toml::value::Datetime>,
    to: Option<toml::value::Datetime>,
}

/// Somebody's time in an office; open where a date is not known.
#[derive(Debug)]
struct Tenure {
    actor: String,
    from: Option<Date>,
    to: Option<Date>,
}

impl Tenure {
    fn covers(&self, date: Option<Date>) -> bool {
        date.is_none_or(|date| {
            self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
        })
    }
}

/// The actors and how they are spelt.
#[derive(Debug, Default)]
pub struct Actors {
    /// As written, for short codes: "US" is an actor and "us" is not.
    exact: HashMap<String, String>,
    /// Folded to lower case, for everything longer.
    folded: HashMap<String, String>,
    people: HashMap<String, Vec<Tenure>>,
}

/// Spellings up to this length are told apart by case.
const SHORT: usize = 4;

impl Actors {
    /// The actors that come with the program.
    pub fn built_in() -> Result<Self, Error> {
        let mut actors = Self::default();
        actors.add(Path::new("data/actors.toml"), BUILT_IN)?;
        Ok(actors)
    }

    /// The built-in actors and those of the user's file, whose spellings win.
    pub fn extended_by(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(Error::read(path))?;
        let mut actors = Self::built_in()?;
        actors.add(path, &text)?;
        Ok(actors)
    }

    fn add(&mut self, path: &Path, text: &str) -> Result<(), Error> {
        let file: File =
            toml::from_str(text).map_err(|error| Error::malformed(path, error.to_string()))?;
        // Within one file a spelling belongs to one actor; a later file overrules.
        let mut claimed: HashMap<String, String> = HashMap::new();
        for entry in file.actor {
            let own = [&entry.id, &entry.name];
            let lists = [
                &entry.names,
                &entry.demonyms,
                &entry.capital,
                &entry.seats,
                &entry.institutions,
            ];
            for spelling in own.into_iter().chain(lists.into_iter().flatten()) {
                if let Some(other) = claimed.insert(spelling.clone(), entry.id.clone())
                    && other != entry.id
                {
                    let id = &entry.id;
                    let problem = format!("{spelling:?} names both {other} and {id}; drop one");
                    return Err(Error::malformed(path, problem));
                }
                self.spell(spelling, &entry.id);
            }
            for person in entry.person {
                let date = |stamp: Option<toml::value::Datetime>| {
                    stamp
                        .map(|stamp| {
                            stamp.to_string().parse().map_err(|_| {
                                let name = &person.name;
                                Error::malformed(path, format!("{name}: {stamp} is not a date"))
                            })
                        })
                        .transpose()
                };
                let (from, to) = (date(person.from)?, date(person.to)?);
                for name in std::iter::once(&person.name).chain(&person.also) {
                    self.people.entry(fold(name)).or_default().push(Tenure {
                        actor: entry.id.clone(),
                        from,
                        to,
                    });
                }
            }
        }
        Ok(())
    }

    fn spell(&mut self, spelling: &str, id: &str) {
        if spelling.chars().count() <= SHORT {
            self.exact.insert(spelling.to_owned(), id.to_owned());
        } else {
            self.folded.insert(fold(spelling), id.to_owned());
        }
    }

    /// The id of the actor that a whole field names: a state, its demonym,
    /// capital or seat of government, an institution, an organisation, or an
    /// office-holder (at `date`, where that is known). `None` where it names
    /// none that is known.
    ///
    /// ```
    /// # use hedgerow::statements::Actors;
    /// let actors = Actors::built_in()?;
    /// assert_eq!(actors.resolve("Beijing", None), Some("CN"));
    /// assert_eq!(actors.resolve("the White House", None), Some("US"));
    /// assert_eq!(actors.resolve("us", None), None);
    /// # Ok::<(), hedgerow::Error>(())
    /// ```
    #[must_use]
    pub fn resolve(&self, field: &str, date: Option<Date>) -> Option<&str> {
        let field = field.trim();
        let folded = fold(field);
        let bare = folded.strip_prefix("the ").unwrap_or(&folded);
        self.exact
            .get(field)
            .or_else(|| self.folded.get(bare))
            .map(String::as_str)
            .or_else(|| self.person(&folded, date))
    }

    fn person(&self, folded: &str, date: Option<Date>) -> Option<&str> {
        let mut actors = self
            .people
            .get(folded)?
            .iter()
            .filter(|tenure| tenure.covers(date))
            .map(|tenure| tenure.actor.as_str());
        let first = actors.next()?;
        // The same name under two flags is nobody we know.
        actors.all(|other| other == first).then_some(first)
    }
}

fn fold(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statements::parse_date;

    const TWO: &str = "
        [[actor]]
        id = 'AA'
        name = 'Avalon'
        kind = 'state'
        demonyms = ['Avalonian']
        [[actor.person]]
        name = 'Mira Voss'
        role = 'Minister of Trade'
        from = 2024-01-01
        to = 2025-06-30
        [[actor]]
        id = 'LAKE'
        name = 'Lake Union'
        kind = 'bloc'
        [[actor.person]]
        name = 'Mira Voss'
        role = 'Secretary-General'
        from = 2025-07-01
    ";

    fn actors(text: &str) -> Result<Actors, Error> {
        let mut actors = Actors::default();
        actors.add(Path::new("actors.toml"), text)?;
        Ok(actors)
    }

    #[test]
    fn spellings_lead_to_one_id() {
        let actors = actors(TWO).unwrap();
        for spelling in ["Avalon", " avalon ", "AA", "Avalonian", "the  Avalonian"] {
            assert_eq!(actors.resolve(spelling, None), Some("AA"), "{spelling:?}");
        }
        assert_eq!(actors.resolve("aa", None), None);
        assert_eq!(actors.resolve("Avalon Airways", None), None);
    }

    #[test]
    fn a_person_speaks_for_the_office_held_at_the_time() {
        let actors = actors(TWO).unwrap();
        let at = |date| actors.resolve("Mira Voss", parse_date(date));
        assert_eq!(at("2025-06-30"), Some("AA"));
        assert_eq!(at("2025-07-01"), Some("LAKE"));
        assert_eq!(at("2023-12-31"), None);
        assert_eq!(
            actors.resolve("Mira Voss", None),
            None,
            "two offices, no date"
        );
    }

    #[test]
    fn a_spelling_claimed_twice_is_an_error() {
        let text = "
            [[actor]]
            id = 'AA'
            name = 'Avalon'
            kind = 'state'
            [[actor]]
            id = 'AB'
            name = 'Avalon'
            kind = 'state'
        ";
        let error = actors(text).unwrap_err().to_string();
        assert!(error.contains("\"Avalon\" names both AA and AB"), "{error}");
    }
}
