//! What each way of naming a date means, given the day of publication. `None`
//! where it could mean two.

use jiff::ToSpan;
use jiff::civil::Date;
use regex::Captures;

use super::calendar::{
    Days, add, distance, duration, ending, month_days, month_number, nearest, one, quarter_days,
    unit_days, weekday_of, year_days, year_of,
};
use super::holidays;

pub(super) fn field<'t>(captures: &Captures<'t>, name: &str) -> Option<&'t str> {
    captures.name(name).map(|found| found.as_str())
}

pub(super) fn iso(captures: &Captures, _: Option<Date>) -> Option<Days> {
    let number = |name| field(captures, name)?.parse::<i16>().ok();
    let month = i8::try_from(number("m")?).ok()?;
    let day = i8::try_from(number("d")?).ok()?;
    Some(one(Date::new(number("y")?, month, day).ok()?))
}

pub(super) fn full(captures: &Captures, _: Option<Date>) -> Option<Days> {
    let year = field(captures, "y")?.parse().ok()?;
    let day = field(captures, "d")?.parse().ok()?;
    Some(one(Date::new(
        year,
        month_number(field(captures, "m")?)?,
        day,
    )
    .ok()?))
}

pub(super) fn days_of_month(captures: &Captures, published: Option<Date>) -> Option<Days> {
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

pub(super) fn day(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let day = field(captures, "d")?.parse().ok()?;
    Some(one(nearest(
        published?,
        month_number(field(captures, "m")?)?,
        day,
    )?))
}

pub(super) fn month(captures: &Captures, published: Option<Date>) -> Option<Days> {
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

pub(super) fn month_of_year(captures: &Captures, _: Option<Date>) -> Option<Days> {
    month_days(
        field(captures, "y")?.parse().ok()?,
        month_number(field(captures, "m")?)?,
    )
}

pub(super) fn year(captures: &Captures, _: Option<Date>) -> Option<Days> {
    year_days(field(captures, "y")?.parse().ok()?)
}

pub(super) fn quarter(captures: &Captures, published: Option<Date>) -> Option<Days> {
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

pub(super) fn half(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let (from, to) = year_days(year_of(field(captures, "y"), published)?)?;
    if field(captures, "n")?.eq_ignore_ascii_case("first") {
        Some((from, Date::new(from.year(), 6, 30).ok()?))
    } else {
        Some((Date::new(from.year(), 7, 1).ok()?, to))
    }
}

pub(super) fn part_of_month(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let number = month_number(field(captures, "m")?)?;
    let year = match field(captures, "y") {
        Some(year) => year.parse().ok()?,
        None => nearest(published?, number, 15)?.year(),
    };
    ending(month_days(year, number)?, field(captures, "p")?)
}

pub(super) fn part_of_year(captures: &Captures, _: Option<Date>) -> Option<Days> {
    ending(
        year_days(field(captures, "y")?.parse().ok()?)?,
        field(captures, "p")?,
    )
}

pub(super) fn part_of_this(captures: &Captures, published: Option<Date>) -> Option<Days> {
    ending(
        unit_days(field(captures, "u")?, published?, 0)?,
        field(captures, "p")?,
    )
}

pub(super) fn part_of_next(captures: &Captures, published: Option<Date>) -> Option<Days> {
    ending(
        unit_days(field(captures, "u")?, published?, 1)?,
        field(captures, "p")?,
    )
}

pub(super) fn year_end(captures: &Captures, published: Option<Date>) -> Option<Days> {
    Some(one(year_days(year_of(field(captures, "y"), published)?)?.1))
}

/// "2026, 2027 and 2028": only years without a gap are one period.
pub(super) fn years_listed(captures: &Captures, _: Option<Date>) -> Option<Days> {
    let whole = captures.get(0)?.as_str();
    let listed: Vec<i16> = whole
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|part| part.parse().ok())
        .collect();
    let follow = listed
        .windows(2)
        .all(|pair| pair[0].checked_add(1) == Some(pair[1]));
    let (first, last) = (listed.first()?, listed.last()?);
    follow.then(|| Some((year_days(*first)?.0, year_days(*last)?.1)))?
}

/// "From 2026 to 2028"; of "2026 and 2027" both are one period.
pub(super) fn years(captures: &Captures, _: Option<Date>) -> Option<Days> {
    let first: i16 = field(captures, "y")?.parse().ok()?;
    let last: i16 = field(captures, "z")?.parse().ok()?;
    let whole = captures.get(0)?.as_str().to_lowercase();
    let apart = whole.contains(" and ") && !whole.starts_with("between");
    if last <= first || (apart && first.checked_add(1) != Some(last)) {
        return None;
    }
    Some((year_days(first)?.0, year_days(last)?.1))
}

pub(super) fn stretch(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let published = published?;
    let count = captures.name("n").map_or("1", |number| number.as_str());
    let (number, unit) = (
        duration(count, field(captures, "u")?)?,
        field(captures, "u")?,
    );
    let ahead = matches!(
        field(captures, "w")?.to_lowercase().as_str(),
        "next" | "coming"
    );
    if captures.name("c").is_some() {
        // Whole years of the calendar.
        if !unit.to_lowercase().starts_with("year") {
            return None;
        }
        let count = number.get_years();
        let this = published.year();
        return Some(if ahead {
            (
                year_days(this.checked_add(1)?)?.0,
                year_days(this.checked_add(count)?)?.1,
            )
        } else {
            (
                year_days(this.checked_sub(count)?)?.0,
                year_days(this.checked_sub(1)?)?.1,
            )
        });
    }
    if ahead {
        Some((published, add(published, number)?))
    } else {
        Some((published.checked_sub(number).ok()?, published))
    }
}

pub(super) fn within(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let published = published?;
    // "Within 90 days of signing" counts from another day.
    if captures.name("of").is_some() {
        return None;
    }
    let duration = duration(field(captures, "n")?, field(captures, "u")?)?;
    Some((published, add(published, duration)?))
}

pub(super) fn ahead(captures: &Captures, published: Option<Date>) -> Option<Days> {
    // "In three days of talks" is a length.
    if captures.name("of").is_some() {
        return None;
    }
    let duration = duration(field(captures, "n")?, field(captures, "u")?)?;
    Some(one(add(published?, duration)?))
}

pub(super) fn back(captures: &Captures, published: Option<Date>) -> Option<Days> {
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

pub(super) fn holiday_name(captures: &Captures) -> Option<String> {
    Some(field(captures, "h")?.to_lowercase().replace('’', "'"))
}

pub(super) fn holiday_of(captures: &Captures, published: Option<Date>) -> Option<Days> {
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

pub(super) fn holiday_near(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let (published, name) = (published?, holiday_name(captures)?);
    let which = field(captures, "w")?.to_lowercase();
    let day = match which.as_str() {
        "last" => holidays::before(&name, published)?,
        "this" => holidays::in_year(&name, published.year())?,
        _ => holidays::on_or_after(&name, published)?,
    };
    Some(one(day))
}

pub(super) fn holiday_alone(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let name = holiday_name(captures)?;
    let day = if let Some(year) = field(captures, "y") {
        holidays::in_year(&name, year.parse().ok()?)?
    } else {
        // The nearer of the last and the next.
        let published = published?;
        let ahead = holidays::on_or_after(&name, published)?;
        let back = holidays::before(&name, published);
        match back {
            Some(back) if distance(published, back) < distance(published, ahead) => back,
            _ => ahead,
        }
    };
    Some(one(day))
}

/// "Next Friday" is in next week, "last Friday" in the last; said on Wednesday,
/// "next Friday" is read as either by different people, so both must agree.
pub(super) fn weekday_near(captures: &Captures, published: Option<Date>) -> Option<Days> {
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
pub(super) fn weekday(captures: &Captures, published: Option<Date>) -> Option<Days> {
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

pub(super) fn near(captures: &Captures, published: Option<Date>) -> Option<Days> {
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

pub(super) fn relative_day(captures: &Captures, published: Option<Date>) -> Option<Days> {
    let offset = match field(captures, "w")?.to_lowercase().as_str() {
        "the day after tomorrow" => 2,
        "tomorrow" => 1,
        "yesterday" | "last night" => -1,
        "the day before yesterday" => -2,
        _ => 0,
    };
    Some(one(add(published?, i64::from(offset).days())?))
}
