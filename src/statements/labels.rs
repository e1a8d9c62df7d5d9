//! Labels of turns: "MR. PRICE:", "Ada Roe (Minister of Trade):", "Q:", "QUESTION:".

use std::sync::LazyLock;

use regex::Regex;

use super::Span;

/// What a label says about who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Speaker {
    /// A journalist, or whoever leads the conversation.
    Asks,
    /// "A:" or "ANSWER:".
    Answers,
    /// A name in capitals or with a title: a label wherever it stands.
    Titled,
    /// Words in capitals: a label where they recur.
    Capitals,
    /// A name: a label where it recurs, in turn with others.
    Name,
}

/// A possible label at the beginning of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// The words that name the speaker, without the colon.
    pub(super) name: Span,
    /// Where the speech begins.
    pub(super) speech: usize,
    pub(super) speaker: Speaker,
}

/// The parts of a label: name, bracketed role, role after a comma.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^\s*((\p{L}[\p{L}\p{M}\p{N}.'’ \t-]{0,60}?)(?:\s*[(\[]([^()\[\]\n]{1,80})[)\]]|,\s([^:\n]{1,80}))?)\s*:(?:\s|$)").ok()
});

/// "Q" or "A" without a colon, before more white space or a capital.
static LETTER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\s*([QA])(?:\s{2,}|\t+|\s+[\p{Lu}“\x22(])").ok());

const ASKS: &[&str] = &[
    "q",
    "question",
    "questions",
    "moderator",
    "operator",
    "reporter",
    "reporters",
    "journalist",
    "press",
    "interviewer",
    "host",
    "anchor",
    "participant",
    "audience",
    "audience member",
    "staff",
    "interpreter",
    "translator",
    "correspondent",
    "voice",
    "media",
    "speaker from audience",
];

const ANSWERS: &[&str] = &["a", "answer", "answers", "response"];

/// Words of address, which say nothing of an office.
const ADDRESS: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
];

/// Words of rank or office.
const OFFICES: &[&str] = &[
    "secretary",
    "president",
    "vice",
    "premier",
    "minister",
    "prime",
    "ambassador",
    "general",
    "gen",
    "admiral",
    "adm",
    "colonel",
    "col",
    "lt",
    "captain",
    "major",
    "senator",
    "sen",
    "representative",
    "rep",
    "congressman",
    "congresswoman",
    "governor",
    "gov",
    "mayor",
    "chancellor",
    "commissioner",
    "director",
    "chairman",
    "chairwoman",
    "chair",
    "spokesperson",
    "spokesman",
    "spokeswoman",
    "official",
    "counselor",
    "counsellor",
    "envoy",
    "administrator",
    "judge",
    "justice",
    "king",
    "queen",
    "prince",
    "pope",
    "high",
    "deputy",
    "assistant",
    "undersecretary",
    "under",
    "foreign",
    "amb",
    "speaker",
];

/// Words that head a field or caption, not a speech.
const FIELDS: &[&str] = &[
    "photo",
    "photos",
    "picture",
    "image",
    "source",
    "sources",
    "credit",
    "video",
    "watch",
    "listen",
    "read",
    "related",
    "updated",
    "update",
    "published",
    "note",
    "notes",
    "editor",
    "contact",
    "contacts",
    "media contact",
    "tel",
    "phone",
    "fax",
    "email",
    "e-mail",
    "website",
    "web",
    "subject",
    "date",
    "time",
    "when",
    "where",
    "what",
    "who",
    "why",
    "how",
    "to",
    "from",
    "cc",
    "re",
    "location",
    "venue",
    "vessel",
    "background",
    "summary",
    "abstract",
    "title",
    "byline",
    "section",
    "length",
    "language",
    "copyright",
    "correction",
    "clarification",
    "example",
    "fact",
    "begin",
    "end",
    "text",
    "begin text",
    "end text",
    "link",
    "download",
    "share",
    "tags",
    "topics",
    "keywords",
    "advertisement",
    "disclaimer",
    "warning",
    "attachment",
    "aka",
    "fka",
    "dob",
    "pob",
    "nationality",
    "passport",
    "gender",
    "address",
    "appendix",
    "annex",
];

/// Small words within a name.
const PARTICLES: &[&str] = &[
    "de", "da", "di", "du", "del", "der", "den", "van", "von", "bin", "bint", "ibn", "al", "el",
    "la", "le", "of", "the", "for", "and", "to", "dos", "das", "ten", "ter", "y", "e",
];

/// The label at the beginning of a line, if it may be one.
pub(super) fn label(line: &str) -> Option<Label> {
    if let Some(letter) = LETTER.as_ref().and_then(|regex| regex.captures(line)) {
        let name = letter.get(1)?;
        let speaker = if name.as_str() == "Q" {
            Speaker::Asks
        } else {
            Speaker::Answers
        };
        return Some(Label {
            name: name.range(),
            speech: name.end(),
            speaker,
        });
    }
    let found = LABEL.as_ref()?.captures(line)?;
    let (whole, name) = (found.get(1)?, found.get(2)?);
    let role = found.get(3).is_some();
    // "In short, three things:" is no name with an office.
    let office = found.get(4);
    if office.is_some_and(|office| !is_name_like(office.as_str()) || !has_title(office.as_str())) {
        return None;
    }
    let speaker = kind(name.as_str().trim(), role || office.is_some())?;
    Some(Label {
        name: whole.start()..whole.start() + whole.as_str().trim_end().len(),
        speech: found.get(0)?.end(),
        speaker,
    })
}

