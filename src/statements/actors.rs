//! One name for each actor, by the spellings of `data/actors.toml`.

mod entries;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Deserialize;

use self::entries::Entry;
use crate::error::Error;
use crate::hash::sha256;

/// The actor of a statement of which no actor is known.
pub const UNKNOWN: &str = "unknown";

/// The list that comes with the program.
const BUILT_IN: &str = include_str!("../../data/actors.toml");

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A sovereign state.
    State,
    /// A territory that speaks for itself.
    Territory,
    /// An international organisation.
    Organisation,
    /// A group of states.
    Bloc,
}

/// How a spelling names its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Naming {
    /// By name or code.
    Name,
    /// By the adjective or the name of its people.
    Demonym,
    /// By its capital.
    Capital,
    /// By a seat of government.
    Seat,
    /// By one of its institutions.
    Institution,
    /// By somebody who holds an office in it.
    Person,
    /// Not at all: the phrase contains a spelling and means something else.
    Excluded,
}

/// One spelling of an actor.
#[derive(Debug, Clone)]
pub(super) struct Spelling {
    pub(super) text: String,
    pub(super) actor: String,
    pub(super) naming: Naming,
}

/// What is known of an actor besides its spellings.
#[derive(Debug, Clone)]
pub(super) struct Profile {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// Somebody's time in an office; open where a date is not known.
#[derive(Debug, Clone)]
pub(super) struct Tenure {
    pub(super) actor: String,
    /// The full name.
    pub(super) name: String,
    pub(super) role: String,
    from: Option<Date>,
    to: Option<Date>,
}

impl Tenure {
    pub(super) fn covers(&self, date: Option<Date>) -> bool {
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
    /// All of them as written, for finding them in running text.
    spellings: Vec<Spelling>,
    profiles: HashMap<String, Profile>,
}

/// Spellings up to this length are told apart by case.
pub(super) const SHORT: usize = 4;

fn is_short(spelling: &str) -> bool {
    spelling.chars().count() <= SHORT
}

/// By what a spelling is found; two with one key are the same.
fn key(spelling: &str) -> String {
    if is_short(spelling) {
        spelling.to_owned()
    } else {
        fold(spelling)
    }
}

impl Actors {
    /// What a section `[actors.ID]` may hold.
    pub const FIELDS: [&str; 10] = [
        "code",
        "name",
        "kind",
        "names",
        "demonyms",
        "capital",
        "seats",
        "institutions",
        "not",
        "person",
    ];

    /// The actors that come with the program.
    pub fn built_in() -> Result<Self, Error> {
        Self::extended_by(&[])
    }

    /// The built-in actors and those of the user's files, whose spellings win. A
    /// file is a table of `[[actor]]`, or settings with sections `[actors.ID]`.
    pub fn extended_by(paths: &[PathBuf]) -> Result<Self, Error> {
        let mut actors = Self::default();
        actors.add(entries::table(Path::new("data/actors.toml"), BUILT_IN)?);
        for path in paths {
            let text = std::fs::read_to_string(path).map_err(Error::read(path))?;
            actors.add(entries::read(path, &text)?);
        }
        Ok(actors)
    }

    /// The actors of a list given as text, for tests.
    #[cfg(test)]
    pub(super) fn read(text: &str) -> Result<Self, Error> {
        let mut actors = Self::default();
        actors.add(entries::read(Path::new("actors.toml"), text)?);
        Ok(actors)
    }

    /// Takes entries up, whose spellings win over those that were there.
    fn add(&mut self, entries: Vec<Entry>) {
        for entry in entries {
            for (spelling, naming) in entry.spellings() {
                self.spell(spelling, &entry.id);
                if let Some(naming) = naming {
                    self.keep(spelling, &entry.id, naming);
                }
            }
            for phrase in &entry.excluded {
                self.keep(phrase, &entry.id, Naming::Excluded);
            }
            for person in &entry.person {
                for name in std::iter::once(&person.name).chain(&person.also) {
                    self.keep(name, &entry.id, Naming::Person);
                    self.people.entry(fold(name)).or_default().push(Tenure {
                        actor: entry.id.clone(),
                        name: person.name.clone(),
                        role: person.role.clone(),
                        from: person.from,
                        to: person.to,
                    });
                }
            }
            let profile = Profile {
                name: entry.name,
                kind: entry.kind,
            };
            self.profiles.insert(entry.id, profile);
        }
    }

    /// The SHA-256 of all that is known here, in hexadecimal.
    pub(crate) fn sha256(&self) -> Result<String, Error> {
        // Debug output is as stable as the program, which is part of the comparison.
        fn sorted<T: std::fmt::Debug>(map: &HashMap<String, T>) -> BTreeMap<&String, String> {
            map.iter()
                .map(|(key, value)| (key, format!("{value:?}")))
                .collect()
        }
        let all = format!(
            "{:?}",
            (
                sorted(&self.exact),
                sorted(&self.folded),
                sorted(&self.people),
                &self.spellings,
                sorted(&self.profiles),
            )
        );
        sha256(all.as_bytes()).map_err(|error| Error::Internal(error.to_string()))
    }

