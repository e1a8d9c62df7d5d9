//! A page of many statements stays small, and says what it leaves out.

use std::fmt::Write as _;

use crate::common::{folder_with, hedgerow, text};

const STATEMENTS: usize = 100_000;
/// Bytes that a page of so many statements may have.
const MOST_BYTES: usize = 5_000_000;

/// Scored statements of four actors on five topics over a year, the text of each its own.
fn scored() -> String {
    let mut table =
        "id,date,source,document,actor,topic,text,score,specificity,firmness,label,act\n"
            .to_owned();
    let topics = ["tariffs", "shipping", "agriculture", "rare_earths", "ai"];
    for row in 0..STATEMENTS {
        let (actor, topic) = (["US", "CN", "EU", "JP"][row % 4], topics[row % 5]);
        let (month, day) = (1 + row % 12, 1 + row % 28);
        let score = (row * 7919 % 1000) as f64 / 1000.0;
        writeln!(
            table,
            "s{row},2025-{month:02}-{day:02},gazette,d{},{actor},{topic},\
             The duty on item {row} falls by {day} percent as both sides agreed in spring.,\
             {score},{score},{score},mixed,a",
            row / 20
        )
        .unwrap();
    }
    table
}

#[test]
fn a_page_of_100_000_statements_is_below_5_megabytes() {
    let folder = folder_with("scored.csv", scored());
    hedgerow(&folder).args(["report", "."]).assert().code(0);
    let page = text(&folder, "report.html");
    assert!(page.len() < MOST_BYTES, "{} bytes", page.len());
    assert!(page.contains("100,000 statements"));
    assert!(page.contains("not all are shown"));
}
