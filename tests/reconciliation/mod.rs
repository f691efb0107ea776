//! The files of a reconciliation, read back by the readers that users have.

mod judging;
mod package;
mod sample;
mod tables;
#[cfg(feature = "xlsx")]
mod workbook;
