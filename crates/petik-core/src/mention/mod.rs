//! What is found in a text, before anything is joined: regions, dates, counts, officials, organisations, programmes and
//! words of signing. Each finder reads the same text once; `Engine::read` is the one visible order of finders.

mod around;
pub mod choice;
pub mod count;
pub mod date;
pub mod document;
pub mod official;
pub mod programme;
pub mod region;
mod scene;
pub mod signing;
pub mod status;
pub mod years;

pub use scene::{Inference, Placed, Rejections, Scene, Tokens, all_reaching, among, reaching};
