//! A long run: begun, gone on with where it was stopped, or retried.

use super::run::{self, Again, Begin, Other, Plan, Retry, Run, Settings, Sum};
use super::shape::Shape;
use super::{Extract, Given, clash};
use crate::cli::ending::{Outcome, usage};
use crate::cli::lists::Lists;
use crate::cli::message::summary;
use crate::cli::progress::Progress;
use crate::cli::reading::Faults;
use crate::cli::stop;
use petik::source::{Format, Options, Place, Workers};
use std::fmt::Display;
use std::path::Path;

impl Extract {
    pub(super) fn long_run(&self, lists: &Lists, shape: Shape, folder: &Path) -> anyhow::Result<Outcome> {
        let sources = self.reading.sources(lists);
        let bytes = self.bytes_to_read(&sources, folder)?;
        let (digest, output) = (lists.engine.lists_digest(), shape.file_name(self.compress));
        let settings = Settings::new(digest, self.deciding_options(), output);
        let again = match self.retry.then(|| Again::begin(folder, &settings, &self.paths, &sources)) {
            None => None,
            Some(retry) => match retry? {
                Retry::Of(again) => Some(*again),
                Retry::Nothing(done) => {
                    self.say(format_args!("{}: nothing failed, so there is nothing to retry", folder.display()));
                    return Ok(done.told(self.quiet));
                }
            },
        };
        let progress = Progress::new(self.quiet, Some(bytes));
        let workers = Workers::new(self.threads);
        let plan = Plan::of(&settings, shape.header()?, workers.clone());
        let found = || Ok(run::found(&self.paths, &sources));
        let begin = match &again {
            Some(again) => {
                Run::open(&again.folder(), plan.with_output_of(again.seconds()), settings, found, Other::Fresh)
            }
            None => {
                let other = if self.fresh { Other::AlwaysFresh } else { Other::Refused };
                Run::open(folder, plan, settings, found, other)
            }
        };
        let (run, place) = match begin? {
            Begin::Done(done) => {
                self.say(format_args!("{} is complete: nothing to do", folder.display()));
                return Ok(done.told(self.quiet));
            }
            Begin::At(run, place) => (run, place),
        };
        if place != Place::default() {
            self.say(format_args!("{}: goes on where it was stopped", folder.display()));
        }
        self.go_on(lists, (shape, &workers), progress, *run, place, again)
    }

    /// How much there is to read, if a run can begin.
    fn bytes_to_read(&self, sources: &Options, folder: &Path) -> anyhow::Result<u64> {
        if self.paths.iter().any(|path| path.as_os_str() == "-") {
            return Err(usage("--run cannot go on with standard input: name the files"));
        }
        clash::refuse_within(folder, &self.paths)?;
        match Sum::of(&self.paths, sources)? {
            Sum { files: 0, .. } => {
                Err(usage(format_args!("nothing to read: in folders petik reads {}", Format::endings())))
            }
            Sum { bytes, .. } => Ok(bytes),
        }
    }

    /// Reads from `place` on, to the end or until a signal comes. What is taken from the run before a retry stands between.
    fn go_on(
        &self,
        lists: &Lists,
        (shape, workers): (Shape, &Workers),
        progress: Option<Progress>,
        mut run: Run,
        place: Place,
        mut again: Option<Again>,
    ) -> anyhow::Result<Outcome> {
        stop::gently();
        let mut faults = Faults::new(self.quiet);
        let mut inputs = self.reading.inputs(&self.paths, lists);
        let wanted = again.as_ref().map(Again::wanted);
        if let (Some(again), Some(wanted)) = (&mut again, &wanted) {
            inputs.only(wanted.files());
            again.go_to(place)?;
        }
        inputs.go_to(place);
        self.read(lists, (shape, workers), inputs, wanted.as_deref(), progress, |place, all| {
            if let Some(again) = &mut again
                && !again.hand_over(&mut run, Some(place))?
            {
                return Ok(run.done());
            }
            for given in all {
                match given? {
                    Given::Written(piece) => {
                        piece.remark.iter().for_each(|remark| faults.report(remark));
                        run.piece(&piece)?;
                    }
                    Given::PassedOver(reason) => run.passed_over(reason),
                    Given::Lost(fault) => {
                        run.fault(&fault)?;
                        faults.report(&fault);
                    }
                }
            }
            run.reached(place)
        })?;
        if let Some(again) = &mut again {
            again.hand_over(&mut run, None)?;
        }
        if stop::asked() {
            run.pause()?.told(self.quiet);
            summary(format_args!("stopped; the same command goes on from here"));
            return Ok(Outcome::Stopped);
        }
        let done = run.finish()?;
        again.map_or(Ok(()), Again::finish)?;
        Ok(done.told(self.quiet))
    }

    /// Says something unless it is to be quiet.
    fn say(&self, words: impl Display) {
        if !self.quiet {
            summary(words);
        }
    }
}
