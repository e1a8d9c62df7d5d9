//! Dates of statements, those they name, and the periods they fall in.

mod calendar;
#[cfg(test)]
mod expression_tests;
mod expressions;
mod holidays;
mod joined;
mod readings;
mod tense;

use jiff::civil::Date;

pub use expressions::{DateMention, dates};

/// Ways of writing a date that can be read in one way only. "04/11/2025" is not
/// among them.
const FORMATS: [&str; 7] = [
    "%Y-%m-%d",
    "%B %d, %Y",
    "%b %d, %Y",
    "%b. %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%Y%m%d",
];

/// Reads a date in ISO 8601 (a time after it is left aside) or written with the
/// month's English name. `None` where it is neither.
///
/// ```
/// use hedgerow::statements::parse_date;
/// assert_eq!(parse_date("2025-11-03"), parse_date("November 3, 2025"));
/// assert_eq!(parse_date("2025-11-03T09:30:00Z"), parse_date("3 Nov 2025"));
/// assert_eq!(parse_date("04/11/2025"), None);
/// ```
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let day = text
        .split_once(['T', ' '])
        .map(|(day, _)| day)
        .filter(|day| day.len() == 10 && day.starts_with(|c: char| c.is_ascii_digit()))
        .unwrap_or(text);
    FORMATS
        .iter()
        .find_map(|format| Date::strptime(format, day).ok())
}

/// A calendar period by which statements can be grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// `2025-11`
    Month,
    /// `2025-Q4`
    Quarter,
    /// `2025`
    Year,
}

impl Period {
    /// The period that a date falls in, so written that periods sort by time.
    #[must_use]
    pub fn of(self, date: Date) -> String {
        match self {
            Self::Month => format!("{:04}-{:02}", date.year(), date.month()),
            Self::Quarter => format!("{:04}-Q{}", date.year(), (date.month() + 2) / 3),
            Self::Year => format!("{:04}", date.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_begin_in_january_april_july_and_october() {
        let quarter = |text| Period::Quarter.of(parse_date(text).unwrap());
        assert_eq!(quarter("2025-03-31"), "2025-Q1");
        assert_eq!(quarter("2025-04-01"), "2025-Q2");
        assert_eq!(quarter("2025-12-31"), "2025-Q4");
    }

    #[test]
    fn what_is_not_a_date_is_none() {
        for text in ["", "soon", "2025-13-01", "February 30, 2025", "2025"] {
            assert_eq!(parse_date(text), None, "{text:?}");
        }
    }
}
