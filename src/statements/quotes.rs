//! Quotation marks in pairs: which stretches of a text are quoted.
//!
//! Marks of strangers' texts do not balance. A mark that finds no partner is
//! left aside, or ends with its paragraph where it clearly opens a quotation.

use super::Span;
use super::paragraphs::paragraphs;

/// A quoted stretch of one paragraph, marks included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quotation {
    /// From the opening mark to the closing one.
    pub(super) span: Span,
    /// What is between the marks.
    pub(super) inner: Span,
    /// The number of the quotation: one that goes on over several paragraphs,
    /// each with an opening mark, has one number.
    pub(super) number: usize,
}

/// A family of marks that close each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Curly,
    Straight,
    Apostrophes,
    Guillemets,
    Single,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Opens,
    Closes,
    Either,
}

struct Mark {
    span: Span,
    family: Family,
    role: Role,
}

/// The quoted stretches of a text, in order and without overlap.
pub(super) fn quotations(text: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut number = 0;
    // The family of a quotation that its last paragraph left open.
    let mut carried: Option<Family> = None;
    for paragraph in paragraphs(text) {
        let marks = marks(text, &paragraph);
        let goes_on = carried.is_some_and(|family| {
            let first = marks.first();
            first.is_some_and(|mark| mark.family == family && mark.span.start == paragraph.start)
        });
        if !goes_on {
            number += 1;
        }
        let mut open: Option<&Mark> = None;
        for mark in &marks {
            match open {
                None if mark.role != Role::Closes => open = Some(mark),
                Some(begin) if begin.family == mark.family && mark.role != Role::Opens => {
                    found.push(Quotation {
                        span: begin.span.start..mark.span.end,
                        inner: begin.span.end..mark.span.start,
                        number,
                    });
                    number += 1;
                    open = None;
                }
                _ => {}
            }
        }
        carried = None;
        if let Some(begin) = open
            && opens_for_certain(text, &paragraph, begin)
        {
            carried = Some(begin.family);
            found.push(Quotation {
                span: begin.span.start..paragraph.end,
                inner: begin.span.end..paragraph.end,
                number,
            });
        }
    }
    found
}

/// True for a mark at the beginning of its paragraph or after a comma, colon or
/// sentence, where a lost closing mark is likelier than a stray one.
fn opens_for_certain(text: &str, paragraph: &Span, mark: &Mark) -> bool {
    let before = text[paragraph.start..mark.span.start].trim_end();
    before.is_empty() || (before.ends_with([',', ':', '.']) && mark.family != Family::Single)
}

/// The marks of a paragraph. Single marks count only where there are no others:
/// with others they quote within a quotation.
fn marks(text: &str, paragraph: &Span) -> Vec<Mark> {
    let slice = &text[paragraph.clone()];
    let mut found = Vec::new();
    let mut skip = 0;
    for (at, c) in slice.char_indices() {
        if at < skip {
            continue;
        }
        let before = slice[..at].chars().next_back();
        let doubled =
            matches!(c, '\'' | '`' | '’' | '‘') && slice[at + c.len_utf8()..].starts_with(c);
        let end = at + c.len_utf8() * (1 + usize::from(doubled));
        let after = slice[end..].chars().next();
        let (family, role) = match c {
            '“' | '„' | '‟' => (Family::Curly, curly_role(c, before, after)),
            '”' => (Family::Curly, Role::Closes),
            '«' => (Family::Guillemets, Role::Opens),
            '»' => (Family::Guillemets, Role::Closes),
            '"' | '＂' => (Family::Straight, by_neighbours(before, after)),
            _ if doubled => (Family::Apostrophes, by_neighbours(before, after)),
            '‘' => (Family::Single, Role::Opens),
            '’' if !after.is_some_and(char::is_alphanumeric) => (Family::Single, Role::Closes),
            _ => continue,
        };
        // 6" is a measure.
        let measure = family == Family::Straight
            && before.is_some_and(|c| c.is_ascii_digit())
            && !matches!(
                found.last(),
                Some(Mark {
                    family: Family::Straight,
                    role: Role::Opens,
                    ..
                })
            );
        if measure {
            continue;
        }
        skip = end;
        found.push(Mark {
            span: paragraph.start + at..paragraph.start + end,
            family,
            role,
        });
    }
    if found.iter().any(|mark| mark.family != Family::Single) {
        found.retain(|mark| mark.family != Family::Single);
    }
    found
}

