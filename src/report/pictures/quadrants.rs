//! Specificity against firmness, for one actor: dots for statements, and the share
//! of each quadrant.

use maud::Markup;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

use super::super::findings::QUADRANTS;
use super::super::measures::{MIDDLE, Spread};
use super::super::names::Names;
use super::super::numbers::{counted, percent};
use super::colours::{self, GRID, INK, MUTED, SEEN_THROUGH};
use super::plot::{LETTERS, cut, joined, letters, picture, tick};
use crate::error::Error;

const SIZE: (u32, u32) = (360, 448);
/// How far the picture goes beyond the scale of firmness on either side: room for
/// the names of the quadrants, where no dot can be.
const STRIP: f64 = 0.14;
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
        area.draw(&Text::new(cut(name, 21), (40, 16), title))?;
        let small = letters(MUTED, LETTERS - 2, HPos::Right, VPos::Center);
        area.draw(&Text::new(counted(spread.n, "statement"), (346, 16), small))?;
        let (_, rest) = area.split_vertically(30);
        let mut chart = ChartBuilder::on(&rest)
            .margin_left(4)
            .margin_right(14)
            .x_label_area_size(44)
            .y_label_area_size(45)
            .build_cartesian_2d(0.0..1.0, -STRIP..1.0 + STRIP)?;
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
        let across = |firmness: f64| [(0.0, firmness), (1.0, firmness)];
        let down = [(MIDDLE, -STRIP), (MIDDLE, 1.0 + STRIP)];
        let lines = [down, across(MIDDLE), across(0.0), across(1.0)];
        chart.draw_series(lines.map(|line| PathElement::new(line, GRID.ink())))?;
        let ink = colours::actor(place).ink().mix(SEEN_THROUGH);
        let dots = spread.dots.iter();
        chart.draw_series(dots.map(|dot| Circle::new(*dot, 3, ink.filled())))?;
        // Each name beyond the outer corner of its quadrant, in two lines, or the names
        // of two quadrants would meet.
        let (left, right) = ((0.01, HPos::Left), (0.99, HPos::Right));
        let (above, below) = (1.0 + STRIP / 2.0, -STRIP / 2.0);
        let corners = [(right, above), (right, below), (left, above), (left, below)];
        for ((((x, h), y), quadrant), share) in corners.into_iter().zip(QUADRANTS).zip(&shares) {
            let style = letters(INK, LETTERS - 1, h, VPos::Center);
            let name = Text::new(quadrant.to_owned(), (x, y + LINE / 2.0), style.clone());
            let share = Text::new(share.clone(), (x, y - LINE / 2.0), style);
            chart.draw_series([name, share])?;
        }
        Ok(())
    })
}
