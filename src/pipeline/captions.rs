//! Statements of captions that say what the running text says.
//!
//! A caption is often a sentence of its article in other dress. An article's
//! statements enter; which of them stand in a caption and are said in the running
//! text as well leaves. What a caption alone says stays.

use crate::articles::{Body, Kind};
use crate::statements::Statement;

/// A statement of fewer words may be the same by chance.
const WORDS: usize = 4;

/// For each statement, whether it stands in a caption and repeats one of the
/// running text: the same words, or the words of one within the other's.
pub(super) fn repeated_in_captions<T>(body: &Body, statements: &[(T, Statement)]) -> Vec<bool> {
    let captions = |statement: &Statement| {
        let start = statement.spans.first().map_or(0, |span| span.start);
        let block = body
            .blocks()
            .partition_point(|block| block.span.end <= start);
        body.blocks()
            .get(block)
            .is_some_and(|block| block.kind == Kind::Caption)
    };
    let caption: Vec<bool> = statements
        .iter()
        .map(|(_, statement)| captions(statement))
        .collect();
    if !caption.contains(&true) {
        return caption;
    }
    let words: Vec<String> = statements
        .iter()
        .map(|(_, statement)| normal(&statement.text))
        .collect();
    caption
        .iter()
        .zip(&words)
        .map(|(&in_caption, own)| {
            in_caption
                && caption
                    .iter()
                    .zip(&words)
                    .any(|(&other, running)| !other && same(own, running))
        })
        .collect()
}

/// Words in lower case, each with a space on both sides.
fn normal(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let mut normal = String::from(" ");
    for word in words.filter(|word| !word.is_empty()) {
        normal.push_str(word);
        normal.push(' ');
    }
    normal
}

fn same(one: &str, other: &str) -> bool {
    let within =
        |part: &str, whole: &str| part.split_whitespace().count() >= WORDS && whole.contains(part);
    one == other || within(one, other) || within(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_and_words_within_others_are_the_same() {
        let same = |one, other| super::same(&normal(one), &normal(other));
        assert!(same("The weir will hold.", "the weir will hold"));
        assert!(same(
            "the weir will hold",
            "Roe hopes that the weir will hold until May"
        ));
        assert!(!same("the weir will hold", "the weir will break"));
        assert!(!same("a weir", "Roe wants a weir"), "too short to tell");
        assert!(
            !same("he weir will hold", "the weir will hold"),
            "part of a word"
        );
    }
}
