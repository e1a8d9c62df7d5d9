//! Dates and periods named in running text, resolved against the day of
//! publication. What can be read in two ways is left out.
//!
//! The kept crates for English dates (`interim`, `chrono-english`, `two_timer`,
//! `human-date-parser`) read a whole string that must be a date, at a point in
//! time; none finds one in a sentence, knows periods ("in the first quarter") or
//! holidays, or declines what is ambiguous. The rules are here, the calendar is
//! jiff's.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use jiff::{Span as Duration, ToSpan};
use regex::{Captures, Regex};

use super::holidays;
use crate::statements::Span;

/// A day or a period named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Where, in bytes of the text.
    pub span: Span,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
}

type Days = (Date, Date);

/// One way of naming a date.
struct Expression {
    pattern: Regex,
    read: fn(&Captures, Option<Date>) -> Option<Days>,
}

const MONTH: &str = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)";
const WEEKDAY: &str = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)";
const NUMBER: &str = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|(?:a )?couple of|a few)";
const UNIT: &str = r"(?:day|week|fortnight|month|quarter|year)s?";

/// The ways, the more specific before the less: a stretch of text that one has
/// taken is not looked at again.
static EXPRESSIONS: LazyLock<Vec<Expression>> = LazyLock::new(|| {
    let holiday = holidays::names()
        .map(|name| regex::escape(name).replace('\'', "['’]"))
        .collect::<Vec<_>>()
        .join("|");
    let ways: Vec<(String, fn(&Captures, Option<Date>) -> Option<Days>)> = vec![
        (r"\b(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})\b".to_owned(), iso),
        (format!(r"(?-i:\b(?<m>{MONTH})) (?<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?<y>\d{{4}})\b"), full),
        (format!(r"\b(?<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?-i:(?<m>{MONTH})),? (?<y>\d{{4}})\b"), full),
        (format!(r"(?-i:\b(?<m>{MONTH})) (?<d>\d{{1,2}})(?:st|nd|rd|th)? ?(?:-|–|—|to|through) ?(?<e>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?<y>\d{{4}}))?\b"), days_of_month),
        (format!(r"(?:within|over|in|for) the (?<w>next|coming|past|last) (?<n>{NUMBER}) (?<u>{UNIT})\b"), stretch),
        (format!(r"\bwithin (?<n>{NUMBER}) (?<u>{UNIT})\b(?<of> of\b)?"), within),
        (format!(r"\bin (?<n>{NUMBER}) (?<u>{UNIT})(?:['’]? time)?\b(?<of> of\b)?"), ahead),
        (format!(r"\b(?<n>{NUMBER}) (?<u>{UNIT}) (?:from now|from today|hence)\b"), ahead),
        (format!(r"\b(?<n>{NUMBER}) (?<u>{UNIT}) (?:ago|earlier)\b"), back),
        (format!(r"\b(?<w>next|this|last) (?<u>week|month|year)['’]s (?<h>{holiday})\b"), holiday_of),
        (format!(r"\b(?<w>next|this|last|coming|upcoming|the coming) (?<h>{holiday})\b"), holiday_near),
        (format!(r"\b(?<h>{holiday})(?:,? (?:of )?(?<y>\d{{4}}))?\b"), holiday_alone),
        (r"\b(?:the )?(?<n>first|second|third|fourth|last|final|1st|2nd|3rd|4th) quarter(?: of (?<y>\d{4}|this year|next year|last year))?\b".to_owned(), quarter),
        (r"\bQ(?<n>[1-4]),? (?<y>\d{4})\b".to_owned(), quarter),
        (r"\b(?:the )?(?<n>first|second) half of (?<y>\d{4}|this year|next year|last year)\b".to_owned(), half),
        (format!(r"\b(?:the )?(?<p>end|beginning|start|middle) of (?-i:(?<m>{MONTH}))(?:,? (?<y>\d{{4}}))?\b"), part_of_month),
        (r"\b(?:the )?(?<p>end|beginning|start|middle) of (?<y>\d{4})\b".to_owned(), part_of_year),
        (r"\b(?:the )?(?<p>end|beginning|start|middle) of (?:the|this) (?<u>week|month|quarter|year)\b".to_owned(), part_of_this),
        (r"\b(?:the )?(?<p>end|beginning|start|middle) of next (?<u>week|month|quarter|year)\b".to_owned(), part_of_next),
        (r"\byear[- ]end(?: (?<y>\d{4}))?\b".to_owned(), year_end),
        (r"\b(?<p>early|mid|late)[- ](?<y>(?:19|20)\d{2})\b".to_owned(), part_of_year),
        (format!(r"\b(?<p>early|mid|late)[- ](?-i:(?<m>{MONTH}))(?:,? (?<y>\d{{4}}))?\b"), part_of_month),
        (format!(r"(?-i:\b(?<m>{MONTH})) (?<d>\d{{1,2}})(?:st|nd|rd|th)?\b"), day),
        (format!(r"\b(?<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?-i:(?<m>{MONTH}))\b"), day),
        (format!(r"(?-i:\b(?<m>{MONTH}))(?: of|,)? (?<y>(?:19|20)\d{{2}})\b"), month_of_year),
        (format!(r"\b(?<w>next|last|this|this coming|this past) (?-i:(?<d>{WEEKDAY}))\b"), weekday_near),
        (format!(r"\b(?:(?<p>by|until|before|since) )?(?-i:(?<d>{WEEKDAY}))(?: (?<w>of next week|of this week|of last week|next week|last week))?\b"), weekday),
        (r"\b(?<w>next|last|this|the coming|the past|the current) (?<u>week|weekend|month|quarter|year)\b".to_owned(), near),
        (r"\b(?<w>the day after tomorrow|the day before yesterday|today|tonight|yesterday|tomorrow|this morning|this afternoon|this evening|last night)\b".to_owned(), relative_day),
        (format!(r"\b(?:in|by|since|until|before|during|through|this|next|last) (?-i:(?<m>{MONTH}))\b"), month),
        (r"\b(?:in|by|since|until|before|during|after|for|through) (?<y>(?:19|20)\d{2})\b".to_owned(), year),
    ];
    ways.into_iter()
        .filter_map(|(pattern, read)| {
            let pattern = Regex::new(&format!("(?i){pattern}")).ok()?;
            Some(Expression { pattern, read })
        })
        .collect()
});

