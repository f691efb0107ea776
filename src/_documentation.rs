//! The pages about petik that are longer than a comment, as they stand in the folder `docs/` of the repository. Links between
//! them lead to files there.

#[doc = include_str!("../docs/ARCHITECTURE.md")]
pub mod architecture {}

#[doc = include_str!("../docs/DESIGN.md")]
pub mod design {}

#[doc = include_str!("../docs/RECORD.md")]
pub mod record {}

#[doc = include_str!("../docs/RECONCILE.md")]
pub mod reconcile {}

#[doc = include_str!("../docs/RULES.md")]
pub mod rules {}

#[doc = include_str!("../docs/SUMS.md")]
pub mod sums {}

#[doc = include_str!("../docs/ANNOTATE.md")]
pub mod annotate {}

#[doc = include_str!("../docs/SERVICE.md")]
pub mod service {}

#[doc = include_str!("../docs/GLOSSARY.md")]
pub mod glossary {}
