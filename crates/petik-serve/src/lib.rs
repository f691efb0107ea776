//! petik over HTTP, on the own machine: extraction and explanation for programs, and a frame in which other parts are served
//! ([`Part`]). [`Server`] listens and keeps the limits, [`App`] is what it answers.

mod app;
mod asked;
mod body;
mod desk;
mod explain;
mod extract;
mod fault;
mod frame;
mod guard;
mod health;
mod limits;
pub mod matcher;
mod openapi;
mod part;
mod reading;
pub mod recon;
mod server;
mod stream;
mod token;
mod work;

pub use app::App;
pub use desk::{Desk, Speaks, part as desk};
pub use fault::{Code, Fault};
pub use guard::HostName;
pub use limits::Limits;
pub use part::Part;
pub use server::Server;
pub use work::Work;

/// The version of petik.
const VERSION: &str = env!("CARGO_PKG_VERSION");

#[cfg(test)]
mod tests;
