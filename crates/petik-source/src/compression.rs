//! Packed files: gzip, zstd and bzip2, recognised by their first bytes and unpacked on the way. A packed file is a row of
//! *members*, each complete in itself; most have one, archives of the web have one a record.

mod member;
mod members;
mod pack;
#[cfg(test)]
mod tests;

pub(super) use member::Packing;
pub(super) use members::{Break, Event, KEPT, Members, PROBED, first_bytes};
pub use pack::{gzip, zstd};

use crate::meter::Meter;
use crate::walk::is_stdin;
use crate::window::Window;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The endings of packed files.
const ENDINGS: [&str; 5] = ["gz", "gzip", "zst", "zstd", "bz2"];

/// The bytes of a file, or of standard input for `-`, unpacked where they are packed (gzip, zstd, bzip2, told by the first
/// bytes and not by the name). A packed file that breaks off or is damaged gives what could be read, then an error that names
/// the byte. For lists and records; [`Inputs`](super::Inputs) reads articles.
///
/// ```
/// use std::io::{BufRead, Write};
///
/// let mut packed = flate2::write::GzEncoder::new(tempfile::NamedTempFile::new()?, flate2::Compression::fast());
/// packed.write_all(b"one\ntwo\n")?;
/// let lines = petik_source::open_unpacked(packed.finish()?.path())?.lines();
/// assert_eq!(lines.collect::<Result<Vec<_>, _>>()?, ["one", "two"]);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn open_unpacked(path: impl AsRef<Path>) -> io::Result<Box<dyn BufRead + Send>> {
    open_counted(path, &Meter::default())
}

/// The same, with the bytes of the file counted by `meter` as they lie there.
pub fn open_counted(path: impl AsRef<Path>, meter: &Meter) -> io::Result<Box<dyn BufRead + Send>> {
    let path = path.as_ref();
    if is_stdin(path) {
        unpack(BufReader::new(meter.count(io::stdin())))
    } else {
        unpack(BufReader::new(meter.count(File::open(path)?)))
    }
}

/// The bytes of `reader`, unpacked where they are packed. A file that breaks off or is damaged gives what could be read,
/// then an error that names the byte of the packed file; zeros and junk behind the last member are passed over, as gzip
/// does. Nothing is held in memory but a window, so there is no limit to the size of what comes out.
pub(super) fn unpack(mut reader: impl BufRead + Send + 'static) -> io::Result<Box<dyn BufRead + Send>> {
    let start = reader.fill_buf()?;
    if start.len() >= Packing::SHOWN_BY && Packing::of_content(start).is_none() {
        return Ok(Box::new(reader));
    }
    // A pipe may give less at first than it takes to tell.
    let mut window = Window::new(reader, 0);
    match Packing::of_content(window.fill(Packing::SHOWN_BY)?) {
        None => Ok(Box::new(window)),
        Some(packing) => Ok(Box::new(Unpacked::new(window, packing))),
    }
}

/// What `packed` unpacks to, at most `limit` bytes of it.
pub(super) fn unpack_all(packed: &[u8], packing: Packing, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    Unpacked::new(Window::new(packed, 0), packing).take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The name without the ending of a packing, so that `a.jsonl.gz` shows what is inside: `a.jsonl`.
pub(super) fn inner_name(path: &Path) -> PathBuf {
    let packed = path.extension().and_then(|ending| ending.to_str());
    match packed {
        Some(ending) if ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)) => path.with_extension(""),
        _ => path.to_owned(),
    }
}

/// What comes out of a packed stream.
struct Unpacked<R> {
    members: Members<R>,
    buffer: Vec<u8>,
    /// Where in the buffer the bytes begin that were not yet given out.
    at: usize,
    /// Whether anything was unpacked.
    any: bool,
    /// How it ended: well, or with an error, which stays for whoever asks again.
    end: Option<Result<(), (io::ErrorKind, String)>>,
}

impl<R: Read> Unpacked<R> {
    fn new(window: Window<R>, packing: Packing) -> Self {
        Unpacked { members: Members::new(window, packing), buffer: Vec::new(), at: 0, any: false, end: None }
    }

    /// Unpacks a little more into the empty buffer.
    fn pull(&mut self) {
        match self.members.pull(&mut self.buffer) {
            Ok(Event::Member(_)) => self.any = true,
            Ok(Event::Bytes) => {}
            Ok(Event::End) => self.end = Some(Ok(())),
            // Junk at the end is nobody's loss, but a member behind it would be.
            Err(Break { member: None, offset, .. }) if self.any && self.members.search(offset, begins).is_none() => {
                self.end = Some(Ok(()));
            }
            Err(broken) => {
                let reason = format!("{} (byte {} of the packed file)", broken.reason, broken.offset);
                self.end = Some(Err((broken.kind, reason)));
            }
        }
    }
}

/// Whether these are the first bytes of a member: anything that unpacks.
fn begins(unpacked: &[u8]) -> bool {
    !unpacked.is_empty()
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for Unpacked<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at >= self.buffer.len() {
            if let Some(end) = &self.end {
                return end.clone().map(|()| &[][..]).map_err(|(kind, reason)| io::Error::new(kind, reason));
            }
            self.buffer.clear();
            self.at = 0;
            self.pull();
        }
        Ok(self.buffer.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.at += count;
    }
}
