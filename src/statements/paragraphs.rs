//! Where lines end a paragraph and where they are only wrapped.

use super::Span;

/// A wrapped text has no line longer than this, in bytes,
const WRAP: usize = 110;
/// and most of its lines are at least this long.
const FULL: usize = 45;

/// The stretches of a text between breaks that no sentence crosses: blank
/// lines, and other line ends unless the text is wrapped at a column.
pub(super) fn blocks(text: &str) -> Vec<Span> {
    let wrapped = is_wrapped(text);
    let mut blocks: Vec<Span> = Vec::new();
    let mut at = 0;
    let mut blank = true;
    for line in text.split_inclusive(['\n', '\u{2029}', '\u{c}']) {
        let span = at..at + line.len();
        at = span.end;
        if line.trim().is_empty() {
            blank = true;
            continue;
        }
        match blocks.last_mut() {
            Some(last) if !blank && goes_on(&text[last.clone()], line, wrapped) => {
                last.end = span.end;
            }
            _ => blocks.push(span),
        }
        blank = false;
    }
    blocks
}

/// The spans of a text's paragraphs, without white space at their ends.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    blocks(text)
        .into_iter()
        .map(|block| {
            let slice = &text[block.clone()];
            let start = block.start + (slice.len() - slice.trim_start().len());
            start..block.start + slice.trim_end().len()
        })
        .collect()
}

fn goes_on(before: &str, line: &str, wrapped: bool) -> bool {
    let before = before.trim_end();
    let first = line.trim_start().chars().next();
    if first.is_none_or(|first| matches!(first, '•' | '▪' | '*' | '·' | '–' | '—' | '-')) {
        return false;
    }
    let last_line = before.rsplit('\n').next().unwrap_or(before);
    if wrapped {
        // The last line of a paragraph is short.
        return last_line.len() >= FULL && !is_list_item(line);
    }
    !before.ends_with([':', ';']) && first.is_some_and(char::is_lowercase) && !is_list_item(line)
}

fn is_list_item(line: &str) -> bool {
    let line = line.trim_start();
    let marker = line.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    line.len() - marker.len() < 3 && line.len() > marker.len() && marker.starts_with([')', '.'])
}

fn is_wrapped(text: &str) -> bool {
    let (mut lines, mut full) = (0, 0);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if line.len() > WRAP {
            return false;
        }
        lines += 1;
        full += usize::from(line.len() >= FULL && !line.trim_end().ends_with(['.', '!', '?', ':']));
    }
    lines > 3 && full * 2 > lines
}
