//! The files that an analyst loads: every form of the tables, their dictionary, the
//! record of the run, and the README's recipes.
#![allow(clippy::print_stderr)] // a test that is skipped says so

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::common::{checkout, column, folder_with, hedgerow, rows, text};
use hedgerow::tables::{Input, Kind, Range, Table, dictionary};
use predicates::str::contains;
use serde_json::Value;
use tempfile::TempDir;

/// Enough statements of two actors on one topic that a gap is stated, and some
/// that tables stumble over.
fn statements() -> String {
    let mut table = String::from("id,date,source,actor,text\n");
    for day in 1..=12 {
        let row = format!(
            "{day}/1,2025-11-{day:02},gazette {day},US,\"China will cut its tariffs on bolts by {day} percent on 1 December, they said.\"\n\
             {day}/2,2025-11-{day:02},herald {day},China,Tariffs should serve both sides in their own way.\n"
        );
        table.push_str(&row);
    }
    table.push_str(
        "007,2025-11-03,courier,NA,\"=1+1 is what the \"\"agreement\"\"\nsays | nothing more.\"\n",
    );
    table.push_str("-x,soon,,EU,- We shall see.\n");
    table.push_str("none,,,EU,\n");
    table
}

/// `score` and then `compare` and `aggregate`, each in the form that is asked for.
fn made(form: &[&str], extension: &str) -> TempDir {
    let folder = folder_with("statements.csv", statements());
    let scored = format!("results/scored.{extension}");
    std::fs::create_dir(folder.path().join("results")).unwrap();
    hedgerow(&folder)
        .args(["score", "statements.csv", "--out", &scored])
        .args(form)
        .assert()
        .code(2);
    hedgerow(&folder)
        .args(["compare", &scored, "--actors", "US,CN", "--out", "results"])
        .args(form)
        .assert()
        .code(0);
    hedgerow(&folder)
        .args(["aggregate", &scored, "--by", "actor,month", "--out"])
        .arg(format!("results/cells.{extension}"))
        .args(form)
        .assert()
        .code(0);
    folder
}

/// The tables of results, by name.
fn tables(folder: &TempDir, extension: &str) -> BTreeMap<String, (Vec<String>, Vec<Vec<String>>)> {
    let names = ["scored", "cells", "gaps", "claims", "commitments", "shifts"];
    let rejects = format!("scored.{extension}.rejects");
    let names = names.into_iter().chain([rejects.as_str()]);
    let table = |name: &str| {
        let path = folder.path().join(format!("results/{name}.{extension}"));
        let name = name.replace(&format!(".{extension}"), "");
        // An empty JSONL file has no line that would name its columns.
        if std::fs::metadata(&path).unwrap().len() == 0 {
            return (name, (Vec::new(), Vec::new()));
        }
        let table = Table::open(&Input::File(path)).unwrap();
        let rows = table.rows(None).map(|row| row.unwrap().unwrap().fields);
        (name, (table.header().to_vec(), rows.collect()))
    };
    names.map(table).collect()
}

/// Whether two cells say the same: `0.9000` and `0.9` do.
fn same(a: &str, b: &str) -> bool {
    a == b
        || match (a.parse::<f64>(), b.parse::<f64>()) {
            (Ok(a), Ok(b)) => a.total_cmp(&b).is_eq(),
            _ => false,
        }
}

#[test]
fn every_form_holds_the_same_and_each_cell_is_of_the_kind_that_the_dictionary_says() {
    let plain = tables(&made(&[], "csv"), "csv");
    assert!(!plain["gaps"].1.is_empty() && !plain["claims"].1.is_empty());
    let texts: Vec<&String> = plain["scored"].1.iter().map(|row| &row[4]).collect();
    assert!(texts.iter().any(|text| text.starts_with("=1+1")));
    for (name, (header, rows)) in &plain {
        let info = dictionary::table(name.rsplit('.').next().unwrap()).unwrap();
        let first = &info.columns[0].name;
        let own = header.iter().position(|name| name == first).unwrap();
        // Columns that were not asked for (intervals, evidence) are not there.
        let written = info
            .columns
            .iter()
            .filter(|c| header.iter().any(|name| *name == c.name));
        let written: Vec<_> = written.collect();
        assert_eq!(header.len() - own, written.len(), "{name}");
        for (index, column) in written.into_iter().enumerate() {
            assert_eq!(header[own + index], column.name);
            for row in rows {
                let cell = &row[own + index];
                let good = if cell.is_empty() {
                    column.missing.is_some()
                } else {
                    is_of(column.kind, cell)
                };
                assert!(good, "{name}: {} holds {cell:?}", column.name);
            }
        }
    }
    for (form, extension) in [
        (&["--excel"][..], "csv"),
        (&["--format", "jsonl"], "jsonl"),
        (&["--format", "parquet"], "parquet"),
    ] {
        let other = tables(&made(form, extension), extension);
        assert!(plain.keys().eq(other.keys()));
        for (name, (header, rows)) in &plain {
            if !(rows.is_empty() && extension == "jsonl") {
                assert_eq!(header, &other[name].0, "{name} of {form:?}");
            }
            for (row, other) in rows.iter().zip(&other[name].1) {
                let same = row.iter().zip(other).all(|(a, b)| same(a, b));
                assert!(same, "{name} of {form:?}: {row:?} {other:?}");
            }
            assert_eq!(rows.len(), other[name].1.len(), "{name} of {form:?}");
        }
    }
}

