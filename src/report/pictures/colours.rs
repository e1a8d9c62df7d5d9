//! The colours, each with the one that takes its place in the dark.
//!
//! An SVG names the light one; a rule of the style sheet that selects by it sets
//! the dark one. So a picture is right without the style sheet too.

use std::fmt::Write as _;

use plotters::style::RGBColor;

/// A colour in the light and in the dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shade {
    pub(super) light: u32,
    pub(super) dark: u32,
}

const fn shade(light: u32, dark: u32) -> Shade {
    Shade { light, dark }
}

/// Text and marks.
pub(super) const INK: Shade = shade(0x1B_1F24, 0xE8_EAED);
/// Text that matters less.
pub(super) const MUTED: Shade = shade(0x57_5E66, 0xA9_B1BA);
/// The backgrounds of the page, as style.css has them.
pub(super) const PAPER: Shade = shade(0xFF_FFFF, 0x16_191D);
/// Lines behind marks.
pub(super) const GRID: Shade = shade(0xDD_E1E6, 0x3A_4048);

/// How much of its colour a mark has through which others are to be seen.
pub(super) const SEEN_THROUGH: f64 = 0.7;

/// Actors in their order. The two that are compared are told apart by whoever
/// cannot tell red from green, and in print without colours by their marks.
const ACTORS: [Shade; 8] = [
    shade(0x0B_5CAD, 0x76_B5FF),
    shade(0xB3_440A, 0xFF_A26B),
    shade(0x1B_7340, 0x6F_D08C),
    shade(0x7A_3E9D, 0xD2_A1F2),
    shade(0x0D_6E7A, 0x5F_D0DC),
    shade(0x6B_5B00, 0xE0_CB5A),
    shade(0xA0_2C5B, 0xFF_93BD),
    shade(0x4A_5568, 0xB6_C0CF),
];

/// From hedged to concrete: brown to green, told apart by the colour-blind (the
/// scheme `BrBG` of Brewer's <https://colorbrewer2.org>; in the dark its middle
/// is dark).
const HEAT: [Shade; 9] = [
    shade(0x8C_510A, 0xE3_A857),
    shade(0xBF_812D, 0xB9_8235),
    shade(0xDF_C27D, 0x75_5526),
    shade(0xF6_E8C3, 0x48_3A24),
    shade(0xF5_F5F5, 0x2E_3338),
    shade(0xC7_EAE5, 0x21_4643),
    shade(0x80_CDC1, 0x24_655E),
    shade(0x35_978F, 0x36_9A90),
    shade(0x01_665E, 0x5C_CDBF),
];

/// Text on a cell at either end, next to it, and in the middle.
const ON_HEAT: [Shade; 3] = [
    shade(0xFF_FFFF, 0x10_1214),
    shade(0x10_1214, 0x0E_1013),
    shade(0x1A_1D21, 0xF2_F4F6),
];

impl Shade {
    /// What a plot is drawn with.
    pub(super) fn ink(self) -> RGBColor {
        let [_, red, green, blue] = self.light.to_be_bytes();
        RGBColor(red, green, blue)
    }
}

/// The colour of the actor at a place.
pub(super) fn actor(place: usize) -> Shade {
    ACTORS[place % ACTORS.len()]
}

/// The colours of a cell with a mean score, and of the text on it.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // scores are in 0..1
pub(super) fn heat(score: f64) -> (Shade, Shade) {
    let step = ((score * HEAT.len() as f64) as usize).min(HEAT.len() - 1);
    (HEAT[step], ON_HEAT[step.min(HEAT.len() - 1 - step).min(2)])
}

/// The rules by which each colour gives way to its dark one.
pub(in super::super) fn dark_rules() -> String {
    let mut rules = String::new();
    for Shade { light, dark } in all() {
        for property in ["fill", "stroke"] {
            let _ = write!(
                rules,
                "svg [{property}=\"#{light:06X}\"]{{{property}:#{dark:06X}}}"
            );
        }
    }
    rules
}

fn all() -> impl Iterator<Item = Shade> {
    let single = [INK, MUTED, GRID];
    single.into_iter().chain(ACTORS).chain(HEAT).chain(ON_HEAT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: u32) -> f64 {
        let [_, rgb @ ..] = colour.to_be_bytes();
        let linear = rgb.map(|value| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// Contrast as WCAG 2.2 defines it.
    fn contrast(a: u32, b: u32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// What a colour is on another of which it lets some through.
    fn mixed(over: u32, under: u32, share: f64) -> u32 {
        let [over, under] = [over, under].map(|colour| colour.to_be_bytes().map(f64::from));
        let bytes = std::array::from_fn(|place| {
            let mixed = over[place] * share + under[place] * (1.0 - share);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between bytes
            let byte = mixed.round() as u8;
            byte
        });
        u32::from_be_bytes(bytes)
    }

    fn both(a: Shade, b: Shade) -> f64 {
        contrast(a.light, b.light).min(contrast(a.dark, b.dark))
    }

    #[test]
    fn text_stands_out_in_the_light_and_in_the_dark() {
        for text in [INK, MUTED].into_iter().chain(ACTORS) {
            assert!(
                both(text, PAPER) >= 4.5,
                "{text:06X?} {}",
                both(text, PAPER)
            );
        }
        for step in 0..9 {
            let (cell, text) = heat((f64::from(step) + 0.5) / 9.0);
            assert!(both(cell, text) >= 4.5, "{step}: {}", both(cell, text));
        }
    }

    #[test]
    fn marks_stand_out_through_which_others_are_seen() {
        for actor in ACTORS {
            let mark = shade(
                mixed(actor.light, PAPER.light, SEEN_THROUGH),
                mixed(actor.dark, PAPER.dark, SEEN_THROUGH),
            );
            assert!(
                both(mark, PAPER) >= 3.0,
                "{actor:06X?} {}",
                both(mark, PAPER)
            );
        }
    }

    #[test]
    fn each_colour_has_one_dark_one() {
        let mut lights: Vec<u32> = all().map(|shade| shade.light).collect();
        lights.sort_unstable();
        let n = lights.len();
        lights.dedup();
        assert_eq!(lights.len(), n);
    }

    #[test]
    fn scores_at_the_ends_have_the_colours_at_the_ends() {
        assert_eq!((heat(0.0).0, heat(1.0).0), (HEAT[0], HEAT[8]));
        assert_eq!(heat(0.5).0, HEAT[4]);
    }
}
