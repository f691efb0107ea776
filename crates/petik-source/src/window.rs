//! A window onto a stream: the bytes that were read and are not yet used up, with the place of each in the stream, and a
//! bounded number of the bytes before them, for readers that must go back after a fault.

use std::io::{self, BufRead, Read};

/// Bytes asked of the reader at once.
const CHUNK: usize = 64 << 10;

/// What was read of a stream and not yet used up.
pub(super) struct Window<R> {
    reader: R,
    buffer: Vec<u8>,
    /// Where in the buffer the bytes begin that are not yet used up.
    at: usize,
    /// Where in the stream the buffer begins.
    base: u64,
    /// Bytes to keep before `at`.
    keep: usize,
    ended: bool,
}

impl<R: Read> Window<R> {
    /// A window that keeps the last `keep` bytes that were used up.
    pub(super) fn new(reader: R, keep: usize) -> Self {
        Window { reader, buffer: Vec::new(), at: 0, base: 0, keep, ended: false }
    }

    /// The byte of the stream at which [`Window::rest`] begins.
    pub(super) fn offset(&self) -> u64 {
        self.base + self.at as u64
    }

    /// What is there without reading.
    pub(super) fn rest(&self) -> &[u8] {
        self.buffer.get(self.at..).unwrap_or_default()
    }

    /// Reads until `least` bytes are there; fewer only where the stream ends.
    pub(super) fn fill(&mut self, least: usize) -> io::Result<&[u8]> {
        while self.rest().len() < least && self.more()? {}
        Ok(self.rest())
    }

    /// Reads a little more; `false` where the stream ends.
    pub(super) fn more(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        // Moving the rest to the front costs less than what was used up since the last time, so all moves together cost
        // no more than the stream is long.
        let unused = self.at.saturating_sub(self.keep);
        if unused > self.buffer.len() - unused {
            self.buffer.drain(..unused);
            self.at -= unused;
            self.base += unused as u64;
        }
        let read = self.reader.by_ref().take(CHUNK as u64).read_to_end(&mut self.buffer)?;
        self.ended = read == 0;
        Ok(read > 0)
    }

    /// Uses up `count` bytes.
    pub(super) fn advance(&mut self, count: usize) {
        self.at = self.buffer.len().min(self.at + count);
    }

    /// Goes back to `offset`, or as near to it as is still kept.
    pub(super) fn back_to(&mut self, offset: u64) {
        let at = usize::try_from(offset.saturating_sub(self.base)).unwrap_or(usize::MAX);
        self.at = self.at.min(at);
    }

    /// The reader and what was read of it and not used up.
    pub(super) fn into_parts(mut self) -> (Vec<u8>, R) {
        self.buffer.drain(..self.at);
        (self.buffer, self.reader)
    }
}

impl<R: Read> Read for Window<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for Window<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.fill(1)
    }

    fn consume(&mut self, count: usize) {
        self.advance(count);
    }
}
