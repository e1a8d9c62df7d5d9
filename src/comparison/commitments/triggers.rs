//! Where a statement promises: "will", "agreed to", "a commitment to", and the
//! words around them that undo it.

use super::sentence::Sentence;
use super::words::{ADVERBS, PROMISE_NOUNS, PROMISES, REPORTS};

/// How it is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// "will", "is going to", "shall", "is to".
    Modal,
    /// "would" behind "said that".
    Reported,
    /// "would" that nothing reports: a promise only where the act says so.
    Would,
    /// "agreed to": with the verb's base and whether "be" stands before it.
    Promise { verb: &'static str, be: bool },
    /// "its commitment to"; where the actor stands behind it, "by", the token.
    Noun { agent: Option<usize> },
    /// "we are lowering".
    Progressive,
}

/// A place that promises.
#[derive(Debug, Clone)]
pub(super) struct Trigger {
    /// The first token of the verbs; the subject ends before it.
    pub(super) start: usize,
    /// The first token behind "will" or "to".
    pub(super) next: usize,
    pub(super) negative: bool,
    pub(super) way: Way,
}

pub(super) fn triggers(sentence: &Sentence) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = Vec::new();
    let mut at = 0;
    while at < sentence.tokens.len() {
        let trigger = if sentence.clause(at).is_some() {
            None
        } else {
            modal(sentence, at)
                .or_else(|| promise(sentence, at))
                .or_else(|| noun(sentence, at))
                .or_else(|| progressive(sentence, at))
        };
        let next = trigger.as_ref().map_or(at + 1, |trigger| trigger.next);
        // "Will agree to buy" is one promise: the first place has it.
        if let Some(trigger) = trigger {
            at = if matches!(trigger.way, Way::Modal | Way::Reported | Way::Would) {
                past_promise(sentence, next)
            } else {
                next
            };
            found.push(trigger);
        } else {
            at = next;
        }
    }
    found
}

/// Behind the "agree" of "will agree to".
fn past_promise(sentence: &Sentence, next: usize) -> usize {
    let verb = (next..next + 3).find(|at| !is_adverb(sentence.word(*at)));
    verb.filter(|at| form_of(sentence.word(*at)).is_some())
        .map_or(next, |at| at + 1)
}

pub(super) fn is_adverb(word: &str) -> bool {
    ADVERBS.contains(word)
        || (word.len() > 4
            && word.ends_with("ly")
            && !matches!(
                word,
                "apply"
                    | "supply"
                    | "comply"
                    | "rely"
                    | "ally"
                    | "family"
                    | "italy"
                    | "july"
                    | "multiply"
                    | "imply"
                    | "reply"
            ))
}

fn modal(sentence: &Sentence, at: usize) -> Option<Trigger> {
    let (before, next) = (sentence.before(at), sentence.word(at + 1));
    let start = group_start(sentence, at);
    let trigger = |next, negative, way| {
        Some(Trigger {
            start,
            next,
            negative,
            way,
        })
    };
    match sentence.word(at) {
        // "the political will"
        "will"
            if !matches!(
                before,
                "the"
                    | "political"
                    | "good"
                    | "ill"
                    | "free"
                    | "own"
                    | "of"
                    | "strong"
                    | "their"
                    | "our"
                    | "its"
                    | "'s"
                    | "sincere"
                    | "genuine"
            ) =>
        {
            trigger(at + 1, false, Way::Modal)
        }
        "'ll" | "shall" => trigger(at + 1, false, Way::Modal),
        "won't" => trigger(at + 1, true, Way::Modal),
        "would" | "'d"
            if !matches!(
                next,
                "have" | "like" | "rather" | "be" | "better" | "love" | "hope" | "mean" | "say"
            ) || (next == "be" && is_reported(sentence, at)) =>
        {
            let way = if is_reported(sentence, at) {
                Way::Reported
            } else {
                Way::Would
            };
            (sentence.word(at) == "would" || way == Way::Reported)
                .then(|| trigger(at + 1, false, way))?
        }
        "wouldn't" => {
            let way = if is_reported(sentence, at) {
                Way::Reported
            } else {
                Way::Would
            };
            trigger(at + 1, true, way)
        }
        "going" if next == "to" => {
            let negative = sentence.is(at.saturating_sub(1), &["not", "never", "isn't", "aren't"]);
            let be = (start..at).any(|index| {
                sentence.is(
                    index,
                    &["is", "are", "am", "'re", "'m", "'s", "isn't", "aren't"],
                )
            });
            be.then(|| trigger(at + 2, negative, Way::Modal))?
        }
        "is" | "are" | "am" if next == "to" => trigger(at + 2, false, Way::Modal),
        _ => None,
    }
}

/// Whether somebody's saying is told before.
fn is_reported(sentence: &Sentence, at: usize) -> bool {
    (0..at).any(|index| REPORTS.contains(sentence.word(index)))
}

fn form_of(word: &str) -> Option<&'static str> {
    PROMISES
        .iter()
        .find(|(_, forms)| forms.split(' ').any(|form| form == word))
        .map(|(base, _)| *base)
}

