//! What makes two runs the same, and what is known of a run: `run.json`, which stays small, and the files that were read with
//! what came of each, a line of `inputs.jsonl` for each, however many there are.

use super::folder::part;
use super::step::{Step, steps};
use super::{INPUTS, LISTING, PIECES, Totals};
use crate::cli::ending::usage;
use anyhow::Context;
use petik::source::{Inputs, Options};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The file `run.json`.
pub(super) const ABOUT: &str = "run.json";

/// What makes two runs the same, beside the files they read: a run only goes on with what it began with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Settings {
    /// Version of petik.
    pub(in crate::cli) petik: String,
    /// SHA-256 of lists and rules.
    pub(in crate::cli) lists: String,
    /// The options that decide what is written, as typed.
    pub(in crate::cli) options: Vec<String>,
    /// The file that is written.
    pub(in crate::cli) output: String,
}

/// What `run.json` says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::cli) struct About {
    #[serde(flatten)]
    pub(in crate::cli) settings: Settings,
    /// The files to read; `inputs.jsonl` has each.
    pub(in crate::cli) inputs: Sum,
    /// What was done; `null` while the run is not at its end.
    pub(in crate::cli) done: Option<Totals>,
    /// How long it took, all sittings together, as far as the journal knows.
    pub(in crate::cli) seconds: Option<u64>,
}

/// How many files there are, and how large they are together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Sum {
    pub(in crate::cli) files: u64,
    pub(in crate::cli) bytes: u64,
}

/// A file to read, as it was found, with what came of it: a line of `inputs.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Input {
    pub(in crate::cli) path: String,
    pub(in crate::cli) bytes: u64,
    /// Seconds since 1970; `null` where machines that read it differ.
    pub(in crate::cli) modified: Option<u64>,
    #[serde(flatten)]
    pub(in crate::cli) done: Option<Totals>,
}

/// Files to read in their order; none of them is in memory for long.
pub(in crate::cli) type Listing<'l> = Box<dyn Iterator<Item = anyhow::Result<Input>> + 'l>;

impl Settings {
    pub(in crate::cli) fn new(lists: &str, options: Vec<String>, output: String) -> Self {
        Settings { petik: env!("CARGO_PKG_VERSION").into(), lists: lists.into(), options, output }
    }

    /// The first difference to the settings that a run began `with`, in words.
    fn difference(&self, with: &Settings) -> Option<String> {
        if self.petik != with.petik {
            return Some(format!("it was begun by petik {}, this is {}", with.petik, self.petik));
        }
        if self.lists != with.lists {
            return Some("it was begun with other lists or rules".into());
        }
        (self.options != with.options)
            .then(|| format!("it was begun with the options {:?}, these are {:?}", with.options, self.options))
    }
}

impl About {
    /// What is known of the run in `folder`; none where there is no run.
    pub(in crate::cli) fn read(folder: &Path) -> anyhow::Result<Option<Self>> {
        let path = folder.join(ABOUT);
        let cannot = || format!("{} cannot be read; --fresh starts over", path.display());
        match fs::read_to_string(&path) {
            Ok(text) => serde_json::from_str(&text).map(Some).with_context(cannot),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(cannot),
        }
    }

    /// The first difference to a run with these settings over `inputs`, in words; for `mended` see [`difference`].
    pub(super) fn differs(
        &self,
        folder: &Path,
        settings: &Settings,
        inputs: Listing<'_>,
        mended: bool,
    ) -> anyhow::Result<Option<String>> {
        match settings.difference(&self.settings) {
            None => difference(inputs, listed(folder)?, mended),
            some => Ok(some),
        }
    }

    pub(super) fn write(&self, folder: &Path) -> io::Result<()> {
        let mut file = File::create(part(folder, ABOUT))?;
        serde_json::to_writer_pretty(&mut file, self)?;
        file.write_all(b"\n")?;
        file.sync_all()?;
        fs::rename(part(folder, ABOUT), folder.join(ABOUT))
    }
}

impl Sum {
    pub(in crate::cli) fn of(paths: &[PathBuf], sources: &Options) -> anyhow::Result<Self> {
        let mut sum = Sum::default();
        for input in found(paths, sources) {
            sum.add(&input?);
        }
        Ok(sum)
    }

    fn add(&mut self, input: &Input) {
        self.files += 1;
        self.bytes += input.bytes;
    }
}

