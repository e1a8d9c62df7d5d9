//! A folded text → its words and marks, each with what kind of word it is.

use super::words::{self, Class, Role};
use crate::statements::actors::Naming;
use crate::statements::{Mention, Span};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// `'s`, or the apostrophe alone after a plural.
    Possessive,
    Comma,
    Open,
    Close,
    Dash,
    Quote,
    /// The end of a sentence, or a colon or semicolon.
    Stop,
    /// A blank line.
    Break,
    Other,
}

/// A word or a mark.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) kind: Kind,
    pub(super) class: Option<Class>,
    pub(super) capital: bool,
    /// Whether a hyphen joins it to the word before.
    pub(super) joined: bool,
    /// The mention that it is, by index.
    pub(super) mention: Option<usize>,
}

impl Token {
    /// Whether it may be part of the name of a person or firm.
    pub(super) fn is_name(&self) -> bool {
        self.kind == Kind::Word && self.capital && self.class.is_none() && self.mention.is_none()
    }
}

/// Abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: [&str; 27] = [
    "Adm", "Amb", "Capt", "Col", "Cong", "Dr", "Gen", "Gov", "Hon", "Jr", "Lt", "Maj", "Messrs",
    "Mr", "Mrs", "Ms", "Pres", "Prof", "Rep", "Reps", "Rev", "Sec", "Sen", "Sens", "Sgt", "Sr",
    "St",
];

/// Splits a folded text and lays the mentions of actors over it.
pub(super) fn tokens(text: &str, all: &[Mention]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut mentions = all.iter().enumerate().peekable();
    let mut at = 0;
    let mut joined = false;
    while let Some(character) = text[at..].chars().next() {
        while mentions
            .next_if(|(_, mention)| mention.span.start < at)
            .is_some()
        {}
        let mention = mentions
            .next_if(|(_, mention)| mention.span.start == at && mention.naming != Naming::Person);
        let (end, kind, class) = if let Some((_, mention)) = mention {
            (mention.span.end, Kind::Word, None)
        } else if character.is_alphanumeric() {
            let end = word_end(text, at);
            (end, Kind::Word, words::class(&text[at..end]))
        } else {
            let length = character.len_utf8();
            let rest = &text[at..];
            let alone = |rest: &str| !rest.starts_with(char::is_alphanumeric);
            let after_word = tokens
                .last()
                .is_some_and(|token| token.kind == Kind::Word && token.span.end == at);
            match character {
                '\'' if after_word && rest[1..].starts_with(['s', 'S']) && alone(&rest[2..]) => {
                    (at + 2, Kind::Possessive, None)
                }
                '\'' if after_word && text[..at].ends_with('s') && alone(&rest[1..]) => {
                    (at + 1, Kind::Possessive, None)
                }
                ' ' => {
                    at += 1;
                    joined = false;
                    continue;
                }
                '-' if after_word && !alone(&rest[1..]) => {
                    at += 1;
                    joined = true;
                    continue;
                }
                _ => (at + length, mark(character), None),
            }
        };
        tokens.push(Token {
            span: at..end,
            kind,
            class,
            capital: character.is_uppercase(),
            joined: std::mem::take(&mut joined),
            mention: mention.map(|(index, _)| index),
        });
        at = end;
    }
    settle(&mut tokens, text, all);
    tokens
}

fn mark(character: char) -> Kind {
    match character {
        ',' => Kind::Comma,
        '(' | '[' => Kind::Open,
        ')' | ']' => Kind::Close,
        '—' | '-' => Kind::Dash,
        '"' => Kind::Quote,
        '.' | '!' | '?' | ':' | ';' | '…' => Kind::Stop,
        '\n' => Kind::Break,
        _ => Kind::Other,
    }
}

fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut characters = text[start..].char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        let at = start + offset;
        let next = characters.peek().map(|&(_, next)| next);
        let goes_on = match character {
            _ if character.is_alphanumeric() => true,
            '\'' => {
                let after = &text[at + 1..];
                let possessive =
                    after.starts_with(['s', 'S']) && !after[1..].starts_with(char::is_alphanumeric);
                let contracted = ["ll", "d", "re", "ve", "m"].iter().any(|end| {
                    after
                        .strip_prefix(end)
                        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
                });
                !possessive && !contracted && next.is_some_and(char::is_alphabetic)
            }
            '.' => {
                let word = &text[start..at];
                let initial = word.rsplit('.').next().is_some_and(|last| {
                    last.chars().count() == 1 && last.starts_with(char::is_uppercase)
                });
                initial
                    || ABBREVIATIONS.contains(&word)
                    || (text[..at].ends_with(|c: char| c.is_ascii_digit())
                        && next.is_some_and(|next| next.is_ascii_digit()))
            }
            ',' => {
                text[..at].ends_with(|c: char| c.is_ascii_digit())
                    && next.is_some_and(|next| next.is_ascii_digit())
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

/// What the word list alone cannot tell.
fn settle(tokens: &mut [Token], text: &str, mentions: &[Mention]) {
    surnames(tokens, text);
    for index in 0..tokens.len() {
        let word = |index: usize| tokens.get(index).map_or("", |t| &text[t.span.clone()]);
        let named = |index: usize| tokens.get(index).is_some_and(Token::is_name);
        let previous_named = index > 0 && named(index - 1);
        let token = &tokens[index];
        // "Attorney General Lynch"
        let attorney = matches!(
            word(index).to_lowercase().as_str(),
            "attorney" | "attorneys"
        ) && word(index + 1).eq_ignore_ascii_case("general");
        // "Andrew Young said": a word that is also a surname.
        let surname = token.capital
            && token.class == Some(Class::Modifier)
            && previous_named
            && !named(index + 1)
            && tokens
                .get(index + 1)
                .is_none_or(|next| next.class.is_none() || !next.capital);
        // "Jun" and "Jan" are months only beside a day, or with their full stop.
        let month = token.class == Some(Class::Calendar)
            && text[token.span.clone()].len() == 3
            && !text[token.span.end..].starts_with('.')
            && !word(index + 1).starts_with(|c: char| c.is_ascii_digit());
        let after_of = index > 0 && word(index - 1) == "of";
        if month {
            tokens[index].class = None;
        } else if attorney {
            tokens[index].class = Some(Class::Role(Role::Office));
        } else if surname {
            tokens[index].class = None;
        }
        // "Chad Bown", "Air China Cargo": another proper name holds the word,
        // but not "the president of Avalon Tilda Orr".
        let swallowed = !after_of
            && tokens[index].mention.is_some_and(|mention| {
                matches!(mentions[mention].naming, Naming::Name | Naming::Capital)
            })
            && !text[tokens[index].span.clone()].contains('.')
            && tokens
                .get(index + 1)
                .is_some_and(|next| next.is_name() && !next.joined)
            && text[tokens[index].span.clone()].len() > 2;
        if swallowed {
            tokens[index].mention = None;
        }
    }
}

/// "Tilda Judge" makes every "Judge" of the document a name, unless another
/// name follows it.
fn surnames(tokens: &mut [Token], text: &str) {
    let mut found: Vec<String> = Vec::new();
    for pair in 0..tokens.len().saturating_sub(1) {
        let (given, surname) = (&tokens[pair], &tokens[pair + 1]);
        let word = text[given.span.clone()].to_lowercase();
        let is_given = given.is_name()
            && (words::HER_NAMES.contains(word.as_str())
                || words::HIS_NAMES.contains(word.as_str()));
        let is_word = surname.capital
            && surname.mention.is_none()
            && matches!(
                surname.class,
                Some(Class::Role(_) | Class::Modifier | Class::Portfolio | Class::Preposition)
            )
            && !tokens.get(pair + 2).is_some_and(Token::is_name);
        let word = &text[surname.span.clone()];
        if is_given && is_word && word.len() > 3 && !word.ends_with('.') {
            found.push(word.to_owned());
        }
    }
    for index in 0..tokens.len() {
        let title = tokens.get(index + 1).is_some_and(Token::is_name);
        if tokens[index].mention.is_none()
            && !title
            && found
                .iter()
                .any(|name| *name == text[tokens[index].span.clone()])
        {
            tokens[index].class = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text, &[])
            .into_iter()
            .map(|token| &text[token.span])
            .collect()
    }

    #[test]
    fn initials_abbreviations_and_possessives_are_told_apart() {
        assert_eq!(
            words("Sen. J. Orr's aide (R-Ohio) paid 1,200.5 to O'Dea."),
            [
                "Sen.", "J.", "Orr", "'s", "aide", "(", "R", "Ohio", ")", "paid", "1,200.5", "to",
                "O'Dea", "."
            ]
        );
    }

    #[test]
    fn a_surname_that_is_also_a_word_is_a_name() {
        let text = "Tilda Young said";
        assert!(tokens(text, &[])[1].is_name());
    }
}
