//! A folder of results that appears whole or not at all. The files are written into a hidden folder beside it and brought to
//! the disk; then both change places in one step. A run that is killed at any moment leaves the old result or the new one.
//!
//! Where the system has no such step (other than Linux, Android and Apple's), an old result is moved aside first, so that a
//! kill between the two steps leaves it under the name that [`swap`] gives it.

mod lock;
mod ours;
mod swap;
#[cfg(test)]
mod tests;

use crate::cli::message;
use crate::cli::stop::Transient;
use anyhow::{Context, bail, ensure};
use lock::Lock;
use ours::There;
use petik::reconcile::Written;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What writes a file.
pub(super) type Content<'a> = Box<dyn FnOnce(&mut Measured) -> io::Result<()> + Send + 'a>;

/// A folder that is being written.
pub(super) struct Folder {
    /// As it was given, for messages.
    shown: PathBuf,
    /// Where the result will be; not a symbolic link.
    dir: PathBuf,
    /// Where it is until then.
    part: PathBuf,
    written: Vec<Written>,
    /// What killed runs left beside it and could not be removed, with the reason.
    left: Vec<String>,
    /// `part` is removed by a stop as long as it has not changed places with a result.
    transient: Option<Transient>,
    /// Held as long as the run lasts; given up after `part` is cleared.
    _lock: Lock,
}

impl Folder {
    /// Makes ready to write `dir`, which must be nothing, an empty folder, or a result as petik wrote it: whatever else is
    /// there is named, and stays. One run at a time.
    pub(super) fn open(dir: &Path) -> anyhow::Result<Self> {
        let shown = dir.to_owned();
        Folder::begin(dir).with_context(|| format!("cannot write to {}", shown.display()))
    }

    fn begin(shown: &Path) -> anyhow::Result<Self> {
        let dir = resolved(shown)?;
        let lock = Lock::take(hidden(&dir, ".petik.lock"))?;
        let there = ours::look(&dir)?;
        let left = clear_leftovers(&dir)?;
        let part = new_part(&dir)?;
        let transient = Some(Transient::new(&part, Some(shown)));
        let folder = Folder { shown: shown.to_owned(), dir, part, written: Vec::new(), left, transient, _lock: lock };
        if there != There::Nothing {
            swap::is_possible(&folder.part, &folder.dir, there)?;
        }
        Ok(folder)
    }

    /// Writes a file of the result and brings it to the disk.
    pub(super) fn write(
        &mut self,
        name: &str,
        content: impl FnOnce(&mut Measured) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        let written = self.file(name, content)?;
        self.written.push(written);
        Ok(())
    }

    /// Writes several files at the same time.
    pub(super) fn write_each(&mut self, files: Vec<(&str, Content<'_>)>) -> anyhow::Result<()> {
        // One at a time: one of them takes as long as all others.
        let written = files.into_par_iter().with_max_len(1).map(|(name, content)| self.file(name, content));
        let mut written = written.collect::<anyhow::Result<Vec<Written>>>()?;
        self.written.append(&mut written);
        Ok(())
    }

    fn file(&self, name: &str, content: impl FnOnce(&mut Measured) -> io::Result<()>) -> anyhow::Result<Written> {
        ensure!(ours::is_name(name), "{name} is no file of a result"); // it could not be told from a stranger's later
        let path = self.part.join(name);
        let measure = || -> io::Result<Written> {
            let mut out = Measured::new(File::create_new(&path)?);
            content(&mut out)?;
            out.finish(name)
        };
        measure().with_context(|| format!("cannot write {name} of {}", self.shown.display()))
    }

    /// What killed runs left beside the folder and could not be removed, with the reason.
    pub(super) fn left(&self) -> &[String] {
        &self.left
    }

    /// The files so far.
    pub(super) fn written(&self) -> &[Written] {
        &self.written
    }

    /// Brings the folder to its place and removes what it replaces.
    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        // From here on the part may be the result.
        self.transient = None;
        self.bring().with_context(|| format!("cannot write to {}", self.shown.display()))
    }

