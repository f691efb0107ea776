//! How much the service takes at once, and how long it waits: a caller who is slow, large or many must not keep others from
//! their answers.

use petik_source::ArticleLimit;
use std::thread::available_parallelism;
use std::time::Duration;

/// How much is taken at once, and how long is waited.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of an article, a document or a line.
    pub article: ArticleLimit,
    /// Articles that are read at once: one a thread.
    pub threads: usize,
    /// Requests that may wait for a thread; more are told to come again.
    pub waiting: usize,
    /// Bodies of many lines that are answered at once.
    pub streams: usize,
    /// KiB of bodies held in memory at once.
    pub memory: usize,
    /// Connections at once; more wait until one ends.
    pub connections: usize,
    /// For the head of a request, and between two requests of a connection.
    pub head: Duration,
    /// For the next bytes of a body, or until a caller takes the next bytes of an answer.
    pub stall: Duration,
    /// Until an answer begins.
    pub answer: Duration,
    /// For what is under way when the service is asked to stop.
    pub stop: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            article: ArticleLimit::default(),
            threads: available_parallelism().map_or(1, usize::from),
            waiting: 256,
            streams: 32,
            memory: 256 << 10,
            connections: 512,
            head: Duration::from_secs(15),
            stall: Duration::from_secs(30),
            answer: Duration::from_secs(120),
            stop: Duration::from_secs(5),
        }
    }
}

impl Limits {
    /// KiB that may be held: room for some articles at least, however large they may be.
    pub(crate) fn memory(&self) -> usize {
        self.memory.max(4 * self.article.bytes().div_ceil(1 << 10)).min(MOST_KIB)
    }
}

/// As many as can be counted in one go.
const MOST_KIB: usize = u32::MAX as usize >> 3;
