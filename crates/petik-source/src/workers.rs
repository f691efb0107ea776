//! Many items on several threads, results in input order. The caller's thread reads small batches of items, hands them to the threads
//! and hands on what they made of the oldest; nobody waits for a whole round of batches, and memory is bounded by what may be under
//! way at once.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};

/// More threads than any machine has cores: as many as a slip of the hand asks for would stop it, so callers refuse more.
pub const MOST_THREADS: usize = 1024;

/// Bytes in a batch, about: a millisecond of work and more.
const BATCH_BYTES: usize = 64 << 10;
/// What an item counts at least, so that batches of empty ones end too.
const ITEM_BYTES: usize = 64;
/// Bytes under way for each thread, about: what is being worked on, and enough beside it that no thread finds nothing to do while
/// one long item is waited for.
const BYTES_UNDER_WAY: usize = 512 << 10;

/// Threads to work on. Clones are the same threads.
#[derive(Clone)]
pub struct Workers {
    /// None: the work is done by whoever asks for it.
    pool: Option<Arc<ThreadPool>>,
}

/// A piece of work that was begun.
pub struct Begun<T>(Receiver<T>);

/// Works on `items` with `work` on `threads` threads (0: all cores) and hands the results to `sink` in input order; see
/// [`Workers::in_order`].
///
/// ```
/// let engine = petik_core::Engine::builtin()?;
/// let articles = ["Pemkab Batang", "Pemkot Solok", "Pemprov Bali"].map(petik_core::Article::new);
/// let mut lines = Vec::new();
/// petik_source::in_order(
///     articles,
///     2,
///     |article| article.text.len(),
///     |article| serde_json::to_string(&engine.extract(&article)),
///     |line| line.map(|line| lines.push(line)),
/// )?;
/// assert!(lines.len() == 3 && lines[2].contains("Provinsi Bali"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn in_order<I, T, W, F, S, E>(items: I, threads: usize, weight: W, work: F, sink: S) -> Result<(), E>
where
    I: IntoIterator,
    I::Item: Send,
    T: Send,
    W: Fn(&I::Item) -> usize,
    F: Fn(I::Item) -> T + Sync,
    S: FnMut(T) -> Result<(), E>,
{
    Workers::new(threads).in_order(items, weight, work, sink)
}

impl Workers {
    /// So many threads; 0: one a core. With one there is none but the caller's.
    pub fn new(threads: usize) -> Self {
        let builder = (threads != 1).then(|| ThreadPoolBuilder::new().num_threads(threads));
        // Where no thread can be started, the work is done here.
        Workers { pool: builder.and_then(|builder| builder.build().ok()).map(Arc::new) }
    }

    /// How many there are.
    pub fn threads(&self) -> usize {
        self.pool.as_ref().map_or(1, |pool| pool.current_num_threads())
    }

    /// Begins `work`, which is done when [`Begun::result`] is asked for at the latest.
    pub fn begin<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Begun<T> {
        let (send, receive) = sync_channel(1);
        // Nobody listens where the result is not wanted any more.
        let work = move || drop(send.send(work()));
        match &self.pool {
            Some(pool) => pool.spawn(work),
            None => work(),
        }
        Begun(receive)
    }

