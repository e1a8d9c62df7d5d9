//! A noun phrase that names no person ("a senior White House official", "vice
//! minister of commerce") → on whose side its holder speaks.

use std::ops::Range;

use super::Evidence;
use super::page::Page;
use super::tokens::Kind;
use super::words::{self, Body, Class, Role};
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

    fn nominal_within(&self, range: Range<usize>, depth: usize) -> Nominal {
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

    fn of_role(
        &self,
        role: Role,
        head: usize,
        modifiers: &Range<usize>,
        rest: Range<usize>,
        depth: usize,
    ) -> Side {
        let lower = self.lower(head);
        let institution = modifiers.clone().any(|token| {
            self.mention(token)
                .is_some_and(|mention| mention.naming == Naming::Institution)
        });
        match role {
            Role::Legislator => return self.of_legislator(head, modifiers, rest, depth),
            // The governor of a central bank is no governor of a province.
            Role::Local if !institution => return Side::Outside,
            Role::Outside if matches!(lower.as_str(), "member" | "members") => {
                let object = self.objects(&rest, depth).into_iter().next();
                return match object {
                    Some(Side::Actors(actors, Evidence::Institution))
                        if self.is_legislature(&rest) =>
                    {
                        Side::Actors(actors, Evidence::Title)
                    }
                    _ => Side::Outside,
                };
            }
            // The chief economist of an organisation is one of its officials.
            Role::Outside if lower == "economist" && self.is_chief(modifiers) => {}
            Role::Outside => return Side::Outside,
            Role::Local | Role::Office => {}
        }
        if self.foreign_to(modifiers, head) {
            return self.administration(head, modifiers);
        }
        let sides = self.joined_mentions(modifiers, head);
        if !sides.is_empty() {
            return Side::Actors(sides, Evidence::Title);
        }
        for object in self.objects(&rest, depth) {
            match object {
                Side::Actors(actors, _) => return Side::Actors(actors, Evidence::Title),
                Side::Outside => return Side::Outside,
                Side::Unknown => {}
            }
        }
        // "Vice Minister of Agriculture": as a ministry without its country.
        let portfolio = modifiers
            .clone()
            .any(|token| self.class(token) == Some(Class::Portfolio))
            || (rest.len() > 1 && self.class(rest.start + 1) == Some(Class::Portfolio));
        if portfolio
            && matches!(lower.as_str(), "minister" | "ministers" | "vice-minister")
            && let Some(actor) = self.only_state(head)
        {
            return Side::Actors(vec![actor], Evidence::Context);
        }
        if let Some(body) = modifiers
            .clone()
            .rev()
            .find(|&token| self.class(token) == Some(Class::Body(Body::State)))
        {
            if let Some(actor) = self.unqualified(body) {
                return Side::Actors(vec![actor], Evidence::Context);
            }
            let below = modifiers.clone().any(|token| self.lower(token) == "state");
            if self.is_american()
                && !below
                && matches!(self.lower(body).as_str(), "senate" | "congress")
            {
                return american();
            }
        }
        if self.is_american() && self.american_office(head, modifiers, &rest) {
            return american();
        }
        Side::Unknown
    }

    fn is_chief(&self, modifiers: &Range<usize>) -> bool {
        let chief = modifiers.clone().any(|token| self.lower(token) == "chief");
        let organisation = modifiers.clone().any(|token| {
            self.mention(token).is_some_and(|mention| {
                !self.is_state(&mention.actor) && mention.naming == Naming::Name
            })
        });
        chief && organisation
    }

    fn of_legislator(
        &self,
        head: usize,
        modifiers: &Range<usize>,
        rest: Range<usize>,
        depth: usize,
    ) -> Side {
        let states = |token: usize| {
            words::US_STATES.binary_search(&self.text(token)).is_ok()
                || matches!(
                    self.text(token),
                    "South" | "North" | "West" | "New" | "Rhode" | "House" | "Island"
                )
        };
        // "state Sen. Orr" sits in a state's legislature.
        let below = modifiers.clone().any(|token| {
            matches!(self.text(token), "state" | "State" | "city" | "provincial")
                || (self.tokens[token].is_name() && !states(token))
        });
        if below {
            return Side::Outside;
        }
        let sides = self.joined_mentions(modifiers, head);
        if !sides.is_empty() {
            return Side::Actors(sides, Evidence::Title);
        }
        let american_only = matches!(
            self.lower(head).as_str(),
            "rep"
                | "reps"
                | "congressman"
                | "congresswoman"
                | "congressmen"
                | "sen"
                | "sens"
                | "senator"
                | "senators"
        ) || modifiers.clone().any(|token| {
            matches!(
                self.lower(token).as_str(),
                "house" | "senate" | "republican" | "democratic" | "gop"
            )
        });
        if self.is_american() && american_only {
            return american();
        }
        match self.objects(&rest, depth).into_iter().next() {
            Some(Side::Actors(actors, _)) => Side::Actors(actors, Evidence::Title),
            _ => Side::Unknown,
        }
    }

    fn of_body(
        &self,
        body: Body,
        head: usize,
        modifiers: &Range<usize>,
        rest: Range<usize>,
        depth: usize,
    ) -> Side {
        match body {
            Body::Outside => Side::Outside,
            Body::Document => {
                let issued = modifiers.clone().any(|token| {
                    self.mention(token).is_some_and(|mention| {
                        matches!(mention.naming, Naming::Institution | Naming::Seat)
                    }) || self.class(token) == Some(Class::Body(Body::State))
                });
                if issued && !self.foreign_to(modifiers, head) {
                    let sides = self.joined_mentions(modifiers, head);
                    if !sides.is_empty() {
                        return Side::Actors(sides, Evidence::Institution);
                    }
                }
                self.objects(&rest, depth)
                    .into_iter()
                    .find(|side| {
                        matches!(
                            side,
                            Side::Actors(_, Evidence::Institution | Evidence::Context)
                        )
                    })
                    .unwrap_or(Side::Unknown)
            }
            Body::State => {
                if self.foreign_to(modifiers, head) {
                    return self.administration(head, modifiers);
                }
                let sides = self.joined_mentions(modifiers, head);
                if !sides.is_empty() {
                    return Side::Actors(sides, Evidence::Institution);
                }
                for object in self.objects(&rest, depth) {
                    match object {
                        Side::Actors(actors, _) => {
                            return Side::Actors(actors, Evidence::Institution);
                        }
                        Side::Outside => return Side::Outside,
                        Side::Unknown => {}
                    }
                }
                match self.unqualified(head) {
                    Some(actor) => Side::Actors(vec![actor], Evidence::Context),
                    None => Side::Unknown,
                }
            }
        }
    }

    /// "The Voss administration": that of a person who is known.
    fn administration(&self, head: usize, modifiers: &Range<usize>) -> Side {
        let at = modifiers
            .clone()
            .find(|&token| matches!(self.lower(token).as_str(), "administration" | "government"));
        // "the president's adviser" by name: "Orr's advisers".
        let possessive = modifiers
            .clone()
            .find(|&token| self.tokens[token].kind == Kind::Possessive);
        let staff = matches!(
            self.lower(head).as_str(),
            "adviser"
                | "advisers"
                | "advisor"
                | "advisors"
                | "aide"
                | "aides"
                | "spokesman"
                | "spokeswoman"
                | "spokesperson"
        );
        let (at, date) = match (at, possessive) {
            (None, Some(possessive)) if staff => (possessive, self.date),
            (at, _) => (at.unwrap_or(head), None),
        };
        let office = self.tokens[at].kind == Kind::Possessive
            || matches!(self.lower(at).as_str(), "administration" | "government");
        if !office || at == modifiers.start {
            return Side::Outside;
        }
        let names: Vec<usize> = (modifiers.start..at)
            .filter(|&token| self.tokens[token].is_name())
            .collect();
        let (Some(&first), Some(&last)) = (names.first(), names.last()) else {
            return Side::Outside;
        };
        let name = self.slice(&(first..last + 1));
        let mut actors: Vec<String> = self
            .gazetteer
            .actors()
            .tenures(name, date)
            .map(|tenure| tenure.actor.clone())
            .collect();
        actors.dedup();
        if actors.len() == 1 {
            Side::Actors(actors, Evidence::Institution)
        } else {
            Side::Unknown
        }
    }

    /// Whether a firm, a place below the state, a campaign or an expert stands
    /// before the head, so that the office is theirs.
    fn foreign_to(&self, modifiers: &Range<usize>, head: usize) -> bool {
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
    fn joined_mentions(&self, modifiers: &Range<usize>, head: usize) -> Vec<String> {
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
    fn objects(&self, rest: &Range<usize>, depth: usize) -> Vec<Side> {
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

    fn is_legislature(&self, rest: &Range<usize>) -> bool {
        rest.clone().any(|token| {
            let lower = self.lower(token);
            [
                "congress",
                "parliament",
                "senate",
                "house of representatives",
                "bundestag",
                "duma",
                "diet",
            ]
            .iter()
            .any(|word| lower.contains(word))
        })
    }

    /// Offices that carry their country in their name.
    fn american_office(&self, head: usize, modifiers: &Range<usize>, rest: &Range<usize>) -> bool {
        let purpose: Vec<String> = modifiers.clone().map(|token| self.lower(token)).collect();
        let has = |word: &str| purpose.iter().any(|purpose| purpose == word);
        match self.lower(head).as_str() {
            "secretary" => {
                let of = rest.len() > 1 && self.text(rest.start) == "of";
                let state = of
                    && matches!(
                        self.text(rest.start + 1),
                        "State" | "state" | "Defense" | "Homeland"
                    );
                state
                    || [
                        "treasury",
                        "defense",
                        "commerce",
                        "energy",
                        "agriculture",
                        "labor",
                        "transportation",
                        "homeland",
                        "interior",
                        "education",
                    ]
                    .iter()
                    .any(|word| has(word))
            }
            "attorney" => modifiers.is_empty(),
            "representative" => has("trade"),
            "leader" => has("senate") || ((has("majority") || has("minority")) && has("house")),
            _ => false,
        }
    }
}

fn american() -> Side {
    Side::Actors(vec!["US".to_owned()], Evidence::Context)
}
