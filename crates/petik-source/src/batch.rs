//! Many items on several threads, results in input order. Items are read in batches. While all threads work on one batch,
//! the caller's thread hands on the results of the batch before and reads the next one; so threads seldom wait, and
//! memory is bounded by three batches.

use rayon::prelude::*;

/// More threads than any machine has cores: as many as a slip of the hand asks for would stop it, so callers refuse more.
pub const MOST_THREADS: usize = 1024;

/// Bytes in a batch, about.
const BATCH_BYTES: usize = 1 << 20;
/// Items in a batch at most.
const BATCH_ITEMS: usize = 1024;

/// Works on `items` with `work` on `threads` threads (0: all cores) and hands the results to `sink` in input order. `weight`
/// is the size of an item in bytes: memory is bounded by batches of about 1 MiB. Ends early when `sink` returns an
/// error, which is handed back.
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
pub fn in_order<I, T, W, F, S, E>(items: I, threads: usize, weight: W, work: F, mut sink: S) -> Result<(), E>
where
    I: IntoIterator,
    I::Item: Send,
    T: Send,
    W: Fn(&I::Item) -> usize,
    F: Fn(I::Item) -> T + Sync,
    S: FnMut(T) -> Result<(), E>,
{
    let mut items = items.into_iter();
    if threads == 1 {
        return items.try_for_each(|item| sink(work(item)));
    }
    // Where no thread can be started, the work is done here.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok();
    let Some(pool) = pool else { return items.try_for_each(|item| sink(work(item))) };
    let mut read = || {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while bytes < BATCH_BYTES && batch.len() < BATCH_ITEMS {
            let Some(item) = items.next() else { break };
            bytes += weight(&item);
            batch.push(item);
        }
        batch
    };
    let mut batch = read();
    let mut done: Vec<T> = Vec::new();
    while !batch.is_empty() {
        let mut results = Vec::new();
        let next = pool.in_place_scope(|scope| {
            scope.spawn(|_| results = batch.into_par_iter().map(&work).collect());
            done.into_iter().try_for_each(&mut sink)?;
            Ok(read())
        });
        (batch, done) = (next?, results);
    }
    done.into_iter().try_for_each(sink)
}
