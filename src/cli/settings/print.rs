//! What holds for a command, as a settings file that says where each value is from.

use std::fmt::Write as _;
use std::path::Path;

use clap::parser::ValueSource;
use clap::{ArgMatches, Command};

use super::file::SettingsFile;
use super::keys::{self, Kind, Setting};

/// The settings of `command`, whose name is `name`, with the values that `matches`
/// has.
pub(super) fn render(
    name: &str,
    command: &Command,
    matches: &ArgMatches,
    file: Option<&SettingsFile>,
) -> String {
    let mut text = format!("# What holds for `{name}`, and where it is from.\n");
    let settings = keys::of(command);
    for section in keys::sections(&settings) {
        let of_section: Vec<&Setting> = settings
            .iter()
            .filter(|setting| setting.section == section)
            .collect();
        if of_section.is_empty() {
            continue;
        }
        text.push('\n');
        if let Some(section) = &section {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "[{section}]");
        }
        for setting in of_section {
            let _ = writeln!(text, "{}", line(setting, matches, file));
        }
    }
    text
}

fn line(setting: &Setting, matches: &ArgMatches, file: Option<&SettingsFile>) -> String {
    let id = setting.arg.get_id().as_str();
    let key = &setting.key;
    let (Some(source), Some(raw)) = (matches.value_source(id), matches.get_raw(id)) else {
        return format!("# {key} is not set");
    };
    let origin = match (
        source,
        file.and_then(|file| Some((file, file.get(setting)?))),
    ) {
        (ValueSource::CommandLine, _) => "command line".to_owned(),
        (_, Some((file, (line, _)))) => format!("{}, line {line}", file.path.display()),
        _ => "default".to_owned(),
    };
    let values: Vec<String> = raw
        .map(|value| scalar(setting.kind, &value.to_string_lossy()))
        .collect();
    format!(
        "{key} = {}  # {}",
        value(setting, &values),
        one_line(&origin)
    )
}

/// A path may hold anything; a comment ends with its line.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// The value of a setting, of values that are TOML already.
pub(super) fn value(setting: &Setting, values: &[String]) -> String {
    if setting.list {
        format!("[{}]", values.join(", "))
    } else {
        values.concat()
    }
}

/// A value as TOML. Paths are given in full: they are relative to another folder
/// where they are read from a file.
fn scalar(kind: Kind, text: &str) -> String {
    match kind {
        Kind::Path => {
            let path = std::path::absolute(text).unwrap_or_else(|_| Path::new(text).to_owned());
            toml_scalar(kind, &path.to_string_lossy())
        }
        _ => toml_scalar(kind, text),
    }
}

/// A value as TOML.
pub(super) fn toml_scalar(kind: Kind, text: &str) -> String {
    match kind {
        Kind::Switch => text.to_owned(),
        // "+5" and ".5" are numbers to a flag and not to TOML.
        Kind::Number => match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(whole), _) => whole.to_string(),
            (_, Ok(number)) => toml::Value::from(number).to_string(),
            _ => text.to_owned(),
        },
        Kind::Path | Kind::Text => toml::Value::from(text).to_string(),
    }
}
