//! Mean scores by actor and topic, with the number of statements.

use std::error::Error as StdError;
use std::sync::Arc;

use maud::Markup;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

use super::super::measures::Measures;
use super::super::names::Names;
use super::super::numbers::count;
use super::colours::{INK, MUTED, heat};
use super::plot::{Area, LETTERS, letters, lines, picture};
use crate::aggregates::Summary;
use crate::error::Error;

const LABELS: i32 = 186;
const HEAD: i32 = 34;
const ROW: i32 = 40;
const COLUMN: i32 = 84;
/// How much of its colour a cell has that has no interval.
const PALE: f64 = 0.35;
/// Characters of a line of a topic's name beside its row.
const NAME: usize = 21;
/// Lines of a topic's name at most.
const LINES: usize = 3;
/// Characters of each of two lines of an actor's name over its column.
const ACTOR: usize = 11;
/// The height of a line.
const LINE: i32 = 16;

/// A topic's row.
struct Row {
    name: Vec<String>,
    top: i32,
    height: i32,
}

/// A row for each topic, a column for each actor.
pub(in super::super) fn heat_map(
    measures: &Measures,
    topics: &[Arc<str>],
    cast: &[Arc<str>],
    names: &Names,
    alt: &str,
) -> Result<Markup, Error> {
    let rows = rows(topics, names);
    let width = LABELS + times(cast.len(), COLUMN) + 4;
    let height = rows.last().map_or(HEAD, |row| row.top + row.height) + 4;
    let size = (width.unsigned_abs(), height.unsigned_abs());
    picture(size, alt, |area| {
        let head = letters(INK, LETTERS - 1, HPos::Center, VPos::Center);
        for (column, actor) in cast.iter().enumerate() {
            let middle = LABELS + times(column, COLUMN) + COLUMN / 2;
            let name = lines(names.actor(actor), ACTOR, 2);
            draw_name(area, &name, (middle, HEAD / 2), &head)?;
        }
        let label = letters(INK, LETTERS - 1, HPos::Right, VPos::Center);
        for (row, topic) in rows.iter().zip(topics) {
            let end = (LABELS - 10, row.top + row.height / 2);
            draw_name(area, &row.name, end, &label)?;
            for (column, actor) in cast.iter().enumerate() {
                let left = LABELS + times(column, COLUMN);
                draw_cell(area, row, left, measures.cell(actor, topic))?;
            }
        }
        Ok(())
    })
}

/// The rows from top to bottom, each as high as the lines of its name need.
fn rows(topics: &[Arc<str>], names: &Names) -> Vec<Row> {
    let mut top = HEAD;
    let mut rows = Vec::new();
    for topic in topics {
        let name = lines(names.topic(topic), NAME, LINES);
        let height = ROW.max(times(name.len(), LINE) + 8);
        rows.push(Row { name, top, height });
        top += height;
    }
    rows
}

/// The lines of a name, around a middle.
fn draw_name(
    area: &Area,
    name: &[String],
    (x, middle): (i32, i32),
    style: &TextStyle,
) -> Result<(), Box<dyn StdError>> {
    let first = middle - (times(name.len(), LINE) - LINE) / 2;
    for (line, words) in name.iter().enumerate() {
        let y = first + times(line, LINE);
        area.draw(&Text::new(words.as_str(), (x, y), style.clone()))?;
    }
    Ok(())
}

/// A mean on its colour, with the number of statements below it.
fn draw_cell(
    area: &Area,
    row: &Row,
    left: i32,
    cell: Option<&Summary>,
) -> Result<(), Box<dyn StdError>> {
    let (x, y) = (left + COLUMN / 2, row.top + row.height / 2);
    let Some(cell) = cell else {
        let style = letters(MUTED, LETTERS, HPos::Center, VPos::Center);
        area.draw(&Text::new("–", (x, y), style))?;
        return Ok(());
    };
    let (fill, text) = heat(cell.mean_score);
    // A mean of few documents must not look as sure as one of many.
    let (fill, text) = match cell.interval {
        Some(_) => (fill.ink().mix(1.0), text),
        None => (fill.ink().mix(PALE), INK),
    };
    let corners = [
        (left + 1, row.top + 1),
        (left + COLUMN - 1, row.top + row.height - 1),
    ];
    area.draw(&Rectangle::new(corners, fill.filled()))?;
    let score = letters(text, LETTERS + 1, HPos::Center, VPos::Center);
    let words = format!("{:.2}", cell.mean_score);
    area.draw(&Text::new(words, (x, y - 6), score))?;
    let n = letters(text, LETTERS - 3, HPos::Center, VPos::Center);
    let words = format!("n {}", count(cell.n));
    area.draw(&Text::new(words, (x, y + 9), n))?;
    Ok(())
}

/// So many times a size.
fn times(number: usize, size: i32) -> i32 {
    i32::try_from(number).unwrap_or(0) * size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_the_topics_that_are_built_in_are_whole() {
        let table = include_str!("../../../data/topics.toml");
        let names = table
            .lines()
            .filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
        let mut seen = 0;
        for name in names {
            assert_eq!(lines(name, NAME, LINES).join(" "), name);
            seen += 1;
        }
        assert!(seen > 15, "{seen}");
    }

    #[test]
    fn rows_follow_each_other_and_long_names_have_higher_ones() {
        let mut names = Names::default();
        names.add_topic("a", Some("Summits, visits and relations between states"));
        let rows = rows(&[Arc::from("a"), Arc::from("b")], &names);
        let places: Vec<(i32, i32)> = rows.iter().map(|row| (row.top, row.height)).collect();
        assert_eq!(places, [(HEAD, 56), (HEAD + 56, ROW)]);
    }
}
