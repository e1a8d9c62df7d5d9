//! A text as the finders read it, and the way back to the original's bytes.

use crate::statements::Span;

/// A copy of a text in which white space is one space (a blank line is one line
/// feed) and typographic quotation marks, apostrophes and dashes are plain, so
/// that a spelling matches whatever the page was set in.
#[derive(Debug)]
pub(crate) struct Folded {
    text: String,
    /// For each byte of `text`, the original character it stands for.
    origin: Vec<Span>,
    length: usize,
}

impl Folded {
    pub(crate) fn new(original: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            origin: Vec::with_capacity(original.len()),
            length: original.len(),
        };
        let mut characters = original.char_indices().peekable();
        while let Some((start, character)) = characters.next() {
            let mut end = start + character.len_utf8();
            if character.is_whitespace() {
                let mut feeds = usize::from(character == '\n');
                while let Some(&(at, next)) = characters.peek() {
                    if !next.is_whitespace() {
                        break;
                    }
                    feeds += usize::from(next == '\n');
                    end = at + next.len_utf8();
                    characters.next();
                }
                folded.push(if feeds > 1 { '\n' } else { ' ' }, start..end);
                continue;
            }
            // An apostrophe that was decoded as Windows-1252 or Latin-1.
            if character == 'â' {
                let rest = &original[end..];
                let marks = [
                    ("\u{80}\u{99}", '\''),
                    ("€™", '\''),
                    ("\u{80}\u{9c}", '"'),
                    ("€œ", '"'),
                    ("\u{80}\u{9d}", '"'),
                    ("€\u{9d}", '"'),
                ];
                if let Some((mark, plain)) = marks.iter().find(|(mark, _)| rest.starts_with(mark)) {
                    end += mark.len();
                    for _ in mark.chars() {
                        characters.next();
                    }
                    folded.push(*plain, start..end);
                    continue;
                }
            }
            match character {
                '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => {}
                '’' | '‘' | '`' | '´' | 'ʼ' => folded.push('\'', start..end),
                '“' | '”' | '„' | '«' | '»' => folded.push('"', start..end),
                '‐' | '‑' => folded.push('-', start..end),
                '–' | '―' => folded.push('—', start..end),
                _ => folded.push(character, start..end),
            }
        }
        folded
    }

    fn push(&mut self, character: char, origin: Span) {
        self.text.push(character);
        for _ in 0..character.len_utf8() {
            self.origin.push(origin.clone());
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The original's bytes for a range of the folded text.
    pub(crate) fn original(&self, range: &Span) -> Span {
        if range.is_empty() {
            let at = self
                .origin
                .get(range.start)
                .map_or(self.length, |origin| origin.start);
            return at..at;
        }
        self.origin[range.start].start..self.origin[range.end - 1].end
    }

    /// The folded range for bytes of the original.
    pub(crate) fn range(&self, original: &Span) -> Span {
        let start = self
            .origin
            .partition_point(|origin| origin.end <= original.start);
        let end = self
            .origin
            .partition_point(|origin| origin.start < original.end);
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quotation_marks_and_spaces_are_plain_and_lead_back() {
        let original = "The\u{a0}  envoy’s\n“yes”\n\nNext";
        let folded = Folded::new(original);
        assert_eq!(folded.text(), "The envoy's \"yes\"\nNext");
        let range = 4..11;
        assert_eq!(&folded.text()[range.clone()], "envoy's");
        let back = folded.original(&range);
        assert_eq!(&original[back.clone()], "envoy’s");
        assert_eq!(folded.range(&back), range);
    }

    proptest! {
        #[test]
        fn every_range_slices_both_texts(original in "\\PC{0,40}[\\s’“â€]{0,6}\\PC{0,10}") {
            let folded = Folded::new(&original);
            for (start, character) in folded.text().char_indices() {
                let span = folded.original(&(start..start + character.len_utf8()));
                prop_assert!(original.get(span).is_some());
            }
            for (start, character) in original.char_indices() {
                let range = folded.range(&(start..start + character.len_utf8()));
                prop_assert!(folded.text().get(range).is_some());
            }
        }
    }
}