/// The dates and periods that a text names, in its order. Those that need a day
/// to count from are resolved against `published`, and left out without it; so
/// is what can be read in two ways, such as "04/11/2025".
///
/// ```
/// use hedgerow::statements::{dates, parse_date};
/// let text = "The envoy will be back in three weeks.";
/// let found = dates(text, parse_date("2025-11-03"));
/// assert_eq!(&text[found[0].span.clone()], "in three weeks");
/// assert_eq!(found[0].from.to_string(), "2025-11-24");
/// ```
#[must_use]
pub fn dates(text: &str, published: Option<Date>) -> Vec<DateMention> {
    let mut taken: Vec<Span> = Vec::new();
    let mut found: Vec<DateMention> = Vec::new();
    for expression in EXPRESSIONS.iter() {
        for captures in expression.pattern.captures_iter(text) {
            let Some(whole) = captures.get(0) else {
                continue;
            };
            let span = whole.range();
            if taken
                .iter()
                .any(|other| span.start < other.end && other.start < span.end)
            {
                continue;
            }
            // What this way cannot tell, a less specific one cannot either.
            taken.push(span.clone());
            if let Some((from, to)) = (expression.read)(&captures, published) {
                found.push(DateMention { span, from, to });
            }
        }
    }
    if let Some(published) = published {
        by_tense(text, published, &mut found);
    }
    // Two weeks after a day that is itself named.
    after_another(text, &mut found);
    found.sort_by_key(|mention| mention.span.start);
    found
}

static AFTER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)\b(?<n>{NUMBER}) (?<u>{UNIT}) (?<w>after|before) (?:the )?$"
    ))
    .ok()
});

