//! The words that say what a statement is about, by their stems.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use rust_stemmers::{Algorithm, Stemmer};

/// Words that stand in any statement of a government and tell nothing of its
/// object. Function words come from the crate `stop-words`.
const BACKGROUND: [&str; 74] = [
    "agree",
    "agreed",
    "agreement",
    "agreements",
    "also",
    "announce",
    "announced",
    "area",
    "areas",
    "beijing",
    "bilateral",
    "china",
    "china's",
    "chinese",
    "commit",
    "commitment",
    "committed",
    "confirm",
    "confirmed",
    "consensus",
    "continue",
    "countries",
    "country",
    "department",
    "dr",
    "economic",
    "foreign",
    "fully",
    "going",
    "government",
    "great",
    "important",
    "including",
    "issue",
    "issues",
    "line",
    "made",
    "make",
    "matter",
    "measure",
    "measures",
    "meeting",
    "minister",
    "ministry",
    "mr",
    "mutual",
    "new",
    "official",
    "officials",
    "parties",
    "people",
    "president",
    "readout",
    "relations",
    "relevant",
    "said",
    "secretary",
    "side",
    "sides",
    "spokesperson",
    "state",
    "states",
    "step",
    "steps",
    "talks",
    "today",
    "told",
    "trade",
    "understanding",
    "united",
    "us",
    "washington",
    "work",
    "working",
];

static WORD: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\p{L}[\p{L}\p{M}]*(?:['’.\-]\p{L}+)*").ok());

static PASSED_OVER: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let function_words = stop_words::lookup("en").unwrap_or_default();
    let background = BACKGROUND.iter().map(|word| (*word).to_owned());
    function_words
        .iter()
        .map(|word| (*word).to_string())
        .chain(background)
        .collect()
});

/// The stem of a text's first word that is not a function word, in a text without
/// punctuation.
pub(super) fn first_stem(text: &str) -> Option<String> {
    let functional = stop_words::lookup("en").unwrap_or_default();
    let folded = text.to_lowercase().replace('’', "'");
    let word = folded
        .split_whitespace()
        .find(|word| !functional.contains(word))?;
    Some(Stemmer::create(Algorithm::English).stem(word).into_owned())
}

/// The stems of a text's content words, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stems {
    /// In rising order, with spaces between: there is one such list for each statement,
    /// and a set of strings would be many times as large.
    joined: Box<str>,
}

impl Stems {
    /// Finds them.
    pub(super) fn of(text: &str) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let folded = text.to_lowercase().replace('’', "'");
        let words = WORD.iter().flat_map(|word| word.find_iter(&folded));
        let stems: BTreeSet<_> = words
            .map(|word| word.as_str())
            .filter(|word| word.chars().count() > 1 && !PASSED_OVER.contains(*word))
            .map(|word| stemmer.stem(word.trim_end_matches("'s")))
            .collect();
        let stems: Vec<&str> = stems.iter().map(|stem| &**stem).collect();
        Self {
            joined: stems.join(" ").into(),
        }
    }

    /// In rising order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.joined.split_terminator(' ')
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether a stem is among them.
    pub(super) fn contains(&self, stem: &str) -> bool {
        self.iter().any(|of_these| of_these == stem)
    }

    /// How many are among others, too.
    pub(super) fn shared(&self, others: &Self) -> usize {
        self.iter().filter(|stem| others.contains(stem)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_tell_the_object_are_kept() {
        let found = Stems::of("The Chinese side has agreed to license exports of magnets.");
        let found: Vec<&str> = found.iter().collect();
        assert_eq!(found, ["export", "licens", "magnet"]);
        assert_eq!(Stems::of("The Chinese side.").len(), 0);
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        let of = Stems::of;
        assert_eq!(of("suspends licences"), of("suspended licence"));
        assert_eq!(of("licences for magnets").shared(&of("a magnet")), 1);
    }
}
