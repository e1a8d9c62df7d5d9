//! The words behind or before a number → what it measures, and the factor to the
//! unit that is kept.

use super::Unit;
use crate::statements::tokens::Token;

/// A year in days; a month is its twelfth, so that twelve make one.
const YEAR: f64 = 365.0;

/// A barrel of oil is 42 US gallons of 3.785411784 litres (NIST Handbook 44,
/// Appendix C).
const GALLON: f64 = 0.003_785_411_784;

/// The short ton of 2,000 and the long ton of 2,240 pounds (NIST, the same).
const POUND: f64 = 0.000_453_592_37;

/// Bushels in tonnes: 60 pounds for soybeans and wheat, 56 for corn, rye and
/// sorghum, 48 for barley, 32 for oats (USDA, "Weights, Measures, and Conversion
/// Factors").
const BUSHELS: &[(&[&str], f64)] = &[
    (&["soybeans", "soybean", "soy", "beans", "wheat"], 60.0),
    (&["corn", "maize", "sorghum", "rye"], 56.0),
    (&["barley"], 48.0),
    (&["oats"], 32.0),
];

/// A unit, what one of it is in the kept unit, and the token behind it.
pub(super) type Measure = (Unit, f64, usize);

/// The unit at a token that follows a number. `joined` units such as "kt" must
/// touch a number or stand behind a space.
pub(super) fn unit_at(tokens: &[Token], at: usize) -> Option<Measure> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.word.as_str());
    let hyphen = tokens.get(at).is_some_and(|t| t.joined) && matches!(word(at), "-" | "‑");
    let at = at + usize::from(hyphen);
    let two = format!("{} {}", word(at), word(at + 1));
    if let Some((unit, factor)) = two_words(&two) {
        return Some((unit, factor, at + 2));
    }
    if let Some(money) = money_at(tokens, at) {
        return Some(money);
    }
    if matches!(word(at), "bushel" | "bushels") {
        let crop = (at + 1..at + 5).map(word);
        let pounds = crop.into_iter().find_map(|crop| {
            let weight = BUSHELS.iter().find(|(names, _)| names.contains(&crop))?;
            Some(weight.1)
        });
        return Some(match pounds {
            Some(pounds) => (Unit::Tonnes, pounds * POUND, at + 1),
            None => (Unit::Count("bushel".to_owned()), 1.0, at + 1),
        });
    }
    if matches!(word(at), "cubic" | "square") {
        let (unit, factor) = raised(word(at), word(at + 1))?;
        return Some((unit, factor, at + 2));
    }
    let (unit, factor) = one_word(word(at))?;
    Some((unit, factor, at + 1))
}

fn two_words(words: &str) -> Option<(Unit, f64)> {
    Some(match words {
        "per cent" | "percentage points" | "percentage point" => (Unit::Percent, 1.0),
        "basis points" | "basis point" => (Unit::Percent, 0.01),
        "metric tons" | "metric ton" | "metric tonnes" | "metric tonne" => (Unit::Tonnes, 1.0),
        "short tons" | "short ton" => (Unit::Tonnes, 2000.0 * POUND),
        "long tons" | "long ton" => (Unit::Tonnes, 2240.0 * POUND),
        "nautical miles" | "nautical mile" => (Unit::Length, 1852.0),
        "calendar days" | "calendar day" => (Unit::Days, 1.0),
        "calendar months" => (Unit::Days, YEAR / 12.0),
        "calendar years" => (Unit::Days, YEAR),
        _ => return None,
    })
}

fn raised(power: &str, length: &str) -> Option<(Unit, f64)> {
    let metres = match length {
        "metres" | "meters" | "metre" | "meter" => 1.0,
        "feet" | "foot" => 0.3048,
        "kilometres" | "kilometers" | "kilometre" | "kilometer" => 1e3,
        "miles" | "mile" => 1609.344,
        _ => return None,
    };
    Some(match power {
        "cubic" => (Unit::Volume, metres * metres * metres),
        _ => (Unit::Area, metres * metres / 1e4),
    })
}

