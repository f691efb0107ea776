//! petik over HTTP, on the own machine.

pub mod matcher;
pub mod recon;
