//! Settings from a file: `hedgerow.toml` in, the command line's defaults out. The
//! command line wins over the file, the file over the defaults of the program.
//!
//! What can stand in the file is read off the definition of the command line
//! (`keys`); the file's values become the defaults of its flags before the command
//! line is parsed, so all flags are treated alike.

mod file;
mod keys;
mod print;
mod template;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{ArgMatches, Command};
use hedgerow::Error;

use super::say;
use file::SettingsFile;

pub(super) use hedgerow::articles::SETTINGS_FILE as FILE;

/// Which settings hold.
#[derive(Debug, clap::Args)]
pub(super) struct SettingsArgs {
    /// Read settings from this file [default: hedgerow.toml beside the input, else
    /// in the working folder]
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        conflicts_with = "no_config",
        help_heading = "Settings"
    )]
    config: Option<PathBuf>,
    /// Read no settings file
    #[arg(long, global = true, help_heading = "Settings")]
    no_config: bool,
    /// Show which settings hold and where each is from, and do nothing
    #[arg(long, global = true, help_heading = "Settings")]
    print_config: bool,
}

/// Flags that mean nothing without another. The other may stand in the file, which
/// clap's `requires` would not see.
const NEEDS: [(&str, &str); 2] = [("gaps-by", "actors"), ("model", "readouts")];

/// What came of the command line.
pub(super) enum Parsed {
    /// A command to run.
    Command(ArgMatches),
    /// The settings that hold, which were asked for.
    Settings(String),
}

/// Why there is nothing to run.
pub(super) enum Failure {
    /// The command line is wrong, or asks for help.
    Clap(clap::Error),
    /// The settings are.
    Settings(Error),
}

impl From<clap::Error> for Failure {
    fn from(error: clap::Error) -> Self {
        Self::Clap(error)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Settings(error)
    }
}

/// The command line's definition as it is used: with switches that can be
/// switched off.
pub(super) fn complete(command: Command) -> Command {
    keys::with_switches(command)
}

/// The text of a commented settings file.
pub(super) fn template(command: &Command) -> String {
    template::render(command)
}

/// Parses the command line over the settings file that goes with it.
pub(super) fn parse(command: &Command, words: &[OsString]) -> Result<Parsed, Failure> {
    // A first look, which only finds the file: what is wrong is said below.
    let first = command
        .clone()
        .ignore_errors(true)
        .try_get_matches_from(words)?;
    let chosen = Chosen::of(command, &first);
    let file = match chosen.file(&first) {
        Some(path) => Some(SettingsFile::read(&path, command)?),
        None => None,
    };
    let mut whole = command.clone();
    if let Some(file) = &file {
        whole = file.as_defaults(whole);
    }
    if first.get_flag("print_config") {
        let matches = keys::relaxed(whole).try_get_matches_from(words)?;
        let chosen = Chosen::of(command, &matches);
        let text = print::render(&chosen.name, chosen.command, chosen.matches, file.as_ref());
        return Ok(Parsed::Settings(text));
    }
    let matches = whole.try_get_matches_from(words)?;
    let chosen = Chosen::of(command, &matches);
    chosen.check_needs()?;
    if let Some(file) = file {
        say::line(&format!("settings: {}", file.path.display()));
    }
    Ok(Parsed::Command(matches))
}

/// The command that was asked for, below others perhaps.
struct Chosen<'a> {
    name: String,
    command: &'a Command,
    matches: &'a ArgMatches,
}

impl<'a> Chosen<'a> {
    fn of(command: &'a Command, matches: &'a ArgMatches) -> Self {
        let mut chosen = Self {
            name: command.get_name().to_owned(),
            command,
            matches,
        };
        while let Some((name, matches)) = chosen.matches.subcommand()
            && let Some(command) = chosen.command.find_subcommand(name)
        {
            chosen = Self {
                name: format!("{} {name}", chosen.name),
                command,
                matches,
            };
        }
        chosen
    }

    /// The settings file: the one that was named, else the one beside the first
    /// input, else the one in the working folder. None for a command that has no
    /// settings.
    fn file(&self, first: &ArgMatches) -> Option<PathBuf> {
        if keys::of(self.command).is_empty() || first.get_flag("no_config") {
            return None;
        }
        if let Some(named) = first.get_one::<PathBuf>("config") {
            return Some(named.clone());
        }
        let beside = self.input().map(|input| folder_of(&input).join(FILE));
        let places = beside.into_iter().chain([PathBuf::from(FILE)]);
        places.into_iter().find(|place| place.is_file())
    }

    /// The first file or folder that is to be read.
    fn input(&self) -> Option<PathBuf> {
        let arguments = self.command.get_arguments();
        let inputs = arguments.filter(|arg| arg.is_positional() || arg.get_id() == "readouts");
        inputs
            .filter_map(|arg| {
                self.matches
                    .try_get_raw(arg.get_id().as_str())
                    .ok()??
                    .next()
            })
            .map(PathBuf::from)
            .find(|path| path.as_os_str() != "-")
    }

    fn check_needs(&self) -> Result<(), Error> {
        let id = |flag: &str| {
            let mut arguments = self.command.get_arguments();
            Some(
                arguments
                    .find(|arg| arg.get_long() == Some(flag))?
                    .get_id()
                    .as_str(),
            )
        };
        for (flag, needed) in NEEDS {
            let (Some(given), Some(other)) = (id(flag), id(needed)) else {
                continue;
            };
            let explicit = self.matches.value_source(given) == Some(ValueSource::CommandLine);
            if explicit && !self.matches.contains_id(other) {
                let problem = format!("--{flag} goes with --{needed}: give that too");
                return Err(Error::Usage(problem));
            }
        }
        Ok(())
    }
}

/// The folder that a file or folder stands in.
fn folder_of(path: &Path) -> PathBuf {
    let known = match path.file_name() {
        Some(_) => path.to_owned(),
        // "." and ".." name folders by the way to them.
        None => path.canonicalize().unwrap_or_else(|_| path.to_owned()),
    };
    known.parent().unwrap_or(Path::new("")).to_owned()
}
