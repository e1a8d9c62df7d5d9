//! To what it is done: the noun phrase behind the verb, up to the next phrase of
//! time, condition or purpose.

use std::ops::Range;

use super::joint::{coordinates, goes_on_as_list, opens_object, purpose, starts_clause};
use super::sentence::Sentence;
use super::triggers::is_adverb;
use super::words::{
    CAUSES, CLAUSES, DETERMINERS, INFINITIVES, NO_ACTS, PARTICLES, PREPOSITIONS, PRONOUNS, TIMES,
};
use crate::statements::{Quantity, Unit};

/// The object that begins at a token, before `limit`.
pub(super) fn object(
    sentence: &Sentence,
    from: usize,
    limit: usize,
    base: &str,
) -> Option<Range<usize>> {
    let mut from = from;
    while is_adverb(sentence.word(from))
        && !DETERMINERS.contains(sentence.word(from))
        && sentence.date(from).is_none()
    {
        from += 1;
    }
    let phrase = Phrase {
        sentence,
        from,
        base,
    };
    let word = sentence.word(from);
    let none = from >= limit
        || phrase.ends(from)
        || matches!(word, "and" | "or" | "to")
        || (PREPOSITIONS.contains(word) && sentence.quantity_begins(from).is_none());
    if none {
        return None;
    }
    let mut end = (from + 1..limit)
        .find(|at| phrase.ends(*at))
        .unwrap_or(limit);
    // "announcements publicly", "a role to"
    let hangs = |word: &str| {
        PREPOSITIONS.contains(word)
            || QUOTES.contains(&word)
            || (word.ends_with("ly") && is_adverb(word))
    };
    while end > from + 1 && hangs(sentence.word(end - 1)) {
        end -= 1;
    }
    Some(from..end)
}

/// Whether an object may not begin at a token.
pub(super) fn is_barred(sentence: &Sentence, from: usize, base: &str) -> bool {
    Phrase {
        sentence,
        from,
        base,
    }
    .ends(from)
}

/// Quotation marks, which part no phrase.
const QUOTES: [&str; 5] = ["“", "”", "\"", "„", "«"];

/// A noun phrase that begins at `from`, behind the verb `base`.
struct Phrase<'s> {
    sentence: &'s Sentence<'s>,
    from: usize,
    base: &'s str,
}

