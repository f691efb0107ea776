//! `--run DIR`: a run that can be stopped at any moment and goes on where it stopped. While it lasts, the folder holds the
//! output as `.part` files and a journal; a line of the journal says how far the reading has come and how long the
//! output was then. What stands behind the last line is cut off and written anew, so that any number of stops leaves
//! the same bytes.

#![allow(clippy::disallowed_methods)] // time is measured here, and decides only how often a run marks its place

mod again;
mod earlier;
mod folder;
mod settings;
mod step;

use super::choice::DEDUPE;
use super::packed::{Compression, Packer};
use super::seen::{Digest, Seen};
use super::shape::Rows;
use super::{Piece, Reason, Totals};
use crate::cli::ending::usage;
pub(in crate::cli) use again::is_between;
pub(super) use again::{Again, Retry, Wanted};
use anyhow::Context;
pub(in crate::cli) use earlier::Earlier;
use folder::{clear, last_mark, locked, name_parts_again, part, remove, reopened, reopened_digests, tabulate, tidy};
use petik::source::{Place, SourceFault, Workers};
use serde::{Deserialize, Serialize};
pub(in crate::cli) use settings::{About, Input, Listing, Settings, Sum, found, listed};
use settings::{list, sum_up};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use step::{Step, Written};

/// A line of the journal.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Mark {
    place: Place,
    /// Bytes written.
    output: u64,
    failures: u64,
    /// Bytes about pieces.
    pieces: u64,
    done: Totals,
    #[serde(default)]
    milliseconds: u64,
}

/// What a run writes.
pub(in crate::cli) struct Plan {
    /// The file of the output.
    name: String,
    /// What stands before the first article.
    header: Vec<u8>,
    /// Whether articles with the text of one before are passed over.
    dedupe: bool,
    compression: Option<Compression>,
    /// The output is rows, which become a table at the end. A table has no place to go on from; rows have.
    table: Option<Rows>,
    /// Seconds that runs took from which output is taken.
    seconds: u64,
    /// Who packs.
    workers: Workers,
}

/// What becomes of a run in the folder that was begun otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Other {
    /// It is refused, with the difference.
    Refused,
    /// It is started over.
    Fresh,
    /// It is started over even where there is no difference.
    AlwaysFresh,
}

/// How a run begins.
pub(in crate::cli) enum Begin {
    /// It is at its end already.
    Done(Totals),
    /// Reading begins at a place.
    At(Box<Run>, Place),
}

/// A run under way.
pub(in crate::cli) struct Run {
    folder: PathBuf,
    about: About,
    plan: Plan,
    output: BufWriter<File>,
    packer: Packer<Mark>,
    failures: BufWriter<File>,
    pieces: BufWriter<File>,
    /// What the piece gave that is under way.
    step: Step,
    /// The texts that were written, if repeats are passed over, and their digests in a file.
    seen: Option<(Seen, BufWriter<File>)>,
    journal: File,
    mark: Mark,
    /// The last mark to go on from: all output up to there was written.
    whole: Mark,
    begun: Instant,
    /// Milliseconds that earlier sittings took.
    before: u64,
    marked: Instant,
    /// Bytes of output at the last line of the journal.
    noted: u64,
    /// Held as long as the run lasts.
    _lock: File,
}

const JOURNAL: &str = "journal.jsonl";
const FAILURES: &str = "failures.jsonl";
/// What each piece of the input gave.
const PIECES: &str = "pieces.jsonl";
/// The files that were read, with what came of each.
const INPUTS: &str = "inputs.jsonl";
/// Only while the run lasts: the files that it began with.
const LISTING: &str = "listing";
/// Only while the run lasts: the digests of the texts written, one behind the other.
const DIGESTS: &str = "digests";
/// Rows that are to become a table.
const ROWS: &str = "rows.jsonl";
/// Stays in the folder: whoever removed it could hold another file than the one that waits.
const LOCK: &str = ".lock";

/// What lies between two lines of the journal, and is lost by a stop: time, or bytes of output.
const BETWEEN_MARKS: Duration = Duration::from_secs(1);
const BYTES_BETWEEN_MARKS: u64 = 4 << 20;

