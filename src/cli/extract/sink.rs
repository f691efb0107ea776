//! Where the output goes when no folder remembers it: as it is, packed, or as a table.

use super::packed::{Compression, Packer};
use super::parquet::Table;
use super::shape::Rows;
use crate::cli::ending::usage;
use crate::cli::output::Output;
use anyhow::Context;
use petik::source::Workers;
use std::io::Write;
use std::path::Path;

/// An open output. What was written counts only after [`Sink::finish`].
pub(super) enum Sink {
    Bytes { output: Output, packer: Packer<()> },
    Table(Box<Table<Output>>),
}

const CANNOT: &str = "cannot write the output";

impl Sink {
    /// Opens `path`; none or `-` is standard output.
    pub(super) fn open(
        path: Option<&Path>,
        compression: Option<Compression>,
        table: Option<Rows>,
        workers: &Workers,
    ) -> anyhow::Result<Self> {
        let output = Output::open(path)?;
        if output.is_terminal() && (table.is_some() || compression.is_some()) {
            return Err(usage(
                "what would come is nothing to look at: name a file with --output, or send it to a pipe",
            ));
        }
        Ok(match table {
            Some(rows) => Sink::Table(Box::new(Table::new(output, rows)?)),
            None => Sink::Bytes { output, packer: Packer::new(compression, false, workers.clone()) },
        })
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        match self {
            Sink::Bytes { output, packer } => output.write_all(packer.take(bytes)).context(CANNOT),
            Sink::Table(table) => table.rows(bytes).context(CANNOT),
        }
    }

    /// To be told behind each piece of input.
    pub(super) fn piece_ends(&mut self) -> anyhow::Result<()> {
        match self {
            Sink::Bytes { output, packer } => {
                let member = packer.piece_ends(()).context(CANNOT)?;
                member.map_or(Ok(()), |(member, ())| output.write_all(&member)).context(CANNOT)
            }
            Sink::Table(_) => Ok(()),
        }
    }

    /// Brings everything to its place.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        match self {
            Sink::Bytes { mut output, mut packer } => {
                packer.end(()).and_then(|member| output.write_all(&member)).context(CANNOT)?;
                output.finish()
            }
            Sink::Table(table) => table.finish().context(CANNOT)?.finish(),
        }
    }
}
