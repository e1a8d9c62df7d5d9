//! From what is attributed to the text of a statement: without quotation marks
//! around it, without "that" before it.

use super::Span;
use super::quotes::quotations;

/// Quotation marks.
pub(super) const MARKS: [char; 10] = ['"', '“', '”', '„', '‟', '«', '»', '‘', '’', '\''];

/// After these, "that" is the subject of its clause.
const VERBS: [&str; 22] = [
    "is",
    "was",
    "isn't",
    "wasn't",
    "isn’t",
    "wasn’t",
    "will",
    "would",
    "won't",
    "won’t",
    "wouldn't",
    "wouldn’t",
    "has",
    "had",
    "can",
    "could",
    "should",
    "may",
    "might",
    "does",
    "makes",
    "means",
];

/// The pieces without what does not belong to the statement; a piece of which
/// nothing is left is left out. Only a reported clause has a "that" before it:
/// "That concludes it" in a turn is a sentence.
pub(super) fn trimmed(text: &str, pieces: &[Span], reported: bool) -> Vec<Span> {
    let kept: Vec<Span> = pieces
        .iter()
        .enumerate()
        .map(|(index, piece)| trim(text, piece, reported && index == 0))
        .filter(|piece| text[piece.clone()].contains(char::is_alphanumeric))
        .collect();
    // Content that is nothing but marks is better than none.
    if kept.is_empty() {
        pieces.to_vec()
    } else {
        kept
    }
}

/// A piece without white space, marks and commas at its ends, and without the "that"
/// of the `first` piece.
pub(super) fn trim(text: &str, piece: &Span, first: bool) -> Span {
    let mut span = piece.clone();
    let mut quoted = false;
    loop {
        let slice = &text[span.clone()];
        let before = span.clone();
        let start = slice.trim_start_matches(|c: char| c.is_whitespace() || ",;:—–".contains(c));
        span.start += slice.len() - start.len();
        let end = start.trim_end_matches(|c: char| c.is_whitespace() || ",;:—–".contains(c));
        span.end = span.start + end.len();
        if let Some(inner) = without_marks(end) {
            quoted = true;
            span = span.start + inner.start..span.start + inner.end;
        } else if first && !quoted {
            span.start += complementizer(&text[span.clone()]);
        }
        if span == before || span.is_empty() {
            break;
        }
    }
    with_bracket(text, span)
}

/// A piece with the bracket that closes right after it.
fn with_bracket(text: &str, span: Span) -> Span {
    let count = |bracket| text[span.clone()].matches(bracket).count();
    let lacks = |open, close| count(open) > count(close) && text[span.end..].starts_with(close);
    let lacks = lacks('(', ')') || lacks('[', ']');
    span.start..span.end + usize::from(lacks)
}

/// What is between the marks at a piece's ends: both where they are a pair, one
/// where its partner is not in the piece.
fn without_marks(piece: &str) -> Option<Span> {
    let marks = quotations(piece);
    if let [only] = &marks[..]
        && only.span == (0..piece.len())
        && only.inner.end < only.span.end
    {
        return Some(only.inner.clone());
    }
    let pair = |at: usize| marks.iter().find(|mark| mark.span.contains(&at));
    let opening = piece.len() - piece.trim_start_matches(MARKS).len();
    let closing = piece.trim_end_matches(MARKS).len();
    let lone_opening = pair(0).is_none_or(|mark| mark.inner.end == piece.len());
    let start = if lone_opening { opening } else { 0 };
    // "the miners’" ends in an apostrophe, not in a lone mark.
    let apostrophe = ["’", "'"].contains(&&piece[closing..]);
    let lone_closing = closing < piece.len() && pair(closing).is_none() && !apostrophe;
    let end = if lone_closing { closing } else { piece.len() };
    (start < end && (start > 0 || end < piece.len())).then_some(start..end)
}

/// How many bytes the "that" of a reported clause takes.
pub(super) fn complementizer(clause: &str) -> usize {
    let mut words = clause.splitn(2, char::is_whitespace);
    let that = words.next().unwrap_or_default();
    let bare = that.trim_end_matches(',');
    let Some(rest) = words.next().filter(|_| bare.eq_ignore_ascii_case("that")) else {
        return 0;
    };
    let next = rest.split_whitespace().next().unwrap_or_default();
    if VERBS.contains(&next.to_lowercase().as_str()) {
        return 0;
    }
    that.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(piece: &str) -> &str {
        let span = trimmed(piece, &[0..piece.len()], true).remove(0);
        &piece[span]
    }

    #[test]
    fn marks_around_a_statement_are_taken_off() {
        assert_eq!(statement("“We will go,”"), "We will go");
        assert_eq!(statement("\"We will go.\""), "We will go.");
        assert_eq!(statement("''We will go,''"), "We will go");
        assert_eq!(statement("‘We will go’"), "We will go");
        assert_eq!(statement("“We will go. We must"), "We will go. We must");
        assert_eq!(statement("and then we rest.”"), "and then we rest.");
    }

    #[test]
    fn marks_within_a_statement_stay() {
        assert_eq!(
            statement("“nobody asked” and left"),
            "“nobody asked” and left"
        );
        assert_eq!(statement("the plan was “dead.”"), "the plan was “dead.”");
        assert_eq!(statement("“One,” he said, “two”"), "“One,” he said, “two”");
        assert_eq!(
            statement("it was for the miners’"),
            "it was for the miners’"
        );
    }

    #[test]
    fn the_that_of_a_clause_is_taken_off_and_no_other() {
        assert_eq!(
            statement("that the gates, would open"),
            "the gates, would open"
        );
        assert_eq!(
            statement("that, in time, all will go,"),
            "in time, all will go"
        );
        assert_eq!(statement("that was a mistake"), "that was a mistake");
        assert_eq!(statement("“That plan is dead,”"), "That plan is dead");
        assert_eq!(statement("that “no one” came"), "“no one” came");
    }

    #[test]
    fn a_bracket_is_closed() {
        let text = "an agreement (FTA), he said";
        assert_eq!(
            &text[trimmed(text, &[0..17], true).remove(0)],
            "an agreement (FTA)"
        );
    }

    #[test]
    fn pieces_of_nothing_but_marks_are_left_out() {
        let text = "“ We go ”";
        let pieces = [0.."“".len(), 4..8];
        assert_eq!(trimmed(text, &pieces, true), [4..8]);
        assert_eq!(trimmed(text, &pieces[..1], true), [0..3]);
    }
}
