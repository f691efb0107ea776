//! The folder of a reconciliation as it lies on the disk. Rows stay there and are read one by one: with all their claims they
//! would not fit into little memory. A new run puts another folder into its place; the one that is open stays readable.

use petik_reconcile::{
    PACKAGE_FILE, Package, ROWS_FILE, Row, Unresolved, open_rows, read_open_decisions, read_unresolved, rows_of,
};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
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
        let stamp = stamp(&dir.join(ROWS_FILE));
        let file = open_rows(dir)?;
        let mut spans = Vec::new();
        rows_of(
            dir,
            &file,
            |_| true,
            |at, length, row| {
                each(spans.len(), row);
                spans.push((at, length));
            },
        )?;
        Ok(Folder { dir: dir.to_owned(), rows: Mutex::new(file), spans, stamp })
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

    /// Decisions that the run brings up again: line and subject.
    pub(super) fn open_decisions(&self) -> io::Result<Vec<(u64, String)>> {
        read_open_decisions(&self.dir)
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
