//! The rows of a result, by their ids. Only ids, places and digests are held in memory; a row is read when it is asked for.

use anyhow::{Context, ensure};
use petik::reconcile::{ROW_SCHEMA, ROWS_FILE, Row};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::xxh3_128;

/// Bytes of a line: a row of ten thousand claims has some ten million.
const LINE: u64 = 256 << 20;
/// Faults of a file that are told.
const FAULTS: usize = 20;

/// The rows of one result.
pub(super) struct Rows {
    path: PathBuf,
    file: BufReader<File>,
    entries: Vec<Entry>,
    by_id: HashMap<String, usize>,
}

/// Where a row stands, and what tells it from others.
struct Entry {
    id: String,
    /// Programme and code.
    region: (String, String),
    at: u64,
    digest: u128,
}

/// What every row says of itself, of whatever version.
#[derive(Deserialize)]
struct Head<'r> {
    #[serde(borrow)]
    schema: Option<Cow<'r, str>>,
}

impl Rows {
    /// Reads all rows once. The inner error tells what is wrong with the lines.
    pub(super) fn open(dir: &Path) -> anyhow::Result<Result<Self, Vec<String>>> {
        ensure!(dir.is_dir(), "{}: no such folder; name two that `petik reconcile` wrote", dir.display());
        let path = dir.join(ROWS_FILE);
        let file = File::open(&path)
            .with_context(|| format!("{} is no result of `petik reconcile`: {ROWS_FILE}", dir.display()))?;
        let mut rows = Rows { path, file: BufReader::new(file), entries: Vec::new(), by_id: HashMap::new() };
        let faults = rows.index()?;
        Ok(if faults.is_empty() { Ok(rows) } else { Err(faults) })
    }

    fn index(&mut self) -> anyhow::Result<Vec<String>> {
        let (mut faults, mut left_out, mut line, mut at) = (Vec::new(), 0_u64, Vec::new(), 0);
        for number in 1_u64.. {
            let length = self.line(&mut line)?;
            if length == 0 {
                break;
            }
            match self.take(&line, at) {
                Ok(()) => {}
                Err(_) if faults.len() == FAULTS => left_out += 1,
                Err(reason) => faults.push(format!("{}:{number}: {reason}", self.path.display())),
            }
            if length > LINE {
                break;
            }
            at += length;
        }
        if left_out > 0 {
            faults.push(format!("{}: {left_out} more lines cannot be read", self.path.display()));
        }
        Ok(faults)
    }

    /// The next line and its length, 0 at the end.
    fn line(&mut self, line: &mut Vec<u8>) -> anyhow::Result<u64> {
        line.clear();
        let read = self.file.by_ref().take(LINE + 1).read_until(b'\n', line);
        Ok(read.with_context(|| format!("cannot read {}", self.path.display()))? as u64)
    }

    fn take(&mut self, line: &[u8], at: u64) -> Result<(), String> {
        let row = parsed(line)?;
        let id = row.id;
        if let Some(first) = self.by_id.insert(id.clone(), self.entries.len()) {
            self.by_id.insert(id.clone(), first);
            return Err(format!("the row {id:?} stands here again; run `petik reconcile` again"));
        }
        let region = (row.programme, row.region.code);
        self.entries.push(Entry { id, region, at, digest: xxh3_128(line) });
        Ok(())
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn id(&self, place: usize) -> &str {
        &self.entries[place].id
    }

    /// The place of a row.
    pub(super) fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Whether two rows are the same bytes.
    pub(super) fn is_same(&self, place: usize, other: &Rows, there: usize) -> bool {
        self.entries[place].digest == other.entries[there].digest
    }

    /// The row at a place.
    pub(super) fn row(&mut self, place: usize) -> anyhow::Result<Row> {
        self.file.seek(SeekFrom::Start(self.entries[place].at))?;
        let mut line = Vec::new();
        self.line(&mut line)?;
        // It was read before: another program writes the file at this moment.
        parsed(&line).map_err(|reason| anyhow::anyhow!("{} changes while it is read: {reason}", self.path.display()))
    }

    /// Rows of `after` that are the only new ones of their region, with the only row of it that is gone: another year.
    pub(super) fn moved(&self, after: &Rows) -> HashMap<usize, usize> {
        let (gone, new) = (self.alone(after), after.alone(self));
        new.into_iter().filter_map(|(region, place)| Some((place?, (*gone.get(region)?)?))).collect()
    }

    /// Regions of rows that `other` lacks; with the row's place where there is only one.
    fn alone(&self, other: &Rows) -> HashMap<&(String, String), Option<usize>> {
        let mut alone = HashMap::new();
        for (place, entry) in self.entries.iter().enumerate().filter(|(_, entry)| other.find(&entry.id).is_none()) {
            alone.entry(&entry.region).and_modify(|place| *place = None).or_insert(Some(place));
        }
        alone
    }
}

fn parsed(line: &[u8]) -> Result<Row, String> {
    if line.len() as u64 > LINE {
        return Err(format!("the line is longer than {} MiB", LINE >> 20));
    }
    let head: Head<'_> = serde_json::from_slice(line).map_err(|error| format!("no row: {error}"))?;
    match head.schema.as_deref() {
        Some(ROW_SCHEMA) => {}
        Some(other) => {
            return Err(format!("a row of `{other}`; this petik reads `{ROW_SCHEMA}`: run `petik reconcile` again"));
        }
        None => return Err(format!("no row: it has no `schema`, which would be `{ROW_SCHEMA}`")),
    }
    Row::from_json(line).map_err(|error| format!("no row: {error}"))
}
