//! Attributions in, speakers out: who is named, in what role, for which actors
//! they speak, and whether the voice is their own or lent by another.
//!
//! What cannot be told stays unknown: a statement with the wrong actor does more
//! harm than one without.

mod candidates;
mod nominal;
mod offices;
mod page;
mod people;
mod reading;
mod reference;
mod source;
#[cfg(test)]
mod tests;
mod tokens;
mod turns;
mod voice;
pub(crate) mod words;

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use jiff::civil::Date;

use super::attribution::{Attribution, Form, Span};
use super::gazetteer::Gazetteer;
use nominal::Side;
use page::Page;
use people::People;
use reading::{Reading, first_person, read};
use reference::{Antecedents, Pronoun};

pub use voice::Voice;
pub(super) use voice::distances;

/// What is known of a document besides its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setting<'a> {
    /// When it was published; who held an office is asked for that day.
    pub published: Option<Date>,
    /// Who issued it, for releases and readouts.
    pub issuer: Option<&'a str>,
    /// The paper, agency or site that it comes from.
    pub outlet: Option<&'a str>,
    /// Its headline, which in a transcript may tell who takes part.
    pub title: Option<&'a str>,
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

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Person => "person",
            Self::Name => "name",
            Self::Demonym => "demonym",
            Self::Institution => "institution",
            Self::Title => "title",
            Self::Context => "context",
            Self::Coreference => "coreference",
            Self::Issuer => "issuer",
            Self::Nothing => "nothing",
        })
    }
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
    let turns = attributions.iter().any(|said| said.form == Form::Turn);
    let Some(title) = setting.title.filter(|_| turns) else {
        return resolve(text, attributions, gazetteer, setting);
    };
    // As if it stood above the text.
    let above = format!("{title}\n\n");
    let moved = |spans: &[Span]| -> Vec<Span> {
        let by = above.len();
        let spans = spans.iter();
        spans.map(|span| span.start + by..span.end + by).collect()
    };
    let moved: Vec<Attribution> = attributions
        .iter()
        .map(|said| Attribution {
            source: moved(&said.source),
            cue: moved(&said.cue),
            content: moved(&said.content),
            form: said.form,
        })
        .collect();
    let whole = format!("{above}{text}");
    let mut speakers = resolve(&whole, &moved, gazetteer, setting);
    for speaker in &mut speakers {
        if let Some(span) = &mut speaker.distancing {
            *span = span.start - above.len()..span.end - above.len();
        }
    }
    speakers
}

fn resolve(
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
    turns(text, &page, attributions, setting, &mut readings);
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

/// The sides of turns that their labels leave open.
fn turns(
    text: &str,
    page: &Page,
    attributions: &[Attribution],
    setting: Setting,
    readings: &mut [Option<(Reading, Evidence)>],
) {
    let label = |said: &Attribution| {
        let source = said.source.first().filter(|_| said.form == Form::Turn);
        source.map(|span| span.start)
    };
    let Some(start) = attributions.iter().filter_map(label).min() else {
        return;
    };
    let words = |said: &Attribution| said.source.first().map_or("", |span| &text[span.clone()]);
    let first = attributions.iter().find(|said| label(said) == Some(start));
    let issuer = setting
        .issuer
        .map(|issuer| issuers(issuer, page.gazetteer, setting.published))
        .filter(|actors| actors.len() == 1);
    let transcript = turns::Transcript {
        page,
        heading: &text[..start],
        issuer: issuer.as_ref().map(|actors| actors[0].as_str()),
        opening: first.map_or("", words),
    };
    // One label is one speaker.
    let mut known: HashMap<&str, Option<(Reading, Evidence)>> = HashMap::new();
    for (said, reading) in attributions.iter().zip(readings) {
        if said.form == Form::Turn
            && let Some((found, _)) = reading
        {
            let told = known
                .entry(words(said))
                .or_insert_with(|| transcript.read(words(said), found.clone()));
            if let (Side::Unknown | Side::Outside, Some((told, how))) = (&found.side, told) {
                let token = found.token;
                let told = told.clone();
                *reading = Some((Reading { token, ..told }, *how));
            }
        }
    }
}

fn by_issuer(speaker: &mut Speaker, issuer: &str, gazetteer: &Gazetteer, date: Option<Date>) {
    speaker.name = Some(issuer.to_owned());
    speaker.actors = issuers(issuer, gazetteer, date);
    if !speaker.actors.is_empty() {
        speaker.how = Evidence::Issuer;
    }
}

/// The actors for whom an issuing office speaks.
#[must_use]
pub fn issuers(issuer: &str, gazetteer: &Gazetteer, date: Option<Date>) -> Vec<String> {
    let named = actors_named(issuer, gazetteer, date);
    if !named.is_empty() {
        return named;
    }
    // "Office of the Spokesperson, Trade Bureau": where one alone is named.
    let mentions = gazetteer.mentions(issuer, date).into_iter();
    let mut actors: Vec<String> = mentions.map(|mention| mention.actor).collect();
    actors.sort_unstable();
    actors.dedup();
    if actors.len() == 1 {
        actors
    } else {
        Vec::new()
    }
}

/// The actors that a short text such as an author's line speaks for; none where
/// it names nobody who is known to speak for one.
#[must_use]
pub fn actors_named(field: &str, gazetteer: &Gazetteer, date: Option<Date>) -> Vec<String> {
    if let Some(actor) = gazetteer.actors().resolve(field, date) {
        return vec![actor.to_owned()];
    }
    let page = Page::new(field, None, date, gazetteer);
    let all = 0..page.tokens.len();
    let mut actors = Vec::new();
    for part in page.source(all) {
        if let Side::Actors(found, _) = part.side {
            actors.extend(found);
        }
    }
    actors.sort_unstable();
    actors.dedup();
    actors
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
