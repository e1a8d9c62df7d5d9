//! What is promised: the verb behind "will" or "to".

use std::ops::Range;

use super::sentence::Sentence;
use super::triggers::{Trigger, Way, is_adverb};
use super::verbs::{of_gerund, of_participle};
use super::words::{
    ACTS, ACTS_WITH, CARRIERS, CLAUSES, DETERMINERS, NO_ACTS, PREPOSITIONS, PRONOUNS, pairs,
};
use crate::statements::tokens::Token;

/// A verb that is promised.
#[derive(Debug, Clone)]
pub(super) struct Verb {
    /// From "not" or the verb to the last of its words.
    pub(super) tokens: Range<usize>,
    /// Its base; of "continue to enforce" all words.
    pub(super) base: String,
    pub(super) negative: bool,
    /// "will be removed": the subject is what it is done to.
    pub(super) passive: bool,
    /// "a suspension" of "agreed to a suspension" follows at once.
    pub(super) noun: bool,
}

/// The verb that a trigger leads to.
pub(super) fn verb(sentence: &Sentence, trigger: &Trigger) -> Option<Verb> {
    let (mut at, negative) = skip(sentence, trigger.next, trigger.negative);
    let promise = match trigger.way {
        Way::Promise { verb, .. } => Some(verb),
        Way::Noun { .. } => Some("commit"),
        _ => None,
    };
    // "will agree to buy", "will commit to buying"
    let nested = matches!(
        sentence.word(at),
        "agree" | "commit" | "pledge" | "promise" | "undertake" | "consent"
    )
    .then(|| skip(sentence, at + 1, false))
    .filter(|(to, _)| sentence.word(*to) == "to");
    let gerund = promise.is_some() || nested.is_some() || trigger.way == Way::Progressive;
    let from = at;
    if let Some((to, refrain)) = nested {
        let (inner, refrain) = skip(sentence, to + 1, refrain);
        at = inner;
        return verb_here(
            sentence,
            at,
            negative || refrain,
            trigger.next,
            gerund,
            Some("agree"),
        )
        .or_else(|| noun_phrase(sentence, from, to, at, negative, trigger.next));
    }
    verb_here(sentence, at, negative, trigger.next, gerund, promise).or_else(|| {
        let be = matches!(trigger.way, Way::Promise { be: true, .. });
        let promise =
            promise.filter(|verb| matches!(*verb, "agree" | "commit" | "consent") && !be)?;
        let to = trigger.next - 1;
        let from = (trigger.start..to)
            .rev()
            .find(|index| sentence.word(*index).starts_with(promise))?;
        noun_phrase(sentence, from, to, at, negative, from)
    })
}

/// "agreed to a suspension": the object follows "to".
fn noun_phrase(
    sentence: &Sentence,
    from: usize,
    to: usize,
    at: usize,
    negative: bool,
    start: usize,
) -> Option<Verb> {
    let word = sentence.word(at);
    let opens = DETERMINERS.contains(word)
        || sentence.quantity_begins(at).is_some()
        || sentence.mention(at).is_some();
    let base = ["agree", "commit", "consent"]
        .into_iter()
        .find(|base| sentence.word(from).starts_with(base))?;
    (opens && !matches!(word, "that")).then(|| Verb {
        tokens: if negative {
            start..to + 1
        } else {
            from..to + 1
        },
        base: format!("{base} to"),
        negative,
        passive: false,
        noun: true,
    })
}

/// Past adverbs, "not", and times and asides between "will" and its verb.
fn skip(sentence: &Sentence, mut at: usize, mut negative: bool) -> (usize, bool) {
    for _ in 0..8 {
        let word = sentence.word(at);
        match word {
            "not" if sentence.word(at + 1) == "only" => at += 2,
            "not" | "never" => {
                negative = true;
                at += 1;
            }
            "no" if sentence.word(at + 1) == "longer" => {
                negative = true;
                at += 2;
            }
            "in" if sentence.is(at + 1, &["turn", "fact", "principle", "future", "return"]) => {
                at += 2;
            }
            "of" if sentence.word(at + 1) == "course" => at += 2,
            "as" if sentence.is(at + 1, &["always", "usual", "ever", "before"]) => at += 2,
            "," | "—" | "–" => {
                let close = (at + 2..at + 14).find(|index| sentence.word(*index) == word);
                match close {
                    Some(close) => at = close + 1,
                    None => break,
                }
            }
            _ if sentence.date(at).is_some() => at = past_date(sentence, at),
            _ if PREPOSITIONS.contains(word) || word == "before" || word == "until" => {
                let next = at + 1 + usize::from(sentence.word(at + 1) == "the");
                if sentence.date(next).is_none() {
                    break;
                }
                at = past_date(sentence, next);
            }
            _ if is_adverb(word) => at += 1,
            _ => break,
        }
    }
    (at, negative)
}

fn past_date(sentence: &Sentence, at: usize) -> usize {
    match sentence
        .date(at)
        .and_then(|index| sentence.dates.get(index))
    {
        Some(date) => sentence.behind(at, &date.span),
        None => at + 1,
    }
}