    fn bring(&self) -> anyhow::Result<()> {
        sync(&self.part)?;
        // Looked at once more: somebody may have put a file there in the meantime.
        let there = ours::look(&self.dir)?;
        match there {
            There::Nothing | There::Empty => fs::rename(&self.part, &self.dir).map_err(swap::explained)?,
            There::Result => swap::swap(&self.part, &self.dir).map_err(swap::explained)?,
        }
        // The new names are on the disk before anything of the old result goes.
        sync(parent(&self.dir))?;
        if there == There::Result
            && let Err(error) = ours::clear(&self.part)
        {
            let part = self.part.display();
            message::warning(format_args!("the result before cannot be removed from {part}: {error}"));
        }
        Ok(())
    }
}

impl Drop for Folder {
    /// What did not come to its place is removed; what is no longer there needs no care.
    fn drop(&mut self) {
        let _ = ours::clear(&self.part);
    }
}

/// The place itself, where `dir` may be a symbolic link to a folder.
fn resolved(dir: &Path) -> anyhow::Result<PathBuf> {
    let Some(name) = dir.file_name() else {
        bail!("the folder changes places with another one and must be given by its name, from the folder above it");
    };
    match fs::symlink_metadata(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let above = parent(dir);
            let above = fs::canonicalize(above).with_context(|| format!("there is no folder {}", above.display()))?;
            Ok(above.join(name))
        }
        Err(error) => Err(error.into()),
        Ok(there) => {
            let place = fs::canonicalize(dir).context("it is a symbolic link that leads nowhere")?;
            ensure!(place.is_dir(), if there.is_symlink() { "it is a link to a file" } else { "it is a file" });
            ensure!(place.file_name().is_some(), "it is the root of the file system");
            Ok(place)
        }
    }
}

/// The folder above.
fn parent(dir: &Path) -> &Path {
    dir.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A hidden name beside the folder.
fn hidden(dir: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(dir.file_name().unwrap_or_default());
    name.push(ending);
    dir.with_file_name(name)
}

const PART: &str = ".part";
const BEFORE_LETTERS: &str = ".petik-";
/// Letters that tell one part from another.
const LETTERS: usize = 8;

/// An empty folder beside `dir`, with the rights that any new folder has.
fn new_part(dir: &Path) -> anyhow::Result<PathBuf> {
    let prefix = hidden(dir, BEFORE_LETTERS);
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix.file_name().unwrap_or_default()).suffix(PART).rand_bytes(LETTERS);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o777)); // less the umask
    }
    let above = parent(dir);
    let part = builder.tempdir_in(above).with_context(|| format!("cannot make a folder in {}", above.display()))?;
    Ok(part.keep())
}

/// Removes what killed runs left beside `dir`, and tells what cannot be removed. The lock is held, so no living run writes
/// there.
fn clear_leftovers(dir: &Path) -> anyhow::Result<Vec<String>> {
    let mut left = Vec::new();
    let prefix = hidden(dir, BEFORE_LETTERS);
    let prefix = prefix.file_name().map(OsStr::as_encoded_bytes).unwrap_or_default();
    for entry in fs::read_dir(parent(dir))? {
        let entry = entry?;
        let name = entry.file_name();
        let letters = name.as_encoded_bytes().strip_prefix(prefix).and_then(|rest| rest.strip_suffix(PART.as_bytes()));
        let is_part =
            letters.is_some_and(|letters| letters.len() == LETTERS && letters.iter().all(u8::is_ascii_alphanumeric));
        if is_part
            && entry.file_type()?.is_dir()
            && let Err(error) = ours::clear(&entry.path())
        {
            left.push(format!("{} of a killed run cannot be removed: {error}", entry.path().display()));
        }
    }
    Ok(left)
}

/// Brings the names in a folder to the disk.
#[cfg(unix)]
fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Only files can be synced here.
#[cfg(not(unix))]
fn sync(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// A file that knows its length and digest. What is written is collected before it is digested: it comes word by word.
pub(super) struct Measured(BufWriter<Digested>);

struct Digested {
    file: File,
    digest: Sha256,
    bytes: u64,
}

impl Measured {
    fn new(file: File) -> Self {
        Measured(BufWriter::with_capacity(256 << 10, Digested { file, digest: Sha256::new(), bytes: 0 }))
    }

    fn finish(self, name: &str) -> io::Result<Written> {
        let Digested { file, digest, bytes } = self.0.into_inner().map_err(|error| error.into_error())?;
        file.sync_all()?;
        Ok(Written { path: name.into(), bytes, hash: ours::hash(digest) })
    }
}

impl Write for Measured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Write for Digested {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.digest.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
