//! What is promised: the verb, its particle and its object.

use std::ops::Range;

use super::sentence::Sentence;
use super::triggers::{Trigger, Way, is_adverb};
use super::verbs::{of_gerund, of_participle};
use super::words::{
    ACTS, ACTS_WITH, CARRIERS, CLAUSES, DETERMINERS, NO_ACTS, NOUNS_TOO, PARTICLES, PREPOSITIONS,
    PRONOUNS, TIMES, WITH_PARTICLE, WITH_PREPOSITION,
};
use crate::statements::Unit;

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
    let opens = DETERMINERS.contains(&word)
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
                at += 2
            }
            "of" if sentence.word(at + 1) == "course" => at += 2,
            "," | "—" | "–" => {
                let close = (at + 2..at + 14).find(|index| sentence.word(*index) == word);
                match close {
                    Some(close) => at = close + 1,
                    None => break,
                }
            }
            _ if sentence.date(at).is_some() => at = past_date(sentence, at),
            _ if PREPOSITIONS.contains(&word) || word == "before" || word == "until" => {
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
        || DETERMINERS.contains(&word)
        || PREPOSITIONS.contains(&word)
        || PRONOUNS.contains(&word);
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
        return ACTS
            .contains(&base.as_str())
            .then(|| verb(next + 1, base, true))?;
    }
    let base = if gerund && word.ends_with("ing") {
        match of_gerund(word) {
            Some(base) => base,
            None => word.to_owned(),
        }
    } else {
        if promise.is_some()
            && !ACTS.contains(&word)
            && (word.ends_with('s') && !word.ends_with("ss"))
        {
            return None;
        }
        // "committed to peace"
        if matches!(promise, Some("commit")) && !ACTS.contains(&word) {
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
    is_act(sentence, &base, at).then(|| verb_of(sentence, at, at, base, negative, start))?
}

/// Whether somebody who does this acts, by the verb and the words behind it.
fn is_act(sentence: &Sentence, base: &str, at: usize) -> bool {
    let next = sentence.word(at + 1);
    let soon = |words: &[&str]| (at + 1..at + 4).any(|index| sentence.is(index, words));
    match base {
        "pay" | "bear" if soon(&["price", "prices", "consequences", "attention", "heed"]) => false,
        "pay" => {
            sentence.quantity_begins(at + 1).is_some() || matches!(next, "for" | "down" | "back")
        }
        "make" => !matches!(next, "sense" | "clear" | "it" | "progress"),
        "take" => !matches!(next, "place" | "time" | "effect" | "years" | "months"),
        // "What we will do is".
        "do" => !sentence.parts(at + 1) && !matches!(next, "is" | "was" | "so" | "well" | "very"),
        _ => {
            !NO_ACTS.contains(&base)
                || ACTS_WITH
                    .iter()
                    .any(|(verb, words)| *verb == base && words.contains(&next))
        }
    }
}

/// A verb with the verb that it carries: "continue to enforce", "keep working".
fn verb_of(
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
    if !CARRIERS.contains(&base.as_str()) {
        return Some(verb(word + 1, base));
    }
    let next = word + 1;
    let (text, inner) = match sentence.word(next) {
        "to" => (format!("{base} to"), next + 1),
        "from" => (format!("{base} from"), next + 1),
        _ => (base.clone(), next),
    };
    let carried = sentence.word(inner);
    if let Some(gerund) = of_gerund(carried).filter(|_| sentence.word(next) != "to") {
        // "start talks" carries nothing, "keep working" does.
        return (is_act(sentence, &gerund, inner))
            .then(|| verb(inner + 1, format!("{text} {carried}")));
    }
    if sentence.word(next) == "to"
        && sentence.mention(inner).is_none()
        && !DETERMINERS.contains(&carried)
    {
        return is_act(sentence, carried, inner)
            .then(|| verb(inner + 1, format!("{text} {carried}")));
    }
    (!matches!(base.as_str(), "try" | "aim" | "strive")).then(|| verb(word + 1, base))
}

/// Where a verb's particle and preposition end, and what they are.
pub(super) fn particle(sentence: &Sentence, verb: &Verb) -> (String, usize) {
    let mut base = verb.base.clone();
    let mut at = verb.tokens.end;
    if verb.passive || verb.noun {
        return (base, at);
    }
    if base == "make" && sentence.word(at) == "sure" {
        return ("make sure".to_owned(), at + 1);
    }
    let last = |base: &str| base.rsplit(' ').next().unwrap_or_default().to_owned();
    let word = sentence.word(at);
    let own = WITH_PARTICLE
        .iter()
        .any(|(particle, verbs)| *particle == word && verbs.contains(&last(&base).as_str()));
    if (PARTICLES.contains(&word) && sentence.quantity(at).is_none()) || own {
        base = format!("{base} {word}");
        at += 1;
    }
    let word = sentence.word(at);
    let key = base.strip_prefix("continue to ").unwrap_or(&base);
    let key = of_gerund(key.rsplit(' ').next().unwrap_or_default())
        .filter(|_| key.starts_with("keep ") || key.contains(' ') && !PARTICLES.contains(&word))
        .unwrap_or_else(|| key.to_owned());
    let takes = WITH_PREPOSITION
        .iter()
        .any(|(verb, words)| *verb == key && words.contains(&word));
    if takes && sentence.date(at).is_none() && !ends_object(sentence, at + 1, at + 1, &base) {
        base = format!("{base} {word}");
        at += 1;
    }
    (base, at)
}

/// The object that begins at a token, before `limit`.
pub(super) fn object(
    sentence: &Sentence,
    from: usize,
    limit: usize,
    base: &str,
) -> Option<Range<usize>> {
    let mut from = from;
    while is_adverb(sentence.word(from))
        && !DETERMINERS.contains(&sentence.word(from))
        && sentence.date(from).is_none()
    {
        from += 1;
    }
    let word = sentence.word(from);
    let opens = from < limit
        && !ends_object(sentence, from, from, base)
        && !(PREPOSITIONS.contains(&word) && sentence.quantity_begins(from).is_none())
        && !matches!(word, "and" | "or" | "to");
    if !opens {
        return None;
    }
    let end = (from + 1..limit)
        .find(|at| ends_object(sentence, from, *at, base))
        .unwrap_or(limit);
    Some(from..end)
}

/// Whether the object that begins at `from` has ended before a token.
fn ends_object(sentence: &Sentence, from: usize, at: usize, base: &str) -> bool {
    let Some(token) = sentence.tokens.get(at) else {
        return true;
    };
    let quoted = at == from && token.is(&["“", "\"", "‘"]);
    if sentence.clause(at).is_some() {
        return true;
    }
    if sentence.parts(at) && !quoted {
        return !(token.word == "," && goes_on_as_list(sentence, at));
    }
    let word = token.word.as_str();
    let previous = sentence.before(at);
    // "the October 9 rule", "the rule of October 9"
    if sentence.date(at).is_some() {
        let inside = at > from && (DETERMINERS.contains(&previous) || previous == "of")
            || at > from && sentence.date(at - 1) == sentence.date(at);
        return !inside;
    }
    let amount = |at: usize| {
        sentence
            .quantity_begins(at)
            .filter(|quantity| !matches!(quantity.unit, Unit::Count(_)) || is_change(base))
    };
    let the = usize::from(sentence.is(at + 1, &["the", "at", "about"]));
    let time = sentence
        .date(at + 1)
        .or_else(|| sentence.date(at + 1 + the))
        .is_some();
    if sentence
        .quantity(at)
        .is_some_and(|quantity| quantity.span.start < token.span.start)
    {
        return false;
    }
    // "any new rule 60 days in advance"
    let lead = sentence
        .quantity_begins(at)
        .filter(|quantity| at > from && quantity.unit == Unit::Days)
        .map(|quantity| sentence.behind(at, &quantity.span));
    if lead.is_some_and(|end| {
        sentence.is(end, &["before", "ahead", "after", "prior", "later"])
            || (sentence.word(end) == "in" && sentence.word(end + 1) == "advance")
    }) {
        return true;
    }
    if at > from && sentence.is(from, &["what", "whatever", "everything"]) {
        return matches!(word, "to" | "and" | "but");
    }
    // "talks with China very soon"
    if at > from && matches!(word, "very" | "quite" | "pretty" | "fairly") {
        return sentence.is(
            at + 1,
            &["soon", "shortly", "quickly", "early", "hard", "much"],
        );
    }
    match word {
        "it" | "them" | "us" | "you" | "me" | "him" | "her" if at == from => false,
        "of" => false,
        "still" | "also" | "already" => at > from,
        "to" => {
            amount(at + 1).is_some()
                || sentence.is(at + 1, &["zero", "nothing", "between", "be"])
                || (at > from && purpose(sentence, at))
                || is_infinitive(sentence, at)
        }
        "from" | "at" | "by" if amount(at + 1).is_some() => true,
        "for" | "in" | "over" | "during" | "through" | "on" | "from" | "with" | "since" | "at"
        | "into" | "as"
            if time =>
        {
            true
        }
        "for" => {
            let lasts = sentence
                .quantity_begins(at + 1)
                .is_some_and(|quantity| quantity.unit == Unit::Days);
            (lasts && !matches!(previous, "valid" | "good"))
                || sentence.is(at + 1, &["now", "another", "good"])
                || (sentence.is(at + 1, &["a", "the"])
                    && sentence.is(at + 2, &["period", "duration", "time", "moment"]))
        }
        "in" => {
            sentence
                .quantity_begins(at + 1)
                .is_some_and(|q| q.unit == Unit::Days)
                || sentence.is(
                    at + 1,
                    &[
                        "order",
                        "exchange",
                        "return",
                        "response",
                        "advance",
                        "accordance",
                        "line",
                        "due",
                        "coming",
                        "each",
                        "every",
                        "turn",
                    ],
                )
                || sentence.word(at + 1) == "the"
                    && sentence.is(at + 2, &["coming", "future", "next", "near", "meantime"])
        }
        "over" | "during" | "through" | "within" => {
            sentence.is(at + 1, &["the"]) && sentence.is(at + 2, &["next", "coming"])
                || word == "during"
                || word == "within"
        }
        "under" | "with" | "without" | "against" => false,
        "and" | "or" => coordinates(sentence, at).is_some() || starts_clause(sentence, at + 1),
        "as" => true,
        "at" => sentence.word(at + 1) == "the" && sentence.word(at + 2) == "same",
        "one" if at > from => false,
        _ if at > from && TIMES.contains(&word) => {
            !DETERMINERS.contains(&previous) && !is_adjective_like(previous)
        }
        _ if at == from && CLAUSES.contains(&word) && !matches!(word, "what" | "that") => true,
        _ if at > from && CLAUSES.contains(&word) => true,
        _ => false,
    }
}

fn is_adjective_like(word: &str) -> bool {
    matches!(word, "very" | "and" | "of")
}

/// "to" before an infinitive that no list knows: "any third party to interfere".
fn is_infinitive(sentence: &Sentence, at: usize) -> bool {
    let next = sentence.tokens.get(at + 1);
    let bare = next.is_some_and(|next| {
        next.is_word()
            && !next.capital
            && sentence.mention(at + 1).is_none()
            && !DETERMINERS.contains(&next.word.as_str())
            && !PREPOSITIONS.contains(&next.word.as_str())
            && (NO_ACTS.contains(&next.word.as_str())
                || next.is(&[
                    "interfere",
                    "compete",
                    "cover",
                    "reflect",
                    "avoid",
                    "benefit",
                    "hear",
                    "meet",
                    "serve",
                    "assist",
                    "match",
                ]))
    });
    bare && at > 0
}

/// Verbs that take something to another number.
fn is_change(base: &str) -> bool {
    [
        "expand",
        "increase",
        "raise",
        "reduce",
        "cut",
        "lower",
        "bring down",
        "scale",
        "slash",
        "double",
        "grow",
        "limit",
    ]
    .iter()
    .any(|verb| base.starts_with(verb))
}

/// Whether behind "and" a clause begins with a subject of its own.
fn starts_clause(sentence: &Sentence, at: usize) -> bool {
    let auxiliary = [
        "will", "'ll", "would", "shall", "won't", "has", "have", "is", "are", "was", "were", "can",
        "must", "should", "agreed", "said",
    ];
    sentence.is(at, &["we", "i", "they", "it", "he", "she", "there", "you"])
        || sentence.is(
            at,
            &[
                "will", "'ll", "would", "shall", "is", "are", "has", "have", "that", "which",
                "when", "by", "if", "then",
            ],
        )
        || (at + 1..at + 6)
            .take_while(|index| !sentence.parts(*index))
            .any(|index| sentence.is(index, &auxiliary))
}

fn goes_on_as_list(sentence: &Sentence, comma: usize) -> bool {
    if sentence.date(comma + 1).is_some() || sentence.clause(comma + 1).is_some() {
        return false;
    }
    let mut end = comma + 1;
    let mut and = false;
    while end < comma + 16 && end < sentence.tokens.len() {
        let word = sentence.word(end);
        if word == "," {
            end += 1;
            continue;
        }
        if sentence.parts(end) || sentence.clause(end).is_some() {
            break;
        }
        if matches!(word, "and" | "or") {
            and = coordinates(sentence, end).is_none() && !starts_clause(sentence, end + 1);
            break;
        }
        let compound = sentence.tokens[end].joined;
        if (CLAUSES.contains(&word) && !compound)
            || TIMES.contains(&word)
            || (PREPOSITIONS.contains(&word) && end == comma + 1)
        {
            return false;
        }
        end += 1;
    }
    and && coordinates(sentence, comma).is_none()
}

/// Whether a verb that serves the promised one begins here: "to defend", "of
/// ending", "which".
pub(super) fn opens_inner(sentence: &Sentence, at: usize) -> bool {
    match sentence.word(at) {
        "to" => purpose(sentence, at),
        "of" | "for" | "by" | "in" | "towards" | "toward" | "from" => {
            of_gerund(sentence.word(at + 1)).is_some()
        }
        "that" | "which" | "who" | "whose" | "where" | "so" | "because" => true,
        _ => false,
    }
}

/// "to ensure", "to firmly defend".
fn purpose(sentence: &Sentence, to: usize) -> bool {
    let mut verb = to + 1;
    while is_adverb(sentence.word(verb)) {
        verb += 1;
    }
    let word = sentence.word(verb);
    ACTS.contains(&word)
        && sentence.mention(verb).is_none()
        && (verb > to + 1 || !NOUNS_TOO.contains(&word) || opens_object(sentence, verb + 1))
}

/// Whether an object may begin at a token.
fn opens_object(sentence: &Sentence, at: usize) -> bool {
    let Some(token) = sentence.tokens.get(at) else {
        return false;
    };
    DETERMINERS.contains(&token.word.as_str())
        || sentence.quantity_begins(at).is_some()
        || sentence.mention(at).is_some()
        || PARTICLES.contains(&token.word.as_str())
        || token.is(&["it", "them", "us", "you", "me", "him"])
}

/// The verb that "and", "or" or a comma joins to the one before: where it begins.
pub(super) fn coordinates(sentence: &Sentence, at: usize) -> Option<usize> {
    let joint = sentence.word(at);
    if !matches!(joint, "and" | "or" | "," | "but" | ";") {
        return None;
    }
    let mut next = at + 1;
    if matches!(joint, "," | ";") && sentence.is(next, &["and", "or", "but"]) {
        next += 1;
    }
    let to = sentence.word(next) == "to"
        || (sentence.word(next) == "not" && sentence.word(next + 1) == "to");
    if to {
        next += 1 + usize::from(sentence.word(next) == "not");
    }
    while is_adverb(sentence.word(next)) || sentence.is(next, &["not", "never"]) {
        if sentence.parts(next) || sentence.date(next).is_some() {
            break;
        }
        next += 1;
    }
    let token = sentence.tokens.get(next)?;
    let word = token.word.as_str();
    if sentence.mention(next).is_some() || token.joined {
        return None;
    }
    let known = ACTS.contains(&word) && !matches!(word, "have" | "be" | "do");
    if to {
        return known.then_some(next);
    }
    if of_gerund(word).is_some_and(|base| ACTS.contains(&base.as_str()))
        && opens_object(sentence, next + 1)
    {
        return (joint == "and").then_some(next);
    }
    let prepositional = WITH_PREPOSITION
        .iter()
        .any(|(verb, words)| *verb == word && words.contains(&sentence.word(next + 1)));
    let clear = !NOUNS_TOO.contains(&word) || opens_object(sentence, next + 1) || prepositional;
    (known && clear && joint != ";").then_some(next)
}

/// A verb joined to a first one: "and suspend", "and not to suspend".
pub(super) fn joined_verb(sentence: &Sentence, at: usize, joint: usize) -> Option<Verb> {
    let negative = (joint..at).any(|index| sentence.is(index, &["not", "never"]));
    let base = match of_gerund(sentence.word(at)) {
        Some(base) if ACTS.contains(&base.as_str()) => base,
        _ => sentence.word(at).to_owned(),
    };
    is_act(sentence, &base, at).then(|| verb_of(sentence, at, at, base, negative, joint))?
}
