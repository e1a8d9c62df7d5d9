use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{ArgMatches, Command};

use super::file::SettingsFile;
use super::keys::{NOT_SETTINGS, Setting};
use super::{Failure, Parsed, keys, print, template};
use crate::cli::definition;
use hedgerow::Error;
use hedgerow::statements::{Actors, Topics};

/// Each command that does something, with its names from the top.
fn commands(command: &Command) -> Vec<(Vec<String>, Command)> {
    let below = command.get_subcommands().flat_map(|subcommand| {
        let name = subcommand.get_name().to_owned();
        commands(subcommand)
            .into_iter()
            .map(move |(path, command)| {
                let path = std::iter::once(name.clone()).chain(path).collect();
                (path, command)
            })
    });
    let found: Vec<_> = below.collect();
    if found.is_empty() {
        return vec![(Vec::new(), command.clone())];
    }
    found
}

/// The template with all that it shows in force.
fn all_in_force() -> String {
    let setting = |line: &str| line.starts_with('#') && !line.starts_with("# ") && line != "#";
    let text = template::render(&definition());
    let lines = text.lines();
    let lines = lines.map(|line| if setting(line) { &line[1..] } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

fn read(text: &str) -> Result<SettingsFile, String> {
    SettingsFile::parse(Path::new("data/hedgerow.toml"), text, &definition())
        .map_err(|error| error.to_string())
}

fn words(words: &[&str]) -> Vec<OsString> {
    let program = std::iter::once(&"hedgerow");
    program.chain(words).map(OsString::from).collect()
}

/// What a command line with a settings file comes to.
fn parsed(settings: &str, flags: &[&str]) -> (ArgMatches, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("hedgerow.toml"), settings).unwrap();
    let table = folder.path().join("table.csv");
    let all = [&["score", table.to_str().unwrap()], flags].concat();
    match super::parse(&definition(), &words(&all)) {
        Ok(Parsed::Command(matches)) => {
            let score = matches.subcommand_matches("score").unwrap().clone();
            (score, folder)
        }
        Ok(Parsed::Settings(text)) => panic!("{text}"),
        Err(Failure::Clap(error)) => panic!("{error}"),
        Err(Failure::Settings(error)) => panic!("{error}"),
    }
}

#[test]
fn every_flag_is_in_the_template_or_on_the_list_of_those_that_are_no_settings() {
    let template = template::render(&definition());
    let shown: BTreeSet<&str> = template
        .lines()
        .filter_map(|line| line.strip_prefix('#')?.split_once(" = "))
        .map(|(key, _)| key)
        .collect();
    let mut flags = BTreeSet::new();
    let whole = definition();
    let all = commands(&whole).into_iter().map(|(_, command)| command);
    for command in all.chain([whole.clone()]) {
        for flag in command.get_arguments().filter_map(clap::Arg::get_long) {
            flags.insert(flag.to_owned());
            let excluded = NOT_SETTINGS.contains(&flag);
            assert_ne!(shown.contains(flag), excluded, "--{flag}");
        }
    }
    for flag in NOT_SETTINGS {
        assert!(flags.contains(*flag), "--{flag} is no flag any more");
    }
}

#[test]
fn the_template_uncommented_sets_every_setting_to_its_default() {
    let file = read(&all_in_force()).unwrap();
    for setting in keys::all(&definition()) {
        let (_, values) = file.get(&setting).unwrap();
        assert!(!values.is_empty(), "{}", setting.key);
        let defaults = setting.arg.get_default_values();
        if !defaults.is_empty() && !setting.list {
            assert_eq!(values, defaults, "{}", setting.key);
        }
    }
}

#[test]
fn the_settings_in_the_readme_can_be_read() {
    let readme = include_str!("../../../README.md");
    let blocks: Vec<&str> = readme.split("```toml\n").skip(1).collect();
    assert!(!blocks.is_empty());
    for block in blocks {
        let text = block.split("```").next().unwrap();
        assert!(read(text).is_ok(), "{}", read(text).unwrap_err());
    }
}

#[test]
fn the_template_as_it_is_sets_nothing() {
    let file = read(&template::render(&definition())).unwrap();
    let mut settings = keys::all(&definition()).into_iter();
    assert!(settings.all(|setting| file.get(&setting).is_none()));
}

#[test]
fn a_setting_means_the_same_for_every_command() {
    let shape = |setting: &Setting| {
        let arg = &setting.arg;
        let possible: Vec<String> = arg
            .get_possible_values()
            .iter()
            .map(|value| value.get_name().to_owned())
            .collect();
        let defaults = arg.get_default_values().to_vec();
        (setting.kind, setting.list, possible, defaults)
    };
    let settings = keys::all(&definition());
    for (path, command) in commands(&definition()) {
        for setting in keys::of(&command) {
            let first = settings.iter().find(|first| first.is(&setting)).unwrap();
            assert_eq!(
                shape(&setting),
                shape(first),
                "--{} of {path:?}",
                setting.key
            );
        }
    }
}

/// clap's `requires` does not see what a file sets; see `NEEDS`.
#[test]
fn no_flag_fails_for_want_of_one_that_the_file_gives() {
    let file = read(&all_in_force()).unwrap();
    let set = keys::relaxed(file.as_defaults(definition()));
    for (path, command) in commands(&definition()) {
        for setting in keys::of(&command) {
            let (_, values) = file.get(&setting).unwrap();
            let flag = format!("--{}={}", setting.key, values[0].to_str().unwrap());
            let mut line: Vec<&str> = path.iter().map(String::as_str).collect();
            line.push(&flag);
            let outcome = set.clone().try_get_matches_from(words(&line));
            assert!(outcome.is_ok(), "{line:?}: {}", outcome.unwrap_err());
        }
    }
}

#[test]
fn every_command_has_examples_in_its_help() {
    for (path, command) in commands(&definition()) {
        let help = command.get_after_help().map(ToString::to_string);
        let shown = help.unwrap_or_default();
        let example = format!("hedgerow {}", path.join(" "));
        assert!(shown.contains("Examples:"), "{path:?}");
        assert!(shown.contains(&example), "{path:?}: {shown}");
    }
}

#[test]
fn the_command_line_beats_the_file_and_the_file_the_default() {
    let text = "[labels]\nconcrete-from = 0.7\n[engine]\nprecision = 'auto'\nworkers = 0x10";
    let (matches, _folder) = parsed(text, &["--concrete-from", "0.8"]);
    let value = |id: &str| matches.get_raw(id).unwrap().next().unwrap().to_owned();
    assert_eq!(value("concrete_from"), "0.8");
    assert_eq!(value("precision"), "auto");
    assert_eq!(value("workers"), "16");
    assert_eq!(value("hedged_to"), "0.4");
    assert_eq!(
        matches.value_source("concrete_from"),
        Some(ValueSource::CommandLine)
    );
}

#[test]
fn a_switch_of_the_file_can_be_switched_off() {
    let file = read("[articles]\nkeep-duplicates = true").unwrap();
    let command = file.as_defaults(definition());
    let keep = |flags: &[&str]| {
        let line = [&["extract", "a.txt"], flags].concat();
        let matches = command.clone().try_get_matches_from(words(&line)).unwrap();
        *matches
            .subcommand_matches("extract")
            .unwrap()
            .get_one::<bool>("keep_duplicates")
            .unwrap()
    };
    assert!(keep(&[]));
    assert!(keep(&["--keep-duplicates"]));
    assert!(!keep(&["--keep-duplicates=false"]));
}

#[test]
fn paths_are_relative_to_the_file() {
    let (matches, folder) = parsed("[models]\nmodel = 'mine/scorer'", &[]);
    let model: &PathBuf = matches.get_one("model").unwrap();
    assert_eq!(model, &folder.path().join("mine/scorer"));
}

#[test]
fn topics_and_actors_in_the_file_make_it_one_of_their_tables() {
    let file = read("[lists]\ntopic-table = 'tea.toml'\n[topics.x]\n[actors.y]").unwrap();
    let values = |key: &str| {
        let settings = keys::all(&definition());
        let setting = settings.iter().find(|setting| setting.key == key).unwrap();
        file.get(setting).unwrap().1.to_vec()
    };
    assert_eq!(
        values("topic-table"),
        ["data/tea.toml", "data/hedgerow.toml"]
    );
    assert_eq!(values("actor-table"), ["data/hedgerow.toml"]);
}

#[test]
fn what_cannot_be_names_line_and_next_step() {
    let cases = [
        (
            "[labels]\nconcrete_from = 0.7",
            "line 2: there is no key concrete_from; did you mean concrete-from?",
        ),
        (
            "\n\n[label]",
            "line 3: there is no section [label]; did you mean [labels]?",
        ),
        (
            "[engine]\nconcrete-from = 0.7",
            "line 2: concrete-from does not stand here; move it under [labels]",
        ),
        (
            "concrete-from = 0.7",
            "line 1: concrete-from does not stand here; move it under [labels]",
        ),
        (
            "[labels]\nconcrete-from = '0.7'",
            "line 2: concrete-from takes a number, without quotes, and is given a string",
        ),
        (
            "[labels]\nconcrete-from = [0.7]",
            "line 2: concrete-from takes a number, without quotes, and is given an array",
        ),
        (
            "[comparison]\nall-claims = 1",
            "line 2: all-claims takes true or false, and is given an integer",
        ),
        (
            "[comparison]\nactors = ['US', 5]",
            "line 2: actors takes text in quotes or a list",
        ),
        (
            "[engine]\nprecision = 'fp16'",
            "line 2: precision cannot be fp16: it is one of fp32, bf16, auto",
        ),
        ("[engine]\nworkers = 0", "line 2: workers cannot be 0: "),
        (
            "[labels]\nxyz = 0",
            "line 2: there is no key xyz; there are concrete-from, hedged-to",
        ),
        (
            "out = 'x'",
            "line 1: out belongs on the command line: --out",
        ),
        (
            "topics = 5",
            "line 1: topics takes sections, such as [topics.ID]",
        ),
        ("[labels\n", "line 1"),
        (
            "[topics.x]\nname = 'X'\npatern = ['x']",
            "line 3: there is no key patern in [topics.x]; did you mean patterns?",
        ),
        (
            "[actors.x]\nqq = 'X'",
            "line 2: there is no key qq in [actors.x]; there are code, name, kind",
        ),
        (
            "[topics]\nx = 'X'",
            "line 2: topics takes sections, such as [topics.ID]",
        ),
    ];
    for (text, expected) in cases {
        let error = read(text).unwrap_err();
        assert!(error.contains(expected), "{text:?}: {error}");
        assert!(error.contains("data/hedgerow.toml"), "{error}");
    }
}

/// What the reader of a list says that it knows.
fn named(error: &Error) -> Vec<String> {
    let error = error.to_string();
    let known = error.split("expected one of").nth(1).unwrap();
    let names = known.split('`').skip(1).step_by(2);
    names
        .filter(|name| *name != "id")
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_keys_of_lists_are_those_that_their_readers_know() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hedgerow.toml");
    std::fs::write(&path, "[topics.x]\nzz = 1\n[actors.x]\nzz = 1").unwrap();
    let path = [path];
    let topics = Topics::extended_by(&path).unwrap_err();
    assert_eq!(named(&topics), Topics::FIELDS);
    let actors = Actors::extended_by(&path).unwrap_err();
    assert_eq!(named(&actors), Actors::FIELDS);
}

#[test]
fn what_is_printed_is_a_settings_file_that_sets_the_same() {
    let command = definition();
    let run = command.find_subcommand("run").unwrap();
    let printed = |file: &SettingsFile, flags: &[&str]| {
        let line = [&["run"], flags].concat();
        let whole = keys::relaxed(file.as_defaults(definition()));
        let matches = whole.try_get_matches_from(words(&line)).unwrap();
        let of_run = matches.subcommand_matches("run").unwrap();
        print::render("hedgerow run", run, of_run, Some(file))
    };
    let text = "[cells]\nby = ['actor', 'month']\n[articles]\nissuer = 'A \"quoted\" # office'";
    let file = read(text).unwrap();
    let flags = [
        "--claims-from",
        ".5",
        "--topic-table",
        "a b.toml",
        "--keep-duplicates",
    ];
    let first = printed(&file, &flags);
    for line in [
        "by = [\"actor\", \"month\"]  # data/hedgerow.toml, line 2",
        "claims-from = 0.5  # command line",
        "keep-duplicates = true  # command line",
        "min-statements = 10  # default",
        "# gaps-by is not set",
    ] {
        assert!(
            first.lines().any(|printed| printed == line),
            "{line}: {first}"
        );
    }
    let second = printed(&read(&first).unwrap(), &[]);
    let values = |text: &str| -> Vec<String> {
        let lines = text
            .lines()
            .map(|line| line.split("  # ").next().unwrap_or_default());
        lines.map(ToOwned::to_owned).collect()
    };
    assert_eq!(values(&first), values(&second));
}
