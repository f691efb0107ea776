//! Where data goes: standard output, or a file that appears under its name only when it is whole.

use super::stop::Transient;
use anyhow::Context;
use std::fs::{self, File};
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// An open output. What was written counts only after [`Output::finish`].
pub(super) enum Output {
    Stdout(BufWriter<Stdout>),
    /// A device or named pipe: there is nothing to rename.
    Device(BufWriter<File>),
    File {
        part: BufWriter<NamedTempFile>,
        path: PathBuf,
        transient: Transient,
    },
}

impl Output {
    /// Opens `path`; none or `-` is standard output.
    pub(super) fn open(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            return Ok(Output::Stdout(BufWriter::with_capacity(64 << 10, io::stdout())));
        };
        let cannot = || format!("cannot write to {}", path.display());
        match fs::metadata(path) {
            Ok(there) if there.is_dir() => anyhow::bail!("{}: it is a folder", cannot()),
            Ok(there) if !there.is_file() => {
                let file = File::options().write(true).open(path).with_context(cannot)?;
                return Ok(Output::Device(BufWriter::new(file)));
            }
            _ => {}
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let part = part_file(folder).with_context(cannot)?;
        let transient = Transient::new(part.path(), Some(path));
        Ok(Output::File { part: BufWriter::with_capacity(64 << 10, part), path: path.to_owned(), transient })
    }

    /// Brings everything to its place.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        match self {
            Output::Stdout(mut out) => out.flush().context("cannot write to standard output")?,
            Output::Device(mut out) => out.flush().context("cannot write the output")?,
            Output::File { part, path, transient } => {
                let cannot = || format!("cannot write to {}", path.display());
                let part = part.into_inner().map_err(|error| error.into_error()).with_context(cannot)?;
                part.as_file().sync_all().with_context(cannot)?;
                part.persist(&path).map_err(|error| error.error).with_context(cannot)?;
                drop(transient);
            }
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Stdout(out) => out.write(bytes),
            Output::Device(out) => out.write(bytes),
            Output::File { part, .. } => part.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stdout(out) => out.flush(),
            Output::Device(out) => out.flush(),
            Output::File { part, .. } => part.flush(),
        }
    }
}

/// A file beside the one to be, so that the renaming does not cross file systems. The leading dot hides it from a run
/// that reads the same folder.
fn part_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".petik-").suffix(".part");
    #[cfg(unix)]
    {
        // A temporary file is private unless told otherwise; this one becomes an ordinary file (the umask still counts).
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
