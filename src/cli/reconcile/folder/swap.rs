//! Two folders change places.

use super::ours::There;
use super::{new_part, parent};
use anyhow::{anyhow, ensure};
use std::fs;
use std::io;
use std::path::Path;

/// Whether what is at `dir` can be replaced in one step; better known before a run than after it. `part` is empty.
pub(super) fn is_possible(part: &Path, dir: &Path, there: There) -> anyhow::Result<()> {
    ensure!(
        !is_mounted(dir)?,
        "a file system is mounted there, which cannot be replaced in one step; choose a folder inside of it"
    );
    if there == There::Result {
        let other = new_part(dir)?;
        let swapped = swap(part, &other);
        fs::remove_dir(&other)?;
        swapped.map_err(explained)?;
    }
    Ok(())
}

#[cfg(unix)]
fn is_mounted(dir: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    Ok(fs::metadata(dir)?.dev() != fs::metadata(parent(dir))?.dev())
}

#[cfg(not(unix))]
fn is_mounted(_dir: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Lets two folders of one file system change places; there is no moment without one at each place.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn swap(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

/// In three steps, for want of one. A kill behind the first leaves the old folder `b` beside its place, under its name with a
/// dot before it and `.petik-old` behind it; no later run removes it.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn swap(a: &Path, b: &Path) -> io::Result<()> {
    let old = super::hidden(b, ".petik-old");
    fs::rename(b, &old)?;
    if let Err(error) = fs::rename(a, b) {
        fs::rename(&old, b)?;
        return Err(error);
    }
    fs::rename(&old, a)
}

/// What the system says when it cannot do it, with what to do.
pub(super) fn explained(error: io::Error) -> anyhow::Error {
    use io::ErrorKind::{CrossesDevices, InvalidInput, ResourceBusy, Unsupported};
    let why = match error.kind() {
        InvalidInput | Unsupported => "this file system cannot replace a folder in one step",
        CrossesDevices | ResourceBusy => {
            "this folder cannot be replaced in one step: a file system is mounted there or below"
        }
        _ => return anyhow!(error),
    };
    anyhow!(
        "{why}, and a stop between two steps could lose the result that is there; choose a folder that is not there yet"
    )
    .context(error)
}

#[cfg(test)]
mod tests {
    use super::explained;
    use std::io::Error;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_system_that_cannot_swap_says_what_to_do() {
        use rustix::io::Errno;
        for (errno, words) in [
            (Errno::INVAL, "cannot replace a folder in one step"),
            (Errno::NOSYS, "cannot replace a folder in one step"),
            (Errno::XDEV, "mounted"),
            (Errno::BUSY, "mounted"),
        ] {
            let message = format!("{:#}", explained(Error::from(errno)));
            assert!(message.contains(words) && message.contains("choose a folder"), "{message}");
        }
        assert!(!format!("{:#}", explained(Error::from(Errno::NOSPC))).contains("choose"));
    }
}
