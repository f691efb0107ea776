//! Texts in a table: batches come in, are cut into pieces that all threads read, and batches of rows go out, in order.

use crate::capsule::Reader;
use crate::fault::told;
use crate::stream::{Shared, add};
use crate::what::{Builder, What, failed};
use crate::workers;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use petik::Lists;
use petik::source::{RowReader, SourceFault};
use pyo3::prelude::*;
use rayon::prelude::*;
use std::collections::VecDeque;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Rows that a thread reads before it hands on what they gave.
const ROWS: usize = 512;

/// Rows whose articles are in memory at once on a thread.
const STEP: usize = 16;

/// Bytes of text after which no more rows are taken at once, for each thread: what they give is in memory with them.
const BYTES: usize = 4 << 20;

/// How rows are read; the same on all threads.
pub struct How {
    pub reader: RowReader,
    pub lists: Arc<Lists>,
    pub what: What,
    pub schema: SchemaRef,
}

/// Reads the texts of a table.
pub struct Texts {
    pub input: Reader,
    pub how: How,
    pub threads: usize,
    pub failures: Shared,
    /// Is told how many rows were read.
    pub progress: Option<Py<PyAny>>,
    /// The batch that is being read, with its rows that are not yet.
    pub batch: Option<(RecordBatch, Range<usize>)>,
    /// Rows of the batches before it.
    pub rows: u64,
    pub ready: VecDeque<RecordBatch>,
    pub ended: bool,
}

impl Iterator for Texts {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(batch) = self.ready.pop_front() {
                return Some(Ok(batch));
            }
            if self.ended {
                return None;
            }
            // Whoever asks may hold the interpreter's lock: others shall go on meanwhile.
            let read = catch_unwind(AssertUnwindSafe(|| {
                Python::try_attach(|py| py.detach(|| self.read())).unwrap_or_else(|| self.read())
            }));
            match read.unwrap_or_else(|panic| Err(ArrowError::ComputeError(told(panic.as_ref())))) {
                Ok(rows) => {
                    if let Err(error) = self.tell(rows) {
                        self.ended = true;
                        return Some(Err(error));
                    }
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
    }
}

impl RecordBatchReader for Texts {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.how.schema)
    }
}

impl Texts {
    /// Reads the next rows, and says how many.
    fn read(&mut self) -> Result<usize, ArrowError> {
        let Some((batch, range)) = self.next_rows()? else {
            self.ended = true;
            return Ok(0);
        };
        let pool = if self.threads == 1 { None } else { workers::pool(self.threads) };
        let threads = pool.as_ref().map_or(1, |pool| pool.current_num_threads());
        // Few rows are shared out, too.
        let share = range.len().div_ceil(threads).clamp(1, ROWS);
        let pieces: Vec<Range<usize>> =
            range.clone().step_by(share).map(|from| from..(from + share).min(range.end)).collect();
        let (how, before) = (&self.how, self.rows);
        let read = |piece: &Range<usize>| how.read(&batch, piece.clone(), before);
        let results: Vec<_> = match pool {
            Some(pool) => pool.install(|| pieces.par_iter().map(read).collect()),
            None => pieces.iter().map(read).collect(),
        };
        let mut ready = Vec::new();
        for result in results {
            let (batches, faults) = result?;
            add(&self.failures, faults);
            ready.extend(batches.into_iter().filter(|batch| batch.num_rows() > 0));
        }
        self.ready.extend(ready);
        Ok(range.len())
    }

    /// So many rows of the input as all threads read at once.
    fn next_rows(&mut self) -> Result<Option<(RecordBatch, Range<usize>)>, ArrowError> {
        loop {
            if let Some((batch, left)) = &mut self.batch {
                if left.start < left.end {
                    let threads = if self.threads == 0 { cores() } else { self.threads };
                    let (mut rows, mut bytes) = (left.start..left.start, 0);
                    while rows.end < left.end && rows.len() < ROWS * threads && bytes < BYTES * threads {
                        bytes += self.how.reader.text_bytes(batch.columns(), rows.end);
                        rows.end += 1;
                    }
                    left.start = rows.end;
                    return Ok(Some((batch.clone(), rows)));
                }
                self.rows += batch.num_rows() as u64;
                self.batch = None;
            }
            let Some(batch) = self.input.next() else { return Ok(None) };
            let batch = batch?.project(&self.how.reader.columns().collect::<Vec<_>>())?;
            let rows = 0..batch.num_rows();
            self.batch = Some((batch, rows));
        }
    }

    /// Tells how many rows were read more; a signal or an error of who is told ends the stream.
    fn tell(&self, rows: usize) -> Result<(), ArrowError> {
        let told = Python::try_attach(|py| {
            py.check_signals()?;
            self.progress.as_ref().map_or(Ok(()), |progress| progress.call1(py, (rows,)).map(drop))
        });
        told.unwrap_or(Ok(())).map_err(|error| ArrowError::ComputeError(error.to_string()))
    }
}

impl How {
    /// Reads some rows of a batch that has `before` rows before it. What they give can be more than one batch may hold.
    fn read(
        &self,
        batch: &RecordBatch,
        piece: Range<usize>,
        before: u64,
    ) -> Result<(Vec<RecordBatch>, Vec<SourceFault>), ArrowError> {
        let mut builder = Builder::new(self.what, Arc::clone(&self.schema));
        let (mut batches, mut faults) = (Vec::new(), Vec::new());
        for from in piece.clone().step_by(STEP) {
            let rows = batch.slice(from, STEP.min(piece.end - from));
            for item in self.reader.read(rows.columns(), before + from as u64 + 1) {
                match item {
                    Ok(article) => {
                        let piece = self.what.read(&self.lists.engine, &article).map_err(failed)?;
                        builder.push(&piece).map_err(failed)?;
                        if builder.is_full() {
                            batches.push(builder.batch()?);
                        }
                    }
                    Err(fault) => faults.push(fault),
                }
            }
        }
        batches.push(builder.batch()?);
        Ok((batches, faults))
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
