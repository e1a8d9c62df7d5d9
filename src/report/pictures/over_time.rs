//! Mean scores over time, with a band for the interval.

use std::sync::Arc;

use maud::Markup;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

use super::super::measures::Timeline;
use super::super::names::Names;
use super::colours::{self, GRID, MUTED};
use super::plot::{LETTERS, cut, letters, picture, range, tick};
use crate::aggregates::Summary;
use crate::error::Error;

const SIZE: (u32, u32) = (600, 340);

/// A line for each actor. Periods without statements part it.
pub(in super::super) fn over_time(
    timeline: &Timeline,
    cast: &[Arc<str>],
    names: &Names,
    alt: &str,
) -> Result<Markup, Error> {
    let shown = timeline
        .cells
        .iter()
        .filter(|((actor, _), _)| cast.contains(actor));
    let (low, high) = range(shown.flat_map(|(_, cell)| {
        let ends = cell.interval.map(|ends| [ends.low, ends.high]);
        std::iter::once(cell.mean_score).chain(ends.into_iter().flatten())
    }));
    let last = timeline.periods.len().saturating_sub(1) as f64;
    picture(SIZE, alt, |area| {
        let (legend, rest) = area.split_vertically(34);
        let mut x = 46;
        for (place, actor) in cast.iter().enumerate() {
            let name = cut(names.actor(actor), 14);
            let style = letters(colours::actor(place), LETTERS, HPos::Left, VPos::Center);
            let width = 26 + 9 * i32::try_from(name.chars().count()).unwrap_or(0);
            legend.draw(&Circle::new(
                (x, 16),
                4,
                colours::actor(place).ink().filled(),
            ))?;
            legend.draw(&Text::new(name, (x + 9, 16), style))?;
            x += width;
        }
        let mut chart = ChartBuilder::on(&rest)
            .margin_right(18)
            .x_label_area_size(30)
            .y_label_area_size(36)
            .build_cartesian_2d(-0.3..last + 0.3, low..high)?;
        let period = |x: &f64| label(timeline, *x);
        chart
            .configure_mesh()
            .disable_x_mesh()
            .bold_line_style(GRID.ink())
            .light_line_style(TRANSPARENT)
            .axis_style(GRID.ink())
            .x_labels(8)
            .y_labels(6)
            .x_label_formatter(&period)
            .y_label_formatter(&tick)
            .label_style(letters(MUTED, LETTERS - 2, HPos::Center, VPos::Top))
            .draw()?;
        for (place, actor) in cast.iter().enumerate() {
            let ink = colours::actor(place).ink();
            for run in runs(timeline, actor) {
                let banded: Vec<_> = run
                    .iter()
                    .filter_map(|(x, cell)| Some((*x, cell.interval?)))
                    .collect();
                let upper = banded.iter().map(|(x, range)| (*x, range.high));
                let lower = banded.iter().rev().map(|(x, range)| (*x, range.low));
                let band: Vec<(f64, f64)> = upper.chain(lower).collect();
                chart.draw_series(std::iter::once(Polygon::new(band, ink.mix(0.16))))?;
                let line: Vec<(f64, f64)> = run.iter().map(|(x, c)| (*x, c.mean_score)).collect();
                let dots = line
                    .iter()
                    .map(|point| Circle::new(*point, 3, ink.filled()));
                chart.draw_series(dots)?;
                let style = ShapeStyle::from(&ink).stroke_width(2);
                chart.draw_series(std::iter::once(PathElement::new(line, style)))?;
            }
        }
        Ok(())
    })
}

/// The periods of an actor that follow each other without a hole, and in which
/// intervals are known throughout or not at all.
fn runs<'a>(timeline: &'a Timeline, actor: &Arc<str>) -> Vec<Vec<(f64, &'a Summary)>> {
    let mut runs: Vec<Vec<(f64, &Summary)>> = Vec::new();
    let mut before = None;
    for place in 0..timeline.periods.len() {
        let Some(cell) = timeline.cells.get(&(Arc::clone(actor), place)) else {
            continue;
        };
        let x = place as f64;
        match runs.last_mut() {
            Some(run) if before.is_some_and(|before| before + 1 == place) => run.push((x, cell)),
            _ => runs.push(vec![(x, cell)]),
        }
        before = Some(place);
    }
    runs
}

/// The day on which a period begins, or its month; nothing between periods.
fn label(timeline: &Timeline, x: f64) -> String {
    let near = x.round();
    if (x - near).abs() > 0.01 || near < 0.0 {
        return String::new();
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked above
    let period = timeline.periods.get(near as usize);
    let words = period.map(|day| {
        if timeline.weekly {
            day.to_string()
        } else {
            format!("{:04}-{:02}", day.year(), day.month())
        }
    });
    words.unwrap_or_default()
}