impl Phrase<'_> {
    /// Whether the phrase has ended before a token.
    fn ends(&self, at: usize) -> bool {
        let Self { sentence, from, .. } = *self;
        let Some(token) = sentence.tokens.get(at) else {
            return true;
        };
        let first = at == from;
        if sentence.clause(at).is_some() {
            return true;
        }
        if QUOTES.contains(&token.word.as_str()) {
            return false;
        }
        if sentence.parts(at) {
            return first || token.word != "," || !goes_on_as_list(sentence, at);
        }
        let previous = sentence.before(at);
        // "the October 9 rule", "the rule of October 9"
        if sentence.date(at).is_some() {
            let inside = DETERMINERS.contains(previous)
                || previous == "of"
                || (at > 0 && sentence.date(at - 1) == sentence.date(at));
            return first || !inside;
        }
        let within_amount = sentence
            .quantity(at)
            .is_some_and(|quantity| quantity.span.start < token.span.start);
        if within_amount {
            return false;
        }
        if first {
            let pronoun = token.is(&["it", "them", "us", "you", "me", "him", "her"]);
            if token.is(&["moments", "minutes", "weeks"]) {
                return true;
            }
            // "ensure that nobody leaves" has no object.
            let clause = DETERMINERS.contains(sentence.word(at + 1))
                || PRONOUNS.contains(sentence.word(at + 1))
                || sentence.mention(at + 1).is_some();
            let opens = pronoun || token.word == "what" || (token.word == "that" && !clause);
            return self.leads_away(at) || (CLAUSES.contains(&token.word) && !opens);
        }
        if sentence.is(from, &["what", "whatever", "everything"]) {
            return token.is(&["to", "and", "but"]);
        }
        self.is_lead(at) || self.is_particle(at) || self.leads_away(at) || self.breaks(at)
    }

    /// "any new rule 60 days in advance"
    fn is_lead(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let lead = sentence
            .quantity_begins(at)
            .filter(|quantity| quantity.unit == Unit::Days)
            .map(|quantity| sentence.behind(at, &quantity.span));
        lead.is_some_and(|end| {
            sentence.is(end, &["before", "ahead", "after", "prior", "later"])
                || (sentence.word(end) == "in" && sentence.word(end + 1) == "advance")
        })
    }

    /// "bring their fees down 10%", "take it back"
    fn is_particle(&self, at: usize) -> bool {
        let sentence = self.sentence;
        PARTICLES.contains(sentence.word(at))
            && !sentence.tokens[at].joined
            && (sentence.parts(at + 1)
                || sentence.quantity_begins(at + 1).is_some()
                || sentence.is(
                    at - 1,
                    &["it", "them", "us", "you", "that", "this", "these"],
                )
                || sentence.is(at + 1, &["by", "to", "if", "until", "before", "and"]))
    }

    /// An amount that the verb goes to or from; things are counted within the
    /// phrase, "to 12 companies", but for verbs that change their number.
    fn amount(&self, at: usize) -> Option<&Quantity> {
        let change = [
            "bring down",
            "cut",
            "double",
            "expand",
            "grow",
            "increase",
            "limit",
            "lower",
            "raise",
            "reduce",
            "scale",
            "slash",
        ];
        let changes = change.iter().any(|verb| self.base.starts_with(verb));
        self.sentence
            .quantity_begins(at)
            .filter(|quantity| changes || !matches!(quantity.unit, Unit::Count(_)))
    }

    /// Whether a preposition begins a phrase of time, amount or purpose here.
    fn leads_away(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let next = |words: &[&str]| sentence.is(at + 1, words);
        let the = usize::from(next(&["the", "at", "about"]));
        let time = sentence.date(at + 1).is_some() || sentence.date(at + 1 + the).is_some();
        let lasts = sentence
            .quantity_begins(at + 1)
            .is_some_and(|quantity| quantity.unit == Unit::Days);
        let amount = self.amount(at + 1).is_some();
        match sentence.word(at) {
            "to" => amount || next(&["zero", "nothing", "between", "be"]) || self.is_purpose(at),
            "from" | "at" | "by" if amount => true,
            "for" | "in" | "over" | "during" | "through" | "on" | "from" | "since" | "at"
            | "into"
                if time =>
            {
                true
            }
            "for" => {
                (lasts && !matches!(sentence.before(at), "valid" | "good"))
                    || next(&["now", "another", "good"])
                    || (next(&["a", "the"])
                        && sentence.is(at + 2, &["period", "duration", "time", "moment"]))
            }
            "in" => {
                let aside = [
                    "accordance",
                    "advance",
                    "coming",
                    "due",
                    "each",
                    "every",
                    "exchange",
                    "line",
                    "order",
                    "response",
                    "return",
                    "turn",
                ];
                lasts
                    || next(&aside)
                    || (next(&["the"])
                        && sentence.is(at + 2, &["coming", "future", "next", "near", "meantime"]))
            }
            "over" | "through" => {
                next(&["the"]) && sentence.is(at + 2, &["next", "coming", "weekend", "years"])
            }
            "at" => next(&["the"]) && sentence.word(at + 2) == "same",
            "during" | "within" => true,
            "as" => sentence.before(at) != "such",
            _ => false,
        }
    }

    /// "to ensure", "allow China to arm"
    fn is_purpose(&self, to: usize) -> bool {
        let word = self.sentence.word(to + 1);
        let verb = ["ize", "ise", "ify"].iter().any(|end| word.ends_with(end))
            || NO_ACTS.contains(word)
            || INFINITIVES.contains(word)
            || CAUSES.contains(self.base.trim_start_matches("not "))
            || self.base.starts_with("work")
            || (opens_object(self.sentence, to + 2) && !word.ends_with('s'));
        to > self.from && (purpose(self.sentence, to) || (verb && self.is_bare(to + 1)))
    }

    /// Whether a word may be a verb's base: a small word that is no other.
    fn is_bare(&self, at: usize) -> bool {
        self.sentence.tokens.get(at).is_some_and(|token| {
            token.is_word()
                && !token.capital
                && self.sentence.mention(at).is_none()
                && !DETERMINERS.contains(&token.word)
                && !PREPOSITIONS.contains(&token.word)
        })
    }

    /// Whether another clause, verb or time begins with a word within.
    fn breaks(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let word = sentence.word(at);
        match word {
            "to" | "one" => false,
            "still" | "also" | "already" => true,
            "and" | "or" => coordinates(sentence, at).is_some() || starts_clause(sentence, at + 1),
            // "talks very soon"
            "very" | "quite" | "pretty" | "fairly" => sentence.is(
                at + 1,
                &["soon", "shortly", "quickly", "early", "hard", "much"],
            ),
            _ if TIMES.contains(word) => {
                let previous = sentence.before(at);
                !DETERMINERS.contains(previous) && !matches!(previous, "very" | "and" | "of")
            }
            // "on that front"
            _ if sentence.mention(at).is_some() => false,
            "as" => sentence.before(at) != "such",
            "that" | "it" | "you" => !PREPOSITIONS.contains(sentence.before(at)),
            _ => CLAUSES.contains(word),
        }
    }
}
