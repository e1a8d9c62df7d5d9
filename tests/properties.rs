//! What holds of any table, as it stands after the program's stages.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test throughout

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use hedgerow::aggregates::mean_interval;
use hedgerow::pipeline::{AggregatePlan, SplitPlan, aggregate, split};
use hedgerow::statements::{Actors, TopicFinder, Topics};
use hedgerow::tables::{ColumnNames, Input, Style, Target};
use indicatif::ProgressBar;
use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use tempfile::TempDir;

/// A folder with this table in it.
fn folder(table: &[u8]) -> (TempDir, Input) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.csv");
    std::fs::write(&path, table).unwrap();
    (folder, Input::File(path))
}

fn rows(path: &Path) -> Vec<Vec<String>> {
    let Ok(mut reader) = csv::Reader::from_path(path) else {
        return Vec::new();
    };
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        row.iter().map(str::to_owned).collect()
    });
    rows.collect()
}

/// A field as it may stand in a file, quoted or not, whole or not.
fn field() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        6 => "[a-zA-Z .?!é“”]{0,30}".prop_map(String::into_bytes),
        2 => "[a-zA-Z .,\n]{0,20}".prop_map(|text| format!("\"{text}\"").into_bytes()),
        1 => prop::collection::vec(any::<u8>(), 0..12),
    ]
}

fn table() -> impl Strategy<Value = Vec<u8>> {
    let row = prop::collection::vec(field(), 1..4).prop_map(|fields| fields.join(&b','));
    prop::collection::vec(row, 0..12)
        .prop_map(|rows| [&b"id,text\n"[..], &rows.join(&b'\n')].concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// Rows are split or rejected; what is split has all its words in its sentences.
    #[test]
    fn nothing_of_a_table_is_lost_when_it_is_split(table in table()) {
        let (folder, input) = folder(&table);
        let (out, rejects) = (folder.path().join("out.csv"), folder.path().join("r.csv"));
        let plan = SplitPlan {
            input,
            columns: ColumnNames::default(),
            output: Target::File(out.clone()),
            style: Style::Csv,
            rejects: rejects.clone(),
        };
        let report = split(&plan, &ProgressBar::hidden()).unwrap();
        prop_assert_eq!(report.read, report.split + report.rejected);
        prop_assert_eq!(rows(&out).len() as u64, report.sentences);
        prop_assert_eq!(rows(&rejects).len() as u64, report.rejected);
        let firsts = rows(&out).iter().filter(|row| row[2] == "1").count();
        prop_assert_eq!(firsts as u64, report.split);
    }

    /// The bytes of the cells are the same in whatever order the rows stand.
    #[test]
    fn cells_do_not_depend_on_the_order_of_rows(
        statements in prop::collection::vec((0_u8..4, 0_u8..3, 0_u8..6, 0_u16..=1000, 1_u8..13), 1..40)
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
    ) {
        let cells = |rows: &[(u8, u8, u8, u16, u8)]| {
            let mut table = "text,actor,topic,document,date,score,specificity,firmness,label\n".to_owned();
            for (actor, topic, document, score, month) in rows {
                let score = f64::from(*score) / 1000.0;
                writeln!(
                    table,
                    "Done.,A{actor},t{topic},d{document},2025-{month:02}-01,{score},{score},{score},mixed"
                )
                .unwrap();
            }
            let (folder, input) = folder(table.as_bytes());
            let out = folder.path().join("cells.csv");
            let plan = AggregatePlan {
                input,
                columns: ColumnNames::default(),
                output: Target::File(out.clone()),
                style: Style::Csv,
                rejects: folder.path().join("r.csv"),
                by: ["actor", "topic", "quarter"].iter().map(|by| by.parse().unwrap()).collect(),
                topics: TopicFinder::by_patterns(Topics::built_in().unwrap()),
                actors: Actors::built_in().unwrap(),
                min_documents: 2,
                seed: 1,
            };
            let report = aggregate(&plan, &ProgressBar::hidden()).unwrap();
            assert_eq!((report.read, report.rejected), (rows.len() as u64, 0));
            std::fs::read(out).unwrap()
        };
        prop_assert_eq!(cells(&statements.0), cells(&statements.1));
    }
}

/// Documents drawn from real ones, all statements of a speaker on a day, with the
/// readers' ratings. From the fewest that intervals are given for.
#[test]
fn intervals_of_real_documents_cover_the_mean_of_all_93_to_97_times_in_100() {
    let shared = std::env::var_os("HEDGEROW_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let mut documents: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    for name in ["train.jsonl", "train-more.jsonl", "dev.jsonl"] {
        let path = shared.join("data/diplomatic-statements").join(name);
        let Ok(file) = std::fs::read_to_string(&path) else {
            println!(
                "skipped: {} is not there (or set HEDGEROW_SHARED)",
                path.display()
            );
            return;
        };
        for line in file.lines() {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            // Some are rated for other things alone.
            let Some(overall) = row["overall"].as_f64() else {
                continue;
            };
            let document = documents.entry(format!("{}{}", row["date"], row["speaker"]));
            let sums = document.or_default();
            sums.0 += 1.0;
            sums.1 += overall / 4.0;
        }
    }
    let documents: Vec<(f64, f64)> = documents.into_values().collect();
    assert!(documents.len() > 1000);
    let all = documents
        .iter()
        .fold((0.0, 0.0), |all, of| (all.0 + of.0, all.1 + of.1));
    let mut random = ChaCha8Rng::seed_from_u64(2);
    let trials = 2000_u32;
    for n in [5, 8, 15, 60] {
        let covered: u32 = (0..trials)
            .map(|_| {
                let drawn: Vec<(String, f64, f64)> = (0..n)
                    .map(|_| {
                        let (count, sum) = documents[random.random_range(0..documents.len())];
                        (random.random::<u64>().to_string(), count, sum)
                    })
                    .collect();
                let drawn = drawn.iter().map(|(name, n, sum)| (&name[..], *n, *sum));
                let interval = mean_interval(drawn, 1).unwrap();
                u32::from((interval.low..=interval.high).contains(&(all.1 / all.0)))
            })
            .sum();
        let share = f64::from(covered) / f64::from(trials);
        println!("{n} of {} documents: {share}", documents.len());
        assert!((0.93..=0.97).contains(&share), "{n} documents: {share}");
    }
}
