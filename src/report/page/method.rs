//! How the numbers were made: enough to make them again.

use maud::{Markup, html};
use serde_json::Value;

use super::super::findings::{FALSE_DISCOVERY, FEW};
use super::super::numbers::{count, counted};
use super::super::text::{plain, quoted};
use super::Page;
use super::parts::wide;
use crate::aggregates::REPLICATES;

/// The settings on which the numbers depend, as they are called on the command line.
const SETTINGS: [&str; 14] = [
    "concrete-from",
    "hedged-to",
    "min-statements",
    "min-documents",
    "seed",
    "attribution-error",
    "claims-from",
    "all-claims",
    "window-before",
    "window",
    "by",
    "gaps-by",
    "shifts-by",
    "topics-by",
];

/// So many digits tell one hash from all others that one meets.
const DIGITS: usize = 12;

pub(super) fn method(page: &Page) -> Markup {
    html! {
        section #method aria-labelledby="method-title" {
            h2 #method-title { "Method" }
            ul {
                li {
                    "A model rates each sentence by its words alone: how specific it is, how firmly \
                     the speaker stands behind it, and, as the score, whether it commits the speaker \
                     to something that can be checked. What the sentence before said is not known."
                }
                li {
                    "Intervals are 95%, by resampling whole documents " (REPLICATES) " times (seed "
                    (page.resampling.seed) "), since statements of one document resemble each other. \
                     Below " (page.resampling.min_documents) " documents none is given."
                }
                li {
                    "P-values are corrected over the topics by the procedure of Benjamini and \
                     Hochberg; below " (FALSE_DISCOVERY) ", with an interval that leaves zero out, a \
                     difference is called clear. Below " (FEW) " statements a title says how few there are."
                }
                li {
                    "Means here are of the actors’ own statements. cells.csv counts those too that \
                     one actor lends another, so there the two can differ."
                }
                li {
                    "Attribution errs: some statements are missing, and some stand with the wrong \
                     actor. Compare means of many statements, not single ones."
                }
            }
            (again(page.results.run.as_ref()))
        }
    }
}

/// What to do to have the same tables again.
fn again(record: Option<&Value>) -> Markup {
    html! {
        h3 { "To make it again" }
        p { "Page made by hedgerow " (env!("CARGO_PKG_VERSION")) " from the tables of the results folder." }
        @match record {
            Some(record) => {
                @for run in entries(&record["runs"]) { (command(run)) }
                details.method-full {
                    summary { "All that run.json says of how the tables were made, but for the names of columns" }
                    div.run { (value(record)) }
                }
            },
            None => p.note {
                "There is no run.json beside the tables, so the model, the command line and the \
                 thresholds are not known here."
            },
        }
    }
}

/// A command with what its results depend on.
fn command(run: &Value) -> Markup {
    let words = entries(&run["command_line"]).filter_map(Value::as_str);
    let line: Vec<String> = words.map(shell).collect();
    let name = text(&run["command"]);
    let table = html! {
        table {
            caption {
                "What hedgerow " (plain(&name)) " used and did; in brackets the first " (DIGITS)
                " digits of SHA-256"
            }
            tbody {
                @for (what, lines) in facts(run) {
                    @if !lines.is_empty() {
                        tr {
                            th scope="row" { (what) }
                            td { @for line in lines { div { (quoted(&line)) } } }
                        }
                    }
                }
            }
        }
    };
    html! {
        @if !line.is_empty() { p { code { (quoted(&line.join(" "))) } } }
        (wide(&format!("Record of hedgerow {}", plain(&name)), &table))
    }
}

