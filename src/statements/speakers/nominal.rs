//! A noun phrase that names no person ("a senior White House official", "vice
//! minister of commerce") → on whose side its holder speaks.

use std::ops::Range;

use super::Evidence;
use super::page::Page;
use super::tokens::Kind;
use super::words::{Body, Class, Role};
use crate::statements::actors::Naming;

/// On whose side somebody speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Side {
    /// Known actors, never empty.
    Actors(Vec<String>, Evidence),
    /// Certainly none: an expert, a firm, a former official.
    Outside,
    /// The phrase does not say.
    Unknown,
}

/// What a noun phrase says.
#[derive(Debug, Clone)]
pub(super) struct Nominal {
    pub(super) side: Side,
    /// The token of the head, where it is an office, a body or a mention.
    pub(super) head: Option<usize>,
    /// The tokens that tell the office or name the body.
    pub(super) extent: Range<usize>,
}

/// Prepositions whose object can be the one that is spoken for. A negotiator
/// "on" and an ambassador "to" a country speak for another.
const OBJECTS: [&str; 8] = ["of", "for", "at", "from", "in", "by", "with", "under"];

/// What may stand between a head and a preposition.
const BETWEEN: [&str; 12] = [
    "familiar",
    "involved",
    "close",
    "present",
    "speaking",
    "working",
    "based",
    "posted",
    "issued",
    "released",
    "published",
    "provided",
];

