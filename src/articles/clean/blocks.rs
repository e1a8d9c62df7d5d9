//! Lines to blocks: a paragraph that was wrapped at a fixed width is one block.

use std::ops::Range;

/// Lines longer than this are not wrapped for reading.
const WIDEST: usize = 120;

/// Wrapped lines are at least this long, but for a paragraph's last.
const NARROWEST: usize = 40;

/// A document is wrapped if this share of its full lines runs on into the next.
/// Of lines that are paragraphs hardly one does.
const RUNNING: f64 = 0.4;

/// A line that falls this far short of the width, and ends a sentence, ends its
/// paragraph.
const LAST: f64 = 0.8;

/// The blocks of a text, trimmed, without the empty ones.
pub(super) fn split(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let Some(width) = wrapped_width(text, &lines) else {
        return lines.into_iter().filter(|line| !line.is_empty()).collect();
    };
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for line in lines {
        if line.is_empty() {
            open = false;
            continue;
        }
        let words = &text[line.clone()];
        match blocks.last_mut() {
            Some(block) if open => block.end = line.end,
            _ => blocks.push(line),
        }
        let length = words.chars().count() as f64;
        let full = length >= LAST * width as f64;
        open = if ends_as_sentence(words) {
            full
        } else {
            length >= 0.5 * width as f64
        };
    }
    blocks
}

/// Trimmed lines, empty ones among them.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}'])
        .map(|line| {
            let (from, to) = trimmed(text, start, start + line.len());
            start += line.len();
            from..to
        })
        .collect()
}

/// The width at which a text is wrapped, in characters, if it is.
fn wrapped_width(text: &str, lines: &[Range<usize>]) -> Option<usize> {
    let lengths: Vec<usize> = lines
        .iter()
        .map(|line| text[line.clone()].chars().count())
        .collect();
    let mut full: Vec<usize> = lengths
        .iter()
        .copied()
        .filter(|n| *n >= NARROWEST)
        .collect();
    full.sort_unstable();
    // One line in twenty may stick out.
    let width = *full.get(full.len().saturating_sub(1) * 19 / 20)?;
    if width > WIDEST {
        return None;
    }
    let (mut count, mut running) = (0_u32, 0_u32);
    for (pair, length) in lines.windows(2).zip(&lengths) {
        if *length < NARROWEST || pair[1].is_empty() {
            continue;
        }
        count += 1;
        let next_is_lower = text[pair[1].clone()].starts_with(char::is_lowercase);
        running += u32::from(next_is_lower && !ends_as_sentence(&text[pair[0].clone()]));
    }
    (count >= 3 && f64::from(running) >= RUNNING * f64::from(count)).then_some(width)
}

/// The range without white space, and a heading's marks, at its ends.
pub(super) fn trimmed(text: &str, start: usize, end: usize) -> (usize, usize) {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{ad}');
    let slice = &text[start..end];
    let from = slice.len() - slice.trim_start_matches(blank).len();
    let slice = slice.trim_start_matches(blank).trim_end_matches(blank);
    let marks = slice.len() - slice.trim_start_matches('#').len();
    let from = match slice[marks..].strip_prefix(' ') {
        Some(rest) if (1..=6).contains(&marks) && !rest.starts_with('#') => {
            let rest = rest.trim_start_matches(blank);
            return (
                start + from + slice.len() - rest.len(),
                start + from + slice.len(),
            );
        }
        _ => from,
    };
    (start + from, start + from + slice.len())
}

/// Whether a line ends as sentences do, closing marks aside.
pub(super) fn ends_as_sentence(line: &str) -> bool {
    let closing = ['"', '\'', '”', '’', '»', ')', ']', '」', '』', '*', '_'];
    line.trim_end_matches(closing).ends_with([
        '.', '?', '!', '…', ':', ';', '—', '–', '。', '？', '！', '：', '；',
    ])
}

/// Whether a line is part of a sentence that goes on or has begun elsewhere: an
/// address ("Mr. President,"), or what wrapping left over.
pub(super) fn runs_on(line: &str) -> bool {
    line.trim_end_matches(['*', '_', ' ']).ends_with(',') || line.starts_with(char::is_lowercase)
}

/// The number of words: stretches between spaces that have a letter or digit.
pub(super) fn words(line: &str) -> usize {
    line.split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .count()
}

/// Whether a line is in a script without spaces, where words cannot be counted
/// so. A label in such a script is a few characters.
pub(super) fn unspaced(line: &str) -> bool {
    line.chars()
        .filter(|c| ('\u{3040}'..='\u{9fff}').contains(c))
        .count()
        > 8
}

/// A line as it is compared with others.
pub(super) fn normal(line: &str) -> String {
    let mut normal = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.extend(word.chars().flat_map(char::to_lowercase).map(|c| match c {
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            other => other,
        }));
    }
    normal
}
