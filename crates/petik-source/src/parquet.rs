//! Parquet: a row is an article, the columns hold its parts as those of other tables do. Only the columns that hold a part
//! are read, some hundred rows at a time.

use crate::fault::{Item, SourceFault};
use crate::options::{FileName, Options};
use crate::rows::RowReader;
use arrow_array::RecordBatch;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::file::metadata::ParquetMetaData;
use std::collections::VecDeque;
use std::fs::File;

/// Rows that are read at once.
const ROWS: usize = 256;

/// The articles of a Parquet file.
pub(super) struct Table {
    batches: ParquetRecordBatchReader,
    path: String,
    reader: RowReader,
    /// Rows read so far.
    rows: u64,
    ready: VecDeque<Item>,
    ended: bool,
}

/// The articles of `file`.
pub(super) fn articles(
    file: File,
    name: FileName,
    options: &Options,
) -> Result<impl Iterator<Item = Item> + Send + use<>, SourceFault> {
    let length = file.metadata().map_or(0, |about| about.len());
    let failed = |reason: String| SourceFault::of_file(&name.path, format!("no readable Parquet: {reason}"));
    // The types are Parquet's own; what a writer notes beside them about its memory is of no use here.
    let plain = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let table = ParquetRecordBatchReaderBuilder::try_new_with_options(file, plain);
    let table = table.map_err(|error| failed(error.to_string()))?;
    if !is_possible(table.metadata(), length) {
        return Err(failed("its columns do not lie within it".to_owned()));
    }
    let (reader, remarks) = RowReader::new(table.schema(), Some(name.path.clone()), options)
        .map_err(|reason| SourceFault::of_file(&name.path, reason))?;
    let mask = ProjectionMask::roots(table.parquet_schema(), reader.columns());
    let batches = table.with_projection(mask).with_batch_size(ROWS).build();
    let batches = batches.map_err(|error| failed(error.to_string()))?;
    let ready = remarks.into_iter().map(|reason| Err(SourceFault::remark(&name.path, None, reason))).collect();
    Ok(Table { batches, path: name.path, reader, rows: 0, ready, ended: false })
}

/// Whether all that a file says of itself can be true of one of `length` bytes. The library takes it on trust.
fn is_possible(about: &ParquetMetaData, length: u64) -> bool {
    let within = |start: i64, size: i64| {
        let ends = u64::try_from(start).ok().zip(u64::try_from(size).ok()).and_then(|(s, size)| s.checked_add(size));
        ends.is_some_and(|end| end <= length)
    };
    about.row_groups().iter().all(|group| {
        group.num_rows() >= 0
            && group.columns().iter().all(|column| {
                let first = column.dictionary_page_offset().unwrap_or(column.data_page_offset());
                column.num_values() >= 0
                    && within(first, column.compressed_size())
                    && within(column.data_page_offset(), 0)
                    && column.uncompressed_size() >= 0
            })
    })
}

impl Table {
    fn read(&mut self, batch: &RecordBatch) {
        self.ready.extend(self.reader.read(batch.columns(), self.rows + 1));
        self.rows += batch.num_rows() as u64;
    }
}

impl Iterator for Table {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.ready.is_empty() && !self.ended {
            match self.batches.next() {
                Some(Ok(batch)) => self.read(&batch),
                Some(Err(error)) => {
                    // A page that is broken takes what stands behind it along: where the next one begins, it says itself.
                    self.ended = true;
                    let reason = format!("damaged, and not read any further: {error}");
                    self.ready.push_back(Err(SourceFault::new(&self.path, Some(self.rows + 1), None, reason)));
                }
                None => self.ended = true,
            }
        }
        self.ready.pop_front()
    }
}
