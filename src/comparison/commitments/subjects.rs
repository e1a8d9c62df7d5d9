//! Who promises: the noun phrase before the verbs.

use std::ops::Range;

use super::sentence::Sentence;
use super::words::{CLAUSES, DETERMINERS, OFFICES, PREPOSITIONS, PRONOUNS, TOGETHER};
use crate::statements::{Mention, Naming};

/// Whom a subject names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// The speaker's own side.
    Own,
    /// Actors by their ids.
    Actors(Vec<String>),
    /// The speaker's side and the other together.
    Both,
    /// "neither side"
    Neither,
    /// Something or somebody that is no actor.
    Other,
    /// No subject: what went before goes on, or the speaker's own side.
    Missing,
}

/// A subject and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub(super) who: Who,
    pub(super) tokens: Range<usize>,
}

/// The subject that ends before a token and begins at or behind `floor`.
pub(super) fn subject(sentence: &Sentence, end: usize, floor: usize) -> Subject {
    let end = before_apposition(sentence, end, floor);
    let tokens = phrase(sentence, end, floor);
    let mut found = Subject {
        who: who(sentence, &tokens, end),
        tokens,
    };
    join(sentence, &mut found, floor);
    found
}

/// "China, the largest buyer, will": the subject ends before the first comma.
fn before_apposition(sentence: &Sentence, end: usize, floor: usize) -> usize {
    let Some(last) = end.checked_sub(1).filter(|last| *last > floor) else {
        return end;
    };
    if !matches!(sentence.word(last), "," | "—" | "–") {
        return end;
    }
    let from = last.saturating_sub(14).max(floor);
    (from..last)
        .rev()
        .find(|index| sentence.word(*index) == sentence.word(last))
        .filter(|open| *open > floor && open + 1 < last)
        .unwrap_or(end)
}

fn phrase(sentence: &Sentence, end: usize, floor: usize) -> Range<usize> {
    let mut start = end;
    while start > floor {
        let at = start - 1;
        if let Some(mention) = sentence.mention(at) {
            start = sentence.begin(at, &mention.span).max(floor);
            continue;
        }
        let word = sentence.word(at);
        if sentence.parts(at)
            || sentence.date(at).is_some()
            || sentence.clause(at).is_some()
            || matches!(word, "and" | "or" | "nor")
        {
            break;
        }
        if PREPOSITIONS.contains(word) {
            let office = matches!(word, "of" | "for")
                && at > floor
                && (OFFICES.contains(sentence.word(at - 1))
                    || sentence.is(at - 1, &["both", "two", "heads"]));
            if !office {
                break;
            }
            start = at;
            continue;
        }
        if PRONOUNS.contains(word) {
            if start == end {
                start = at;
            }
            break;
        }
        if CLAUSES.contains(word) {
            break;
        }
        start = at;
        let goes_on = start > floor && sentence.is(start - 1, &["of", "for", "all", "both"]);
        if DETERMINERS.contains(word) && !goes_on && !matches!(word, "other" | "new" | "one") {
            break;
        }
    }
    start..end
}

fn who(sentence: &Sentence, tokens: &Range<usize>, end: usize) -> Who {
    let Some(last) = tokens
        .end
        .checked_sub(1)
        .filter(|last| *last >= tokens.start)
    else {
        return relative(sentence, end);
    };
    match sentence.word(last) {
        "i" | "we" => return Who::Own,
        "it" => return antecedent(sentence, last, false),
        "he" | "she" => return antecedent(sentence, last, true),
        "they" => return other(sentence, last),
        "you" => return Who::Other,
        _ => {}
    }
    let has = |words: &[&str]| tokens.clone().any(|at| sentence.is(at, words));
    if has(&["neither"]) && sentence.is(last, &["side", "country", "party", "government"]) {
        return Who::Neither;
    }
    let named = tokens
        .clone()
        .rev()
        .find(|at| sentence.mention(*at).is_some());
    // "the two heads of state"
    if has(&["both", "two"]) && has(&["heads"]) && sentence.is(last, &["state", "government"]) {
        return Who::Both;
    }
    let together = TOGETHER.contains(sentence.word(last));
    if together
        && named.is_none()
        && (has(&["both", "two"])
            || (tokens.len() == 2
                && sentence.word(tokens.start) == "the"
                && has(&["sides", "parties"])))
        && !has(&["all", "other", "many", "third"])
    {
        return Who::Both;
    }
    if sentence.is(last, &["both", "us"]) && has(&["both", "two"]) {
        return Who::Both;
    }
    match named {
        Some(at) => by_mention(sentence, tokens, at),
        None => by_office(sentence, tokens),
    }
}

