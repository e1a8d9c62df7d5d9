//! The people of a document: their names in full, what it calls them, and where
//! they are named.

use std::ops::Range;

use super::Evidence;
use super::nominal::Side;
use super::page::Page;
use super::source::Part;
use super::tokens::Kind;
use super::words::{self, Class, Role};
use crate::statements::actors::Tenure;

/// As what a person may be referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    She,
    He,
}

/// A person, or what is named as one is.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// The fullest name.
    pub(super) name: String,
    /// Its words in lower case.
    key: Vec<String>,
    pub(super) role: Option<String>,
    pub(super) side: Side,
    /// How much the side weighs against another found later.
    pub(super) weight: u8,
    pub(super) gender: Option<Gender>,
    /// Where the name stands in full, by token.
    full: Vec<usize>,
    /// Whether something tells a person from a firm or a headline.
    pub(super) human: bool,
    /// What the list of actors has for the name.
    tenure: Option<Tenure>,
    /// Whether the document ever introduces them as what no official is.
    outsider: bool,
    /// Whether it ever introduces them by an office.
    titled: bool,
}

/// The people of a document.
#[derive(Debug, Default)]
pub(super) struct People {
    pub(super) all: Vec<Person>,
    /// Where somebody is named, by token, in order.
    pub(super) named: Vec<(usize, usize)>,
}

pub(super) const OFFICE: u8 = 4;
pub(super) const NOT_IN_OFFICE: u8 = 3;

impl People {
    pub(super) fn of(page: &Page) -> Self {
        let mut people = Self::default();
        let runs = runs(page);
        for run in &runs {
            let title = title_before(page, run.start);
            let honoured = run.start > 0 && page.class(run.start - 1) == Some(Class::Honorific);
            let words = run
                .clone()
                .filter(|&token| !page.tokens[token].joined)
                .count();
            if words < 2 && title.is_none() && !honoured {
                continue;
            }
            if let Some(part) = introduction(page, run, title) {
                people.add(page, run, &part);
            }
        }
        for run in &runs {
            if let Some(person) = people.find(page, run) {
                people.named.push((run.start, person));
                people.note_gender(page, run, person);
            }
        }
        people.offices();
        people.campaigns(page, &runs);
        people.races(page);
        people
    }

    fn add(&mut self, page: &Page, run: &Range<usize>, part: &Part) {
        let name = page.slice(run).to_owned();
        let key: Vec<String> = run.clone().map(|token| page.lower(token)).collect();
        let index = self.same(&key).unwrap_or_else(|| {
            self.all.push(Person {
                name: name.clone(),
                key: key.clone(),
                role: None,
                side: Side::Unknown,
                weight: 0,
                gender: given_gender(&key),
                full: Vec::new(),
                human: false,
                tenure: None,
                outsider: false,
                titled: false,
            });
            self.all.len() - 1
        });
        let person = &mut self.all[index];
        if key.len() > 1 {
            person.full.push(run.start);
        }
        if key.len() > person.key.len() && person.key.len() == 1 {
            person.name = name;
            person.key = key;
            person.gender = person.gender.or_else(|| given_gender(&person.key));
        }
        let role = (!part.extent.is_empty() && part.head.is_some())
            .then(|| page.slice(&part.extent).to_owned());
        let weight = match (&part.side, part.strong_outside) {
            (_, true) => NOT_IN_OFFICE,
            (Side::Actors(..), _) => 2,
            (Side::Outside, _) => 1,
            (Side::Unknown, _) => 0,
        };
        if weight > person.weight {
            person.weight = weight;
            person.side = if part.strong_outside {
                Side::Outside
            } else {
                part.side.clone()
            };
            person.role = role.or_else(|| person.role.take());
        } else if person.role.is_none() {
            person.role = role;
        }
        // Two sides for one name are two people, or a mistake.
        if weight == 2
            && let (Side::Actors(one, _), Side::Actors(other, _)) = (&person.side, &part.side)
            && one != other
        {
            person.side = Side::Unknown;
        }
        person.human |= person.role.is_some();
        person.outsider |= part.strong_outside || part.side == Side::Outside;
        person.titled |= weight == 2;
        let offices = page.gazetteer.actors();
        let mut tenures: Vec<_> = offices.tenures(&person.name, page.date).collect();
        if tenures.is_empty()
            && let [first, .., last] = person.key.as_slice()
        {
            // "James B. Orr" is listed as "James Orr".
            let short = format!("{first} {last}");
            tenures = offices.tenures(&short, page.date).collect();
        }
        if let Some(&tenure) = tenures.first()
            && tenures.iter().all(|other| other.actor == tenure.actor)
        {
            person.tenure = Some(tenure.clone());
        }
    }

