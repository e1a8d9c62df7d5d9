//! A settings file, read strictly: what is not known or cannot be is an error that
//! names the line and the next step.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use hedgerow::Error;
use hedgerow::statements::{Actors, Topics};
use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use super::keys::{self, Kind, NOT_SETTINGS, Setting};

/// A section that holds a list itself.
struct List {
    section: &'static str,
    /// The flag that names files with such lists: the settings file is then one of them.
    flag: &'static str,
    /// What may be said of each.
    fields: &'static [&'static str],
}

const LISTS: [List; 2] = [
    List {
        section: "topics",
        flag: "topic-table",
        fields: &Topics::FIELDS,
    },
    List {
        section: "actors",
        flag: "actor-table",
        fields: &Actors::FIELDS,
    },
];

/// From this likeness on a name is suggested in place of another, 0 to 1; clap's
/// own value for flags.
const ALIKE: f64 = 0.7;

/// What a settings file sets.
#[derive(Debug)]
pub(super) struct SettingsFile {
    pub(super) path: PathBuf,
    entries: Vec<Entry>,
}

/// A setting with its values.
#[derive(Debug)]
struct Entry {
    setting: Setting,
    line: usize,
    values: Vec<OsString>,
}

/// What is needed to read a file.
struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    command: &'a Command,
    settings: Vec<Setting>,
}

impl SettingsFile {
    /// Reads a file by the definition of the whole command line.
    pub(super) fn read(path: &Path, command: &Command) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|source| Error::Read {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(path, &text, command)
    }

    pub(super) fn parse(path: &Path, text: &str, command: &Command) -> Result<Self, Error> {
        let reader = Reader {
            path,
            text,
            command,
            settings: keys::all(command),
        };
        Ok(Self {
            path: path.to_owned(),
            entries: reader.read()?,
        })
    }

    /// The line and the values of a setting, where the file sets it.
    pub(super) fn get(&self, setting: &Setting) -> Option<(usize, &[OsString])> {
        let mut entries = self.entries.iter();
        let entry = entries.find(|entry| entry.setting.is(setting))?;
        Some((entry.line, &entry.values))
    }

    /// The command with the file's values as its defaults.
    pub(super) fn as_defaults(&self, command: Command) -> Command {
        keys::each(command, &|arg| {
            let setting = Setting::of(&arg);
            match setting.and_then(|setting| self.get(&setting)) {
                Some((_, values)) => keys::optional(arg).default_values(values.to_vec()),
                None => arg,
            }
        })
    }
}

type Pair<'v, 't> = (&'v Spanned<Cow<'t, str>>, &'v Spanned<DeValue<'t>>);

/// The pairs of a table in the order of the file.
fn in_order<'v, 't>(table: &'v DeTable<'t>) -> Vec<Pair<'v, 't>> {
    let mut pairs: Vec<_> = table.iter().collect();
    pairs.sort_by_key(|(key, _)| key.span().start);
    pairs
}

