//! A text's sentences as byte spans.
//!
//! The Unicode rules (UAX 29) know no abbreviations and no titles, join a
//! sentence that begins with a number to the one before, and part a quoted
//! question from its "she asked". These rules are made for news and
//! transcripts; what they leave has no white space at its ends.

use std::sync::LazyLock;

use regex::Regex;

use super::Span;
use super::abbreviations::{Abbreviation, SAYING, abbreviation, starts_sentences};
use super::paragraphs::blocks;

/// A stop, and the marks that close with it.
static STOP: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"[.!?…。！？]+["”’'»›)\]」』]*"#).ok());

/// "she asked" after a quoted question.
static REPORTING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"^(?:[\p{{L}}\p{{M}}.’'-]+\s+){{1,3}}(?:{SAYING})(?:[.,;]|\s+(?:on|in|at|of|to|as|during|after|when)\b)"
    ))
    .ok()
});

/// The spans of a text's sentences: in order, without overlap, on character
/// boundaries, and together all of the text but white space. A blank line ends
/// a sentence whatever stands before it.
///
/// ```
/// use hedgerow::statements::sentences;
/// let text = "Gen. Roe met Mr. Ito on Nov. 4. “Why?” he asked. Nobody knew.";
/// let found: Vec<&str> = sentences(text).into_iter().map(|span| &text[span]).collect();
/// assert_eq!(found, ["Gen. Roe met Mr. Ito on Nov. 4.", "“Why?” he asked.", "Nobody knew."]);
/// ```
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for block in blocks(text) {
        let mut start = block.start;
        for stop in STOP
            .iter()
            .flat_map(|stop| stop.find_iter(&text[block.clone()]))
        {
            let (from, to) = (block.start + stop.start(), block.start + stop.end());
            if ends(&text[start..from], &text[from..to], &text[to..block.end]) {
                push(text, start..to, &mut found);
                start = to;
            }
        }
        push(text, start..block.end, &mut found);
    }
    found
}

fn push(text: &str, span: Span, found: &mut Vec<Span>) {
    let slice = &text[span.clone()];
    let start = span.start + (slice.len() - slice.trim_start().len());
    let end = span.start + slice.trim_end().len();
    if start >= end {
        return;
    }
    // A stray mark or stop belongs to the sentence before it.
    if !text[start..end].contains(char::is_alphanumeric)
        && let Some(last) = found.last_mut()
        && !text[last.end..start].contains('\n')
    {
        last.end = end;
        return;
    }
    found.push(start..end);
}

/// Whether a sentence ends at a stop. `before` is what the sentence has so far,
/// `after` the rest of the paragraph.
fn ends(before: &str, stop: &str, after: &str) -> bool {
    let next = after.trim_start();
    let Some(first) = next.chars().next() else {
        return true;
    };
    if stop.starts_with(['。', '！', '？']) {
        return true;
    }
    let is_glued = next.len() == after.len();
    let (word, next) = (last_word(tail(before)), head(next));
    if is_glued {
        return glued(stop, word, next);
    }
    if first.is_lowercase() {
        return false;
    }
    if before.trim().is_empty() {
        // An ellipsis or mark at the beginning.
        return false;
    }
    let stops = stop.trim_end_matches(|c| !matches!(c, '.' | '!' | '?' | '…'));
    if stops.contains(['!', '?']) {
        return stops.len() == stop.len()
            || !REPORTING.as_ref().is_some_and(|verb| verb.is_match(next));
    }
    if stops == "…" || stops.len() > 1 {
        // An ellipsis that stands by itself leaves words out, one at a word's
        // end may end the sentence.
        return !before.ends_with(char::is_whitespace) || starts_sentences(first_word(next));
    }
    if stop.len() == 1 && is_list_marker(before) {
        return false;
    }
    let number = first.is_ascii_digit();
    match abbreviation(word) {
        // "Executive Order (E.O.) 5"
        Some(_) if number && stop.ends_with(')') => false,
        // With a mark behind it ("… the U.S.”) the stop is the sentence's.
        _ if stop.len() > 1 => true,
        None => true,
        Some(Abbreviation::Always) => false,
        Some(Abbreviation::BeforeNumber) => !number,
        Some(Abbreviation::Perhaps) if number => false,
        Some(Abbreviation::Perhaps) => {
            starts_sentences(first_word(next)) || matches!(first, '"' | '“' | '«' | '‘' | '•')
        }
    }
}

/// "prices.The minister": scraped text loses the space between paragraphs.
fn glued(stop: &str, word: &str, next: &str) -> bool {
    let mut chars = next.chars();
    stop == "."
        && word.chars().count() > 2
        && word.chars().all(char::is_lowercase)
        && chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_some_and(char::is_lowercase)
        && first_word(next).len() > 1
        && !next
            .get(..3)
            .is_some_and(|start| start.eq_ignore_ascii_case("com"))
}

/// "1." or "(b)." or "IV." with nothing before it in the sentence.
fn is_list_marker(before: &str) -> bool {
    let marker = before.trim().trim_start_matches(['(', '[']);
    let roman = marker
        .chars()
        .all(|c| matches!(c, 'I' | 'V' | 'X' | 'i' | 'v' | 'x'));
    let mut chars = marker.chars();
    let letter = chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none();
    let number = marker.len() < 4 && marker.chars().all(|c| c.is_ascii_digit());
    !marker.is_empty() && (roman || letter || number)
}

/// As many bytes decide on either side of a stop whether a sentence ends there. A text
/// made of nothing but stops would else be gone through once for each.
const NEAR: usize = 256;

/// The beginning of what follows a stop.
fn head(text: &str) -> &str {
    let end = (0..=NEAR.min(text.len())).rfind(|&at| text.is_char_boundary(at));
    &text[..end.unwrap_or(0)]
}

/// The end of what goes before a stop.
fn tail(text: &str) -> &str {
    let from = text.len().saturating_sub(NEAR);
    let start = (from..=text.len()).find(|&at| text.is_char_boundary(at));
    &text[start.unwrap_or(text.len())..]
}

/// The last word before a stop, with stops inside it ("U.S"), without marks
/// before it.
fn last_word(before: &str) -> &str {
    let start = before
        .rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '&')))
        .map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
    before[start..].trim_start_matches('.')
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '’' | '\''));
    let word = &text[..end.unwrap_or(text.len())];
    // "It's" and "We’re" begin as "It" and "We" do.
    word.split(['’', '\'']).next().unwrap_or(word)
}

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;