fn is_of(kind: Kind, cell: &str) -> bool {
    let number = cell.parse::<f64>();
    match kind {
        Kind::Text | Kind::List => true,
        Kind::Word(words) => words.contains(&cell),
        Kind::Count => cell.parse::<u64>().is_ok(),
        Kind::Integer => cell.parse::<i64>().is_ok(),
        Kind::Number(range) => number.is_ok_and(|number| match range {
            Range::Share => (0.0..=1.0).contains(&number),
            Range::Difference => (-1.0..=1.0).contains(&number),
            Range::Any => true,
        }),
        Kind::Date => cell.len() == 10 && cell.parse::<jiff::civil::Date>().is_ok(),
        Kind::Period => cell.starts_with(|c: char| c.is_ascii_digit()),
        Kind::Spans => cell.split(';').all(|span| {
            let ends = span.split_once('-').map(|(a, b)| (a.parse(), b.parse()));
            matches!(ends, Some((Ok(a), Ok(b))) if u64::lt(&a, &b))
        }),
    }
}

#[test]
fn contradictory_forms_are_refused_before_any_work() {
    let folder = folder_with("in.csv", "text\nWe will see.\n");
    for (args, said) in [
        (
            &["--format", "parquet", "--out", "a.csv"][..],
            "--format parquet does not go with",
        ),
        (&["--excel", "--out", "a.jsonl"], "--excel"),
        (&["--out", "a.csv.gz"], "tables are written unpacked"),
    ] {
        hedgerow(&folder)
            .args(["score", "in.csv"])
            .args(args)
            .assert()
            .code(1)
            .stderr(contains(said));
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn more_than_excel_holds_of_a_cell_is_written_whole_and_counted() {
    let long = "word ".repeat(7000);
    let folder = folder_with("in.csv", format!("note,text\n{long},We will see.\n"));
    hedgerow(&folder)
        .args(["score", "in.csv", "--excel", "--out", "out.csv"])
        .assert()
        .code(0)
        .stderr(contains(
            "out.csv: 1 cells have more than the 32,767 characters",
        ));
    assert_eq!(column(&text(&folder, "out.csv")[3..], "note"), [long]);
}

/// The record of a run.
fn record(folder: &TempDir, name: &str) -> Value {
    serde_json::from_str(&text(folder, name)).unwrap()
}

#[test]
fn a_run_leaves_a_dictionary_and_a_record_and_a_comparison_adds_to_both() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("articles")).unwrap();
    let article = "HEADLINE\n\n\"The United States will lift the duty on bolts on 3 March,\" said Tilda Orr, a spokesperson for the White House. \"China welcomes every step,\" said Wen Bo, a spokesperson for China's Ministry of Commerce.\n";
    std::fs::write(folder.path().join("articles/2025-11-03.txt"), article).unwrap();
    let run = |args: &[&str]| {
        hedgerow(&folder).args(args).assert().code(0);
    };
    run(&["run", "articles", "--out", "results", "--seed", "7"]);
    let first = record(&folder, "results/run.json");
    let entry = &first["runs"][0];
    assert_eq!(entry["command"], "run");
    assert_eq!(entry["configuration"]["seed"], 7);
    assert_eq!(entry["configuration"]["concrete-from"], 0.6);
    assert_eq!(entry["engine"]["precision"], "fp32");
    for model in ["attribution", "scorer", "encoder"] {
        let hash = entry["models"][model]["manifest_sha256"].as_str().unwrap();
        assert_eq!(hash.len(), 64, "{model}");
    }
    assert_eq!(entry["inputs"][0]["files"], 1);
    let stages: Vec<&str> = (entry["stages"].as_array().unwrap().iter())
        .map(|stage| stage["stage"].as_str().unwrap())
        .collect();
    assert_eq!(stages, ["extract", "score", "aggregate"]);
    let scored = &entry["stages"][1];
    let written = rows(&text(&folder, "results/scored.csv")).len() as u64 - 1;
    assert_eq!(scored["counts"]["scored"], written);
    assert_eq!(scored["tables"][0]["rows"], written);
    assert_eq!(scored["tables"][0]["file"], "scored.csv");
    let dictionary = text(&folder, "results/README.md");
    assert!(dictionary.contains("## `scored.csv`") && !dictionary.contains("gaps.csv"));
    assert!(dictionary.contains("| `mean_score` | number, 0 to 1 |"));

    // The same again: the tables and their hashes are the same.
    run(&["run", "articles", "--out", "results", "--seed", "7"]);
    let second = record(&folder, "results/run.json");
    assert_eq!(second["runs"].as_array().unwrap().len(), 1);
    for (a, b) in [0, 1, 2].map(|n| (&entry["stages"][n], &second["runs"][0]["stages"][n])) {
        assert_eq!(a["tables"], b["tables"]);
    }

    let scored = "results/scored.csv";
    run(&["compare", scored, "--actors", "US,CN", "--out", "results"]);
    let both = record(&folder, "results/run.json");
    assert_eq!(both["runs"][0], second["runs"][0]);
    assert_eq!(both["runs"][1]["command"], "compare");
    let input = &both["runs"][1]["inputs"][0]["sha256"];
    assert_eq!(input, &entry["stages"][1]["tables"][0]["sha256"]);
    let dictionary = text(&folder, "results/README.md");
    assert!(dictionary.contains("## `scored.csv`") && dictionary.contains("## `gaps.csv`"));

    // In another form what was there before is named, and the record is of the new.
    hedgerow(&folder)
        .args(["compare", scored, "--actors", "US,CN", "--out", "results"])
        .args(["--format", "jsonl"])
        .assert()
        .code(0)
        .stderr(contains("gaps.csv is of an earlier run"));
    std::fs::write(folder.path().join("results/run.json"), "{}").unwrap();
    hedgerow(&folder)
        .args(["compare", scored, "--actors", "US,CN", "--out", "results"])
        .assert()
        .code(1)
        .stderr(contains(
            "is not a record that this version of hedgerow wrote",
        ));
}

