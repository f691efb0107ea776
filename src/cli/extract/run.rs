//! `--run DIR`: a run that can be stopped at any moment and goes on where it stopped. While it lasts, the folder holds the
//! output as `.part` files and a journal; a line of the journal says how far the reading has come and how long the
//! output was then. What stands behind the last line is cut off and written anew, so that any number of stops leaves
//! the same bytes.

#![allow(clippy::disallowed_methods)] // time is measured here, and decides only how often a run marks its place

use super::packed::{Compression, Packer};
use super::parquet::Table;
use super::seen::{Digest, Seen};
use super::{Piece, Reason, Totals};
use crate::cli::ending::usage;
use anyhow::{Context, bail, ensure};
use petik::source::{Inputs, Options, Place, SourceFault};
use serde::{Deserialize, Serialize};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, UNIX_EPOCH};

/// What makes two runs the same: a run only goes on with what it began with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Settings {
    /// Version of petik.
    pub(super) petik: String,
    /// SHA-256 of lists and rules.
    pub(super) lists: String,
    /// The options that decide what is written, as typed.
    pub(super) options: Vec<String>,
    pub(super) inputs: Vec<InputState>,
}

/// A file to read, as it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct InputState {
    path: String,
    bytes: u64,
    /// Seconds since 1970.
    modified: u64,
}

/// The file `run.json`.
#[derive(Debug, Serialize, Deserialize)]
struct About {
    #[serde(flatten)]
    settings: Settings,
    /// What was done; `null` while the run is not at its end.
    done: Option<Totals>,
    /// How long it took, all sittings together, as far as the journal knows.
    seconds: Option<u64>,
}

/// A line of the journal.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Mark {
    place: Place,
    /// Bytes written.
    output: u64,
    failures: u64,
    done: Totals,
    #[serde(default)]
    milliseconds: u64,
}

/// What a run writes.
pub(super) struct Plan {
    /// The file of the output.
    pub(super) name: String,
    /// What stands before the first article.
    pub(super) header: Vec<u8>,
    /// Whether articles with the text of one before are passed over.
    pub(super) dedupe: bool,
    pub(super) compression: Option<Compression>,
    /// The output is rows, which become a table at the end. A table has no place to go on from; rows have.
    pub(super) table: bool,
}

/// How a run begins.
pub(super) enum Begin {
    /// It is at its end already.
    Done(Totals),
    /// Reading begins at a place.
    At(Box<Run>, Place),
}

/// A run under way.
pub(super) struct Run {
    folder: PathBuf,
    settings: Settings,
    plan: Plan,
    output: BufWriter<File>,
    packer: Packer,
    failures: BufWriter<File>,
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

const ABOUT: &str = "run.json";
const JOURNAL: &str = "journal.jsonl";
const FAILURES: &str = "failures.jsonl";
/// Only while the run lasts: the digests of the texts written, one behind the other.
const DIGESTS: &str = "digests";
/// Rows that are to become a table.
const ROWS: &str = "rows.jsonl";
/// Stays in the folder: whoever removed it could hold another file than the one that waits.
const LOCK: &str = ".lock";

/// What lies between two lines of the journal, and is lost by a stop: time, or bytes of output.
const BETWEEN_MARKS: Duration = Duration::from_secs(1);
const BYTES_BETWEEN_MARKS: u64 = 4 << 20;

impl Settings {
    /// With the files behind `paths` as they are now. Faults of paths are for the reading to tell.
    pub(super) fn new(lists: &str, options: Vec<String>, paths: &[PathBuf], sources: &Options) -> Self {
        let state = |path: PathBuf| {
            let about = fs::metadata(&path).ok();
            let modified = about.as_ref().and_then(|about| about.modified().ok()?.duration_since(UNIX_EPOCH).ok());
            InputState {
                path: path.display().to_string(),
                bytes: about.map_or(0, |about| about.len()),
                modified: modified.map_or(0, |since| since.as_secs()),
            }
        };
        let inputs = Inputs::files(paths, sources).filter_map(Result::ok).map(state).collect();
        Settings { petik: env!("CARGO_PKG_VERSION").into(), lists: lists.into(), options, inputs }
    }

    /// The bytes of all files.
    pub(super) fn bytes(&self) -> u64 {
        self.inputs.iter().map(|input| input.bytes).sum()
    }

