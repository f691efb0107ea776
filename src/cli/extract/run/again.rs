//! `--retry`: what failed in a run is read again, and all else is taken from the run as it is. That makes a run of its own in a
//! folder within, which takes the place of the one before when it is at its end: whenever it is stopped, one of both is whole.

use super::folder::locked;
use super::settings::{ABOUT, About};
use super::step::steps;
use super::{Earlier, FAILURES, INPUTS, Listing, PIECES, Reason, Run, Settings};
use crate::cli::ending::usage;
use crate::cli::extract::Totals;
use crate::cli::stop;
use petik::source::{Meter, Place};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The folder within that of the run.
const RETRY: &str = ".retry";

/// A run at its end, parts of which are read again.
pub(in crate::cli::extract) struct Again {
    folder: PathBuf,
    earlier: Earlier,
    /// The numbers of the files that are read again.
    files: BTreeSet<u64>,
    /// Held as long as the retry lasts.
    lock: File,
}

/// How a retry begins.
pub(in crate::cli::extract) enum Retry {
    /// Nothing failed.
    Nothing(Totals),
    Of(Box<Again>),
}

impl Again {
    /// Looks at what failed in the run in `folder`, whose `settings` and `inputs` are to be those of the command.
    pub(in crate::cli::extract) fn begin(
        folder: &Path,
        settings: &Settings,
        inputs: Listing<'_>,
    ) -> anyhow::Result<Retry> {
        let refused = |why: &str| Err(usage(format_args!("{}: nothing to retry: {why}", folder.display())));
        if !folder.join(ABOUT).exists() {
            return refused("there is no run; the same command without --retry begins it");
        }
        let lock = locked(folder)?;
        settle(folder)?;
        let Some(about) = About::read(folder)? else { return refused("there is no run") };
        if about.done.is_none() {
            return refused("the run is not at its end; the same command without --retry goes on with it");
        }
        if let Some(difference) = about.differs(folder, settings, inputs, true)? {
            return Err(usage(format_args!(
                "{}: --retry wants the command as it was, and changes only in files that failed: {difference}; --fresh, \
                 instead of --retry, starts over",
                folder.display()
            )));
        }
        let files = failed(folder)?;
        match about.done {
            Some(done) if files.is_empty() => Ok(Retry::Nothing(done)),
            _ => {
                let earlier = Earlier::open(folder, about, &Meter::default())?;
                Ok(Retry::Of(Box::new(Again { folder: folder.to_owned(), earlier, files, lock })))
            }
        }
    }

    /// Where the new run is written.
    pub(in crate::cli::extract) fn folder(&self) -> PathBuf {
        self.folder.join(RETRY)
    }

    /// How long the earlier run took.
    pub(in crate::cli::extract) fn seconds(&self) -> Option<u64> {
        self.earlier.about().seconds
    }

    /// The numbers of the files that are read again.
    pub(in crate::cli::extract) fn files(&self) -> &BTreeSet<u64> {
        &self.files
    }

    /// Passes over what a retry that was stopped had come to.
    pub(in crate::cli::extract) fn go_to(&mut self, place: Place) -> anyhow::Result<()> {
        while self.earlier.place().is_some_and(|next| next <= place) {
            self.earlier.skip()?;
        }
        Ok(())
    }

    /// Hands to `run` what the earlier run has before `place`, or all that is left. Says whether that was all: where a signal
    /// comes it is not.
    pub(in crate::cli::extract) fn hand_over(&mut self, run: &mut Run, place: Option<Place>) -> anyhow::Result<bool> {
        while let Some(next) = self.earlier.place().filter(|next| place.is_none_or(|place| *next < place)) {
            if stop::asked() {
                return Ok(false);
            }
            match self.files.contains(&next.file()) {
                true => self.earlier.skip()?,
                false => self.earlier.take(run)?,
            }
        }
        Ok(true)
    }

    /// Puts the run that is at its end in the place of the one before.
    pub(in crate::cli::extract) fn finish(self) -> anyhow::Result<()> {
        settle(&self.folder)?;
        drop(self.lock);
        Ok(())
    }
}

/// The files of which something failed, by number. A text that was passed over as a repeat may be none any more when what was read
/// before it is another: such files are read again, too.
fn failed(folder: &Path) -> anyhow::Result<BTreeSet<u64>> {
    let (mut failed, mut repeating) = (BTreeSet::new(), BTreeSet::new());
    for step in steps(&folder.join(PIECES))? {
        let step = step?;
        if step.failed > 0 {
            failed.insert(step.place.file());
        }
        if step.passed_over.contains(&Reason::Repeat) {
            repeating.insert(step.place.file());
        }
    }
    if !failed.is_empty() {
        failed.append(&mut repeating);
    }
    Ok(failed)
}

/// Whether a retry was killed while its files took the places of those before.
pub(in crate::cli) fn is_between(folder: &Path) -> anyhow::Result<bool> {
    Ok(About::read(&folder.join(RETRY))?.is_some_and(|about| about.done.is_some()))
}

/// Brings a retry that is at its end to its place: its files, and last what says that it is one. What is left of a retry that
/// has not begun, or is in its place already, is removed.
pub(super) fn settle(folder: &Path) -> anyhow::Result<()> {
    let within = folder.join(RETRY);
    let Some(about) = About::read(&within)? else { return Ok(clear(folder)?) };
    if about.done.is_none() {
        return Ok(());
    }
    for name in [&about.settings.output, FAILURES, PIECES, INPUTS, ABOUT] {
        match fs::rename(within.join(name), folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(clear(folder)?)
}

/// Removes a retry.
pub(super) fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder.join(RETRY)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
