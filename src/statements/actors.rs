//! One name for each actor, by the spellings of `data/actors.toml`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Deserialize;

use crate::error::Error;
use crate::hash::sha256;

/// The actor of a statement of which no actor is known.
pub const UNKNOWN: &str = "unknown";

/// The list that comes with the program.
const BUILT_IN: &str = include_str!("../../data/actors.toml");

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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// Not there where the entry's key is the id.
    #[serde(default)]
    id: String,
    /// ISO 3166-1 alpha-3, by which tables of states name them.
    code: Option<String>,
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    name: String,
    #[serde(default)]
    also: Vec<String>,
    role: String,
    from: Option<toml::value::Datetime>,
    to: Option<toml::value::Datetime>,
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
        let path = Path::new("data/actors.toml");
        actors.add(path, table(BUILT_IN).map_err(malformed(path))?)?;
        for path in paths {
            let text = std::fs::read_to_string(path).map_err(Error::read(path))?;
            actors.add(path, entries(&text).map_err(malformed(path))?)?;
        }
        Ok(actors)
    }

    /// The actors of a list given as text, for tests.
    #[cfg(test)]
    pub(super) fn read(text: &str) -> Result<Self, Error> {
        let mut actors = Self::default();
        let path = Path::new("actors.toml");
        actors.add(path, entries(text).map_err(malformed(path))?)?;
        Ok(actors)
    }

    fn add(&mut self, path: &Path, entries: Vec<Entry>) -> Result<(), Error> {
        // Within one file a spelling belongs to one actor; a later file overrules.
        let mut claimed: HashMap<String, String> = HashMap::new();
        let mut ids = HashSet::new();
        for entry in entries {
            if entry.id.is_empty() {
                let problem = format!("the actor {:?} has no id; add one", entry.name);
                return Err(Error::malformed(path, problem));
            }
            if !ids.insert(entry.id.clone()) {
                let problem = format!("two actors have the id {:?}; make them one", entry.id);
                return Err(Error::malformed(path, problem));
            }
            // In running text "IT" and "GIN" are words; a code counts there where the
            // lists have it too.
            let codes = [Some(&entry.id), entry.code.as_ref()];
            let codes = codes.into_iter().flatten().map(|code| (code, None));
            let lists = [
                (std::slice::from_ref(&entry.name), Naming::Name),
                (&entry.names[..], Naming::Name),
                (&entry.demonyms, Naming::Demonym),
                (&entry.capital, Naming::Capital),
                (&entry.seats, Naming::Seat),
                (&entry.institutions, Naming::Institution),
            ];
            let listed = lists
                .iter()
                .flat_map(|(list, naming)| list.iter().map(|spelling| (spelling, Some(*naming))));
            for (spelling, naming) in codes.chain(listed) {
                if spelling.trim().is_empty() {
                    let problem = format!("actor {:?} has an empty spelling; drop it", entry.id);
                    return Err(Error::malformed(path, problem));
                }
                if let Some(other) = claimed.insert(key(spelling), entry.id.clone())
                    && other != entry.id
                {
                    let id = &entry.id;
                    let problem = format!("{spelling:?} names both {other} and {id}; drop one");
                    return Err(Error::malformed(path, problem));
                }
                self.spell(spelling, &entry.id);
                if let Some(naming) = naming {
                    self.keep(spelling, &entry.id, naming);
                }
            }
            for phrase in &entry.excluded {
                self.keep(phrase, &entry.id, Naming::Excluded);
            }
            let profile = Profile {
                name: entry.name.clone(),
                kind: entry.kind,
            };
            self.profiles.insert(entry.id.clone(), profile);
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
                if let (Some(from), Some(to)) = (from, to)
                    && from > to
                {
                    let name = &person.name;
                    let problem =
                        format!("{name}: holds the office from {from} to {to}, backwards");
                    return Err(Error::malformed(path, problem));
                }
                for name in std::iter::once(&person.name).chain(&person.also) {
                    self.keep(name, &entry.id, Naming::Person);
                    self.people.entry(fold(name)).or_default().push(Tenure {
                        actor: entry.id.clone(),
                        name: person.name.clone(),
                        role: person.role.clone(),
                        from,
                        to,
                    });
                }
            }
        }
        Ok(())
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
                let fits = move |tenure: &&Tenure| {
                    let role = fold(&tenure.role);
                    tenure.covers(Some(date))
                        && title
                            .split(' ')
                            .all(|word| role.split(' ').any(|part| part == word))
                };
                self.people
                    .iter()
                    .filter(move |(full, _)| at_one_end(full, name))
                    .flat_map(move |(_, tenures)| tenures.iter().filter(fits))
            })
            .map(|tenure| tenure.actor.as_str());
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
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
        date?;
        if name.is_empty() || (title.is_empty() && actor.is_none()) {
            return None;
        }
        let fits = |tenure: &&Tenure| {
            let role = fold(&tenure.role);
            tenure.covers(date)
                && actor.is_none_or(|actor| tenure.actor == actor)
                && title
                    .iter()
                    .all(|word| role.split([' ', '-']).any(|part| part == word))
        };
        let mut found = self
            .people
            .iter()
            .filter(|(full, _)| at_one_end(full, name))
            .flat_map(|(_, tenures)| tenures.iter().filter(fits));
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

fn malformed(path: &Path) -> impl FnOnce(toml::de::Error) -> Error {
    move |error| Error::malformed(path, error.to_string())
}

/// The entries of a table of actors.
fn table(text: &str) -> Result<Vec<Entry>, toml::de::Error> {
    Ok(toml::from_str::<File>(text)?.actor)
}

/// The entries of a file of either shape.
fn entries(text: &str) -> Result<Vec<Entry>, toml::de::Error> {
    let among_settings = toml::from_str::<toml::Table>(text)?.contains_key("actors");
    if !among_settings {
        return table(text);
    }
    let actors = toml::from_str::<Settings>(text)?.actors;
    let with_id = |(id, entry)| Entry { id, ..entry };
    Ok(actors.into_iter().map(with_id).collect())
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
