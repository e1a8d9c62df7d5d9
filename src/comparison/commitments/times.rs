//! By when, and for which time: of the dates that a promise names, the deadline
//! and the period.

use std::ops::Range;

use super::sentence::Sentence;
use super::triggers::is_adverb;
use super::verbs::of_participle;
use super::words::{DETERMINERS, EXPECTS, PREPOSITIONS, PROMISE_NOUNS, PRONOUNS, REPORTS};
use crate::statements::DateMention;

/// The phrases before a date, or at its beginning, that make it a deadline.
const DEADLINES: &[&str] = &[
    "by",
    "before",
    "until",
    "till",
    "within",
    "through",
    "no later than",
    "not later than",
    "prior to",
    "on or before",
    "ahead of",
    "up to",
    "by or before",
    "by around",
    "by about",
    "between",
    "between now and",
];

/// The words within a period that make its end a deadline.
const UNTIL: [&str; 3] = [" until ", " till ", " through "];

/// What leads to a date besides prepositions: "on or before the".
const LEADS: [&str; 12] = [
    "after", "ahead", "before", "later", "no", "not", "or", "prior", "since", "the", "till",
    "until",
];

/// Verbs with which a participle is promised: "keep the ban suspended until May".
const KEEPS: [&str; 7] = [
    "get", "getting", "have", "keep", "keeping", "leave", "leaving",
];

/// How far before a date the words may stand that it hangs on.
const REACH: usize = 24;

/// The deadline and the period named among some tokens (before the verbs, among
/// them, and from the promised one on), without those that an object holds ("the
/// October rule").
pub(super) fn times(
    sentence: &Sentence,
    regions: &[Range<usize>; 3],
    object: Option<&Range<usize>>,
    verb: &Range<usize>,
) -> (Option<DateMention>, Option<DateMention>) {
    let (mut deadline, mut period) = (None, None);
    let mut seen: Option<usize> = None;
    for at in regions.iter().flat_map(Clone::clone) {
        let Some(index) = sentence.date(at).filter(|index| seen != Some(*index)) else {
            continue;
        };
        seen = Some(index);
        let Some(mention) = sentence.dates.get(index) else {
            continue;
        };
        let held = object.is_some_and(|object| object.contains(&at));
        // "Today's notice"
        let possessive = sentence.word(sentence.behind(at, &mention.span)) == "'s";
        // The first of two days of which the second could not be read.
        let half = is_led(sentence, at, "between");
        if held || possessive || half || of_another(sentence, &regions[0], verb, at) {
            continue;
        }
        let whole = lasting(sentence, index, at);
        let mention = whole.as_ref().unwrap_or(mention);
        match governor(sentence, at, mention) {
            // What lasts within 90 days ends with them.
            Some("within") => {
                deadline.get_or_insert(end(mention));
            }
            Some("between") => {
                deadline.get_or_insert(end(mention));
                period.get_or_insert(mention.clone());
            }
            Some(_) => {
                deadline.get_or_insert(mention.clone());
            }
            // A day behind which it was agreed is no time of the promise.
            None if sentence.is(at.saturating_sub(1), &["since", "after", "following", "of"])
                || sentence.is(at, &["since", "after"]) => {}
            None => {
                period.get_or_insert(mention.clone());
            }
        }
    }
    (deadline, period)
}

/// The last day of a period, at its place.
fn end(mention: &DateMention) -> DateMention {
    DateMention {
        from: mention.to,
        ..mention.clone()
    }
}

/// What lasts "from 10 November to 9 May": the date behind "from" with the next.
fn lasting(sentence: &Sentence, index: usize, at: usize) -> Option<DateMention> {
    let (first, last) = (sentence.dates.get(index)?, sentence.dates.get(index + 1)?);
    let to = sentence.behind(at, &first.span);
    let follows = sentence.is(to, &["to", "until", "till", "through"])
        && (to..to + 3).any(|next| sentence.date(next) == Some(index + 1));
    (follows && is_led(sentence, at, "from")).then(|| first.until(last, sentence.text))?
}

/// Whether a time is that of another act than the promised one, or of a thing that
/// is named by it.
fn of_another(sentence: &Sentence, before: &Range<usize>, verb: &Range<usize>, at: usize) -> bool {
    // What is given "in exchange for" is no clause with a time of its own.
    let condition = sentence.clause(at).is_some_and(|clause| {
        clause.condition && !sentence.is(clause.tokens.start + 1, &["exchange", "return"])
    });
    condition
        || (before.contains(&at) && in_subject(sentence, at))
        || (at >= verb.end && in_object(sentence, verb, at))
}

