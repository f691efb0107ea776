//! A run at its end, taken apart again: piece by piece, in the order of the input, what it wrote and what failed.

use super::settings::About;
use super::step::{Step, Written, steps};
use super::{FAILURES, PIECES, Piece, Run};
use crate::cli::ending::usage;
use anyhow::{Context, ensure};
use petik::source::{Meter, Place, open_counted};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// A run at its end, read from its beginning.
pub(in crate::cli) struct Earlier {
    folder: PathBuf,
    about: About,
    /// What stands before the first article.
    header: Vec<u8>,
    output: Box<dyn BufRead + Send>,
    failures: BufReader<File>,
    steps: Box<dyn Iterator<Item = anyhow::Result<Step>> + Send>,
    /// The piece that comes next.
    next: Option<Step>,
}

impl Earlier {
    /// Opens the run in `folder`, which is at its end. `meter` counts the bytes of output that were read.
    pub(in crate::cli) fn open(folder: &Path, about: About, meter: &Meter) -> anyhow::Result<Self> {
        let name = &about.settings.output;
        if name.ends_with(".parquet") {
            return Err(usage(format_args!(
                "{}: a table of Parquet cannot be taken apart: write JSON Lines or CSV",
                folder.join(name).display()
            )));
        }
        let is_table = name.contains(".csv");
        let path = folder.join(name);
        let cannot = || format!("cannot read {}", path.display());
        let mut output = open_counted(&path, meter).with_context(cannot)?;
        let mut header = Vec::new();
        if is_table {
            output.read_until(b'\n', &mut header).with_context(cannot)?;
        }
        let failures = folder.join(FAILURES);
        let failures = File::open(&failures).with_context(|| format!("cannot read {}", failures.display()))?;
        let mut steps = steps(&folder.join(PIECES))?;
        let next = steps.next().transpose()?;
        let (failures, steps) = (BufReader::new(failures), Box::new(steps));
        Ok(Earlier { folder: folder.to_owned(), about, header, output, failures, steps, next })
    }

    pub(in crate::cli) fn about(&self) -> &About {
        &self.about
    }

    /// What stands before the first article.
    pub(in crate::cli) fn header(&self) -> &[u8] {
        &self.header
    }

    /// Where the reading stood behind the piece that comes next; none at the end.
    pub(in crate::cli) fn place(&self) -> Option<Place> {
        self.next.as_ref().map(|step| step.place)
    }

    /// Hands the next piece to a run that is under way.
    pub(in crate::cli) fn take(&mut self, run: &mut Run) -> anyhow::Result<()> {
        let Some(step) = self.next.take() else { return Ok(()) };
        for written in &step.written {
            let &Written { output, facts, digest } = written;
            let mut bytes = Vec::new();
            self.output.by_ref().take(output).read_to_end(&mut bytes).with_context(|| self.damaged())?;
            ensure!(bytes.len() as u64 == output, self.damaged());
            run.piece(&Piece { bytes, facts, digest, remark: None })?;
        }
        step.passed_over.iter().for_each(|reason| run.passed_over(*reason));
        for _ in 0..step.failed {
            let line = self.failure()?;
            run.failure(&line)?;
        }
        run.reached(step.place)?;
        self.advance()
    }

    /// Passes over the next piece.
    pub(in crate::cli) fn skip(&mut self) -> anyhow::Result<()> {
        let Some(step) = self.next.take() else { return Ok(()) };
        let length = step.written.iter().map(|written| written.output).sum();
        let passed = std::io::copy(&mut self.output.by_ref().take(length), &mut std::io::sink());
        ensure!(passed.with_context(|| self.damaged())? == length, self.damaged());
        for _ in 0..step.failed {
            self.failure()?;
        }
        self.advance()
    }

    fn advance(&mut self) -> anyhow::Result<()> {
        self.next = self.steps.next().transpose().with_context(|| self.damaged())?;
        Ok(())
    }

    fn failure(&mut self) -> anyhow::Result<Vec<u8>> {
        let mut line = Vec::new();
        self.failures.read_until(b'\n', &mut line).with_context(|| self.damaged())?;
        ensure!(line.ends_with(b"\n"), self.damaged());
        Ok(line)
    }

    fn damaged(&self) -> String {
        format!("{}: its files do not belong together: extract it again with --fresh", self.folder.display())
    }
}