impl Reader<'_> {
    fn read(&self) -> Result<Vec<Entry>, Error> {
        let table = DeTable::parse(self.text).map_err(|error| Error::Malformed {
            path: self.path.to_owned(),
            problem: error.to_string(),
        })?;
        let mut entries = Vec::new();
        let mut lists = Vec::new();
        for (name, value) in in_order(table.get_ref()) {
            let list = LISTS.iter().find(|list| name.get_ref() == list.section);
            match (list, value.get_ref()) {
                (Some(list), DeValue::Table(members)) => {
                    for (id, member) in in_order(members) {
                        self.known_fields(list, id, member.get_ref())?;
                    }
                    lists.push((name, list.flag));
                }
                (Some(list), _) => return Err(self.sections_only(list, name)),
                (None, DeValue::Table(section)) => {
                    self.known_section(name)?;
                    for (key, value) in in_order(section) {
                        entries.push(self.entry(Some(name.get_ref()), key, value)?);
                    }
                }
                (None, _) => entries.push(self.entry(None, name, value)?),
            }
        }
        for (name, flag) in lists {
            self.add_list(&mut entries, name, flag);
        }
        Ok(entries)
    }

    fn sections_only<T>(&self, list: &List, place: &Spanned<T>) -> Error {
        let section = list.section;
        self.at(
            place,
            &format!("{section} takes sections, such as [{section}.ID]"),
        )
    }

    /// Refuses what cannot be said of a member of a list.
    fn known_fields(
        &self,
        list: &List,
        id: &Spanned<Cow<'_, str>>,
        member: &DeValue<'_>,
    ) -> Result<(), Error> {
        let DeValue::Table(fields) = member else {
            return Err(self.sections_only(list, id));
        };
        for (field, _) in in_order(fields) {
            let asked = field.get_ref().as_ref();
            if list.fields.contains(&asked) {
                continue;
            }
            let next = suggestion(asked, list.fields.iter().copied(), str::to_owned);
            let section = format!("[{}.{}]", list.section, id.get_ref());
            return Err(self.at(
                field,
                &format!("there is no key {asked} in {section}; {next}"),
            ));
        }
        Ok(())
    }

    /// Adds the file to the files that a flag names.
    fn add_list<T>(&self, entries: &mut Vec<Entry>, name: &Spanned<T>, flag: &str) {
        let own = self.path.as_os_str().to_owned();
        if let Some(entry) = entries.iter_mut().find(|entry| entry.setting.key == flag) {
            entry.values.push(own);
        } else if let Some(setting) = self.settings.iter().find(|setting| setting.key == flag) {
            entries.push(Entry {
                setting: setting.clone(),
                line: self.line(name),
                values: vec![own],
            });
        }
    }

    fn known_section(&self, name: &Spanned<Cow<'_, str>>) -> Result<(), Error> {
        let asked = name.get_ref().as_ref();
        let sections = keys::sections(&self.settings);
        let known: Vec<&str> = sections
            .iter()
            .flatten()
            .map(String::as_str)
            .chain(LISTS.map(|list| list.section))
            .collect();
        if known.contains(&asked) {
            return Ok(());
        }
        let next = suggestion(asked, known.into_iter(), |near| format!("[{near}]"));
        Err(self.at(name, &format!("there is no section [{asked}]; {next}")))
    }

    fn entry(
        &self,
        section: Option<&str>,
        name: &Spanned<Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<Entry, Error> {
        let key = name.get_ref().as_ref();
        let setting = self
            .settings
            .iter()
            .find(|setting| setting.key == key && setting.section.as_deref() == section)
            .ok_or_else(|| self.at(name, &self.unknown(section, key)))?;
        let values = values(setting, value.get_ref())
            .ok_or_else(|| self.at(value, &expectation(setting, value.get_ref())))?;
        for text in &values {
            if let Some(problem) = self.refusal(setting, text) {
                return Err(self.at(value, &format!("{key} cannot be {text}: {problem}")));
            }
        }
        let resolved = |text: String| match setting.kind {
            Kind::Path => beside(self.path, &text),
            _ => text.into(),
        };
        Ok(Entry {
            line: self.line(name),
            setting: setting.clone(),
            values: values.into_iter().map(resolved).collect(),
        })
    }

    /// Why a key is not one, and what may be meant.
    fn unknown(&self, section: Option<&str>, key: &str) -> String {
        if NOT_SETTINGS.contains(&key) {
            return format!("{key} belongs on the command line: --{key}");
        }
        let settings = &self.settings;
        if let Some(setting) = settings.iter().find(|setting| setting.key == key) {
            return format!("{key} does not stand here; move it {}", setting.place());
        }
        let here = |setting: &&Setting| setting.section.as_deref() == section;
        let in_section = settings.iter().filter(here).map(|setting| &setting.key[..]);
        let anywhere = settings.iter().map(|setting| &setting.key[..]);
        let near = nearest(key, in_section.clone()).or_else(|| nearest(key, anywhere));
        let setting = settings
            .iter()
            .filter(|setting| near == Some(&setting.key))
            .min_by_key(|setting| !here(setting));
        let next = match setting {
            Some(setting) if here(&setting) => format!("did you mean {}?", setting.key),
            Some(setting) => format!("did you mean {} {}?", setting.key, setting.place()),
            None => format!("there are {}", in_section.collect::<Vec<_>>().join(", ")),
        };
        format!("there is no key {key}; {next}")
    }

    /// What the flag itself has against a value.
    fn refusal(&self, setting: &Setting, text: &str) -> Option<String> {
        let program = self.command.get_name().to_owned();
        let flag = format!("--{}={text}", setting.key);
        let words = std::iter::once(program)
            .chain(setting.command.iter().cloned())
            .chain([flag]);
        let error = self.command.clone().try_get_matches_from(words).err()?;
        // Others are about what else a command needs.
        if !matches!(
            error.kind(),
            ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::TooManyValues
        ) {
            return None;
        }
        if let Some(ContextValue::Strings(valid)) = error.get(ContextKind::ValidValue)
            && !valid.is_empty()
        {
            return Some(format!("it is one of {}", valid.join(", ")));
        }
        let source = std::error::Error::source(&error);
        Some(source.map_or_else(|| "it is not valid".to_owned(), ToString::to_string))
    }

    fn line<T>(&self, place: &Spanned<T>) -> usize {
        self.text[..place.span().start].matches('\n').count() + 1
    }

    fn at<T>(&self, place: &Spanned<T>, problem: &str) -> Error {
        Error::Malformed {
            path: self.path.to_owned(),
            problem: format!("line {}: {problem}", self.line(place)),
        }
    }
}

