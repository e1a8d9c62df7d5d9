//! Evidence as one field of a table: `13-18:hedge:-0.12;…`.

use std::fmt;
use std::str::FromStr;

use super::cues::Kind;
use super::{Evidence, Unit};
use crate::statements::Span;

/// The column with the evidence for a score.
pub const EVIDENCE_COLUMN: &str = "score_evidence";

/// Units that are listed at most.
const LISTED: usize = 5;
/// The contribution to the headline score from which a unit is listed. Less is below
/// what a reader could tell.
const FROM: f64 = 0.02;

/// A unit as a table lists it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Where, in bytes of the statement.
    pub span: Span,
    /// What kind of words it is.
    pub kind: Kind,
    /// What it contributes to the headline score, to two decimals.
    pub score: f64,
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Span { start, end } = self.span;
        write!(f, "{start}-{end}:{}:{:+.2}", self.kind, self.score)
    }
}

impl FromStr for Mark {
    type Err = String;

    fn from_str(field: &str) -> Result<Self, String> {
        let wrong = || format!("{field:?} is not start-end:kind:contribution");
        let mut parts = field.splitn(3, ':');
        let mut part = || parts.next().ok_or_else(wrong);
        let (start, end) = part()?.split_once('-').ok_or_else(wrong)?;
        let byte = |text: &str| text.parse::<usize>().map_err(|_| wrong());
        Ok(Self {
            span: byte(start)?..byte(end)?,
            kind: part()?.parse()?,
            score: part()?.parse().map_err(|_| wrong())?,
        })
    }
}

/// Reads the marks of a field, which are separated by `;`.
pub fn marks(field: &str) -> Result<Vec<Mark>, String> {
    let entries = field.split(';').map(str::trim);
    entries
        .filter(|entry| !entry.is_empty())
        .map(str::parse)
        .collect()
}

impl Evidence {
    /// The strongest units as a field: at most five, those that move the headline
    /// score by 0.02 or more, the strongest first. Empty where there is none.
    #[must_use]
    pub fn field(&self) -> String {
        let listed = self.strongest().into_iter().filter_map(|unit: &Unit| {
            let score = (unit.score * 100.0).round() / 100.0;
            (score.abs() >= FROM).then(|| Mark {
                span: unit.span.clone(),
                kind: unit.kind,
                score,
            })
        });
        listed
            .take(LISTED)
            .map(|mark| mark.to_string())
            .collect::<Vec<_>>()
            .join(";")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scores::{Act, Score};

    #[test]
    fn the_strongest_units_come_first_and_are_read_as_they_are_written() {
        let unit = |start: usize, score| Unit {
            span: start..start + 3,
            kind: Kind::Hedge,
            score,
            specificity: 0.5,
            firmness: 0.5,
        };
        let evidence = Evidence {
            whole: Score {
                overall: 0.5,
                specificity: 0.5,
                firmness: 0.5,
                act: Act::Assert,
            },
            units: vec![
                unit(0, 0.049),
                unit(4, -0.2),
                unit(8, 0.011),
                unit(12, 0.02),
            ],
        };
        let field = evidence.field();
        assert_eq!(field, "4-7:hedge:-0.20;0-3:hedge:+0.05;12-15:hedge:+0.02");
        let read = marks(&field).unwrap();
        assert_eq!(read[0].span, 4..7);
        assert_eq!(
            read.iter()
                .map(Mark::to_string)
                .collect::<Vec<_>>()
                .join(";"),
            field
        );
        assert_eq!(marks(""), Ok(Vec::new()));
        assert!(marks("4-7:hedge").is_err() && marks("4:hedge:1").is_err());
    }
}
