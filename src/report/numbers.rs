//! Numbers as words of the page.

use std::fmt::Write as _;

use crate::aggregates::Interval;

/// A number with two decimals; one that would read as zero and is not, with as
/// many as show that, up to the four of the tables.
pub(crate) fn fixed(number: f64) -> String {
    let digits = (2..=4)
        .map(|decimals| format!("{:.decimals$}", number.abs()))
        .find(|digits| number == 0.0 || !reads_as_zero(digits))
        .unwrap_or_else(|| "0.00".to_owned());
    if number < 0.0 && !reads_as_zero(&digits) {
        format!("−{digits}")
    } else {
        digits
    }
}

fn reads_as_zero(digits: &str) -> bool {
    !digits.contains(|c| matches!(c, '1'..='9'))
}

/// As [`fixed`], with the sign of a positive number too.
pub(crate) fn signed(number: f64) -> String {
    let digits = fixed(number);
    if number > 0.0 && !reads_as_zero(&digits) {
        format!("+{digits}")
    } else {
        digits
    }
}

/// `[0.12, 0.30]`.
pub(crate) fn interval(interval: Interval) -> String {
    format!("[{}, {}]", fixed(interval.low), fixed(interval.high))
}

/// `12,345`.
pub(crate) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 statement`, `12,345 statements`.
pub(crate) fn counted(number: u64, what: &str) -> String {
    let mut text = format!("{} {what}", count(number));
    if number != 1 {
        let _ = write!(text, "s");
    }
    text
}

/// `34%`; a share of something is never 0%, and of not all never 100%.
pub(crate) fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let rounded = (part as f64 / whole as f64 * 100.0).round();
    if part > 0 && rounded < 1.0 {
        "under 1%".to_owned()
    } else if part < whole && rounded > 99.0 {
        "over 99%".to_owned()
    } else {
        format!("{rounded:.0}%")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_that_is_not_zero_does_not_read_as_zero() {
        assert_eq!(fixed(0.0), "0.00");
        assert_eq!(fixed(0.005), "0.01");
        assert_eq!(fixed(0.0049), "0.005");
        assert_eq!(fixed(0.0004), "0.0004");
        assert_eq!(fixed(-0.0004), "−0.0004");
        assert_eq!(fixed(-0.214), "−0.21");
        assert_eq!(fixed(-0.0), "0.00");
        assert_eq!(signed(0.214), "+0.21");
        assert_eq!(signed(0.0), "0.00");
    }

    #[test]
    fn counts_are_grouped_and_agree_with_their_noun() {
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(count(999), "999");
        assert_eq!(counted(1, "statement"), "1 statement");
        assert_eq!(counted(0, "statement"), "0 statements");
    }

    #[test]
    fn some_is_never_none_and_not_all_is_never_all() {
        assert_eq!(percent(1, 1000), "under 1%");
        assert_eq!(percent(999, 1000), "over 99%");
        assert_eq!(percent(0, 10), "0%");
        assert_eq!(percent(10, 10), "100%");
        assert_eq!(percent(0, 0), "–");
    }
}
