//! A commitment as a row of a table.

use super::Commitment;
use crate::scores::rounded;
use crate::statements::{Quantity, Span};

/// The columns of a commitment in a table, in this order. Of several amounts
/// each of the five columns from `quantity` on holds one value per amount,
/// joined by semicolons and in the same order: `12000000;25000000` with
/// `tonnes;tonnes` and `;year`. Of "from 20 to 10 percent" the 10 is the first.
pub const COMMITMENT_COLUMNS: [&str; 18] = [
    "statement",
    "date",
    "document",
    "actor",
    "counterpart",
    "attributed",
    "action",
    "object",
    "quantity",
    "unit",
    "per",
    "quantity_low",
    "quantity_high",
    "deadline",
    "period",
    "condition",
    "firmness",
    "spans",
];

/// What a row tells of the statement besides the commitment.
#[derive(Debug, Clone, Copy, Default)]
pub struct Row<'a> {
    /// The statement's id.
    pub statement: &'a str,
    /// The day of the statement, as the table has it.
    pub date: &'a str,
    /// The document that it stands in.
    pub document: &'a str,
    /// How far the speaker stands behind it, from 0 to 1; empty where it was not
    /// scored.
    pub firmness: Option<f64>,
}

impl Commitment {
    /// The commitment as the fields of [`COMMITMENT_COLUMNS`].
    #[must_use]
    pub fn fields(&self, row: Row) -> [String; 18] {
        let each = |field: fn(&Quantity) -> String| {
            let fields: Vec<String> = self.quantities.iter().map(field).collect();
            // Without any value the cell is empty, not ";".
            if fields.iter().all(String::is_empty) {
                String::new()
            } else {
                fields.join(";")
            }
        };
        let text = |piece: &Option<super::Piece>| {
            piece
                .as_ref()
                .map_or(String::new(), |piece| piece.text.clone())
        };
        [
            row.statement.to_owned(),
            row.date.to_owned(),
            row.document.to_owned(),
            self.actor.clone(),
            self.counterpart.clone().unwrap_or_default(),
            if self.attributed { "yes" } else { "no" }.to_owned(),
            self.action.text.clone(),
            text(&self.object),
            each(|quantity| number(quantity.value())),
            each(|quantity| quantity.unit.to_string()),
            each(|quantity| quantity.per.clone().unwrap_or_default()),
            each(|quantity| number(quantity.low)),
            each(|quantity| number(quantity.high)),
            self.deadline
                .as_ref()
                .map_or(String::new(), ToString::to_string),
            self.period
                .as_ref()
                .map_or(String::new(), ToString::to_string),
            text(&self.condition),
            row.firmness.map_or(String::new(), |firmness| {
                format!("{:.4}", rounded(firmness))
            }),
            self.spans(),
        ]
    }

    /// Where its pieces stand, in bytes of the statement: `action=3-9;object=10-20`.
    fn spans(&self) -> String {
        let mut pieces: Vec<(&str, Vec<&Span>)> = vec![
            ("actor", self.subject.iter().collect()),
            ("action", vec![&self.action.span]),
            (
                "object",
                self.object.iter().map(|piece| &piece.span).collect(),
            ),
            (
                "quantity",
                self.quantities
                    .iter()
                    .map(|quantity| &quantity.span)
                    .collect(),
            ),
            (
                "deadline",
                self.deadline.iter().map(|date| &date.span).collect(),
            ),
            (
                "period",
                self.period.iter().map(|date| &date.span).collect(),
            ),
            (
                "condition",
                self.condition.iter().map(|piece| &piece.span).collect(),
            ),
        ];
        pieces.retain(|(_, spans)| !spans.is_empty());
        let named = pieces.into_iter().map(|(name, spans)| {
            let spans: Vec<String> = spans
                .into_iter()
                .map(|span| format!("{}-{}", span.start, span.end))
                .collect();
            format!("{name}={}", spans.join(","))
        });
        named.collect::<Vec<_>>().join(";")
    }
}

/// A number without an exponent and without the noise of binary fractions.
fn number(value: Option<f64>) -> String {
    value.map_or(String::new(), |value| {
        let whole = value.abs() >= 1e9;
        if whole {
            format!("{value:.0}")
        } else {
            rounded(value).to_string()
        }
    })
}
