//! Publication dates as pages, feeds and headers write them.

use jiff::civil::Date;
use jiff::fmt::rfc2822;
use regex::Regex;

use super::clean::compile;
use crate::error::Error;
use crate::statements::parse_date;

/// Finds dates within other words.
#[derive(Debug)]
pub(super) struct Dates {
    written: Regex,
}

impl Dates {
    pub(super) fn new() -> Result<Self, Error> {
        // Glued to what precedes ("The White HouseMay 4, 2025"), so no \b there.
        const MONTH: &str = "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|\
            Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";
        let written = format!(
            r"\d{{4}}-\d{{2}}-\d{{2}}|{MONTH}\.? \d{{1,2}}, ?\d{{4}}\b|\b\d{{1,2}} {MONTH}\.?,? \d{{4}}\b"
        );
        Ok(Self {
            written: compile(&written)?,
        })
    }

    /// Reads a field that holds a date, whether ISO 8601, RFC 2822 as in feeds,
    /// or written out, with other words around it or not.
    pub(super) fn read(&self, field: &str) -> Option<Date> {
        let field = field.trim();
        parse_date(field)
            .or_else(|| rfc2822::parse(field).ok().map(|zoned| zoned.date()))
            .or_else(|| self.within(field))
    }

    /// The first date that is written out within a line.
    pub(super) fn within(&self, line: &str) -> Option<Date> {
        self.written.find_iter(line).find_map(|found| {
            let plain = found
                .as_str()
                .replace("Sept ", "Sep ")
                .replace("Sept. ", "Sep. ");
            let (month_first, day_first) =
                (plain.replace(",2", ", 2"), plain.replace([',', '.'], ""));
            parse_date(&month_first).or_else(|| parse_date(&day_first))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_feeds_and_headers_write_the_same_day() {
        let dates = Dates::new().unwrap();
        let day = parse_date("2025-11-04");
        for written in [
            "2025-11-04",
            "2025-11-04T23:10:00+08:00",
            "Tue, 4 Nov 2025 09:00:00 GMT",
            "Published: 9:00pm, 4 Nov 2025",
            "Published: 9:00pm, 4 Nov, 2025",
            "The White HouseNovember 4, 2025",
            "Nov. 4, 2025",
            "Updated Tuesday 4 November 2025 10:12",
        ] {
            assert_eq!(dates.read(written), day, "{written:?}");
        }
        for none in ["", "04/11/2025", "November", "2025", "Mayor 4, 2025"] {
            assert_eq!(dates.read(none), None, "{none:?}");
        }
    }
}
