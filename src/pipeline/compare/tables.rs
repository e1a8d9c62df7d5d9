//! The tables of a comparison.

use rayon::prelude::*;

use super::ComparePlan;
use crate::comparison::{
    Commitment, Difference, Direction, Entry, Gap, Group, Promised, Row as CommitmentRow, Shift,
    Statement, commitments,
};
use crate::error::Error;
use crate::statements::Gazetteer;
use crate::tables::{TableInfo, TableWriter, Target, Written, dictionary};

/// Between the texts of several statements in one field.
const BETWEEN: &str = " | ";

/// The open tables. None stands at its place until all are whole.
pub(super) struct Tables {
    gaps: TableWriter,
    claims: TableWriter,
    commitments: TableWriter,
    shifts: TableWriter,
}

impl Tables {
    pub(super) fn create(plan: &ComparePlan) -> Result<Self, Error> {
        let open = |table: &TableInfo| {
            let target = Target::File(plan.file(table.name));
            TableWriter::create(&target, plan.style, table.schema())
        };
        Ok(Self {
            gaps: open(&dictionary::GAPS)?,
            claims: open(&dictionary::CLAIMS)?,
            commitments: open(&dictionary::COMMITMENTS)?,
            shifts: open(&dictionary::SHIFTS)?,
        })
    }

    pub(super) fn write_gaps(&mut self, gaps: &[Gap]) -> Result<(), Error> {
        for gap in gaps {
            let mut fields = vec![
                gap.period.clone().unwrap_or_default(),
                gap.topic.to_string(),
                gap.actors[0].clone(),
                gap.actors[1].clone(),
            ];
            fields.extend(gap.groups.iter().flat_map(group));
            fields.extend(difference(gap.difference.as_ref().ok(), gap.q));
            fields.push(note(&gap.difference));
            self.gaps.write(fields)?;
        }
        Ok(())
    }

    pub(super) fn write_claims(&mut self, entries: &[Entry]) -> Result<(), Error> {
        for entry in entries {
            let claim = entry.claim;
            let each = |field: fn(&Statement) -> String| {
                entry
                    .evidence
                    .iter()
                    .map(move |answer| field(answer.statement))
            };
            let likeliest = entry.evidence.first();
            self.claims.write([
                claim.id.clone(),
                date(claim),
                document(claim),
                entry.actor.clone(),
                entry.counterpart.clone(),
                claim.topics.join(";"),
                claim.text.clone(),
                number(claim.measured.score),
                number(claim.measured.specificity),
                entry.state.to_string(),
                each(|s| s.id.clone()).collect::<Vec<_>>().join(";"),
                each(date).collect::<Vec<_>>().join(";"),
                each(|s| s.text.clone()).collect::<Vec<_>>().join(BETWEEN),
                likeliest
                    .map(|a| number(a.judgement.likeness))
                    .unwrap_or_default(),
                entry.reason.clone(),
            ])?;
        }
        Ok(())
    }

    /// Writes what the statements promise; says how many promises there are.
    pub(super) fn write_commitments(
        &mut self,
        statements: &[Statement],
        gazetteer: &Gazetteer,
    ) -> Result<u64, Error> {
        let found: Vec<Vec<Commitment>> = statements
            .par_iter()
            .map(|statement| {
                let promised = Promised {
                    text: &statement.text,
                    act: statement.act,
                    actors: &statement.actors,
                    date: statement.date,
                    reported: statement.reported,
                };
                commitments(&promised, gazetteer)
            })
            .collect();
        let mut written = 0;
        for (statement, found) in statements.iter().zip(found) {
            let date = date(statement);
            let document = document(statement);
            for commitment in found {
                let fields = commitment.fields(CommitmentRow {
                    statement: &statement.id,
                    date: &date,
                    document: &document,
                    firmness: Some(statement.measured.firmness),
                });
                let text = std::iter::once(statement.text.clone());
                self.commitments.write(fields.into_iter().chain(text))?;
                written += 1;
            }
        }
        Ok(written)
    }

    /// Writes the shifts; says how many are certain.
    pub(super) fn write_shifts(&mut self, shifts: &[Shift]) -> Result<u64, Error> {
        let mut certain = 0;
        for shift in shifts {
            let direction = shift.difference.as_ref().ok().map(Direction::of);
            certain += u64::from(direction.is_some_and(|d| d != Direction::Unclear));
            let mut fields = vec![
                shift.actor.clone(),
                shift.topic.to_string(),
                shift.periods[0].clone(),
                shift.periods[1].clone(),
            ];
            fields.extend(shift.groups.iter().flat_map(group));
            fields.extend(difference(shift.difference.as_ref().ok(), shift.q));
            fields.push(direction.map(|d| d.to_string()).unwrap_or_default());
            match &shift.example {
                Some(pair) => {
                    fields.extend(pair.iter().flat_map(|s| [s.id.clone(), s.text.clone()]));
                }
                None => fields.extend([const { String::new() }; 4]),
            }
            fields.push(note(&shift.difference));
            self.shifts.write(fields)?;
        }
        Ok(certain)
    }

    pub(super) fn finish(self) -> Result<[Written; 4], Error> {
        Ok([
            self.gaps.finish()?,
            self.claims.finish()?,
            self.commitments.finish()?,
            self.shifts.finish()?,
        ])
    }
}

fn date(statement: &Statement) -> String {
    let date = statement.date.map(|date| date.to_string());
    date.unwrap_or_default()
}

/// The document; where the table names none it is made of source and date.
fn document(statement: &Statement) -> String {
    statement.document.replace('\u{1f}', " ")
}

fn number(number: f64) -> String {
    format!("{number:.4}")
}

fn group(group: &Group) -> [String; 5] {
    let mean = |mean: Option<f64>| mean.map(number).unwrap_or_default();
    [
        group.n.to_string(),
        group.n_documents.to_string(),
        mean(group.score),
        mean(group.specificity),
        mean(group.firmness),
    ]
}

fn difference(difference: Option<&Difference>, q: Option<f64>) -> [String; 6] {
    let field =
        |value: fn(&Difference) -> f64| difference.map(|d| number(value(d))).unwrap_or_default();
    [
        field(|d| d.estimate),
        field(|d| d.interval.low),
        field(|d| d.interval.high),
        field(|d| d.delta),
        field(|d| d.p),
        q.map(number).unwrap_or_default(),
    ]
}

/// Why a difference is not stated.
fn note(difference: &Result<Difference, String>) -> String {
    difference.as_ref().err().cloned().unwrap_or_default()
}
