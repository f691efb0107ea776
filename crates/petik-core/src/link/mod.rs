//! What the things found mean: which region a name is, which person an official, of which region. Each takes mentions and gives
//! them back settled; what nothing settles keeps its readings.

mod acronym;
mod carry;
mod cohort;
mod heading;
mod official;
mod person;
mod place;
mod region;

pub use cohort::members;
pub use official::{officials, seats};
pub use region::{fills_a_line_above, regions};
