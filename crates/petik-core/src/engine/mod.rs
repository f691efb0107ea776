//! Wires the stages together: lists and rules are read once into an [`Engine`], articles go in, records come out.

mod engine;
mod examples;
mod regions;
pub mod stages;

pub use engine::{Engine, Explanation, Skipped, ZoneSpan};
pub use regions::{RegionHints, RegionReadings};
