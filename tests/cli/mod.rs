//! The built program, driven as a user drives it. Nothing here depends on how well articles are read: only on which
//! articles are read, in what order, what is said about the others, and how the program ends.

mod bad_input;
mod choice;
#[cfg(feature = "xlsx")]
mod decide;
mod desk;
mod diff;
mod explain;
mod export;
mod extract;
mod fit;
mod foreign;
mod formats;
mod import;
mod letter;
mod lists;
mod mentions;
mod merge;
mod metadata;
mod outputs;
mod packed;
mod pages;
#[cfg(feature = "parquet")]
mod parquet;
pub mod program;
mod reconcile;
mod retry;
mod run_ends;
mod runs;
#[cfg(all(unix, feature = "serve"))]
mod serve;
mod stops;
#[cfg(unix)]
mod terminal;
mod usage;
mod verify;
