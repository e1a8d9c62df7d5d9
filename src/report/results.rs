//! What the tables of a results folder say, as far as the page shows it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::folder::Folder;
use super::left_out::LeftOut;
use super::records::Records;
use crate::aggregates::Interval;
use crate::error::Error;
use crate::tables::Row;

/// A difference of mean scores, with what is known of its certainty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Difference {
    pub(crate) estimate: f64,
    pub(crate) interval: Interval,
    /// The corrected p-value.
    pub(crate) q: Option<f64>,
}

/// Two groups of statements and how far they lie apart: two actors on one topic,
/// or an actor in two periods.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Contrast {
    pub(crate) topic: String,
    /// Two actors, or two periods.
    pub(crate) sides: [String; 2],
    pub(crate) n: [u64; 2],
    pub(crate) means: [Option<f64>; 2],
    /// `None` where it is not stated; `note` says why.
    pub(crate) difference: Option<Difference>,
    pub(crate) note: String,
}

/// A gap between two actors.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Gap {
    /// Empty where all time is taken together.
    pub(crate) period: String,
    /// First minus second.
    pub(crate) contrast: Contrast,
    /// Cliff's delta.
    pub(crate) delta: Option<f64>,
}

/// A change of one actor from a period to the next.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shift {
    pub(crate) actor: String,
    /// Later minus earlier; the sides are the earlier and the later period.
    pub(crate) contrast: Contrast,
    pub(crate) direction: String,
    /// The earlier and the later statement that show it best.
    pub(crate) examples: [String; 2],
}

/// A table whose rows are shown as they stand.
#[derive(Debug)]
pub(crate) struct Listing {
    pub(crate) records: Records,
    columns: Vec<(&'static str, usize)>,
}

impl Listing {
    fn read(records: Records, names: &[&'static str]) -> Result<Self, Error> {
        let columns = names
            .iter()
            .map(|name| Ok((*name, records.column(name)?)))
            .collect::<Result<_, Error>>()?;
        Ok(Self { records, columns })
    }

    /// A field by the name of its column, which was among those asked for.
    pub(crate) fn field<'a>(&self, row: &'a Row, name: &str) -> &'a str {
        let found = self.columns.iter().find(|(column, _)| *column == name);
        row.field(found.map(|(_, position)| *position))
    }
}

/// The tables of a results folder. What is `None` is not there.
#[derive(Debug)]
pub(crate) struct Results {
    pub(crate) gaps: Option<Vec<Gap>>,
    pub(crate) shifts: Option<Vec<Shift>>,
    pub(crate) claims: Option<Listing>,
    pub(crate) commitments: Option<Listing>,
    pub(crate) left_out: LeftOut,
    /// How the results were made.
    pub(crate) run: Option<Value>,
}

impl Results {
    pub(crate) fn read(folder: &Folder) -> Result<Self, Error> {
        let records = |name: &str| {
            folder
                .table(name)
                .map(|path| Records::read(&path))
                .transpose()
        };
        let listing = |name: &str, columns: &[&'static str]| {
            let records = records(name)?;
            records
                .map(|records| Listing::read(records, columns))
                .transpose()
        };
        let mut left_out = LeftOut::read(folder)?;
        let gaps = records("gaps")?;
        let shifts = records("shifts")?;
        let claims = listing(
            "claims",
            &[
                "date",
                "actor",
                "counterpart",
                "topics",
                "claim",
                "score",
                "state",
                "evidence",
                "evidence_dates",
                "similarity",
                "reason",
            ],
        )?;
        let commitments = listing(
            "commitments",
            &[
                "date",
                "actor",
                "counterpart",
                "attributed",
                "action",
                "object",
                "quantity",
                "unit",
                "per",
                "deadline",
                "period",
                "condition",
                "firmness",
                "text",
            ],
        )?;
        let listed = [&claims, &commitments].into_iter().flatten();
        let read = [&gaps, &shifts].into_iter().flatten();
        for records in read.chain(listed.map(|listing| &listing.records)) {
            left_out.unreadable(records);
        }
        Ok(Self {
            gaps: gaps.as_ref().map(read_gaps).transpose()?,
            shifts: shifts.as_ref().map(read_shifts).transpose()?,
            claims,
            commitments,
            left_out,
            run: folder.run().map(|path| read_run(&path)).transpose()?,
        })
    }

