//! Press releases and readouts: what nobody else says, the issuing office says.

use std::sync::LazyLock;

use regex::Regex;

use super::sentences::sentences;
use super::{Attribution, Form, Span};

/// A sentence of which others say at least this share is theirs.
const OTHERS_SHARE: f64 = 0.5;
/// A line of fewer words without a full stop is a heading.
const HEADING_WORDS: usize = 14;

/// "The following is attributable to Spokesperson Ada Roe:"
static ATTRIBUTABLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:the )?(?:below|following|text below|statement below)\b[^:]{0,60}?\b((?:is|are|may be|can be) (?:attributable|attributed) to)\s+([^:\n]{2,120}?)\s*:?$",
    )
    .ok()
});

/// "The following statement was released by the Governments of Avalon and Arden:"
static RELEASED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:the )?(?:text of the )?(?:below|following)\b[^:]{0,120}?\b((?:was|is|were|are) (?:released|issued|made|given) (?:jointly )?by)\s+([^:\n]{2,200}?)(?:,? (?:following|after|during|at the|on the occasion) [^:\n]*)?\s*[:.]?$",
    )
    .ok()
});

/// "ARDEN, March 4, 2031 –": a place in capitals, perhaps a date and an agency,
/// and a dash.
static DATELINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(?:\(?\p{Lu}[\p{Lu}.' ]{2,30}(?:,\s+[\p{L}.]+)?(?:,?\s+(?:\p{L}{3,9}\.?\s+\d{1,2}(?:,\s+\d{4})?|\d{1,2}\s+\p{L}{3,9}(?:\s+\d{4})?))?\s*(?:\([^)]{2,30}\))?\s*(?:–|—|-{1,2})\s+)",
    )
    .ok()
});

/// Sentences that no statement is made in.
static BOILERPLATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^(?:
            \W*\#.* | -\s*30\s*-.* | \W*end(?:s|\ text)?\W* | (?:end|begin)(?:ning)?\ (?:of\ )?text\W*.* |
            for\ (?:immediate\ release|more\ information|further\ information|media\ (?:inquiries|enquiries)|press\ (?:inquiries|enquiries)|additional\ information|any\ questions).* |
            (?:press|media|news)?\ ?(?:contacts?|inquiries|enquiries|release)\W.* |
            (?:please\ )?(?:contact|call|email|e-mail|write\ to|follow\ us|click\ here|subscribe|sign\ up|visit)\b.* | follow\ @.* |
            (?:tel|phone|fax|e-?mail|website|web)\W.* | embargoed\b.* | note\ to\ editors.* |
            (?:an?\ |the\ )?(?:transcript|video|audio|photos?|full\ text)\b.{0,80}\b(?:available|found|posted)\b.*
        )$",
    )
    .ok()
});

/// A telephone number or an address of the net.
static REACH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:\+?\d[\d ()./-]{6,}\d)|(?:[\w.+-]+@[\w-]+\.\w+)|(?:https?://|www\.)\S+").ok()
});

/// The statements of an issuing office: the sentences of a release that are not
/// `taken` by an attribution to somebody, without headings and boilerplate. Their
/// source is empty, for the office, unless the release names a spokesperson to
/// whom it is attributable.
#[must_use]
pub fn release(text: &str, taken: &[Attribution]) -> Vec<Attribution> {
    let mut taken: Vec<Span> = taken
        .iter()
        .flat_map(|found| found.source.iter().chain(&found.cue).chain(&found.content))
        .cloned()
        .collect();
    taken.sort_by_key(|span| span.start);
    let mut found = Vec::new();
    let mut source: Option<(Span, Span)> = None;
    for mut span in sentences(text) {
        let sentence = &text[span.clone()];
        if let Some(named) = named_source(sentence) {
            let shift = |part: Span| span.start + part.start..span.start + part.end;
            source = Some((shift(named.0), shift(named.1)));
            continue;
        }
        if is_boilerplate(sentence) {
            if sentence.to_lowercase().starts_with("end") {
                // "End text": what follows is the office's again.
                source = None;
            }
            continue;
        }
        span.start += dateline(sentence);
        if share_taken(text, &span, &taken) >= OTHERS_SHARE {
            continue;
        }
        let (name, cue) = source.clone().unzip();
        found.push(Attribution {
            source: name.into_iter().collect(),
            cue: cue.into_iter().collect(),
            content: vec![span],
            form: Form::Release,
        });
    }
    found
}

