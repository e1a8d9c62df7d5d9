//! Turns of a transcript of which the label alone does not tell the side: "MR
//! WEIL", "SECRETARY ROE", "SENIOR OFFICIAL ONE".
//!
//! What the label leaves open is looked for in the list of office-holders, and in
//! a transcript that somebody issued also in its heading: who is the issuer's own
//! must be shown by the text. A guest whose office is not the issuer's stays
//! unknown.

use super::Evidence;
use super::nominal::Side;
use super::page::Page;
use super::people::{self, Gender};
use super::reading::Reading;
use super::words::{Body, Class, Role, class};

/// Offices below a minister's, which their holders have under somebody. A "foreign
/// minister" or "president" without a country may be anybody's.
const SUBORDINATE: [&str; 14] = [
    "secretary",
    "undersecretary",
    "under-secretary",
    "spokesperson",
    "spokesman",
    "spokeswoman",
    "envoy",
    "counselor",
    "counsellor",
    "coordinator",
    "adviser",
    "advisor",
    "official",
    "representative",
];

/// What a heading calls a briefing.
const BRIEFING: &str = "briefing";

/// A transcript as its turns are read.
pub(super) struct Transcript<'a> {
    pub(super) page: &'a Page<'a>,
    /// What stands above the first turn.
    pub(super) heading: &'a str,
    /// The one actor for whom the issuer speaks.
    pub(super) issuer: Option<&'a str>,
    /// The label of the first turn that is no question.
    pub(super) opening: &'a str,
}

impl Transcript<'_> {
    /// The reading of a turn whose side is not known, with a side where it can be
    /// told.
    pub(super) fn read(&self, label: &str, reading: Reading) -> Option<(Reading, Evidence)> {
        if matches!(reading.side, Side::Actors(..)) {
            return None;
        }
        let own = |issuer: &str, reading: Reading| {
            let side = Side::Actors(vec![issuer.to_owned()], Evidence::Issuer);
            (Reading { side, ..reading }, Evidence::Issuer)
        };
        let (title, name) = split(label);
        let actors = self.page.gazetteer.actors();
        let date = self.page.date;
        if let Some(tenure) = actors.holder(&title, &name, None, date)
            && may_be(&reading, &tenure.name)
        {
            return Some(holds(reading, tenure));
        }
        let issuer = self.issuer?;
        if self.is_introduced(&reading, &name, issuer) {
            return Some(own(issuer, reading));
        }
        if reading.side == Side::Outside {
            return None;
        }
        // Surnames are common, but few people brief for an office.
        let gender = title.iter().find_map(|word| people::gender_of(word));
        let listed = actors
            .holder(&[], &name, Some(issuer), date)
            .filter(|tenure| {
                is_address(&title)
                    && speaks_for(&tenure.role)
                    && fits(gender, &tenure.name)
                    && may_be(&reading, &tenure.name)
            });
        if let Some(tenure) = listed {
            return Some(holds(reading, tenure));
        }
        let shown =
            is_rank(&title) || self.is_official(label) || self.opens_briefing(label, &title);
        shown.then(|| own(issuer, reading))
    }

    /// "SENIOR ADMINISTRATION OFFICIAL TWO": who will not be named in somebody's
    /// transcript is theirs.
    fn is_official(&self, label: &str) -> bool {
        let label = label.to_lowercase();
        label.contains("official")
            && ["senior", "administration", "department", "government"]
                .iter()
                .any(|word| label.contains(word))
            && self.page.gazetteer.mentions(&label, None).is_empty()
    }

    /// Whether the heading has them with an office under somebody, and no other
    /// actor beside it: on a line of their own ("Ada Roe, Assistant Secretary"), or
    /// with the office before the full name.
    fn is_introduced(&self, reading: &Reading, surname: &str, issuer: &str) -> bool {
        self.heading.lines().any(|line| {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            let own = line
                .split_once(',')
                .filter(|(name, _)| {
                    let name = name.trim().to_lowercase();
                    !surname.is_empty()
                        && name
                            .strip_suffix(surname)
                            .is_some_and(|rest| rest.ends_with(' '))
                })
                .map(|(_, office)| office);
            let before = || {
                let name = reading.name.as_deref().filter(|name| name.contains(' '))?;
                line.to_lowercase()
                    .contains(&name.to_lowercase())
                    .then_some(())?;
                reading.role.as_deref()
            };
            own.or_else(before).is_some_and(|office| {
                let others = self.page.gazetteer.mentions(office, self.page.date);
                has_office(office) && others.iter().all(|mention| mention.actor == issuer)
            })
        })
    }

    /// Whoever opens a briefing gives it or presents the one who does.
    fn opens_briefing(&self, label: &str, title: &[String]) -> bool {
        label == self.opening
            && is_address(title)
            && !title.is_empty()
            && self
                .heading
                .to_lowercase()
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| word == BRIEFING)
    }
}