fn one_word(word: &str) -> Option<(Unit, f64)> {
    Some(match word {
        "%" | "percent" | "pct" => (Unit::Percent, 1.0),
        "bps" => (Unit::Percent, 0.01),
        "tonnes" | "tonne" | "tons" | "ton" | "mt" => (Unit::Tonnes, 1.0),
        "mmt" | "megatons" | "megatonnes" => (Unit::Tonnes, 1e6),
        "kt" | "kilotons" | "kilotonnes" => (Unit::Tonnes, 1e3),
        "kg" | "kilogram" | "kilograms" | "kilogrammes" | "kilos" => (Unit::Tonnes, 1e-3),
        "gram" | "grams" | "grammes" => (Unit::Tonnes, 1e-6),
        "lb" | "lbs" => (Unit::Tonnes, POUND),
        "second" | "seconds" => (Unit::Days, 1.0 / 86_400.0),
        "minute" | "minutes" => (Unit::Days, 1.0 / 1440.0),
        "hour" | "hours" => (Unit::Days, 1.0 / 24.0),
        "day" | "days" => (Unit::Days, 1.0),
        "week" | "weeks" => (Unit::Days, 7.0),
        "fortnight" | "fortnights" => (Unit::Days, 14.0),
        "month" | "months" => (Unit::Days, YEAR / 12.0),
        "year" | "years" => (Unit::Days, YEAR),
        "decade" | "decades" => (Unit::Days, 10.0 * YEAR),
        "metre" | "metres" | "meter" | "meters" => (Unit::Length, 1.0),
        "km" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => (Unit::Length, 1e3),
        "mile" | "miles" => (Unit::Length, 1609.344),
        "feet" => (Unit::Length, 0.3048),
        "nm" | "nanometre" | "nanometres" | "nanometer" | "nanometers" => (Unit::Length, 1e-9),
        "hectare" | "hectares" => (Unit::Area, 1.0),
        "acre" | "acres" => (Unit::Area, 0.404_685_642),
        "barrel" | "barrels" => (Unit::Volume, 42.0 * GALLON),
        "gallon" | "gallons" => (Unit::Volume, GALLON),
        "litre" | "litres" | "liter" | "liters" => (Unit::Volume, 1e-3),
        "bcm" => (Unit::Volume, 1e9),
        "kw" | "kilowatt" | "kilowatts" => (Unit::Power, 1e-3),
        "mw" | "megawatt" | "megawatts" => (Unit::Power, 1.0),
        "gw" | "gigawatt" | "gigawatts" => (Unit::Power, 1e3),
        "kwh" => (Unit::Energy, 1e-3),
        "mwh" => (Unit::Energy, 1.0),
        "gwh" => (Unit::Energy, 1e3),
        "twh" => (Unit::Energy, 1e6),
        _ => return None,
    })
}

fn money(code: &str) -> Unit {
    Unit::Money(code.to_owned())
}

/// The words of a currency behind its number.
fn money_at(tokens: &[Token], at: usize) -> Option<Measure> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.word.as_str());
    let dollars = |index: usize| matches!(word(index), "dollars" | "dollar");
    let nation = match word(at) {
        "us" | "u.s." | "american" => Some("USD"),
        "canadian" => Some("CAD"),
        "australian" => Some("AUD"),
        "singapore" => Some("SGD"),
        _ => None,
    };
    if let Some(code) = nation.filter(|_| dollars(at + 1)) {
        return Some((money(code), 1.0, at + 2));
    }
    let code = match word(at) {
        "dollar" | "dollars" => "USD",
        "yuan" | "renminbi" => "CNY",
        "euro" | "euros" => "EUR",
        "yen" => "JPY",
        "won" => "KRW",
        "rupee" | "rupees" => "INR",
        "rouble" | "roubles" | "ruble" | "rubles" => "RUB",
        "pounds" if word(at + 1) == "sterling" => return Some((money("GBP"), 1.0, at + 2)),
        // Money and weight share the name; goods are weighed "of" something.
        "pounds" | "pound" if word(at + 1) == "of" => return Some((Unit::Tonnes, POUND, at + 1)),
        "pounds" => "GBP",
        "francs" => "CHF",
        code => code_of(code)?,
    };
    Some((money(code), 1.0, at + 1))
}

/// Codes as they are written in statements, in lower case.
fn code_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "usd" => "USD",
        "rmb" | "cny" => "CNY",
        "eur" => "EUR",
        "gbp" => "GBP",
        "jpy" => "JPY",
        "krw" => "KRW",
        "inr" => "INR",
        "chf" => "CHF",
        "cad" => "CAD",
        "aud" => "AUD",
        _ => return None,
    })
}

/// The currency written before a number: the token where the number begins.
pub(super) fn prefix_at(tokens: &[Token], at: usize) -> Option<(Unit, usize)> {
    let token = tokens.get(at)?;
    if let Some(code) = code_of(&token.word) {
        return Some((money(code), at + 1));
    }
    let sign = |index: usize| tokens.get(index).map_or("", |token| token.word.as_str());
    if token.is_word() && tokens.get(at + 1).is_some_and(|next| next.joined) {
        let code = match (token.word.as_str(), sign(at + 1)) {
            ("us", "$") => "USD",
            ("a" | "au", "$") => "AUD",
            ("c" | "ca", "$") => "CAD",
            ("hk", "$") => "HKD",
            ("nz", "$") => "NZD",
            ("s", "$") => "SGD",
            ("nt", "$") => "TWD",
            ("cn", "¥") => "CNY",
            ("jp", "¥") => "JPY",
            _ => return None,
        };
        return Some((money(code), at + 2));
    }
    let code = match token.word.as_str() {
        "$" => "USD",
        "€" => "EUR",
        "£" => "GBP",
        "₩" => "KRW",
        "₹" => "INR",
        "₽" => "RUB",
        // Yuan or yen: the sign does not say which.
        "¥" | "￥" => "¥",
        _ => return None,
    };
    Some((money(code), at + 1))
}
