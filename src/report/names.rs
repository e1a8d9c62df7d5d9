//! What actors and topics are called.

use std::collections::BTreeMap;

/// Ids that are said instead of a name that is not short.
const SAID: [&str; 3] = ["EU", "UN", "US"];

/// An actor's name up to this length is short: "China".
const SHORT: usize = 12;

/// A longer name gives way to its abbreviation: "IMF".
const LONG: usize = 21;

/// Words at the end of a name that takes the article: "the United Kingdom".
const WITH_ARTICLE: [&str; 25] = [
    "Bahamas",
    "Bank",
    "Comoros",
    "Community",
    "Congo",
    "Council",
    "East",
    "Emirates",
    "Forum",
    "Gambia",
    "Houthis",
    "Islands",
    "Kingdom",
    "League",
    "Maldives",
    "Nations",
    "Netherlands",
    "Philippines",
    "Programme",
    "Quad",
    "Republic",
    "See",
    "States",
    "Taliban",
    "Union",
];

/// Words at the beginning of topics that are no names: within a sentence they are
/// small. Of other words that cannot be told.
const COMMON: [&str; 16] = [
    "Agriculture",
    "Artificial",
    "Energy",
    "Export",
    "Fentanyl",
    "Human",
    "Investment",
    "Military",
    "Nuclear",
    "People-to-people",
    "Rare",
    "Shipping",
    "Summits",
    "Tariffs",
    "The",
    "Trade",
];

/// The names by which the page calls actors and topics; one that has none is
/// called as the tables call it.
#[derive(Debug, Default)]
pub(crate) struct Names {
    actors: BTreeMap<String, String>,
    topics: BTreeMap<String, String>,
}

impl Names {
    pub(crate) fn add_actor(&mut self, id: &str, name: Option<&str>) {
        if let Some(name) = name {
            self.actors.insert(id.to_owned(), name.to_owned());
        }
    }

    pub(crate) fn add_topic(&mut self, id: &str, name: Option<&str>) {
        if let Some(name) = name {
            self.topics.insert(id.to_owned(), name.to_owned());
        }
    }

    /// What an actor is called where it stands by itself, as over a column.
    pub(crate) fn actor<'a>(&'a self, id: &'a str) -> &'a str {
        match self.actors.get(id) {
            Some(name) if !abbreviates(id, name) => name,
            _ => id,
        }
    }

    /// An actor's name in full with its id, where it has both.
    pub(crate) fn actor_in_full(&self, id: &str) -> String {
        match self.actors.get(id) {
            Some(name) if name != id => format!("{name} ({id})"),
            _ => id.to_owned(),
        }
    }

    /// An actor within a sentence: "China", "the US".
    pub(crate) fn said(&self, id: &str) -> String {
        let name = self.actor(id);
        let full = self.actors.get(id);
        if full.is_some_and(|full| abbreviates(id, full)) {
            format!("the {name}")
        } else {
            with_article(name)
        }
    }

    /// An actor's statements, for the middle of a sentence: "US statements", "China’s
    /// statements".
    pub(crate) fn statements(&self, id: &str) -> String {
        format!("{} statements", self.whose(id))
    }

    /// The same beside the statements of another: "US statements", "China’s".
    pub(crate) fn theirs(&self, id: &str) -> String {
        if is_initials(self.actor(id)) {
            self.statements(id)
        } else {
            self.whose(id)
        }
    }

    /// "US" as in "US statements", "China’s", "the Netherlands’".
    fn whose(&self, id: &str) -> String {
        let name = self.actor(id);
        if is_initials(name) {
            return name.to_owned();
        }
        let ending = if name.ends_with('s') { "’" } else { "’s" };
        format!("{}{ending}", self.said(id))
    }

    /// A topic's heading.
    pub(crate) fn topic<'a>(&'a self, id: &'a str) -> &'a str {
        match id {
            "all" => "All topics together",
            "none" => "No topic",
            _ => self.topics.get(id).map_or(id, |name| name),
        }
    }

    /// A topic within a sentence: "tariffs and duties", "Taiwan", "the Middle East".
    pub(crate) fn topic_within(&self, id: &str) -> String {
        let topic = self.topic(id);
        let first = topic.split([' ', ',']).next().unwrap_or(topic);
        match topic.chars().next() {
            Some(initial) if COMMON.contains(&first) => {
                let rest = topic.strip_prefix(initial).unwrap_or(topic);
                format!("{}{rest}", initial.to_lowercase())
            }
            _ => with_article(topic),
        }
    }

