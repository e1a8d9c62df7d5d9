//! What comparison counts of a statement, and keeps of each: its words and its
//! embedding may be left on the disk.

use std::collections::HashSet;
use std::hash::Hash;
use std::sync::Arc;

use jiff::civil::Date;

use super::statement::Statement;
use crate::aggregates::Measured;

/// A statement without its words. Those of one document or topic share its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// Its place among all of them.
    pub place: usize,
    /// When it was said, where that is known.
    pub date: Option<Date>,
    /// The document that it stands in, which resampling draws whole.
    pub document: Arc<str>,
    /// The ids of those it speaks for.
    pub actors: Arc<[String]>,
    /// What it is about.
    pub topics: Arc<[String]>,
    /// Its scores.
    pub measured: Measured,
}

impl Outline {
    /// Whether it speaks for an actor.
    #[must_use]
    pub fn of(&self, actor: &str) -> bool {
        self.actors.iter().any(|other| other == actor)
    }
}

/// Makes outlines, one after the other, with one copy of each name.
#[derive(Debug, Default)]
pub struct Outliner {
    made: usize,
    documents: HashSet<Arc<str>>,
    lists: HashSet<Arc<[String]>>,
}

impl Outliner {
    /// The outline of the next statement.
    pub fn outline(&mut self, statement: &Statement) -> Outline {
        let place = self.made;
        self.made += 1;
        Outline {
            place,
            date: statement.date,
            document: shared(&mut self.documents, &statement.document),
            actors: shared(&mut self.lists, &statement.actors),
            topics: shared(&mut self.lists, &statement.topics),
            measured: statement.measured,
        }
    }
}

/// The one copy of a name.
fn shared<T: ?Sized + Eq + Hash>(known: &mut HashSet<Arc<T>>, name: &T) -> Arc<T>
where
    for<'a> Arc<T>: From<&'a T>,
{
    if let Some(known) = known.get(name) {
        return Arc::clone(known);
    }
    let name = Arc::from(name);
    known.insert(Arc::clone(&name));
    name
}

#[cfg(test)]
mod tests {
    use super::super::testing::{outlines, statement};
    use super::*;

    #[test]
    fn statements_of_one_document_share_its_name() {
        let mut statements = ["a", "b", "a"].map(|text| statement("US", text, 0.5));
        statements[1].topics = vec!["chips".to_owned(), "tariffs".to_owned()];
        let outlines = outlines(&statements);
        assert!(Arc::ptr_eq(&outlines[0].document, &outlines[2].document));
        assert!(Arc::ptr_eq(&outlines[0].topics, &outlines[2].topics));
        for (outline, statement) in outlines.iter().zip(&statements) {
            assert_eq!(&*outline.document, statement.document);
            assert_eq!(outline.topics[..], statement.topics);
            assert!(outline.of("US") && !outline.of("CN"));
        }
    }
}
