//! By when, and for which time: of the dates that a promise names, the deadline
//! and the period.

use std::ops::Range;

use super::sentence::Sentence;
use super::verbs::of_participle;
use super::words::PREPOSITIONS;
use crate::statements::DateMention;

/// The phrases before a date that make it a deadline.
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
];

/// The deadline and the period named among some tokens, without those that an
/// object holds ("the October rule").
pub(super) fn times(
    sentence: &Sentence,
    regions: &[Range<usize>],
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
        let held = object.is_some_and(|object| object.contains(&at));
        // "Today's notice"
        let date = sentence.dates.get(index);
        let end = date.map_or(at + 1, |date| sentence.behind(at, &date.span));
        let possessive = sentence.word(end) == "'s";
        if held || possessive || of_another(sentence, verb, at) {
            continue;
        }
        let Some(mention) = sentence.dates.get(index) else {
            continue;
        };
        match governor(sentence, at, mention) {
            // What lasts within 90 days ends with them.
            Some("within") => {
                deadline.get_or_insert(DateMention {
                    from: mention.to,
                    ..mention.clone()
                });
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

/// "the measures announced in October": the day of another act.
fn of_another(sentence: &Sentence, verb: &Range<usize>, at: usize) -> bool {
    let preposition = usize::from(PREPOSITIONS.contains(sentence.before(at)));
    let Some(act) = at
        .checked_sub(1 + preposition)
        .filter(|act| *act >= verb.end)
    else {
        return false;
    };
    let word = sentence.word(act);
    of_participle(word).is_some() && !matches!(word, "need" | "speed" | "let" | "put" | "set")
}

/// The phrase that makes a date a deadline, before it or as its first word.
fn governor(sentence: &Sentence, at: usize, mention: &DateMention) -> Option<&'static str> {
    let first = sentence.text[mention.span.clone()].to_lowercase();
    let mut words: Vec<&str> = Vec::new();
    let the = usize::from(sentence.before(at) == "the");
    for index in at.saturating_sub(3 + the)..at - the {
        words.push(sentence.word(index));
    }
    let before = words.join(" ");
    DEADLINES.iter().copied().find(|phrase| {
        before == *phrase
            || before.ends_with(&format!(" {phrase}"))
            || first.starts_with(&format!("{phrase} "))
    })
}
