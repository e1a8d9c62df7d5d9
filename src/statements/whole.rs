//! The content of an attribution as a model marks it → the same without the
//! model's gaps.
//!
//! A model marks words one by one. It leaves a hole where a long clause stands
//! within what is said, stops at a "the", takes a dateline along, and catches half
//! of another sentence. What is quoted is left as it is, and so is content in one
//! piece that ends as a clause does.

use super::near::{count, overlap, sentence_of};
use super::release::dateline;
use super::trim::MARKS;
use super::{Attribution, Form, Span};

/// Words that end nothing that is said.
const OPEN_ENDS: [&str; 20] = [
    "a", "an", "the", "and", "or", "of", "to", "in", "on", "at", "by", "for", "from", "with", "as",
    "that", "its", "their", "his", "her",
];

/// The content's pieces, whole.
pub(super) fn whole(text: &str, found: &Attribution) -> Vec<Span> {
    let by_model = matches!(found.form, Form::Direct | Form::Indirect | Form::Mixed);
    if !by_model || found.cue.is_empty() {
        return found.content.clone();
    }
    let mut pieces = found.content.clone();
    if let Some(first) = pieces.first_mut() {
        let at = dateline(&text[first.clone()]);
        if first.start + at < first.end {
            first.start += at;
        }
    }
    if found.form == Form::Direct {
        return pieces;
    }
    let home = found.cue.first().map(|cue| sentence_of(text, cue));
    let kept: Vec<Span> = pieces
        .iter()
        .filter(|piece| home.as_ref().is_none_or(|home| belongs(text, piece, home)))
        .cloned()
        .collect();
    if kept.is_empty() {
        return pieces;
    }
    let reporter = |span: &Span| {
        let words = found.source.iter().chain(&found.cue);
        words.into_iter().any(|word| overlap(word, span))
    };
    let mut joined: Vec<Span> = Vec::new();
    for piece in kept {
        match joined.last_mut() {
            Some(last) if is_hole(text, last, &piece) && !reporter(&(last.end..piece.start)) => {
                last.end = piece.end;
            }
            _ => joined.push(piece),
        }
    }
    for at in 0..joined.len() {
        let limit = joined.get(at + 1).map_or(text.len(), |next| next.start);
        let end = end_of_clause(text, &joined[at]).min(limit);
        if !reporter(&(joined[at].end..end)) {
            joined[at].end = end;
        }
    }
    joined
}

/// Whether a piece is of the cue's sentence, or of one that it has from its
/// beginning, or quoted.
fn belongs(text: &str, piece: &Span, home: &Span) -> bool {
    if overlap(piece, home) {
        return true;
    }
    let first = text[piece.clone()].trim_start();
    let sentence = sentence_of(text, piece);
    first.starts_with(MARKS)
        || text
            .get(sentence.start..piece.start)
            .is_none_or(|before| !before.contains(char::is_alphanumeric))
        || text[..piece.start].trim_end().ends_with(MARKS)
}

/// Whether the words between two pieces are a hole in one sentence, with no
/// quotation at its edges or in it.
fn is_hole(text: &str, one: &Span, next: &Span) -> bool {
    let Some(hole) = text.get(one.end..next.start) else {
        return false;
    };
    let quoted = text[one.clone()].trim_end().ends_with(MARKS)
        || text[next.clone()].trim_start().starts_with(MARKS)
        || hole.contains(['"', '“', '”', '«', '»']);
    !quoted
        && count(text, one) > 0
        && sentence_of(text, one).end >= next.end
        && sentence_of(text, &(next.start..next.start)).start <= one.start
}

/// Where the clause of a piece that stops at a "the" goes on to.
fn end_of_clause(text: &str, piece: &Span) -> usize {
    let slice = &text[piece.clone()];
    let last = slice.rsplit(char::is_whitespace).next().unwrap_or_default();
    let goes_on = text[piece.end..].starts_with(' ')
        && text[piece.end..]
            .trim_start()
            .starts_with(char::is_alphanumeric);
    if !goes_on || !OPEN_ENDS.contains(&last.to_lowercase().as_str()) {
        return piece.end;
    }
    let sentence = sentence_of(text, &(piece.start..piece.end));
    let rest = piece.end..sentence.end.max(piece.end);
    let mark = text[rest.clone()]
        .find([',', ';', ':', '(', '"', '“', '”', '—', '–'])
        .unwrap_or(rest.len());
    let clause = &text[rest.start..rest.start + mark];
    rest.start + clause.trim_end_matches(['.', '!', '?', ' ']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of a text with `[source]`, `<cue>` and `{content}`.
    fn pieces(marked: &str) -> Vec<String> {
        let (text, found) = crate::statements::sense::tests::parse(marked);
        whole(&text, &found)
            .into_iter()
            .map(|span| text[span].to_owned())
            .collect()
    }

    #[test]
    fn a_hole_in_a_clause_is_filled() {
        assert_eq!(
            pieces("{The weir}, built by a guild long ago, {would hold}, [Roe] <said>."),
            ["The weir, built by a guild long ago, would hold"]
        );
        assert_eq!(
            pieces("{The weir}, [Roe] <said>, {would hold}."),
            ["The weir", "would hold"]
        );
        assert_eq!(
            pieces("[Roe] <said> {it was “old,”} and laughed, {but safe}."),
            ["it was “old,”", "but safe"]
        );
    }

    /// A piece that begins with a letter of two bytes once ended the program.
    #[test]
    fn a_piece_may_begin_with_any_letter() {
        assert_eq!(
            pieces("{The weir}, built long ago, {étayé would hold}, [Roe] <said>."),
            ["The weir, built long ago, étayé would hold"]
        );
    }

    #[test]
    fn half_of_another_sentence_is_nothing_that_was_said() {
        assert_eq!(
            pieces(
                "[Roe] <said> {the weir would hold}. It is not known whether she {knew that it leaked}."
            ),
            ["the weir would hold"]
        );
        assert_eq!(
            pieces("[Roe] <said> {the weir would hold}. {It is old}."),
            ["the weir would hold", "It is old"]
        );
    }

    #[test]
    fn what_stops_at_an_article_goes_on_to_the_next_mark() {
        assert_eq!(
            pieces("[Roe] <said> {that Arden must repair the} old weir, and left."),
            ["that Arden must repair the old weir"]
        );
        assert_eq!(
            pieces("{The weir is one to live with}, [Roe] <said>."),
            ["The weir is one to live with"]
        );
    }

    #[test]
    fn a_dateline_is_not_said() {
        assert_eq!(
            pieces("{ARDEN, March 4 -- The weir will be shut}, [Roe] <said>."),
            ["The weir will be shut"]
        );
    }
}