/// "Three weeks after Thanksgiving" is one day, not Thanksgiving.
fn after_another(text: &str, found: &mut [DateMention]) {
    let Some(after) = AFTER.as_ref() else {
        return;
    };
    for mention in found.iter_mut() {
        let Some(captures) = after.captures(&text[..mention.span.start]) else {
            continue;
        };
        let Some(duration) = duration(&captures["n"], &captures["u"]) else {
            continue;
        };
        let day = if captures["w"].eq_ignore_ascii_case("after") {
            mention.to.checked_add(duration)
        } else {
            mention.from.checked_sub(duration)
        };
        if let (Ok(day), Some(whole)) = (day, captures.get(0)) {
            mention.span.start = whole.start();
            (mention.from, mention.to) = (day, day);
        }
    }
}

fn field<'t>(captures: &Captures<'t>, name: &str) -> Option<&'t str> {
    captures.name(name).map(|found| found.as_str())
}

fn number(text: &str) -> Option<i64> {
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

fn duration(count: &str, unit: &str) -> Option<Duration> {
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

fn month_number(text: &str) -> Option<i8> {
    let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let start = text.get(..3)?.to_lowercase();
    let index = months.iter().position(|month| *month == start)?;
    i8::try_from(index + 1).ok()
}

fn weekday_of(text: &str) -> Option<Weekday> {
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

fn one(day: Date) -> Days {
    (day, day)
}

fn add(day: Date, duration: Duration) -> Option<Date> {
    day.checked_add(duration).ok()
}

fn month_days(year: i16, month: i8) -> Option<Days> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

fn year_days(year: i16) -> Option<Days> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

fn quarter_days(year: i16, quarter: i8) -> Option<Days> {
    let first = Date::new(year, quarter.checked_mul(3)?.checked_sub(2)?, 1).ok()?;
    Some((first, add(first, 2.months())?.last_of_month()))
}

/// The unit of the calendar around a day, `offset` units on. Weeks begin on
/// Monday (ISO 8601).
fn unit_days(unit: &str, day: Date, offset: i64) -> Option<Days> {
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

fn year_of(text: Option<&str>, published: Option<Date>) -> Option<i16> {
    match text {
        Some("next year") => published?.year().checked_add(1),
        Some("last year") => published?.year().checked_sub(1),
        Some("this year") | None => Some(published?.year()),
        Some(year) => year.parse().ok(),
    }
}

/// A third of a period: its first, middle or last.
fn part(days: Days, part: &str) -> Option<Days> {
    let (from, to) = days;
    let length = from.until(to).ok()?.get_days() + 1;
    let third = i64::from(length / 3).max(1);
    Some(match part.to_lowercase().as_str() {
        "early" | "beginning" | "start" => (from, add(from, (third - 1).days())?),
        "middle" | "mid" => (add(from, third.days())?, add(to, (-third).days())?),
        _ => (add(to, (1 - third).days())?, to),
    })
}

fn iso(captures: &Captures, _: Option<Date>) -> Option<Days> {
    let number = |name| field(captures, name)?.parse::<i16>().ok();
    let month = i8::try_from(number("m")?).ok()?;
    let day = i8::try_from(number("d")?).ok()?;
    Some(one(Date::new(number("y")?, month, day).ok()?))
}

fn full(captures: &Captures, _: Option<Date>) -> Option<Days> {
    let year = field(captures, "y")?.parse().ok()?;
    let day = field(captures, "d")?.parse().ok()?;
    Some(one(Date::new(
        year,
        month_number(field(captures, "m")?)?,
        day,
    )
    .ok()?))
}

fn days_of_month(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let month = month_number(field(captures, "m")?)?;
    let (first, last): (i8, i8) = (
        field(captures, "d")?.parse().ok()?,
        field(captures, "e")?.parse().ok()?,
    );
    let from = match field(captures, "y") {
        Some(year) => Date::new(year.parse().ok()?, month, first).ok()?,
        None => nearest(published?, month, first)?,
    };
    let to = Date::new(from.year(), month, last).ok()?;
    (from <= to).then_some((from, to))
}

/// The day of that name that lies nearest: a report of January that names
/// December means the last, one of December that names January the next.
fn nearest(published: Date, month: i8, day: i8) -> Option<Date> {
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
const CLEAR: i32 = 150;

fn distance(one: Date, other: Date) -> i32 {
    one.until(other)
        .map_or(i32::MAX, |span| span.get_days().abs())
}

fn day(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let day = field(captures, "d")?.parse().ok()?;
    Some(one(nearest(
        published?,
        month_number(field(captures, "m")?)?,
        day,
    )?))
}

fn month(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let number = month_number(field(captures, "m")?)?;
    let published = published?;
    let whole = captures.get(0)?.as_str().to_lowercase();
    // "next June" said in June, "last May" said in April: which is not clear.
    if whole.starts_with("next") || whole.starts_with("last") {
        return None;
    }
    if whole.starts_with("this") {
        return month_days(published.year(), number);
    }
    let ahead = ["by ", "until ", "before "]
        .iter()
        .any(|word| whole.starts_with(word));
    if ahead || whole.starts_with("since ") {
        let later = number >= published.month();
        let years = match (ahead, later) {
            (true, false) => 1,
            (false, true) if number > published.month() => -1,
            _ => 0,
        };
        return month_days(published.year().checked_add(years)?, number);
    }
    let middle = nearest(published, number, 15)?;
    month_days(middle.year(), number)
}

fn month_of_year(captures: &Captures, _: Option<Date>) -> Option<Days> {
    month_days(
        field(captures, "y")?.parse().ok()?,
        month_number(field(captures, "m")?)?,
    )
}

fn year(captures: &Captures, _: Option<Date>) -> Option<Days> {
    year_days(field(captures, "y")?.parse().ok()?)
}

fn quarter(captures: &Captures, published: Option<Date>) -> Option<Days> {
    // "The first quarter" said in November is this year's or the next's.
    let year = Some(field(captures, "y")?);
    let number = match field(captures, "n")?.to_lowercase().as_str() {
        "first" | "1st" | "1" => 1,
        "second" | "2nd" | "2" => 2,
        "third" | "3rd" | "3" => 3,
        _ => 4,
    };
    quarter_days(year_of(year, published)?, number)
}

fn half(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let (from, to) = year_days(year_of(field(captures, "y"), published)?)?;
    if field(captures, "n")?.eq_ignore_ascii_case("first") {
        Some((from, Date::new(from.year(), 6, 30).ok()?))
    } else {
        Some((Date::new(from.year(), 7, 1).ok()?, to))
    }
}

fn part_of_month(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let number = month_number(field(captures, "m")?)?;
    let year = match field(captures, "y") {
        Some(year) => year.parse().ok()?,
        None => nearest(published?, number, 15)?.year(),
    };
    ending(month_days(year, number)?, field(captures, "p")?)
}

fn part_of_year(captures: &Captures, _: Option<Date>) -> Option<Days> {
    ending(
        year_days(field(captures, "y")?.parse().ok()?)?,
        field(captures, "p")?,
    )
}

fn part_of_this(captures: &Captures, published: Option<Date>) -> Option<Days> {
    ending(
        unit_days(field(captures, "u")?, published?, 0)?,
        field(captures, "p")?,
    )
}

fn part_of_next(captures: &Captures, published: Option<Date>) -> Option<Days> {
    ending(
        unit_days(field(captures, "u")?, published?, 1)?,
        field(captures, "p")?,
    )
}

/// The end of a period is its last day, its start the first.
fn ending(days: Days, which: &str) -> Option<Days> {
    match which.to_lowercase().as_str() {
        "end" => Some(one(days.1)),
        "beginning" | "start" => Some(one(days.0)),
        other => part(days, other),
    }
}

fn year_end(captures: &Captures, published: Option<Date>) -> Option<Days> {
    Some(one(year_days(year_of(field(captures, "y"), published)?)?.1))
}

fn stretch(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let published = published?;
    let duration = duration(field(captures, "n")?, field(captures, "u")?)?;
    match field(captures, "w")?.to_lowercase().as_str() {
        "next" | "coming" => Some((published, add(published, duration)?)),
        _ => Some((published.checked_sub(duration).ok()?, published)),
    }
}

fn within(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let published = published?;
    // "Within 90 days of signing" counts from another day.
    if captures.name("of").is_some() {
        return None;
    }
    let duration = duration(field(captures, "n")?, field(captures, "u")?)?;
    Some((published, add(published, duration)?))
}

fn ahead(captures: &Captures, published: Option<Date>) -> Option<Days> {
    // "In three days of talks" is a length.
    if captures.name("of").is_some() {
        return None;
    }
    let duration = duration(field(captures, "n")?, field(captures, "u")?)?;
    Some(one(add(published?, duration)?))
}

fn back(captures: &Captures, published: Option<Date>) -> Option<Days> {
    // "three weeks earlier" counts from another day than today.
    if captures
        .get(0)?
        .as_str()
        .to_lowercase()
        .ends_with("earlier")
    {
        return None;
    }
    let duration = duration(field(captures, "n")?, field(captures, "u")?)?;
    Some(one(published?.checked_sub(duration).ok()?))
}

fn holiday_name(captures: &Captures) -> Option<String> {
    Some(field(captures, "h")?.to_lowercase().replace('’', "'"))
}

fn holiday_of(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let published = published?;
    let offset = match field(captures, "w")?.to_lowercase().as_str() {
        "next" => 1,
        "last" => -1,
        _ => 0,
    };
    let (from, to) = unit_days(field(captures, "u")?, published, offset)?;
    let day = holidays::on_or_after(&holiday_name(captures)?, from)?;
    (day <= to).then(|| one(day))
}

fn holiday_near(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let (published, name) = (published?, holiday_name(captures)?);
    let which = field(captures, "w")?.to_lowercase();
    let day = match which.as_str() {
        "last" => holidays::before(&name, published)?,
        "this" => holidays::in_year(&name, published.year())?,
        _ => holidays::on_or_after(&name, published)?,
    };
    Some(one(day))
}

fn holiday_alone(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let name = holiday_name(captures)?;
    let day = match field(captures, "y") {
        Some(year) => holidays::in_year(&name, year.parse().ok()?)?,
        None => {
            // The nearer of the last and the next.
            let published = published?;
            let ahead = holidays::on_or_after(&name, published)?;
            let back = holidays::before(&name, published);
            match back {
                Some(back) if distance(published, back) < distance(published, ahead) => back,
                _ => ahead,
            }
        }
    };
    Some(one(day))
}

/// "Next Friday" is in next week, "last Friday" in the last; said on Wednesday,
/// "next Friday" is read as either by different people, so both must agree.
fn weekday_near(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let published = published?;
    let weekday = weekday_of(field(captures, "d")?)?;
    let offset = i64::from(weekday.to_monday_zero_offset());
    let in_week = |weeks| add(unit_days("week", published, weeks)?.0, offset.days());
    let day = match field(captures, "w")?.to_lowercase().as_str() {
        "this" => in_week(0)?,
        "this coming" => published.nth_weekday(1, weekday).ok()?,
        "this past" => published.nth_weekday(-1, weekday).ok()?,
        "next" => {
            let (week, first) = (in_week(1)?, published.nth_weekday(1, weekday).ok()?);
            if week != first {
                return None;
            }
            week
        }
        _ => {
            let (week, first) = (in_week(-1)?, published.nth_weekday(-1, weekday).ok()?);
            if week != first {
                return None;
            }
            week
        }
    };
    Some(one(day))
}

/// A weekday lies ahead with "by" and "until", behind with "since".
fn weekday(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let published = published?;
    let weekday = weekday_of(field(captures, "d")?)?;
    let offset = i64::from(weekday.to_monday_zero_offset());
    let in_week = |weeks| add(unit_days("week", published, weeks)?.0, offset.days());
    if let Some(week) = field(captures, "w") {
        let week = week.to_lowercase();
        let weeks = if week.contains("next") {
            1
        } else if week.contains("last") {
            -1
        } else {
            0
        };
        return Some(one(in_week(weeks)?));
    }
    let day = match field(captures, "p").map(str::to_lowercase).as_deref() {
        Some("by" | "until" | "before") => {
            if published.weekday() == weekday {
                published
            } else {
                published.nth_weekday(1, weekday).ok()?
            }
        }
        Some("since") => published.nth_weekday(-1, weekday).ok()?,
        // Whether it lies ahead is told by the verb: see [`by_tense`].
        _ => return None,
    };
    Some(one(day))
}

static WEEKDAY_ALONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"\b(?:[Oo]n |[Ll]ate |[Ee]arly )?(?<d>{WEEKDAY})\b"
    ))
    .ok()
});

static AHEAD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:\b(?:will|shall|to|would|can|could|may|might|must|should|expects?|expected|plans?|planned|due|scheduled|set)|['’]ll)\b").ok()
});