    /// Whoever holds an office speaks for it, unless the document knows somebody
    /// else of that name, or that it is held no more.
    fn offices(&mut self) {
        for person in &mut self.all {
            person.human |= person.gender.is_some();
            let Some(tenure) = &person.tenure else {
                continue;
            };
            if person.outsider && !person.titled {
                person.side = Side::Outside;
                person.weight = NOT_IN_OFFICE;
                continue;
            }
            person.weight = OFFICE;
            person.side = Side::Actors(vec![tenure.actor.clone()], Evidence::Person);
            person.name.clone_from(&tenure.name);
            person.role = Some(tenure.role.clone());
            person.human = true;
        }
    }

    /// The same name, or the same but for a middle one.
    fn same(&self, key: &[String]) -> Option<usize> {
        self.all.iter().position(|person| {
            let ends = |key: &[String]| (key.first().cloned(), key.last().cloned());
            person.key == key
                || (key.len() > 1 && person.key.len() > 1 && ends(&person.key) == ends(key))
                || (person.key.len() == 1 && key.len() > 1 && key.last() == person.key.first())
        })
    }

    /// Who is named by a run of tokens: the full name, else the surname (the
    /// first word where the family name comes first) of somebody named in full.
    pub(super) fn find(&self, page: &Page, run: &Range<usize>) -> Option<usize> {
        let key: Vec<String> = run.clone().map(|token| page.lower(token)).collect();
        if key.len() > 1 {
            let exact = self.all.iter().position(|person| person.key == key);
            return exact.or_else(|| {
                let same = self.same(&key)?;
                (self.all[same].key.len() > 1).then_some(same)
            });
        }
        let word = key.first()?;
        let honour = (run.start > 0)
            .then(|| page.lower(run.start - 1))
            .and_then(|word| gender_of(&word));
        let by = |at: fn(&Person) -> Option<&String>| {
            // Somebody who is surely a person, the one most often named in full, the
            // one last named.
            self.all
                .iter()
                .enumerate()
                .filter(|(_, person)| {
                    at(person) == Some(word)
                        && (honour.is_none() || person.gender.is_none() || honour == person.gender)
                })
                .max_by_key(|(_, person)| {
                    let last = person
                        .full
                        .iter()
                        .filter(|&&token| token <= run.start)
                        .max();
                    (
                        person.human || person.gender.is_some(),
                        person.full.len(),
                        last.copied(),
                    )
                })
                .map(|(index, _)| index)
        };
        by(|person| person.key.last()).or_else(|| by(|person| person.key.first()))
    }

    fn note_gender(&mut self, page: &Page, run: &Range<usize>, person: usize) {
        let from = run.start.saturating_sub(1);
        let honour = (from..run.start)
            .find_map(|token| gender_of(&page.lower(token)))
            .or_else(|| {
                let role = self.all[person].role.as_ref()?;
                role.split(' ')
                    .find_map(|word| gender_of(&word.to_lowercase()))
            });
        if honour.is_some() {
            self.all[person].gender = honour;
        }
    }
}

/// The gender that a title, a pronoun or a role tells.
pub(super) fn gender_of(word: &str) -> Option<Gender> {
    let word = word.trim_end_matches('.');
    if words::SHE.contains(word) {
        Some(Gender::She)
    } else if words::HE.contains(word) {
        Some(Gender::He)
    } else {
        None
    }
}

pub(super) fn given_gender(key: &[String]) -> Option<Gender> {
    let given = key.first()?.as_str();
    if key.len() < 2 {
        None
    } else if words::HER_NAMES.contains(given) {
        Some(Gender::She)
    } else if words::HIS_NAMES.contains(given) {
        Some(Gender::He)
    } else {
        None
    }
}

