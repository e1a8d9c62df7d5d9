//! Clauses that hang on another: conditions, and those in which nothing is
//! promised ("when", "whether").

use std::ops::Range;

use crate::statements::tokens::{Kind, Token};

/// A clause that begins with one of the words below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) tokens: Range<usize>,
    /// Whether what is promised hangs on it.
    pub(super) condition: bool,
}

/// Longer phrases before those that they begin with.
const CONDITIONS: &[&str] = &[
    "on the condition that",
    "on condition that",
    "under the condition that",
    "on the understanding that",
    "provided that",
    "providing that",
    "so long as",
    "as long as",
    "in exchange for",
    "in return for",
    "in the event that",
    "in the event of",
    "only if",
    "only when",
    "only once",
    "but only if",
    "if and when",
    "if and only if",
    "subject to",
    "contingent on",
    "contingent upon",
    "conditional on",
    "conditional upon",
    "depending on",
    "assuming that",
    "assuming",
    "unless",
    "provided",
    "once",
    "if",
];

const OTHERS: &[&str] = &[
    "even if",
    "even when",
    "as if",
    "what if",
    "whether",
    "when",
    "whenever",
    "while",
];

pub(super) fn clauses(tokens: &[Token]) -> Vec<Clause> {
    let mut found: Vec<Clause> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let other = OTHERS.iter().find(|phrase| begins(tokens, at, phrase));
        let condition = CONDITIONS
            .iter()
            .find(|phrase| begins(tokens, at, phrase))
            .filter(|phrase| other.is_none() && holds(tokens, at, phrase));
        let Some(phrase) = condition.or(other) else {
            at += 1;
            continue;
        };
        let words = phrase.split(' ').count();
        let end = end(tokens, at, at + words);
        let (from, to) = (at + usize::from(phrase.starts_with("but ")), end);
        if to > at + words {
            found.push(Clause {
                tokens: from..to,
                condition: condition.is_some(),
            });
        }
        at = end.max(at + words);
    }
    found
}

fn begins(tokens: &[Token], at: usize, phrase: &str) -> bool {
    phrase
        .split(' ')
        .enumerate()
        .all(|(index, word)| tokens.get(at + index).is_some_and(|t| t.word == word))
}

/// "Once" and "provided" are often other words.
fn holds(tokens: &[Token], at: usize, phrase: &str) -> bool {
    let before = at.checked_sub(1).map_or("", |index| &tokens[index].word);
    let next = tokens.get(at + 1).map_or("", |token| &token.word);
    match phrase {
        "once" => {
            !matches!(
                next,
                "again" | "more" | "and" | "a" | "," | "." | "in" | "" | "every" | "per"
            ) && !matches!(
                before,
                "at" | "not" | "never" | "more" | "was" | "were" | "than"
            )
        }
        "provided" => {
            matches!(
                next,
                "the" | "we" | "it" | "they" | "both" | "all" | "there" | "its"
            ) && matches!(before, "" | ",")
        }
        "subject to" => !matches!(
            before,
            "is" | "are" | "be" | "was" | "were" | "goods" | "products" | "items"
        ),
        "if" => !matches!(before, "see" | "know" | "ask" | "asked" | "as"),
        _ => true,
    }
}

/// Where a clause ends: at a comma or a stop, or where another begins with "we
/// will".
fn end(tokens: &[Token], start: usize, from: usize) -> usize {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.word.as_str());
    let modal = |index: usize| matches!(word(index), "will" | "'ll" | "shall" | "won't");
    let fronted = start == 0 || !tokens[start - 1].is_word();
    for (index, token) in tokens.iter().enumerate().skip(from) {
        let mark = token.kind == Kind::Mark
            && !token.is(&["$", "€", "£", "%", "-", "‑", "/", "&", "'", "’", "‘"]);
        if mark || (fronted && token.word == "then") {
            return index;
        }
        let next =
            matches!(token.word.as_str(), "and" | "but") && (index + 2..index + 5).any(modal);
        let own = fronted && index > from + 1 && token.is(&["we", "i"]) && modal(index + 1);
        if next || own {
            return index;
        }
    }
    tokens.len()
}