impl Run {
    /// Opens the run in `folder` over `inputs`, a new one or one that was stopped.
    pub(in crate::cli) fn open<'l>(
        folder: &Path,
        plan: Plan,
        settings: Settings,
        inputs: impl Fn() -> anyhow::Result<Listing<'l>>,
        other: Other,
    ) -> anyhow::Result<Begin> {
        let cannot = || format!("cannot use the folder {}", folder.display());
        let lock = locked(folder)?;
        let before = if other == Other::AlwaysFresh {
            None
        } else {
            again::settle(folder)?;
            same_before(folder, &settings, &inputs, other)?
        };
        if let Some(About { done: Some(done), .. }) = before {
            tidy(folder).with_context(cannot)?;
            return Ok(Begin::Done(done));
        }
        let mark = if before.is_some() { last_mark(&folder.join(JOURNAL)).with_context(cannot)? } else { None };
        let about = match (before, mark) {
            (Some(before), Some(_)) => {
                name_parts_again(folder, &plan).with_context(cannot)?;
                before
            }
            // Killed between any two of these steps, it is still the run before, or has nothing to go on from.
            _ => {
                remove(&folder.join(JOURNAL)).with_context(cannot)?;
                let about = About { settings, inputs: list(folder, inputs()?)?, done: None, seconds: None };
                about.write(folder).with_context(cannot)?;
                clear(folder, &plan).with_context(cannot)?;
                about
            }
        };
        let (begun, seconds) = (mark.is_some(), plan.seconds);
        let mark = mark.unwrap_or_default();
        let output = reopened(&part(folder, plan.written()), mark.output)?;
        let failures = reopened(&part(folder, FAILURES), mark.failures)?;
        let pieces = reopened(&part(folder, PIECES), mark.pieces)?;
        let seen = if plan.dedupe { Some(reopened_digests(&part(folder, DIGESTS), mark.done.articles)?) } else { None };
        let journal = File::options().create(true).append(true).open(folder.join(JOURNAL)).with_context(cannot)?;
        let mut run = Run {
            folder: folder.to_owned(),
            about,
            packer: Packer::new(plan.compression, mark.output > 0, plan.workers.clone()),
            plan,
            output: BufWriter::with_capacity(256 << 10, output),
            failures: BufWriter::new(failures),
            pieces: BufWriter::with_capacity(64 << 10, pieces),
            step: Step::default(),
            seen,
            journal,
            mark,
            whole: mark,
            begun: Instant::now(),
            before: if begun { mark.milliseconds } else { seconds * 1000 },
            marked: Instant::now(),
            noted: mark.output,
            _lock: lock,
        };
        if !begun {
            let header = mem::take(&mut run.plan.header);
            run.write(&header)?;
        }
        Ok(Begin::At(Box::new(run), mark.place))
    }

    fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        let ready = self.packer.take(bytes);
        self.mark.output += ready.len() as u64;
        self.output.write_all(ready).with_context(|| self.cannot_write())
    }

    /// Writes members of packed output; `mark` is true then.
    fn write_packed(&mut self, members: &[u8], mark: Mark) -> anyhow::Result<()> {
        self.mark.output += members.len() as u64;
        self.whole = Mark { output: self.mark.output, ..mark };
        self.output.write_all(members).with_context(|| self.cannot_write())
    }

    fn cannot_write(&self) -> String {
        format!("cannot write to {}; the same command goes on from here", self.folder.display())
    }

    /// What one article gave.
    pub(super) fn piece(&mut self, piece: &Piece) -> anyhow::Result<()> {
        if let (Some((seen, file)), Some(digest)) = (&mut self.seen, piece.digest) {
            if !seen.insert(digest)? {
                self.passed_over(Reason::Repeat);
                return Ok(());
            }
            let written = file.write_all(&digest.bytes());
            written.with_context(|| self.cannot_write())?;
        }
        self.mark.done.articles += 1;
        self.mark.done.facts += piece.facts;
        let (output, facts, digest) = (piece.bytes.len() as u64, piece.facts, piece.digest);
        self.step.written.push(Written { output, facts, digest });
        self.write(&piece.bytes)
    }

    /// An article is not written.
    pub(super) fn passed_over(&mut self, reason: Reason) {
        self.mark.done.passed_over.count(reason);
        self.step.passed_over.push(reason);
    }

    /// What could not be read.
    pub(super) fn fault(&mut self, fault: &SourceFault) -> anyhow::Result<()> {
        if !fault.lost {
            return Ok(());
        }
        let mut line = serde_json::to_vec(fault)?;
        line.push(b'\n');
        self.failure(&line)
    }

    /// The same as it is written.
    fn failure(&mut self, line: &[u8]) -> anyhow::Result<()> {
        self.mark.done.failed += 1;
        self.step.failed += 1;
        self.failures.write_all(line).with_context(|| self.cannot_write())?;
        self.mark.failures += line.len() as u64;
        Ok(())
    }

    /// What was done so far.
    pub(in crate::cli) fn done(&self) -> Totals {
        self.mark.done
    }

    /// Everything up to `place` was handed over. Says what was done so far.
    pub(super) fn reached(&mut self, place: Place) -> anyhow::Result<Totals> {
        self.mark.place = place;
        let mut line = serde_json::to_vec(&Step { place, ..mem::take(&mut self.step) })?;
        line.push(b'\n');
        self.pieces.write_all(&line).with_context(|| self.cannot_write())?;
        self.mark.pieces += line.len() as u64;
        let packed = self.packer.piece_ends(self.mark).with_context(|| self.cannot_write())?;
        if let Some((members, mark)) = packed {
            self.write_packed(&members, mark)?;
            if self.mark.output - self.noted >= BYTES_BETWEEN_MARKS || self.marked.elapsed() >= BETWEEN_MARKS {
                self.note()?;
            }
        }
        Ok(self.mark.done)
    }

    /// Writes a line of the journal; before it, all that the line speaks of.
    fn note(&mut self) -> anyhow::Result<()> {
        self.whole.milliseconds = self.milliseconds();
        let noted = (|| {
            self.output.flush()?;
            self.failures.flush()?;
            self.pieces.flush()?;
            if let Some((_, file)) = &mut self.seen {
                file.flush()?;
            }
            let mut line = serde_json::to_vec(&self.whole)?;
            line.push(b'\n');
            self.journal.write_all(&line)
        })();
        noted.with_context(|| self.cannot_write())?;
        (self.marked, self.noted) = (Instant::now(), self.whole.output);
        Ok(())
    }

    /// How long the run has taken, earlier sittings included.
    fn milliseconds(&self) -> u64 {
        self.before + self.begun.elapsed().as_millis() as u64
    }

    /// Leaves the run so that the same command goes on with it. A member that was begun is read again then.
    pub(in crate::cli) fn pause(mut self) -> anyhow::Result<Totals> {
        while let Some((member, mark)) = self.packer.oldest().with_context(|| self.cannot_write())? {
            self.write_packed(&member, mark)?;
        }
        self.note()?;
        Ok(self.whole.done)
    }

    /// Brings everything to its place.
    pub(in crate::cli) fn finish(mut self) -> anyhow::Result<Totals> {
        let members = self.packer.end(self.mark).with_context(|| self.cannot_write())?;
        self.write_packed(&members, self.mark)?;
        let finished = (|| {
            for file in [&mut self.output, &mut self.failures, &mut self.pieces] {
                file.flush()?;
                file.get_ref().sync_all()?;
            }
            sum_up(&self.folder)?;
            if let Some(rows) = self.plan.table {
                tabulate(rows, &part(&self.folder, ROWS), &part(&self.folder, &self.plan.name))?;
            }
            for name in [&self.plan.name, FAILURES, PIECES, INPUTS] {
                fs::rename(part(&self.folder, name), self.folder.join(name))?;
            }
            let done = self.mark.done;
            let seconds = Some(self.milliseconds().div_ceil(1000));
            About { done: Some(done), seconds, ..self.about.clone() }.write(&self.folder)?;
            tidy(&self.folder)?;
            anyhow::Ok(done)
        })();
        finished.with_context(|| self.cannot_write())
    }
}

