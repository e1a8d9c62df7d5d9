//! Mean scores over time, with a band for the interval.

use std::sync::Arc;

use maud::Markup;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

use super::super::measures::Timeline;
use super::super::names::Names;
use super::colours::{self, GRID, MUTED, SEEN_THROUGH};
use super::plot::{LETTERS, cut, letters, picture, range, tick};
use crate::aggregates::{Interval, Summary};
use crate::error::Error;

/// Narrow, so that letters stay readable on a phone.
const WIDTH: i32 = 460;
/// The height without the names of actors.
const PLOT: i32 = 286;
/// Where the names begin.
const NAMES: i32 = 46;

/// A line for each actor, parted by periods without statements, with a band behind
/// it where intervals are known.
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
    let names: Vec<String> = cast.iter().map(|a| cut(names.actor(a), 21)).collect();
    let places = named_at(&names);
    let head = places.last().map_or(0, |(_, y)| y + 18);
    let size = (WIDTH.unsigned_abs(), (head + PLOT).unsigned_abs());
    picture(size, alt, |area| {
        let (legend, rest) = area.split_vertically(head);
        for (place, (name, (x, y))) in names.iter().zip(&places).enumerate() {
            let shade = colours::actor(place);
            let style = letters(shade, LETTERS, HPos::Left, VPos::Center);
            legend.draw(&Circle::new((*x, *y), 4, shade.ink().filled()))?;
            legend.draw(&Text::new(name.as_str(), (x + 9, *y), style))?;
        }
        let mut chart = ChartBuilder::on(&rest)
            .margin_right(24)
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
            .x_labels(if timeline.weekly { 5 } else { 7 })
            .y_labels(6)
            .x_label_formatter(&period)
            .y_label_formatter(&tick)
            .label_style(letters(MUTED, LETTERS - 2, HPos::Center, VPos::Top))
            .draw()?;
        for (place, actor) in cast.iter().enumerate() {
            let ink = colours::actor(place).ink();
            for run in runs(timeline, actor) {
                let known: Vec<_> = run.iter().map(|(x, c)| (*x, c.interval)).collect();
                for stretch in stretches(&known) {
                    if let [(x, ends)] = stretch[..] {
                        // A band of one period has no width to be seen by.
                        let style = ShapeStyle::from(&ink.mix(SEEN_THROUGH)).stroke_width(3);
                        let bar = PathElement::new([(x, ends.low), (x, ends.high)], style);
                        chart.draw_series(std::iter::once(bar))?;
                    } else {
                        let band = Polygon::new(outline(&stretch), ink.mix(0.16));
                        chart.draw_series(std::iter::once(band))?;
                    }
                }
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

/// Where each name stands, in rows as wide as the picture.
fn named_at(names: &[String]) -> Vec<(i32, i32)> {
    let (mut x, mut y) = (NAMES, 16);
    let mut places = Vec::new();
    for name in names {
        let width = 26 + 9 * i32::try_from(name.chars().count()).unwrap_or(0);
        if x > NAMES && x + width > WIDTH {
            (x, y) = (NAMES, y + 20);
        }
        places.push((x, y));
        x += width;
    }
    places
}

/// The periods of an actor that follow each other without a hole.
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

/// The parts of a run of periods in which the interval of each is known. Between
/// them nothing is known, so no band may run across.
fn stretches(run: &[(f64, Option<Interval>)]) -> Vec<Vec<(f64, Interval)>> {
    let parts = run.split(|(_, interval)| interval.is_none());
    let known = parts.filter(|part| !part.is_empty()).map(|part| {
        let ends = part.iter().filter_map(|(x, ends)| Some((*x, (*ends)?)));
        ends.collect()
    });
    known.collect()
}

/// The edge of a band: to the right along its upper ends, back along the lower.
fn outline(stretch: &[(f64, Interval)]) -> Vec<(f64, f64)> {
    let upper = stretch.iter().map(|(x, ends)| (*x, ends.high));
    let lower = stretch.iter().rev().map(|(x, ends)| (*x, ends.low));
    upper.chain(lower).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The places of the stretches of a run, of which `x` says where intervals are.
    fn places(known: &str) -> Vec<Vec<f64>> {
        let ends = Interval {
            low: 0.2,
            high: 0.4,
        };
        let run: Vec<_> = known
            .chars()
            .enumerate()
            .map(|(place, c)| (place as f64, (c == 'x').then_some(ends)))
            .collect();
        let stretches = stretches(&run);
        let places = |stretch: &Vec<(f64, Interval)>| stretch.iter().map(|(x, _)| *x).collect();
        stretches.iter().map(places).collect()
    }

    #[test]
    fn names_that_find_no_room_beside_others_stand_below() {
        let names = ["China", "United Kingdom", "European Commission", "US"];
        let places = named_at(&names.map(str::to_owned));
        assert_eq!(places, [(46, 16), (117, 16), (46, 36), (243, 36)]);
    }

    #[test]
    fn bands_end_where_intervals_are_not_known() {
        assert_eq!(places("xxx"), [[0.0, 1.0, 2.0]]);
        assert_eq!(places("xx-xx"), [[0.0, 1.0], [3.0, 4.0]]);
        assert_eq!(places("-xx--"), [[1.0, 2.0]]);
    }

    #[test]
    fn a_lone_interval_is_a_stretch_of_its_own() {
        assert_eq!(places("x"), [[0.0]]);
        assert_eq!(places("x-x--x"), [[0.0], [2.0], [5.0]]);
    }

    #[test]
    fn without_intervals_there_are_no_stretches() {
        assert!(places("").is_empty() && places("---").is_empty());
    }

    #[test]
    fn a_band_runs_along_the_upper_ends_and_back_along_the_lower() {
        let ends = |low, high| Interval { low, high };
        assert_eq!(
            outline(&[(0.0, ends(0.2, 0.4)), (1.0, ends(0.3, 0.6))]),
            [(0.0, 0.4), (1.0, 0.6), (1.0, 0.3), (0.0, 0.2)]
        );
    }
}
