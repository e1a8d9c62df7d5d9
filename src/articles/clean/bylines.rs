//! Who wrote it and where: lines of names without a sentence.

use regex::Regex;

use super::blocks::{ends_as_sentence, words};
use super::compile;
use crate::error::Error;

/// The longest byline, in words.
const LONGEST: usize = 14;

#[derive(Debug)]
pub(super) struct Bylines {
    /// `By Ada Quill and Bo Voss`
    by: Regex,
    /// `Ada Quillin Lakeside`: a page's spacing lost.
    glued: Regex,
    /// `Ada Quill in Lakeside`
    placed: Regex,
    /// `Ada Quill, Lake Courier`, `Ada Quill | Correspondent`
    paper: Regex,
    /// `(Reporting by Ada Quill; Editing by Bo Voss)`
    desk: Regex,
    dated: Regex,
}

impl Bylines {
    pub(super) fn new() -> Result<Self, Error> {
        const NAME: &str =
            r"\p{Lu}[\p{L}.'’\-]*(?: (?:de|van|von|der|al|bin|el|la)| \p{Lu}[\p{L}.'’\-]*){1,4}";
        const PLACE: &str = r"\p{Lu}[\p{L}.'’\-]+(?:,? \p{Lu}[\p{L}.'’\-]+){0,3}";
        Ok(Self {
            by: compile(&format!(
                r"^(?i:by|text by|story by|written by|words by)[: ]\s*({NAME}(?:(?:,| and| &|, and) {NAME}){{0,5}})(?:(?: in|,| \||,? for| at| –| —| -) .{{1,60}})?$"
            ))?,
            glued: compile(&format!(
                r"^(\p{{Lu}}[\p{{L}}.'’\-]*(?: \p{{Lu}}[\p{{L}}.'’\-]*){{0,2}} \p{{Lu}}[\p{{L}}'’\-]*\p{{Ll}})in {PLACE}$"
            ))?,
            placed: compile(&format!(
                r"^{NAME}(?:(?:,| and) {NAME}){{0,4}} in {PLACE}(?:(?:,| and) {NAME} in {PLACE}){{0,3}}$"
            ))?,
            paper: compile(&format!(
                r"^({NAME})(?:,| \||/) ?(?:{PLACE} )?(?:Reuters|Associated Press|AP|AFP|Xinhua|Bloomberg|TASS|Kyodo|.{{0,30}}\b(?i:correspondent|reporter|editor|columnist|contributor|staff writer|bureau chief|times|post|news|daily|courier|tribune|journal|herald|guardian|telegraph|press))$"
            ))?,
            desk: compile(
                r"^[(\[]?(?i:(?:additional |with additional |further )?(?:reporting|writing|editing|compiled|translated) (?:and (?:writing|editing) )?by) .{1,240}$",
            )?,
            dated: compile(
                r"^(?:\p{Lu}[^.!?]{0,60}?)?(?:(?i:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?i:day)?,? ?)?(?:\d{1,2} )?(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?,? (?:\d{1,2}, ?)?(?:19|20)\d{2}(?:,? .{0,30})?$|^(?:19|20)\d{2}-\d{2}-\d{2}(?:[T ].{0,30})?$",
            )?,
        })
    }

    /// Whether a line is a byline. Below the `head`, "Anger Grows in Lakeside" is
    /// a subhead.
    pub(super) fn match_line(&self, line: &str, head: bool) -> bool {
        if self.desk.is_match(line) {
            return true;
        }
        if words(line) > LONGEST || ends_as_sentence(line) {
            return false;
        }
        self.by.is_match(line)
            || self.paper.is_match(line)
            || (head && words(line) <= 8)
                && (self.glued.is_match(line) || self.placed.is_match(line))
    }

    /// Whether a line says when, and nothing more but a place.
    pub(super) fn dated(&self, line: &str) -> bool {
        self.dated.is_match(line)
    }

    /// The name in a byline.
    pub(super) fn author(&self, line: &str) -> Option<String> {
        [&self.by, &self.glued, &self.paper]
            .into_iter()
            .find_map(|pattern| pattern.captures(line))
            .and_then(|found| found.get(1))
            .map(|name| name.as_str().to_owned())
    }
}
