//! A document prepared for reading its sources: tokens, mentions, and what it
//! says of offices and bodies that it names without their country later.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::tokens::{Kind, Token, tokens};
use super::words::{Body, Class, class};
use crate::statements::actors;
use crate::statements::actors::Naming;
use crate::statements::gazetteer::Folded;
use crate::statements::{Gazetteer, Mention, Span};

/// Words that only the politics of the United States has so, wherever the
/// country itself is not named.
const AMERICAN: [&str; 9] = [
    "Republican",
    "Republicans",
    "Democrat",
    "Democrats",
    "GOP",
    "Congress",
    "Capitol Hill",
    "Senate Majority",
    "House Republicans",
];

/// Papers and agencies of a state that do not carry its name.
const OUTLETS: [(&str, &str); 6] = [
    ("People's Daily", "CN"),
    ("Xinhua", "CN"),
    ("Global Times", "CN"),
    ("CGTN", "CN"),
    ("Voice of America", "US"),
    ("TASS", "RU"),
];

/// A document as sources are read in it.
pub(super) struct Page<'a> {
    pub(super) folded: Folded,
    pub(super) tokens: Vec<Token>,
    pub(super) mentions: Vec<Mention>,
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) date: Option<Date>,
    /// The state that the document is written from, where its outlet tells.
    home: Option<String>,
    /// Whether it is about the politics of the United States.
    american: bool,
    /// For bodies such as "commerce ministry", the actors with which the
    /// document names them.
    bodies: BTreeMap<String, BTreeSet<String>>,
    /// For abbreviations given in parentheses, the body and its token.
    short: BTreeMap<String, usize>,
}

impl<'a> Page<'a> {
    pub(super) fn new(
        text: &str,
        outlet: Option<&str>,
        date: Option<Date>,
        gazetteer: &'a Gazetteer,
    ) -> Self {
        let folded = Folded::new(text);
        let mentions = gazetteer.folded_mentions(&folded, date);
        let tokens = tokens(folded.text(), &mentions);
        let us = mentions.iter().any(|mention| mention.actor == "US");
        let american = us || AMERICAN.iter().any(|word| folded.text().contains(word));
        let mut page = Self {
            folded,
            tokens,
            mentions,
            gazetteer,
            date,
            home: outlet.and_then(|outlet| home(outlet, gazetteer)),
            american,
            bodies: BTreeMap::new(),
            short: BTreeMap::new(),
        };
        page.find_bodies();
        page.find_short();
        page
    }

    pub(super) fn text(&self, token: usize) -> &str {
        &self.folded.text()[self.tokens[token].span.clone()]
    }

    pub(super) fn lower(&self, token: usize) -> String {
        self.text(token).trim_end_matches('.').to_lowercase()
    }

    /// The text of a run of tokens.
    pub(super) fn slice(&self, range: &std::ops::Range<usize>) -> &str {
        if range.is_empty() {
            return "";
        }
        let start = self.tokens[range.start].span.start;
        &self.folded.text()[start..self.tokens[range.end - 1].span.end]
    }

    pub(super) fn class(&self, token: usize) -> Option<Class> {
        self.tokens[token].class
    }

    pub(super) fn mention(&self, token: usize) -> Option<&Mention> {
        self.tokens[token]
            .mention
            .map(|index| &self.mentions[index])
    }

    /// Whether a mention is an office by which its holder is called, such as
    /// "US Trade Representative".
    pub(super) fn office_mention(&self, token: usize) -> bool {
        self.mention(token).is_some()
            && self
                .text(token)
                .rsplit(' ')
                .next()
                .is_some_and(|word| matches!(class(word), Some(Class::Role(_))))
    }

    pub(super) fn is_american(&self) -> bool {
        self.american
    }

