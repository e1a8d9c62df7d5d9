//! Which flags are settings, and what values they take: read off the command
//! line's definition, so that a new flag is a setting by itself.

use std::any::TypeId;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::Resettable;
use clap::{Arg, ArgAction, Command};

/// Flags that belong to one invocation, and that no file sets: what goes in and
/// out, and the choice of the file itself.
pub(super) const NOT_SETTINGS: [&str; 13] = [
    "config",
    "no-config",
    "print-config",
    "stdin-format",
    "out",
    "pictures",
    "rejects",
    "duplicates",
    "show-removed",
    "diff",
    "readouts",
    "readouts-date",
    "json",
];

/// What a setting holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Switch,
    Number,
    Path,
    Text,
}

impl Kind {
    /// As it is called in messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Switch => "true or false",
            Self::Number => "a number, without quotes",
            Self::Path => "a path in quotes",
            Self::Text => "text in quotes",
        }
    }
}

/// A flag that a file can set. The same key in the same section means the same for
/// every command that has it.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    /// The section that it stands in, after the heading in `--help`; none where it
    /// stands under no heading, and so before all sections.
    pub(super) section: Option<String>,
    /// The flag's long name.
    pub(super) key: String,
    pub(super) kind: Kind,
    /// Whether it takes several values.
    pub(super) list: bool,
    pub(super) arg: Arg,
    /// The first command that has it, as its names from the top.
    pub(super) command: Vec<String>,
}

impl Setting {
    /// The setting that a flag is, where it is one.
    pub(super) fn of(arg: &Arg) -> Option<Self> {
        let key = arg.get_long()?;
        let answers_itself = matches!(
            arg.get_action(),
            ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong | ArgAction::Version
        );
        if answers_itself || NOT_SETTINGS.contains(&key) {
            return None;
        }
        let section = arg.get_help_heading().map(section);
        let list = matches!(arg.get_action(), ArgAction::Append);
        Some(Self {
            section,
            key: key.to_owned(),
            kind: kind(arg),
            list: list || arg.get_value_delimiter().is_some(),
            arg: arg.clone(),
            command: Vec::new(),
        })
    }

    /// Whether both are the same line of the file.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.key == other.key && self.section == other.section
    }

    /// The place in the file, as a message names it.
    pub(super) fn place(&self) -> String {
        match &self.section {
            Some(section) => format!("under [{section}]"),
            None => "before the first section".to_owned(),
        }
    }
}

/// A heading as the name of a section.
fn section(heading: &str) -> String {
    heading.to_lowercase().replace(' ', "-")
}

fn kind(arg: &Arg) -> Kind {
    let numbers = [
        TypeId::of::<f64>(),
        TypeId::of::<u8>(),
        TypeId::of::<u16>(),
        TypeId::of::<u32>(),
        TypeId::of::<u64>(),
        TypeId::of::<usize>(),
        TypeId::of::<i32>(),
        TypeId::of::<i64>(),
        TypeId::of::<NonZeroUsize>(),
    ];
    let held = arg.get_value_parser().type_id();
    if held == TypeId::of::<bool>() {
        Kind::Switch
    } else if held == TypeId::of::<PathBuf>() {
        Kind::Path
    } else if numbers.iter().any(|number| held == *number) {
        Kind::Number
    } else {
        Kind::Text
    }
}

/// All settings of a command and its subcommands, each once, in the order in which
/// `--help` shows them.
pub(super) fn all(command: &Command) -> Vec<Setting> {
    let mut found = Vec::new();
    collect(command, &[], &mut found);
    found
}

fn collect(command: &Command, path: &[String], found: &mut Vec<Setting>) {
    for mut setting in of(command) {
        if !found.iter().any(|other| other.is(&setting)) {
            path.clone_into(&mut setting.command);
            found.push(setting);
        }
    }
    for subcommand in command.get_subcommands() {
        let path = [path, &[subcommand.get_name().to_owned()]].concat();
        collect(subcommand, &path, found);
    }
}

/// The settings of one command.
pub(super) fn of(command: &Command) -> Vec<Setting> {
    command.get_arguments().filter_map(Setting::of).collect()
}

/// The sections that settings stand in, in their order, those before all sections
/// first.
pub(super) fn sections(settings: &[Setting]) -> Vec<Option<String>> {
    let mut sections = vec![None];
    for setting in settings {
        if !sections.contains(&setting.section) {
            sections.push(setting.section.clone());
        }
    }
    sections
}

/// The command with each of its flags changed, and those of its subcommands.
pub(super) fn each(command: Command, change: &dyn Fn(Arg) -> Arg) -> Command {
    command
        .mut_args(change)
        .mut_subcommands(|subcommand| each(subcommand, change))
}

/// The command with switches that can also be switched off, `--switch=false`: the
/// command line must be able to overrule a file.
pub(super) fn with_switches(command: Command) -> Command {
    each(command, &|arg| {
        let set = matches!(arg.get_action(), ArgAction::SetTrue);
        if !set || Setting::of(&arg).is_none() {
            return arg;
        }
        arg.action(ArgAction::Set)
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("true")
            .default_value("false")
            .value_name("false")
            .hide_default_value(true)
            .hide_possible_values(true)
    })
}

/// The command with nothing that must be given.
pub(super) fn relaxed(command: Command) -> Command {
    each(command, &|arg| optional(arg))
}

/// The flag or argument as one that need not be given.
pub(super) fn optional(arg: Arg) -> Arg {
    arg.required(false)
        .required_unless_present(Resettable::Reset)
}