fn promise(sentence: &Sentence, at: usize) -> Option<Trigger> {
    let verb = form_of(sentence.word(at))?;
    // "an agreed plan", "the plan"
    let noun = matches!(
        sentence.word(at),
        "plan"
            | "plans"
            | "pledge"
            | "promise"
            | "resolve"
            | "vow"
            | "pledges"
            | "promises"
            | "vows"
    ) && !matches!(
        sentence.before(at),
        "we" | "i"
            | "they"
            | "it"
            | "he"
            | "she"
            | "'s"
            | "and"
            | "to"
            | "also"
            | "now"
            | "hereby"
            | "sides"
            | "side"
            | "governments"
            | "countries"
            | "ministry"
            | "government"
            | "administration"
    ) && sentence.mention(at.checked_sub(1)?).is_none();
    if noun {
        return None;
    }
    let start = group_start(sentence, at);
    let group = start..at;
    let undone = [
        "not", "never", "n't", "hardly", "haven't", "hasn't", "hadn't", "didn't", "don't",
        "doesn't", "isn't", "aren't", "wasn't", "cannot", "can't", "no",
    ];
    if group.clone().any(|index| sentence.is(index, &undone)) {
        return None;
    }
    let hangs = [
        "should", "must", "could", "may", "might", "would", "can", "to", "ought", "and", "who",
        "will", "shall", "if", "refuse", "refuses", "refused", "an",
    ];
    let before = sentence.before(start);
    if hangs.contains(&before) && before != "and" && before != "who" {
        return None;
    }
    let be = group.clone().any(|index| {
        sentence.is(
            index,
            &[
                "is", "are", "am", "'re", "'m", "be", "was", "were", "remain", "remains", "been",
            ],
        )
    }) || matches!(before, "remain" | "remains" | "stay" | "stays");
    // "agreed, in Seoul, not to"
    let mut negative = false;
    for index in at + 1..(at + 12).min(sentence.tokens.len()) {
        match sentence.word(index) {
            "to" if index == at + 1
                || !sentence.is(index - 1, &["up", "according", "due", "prior"]) =>
            {
                let next = index + 1;
                return Some(Trigger {
                    start,
                    next,
                    negative,
                    way: Way::Promise { verb, be },
                });
            }
            "not" | "never" => negative = true,
            "that" | "will" | "would" | "and" | "but" | "." | ";" | ":" | "which" | "who"
            | "'ll" | "if" | "on"
                if sentence.date(index).is_none()
                    && !(sentence.word(index) == "on" && sentence.date(index + 1).is_some()) =>
            {
                return None;
            }
            _ => {}
        }
    }
    None
}

/// "has made a commitment to", "China's pledge to", "the pledge by China to".
fn noun(sentence: &Sentence, at: usize) -> Option<Trigger> {
    if !PROMISE_NOUNS.contains(sentence.word(at)) {
        return None;
    }
    let agent = (sentence.word(at + 1) == "by")
        .then(|| (at + 2..at + 7).find(|index| sentence.mention(*index).is_some()))
        .flatten();
    let to = match agent {
        Some(agent) => (agent..agent + 4).find(|index| sentence.word(*index) == "to")?,
        None => (at + 1..at + 4).find(|index| sentence.word(*index) == "to")?,
    };
    let negative = sentence.is(to - 1, &["not", "never"]);
    let trigger = |start| {
        Some(Trigger {
            start,
            next: to + 1,
            negative,
            way: Way::Noun { agent },
        })
    };
    if agent.is_some() {
        return trigger(at);
    }
    let firm = matches!(
        sentence.word(at),
        "commitment"
            | "commitments"
            | "pledge"
            | "pledges"
            | "promise"
            | "undertaking"
            | "undertakings"
    );
    for index in (at.saturating_sub(5)..at).rev() {
        match sentence.word(index) {
            "made" | "given" | "gave" | "makes" | "gives" | "make" | "give" | "making"
                if firm || sentence.word(at) == "decision" =>
            {
                let start = group_start(sentence, index);
                let undone = (start..index)
                    .any(|index| sentence.is(index, &["not", "never", "no"]))
                    || sentence.is(
                        start.saturating_sub(1),
                        &["should", "must", "to", "could", "would", "may"],
                    );
                return if undone { None } else { trigger(start) };
            }
            "'s" if firm => return trigger(index),
            "." | "," | ";" | "no" => return None,
            _ => {}
        }
    }
    None
}

fn progressive(sentence: &Sentence, at: usize) -> Option<Trigger> {
    if !sentence.is(at, &["am", "are", "is", "'re", "'m"]) || sentence.word(at + 1) == "going" {
        return None;
    }
    let verb = (at + 1..at + 4).find(|index| !is_adverb(sentence.word(*index)))?;
    let gerund = super::verbs::of_gerund(sentence.word(verb))?;
    super::words::ACTS.contains(&gerund).then_some(Trigger {
        start: at,
        next: at + 1,
        negative: false,
        way: Way::Progressive,
    })
}

/// The first token of the verbs that end at a token: "has also agreed".
fn group_start(sentence: &Sentence, at: usize) -> usize {
    let mut start = at;
    while let Some(before) = start.checked_sub(1) {
        let word = sentence.word(before);
        let auxiliary = matches!(
            word,
            "has"
                | "have"
                | "had"
                | "'ve"
                | "is"
                | "are"
                | "am"
                | "'re"
                | "'m"
                | "be"
                | "been"
                | "not"
                | "never"
                | "haven't"
                | "hasn't"
                | "hadn't"
                | "didn't"
                | "did"
                | "don't"
                | "do"
                | "doesn't"
                | "does"
                | "isn't"
                | "aren't"
                | "was"
                | "were"
                | "'d"
        ) || (matches!(word, "'s")
            && matches!(sentence.before(before), "it" | "he" | "she" | "that"));
        let adverb = is_adverb(word)
            && sentence.mention(before).is_none()
            && !(matches!(word, "both" | "all" | "each" | "either") && before == 0);
        if !(auxiliary || adverb || sentence.date(before).is_some_and(|_| false)) {
            break;
        }
        start = before;
    }
    start
}
