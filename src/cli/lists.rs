//! The lists and rules that the options ask for, ready to use.

use anyhow::{Context, bail};
use petik::gazetteer::Files;
use petik::overlay;
use std::path::Path;

pub(super) use petik::Lists;

/// The built-in lists and rules with the folder of `--gazetteers` laid over them; broken ones end the run before anything
/// is read. They live as long as the program: to take them apart at the end would be a part of the time that short runs
/// take.
pub(super) fn open(folder: Option<&Path>) -> anyhow::Result<&'static Lists> {
    let made = files(folder)?.and_then(Lists::of);
    let made = made.context("the lists and rules cannot be used; `petik check` shows each fault")?;
    Ok(Box::leak(Box::new(made)))
}

/// The files of lists and rules; inside, what of the folder cannot be read.
pub(super) fn files(folder: Option<&Path>) -> anyhow::Result<petik::Result<Files>> {
    match folder {
        Some(folder) if !folder.is_dir() => bail!(
            "--gazetteers {}: no such folder; it is laid out as `gazetteers/` in petik's sources",
            folder.display()
        ),
        Some(folder) => Ok(overlay(folder)),
        None => Ok(Ok(Files::builtin())),
    }
}