#[test]
fn a_single_file_has_a_record_where_one_is_asked_for() {
    let folder = folder_with("in.csv", "text\nWe will see.\n\n,\n");
    hedgerow(&folder)
        .args([
            "score",
            "in.csv",
            "--out",
            "out.csv",
            "--run-json",
            "run.json",
        ])
        .assert()
        .code(2);
    let record = record(&folder, "run.json");
    let stage = &record["runs"][0]["stages"][0];
    assert_eq!(stage["counts"]["rejected"], 1);
    assert_eq!(stage["tables"][1]["table"], "rejects");
    assert!(!folder.path().join("README.md").exists());
}

/// The code of the README that is marked with a language.
fn recipe(language: &str) -> String {
    recipe_in("## Load the tables", language, 1)
}

/// That of a section of the README, the first being 1.
fn recipe_in(section: &str, language: &str, number: usize) -> String {
    let readme = std::fs::read_to_string(checkout("README.md")).unwrap();
    let section = readme.split(section).nth(1).unwrap();
    let fence = format!("```{language}\n");
    let block = section.split(&fence).nth(number).unwrap();
    block.split("```").next().unwrap().to_owned()
}

/// Results as the recipes expect them: as CSV, and as Parquet.
fn results() -> TempDir {
    let folder = made(&[], "csv");
    hedgerow(&folder)
        .args(["score", "statements.csv", "--out", "results/scored.parquet"])
        .assert()
        .code(2);
    hedgerow(&folder)
        .args([
            "aggregate",
            "results/scored.csv",
            "--out",
            "results/cells.csv",
        ])
        .assert()
        .code(0);
    folder
}

