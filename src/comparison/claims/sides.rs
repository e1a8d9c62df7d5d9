//! Whose goods, firms and people a statement is about. A tariff of one side and
//! the tariff with which the other answers are told in the same words, but for
//! whose goods they are on.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::statements::Gazetteer;

/// What a country's name before it owns or sends.
static OWNED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:['’]s)?(?:[ -](?:made|built|origin|agricultural|farm|industrial|tech|technology|energy|student|consumer|listed|leading|steel|auto|car|drone|medical))?[ -](?:goods|products?|imports|exports|merchandise|firms?|compan(?:y|ies)|business(?:es)?|enterprises|entities|exporters|producers|manufacturers|farmers|soybeans?|beef|pork|corn|ships|vessels|aircraft|planes|jets|cars|evs?|electric vehicles|chips|students|citizens|nationals|officials|visas?|airlines|banks|investors?|investments?)\b",
    )
    .ok()
});

/// Words before a country's name that say that something comes from it.
static FROM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:goods|products?|imports|imported|exports|exported|vessels|ships|companies|firms|enterprises|students|made|coming|originating|produced) (?:from|in|of|by) (?:the )?$").ok()
});

/// The actors whose goods, firms or people a text names.
pub(super) fn owners(text: &str, date: Option<Date>, gazetteer: &Gazetteer) -> BTreeSet<String> {
    let matches = |regex: &LazyLock<Option<Regex>>, text: &str| {
        regex.as_ref().is_some_and(|regex| regex.is_match(text))
    };
    gazetteer
        .mentions(text, date)
        .into_iter()
        .filter(|mention| {
            matches(&OWNED, &text[mention.span.end..])
                || matches(&FROM, &text[..mention.span.start])
        })
        .map(|mention| mention.actor)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statements::Actors;

    #[test]
    fn goods_and_firms_belong_to_whoever_is_named_with_them() {
        let gazetteer = Gazetteer::new(Actors::built_in().unwrap()).unwrap();
        let owners =
            |text: &str| -> Vec<String> { owners(text, None, &gazetteer).into_iter().collect() };
        assert_eq!(owners("Washington will tax Chinese goods."), ["CN"]);
        assert_eq!(
            owners("China will tax imports from the United States."),
            ["US"]
        );
        assert_eq!(
            owners("Beijing suspends the fee on American ships."),
            ["US"]
        );
        assert!(owners("China and the United States met.").is_empty());
    }
}
