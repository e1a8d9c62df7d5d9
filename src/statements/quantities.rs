//! Amounts in running text: how much of what. A text in, [`Quantity`]s out, in
//! kept units, with the bounds that the words leave.
//!
//! Numbers in words are read by `text2num`; no kept crate finds amounts with
//! their units, ranges and bounds in a sentence, so that grammar is here. Years,
//! dates, ordinals, numbers of articles and models are not amounts.

mod bounds;
mod names;
mod nouns;
mod numbers;
mod per;
#[cfg(test)]
mod quantities_tests;
mod reader;
mod units;

use std::fmt;
use std::ops::Range;

/// What is measured or counted, in the unit that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// Mass, in metric tons. "Tons" are metric unless said to be short or long.
    Tonnes,
    /// Shares and percentage points, in hundredths of the whole.
    Percent,
    /// A currency by its code (ISO 4217); `¥` where the sign alone does not say
    /// whether yuan or yen.
    Money(String),
    /// Things, by their noun in the singular and in lower case.
    Count(String),
    /// A length of time, a year being 365 days and a month its twelfth.
    Days,
    /// Metres.
    Length,
    /// Hectares.
    Area,
    /// Cubic metres.
    Volume,
    /// Megawatts.
    Power,
    /// Megawatt-hours.
    Energy,
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tonnes => "tonnes",
            Self::Percent => "percent",
            Self::Money(code) => code,
            Self::Count(noun) => noun,
            Self::Days => "days",
            Self::Length => "metres",
            Self::Area => "hectares",
            Self::Volume => "cubic metres",
            Self::Power => "megawatts",
            Self::Energy => "megawatt-hours",
        })
    }
}

/// An amount that a text names.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Where, in bytes of the text, with the words that bound it.
    pub span: Range<usize>,
    /// The least that it may be; `None` where nothing bounds it from below.
    pub low: Option<f64>,
    /// The most that it may be.
    pub high: Option<f64>,
    /// What is measured.
    pub unit: Unit,
    /// The unit of time or of goods that the amount is for: "year", "tonne".
    pub per: Option<String>,
}

/// How far two amounts that are the same may lie apart, relative to the larger,
/// because each is rounded: 11.97 told as 12.
const ROUNDING: f64 = 0.01;

/// The same for time, where three months are also 90 days.
const ROUNDING_OF_TIME: f64 = 0.02;

impl Quantity {
    /// The amount where it is one number.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        self.low.filter(|low| self.high == Some(*low))
    }

    /// Whether the two can be compared: the same unit, for the same span of time.
    /// Words for the same things, such as aircraft and planes, are one unit.
    #[must_use]
    pub fn same_unit(&self, other: &Self) -> bool {
        let unit = match (&self.unit, &other.unit) {
            (Unit::Count(one), Unit::Count(two)) => nouns::synonym(one) == nouns::synonym(two),
            (one, two) => one == two,
        };
        unit && self.per == other.per
    }

    /// Whether both can be true of one thing: the same unit, and ranges that
    /// overlap or lie no further apart than rounding puts them. Counts below a
    /// hundred are not rounded.
    #[must_use]
    pub fn compatible(&self, other: &Self) -> bool {
        let rounding = match self.unit {
            Unit::Days => ROUNDING_OF_TIME,
            _ => ROUNDING,
        };
        let below = |high: Option<f64>, low: Option<f64>| {
            high.zip(low).is_some_and(|(high, low)| {
                let counted = matches!(self.unit, Unit::Count(_)) && low < 100.0;
                let slack = if counted { 0.0 } else { rounding * low.abs() };
                high + slack < low
            })
        };
        self.same_unit(other) && !below(self.high, other.low) && !below(other.high, self.low)
    }
}

/// The amounts that a text names, in its order and without overlap.
///
/// ```
/// use hedgerow::statements::{Unit, quantities};
/// let found = quantities("They will buy at least 25 million metric tons a year.");
/// assert_eq!(found[0].low, Some(25e6));
/// assert_eq!(found[0].high, None);
/// assert_eq!(found[0].unit, Unit::Tonnes);
/// assert_eq!(found[0].per.as_deref(), Some("year"));
/// assert!(quantities("The two sides met on 9 May 2025 under Article 5.").is_empty());
/// ```
#[must_use]
pub fn quantities(text: &str) -> Vec<Quantity> {
    reader::read(text)
}
