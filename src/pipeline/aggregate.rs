//! Scored statements → cells, at once or by way of parts.

mod gather;
mod partial;

use std::path::PathBuf;

use indicatif::ProgressBar;
use rayon::prelude::*;
use serde::Serialize;

pub(super) use gather::Gatherer;
pub use gather::Gathering;
pub(super) use partial::{Merger, partial_rows, schema as partial_schema};

use crate::aggregates::{By, Cell, Cells, Key, Summary};
use crate::error::Error;
use crate::tables::{
    Column, Input, Kind, Rejects, Style, Table, TableWriter, Target, Written, dictionary,
};

/// Rows whose topics are found together.
const WINDOW: usize = 4096;

/// What to aggregate, by what, and where to.
pub struct AggregatePlan {
    /// The scored statements.
    pub input: Input,
    /// The cells.
    pub output: Target,
    /// How tables are written.
    pub style: Style,
    /// The rows that could not be used.
    pub rejects: PathBuf,
    /// How statements are gathered.
    pub gathering: Gathering,
    /// How sure the means are.
    pub resampling: Resampling,
    /// Whether the sums are written of which [`merge`] makes cells.
    pub partial: bool,
}

/// How documents are resampled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resampling {
    /// Below so many documents a cell has no interval.
    pub min_documents: u64,
    /// Seeds the bootstrap.
    pub seed: u64,
}

/// What to merge, and where to.
pub struct MergePlan {
    /// The partial tables.
    pub inputs: Vec<Input>,
    /// The cells.
    pub output: Target,
    /// How they are written.
    pub style: Style,
    /// How sure the means are.
    pub resampling: Resampling,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AggregateReport {
    /// Rows that were read.
    pub read: u64,
    /// Rows that were rejected.
    pub rejected: u64,
    /// Rows with no date that could be read, where dates were needed.
    pub undated: u64,
    /// What the cells are by.
    #[serde(skip)]
    pub by: Vec<By>,
    /// The cells in the order of their table; none where sums were written.
    #[serde(skip)]
    pub cells: Vec<(Key, Summary)>,
    /// The tables that were written.
    #[serde(skip)]
    pub tables: Vec<Written>,
}

/// Aggregates a table of scored statements into cells, or into sums to be merged.
pub fn aggregate(plan: &AggregatePlan, progress: &ProgressBar) -> Result<AggregateReport, Error> {
    let table = Table::open(&plan.input)?;
    let by = &plan.gathering.by;
    let schema = if plan.partial {
        partial_schema(by)?
    } else {
        dictionary::CELLS.behind(by.iter().map(grouping))
    };
    let mut gatherer = Gatherer::of(&plan.gathering, &table)?;
    let mut writer = TableWriter::create(&plan.output, plan.style, schema)?;
    let mut rejects = Rejects::new(&plan.rejects, plan.style)?;

    progress.set_length(table.len());
    let (mut read, mut rejected) = (0, 0);
    let mut rows = table.rows(gatherer.id()).peekable();
    while rows.peek().is_some() {
        let window: Vec<_> = rows.by_ref().take(WINDOW).collect::<Result<_, _>>()?;
        let count = window.len() as u64;
        gatherer.add(window, |reject| {
            rejected += 1;
            rejects.add(&reject)
        })?;
        read += count;
        progress.inc(count);
    }
    let (used, undated) = (gatherer.used, gatherer.undated);
    if read != table.len() || used + rejected != read {
        let problem = format!(
            "the table has {} rows; {read} were read, {used} used and {rejected} rejected",
            table.len()
        );
        return Err(Error::Internal(problem));
    }
    let gathered = gatherer.into_cells();
    let mut cells = Vec::new();
    if plan.partial {
        for row in partial_rows(by, &gathered) {
            writer.write(row)?;
        }
    } else {
        cells = summarize(gathered, plan.resampling);
        write(&mut writer, &cells)?;
    }
    let mut tables = vec![writer.finish()?];
    tables.extend(rejects.finish()?);
    progress.finish_and_clear();
    Ok(AggregateReport {
        read,
        rejected,
        undated,
        by: by.clone(),
        cells,
        tables,
    })
}

/// Merges partial tables, in whatever order, into the cells of one run over all
/// their statements.
///
/// # Errors
/// Where one of them is not a partial table, or they are by different things.
pub fn merge(plan: &MergePlan, progress: &ProgressBar) -> Result<AggregateReport, Error> {
    let tables: Vec<Table> = plan
        .inputs
        .iter()
        .map(Table::open)
        .collect::<Result<_, _>>()?;
    let mut merger: Option<Merger> = None;
    let mut read = 0;
    for table in &tables {
        let merger = match &mut merger {
            Some(merger) => merger,
            none => none.insert(Merger::of(table)?),
        };
        merger.expect(table)?;
        for row in table.rows(None) {
            let row =
                row?.map_err(|reject| partial::damaged(table, reject.line, &reject.reason))?;
            merger.add(table, &row)?;
            read += 1;
            progress.inc(1);
        }
    }
    let Some(merger) = merger else {
        return Err(Error::Usage("there is nothing to merge".to_owned()));
    };
    let (by, cells) = merger.into_cells();
    let schema = dictionary::CELLS.behind(by.iter().map(grouping));
    let mut writer = TableWriter::create(&plan.output, plan.style, schema)?;
    let cells = summarize(cells, plan.resampling);
    write(&mut writer, &cells)?;
    progress.finish_and_clear();
    Ok(AggregateReport {
        read,
        rejected: 0,
        undated: 0,
        by,
        cells,
        tables: vec![writer.finish()?],
    })
}

/// The column of what cells are grouped by.
pub(super) fn grouping(by: &By) -> Column {
    let kind = match by {
        By::Actor | By::Topic | By::Column(_) => Kind::Text,
        By::Period(_) => Kind::Period,
    };
    Column::own(by.to_string(), kind)
}

/// The cells' rows, in the order of their keys.
pub(super) fn summarize(cells: Cells, plan: Resampling) -> Vec<(Key, Summary)> {
    let cells: Vec<(Key, Cell)> = cells.into_iter().collect();
    cells
        .into_par_iter()
        .filter_map(|(key, cell)| Some((key, cell.summary(plan.min_documents, plan.seed)?)))
        .collect()
}

fn write(writer: &mut TableWriter, cells: &[(Key, Summary)]) -> Result<(), Error> {
    for (key, cell) in cells {
        writer.write(fields(key, cell))?;
    }
    Ok(())
}

/// A cell as the fields of its key and of [`dictionary::CELLS`].
pub(super) fn fields(key: &Key, cell: &Summary) -> Vec<String> {
    let number = |number: f64| format!("{number:.4}");
    let bound = |bound: Option<f64>| bound.map(number).unwrap_or_default();
    let measures = [
        cell.n.to_string(),
        cell.n_documents.to_string(),
        number(cell.mean_score),
        bound(cell.interval.map(|interval| interval.low)),
        bound(cell.interval.map(|interval| interval.high)),
        number(cell.mean_specificity),
        number(cell.mean_firmness),
        number(cell.share_concrete),
        number(cell.share_hedged),
    ];
    key.iter()
        .map(ToString::to_string)
        .chain(measures)
        .collect()
}
