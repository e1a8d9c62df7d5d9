//! Whose promise it is, and to whom.

use std::ops::Range;

use super::action::Verb;
use super::reader::Reader;
use super::subjects::{Subject, Who};
use super::triggers::{Trigger, Way};
use super::words::EXPECTS;
use crate::scores::Act;
use crate::statements::{Span, UNKNOWN};

impl Reader<'_> {
    /// Whose promise it is; none where it is no promise.
    pub(super) fn actors(
        &self,
        trigger: &Trigger,
        subject: &Subject,
        verb: &Verb,
        limit: usize,
    ) -> Option<(Vec<String>, Option<Span>)> {
        if trigger.way == Way::Progressive && !self.is_dated(verb, limit) {
            return None;
        }
        let act = self.statement.act;
        let commits = act == Act::Commit;
        let own = || match self.statement.actors {
            [] => vec![UNKNOWN.to_owned()],
            actors => actors.to_vec(),
        };
        let span = self.sentence.span(&subject.tokens);
        if verb.passive {
            return self.agent(verb, limit).or_else(|| {
                let thing = subject.who == Who::Other;
                let will = matches!(trigger.way, Way::Modal);
                (commits && thing && will).then(|| (own(), None))
            });
        }
        let promise = match trigger.way {
            Way::Promise { be, .. } => !be || commits,
            Way::Noun { .. } => true,
            _ => false,
        };
        let (actors, joint) = match &subject.who {
            Who::Own => (own(), false),
            Who::Missing => {
                let here = subject.tokens.is_empty() && trigger.start > 0;
                let quote = (0..trigger.start).all(|at| self.sentence.parts(at));
                if here && !quote {
                    return None;
                }
                (own(), false)
            }
            Who::Actors(actors) => (actors.clone(), false),
            Who::Both | Who::Neither => (self.both(&own()), true),
            Who::Other => return None,
        };
        let attributed = !actors.iter().any(|actor| self.is_own(actor));
        let holds = match trigger.way {
            Way::Promise { .. } | Way::Noun { .. } => promise,
            Way::Modal | Way::Reported if attributed || joint => {
                !matches!(act, Act::Demand | Act::Evade | Act::Evaluate)
            }
            Way::Modal | Way::Reported | Way::Progressive => {
                commits && (trigger.way != Way::Progressive || !attributed)
            }
            // "it would suspend", where "the ministry said" was cut away.
            Way::Would => commits && !attributed && self.sentence.clauses.is_empty(),
        };
        // "China will probably"
        let doubted = (subject.tokens.start.min(trigger.start)..verb.tokens.start).any(|at| {
            self.sentence.is(
                at,
                &[
                    "probably",
                    "likely",
                    "perhaps",
                    "maybe",
                    "presumably",
                    "surely",
                ],
            )
        });
        let undone = doubted && attributed
            || matches!(act, Act::Demand | Act::Evade) && attributed && !promise;
        (holds && !undone && !self.is_expected(trigger, subject, commits && !attributed))
            .then_some((actors, span))
    }

    /// "We are building" tells; with a day or an amount behind it, it promises.
    fn is_dated(&self, verb: &Verb, limit: usize) -> bool {
        (verb.tokens.end..limit)
            .any(|at| self.sentence.date(at).is_some() || self.sentence.quantity(at).is_some())
    }

    /// "by China" behind a passive.
    fn agent(&self, verb: &Verb, limit: usize) -> Option<(Vec<String>, Option<Span>)> {
        let by = (verb.tokens.end..limit)
            .find(|at| self.sentence.word(*at) == "by" && self.sentence.date(at + 1).is_none())?;
        let at = (by + 1..(by + 4).min(limit)).find(|at| self.sentence.mention(*at).is_some())?;
        let mention = self.sentence.mention(at)?;
        Some((vec![mention.actor.clone()], Some(mention.span.clone())))
    }

    /// The speaker's side and the one other that the statement names.
    fn both(&self, own: &[String]) -> Vec<String> {
        let mut others: Vec<String> = Vec::new();
        for mention in &self.sentence.mentions {
            if !own.contains(&mention.actor) && !others.contains(&mention.actor) {
                others.push(mention.actor.clone());
            }
        }
        let mut actors = own.to_vec();
        match others.as_slice() {
            _ if own.len() > 1 => {}
            [other] => actors.push(other.clone()),
            _ => actors.push(UNKNOWN.to_owned()),
        }
        actors
    }

    pub(super) fn is_own(&self, actor: &str) -> bool {
        if self.statement.actors.is_empty() {
            actor == UNKNOWN
        } else {
            self.statement.actors.iter().any(|own| own == actor)
        }
    }

    /// "We expect that China will", "whether China will".
    fn is_expected(&self, trigger: &Trigger, subject: &Subject, own: bool) -> bool {
        let end = subject.tokens.start;
        let last = subject.tokens.end.min(trigger.start).max(end);
        for at in (end.saturating_sub(7)..last).rev() {
            let word = self.sentence.word(at);
            if at < end && matches!(word, "," | ";" | ":" | "." | "and" | "but") {
                return false;
            }
            let thought = own
                && matches!(
                    word,
                    "think"
                        | "believe"
                        | "sure"
                        | "see"
                        | "confident"
                        | "means"
                        | "insist"
                        | "ensure"
                        | "believes"
                );
            if EXPECTS.contains(word) && !thought {
                return true;
            }
        }
        false
    }

    /// To whom: the one other actor that the clause names, "us" being the
    /// speaker's side.
    pub(super) fn counterpart(&self, actors: &[String], clause: Range<usize>) -> Option<String> {
        if actors.len() > 1 {
            return (!actors.iter().any(|actor| actor == UNKNOWN)).then(|| actors.join(";"));
        }
        let mut others: Vec<String> = Vec::new();
        for at in clause {
            if self.sentence.clause(at).is_some() {
                continue;
            }
            if let Some(mention) = self.sentence.mention(at) {
                others.push(mention.actor.clone());
            } else if self.sentence.is(at, &["us", "our", "me", "my"])
                && !actors.iter().any(|actor| self.is_own(actor))
            {
                others.extend(self.statement.actors.iter().cloned());
            }
        }
        others.retain(|actor| !actors.contains(actor));
        others.sort_unstable();
        others.dedup();
        match others.as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        }
    }
}
