//! Whether the output is one of the files to read: petik would read its own words, or a file would be gone before anybody
//! noticed.

use crate::cli::ending::usage;
use crate::cli::output;
use petik::source::{Inputs, Options};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

/// Refuses an output that is read as well. `None` and `-` are standard output, which may lead to a file.
pub(super) fn refuse(output: Option<&Path>, paths: &[PathBuf], sources: &Options) -> anyhow::Result<()> {
    let named = output.filter(|path| path.as_os_str() != "-");
    let there = match named {
        Some(path) => fs::metadata(path).ok(),
        None => output::standard(),
    };
    let Some(there) = there.filter(Metadata::is_file) else { return Ok(()) };
    let same = |path: &PathBuf| fs::metadata(path).is_ok_and(|about| is_same(&about, path, &there, named));
    match Inputs::files(paths, sources).flatten().find(same) {
        None => Ok(()),
        Some(path) => {
            Err(usage(format_args!("{} is to be read and to be written: write to another file", path.display())))
        }
    }
}

/// Refuses the folder of a run within a folder that is read: the run would meet its own files.
pub(super) fn refuse_within(folder: &Path, paths: &[PathBuf]) -> anyhow::Result<()> {
    let mut place = std::path::absolute(folder)?;
    // Of what is not there yet, the folder above it.
    while !place.exists() && place.pop() {}
    let place = place.canonicalize()?;
    let above = |path: &&PathBuf| path.is_dir() && path.canonicalize().is_ok_and(|path| place.starts_with(path));
    match paths.iter().find(above) {
        None => Ok(()),
        Some(path) => Err(usage(format_args!(
            "{} lies within {}, which is read: name a folder outside of it",
            folder.display(),
            path.display()
        ))),
    }
}

#[cfg(unix)]
fn is_same(about: &Metadata, _path: &Path, there: &Metadata, _named: Option<&Path>) -> bool {
    use std::os::unix::fs::MetadataExt;
    (about.dev(), about.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn is_same(_about: &Metadata, path: &Path, _there: &Metadata, named: Option<&Path>) -> bool {
    let named = named.and_then(|path| path.canonicalize().ok());
    named.is_some() && path.canonicalize().ok() == named
}
