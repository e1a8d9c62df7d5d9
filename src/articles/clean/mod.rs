//! Furniture out, reading text kept: by general rules, no page's own.
//!
//! Enters: a decoded text. Leaves: its pieces in order, each kept as what it is
//! or removed with a reason. A line of a transcript, `NAME: text`, is never
//! removed.

mod blocks;
mod boilerplate;
mod bylines;
mod captions;
mod turns;
mod widgets;

use std::collections::HashSet;

use jiff::civil::Date;
use regex::Regex;

use super::body::{Kind, Piece, Reason, Verdict};
use super::dates::Dates;
use crate::error::Error;
pub(super) use boilerplate::Boilerplate;
use bylines::Bylines;
use captions::Captions;
use turns::Turns;
use widgets::Widgets;

/// A line of fewer words that is no sentence is a label. From "Analysis" to "US
/// politics live", labels have up to three; headlines and subheads mostly more.
const LABEL: usize = 4;

/// A line that ends like no sentence but has this many words is running text:
/// standfirsts and items of a list go without a full stop.
const HEADING: usize = 10;

/// No headline has more words.
const HEADLINE: usize = 25;

/// Sentences this short ("Thank you.") are said more than once in earnest.
const SHORT: usize = 6;

/// How many lines from the start a headline is looked for.
const HEAD: usize = 12;

/// Compiles a pattern of our own.
pub(super) fn compile(pattern: &str) -> Result<Regex, Error> {
    Regex::new(pattern).map_err(internal)
}

/// The error for a pattern of our own that does not compile.
#[allow(clippy::needless_pass_by_value)] // for `map_err`
pub(super) fn internal(error: regex::Error) -> Error {
    Error::Internal(error.to_string())
}

/// What was made of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cleaned {
    /// The pieces, in the order of the text.
    pub(super) pieces: Vec<Piece>,
    /// The headline, where the text has one.
    pub(super) title: Option<String>,
    /// A date that a removed line gave.
    pub(super) date: Option<Date>,
    /// An author that a byline gave.
    pub(super) author: Option<String>,
}

/// The rules, compiled.
#[derive(Debug)]
pub(super) struct Cleaner {
    script: Regex,
    captions: Captions,
    turns: Turns,
    widgets: Widgets,
    bylines: Bylines,
}

impl Cleaner {
    pub(super) fn new() -> Result<Self, Error> {
        Ok(Self {
            script: compile(r"\b(?:var|let|const) [A-Za-z_]\w* ?= ?[^;\n]{0,400};")?,
            captions: Captions::new()?,
            turns: Turns::new()?,
            widgets: Widgets::new()?,
            bylines: Bylines::new()?,
        })
    }

    /// Cleans one text. `title` is the headline, where it is known.
    pub(super) fn clean(&self, text: &str, title: Option<&str>, dates: &Dates) -> Cleaned {
        let mut cleaned = Cleaned::default();
        for block in blocks::split(text) {
            self.cut(text, block, &mut cleaned.pieces);
        }
        let mut state = State {
            title: title.map(blocks::normal),
            ..State::default()
        };
        for index in 0..cleaned.pieces.len() {
            let piece = &cleaned.pieces[index];
            let line = &text[piece.span.clone()];
            let (verdict, protected) = match piece.verdict {
                Verdict::Remove(reason) => (Verdict::Remove(reason), true),
                Verdict::Keep(Kind::Caption) => (Verdict::Keep(Kind::Caption), false),
                Verdict::Keep(_) => {
                    let next = cleaned.pieces.get(index + 1);
                    state.goes_on = next.is_some_and(|next| {
                        text[next.span.clone()].starts_with(char::is_lowercase)
                    });
                    self.judge(line, index, &mut state)
                }
            };
            let verdict = self.repeated(line, verdict, protected, &mut state.seen);
            match verdict {
                Verdict::Keep(Kind::Title) => {
                    state.titled = true;
                    cleaned.title.get_or_insert_with(|| line.to_owned());
                }
                // A standfirst has no full stop, and bylines come after it.
                Verdict::Keep(Kind::Paragraph) if blocks::ends_as_sentence(line) => {
                    state.begun = true;
                }
                Verdict::Remove(Reason::Byline) if cleaned.author.is_none() => {
                    cleaned.author = self.bylines.author(line);
                }
                _ => {}
            }
            let dated = matches!(
                verdict,
                Verdict::Remove(Reason::Widget | Reason::Dateline) | Verdict::Keep(Kind::Heading)
            );
            if dated && cleaned.date.is_none() {
                cleaned.date = dates.within(line);
            }
            let piece = &mut cleaned.pieces[index];
            (piece.verdict, piece.protected) = (verdict, protected);
        }
        cleaned
    }

