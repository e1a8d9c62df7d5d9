//! CSV for spreadsheet programs, which run what looks like a formula and rewrite
//! what looks like a number.
//!
//! Such a table begins with a byte order mark, by which Excel knows UTF-8, has
//! line ends of carriage return and line feed, and an apostrophe before each
//! cell that Excel would run or rewrite. The mark is also the sign by which the
//! apostrophes are taken off when the table is read again, so that a statement is
//! scored by its own words.

use std::borrow::Cow;

/// UTF-8's byte order mark.
pub(super) const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The most characters that Excel keeps of a cell, counted as UTF-16 has them,
/// and the most rows of a sheet, the header among them. Source: Microsoft, "Excel
/// specifications and limits".
const LONGEST_CELL: usize = 32_767;
const MOST_ROWS: u64 = 1_048_576;

/// Digits beyond which Excel rounds a number (same source).
const EXACT_DIGITS: usize = 15;

/// What a spreadsheet program would not show whole. Nothing is cut in the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Excess {
    /// Cells of more than 32,767 characters.
    pub long_cells: u64,
    /// Rows behind the 1,048,576th, the header being the first.
    pub rows: u64,
}

impl Excess {
    /// Counts a row, which is the `number`th behind the header.
    pub(super) fn count(&mut self, number: u64, fields: &[&str]) {
        let long = |field: &&&str| {
            field.len() > LONGEST_CELL && field.encode_utf16().count() > LONGEST_CELL
        };
        self.long_cells += fields.iter().filter(long).count() as u64;
        self.rows += u64::from(number >= MOST_ROWS);
    }
}

/// The cell with an apostrophe before it, where it needs one.
pub(super) fn guarded(cell: &str) -> Cow<'_, str> {
    if is_risky(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell as it was before [`guarded`].
pub(super) fn bare(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_risky(rest) => rest,
        _ => cell,
    }
}

/// Whether Excel would run or rewrite a cell. Apostrophes before it change
/// nothing, so that one more can be told from those that were there.
fn is_risky(cell: &str) -> bool {
    let cell = cell.trim_start_matches('\'');
    is_formula(cell) || is_rewritten(cell)
}

/// The beginnings that OWASP, "CSV Injection", lists, also behind white space and
/// in their full-width forms; a plain negative number is none.
fn is_formula(cell: &str) -> bool {
    let negative = |number: &str| {
        number.starts_with(|c: char| c.is_ascii_digit() || c == '.')
            && number.parse::<f64>().is_ok_and(f64::is_finite)
    };
    if cell.strip_prefix('-').is_some_and(negative) {
        return false;
    }
    cell.starts_with(['\t', '\r', '\n'])
        || cell
            .trim_start()
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Digits that Excel takes for another number or for a date: `007`, `12e5`,
/// `12345678901234567`, the `3-9` of a span or `4/2` of an id, and `03/11/2025`, whose
/// month depends on the country. Whole dates and months of ISO (`2025-11-03`, `2025-11`) are left: there the date is meant.
fn is_rewritten(cell: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if digits(cell) {
        return cell.len() > EXACT_DIGITS || cell.len() > 1 && cell.starts_with('0');
    }
    let date: Vec<&str> = cell.split(['-', '/', '.']).collect();
    if date.len() == 3 && date.iter().all(|part| digits(part)) {
        let iso = date[0].len() == 4 && cell.matches('-').count() == 2;
        return !iso;
    }
    match cell.split_once(['-', '/', 'e', 'E', ':']) {
        Some((before, behind)) if digits(before) && digits(behind) => {
            let month = cell.len() == "2025-11".len() && before.len() == 4 && cell.contains('-');
            !month
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_and_what_excel_rewrites_are_guarded_and_numbers_and_dates_are_not() {
        for cell in [
            "=1+1",
            "+1",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\r",
            "\n=1",
            " =1",
            "＝1",
            "- a dash",
            "-",
            "-inf",
            "007",
            "12e5",
            "1234567890123456",
            "3-9",
            "0-120",
            "4/2",
            "03/11/2025",
            "3.11.25",
            "3-11-2025",
            "'=1",
            "''=1",
        ] {
            assert_eq!(guarded(cell), format!("'{cell}"), "{cell:?}");
        }
        for cell in [
            "",
            "0",
            "-0.07",
            "-3",
            "-.5",
            "0.0700",
            "12",
            "2025-11-03",
            "2025-11",
            "2025-Q4",
            "a=b",
            "'quoted'",
            "’tis",
            "3-9;12-14",
            "US;CN",
            "-3'",
        ] {
            let risky = cell == "-3'";
            assert_eq!(guarded(cell) != cell, risky, "{cell:?}");
        }
    }

    #[test]
    fn what_a_sheet_cannot_hold_is_counted() {
        let mut excess = Excess::default();
        let (fits, long) = ("é".repeat(32_767), "é".repeat(32_768));
        excess.count(1, &[&fits, &long]);
        excess.count(1_048_575, &[]);
        excess.count(1_048_576, &[]);
        let expected = Excess {
            long_cells: 1,
            rows: 1,
        };
        assert_eq!(excess, expected);
    }

    proptest! {
        #[test]
        fn every_cell_comes_back_as_it_was(cell in "['=+@\\-0-9/a \t]{0,6}|\\PC*") {
            let guarded = guarded(&cell);
            prop_assert_eq!(bare(&guarded), &cell);
            // What Excel is given never begins as a formula does.
            prop_assert!(!is_formula(&guarded) || guarded.starts_with('\''));
        }
    }
}
