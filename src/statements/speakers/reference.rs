//! Pronouns and descriptions that point back ("she", "the ministry") → whom
//! they point to. Where two could be meant, nobody.

use super::nominal::Side;
use super::people::{Gender, People, gender_of};
use super::reading::Reading;
use super::source::Part;
use super::words::{Body, Class, Role};
use crate::statements::speakers::page::Page;
use crate::statements::speakers::tokens::Kind;

/// How many sentences back somebody is still meant by "she".
const REACH: usize = 4;

/// Verbs by which a person is shown to speak.
const SAYING: [&str; 22] = [
    "said",
    "says",
    "told",
    "added",
    "noted",
    "stressed",
    "warned",
    "explained",
    "argued",
    "believed",
    "believes",
    "urged",
    "stated",
    "pointed",
    "wrote",
    "tweeted",
    "continued",
    "concluded",
    "announced",
    "insisted",
    "acknowledged",
    "remarked",
];

/// What a pronoun can point to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    Person(Gender),
    Self_,
    We,
    Many,
    Thing,
    Relative,
    Other,
}

pub(super) fn pronoun(word: &str) -> Pronoun {
    match word {
        "he" | "him" | "his" | "himself" => Pronoun::Person(Gender::He),
        "she" | "her" | "hers" | "herself" => Pronoun::Person(Gender::She),
        "i" | "me" | "my" => Pronoun::Self_,
        "we" | "us" | "our" => Pronoun::We,
        "they" | "them" | "their" | "themselves" => Pronoun::Many,
        "it" | "its" => Pronoun::Thing,
        "who" | "which" | "that" | "whom" => Pronoun::Relative,
        _ => Pronoun::Other,
    }
}

/// What is known when a source is to be resolved.
pub(super) struct Antecedents<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) people: &'a People,
    /// The sentence of each token.
    sentences: Vec<usize>,
    /// For each token, whether it stands in the content of an attribution.
    quoted: Vec<bool>,
}

impl<'a> Antecedents<'a> {
    pub(super) fn new(
        page: &'a Page<'a>,
        people: &'a People,
        contents: &[std::ops::Range<usize>],
    ) -> Self {
        let mut sentence = 0;
        let sentences = page
            .tokens
            .iter()
            .map(|token| {
                let now = sentence;
                let text = &page.folded.text()[token.span.clone()];
                let ends = matches!(text, "." | "!" | "?") || token.kind == Kind::Break;
                sentence += usize::from(ends);
                now
            })
            .collect();
        let mut quoted = vec![false; page.tokens.len()];
        for content in contents {
            for token in content.clone() {
                if let Some(quoted) = quoted.get_mut(token) {
                    *quoted = true;
                }
            }
        }
        Self {
            page,
            people,
            sentences,
            quoted,
        }
    }

    fn sentence(&self, token: usize) -> usize {
        self.sentences.get(token).copied().unwrap_or_default()
    }

    /// The person last spoken of before a token: a source, or whom a sentence
    /// names first.
    pub(super) fn person(
        &self,
        token: usize,
        gender: Gender,
        prior: &[Reading],
    ) -> Option<Reading> {
        let here = self.sentence(token);
        let fits = |other: Option<Gender>| other.is_none_or(|other| other == gender);
        let source = prior
            .iter()
            .rev()
            .filter(|reading| reading.token < token && here - self.sentence(reading.token) <= REACH)
            .find(|reading| reading.singular && fits(reading.gender));
        let subject = self
            .people
            .named
            .iter()
            .rev()
            .skip_while(|(at, _)| *at >= token)
            .take_while(|(at, _)| here - self.sentence(*at) <= REACH)
            .filter(|(at, person)| {
                !self.quoted[*at]
                    && self.people.all[*person].human
                    && fits(self.people.all[*person].gender)
                    && (self.opens(*at) || self.says(*at))
                    && !self.possesses(*at)
            })
            .map(|(at, person)| (*at, *person))
            .next();
        match (source, subject) {
            (Some(source), Some((at, person))) if at > source.token => {
                Some(self.reading_of(person, token))
            }
            (Some(source), _) => Some(source.clone()),
            (None, Some((_, person))) => Some(self.reading_of(person, token)),
            (None, None) => None,
        }
    }

