//! The spellings of `data/actors.toml` in running text: a text in, the mentions
//! of actors in it out.

mod folded;

use std::collections::HashMap;
use std::path::Path;

use aho_corasick::{AhoCorasick, MatchKind};
use jiff::civil::Date;

pub(crate) use folded::Folded;

use super::actors::{Actors, Naming, SHORT};
use super::attribution::Span;
use super::speakers::words;
use crate::error::Error;

/// Words that make a longer proper name of a country or capital before them,
/// which names a paper, a team, a venue or a firm.
const LONGER_NAME: [&str; 58] = [
    "Academy",
    "Airlines",
    "Airways",
    "Art",
    "Avenue",
    "Ballet",
    "Bank",
    "Basin",
    "Bears",
    "Bowl",
    "Capitals",
    "Chamber",
    "Club",
    "College",
    "Conservatory",
    "Cup",
    "Daily",
    "Examiner",
    "FC",
    "Films",
    "Forum",
    "Foundation",
    "Games",
    "Gazette",
    "Grand",
    "Guardian",
    "Herald",
    "Hilton",
    "Hotel",
    "Institute",
    "Journal",
    "Mail",
    "Marathon",
    "Marriott",
    "Mercury",
    "Monument",
    "Morning",
    "Museum",
    "News",
    "Nationals",
    "Olympics",
    "Open",
    "Opera",
    "Orchestra",
    "Philharmonic",
    "Pictures",
    "Post",
    "Press",
    "Review",
    "Road",
    "Sea",
    "Square",
    "Street",
    "Telecom",
    "Telegraph",
    "Times",
    "Today",
    "University",
];

/// Words before "of" that do the same.
const LONGER_NAME_OF: [&str; 14] = [
    "University",
    "College",
    "Institute",
    "School",
    "Bank",
    "Museum",
    "Club",
    "City",
    "Port",
    "Archbishop",
    "Bishop",
    "Mayor",
    "Voice",
    "Gulf",
];

/// Words that, joined to a country's name by a hyphen, say something about it.
const ABOUT: [&str; 9] = [
    "anti", "pro", "non", "ex", "un", "intra", "inter", "trans", "mid",
];

/// An actor named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where, in bytes of the text.
    pub span: Span,
    /// The actor's id.
    pub actor: String,
    /// How the actor is named.
    pub naming: Naming,
}

/// Finds the spellings of actors in texts.
#[derive(Debug)]
pub struct Gazetteer {
    actors: Actors,
    automaton: AhoCorasick,
    patterns: Vec<Pattern>,
}

/// A spelling and whose it is.
#[derive(Debug)]
struct Pattern {
    text: String,
    /// Short codes must stand as they are spelt.
    exact: bool,
    owners: Vec<(String, Naming)>,
}

impl Gazetteer {
    /// Prepares the search for the spellings of `actors`.
    pub fn new(actors: Actors) -> Result<Self, Error> {
        let mut patterns: Vec<Pattern> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for spelling in actors.spellings() {
            // As pages have them once folded.
            let text = Folded::new(&spelling.text).text().to_owned();
            if text.trim().is_empty() {
                continue;
            }
            let index = *known.entry(text.clone()).or_insert_with(|| {
                let exact = text.chars().count() <= SHORT;
                patterns.push(Pattern {
                    text,
                    exact,
                    owners: Vec::new(),
                });
                patterns.len() - 1
            });
            let owner = (spelling.actor.clone(), spelling.naming);
            if !patterns[index].owners.contains(&owner) {
                patterns[index].owners.push(owner);
            }
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(patterns.iter().map(|pattern| &pattern.text))
            .map_err(|error| Error::malformed(Path::new("data/actors.toml"), error.to_string()))?;
        Ok(Self {
            actors,
            automaton,
            patterns,
        })
    }

    /// The actors whose spellings these are.
    #[must_use]
    pub fn actors(&self) -> &Actors {
        &self.actors
    }

    /// The actors named in a text, in its order and without overlap: of two
    /// spellings that overlap the one that begins first, then the longer. Who
    /// holds an office is asked for `date`.
    #[must_use]
    pub fn mentions(&self, text: &str, date: Option<Date>) -> Vec<Mention> {
        let folded = Folded::new(text);
        let mut mentions = self.folded_mentions(&folded, date);
        for mention in &mut mentions {
            mention.span = folded.original(&mention.span);
        }
        mentions
    }

    /// The same, with spans in the folded text.
    pub(crate) fn folded_mentions(&self, folded: &Folded, date: Option<Date>) -> Vec<Mention> {
        let text = folded.text();
        // Every candidate that stands as a word, for a longer one that turns out
        // not to ("US Trade Representatives") must not hide a shorter.
        let mut found: Vec<Mention> = self
            .automaton
            .find_overlapping_iter(text)
            .filter_map(|found| {
                let span = found.start()..found.end();
                let pattern = &self.patterns[found.pattern().as_usize()];
                self.mention(pattern, text, span, date)
            })
            .collect();
        found.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
        let mut end = 0;
        found.retain(|mention| {
            let free = mention.span.start >= end;
            if free {
                end = mention.span.end;
            }
            free
        });
        found
            .retain(|mention| mention.naming != Naming::Excluded && !in_longer_name(text, mention));
        found
    }

    fn mention(
        &self,
        pattern: &Pattern,
        text: &str,
        span: Span,
        date: Option<Date>,
    ) -> Option<Mention> {
        let written = &text[span.clone()];
        if !stands_alone(text, &span) {
            return None;
        }
        let excluded = pattern
            .owners
            .iter()
            .any(|(_, naming)| *naming == Naming::Excluded);
        let capital = |text: &str| text.starts_with(char::is_uppercase);
        if pattern.exact && written != pattern.text {
            return None;
        }
        if !pattern.exact && !excluded && capital(&pattern.text) && !capital(written) {
            return None;
        }
        if excluded {
            let actor = String::new();
            let naming = Naming::Excluded;
            return Some(Mention {
                span,
                actor,
                naming,
            });
        }
        let named = pattern
            .owners
            .iter()
            .find(|(_, naming)| *naming != Naming::Person);
        if let Some((actor, naming)) = named {
            return Some(Mention {
                span,
                actor: actor.clone(),
                naming: *naming,
            });
        }
        let mut tenures = self.actors.tenures(&pattern.text, date);
        let actor = tenures.next()?.actor.clone();
        if tenures.any(|tenure| tenure.actor != actor) {
            return None;
        }
        Some(Mention {
            span,
            actor,
            naming: Naming::Person,
        })
    }
}

/// Whether no word goes on at either end, nor a compound that says something
/// about the actor ("anti-American", "Beijing-based").
fn stands_alone(text: &str, span: &Span) -> bool {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    if before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric) {
        return false;
    }
    if let Some(before) = before.strip_suffix('-') {
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next();
        if word.is_some_and(|word| ABOUT.contains(&word.to_lowercase().as_str())) {
            return false;
        }
    }
    let joined = after.strip_prefix('-').unwrap_or_default();
    !joined.starts_with(char::is_lowercase)
}

