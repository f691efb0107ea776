//! Wires the stages together: lists and rules are read once into an [`Engine`], articles go in, records come out.

#[allow(clippy::module_inception)]
mod engine;
mod examples;
mod gate;
mod only;
mod read;
mod record;
mod reference;
mod regions;
mod rules;
pub mod stages;

pub use engine::{Engine, Explanation, RULE_FILES, Rejected, Weighed, ZoneSpan};
pub use only::Only;
#[cfg(test)]
pub(crate) use reference::list_uses;
pub use reference::{ListReference, RuleReference};
pub use regions::{Below, RegionHints, RegionReadings};

#[cfg(test)]
mod growth;