    /// Whether nobody is named before in the sentence.
    fn opens(&self, token: usize) -> bool {
        let sentence = self.sentence(token);
        let first = self.sentences.partition_point(|&other| other < sentence);
        let between = self
            .people
            .named
            .iter()
            .any(|(at, _)| *at >= first && *at < token && !self.quoted[*at]);
        !between && token - first < 14
    }

    /// Whether a verb of saying stands beside the name.
    fn says(&self, token: usize) -> bool {
        let end = self.page.name_end(token, self.page.tokens.len());
        let verb = |token: Option<usize>| {
            token.is_some_and(|token| {
                token < self.page.tokens.len() && SAYING.contains(&self.page.lower(token).as_str())
            })
        };
        verb(Some(end)) || verb(Some(end + 1)) || verb(token.checked_sub(1))
    }

    fn possesses(&self, token: usize) -> bool {
        let end = self.page.name_end(token, self.page.tokens.len());
        self.page
            .tokens
            .get(end)
            .is_some_and(|next| next.kind == Kind::Possessive)
    }

    pub(super) fn reading_of(&self, person: usize, token: usize) -> Reading {
        let person = &self.people.all[person];
        Reading {
            token,
            name: Some(person.name.clone()),
            role: person.role.clone(),
            side: person.side.clone(),
            gender: person.gender,
            singular: true,
            thing: false,
            words: Vec::new(),
        }
    }

    /// Those last spoken of who are several.
    pub(super) fn many(&self, token: usize, prior: &[Reading]) -> Option<Reading> {
        let here = self.sentence(token);
        let last = prior
            .iter()
            .rev()
            .filter(|reading| reading.token < token && here - self.sentence(reading.token) <= 2)
            .find(|reading| !reading.singular || reading.thing)?;
        Some(last.clone())
    }

    /// The body, firm or state last spoken of.
    pub(super) fn thing(&self, token: usize, prior: &[Reading]) -> Option<Reading> {
        let here = self.sentence(token);
        let last = prior
            .iter()
            .rev()
            .filter(|reading| reading.token < token && here - self.sentence(reading.token) <= 2)
            .find(|reading| reading.thing)?;
        Some(last.clone())
    }

    /// What "who" or "which" stands for: the phrase that ends before it.
    pub(super) fn relative(&self, token: usize) -> Option<Part> {
        let page = self.page;
        let mut end = token;
        while end > 0 && page.tokens[end - 1].kind == Kind::Comma {
            end -= 1;
        }
        let mut start = end;
        while start > 0 && end - start < 14 {
            let before = start - 1;
            let word = &page.tokens[before];
            let noun = word.is_name()
                || word.mention.is_some()
                || word.kind == Kind::Possessive
                || matches!(
                    word.class,
                    Some(
                        Class::Role(_)
                            | Class::Body(_)
                            | Class::Portfolio
                            | Class::Modifier
                            | Class::Former
                            | Class::Honorific
                            | Class::Determiner
                    )
                )
                || (matches!(page.text(before), "of" | "for" | "at")
                    && before > 0
                    && matches!(
                        page.class(before - 1),
                        Some(Class::Role(_) | Class::Body(_))
                    ));
            if !noun {
                break;
            }
            start = before;
        }
        if start == end {
            return None;
        }
        // "Orr, now the majority leader, who": the name before the apposition.
        let part = page.part(start..end);
        let mut comma = start;
        while comma > 0 && matches!(page.text(comma - 1), "now" | "then" | "currently" | "also") {
            comma -= 1;
        }
        if part.person.is_none() && comma > 1 && page.tokens[comma - 1].kind == Kind::Comma {
            let mut name = comma - 1;
            while name > 0 && page.tokens[name - 1].is_name() {
                name -= 1;
            }
            if name < comma - 1 {
                return Some(page.part(name..comma - 1));
            }
        }
        Some(part)
    }

