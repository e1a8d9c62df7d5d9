//! One source of a document → its reading: the name, the role, the side.

use std::ops::Range;

use super::Evidence;
use super::nominal::Side;
use super::page::Page;
use super::people::{self, Gender};
use super::reference::{self, Antecedents, Pronoun};
use super::source::Part;
use super::voice::Voice;
use super::words::{Body, Class};
use crate::statements::actors::Naming;
use crate::statements::{Attribution, Form};

/// What a source was read as, before it becomes a [`Speaker`].
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// The first token of the source.
    pub(super) token: usize,
    pub(super) name: Option<String>,
    pub(super) role: Option<String>,
    pub(super) side: Side,
    pub(super) gender: Option<Gender>,
    pub(super) singular: bool,
    /// Whether "it" can refer to it.
    pub(super) thing: bool,
    /// The words by which it can be referred to again.
    pub(super) words: Vec<String>,
}

pub(super) fn first_person(page: &Page, source: &[Range<usize>]) -> Option<Pronoun> {
    let first = source.first()?;
    if first.len() != 1 {
        return None;
    }
    let found = reference::pronoun(&page.lower(first.start));
    matches!(found, Pronoun::Self_ | Pronoun::We).then_some(found)
}

/// Reads one source.
pub(super) fn read(
    antecedents: &Antecedents,
    source: &[Range<usize>],
    prior: &[Reading],
    attributions: &[Attribution],
    index: usize,
    voices: &[Voice],
) -> Option<(Reading, Evidence)> {
    let page = antecedents.page;
    let token = source.first()?.start;
    // Pieces of one source are read together where nothing but marks is between.
    let whole = token..source.last()?.end;
    let near = whole.len() <= source.iter().map(ExactSizeIterator::len).sum::<usize>() + 3;
    let range = if near { whole } else { source.first()?.clone() };
    // Somebody else is "he" within what is quoted of a speaker.
    let quoted = match voices[index] {
        Voice::Lent { by } if attributions[by].form == Form::Direct => Some(by),
        _ => None,
    };
    let speakers: Vec<Reading> =
        match quoted.and_then(|by| page.tokens_of(&attributions[by].source).first().cloned()) {
            Some(quoting) => prior
                .iter()
                .filter(|reading| reading.token != quoting.start)
                .cloned()
                .collect(),
            None => prior.to_vec(),
        };
    let mut readings: Vec<(Reading, Evidence)> = Vec::new();
    for part in page.source(range) {
        readings.extend(read_part(antecedents, &part, &speakers));
    }
    merge(token, readings)
}

/// One part of a source: a pronoun, a name, or a description.
fn read_part(
    antecedents: &Antecedents,
    part: &Part,
    prior: &[Reading],
) -> Option<(Reading, Evidence)> {
    let page = antecedents.page;
    let back = |reading: Reading| {
        let reading = Reading {
            token: part.range.start,
            ..reading
        };
        (reading, Evidence::Coreference)
    };
    if let Some(token) = part.pronoun {
        return match reference::pronoun(&page.lower(token)) {
            Pronoun::Person(gender) => antecedents.person(token, gender, prior).map(back),
            Pronoun::Many => antecedents.many(token, prior).map(back),
            Pronoun::Thing => antecedents.thing(token, prior).map(back),
            Pronoun::Relative => {
                let part = antecedents.relative(token)?;
                if part.pronoun.is_some() {
                    return None;
                }
                read_part(antecedents, &part, prior).map(|(reading, _)| back(reading))
            }
            Pronoun::Self_ | Pronoun::We | Pronoun::Other => None,
        };
    }
    if let Some(run) = &part.person {
        return Some(read_named(antecedents, part, run));
    }
    if let Some(body) = antecedents.body(part) {
        return Some(back(describe(page, &body)));
    }
    if part.side == Side::Unknown {
        let described = antecedents.described(part, prior);
        if let Some(reading) = described {
            return Some(back(reading));
        }
    }
    let how = match &part.side {
        Side::Actors(_, how) => *how,
        _ => Evidence::Nothing,
    };
    Some((describe(page, part), how))
}

