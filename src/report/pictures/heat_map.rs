//! Mean scores by actor and topic, with the number of statements.

use std::sync::Arc;

use maud::Markup;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

use super::super::measures::Measures;
use super::super::names::Names;
use super::super::numbers::count;
use super::colours::{INK, MUTED, heat};
use super::plot::{LETTERS, cut, letters, lines, picture};
use crate::error::Error;

const LABELS: i32 = 186;
const HEAD: i32 = 34;
const ROW: i32 = 40;
const COLUMN: i32 = 84;
/// How much of its colour a cell has that has no interval.
const PALE: f64 = 0.35;
/// Characters of a line of a topic's name beside its row.
const NAME: usize = 21;

/// A row for each topic, a column for each actor.
pub(in super::super) fn heat_map(
    measures: &Measures,
    topics: &[Arc<str>],
    cast: &[Arc<str>],
    names: &Names,
    alt: &str,
) -> Result<Markup, Error> {
    let place = |index: usize, size: i32| i32::try_from(index).unwrap_or(0) * size;
    let width = LABELS + place(cast.len(), COLUMN) + 4;
    let height = HEAD + place(topics.len(), ROW) + 4;
    let size = (width.unsigned_abs(), height.unsigned_abs());
    picture(size, alt, |area| {
        let head = letters(INK, LETTERS, HPos::Center, VPos::Center);
        for (column, actor) in cast.iter().enumerate() {
            let x = LABELS + place(column, COLUMN) + COLUMN / 2;
            area.draw(&Text::new(
                cut(names.actor(actor), 12),
                (x, HEAD / 2),
                head.clone(),
            ))?;
        }
        let label = letters(INK, LETTERS - 1, HPos::Right, VPos::Center);
        for (row, topic) in topics.iter().enumerate() {
            let y = HEAD + place(row, ROW);
            let name = lines(names.topic(topic), NAME);
            let first = y + ROW / 2 - 8 * (place(name.len(), 1) - 1);
            for (line, words) in name.into_iter().enumerate() {
                let y = first + place(line, 16);
                area.draw(&Text::new(words, (LABELS - 10, y), label.clone()))?;
            }
            for (column, actor) in cast.iter().enumerate() {
                let x = LABELS + place(column, COLUMN);
                let Some(cell) = measures.cell(actor, topic) else {
                    let none = letters(MUTED, LETTERS, HPos::Center, VPos::Center);
                    area.draw(&Text::new("–", (x + COLUMN / 2, y + ROW / 2), none))?;
                    continue;
                };
                let (fill, text) = heat(cell.mean_score);
                // A mean of few documents must not look as sure as one of many.
                let (fill, text) = match cell.interval {
                    Some(_) => (fill.ink().mix(1.0), text),
                    None => (fill.ink().mix(PALE), INK),
                };
                let corners = [(x + 1, y + 1), (x + COLUMN - 1, y + ROW - 1)];
                area.draw(&Rectangle::new(corners, fill.filled()))?;
                let middle = x + COLUMN / 2;
                let score = letters(text, LETTERS + 1, HPos::Center, VPos::Center);
                area.draw(&Text::new(
                    format!("{:.2}", cell.mean_score),
                    (middle, y + 14),
                    score,
                ))?;
                let n = letters(text, LETTERS - 3, HPos::Center, VPos::Center);
                area.draw(&Text::new(
                    format!("n {}", count(cell.n)),
                    (middle, y + 29),
                    n,
                ))?;
            }
        }
        Ok(())
    })
}
