//! petik over HTTP, on the own machine: extraction and explanation for programs, and a frame in which other parts are served
//! ([`Part`]). [`Server`] listens and keeps the limits, `app` puts the parts together and looks who asks.

mod app;
mod asked;
mod body;
mod desk;
mod explain;
mod extract;
mod fault;
mod guard;
mod limits;
pub mod matcher;
mod openapi;
mod reading;
pub mod recon;
mod server;
mod stream;
mod token;
mod work;

pub use app::{App, Part};
pub use desk::{Desk, part as desk};
pub use fault::{Code, Fault};
pub use limits::Limits;
pub use server::Server;
pub use work::Work;

#[cfg(test)]
mod tests;
