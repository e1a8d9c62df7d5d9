//! How the scores of one actor are distributed.

use maud::Markup;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

use super::super::measures::{BINS, Spread};
use super::super::names::Names;
use super::super::numbers::{counted, fixed};
use super::colours::{self, GRID, INK, MUTED};
use super::plot::{LETTERS, cut, letters, picture, tick};
use crate::error::Error;

const SIZE: (u32, u32) = (360, 254);

/// Where the bars begin, and the words above them.
const LEFT: i32 = 54;

/// Bars over the score, with the median. `tallest` is the share of the tallest bar
/// of all actors, by which their pictures are drawn to one scale.
pub(in super::super) fn spread(
    spread: &Spread,
    place: usize,
    tallest: f64,
    names: &Names,
) -> Result<Markup, Error> {
    let name = names.actor(&spread.actor);
    let words = format!(
        "{}, median {}",
        counted(spread.n, "statement"),
        fixed(spread.median)
    );
    let alt = format!("Distribution of the scores of {name}: {words}.");
    picture(SIZE, &alt, |area| {
        let title = letters(colours::actor(place), LETTERS + 1, HPos::Left, VPos::Center);
        area.draw(&Text::new(cut(name, 32), (LEFT, 16), title))?;
        let small = letters(MUTED, LETTERS - 2, HPos::Left, VPos::Center);
        area.draw(&Text::new(words.clone(), (LEFT, 35), small))?;
        let (_, rest) = area.split_vertically(48);
        let mut chart = ChartBuilder::on(&rest)
            .margin_left(4)
            .margin_right(12)
            .x_label_area_size(44)
            .y_label_area_size(LEFT - 4)
            .build_cartesian_2d(0.0..1.0, 0.0..tallest * 1.05)?;
        chart
            .configure_mesh()
            .disable_y_mesh()
            .bold_line_style(GRID.ink())
            .light_line_style(TRANSPARENT)
            .axis_style(GRID.ink())
            .x_labels(6)
            .y_labels(4)
            .x_desc("score")
            .y_desc("share of statements")
            .axis_desc_style(letters(INK, LETTERS - 1, HPos::Center, VPos::Top))
            .x_label_formatter(&tick)
            .y_label_formatter(&whole_percent)
            .label_style(letters(MUTED, LETTERS - 2, HPos::Center, VPos::Top))
            .draw()?;
        let ink = colours::actor(place).ink();
        let shares = shares(spread);
        chart.draw_series(shares.iter().enumerate().map(|(bin, share)| {
            let left = bin as f64 / BINS as f64;
            let right = (bin + 1) as f64 / BINS as f64;
            Rectangle::new([(left + 0.004, *share), (right - 0.004, 0.0)], ink.filled())
        }))?;
        let median = [(spread.median, 0.0), (spread.median, tallest * 1.05)];
        let line = ShapeStyle::from(&INK.ink()).stroke_width(2);
        chart.draw_series(std::iter::once(PathElement::new(median, line)))?;
        Ok(())
    })
}

/// A share on an axis.
#[allow(clippy::trivially_copy_pass_by_ref)] // as plotters calls it
fn whole_percent(share: &f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// The share of the statements in each bin.
pub(in super::super) fn shares(spread: &Spread) -> [f64; BINS] {
    let n = spread.n.max(1) as f64;
    spread.bins.map(|count| count as f64 / n)
}