    /// Cuts script and captions out of a block that runs on past them.
    fn cut(&self, text: &str, block: std::ops::Range<usize>, pieces: &mut Vec<Piece>) {
        let mut push = |start: usize, end: usize, verdict| {
            let (start, end) = blocks::trimmed(text, start, end);
            if start < end {
                pieces.push(Piece {
                    span: start..end,
                    verdict,
                    protected: false,
                });
            }
        };
        let line = &text[block.clone()];
        let kept = Verdict::Keep(Kind::Paragraph);
        let mut cuts: Vec<(std::ops::Range<usize>, Verdict)> = Vec::new();
        if line.contains('=') {
            let scripts = self.script.find_iter(line);
            cuts.extend(scripts.map(|at| (at.range(), Verdict::Remove(Reason::Script))));
        }
        if !self.turns.certain(line) {
            let captions = self.captions.find(line);
            let captions = captions
                .into_iter()
                .map(|at| (at, Verdict::Keep(Kind::Caption)));
            cuts.extend(captions);
        }
        cuts.sort_by_key(|(at, _)| at.start);
        let mut done = 0;
        for (at, verdict) in cuts {
            if at.start < done {
                continue;
            }
            push(block.start + done, block.start + at.start, kept);
            push(block.start + at.start, block.start + at.end, verdict);
            done = at.end;
        }
        push(block.start + done, block.end, kept);
    }

    /// The verdict on one line, and whether it stands whatever comes.
    fn judge(&self, line: &str, index: usize, state: &mut State) -> (Verdict, bool) {
        use {
            Kind::{Heading, Paragraph, Title},
            Verdict::{Keep, Remove},
        };
        if self.turns.certain(line) {
            return (Keep(Paragraph), true);
        }
        if !line.chars().any(char::is_alphabetic) {
            return (Remove(Reason::Symbols), true);
        }
        if self.widgets.match_line(line) {
            return (Remove(Reason::Widget), true);
        }
        let sentence = blocks::ends_as_sentence(line);
        let words = blocks::words(line);
        match &state.title {
            Some(title) if *title == blocks::normal(line) => return (Keep(Title), false),
            _ => {}
        }
        if self.captions.is_credit(line) {
            return (Remove(Reason::Byline), true);
        }
        if self.turns.issuer(line) {
            return (Keep(Heading), true);
        }
        let head = !state.begun || index < HEAD;
        if self.bylines.match_line(line, head) {
            return (Remove(Reason::Byline), true);
        }
        let running = blocks::runs_on(line) || state.goes_on && !sentence;
        let headline = !state.begun
            && !state.titled
            && state.title.is_none()
            && index < HEAD
            && (LABEL..=HEADLINE).contains(&words)
            && !running;
        if headline && !sentence {
            return (Keep(Title), false);
        }
        if self.turns.named(line) {
            return (Keep(Paragraph), true);
        }
        if headline && !line.ends_with('.') && line.find(['?', '!']) == Some(line.len() - 1) {
            return (Keep(Title), false);
        }
        if sentence || running {
            return (Keep(Paragraph), false);
        }
        if words <= HEADING && self.bylines.dated(line) {
            return (Remove(Reason::Dateline), true);
        }
        if words < LABEL && !blocks::unspaced(line) {
            return (Remove(Reason::Fragment), false);
        }
        let kind = if words < HEADING { Heading } else { Paragraph };
        (Keep(kind), false)
    }

    /// Removes what the document has said before.
    fn repeated(
        &self,
        line: &str,
        verdict: Verdict,
        protected: bool,
        seen: &mut HashSet<String>,
    ) -> Verdict {
        let Verdict::Keep(kind) = verdict else {
            return verdict;
        };
        let key = match kind {
            Kind::Caption => blocks::normal(&self.captions.without_credit(line)),
            _ => blocks::normal(line),
        };
        let repeatable = kind == Kind::Paragraph
            && blocks::words(line) < SHORT
            && (blocks::ends_as_sentence(line) || blocks::runs_on(line));
        if seen.insert(key) || protected || repeatable {
            verdict
        } else {
            Verdict::Remove(Reason::Repeated)
        }
    }
}

/// What is known by the time a line is judged.
#[derive(Debug, Default)]
struct State {
    /// The headline, where it is known from elsewhere, in normal form.
    title: Option<String>,
    /// A headline was found in the text.
    titled: bool,
    /// Running text has begun.
    begun: bool,
    /// The next line begins like the middle of a sentence.
    goes_on: bool,
    seen: HashSet<String>,
}

#[cfg(test)]
mod tests;
