//! "A year", "per month", "in each of the next three years": what an amount is
//! for.

use crate::statements::tokens::{Kind, Token};

/// How far behind the amount its "per year" may stand: "25 million tonnes of
/// soybeans from American farms in each of the next three years".
const REACH: usize = 12;

/// What the amount that ends before a token is for, and the token behind those
/// words where they follow at once.
pub(super) fn per_at(tokens: &[Token], at: usize) -> Option<(String, Option<usize>)> {
    if let Some((per, end)) = here(tokens, at) {
        return Some((per, Some(end)));
    }
    for index in at..(at + REACH).min(tokens.len()) {
        let token = &tokens[index];
        let clause_ends = token.kind == Kind::Mark && !token.joined
            || token.is(&[
                ",", ";", ":", ".", "!", "?", "and", "or", "but", "will", "would", "that", "which",
                "by", "if",
            ]);
        if clause_ends && token.word != "-" {
            return None;
        }
        // A later amount may have words of its own, but "each of the next three
        // years" is no amount.
        if token.kind == Kind::Number {
            return None;
        }
        // Goods have prices "per tonne" only beside the number.
        if let Some((per, _)) = here(tokens, index).filter(|(per, _)| time(per).is_some()) {
            return Some((per, None));
        }
    }
    None
}

fn here(tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.word.as_str());
    let adverb = match word(at) {
        "annually" | "yearly" => Some("year"),
        "monthly" => Some("month"),
        "weekly" => Some("week"),
        "daily" => Some("day"),
        _ => None,
    };
    // "Monthly" before a noun describes the noun.
    let last = tokens.get(at + 1).is_none_or(|next| {
        next.kind == Kind::Mark
            || next.is(&[
                "in",
                "from",
                "for",
                "by",
                "until",
                "over",
                "through",
                "to",
                "and",
                "starting",
                "beginning",
            ])
    });
    if let Some(per) = adverb.filter(|_| last || word(at) == "annually") {
        return Some((per.to_owned(), at + 1));
    }
    match word(at) {
        "per" | "/" => match word(at + 1) {
            "annum" => Some(("year".to_owned(), at + 2)),
            "capita" => Some(("person".to_owned(), at + 2)),
            "cent" => None,
            "metric" => Some(("tonne".to_owned(), at + 3)),
            noun => {
                let plain = tokens.get(at + 1)?.is_word();
                plain.then(|| (tonne(noun).to_owned(), at + 2))
            }
        },
        "a" | "an" | "every" | "each" => {
            let calendar = usize::from(matches!(word(at + 1), "calendar" | "fiscal" | "single"));
            let noun = word(at + 1 + calendar);
            let goods = matches!(noun, "tonne" | "ton" | "barrel" | "bushel" | "head");
            let named = time(noun).or(goods.then(|| tonne(noun)))?;
            Some((named.to_owned(), at + 2 + calendar))
        }
        "in" | "for" | "over" | "during" if matches!(word(at + 1), "each" | "every") => {
            each_of(tokens, at + 1).or_else(|| here(tokens, at + 1))
        }
        _ => None,
    }
}

/// "each of the next three years"
fn each_of(tokens: &[Token], at: usize) -> Option<(String, usize)> {
    if tokens.get(at + 1)?.word != "of" {
        return None;
    }
    (at + 2..at + 8).find_map(|index| {
        let noun = tokens.get(index)?.word.strip_suffix('s')?;
        Some((time(noun)?.to_owned(), index + 1))
    })
}

fn time(noun: &str) -> Option<&'static str> {
    ["year", "month", "week", "day", "quarter", "hour"]
        .into_iter()
        .find(|time| *time == noun)
}

fn tonne(noun: &str) -> &str {
    if noun == "ton" { "tonne" } else { noun }
}

/// "An annual quota of" before an amount.
pub(super) fn annual_before(tokens: &[Token], at: usize) -> bool {
    let start = at.saturating_sub(4);
    tokens[start..at]
        .iter()
        .rev()
        .take_while(|token| token.kind == Kind::Word && !token.is(&["and", "to"]))
        .any(|token| token.word == "annual")
}
