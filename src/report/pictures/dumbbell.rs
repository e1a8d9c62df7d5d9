//! Two actors' mean scores topic by topic, each with its interval, the widest gap
//! on top.

use maud::Markup;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

use super::super::findings::clear;
use super::super::measures::Measures;
use super::super::names::Names;
use super::super::numbers::{interval, signed};
use super::super::results::Gap;
use super::colours::{self, GRID, INK, MUTED};
use super::plot::{LETTERS, cut, letters, picture, range};
use crate::error::Error;

/// Narrow, so that letters stay readable on a phone: topics and differences stand
/// above the scale, not beside it.
const WIDTH: i32 = 460;
/// Where the scale begins and ends.
const SCALE: (i32, i32) = (14, 446);
const HEAD: i32 = 44;
const ROW: i32 = 54;

/// A row for each gap. `places` are those of the two actors among all.
pub(in super::super) fn dumbbell(
    gaps: &[&Gap],
    measures: &Measures,
    places: [usize; 2],
    names: &Names,
    alt: &str,
) -> Result<Markup, Error> {
    let rows = i32::try_from(gaps.len()).unwrap_or(0);
    let height = HEAD + rows * ROW + 30;
    let shades = places.map(colours::actor);
    let interval_of = |gap: &Gap, side: usize| {
        let cell = measures.cell(&gap.contrast.sides[side], &gap.contrast.topic);
        cell.and_then(|cell| cell.interval)
    };
    let scores = gaps.iter().flat_map(|gap| {
        let ends = [0, 1].map(|side| interval_of(gap, side));
        let ends = ends
            .into_iter()
            .flatten()
            .flat_map(|ends| [ends.low, ends.high]);
        gap.contrast.means.into_iter().flatten().chain(ends)
    });
    let range = range(scores);
    picture((WIDTH.unsigned_abs(), height.unsigned_abs()), alt, |area| {
        scale(area, height - 30, range)?;
        if let Some(first) = gaps.first() {
            for (side, actor) in first.contrast.sides.iter().enumerate() {
                let x = SCALE.0 + 8 + 150 * i32::try_from(side).unwrap_or(0);
                mark(area, side, (x, 16), shades[side])?;
                let style = letters(shades[side], LETTERS, HPos::Left, VPos::Center);
                area.draw(&Text::new(cut(names.actor(actor), 16), (x + 12, 16), style))?;
            }
            let style = letters(MUTED, LETTERS - 2, HPos::Right, VPos::Center);
            area.draw(&Text::new("difference [95%]", (SCALE.1, 16), style))?;
        }
        for (row, gap) in gaps.iter().enumerate() {
            let top = HEAD + i32::try_from(row).unwrap_or(0) * ROW;
            topic(area, gap, top + 12, names)?;
            let y = top + 36;
            let means = gap.contrast.means;
            if let [Some(a), Some(b)] = means {
                let line = ShapeStyle::from(&MUTED.ink()).stroke_width(2);
                area.draw(&PathElement::new(
                    [(at(a, range), y), (at(b, range), y)],
                    line,
                ))?;
            }
            for side in 0..2 {
                // The two intervals stand one above the other to be read apart.
                let beside = if side == 0 { y - 5 } else { y + 5 };
                if let Some(ends) = interval_of(gap, side) {
                    let band = ShapeStyle::from(&shades[side].ink().mix(0.45)).stroke_width(4);
                    let ends = [
                        (at(ends.low, range), beside),
                        (at(ends.high, range), beside),
                    ];
                    area.draw(&PathElement::new(ends, band))?;
                }
                if let Some(mean) = means[side] {
                    mark(area, side, (at(mean, range), y), shades[side])?;
                }
            }
        }
        Ok(())
    })
}

/// The place of a score on the scale, which holds all that is drawn.
fn at(score: f64, (low, high): (f64, f64)) -> i32 {
    let width = f64::from(SCALE.1 - SCALE.0);
    #[allow(clippy::cast_possible_truncation)] // within the picture
    let offset = ((score - low) / (high - low) * width).round() as i32;
    SCALE.0 + offset
}

/// A disc for the first actor, a square for the second.
fn mark(
    area: &super::plot::Area,
    side: usize,
    (x, y): (i32, i32),
    shade: colours::Shade,
) -> Result<(), Box<dyn std::error::Error>> {
    let style = shade.ink().filled();
    if side == 0 {
        area.draw(&Circle::new((x, y), 6, style))?;
    } else {
        area.draw(&Rectangle::new([(x - 5, y - 5), (x + 5, y + 5)], style))?;
    }
    Ok(())
}

fn scale(
    area: &super::plot::Area,
    bottom: i32,
    range: (f64, f64),
) -> Result<(), Box<dyn std::error::Error>> {
    for step in 0..=10 {
        let score = f64::from(step) / 10.0;
        // Tenths are not exact in binary.
        if score < range.0 - 0.01 || score > range.1 + 0.01 {
            continue;
        }
        let x = at(score, range);
        area.draw(&PathElement::new([(x, HEAD - 8), (x, bottom)], GRID.ink()))?;
        let style = letters(MUTED, LETTERS - 2, HPos::Center, VPos::Top);
        area.draw(&Text::new(format!("{score:.1}"), (x, bottom + 8), style))?;
    }
    Ok(())
}

/// The topic on the left, the difference on the right; in ink where it is clear.
fn topic(
    area: &super::plot::Area,
    gap: &Gap,
    y: i32,
    names: &Names,
) -> Result<(), Box<dyn std::error::Error>> {
    let shade = if clear(&gap.contrast).is_some() {
        INK
    } else {
        MUTED
    };
    let mut name = names.topic(&gap.contrast.topic).to_owned();
    if !gap.period.is_empty() {
        name = format!("{} {name}", gap.period);
    }
    let style = letters(INK, LETTERS, HPos::Left, VPos::Center);
    area.draw(&Text::new(cut(&name, 36), (SCALE.0, y), style))?;
    if let Some(difference) = &gap.contrast.difference {
        let words = format!(
            "{} {}",
            signed(difference.estimate),
            interval(difference.interval)
        );
        let style = letters(shade, LETTERS - 1, HPos::Right, VPos::Center);
        area.draw(&Text::new(words, (SCALE.1, y), style))?;
    }
    Ok(())
}
