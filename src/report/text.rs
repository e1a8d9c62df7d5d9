//! Text from articles on its way into the page. It is hostile: it is escaped, it
//! is set apart from what stands around it, and characters that hide or reorder
//! are shown by their code.

use std::fmt::Write as _;
use std::ops::Range;

use maud::{Markup, html};

use super::evidence::Highlight;
use super::numbers::signed;
use crate::obeyed::is_obeyed;

/// Text as it stands, on one line.
pub(crate) fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => shown.push(' '),
            c if is_obeyed(c) => {
                let _ = write!(shown, "⟨U+{:04X}⟩", u32::from(c));
            }
            c => shown.push(c),
        }
    }
    shown
}

/// Text with the words marked that carry its score. Spans that do not fit the text,
/// or that overlap one before, are left unmarked.
pub(crate) fn marked(text: &str, highlights: &[Highlight]) -> Markup {
    let mut sorted: Vec<&Highlight> = highlights.iter().collect();
    sorted.sort_by_key(|highlight| (highlight.span.start, highlight.span.end));
    let mut pieces: Vec<(&str, Option<&Highlight>)> = Vec::new();
    let mut done = 0;
    for highlight in sorted {
        let Range { start, end } = highlight.span;
        let fits = start >= done && start < end;
        if let Some(words) = text.get(start..end).filter(|_| fits) {
            pieces.push((&text[done..start], None));
            pieces.push((words, Some(highlight)));
            done = end;
        }
    }
    pieces.push((&text[done..], None));
    html! {
        bdi {
            @for (piece, highlight) in pieces {
                @match highlight {
                    None => (plain(piece)),
                    Some(highlight) => {
                        mark class=(class(highlight)) title=(words(highlight)) { (plain(piece)) }
                    },
                }
            }
        }
    }
}

fn class(highlight: &Highlight) -> &'static str {
    if highlight.contribution < 0.0 {
        "hedged"
    } else {
        "concrete"
    }
}

fn words(highlight: &Highlight) -> String {
    let part = signed(highlight.contribution);
    format!("{}: {part} of the score", plain(&highlight.kind))
}

/// Text set apart, without marks.
pub(crate) fn quoted(text: &str) -> Markup {
    marked(text, &[])
}

/// An address as a link where it is one of the web, else as text: a `javascript:`
/// address does something when it is followed.
pub(crate) fn link(address: &str, words: &str) -> Markup {
    let address = address.trim();
    let lower = address.to_ascii_lowercase();
    let web = lower.starts_with("https://") || lower.starts_with("http://");
    let odd = |c: char| c.is_whitespace() || is_obeyed(c);
    html! {
        @if web && !address.contains(odd) {
            a href=(address) rel="noopener noreferrer" { (quoted(words)) }
        } @else {
            (quoted(words))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn highlight(span: Range<usize>, contribution: f64) -> Highlight {
        Highlight {
            span,
            kind: "hedge".to_owned(),
            contribution,
        }
    }

    #[test]
    fn markup_in_a_statement_is_text() {
        let page = quoted("<img src=x onerror=alert(1)> & \"more\"").into_string();
        assert_eq!(
            page,
            "<bdi>&lt;img src=x onerror=alert(1)&gt; &amp; &quot;more&quot;</bdi>"
        );
    }

    #[test]
    fn characters_that_reorder_or_hide_are_shown_by_their_code() {
        assert_eq!(plain("a\u{202e}b\u{7}c\nd"), "a⟨U+202E⟩b⟨U+0007⟩c d");
        assert_eq!(plain("稀土 Šiauliai 👍🏽"), "稀土 Šiauliai 👍🏽");
    }

    #[test]
    fn marked_words_keep_their_place_and_are_escaped() {
        let text = "We <may> cut 5%";
        let spans = [highlight(13..15, 0.2), highlight(3..8, -0.1)];
        assert_eq!(
            marked(text, &spans).into_string(),
            "<bdi>We <mark class=\"hedged\" title=\"hedge: −0.10 of the score\">&lt;may&gt;</mark> \
             cut <mark class=\"concrete\" title=\"hedge: +0.20 of the score\">5%</mark></bdi>"
        );
    }

    #[test]
    fn spans_that_do_not_fit_are_left_unmarked() {
        let text = "é may";
        for span in [1..2, 3..99, 4..4, usize::MAX - 1..usize::MAX] {
            let marked = marked(text, &[highlight(span, -0.1)]).into_string();
            assert_eq!(marked, "<bdi>é may</bdi>");
        }
        let overlapping = [highlight(3..6, -0.1), highlight(4..6, -0.1)];
        let marked = marked(text, &overlapping).into_string();
        assert_eq!(marked.matches("<mark").count(), 1);
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        let linked = |address| link(address, "x").into_string().contains("<a ");
        assert!(linked("https://example.org/a?b=1&c=2"));
        assert!(linked(" HTTP://example.org"));
        for address in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "https://example.org/\u{202e}x",
            "//example.org",
            "",
        ] {
            assert!(!linked(address), "{address:?}");
        }
    }
}