static BEHIND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:said|told|was|were|had|did|met|began|held|took|came|went|gave|made|spoke|[a-z]{2,}ed)\b").ok()
});

/// "On Friday" looks ahead or back as the verbs before it in the sentence do;
/// where both or neither speak, only the day of publication itself is clear.
fn by_tense(text: &str, published: Date, found: &mut Vec<DateMention>) {
    let (Some(alone), Some(ahead), Some(behind)) =
        (WEEKDAY_ALONE.as_ref(), AHEAD.as_ref(), BEHIND.as_ref())
    else {
        return;
    };
    for captures in alone.captures_iter(text) {
        let (Some(whole), Some(weekday)) = (captures.get(0), weekday_of(&captures["d"])) else {
            continue;
        };
        let span = whole.range();
        let taken = found
            .iter()
            .any(|other| span.start < other.span.end && other.span.start < span.end);
        let sentence = text[..span.start]
            .rfind(['.', '!', '?', ';', '\n'])
            .map_or(0, |end| end + 1);
        let before = &text[sentence..span.start];
        let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
        // Decided, or left open, above.
        let other = matches!(
            word.to_lowercase().as_str(),
            "next"
                | "last"
                | "this"
                | "coming"
                | "past"
                | "by"
                | "until"
                | "before"
                | "since"
                | "every"
                | "black"
        ) || [" of next", " of last", " next week", " last week"]
            .iter()
            .any(|after| text[span.end..].starts_with(after));
        if taken || other {
            continue;
        }
        let day = match (ahead.is_match(before), behind.is_match(before)) {
            _ if published.weekday() == weekday => Some(published),
            (true, false) => published.nth_weekday(1, weekday).ok(),
            (false, true) => published.nth_weekday(-1, weekday).ok(),
            _ => None,
        };
        if let Some(day) = day {
            found.push(DateMention {
                span,
                from: day,
                to: day,
            });
        }
    }
}