    fn keep(&mut self, text: &str, actor: &str, naming: Naming) {
        self.spellings.push(Spelling {
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            actor: actor.to_owned(),
            naming,
        });
    }

    pub(super) fn spellings(&self) -> &[Spelling] {
        &self.spellings
    }

    pub(super) fn profile(&self, id: &str) -> Option<&Profile> {
        self.profiles.get(id)
    }

    /// The offices that somebody of this name holds at `date`, or ever held
    /// where no date is given.
    pub(super) fn tenures(&self, name: &str, date: Option<Date>) -> impl Iterator<Item = &Tenure> {
        self.people
            .get(&fold(name))
            .into_iter()
            .flatten()
            .filter(move |tenure| tenure.covers(date))
    }

    fn spell(&mut self, spelling: &str, id: &str) {
        let list = if is_short(spelling) {
            &mut self.exact
        } else {
            &mut self.folded
        };
        list.insert(key(spelling), id.to_owned());
    }

    /// The display name of an actor, by its id.
    #[must_use]
    pub fn name(&self, id: &str) -> Option<&str> {
        self.profiles.get(id).map(|profile| &profile.name[..])
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
    /// assert_eq!(actors.resolve("CHE", None), Some("CH"));
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
            .or_else(|| self.titled(&folded, date?))
    }

    /// "President Voss", "Trade Minister Mira Voss": words of an office before the
    /// name, or one end of the name, of somebody who held it on that day.
    fn titled(&self, folded: &str, date: Date) -> Option<&str> {
        let mut found = folded
            .match_indices(' ')
            .map(|(space, _)| (&folded[..space], &folded[space + 1..]))
            .flat_map(|(title, name)| {
                self.in_office(name, date, move |role| {
                    let named = |word| role.split(' ').any(|part| part == word);
                    title.split(' ').all(named)
                })
            })
            .map(|tenure| tenure.actor.as_str());
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    }

    /// Those called by a name, or one end of it, who held an office on a day that
    /// `fits`, given in lower case.
    fn in_office<'a>(
        &'a self,
        name: &str,
        date: Date,
        fits: impl Fn(&str) -> bool + Copy,
    ) -> impl Iterator<Item = &'a Tenure> {
        self.people
            .iter()
            .filter(move |(full, _)| at_one_end(full, name))
            .flat_map(|(_, tenures)| tenures)
            .filter(move |tenure| tenure.covers(Some(date)) && fits(&fold(&tenure.role)))
    }

    /// The one who holds an office at `date`, called by `name`, or one end of it,
    /// and by words of the office; of `actor` alone, where one is given. `None`
    /// where it can be two.
    pub(super) fn holder(
        &self,
        title: &[String],
        name: &str,
        actor: Option<&str>,
        date: Option<Date>,
    ) -> Option<&Tenure> {
        if name.is_empty() || (title.is_empty() && actor.is_none()) {
            return None;
        }
        let fits = |role: &str| {
            let named = |word| role.split([' ', '-']).any(|part| part == word);
            title.iter().all(named)
        };
        let mut found = self
            .in_office(name, date?, fits)
            .filter(|tenure| actor.is_none_or(|actor| tenure.actor == actor));
        let first = found.next()?;
        found
            .all(|other| other.actor == first.actor && other.name == first.name)
            .then_some(first)
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

/// Whether a name is the whole of a full name or its first or last words.
fn at_one_end(full: &str, name: &str) -> bool {
    full.strip_suffix(name)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        || full
            .strip_prefix(name)
            .is_some_and(|rest| rest.starts_with(' '))
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
        Actors::read(text)
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
    fn an_office_and_one_end_of_a_name_are_enough_on_a_day_in_office() {
        let actors = actors(TWO).unwrap();
        let at = |field, date| actors.resolve(field, parse_date(date));
        assert_eq!(at("Minister Voss", "2025-01-10"), Some("AA"));
        assert_eq!(at("Trade Minister Mira Voss", "2025-01-10"), Some("AA"));
        assert_eq!(at("SECRETARY-GENERAL VOSS", "2025-08-01"), Some("LAKE"));
        assert_eq!(
            at("Minister Voss", "2025-08-01"),
            None,
            "no longer in office"
        );
        assert_eq!(at("Minister Oss", "2025-01-10"), None, "part of a word");
        assert_eq!(actors.resolve("Minister Voss", None), None, "no date");
    }

    #[test]
    fn actors_may_stand_among_other_settings() {
        let text = "
            [columns]
            text-column = 'body'
            [actors.AA]
            name = 'Avalon'
            kind = 'state'
            [[actors.AA.person]]
            name = 'Mira Voss'
            role = 'Minister of Trade'
        ";
        let read = actors(text).unwrap();
        assert_eq!(read.resolve("Avalon", None), Some("AA"));
        assert_eq!(read.resolve("Mira Voss", None), Some("AA"));
        let misspelt = actors(&text.replace("role", "rule")).unwrap_err();
        assert!(misspelt.to_string().contains("line 9"), "{misspelt}");
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
