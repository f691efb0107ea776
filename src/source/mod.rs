//! Sources: from bytes on disk to articles. [`Inputs`] walks the paths that a user names and gives one article after the
//! other, always in the same order; what cannot be read becomes a [`SourceFault`] and the rest goes on.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use petik::source::{Fields, Inputs};
//!
//! let folder = tempfile::tempdir()?;
//! std::fs::write(folder.path().join("a.txt"), "Pemkab Batang meneken MoU.")?;
//! for article in Inputs::new([folder.path()], Fields::default()) {
//!     assert_eq!(article?.text, "Pemkab Batang meneken MoU.");
//! }
//! # Ok(())
//! # }
//! ```

mod encoding;
mod fault;
mod fields;
mod format;
// Read by `Inputs` once it takes pages.
#[allow(dead_code)]
mod html;
mod jsonl;
mod lines;
mod object;
mod published;
mod text;

pub use fault::SourceFault;
pub use fields::Fields;
pub use format::Format;
pub use html::PageLists;
pub use published::parse_day;

use crate::article::Article;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The most bytes that one article may have: a text file, or one line of JSON Lines. A news item has a few thousand;
/// what is larger is a dump that lost its line ends, and would cost its size several times over in memory.
pub const ARTICLE_LIMIT: usize = 16 << 20;

/// An article, or the reason why there is none.
pub type Item = Result<Article<'static>, SourceFault>;

/// The articles of one file.
type Items = Box<dyn Iterator<Item = Item> + Send>;

/// The articles behind a list of paths. Files come in the order given, folders as a walk sorted by name, `-` is standard
/// input. In folders only files with an ending of [`Format::of_path`] count, and names that begin with a dot do not; a
/// file named by the user is always read.
pub struct Inputs {
    fields: Fields,
    /// What is still to be visited, next one last.
    pending: Vec<Entry>,
    current: Option<Items>,
    /// The first folder named, as long as nothing was read and nothing failed.
    fruitless: Option<PathBuf>,
}

struct Entry {
    path: PathBuf,
    /// Given by the user, not met on a walk.
    named: bool,
}

impl Inputs {
    /// The articles behind `paths`; `fields` says under which names JSON Lines hold what.
    pub fn new<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>, fields: Fields) -> Self {
        let mut pending: Vec<Entry> = paths.into_iter().map(|path| Entry { path: path.into(), named: true }).collect();
        let fruitless = pending.first().map(|entry| entry.path.clone());
        pending.reverse();
        Inputs { fields, pending, current: None, fruitless }
    }

    fn visit(&mut self, entry: Entry) -> Result<(), SourceFault> {
        let Entry { path, named } = entry;
        if path.as_os_str() == "-" {
            return self.open(Box::new(io::stdin()), None, FileName::stdin());
        }
        let failed = |error: io::Error| SourceFault::of_file(&path, io_reason(&error));
        let format = Format::of_path(&path);
        let there = match fs::metadata(&path) {
            // A broken link to something that would not have been read anyway.
            Err(_) if format.is_none() && !named => return Ok(()),
            other => other.map_err(failed)?,
        };
        if there.is_dir() {
            let mut inside = folder(&path).map_err(failed)?;
            inside.reverse();
            self.pending.extend(inside);
            return Ok(());
        }
        // A named pipe that is met on a walk could keep petik waiting for ever.
        if !named && (format.is_none() || !there.is_file()) {
            return Ok(());
        }
        let file = File::open(&path).map_err(failed)?;
        self.open(Box::new(file), format, FileName::of(&path))
    }

    fn open(&mut self, bytes: Box<dyn Read + Send>, format: Option<Format>, name: FileName) -> Result<(), SourceFault> {
        self.fruitless = None;
        let mut reader = BufReader::with_capacity(256 << 10, bytes);
        let start = reader.fill_buf().map_err(|e| SourceFault::of_file(&name.path, io_reason(&e)))?;
        if start.is_empty() {
            return Err(SourceFault::of_file(&name.path, "the file is empty"));
        }
        let format = format.unwrap_or_else(|| Format::of_content(start));
        self.current = Some(match format {
            Format::Text => Box::new(text::articles(reader, &name).into_iter()),
            Format::JsonLines => Box::new(jsonl::JsonLines::new(reader, name.path, self.fields.clone())),
        });
        Ok(())
    }
}

impl Iterator for Inputs {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.current.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            self.current = None;
            let Some(entry) = self.pending.pop() else {
                let folder = self.fruitless.take()?;
                let reason = format!("nothing to read here: in folders petik reads {}", Format::endings());
                return Some(Err(SourceFault::remark(folder.display().to_string(), None, reason)));
            };
            if let Err(fault) = self.visit(entry) {
                self.fruitless = None;
                return Some(Err(fault));
            }
        }
    }
}

/// What a file is called: in messages and records, and as the id of the article it holds.
struct FileName {
    path: String,
    stem: Option<String>,
}

impl FileName {
    fn of(path: &Path) -> Self {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        FileName { path: path.display().to_string(), stem }
    }

    fn stdin() -> Self {
        FileName { path: "-".into(), stem: None }
    }
}

/// The entries of a folder that can lead to articles, sorted by name. Links to folders are not followed: they can turn
/// in circles.
fn folder(path: &Path) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let path = entry.path();
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let linked_folder = entry.file_type()?.is_symlink() && path.is_dir();
        if !hidden && !linked_folder {
            entries.push(Entry { path, named: false });
        }
    }
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(entries)
}

/// What the system said, in words that name the way out.
fn io_reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "no permission to read it".into(),
        _ => error.to_string(),
    }
}
