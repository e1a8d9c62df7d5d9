//! What a statement is about, by the patterns of `data/topics.toml`, or by the
//! meaning of the descriptions and examples there.

mod finder;
mod meaning;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use regex::{RegexSet, RegexSetBuilder};
use serde::Deserialize;

use crate::error::Error;

pub use finder::{TopicFinder, TopicsBy};
use meaning::Meaning;

/// The topic of a statement that matches no pattern.
pub const NONE: &str = "none";

/// The list that comes with the program.
const BUILT_IN: &str = include_str!("../../../data/topics.toml");

/// A table of topics: `[[topic]]` with an id in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    topic: Vec<Entry>,
}

/// Topics among other settings: `[topics.ID]`. The other sections are for others.
#[derive(Debug, Deserialize)]
struct Settings {
    topics: BTreeMap<String, Entry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// Not there where the entry's key is the id.
    #[serde(default)]
    id: String,
    name: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    patterns: Vec<String>,
    #[serde(default)]
    case_sensitive: Vec<String>,
    #[serde(default)]
    examples: Vec<String>,
}

impl Entry {
    fn has_patterns(&self) -> bool {
        !self.patterns.is_empty() || !self.case_sensitive.is_empty()
    }

    /// Each pattern as it is written, and as it is matched.
    fn sources(&self) -> impl Iterator<Item = (&String, String)> {
        let folded = self.patterns.iter().map(|pattern| ("(?i)", pattern));
        let exact = self.case_sensitive.iter().map(|pattern| ("", pattern));
        // ASCII boundaries: those of Unicode are many times slower on text with
        // typographic marks.
        folded.chain(exact).map(|(flags, pattern)| {
            let source = format!(r"{flags}(?-u:\b)(?:{pattern})(?-u:\b)");
            (pattern, source)
        })
    }

    /// The texts that say what the topic is about.
    fn texts(&self) -> Vec<&str> {
        let said = [&self.description].into_iter().chain(&self.examples);
        said.map(|text| text.trim())
            .filter(|text| !text.is_empty())
            .collect()
    }
}

/// The topics and how they are recognised.
#[derive(Debug)]
pub struct Topics {
    entries: Vec<Entry>,
    patterns: RegexSet,
    /// For each pattern, the entry that it belongs to.
    owner: Vec<usize>,
}

impl Topics {
    /// What a section `[topics.ID]` may hold.
    pub const FIELDS: [&str; 5] = [
        "name",
        "description",
        "patterns",
        "case_sensitive",
        "examples",
    ];

    /// The topics that come with the program.
    pub fn built_in() -> Result<Self, Error> {
        Self::extended_by(&[])
    }

    /// The topics of the user's files alone. A file is a table of `[[topic]]`, or
    /// settings with sections `[topics.ID]`, which are read in the order of their
    /// ids. Of two topics with the same id, that of the later file holds.
    pub fn only(paths: &[PathBuf]) -> Result<Self, Error> {
        Self::compile(added(Vec::new(), paths)?)
    }

    /// The built-in topics and those of the user's files, as [`Self::only`] reads
    /// them; of two with the same id, the user's holds.
    pub fn extended_by(paths: &[PathBuf]) -> Result<Self, Error> {
        let built_in = parse(Path::new("data/topics.toml"), BUILT_IN)?;
        Self::compile(added(built_in, paths)?)
    }

    fn compile(entries: Vec<Entry>) -> Result<Self, Error> {
        let mut sources = Vec::new();
        let mut owner = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            for (_, source) in entry.sources() {
                sources.push(source);
                owner.push(index);
            }
        }
        let patterns = RegexSetBuilder::new(&sources)
            .size_limit(1 << 26)
            .dfa_size_limit(1 << 26)
            .build()
            .map_err(|error| {
                let problem = "too large with all patterns together; shorten or drop some";
                Error::Usage(format!("the topics are {problem} ({error})"))
            })?;
        Ok(Self {
            entries,
            patterns,
            owner,
        })
    }

    /// The ids of the topics that a text is about, in the order of the file;
    /// [`NONE`] alone where it is about none of them.
    ///
    /// ```
    /// # use hedgerow::statements::Topics;
    /// let topics = Topics::built_in()?;
    /// assert_eq!(topics.of("The mine yields rare earths."), ["rare_earths"]);
    /// assert_eq!(topics.of("That is all I have for you."), ["none"]);
    /// # Ok::<(), hedgerow::Error>(())
    /// ```
    #[must_use]
    pub fn of(&self, text: &str) -> Vec<&str> {
        self.ids(self.matching(text))
    }

    /// A topic's heading, by its id.
    #[must_use]
    pub fn name(&self, id: &str) -> Option<&str> {
        let entry = self.entries.iter().find(|entry| entry.id == id);
        entry.map(|entry| &entry.name[..])
    }

    /// The entries of which a pattern occurs in the text, several times perhaps.
    fn matching(&self, text: &str) -> Vec<usize> {
        let patterns = self.patterns.matches(text).into_iter();
        patterns.map(|pattern| self.owner[pattern]).collect()
    }

    /// The ids of entries, in the order of the file and once each.
    fn ids(&self, mut found: Vec<usize>) -> Vec<&str> {
        found.sort_unstable();
        found.dedup();
        if found.is_empty() {
            return vec![NONE];
        }
        found
            .into_iter()
            .map(|index| self.entries[index].id.as_str())
            .collect()
    }
}