/// Whether a subject that ends before a token goes on over the token at another:
/// not over marks, and over a date only where that belongs to it.
pub(super) fn goes_over(sentence: &Sentence, at: usize, end: usize) -> bool {
    let Some(date) = sentence
        .date(at)
        .and_then(|index| sentence.dates.get(index))
    else {
        return !sentence.parts(at);
    };
    let next = sentence.behind(at, &date.span);
    // "announced on Monday the fees will"
    let within = next == end || PREPOSITIONS.contains(sentence.word(next));
    within && in_subject(sentence, sentence.begin(at, &date.span))
}

/// Whether a time before "will" tells of which thing it is said: "fees paid before
/// May will", "licences that expire in May will".
fn in_subject(sentence: &Sentence, at: usize) -> bool {
    let first = phrase_start(sentence, at);
    for index in (first.saturating_sub(REACH)..first).rev() {
        let next = index + 1;
        if sentence.parts(index) || sentence.is(index, &["and", "but", "so", "then"]) {
            return false;
        }
        if sentence.is(index, &["that", "which", "who"]) {
            return next < first && opens_relative(sentence, index);
        }
        // Before a noun it only describes: "the updated list".
        let word = sentence.word(next);
        let behind_noun = next == first || PREPOSITIONS.contains(word) || is_adverb(word);
        if behind_noun && is_participle(sentence, index) {
            return true;
        }
    }
    false
}

/// Whether a time behind the verb tells which thing is meant: "the measures
/// announced in October", "permits that expire in May".
fn in_object(sentence: &Sentence, verb: &Range<usize>, at: usize) -> bool {
    let act = phrase_start(sentence, at).checked_sub(1);
    let Some(act) = act.filter(|act| *act >= verb.end) else {
        return false;
    };
    // "keep the ban suspended until May", "ask for it to be lifted before May"
    let promised =
        verb.clone().any(|index| sentence.is(index, &KEEPS)) || sentence.before(act) == "be";
    let relative = act
        .checked_sub(1)
        .is_some_and(|that| that > verb.end && opens_relative(sentence, that));
    relative || (!promised && is_participle(sentence, act))
}

/// The first token of the words that lead to a date.
fn phrase_start(sentence: &Sentence, at: usize) -> usize {
    (0..at)
        .rev()
        .take_while(|index| {
            let word = sentence.word(*index);
            PREPOSITIONS.contains(word) || LEADS.contains(&word)
        })
        .last()
        .unwrap_or(at)
}

/// Whether a word is among those that lead to a date.
fn is_led(sentence: &Sentence, at: usize, by: &str) -> bool {
    (phrase_start(sentence, at)..at).any(|index| sentence.word(index) == by)
}

/// Whether a word behind a noun tells what was done to it: "paid", "due".
fn is_participle(sentence: &Sentence, at: usize) -> bool {
    let word = sentence.word(at);
    // Nouns and verbs that end as participles do, or are as often nouns.
    let other = matches!(
        word,
        "cut"
            | "exceed"
            | "feed"
            | "hundred"
            | "let"
            | "need"
            | "proceed"
            | "put"
            | "seed"
            | "set"
            | "speed"
            | "succeed"
    );
    let participle = matches!(word, "due" | "valid") || of_participle(word).is_some();
    participle && !other && sentence.mention(at).is_none()
}

/// Whether a clause begins here that tells which thing is meant: "permits that
/// expire", but not "said that permits" and "on that permit".
fn opens_relative(sentence: &Sentence, at: usize) -> bool {
    let (before, next) = (sentence.before(at), sentence.word(at + 1));
    let said = [&REPORTS, &EXPECTS, &PROMISE_NOUNS]
        .iter()
        .any(|list| list.contains(before));
    let aside = before == "," && sentence.word(at) == "that";
    let noun = !(said
        || aside
        || PREPOSITIONS.contains(before)
        || is_adverb(before)
        || matches!(before, "" | "and" | "or"));
    let subject =
        DETERMINERS.contains(next) || PRONOUNS.contains(next) || sentence.mention(at + 1).is_some();
    sentence.is(at, &["that", "which", "who"])
        && noun
        && !subject
        && !PREPOSITIONS.contains(next)
        && sentence.date(at + 1).is_none()
}

/// The phrase that makes a date a deadline, before it or in it.
fn governor(sentence: &Sentence, at: usize, mention: &DateMention) -> Option<&'static str> {
    let own = sentence.text[mention.span.clone()].to_lowercase();
    let mut words: Vec<&str> = Vec::new();
    let the = usize::from(sentence.before(at) == "the");
    for index in at.saturating_sub(3 + the)..at - the {
        words.push(sentence.word(index));
    }
    let before = words.join(" ");
    let leading = DEADLINES.iter().copied().find(|phrase| {
        before == *phrase
            || before.ends_with(&format!(" {phrase}"))
            || own.starts_with(&format!("{phrase} "))
    });
    // "from 2026 through 2028"
    let lasts = || UNTIL.iter().any(|word| own.contains(word));
    leading.or_else(|| lasts().then_some("between"))
}