/// “ closes what „ opened.
fn curly_role(c: char, before: Option<char>, after: Option<char>) -> Role {
    match by_neighbours(before, after) {
        Role::Closes if c == '“' => Role::Closes,
        _ => Role::Opens,
    }
}

fn by_neighbours(before: Option<char>, after: Option<char>) -> Role {
    let outside_left = before.is_none_or(|c| c.is_whitespace() || "([{—–-/".contains(c));
    let outside_right = after.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}—–-/…".contains(c));
    match (outside_left, outside_right) {
        (true, false) => Role::Opens,
        (false, true) => Role::Closes,
        _ => Role::Either,
    }
}

/// How much of some pieces stands between quotation marks, in letters and
/// digits: from 0 to 1.
pub(super) fn quoted_share(text: &str, pieces: &[Span], quotations: &[Quotation]) -> f64 {
    let (mut quoted, mut all) = (0_usize, 0_usize);
    for piece in pieces {
        let first = quotations.partition_point(|quotation| quotation.span.end <= piece.start);
        let near = &quotations[first..];
        for (at, c) in text[piece.clone()].char_indices() {
            if c.is_alphanumeric() {
                all += 1;
                let at = piece.start + at;
                let inside = near
                    .iter()
                    .take_while(|quotation| quotation.span.start <= at)
                    .any(|quotation| quotation.span.contains(&at));
                quoted += usize::from(inside);
            }
        }
    }
    if all == 0 {
        0.0
    } else {
        quoted as f64 / all as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<&str> {
        quotations(text)
            .into_iter()
            .map(|quotation| &text[quotation.inner])
            .collect()
    }

    #[test]
    fn straight_curly_doubled_and_angular_marks_pair() {
        assert_eq!(inner("\"Go,\" he said. \"Now.\""), ["Go,", "Now."]);
        assert_eq!(inner("“Go,” he said. “Now.”"), ["Go,", "Now."]);
        assert_eq!(inner("''Go,'' he said. ''Now.''"), ["Go,", "Now."]);
        assert_eq!(inner("«Geh», sagte er, „jetzt“."), ["Geh", "jetzt"]);
    }

    #[test]
    fn single_marks_count_where_there_are_no_others() {
        assert_eq!(
            inner("‘We can’t go,’ said the miners’ leader."),
            ["We can’t go,"]
        );
        assert_eq!(
            inner("“He said ‘no’ to us,” Ada Roe said."),
            ["He said ‘no’ to us,"]
        );
    }

    #[test]
    fn a_stray_mark_quotes_nothing() {
        assert!(inner("The pipe is 6\" wide and the gate is old.").is_empty());
        assert!(inner("We will see” was all the note said.").is_empty());
        assert_eq!(inner("It is \"odd\" that one \" is lost."), ["odd"]);
    }

    #[test]
    fn a_quotation_that_reopens_in_each_paragraph_has_one_number() {
        let text = "“First we dig.\n\n“Then we build,” she said.\n\n“Why not,” he said.";
        let numbers: Vec<usize> = quotations(text).iter().map(|q| q.number).collect();
        assert_eq!(numbers[0], numbers[1]);
        assert_ne!(numbers[1], numbers[2]);
    }

    #[test]
    fn a_lost_closing_mark_ends_with_its_paragraph() {
        assert_eq!(
            inner("She said: “We will go.\n\nNobody went."),
            ["We will go."]
        );
    }

    #[test]
    fn the_quoted_share_counts_letters_between_marks() {
        let text = "a “bcd” e";
        let share = quoted_share(text, &[0..text.len()], &quotations(text));
        assert!((share - 0.6).abs() < 1e-9, "{share}");
    }
}
