//! A statement's promises, one place after the other.

use std::ops::Range;

use super::action::{Verb, verb};
use super::joint::{coordinates, joined_verb, opens_inner};
use super::object::object;
use super::particle::particle;
use super::sentence::Sentence;
use super::subjects::{Subject, Who, first_subject, subject};
use super::times::{goes_over, times};
use super::triggers::{Trigger, Way, triggers};
use super::words::{ACTS, EXPECTS, PARTICLES, REPORTS};
use super::{Commitment, Piece, Promised};
use crate::scores::Act;
use crate::statements::{Quantity, Span};

/// A statement while it is read.
pub(super) struct Reader<'s> {
    pub(super) statement: &'s Promised<'s>,
    pub(super) sentence: &'s Sentence<'s>,
}

/// A trigger with its subject.
struct Place {
    trigger: Trigger,
    subject: Subject,
}

impl Reader<'_> {
    pub(super) fn read(&self) -> Vec<Commitment> {
        let mut places: Vec<Place> = Vec::new();
        for trigger in triggers(self.sentence) {
            let floor = places.last().map_or(0, |place| place.trigger.next);
            let subject = self.subject(&trigger, floor, places.last());
            places.push(Place { trigger, subject });
        }
        let mut found = Vec::new();
        for (index, place) in places.iter().enumerate() {
            let limit = places
                .get(index + 1)
                .map_or(self.sentence.tokens.len(), |next| {
                    self.clause_start(next, place.trigger.next)
                });
            let floor = index
                .checked_sub(1)
                .map_or(0, |before| places[before].trigger.next);
            self.read_place(place, floor, limit.max(place.trigger.next), &mut found);
        }
        // A short statement of a list: "Suspend the rule for one year."
        if places.is_empty() && self.statement.act == Act::Commit {
            self.read_bare(&mut found);
        }
        found
    }

    fn subject(&self, trigger: &Trigger, floor: usize, before: Option<&Place>) -> Subject {
        if let Way::Noun { agent: Some(agent) } = trigger.way {
            return Subject {
                who: self.sentence.mention(agent).map_or(Who::Other, |mention| {
                    Who::Actors(vec![mention.actor.clone()])
                }),
                tokens: agent..agent + 1,
            };
        }
        let found = subject(self.sentence, trigger.start, floor);
        // "will buy A and will sell B"
        match (&found.who, before) {
            (Who::Missing, Some(before)) if trigger.start > 0 => Subject {
                who: before.subject.who.clone(),
                tokens: before.subject.tokens.clone(),
            },
            (Who::Missing, None) if trigger.start > 0 => {
                first_subject(self.sentence, trigger.start).unwrap_or(found)
            }
            _ => found,
        }
    }

    /// Where the clause of a place begins: at its subject, or at the word that
    /// joins it.
    fn clause_start(&self, place: &Place, floor: usize) -> usize {
        // A subject that is shared stands before the first verb.
        let own =
            place.subject.tokens.start >= floor && place.subject.tokens.end <= place.trigger.start;
        let mut start = if own {
            place.subject.tokens.start
        } else {
            place.trigger.start
        };
        start = start.min(place.trigger.start);
        while start > 0
            && self
                .sentence
                .is(start - 1, &["and", "but", ",", ";", "while", "then"])
        {
            start -= 1;
        }
        start
    }

    fn read_place(&self, place: &Place, floor: usize, limit: usize, found: &mut Vec<Commitment>) {
        let Place { trigger, subject } = place;
        let Some(mut verb) = verb(self.sentence, trigger) else {
            return;
        };
        let Some((actors, subject_span)) = self.actors(trigger, subject, &verb, limit) else {
            return;
        };
        verb.negative |= subject.who == Who::Neither;
        let condition = self.condition(floor, limit);
        let fronted = self.fronted(place, floor);
        let between = trigger.start..verb.tokens.start;
        let mut next = Some(verb);
        while let Some(verb) = next {
            let (base, from) = particle(self.sentence, &verb);
            let joint = self.joint(&verb, from, limit);
            let end = joint.unwrap_or(limit);
            let object = if verb.passive {
                Some(self.patient(subject, trigger, floor))
            } else {
                object(self.sentence, from, end, &base)
            };
            // "take it back"
            let apart = object.as_ref().map(|object| object.end).filter(|at| {
                !verb.passive && *at < end && PARTICLES.contains(self.sentence.word(*at))
            });
            let base = match apart {
                Some(at) => format!("{base} {}", self.sentence.word(at)),
                None => base,
            };
            let regions = [fronted.clone(), between.clone(), verb.tokens.start..end];
            let (deadline, period) = times(self.sentence, &regions, object.as_ref(), &verb.tokens);
            let first = match &object {
                Some(object) => object.start.min(verb.tokens.start),
                None => verb.tokens.start,
            };
            // Whom the purpose names is not promised to.
            let named = (from..end)
                .find(|at| opens_inner(self.sentence, *at))
                .unwrap_or(end);
            let text = if verb.negative {
                format!("not {base}")
            } else {
                base
            };
            let Some(span) = self.sentence.span(&(verb.tokens.start..from)) else {
                break;
            };
            found.push(Commitment {
                actor: actors.join(";"),
                counterpart: self.counterpart(&actors, trigger.start..named),
                attributed: !actors.iter().any(|actor| self.is_own(actor)),
                subject: subject_span.clone(),
                action: Piece { text, span },
                object: object.and_then(|object| self.piece(&object)),
                quantities: self.quantities(first, end),
                deadline,
                period,
                condition: condition.clone(),
            });
            next = joint.and_then(|joint| {
                let at = coordinates(self.sentence, joint)?;
                joined_verb(self.sentence, at, joint)
            });
        }
    }

    /// Where another verb is joined to this one. Behind "to defend", "of ending"
    /// or "which" what is joined may belong there, and is left out.
    fn joint(&self, verb: &Verb, from: usize, limit: usize) -> Option<usize> {
        let gerund = self.sentence.word(verb.tokens.end - 1).ends_with("ing");
        let mut inner = false;
        for at in from..limit {
            if self.sentence.clause(at).is_some() {
                continue;
            }
            if let Some(next) = coordinates(self.sentence, at).filter(|next| *next < limit) {
                let to = self.sentence.is(at + 1, &["to"]) || self.sentence.is(at + 2, &["to"]);
                let ing = self.sentence.word(next).ends_with("ing")
                    && self.sentence.word(next) != "bring";
                let fits = if ing {
                    gerund && !inner
                } else {
                    !inner || (to && gerund)
                };
                if fits {
                    return Some(at);
                }
            }
            inner |= opens_inner(self.sentence, at);
        }
        None
    }

    /// Where a time before the subject holds for all that follows: "Next week we
    /// will", but not "It said on Monday that it would".
    fn fronted(&self, place: &Place, floor: usize) -> Range<usize> {
        let end = place.trigger.start;
        let start = if floor == 0 {
            (0..place.subject.tokens.start.min(end))
                .rev()
                .find(|at| {
                    let joins = self.sentence.is(*at, &["and", "but", "so"])
                        && self.sentence.before(*at) == ",";
                    joins
                        || self.sentence.is(*at, &["that", ";", ":"])
                        || REPORTS.contains(self.sentence.word(*at))
                })
                .map_or(0, |at| at + 1)
        } else {
            place.subject.tokens.start.min(end)
        };
        // Between the report and what it reports stands its own time.
        let said = start > 0 && REPORTS.contains(self.sentence.word(start - 1));
        if said { end..end } else { start..end }
    }

    /// A statement without subject and "will", by its first verb.
    fn read_bare(&self, found: &mut Vec<Commitment>) {
        let first = self.sentence.word(0);
        if !ACTS.contains(first) {
            return;
        }
        let trigger = Trigger {
            start: 0,
            next: 0,
            negative: false,
            way: Way::Modal,
        };
        let subject = Subject {
            who: Who::Missing,
            tokens: 0..0,
        };
        let place = Place { trigger, subject };
        self.read_place(&place, 0, self.sentence.tokens.len(), found);
    }

    /// The condition in a clause; one before it holds too.
    fn condition(&self, floor: usize, limit: usize) -> Option<Piece> {
        let floor = if floor == 0 { 0 } else { floor };
        let clause = self
            .sentence
            .clauses
            .iter()
            .filter(|clause| clause.condition)
            .find(|clause| {
                let inside = clause.tokens.start >= floor && clause.tokens.start <= limit;
                inside || clause.tokens.start == 0
            })?;
        self.piece(&clause.tokens)
    }

    /// What a passive is done to: all of the noun phrase before it.
    fn patient(&self, subject: &Subject, trigger: &Trigger, floor: usize) -> Range<usize> {
        let end = trigger.start;
        let mut start = subject.tokens.start.min(end);
        // "It said that the tariff", but "goods that meet the standard".
        let reports = |at: usize| {
            self.sentence.word(at) == "that"
                && (at == 0
                    || REPORTS.contains(self.sentence.before(at))
                    || EXPECTS.contains(self.sentence.before(at)))
        };
        while start > floor
            && !reports(start - 1)
            && goes_over(self.sentence, start - 1, end)
            && self.sentence.clause(start - 1).is_none()
            && !self
                .sentence
                .is(start - 1, &["but", "said", "if", "when", "i", "we"])
            && !EXPECTS.contains(self.sentence.word(start - 1))
        {
            start -= 1;
        }
        while start < end && self.sentence.is(start, &["and", "so", "then"]) {
            start += 1;
        }
        start..end
    }

    fn piece(&self, tokens: &Range<usize>) -> Option<Piece> {
        let span = self.sentence.span(tokens)?;
        Some(Piece {
            text: self.sentence.text.get(span.clone())?.to_owned(),
            span,
        })
    }

    fn quantities(&self, from: usize, to: usize) -> Vec<Quantity> {
        let Some(span) = self.sentence.span(&(from..to)) else {
            return Vec::new();
        };
        let mut found: Vec<Quantity> = self
            .sentence
            .quantities
            .iter()
            .filter(|quantity| {
                let inside = quantity.span.start >= span.start && quantity.span.end <= span.end;
                let date = self.sentence.dates.iter().any(|date| {
                    // "For one year from May 4" is both a time and a length.
                    let lasts = self.sentence.text[date.span.clone()].starts_with("for ");
                    !lasts
                        && date.span.start < quantity.span.end
                        && quantity.span.start < date.span.end
                });
                let clause = self.sentence.clauses.iter().any(|clause| {
                    self.sentence.span(&clause.tokens).is_some_and(|clause| {
                        clause.start <= quantity.span.start && quantity.span.end <= clause.end
                    })
                });
                inside && !date && !clause
            })
            .cloned()
            .collect();
        // Of "from 20 to 10 percent" the 10 is what is promised.
        for index in 1..found.len() {
            let (one, two) = (&found[index - 1], &found[index]);
            let before = |span: &Span| self.sentence.text[..span.start].trim_end().to_lowercase();
            let change = before(&one.span).ends_with(" from")
                && before(&two.span).ends_with(" to")
                && one.same_unit(two);
            if change {
                found.swap(index - 1, index);
                break;
            }
        }
        found
    }
}
