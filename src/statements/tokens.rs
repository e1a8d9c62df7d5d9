//! A text → its words, numbers and marks, for the grammars that read quantities
//! and commitments.

use super::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word, or the end of one that stands for a word ("'ll", "'s").
    Word,
    /// Digits, with the commas and the point between them.
    Number,
    /// Any other character.
    Mark,
}

/// A word, a number or a mark.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
    /// In lower case, with a plain apostrophe.
    pub(crate) word: String,
    pub(crate) capital: bool,
    /// Whether nothing stands between it and the token before.
    pub(crate) joined: bool,
}

impl Token {
    pub(crate) fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.word.as_str())
    }

    pub(crate) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }
}

/// Ends of words that are words of their own.
const ENDS: [&str; 6] = ["s", "ll", "ve", "re", "d", "m"];

pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        if character.is_whitespace() {
            at += character.len_utf8();
            continue;
        }
        let after_word = found
            .last()
            .is_some_and(|token| token.kind == Kind::Word && token.span.end == at);
        let (end, kind) = if character.is_ascii_digit() {
            (number_end(text, at), Kind::Number)
        } else if character.is_alphanumeric() {
            (word_end(text, at), Kind::Word)
        } else if let Some(end) = is_apostrophe(character)
            .then(|| ending(text, at))
            .flatten()
            .filter(|_| after_word)
        {
            (end, Kind::Word)
        } else {
            (at + character.len_utf8(), Kind::Mark)
        };
        found.push(Token {
            word: text[at..end].to_lowercase().replace(is_apostrophe, "'"),
            kind,
            capital: character.is_uppercase(),
            joined: found.last().is_some_and(|token| token.span.end == at),
            span: at..end,
        });
        at = end;
    }
    found
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ')
}

/// Where "'ll" ends that begins here; the apostrophe alone after a plural is
/// possessive too.
fn ending(text: &str, at: usize) -> Option<usize> {
    let mark = text[at..].chars().next()?.len_utf8();
    let rest = &text[at + mark..];
    let letters = rest
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(rest.len());
    let word = rest[..letters].to_lowercase();
    let plural = letters == 0 && text[..at].ends_with('s') && rest.starts_with(' ');
    (plural || ENDS.contains(&word.as_str())).then_some(at + mark + letters)
}

fn number_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut characters = text[start..].char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        let digit_next = characters
            .peek()
            .is_some_and(|(_, next)| next.is_ascii_digit());
        if !(character.is_ascii_digit() || (matches!(character, '.' | ',') && digit_next)) {
            break;
        }
        end = start + offset + character.len_utf8();
    }
    end
}

fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut characters = text[start..].char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        let at = start + offset;
        let next = characters.peek().map(|&(_, next)| next);
        let goes_on = match character {
            _ if character.is_alphanumeric() => true,
            // "won't", "o'clock", but "we'll" is two words.
            '\'' | '’' | 'ʼ' => {
                ending(text, at).is_none() && next.is_some_and(char::is_alphabetic)
            }
            // "U.S."
            '.' => {
                let last = text[start..at].rsplit('.').next().unwrap_or_default();
                let initial = last.chars().count() == 1 && last.starts_with(char::is_uppercase);
                initial && (text[start..at].contains('.') || next.is_some_and(char::is_uppercase))
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        end = at + character.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.word).collect()
    }

    #[test]
    fn contractions_are_two_words_and_initials_are_one() {
        assert_eq!(
            words("We’ll buy the U.S. ministers' 1,500.5 tons."),
            [
                "we",
                "'ll",
                "buy",
                "the",
                "u.s.",
                "ministers",
                "'",
                "1,500.5",
                "tons",
                "."
            ]
        );
        assert_eq!(words("It won't"), ["it", "won't"]);
        assert_eq!(words("US$5bn"), ["us", "$", "5", "bn"]);
    }

    proptest! {
        #[test]
        fn tokens_slice_any_text_in_order(text in "(\\PC{0,3}|'|’s|U\\.|1,0|\\.| ){0,12}") {
            let mut end = 0;
            for token in tokens(&text) {
                prop_assert!(token.span.start >= end && token.span.start < token.span.end);
                prop_assert!(text.get(token.span.clone()).is_some());
                end = token.span.end;
            }
        }
    }
}
