//! The threads that read. A process that was forked has none of its parent's threads, so each process makes its own.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Pools by their number of threads.
type Pools = HashMap<usize, Arc<ThreadPool>>;

/// The pools of this process, and the process that they are of.
static POOLS: Mutex<Option<(u32, Pools)>> = Mutex::new(None);

/// A pool of so many threads (0: all cores); none where no thread can be started.
pub fn pool(threads: usize) -> Option<Arc<ThreadPool>> {
    let mut pools = POOLS.lock().unwrap_or_else(PoisonError::into_inner);
    let own = std::process::id();
    if let Some(inherited) = pools.take_if(|(process, _)| *process != own) {
        // To end a pool is to wait for its threads, and they do not exist here.
        std::mem::forget(inherited);
    }
    let (_, of_process) = pools.get_or_insert_with(|| (own, HashMap::new()));
    if let Some(pool) = of_process.get(&threads) {
        return Some(Arc::clone(pool));
    }
    let pool = Arc::new(ThreadPoolBuilder::new().num_threads(threads).build().ok()?);
    of_process.insert(threads, Arc::clone(&pool));
    Some(pool)
}
