//! `--retry`: what failed in a run is read again, and all else is taken from the run as it is. That makes a run of its own in a
//! folder within, which takes the place of the one before when it is at its end: whenever it is stopped, one of both is whole.

use super::folder::locked;
use super::settings::{ABOUT, About};
use super::step::{Step, steps};
use super::{Earlier, FAILURES, INPUTS, Listing, PIECES, Reason, Run, Settings, found, listed};
use crate::cli::ending::usage;
use crate::cli::extract::Totals;
use crate::cli::stop;
use petik::source::{Meter, Options, Place};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder within that of the run.
const RETRY: &str = ".retry";

/// A run at its end, parts of which are read again.
pub(in crate::cli::extract) struct Again {
    folder: PathBuf,
    earlier: Earlier,
    wanted: Arc<Wanted>,
    /// Held as long as the retry lasts.
    lock: File,
}

/// What is read again: of files that changed everything; of the others, which were read as far as is known, what failed, and what lies
/// behind that.
#[derive(Debug, Default)]
pub(in crate::cli::extract) struct Wanted {
    changed: BTreeSet<u64>,
    failed: BTreeSet<Place>,
    /// The last place of each file of which something failed.
    known: BTreeMap<u64, Place>,
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
        paths: &[PathBuf],
        sources: &Options,
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
        if let Some(difference) = about.differs(folder, settings, found(paths, sources), true)? {
            return Err(usage(format_args!(
                "{}: --retry wants the command as it was, and changes only in files that failed: {difference}; --fresh, \
                 instead of --retry, starts over",
                folder.display()
            )));
        }
        match about.done {
            Some(done) if done.failed == 0 => Ok(Retry::Nothing(done)),
            _ => {
                let wanted = Arc::new(Wanted::of(folder, found(paths, sources))?);
                let earlier = Earlier::open(folder, about, &Meter::default())?;
                Ok(Retry::Of(Box::new(Again { folder: folder.to_owned(), earlier, wanted, lock })))
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

    /// What is read again.
    pub(in crate::cli::extract) fn wanted(&self) -> Arc<Wanted> {
        Arc::clone(&self.wanted)
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
            match self.wanted.holds(next) {
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

impl Wanted {
    /// Of the run in `folder`, whose files are `now` in another state. A text that was passed over as a repeat may be none any more
    /// when what was read before it is another: it is wanted as what failed is.
    fn of(folder: &Path, now: Listing<'_>) -> anyhow::Result<Self> {
        let mut wanted = Wanted::default();
        for (number, (now, then)) in (1..).zip(now.zip(listed(folder)?)) {
            if !now?.is_as(&then?) {
                wanted.changed.insert(number);
            }
        }
        for step in steps(&folder.join(PIECES))? {
            let Step { place, failed, passed_over, .. } = step?;
            if failed > 0 || passed_over.contains(&Reason::Repeat) {
                wanted.failed.insert(place);
                wanted.known.insert(place.file(), place);
            } else if let Some(known) = wanted.known.get_mut(&place.file()) {
                *known = place;
            }
        }
        Ok(wanted)
    }

    /// The numbers of the files that are read again, in parts or as a whole.
    pub(in crate::cli::extract) fn files(&self) -> BTreeSet<u64> {
        self.changed.iter().chain(self.known.keys()).copied().collect()
    }

    /// Whether what lies at `place` is read again.
    pub(in crate::cli::extract) fn holds(&self, place: Place) -> bool {
        self.changed.contains(&place.file())
            || self.failed.contains(&place)
            || self.known.get(&place.file()).is_some_and(|known| place > *known)
    }
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