/// Whether the mention heads the subject or only stands in it: "China's
/// government" does, "China's economy" does not.
fn by_mention(sentence: &Sentence, tokens: &Range<usize>, at: usize) -> Who {
    let Some(mention) = sentence.mention(at) else {
        return Who::Other;
    };
    let first = sentence.begin(at, &mention.span);
    let actor = || Who::Actors(vec![mention.actor.clone()]);
    let rest = at + 1..tokens.end;
    if rest.is_empty() {
        let the = first > tokens.start && sentence.word(first - 1) == "the";
        if mention.naming == Naming::Demonym && (!the || sentence.word(at).ends_with('s')) {
            return Who::Other;
        }
        // "The talks with China will".
        let head = (tokens.start..first).all(|index| DETERMINERS.contains(sentence.word(index)));
        let governed = head
            && PREPOSITIONS.contains(sentence.before(tokens.start))
            && sentence.date(tokens.start.saturating_sub(1)).is_none();
        return if governed { Who::Other } else { actor() };
    }
    let office = rest
        .clone()
        .find(|index| OFFICES.contains(sentence.word(*index)));
    let Some(office) = office else {
        return Who::Other;
    };
    // Behind the office its field or a name: "Minister of Commerce Wang".
    let tail = (office + 1..tokens.end).all(|index| {
        sentence.tokens[index].capital
            || OFFICES.contains(sentence.word(index))
            || sentence.is(index, &["of", "for", "and", "-", "general"])
    });
    let about = (rest.start..office).all(|index| !sentence.is(index, &["of", "for", "in"]));
    if tail && about { actor() } else { Who::Other }
}

/// "The ministry", "our side", "the president": the speaker's own.
fn by_office(sentence: &Sentence, tokens: &Range<usize>) -> Who {
    let others = [
        "other", "their", "his", "her", "your", "any", "every", "each", "no", "third", "another",
        "these", "those", "many", "some", "several", "all", "a", "an", "opposite", "local", "host",
    ];
    if tokens.clone().any(|at| sentence.is(at, &others)) {
        return Who::Other;
    }
    let office = tokens
        .clone()
        .rev()
        .find(|at| OFFICES.contains(sentence.word(*at)));
    let first = sentence.word(tokens.start);
    let capital = tokens
        .clone()
        .any(|at| sentence.tokens[at].capital && at > 0);
    let definite = matches!(first, "the" | "our" | "my" | "this") || capital;
    match office {
        Some(office) if definite => {
            let tail = (office + 1..tokens.end)
                .all(|at| sentence.tokens[at].capital || sentence.is(at, &["of", "for", "and"]));
            if tail { Who::Own } else { Who::Other }
        }
        _ => Who::Other,
    }
}

/// No words of its own: "China, which will", "and will", or the beginning.
fn relative(sentence: &Sentence, end: usize) -> Who {
    let Some(last) = end.checked_sub(1) else {
        return Who::Missing;
    };
    if sentence.is(last, &["which", "who", "that"]) {
        let comma = usize::from(sentence.before(last) == ",");
        let actor = last
            .checked_sub(1 + comma)
            .and_then(|at| sentence.mention(at))
            .filter(|mention| mention.naming != Naming::Demonym);
        return actor.map_or(Who::Other, |mention| {
            Who::Actors(vec![mention.actor.clone()])
        });
    }
    let goes_on = sentence.parts(last) || sentence.is(last, &["and", "or", "but", "then"]);
    if goes_on { Who::Missing } else { Who::Other }
}

/// Whom "it" or "he" means: the last actor before it that heads a clause,
/// a state for "it", somebody for "he".
fn antecedent(sentence: &Sentence, at: usize, person: bool) -> Who {
    let found = (0..at).rev().find_map(|index| {
        if person && is_own_leader(sentence, index) {
            return Some(Who::Own);
        }
        let mention = head_at(sentence, index).filter(|_| opens_clause(sentence, index))?;
        ((mention.naming == Naming::Person) == person)
            .then(|| Who::Actors(vec![mention.actor.clone()]))
    });
    let alone = (0..at).all(|index| sentence.parts(index) || sentence.word(index) == "that");
    found.unwrap_or(if alone && sentence.reported {
        Who::Own
    } else {
        Who::Other
    })
}

/// "The president", without a country.
fn is_own_leader(sentence: &Sentence, at: usize) -> bool {
    sentence.is(at, &["the", "our"])
        && sentence.is(
            at + 1,
            &[
                "president",
                "secretary",
                "premier",
                "minister",
                "chancellor",
            ],
        )
        && !sentence.is(at + 2, &["of"])
        && sentence.mention(at + 2).is_none()
}

