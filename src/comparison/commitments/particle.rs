//! The particle and the preposition that belong to a verb: "roll back",
//! "crack down on".

use super::action::Verb;
use super::object::is_barred;
use super::sentence::Sentence;
use super::verbs::of_gerund;
use super::words::{PARTICLES, WITH_PARTICLE, WITH_PREPOSITION, pairs};

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
    let own = pairs(WITH_PARTICLE, &last(&base), word);
    if (PARTICLES.contains(word) && sentence.quantity(at).is_none()) || own {
        base = format!("{base} {word}");
        at += 1;
    }
    let word = sentence.word(at);
    let key = base.strip_prefix("continue to ").unwrap_or(&base);
    let key = of_gerund(key.rsplit(' ').next().unwrap_or_default())
        .filter(|_| key.starts_with("keep ") || key.contains(' ') && !PARTICLES.contains(word))
        .unwrap_or_else(|| key.to_owned());
    let takes = pairs(WITH_PREPOSITION, &key, word);
    if takes && sentence.date(at).is_none() && !is_barred(sentence, at + 1, &base) {
        base = format!("{base} {word}");
        at += 1;
    }
    (base, at)
}
