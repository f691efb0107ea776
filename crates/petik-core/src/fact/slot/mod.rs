//! What a signing says beside region and day: who held the pen and who only came, with whom, where, and how people met; and
//! the level of an award. Each slot rests on the sentence of the act, on a sentence that goes on about the same event, or on
//! what these lead to, which then stands in `derived`.

mod clause;
mod counterparty;
mod event;
mod fill;
mod instrument;
mod level;
mod link;
mod mode;
mod parties;
mod person;
mod place;
mod role;
mod signatory;
mod view;

pub use counterparty::{Counterparty, Party};
pub(super) use fill::fill;
pub(super) use level::level;
