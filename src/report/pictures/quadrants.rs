//! Specificity against firmness, for one actor: dots for statements, and the share
//! of each quadrant.

use maud::Markup;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

use super::super::findings::QUADRANTS;
use super::super::measures::{MIDDLE, Spread};
use super::super::names::Names;
use super::super::numbers::{counted, percent};
use super::colours::{self, GRID, INK, MUTED};
use super::plot::{LETTERS, cut, joined, letters, picture, tick};
use crate::error::Error;

const SIZE: (u32, u32) = (360, 372);
/// The height of a line, on the scale of firmness.
const LINE: f64 = 0.055;

pub(in super::super) fn quadrants(
    spread: &Spread,
    place: usize,
    names: &Names,
) -> Result<Markup, Error> {
    let name = names.actor(&spread.actor);
    let shares = spread.quadrants.map(|count| percent(count, spread.n));
    let parts = QUADRANTS.iter().zip(&shares);
    let parts = joined(parts.map(|(quadrant, share)| format!("{quadrant} {share}")));
    let alt = format!("Specificity and firmness of statements of {name}: {parts}.");
    picture(SIZE, &alt, |area| {
        let title = letters(colours::actor(place), LETTERS + 1, HPos::Left, VPos::Center);
        area.draw(&Text::new(cut(name, 18), (40, 16), title))?;
        let small = letters(MUTED, LETTERS - 2, HPos::Right, VPos::Center);
        area.draw(&Text::new(counted(spread.n, "statement"), (346, 16), small))?;
        let (_, rest) = area.split_vertically(30);
        let mut chart = ChartBuilder::on(&rest)
            .margin_left(4)
            .margin_right(14)
            .x_label_area_size(44)
            .y_label_area_size(45)
            .build_cartesian_2d(0.0..1.0, 0.0..1.0)?;
        chart
            .configure_mesh()
            .disable_mesh()
            .axis_style(GRID.ink())
            .x_labels(6)
            .y_labels(6)
            .x_desc("specificity")
            .y_desc("firmness")
            .axis_desc_style(letters(INK, LETTERS - 1, HPos::Center, VPos::Top))
            .x_label_formatter(&tick)
            .y_label_formatter(&tick)
            .label_style(letters(MUTED, LETTERS - 2, HPos::Center, VPos::Top))
            .draw()?;
        let lines = [
            [(MIDDLE, 0.0), (MIDDLE, 1.0)],
            [(0.0, MIDDLE), (1.0, MIDDLE)],
        ];
        chart.draw_series(lines.map(|line| PathElement::new(line, GRID.ink())))?;
        let ink = colours::actor(place).ink().mix(0.35);
        let dots = spread.dots.iter();
        chart.draw_series(dots.map(|dot| Circle::new(*dot, 3, ink.filled())))?;
        // Each name in the outer corner of its quadrant.
        let corners = [(0.98, 0.98), (0.98, 0.02), (0.02, 0.98), (0.02, 0.02)];
        for ((corner, quadrant), share) in corners.iter().zip(QUADRANTS).zip(&shares) {
            let h = if corner.0 > MIDDLE {
                HPos::Right
            } else {
                HPos::Left
            };
            let v = if corner.1 > MIDDLE {
                VPos::Top
            } else {
                VPos::Bottom
            };
            // Two lines, or the names of two quadrants would meet.
            let lower = if corner.1 > MIDDLE {
                corner.1 - LINE
            } else {
                corner.1
            };
            for (words, y) in [(quadrant.to_owned(), lower + LINE), (share.clone(), lower)] {
                let style = letters(INK, LETTERS - 1, h, v);
                chart.draw_series(std::iter::once(Text::new(words, (corner.0, y), style)))?;
            }
        }
        Ok(())
    })
}
