//! Work on articles, beside the threads that wait for callers: so many pieces at once as there are threads for it, some more may
//! wait, and whoever comes behind them is told to come again.

use crate::fault::Fault;
use crate::limits::Limits;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::{JoinHandle, spawn_blocking};

/// What is being worked on, and what may be held in memory for it. Clones are the same: all parts of a service share one.
#[derive(Debug, Clone)]
pub struct Work {
    waiting: Arc<Semaphore>,
    threads: Arc<Semaphore>,
    streams: Arc<Semaphore>,
    memory: Arc<Semaphore>,
}

impl Work {
    /// Nothing yet; `limits` say how much may come.
    pub fn new(limits: &Limits) -> Self {
        let most = |number: usize| Arc::new(Semaphore::new(number.clamp(1, Semaphore::MAX_PERMITS)));
        Work {
            waiting: most(limits.waiting + limits.threads),
            threads: most(limits.threads),
            streams: most(limits.streams),
            memory: most(limits.memory()),
        }
    }

    /// Does `work` on a thread of its own, as soon as one is free.
    ///
    /// # Errors
    ///
    /// Where too many wait already, or the work panics.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
        let _waiting = self.waiting.try_acquire().map_err(|_| Fault::busy("too many requests wait already"))?;
        // Where the work panics, the message is on standard error.
        self.begin(work).await?.await.map_err(|_| Fault::internal())
    }

    /// Begins `work` as soon as a thread is free.
    pub(crate) async fn begin<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<JoinHandle<T>, Fault> {
        let thread = Arc::clone(&self.threads).acquire_owned().await.map_err(|_| Fault::internal())?;
        Ok(spawn_blocking(move || {
            // The thread is not free before the work is done, whether anybody still waits for it or not.
            let _thread = thread;
            work()
        }))
    }

    /// A place among the bodies of many lines.
    pub(crate) async fn stream(&self) -> Result<OwnedSemaphorePermit, Fault> {
        let _waiting = self.waiting.try_acquire().map_err(|_| Fault::busy("too many requests wait already"))?;
        Arc::clone(&self.streams).acquire_owned().await.map_err(|_| Fault::internal())
    }

    /// Room for so many bytes, if there is some.
    pub(crate) fn room(&self, bytes: usize) -> Result<OwnedSemaphorePermit, Fault> {
        let full = |_| Fault::busy("the bodies of requests under way fill the memory that they may");
        Arc::clone(&self.memory).try_acquire_many_owned(kib(bytes)).map_err(full)
    }

    /// Room for so many bytes, as soon as there is some.
    pub(crate) async fn room_later(&self, bytes: usize) -> Result<OwnedSemaphorePermit, Fault> {
        Arc::clone(&self.memory).acquire_many_owned(kib(bytes)).await.map_err(|_| Fault::internal())
    }
}

fn kib(bytes: usize) -> u32 {
    u32::try_from(bytes.div_ceil(1 << 10)).unwrap_or(u32::MAX)
}