/// A Python that has a module: that of the checkout's own environment, or the
/// system's. Says so where none has it.
fn python_with(module: &str) -> Option<String> {
    let own = [".venv/bin/python", ".cache/spark/bin/python"];
    let own = own.map(|path| checkout(path).display().to_string());
    let found = own
        .into_iter()
        .chain(["python3".to_owned()])
        .find(|python| {
            let import = format!("import {module}");
            let output = Command::new(python).args(["-c", &import]).output();
            output.is_ok_and(|output| output.status.success())
        });
    if found.is_none() {
        eprintln!("skipped: no Python with {module} at hand");
    }
    found
}

fn output_of(command: &mut Command, folder: &Path) -> String {
    let output = command.current_dir(folder).output().unwrap();
    let (out, err) = (output.stdout, String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{err}");
    String::from_utf8(out).unwrap()
}

#[test]
fn a_run_in_jsonl_has_a_page_though_some_of_its_tables_are_empty() {
    let folder = tempfile::tempdir().unwrap();
    hedgerow(&folder)
        .arg("run")
        .arg(checkout("data/sample/articles"))
        .args(["--actors", "US,CN", "--format", "jsonl", "--out", "results"])
        .assert()
        .code(0);
    assert_eq!(text(&folder, "results/duplicates.jsonl"), "");
    assert!(text(&folder, "results/report.html").contains("</html>"));
}

#[test]
fn the_recipe_for_pandas_works() {
    let Some(python) = python_with("pandas, pyarrow") else {
        return;
    };
    let folder = results();
    let code = format!(
        "{}\nassert cells['mean_score'].dtype == 'float64' and cells['n'].dtype == 'int64'\n\
         assert 'NA' in set(cells['actor']) and not cells['actor'].isna().any()\n\
         assert scored['score'].dtype == 'float64' and len(scored) == 26\n",
        recipe("python")
    );
    let out = output_of(Command::new(python).args(["-c", &code]), folder.path());
    assert!(out.contains("mean_score") && out.contains("US"), "{out}");
}

#[test]
fn the_recipe_for_duckdb_works() {
    let Some(python) = python_with("duckdb") else {
        return;
    };
    let folder = results();
    let code = format!("import duckdb\nprint(duckdb.sql('''{}'''))", recipe("sql"));
    let out = output_of(Command::new(python).args(["-c", &code]), folder.path());
    assert!(
        out.contains("mean_score") && out.contains("double"),
        "{out}"
    );
}

#[test]
fn the_recipe_for_r_works() {
    let folder = results();
    if Command::new("Rscript").arg("--version").output().is_err() {
        eprintln!("skipped: no Rscript at hand");
        return;
    }
    let code = format!(
        "{}\nstopifnot(is.numeric(cells$mean_score), \"NA\" %in% cells$actor, !anyNA(cells$actor))\n",
        recipe("r")
    );
    let out = output_of(Command::new("Rscript").args(["-e", &code]), folder.path());
    assert!(out.contains("mean_score") && out.contains("US"), "{out}");
}

/// A recipe that sends a table through a pipe, with code behind it that looks at what
/// came back.
fn piped_recipe(modules: &str, number: usize, look: &str) {
    let Some(python) = python_with(modules) else {
        return;
    };
    let folder = results();
    let code = format!("{}\n{look}", recipe_in(PIPES, "python", number));
    let program = Path::new(env!("CARGO_BIN_EXE_hedgerow"));
    let path = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let found = output_of(
        Command::new(python).args(["-c", &code]).env("PATH", path),
        folder.path(),
    );
    let scored = text(&folder, "results/scored.csv");
    let numbers = |lines: Vec<String>| -> Vec<f64> {
        lines.iter().map(|line| line.parse().unwrap()).collect()
    };
    let found = numbers(found.lines().map(str::to_owned).collect());
    assert_eq!(found, numbers(column(&scored, "score")));
}

const PIPES: &str = "### In pandas and polars";

#[test]
fn the_recipe_for_pandas_in_a_pipe_works() {
    let look = "kept = scored[scored['reject_reason'].isna()]\n\
                assert len(scored) == len(kept) + 1 and scored['score'].dtype == 'float64'\n\
                print(*kept['score'], sep='\\n')\n";
    piped_recipe("pandas, pyarrow", 1, look);
}

#[test]
fn the_recipe_for_polars_in_a_pipe_works() {
    let look = "kept = scored.filter(pl.col('reject_reason').is_null())\n\
                assert len(scored) == len(kept) + 1 and scored['score'].dtype == pl.Float64\n\
                print(*kept['score'], sep='\\n')\n";
    piped_recipe("polars", 2, look);
}
