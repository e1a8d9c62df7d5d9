//! The commented settings file that `hedgerow init` writes: every setting with its
//! help and its default, none of them in force.

use std::fmt::Write as _;

use clap::Command;

use super::keys::{self, Kind, Setting};
use super::print::{toml_scalar, value};

/// The longest line of help, in characters.
const WIDTH: usize = 78;

/// What a setting without a default may look like.
const EXAMPLES: [(&str, &[&str]); 5] = [
    ("actors", &["US", "CN"]),
    ("issuer", &["US Department of State"]),
    ("topic-table", &["my-topics.toml"]),
    ("actor-table", &["my-actors.toml"]),
    ("workers", &["4"]),
];

const HEAD: &str = "\
# Settings of Hedgerow, used where this file stands beside the articles or the
# table, or in the folder that the program is started in. The command line wins
# over this file, this file over the defaults; `--print-config` behind a command
# shows what holds.
#
# Lines that begin with # and no space are settings at their default, or examples
# where there is none: take the # away to change one. Paths are relative to this
# file.
";

const LISTS: &str = "
# Topics of your own: patterns (regular expressions), or, without any, found by
# the meaning of description and examples. Fields as in data/topics.toml.
#[topics.fisheries]
#name = \"Fisheries\"
#description = \"Catch quotas, fishing grounds, and trade in fish.\"
#patterns = ['fisher(y|ies)', 'catch quotas?', 'trawlers?']

# Actors of your own, or more spellings of those that are known. Fields as in
# data/actors.toml.
#[actors.LAKE]
#name = \"Lake Union\"
#kind = \"organisation\"
#names = [\"Union of the Lakes\"]
#[[actors.LAKE.person]]
#name = \"Mira Voss\"
#role = \"Secretary-General\"
#from = 2025-07-01
";

/// The file's text, by the definition of the whole command line.
pub(super) fn render(command: &Command) -> String {
    let mut text = HEAD.to_owned();
    let settings = keys::all(command);
    for section in keys::sections(&settings) {
        if let Some(section) = &section {
            // Writing to a String cannot fail.
            let _ = write!(text, "\n#[{section}]\n");
        }
        for setting in settings.iter().filter(|setting| setting.section == section) {
            let _ = write!(text, "\n{}", entry(setting));
        }
    }
    text.push_str(LISTS);
    text
}

fn entry(setting: &Setting) -> String {
    let arg = &setting.arg;
    let mut help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let possible: Vec<String> = arg
        .get_possible_values()
        .iter()
        .filter(|_| setting.kind != Kind::Switch)
        .map(|value| value.get_name().to_owned())
        .collect();
    if !possible.is_empty() {
        let _ = write!(help, " [one of {}]", possible.join(", "));
    }
    let mut text = String::new();
    for line in wrapped(&help) {
        let _ = writeln!(text, "# {line}");
    }
    let values: Vec<String> = example(setting, possible)
        .iter()
        .map(|text| toml_scalar(setting.kind, text))
        .collect();
    let _ = writeln!(text, "#{} = {}", setting.key, value(setting, &values));
    text
}

/// The default, else an example.
fn example(setting: &Setting, possible: Vec<String>) -> Vec<String> {
    let defaults: Vec<String> = setting
        .arg
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy().into_owned())
        .collect();
    if !defaults.is_empty() {
        let Some(delimiter) = setting.arg.get_value_delimiter() else {
            return defaults;
        };
        let split = defaults.iter().flat_map(|text| text.split(delimiter));
        return split.map(ToOwned::to_owned).collect();
    }
    if let Some((_, example)) = EXAMPLES.iter().find(|(key, _)| *key == setting.key) {
        return example.iter().map(ToString::to_string).collect();
    }
    possible.into_iter().next().map_or_else(
        || {
            let names = setting.arg.get_value_names().unwrap_or_default();
            names.iter().map(ToString::to_string).collect()
        },
        |first| vec![first],
    )
}

/// A text in lines of at most [`WIDTH`] characters, broken between words.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
