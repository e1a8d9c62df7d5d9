//! Captions, by the credit they end with.

use std::borrow::Cow;
use std::ops::Range;

use regex::Regex;

use super::blocks::words;
use super::compile;
use crate::error::Error;

/// A credit within this many bytes of a line's start makes a caption of all
/// before it, if that is not more than [`SENTENCES`]; else, only of the sentence
/// that it follows.
const LEADING: usize = 600;
const SENTENCES: usize = 2;

/// What all credits have one of. Looking for that first saves most lines the
/// patterns.
const SIGNS: [&str; 11] = [
    "hoto",
    "HOTO",
    "mage",
    "icture",
    "llustration",
    "raphic",
    "andout",
    "creenshot",
    "Xinhua",
    "/",
    "EPA-EFE",
];

/// The longest credit at a line's end, in bytes.
const CREDIT: usize = 200;

#[derive(Debug)]
pub(super) struct Captions {
    /// `[Photo by Ada Quill/Lake Courier]`, `(Xinhua/Ada Quill)`, anywhere.
    bracketed: Regex,
    /// `Photo: Reuters` at a line's end.
    trailing: Regex,
    /// `Photo: AP` within a line, where only a known agency shows its end.
    agency: Regex,
    /// Where a sentence ends and another begins.
    boundary: Regex,
    /// `BEIJING, May 4 (Xinhua) --`: an article has begun.
    dateline: Regex,
}

impl Captions {
    pub(super) fn new() -> Result<Self, Error> {
        const PICTURE: &str = r"(?:[Ff]ile |AP |Handout |Screenshot )?(?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture|[Ii]llustration|[Gg]raphic|[Hh]andout|[Ss]creenshot|PHOTO)s?";
        const AGENCY: &str = r"(?:Xinhua(?:net|news)?|AFP|AP|EPA(?:-EFE)?|Reuters|REUTERS|VCG|CFP|IC|TASS|DPA|dpa|Kyodo|Bloomberg|Getty Images|CGTN|CCTV|SCMP|Agencies)";
        Ok(Self {
            bracketed: compile(&format!(
                r"[\[(（]\s*(?:{PICTURE}(?: ?[:：/]| by\b| from\b| courtesy\b| provided\b| via\b)[^\])）]{{1,120}}|(?:\p{{Lu}}[\w.'’&-]*[ /]){{0,4}}(?:[Ff]ile )?[Pp]hotos?|{AGENCY}(?: Photo)? ?/[^\])）]{{1,100}})\s*[\])）]"
            ))?,
            trailing: compile(&format!(
                r"(?:^|[\s.,”’)])(?:{PICTURE}(?: ?[:：] ?| by | courtesy of | via ){{1}}[\p{{Lu}}@][^.!?]{{0,80}}|(?:\p{{Lu}}[\w.-]+[ /]){{0,4}}(?:via )?Getty Images|REUTERS/[\w .-]{{2,40}}|EPA-EFE[/\w .-]{{0,40}}|/{AGENCY})[.)]?$"
            ))?,
            agency: compile(&format!(r"\b[Pp]hotos?: ?{AGENCY}\b"))?,
            // Two small letters before it, so that "U.S." and "Mr." are none.
            boundary: compile(r#"[\p{Ll}\d]{2}[.!?][”"’')\]]*\s+["“‘(\[]?\p{Lu}"#)?,
            dateline: compile(
                r"\((?:Xinhua|AP|Reuters|AFP)\) *(?:--|—|–|-)|\p{Lu}{4,}[^.]{0,30} (?:--|—) ",
            )?,
        })
    }

    /// The captions of a line, credits included.
    pub(super) fn find(&self, line: &str) -> Vec<Range<usize>> {
        if !SIGNS.iter().any(|sign| line.contains(sign)) && !line.ends_with("Getty Images") {
            return Vec::new();
        }
        let mut credits: Vec<Range<usize>> =
            self.bracketed.find_iter(line).map(|c| c.range()).collect();
        credits.extend(self.agency.find_iter(line).map(|c| c.range()));
        credits.extend(self.trailing(line));
        credits.sort_by_key(|credit| (credit.start, credit.end));
        let mut captions = Vec::new();
        let mut done = 0;
        for credit in credits {
            if credit.start < done {
                continue;
            }
            let before = &line[done..credit.start];
            let leading = credit.start <= LEADING
                && self.boundary.find_iter(before).count() < SENTENCES
                && !self.dateline.is_match(before);
            let start = if leading {
                0
            } else {
                self.last_sentence(before)
            };
            captions.push(done + start..credit.end);
            done = credit.end;
        }
        captions
    }

    /// The credit at a line's end.
    fn trailing(&self, line: &str) -> Option<Range<usize>> {
        let mut start = line.len().saturating_sub(CREDIT);
        while !line.is_char_boundary(start) {
            start += 1;
        }
        self.trailing
            .find_at(line, start)
            .map(|found| found.range())
    }

    /// Where the last sentence begins, or the one before the last if the last
    /// has ended.
    fn last_sentence(&self, before: &str) -> usize {
        let last = self.boundary.find_iter(before).last();
        last.map_or(0, |found| {
            let stop = found.as_str();
            let opening = stop.trim_end_matches(|c: char| !c.is_whitespace());
            found.start() + opening.len()
        })
    }

    /// A credit with no caption to it.
    pub(super) fn is_credit(&self, line: &str) -> bool {
        words(&self.without_credit(line)) == 0
    }

    /// A caption's text alone.
    pub(super) fn without_credit<'a>(&self, line: &'a str) -> Cow<'a, str> {
        let line = line.trim();
        for credit in [&self.trailing, &self.bracketed, &self.agency] {
            if let Some(found) = credit.find_iter(line).last()
                && found.end() == line.len()
            {
                return Cow::Borrowed(line[..found.start()].trim_end());
            }
        }
        Cow::Borrowed(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_makes_a_caption() {
        let captions = Captions::new().unwrap();
        for caption in [
            "The pier at dusk. Photo: Reuters",
            "The pier at dusk [Photo by Ada Quill/Lake Courier]",
            "The pier at dusk. (Photo/Xinhua)",
            "The pier at dusk. (Xinhua/Ada Quill)",
            "The pier at dusk. (Xinhua file photo)",
            "The pier at dusk. Ada Quill/AFP via Getty Images",
            "(File photo)",
        ] {
            assert_eq!(
                captions.find(caption),
                vec![0..caption.len()],
                "{caption:?}"
            );
        }
        for other in [
            "He showed a photo of the pier (taken in May).",
            "The photo by the door was gone.",
            "“A photo: that was all,” she said.",
            "LAKESIDE, May 4 (Xinhua) -- The pier fell.",
        ] {
            assert!(captions.find(other).is_empty(), "{other:?}");
        }
    }

    #[test]
    fn a_caption_in_a_line_is_cut_at_its_sentence() {
        let captions = Captions::new().unwrap();
        let before = "LAKESIDE, May 4 (Xinhua) -- The pier fell. Nobody was hurt. ";
        let line = format!("{before}The pier at noon. (VCG Photo) Ferries wait.");
        let end = line.find(" Ferries").unwrap();
        assert_eq!(captions.find(&line), vec![before.len()..end]);
    }
}
