//! What each piece of the input gave, a line of `pieces.jsonl` for each: with it the output of a run can be taken apart, and put
//! together with that of others in the order of the input.

use super::{Digest, Reason};
use anyhow::Context;
use petik::source::Place;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// What a piece of the input gave.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Step {
    /// Where the reading stood behind it.
    #[serde(flatten)]
    pub(super) place: Place,
    /// The articles that were written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) written: Vec<Written>,
    /// Lines of failures.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) failed: u64,
    /// Why articles were passed over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) passed_over: Vec<Reason>,
}

/// An article that was written.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Written {
    /// Bytes of output, unpacked.
    pub(super) output: u64,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) facts: u64,
    /// What tells its text from others, if repeats are passed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) digest: Option<Digest>,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// The lines of a file of pieces.
pub(super) fn steps(path: &Path) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Step>> + Send + use<>> {
    let cannot = format!("cannot read {}", path.display());
    let lines = BufReader::with_capacity(64 << 10, File::open(path).with_context(|| cannot.clone())?).lines();
    let step = |line: io::Result<String>| anyhow::Ok(serde_json::from_str(&line?)?);
    Ok(lines.map(move |line| step(line).with_context(|| cannot.clone())))
}
