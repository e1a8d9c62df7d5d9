//! Cells by way of parts: whatever the statements are divided into, and in whatever
//! order, the cells are those of one run, to the byte.

use std::path::{Path, PathBuf};

use hedgerow::aggregates::By;
use hedgerow::pipeline::{AggregatePlan, Gathering, MergePlan, Resampling, aggregate, merge};
use hedgerow::statements::{Actors, Period, TopicFinder, Topics};
use hedgerow::tables::{ColumnNames, Input, Style, Target};
use indicatif::ProgressBar;
use predicates::str::contains;
use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::common::{folder_with, hedgerow, text};

/// A scored statement.
#[derive(Debug, Clone)]
struct Scored {
    id: u8,
    document: u8,
    actor: usize,
    topic: usize,
    score: u16,
    text: u8,
}

const ACTORS: [&str; 5] = ["US", "Beijing", "US;CN", "Ruritania", ""];
/// `all` is also what the rows of all topics together are called.
const TOPICS: [&str; 5] = ["bolts", "trade; bolts", "all", "none", "Trade, \"free\""];

fn statement() -> impl Strategy<Value = Scored> {
    let parts = (
        0_u8..4,
        0_u8..12,
        0..5_usize,
        0..5_usize,
        0_u16..=10_000,
        0_u8..5,
    );
    parts.prop_map(|(id, document, actor, topic, score, text)| Scored {
        id,
        document,
        actor,
        topic,
        score,
        text,
    })
}

