//! The matcher: a name of any quality, as somebody wrote it into a cell, and the regions, officials, programmes or rows that it may
//! mean, each with a score from 0 to 100 and the features that explain it. Nothing is guessed: where two are as likely, neither is a
//! match.

mod aligned;
mod candidate;
mod case;
mod hit;
mod names;
mod persons;
mod plain;
mod query;
mod reading;
mod regions;
mod said;
mod sure;
mod tokens;
mod words;

pub use candidate::{Candidate, Feature, Value};
pub use persons::{Person, PersonMatcher};
pub use plain::{NamedThing, PlainMatcher};
pub use query::{MOST_LETTERS, Query, Strictness};
pub use regions::{RegionCandidate, RegionMatcher};
