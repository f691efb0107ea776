//! What stands in for `parquet.rs` in a petik that was built without it: a clear word, and nothing behind it.

use super::shape::Rows;
use crate::cli::ending::usage;
use std::io::Write;

/// Never filled.
pub(super) struct Table<W>(W);

/// Whether tables can be written: no.
pub(super) fn ready() -> anyhow::Result<()> {
    Err(usage(
        "this petik was built without parquet; `cargo install --features parquet --path .` or `cargo build --release \
         --features parquet`, in the folder of its sources, builds one that has it",
    ))
}

impl<W: Write + Send> Table<W> {
    pub(super) fn new(into: W, _of: Rows) -> anyhow::Result<Self> {
        ready().map(|()| Table(into))
    }

    pub(super) fn rows(&mut self, _lines: &[u8]) -> anyhow::Result<()> {
        ready()
    }

    pub(super) fn finish(self) -> anyhow::Result<W> {
        ready().map(|()| self.0)
    }
}
