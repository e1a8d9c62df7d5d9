//! Verbs joined to a promised one: "and suspend".

use super::action::{Verb, is_act, verb_of};
use super::sentence::Sentence;
use super::triggers::is_adverb;
use super::verbs::of_gerund;
use super::words::{
    ACTS, AUXILIARIES, CLAUSES, DETERMINERS, NOUNS_IN_ING, NOUNS_TOO, PARTICLES, PREPOSITIONS,
    TIMES, WITH_PREPOSITION, pairs,
};

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
pub(super) fn purpose(sentence: &Sentence, to: usize) -> bool {
    let mut verb = to + 1;
    while is_adverb(sentence.word(verb)) {
        verb += 1;
    }
    let word = sentence.word(verb);
    ACTS.contains(word)
        && sentence.mention(verb).is_none()
        && (verb > to + 1 || !NOUNS_TOO.contains(word) || opens_object(sentence, verb + 1))
}

/// Whether an object may begin at a token.
pub(super) fn opens_object(sentence: &Sentence, at: usize) -> bool {
    let Some(token) = sentence.tokens.get(at) else {
        return false;
    };
    DETERMINERS.contains(&token.word)
        || sentence.quantity_begins(at).is_some()
        || sentence.mention(at).is_some()
        || PARTICLES.contains(&token.word)
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
    let known = ACTS.contains(word) && !matches!(word, "have" | "be" | "do");
    if to {
        return known.then_some(next);
    }
    if of_gerund(word).is_some_and(|base| ACTS.contains(&base))
        && (opens_object(sentence, next + 1) || !NOUNS_IN_ING.contains(word))
        && !PREPOSITIONS.contains(sentence.word(next + 1))
        && !sentence.parts(next + 1)
    {
        return (joint == "and").then_some(next);
    }
    let prepositional = pairs(WITH_PREPOSITION, word, sentence.word(next + 1));
    let clear = !NOUNS_TOO.contains(word) || opens_object(sentence, next + 1) || prepositional;
    (known && clear && joint != ";").then_some(next)
}

/// A verb joined to a first one: "and suspend", "and not to suspend".
pub(super) fn joined_verb(sentence: &Sentence, at: usize, joint: usize) -> Option<Verb> {
    let negative = (joint..at).any(|index| sentence.is(index, &["not", "never"]));
    let base = match of_gerund(sentence.word(at)) {
        Some(base) if ACTS.contains(&base) => base,
        _ => sentence.word(at).to_owned(),
    };
    is_act(sentence, &base, at).then(|| verb_of(sentence, at, at, base, negative, joint))?
}

/// Whether behind "and" a clause begins with a subject of its own.
pub(super) fn starts_clause(sentence: &Sentence, at: usize) -> bool {
    let finite = sentence.word(at).strip_suffix('s').is_some_and(|verb| {
        ACTS.contains(verb)
            && (!NOUNS_TOO.contains(verb) || matches!(verb, "call" | "stand"))
            && (opens_object(sentence, at + 1)
                || sentence.is(at + 1, &["on", "to", "for", "ready"]))
    });
    let word = sentence.word(at);
    let behind = DETERMINERS.contains(sentence.word(at + 1)) || sentence.word(at + 1) == "to";
    let past = behind && word.ends_with("ed");
    let present = DETERMINERS.contains(sentence.word(at + 1))
        && word.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
        && !DETERMINERS.contains(word);
    finite
        || past
        || present
        || matches!(word, "meanwhile" | "also")
        || sentence.is(at, &["we", "i", "they", "it", "he", "she", "there", "you"])
        || sentence.is(
            at,
            &[
                "will", "'ll", "would", "shall", "is", "are", "has", "have", "that", "which",
                "when", "by", "if", "then",
            ],
        )
        || (at + 1..at + 6)
            .take_while(|index| !sentence.parts(*index))
            .any(|index| AUXILIARIES.contains(sentence.word(index)))
}

/// Whether a comma stands within a list: "corn, wheat and beef".
pub(super) fn goes_on_as_list(sentence: &Sentence, comma: usize) -> bool {
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
        if (CLAUSES.contains(word) && !compound)
            || TIMES.contains(word)
            || (PREPOSITIONS.contains(word) && end == comma + 1)
        {
            return false;
        }
        end += 1;
    }
    and && coordinates(sentence, comma).is_none()
}
