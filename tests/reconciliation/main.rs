//! The files of a reconciliation, read back by the readers that users have.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // in a test, a panic is the report

mod package;
mod sample;
mod tables;
#[cfg(feature = "xlsx")]
mod workbook;
