//! What all pictures share: the frame with its words for those who do not see it,
//! lettering, and axes.

use std::fmt::Display;

use maud::{Markup, PreEscaped, html};
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::super::text::plain;
use super::colours::{PAPER, Shade, dark_rules};
use crate::error::Error;

pub(super) type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Letters of labels, in units of the picture.
pub(super) const LETTERS: u32 = 14;

/// Up to this width a picture is made smaller where the page is narrow, with letters
/// that can be read still; a wider one is scrolled.
const SHRINKS: u32 = 460;

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
        svg class=[(width <= SHRINKS).then_some("whole")] role="img" aria-label=(plain(alt))
            viewBox=(format!("0 0 {width} {height}")) width=(width) height=(height)
            xmlns="http://www.w3.org/2000/svg" { (PreEscaped(inner)) }
    })
}

/// A picture as a file of its own: with the lettering, the paper and the dark colours
/// that it has from the page's style sheet otherwise.
pub(in super::super) fn standing_alone(picture: &Markup) -> String {
    let Shade { light, dark } = PAPER;
    let style = format!(
        "text{{font-family:system-ui,sans-serif}}svg{{background:#{light:06X}}}\
         @media(prefers-color-scheme:dark){{svg{{background:#{dark:06X}}}{}}}",
        dark_rules()
    );
    let (root, inner) = picture.0.split_once('>').unwrap_or_default();
    format!("{root}><style>{style}</style>{inner}\n")
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

/// A name in up to `most` lines, each of so many characters, the last cut.
pub(super) fn lines(name: &str, limit: usize, most: usize) -> Vec<String> {
    let name = plain(name);
    let mut rest = name.as_str();
    let mut lines = Vec::new();
    while lines.len() + 1 < most && rest.chars().count() > limit {
        // At the last space that leaves the line short enough.
        let within = rest.char_indices().take(limit + 1);
        let space = within.filter(|(_, c)| *c == ' ').map(|(at, _)| at).last();
        let Some(at) = space else { break };
        lines.push(rest[..at].to_owned());
        rest = &rest[at + 1..];
    }
    lines.push(cut(rest, limit));
    lines
}

/// The part of the scale from 0 to 1 that holds some scores, from tenth to tenth
/// and of at least three.
pub(super) fn range(scores: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let (mut low, mut high) = (1.0_f64, 0.0_f64);
    for score in scores {
        (low, high) = (low.min(score), high.max(score));
    }
    if low > high {
        return (0.0, 1.0);
    }
    let (mut low, mut high) = (
        (low * 10.0).floor().max(0.0),
        (high * 10.0).ceil().min(10.0),
    );
    while high - low < 3.0 {
        low = (low - 1.0).max(0.0);
        high = (high + 1.0).min(10.0);
    }
    (low / 10.0, high / 10.0)
}

/// A score on an axis.
#[allow(clippy::trivially_copy_pass_by_ref)] // as plotters calls it
pub(super) fn tick(score: &f64) -> String {
    // What plotters gives for zero can lie a little below it, and would read "-0.0".
    let tenths = (score * 10.0).round() + 0.0;
    format!("{:.1}", tenths / 10.0)
}

/// Words that several parts make up.
pub(super) fn joined<T: Display>(parts: impl IntoIterator<Item = T>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| part.to_string()).collect();
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_parted_at_spaces_and_then_cut() {
        assert_eq!(lines("Taiwan", 10, 3), ["Taiwan"]);
        assert_eq!(
            lines("Tariffs and duties", 12, 3),
            ["Tariffs and", "duties"]
        );
        assert_eq!(
            lines("Shipping, ports and sea lanes", 12, 3),
            ["Shipping,", "ports and", "sea lanes"]
        );
        assert_eq!(
            lines("Shipping, ports and sea lanes", 12, 2),
            ["Shipping,", "ports and s…"]
        );
        assert_eq!(lines("Grundstücksverkehr", 8, 3), ["Grundst…"]);
        assert_eq!(lines("稀土 出口 管制", 5, 3), ["稀土 出口", "管制"]);
    }

    #[test]
    fn narrow_pictures_are_shrunk_and_wide_ones_are_not() {
        let root = |width| picture((width, 50), "", |_| Ok(())).unwrap().into_string();
        assert!(root(SHRINKS).starts_with("<svg class=\"whole\" "));
        assert!(root(SHRINKS + 1).starts_with("<svg role="));
    }

    #[test]
    fn a_scale_holds_its_scores_and_is_not_too_short() {
        assert_eq!(range([0.22, 0.61]), (0.2, 0.7));
        assert_eq!(range([0.02, 0.03]), (0.0, 0.3));
        assert_eq!(range([0.98]), (0.7, 1.0));
        assert_eq!(range([]), (0.0, 1.0));
    }

    #[test]
    fn a_tick_at_zero_has_no_sign() {
        assert_eq!(
            [-1e-17, -0.0, 0.6].map(|score| tick(&score)),
            ["0.0", "0.0", "0.6"]
        );
    }

    #[test]
    fn markup_in_a_picture_is_text() {
        let style = letters(super::super::colours::INK, 14, HPos::Left, VPos::Top);
        let hostile = "</text><script>alert(1)</script>";
        let svg = picture((100, 50), hostile, |area| {
            area.draw(&Text::new(plain(hostile), (1, 1), style))?;
            Ok(())
        });
        let svg = svg.unwrap().into_string();
        assert!(
            !svg.contains("<script") && svg.contains("&lt;script&gt;"),
            "{svg}"
        );
        assert_eq!(svg.matches("<svg").count(), 1);
    }
}
