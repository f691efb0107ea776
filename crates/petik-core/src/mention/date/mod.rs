//! Dates: what an article writes about days, months and years, and which day that is. `find` reads only what stands there
//! (a weekday, a day, perhaps no year); `resolve` then fills in what is missing from evidence, names the evidence, and
//! keeps the readings that it could not exclude. Neither knows what day it is today.

mod clues;
mod lists;
mod mention;
mod read;
mod resolve;
#[cfg(test)]
pub(crate) mod tests;
mod when;
mod year;

pub use clues::{Clues, Term, YearClue, YearKind};
pub use lists::DateLists;
pub use mention::{DateDoubt, DateMention, DoubtKind};
pub use read::{DateReader, find};
pub use resolve::resolve;
pub use when::{Base, DateValue, When};
