//! The tests of petik from outside, as one program: each program of tests links all that petik is made of, which took longer
//! than running it. `cargo test corpus` runs the module of that name.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // in a test, a panic is the report
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // tests may be asked by the environment to tell more

mod behaviour;
mod cli;
mod cluster;
mod corpus;
mod examples;
mod files;
mod gate;
mod hostile;
mod house;
mod overlays;
mod quotes;
mod readme;
mod reconciliation;
mod record;
mod regions;
mod report;
mod score;
mod skim;
mod slips;
