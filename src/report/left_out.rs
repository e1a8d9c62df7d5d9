//! What no number counts: rejected rows, near-duplicates, and what cleaning took
//! out of articles.

use std::collections::BTreeMap;
use std::path::Path;

use super::folder::Folder;
use super::records::Records;
use crate::error::Error;
use crate::tables::{Format, Input, Reject, Table};

/// Rows of each table that the page lists.
pub(crate) const LISTED: usize = 50;

/// The rejects of one stage.
#[derive(Debug)]
pub(crate) struct Rejected {
    /// The file's name.
    pub(crate) file: String,
    pub(crate) count: u64,
    /// The first of them: line, id, reason.
    pub(crate) first: Vec<[String; 3]>,
}

/// Articles that resemble another.
#[derive(Debug)]
pub(crate) struct Duplicates {
    pub(crate) count: u64,
    /// The first of them: the article, the one it resembles, and how much.
    pub(crate) first: Vec<Vec<String>>,
    pub(crate) header: Vec<String>,
}

/// What is left out. `None` where no table says.
#[derive(Debug, Default)]
pub(crate) struct LeftOut {
    pub(crate) rejected: Vec<Rejected>,
    pub(crate) duplicates: Option<Duplicates>,
    /// Pieces of articles by the reason for which they were removed.
    pub(crate) removed: Option<BTreeMap<String, u64>>,
}

impl LeftOut {
    pub(crate) fn read(folder: &Folder) -> Result<Self, Error> {
        let mut rejected = Vec::new();
        for path in folder.rejects()? {
            rejected.push(read_rejects(&path)?);
        }
        let duplicates = folder.table("duplicates");
        let removed = folder.table("removed");
        Ok(Self {
            rejected,
            duplicates: duplicates.map(|path| read_duplicates(&path)).transpose()?,
            removed: removed.map(|path| read_removed(&path)).transpose()?,
        })
    }

    /// Adds the rows of a table that could not be read.
    pub(crate) fn unreadable(&mut self, records: &Records) {
        if !records.rejects.is_empty() {
            self.add(&file_name(records.path()), &records.rejects);
        }
    }

    /// Adds rejects that the report itself came upon.
    pub(crate) fn add(&mut self, file: &str, rejects: &[Reject]) {
        self.rejected.push(Rejected {
            file: file.to_owned(),
            count: rejects.len() as u64,
            first: rejects.iter().take(LISTED).map(fields).collect(),
        });
    }
}

fn fields(reject: &Reject) -> [String; 3] {
    [
        reject.line.map(|line| line.to_string()).unwrap_or_default(),
        reject.id.clone().unwrap_or_default(),
        reject.reason.clone(),
    ]
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn read_rejects(path: &Path) -> Result<Rejected, Error> {
    let records = Records::read(path)?;
    let columns = [
        records.column("line")?,
        records.column("id")?,
        records.column("reason")?,
    ];
    let rows = records.rows.iter().take(LISTED);
    Ok(Rejected {
        file: file_name(path),
        count: records.rows.len() as u64,
        first: rows
            .map(|row| columns.map(|column| row.fields[column].clone()))
            .collect(),
    })
}

fn read_duplicates(path: &Path) -> Result<Duplicates, Error> {
    let records = Records::read(path)?;
    let rows = records.rows.iter().take(LISTED);
    Ok(Duplicates {
        count: records.rows.len() as u64,
        first: rows.map(|row| row.fields.clone()).collect(),
        header: records.header().to_vec(),
    })
}

/// Counts without holding the table, which can be as long as the articles.
fn read_removed(path: &Path) -> Result<BTreeMap<String, u64>, Error> {
    let table = Table::open_result(&Input::new(path, Format::Csv))?;
    let reason = table.header().iter().position(|column| column == "reason");
    let mut counts = BTreeMap::new();
    for row in table.rows(None) {
        let reason = match row? {
            Ok(row) => row.field(reason).to_owned(),
            Err(_) => "a row that cannot be read".to_owned(),
        };
        *counts.entry(reason).or_default() += 1;
    }
    Ok(counts)
}
