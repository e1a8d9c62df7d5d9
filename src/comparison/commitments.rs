//! What a statement promises: statements in, [`Commitment`]s out. Who will do
//! what, how much of it, by when and on what condition, each piece with its
//! place.
//!
//! Rules over tokens. A verb that promises ("will", "agreed to") gives the place;
//! its subject is whose promise it is, the verb behind it the action, the noun
//! phrase behind that the object. The own side's "will" counts only where the act
//! says that the statement commits; what it says of another counts always, but
//! not in demands and evasions. Questions, expectations, what "would have" been,
//! and what happens to prices and peoples promise nothing.

mod clauses;
mod columns;
mod phrases;
mod sentence;
mod subjects;
#[cfg(test)]
mod tests;
mod times;
mod triggers;
mod verbs;
mod words;

use std::ops::Range;

use jiff::civil::Date;

use crate::scores::Act;
use crate::statements::{DateMention, Gazetteer, Quantity, Span, UNKNOWN};

pub use columns::{COMMITMENT_COLUMNS, Row};
use phrases::{Verb, coordinates, joined_verb, object, opens_inner, particle, verb};
use sentence::Sentence;
use subjects::{Subject, Who, first_subject, subject};
use times::times;
use triggers::{Trigger, Way, triggers};
use words::{ACTS, EXPECTS, REPORTS};

/// A statement that may promise something.
#[derive(Debug, Clone, Copy)]
pub struct Promised<'a> {
    /// Its words.
    pub text: &'a str,
    /// What it does, as scored.
    pub act: Act,
    /// The actors that the speaker speaks for.
    pub actors: &'a [String],
    /// The day from which "within 90 days" counts.
    pub date: Option<Date>,
}

/// Words of a statement, and where they stand in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words. An action is in its base form: "buy" where the text has
    /// "buying", "not buy" for "will never buy".
    pub text: String,
    /// Where, in bytes of the statement.
    pub span: Span,
}

/// One promise.
#[derive(Debug, Clone, PartialEq)]
pub struct Commitment {
    /// Whose it is; of several joined by `;`, one that cannot be told is
    /// `unknown`.
    pub actor: String,
    /// To whom, or with whom, where the words name it.
    pub counterpart: Option<String>,
    /// Whether it is another's than the speaker's.
    pub attributed: bool,
    /// The words that name the actor; none where they are left out.
    pub subject: Option<Span>,
    /// What is to be done.
    pub action: Piece,
    /// To what; as it stands.
    pub object: Option<Piece>,
    /// How much, in the order of the text, but of "from 20 to 10" the 10 first.
    pub quantities: Vec<Quantity>,
    /// By or until when.
    pub deadline: Option<DateMention>,
    /// When, or for which time.
    pub period: Option<DateMention>,
    /// The words on which it hangs.
    pub condition: Option<Piece>,
}

/// The promises that a statement makes or attributes, in its order.
///
/// ```
/// use hedgerow::comparison::{Promised, commitments};
/// use hedgerow::scores::Act;
/// use hedgerow::statements::{Actors, Gazetteer, parse_date};
/// let gazetteer = Gazetteer::new(Actors::built_in()?)?;
/// let statement = Promised {
///     text: "China has agreed to buy 9 million tonnes of corn by the end of 2025.",
///     act: Act::Assert,
///     actors: &["US".to_owned()],
///     date: parse_date("2025-11-05"),
/// };
/// let found = commitments(&statement, &gazetteer);
/// assert_eq!((&found[0].actor[..], found[0].attributed), ("CN", true));
/// assert_eq!(found[0].action.text, "buy");
/// assert_eq!(found[0].quantities[0].value(), Some(9e6));
/// assert_eq!(found[0].deadline.as_ref().map(ToString::to_string).as_deref(), Some("2025-12-31"));
/// # Ok::<(), hedgerow::Error>(())
/// ```
#[must_use]
pub fn commitments(statement: &Promised, gazetteer: &Gazetteer) -> Vec<Commitment> {
    let sentence = Sentence::new(statement.text, statement.date, gazetteer);
    if sentence.is_question() {
        return Vec::new();
    }
    Reader {
        statement,
        sentence: &sentence,
    }
    .read()
}

struct Reader<'s> {
    statement: &'s Promised<'s>,
    sentence: &'s Sentence<'s>,
}

/// A trigger with its subject.
struct Place {
    trigger: Trigger,
    subject: Subject,
}

impl Reader<'_> {
    fn read(&self) -> Vec<Commitment> {
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
                .map_or(self.sentence.tokens.len(), |next| self.clause_start(next));
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
    fn clause_start(&self, place: &Place) -> usize {
        let own = place.subject.tokens.end <= place.trigger.start
            && place.trigger.start - place.subject.tokens.end < 16;
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
            let regions = [fronted.clone(), between.clone(), verb.tokens.start..end];
            let (deadline, period) = times(self.sentence, &regions, object.as_ref(), &verb.tokens);
            let first = match &object {
                Some(object) => object.start.min(verb.tokens.start),
                None => verb.tokens.start,
            };
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
                counterpart: self.counterpart(&actors, trigger.start..end),
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
                    self.sentence.is(*at, &["that", ";", ":"]) || self.sentence.is(*at, REPORTS)
                })
                .map_or(0, |at| at + 1)
        } else {
            place.subject.tokens.start.min(end)
        };
        // Between the report and what it reports stands its own time.
        let said = start > 0 && self.sentence.is(start - 1, REPORTS);
        if said { end..end } else { start..end }
    }

    /// A statement without subject and "will", by its first verb.
    fn read_bare(&self, found: &mut Vec<Commitment>) {
        let first = self.sentence.word(0);
        if !ACTS.contains(&first) {
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

    /// Whose promise it is; none where it is no promise.
    fn actors(
        &self,
        trigger: &Trigger,
        subject: &Subject,
        verb: &Verb,
        limit: usize,
    ) -> Option<(Vec<String>, Option<Span>)> {
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
        let undone = matches!(act, Act::Demand | Act::Evade) && attributed && !promise;
        (holds && !undone && !self.is_expected(subject, commits && !attributed))
            .then_some((actors, span))
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

    fn is_own(&self, actor: &str) -> bool {
        if self.statement.actors.is_empty() {
            actor == UNKNOWN
        } else {
            self.statement.actors.iter().any(|own| own == actor)
        }
    }

    /// "We expect that China will", "whether China will".
    fn is_expected(&self, subject: &Subject, own: bool) -> bool {
        let end = subject.tokens.start;
        for at in (end.saturating_sub(7)..end).rev() {
            let word = self.sentence.word(at);
            if matches!(word, "," | ";" | ":" | "." | "and" | "but") {
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
            if EXPECTS.contains(&word) && !thought {
                return true;
            }
        }
        false
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
        while start > floor
            && !self.sentence.parts(start - 1)
            && self.sentence.date(start - 1).is_none()
            && self.sentence.clause(start - 1).is_none()
            && !self
                .sentence
                .is(start - 1, &["that", "but", "said", "if", "when"])
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

    /// To whom: the one other actor that the clause names, "us" being the
    /// speaker's side.
    fn counterpart(&self, actors: &[String], clause: Range<usize>) -> Option<String> {
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
