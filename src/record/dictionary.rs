//! The data dictionary of a folder of results, as a Markdown file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{RUN, TableRecord, put};
use crate::error::Error;
use crate::tables::{Kind, Range, dictionary};

/// By this first line the file is known as ours, which may be replaced.
const OURS: &str = "<!-- Written by hedgerow, and by the next run written anew. -->";

/// Names of the file; the second where the first is somebody else's.
const NAMES: [&str; 2] = ["README.md", "README.hedgerow.md"];

/// Writes the dictionary of these tables into a folder; says where.
pub(super) fn write(folder: &Path, tables: &[TableRecord]) -> Result<PathBuf, Error> {
    let ours = |path: &PathBuf| match std::fs::read(path) {
        Ok(text) => text.starts_with(OURS.as_bytes()),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    };
    let [first, second] = NAMES.map(|name| folder.join(name));
    let path = if ours(&first) { first } else { second };
    put(&path, text(tables).as_bytes())?;
    Ok(path)
}

fn text(tables: &[TableRecord]) -> String {
    let mut text = format!("{OURS}\n# What is in this folder\n\n");
    let has = |form: &str| tables.iter().any(|table| table.form == form);
    text.push_str(
        "Texts are UTF-8. Numbers have a point, dates are ISO 8601 (`2025-11-03`), spans are \
         half-open ranges of bytes. What is missing is an empty cell (in JSONL and Parquet null), \
         never 0.\n",
    );
    if has("excel") {
        text.push_str(
            "\nThese tables were written with `--excel`: an apostrophe stands before each cell that \
             Excel would run as a formula or turn into another number. Hedgerow takes it off when \
             it reads the table again.\n",
        );
    }
    let _ = writeln!(
        text,
        "\n`{RUN}` says how they were made: versions, models, settings, inputs, counts and times."
    );
    // In the order of the dictionary; the rejects of all stages stand last.
    let order = |table: &&TableRecord| {
        dictionary::TABLES
            .iter()
            .position(|t| t.name == table.table)
    };
    let mut sorted: Vec<&TableRecord> = tables.iter().collect();
    sorted.sort_by_key(order);
    for table in sorted {
        text.push_str(&section(table, tables));
    }
    text
}

fn section(table: &TableRecord, all: &[TableRecord]) -> String {
    let info = dictionary::table(&table.table);
    let about = info.map_or("", |info| info.about);
    let rows = match table.rows {
        1 => "1 row".to_owned(),
        rows => format!("{rows} rows"),
    };
    let mut text = format!(
        "\n## {}\n\n{about} {rows}.\n\n| column | holds | what | empty |\n|---|---|---|---|\n",
        code(&table.file)
    );
    for name in &table.columns {
        let column = info.and_then(|info| info.columns.iter().find(|column| column.name == *name));
        let cells = if let Some(column) = column {
            let empty = column.missing.unwrap_or("never");
            format!("{} | {} | {empty} |", holds(column.kind), column.meaning)
        } else {
            format!("text or as in the input | {} | |", origin(name, table, all))
        };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "| {} | {cells}", code(name));
    }
    text
}

/// What is to be said of a column that is not the program's own.
fn origin(name: &str, table: &TableRecord, all: &[TableRecord]) -> String {
    if table.table == dictionary::CELLS.name {
        return "what the rows are grouped by".to_owned();
    }
    let before = all.iter().find(|other| {
        other.table == dictionary::STATEMENTS.name && other.columns.iter().any(|c| c == name)
    });
    match before {
        Some(other) => format!("as in {}", code(&other.file)),
        None => "as in the input".to_owned(),
    }
}

/// What a column holds, with unit and range.
fn holds(kind: Kind) -> String {
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::Word(words) => {
            let words: Vec<String> = words.iter().map(|word| code(word)).collect();
            words.join(", ")
        }
        Kind::Count => "whole number, from 0".to_owned(),
        Kind::Integer => "whole number".to_owned(),
        Kind::Number(Range::Share) => "number, 0 to 1".to_owned(),
        Kind::Number(Range::Difference) => "number, -1 to 1".to_owned(),
        Kind::Number(Range::Any) => "number".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::Period => "`2025-11`, `2025-Q4` or `2025`".to_owned(),
        Kind::List => "texts, separated by `;`".to_owned(),
        Kind::Spans => "byte ranges `start-end`, separated by `;`".to_owned(),
    }
}

/// A name as code. It may be the user's: nothing in it is markup.
fn code(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|c| if c.is_control() || c == '`' { ' ' } else { c })
        .collect();
    format!("`{}`", name.replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(file: &str, table: &str, columns: &[&str]) -> TableRecord {
        TableRecord {
            file: file.to_owned(),
            table: table.to_owned(),
            form: "csv".to_owned(),
            rows: 1,
            columns: columns.iter().map(ToString::to_string).collect(),
            sha256: String::new(),
        }
    }

    #[test]
    fn each_column_of_each_table_is_told_and_a_name_is_no_markup() {
        let tables = [
            table("scored.rejects.csv", "rejects", &["line", "id", "reason"]),
            table("scored.csv", "scored", &["te`x|t\n", "title", "score"]),
            table("statements.csv", "statements", &["title"]),
        ];
        let text = text(&tables);
        let headings = text.lines().filter(|line| line.starts_with("## "));
        let expected = [
            "## `statements.csv`",
            "## `scored.csv`",
            "## `scored.rejects.csv`",
        ];
        assert!(headings.eq(expected), "{text}");
        for line in [
            "| `te x\\|t ` | text or as in the input | as in the input | |",
            "| `title` | text or as in the input | as in `statements.csv` | |",
            "| `title` | text | headline of the article | the article does not give it |",
            "| `score` | number, 0 to 1 | from evasive or empty (0) to specific and firm (1) | never |",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
    }

    #[test]
    fn somebody_else_s_readme_stays() {
        let folder = tempfile::tempdir().unwrap();
        let tables = [table("cells.csv", "cells", &["n"])];
        let first = write(folder.path(), &tables).unwrap();
        assert_eq!(write(folder.path(), &tables).unwrap(), first);
        std::fs::write(&first, "# My notes\n").unwrap();
        assert!(
            write(folder.path(), &tables)
                .unwrap()
                .ends_with("README.hedgerow.md")
        );
        assert_eq!(std::fs::read_to_string(first).unwrap(), "# My notes\n");
    }
}
