//! What no number counts, and why.

use maud::{Markup, html};

use super::super::left_out::{LISTED, Rejected};
use super::super::numbers::{count, counted};
use super::super::text::{plain, quoted};
use super::Page;
use super::parts::wide;

pub(super) fn left_out(page: &Page) -> Markup {
    let left_out = &page.results.left_out;
    html! {
        section #left-out aria-labelledby="left-out-title" {
            h2 #left-out-title { "What is left out" }
            @if left_out.rejected.is_empty() {
                p { "No row was rejected." }
            }
            @for rejected in &left_out.rejected { (rejects(rejected)) }
            @if let Some(duplicates) = left_out.duplicates.as_ref().filter(|found| found.count > 0) {
                details {
                    summary { (counted(duplicates.count, "article")) " left out as near-duplicates" }
                    @let rows = duplicates.first.iter().map(Vec::as_slice);
                    (table("Near-duplicates", &duplicates.header, rows))
                    (more(duplicates.count, "duplicates.csv"))
                }
            }
            @if let Some(removed) = &left_out.removed {
                details {
                    summary {
                        (counted(removed.values().sum(), "piece"))
                        " of articles removed that are not the article"
                    }
                    @let rows: Vec<[String; 2]> = removed
                        .iter()
                        .map(|(reason, n)| [reason.clone(), count(*n)])
                        .collect();
                    (table("Removed pieces", &["reason".into(), "pieces".into()], rows.iter().map(|row| &row[..])))
                    p.note { "Each piece is in removed.csv." }
                }
            }
        }
    }
}

fn rejects(rejected: &Rejected) -> Markup {
    let header = ["line", "id", "reason"].map(str::to_owned);
    html! {
        details {
            summary { (counted(rejected.count, "row")) " rejected: " (quoted(&rejected.file)) }
            (table("Rejected rows", &header, rejected.first.iter().map(|row| &row[..])))
            (more(rejected.count, &rejected.file))
        }
    }
}

fn more(all: u64, file: &str) -> Markup {
    html! {
        @if all > LISTED as u64 {
            p.note { "The first " (LISTED) "; all are in " (plain(file)) "." }
        }
    }
}

fn table<'a>(label: &str, header: &[String], rows: impl Iterator<Item = &'a [String]>) -> Markup {
    let table = html! {
        table {
            thead { tr { @for name in header { th scope="col" { (quoted(name)) } } } }
            tbody { @for row in rows { tr { @for field in row { td { (quoted(field)) } } } } }
        }
    };
    wide(label, &table)
}
