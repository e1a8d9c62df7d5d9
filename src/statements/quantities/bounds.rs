//! "At least", "up to", "about": words around a number that make it a bound.

use crate::statements::tokens::Token;

/// What the words say about the number beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    AtLeast,
    AtMost,
    About,
    JustUnder,
    JustOver,
}

/// How far "about" reaches to either side: the rounding that a speaker who says
/// "about 12" for 11.5 or 12.5 allows himself.
const ABOUT: f64 = 0.05;

impl Bound {
    /// The lowest and the highest value that the words leave.
    pub(super) fn around(self, low: f64, high: f64) -> (Option<f64>, Option<f64>) {
        match self {
            Self::AtLeast => (Some(low), None),
            Self::AtMost => (None, Some(high)),
            Self::About => (Some(low * (1.0 - ABOUT)), Some(high * (1.0 + ABOUT))),
            Self::JustUnder => (Some(low * (1.0 - ABOUT)), Some(high)),
            Self::JustOver => (Some(low), Some(high * (1.0 + ABOUT))),
        }
    }
}

/// Longer phrases before those that they end with.
const BEFORE: &[(&str, Bound)] = &[
    ("no less than", Bound::AtLeast),
    ("not less than", Bound::AtLeast),
    ("no fewer than", Bound::AtLeast),
    ("not fewer than", Bound::AtLeast),
    ("no more than", Bound::AtMost),
    ("not more than", Bound::AtMost),
    ("not to exceed", Bound::AtMost),
    ("just more than", Bound::JustOver),
    ("slightly more than", Bound::JustOver),
    ("a little more than", Bound::JustOver),
    ("slightly less than", Bound::JustUnder),
    ("just less than", Bound::JustUnder),
    ("a little less than", Bound::JustUnder),
    ("just over", Bound::JustOver),
    ("just under", Bound::JustUnder),
    ("at least", Bound::AtLeast),
    ("a minimum of", Bound::AtLeast),
    ("minimum of", Bound::AtLeast),
    ("a minimum", Bound::AtLeast),
    ("more than", Bound::AtLeast),
    ("greater than", Bound::AtLeast),
    ("in excess of", Bound::AtLeast),
    ("upwards of", Bound::AtLeast),
    ("upward of", Bound::AtLeast),
    ("exceeding", Bound::AtLeast),
    ("over", Bound::AtLeast),
    ("above", Bound::AtLeast),
    ("up to", Bound::AtMost),
    ("as much as", Bound::AtMost),
    ("as many as", Bound::AtMost),
    ("as high as", Bound::AtMost),
    ("at most", Bound::AtMost),
    ("at the most", Bound::AtMost),
    ("a maximum of", Bound::AtMost),
    ("maximum of", Bound::AtMost),
    ("less than", Bound::AtMost),
    ("fewer than", Bound::AtMost),
    ("lower than", Bound::AtMost),
    ("under", Bound::AtMost),
    ("below", Bound::AtMost),
    ("close to", Bound::JustUnder),
    ("nearly", Bound::JustUnder),
    ("almost", Bound::JustUnder),
    ("in the region of", Bound::About),
    ("on the order of", Bound::About),
    ("an estimated", Bound::About),
    ("estimated", Bound::About),
    ("about", Bound::About),
    ("around", Bound::About),
    ("approximately", Bound::About),
    ("roughly", Bound::About),
    ("some", Bound::About),
    ("circa", Bound::About),
    ("~", Bound::About),
];

const AFTER: &[(&str, Bound)] = &[
    ("or more", Bound::AtLeast),
    ("and above", Bound::AtLeast),
    ("or above", Bound::AtLeast),
    ("or higher", Bound::AtLeast),
    ("plus", Bound::AtLeast),
    ("+", Bound::AtLeast),
    ("or less", Bound::AtMost),
    ("or fewer", Bound::AtMost),
    ("or below", Bound::AtMost),
    ("or so", Bound::About),
];

/// The bound that ends just before a token, and where it begins.
pub(super) fn before(tokens: &[Token], at: usize) -> Option<(Bound, usize)> {
    let ends_at = |at: usize| {
        BEFORE.iter().find_map(|(phrase, bound)| {
            let start = at.checked_sub(phrase.split(' ').count())?;
            matches(tokens, start, phrase).then_some((*bound, start))
        })
    };
    // "at least a 10% tariff"
    let article = at
        .checked_sub(1)
        .filter(|before| tokens[*before].is(&["a", "an"]));
    ends_at(at).or_else(|| ends_at(article?))
}

/// The bound that begins at a token, and where it ends.
pub(super) fn after(tokens: &[Token], at: usize) -> Option<(Bound, usize)> {
    AFTER.iter().find_map(|(phrase, bound)| {
        matches(tokens, at, phrase).then_some((*bound, at + phrase.split(' ').count()))
    })
}

fn matches(tokens: &[Token], start: usize, phrase: &str) -> bool {
    phrase
        .split(' ')
        .enumerate()
        .all(|(index, word)| tokens.get(start + index).is_some_and(|t| t.word == word))
}
