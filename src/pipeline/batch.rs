//! Many articles on several threads, results in input order. Articles are read in batches; while one batch is worked on by
//! all threads, the one before is written, so that memory is bounded by two batches.

use crate::article::Article;
use rayon::prelude::*;

/// Bytes of text in a batch, about.
const BATCH_BYTES: usize = 1 << 20;
/// Articles in a batch at most.
const BATCH_ARTICLES: usize = 1024;

/// Works on `articles` with `work` and hands the results to `sink` in input order.
pub(super) fn run<I, T, F, S, E>(articles: I, threads: usize, work: F, mut sink: S) -> Result<(), E>
where
    I: IntoIterator<Item = Article<'static>>,
    T: Send,
    F: Fn(&Article<'static>) -> T + Sync,
    S: FnMut(T) -> Result<(), E>,
{
    let mut articles = articles.into_iter();
    if threads == 1 {
        return articles.try_for_each(|article| sink(work(&article)));
    }
    // Without a pool of its own (no thread could be started) the work is done here.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok();
    loop {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while bytes < BATCH_BYTES && batch.len() < BATCH_ARTICLES {
            let Some(article) = articles.next() else { break };
            bytes += article.text.len();
            batch.push(article);
        }
        if batch.is_empty() {
            return Ok(());
        }
        let results: Vec<T> = match &pool {
            Some(pool) => pool.install(|| batch.par_iter().map(&work).collect()),
            None => batch.iter().map(&work).collect(),
        };
        results.into_iter().try_for_each(&mut sink)?;
    }
}