/// A path of the file, which is relative to the folder that the file is in.
fn beside(file: &Path, text: &str) -> OsString {
    let folder = file.parent().unwrap_or(Path::new(""));
    folder.join(text).into_os_string()
}

/// What may have been meant, else all that there is.
fn suggestion<'n>(
    asked: &str,
    known: impl Iterator<Item = &'n str> + Clone,
    written: impl Fn(&str) -> String,
) -> String {
    match nearest(asked, known.clone()) {
        Some(near) => format!("did you mean {}?", written(near)),
        None => format!("there are {}", known.collect::<Vec<_>>().join(", ")),
    }
}

/// The name that is most like another, where one is like it at all.
fn nearest<'n>(asked: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    names
        .map(|name| (strsim::jaro(asked, name), name))
        .filter(|(likeness, _)| *likeness > ALIKE)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name)
}

/// A value as the texts that the flag would be given; `None` where it is of the
/// wrong kind.
fn values(setting: &Setting, value: &DeValue<'_>) -> Option<Vec<String>> {
    match value {
        DeValue::Array(values) if setting.list => values
            .iter()
            .map(|value| scalar(setting.kind, value.get_ref()))
            .collect(),
        value => Some(vec![scalar(setting.kind, value)?]),
    }
}

fn scalar(kind: Kind, value: &DeValue<'_>) -> Option<String> {
    match (kind, value) {
        (Kind::Switch, DeValue::Boolean(value)) => Some(value.to_string()),
        (Kind::Number, DeValue::Integer(value)) => decimal(value),
        (Kind::Number, DeValue::Float(value)) => Some(value.as_str().to_owned()),
        (Kind::Path | Kind::Text, DeValue::String(value)) => Some(value.to_string()),
        _ => None,
    }
}

fn decimal(value: &DeInteger<'_>) -> Option<String> {
    let number = i128::from_str_radix(value.as_str(), value.radix()).ok()?;
    Some(number.to_string())
}

/// What a setting takes in place of what it was given.
fn expectation(setting: &Setting, value: &DeValue<'_>) -> String {
    let list = if setting.list {
        " or a list of such in brackets"
    } else {
        ""
    };
    let given = value.type_str();
    let article = if given.starts_with(['a', 'i']) {
        "an"
    } else {
        "a"
    };
    let (key, kind) = (&setting.key, setting.kind.name());
    format!("{key} takes {kind}{list}, and is given {article} {given}")
}
