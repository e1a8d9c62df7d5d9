//! An office or a body that heads a noun phrase → whose it is.

use std::ops::Range;

use super::Evidence;
use super::nominal::Side;
use super::page::Page;
use super::tokens::Kind;
use super::words::{self, Body, Class, Role};
use crate::statements::actors::Naming;

impl Page<'_> {
    pub(super) fn of_role(
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
            words::US_STATES.contains(self.text(token))
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

    pub(super) fn of_body(
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