fn holds(reading: Reading, tenure: &crate::statements::actors::Tenure) -> (Reading, Evidence) {
    let reading = Reading {
        name: Some(tenure.name.clone()),
        role: Some(tenure.role.clone()),
        side: Side::Actors(vec![tenure.actor.clone()], Evidence::Person),
        ..reading
    };
    (reading, Evidence::Person)
}

/// "ASSISTANT SECRETARY", "UNDER SECRETARY": a rank within a department.
fn is_rank(title: &[String]) -> bool {
    let has = |word: &str| title.iter().any(|other| other == word);
    has("secretary") && (has("assistant") || has("under") || has("deputy"))
}

/// A label's words of office or address, and the name behind them, in lower case.
fn split(label: &str) -> (Vec<String>, String) {
    let label = label.split(['(', '[', ',']).next().unwrap_or(label);
    let words: Vec<String> = label
        .split_whitespace()
        .map(|word| word.trim_end_matches('.').to_lowercase())
        .collect();
    let of_title = |word: &String| {
        matches!(
            class(word),
            Some(
                Class::Honorific
                    | Class::Role(_)
                    | Class::Modifier
                    | Class::Portfolio
                    | Class::Former
            )
        )
    };
    // Words within a title need not be known: "EXTERNAL AFFAIRS MINISTER".
    let name = words.iter().rposition(of_title).map_or(0, |last| last + 1);
    (words[..name].to_vec(), words[name..].join(" "))
}

/// Whether a title says nothing of an office: "MR", "MS", none.
fn is_address(title: &[String]) -> bool {
    title
        .iter()
        .all(|word| class(word) == Some(Class::Honorific))
}

/// Whether an office is to speak for others.
fn speaks_for(role: &str) -> bool {
    let role = role.to_lowercase();
    role.contains("spokes") || role.contains("press secretary")
}

/// Whether who is read with a full name can be who is listed under another: "Dan"
/// is short for "Daniel".
fn may_be(reading: &Reading, listed: &str) -> bool {
    let first = |name: &str| -> Option<String> {
        let (first, _) = name.split_once(' ')?;
        Some(first.chars().take(2).collect::<String>().to_lowercase())
    };
    let read = reading.name.as_deref().and_then(first);
    read.is_none() || read == first(listed)
}

fn fits(gender: Option<Gender>, name: &str) -> bool {
    let key: Vec<String> = name.to_lowercase().split(' ').map(str::to_owned).collect();
    let other = people::given_gender(&key);
    gender.is_none() || other.is_none() || gender == other
}

/// Whether words name an office under somebody: one of [`SUBORDINATE`], or any in a
/// bureau.
fn has_office(words: &str) -> bool {
    // A stripped page has "SecretaryBureau" where a line ended.
    let mut parted = String::new();
    for c in words.chars() {
        if c.is_uppercase() && parted.ends_with(char::is_lowercase) {
            parted.push(' ');
        }
        parted.push(c);
    }
    let words: Vec<String> = parted
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let outside = words.iter().any(|word| {
        let class = class(word);
        matches!(class, Some(Class::Body(Body::Outside) | Class::Former))
    });
    let pairs = || words.windows(2).map(|pair| (&pair[0][..], &pair[1][..]));
    // "foreign secretary" and "secretary general" are under nobody.
    let state = has(&[
        "minister",
        "president",
        "premier",
        "chancellor",
        "king",
        "queen",
        "prince",
    ]) || pairs()
        .any(|pair| matches!(pair, ("foreign", "secretary") | ("secretary", "general")));
    let large = pairs().any(|pair| pair == ("at", "large"));
    let office = words
        .iter()
        .any(|word| class(word) == Some(Class::Role(Role::Office)));
    !outside
        && !state
        && (has(&SUBORDINATE) || large || (office && has(&["bureau", "department", "office"])))
}

#[cfg(test)]
#[path = "turns_tests.rs"]
mod tests;
