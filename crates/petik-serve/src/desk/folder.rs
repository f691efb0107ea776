//! The folder of a reconciliation as it lies on the disk. Rows stay there and are read one by one: with all their claims they
//! would not fit into little memory. A new run puts another folder into its place; the one that is open stays readable.

use petik_reconcile::{PACKAGE_FILE, Package, ROWS_FILE, Row, Unresolved, read_unresolved};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// What tells a file from the one that stood in its place before.
type Stamp = Option<(SystemTime, u64)>;

/// An open folder.
#[derive(Debug)]
pub(super) struct Folder {
    dir: PathBuf,
    rows: Mutex<File>,
    /// Where each row stands in its file: offset and length.
    spans: Vec<(u64, usize)>,
    stamp: Stamp,
}

impl Folder {
    /// Opens the folder `dir` and shows every row to `each`, with its place.
    ///
    /// # Errors
    ///
    /// Where the folder is none of a reconciliation or cannot be read; the error names file and line.
    pub(super) fn open(dir: &Path, mut each: impl FnMut(usize, Row)) -> io::Result<Self> {
        let path = dir.join(ROWS_FILE);
        let cannot = |error: io::Error| {
            let way_out = "name the folder that `petik reconcile --out` wrote";
            io::Error::new(error.kind(), format!("cannot read {}: {error}; {way_out}", path.display()))
        };
        let stamp = stamp(&path);
        let file = File::open(&path).map_err(cannot)?;
        let (mut reader, mut line) = (BufReader::with_capacity(1 << 16, file), Vec::new());
        let (mut spans, mut at) = (Vec::new(), 0);
        loop {
            line.clear();
            let read = reader.read_until(b'\n', &mut line).map_err(cannot)?;
            if read == 0 {
                break;
            }
            let row = Row::from_json(line.trim_ascii()).map_err(|error| {
                let place = format!("{}:{}", path.display(), spans.len() + 1);
                io::Error::new(io::ErrorKind::InvalidData, format!("{place}: no row of a reconciliation: {error}"))
            })?;
            each(spans.len(), row);
            spans.push((at, read));
            at += read as u64;
        }
        Ok(Folder { dir: dir.to_owned(), rows: Mutex::new(reader.into_inner()), spans, stamp })
    }

    /// The row at a place, as it was written.
    pub(super) fn row(&self, place: usize) -> io::Result<Row> {
        let (at, length) = *self.spans.get(place).ok_or(io::ErrorKind::NotFound)?;
        let mut line = vec![0; length];
        {
            let mut file = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(at))?;
            file.read_exact(&mut line)?;
        }
        Row::from_json(line.trim_ascii()).map_err(io::Error::other)
    }

    /// What names no region for certain.
    pub(super) fn unresolved(&self) -> io::Result<Vec<Unresolved>> {
        read_unresolved(&self.dir)
    }

    /// Whether another run has put a new folder in its place.
    pub(super) fn is_replaced(&self) -> bool {
        // While folders change places there may be none for a moment.
        stamp(&self.dir.join(ROWS_FILE)).is_some_and(|now| Some(now) != self.stamp)
    }
}

fn stamp(path: &Path) -> Stamp {
    let about = fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}

/// The file of decisions that the description of the folder names.
pub(super) fn made_with(dir: &Path) -> Option<PathBuf> {
    let package: Package = serde_json::from_slice(&fs::read(dir.join(PACKAGE_FILE)).ok()?).ok()?;
    Some(PathBuf::from(package.petik.inputs.decisions?.path))
}