/// Some have a document, some a source and date, some an id alone, some a text alone.
fn table(rows: &[&Scored]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = [
        "id",
        "document",
        "source",
        "date",
        "actor",
        "topic",
        "text",
        "score",
        "specificity",
        "firmness",
        "label",
    ];
    writer.write_record(header).unwrap();
    for row in rows {
        let score = f64::from(row.score) / 1e4;
        let given = |given: bool, text: String| if given { text } else { String::new() };
        let fields = [
            given(row.id > 0, format!("r{}", row.id)),
            given(row.document < 6, format!("d{}", row.document)),
            given(row.document < 9, "gazette".to_owned()),
            given(row.document < 9, format!("2025-{:02}-03", row.document + 1)),
            ACTORS[row.actor].to_owned(),
            TOPICS[row.topic].to_owned(),
            format!("Text {}.", row.text),
            format!("{score:.4}"),
            format!("{:.4}", 1.0 - score),
            format!("{:.4}", score / 2.0),
            ["hedged", "mixed", "concrete"][usize::from(row.score) % 3].to_owned(),
        ];
        writer.write_record(fields).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn plan(input: &Path, output: &Path, partial: bool) -> AggregatePlan {
    let topics = output.with_file_name("topics.toml");
    let one = "[[topic]]\nid = 'bolts'\nname = 'Bolts'\npatterns = ['bolts?']\n";
    std::fs::write(&topics, one).unwrap();
    AggregatePlan {
        input: Input::File(input.to_owned()),
        output: Target::File(output.to_owned()),
        style: Style::Csv,
        rejects: output.with_extension("rejects.csv"),
        gathering: Gathering {
            columns: ColumnNames::default(),
            by: vec![By::Actor, By::Topic, By::Period(Period::Quarter)],
            // The tables name their topics; these take no time to be made.
            topics: TopicFinder::by_patterns(Topics::only(&[topics]).unwrap()),
            actors: Actors::built_in().unwrap(),
        },
        resampling: RESAMPLING,
        partial,
    }
}

const RESAMPLING: Resampling = Resampling {
    min_documents: 2,
    seed: 3,
};

fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

proptest! {
    #![proptest_config(Config { cases: 48, failure_persistence: None, ..Config::default() })]
    #[test]
    fn any_division_of_the_rows_in_any_order_merges_to_the_cells_of_one_run(
        rows in prop::collection::vec((statement(), 0_usize..5, any::<u32>()), 1..60),
        extension in prop::sample::select(vec!["csv", "jsonl", "parquet"]),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let silent = ProgressBar::hidden();
        let all: Vec<&Scored> = rows.iter().map(|(row, _, _)| row).collect();
        std::fs::write(at("all.csv"), table(&all)).unwrap();
        let whole = aggregate(&plan(&at("all.csv"), &at("cells.csv"), false), &silent).unwrap();
        prop_assert_eq!(whole.rejected, 0);

        let mut shuffled: Vec<_> = rows.iter().collect();
        shuffled.sort_by_key(|(_, _, order)| *order);
        let mut sums: Vec<PathBuf> = Vec::new();
        for shard in 0..5 {
            let part = shuffled.iter().filter(|(_, part, _)| *part == shard);
            let part: Vec<&Scored> = part.map(|(row, _, _)| row).collect();
            // A part without rows is a part too.
            let (table_of, sums_of) = (at("part.csv"), at(&format!("sums-{shard}.{extension}")));
            std::fs::write(&table_of, table(&part)).unwrap();
            let plan = AggregatePlan { style: Style::Csv.at(&sums_of), ..plan(&table_of, &sums_of, true) };
            aggregate(&plan, &silent).unwrap();
            // A JSONL file without rows has no columns.
            if !part.is_empty() || extension != "jsonl" {
                sums.push(sums_of);
            }
        }
        let first = rows.len() % sums.len();
        sums.rotate_left(first);
        let plan = MergePlan {
            inputs: sums.into_iter().map(Input::File).collect(),
            output: Target::File(at("merged.csv")),
            style: Style::Csv,
            resampling: RESAMPLING,
        };
        merge(&plan, &silent).unwrap();
        prop_assert_eq!(bytes(&at("merged.csv")), bytes(&at("cells.csv")));
    }
}

const HEAD: &str = "document,actor,text,score,specificity,firmness,label\n";
const ROWS: [&str; 3] = [
    "a,US,Duties on bolts fall to 4 percent.,0.9000,0.9000,0.9000,concrete\n",
    "b,US,We may see.,0.1000,0.1000,0.1000,hedged\n",
    "a,CN,Shipments of rare earths resume.,0.7000,0.7000,0.7000,concrete\n",
];

#[test]
fn parts_are_made_and_merged_from_the_command_line() {
    let folder = folder_with("all.csv", format!("{HEAD}{}", ROWS.concat()));
    std::fs::write(folder.path().join("1.csv"), format!("{HEAD}{}", ROWS[0])).unwrap();
    let rest = format!("{HEAD}{}{}", ROWS[2], ROWS[1]);
    std::fs::write(folder.path().join("2.csv"), rest).unwrap();
    let run = |line: &str| {
        let args = line.split(' ');
        hedgerow(&folder).args(args).assert().code(0)
    };
    run("aggregate all.csv --out cells.csv --min-documents 2");
    run("aggregate 1.csv --partial --out sums-1.csv").stderr(contains("2 sums of 1 rows"));
    run("aggregate 2.csv --partial --out sums-2.parquet");
    run("aggregate --merge sums-2.parquet sums-1.csv --min-documents 2 --out merged.csv")
        .stderr(contains("5 cells of 6 rows"));
    assert_eq!(text(&folder, "merged.csv"), text(&folder, "cells.csv"));
    insta::assert_snapshot!(text(&folder, "sums-1.csv"), @r"
    actor,topic,all_topics,in_document,sum_n,sum_score,sum_specificity,sum_firmness,sum_concrete,sum_hedged
    US,,yes,a,1,900000,900000,900000,1,0
    US,tariffs,no,a,1,900000,900000,900000,1,0
    ");
}

#[test]
fn what_is_not_alike_is_not_merged() {
    let folder = folder_with("all.csv", format!("{HEAD}{}", ROWS.concat()));
    let run = |line: &str, code, said: &str| {
        let args = line.split(' ');
        hedgerow(&folder)
            .args(args)
            .assert()
            .code(code)
            .stderr(contains(said));
    };
    run("aggregate all.csv --partial --out sums.csv", 0, "sums");
    run(
        "aggregate all.csv --partial --by actor --out other.csv",
        0,
        "sums",
    );
    run(
        "aggregate --merge sums.csv other.csv",
        1,
        "is by actor, and the first table by actor,topic",
    );
    run(
        "aggregate --merge sums.csv all.csv",
        1,
        "all.csv: is not a partial table",
    );
    run("aggregate all.csv other.csv", 1, "--merge");
    run(
        "aggregate all.csv --merge --partial",
        1,
        "cannot be used with",
    );
    run(
        "aggregate all.csv --partial --by sum_n",
        1,
        "is the name of a column of partial tables",
    );
    let damaged = text(&folder, "sums.csv").replace(",900000,", ",9000000,");
    std::fs::write(folder.path().join("damaged.csv"), damaged).unwrap();
    run(
        "aggregate --merge damaged.csv",
        1,
        "damaged.csv: is damaged in line",
    );
}

/// Documents that a table does not name are told alike in its parts.
#[test]
fn a_statement_that_stands_alone_is_known_by_its_id_or_its_text_and_not_by_its_place() {
    let head = "id,text,score,specificity,firmness,label\n";
    let rows = [
        "1,Yes.,0.1,0.1,0.1,hedged\n",
        ",No.,0.2,0.1,0.1,hedged\n",
        "2,Yes.,0.9,0.1,0.1,concrete\n",
    ];
    let cells = |order: [usize; 3]| {
        let rows = order.map(|row| rows[row]).concat();
        let folder = folder_with("in.csv", format!("{head}{rows}"));
        hedgerow(&folder)
            .args([
                "aggregate",
                "in.csv",
                "--by",
                "topic",
                "--min-documents",
                "1",
                "--out",
                "o.csv",
            ])
            .assert()
            .code(0);
        text(&folder, "o.csv")
    };
    let straight = cells([0, 1, 2]);
    assert_eq!(straight, cells([2, 0, 1]));
    assert!(straight.contains("all,3,3,"), "{straight}");
}
