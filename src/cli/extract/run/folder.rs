//! The files in the folder of a run: which are ours, how they are cut and named, and what is left of them at the end.

use super::settings::ABOUT;
use super::{DIGESTS, FAILURES, INPUTS, JOURNAL, LISTING, LOCK, Mark, PIECES, Plan, ROWS, again};
use crate::cli::ending::usage;
use crate::cli::extract::parquet::Table;
use crate::cli::extract::seen::{Digest, Seen};
use crate::cli::extract::shape::Rows;
use anyhow::{Context, bail, ensure};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Seek};
use std::path::{Path, PathBuf};

/// Makes the folder, which is to be a new or empty one or that of a run, and keeps others from it.
pub(super) fn locked(folder: &Path) -> anyhow::Result<File> {
    let cannot = || format!("cannot use the folder {}", folder.display());
    fs::create_dir_all(folder).with_context(cannot)?;
    // A run that was killed as it began leaves no more than these.
    let begun = [part(folder, ABOUT), part(folder, INPUTS), part(folder, LISTING), folder.join(LOCK)];
    let ours: Vec<&OsStr> = begun.iter().filter_map(|path| path.file_name()).collect();
    let strange = || -> io::Result<bool> {
        Ok(fs::read_dir(folder)?.any(|entry| entry.is_ok_and(|entry| !ours.contains(&entry.file_name().as_os_str()))))
    };
    if !folder.join(ABOUT).exists() && strange().with_context(cannot)? {
        let folder = folder.display();
        return Err(usage(format_args!(
            "{folder} holds files and no {ABOUT}: it is no folder of a run; name a new or empty one"
        )));
    }
    let lock = File::create(folder.join(LOCK)).with_context(cannot)?;
    if lock.try_lock().is_err() {
        bail!("another petik is writing to {}: wait for it, or name another folder", folder.display());
    }
    Ok(lock)
}

/// Removes what an earlier run wrote.
pub(super) fn clear(folder: &Path, plan: &Plan) -> io::Result<()> {
    for name in [&plan.name, plan.written(), FAILURES, PIECES, INPUTS, JOURNAL, DIGESTS] {
        remove(&folder.join(name))?;
        remove(&part(folder, name))?;
    }
    again::clear(folder)
}

/// Of a run that was killed between the first renaming and the last word of `run.json`.
pub(super) fn name_parts_again(folder: &Path, plan: &Plan) -> io::Result<()> {
    for name in [plan.written(), FAILURES, PIECES] {
        let (part, whole) = (part(folder, name), folder.join(name));
        if !part.exists() && whole.exists() {
            fs::rename(whole, part)?;
        }
    }
    Ok(())
}

/// Makes the table out of its rows.
pub(super) fn tabulate(of: Rows, rows: &Path, into: &Path) -> anyhow::Result<()> {
    let mut rows = BufReader::with_capacity(256 << 10, File::open(rows)?);
    let mut table = Table::new(BufWriter::with_capacity(256 << 10, File::create(into)?), of)?;
    let mut row = Vec::new();
    while rows.read_until(b'\n', &mut row)? > 0 {
        table.rows(&row)?;
        row.clear();
    }
    let file = table.finish()?.into_inner().map_err(|error| error.into_error())?;
    Ok(file.sync_all()?)
}

/// Removes what a run at its end does not need.
pub(super) fn tidy(folder: &Path) -> io::Result<()> {
    remove(&folder.join(JOURNAL))?;
    remove(&part(folder, LISTING))?;
    remove(&part(folder, DIGESTS))?;
    remove(&part(folder, ROWS))
}

/// The name of a file that is not yet whole.
pub(super) fn part(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.part"))
}

pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The file cut to `length` bytes, ready to be written on.
pub(super) fn reopened(path: &Path, length: u64) -> anyhow::Result<File> {
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
pub(super) fn reopened_digests(path: &Path, articles: u64) -> anyhow::Result<(Seen, BufWriter<File>)> {
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
pub(super) fn last_mark(path: &Path) -> io::Result<Option<Mark>> {
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
