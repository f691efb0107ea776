//! Wires the stages together: lists and rules are read once into an [`Engine`], articles go in, records come out.

mod batch;
mod engine;
mod examples;
mod regions;
pub mod stages;

pub use batch::in_order;
pub use engine::{Engine, Explanation, Skipped, ZoneSpan};
pub(crate) use regions::{RegionHints, RegionReadings};
