//! Lines that say who speaks: turns of a transcript, and the head of a release.
//! They are what attribution lives on, so no rule may remove them.

use regex::Regex;

use super::blocks::{ends_as_sentence, words};
use super::compile;
use crate::error::Error;

/// Labels that look like a turn's name and are furniture.
const LABELS: [&str; 12] = [
    "PHOTO",
    "PHOTOS",
    "VIDEO",
    "PUBLISHED",
    "UPDATED",
    "SHARE",
    "TAGS",
    "TOPICS",
    "RELATED",
    "READ MORE",
    "READ ALSO",
    "ADVERTISEMENT",
];

/// The longest line, in words, that can be an issuer's.
const ISSUER: usize = 20;

#[derive(Debug)]
pub(super) struct Turns {
    upper: Regex,
    mixed: Regex,
    office: Regex,
    post: Regex,
    attributable: Regex,
}

impl Turns {
    pub(super) fn new() -> Result<Self, Error> {
        const POST: &str = r"(?:secretary|minister|president|premier|chancellor|ambassador|spokes(?:person|man|woman)|commissioner|representative|envoy|coordinator|director|administrator|adviser|advisor|counsel(?:or|lor)|governor|senator|congress(?:man|woman)|chair(?:man|woman|person)?|general|admiral|lady|chief|officer|official|deputy|king|queen|prince|mayor)";
        Ok(Self {
            upper: compile(
                r"^((?:[QA]|\p{Lu}[\p{Lu}.'’\-]+)(?:,? (?:\p{Lu}[\p{Lu}.'’\-]*|AND|OF|THE)){0,9})(?: ?\([^()]{1,120}\)| ?\[[^\[\]]{1,80}\])?:(?:\s|$)",
            )?,
            mixed: compile(
                r"^(?:\p{Lu}[\p{L}.'’\-]+)(?: (?:\p{Lu}[\p{L}.'’\-]*|de|van|von|der|al|bin|ibn|of|the|for)){0,7}(?: ?\([^()]{1,120}\)|, [^:]{3,60})?:\s+\S",
            )?,
            office: compile(
                r"^(?i:the )?(?i:(?:press |media |executive )?office|ministry|(?:state |treasury )?department|bureau|embassy|consulate(?: general)?|(?:permanent )?mission|permanent representation|white house|kremlin|press service|press secretary|state council|council of the|european (?:commission|council)|secretariat)\b",
            )?,
            post: compile(&format!(
                r"^(?:\p{{Lu}}[\p{{L}}.'’\-]*,? ){{1,5}}(?i:.{{0,60}}\b{POST}\b)|^(?i:{POST})\b"
            ))?,
            attributable: compile(r"(?i)\b(?:is|are|be) attributable to\b")?,
        })
    }

    /// `MR. PRICE: Good afternoon.`, `QUESTION: …`, `Q: …`: a turn beyond doubt.
    pub(super) fn certain(&self, line: &str) -> bool {
        self.upper
            .captures(line)
            .and_then(|found| found.get(1))
            .is_some_and(|name| !LABELS.contains(&name.as_str()))
    }

    /// `Mao Ning: …`, `Name (title): …`: a turn, unless a widget.
    pub(super) fn named(&self, line: &str) -> bool {
        self.mixed.is_match(line)
    }

    /// `Office of the Spokesperson`, `Ada Quill, Minister of Ports`, `The
    /// following is attributable to …`: who issues or speaks what follows.
    pub(super) fn issuer(&self, line: &str) -> bool {
        if words(line) > ISSUER {
            return false;
        }
        if self.attributable.is_match(line) {
            return true;
        }
        if ends_as_sentence(line) && !line.ends_with([')', ':']) {
            return false;
        }
        if self.office.is_match(line) {
            return true;
        }
        // A name and a post, with a comma between or all in capitals; a headline
        // has neither.
        let capitals = !line.contains(char::is_lowercase);
        let name = line.split_once(", ").is_some_and(|(name, post)| {
            words(name) <= 5
                && words(name) >= 2
                && name
                    .split(' ')
                    .all(|word| word.starts_with(char::is_uppercase))
                && post.starts_with(char::is_uppercase)
        });
        (capitals || name) && !line.contains(char::is_numeric) && self.post.is_match(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_told_from_labels() {
        let turns = Turns::new().unwrap();
        for turn in [
            "MR. PRICE: Good afternoon.",
            "MS O’NEILL-BROWN: Yes.",
            "QUESTION: And what about the piers?",
            "Q: Yes.",
            "A: No.",
            "MODERATOR:",
            "MINISTER OF PORTS QUILL (via interpreter): We agree.",
            "VOSS, MINISTER OF PORTS: We agree.",
        ] {
            assert!(turns.certain(turn), "{turn:?}");
        }
        for turn in [
            "Ada Quill: We agree.",
            "Voss (minister of ports): We agree.",
        ] {
            assert!(turns.named(turn) && !turns.certain(turn), "{turn:?}");
        }
        for other in [
            "PHOTO: A pier",
            "A pier: how it fell",
            "the minister said: yes",
        ] {
            assert!(!turns.certain(other), "{other:?}");
        }
    }

    #[test]
    fn issuers_are_told_from_headlines() {
        let turns = Turns::new().unwrap();
        for issuer in [
            "Office of the Harbour Master",
            "The White House",
            "Ada Quill, Minister of Ports",
            "MINISTER OF PORTS ADA QUILL",
            "The below is attributable to Spokesperson Ada Quill:",
        ] {
            assert!(turns.issuer(issuer), "{issuer:?}");
        }
        for other in [
            "Minister of ports, harbour board at odds over ferries",
            "The White House said on Monday that it would wait.",
            "Ferries run again, harbour board says",
        ] {
            assert!(!turns.issuer(other), "{other:?}");
        }
    }
}