    /// What statements are about, as it stands behind them: "on tariffs and duties".
    pub(crate) fn about(&self, topic: &str) -> String {
        match topic {
            "all" => "on all topics together".to_owned(),
            "none" => "that match no topic".to_owned(),
            _ => format!("on {}", self.topic_within(topic)),
        }
    }
}

/// Words at the beginning of a sentence: "The US" of "the US". Ids stay as they are.
pub(crate) fn opening(words: String) -> String {
    if let Some(rest) = words.strip_prefix("the ") {
        return format!("The {rest}");
    }
    words
}

/// Whether an id is said instead of the name. Codes of two letters are no
/// abbreviations that anybody would know: nobody says GB.
fn abbreviates(id: &str, name: &str) -> bool {
    let length = name.chars().count();
    if SAID.contains(&id) {
        length > SHORT
    } else {
        id.chars().count() > 2 && length > LONG
    }
}

/// A name with its article, where it has one.
fn with_article(name: &str) -> String {
    let last = name.rsplit(' ').next().unwrap_or(name);
    if WITH_ARTICLE.contains(&last) {
        format!("the {name}")
    } else {
        name.to_owned()
    }
}

/// "US", "ASEAN": what stands before a noun as it is.
fn is_initials(name: &str) -> bool {
    !name.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let mut names = Names::default();
        for (id, name) in [
            ("US", "United States"),
            ("CN", "China"),
            ("GB", "United Kingdom"),
            ("NL", "Netherlands"),
            ("LA", "Laos"),
            ("CD", "Democratic Republic of the Congo"),
            ("ASEAN", "ASEAN"),
            ("IMF", "International Monetary Fund"),
        ] {
            names.add_actor(id, Some(name));
        }
        names
    }

    #[test]
    fn a_name_gives_way_only_to_an_id_that_people_say() {
        let names = names();
        for (id, called) in [
            ("US", "US"),
            ("CN", "China"),
            ("GB", "United Kingdom"),
            ("CD", "Democratic Republic of the Congo"),
            ("IMF", "IMF"),
            ("Arden", "Arden"),
        ] {
            assert_eq!(names.actor(id), called);
        }
        assert_eq!(names.actor_in_full("US"), "United States (US)");
    }

    #[test]
    fn actors_are_said_with_their_article_and_have_statements() {
        let names = names();
        for (id, said, statements, theirs) in [
            ("US", "the US", "US statements", "US statements"),
            ("CN", "China", "China’s statements", "China’s"),
            (
                "GB",
                "the United Kingdom",
                "the United Kingdom’s statements",
                "the United Kingdom’s",
            ),
            (
                "NL",
                "the Netherlands",
                "the Netherlands’ statements",
                "the Netherlands’",
            ),
            ("LA", "Laos", "Laos’ statements", "Laos’"),
            ("ASEAN", "ASEAN", "ASEAN statements", "ASEAN statements"),
            ("IMF", "the IMF", "IMF statements", "IMF statements"),
            ("Arden", "Arden", "Arden’s statements", "Arden’s"),
        ] {
            assert_eq!(names.said(id), said);
            assert_eq!(names.statements(id), statements);
            assert_eq!(names.theirs(id), theirs);
        }
        assert_eq!(opening(names.said("US")), "The US");
        assert_eq!(opening(names.said("CN")), "China");
        assert_eq!(opening("theatre".to_owned()), "theatre");
    }

    #[test]
    fn topics_are_said_within_a_sentence() {
        let mut names = Names::default();
        for (id, name) in [
            ("rare_earths", "Rare earths and critical minerals"),
            ("people", "People-to-people exchange"),
            ("taiwan", "Taiwan"),
            ("middle_east", "Middle East"),
            ("americas", "The Americas"),
        ] {
            names.add_topic(id, Some(name));
        }
        for (id, about) in [
            ("rare_earths", "on rare earths and critical minerals"),
            ("people", "on people-to-people exchange"),
            ("taiwan", "on Taiwan"),
            ("middle_east", "on the Middle East"),
            ("americas", "on the Americas"),
            ("climate", "on climate"),
            ("all", "on all topics together"),
            ("none", "that match no topic"),
        ] {
            assert_eq!(names.about(id), about);
        }
    }
}