/// The proper names of a document that are no known actor's.
fn runs(page: &Page) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < page.tokens.len() {
        let mut end = page.name_end(at, page.tokens.len());
        // A headline in capitals runs into no name.
        let shouts = |token: usize| {
            let text = page.text(token);
            text.len() > 3 && text.chars().all(char::is_uppercase)
        };
        if end > at
            && let Some(turn) = (at + 1..end)
                .find(|&token| shouts(token) != shouts(token - 1) && page.text(token).len() > 2)
        {
            end = turn;
        }
        if end > at {
            runs.push(at..end);
        }
        at = end.max(at + 1);
    }
    runs
}

/// Where the title before a name begins; `None` where there is none.
fn title_before(page: &Page, name: usize) -> Option<usize> {
    let role = |token: usize| {
        matches!(page.class(token), Some(Class::Role(_))) || page.office_mention(token)
    };
    let mut at = name;
    while at > 0 && name - at < 12 {
        // "Representative (USTR) Orr"
        if at > 3
            && page.tokens[at - 1].kind == Kind::Close
            && page.tokens[at - 3].kind == Kind::Open
        {
            at -= 3;
            continue;
        }
        let token = at - 1;
        let linked = matches!(page.text(token), "of" | "for")
            && token > 0
            && matches!(
                page.class(token - 1),
                Some(Class::Role(_) | Class::Body(_) | Class::Modifier)
            );
        let titled = (at..name).any(role);
        let belongs = matches!(
            page.class(token),
            Some(
                Class::Role(_)
                    | Class::Body(_)
                    | Class::Portfolio
                    | Class::Modifier
                    | Class::Former
                    | Class::Honorific
            )
        ) || page.mention(token).is_some()
            || page.tokens[token].kind == Kind::Possessive
            || (page.tokens[token].is_name() && titled)
            || (titled
                && page.class(token) == Some(Class::And)
                && page.class(at) == Some(Class::Portfolio))
            || linked;
        if !belongs {
            break;
        }
        at = token;
    }
    (at..name).any(role).then_some(at)
}

/// What a document says of somebody where it names them.
fn introduction(page: &Page, run: &Range<usize>, title: Option<usize>) -> Option<Part> {
    let mut start = title.unwrap_or(run.start);
    // "Avalon's minister of state, Tilda Orr, …"
    let before = run.start.saturating_sub(1);
    if title.is_none() && run.len() > 1 && before > 0 && page.tokens[before].kind == Kind::Comma {
        let closed = page
            .tokens
            .get(run.end)
            .is_some_and(|next| next.kind == Kind::Comma);
        if let Some(left) = title_before(page, before)
            && closed
            && (page.mention(left).is_some()
                || (left > 0 && page.class(left - 1) == Some(Class::Determiner)))
        {
            start = left;
        }
    }
    let limit = page.tokens.len().min(run.end + 30);
    let mut end = run.end;
    // "(R-Ohio)", ", a spokesperson for the foreign ministry,"
    if end < limit && page.tokens[end].kind == Kind::Open {
        end = (end..limit)
            .find(|&token| page.tokens[token].kind == Kind::Close)
            .map_or(end, |close| close + 1);
    }
    if end < limit && page.tokens[end].kind == Kind::Comma {
        let close = (end + 1..limit)
            .find(|&token| !matches!(page.tokens[token].kind, Kind::Word | Kind::Possessive));
        if let Some(close) = close
            && describes(page, &(end + 1..close))
        {
            end = close;
        }
    }
    let part = page.part(start..end);
    part.person
        .as_ref()
        .is_some_and(|person| person.end == run.end || person == run)
        .then_some(part)
}

/// Whether a stretch behind a name describes its bearer: it begins as a noun
/// phrase whose head is a role, and has no verb of saying.
fn describes(page: &Page, range: &Range<usize>) -> bool {
    let says = range.clone().any(|token| {
        matches!(
            page.text(token),
            "said" | "says" | "told" | "told." | "added"
        )
    });
    let nominal = page.nominal(range.clone());
    !says
        && nominal.head.is_some_and(|head| {
            matches!(page.class(head), Some(Class::Role(role)) if role != Role::Local || !page.tokens[head].capital)
        })
}