impl Plan {
    /// What a run with these settings writes, packed by `workers`.
    pub(in crate::cli) fn of(settings: &Settings, header: Vec<u8>, workers: Workers) -> Self {
        let name = settings.output.clone();
        let ending = Path::new(&name).extension().and_then(OsStr::to_str).unwrap_or_default();
        Plan {
            compression: Compression::of_ending(ending),
            table: Rows::of_table(&name),
            dedupe: settings.options.iter().any(|option| option == DEDUPE),
            name,
            header,
            seconds: 0,
            workers,
        }
    }

    /// With output of runs that took so many seconds.
    pub(in crate::cli) fn with_output_of(self, seconds: Option<u64>) -> Self {
        Plan { seconds: self.seconds + seconds.unwrap_or_default(), ..self }
    }

    /// The file that is written while the run lasts.
    fn written(&self) -> &str {
        if self.table.is_some() { ROWS } else { &self.name }
    }
}

/// The run that was begun in the folder with the same settings over the same files.
fn same_before<'l>(
    folder: &Path,
    settings: &Settings,
    inputs: impl Fn() -> anyhow::Result<Listing<'l>>,
    other: Other,
) -> anyhow::Result<Option<About>> {
    let Some(before) = About::read(folder)? else { return Ok(None) };
    match before.differs(folder, settings, inputs()?, false)? {
        None => Ok(Some(before)),
        Some(_) if other == Other::Fresh => Ok(None),
        Some(difference) => {
            let mended = before.done.is_some() && before.differs(folder, settings, inputs()?, true)?.is_none();
            let way = if mended { "--retry reads again what failed, " } else { "" };
            let folder = folder.display();
            Err(usage(format_args!("{folder} cannot go on: {difference}; {way}--fresh starts over")))
        }
    }
}
