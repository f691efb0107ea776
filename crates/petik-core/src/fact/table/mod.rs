//! A type of fact is a table, `facts/<type>.toml`: what tells of it, which roles it has and who finds each of them, what keeps
//! words from telling of it, and when two are one.

mod file;
#[allow(clippy::module_inception)]
mod table;
mod words;

pub use table::{FactTable, FactTables, FactTypeReference};
pub use words::Condition;
pub use words::{FACT_TABLE_WORDS, Role};
pub(super) use words::{Finder, Side};