    /// The tokens that a range of folded bytes covers.
    pub(super) fn range(&self, span: &Span) -> std::ops::Range<usize> {
        let start = self
            .tokens
            .partition_point(|token| token.span.end <= span.start);
        let end = self
            .tokens
            .partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    pub(super) fn is_state(&self, actor: &str) -> bool {
        self.gazetteer
            .actors()
            .profile(actor)
            .is_some_and(|profile| {
                matches!(profile.kind, actors::Kind::State | actors::Kind::Territory)
            })
    }

    pub(super) fn name_of(&self, actor: &str) -> Option<&str> {
        let profile = self.gazetteer.actors().profile(actor)?;
        Some(&profile.name)
    }

    /// What a body is for, and what it is: "commerce ministry" for both
    /// "Ministry of Commerce" and "Commerce Ministry". `None` where the token
    /// is no body or nothing says what it is for.
    pub(super) fn body_key(&self, token: usize) -> Option<String> {
        if self.class(token) != Some(Class::Body(Body::State)) {
            return None;
        }
        let mut purpose = Vec::new();
        let mut at = token;
        while at > 0 && self.class(at - 1) == Some(Class::Portfolio) {
            at -= 1;
            purpose.insert(0, self.lower(at));
        }
        if purpose.is_empty() && token + 1 < self.tokens.len() && self.text(token + 1) == "of" {
            purpose = (token + 2..self.tokens.len())
                .take_while(|&at| self.class(at) == Some(Class::Portfolio))
                .map(|at| self.lower(at))
                .collect();
        }
        if purpose.is_empty() {
            return None;
        }
        // "Foreign Ministry" and "Ministry of Foreign Affairs"
        purpose.retain(|word| word != "affairs");
        Some(format!("{} {}", purpose.join(" "), self.lower(token)))
    }

    /// The actor of a body that is named without one: with which the document
    /// names it elsewhere, else that of the outlet's home, else the only state
    /// named before that can have it.
    pub(super) fn unqualified(&self, token: usize) -> Option<String> {
        let Some(key) = self.body_key(token) else {
            // "the ministry": the last one named before.
            let found = self.last_body(token)?;
            return match self.mention(found) {
                Some(mention) => Some(mention.actor.clone()),
                None => self.unqualified(found),
            };
        };
        if let Some(actors) = self.bodies.get(&key) {
            return (actors.len() == 1)
                .then(|| actors.first().cloned())
                .flatten();
        }
        let word = self.lower(token);
        let department = word == "department";
        if department && self.american {
            return Some("US".to_owned());
        }
        if word != "ministry" {
            return None;
        }
        self.only_state(token)
    }

    /// The state that an office or a body belongs to that is named without one:
    /// that of the outlet, else the only one named before that can have it.
    pub(super) fn only_state(&self, token: usize) -> Option<String> {
        if let Some(home) = &self.home {
            return Some(home.clone());
        }
        let before = self.tokens[token].span.start;
        let states: BTreeSet<&str> = self
            .mentions
            .iter()
            .filter(|mention| mention.span.start < before && mention.naming != Naming::Person)
            .map(|mention| mention.actor.as_str())
            // The United States has departments.
            .filter(|actor| *actor != "US" && self.is_state(actor))
            .collect();
        (states.len() == 1).then(|| states.first().map(|&state| state.to_owned()))?
    }

    /// The body of which "the ministry" is short: the last one before with that
    /// word that is a state's or says what it is for.
    pub(super) fn last_body(&self, token: usize) -> Option<usize> {
        let word = self.lower(token);
        // "the government" is any of them.
        let known = [
            "ministry",
            "department",
            "embassy",
            "commission",
            "bureau",
            "agency",
            "council",
            "parliament",
            "treasury",
        ];
        if !known.contains(&word.as_str()) {
            return None;
        }
        (0..token).rev().find(|&before| {
            let whole = self.mention(before).is_some()
                && self
                    .text(before)
                    .to_lowercase()
                    .split(' ')
                    .any(|other| other == word);
            whole || (self.lower(before) == word && self.body_key(before).is_some())
        })
    }

    /// The token of the body that an abbreviation stands for.
    pub(super) fn expansion(&self, token: usize) -> Option<usize> {
        self.short.get(self.text(token)).copied()
    }

    fn find_bodies(&mut self) {
        for token in 0..self.tokens.len() {
            let Some(key) = self.body_key(token) else {
                continue;
            };
            let mut at = token;
            while at > 0
                && (matches!(self.class(at - 1), Some(Class::Portfolio | Class::Modifier))
                    || self.tokens[at - 1].kind == Kind::Possessive)
            {
                at -= 1;
            }
            let before = (at > 0).then(|| self.mention(at - 1)).flatten();
            let mut after = token + 1;
            while after < self.tokens.len()
                && (matches!(self.class(after), Some(Class::Portfolio)) || self.text(after) == "of")
            {
                after += 1;
            }
            let follows = after < self.tokens.len() && after > 0 && self.text(after - 1) == "of";
            let after = follows.then(|| self.mention(after)).flatten();
            if let Some(mention) = before.or(after) {
                let actor = mention.actor.clone();
                self.bodies.entry(key).or_default().insert(actor);
            }
        }
    }

    fn find_short(&mut self) {
        for open in 1..self.tokens.len().saturating_sub(2) {
            let inside = open + 1;
            let upper = self.text(inside).len() >= 2
                && self
                    .text(inside)
                    .chars()
                    .all(|c| c.is_uppercase() || c == '&');
            if self.tokens[open].kind != Kind::Open
                || self.tokens[inside + 1].kind != Kind::Close
                || !upper
            {
                continue;
            }
            let from = open.saturating_sub(8);
            let body = (from..open).rev().find(|&token| {
                matches!(self.class(token), Some(Class::Body(_)))
                    || (token + 1 == open && self.mention(token).is_some())
            });
            if let Some(body) = body {
                self.short.insert(self.text(inside).to_owned(), body);
            }
        }
    }
}

/// The state that an outlet writes from.
fn home(outlet: &str, gazetteer: &Gazetteer) -> Option<String> {
    let known = OUTLETS.iter().find(|(name, _)| outlet.contains(name));
    if let Some((_, home)) = known {
        return Some((*home).to_owned());
    }
    let mut actors: Vec<String> = gazetteer
        .mentions(outlet, None)
        .into_iter()
        .map(|mention| mention.actor)
        .collect();
    actors.dedup();
    (actors.len() == 1).then(|| actors.pop()).flatten()
}