fn verb_here(
    sentence: &Sentence,
    at: usize,
    negative: bool,
    start: usize,
    gerund: bool,
    promise: Option<&str>,
) -> Option<Verb> {
    let token = sentence.tokens.get(at)?;
    let word = token.word.as_str();
    let verb = |end: usize, base: String, passive: bool| {
        // "not" stands before the verb, or is part of "won't".
        let first = (start..at).find(|index| sentence.is(*index, &["not", "never", "no"]));
        Some(Verb {
            tokens: first.filter(|_| negative).unwrap_or(at)..end,
            base,
            negative,
            passive,
            noun: false,
        })
    };
    let other = !token.is_word()
        || token.word.starts_with('\'')
        || sentence.mention(at).is_some()
        || sentence.quantity(at).is_some()
        || CLAUSES.contains(word)
        || DETERMINERS.contains(word)
        || PREPOSITIONS.contains(word)
        || PRONOUNS.contains(word);
    if other {
        return None;
    }
    if word == "be" {
        let (next, _) = skip(sentence, at + 1, false);
        let word = sentence.word(next);
        if let Some(base) = of_gerund(word).filter(|base| is_act(sentence, base, next)) {
            return verb_of(sentence, at, next, base, negative, start);
        }
        let base = of_participle(word)?;
        return ACTS.contains(&base).then(|| verb(next + 1, base, true))?;
    }
    let base = if gerund && word.ends_with("ing") {
        match of_gerund(word) {
            Some(base) => base,
            None => word.to_owned(),
        }
    } else {
        if promise.is_some()
            && !ACTS.contains(word)
            && (word.ends_with('s') && !word.ends_with("ss"))
        {
            return None;
        }
        // "committed to peace"
        if matches!(promise, Some("commit")) && !ACTS.contains(word) {
            return None;
        }
        if word.ends_with("ing") && word != "bring" {
            return None;
        }
        word.to_owned()
    };
    if base == "refrain" && sentence.word(at + 1) == "from" {
        return verb_of(sentence, at, at, base, negative, start);
    }
    // "de-risk"
    if sentence.is(at + 1, &["-"]) && sentence.tokens[at + 1].joined {
        let end = (at + 3).min(sentence.tokens.len());
        let span = sentence.span(&(at..end))?;
        return verb(end, sentence.text.get(span)?.to_lowercase(), false);
    }
    is_act(sentence, &base, at).then(|| verb_of(sentence, at, at, base, negative, start))?
}

/// Whether somebody who does this acts, by the verb and the words behind it.
pub(super) fn is_act(sentence: &Sentence, base: &str, at: usize) -> bool {
    let next = sentence.word(at + 1);
    let soon = |words: &[&str]| (at + 1..at + 4).any(|index| sentence.is(index, words));
    match base {
        "pay" | "bear" if soon(&["price", "prices", "consequences", "attention", "heed"]) => false,
        "pay" => {
            sentence.quantity_begins(at + 1).is_some() || matches!(next, "for" | "down" | "back")
        }
        "end" => next != "up",
        "make" => !matches!(next, "clear" | "it" | "progress") && !soon(&["sense"]),
        "take" => !matches!(next, "place" | "time" | "effect" | "years" | "months"),
        // "What we will do is".
        "do" => !sentence.parts(at + 1) && !matches!(next, "is" | "was" | "so" | "well" | "very"),
        _ => !NO_ACTS.contains(base) || pairs(ACTS_WITH, base, next),
    }
}

/// A verb with the verb that it carries: "continue to enforce", "keep working".
pub(super) fn verb_of(
    sentence: &Sentence,
    at: usize,
    word: usize,
    base: String,
    negative: bool,
    start: usize,
) -> Option<Verb> {
    let first = (start..at).find(|index| sentence.is(*index, &["not", "never", "no"]));
    let begin = first.filter(|_| negative).unwrap_or(word);
    let verb = |end: usize, base: String| Verb {
        tokens: begin..end,
        base,
        negative,
        passive: false,
        noun: false,
    };
    if !CARRIERS.contains(&base) {
        return Some(verb(word + 1, base));
    }
    let next = word + 1;
    let (text, inner) = match sentence.word(next) {
        "to" => (format!("{base} to"), next + 1),
        "from" => (format!("{base} from"), next + 1),
        _ => (base.clone(), next),
    };
    let (inner, _) = skip(sentence, inner, false);
    let carried = sentence.word(inner);
    if let Some(gerund) = of_gerund(carried).filter(|_| sentence.word(next) != "to") {
        // "start talks" carries nothing, "keep working" does.
        return (is_act(sentence, &gerund, inner))
            .then(|| verb(inner + 1, format!("{text} {carried}")));
    }
    if sentence.word(next) == "to"
        && sentence.tokens.get(inner).is_some_and(Token::is_word)
        && sentence.mention(inner).is_none()
        && !DETERMINERS.contains(carried)
    {
        return is_act(sentence, carried, inner)
            .then(|| verb(inner + 1, format!("{text} {carried}")));
    }
    (!matches!(base.as_str(), "try" | "aim" | "strive")).then(|| verb(word + 1, base))
}
