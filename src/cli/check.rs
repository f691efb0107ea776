//! `petik check`: every fault in the lists and rules, each as `file:line: what`.

use super::message::{counted, summary};
use super::screen::Screen;
use super::{Outcome, lists};
use petik::{Error, check};
use std::path::Path;

/// Check all lists and rules
///
/// Reads the built-in lists and rules, with the folder of --gazetteers laid over them, and runs the examples that each
/// rule carries. Prints every fault as FILE:LINE: REASON and ends with exit code 2 if there is any.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  petik check\n  petik check --gazetteers daftar-saya/")]
pub(super) struct Check {}

impl Check {
    pub(super) fn run(self, gazetteers: Option<&Path>) -> anyhow::Result<Outcome> {
        let faults = match lists::files(gazetteers)? {
            Ok(files) => check(files),
            Err(Error::Lists(faults)) => faults,
            Err(error) => return Err(error.into()),
        };
        let mut out = Screen::open();
        for fault in &faults {
            out.line(&fault.to_string().into())?;
        }
        out.finish()?;
        if faults.is_empty() {
            summary("lists and rules: no faults");
            return Ok(Outcome::Fine);
        }
        summary(format_args!("lists and rules: {}", counted(faults.len() as u64, "fault")));
        Ok(Outcome::Broken)
    }
}
