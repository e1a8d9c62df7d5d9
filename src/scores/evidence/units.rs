//! A text and its cues → the whole text in units.

use super::cues::Kind;
use crate::statements::Span;

/// Words that say little by themselves and go with the word that follows.
const JOINING: [&str; 44] = [
    "a", "an", "the", "of", "in", "on", "at", "to", "by", "for", "from", "with", "into", "onto",
    "over", "under", "through", "across", "between", "among", "against", "and", "or", "but", "as",
    "that", "this", "these", "those", "its", "their", "our", "his", "her", "my", "your", "is",
    "are", "was", "were", "be", "been", "being", "than",
];

/// The units of a text, in its order and apart: cues as they are, names, and other
/// words one by one. Marks between units belong to none.
pub(super) fn units(text: &str, cues: &[(Span, Kind)]) -> Vec<(Span, Kind)> {
    let mut units: Vec<(Span, Kind)> = Vec::new();
    let mut at = 0;
    for (span, kind) in cues {
        words(text, at..span.start, &mut units);
        units.push((span.clone(), *kind));
        at = span.end;
    }
    words(text, at..text.len(), &mut units);
    join(text, units)
}

/// Adds the words of a stretch without cues. Words end at white space, and marks at
/// either end of a word are left aside.
fn words(text: &str, stretch: Span, units: &mut Vec<(Span, Kind)>) {
    let mut at = stretch.start;
    for piece in text[stretch].split_inclusive(char::is_whitespace) {
        let start = at;
        at += piece.len();
        let inner = |c: char| c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '¥');
        let (Some(first), Some(last)) = (piece.find(inner), piece.rfind(inner)) else {
            continue;
        };
        let last = last + piece[last..].chars().next().map_or(0, char::len_utf8);
        let word = start + first..start + last;
        let kind = if is_name(text, &word) {
            Kind::Name
        } else {
            Kind::Word
        };
        units.push((word, kind));
    }
}

/// Whether a word is written as names are: with a capital that is not that of a
/// sentence, or with two.
fn is_name(text: &str, word: &Span) -> bool {
    let letters = &text[word.clone()];
    let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
    if !letters.starts_with(char::is_uppercase) || letters == "I" {
        return false;
    }
    let before = text[..word.start].trim_end_matches(|c: char| !c.is_alphanumeric() && !ends(c));
    capitals > 1 || !(before.is_empty() || before.ends_with(ends))
}

/// Marks after which a capital is that of a sentence.
fn ends(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | ':' | '"' | '“' | '”')
}

/// Puts joining words to the noun, amount or date that follows, and names beside
/// each other together.
fn join(text: &str, units: Vec<(Span, Kind)>) -> Vec<(Span, Kind)> {
    let mut joined: Vec<(Span, Kind)> = Vec::new();
    let takes = |kind| {
        matches!(
            kind,
            Kind::Quantity | Kind::Date | Kind::Party | Kind::Name | Kind::Word | Kind::Rhetoric
        )
    };
    for (span, kind) in units {
        if let Some((before, earlier)) = joined.last_mut() {
            let adjacent = text[before.end..span.start]
                .chars()
                .all(char::is_whitespace);
            let names = *earlier == Kind::Name && kind == Kind::Name;
            let prefix =
                *earlier == Kind::Word && takes(kind) && all_joining(&text[before.clone()]);
            if adjacent && (names || prefix) {
                before.end = span.end;
                *earlier = kind;
                continue;
            }
        }
        joined.push((span, kind));
    }
    joined
}

fn all_joining(words: &str) -> bool {
    words.split_whitespace().all(|word| {
        JOINING
            .iter()
            .any(|joining| joining.eq_ignore_ascii_case(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str, cues: &[(Span, Kind)]) -> Vec<String> {
        units(text, cues)
            .into_iter()
            .map(|(span, kind)| format!("{kind}: {}", &text[span]))
            .collect()
    }

    #[test]
    fn joining_words_go_with_what_follows_and_names_stay_together() {
        let text = "The ministry, in the Port of Calder Bay, may be of help.";
        let at = text.find("may").unwrap();
        assert_eq!(
            cut(text, &[(at..at + 3, Kind::Hedge)]),
            [
                "word: The ministry",
                "name: in the Port",
                "name: of Calder Bay",
                "hedge: may",
                "word: be of help"
            ]
        );
    }

    #[test]
    fn a_joining_word_before_a_hedge_or_at_the_end_stands_alone() {
        let text = "What that might lead to.";
        let at = text.find("might").unwrap();
        assert_eq!(
            cut(text, &[(at..at + 5, Kind::Hedge)]),
            [
                "word: What",
                "word: that",
                "hedge: might",
                "word: lead",
                "word: to"
            ]
        );
    }

    proptest! {
        #[test]
        fn units_slice_any_text_in_order_and_leave_out_no_letter(text in "(\\PC{0,4}|the|Ab|[ ,.\n$]){0,12}") {
            let units = units(&text, &[]);
            let mut end = 0;
            let mut left = String::new();
            for (span, _) in units {
                prop_assert!(span.start >= end && span.start < span.end);
                left.push_str(&text[end..span.start]);
                end = span.end;
            }
            left.push_str(&text[end..]);
            prop_assert!(!left.contains(char::is_alphanumeric));
        }
    }
}
