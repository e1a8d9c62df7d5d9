//! The pictures: each takes measures and gives an SVG whose colours the style
//! sheet turns over in the dark.

mod colours;
mod dumbbell;
mod heat_map;
mod over_time;
mod plot;
mod quadrants;
mod spread;

pub(super) use colours::dark_rules;
pub(super) use dumbbell::dumbbell;
pub(super) use heat_map::heat_map;
pub(super) use over_time::over_time;
pub(super) use plot::standing_alone;
pub(super) use quadrants::quadrants;
pub(super) use spread::{shares, spread};
