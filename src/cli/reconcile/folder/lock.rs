//! One run at a time: a lock on a hidden file beside the folder. The system gives it up when a run is killed, so the file
//! alone, left over, hinders nobody.

use crate::cli::stop::Transient;
use anyhow::{Context, bail};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::PathBuf;

/// The lock; its file goes with it.
pub(super) struct Lock {
    path: PathBuf,
    _transient: Transient,
    /// Held, not read.
    _file: File,
}

impl Lock {
    /// Takes the lock, or says that another run has it.
    pub(super) fn take(path: PathBuf) -> anyhow::Result<Self> {
        let cannot = || format!("cannot lock {}", path.display());
        loop {
            let open = File::options().create(true).truncate(false).write(true).open(&path);
            let file = open.with_context(cannot)?;
            match file.try_lock() {
                Ok(()) if is_at(&file, &path).with_context(cannot)? => {
                    return Ok(Lock { _transient: Transient::new(&path, None), path, _file: file });
                }
                // The run before took its file away after this one had opened it: another run would not see this lock.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    bail!("another run writes there; wait for its end, or choose another folder")
                }
                Err(TryLockError::Error(error)) => return Err(error).with_context(cannot),
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While the lock is held, the file under this name is the one that is locked.
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether `path` leads to this very file.
#[cfg(unix)]
fn is_at(file: &File, path: &PathBuf) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let same = |there: fs::Metadata, here: fs::Metadata| (there.dev(), there.ino()) == (here.dev(), here.ino());
    match fs::metadata(path) {
        Ok(there) => Ok(same(there, file.metadata()?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// A file that is open keeps its name here.
#[cfg(not(unix))]
fn is_at(_file: &File, _path: &PathBuf) -> io::Result<bool> {
    Ok(true)
}
