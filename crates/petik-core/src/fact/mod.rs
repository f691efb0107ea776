//! What an article says: signings, memberships and sizes of cohorts, joined from mentions, each with the sentences it rests
//! on. Facts said twice are one fact with two pieces of evidence.

mod case;
mod check;
mod cohort;
mod confidence;
mod day;
mod draft;
mod enough;
mod facts;
mod ground;
mod group;
mod introduction;
mod joining;
mod linking;
mod list;
mod lists;
mod membership;
mod mentions;
mod merge;
mod part;
mod reading;
mod role;
mod signing;
mod slot;
mod subject;
mod table;
mod time;
mod told;
mod year;

pub use case::Case;
pub use check::{FindingDraft, Value, findings};
pub use confidence::{confidences, rounded};
pub use draft::FactDraft;
pub use facts::facts;
pub use ground::Grounds;
pub use lists::FactLists;
pub use mentions::Mentions;
pub use role::{MEMBER_REACH, Parts};
pub use signing::GROUND_BEFORE;
pub use slot::Party;
pub use table::{Condition, FACT_TABLE_WORDS, FactTable, FactTables, FactTypeReference, Role};
pub use time::{Times, article_clues};
