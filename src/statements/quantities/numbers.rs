//! Numbers in digits or in words → their value. Words are read by `text2num`.

use std::ops::Range;
use std::sync::LazyLock;

use text2num::{Language, text2digits};

use crate::statements::tokens::{Kind, Token};

/// A number in a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    /// Its value without the scale word.
    pub(super) bare: f64,
    /// What "million" multiplies it by; 1 where no such word stands.
    pub(super) scale: f64,
    pub(super) tokens: Range<usize>,
    /// Whether it is a share of a whole ("a quarter of"), in percent.
    pub(super) share: bool,
}

impl Number {
    /// "2026", which may be a year.
    pub(super) fn is_year_like(&self, tokens: &[Token]) -> bool {
        self.scale <= 1.0
            && (1900.0..=2100.0).contains(&self.value)
            && tokens[self.tokens.start].word.len() == 4
    }
}

static ENGLISH: LazyLock<Language> = LazyLock::new(Language::english);

/// The number that begins at a token.
pub(super) fn number_at(tokens: &[Token], at: usize) -> Option<Number> {
    let first = tokens.get(at)?;
    if let Some(share) = share_at(tokens, at) {
        return Some(share);
    }
    let (bare, mut end) = match first.kind {
        Kind::Number => (digits(tokens, at)?, at + 1),
        Kind::Word if first.is(&["a", "an"]) && scale_at(tokens, at + 1).is_some() => (1.0, at + 1),
        // "for a year": elsewhere "a year" is what an amount is for.
        Kind::Word
            if first.is(&["a", "an"])
                && at > 0
                && tokens[at - 1].is(&["for", "within", "lasting", "another"])
                && tokens
                    .get(at + 1)?
                    .is(&["year", "month", "week", "decade", "fortnight"]) =>
        {
            (1.0, at + 1)
        }
        // "half a million"
        Kind::Word
            if first.word == "half"
                && tokens.get(at + 1)?.word == "a"
                && scale_at(tokens, at + 2).is_some() =>
        {
            (0.5, at + 2)
        }
        Kind::Word => words(tokens, at)?,
        Kind::Mark => return None,
    };
    let mut scale = 1.0;
    while let Some((factor, next)) = scale_at(tokens, end) {
        scale *= factor;
        end = next;
    }
    Some(Number {
        value: bare * scale,
        bare,
        scale,
        tokens: at..end,
        share: false,
    })
}

/// Digits that stand for a number and not for a clock, a date or a model.
fn digits(tokens: &[Token], at: usize) -> Option<f64> {
    let token = &tokens[at];
    let joined_by = |index: usize, marks: &[&str]| {
        tokens
            .get(index)
            .is_some_and(|token| token.joined && token.is(marks))
    };
    // "9/11", "10:30", "F-35"
    if token.joined && at > 0 {
        let (before, previous) = (
            &tokens[at - 1],
            at.checked_sub(2).map(|index| &tokens[index]),
        );
        let other = before.is(&["/", ":", "#", "."])
            || (before.is(&["-", "‑"])
                && before.joined
                && previous.is_some_and(|word| word.kind == Kind::Word && !word.is(&["mid"])));
        if other {
            return None;
        }
    }
    let followed = joined_by(at + 1, &["/", ":"])
        && tokens
            .get(at + 2)
            .is_some_and(|next| next.joined && next.kind == Kind::Number);
    if followed || joined_by(at + 1, &["st", "nd", "rd", "th", "g", "s"]) {
        return None;
    }
    let mut groups = token.word.split('.').next()?.split(',');
    let first = groups.next()?;
    // "1,500" and not "10,15"
    if token.word.contains(',') && (first.len() > 3 || !groups.all(|group| group.len() == 3)) {
        return None;
    }
    token.word.replace(',', "").parse().ok()
}

/// The longest run of words from here that is one cardinal number.
fn words(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let number = |text: &str| {
        let digits = text2digits(text, &*ENGLISH).ok()?;
        digits.parse::<f64>().ok()
    };
    // "ones", "hundreds" and "o" are none.
    let fits = |token: &Token| {
        token.is_word() && !(token.word.ends_with('s') && token.word != "six") && token.word != "o"
    };
    let mut text = tokens.get(at).filter(|token| fits(token))?.word.clone();
    let mut best = (number(&text)?, at + 1);
    let mut next = at + 1;
    while let Some(token) = tokens.get(next) {
        if token.joined && token.is(&["-", "‑"]) && tokens.get(next + 1).is_some_and(|t| t.joined)
        {
            next += 1;
            continue;
        }
        if !fits(token) || token.is(&["trillion", "point"]) {
            break;
        }
        text.push(' ');
        text.push_str(&token.word);
        match number(&text) {
            Some(value) => best = (value, next + 1),
            None if token.word == "and" => {}
            None => break,
        }
        next += 1;
    }
    Some(best)
}

/// "million", "bn", "dozen", the suffix of "40m".
fn scale_at(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let hyphen = tokens
        .get(at)
        .is_some_and(|token| token.joined && token.is(&["-", "‑"]));
    let at = at + usize::from(hyphen);
    let token = tokens.get(at).filter(|token| token.is_word())?;
    let scale = match token.word.as_str() {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" | "mn" | "mln" => 1e6,
        "billion" | "bn" | "bln" => 1e9,
        "trillion" | "tn" | "trn" => 1e12,
        "dozen" => 12.0,
        "k" if token.joined => 1e3,
        "m" if token.joined => 1e6,
        "b" if token.joined => 1e9,
        _ => return None,
    };
    Some((scale, at + 1))
}

/// "half of", "a quarter of", "two-thirds of", but not the quarter of a year.
fn share_at(tokens: &[Token], at: usize) -> Option<Number> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.word.as_str());
    let share = |percent: f64, end: usize| {
        Some(Number {
            value: percent,
            bare: percent,
            scale: 1.0,
            tokens: at..end,
            share: true,
        })
    };
    let of_whole = |end: usize| {
        word(end) == "of"
            && !tokens
                .get(end + 1)
                .is_none_or(|token| token.kind == Kind::Number)
            && !matches!(word(end + 2), "year" | "quarter")
    };
    let after_ordinal = at > 0 && {
        let before = &tokens[at - 1];
        before.is(&[
            "first", "second", "third", "fourth", "last", "final", "latter", "-", "other",
        ])
    };
    if after_ordinal {
        return None;
    }
    if word(at) == "half"
        && (of_whole(at + 1) || matches!(word(at + 1), "the" | "its" | "their" | "our" | "all"))
    {
        return share(50.0, at + 1);
    }
    let count = match word(at) {
        "a" | "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        _ => return None,
    };
    let part = at + 1 + usize::from(word(at + 1) == "-");
    let parts = match word(part) {
        "half" => 2.0,
        "third" | "thirds" => 3.0,
        "quarter" | "quarters" => 4.0,
        "fifth" | "fifths" => 5.0,
        "tenth" | "tenths" => 10.0,
        _ => return None,
    };
    if of_whole(part + 1) {
        share(100.0 * count / parts, part + 1)
    } else {
        None
    }
}