/// Whether the mention is part of a longer proper name that names another.
fn in_longer_name(text: &str, mention: &Mention) -> bool {
    let (before, after) = (&text[..mention.span.start], &text[mention.span.end..]);
    let next = after
        .strip_prefix(' ')
        .unwrap_or_default()
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let mut words = before.strip_suffix(' ').unwrap_or_default().rsplit(' ');
    let previous = words.next().unwrap_or_default();
    match mention.naming {
        Naming::Name | Naming::Demonym | Naming::Capital | Naming::Seat => {
            let of = previous == "of"
                && words
                    .next()
                    .is_some_and(|word| LONGER_NAME_OF.contains(&word));
            of || previous == "Air" || LONGER_NAME.contains(&next)
        }
        Naming::Person if !text[mention.span.clone()].contains(' ') => {
            // "Melania Trump", "Trump Tower"
            let name = |word: &str| {
                word.starts_with(char::is_uppercase)
                    && !word.ends_with(['.', '!', '?', ',', ':', ';', '"'])
                    && words::class(word).is_none()
            };
            name(previous) || name(next)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statements::parse_date;
    use proptest::prelude::*;

    pub(crate) const LIST: &str = "
        [[actor]]
        id = 'AA'
        name = 'Avalon'
        kind = 'state'
        names = ['AV']
        demonyms = ['Avalonian', 'Avalonians']
        capital = ['Camelot']
        seats = ['Glass House']
        institutions = ['Avalon Trade Office']
        not = ['Camelot state']
        [[actor.person]]
        name = 'Mira Voss'
        also = ['Voss']
        role = 'Minister of Trade'
        from = 2024-01-01
        to = 2025-06-30
    ";

    fn found(text: &str) -> Vec<(String, Naming)> {
        let actors = Actors::read(LIST).unwrap();
        let gazetteer = Gazetteer::new(actors).unwrap();
        gazetteer
            .mentions(text, parse_date("2025-01-15"))
            .into_iter()
            .map(|mention| (text[mention.span].to_owned(), mention.naming))
            .collect()
    }

    fn spelt(text: &str) -> Vec<String> {
        found(text).into_iter().map(|(spelt, _)| spelt).collect()
    }

    #[test]
    fn spellings_are_found_with_their_kind() {
        let all = found("Avalon’s envoy left Camelot; the Glass\u{a0}House and Mira Voss stayed.");
        let expected = [
            ("Avalon", Naming::Name),
            ("Camelot", Naming::Capital),
            ("Glass\u{a0}House", Naming::Seat),
            ("Mira Voss", Naming::Person),
        ];
        assert_eq!(
            all,
            expected.map(|(text, naming)| (text.to_owned(), naming))
        );
    }

    #[test]
    fn short_codes_keep_their_case_and_long_spellings_need_a_capital() {
        assert_eq!(spelt("AV and av, AVALON and avalon"), ["AV", "AVALON"]);
    }

    #[test]
    fn a_longer_spelling_wins_and_a_failed_one_hides_nothing() {
        assert_eq!(
            spelt("the Avalon Trade Office said"),
            ["Avalon Trade Office"]
        );
        assert_eq!(spelt("Avalon Trade Offices said"), ["Avalon"]);
    }

    #[test]
    fn papers_places_and_teams_are_not_actors() {
        for text in [
            "the Camelot Post",
            "Camelot state",
            "the Avalon Times",
            "the Camelot Olympics",
            "the University of Avalon",
            "Air Avalon",
            "a Camelot-based bank",
            "anti-Avalonian",
            "Avalonesque",
            "Otto Voss called",
            "she saw Voss Tower",
        ] {
            assert_eq!(spelt(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_surname_with_a_title_is_a_person() {
        assert_eq!(spelt("When Minister Voss came"), ["Voss"]);
        assert_eq!(spelt("It was late. Voss left"), ["Voss"]);
    }

    proptest! {
        #[test]
        fn mentions_slice_any_text(text in "(\\PC{0,6}|Avalon|Camelot|’s|-|AV| |Voss){0,12}") {
            let gazetteer = Gazetteer::new(Actors::read(LIST).unwrap()).unwrap();
            for mention in gazetteer.mentions(&text, None) {
                prop_assert!(text.get(mention.span).is_some());
            }
        }
    }
}
