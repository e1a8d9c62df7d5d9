//! The calendar around a day: months, weeks, quarters, and how long "three weeks"
//! are.

use jiff::civil::{Date, Weekday};
use jiff::{Span as Duration, ToSpan};

/// A first and a last day.
pub(super) type Days = (Date, Date);

pub(super) fn number(text: &str) -> Option<i64> {
    let words = [
        ("a", 1),
        ("an", 1),
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("fifteen", 15),
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("ninety", 90),
    ];
    text.parse().ok().or_else(|| {
        // "a few" and "a couple of" count nothing.
        words
            .iter()
            .find(|(word, _)| word.eq_ignore_ascii_case(text))
            .map(|(_, number)| *number)
    })
}

pub(super) fn duration(count: &str, unit: &str) -> Option<Duration> {
    let count = number(count)?;
    let unit = unit.to_lowercase();
    Some(match unit.trim_end_matches('s') {
        "day" => count.days(),
        "week" => count.weeks(),
        "fortnight" => (count * 2).weeks(),
        "month" => count.months(),
        "quarter" => (count * 3).months(),
        "year" => count.years(),
        _ => return None,
    })
}

pub(super) fn month_number(text: &str) -> Option<i8> {
    let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let start = text.get(..3)?.to_lowercase();
    let index = months.iter().position(|month| *month == start)?;
    i8::try_from(index + 1).ok()
}

pub(super) fn weekday_of(text: &str) -> Option<Weekday> {
    Some(match text.get(..3)?.to_lowercase().as_str() {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        _ => return None,
    })
}

pub(super) fn one(day: Date) -> Days {
    (day, day)
}

pub(super) fn add(day: Date, duration: Duration) -> Option<Date> {
    day.checked_add(duration).ok()
}

pub(super) fn month_days(year: i16, month: i8) -> Option<Days> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

pub(super) fn year_days(year: i16) -> Option<Days> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

pub(super) fn quarter_days(year: i16, quarter: i8) -> Option<Days> {
    let first = Date::new(year, quarter.checked_mul(3)?.checked_sub(2)?, 1).ok()?;
    Some((first, add(first, 2.months())?.last_of_month()))
}

/// The unit of the calendar around a day, `offset` units on. Weeks begin on
/// Monday (ISO 8601).
pub(super) fn unit_days(unit: &str, day: Date, offset: i64) -> Option<Days> {
    match unit.to_lowercase().as_str() {
        "week" => {
            let monday = add(
                day,
                (-i64::from(day.weekday().to_monday_zero_offset())).days(),
            )?;
            let monday = add(monday, offset.weeks())?;
            Some((monday, add(monday, 6.days())?))
        }
        "weekend" => {
            let (monday, sunday) = unit_days("week", day, offset)?;
            Some((add(monday, 5.days())?, sunday))
        }
        "month" => {
            let day = add(day.first_of_month(), offset.months())?;
            month_days(day.year(), day.month())
        }
        "quarter" => {
            let day = add(day.first_of_month(), (offset * 3).months())?;
            quarter_days(day.year(), (day.month() + 2) / 3)
        }
        "year" => year_days(i16::try_from(i64::from(day.year()) + offset).ok()?),
        _ => None,
    }
}

pub(super) fn year_of(text: Option<&str>, published: Option<Date>) -> Option<i16> {
    match text {
        Some("next year") => published?.year().checked_add(1),
        Some("last year") => published?.year().checked_sub(1),
        Some("this year") | None => Some(published?.year()),
        Some(year) => year.parse().ok(),
    }
}

/// A third of a period: its first, middle or last.
pub(super) fn part(days: Days, part: &str) -> Option<Days> {
    let (from, to) = days;
    let length = from.until(to).ok()?.get_days() + 1;
    let third = i64::from(length / 3).max(1);
    Some(match part.to_lowercase().as_str() {
        "early" | "beginning" | "start" => (from, add(from, (third - 1).days())?),
        "middle" | "mid" => (add(from, third.days())?, add(to, (-third).days())?),
        _ => (add(to, (1 - third).days())?, to),
    })
}

/// The day of that name that lies nearest: a report of January that names
/// December means the last, one of December that names January the next.
pub(super) fn nearest(published: Date, month: i8, day: i8) -> Option<Date> {
    let year = published.year();
    [year.checked_sub(1)?, year, year.checked_add(1)?]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok())
        .map(|date| (distance(published, date), date))
        .min()
        .filter(|(distance, _)| *distance <= CLEAR)
        .map(|(_, date)| date)
}

/// Beyond five months the day of this year and that of another are as near.
pub(super) const CLEAR: i32 = 150;

pub(super) fn distance(one: Date, other: Date) -> i32 {
    one.until(other)
        .map_or(i32::MAX, |span| span.get_days().abs())
}

/// The end of a period is its last day, its start the first.
pub(super) fn ending(days: Days, which: &str) -> Option<Days> {
    match which.to_lowercase().as_str() {
        "end" => Some(one(days.1)),
        "beginning" | "start" => Some(one(days.0)),
        other => part(days, other),
    }
}
