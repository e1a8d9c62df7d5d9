//! The words that name a source → its parts: who is named, by what title, on
//! whose side.

use std::ops::Range;

use super::Evidence;
use super::nominal::Side;
use super::page::Page;
use super::tokens::Kind;
use super::words::{Class, Role};

/// One of those who are named together.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// All its tokens.
    pub(super) range: Range<usize>,
    /// The one token of a pronoun that stands alone.
    pub(super) pronoun: Option<usize>,
    /// The tokens of a proper name that is no known actor's.
    pub(super) person: Option<Range<usize>>,
    /// Whether an article stands before the name, as before no person's.
    pub(super) article: bool,
    pub(super) side: Side,
    /// The head of the title, the body or the description.
    pub(super) head: Option<usize>,
    /// The tokens that give the office or name the body.
    pub(super) extent: Range<usize>,
    /// Whether the office is a legislature's.
    pub(super) legislator: bool,
    /// Whether the title itself says that the office is not held (any more).
    pub(super) strong_outside: bool,
}

/// Lower-case words inside names.
const PARTICLES: [&str; 12] = [
    "al", "bin", "da", "de", "del", "den", "der", "di", "el", "la", "van", "von",
];

impl Page<'_> {
    /// Reads the tokens of a source.
    pub(super) fn source(&self, range: Range<usize>) -> Vec<Part> {
        let pieces = self.pieces(range);
        let mut parts: Vec<Part> = Vec::new();
        for (index, piece) in pieces.iter().enumerate() {
            let mut part = self.part(piece.clone());
            // "US and Chinese officials": the head is shared.
            let bare = piece.clone().all(|token| {
                self.mention(token).is_some() || self.class(token) == Some(Class::Determiner)
            });
            if bare
                && let Some(next) = pieces.get(index + 1)
                && let Some(mention) = piece.clone().find_map(|token| self.mention(token))
            {
                let shared = self.nominal(next.clone());
                let with_own = shared.head.is_some_and(|head| {
                    matches!(self.class(head), Some(Class::Role(_) | Class::Body(_)))
                        && next
                            .clone()
                            .any(|token| token < head && self.mention(token).is_some())
                });
                if with_own && let Side::Actors(_, evidence) = shared.side {
                    part.side = Side::Actors(vec![mention.actor.clone()], evidence);
                    part.head = shared.head;
                    part.extent = shared.extent;
                }
            }
            parts.push(part);
        }
        parts
    }

    /// Splits at "and" where two are named, not where one office is.
    fn pieces(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let range = self.trim(range);
        let short = |piece: &Range<usize>| {
            piece.clone().all(|token| {
                self.tokens[token].is_name()
                    || self.mention(token).is_some()
                    || matches!(
                        self.class(token),
                        Some(Class::Determiner | Class::Honorific | Class::Pronoun)
                    )
            })
        };
        let mut ands = range.clone().filter(|&token| {
            let around = |offset: i64| {
                let at = i64::try_from(token)
                    .ok()
                    .and_then(|at| usize::try_from(at + offset).ok());
                at.filter(|at| range.contains(at))
                    .and_then(|at| self.class(at))
            };
            let same_office = matches!(
                (around(-1), around(1)),
                (Some(Class::Portfolio), _) | (Some(Class::Role(_)), Some(Class::Role(_)))
            ) && !range
                .clone()
                .any(|at| at < token && self.tokens[at].is_name());
            self.class(token) == Some(Class::And) && !same_office && token > range.start
        });
        let Some(and) = ands.next() else {
            return vec![range];
        };
        drop(ands);
        let commas: Vec<usize> = (range.start..and)
            .filter(|&token| self.tokens[token].kind == Kind::Comma)
            .collect();
        let nested = (range.start..and).any(|token| {
            matches!(self.class(token), Some(Class::Relative))
                || self.tokens[token].kind == Kind::Open
        });
        let mut starts = vec![range.start];
        starts.extend(commas.iter().map(|comma| comma + 1));
        let mut ends = commas.clone();
        ends.push(and);
        let mut pieces: Vec<Range<usize>> = starts
            .into_iter()
            .zip(ends)
            .map(|(start, end)| start..end)
            .filter(|piece| !piece.is_empty())
            .collect();
        if nested || (!commas.is_empty() && !pieces.iter().all(short)) {
            return vec![range];
        }
        if and + 1 < range.end {
            let rest = self.pieces(and + 1..range.end);
            // A piece with nobody in it is the end of a description.
            let says = rest.first().is_some_and(|piece| {
                piece.clone().any(|token| {
                    self.tokens[token].is_name()
                        || self.mention(token).is_some()
                        || matches!(
                            self.class(token),
                            Some(Class::Role(_) | Class::Body(_) | Class::Pronoun)
                        )
                })
            });
            // "close to the campaign and the White House": both are objects.
            let object = (range.start..and)
                .any(|token| self.class(token) == Some(Class::Preposition))
                && rest.iter().all(short)
                && !matches!(self.part(range.start..and).side, Side::Actors(..));
            if !says || object {
                return vec![range];
            }
            pieces.extend(rest);
        }
        pieces
    }

    fn trim(&self, range: Range<usize>) -> Range<usize> {
        let mark = |token: usize| {
            matches!(
                self.tokens[token].kind,
                Kind::Comma
                    | Kind::Stop
                    | Kind::Quote
                    | Kind::Dash
                    | Kind::Break
                    | Kind::Other
                    | Kind::Possessive
            )
        };
        let (mut start, mut end) = (range.start, range.end);
        while start < end && (mark(start) || self.class(start) == Some(Class::Preposition)) {
            start += 1;
        }
        while start < end && mark(end - 1) {
            end -= 1;
        }
        start..end
    }

    /// The end of the proper name that begins at a token.
    pub(super) fn name_end(&self, start: usize, end: usize) -> usize {
        let mut at = start;
        while at < end {
            let token = &self.tokens[at];
            let particle = token.kind == Kind::Word
                && PARTICLES.contains(&self.text(at))
                && at > start
                && at + 1 < end
                && self.tokens[at + 1].is_name();
            let suffix = matches!(self.text(at), "Jr." | "Jr" | "Sr." | "II" | "III");
            // "Park Geun-hye"
            let tail =
                token.kind == Kind::Word && token.joined && at > start && token.mention.is_none();
            if !(token.is_name() || particle || tail || (suffix && at > start)) {
                break;
            }
            at += 1;
        }
        at
    }

    pub(super) fn part(&self, range: Range<usize>) -> Part {
        let range = self.trim(range);
        let mut part = Part {
            range: range.clone(),
            pronoun: None,
            person: None,
            article: false,
            side: Side::Unknown,
            head: None,
            extent: range.start..range.start,
            legislator: false,
            strong_outside: false,
        };
        if range.is_empty() {
            return part;
        }
        let alone = range
            .clone()
            .all(|token| matches!(self.class(token), Some(Class::Pronoun | Class::Relative)));
        if alone {
            part.pronoun = Some(range.start);
            return part;
        }
        let segments = self.segments(&range);
        let Some(main) = segments.first().cloned() else {
            return part;
        };
        let (title, rest) = self.find_person(&main, &segments, &mut part);
        let mut described = Vec::new();
        if !title.is_empty() {
            described.push((title, true));
        }
        let nobody = part.person.is_none();
        if !rest.is_empty() {
            // "Ye of the Ministry of Commerce" reads as "somebody of …".
            described.push((rest, false));
        }
        described.extend(
            segments
                .iter()
                .skip(1)
                .filter(|segment| {
                    part.person.as_ref().is_none_or(|person| {
                        person.start < segment.start || person.start >= segment.end
                    })
                })
                .filter(|segment| self.class(segment.start) != Some(Class::Relative))
                .map(|segment| (segment.clone(), false)),
        );
        for (segment, first) in described {
            self.describe(&mut part, segment, first);
            // A place behind a description is where, not who.
            if part.side != Side::Unknown || (nobody && part.head.is_some()) {
                break;
            }
        }
        if self.has_party(&range) && part.side == Side::Unknown {
            part.side = Side::Actors(vec!["US".to_owned()], Evidence::Title);
            part.legislator = true;
        }
        part
    }

    fn describe(&self, part: &mut Part, segment: Range<usize>, title: bool) {
        let nominal = self.nominal(segment.clone());
        let Some(head) = nominal.head else {
            if part.person.is_some() && self.class(segment.start) == Some(Class::Preposition) {
                // The object alone tells: "of", "from", "with".
                let object = self.nominal(segment.start + 1..segment.end);
                if matches!(
                    self.text(segment.start),
                    "of" | "from" | "with" | "at" | "for"
                ) {
                    part.side = match object.side {
                        Side::Actors(actors, Evidence::Institution | Evidence::Context) => {
                            Side::Actors(actors, Evidence::Title)
                        }
                        _ => Side::Outside,
                    };
                }
            }
            return;
        };
        let class = self.class(head);
        let role = matches!(class, Some(Class::Role(_))) || self.office_mention(head);
        // An apposition describes by a role; a list of names does not.
        if !title && !role {
            return;
        }
        if part.head.is_none() || nominal.side != Side::Unknown {
            part.head = Some(head);
            part.extent = nominal.extent.clone();
            part.legislator = class == Some(Class::Role(Role::Legislator));
        }
        let former = nominal
            .extent
            .clone()
            .any(|token| self.class(token) == Some(Class::Former));
        let candidate = nominal.extent.clone().any(|token| {
            matches!(
                self.lower(token).as_str(),
                "candidate"
                    | "candidates"
                    | "nominee"
                    | "hopeful"
                    | "hopefuls"
                    | "contender"
                    | "contenders"
                    | "frontrunner"
                    | "front-runner"
                    | "runner"
                    | "rival"
                    | "rivals"
                    | "opponent"
            )
        });
        part.strong_outside |= (title && former) || candidate;
        part.side = match nominal.side {
            Side::Actors(actors, Evidence::Institution | Evidence::Name | Evidence::Demonym)
                if part.person.is_some() =>
            {
                Side::Actors(actors, Evidence::Title)
            }
            side => side,
        };
    }

    /// The stretches between commas, dashes and parentheses.
    fn segments(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut segments = Vec::new();
        let mut start = range.start;
        for token in range.clone() {
            let short = (self.tokens[token].kind == Kind::Open && self.is_short_form(token))
                || (self.tokens[token].kind == Kind::Close
                    && token >= 2
                    && self.tokens[token - 2].kind == Kind::Open);
            let cuts = !short
                && matches!(
                    self.tokens[token].kind,
                    Kind::Comma | Kind::Dash | Kind::Open | Kind::Close
                );
            if cuts {
                if start < token {
                    segments.push(start..token);
                }
                start = token + 1;
            }
        }
        if start < range.end {
            segments.push(start..range.end);
        }
        segments
    }

    /// Finds the person's name; returns the tokens of the title before it and of
    /// what qualifies it behind.
    fn find_person(
        &self,
        main: &Range<usize>,
        segments: &[Range<usize>],
        part: &mut Part,
    ) -> (Range<usize>, Range<usize>) {
        let nothing = main.end..main.end;
        let mut start = main.start;
        while start < main.end && self.class(start) == Some(Class::Determiner) {
            start += 1;
        }
        part.article = start > main.start;
        let mut first = start;
        while first < main.end && self.class(first) == Some(Class::Honorific) {
            first += 1;
        }
        let end = self.name_end(first, main.end);
        let next = (end < main.end).then(|| self.class(end));
        let ends_there = match next {
            None | Some(Some(Class::Preposition | Class::Relative | Class::Calendar)) => true,
            Some(None) => !self.tokens[end].capital && self.tokens[end].kind == Kind::Word,
            Some(_) => false,
        };
        let abbreviation = end == first + 1 && self.expansion(first).is_some();
        if end > first && ends_there && !abbreviation {
            part.person = Some(first..end);
            return (nothing, end..main.end);
        }
        // The name at the end, behind a title.
        let mut tail = main.end;
        while tail > start && self.tokens[tail - 1].is_name() {
            tail -= 1;
        }
        while tail > start + 1
            && PARTICLES.contains(&self.text(tail - 1))
            && self.tokens[tail - 2].is_name()
        {
            tail -= 2;
            while tail > start && self.tokens[tail - 1].is_name() {
                tail -= 1;
            }
        }
        if tail > start && tail < main.end {
            let long = main.end - tail > 1;
            // "Representative (USTR) Orr"
            let short = tail > start + 3
                && self.tokens[tail - 1].kind == Kind::Close
                && self.tokens[tail - 3].kind == Kind::Open;
            let last = if short { tail - 4 } else { tail - 1 };
            let before = self.tokens[last].kind == Kind::Word
                && match self.class(last) {
                    Some(Class::Role(_) | Class::Honorific | Class::Portfolio | Class::Body(_)) => {
                        true
                    }
                    Some(Class::Modifier) => self.tokens[last].capital,
                    None => long || self.mention(last).is_some(),
                    _ => false,
                };
            if before {
                part.person = Some(tail..main.end);
                part.article = false;
                let mut title = tail;
                while title > start && self.class(title - 1) == Some(Class::Honorific) {
                    title -= 1;
                }
                return (main.start..title, nothing);
            }
        }
        // "the committee's director, Tilda Orr,"
        let named = segments.iter().skip(1).find_map(|segment| {
            let from = (segment.start..segment.end)
                .find(|&token| self.class(token) != Some(Class::Honorific))
                .unwrap_or(segment.end);
            let long = segment.end - from > 1 || from > segment.start;
            (long && from < segment.end && self.name_end(from, segment.end) == segment.end)
                .then_some(from..segment.end)
        });
        let role = self
            .nominal(main.clone())
            .head
            .is_some_and(|head| matches!(self.class(head), Some(Class::Role(_))));
        if let Some(named) = named
            && role
        {
            part.person = Some(named);
            part.article = false;
            return (main.clone(), nothing);
        }
        (main.clone(), nothing)
    }

    /// A party and a state or district in parentheses, as after the names of
    /// members of Congress: "(R-Ohio)".
    fn has_party(&self, range: &Range<usize>) -> bool {
        range.clone().any(|token| {
            self.tokens[token].kind == Kind::Open
                && token + 2 < range.end
                && matches!(self.text(token + 1).trim_end_matches('.'), "R" | "D" | "I")
                && (self.tokens[token + 2].joined
                    || matches!(self.tokens[token + 2].kind, Kind::Comma | Kind::Dash))
        })
    }
}
