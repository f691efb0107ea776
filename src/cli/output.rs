//! Where data goes: standard output, or a file that appears under its name only when it is whole. Where a terminal listens,
//! what is unseen is written out on the way: in JSON that is the same text still, and elsewhere it is only looked at.

use super::stop::Transient;
use anyhow::Context;
use petik::record::written_out;
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// An open output. What was written counts only after [`Output::finish`].
pub(super) enum Output {
    Stdout(BufWriter<Stdout>),
    /// Standard output that people look at, with the line that is not whole yet.
    Terminal(Stdout, Vec<u8>),
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
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else { return Ok(Output::stdout()) };
        let cannot = || format!("cannot write to {}", path.display());
        match fs::metadata(path) {
            Ok(there) if there.is_dir() => anyhow::bail!("{}: it is a folder; name a file in it", cannot()),
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

    /// Standard output.
    pub(super) fn stdout() -> Self {
        let out = io::stdout();
        if out.is_terminal() {
            Output::Terminal(out, Vec::new())
        } else {
            Output::Stdout(BufWriter::with_capacity(64 << 10, out))
        }
    }

    /// Whether people look at what is written.
    pub(super) fn is_terminal(&self) -> bool {
        matches!(self, Output::Terminal(..))
    }

    /// Brings everything to its place.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        match self {
            Output::Stdout(mut out) => out.flush().context("cannot write to standard output")?,
            Output::Terminal(mut out, rest) => show(&mut out, &rest).context("cannot write to standard output")?,
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
            Output::Terminal(out, line) => {
                line.extend_from_slice(bytes);
                // An end of line is never a part of another character.
                if let Some(end) = line.iter().rposition(|byte| *byte == b'\n') {
                    let rest = line.split_off(end + 1);
                    show(out, &std::mem::replace(line, rest))?;
                }
                Ok(bytes.len())
            }
            Output::Device(out) => out.write(bytes),
            Output::File { part, .. } => part.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stdout(out) => out.flush(),
            Output::Terminal(out, _) => out.flush(),
            Output::Device(out) => out.flush(),
            Output::File { part, .. } => part.flush(),
        }
    }
}

/// Shows whole lines.
fn show(out: &mut Stdout, lines: &[u8]) -> io::Result<()> {
    out.write_all(written_out(&String::from_utf8_lossy(lines)).as_bytes())?;
    out.flush()
}

/// What standard output leads to, where the system tells.
#[cfg(unix)]
pub(super) fn standard() -> Option<fs::Metadata> {
    use std::os::fd::AsFd;
    let handle = io::stdout().as_fd().try_clone_to_owned().ok()?;
    File::from(handle).metadata().ok()
}

/// Nothing here.
#[cfg(not(unix))]
pub(super) fn standard() -> Option<fs::Metadata> {
    None
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
