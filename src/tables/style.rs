//! How a table is written.

use std::path::Path;

use super::input::Format;
use super::packing::Packing;
use crate::error::Error;

/// How a table is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Style {
    /// CSV as RFC 4180 has it, but for line ends of one line feed.
    #[default]
    Csv,
    /// CSV for spreadsheet programs: see [`super::excel`].
    Excel,
    /// One JSON object a line; numbers are numbers, and what is missing is null.
    Jsonl,
    /// Apache Parquet, with typed columns, packed by zstd.
    Parquet,
}

impl Style {
    /// The style that was asked for by `format` and `excel`, for a table that goes
    /// to `out` (`None` for standard output or a folder). Where no format is asked
    /// for, the file's extension names it.
    ///
    /// # Errors
    /// Where they contradict each other.
    pub fn asked(format: Option<Format>, excel: bool, out: Option<&Path>) -> Result<Self, Error> {
        let named = out.and_then(Format::named);
        if let Some(out) = out
            && !matches!(Packing::of(out), (Packing::Plain, _))
        {
            return Err(Error::Usage(format!(
                "tables are written unpacked; name {} without its last extension, or write \
                 Parquet, which is packed",
                out.display()
            )));
        }
        if let (Some(format), Some(named), Some(out)) = (format, named, out)
            && format != named
        {
            return Err(Error::Usage(format!(
                "--format {format} does not go with the name {}; drop one of the two",
                out.display()
            )));
        }
        match (format.or(named).unwrap_or(Format::Csv), excel) {
            (Format::Csv, false) => Ok(Self::Csv),
            (Format::Csv, true) => Ok(Self::Excel),
            (Format::Jsonl, false) => Ok(Self::Jsonl),
            (Format::Parquet, false) => Ok(Self::Parquet),
            (other, true) => Err(Error::Usage(format!(
                "--excel is a way of writing CSV and does not go with {other}; drop it, or write \
                 CSV"
            ))),
        }
    }

    /// The style of a table beside the main one: that which its extension names,
    /// else this one.
    #[must_use]
    pub fn at(self, path: &Path) -> Self {
        match Format::named(path) {
            Some(Format::Csv) if self == Self::Excel => Self::Excel,
            Some(Format::Csv) => Self::Csv,
            Some(Format::Jsonl) => Self::Jsonl,
            Some(Format::Parquet) => Self::Parquet,
            None => self,
        }
    }

    /// The format, by which a table is read again.
    #[must_use]
    pub fn format(self) -> Format {
        match self {
            Self::Csv | Self::Excel => Format::Csv,
            Self::Jsonl => Format::Jsonl,
            Self::Parquet => Format::Parquet,
        }
    }

    /// The extension of files, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self.format() {
            Format::Csv => "csv",
            Format::Jsonl => "jsonl",
            Format::Parquet => "parquet",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(format: Option<Format>, excel: bool, out: &str) -> Result<Style, String> {
        Style::asked(format, excel, Some(Path::new(out))).map_err(|error| error.to_string())
    }

    #[test]
    fn the_extension_decides_where_no_format_is_asked_for() {
        assert_eq!(asked(None, false, "a.parquet"), Ok(Style::Parquet));
        assert_eq!(asked(None, false, "a.ndjson"), Ok(Style::Jsonl));
        assert_eq!(asked(None, true, "a.csv"), Ok(Style::Excel));
        assert_eq!(asked(None, false, "a"), Ok(Style::Csv));
        assert_eq!(asked(Some(Format::Jsonl), false, "a.txt"), Ok(Style::Jsonl));
    }

    #[test]
    fn contradictions_are_errors_that_name_both_sides() {
        let error = asked(Some(Format::Parquet), false, "a.csv").unwrap_err();
        assert!(error.contains("--format parquet") && error.contains("a.csv"));
        assert!(
            asked(None, true, "a.jsonl")
                .unwrap_err()
                .contains("--excel")
        );
        assert!(
            asked(None, false, "a.csv.gz")
                .unwrap_err()
                .contains("unpacked")
        );
    }
}
