//! The articles behind paths: files opened in their order, told by name and content what they are, read piece by piece.

use crate::compression;
use crate::fault::{Item, SourceFault, io_reason};
use crate::foreign::Foreign;
use crate::format::Format;
use crate::json::JsonPieces;
use crate::meter::Meter;
use crate::options::{FileName, Options};
use crate::raw::{self, Raw};
use crate::table::{Separator, Table};
use crate::walk::{Walk, is_stdin};
use crate::warc::Records;
use crate::{parquet, text};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, VecDeque};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

/// The articles of one file.
type Raws = Box<dyn Iterator<Item = Result<Raw, SourceFault>> + Send>;

/// How far the reading has come: so many files begun, so many pieces given of the last one. The same paths and options lead to
/// the same places as long as the files stay as they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    files: u64,
    given: u64,
}

impl Place {
    /// The file in which it lies: its number in the order of reading, from 1.
    pub fn file(self) -> u64 {
        self.files
    }

    /// A number that grows by one from piece to piece of a file, and from file to file of one piece.
    pub(super) fn ordinal(self) -> u64 {
        self.files.wrapping_add(self.given)
    }
}

/// The articles behind a list of paths. Files come in the order given, folders as a walk sorted by name, `-` is standard
/// input, and a path that does not exist may be a pattern (`berita/*.jsonl`), whose files come sorted by name. In folders only
/// files with an ending of [`Format::of_path`] count, and names that begin with a dot do not; a file named by the user is
/// always read.
pub struct Inputs {
    options: Options,
    walk: Walk,
    current: Option<Raws>,
    /// What the page last read gave.
    ready: VecDeque<Item>,
    /// The first folder named, as long as nothing was read and nothing failed.
    fruitless: Option<PathBuf>,
    place: Place,
    /// The files that are read, if not all are.
    only: Option<BTreeSet<u64>>,
    meter: Meter,
    /// What the meter shows when the current file is at its end.
    at_its_end: u64,
}

