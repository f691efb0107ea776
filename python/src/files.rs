//! Files and folders: what the command line reads, as a stream of batches. A thread reads ahead by a few batches.

use crate::fault::told;
use crate::stream::{Shared, add};
use crate::what::{Builder, Piece, What, failed};
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use petik::source::{Inputs, Item, Raw, SourceFault};
use petik::{Article, Lists, Only};
use pyo3::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

/// Batches that wait to be taken.
const AHEAD: usize = 4;

/// Failures that are handed on without waiting for a full batch.
const FAULTS: usize = 1024;

/// How long is waited before it is asked whether somebody pressed Ctrl-C.
const PATIENCE: Duration = Duration::from_millis(100);

/// A batch with the failures before it.
type Sent = Result<(RecordBatch, Vec<SourceFault>), ArrowError>;

/// The articles of files.
pub struct Files {
    schema: SchemaRef,
    batches: Option<Receiver<Sent>>,
    failures: Shared,
}

impl Files {
    /// Begins to read `inputs`. `complete` gives articles what their source lacks.
    pub fn new(
        inputs: Inputs,
        lists: Arc<Lists>,
        what: What,
        threads: usize,
        failures: Shared,
        complete: impl Fn(&mut Article<'static>) + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let schema = what.schema();
        let (send, batches) = sync_channel(AHEAD);
        let columns = Arc::clone(&schema);
        std::thread::Builder::new().name("petik".to_owned()).spawn(move || {
            let read =
                catch_unwind(AssertUnwindSafe(|| read(inputs, &lists, what, &columns, threads, &send, complete)));
            if let Err(panic) = read {
                let _ = send.send(Err(ArrowError::ComputeError(told(panic.as_ref()))));
            }
        })?;
        Ok(Files { schema, batches: Some(batches), failures })
    }

    /// Waits for the next batch without the interpreter's lock; a signal ends the waiting.
    fn wait(&mut self) -> Option<Sent> {
        loop {
            let batches = self.batches.take()?;
            let wait = move || (batches.recv_timeout(PATIENCE), batches);
            let (received, batches) = Python::try_attach(|py| py.detach(wait))?;
            match received {
                Ok(sent) => {
                    self.batches = Some(batches);
                    return Some(sent);
                }
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {
                    let signal = Python::try_attach(|py| py.check_signals()).unwrap_or(Ok(()));
                    if let Err(signal) = signal {
                        return Some(Err(ArrowError::ComputeError(signal.to_string())));
                    }
                    self.batches = Some(batches);
                }
            }
        }
    }
}

impl Iterator for Files {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.wait()? {
                Ok((batch, faults)) => {
                    add(&self.failures, faults);
                    if batch.num_rows() > 0 {
                        return Some(Ok(batch));
                    }
                }
                Err(error) => {
                    self.batches = None;
                    return Some(Err(error));
                }
            }
        }
    }
}

impl RecordBatchReader for Files {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

/// What one piece of the input gave: its articles, and failures among them.
type Given = (Vec<Piece>, Vec<SourceFault>);

/// Reads all of `inputs` and sends it on; ends early where nobody wants more.
fn read(
    inputs: Inputs,
    lists: &Lists,
    what: What,
    schema: &SchemaRef,
    threads: usize,
    send: &SyncSender<Sent>,
    complete: impl Fn(&mut Article<'static>) + Sync,
) {
    let read = |items: Vec<Item>| -> serde_json::Result<Given> {
        let (mut pieces, mut faults) = (Vec::new(), Vec::new());
        for item in items {
            match item {
                Ok(mut article) => {
                    complete(&mut article);
                    pieces.push(what.read(&lists.engine, &article)?);
                }
                Err(fault) => faults.push(fault),
            }
        }
        Ok((pieces, faults))
    };
    let may_hold = |text: &str| lists.engine.lines_may_hold(text, what.needs());
    let mut builder = Builder::new(what, Arc::clone(schema));
    let mut waiting = Vec::new();
    let sent = petik::in_order(
        inputs.raw().map(|(_, raw)| raw),
        threads,
        |raw| raw.as_ref().map_or(0, Raw::weight),
        |raw| match raw {
            Ok(raw) if what.needs() != Only::All => raw.read_if(&may_hold).map_or(Ok(Given::default()), read),
            Ok(raw) => read(raw.read()),
            Err(fault) => read(vec![Err(fault)]),
        },
        |given| {
            let (pieces, faults) = given.map_err(failed)?;
            pieces.iter().try_for_each(|piece| builder.push(piece)).map_err(failed)?;
            waiting.extend(faults);
            if builder.is_full() || waiting.len() >= FAULTS {
                send.send(Ok((builder.batch()?, std::mem::take(&mut waiting)))).map_err(|_| gone())?;
            }
            Ok(())
        },
    );
    // Where nobody takes batches any more, nobody takes the last one either.
    let last = sent.and_then(|()| Ok((builder.batch()?, waiting)));
    let _ = send.send(last);
}

/// Nobody wants more.
fn gone() -> ArrowError {
    ArrowError::ComputeError("nobody reads this stream".to_owned())
}
