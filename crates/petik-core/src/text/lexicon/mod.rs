//! The words and phrases known in advance: every word of every list and rule gets a number, every entry of a list becomes a
//! phrase of such numbers, and one walk over the tokens finds all known phrases at once.

mod builder;
mod known;
#[allow(clippy::module_inception)]
mod lexicon;
mod listed;
mod lists;
mod prepared;
mod tags;

pub use builder::LexiconBuilder;
pub(in crate::text) use known::Numbering;
pub use lexicon::{Lexicon, Phrase};
pub(in crate::text) use lexicon::{STEM, STEM_MASK};
pub use listed::{Listed, WordList};
pub use lists::{ListId, WordSet};
pub use prepared::Prepared;
