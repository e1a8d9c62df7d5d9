//! All faults, by kind.

mod articles;
mod encodings;
mod files;
mod lists;
mod models;
mod options;
mod packed;
mod pages;
mod parquet;
mod scored;
mod surroundings;
mod tables;
mod terminal;
mod texts;

use super::fault::Fault;

pub(crate) fn all() -> Vec<(&'static str, Fault)> {
    let kinds: [(&str, Vec<Fault>); 14] = [
        ("encodings", encodings::faults()),
        ("CSV and JSONL", tables::faults()),
        ("Parquet", parquet::faults()),
        ("packed files", packed::faults()),
        ("files and folders", files::faults()),
        ("HTML pages", pages::faults()),
        ("articles", articles::faults()),
        ("statements", texts::faults()),
        ("scored tables", scored::faults()),
        ("lists of actors and topics", lists::faults()),
        ("models", models::faults()),
        ("options", options::faults()),
        ("surroundings", surroundings::faults()),
        ("terminal", terminal::faults()),
    ];
    kinds
        .into_iter()
        .flat_map(|(kind, faults)| faults.into_iter().map(move |fault| (kind, fault)))
        .collect()
}