impl Page<'_> {
    /// Reads the noun phrase in a run of tokens.
    pub(super) fn nominal(&self, range: Range<usize>) -> Nominal {
        self.nominal_within(range, 0)
    }

    pub(super) fn nominal_within(&self, range: Range<usize>, depth: usize) -> Nominal {
        let mut start = self.skip_determiners(range.clone());
        // "one of the minister's aides"
        if start + 2 < range.end
            && self.text(start + 1) == "of"
            && matches!(
                self.text(start),
                "one"
                    | "some"
                    | "many"
                    | "several"
                    | "One"
                    | "Some"
                    | "Many"
                    | "Several"
                    | "two"
                    | "three"
            )
        {
            start = self.skip_determiners(start + 2..range.end);
        }
        let end = self.head_end(start..range.end);
        let nothing = Nominal {
            side: Side::Unknown,
            head: None,
            extent: start..end,
        };
        let Some(head) = self.head(start..end) else {
            return nothing;
        };
        let modifiers = start..head;
        let mut extent = start..head + 1;
        let former = modifiers
            .clone()
            .any(|token| self.class(token) == Some(Class::Former));
        let side = if former {
            Side::Outside
        } else if let Some(mention) = self.mention(head) {
            self.of_mention(head, &modifiers, mention.naming, range.start)
        } else if let Some(body) = self.expansion(head) {
            match self.body_side(body) {
                Some(actor) => Side::Actors(vec![actor], Evidence::Institution),
                None => Side::Unknown,
            }
        } else {
            match self.class(head) {
                Some(Class::Role(role)) => {
                    self.of_role(role, head, &modifiers, end..range.end, depth)
                }
                Some(Class::Body(body)) => {
                    self.of_body(body, head, &modifiers, end..range.end, depth)
                }
                // "an NPC deputy"
                Some(Class::Modifier) => {
                    self.of_role(Role::Office, head, &modifiers, end..range.end, depth)
                }
                _ => Side::Unknown,
            }
        };
        // "Ministry of Commerce": what it is for belongs to the name.
        if matches!(self.class(head), Some(Class::Body(_) | Class::Role(_)))
            && end + 1 < range.end
            && self.text(end) == "of"
        {
            let object = (end + 1..range.end)
                .take_while(|&token| {
                    matches!(
                        self.class(token),
                        Some(Class::Portfolio | Class::And | Class::Determiner)
                    ) || self.mention(token).is_some()
                        || self.tokens[token].is_name()
                })
                .last();
            extent.end = object.map_or(extent.end, |object| object + 1);
        }
        Nominal {
            side,
            head: Some(head),
            extent,
        }
    }

    /// Whether a parenthesis holds one word alone: "the Union (EU)".
    pub(super) fn is_short_form(&self, open: usize) -> bool {
        self.tokens
            .get(open + 2)
            .is_some_and(|token| token.kind == Kind::Close)
    }

    fn skip_determiners(&self, range: Range<usize>) -> usize {
        range
            .clone()
            .find(|&token| {
                !(self.class(token) == Some(Class::Determiner)
                    || self.class(token) == Some(Class::Pronoun)
                    || self.tokens[token].kind == Kind::Quote)
            })
            .unwrap_or(range.end)
    }

    /// Where the phrase turns from its head to what qualifies it.
    fn head_end(&self, range: Range<usize>) -> usize {
        range
            .clone()
            .find(|&token| {
                matches!(
                    self.class(token),
                    Some(Class::Preposition | Class::Relative)
                ) || matches!(
                    self.tokens[token].kind,
                    Kind::Comma | Kind::Dash | Kind::Stop | Kind::Break
                ) || (self.tokens[token].kind == Kind::Open && !self.is_short_form(token))
            })
            .unwrap_or(range.end)
    }

    /// The last word that can be a head; words that only follow one are passed.
    fn head(&self, range: Range<usize>) -> Option<usize> {
        let start = range.start;
        let last = range.end.saturating_sub(1);
        for token in range.rev() {
            if self.tokens[token].kind != Kind::Word {
                continue;
            }
            let deputy = token == last
                && token > start
                && self.mention(token - 1).is_some()
                && self.text(token) == "deputy";
            if deputy {
                return Some(token);
            }
            if self.mention(token).is_some()
                || self.expansion(token).is_some()
                || matches!(self.class(token), Some(Class::Role(_) | Class::Body(_)))
            {
                return Some(token);
            }
            let passes = match self.class(token) {
                None => {
                    BETWEEN.contains(&self.lower(token).as_str())
                        || (self.lower(token).ends_with("ly") && !self.tokens[token].capital)
                        // "officials briefed on the talks"
                        || (!self.tokens[token].capital
                            && (start..token).any(|t| matches!(self.class(t), Some(Class::Role(_)))))
                }
                Some(Class::Calendar | Class::Modifier) => true,
                _ => false,
            };
            if !passes {
                return None;
            }
        }
        None
    }

    fn of_mention(
        &self,
        head: usize,
        modifiers: &Range<usize>,
        naming: Naming,
        from: usize,
    ) -> Side {
        let Some(mention) = self.mention(head) else {
            return Side::Unknown;
        };
        if modifiers.clone().any(|token| self.tokens[token].is_name()) {
            return Side::Outside;
        }
        let others = self.mentioned(modifiers);
        // "the US and China" is split before; "Japan's US" is no actor we know.
        if others.iter().any(|other| *other != mention.actor)
            && !matches!(naming, Naming::Institution | Naming::Seat)
        {
            return Side::Unknown;
        }
        let actors = vec![mention.actor.clone()];
        match naming {
            Naming::Demonym => {
                // "the Chinese" is a government, "Chinese" and "Americans" are people.
                let definite = from < head && self.lower(from) == "the";
                if definite && !self.text(head).ends_with("ns") {
                    Side::Actors(actors, Evidence::Demonym)
                } else {
                    Side::Unknown
                }
            }
            Naming::Institution | Naming::Seat => Side::Actors(actors, Evidence::Institution),
            _ => Side::Actors(actors, Evidence::Name),
        }
    }

    /// Whether a firm, a place below the state, a campaign or an expert stands
    /// before the head, so that the office is theirs.
    pub(super) fn foreign_to(&self, modifiers: &Range<usize>, head: usize) -> bool {
        modifiers.clone().any(|token| {
            let name = self.tokens[token].is_name() && self.expansion(token).is_none();
            name || (token < head
                && matches!(
                    self.class(token),
                    Some(Class::Body(Body::Outside) | Class::Role(Role::Outside | Role::Local))
                ))
        })
    }

    fn mentioned(&self, range: &Range<usize>) -> Vec<String> {
        let mut actors: Vec<String> = Vec::new();
        for token in range.clone() {
            // "the APEC affairs director" of somebody else
            let topic = token + 1 < range.end && self.text(token + 1) == "affairs";
            if topic {
                continue;
            }
            let actor = match (self.mention(token), self.expansion(token)) {
                (Some(mention), _) => Some(mention.actor.clone()),
                (None, Some(body)) => self.body_side(body),
                _ => None,
            };
            if let Some(actor) = actor
                && !actors.contains(&actor)
            {
                actors.push(actor);
            }
        }
        actors
    }

    /// The actor with which a body is named: right before it ("China's Ministry
    /// of Commerce") or as its object.
    fn body_side(&self, body: usize) -> Option<String> {
        if let Some(mention) = self.mention(body) {
            return Some(mention.actor.clone());
        }
        let before = (body.saturating_sub(6)..body).rev().take_while(|&token| {
            self.mention(token).is_some()
                || self.tokens[token].kind == Kind::Possessive
                || matches!(self.class(token), Some(Class::Portfolio | Class::Modifier))
        });
        let after = (body + 1..(body + 7).min(self.tokens.len())).take_while(|&token| {
            self.mention(token).is_some()
                || matches!(self.text(token), "of" | "the" | "and")
                || self.class(token) == Some(Class::Portfolio)
        });
        let mut actors: Vec<&str> = before
            .chain(after)
            .filter_map(|token| self.mention(token))
            .map(|mention| mention.actor.as_str())
            .collect();
        actors.sort_unstable();
        actors.dedup();
        if actors.is_empty() {
            return self.unqualified(body);
        }
        (actors.len() == 1).then(|| actors[0].to_owned())
    }

    /// The actors named before a head: all that "and" or a hyphen joins, else
    /// the first ("China's US envoy").
    pub(super) fn joined_mentions(&self, modifiers: &Range<usize>, head: usize) -> Vec<String> {
        let mut actors = self.mentioned(modifiers);
        if actors.len() < 2 {
            return actors;
        }
        let positions: Vec<usize> = modifiers
            .clone()
            .filter(|&token| self.mention(token).is_some())
            .collect();
        let coordinated = positions
            .windows(2)
            .all(|pair| pair[1] - pair[0] == 2 && self.class(pair[0] + 1) == Some(Class::And));
        let hyphened = positions.windows(2).all(|pair| self.tokens[pair[1]].joined);
        let plural = self.lower(head).ends_with('s');
        if coordinated || (hyphened && plural) {
            return actors;
        }
        if hyphened {
            return Vec::new();
        }
        actors.truncate(1);
        actors
    }

    /// The sides of the objects behind a head, in order.
    pub(super) fn objects(&self, rest: &Range<usize>, depth: usize) -> Vec<Side> {
        if depth > 2 {
            return Vec::new();
        }
        let mut sides = Vec::new();
        let mut at = rest.start;
        while at < rest.end {
            if matches!(
                self.tokens[at].kind,
                Kind::Comma | Kind::Stop | Kind::Break | Kind::Dash
            ) || self.class(at) == Some(Class::Relative)
            {
                break;
            }
            let preposition = self.class(at) == Some(Class::Preposition);
            let next = (at + 1..rest.end)
                .find(|&token| self.class(token) == Some(Class::Preposition))
                .unwrap_or(rest.end);
            if !preposition {
                at += 1;
                continue;
            }
            if !OBJECTS.contains(&self.lower(at).as_str()) {
                // "ambassador to", "on": what follows is not whom they speak for.
                at = next;
                continue;
            }
            let object = self.nominal_within(at + 1..rest.end, depth + 1);
            let named = (at + 1..next).any(|token| self.tokens[token].is_name());
            sides.push(match object.side {
                Side::Unknown if named => Side::Outside,
                side => side,
            });
            at = next;
        }
        sides
    }
}