/// How many bytes of a sentence are its dateline.
pub(super) fn dateline(sentence: &str) -> usize {
    let found = DATELINE.as_ref().and_then(|regex| regex.find(sentence));
    found.map_or(0, |found| found.end())
}

/// The name to which a release is attributable, and the words that say so.
fn named_source(sentence: &str) -> Option<(Span, Span)> {
    let found = [&ATTRIBUTABLE, &RELEASED]
        .into_iter()
        .find_map(|regex| regex.as_ref()?.captures(sentence))?;
    Some((found.get(2)?.range(), found.get(1)?.range()))
}

fn is_boilerplate(sentence: &str) -> bool {
    let sentence = sentence.trim();
    let words = sentence.split_whitespace().count();
    let stopped = sentence
        .trim_end_matches(['”', '"', '’', '\'', ')', ']', '»'])
        .ends_with(['.', '!', '?', '…', ';']);
    let reach = REACH.as_ref().and_then(|regex| regex.find(sentence));
    (!stopped && words < HEADING_WORDS && !sentence.starts_with(['•', '-', '*', '–', '▪']))
        || BOILERPLATE
            .as_ref()
            .is_some_and(|regex| regex.is_match(sentence))
        || reach.is_some_and(|reach| words < 20 || reach.start() == 0)
        || !sentence.contains(char::is_lowercase)
        || words < 3
}

/// The share of a sentence's letters and digits in spans of attributions.
fn share_taken(text: &str, sentence: &Span, taken: &[Span]) -> f64 {
    let near: Vec<&Span> = taken
        .iter()
        .take_while(|span| span.start < sentence.end)
        .filter(|span| span.end > sentence.start)
        .collect();
    let (mut inside, mut all) = (0_usize, 0_usize);
    for (at, c) in text[sentence.clone()].char_indices() {
        if c.is_alphanumeric() {
            all += 1;
            inside += usize::from(
                near.iter()
                    .any(|span| span.contains(&(sentence.start + at))),
            );
        }
    }
    if all == 0 {
        0.0
    } else {
        inside as f64 / all as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statements(text: &str, taken: &[Attribution]) -> Vec<String> {
        release(text, taken)
            .into_iter()
            .map(|found| {
                let source: String = found.source.iter().map(|s| &text[s.clone()]).collect();
                format!("{source}|{}", &text[found.content[0].clone()])
            })
            .collect()
    }

    #[test]
    fn headings_contacts_and_datelines_are_left_out() {
        let text = "Ministry of Ports\nFOR IMMEDIATE RELEASE\nNew cranes for the harbour\n\
            ARDEN, March 4, 2031 – The ministry has ordered nine cranes.\n\
            They will arrive in May. For more information, call +44 555 010 0199.\n\
            Follow @ports for more. Media contact: Ada Roe, press@ports.example\n###";
        assert_eq!(
            statements(text, &[]),
            [
                "|The ministry has ordered nine cranes.",
                "|They will arrive in May."
            ]
        );
    }

    #[test]
    fn a_named_spokesperson_is_the_source_of_what_follows() {
        let text = "Office of the Spokesperson\n\
            The below is attributable to Spokesperson Ada Roe:\nThe premier spoke to the king today.";
        assert_eq!(
            statements(text, &[]),
            ["Spokesperson Ada Roe|The premier spoke to the king today."]
        );
        let text = "The following statement was released by the Governments of Avalon and Arden:\n\
            Begin text:\nWe agree on the weir.\nEnd text";
        assert_eq!(
            statements(text, &[]),
            ["the Governments of Avalon and Arden|We agree on the weir."]
        );
        let text = "The text of the following statement was released by the Ministers of Avalon after their walk in May.\n\
            We agree on the weir.";
        assert_eq!(
            statements(text, &[]),
            ["the Ministers of Avalon|We agree on the weir."]
        );
    }

    #[test]
    fn what_others_say_is_not_the_office_s() {
        let text =
            "The weir is old. Arden said that it would be repaired soon. We agree with that.";
        let taken = Attribution {
            source: vec![17..22],
            cue: vec![23..27],
            content: vec![28..57],
            form: Form::Indirect,
        };
        assert_eq!(
            statements(text, &[taken]),
            ["|The weir is old.", "|We agree with that."]
        );
    }
}