/// The actor named at a token, where it may be a subject: not in "with China",
/// "China's" or "Chinese goods".
fn head_at<'s>(sentence: &'s Sentence, at: usize) -> Option<&'s Mention> {
    let mention = sentence.mention(at)?;
    let first = sentence.begin(at, &mention.span);
    let article = usize::from(first > 0 && sentence.word(first - 1) == "the");
    let governed = PREPOSITIONS.contains(sentence.before(first - article));
    let heads = !governed
        && mention.naming != Naming::Demonym
        && sentence.word(sentence.behind(at, &mention.span)) != "'s";
    heads.then_some(mention)
}

/// Whether nothing but titles stands between an actor and the beginning of its
/// clause: not so in "bakers see China" and "parcels from Hanoi and Beijing".
fn opens_clause(sentence: &Sentence, at: usize) -> bool {
    let mut first = at;
    while let Some(before) = first.checked_sub(1) {
        let title = (DETERMINERS.contains(sentence.word(before))
            && sentence.word(before) != "that")
            || OFFICES.contains(sentence.word(before))
            || sentence.mention(before).is_some()
            || sentence.tokens[before].capital && !sentence.is(before, &["in", "on", "at"])
            || sentence.is(before, &["of", "'s"]);
        if !title {
            return sentence.parts(before)
                || sentence.date(before).is_some()
                || sentence.is(before, &["that", "but", "said", "says"]);
        }
        first = before;
    }
    true
}

/// The subject with which a sentence begins, for a later "and will".
pub(super) fn first_subject(sentence: &Sentence, end: usize) -> Option<Subject> {
    let last = end;
    // Only behind the verb that the two share.
    if !sentence.is(end.checked_sub(1)?, &["and", "or", "but", "then"]) {
        return None;
    }
    let at = (0..end).find(|at| {
        sentence.clause(*at).is_none()
            && (sentence.is(*at, &["i", "we"])
                || (head_at(sentence, *at).is_some() && opens_clause(sentence, *at))
                || own_office(sentence, *at).is_some())
    })?;
    let bounded = (0..at).all(|before| sentence.word(before) != "that");
    let who = match head_at(sentence, at) {
        Some(mention) => Who::Actors(vec![mention.actor.clone()]),
        None => Who::Own,
    };
    let end = match head_at(sentence, at) {
        Some(mention) => sentence.behind(at, &mention.span),
        None => own_office(sentence, at).unwrap_or(at + 1),
    };
    let one_clause = (at..last)
        .all(|index| !sentence.is(index, &["which", "who", "whose", ":", ";", "“", "\"", "—"]));
    (bounded && one_clause).then_some(Subject {
        who,
        tokens: at..end,
    })
}

/// Where "the ministry" that begins at a token ends.
fn own_office(sentence: &Sentence, at: usize) -> Option<usize> {
    let begins = sentence.is(at, &["the", "our"]) && (at == 0 || sentence.parts(at - 1));
    let end = (at + 1..at + 5).find(|index| OFFICES.contains(sentence.word(*index)))? + 1;
    let own = by_office(sentence, &(at..end)) == Who::Own;
    (begins && own && sentence.word(end) != "'s").then_some(end)
}

/// Whom "they" means: the one actor that was named, if it is one.
fn other(sentence: &Sentence, at: usize) -> Who {
    let mut actors: Vec<&str> = (0..at)
        .filter_map(|index| head_at(sentence, index))
        .map(|mention| mention.actor.as_str())
        .collect();
    actors.sort_unstable();
    actors.dedup();
    match actors.as_slice() {
        [one] => Who::Actors(vec![(*one).to_owned()]),
        _ => Who::Other,
    }
}

/// "China and the United States".
fn join(sentence: &Sentence, found: &mut Subject, floor: usize) {
    let Who::Actors(actors) = &mut found.who else {
        return;
    };
    let mut start = found.tokens.start;
    while start > floor && sentence.is(start - 1, &["and", ","]) {
        let end = (floor..start)
            .rev()
            .find(|at| !sentence.is(*at, &["and", ","]))
            .map_or(floor, |at| at + 1);
        let left = phrase(sentence, end, floor);
        let clean = !left.is_empty()
            && left.clone().all(|at| {
                sentence.mention(at).is_some()
                    || DETERMINERS.contains(sentence.word(at))
                    || OFFICES.contains(sentence.word(at))
            });
        let bounded = left.start == floor
            || sentence.parts(left.start - 1)
            || sentence.is(left.start - 1, &["and", "that", "both"])
            || sentence.date(left.start - 1).is_some();
        // Commas alone join no subjects: "In Beijing, China will".
        let and = (end..start).any(|at| sentence.word(at) == "and") || actors.len() > 1;
        if !(clean && bounded && and) {
            break;
        }
        let Who::Actors(more) = who(sentence, &left, left.end) else {
            break;
        };
        for actor in more.into_iter().rev() {
            if !actors.contains(&actor) {
                actors.insert(0, actor);
            }
        }
        start = left.start;
    }
    found.tokens.start = start;
}