    /// Who is meant by a description with nobody's name: the last source so
    /// described, or the last person whose role has the word.
    pub(super) fn described(&self, part: &Part, prior: &[Reading]) -> Option<Reading> {
        let head = part.head?;
        let page = self.page;
        let word = page.lower(head);
        let token = part.range.start;
        let gender = gender_of(&word);
        let definite = matches!(
            page.text(token).to_lowercase().as_str(),
            "the" | "this" | "that" | "his" | "her" | "their" | "its"
        ) || page.class(token) == page.class(head);
        // "The Union's president" is not just any president.
        let qualified =
            (token..head).any(|at| page.tokens[at].is_name() || page.mention(at).is_some());
        if !definite || qualified || part.range.end - head > 1 {
            return None;
        }
        let plural = word.ends_with('s');
        let same = |other: &str| {
            let stem = |word: &str| {
                let word = word.to_lowercase();
                match word.as_str() {
                    "spokeswoman" | "spokesman" | "spokesperson" => "spokes".to_owned(),
                    _ => word,
                }
            };
            stem(other) == stem(&word)
        };
        let described = |reading: &&Reading| {
            reading.token < token
                && (reading.words.iter().any(|other| same(other))
                    || reading
                        .role
                        .as_ref()
                        .is_some_and(|role| head_word(role).is_some_and(|role| same(&role))))
                && reading.singular != plural
                && (gender.is_none() || reading.gender.is_none() || reading.gender == gender)
        };
        let source = prior.iter().rev().find(described).cloned();
        if matches!(page.class(head), Some(Class::Body(_))) {
            return source.filter(|reading| reading.thing);
        }
        let person = self
            .people
            .named
            .iter()
            .rev()
            .skip_while(|(at, _)| *at >= token)
            .find(|(_, person)| {
                let person = &self.people.all[*person];
                person
                    .role
                    .as_ref()
                    .is_some_and(|role| head_word(role).is_some_and(|role| same(&role)))
                    && (gender.is_none() || person.gender.is_none() || person.gender == gender)
            })
            .filter(|_| !plural);
        match (source, person) {
            (Some(source), Some((at, person))) if *at > source.token => {
                Some(self.reading_of(*person, token))
            }
            (Some(source), _) => Some(source),
            (None, Some((_, person))) => Some(self.reading_of(*person, token)),
            (None, None) => None,
        }
    }

    /// The body of which "the ministry" is short: the last one named before with
    /// that word, where it is a state's.
    pub(super) fn body(&self, part: &Part) -> Option<Part> {
        let head = part.head?;
        let page = self.page;
        if page.class(head) != Some(Class::Body(Body::State)) || page.body_key(head).is_some() {
            return None;
        }
        let found = page.last_body(head)?;
        let mut start = found;
        while start > 0
            && (matches!(
                page.class(start - 1),
                Some(Class::Portfolio | Class::Modifier | Class::Determiner)
            ) || page.mention(start - 1).is_some()
                || page.tokens[start - 1].kind == Kind::Possessive)
        {
            start -= 1;
        }
        let mut end = found + 1;
        if page.tokens.get(end).is_some() && page.text(end) == "of" {
            end += 1;
            while end < page.tokens.len()
                && (matches!(page.class(end), Some(Class::Portfolio | Class::And))
                    || page.mention(end).is_some())
            {
                end += 1;
            }
        }
        let part = page.part(start..end);
        matches!(part.side, Side::Actors(..)).then_some(part)
    }
}

/// The word of a role by which its holder is referred to: the last office word
/// before a preposition.
fn head_word(role: &str) -> Option<String> {
    role.split(' ')
        .take_while(|word| !matches!(*word, "of" | "for" | "at" | "to" | "in"))
        .filter(|word| {
            matches!(
                super::words::class(word),
                Some(Class::Role(
                    Role::Office | Role::Legislator | Role::Outside | Role::Local
                ))
            )
        })
        .last()
        .map(str::to_lowercase)
}
