//! What stands around a span of a text: its words and its sentence.

use super::Span;
use super::sentences::sentences;

/// Sentences are looked for this many bytes before and behind a cue.
const REACH: usize = 2000;

/// A word of the text.
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) lower: String,
}

/// Words with their apostrophes, and other marks one by one.
pub(super) fn words(text: &str, span: &Span) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in text[span.clone()].char_indices() {
        let at = span.start + at;
        let end = at + c.len_utf8();
        let letter = c.is_alphanumeric() || matches!(c, '’' | '\'' | '-');
        match found.last_mut() {
            Some(last) if open && letter => {
                last.span.end = end;
                last.lower.extend(c.to_lowercase());
            }
            _ if !c.is_whitespace() => found.push(Word {
                span: at..end,
                lower: c.to_lowercase().collect(),
            }),
            _ => {}
        }
        open = letter;
    }
    found
}

/// The words of a span, marks left aside.
pub(super) fn count(text: &str, span: &Span) -> usize {
    let words = text[span.clone()].split_whitespace();
    words
        .filter(|word| word.contains(char::is_alphanumeric))
        .count()
}

/// Whether two spans have a byte in common.
pub(super) fn overlap(one: &Span, other: &Span) -> bool {
    one.start < other.end && other.start < one.end
}

/// The sentence that a span begins in.
pub(super) fn sentence_of(text: &str, span: &Span) -> Span {
    let from = text[..span.start].rfind("\n\n").map_or(0, |at| at + 2);
    let mut from = from.max(span.start.saturating_sub(REACH));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let to = text[span.end..]
        .find("\n\n")
        .map_or(text.len(), |at| span.end + at);
    let mut to = to.min(span.end + REACH);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    sentences(&text[from..to])
        .into_iter()
        .map(|sentence| from + sentence.start..from + sentence.end)
        .find(|sentence| span.start < sentence.end)
        .map_or(span.clone(), |sentence| {
            sentence.start.min(span.start)..sentence.end.max(span.end)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_s_sentence_is_found_in_its_paragraph() {
        let text = "It rained.\n\nThe weir held. Nobody was hurt.";
        let at = text.find("held").unwrap();
        assert_eq!(&text[sentence_of(text, &(at..at + 4))], "The weir held.");
    }

    #[test]
    fn words_keep_their_apostrophes_and_marks_stand_alone() {
        let text = "It didn’t hold, twice-built.";
        let lower: Vec<String> = words(text, &(0..text.len()))
            .into_iter()
            .map(|word| word.lower)
            .collect();
        assert_eq!(lower, ["it", "didn’t", "hold", ",", "twice-built", "."]);
        assert_eq!(count(text, &(0..text.len())), 4);
    }
}