impl Inputs {
    /// The articles behind `paths`.
    pub fn new<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>, options: Options) -> Self {
        let paths: Vec<PathBuf> = paths.into_iter().map(Into::into).collect();
        let fruitless = paths.first().cloned();
        let walk = Walk::new(paths, options.include.clone(), options.exclude.clone());
        Inputs {
            options,
            walk,
            current: None,
            ready: VecDeque::new(),
            fruitless,
            place: Place::default(),
            only: None,
            meter: Meter::default(),
            at_its_end: 0,
        }
    }

    /// Shows how many bytes of the files were read, while they are. A file that was passed over counts as read.
    pub fn meter(&self) -> Meter {
        self.meter.clone()
    }

    /// The articles of a file that is no file on disk. `name` is what messages and records call it, and its ending tells
    /// the format as that of a path does. What lies behind `bytes` is read as far as it takes to tell its format and packing.
    ///
    /// ```
    /// use petik_source::{Inputs, Options};
    ///
    /// let bytes = &b"{\"text\": \"Pemkab Batang meneken MoU.\"}"[..];
    /// let mut articles = Inputs::of_reader("a.jsonl", bytes, Options::default());
    /// assert!(articles.next().is_some_and(|article| article.is_ok_and(|a| a.text == "Pemkab Batang meneken MoU.")));
    /// ```
    pub fn of_reader(name: &str, bytes: impl Read + Send + 'static, options: Options) -> Self {
        let path = Path::new(name);
        let format = options.format.or_else(|| Format::of_path(path));
        let mut inputs = Inputs::new(Vec::<PathBuf>::new(), options);
        inputs.place.files = 1;
        let bytes = inputs.meter.count(bytes);
        if let Err(fault) = inputs.open(Box::new(bytes), format, FileName::of(path)) {
            inputs.current = Some(Box::new(std::iter::once(Err(fault))));
        }
        inputs
    }

    /// The files behind `paths` in the order of reading, without opening them.
    pub fn files<P: Into<PathBuf>>(
        paths: impl IntoIterator<Item = P>,
        options: &Options,
    ) -> impl Iterator<Item = Result<PathBuf, SourceFault>> {
        let paths = paths.into_iter().map(Into::into).collect();
        Walk::new(paths, options.include.clone(), options.exclude.clone())
    }

    /// Passes over all files but these, by their numbers in the order of reading, from 1. Places stay what they are.
    ///
    /// ```
    /// # use petik_source::{Inputs, Options};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let folder = tempfile::tempdir()?;
    /// for name in ["a.txt", "b.txt", "c.txt"] {
    ///     std::fs::write(folder.path().join(name), name)?;
    /// }
    /// let mut articles = Inputs::new([folder.path()], Options::default());
    /// articles.only([2].into());
    /// let texts: Vec<_> = articles.map(|article| article.map(|a| a.text)).collect::<Result<_, _>>()?;
    /// assert_eq!(texts, ["b.txt"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn only(&mut self, files: BTreeSet<u64>) {
        self.only = Some(files);
    }

    /// Whether the file that was come to last is passed over.
    fn passes_over(&self) -> bool {
        self.only.as_ref().is_some_and(|only| !only.contains(&self.place.files))
    }

    /// Goes on where another reading stood at `place`: files before it are not opened, pieces before it are read past.
    pub fn go_to(&mut self, place: Place) {
        while self.place.files < place.files {
            let Some(next) = self.walk.next() else { return };
            self.fruitless = None;
            self.place = Place { files: self.place.files + 1, given: 0 };
            // What failed when it was opened was told then.
            let Ok(path) = next else { continue };
            if self.place.files < place.files || self.passes_over() {
                self.at_its_end += fs::metadata(&path).map_or(0, |about| about.len());
            } else if place.given > 0 && self.open_next(&path).is_ok() {
                self.place.given = place.given;
                let given = usize::try_from(place.given).unwrap_or(usize::MAX);
                if let Some(current) = &mut self.current {
                    current.by_ref().take(given).for_each(drop);
                }
            }
        }
    }

    fn open_next(&mut self, path: &Path) -> Result<(), SourceFault> {
        let name = FileName::of(path);
        if is_stdin(path) {
            return self.open(Box::new(self.meter.count(io::stdin())), self.options.format, name);
        }
        let format = self.options.format.or_else(|| Format::of_path(path));
        let failed = |error: io::Error| SourceFault::of_file(path, io_reason(&error));
        let mut bytes = File::open(path).map_err(failed)?;
        let about = bytes.metadata().map_err(failed)?;
        let start = if about.is_file() { shown(&mut bytes) } else { Vec::new() };
        self.refuse_foreign(&start, &name)?;
        let format = format.or_else(|| Some(Format::of_content(&start)).filter(|shown| *shown == Format::Parquet));
        let before = self.meter.bytes().max(self.at_its_end);
        self.meter.set(before);
        self.at_its_end = before + if about.is_file() { about.len() } else { 0 };
        if format == Some(Format::Parquet) && about.is_file() {
            self.fruitless = None;
            self.current = Some(raws(parquet::articles(bytes, name, &self.options)?));
            return Ok(());
        }
        let bytes = self.meter.count(bytes);
        if format == Some(Format::Warc) && about.is_file() {
            self.fruitless = None;
            let records = Records::seekable(bytes, self.options.article_limit);
            self.current = Some(Box::new(raw::archive(records, name, &self.options)));
            return Ok(());
        }
        self.open(Box::new(bytes), format, name)
    }

    fn open(&mut self, bytes: Box<dyn Read + Send>, format: Option<Format>, name: FileName) -> Result<(), SourceFault> {
        self.fruitless = None;
        let mut reader = BufReader::with_capacity(256 << 10, bytes);
        let start = reader.fill_buf().map_err(|e| SourceFault::of_file(&name.path, io_reason(&e)))?;
        if start.is_empty() {
            return Err(SourceFault::of_file(&name.path, "the file is empty"));
        }
        self.refuse_foreign(start, &name)?;
        let options = &self.options;
        let format = format.or_else(|| packed_format(start));
        // Archives are unpacked record by record: what is damaged in one must not cost the others.
        if format == Some(Format::Warc) {
            let records = Records::new(reader, options.article_limit);
            self.current = Some(Box::new(raw::archive(records, name, options)));
            return Ok(());
        }
        let failed = |error: io::Error| SourceFault::of_file(&name.path, io_reason(&error));
        let mut reader = compression::unpack(reader).map_err(failed)?;
        let start = reader.fill_buf().map_err(failed)?;
        if start.is_empty() {
            return Err(SourceFault::of_file(&name.path, "nothing is packed in the file"));
        }
        self.refuse_foreign(start, &name)?;
        self.current = Some(match format.unwrap_or_else(|| Format::of_content(start)) {
            Format::Text => raws(text::articles(reader, &name, options.article_limit)),
            Format::JsonLines => Box::new(JsonPieces::lines(reader, name.path, options)),
            Format::Json => Box::new(JsonPieces::elements(reader, name.path, options)),
            Format::Csv => raws(Table::new(reader, Separator::Comma, name.path, options)),
            Format::Tsv => raws(Table::new(reader, Separator::Tab, name.path, options)),
            Format::Html => Box::new([raw::page_file(reader, name, options)].into_iter()),
            Format::Warc => Box::new(raw::archive(Records::new(reader, options.article_limit), name, options)),
            Format::Parquet => {
                let reason =
                    "Parquet is read from files only, not from standard input or packed: its end tells what it holds";
                return Err(SourceFault::of_file(&name.path, reason));
            }
        });
        Ok(())
    }

    /// Refuses what shows itself as a format that petik does not read, packed or not, whatever the file is called. Who names
    /// a format by an option is believed.
    fn refuse_foreign(&self, start: &[u8], name: &FileName) -> Result<(), SourceFault> {
        let unpacked = || {
            let packing = compression::Packing::of_content(start)?;
            Foreign::of_content(&compression::first_bytes(packing, start))
        };
        match Foreign::of_content(start).or_else(unpacked).filter(|_| self.options.format.is_none()) {
            Some(foreign) => Err(SourceFault::of_file(&name.path, foreign.reason())),
            None => Ok(()),
        }
    }

    /// The next article or page, whose text is still to be found.
    fn next_raw(&mut self) -> Option<Result<Raw, SourceFault>> {
        loop {
            if let Some(item) = self.current.as_mut().and_then(Iterator::next) {
                self.place.given += 1;
                return Some(item);
            }
            self.current = None;
            let Some(next) = self.walk.next() else {
                let folder = self.fruitless.take()?;
                let reason = format!("nothing to read here: in folders petik reads {}", Format::endings());
                return Some(Err(SourceFault::remark(folder.display().to_string(), None, reason)));
            };
            self.place = Place { files: self.place.files + 1, given: 0 };
            if self.passes_over() {
                self.fruitless = None;
                self.at_its_end += next.ok().and_then(|path| fs::metadata(path).ok()).map_or(0, |about| about.len());
                continue;
            }
            if let Err(fault) = next.and_then(|path| self.open_next(&path)) {
                self.fruitless = None;
                return Some(Err(fault));
            }
        }
    }

    /// The same as they come from the files, for threads that turn them into articles (see [`Raw::read`]), each with the
    /// place behind it.
    pub fn raw(mut self) -> impl Iterator<Item = (Place, Result<Raw, SourceFault>)> + Send {
        std::iter::from_fn(move || {
            let raw = self.next_raw()?;
            Some((self.place, raw))
        })
    }
}

