//! What all pictures share: the frame with its words for those who do not see it,
//! lettering, and axes.

use std::fmt::Display;

use maud::{Markup, PreEscaped, html};
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::super::text::plain;
use super::colours::Shade;
use crate::error::Error;

pub(super) type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Letters of labels, in units of the picture.
pub(super) const LETTERS: u32 = 14;

/// Draws a picture of some width and height. `alt` says in words what it shows.
pub(super) fn picture(
    (width, height): (u32, u32),
    alt: &str,
    draw: impl FnOnce(&Area) -> Result<(), Box<dyn std::error::Error>>,
) -> Result<Markup, Error> {
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (width, height)).into_drawing_area();
        draw(&area)
            .and_then(|()| Ok(area.present()?))
            .map_err(|error| Error::Internal(format!("a picture cannot be drawn: {error}")))?;
    }
    // The root is written anew: it scales with the page, and speaks.
    let inner = svg
        .split_once('>')
        .and_then(|(_, rest)| rest.rsplit_once("</svg>"))
        .map_or("", |(inner, _)| inner);
    Ok(html! {
        svg role="img" aria-label=(plain(alt)) viewBox=(format!("0 0 {width} {height}"))
            width=(width) xmlns="http://www.w3.org/2000/svg" { (PreEscaped(inner)) }
    })
}

/// Lettering, by its anchor.
pub(super) fn letters<'a>(shade: Shade, size: u32, h: HPos, v: VPos) -> TextStyle<'a> {
    // plotters divides by 1.24 what it writes as the size.
    let size = f64::from(size) * 1.24;
    ("sans-serif", size)
        .into_font()
        .color(&shade.ink())
        .pos(Pos::new(h, v))
}

/// A name cut to what a margin holds.
pub(super) fn cut(name: &str, limit: usize) -> String {
    let name = plain(name);
    if name.chars().count() <= limit {
        return name;
    }
    let kept: String = name.chars().take(limit.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A score on an axis.
pub(super) fn tick(score: &f64) -> String {
    format!("{score:.1}")
}

/// Words that several parts make up.
pub(super) fn joined<T: Display>(parts: impl IntoIterator<Item = T>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| part.to_string()).collect();
    parts.join("; ")
}
