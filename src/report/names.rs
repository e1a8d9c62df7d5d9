//! What actors and topics are called.

use std::collections::BTreeMap;

/// An actor's name up to this length is used, else its id: "US", "China".
const SHORT: usize = 12;

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

    /// What an actor is called in running words.
    pub(crate) fn actor<'a>(&'a self, id: &'a str) -> &'a str {
        match self.actors.get(id) {
            Some(name) if name.chars().count() <= SHORT => name,
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

    /// A topic's heading.
    pub(crate) fn topic<'a>(&'a self, id: &'a str) -> &'a str {
        match id {
            "all" => "All topics together",
            "none" => "No topic",
            _ => self.topics.get(id).map_or(id, |name| name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_gives_way_to_the_id() {
        let mut names = Names::default();
        names.add_actor("US", Some("United States"));
        names.add_actor("CN", Some("China"));
        assert_eq!(names.actor("US"), "US");
        assert_eq!(names.actor("CN"), "China");
        assert_eq!(names.actor("Arden"), "Arden");
        assert_eq!(names.actor_in_full("US"), "United States (US)");
    }
}