fn kind(name: &str, role: bool) -> Option<Speaker> {
    let folded = name.to_lowercase();
    let folded = folded.trim_end_matches(|c: char| c == '.' || c.is_numeric() || c == ' ');
    if ASKS.contains(&folded) {
        return Some(Speaker::Asks);
    }
    if ANSWERS.contains(&folded) {
        return Some(Speaker::Answers);
    }
    let first = folded.split_whitespace().next()?;
    if matches!(first, "and" | "but" | "so" | "to" | "for") {
        return None;
    }
    if FIELDS.contains(&folded) || FIELDS.contains(&first) || !is_name_like(name) {
        return None;
    }
    let capitals = !name.contains(char::is_lowercase)
        && name.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let words = name.split_whitespace().count();
    if capitals {
        // A title alone may be a heading: "SECRETARY:" has to recur.
        let titled = (has_title(name) && words > 1) || role;
        Some(if titled {
            Speaker::Titled
        } else {
            Speaker::Capitals
        })
    } else {
        (words < 7).then_some(Speaker::Name)
    }
}

/// True for "SENIOR OFFICIAL ONE" and not for "MR. WEIL".
pub(super) fn has_office(name: &str) -> bool {
    has_word(name, OFFICES)
}

fn has_title(name: &str) -> bool {
    has_word(name, ADDRESS) || has_word(name, OFFICES)
}

fn has_word(name: &str, list: &[&str]) -> bool {
    name.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| list.contains(&word))
}

/// True where every word has a capital, but for particles.
fn is_name_like(name: &str) -> bool {
    let mut words = name.split_whitespace();
    words.clone().count() < 12
        && name.starts_with(char::is_uppercase)
        && words.all(|word| {
            let first = word
                .trim_start_matches(['(', '\'', '’', '"'])
                .chars()
                .next();
            first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
                || PARTICLES.contains(&word)
                || word.starts_with("al-")
                || word.starts_with("el-")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_and_kind(line: &str) -> Option<(&str, Speaker)> {
        label(line).map(|label| (&line[label.name], label.speaker))
    }

    #[test]
    fn labels_are_read_with_title_role_and_number() {
        let titled = |name| Some((name, Speaker::Titled));
        assert_eq!(name_and_kind("MR. WEIL: Good morning."), titled("MR. WEIL"));
        assert_eq!(name_and_kind("MS WEIL:  Yes."), titled("MS WEIL"));
        assert_eq!(
            name_and_kind("SECRETARY ROE: Yes."),
            titled("SECRETARY ROE")
        );
        assert_eq!(
            name_and_kind("FOREIGN MINISTER DI MARO: (Via interpreter) Yes."),
            titled("FOREIGN MINISTER DI MARO")
        );
        assert_eq!(
            name_and_kind("ADA ROE (Minister of Trade): Yes."),
            titled("ADA ROE (Minister of Trade)")
        );
        assert_eq!(
            name_and_kind("SENIOR OFFICIAL TWO: No."),
            titled("SENIOR OFFICIAL TWO")
        );
        assert_eq!(
            name_and_kind("Ada de la Roe: Yes."),
            Some(("Ada de la Roe", Speaker::Name))
        );
        assert_eq!(
            name_and_kind("Ada Roe, Minister of Trade: Yes."),
            Some(("Ada Roe, Minister of Trade", Speaker::Name))
        );
    }

    #[test]
    fn who_asks_is_known_by_the_label() {
        for line in [
            "QUESTION: Why?",
            "Q: Why?",
            "Q   Why?",
            "Q Thank you.",
            "MODERATOR: Next.",
            "Question 2: Why?",
        ] {
            assert_eq!(
                label(line).map(|l| l.speaker),
                Some(Speaker::Asks),
                "{line:?}"
            );
        }
        assert_eq!(name_and_kind("A: Because."), Some(("A", Speaker::Answers)));
        assert_eq!(name_and_kind("A few words."), None);
    }

    #[test]
    fn captions_fields_and_clauses_are_no_labels() {
        for line in [
            "Photo: Agency",
            "VESSEL TYPE: Tanker",
            "Contact: 555 0100",
            "But the bottom line is this: no.",
            "He said: “No.”",
            "And to Mr. Weil: thank you.",
            "In short, three things: dig, fill, wait.",
            "2: 15 p.m.",
            "No label here.",
        ] {
            assert_eq!(label(line), None, "{line:?}");
        }
    }

    #[test]
    fn the_speech_begins_after_the_colon() {
        let line = "MR. WEIL: Good morning.";
        assert_eq!(&line[label(line).unwrap().speech..], "Good morning.");
        let line = "Q  Good morning.";
        assert_eq!(line[label(line).unwrap().speech..].trim(), "Good morning.");
    }
}