/// The files behind `paths` as they are now. A path at which nothing is ends the listing: a run would call itself complete
/// over what is left of them.
pub(in crate::cli) fn found<'l>(paths: &'l [PathBuf], sources: &'l Options) -> Listing<'l> {
    let input = |path: PathBuf| {
        let about = fs::metadata(&path).ok();
        let modified = about.as_ref().and_then(|about| about.modified().ok()?.duration_since(UNIX_EPOCH).ok());
        Input {
            path: path.display().to_string(),
            bytes: about.map_or(0, |about| about.len()),
            modified: modified.map(|since| since.as_secs()),
            done: None,
        }
    };
    let missing =
        |fault| usage(format_args!("{fault}; nothing was begun: a long run wants all its files from the start"));
    Box::new(Inputs::files(paths, sources).map(move |path| path.map(input).map_err(missing)))
}

/// The files of the run in `folder`.
pub(in crate::cli) fn listed(folder: &Path) -> anyhow::Result<Listing<'static>> {
    let begun = part(folder, LISTING);
    let path = if begun.exists() { begun } else { folder.join(INPUTS) };
    let cannot = format!("{} cannot be read; --fresh starts over", path.display());
    let lines = BufReader::new(File::open(&path).with_context(|| cannot.clone())?).lines();
    let input = |line: io::Result<String>| anyhow::Ok(serde_json::from_str(&line?)?);
    Ok(Box::new(lines.map(move |line| input(line).with_context(|| cannot.clone()))))
}

/// Writes down which files a run in `folder` reads.
pub(super) fn list(folder: &Path, inputs: Listing<'_>) -> anyhow::Result<Sum> {
    let begun = part(folder, INPUTS);
    let mut file = BufWriter::new(File::create(&begun)?);
    let mut sum = Sum::default();
    for input in inputs {
        let input = input?;
        sum.add(&input);
        line(&mut file, &input)?;
    }
    file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    fs::rename(begun, part(folder, LISTING))?;
    Ok(sum)
}

/// The first difference of the files `now` to those that a run began `with`, in words. Of those in which something failed, another
/// state is none if they are `mended`.
fn difference(now: Listing<'_>, with: Listing<'_>, mended: bool) -> anyhow::Result<Option<String>> {
    let (mut now, mut with) = (now, with);
    let mut same = 0_u64;
    loop {
        let (now, then) = (now.next().transpose()?, with.next().transpose()?);
        return Ok(Some(match (now, then) {
            (None, None) => return Ok(None),
            (Some(now), Some(then)) if now.path != then.path => {
                format!("it began with the file {}, where now {} comes", then.path, now.path)
            }
            (Some(now), Some(then)) => {
                let failed = then.done.is_some_and(|done| done.failed > 0);
                if now.is_as(&then) || mended && failed {
                    same += 1;
                    continue;
                }
                format!("{} has changed since it began", now.path)
            }
            (Some(now), None) => format!("it began with {same} files, and now there is {}", now.path),
            (None, Some(then)) => format!("{} is not among the files any more", then.path),
        }));
    }
}

impl Input {
    /// Whether the file is as it was.
    pub(in crate::cli) fn is_as(&self, then: &Input) -> bool {
        let times = self.modified.zip(then.modified);
        self.path == then.path && self.bytes == then.bytes && times.is_none_or(|(now, then)| now == then)
    }
}

/// Writes the files of the run in `folder` with what came of each.
pub(super) fn sum_up(folder: &Path) -> anyhow::Result<()> {
    let mut pieces = steps(&part(folder, PIECES))?.peekable();
    let mut file = BufWriter::new(File::create(part(folder, INPUTS))?);
    for (number, input) in (1..).zip(listed(folder)?) {
        let mut done = Totals::default();
        while let Some(step) = pieces.next_if(|step| step.as_ref().map_or(true, |step| step.place.file() <= number)) {
            done.add(&step?);
        }
        line(&mut file, &Input { done: Some(done), ..input? })?;
    }
    Ok(file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?)
}

impl Totals {
    fn add(&mut self, step: &Step) {
        self.articles += step.written.len() as u64;
        self.facts += step.written.iter().map(|written| written.facts).sum::<u64>();
        self.failed += step.failed;
        step.passed_over.iter().for_each(|reason| self.passed_over.count(*reason));
    }
}

fn line(file: &mut impl Write, input: &Input) -> anyhow::Result<()> {
    serde_json::to_writer(&mut *file, input)?;
    Ok(file.write_all(b"\n")?)
}
