//! Holidays that statements name instead of dates.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

/// A holiday and how it is found in a year.
#[derive(Debug, Clone, Copy)]
enum Rule {
    /// The same day of a month.
    Fixed(i8, i8),
    /// The nth weekday of a month; from its end where negative.
    Nth(i8, Weekday, i8),
    /// Days after Easter Sunday of the western churches.
    Easter(i32),
    /// The Chinese lunisolar New Year.
    Lunar,
}

/// Names in lower case, longer ones before those they contain.
const HOLIDAYS: &[(&str, Rule)] = &[
    ("christmas eve", Rule::Fixed(12, 24)),
    ("christmas day", Rule::Fixed(12, 25)),
    ("christmas", Rule::Fixed(12, 25)),
    ("boxing day", Rule::Fixed(12, 26)),
    ("chinese new year", Rule::Lunar),
    ("lunar new year", Rule::Lunar),
    ("spring festival", Rule::Lunar),
    ("new year's eve", Rule::Fixed(12, 31)),
    ("new year's day", Rule::Fixed(1, 1)),
    ("new year's", Rule::Fixed(1, 1)),
    ("new year", Rule::Fixed(1, 1)),
    ("martin luther king day", Rule::Nth(1, Weekday::Monday, 3)),
    (
        "martin luther king jr. day",
        Rule::Nth(1, Weekday::Monday, 3),
    ),
    ("presidents' day", Rule::Nth(2, Weekday::Monday, 3)),
    ("presidents day", Rule::Nth(2, Weekday::Monday, 3)),
    ("valentine's day", Rule::Fixed(2, 14)),
    ("good friday", Rule::Easter(-2)),
    ("easter monday", Rule::Easter(1)),
    ("easter", Rule::Easter(0)),
    ("memorial day", Rule::Nth(5, Weekday::Monday, -1)),
    ("independence day", Rule::Fixed(7, 4)),
    ("fourth of july", Rule::Fixed(7, 4)),
    ("labor day", Rule::Nth(9, Weekday::Monday, 1)),
    ("columbus day", Rule::Nth(10, Weekday::Monday, 2)),
    ("halloween", Rule::Fixed(10, 31)),
    ("veterans day", Rule::Fixed(11, 11)),
    ("thanksgiving", Rule::Nth(11, Weekday::Thursday, 4)),
];

/// First days of the Chinese year from 2015 to 2030 (Hong Kong Observatory,
/// Gregorian–lunar calendar conversion tables).
const LUNAR: [(i8, i8); 16] = [
    (2, 19),
    (2, 8),
    (1, 28),
    (2, 16),
    (2, 5),
    (1, 25),
    (2, 12),
    (2, 1),
    (1, 22),
    (2, 10),
    (1, 29),
    (2, 17),
    (2, 6),
    (1, 26),
    (2, 13),
    (2, 3),
];

/// The names, for the pattern that finds them.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    HOLIDAYS.iter().map(|(name, _)| *name)
}

/// The day of a holiday in a year. `None` where it is not known.
pub(super) fn in_year(name: &str, year: i16) -> Option<Date> {
    let rule = HOLIDAYS.iter().find(|(other, _)| *other == name)?.1;
    match rule {
        Rule::Fixed(month, day) => Date::new(year, month, day).ok(),
        Rule::Nth(month, weekday, nth) => Date::new(year, month, 1)
            .ok()?
            .nth_weekday_of_month(nth, weekday)
            .ok(),
        Rule::Easter(days) => easter(year)?.checked_add(days.days()).ok(),
        Rule::Lunar => {
            let index = usize::try_from(i32::from(year) - 2015).ok()?;
            let (month, day) = *LUNAR.get(index)?;
            Date::new(year, month, day).ok()
        }
    }
}

/// The occurrence that is nearest ahead of a day, that day included.
pub(super) fn on_or_after(name: &str, day: Date) -> Option<Date> {
    let this = in_year(name, day.year())?;
    if this >= day {
        Some(this)
    } else {
        in_year(name, day.year().checked_add(1)?)
    }
}

/// The last occurrence before a day.
pub(super) fn before(name: &str, day: Date) -> Option<Date> {
    let this = in_year(name, day.year())?;
    if this < day {
        Some(this)
    } else {
        in_year(name, day.year().checked_sub(1)?)
    }
}

/// Easter Sunday by the anonymous Gregorian algorithm (Meeus, Astronomical
/// Algorithms, chapter 8).
#[allow(clippy::many_single_char_names)] // as in the source
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    if y < 1583 {
        return None;
    }
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let month = i8::try_from(n / 31).ok()?;
    let day = i8::try_from(n % 31 + 1).ok()?;
    (1..=12).contains(&month).then(|| date(year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movable_feasts_fall_where_calendars_have_them() {
        let at = |name, year| in_year(name, year).unwrap().to_string();
        assert_eq!(at("easter", 2024), "2024-03-31");
        assert_eq!(at("easter", 2025), "2025-04-20");
        assert_eq!(at("good friday", 2026), "2026-04-03");
        assert_eq!(at("thanksgiving", 2025), "2025-11-27");
        assert_eq!(at("labor day", 2025), "2025-09-01");
        assert_eq!(at("memorial day", 2026), "2026-05-25");
        assert_eq!(at("chinese new year", 2026), "2026-02-17");
        assert_eq!(in_year("chinese new year", 2031), None);
    }
}
