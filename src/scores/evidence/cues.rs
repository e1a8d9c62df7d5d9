//! The cue lexicon: a text in, the cues in it out, each with its kind.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use jiff::civil::{Date, date};
use regex::Regex;
use serde::Deserialize;

use super::units;
use crate::error::Error;
use crate::statements::{Actors, Gazetteer, Span, dates, quantities};

/// The list that comes with the program.
const BUILT_IN: &str = include_str!("../../../data/cues.toml");

/// The day from which relative dates ("by Friday") are counted. Only where a date
/// stands matters here, so any day serves.
const SOME_DAY: Date = date(2025, 11, 3);

/// What words do, as far as a list can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An amount.
    Quantity,
    /// A date, a period or a deadline.
    Date,
    /// An actor of the gazetteer.
    Party,
    /// Declines, defers, refers to others.
    Evasion,
    /// What the rest depends on.
    Condition,
    /// Takes back part of what is said.
    Hedge,
    /// Says that something is not so.
    Negation,
    /// Leaves no room.
    Booster,
    /// Binds the speaker's side, or says that it has been bound.
    Commitment,
    /// Wants something of others.
    Demand,
    /// Words of attitude and value.
    Rhetoric,
    /// Any other name: what is written with capitals.
    Name,
    /// Any other words.
    Word,
}

impl Kind {
    /// All kinds. Of two cues at the same place the one whose kind stands first here
    /// holds.
    pub const ALL: [Self; 13] = [
        Self::Quantity,
        Self::Date,
        Self::Party,
        Self::Evasion,
        Self::Condition,
        Self::Hedge,
        Self::Negation,
        Self::Booster,
        Self::Commitment,
        Self::Demand,
        Self::Rhetoric,
        Self::Name,
        Self::Word,
    ];

    /// The kind's name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Quantity => "quantity",
            Self::Date => "date",
            Self::Party => "party",
            Self::Evasion => "evasion",
            Self::Condition => "condition",
            Self::Hedge => "hedge",
            Self::Negation => "negation",
            Self::Booster => "booster",
            Self::Commitment => "commitment",
            Self::Demand => "demand",
            Self::Rhetoric => "rhetoric",
            Self::Name => "name",
            Self::Word => "word",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|kind| kind.name() == name);
        found.ok_or_else(|| format!("{name:?} is not a kind of cue"))
    }
}

/// The lists of the file, by kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    date: Vec<String>,
    evasion: Vec<String>,
    hedge: Vec<String>,
    condition: Vec<String>,
    booster: Vec<String>,
    commitment: Vec<String>,
    demand: Vec<String>,
    negation: Vec<String>,
    rhetoric: Vec<String>,
}

/// What finds the cues of a text.
#[derive(Debug)]
pub struct Cues {
    patterns: Vec<(Kind, Regex)>,
    gazetteer: Gazetteer,
}

impl Cues {
    /// The cues that come with the program, and the spellings of these actors.
    pub fn new(actors: Actors) -> Result<Self, Error> {
        let path = Path::new("data/cues.toml");
        let file: File =
            toml::from_str(BUILT_IN).map_err(|error| Error::malformed(path, error.to_string()))?;
        let lists = [
            (Kind::Date, &file.date),
            (Kind::Evasion, &file.evasion),
            (Kind::Condition, &file.condition),
            (Kind::Hedge, &file.hedge),
            (Kind::Negation, &file.negation),
            (Kind::Booster, &file.booster),
            (Kind::Commitment, &file.commitment),
            (Kind::Demand, &file.demand),
            (Kind::Rhetoric, &file.rhetoric),
        ];
        let patterns = lists
            .into_iter()
            .map(|(kind, list)| {
                // Of the alternatives at a place the first that matches is taken; the
                // longer ones of these lists are written with optional ends or stand in
                // lists of their own, and `cues` keeps the longest over all kinds.
                let source = format!(r"(?i)\b(?:{})\b", list.join("|"));
                let pattern = Regex::new(&source)
                    .map_err(|error| Error::malformed(path, format!("{kind}: {error}")))?;
                Ok((kind, pattern))
            })
            .collect::<Result<_, Error>>()?;
        Ok(Self {
            patterns,
            gazetteer: Gazetteer::new(actors)?,
        })
    }

    /// The actors whose spellings are cues.
    pub(crate) fn actors(&self) -> &Actors {
        self.gazetteer.actors()
    }

    /// The cues of a text in its order, without overlap: of two that overlap the one
    /// that begins first, then the longer, then the kind that stands first.
    #[must_use]
    pub fn cues(&self, text: &str) -> Vec<(Span, Kind)> {
        let amounts = quantities(text)
            .into_iter()
            .map(|found| (found.span, Kind::Quantity));
        let days = dates(text, Some(SOME_DAY))
            .into_iter()
            .map(|found| (found.span, Kind::Date));
        let parties = self
            .gazetteer
            .mentions(text, None)
            .into_iter()
            .map(|found| (found.span, Kind::Party));
        let listed = self.patterns.iter().flat_map(|(kind, pattern)| {
            pattern.find_iter(text).map(|found| (found.range(), *kind))
        });
        let mut found: Vec<_> = amounts.chain(days).chain(parties).chain(listed).collect();
        found.sort_by_key(|(span, kind)| (span.start, std::cmp::Reverse(span.end), *kind));
        let mut end = 0;
        found.retain(|(span, _)| {
            let free = span.start >= end && !span.is_empty();
            if free {
                end = span.end;
            }
            free
        });
        found
    }

    /// The whole text as units: its cues, and the words between them, of which
    /// articles and prepositions go with the word that follows.
    #[must_use]
    pub fn units(&self, text: &str) -> Vec<(Span, Kind)> {
        units::units(text, &self.cues(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Kind)> {
        let cues = Cues::new(Actors::built_in().unwrap()).unwrap();
        cues.cues(text)
            .into_iter()
            .map(|(span, kind)| (text[span].to_owned(), kind))
            .collect()
    }

    fn has(text: &str, words: &str, kind: Kind) {
        let found = found(text);
        assert!(
            found.contains(&(words.to_owned(), kind)),
            "{words:?} is not among {found:?}"
        );
    }

    #[test]
    fn amounts_dates_and_actors_come_from_the_grammars() {
        let text = "China may buy about 12 million tonnes of beans from the US by 31 May.";
        has(text, "China", Kind::Party);
        has(text, "may", Kind::Hedge);
        has(text, "about 12 million tonnes", Kind::Quantity);
        has(text, "by 31 May", Kind::Date);
    }

    #[test]
    fn an_evasion_is_one_cue_however_firm_its_words() {
        has(
            "We have repeatedly stated our position on this.",
            "have repeatedly stated our position",
            Kind::Evasion,
        );
        has(
            "I have nothing to share.",
            "have nothing to share",
            Kind::Evasion,
        );
    }

    #[test]
    fn shortened_words_are_found_with_either_apostrophe() {
        has("We'll sign.", "'ll", Kind::Commitment);
        has("We’ll sign.", "’ll", Kind::Commitment);
        has("They didn’t sign.", "didn’t", Kind::Negation);
        assert!(found("A donut in the canteen.").is_empty());
    }

    #[test]
    fn kinds_are_read_as_they_are_written() {
        for kind in Kind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
    }
}