/// The entries and those of the files, which take the place of others with the
/// same id.
fn added(mut entries: Vec<Entry>, paths: &[PathBuf]) -> Result<Vec<Entry>, Error> {
    for path in paths {
        let text = std::fs::read_to_string(path).map_err(Error::read(path))?;
        let new = parse(path, &text)?;
        entries.retain(|entry| new.iter().all(|other| other.id != entry.id));
        entries.extend(new);
    }
    Ok(entries)
}

/// The entries of a file of either shape.
fn entries(text: &str) -> Result<Vec<Entry>, toml::de::Error> {
    let among_settings = toml::from_str::<toml::Table>(text)?.contains_key("topics");
    if !among_settings {
        return Ok(toml::from_str::<File>(text)?.topic);
    }
    let topics = toml::from_str::<Settings>(text)?.topics;
    let with_id = |(id, entry)| Entry { id, ..entry };
    Ok(topics.into_iter().map(with_id).collect())
}

fn parse(path: &Path, text: &str) -> Result<Vec<Entry>, Error> {
    let entries = entries(text).map_err(|error| Error::malformed(path, error.to_string()))?;
    for (index, entry) in entries.iter().enumerate() {
        if entries[..index].iter().any(|other| other.id == entry.id) {
            let problem = format!("two topics have the id {:?}; rename one", entry.id);
            return Err(Error::malformed(path, problem));
        }
        if entry.id.is_empty() || entry.id.contains(';') || [NONE, "all"].contains(&&*entry.id) {
            let problem = format!(
                "{:?} cannot be a topic's id: it must not be empty, hold a `;`, or be `none` or `all`",
                entry.id
            );
            return Err(Error::malformed(path, problem));
        }
        if !entry.has_patterns() && entry.texts().is_empty() {
            let problem = format!(
                "topic {} has neither patterns nor a description nor examples: \
                 nothing could be found by it; add one of them",
                entry.id
            );
            return Err(Error::malformed(path, problem));
        }
        for (pattern, source) in entry.sources() {
            // Compiled one by one for an error that names the pattern.
            regex::Regex::new(&source).map_err(|error| {
                let id = &entry.id;
                Error::malformed(path, format!("topic {id}, pattern {pattern:?}: {error}"))
            })?;
        }
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topics(text: &str) -> Result<Topics, Error> {
        Topics::compile(parse(Path::new("topics.toml"), text)?)
    }

    #[test]
    fn patterns_match_whole_words_without_regard_to_case() {
        let topics = topics("[[topic]]\nid = 'tea'\nname = 'Tea'\npatterns = ['teas?']").unwrap();
        assert_eq!(topics.of("TEA and coffee"), ["tea"]);
        assert_eq!(topics.of("a steady team"), ["none"]);
    }

    #[test]
    fn case_matters_where_it_is_asked_for() {
        let topics = topics("[[topic]]\nid = 'ai'\nname = 'AI'\ncase_sensitive = ['AI']").unwrap();
        assert_eq!(topics.of("on AI safety"), ["ai"]);
        assert_eq!(topics.of("Ai Weiwei"), ["none"]);
    }

    #[test]
    fn a_pattern_that_does_not_compile_is_named() {
        let error = topics("[[topic]]\nid = 'x'\nname = 'X'\npatterns = ['(']").unwrap_err();
        assert!(
            error.to_string().contains("topic x, pattern \"(\""),
            "{error}"
        );
    }

    #[test]
    fn topics_may_stand_among_other_settings() {
        let text =
            "[columns]\ntext-column = 'body'\n[topics.tea]\nname = 'Tea'\npatterns = ['teas?']";
        assert_eq!(topics(text).unwrap().of("two teas"), ["tea"]);
        let misspelt = topics("[topics.tea]\nname = 'Tea'\npattern = ['x']").unwrap_err();
        assert!(misspelt.to_string().contains("line 3"), "{misspelt}");
    }

    #[test]
    fn of_two_files_the_later_holds() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, pattern: &str| {
            let path = folder.path().join(name);
            let text = format!("[[topic]]\nid = 'tea'\nname = 'Tea'\npatterns = ['{pattern}']");
            std::fs::write(&path, text).unwrap();
            path
        };
        let topics = Topics::only(&[file("a.toml", "oolong"), file("b.toml", "assam")]).unwrap();
        assert_eq!(topics.of("oolong"), ["none"]);
        assert_eq!(topics.of("assam"), ["tea"]);
    }

    #[test]
    fn a_misspelt_key_is_an_error() {
        let error = topics("[[topic]]\nid = 'x'\nname = 'X'\npattern = ['y']").unwrap_err();
        assert!(error.to_string().contains("pattern"), "{error}");
    }
}