fn read_named(antecedents: &Antecedents, part: &Part, run: &Range<usize>) -> (Reading, Evidence) {
    let page = antecedents.page;
    let own_role = (part.head.is_some() && !part.extent.is_empty())
        .then(|| page.slice(&part.extent).to_owned());
    let own_how = match &part.side {
        Side::Actors(_, how) => Some(*how),
        _ => None,
    };
    let reading = Reading {
        token: part.range.start,
        name: Some(page.slice(run).to_owned()),
        role: own_role.clone(),
        side: part.side.clone(),
        gender: None,
        singular: true,
        thing: part.article,
        words: Vec::new(),
    };
    // An article stands before no person's name.
    let known = if part.article {
        None
    } else {
        antecedents.people.find(page, run)
    };
    if let Some(known) = known {
        let found = antecedents.reading_of(known, part.range.start);
        // A surname known world-wide is not what a headline made of it.
        if found.side == Side::Unknown
            && found.role.is_none()
            && found.gender.is_none()
            && let Some(reading) = in_office(page, part, run, &reading)
        {
            return (reading, Evidence::Person);
        }
        let side = match (&found.side, &part.side) {
            // Said here of the speaker, unless an office is held.
            (Side::Actors(_, Evidence::Person) | Side::Outside, _) | (_, Side::Unknown) => {
                found.side.clone()
            }
            (_, own) => own.clone(),
        };
        let how = match &side {
            Side::Actors(_, how) => *how,
            _ => Evidence::Nothing,
        };
        let reading = Reading {
            role: found.role.clone().or(own_role),
            side,
            ..found
        };
        return (reading, how);
    }
    if let Some(reading) = in_office(page, part, run, &reading) {
        return (reading, Evidence::Person);
    }
    (reading, own_how.unwrap_or(Evidence::Nothing))
}

/// The holder of an office whose name the list of actors has as it stands.
fn in_office(page: &Page, part: &Part, run: &Range<usize>, reading: &Reading) -> Option<Reading> {
    if part.article || part.side != Side::Unknown {
        return None;
    }
    let name = page.slice(run);
    let tenures: Vec<_> = page.gazetteer.actors().tenures(name, page.date).collect();
    let tenure = tenures.first()?;
    let one = tenures
        .iter()
        .all(|other| other.name == tenure.name && other.actor == tenure.actor);
    one.then(|| Reading {
        name: Some(tenure.name.clone()),
        role: Some(tenure.role.clone()),
        side: Side::Actors(vec![tenure.actor.clone()], Evidence::Person),
        ..reading.clone()
    })
}

/// A source that no person's name is in.
fn describe(page: &Page, part: &Part) -> Reading {
    let class = part.head.and_then(|head| page.class(head));
    let mention = part.head.and_then(|head| page.mention(head));
    let head_word = part.head.map(|head| page.lower(head)).unwrap_or_default();
    let plural = matches!(class, Some(Class::Role(_))) && head_word.ends_with('s')
        || matches!(head_word.as_str(), "authorities" | "spokesmen");
    let body = matches!(class, Some(Class::Body(_)));
    let expanded = part.head.is_some_and(|head| page.expansion(head).is_some());
    let name = if let Some(mention) = mention {
        match mention.naming {
            Naming::Institution | Naming::Seat => part.head.map(|head| page.text(head).to_owned()),
            Naming::Demonym if part.side == Side::Unknown => None,
            _ => page.name_of(&mention.actor).map(str::to_owned),
        }
    } else if expanded || (body && class != Some(Class::Body(Body::Document))) {
        // A body is named where a word of it is: "the Chinese government".
        let named = part.extent.clone().any(|token| {
            (page.tokens[token].capital && token > part.range.start)
                || page.mention(token).is_some()
                || (page.tokens[token].capital
                    && page.class(token) != Some(Class::Determiner)
                    && part.extent.len() > 1)
        });
        named.then(|| page.slice(&part.extent).to_owned())
    } else {
        None
    };
    let role = matches!(class, Some(Class::Role(_))).then(|| page.slice(&part.extent).to_owned());
    let singular = !plural && !body && mention.is_none() && !expanded;
    Reading {
        token: part.range.start,
        name,
        role,
        side: part.side.clone(),
        gender: people::gender_of(&head_word),
        singular,
        thing: body || mention.is_some() || expanded,
        words: if head_word.is_empty() {
            Vec::new()
        } else {
            vec![head_word]
        },
    }
}

/// Several who are named together speak as one.
fn merge(token: usize, mut readings: Vec<(Reading, Evidence)>) -> Option<(Reading, Evidence)> {
    if readings.len() < 2 {
        let (reading, how) = readings.pop()?;
        return Some((Reading { token, ..reading }, how));
    }
    let mut names: Vec<String> = Vec::new();
    let mut actors: Vec<String> = Vec::new();
    let mut evidence = Evidence::Nothing;
    let mut words = Vec::new();
    for (reading, how) in readings {
        if let Some(name) = reading.name
            && !names.contains(&name)
        {
            names.push(name);
        }
        if let Side::Actors(found, _) = reading.side {
            if evidence == Evidence::Nothing {
                evidence = how;
            }
            for actor in found {
                if !actors.contains(&actor) {
                    actors.push(actor);
                }
            }
        }
        words.extend(reading.words);
    }
    let side = if actors.is_empty() {
        Side::Unknown
    } else {
        Side::Actors(actors, evidence)
    };
    let reading = Reading {
        token,
        name: (!names.is_empty()).then(|| names.join("; ")),
        role: None,
        side,
        gender: None,
        singular: false,
        thing: false,
        words,
    };
    Some((reading, evidence))
}
