//! The column `score_evidence` of a scored table → the words to mark.

use std::ops::Range;

/// Words that carry a statement's score.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Highlight {
    /// Bytes of the statement's text.
    pub(crate) span: Range<usize>,
    /// What the words are: hedge, quantity, date, …
    pub(crate) kind: String,
    /// What they add to the score, or take from it.
    pub(crate) contribution: f64,
}

/// Reads `3-6:hedge:-0.12;11-28:quantity:+0.22`; the error says which entry cannot be
/// read.
pub(crate) fn highlights(field: &str) -> Result<Vec<Highlight>, String> {
    let entries = field.split(';').filter(|entry| !entry.trim().is_empty());
    entries
        .map(|entry| {
            highlight(entry.trim())
                .ok_or_else(|| format!("{entry:?} is not start-end:kind:contribution"))
        })
        .collect()
}

fn highlight(entry: &str) -> Option<Highlight> {
    let (span, rest) = entry.split_once(':')?;
    let (kind, contribution) = rest.rsplit_once(':')?;
    let (start, end) = span.split_once('-')?;
    let contribution: f64 = contribution.parse().ok()?;
    contribution.is_finite().then_some(Highlight {
        span: start.parse().ok()?..end.parse().ok()?,
        kind: kind.to_owned(),
        contribution,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_with_their_place_kind_and_part_in_the_score() {
        let read = highlights("3-6:hedge:-0.12;11-28:quantity:+0.22").unwrap();
        let parts: Vec<_> = read
            .iter()
            .map(|h| (h.span.clone(), &h.kind[..], h.contribution))
            .collect();
        assert_eq!(parts, [(3..6, "hedge", -0.12), (11..28, "quantity", 0.22)]);
        assert_eq!(highlights(""), Ok(Vec::new()));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for field in [
            "3-6",
            "3-6:hedge",
            "a-6:hedge:-0.1",
            "3-6:hedge:much",
            "3-6:hedge:NaN",
        ] {
            let error = highlights(&format!("1-2:date:+0.1;{field}")).unwrap_err();
            assert!(error.contains(field), "{error}");
        }
    }
}