/// Articles that need no further reading.
fn raws<I: IntoIterator<Item = Item, IntoIter: Send + 'static>>(items: I) -> Raws {
    Box::new(items.into_iter().map(|item| item.map(Raw::from)))
}

/// What a file begins with. It is read from its beginning again, or from its end.
fn shown(file: &mut File) -> Vec<u8> {
    let mut start = Vec::new();
    let read = file.by_ref().take(SHOWN_BY).read_to_end(&mut start);
    let back = file.rewind();
    // A failing disk will fail again, and say so, when the file is read.
    if read.is_ok() && back.is_ok() { start } else { Vec::new() }
}

/// Bytes that show what a file is.
const SHOWN_BY: u64 = 16 << 10;

/// The format of what is packed in a file that begins with `start`, where it is an archive of the web.
fn packed_format(start: &[u8]) -> Option<Format> {
    let packing = compression::Packing::of_content(start)?;
    // What is there of the first member is enough; that it breaks off here is no fault.
    let begins = compression::first_bytes(packing, start);
    (Format::of_content(&begins) == Format::Warc).then_some(Format::Warc)
}

impl Iterator for Inputs {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            match self.next_raw()? {
                Ok(raw) => self.ready.extend(raw.read()),
                Err(fault) => return Some(Err(fault)),
            }
        }
    }
}