    /// The first difference to the settings that a run began `with`, in words.
    fn difference(&self, with: &Settings) -> Option<String> {
        if self.petik != with.petik {
            return Some(format!("it was begun by petik {}, this is {}", with.petik, self.petik));
        }
        if self.lists != with.lists {
            return Some("it was begun with other lists or rules".into());
        }
        if self.options != with.options {
            return Some(format!("it was begun with the options {:?}, these are {:?}", with.options, self.options));
        }
        let pairs = self.inputs.iter().zip(&with.inputs);
        let other = pairs.clone().find(|(now, then)| now != then);
        match other {
            Some((now, then)) if now.path == then.path => Some(format!("{} has changed since it began", now.path)),
            Some((now, then)) => Some(format!("it began with the file {}, where now {} comes", then.path, now.path)),
            None if self.inputs.len() != with.inputs.len() => {
                Some(format!("it began with {} files, now there are {}", with.inputs.len(), self.inputs.len()))
            }
            None => None,
        }
    }
}

impl Run {
    /// Opens the run in `folder`, a new one or one that was stopped; `fresh` starts over.
    pub(super) fn open(folder: &Path, plan: Plan, settings: Settings, fresh: bool) -> anyhow::Result<Begin> {
        let cannot = || format!("cannot use the folder {}", folder.display());
        fs::create_dir_all(folder).with_context(cannot)?;
        let about = folder.join(ABOUT);
        let known = about.exists();
        // A run that was killed as it began leaves no more than these.
        let ours = [OsStr::new(LOCK), part(folder, ABOUT).file_name().unwrap_or_default()].map(OsStr::to_owned);
        let strange = || -> io::Result<bool> {
            Ok(fs::read_dir(folder)?.any(|entry| entry.is_ok_and(|entry| !ours.contains(&entry.file_name()))))
        };
        if !known && strange().with_context(cannot)? {
            let folder = folder.display();
            return Err(usage(format_args!(
                "{folder} holds files and no {ABOUT}: it is no folder of a run; name a new or empty one"
            )));
        }
        let lock = File::create(folder.join(LOCK)).with_context(cannot)?;
        if lock.try_lock().is_err() {
            bail!("another petik is writing to {}: wait for it, or name another folder", folder.display());
        }
        let mut mark = None;
        if known && !fresh {
            let text = fs::read_to_string(&about).with_context(cannot)?;
            let before: About = serde_json::from_slice(text.as_bytes())
                .with_context(|| format!("{} cannot be read; --fresh starts over", about.display()))?;
            if let Some(difference) = settings.difference(&before.settings) {
                return Err(usage(format_args!(
                    "{} cannot go on: {difference}; --fresh starts over",
                    folder.display()
                )));
            }
            if let Some(done) = before.done {
                tidy(folder).with_context(cannot)?;
                return Ok(Begin::Done(done));
            }
            mark = last_mark(&folder.join(JOURNAL)).with_context(cannot)?;
        }
        if mark.is_some() {
            // It was killed between the last renaming and the last word of run.json.
            for name in [plan.written(), FAILURES] {
                let (part, whole) = (part(folder, name), folder.join(name));
                if !part.exists() && whole.exists() {
                    fs::rename(whole, part).with_context(cannot)?;
                }
            }
        } else {
            for name in [&plan.name, plan.written(), FAILURES, JOURNAL, DIGESTS] {
                remove(&folder.join(name)).with_context(cannot)?;
                remove(&part(folder, name)).with_context(cannot)?;
            }
            write_about(folder, &About { settings: settings.clone(), done: None, seconds: None })
                .with_context(cannot)?;
        }
        let begun = mark.is_some();
        let mark = mark.unwrap_or_default();
        let output = reopened(&part(folder, plan.written()), mark.output)?;
        let failures = reopened(&part(folder, FAILURES), mark.failures)?;
        let seen = if plan.dedupe { Some(reopened_digests(&part(folder, DIGESTS), mark.done.articles)?) } else { None };
        let journal = File::options().create(true).append(true).open(folder.join(JOURNAL)).with_context(cannot)?;
        let mut run = Run {
            folder: folder.to_owned(),
            settings,
            packer: Packer::new(plan.compression, mark.output > 0),
            plan,
            output: BufWriter::with_capacity(256 << 10, output),
            failures: BufWriter::new(failures),
            seen,
            journal,
            mark,
            whole: mark,
            begun: Instant::now(),
            before: mark.milliseconds,
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

    fn write_member(&mut self, member: io::Result<Vec<u8>>) -> anyhow::Result<()> {
        let member = member.with_context(|| self.cannot_write())?;
        self.mark.output += member.len() as u64;
        self.output.write_all(&member).with_context(|| self.cannot_write())
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
        self.write(&piece.bytes)
    }

    /// An article is not written.
    pub(super) fn passed_over(&mut self, reason: Reason) {
        self.mark.done.passed_over.count(reason);
    }

    /// What could not be read.
    pub(super) fn fault(&mut self, fault: &SourceFault) -> anyhow::Result<()> {
        if !fault.lost {
            return Ok(());
        }
        self.mark.done.failed += 1;
        let mut bytes = serde_json::to_vec(fault)?;
        bytes.push(b'\n');
        self.failures.write_all(&bytes).with_context(|| self.cannot_write())?;
        self.mark.failures += bytes.len() as u64;
        Ok(())
    }

    /// Everything up to `place` was handed over. Says what was done so far.
    pub(super) fn reached(&mut self, place: Place) -> anyhow::Result<Totals> {
        self.mark.place = place;
        let member = self.packer.piece_ends();
        self.write_member(member)?;
        if self.packer.is_empty() {
            self.whole = self.mark;
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
    pub(super) fn pause(mut self) -> anyhow::Result<Totals> {
        self.note()?;
        Ok(self.whole.done)
    }

    /// Brings everything to its place.
    pub(super) fn finish(mut self) -> anyhow::Result<Totals> {
        let member = self.packer.end();
        self.write_member(member)?;
        let finished = (|| {
            self.output.flush()?;
            self.failures.flush()?;
            self.output.get_ref().sync_all()?;
            self.failures.get_ref().sync_all()?;
            if self.plan.table {
                tabulate(&part(&self.folder, ROWS), &part(&self.folder, &self.plan.name))?;
            }
            for name in [&self.plan.name, FAILURES] {
                fs::rename(part(&self.folder, name), self.folder.join(name))?;
            }
            let done = self.mark.done;
            let seconds = Some(self.milliseconds().div_ceil(1000));
            write_about(&self.folder, &About { settings: self.settings.clone(), done: Some(done), seconds })?;
            tidy(&self.folder)?;
            anyhow::Ok(done)
        })();
        finished.with_context(|| self.cannot_write())
    }
}

impl Plan {
    /// The file that is written while the run lasts.
    fn written(&self) -> &str {
        if self.table { ROWS } else { &self.name }
    }
}

/// Makes the table out of its rows.
fn tabulate(rows: &Path, into: &Path) -> anyhow::Result<()> {
    let mut rows = BufReader::with_capacity(256 << 10, File::open(rows)?);
    let mut table = Table::new(BufWriter::with_capacity(256 << 10, File::create(into)?))?;
    let mut row = Vec::new();
    while rows.read_until(b'\n', &mut row)? > 0 {
        table.rows(&row)?;
        row.clear();
    }
    let file = table.finish()?.into_inner().map_err(|error| error.into_error())?;
    Ok(file.sync_all()?)
}

/// Removes what a run at its end does not need.
fn tidy(folder: &Path) -> io::Result<()> {
    remove(&folder.join(JOURNAL))?;
    remove(&part(folder, DIGESTS))?;
    remove(&part(folder, ROWS))
}

/// The name of a file that is not yet whole.
fn part(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.part"))
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The file cut to `length` bytes, ready to be written on.
fn reopened(path: &Path, length: u64) -> anyhow::Result<File> {
    let cannot = || format!("cannot write to {}", path.display());
    let mut file =
        File::options().create(true).truncate(false).read(true).write(true).open(path).with_context(cannot)?;
    let there = file.metadata().with_context(cannot)?.len();
    ensure!(there >= length, "{} is shorter than its journal says; --fresh starts over", path.display());
    file.set_len(length).with_context(cannot)?;
    file.seek(io::SeekFrom::End(0)).with_context(cannot)?;
    Ok(file)
}

/// The digests of the first `articles` texts that were written.
fn reopened_digests(path: &Path, articles: u64) -> anyhow::Result<(Seen, BufWriter<File>)> {
    let mut file = reopened(path, articles * Digest::SIZE as u64)?;
    let cannot = || format!("cannot read {}", path.display());
    file.rewind().with_context(cannot)?;
    let mut seen = Seen::default();
    let mut digests = BufReader::new(&file);
    while let Some(digest) = Digest::read(&mut digests).with_context(cannot)? {
        seen.insert(digest)?;
    }
    Ok((seen, BufWriter::new(file)))
}

/// The last whole line of a journal.
fn last_mark(path: &Path) -> io::Result<Option<Mark>> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    let mut last = None;
    for line in BufReader::new(file).split(b'\n') {
        last = serde_json::from_slice(&line?).ok().or(last);
    }
    Ok(last)
}

fn write_about(folder: &Path, about: &About) -> io::Result<()> {
    let mut file = File::create(part(folder, ABOUT))?;
    serde_json::to_writer_pretty(&mut file, about)?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    fs::rename(part(folder, ABOUT), folder.join(ABOUT))
}