    /// Works on `items` with `work` and hands the results to `sink` in input order. `weight` is the size of an item in bytes: what
    /// is under way is bounded by half a MiB a thread, and one item. Ends early when `sink` returns an error, which is handed back.
    pub fn in_order<I, T, W, F, S, E>(&self, items: I, weight: W, work: F, mut sink: S) -> Result<(), E>
    where
        I: IntoIterator,
        I::Item: Send,
        T: Send,
        W: Fn(&I::Item) -> usize,
        F: Fn(I::Item) -> T + Sync,
        S: FnMut(T) -> Result<(), E>,
    {
        let mut items = items.into_iter();
        let Some(pool) = &self.pool else { return items.try_for_each(|item| sink(work(item))) };
        let (work, most) = (&work, BYTES_UNDER_WAY * self.threads());
        let mut batches = std::iter::from_fn(|| Batch::read(&mut items, &weight)).fuse();
        pool.in_place_scope(|scope| {
            let (mut under_way, mut bytes) = (VecDeque::new(), 0);
            loop {
                while bytes < most
                    && let Some(batch) = batches.next()
                {
                    let (send, receive) = sync_channel(1);
                    bytes += batch.bytes;
                    under_way.push_back((batch.bytes, receive));
                    scope.spawn(move |_| drop(send.send(batch.items.into_iter().map(work).collect::<Vec<T>>())));
                }
                let Some((weight, oldest)) = under_way.pop_front() else { return Ok(()) };
                // Work that panicked sends nothing: the scope hands its panic on.
                let Ok(results) = oldest.recv() else { return Ok(()) };
                results.into_iter().try_for_each(&mut sink)?;
                bytes -= weight;
            }
        })
    }
}

impl fmt::Debug for Workers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Workers({})", self.threads())
    }
}

impl<T> Begun<T> {
    /// What came of it, once it is done; `None` where the work panicked.
    pub fn result(self) -> Option<T> {
        self.0.recv().ok()
    }
}

/// Items that one thread works on.
struct Batch<I> {
    items: Vec<I>,
    bytes: usize,
}

impl<I> Batch<I> {
    /// The next one, if items are left.
    fn read(items: &mut impl Iterator<Item = I>, weight: impl Fn(&I) -> usize) -> Option<Self> {
        let mut batch = Batch { items: Vec::new(), bytes: 0 };
        while batch.bytes < BATCH_BYTES {
            let Some(item) = items.next() else { break };
            batch.bytes += weight(&item).max(ITEM_BYTES);
            batch.items.push(item);
        }
        (!batch.items.is_empty()).then_some(batch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

    #[test]
    fn results_come_in_order_from_any_number_of_threads() {
        for threads in [0, 1, 2, 7] {
            let mut seen = Vec::new();
            let mut sink = |n| {
                seen.push(n);
                Ok::<(), Infallible>(())
            };
            let Ok(()) = in_order(0..3000_usize, threads, |n| n % 977, |n| n * 2, &mut sink);
            assert!(seen.into_iter().eq((0..3000).map(|n| n * 2)), "{threads}");
        }
    }

    #[test]
    fn what_is_read_ahead_is_bounded() {
        let read = AtomicUsize::new(0);
        let items = (0..1000).inspect(|_| _ = read.fetch_add(1, Relaxed));
        let size = 100 << 10;
        let mut handed = 0;
        let done = in_order(
            items,
            2,
            |_| size,
            |n| n,
            |_| {
                handed += 1;
                let ahead = read.load(Relaxed) - handed;
                if ahead * size <= 2 * BYTES_UNDER_WAY + size { Ok(()) } else { Err(ahead) }
            },
        );
        assert_eq!(done, Ok(()));
    }

    #[test]
    fn an_error_ends_it_and_a_panic_reaches_the_caller() {
        let mut seen = 0;
        let mut sink = |n: usize| {
            seen = n;
            if n < 5 { Ok(()) } else { Err(n) }
        };
        assert_eq!(in_order(0.., 3, |_| 1, |n| n, &mut sink), Err(5));
        assert_eq!(seen, 5);
        let broken = |n: usize| if n == 300 { panic!("on purpose") } else { n };
        let run = || in_order(0..3000, 2, |_| 1 << 12, broken, |_| Ok::<(), Infallible>(()));
        assert!(catch_unwind(AssertUnwindSafe(run)).is_err());
    }

    #[test]
    fn work_that_is_begun_is_done() {
        for threads in [1, 2] {
            let workers = Workers::new(threads);
            let begun: Vec<Begun<u32>> = (0..9).map(|n| workers.begin(move || n)).collect();
            assert!(begun.into_iter().map(Begun::result).eq((0..9).map(Some)));
        }
    }
}
