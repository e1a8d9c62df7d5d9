//! `hedgerow.toml`, `init`, `--print-config`, `completions` and `man` from the
//! outside.

use crate::common::{column, folder_with, hedgerow, text};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::{contains, is_empty};

const SCORED: &str = "\
id,date,source,land,body,score,specificity,firmness,label,act
1,2025-11-01,gazette,US,Two ships of tea left the harbour on Monday.,0.8,0.9,0.7,concrete,a
2,2025-11-02,herald,US,We value our friendship with the islands.,0.2,0.1,0.3,hedged,e
3,2025-11-03,courier,LAKE,The lake was frozen on Sunday.,0.5,0.5,0.5,mixed,a
";

const SETTINGS: &str = "\
[columns]
text-column = 'body'
actor-column = 'land'
[lists]
only-my-topics = true
[topics.tea]
name = 'Tea'
patterns = ['tea']
[actors.LAKE]
name = 'Lake Union'
kind = 'bloc'
";

#[test]
fn a_file_beside_the_input_gives_columns_topics_and_actors() {
    let folder = folder_with("hedgerow.toml", "[columns]\ntext-column = 'elsewhere'\n");
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("scored.csv"), SCORED).unwrap();
    std::fs::write(data.join("hedgerow.toml"), SETTINGS).unwrap();
    hedgerow(&folder)
        .args(["aggregate", "data/scored.csv", "--out", "cells.csv"])
        .assert()
        .code(0)
        .stderr(contains("settings: data/hedgerow.toml"));
    let cells = text(&folder, "cells.csv");
    assert_eq!(column(&cells, "actor"), ["LAKE", "LAKE", "US", "US", "US"]);
    assert_eq!(
        column(&cells, "topic"),
        ["all", "none", "all", "none", "tea"]
    );
}

#[test]
fn the_working_folder_is_looked_in_next_and_no_config_looks_nowhere() {
    let folder = folder_with("hedgerow.toml", "[cells]\nby = 'land'\n");
    let by = |flags: &[&str]| {
        hedgerow(&folder)
            .args(["aggregate", "-"])
            .args(flags)
            .write_stdin(SCORED.replace("body", "text"))
            .assert()
            .code(0)
    };
    by(&[]).stdout(contains("land,n,"));
    by(&["--by", "label"]).stdout(contains("label,n,"));
    by(&["--no-config", "--actor-column", "land"])
        .stdout(contains("actor,topic,n,"))
        .stderr(contains("settings").not());
}

#[test]
fn a_misspelt_key_stops_the_run_before_anything_is_written() {
    let folder = folder_with("hedgerow.toml", "[labels]\n\nconcrete-form = 0.7\n");
    std::fs::write(folder.path().join("in.csv"), "text\nTea.\n").unwrap();
    hedgerow(&folder)
        .args(["score", "in.csv", "--out", "out.csv"])
        .assert()
        .code(1)
        .stderr(contains("hedgerow.toml: line 3").and(contains("did you mean concrete-from?")));
    assert!(!folder.path().join("out.csv").exists());
}

#[test]
fn a_named_file_must_be_there() {
    let folder = folder_with("in.csv", "text\nTea.\n");
    hedgerow(&folder)
        .args(["score", "in.csv", "--config", "gone.toml"])
        .assert()
        .code(1)
        .stderr(contains("cannot read gone.toml").and(contains("check its name")));
}

#[test]
fn print_config_says_where_each_setting_is_from_and_does_nothing() {
    let folder = folder_with("hedgerow.toml", "[labels]\nconcrete-from = 0.7\n");
    hedgerow(&folder)
        .args(["score", "gone.csv", "--print-config", "--hedged-to", "0.3"])
        .assert()
        .code(0)
        .stderr(is_empty())
        .stdout(
            contains("concrete-from = 0.7  # hedgerow.toml, line 2\n")
                .and(contains("hedged-to = 0.3  # command line\n"))
                .and(contains("precision = \"fp32\"  # default\n")),
        );
}

#[test]
fn flags_that_need_another_say_so() {
    let folder = folder_with("scored.csv", SCORED);
    let run = |flags: &[&str]| hedgerow(&folder).args(flags).assert().code(1);
    run(&["run", "scored.csv", "--out", "o", "--gaps-by", "month"])
        .stderr(contains("--gaps-by goes with --actors"));
    run(&["aggregate", "scored.csv", "--only-my-topics"])
        .stderr(contains("--only-my-topics leaves no topics"));
    run(&["compare", "scored.csv", "--out", "o"]).stderr(contains("--actors must name two"));
}

#[test]
fn init_writes_a_file_that_changes_nothing_and_overwrites_none() {
    let folder = folder_with("scored.csv", SCORED);
    let init = || hedgerow(&folder).arg("init").assert();
    init().code(0).stderr(contains("hedgerow.toml"));
    let written = text(&folder, "hedgerow.toml");
    let printed = |flag: &str| {
        let output = hedgerow(&folder)
            .args(["aggregate", "scored.csv", "--print-config", flag])
            .output()
            .unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(printed("--config=hedgerow.toml"), printed("--no-config"));
    init().code(1).stderr(contains("is there already"));
    assert_eq!(text(&folder, "hedgerow.toml"), written);
}

#[test]
fn completions_and_manual_pages_are_of_the_command_line_as_it_is() {
    let folder = folder_with("unused", "");
    for shell in ["bash", "zsh", "fish"] {
        hedgerow(&folder)
            .args(["completions", shell])
            .assert()
            .code(0)
            .stdout(contains("attribution-error").and(contains("aggregate")));
    }
    hedgerow(&folder)
        .arg("man")
        .assert()
        .code(0)
        .stdout(contains(".TH hedgerow"));
    hedgerow(&folder)
        .args(["man", "--out", "man1"])
        .assert()
        .code(0);
    let page = text(&folder, "man1/hedgerow-score.1");
    assert!(page.contains("concrete\\-from"), "{page}");
    assert!(page.contains("hedgerow score statements.csv"), "{page}");
}

#[test]
fn a_file_in_somebody_s_data_cannot_name_a_library_to_run() {
    let folder = folder_with("hedgerow.toml", "[engine]\nopenvino = '.'\n");
    std::fs::write(folder.path().join("scored.csv"), SCORED).unwrap();
    hedgerow(&folder)
        .args(["score", "scored.csv", "--text-column", "body"])
        .assert()
        .code(1)
        .stderr(contains("openvino"));
}