    /// What held for a setting in the last command of the record that has it.
    pub(crate) fn setting(&self, name: &str) -> Option<&Value> {
        let runs = self.run.as_ref()?.get("runs")?.as_array()?;
        let mut latest = runs.iter().rev();
        latest.find_map(|run| run.get("configuration")?.get(name))
    }

    /// The actors that were compared, in the order of the comparison.
    pub(crate) fn compared(&self) -> Vec<String> {
        let mut actors: Vec<String> = Vec::new();
        for gap in self.gaps.iter().flatten() {
            for actor in &gap.contrast.sides {
                if !actors.contains(actor) {
                    actors.push(actor.clone());
                }
            }
        }
        actors
    }

    /// Those whom claims and commitments concern.
    pub(crate) fn counterparts(&self) -> BTreeSet<&str> {
        let listings = [&self.claims, &self.commitments].into_iter().flatten();
        listings
            .flat_map(|listing| {
                let rows = listing.records.rows.iter();
                rows.flat_map(|row| ["actor", "counterpart"].map(|name| listing.field(row, name)))
            })
            .collect()
    }

    /// The tables that are not there.
    pub(crate) fn missing(&self) -> Vec<&'static str> {
        let tables = [
            (self.gaps.is_none(), "gaps"),
            (self.claims.is_none(), "claims"),
            (self.commitments.is_none(), "commitments"),
            (self.shifts.is_none(), "shifts"),
        ];
        let missing = tables.into_iter().filter(|(missing, _)| *missing);
        missing.map(|(_, name)| name).collect()
    }

    /// The pairs of actors that were compared.
    pub(crate) fn pairs(&self) -> Vec<[String; 2]> {
        let mut pairs: Vec<[String; 2]> = Vec::new();
        for gap in self.gaps.iter().flatten() {
            if !pairs.contains(&gap.contrast.sides) {
                pairs.push(gap.contrast.sides.clone());
            }
        }
        pairs
    }
}

/// Where the parts of a contrast stand: counts and means by the ends of their
/// columns' names.
fn contrast(
    records: &Records,
    row: &Row,
    sides: [&str; 2],
    ends: [&str; 2],
    difference: &str,
) -> Result<Contrast, Error> {
    let field = |name: &str| Ok::<_, Error>(row.field(Some(records.column(name)?)).to_owned());
    let number = |name: &str| records.number(row, records.column(name)?);
    let count = |end: &str| records.count(row, records.column(&format!("n_{end}"))?);
    let mean = |end: &str| number(&format!("mean_score_{end}"));
    let parts = (number(difference)?, number("ci_low")?, number("ci_high")?);
    let difference = match parts {
        (Some(estimate), Some(low), Some(high)) => Some(Difference {
            estimate,
            interval: Interval { low, high },
            q: number("q_value")?,
        }),
        _ => None,
    };
    Ok(Contrast {
        topic: field("topic")?,
        sides: [field(sides[0])?, field(sides[1])?],
        n: [count(ends[0])?, count(ends[1])?],
        means: [mean(ends[0])?, mean(ends[1])?],
        difference,
        note: field("note")?,
    })
}

fn read_gaps(records: &Records) -> Result<Vec<Gap>, Error> {
    let (period, delta) = (records.column("period")?, records.column("cliffs_delta")?);
    let gap = |row| {
        Ok(Gap {
            period: row_field(row, period),
            contrast: contrast(
                records,
                row,
                ["actor_a", "actor_b"],
                ["a", "b"],
                "difference",
            )?,
            delta: records.number(row, delta)?,
        })
    };
    records.rows.iter().map(gap).collect()
}

fn read_shifts(records: &Records) -> Result<Vec<Shift>, Error> {
    let column = |name| records.column(name);
    let (actor, direction) = (column("actor")?, column("direction")?);
    let (before, after) = (column("before")?, column("after")?);
    let shift = |row| {
        Ok(Shift {
            actor: row_field(row, actor),
            contrast: contrast(records, row, ["from", "to"], ["from", "to"], "change")?,
            direction: row_field(row, direction),
            examples: [row_field(row, before), row_field(row, after)],
        })
    };
    records.rows.iter().map(shift).collect()
}

fn row_field(row: &Row, column: usize) -> String {
    row.field(Some(column)).to_owned()
}

fn read_run(path: &std::path::Path) -> Result<Value, Error> {
    let text = std::fs::read_to_string(path).map_err(Error::read(path))?;
    serde_json::from_str(&text).map_err(|error| {
        let problem = format!("is not JSON ({error}); move it away to have a report without it");
        Error::malformed(path, problem)
    })
}
