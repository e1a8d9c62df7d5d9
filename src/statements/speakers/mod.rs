//! Attributions in, speakers out: who is named, in what role, for which actors
//! they speak, and whether the voice is their own or lent by another.
//!
//! What cannot be told stays unknown: a statement with the wrong actor does more
//! harm than one without.

mod nominal;
mod page;
mod people;
mod reference;
mod source;
#[cfg(test)]
mod tests;
mod tokens;
mod voice;
pub(crate) mod words;

use std::ops::Range;

use jiff::civil::Date;

use super::attribution::{Attribution, Form, Span};
use super::gazetteer::Gazetteer;
use nominal::Side;
use page::Page;
use people::{Gender, People};
use reference::{Antecedents, Pronoun};
use source::Part;
use words::{Body, Class};

pub use voice::Voice;

/// What is known of a document besides its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setting<'a> {
    /// When it was published; who held an office is asked for that day.
    pub published: Option<Date>,
    /// Who issued it, for releases and readouts.
    pub issuer: Option<&'a str>,
    /// The paper, agency or site that it comes from.
    pub outlet: Option<&'a str>,
}

/// By what an actor was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// Somebody of that name holds an office.
    Person,
    /// A state, capital or organisation is named.
    Name,
    /// A people is named for its government.
    Demonym,
    /// An institution or seat of government is named.
    Institution,
    /// A title or a description beside the name.
    Title,
    /// An office or a body without its country, which the document gives.
    Context,
    /// A pronoun or a description that points back.
    Coreference,
    /// Who issued the document.
    Issuer,
    /// Nothing: no actor is known.
    Nothing,
}

/// Who said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The words that name the source, as they stand.
    pub raw: String,
    /// The name in full, of several joined by semicolons; `None` where nobody
    /// is named.
    pub name: Option<String>,
    /// The office, as the document or the list of actors gives it.
    pub role: Option<String>,
    /// The ids of the actors spoken for; empty where none is known.
    pub actors: Vec<String>,
    /// By what the actors were told.
    pub how: Evidence,
    /// Whose voice it is.
    pub voice: Voice,
    /// The reporter's word of distance, such as "claimed", in bytes of the text.
    pub distancing: Option<Span>,
}

/// What a source was read as, before it becomes a [`Speaker`].
#[derive(Debug, Clone)]
struct Reading {
    /// The first token of the source.
    token: usize,
    name: Option<String>,
    role: Option<String>,
    side: Side,
    gender: Option<Gender>,
    singular: bool,
    /// Whether "it" can refer to it.
    thing: bool,
    /// The words by which it can be referred to again.
    words: Vec<String>,
}

