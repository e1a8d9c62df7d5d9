//! Dates and periods named in running text, resolved against the day of
//! publication. What can be read in two ways is left out.
//!
//! The kept crates for English dates (`interim`, `chrono-english`, `two_timer`,
//! `human-date-parser`) read a whole string that must be a date, at a point in
//! time; none finds one in a sentence, knows periods ("in the first quarter") or
//! holidays, or declines what is ambiguous. The rules are here, the calendar is
//! jiff's.

use std::fmt;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use super::calendar::{Days, duration};
use super::holidays;
use super::joined::joined;
use super::readings::{
    ahead, back, day, days_of_month, full, half, holiday_alone, holiday_near, holiday_of, iso,
    month, month_of_year, near, part_of_month, part_of_next, part_of_this, part_of_year, quarter,
    relative_day, stretch, weekday, weekday_near, within, year, year_end, years, years_listed,
};
use super::tense::by_tense;
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

impl fmt::Display for DateMention {
    /// ISO 8601: a date, or `from/to` for a period.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.from)?;
        if self.to != self.from {
            write!(f, "/{}", self.to)?;
        }
        Ok(())
    }
}

/// One way of naming a date.
struct Expression {
    pattern: Regex,
    read: Read,
}

/// Reads what a pattern has found.
type Read = fn(&Captures, Option<Date>) -> Option<Days>;

const MONTH: &str = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)";
pub(super) const WEEKDAY: &str = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)";
pub(super) const NUMBER: &str = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|(?:a )?couple of|a few)";
pub(super) const UNIT: &str = r"(?:day|week|fortnight|month|quarter|year)s?";

/// The ways, the more specific before the less: a stretch of text that one has
/// taken is not looked at again.
static EXPRESSIONS: LazyLock<Vec<Expression>> = LazyLock::new(|| {
    let holiday = holidays::names()
        .map(|name| regex::escape(name).replace('\'', "['’]"))
        .collect::<Vec<_>>()
        .join("|");
    let ways: Vec<(String, Read)> = vec![
        (r"\b(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})\b".to_owned(), iso),
        // Before the single days, of which "2 to 9 March 2026" seems to hold one. "2
        // and 9 March" are two days, but behind "between".
        (format!(r"\b(?<d>\d{{1,2}})(?:st|nd|rd|th)? ?(?:-|–|—|to|through) ?(?:the )?(?<e>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?-i:(?<m>{MONTH}))(?:,? (?<y>\d{{4}}))?\b"), days_of_month),
        (format!(r"\bbetween (?:the )?(?<d>\d{{1,2}})(?:st|nd|rd|th)? and (?:the )?(?<e>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?-i:(?<m>{MONTH}))(?:,? (?<y>\d{{4}}))?\b"), days_of_month),
        (format!(r"(?-i:\b(?<m>{MONTH})) (?<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?<y>\d{{4}})\b"), full),
        (format!(r"\b(?<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?-i:(?<m>{MONTH})),? (?<y>\d{{4}})\b"), full),
        (format!(r"(?-i:\b(?<m>{MONTH})) (?<d>\d{{1,2}})(?:st|nd|rd|th)? ?(?:-|–|—|to|through) ?(?<e>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?<y>\d{{4}}))?\b"), days_of_month),
        (format!(r"\b(?:(?:within|over|in|for|during|through|across) )?(?:each|every one|all) of the (?<w>next|coming|past|last) (?<n>{NUMBER}) (?:(?<c>calendar) )?(?<u>{UNIT})\b"), stretch),
        (format!(r"\b(?:within|over|in|for|during|through|across) the (?<w>next|coming|past|last) (?<n>{NUMBER}) (?:(?<c>calendar) )?(?<u>{UNIT})\b"), stretch),
        // "Over the next year" is twelve months, not the year of the calendar.
        (r"\b(?:within|over|during|throughout) the (?<w>next|coming) (?<u>week|month|quarter|year)\b".to_owned(), stretch),
        (r"\b(?:(?:in|for|during|over) )?(?:calendar )?(?:years )?(?<y>20\d{2}), (?:20\d{2}, ?)*(?:20\d{2},? )?and (?<z>20\d{2})\b".to_owned(), years_listed),
        (r"\b(?:(?:from|between|in|for|during|calendar years) )?(?<y>(?:19|20)\d{2})(?: ?[-–] ?| (?:to|until|through|and) )(?<z>(?:19|20)\d{2})\b".to_owned(), years),
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
        (r"\byear['’]?s?[- ]end(?: (?<y>\d{4}))?\b".to_owned(), year_end),
        (r"\b(?<p>end)[- ](?<y>20\d{2})\b".to_owned(), part_of_year),
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
        (r"\b(?:in|by|since|until|before|during|after|for|through|throughout|from|starting|beginning|calendar year) (?<y>(?:19|20)\d{2})\b".to_owned(), year),
    ];
    ways.into_iter()
        .filter_map(|(pattern, read)| {
            let pattern = Regex::new(&format!("(?i){pattern}")).ok()?;
            Some(Expression { pattern, read })
        })
        .collect()
});

/// What makes an amount of the number before.
const AMOUNT: [&str; 7] = [
    "%", "percent", "per cent", "million", "billion", "tons", "tonnes",
];

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
            // "From April 2 to 10%": the last number is no day.
            let amount = text[span.clone()].ends_with(|c: char| c.is_ascii_digit())
                && AMOUNT
                    .iter()
                    .any(|unit| text[span.end..].trim_start().starts_with(unit));
            if amount {
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
    lasting_from(text, &mut found);
    found.sort_by_key(|mention| mention.span.start);
    joined(text, found)
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

static LASTING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)\bfor (?:a period of )?(?<n>{NUMBER}) (?<u>{UNIT}),? (?:from|starting|beginning|effective)(?: from| on| in)? (?:the )?$"
    ))
    .ok()
});

/// "For one year from November 10" is the year behind that day.
fn lasting_from(text: &str, found: &mut [DateMention]) {
    let Some(lasting) = LASTING.as_ref() else {
        return;
    };
    for mention in found.iter_mut() {
        let Some(captures) = lasting.captures(&text[..mention.span.start]) else {
            continue;
        };
        let Some(duration) = duration(&captures["n"], &captures["u"]) else {
            continue;
        };
        // From a month or a year on: its first day is not told.
        if mention.from != mention.to {
            continue;
        }
        if let (Ok(last), Some(whole)) = (mention.from.checked_add(duration), captures.get(0)) {
            mention.span.start = whole.start();
            mention.to = last;
        }
    }
}