/// What a command used and did, each with as many lines as it has entries.
fn facts(run: &Value) -> [(&'static str, Vec<String>); 7] {
    let models = run["models"].as_object().into_iter().flatten();
    let settings: Vec<String> = SETTINGS
        .iter()
        .filter_map(|name| Some((name, run["configuration"].get(name)?)))
        .map(|(name, setting)| format!("{name} {}", text(setting)))
        .collect();
    let settings = Some(settings.join("; ")).filter(|line| !line.is_empty());
    let stages = entries(&run["stages"]);
    [
        ("Program", vec![program(run)]),
        (
            "Models",
            models.map(|(name, model)| described(name, model)).collect(),
        ),
        ("Engine", engine(&run["engine"]).into_iter().collect()),
        ("Settings", settings.into_iter().collect()),
        ("Lists", entries(&run["lists"]).map(hashed).collect()),
        ("Inputs", entries(&run["inputs"]).map(hashed).collect()),
        (
            "Counts",
            stages
                .map(|stage| format!("{}: {}", text(&stage["stage"]), counts(&stage["counts"])))
                .collect(),
        ),
    ]
}

/// The version, with the time.
fn program(run: &Value) -> String {
    let hash = run["program_sha256"].as_str().map(short);
    let hash = hash.map_or_else(String::new, |hash| format!(" ({hash})"));
    let (version, started) = (text(&run["version"]), text(&run["started"]));
    let took = run["seconds"].as_f64();
    let took = took.map_or_else(String::new, |seconds| format!(", {seconds:.0} s"));
    format!("hedgerow {version}{hash}, {started}{took}")
}

/// A model by its version and the hash of its weights.
fn described(name: &str, model: &Value) -> String {
    let version = text(&model["version"]);
    let weights = model["weights_sha256"].as_str().map_or("", short);
    format!("{name} {version} ({weights})")
}

/// By what models were run, where they were.
fn engine(engine: &Value) -> Option<String> {
    let name = engine["name"].as_str()?;
    Some(format!("{name}, {}", text(&engine["precision"])))
}

/// A file or folder by its name, size and hash.
fn hashed(entry: &Value) -> String {
    let path = text(&entry["path"]);
    let files = entry["files"].as_u64().filter(|files| *files != 1);
    let files = files.map_or_else(String::new, |files| format!(", {}", counted(files, "file")));
    let hash = entry["sha256"].as_str().map(short);
    let hash = hash.map_or_else(String::new, |hash| format!(" ({hash})"));
    format!("{path}{files}{hash}")
}

fn short(hash: &str) -> &str {
    hash.get(..DIGITS).unwrap_or(hash)
}

/// Counts of a stage in one line: "articles (read 22, accepted 22), statements 99".
fn counts(json: &Value) -> String {
    let nested = |json: &Value| json.is_object() || json.is_array();
    let parts: Vec<String> = match json {
        Value::Object(entries) => entries
            .iter()
            .map(|(key, entry)| {
                let (key, counts) = (called(key), counts(entry));
                if nested(entry) {
                    format!("{key} ({counts})")
                } else {
                    format!("{key} {counts}")
                }
            })
            .collect(),
        Value::Array(entries) => entries.iter().map(counts).collect(),
        other => return other.as_u64().map_or_else(|| text(other), count),
    };
    let pair = json.is_array() && !entries(json).any(nested);
    parts.join(if pair { " " } else { ", " })
}

/// What a count is called, where its key does not say it.
fn called(key: &str) -> String {
    match key {
        "questions" => "questions left aside".to_owned(),
        "captions" => "captions left aside".to_owned(),
        "lent" => "lent and left aside".to_owned(),
        "unknown" => "of an unknown actor".to_owned(),
        "undated" => "without a date".to_owned(),
        "unread" => "too long to compare".to_owned(),
        _ => key.replace('_', " "),
    }
}

/// A word as a shell reads it back.
fn shell(word: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || "_@%+=:,./-".contains(c);
    if !word.is_empty() && word.chars().all(bare) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// The entries of a list; none where it is not there.
fn entries(json: &Value) -> impl Iterator<Item = &Value> {
    json.as_array().into_iter().flatten()
}

/// What is no object in words, the entries of a list with commas.
fn text(json: &Value) -> String {
    match json {
        Value::String(text) => text.clone(),
        Value::Null => "not known".to_owned(),
        Value::Array(entries) => entries.iter().map(text).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// JSON as lists, whatever is in it. The names of a table's columns stand in the
/// table.
fn value(json: &Value) -> Markup {
    html! {
        @match json {
            Value::Object(entries) => dl {
                @for (key, entry) in entries.iter().filter(|(key, _)| key.as_str() != "columns") {
                    dt { (quoted(key)) } dd { (value(entry)) }
                }
            },
            Value::Array(entries) => ul { @for entry in entries { li { (value(entry)) } } },
            other => (quoted(&text(other))),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_command_line_can_be_given_to_a_shell_again() {
        for (word, quoted) in [
            ("--actors=US,CN", "--actors=US,CN"),
            ("my articles", "'my articles'"),
            ("it's", r"'it'\''s'"),
            ("$HOME", "'$HOME'"),
            ("", "''"),
        ] {
            assert_eq!(shell(word), quoted);
        }
    }

    #[test]
    fn counts_are_told_in_one_line() {
        let stage = json!({
            "articles": {"read": 1200, "hidden": 0},
            "questions": 4,
            "of_actors": [["US", 41], ["CN", 40]],
        });
        assert_eq!(
            counts(&stage),
            "articles (read 1,200, hidden 0), questions left aside 4, of actors (US 41, CN 40)"
        );
    }

    #[test]
    fn what_the_tables_depend_on_is_told_and_names_of_columns_are_not() {
        let record = json!({"runs": [{
            "command": "run",
            "version": "0.1.0",
            "started": "2025-11-29T23:35:14Z",
            "seconds": 6.372,
            "command_line": ["hedgerow", "run", "my articles", "--out", "results"],
            "configuration": {"concrete-from": 0.6, "out": "results", "by": ["actor", "topic"]},
            "models": {"scorer": {"version": "2", "weights_sha256": "06ebdf7b2d898d1efcf1"}},
            "lists": [{"path": "data/actors.toml", "files": 1, "sha256": "41f7ddb7ae4b22a2"}],
            "stages": [{"stage": "score", "tables": [{"columns": ["speaker"], "rows": 3}]}],
        }]});
        let page = again(Some(&record)).into_string();
        for part in [
            "<code><bdi>hedgerow run 'my articles' --out results</bdi></code>",
            "<bdi>hedgerow 0.1.0, 2025-11-29T23:35:14Z, 6 s</bdi>",
            "<bdi>scorer 2 (06ebdf7b2d89)</bdi>",
            "<bdi>concrete-from 0.6; by actor,topic</bdi>",
            "<bdi>data/actors.toml (41f7ddb7ae4b)</bdi>",
        ] {
            assert!(page.contains(part), "{part}\n{page}");
        }
        assert!(!page.contains("speaker"), "{page}");
        assert!(!page.contains("Engine"), "{page}");
    }
}