/// Finds for each attribution of a document who speaks, in their order.
///
/// ```
/// use hedgerow::statements::{Actors, Attribution, Form, Gazetteer, Setting, resolve_speakers};
/// let gazetteer = Gazetteer::new(Actors::built_in()?)?;
/// let text = "A White House official said the talks would go on.";
/// let said = Attribution {
///     source: vec![0..22],
///     cue: vec![23..27],
///     content: vec![28..49],
///     form: Form::Indirect,
/// };
/// let speakers = resolve_speakers(text, &[said], &gazetteer, Setting::default());
/// assert_eq!(speakers[0].actors, ["US"]);
/// assert_eq!(speakers[0].name, None);
/// # Ok::<(), hedgerow::Error>(())
/// ```
#[must_use]
pub fn resolve_speakers(
    text: &str,
    attributions: &[Attribution],
    gazetteer: &Gazetteer,
    setting: Setting,
) -> Vec<Speaker> {
    let page = Page::new(text, setting.outlet, setting.published, gazetteer);
    let people = People::of(&page);
    let sources: Vec<Vec<Range<usize>>> = attributions
        .iter()
        .map(|attribution| page.tokens_of(&attribution.source))
        .collect();
    let contents: Vec<Range<usize>> = attributions
        .iter()
        .flat_map(|attribution| page.tokens_of(&attribution.content))
        .collect();
    let voices = voice::voices(attributions);
    let antecedents = Antecedents::new(&page, &people, &contents);

    // In the order of the text, so that what points back finds what came before.
    let start = |index: usize| {
        sources[index]
            .first()
            .map_or(usize::MAX, |range| range.start)
    };
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|&index| start(index));
    let mut readings: Vec<Option<(Reading, Evidence)>> = vec![None; attributions.len()];
    let mut prior: Vec<Reading> = Vec::new();
    for &index in &order {
        let found = sources[index].first().and_then(|_| {
            read(
                &antecedents,
                &sources[index],
                &prior,
                attributions,
                index,
                &voices,
            )
        });
        if let Some((reading, _)) = &found {
            prior.push(reading.clone());
        }
        readings[index] = found;
    }
    // "I" and "we" within what another says, who may be named only behind it.
    for &index in &order {
        if let (Some(pronoun), Voice::Lent { by }) =
            (first_person(&page, &sources[index]), voices[index])
            && let Some((reading, _)) = readings[by].clone()
        {
            let name = reading.name.filter(|_| pronoun == Pronoun::Self_);
            let reading = Reading { name, ..reading };
            readings[index] = Some((reading, Evidence::Coreference));
        }
    }
    attributions
        .iter()
        .zip(readings)
        .zip(voices)
        .map(|((attribution, reading), voice)| {
            let raw = attribution
                .source
                .iter()
                .filter_map(|span| text.get(span.clone()))
                .collect::<Vec<_>>()
                .join(" ");
            let distancing = voice::distancing(text, attribution);
            let mut speaker = Speaker {
                raw,
                name: None,
                role: None,
                actors: Vec::new(),
                how: Evidence::Nothing,
                voice,
                distancing,
            };
            if let Some((reading, how)) = reading {
                speaker.name = reading.name;
                speaker.role = reading.role;
                if let Side::Actors(actors, _) = reading.side {
                    speaker.actors = actors;
                    speaker.how = how;
                }
            } else if attribution.source.is_empty()
                && matches!(attribution.form, Form::Release | Form::Turn)
                && let Some(issuer) = setting.issuer
            {
                by_issuer(&mut speaker, issuer, gazetteer, setting.published);
            }
            speaker
        })
        .collect()
}

fn by_issuer(speaker: &mut Speaker, issuer: &str, gazetteer: &Gazetteer, date: Option<Date>) {
    speaker.name = Some(issuer.to_owned());
    let whole = gazetteer.actors().resolve(issuer, date);
    speaker.actors = match whole {
        Some(actor) => vec![actor.to_owned()],
        None => {
            let page = Page::new(issuer, None, date, gazetteer);
            let all = 0..page.tokens.len();
            let mut actors = Vec::new();
            for part in page.source(all) {
                if let Side::Actors(found, _) = part.side {
                    actors.extend(found);
                }
            }
            if actors.is_empty() {
                // "Office of the Spokesperson, Trade Bureau": where one alone is named.
                let mentions = page.mentions.iter();
                actors.extend(mentions.map(|mention| mention.actor.clone()));
                actors.sort_unstable();
                actors.dedup();
                actors.truncate(if actors.len() == 1 { 1 } else { 0 });
            }
            actors.sort_unstable();
            actors.dedup();
            actors
        }
    };
    if !speaker.actors.is_empty() {
        speaker.how = Evidence::Issuer;
    }
}

fn first_person(page: &Page, source: &[Range<usize>]) -> Option<Pronoun> {
    let first = source.first()?;
    if first.len() != 1 {
        return None;
    }
    let found = reference::pronoun(&page.lower(first.start));
    matches!(found, Pronoun::Self_ | Pronoun::We).then_some(found)
}

/// Reads one source.
fn read(
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
            (Side::Actors(_, Evidence::Person), _) | (Side::Outside, _) | (_, Side::Unknown) => {
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
        use crate::statements::actors::Naming;
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

impl Page<'_> {
    /// The tokens under spans of the original text.
    fn tokens_of(&self, spans: &[Span]) -> Vec<Range<usize>> {
        spans
            .iter()
            .map(|span| self.range(&self.folded.range(span)))
            .filter(|range| !range.is_empty())
            .collect()
    }
}