fn near(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let published = published?;
    let offset = match field(captures, "w")?.to_lowercase().as_str() {
        "next" | "the coming" => 1,
        "last" => -1,
        "the past" => {
            let unit = field(captures, "u")?;
            let from = published.checked_sub(duration("1", unit)?).ok()?;
            return Some((from, published));
        }
        _ => 0,
    };
    unit_days(field(captures, "u")?, published, offset)
}

fn relative_day(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let offset = match field(captures, "w")?.to_lowercase().as_str() {
        "the day after tomorrow" => 2,
        "tomorrow" => 1,
        "yesterday" | "last night" => -1,
        "the day before yesterday" => -2,
        _ => 0,
    };
    Some(one(add(published?, i64::from(offset).days())?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statements::parse_date;
    use proptest::prelude::*;

    /// Found in a statement published on a Wednesday.
    fn found(text: &str) -> Vec<(String, String)> {
        dates(text, parse_date("2025-11-19"))
            .into_iter()
            .map(|mention| {
                let days = if mention.from == mention.to {
                    mention.from.to_string()
                } else {
                    format!("{}/{}", mention.from, mention.to)
                };
                (text[mention.span].to_owned(), days)
            })
            .collect()
    }

    #[test]
    fn expressions_resolve_against_the_day_of_publication() {
        let cases = [
            ("The text is due on 2026-01-15.", "2026-01-15", "2026-01-15"),
            (
                "The pact of March 3, 2024 holds.",
                "March 3, 2024",
                "2024-03-03",
            ),
            (
                "The pact of 3 March 2024 holds.",
                "3 March 2024",
                "2024-03-03",
            ),
            (
                "It was signed on Sept. 9, 2025.",
                "Sept. 9, 2025",
                "2025-09-09",
            ),
            (
                "It was signed on the 2nd of June 2025.",
                "2nd of June 2025",
                "2025-06-02",
            ),
            (
                "Talks run November 24-26 in Oslo.",
                "November 24-26",
                "2025-11-24/2025-11-26",
            ),
            (
                "Talks ran from May 5 to 7, 2023.",
                "May 5 to 7, 2023",
                "2023-05-05/2023-05-07",
            ),
            (
                "The truce ends on November 10.",
                "November 10",
                "2025-11-10",
            ),
            ("The truce ends on January 12.", "January 12", "2026-01-12"),
            ("The quota opens on 1 December.", "1 December", "2025-12-01"),
            ("We meet today.", "today", "2025-11-19"),
            ("We met yesterday.", "yesterday", "2025-11-18"),
            ("We meet tomorrow.", "tomorrow", "2025-11-20"),
            (
                "We meet the day after tomorrow.",
                "the day after tomorrow",
                "2025-11-21",
            ),
            (
                "He called the day before yesterday.",
                "the day before yesterday",
                "2025-11-17",
            ),
            ("He arrives tonight.", "tonight", "2025-11-19"),
            ("They spoke last night.", "last night", "2025-11-18"),
            ("We will sign on Friday.", "on Friday", "2025-11-21"),
            (
                "The envoy said on Friday that it holds.",
                "on Friday",
                "2025-11-14",
            ),
            ("The envoy spoke Monday.", "Monday", "2025-11-17"),
            ("The board is to vote Tuesday.", "Tuesday", "2025-11-25"),
            ("The envoy left on Wednesday.", "on Wednesday", "2025-11-19"),
            ("Answer us by Friday.", "by Friday", "2025-11-21"),
            ("The ban holds until Monday.", "until Monday", "2025-11-24"),
            (
                "Nothing moved since Thursday.",
                "since Thursday",
                "2025-11-13",
            ),
            (
                "We will meet Friday of next week.",
                "Friday of next week",
                "2025-11-28",
            ),
            (
                "We meet on Tuesday next week.",
                "Tuesday next week",
                "2025-11-25",
            ),
            ("We meet next Monday.", "next Monday", "2025-11-24"),
            ("We met last Sunday.", "last Sunday", "2025-11-16"),
            ("We meet this Thursday.", "this Thursday", "2025-11-20"),
            (
                "Talks resume next week.",
                "next week",
                "2025-11-24/2025-11-30",
            ),
            (
                "Talks failed last month.",
                "last month",
                "2025-10-01/2025-10-31",
            ),
            (
                "It starts next quarter.",
                "next quarter",
                "2026-01-01/2026-03-31",
            ),
            ("It ends this year.", "this year", "2025-01-01/2025-12-31"),
            (
                "They meet this weekend.",
                "this weekend",
                "2025-11-22/2025-11-23",
            ),
            ("It starts in three weeks.", "in three weeks", "2025-12-10"),
            (
                "It starts in 10 days' time.",
                "in 10 days' time",
                "2025-11-29",
            ),
            (
                "It starts two months from now.",
                "two months from now",
                "2026-01-19",
            ),
            ("It began two years ago.", "two years ago", "2023-11-19"),
            (
                "Ships will sail within 90 days.",
                "within 90 days",
                "2025-11-19/2026-02-17",
            ),
            (
                "Over the next six months we cut.",
                "Over the next six months",
                "2025-11-19/2026-05-19",
            ),
            (
                "We grew in the past five years.",
                "in the past five years",
                "2020-11-19/2025-11-19",
            ),
            (
                "before next week's Thanksgiving holiday",
                "next week's Thanksgiving",
                "2025-11-27",
            ),
            ("We close for Christmas.", "Christmas", "2025-12-25"),
            (
                "A deal by New Year's Day is near.",
                "New Year's Day",
                "2026-01-01",
            ),
            ("Since Labor Day little moved.", "Labor Day", "2025-09-01"),
            (
                "They waited for Labor Day 2026.",
                "Labor Day 2026",
                "2026-09-07",
            ),
            (
                "Before Chinese New Year we ship.",
                "Chinese New Year",
                "2026-02-17",
            ),
            (
                "It opens three weeks after Thanksgiving.",
                "three weeks after Thanksgiving",
                "2025-12-18",
            ),
            (
                "It ends two days before January 12.",
                "two days before January 12",
                "2026-01-10",
            ),
            (
                "We finish by the end of 2026.",
                "the end of 2026",
                "2026-12-31",
            ),
            (
                "We finish by the end of the month.",
                "the end of the month",
                "2025-11-30",
            ),
            (
                "We finish at the end of next year.",
                "the end of next year",
                "2026-12-31",
            ),
            (
                "We start at the beginning of March.",
                "the beginning of March",
                "2026-03-01",
            ),
            ("We finish by year-end.", "year-end", "2025-12-31"),
            (
                "It rises in the first quarter of 2026.",
                "the first quarter of 2026",
                "2026-01-01/2026-03-31",
            ),
            ("It rose in Q3 2024.", "Q3 2024", "2024-07-01/2024-09-30"),
            (
                "It rose in the second half of 2024.",
                "the second half of 2024",
                "2024-07-01/2024-12-31",
            ),
            (
                "Expect it in early December.",
                "early December",
                "2025-12-01/2025-12-10",
            ),
            (
                "Exports fell in March 2023.",
                "March 2023",
                "2023-03-01/2023-03-31",
            ),
            (
                "We decide in January.",
                "in January",
                "2026-01-01/2026-01-31",
            ),
            ("We decide by April.", "by April", "2026-04-01/2026-04-30"),
            (
                "We knew since April.",
                "since April",
                "2025-04-01/2025-04-30",
            ),
            ("We knew in 2019.", "in 2019", "2019-01-01/2019-12-31"),
        ];
        for (text, expression, days) in cases {
            let expected = vec![(expression.to_owned(), days.to_owned())];
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_left_out() {
        for text in [
            "It ends on 04/11/2025.",
            "We meet next Friday.",
            "We met last Monday.",
            "It rises in the first quarter.",
            "He called three weeks earlier.",
            "in a few days",
            "in three days of talks",
            "within 90 days of the signing",
            "We may march on.",
            "May we ask?",
            "Friday prayers",
            "The truce of May 1 stands.",
            "a second half of the loan",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn without_a_day_of_publication_only_full_dates_are_read() {
        let text = "By Friday, on November 10 or on March 3, 2024.";
        let found = dates(text, None);
        assert_eq!(found.len(), 1);
        assert_eq!(&text[found[0].span.clone()], "March 3, 2024");
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm(text in "\\PC{0,60}") {
            for mention in dates(&text, parse_date("2025-11-19")) {
                prop_assert!(text.get(mention.span).is_some());
                prop_assert!(mention.from <= mention.to);
            }
        }

        #[test]
        fn any_mix_of_the_words_is_read_in_order_and_without_overlap(
            words in prop::collection::vec(
                prop::sample::select(vec![
                    "on", "by", "in", "next", "last", "week", "Friday", "’s", "three", "weeks", "after",
                    "the", "end", "of", "May", "31", "Feb", "29", "2025", "9999", "-", "Thanksgiving",
                    "quarter", "first", "within", "999", "years", "ago", "early", ".", "é",
                ]),
                0..14,
            ),
            year in 1i16..9999,
        ) {
            let text = words.join(" ");
            let mut end = 0;
            for mention in dates(&text, Date::new(year, 6, 15).ok()) {
                prop_assert!(mention.span.start >= end);
                end = mention.span.end;
                prop_assert!(text.get(mention.span).is_some());
                prop_assert!(mention.from <= mention.to);
            }
        }
    }
}
