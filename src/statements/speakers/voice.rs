//! Whose voice a statement is, and how far the reporter stands from it.

use std::sync::LazyLock;

use regex::Regex;

use crate::statements::{Attribution, Span};

/// Whose voice a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The speaker's own, as the document reports it.
    Own,
    /// Lent by another, in whose statement this one is reported.
    Lent {
        /// The other's attribution, by index.
        by: usize,
    },
}

/// Words by which a reporter keeps a distance. Firmness is not lost by them: it
/// is the speaker's.
static DISTANCE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:claim(?:s|ed|ing)?|alleg(?:e|es|ed|edly|ing|ation|ations)|reported(?:ly)|purport(?:s|ed|edly|ing)?|so-called|supposed(?:ly)?|ostensibl[ey]|apparently)\b",
    )
    .ok()
});

/// How far outside its words an attribution's own are looked at.
const NEAR: usize = 80;

/// For each attribution the innermost in whose content its source stands.
pub(super) fn voices(attributions: &[Attribution]) -> Vec<Voice> {
    attributions
        .iter()
        .enumerate()
        .map(|(index, attribution)| {
            let anchor = attribution.source.first().or(attribution.cue.first());
            let Some(anchor) = anchor else {
                return Voice::Own;
            };
            attributions
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index)
                .filter_map(|(other, outer)| {
                    let holds = outer
                        .content
                        .iter()
                        .any(|span| span.start <= anchor.start && anchor.end <= span.end);
                    let length: usize = outer.content.iter().map(ExactSizeIterator::len).sum();
                    holds.then_some((length, other))
                })
                .min()
                .map_or(Voice::Own, |(_, by)| Voice::Lent { by })
        })
        .collect()
}

/// The words of distance in a span of the text.
pub(in crate::statements) fn distances(text: &str, span: &Span) -> Vec<Span> {
    DISTANCE
        .iter()
        .flat_map(|distance| distance.find_iter(&text[span.clone()]))
        .map(|found| span.start + found.start()..span.start + found.end())
        .collect()
}

/// The first word of distance in or between the source and the cue.
pub(super) fn distancing(text: &str, attribution: &Attribution) -> Option<Span> {
    let distance = DISTANCE.as_ref()?;
    let mut spans: Vec<Span> = attribution
        .source
        .iter()
        .chain(&attribution.cue)
        .cloned()
        .collect();
    spans.sort_by_key(|span| span.start);
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last)
                if span.start <= last.end + NEAR
                    && !attribution
                        .content
                        .iter()
                        .any(|content| content.start < span.start && last.end < content.end) =>
            {
                last.end = last.end.max(span.end);
            }
            _ => joined.push(span),
        }
    }
    joined.into_iter().find_map(|span| {
        let found = distance.find(text.get(span.clone())?)?;
        Some(span.start + found.start()..span.start + found.end())
    })
}
