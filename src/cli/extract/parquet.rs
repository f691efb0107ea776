//! `--to parquet`: rows as a table with typed columns. The rows come in as the JSON Lines that `--facts` and `--mentions` write, since
//! a run that was stopped has them in a file.

use super::shape::Rows;
use anyhow::Context;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use petik::arrow::Batches;
use std::io::Write;

/// A table that is being written.
pub(super) struct Table<W: Write + Send> {
    writer: ArrowWriter<W>,
    /// The rows that the writer does not have yet.
    batches: Batches,
}

/// Rows go to the writer in batches, and from there to the disk in groups. All of it is bounded, in rows for those who read
/// a group at a time and in bytes because a quote can be long.
const BATCH_ROWS: usize = 1024;
const BATCH_BYTES: usize = 1 << 20;
const GROUP_ROWS: usize = 64 << 10;
const GROUP_BYTES: usize = 8 << 20;

/// Whether tables can be written: yes, in this build.
pub(super) fn ready() -> anyhow::Result<()> {
    Ok(())
}

impl<W: Write + Send> Table<W> {
    pub(super) fn new(into: W, of: Rows) -> anyhow::Result<Self> {
        let batches = Batches::new(of.columnar());
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_max_row_group_bytes(Some(GROUP_BYTES))
            .build();
        // All types are Parquet's own: what Arrow would write down about its schema tells nobody more.
        let options = ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(true);
        let writer = ArrowWriter::try_new_with_options(into, batches.schema(), options)?;
        Ok(Table { writer, batches })
    }

    /// Takes rows, one a line.
    pub(super) fn rows(&mut self, lines: &[u8]) -> anyhow::Result<()> {
        for line in lines.split_inclusive(|&byte| byte == b'\n') {
            self.batches.push(line).context("a row is not as petik writes it")?;
            if self.batches.rows() >= BATCH_ROWS || self.batches.bytes() >= BATCH_BYTES {
                self.writer.write(&self.batches.take()?)?;
            }
        }
        Ok(())
    }

    /// Writes what the file ends with, and gives back what was written into.
    pub(super) fn finish(mut self) -> anyhow::Result<W> {
        self.writer.write(&self.batches.take()?)?;
        Ok(self.writer.into_inner()?)
    }
}
