//! `--compress`: the output as a row of gzip members or zstd frames, each complete in itself, as `cat` would put packed
//! files one behind the other. Where one ends is decided by the input and the output alone, so the bytes are the same for
//! any number of threads; and what ends with a whole member can be written on, which a run needs that was stopped. Members
//! are packed by the threads that read the articles.

use clap::ValueEnum;
use petik::source::{Begun, Workers, gzip, zstd};
use std::collections::VecDeque;
use std::io;
use std::mem;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Compression {
    /// For zcat, and for all that reads .gz
    Gzip,
    /// For zstd, and for all that reads .zst
    Zstd,
}

/// Holds back output until a member is full. Each member has a mark, which is true once it is written.
pub(super) struct Packer<M> {
    /// None: the output goes through as it is.
    compression: Option<Compression>,
    workers: Workers,
    /// Members that are being packed, the oldest first.
    under_way: VecDeque<(Begun<io::Result<Vec<u8>>>, M)>,
    /// What the next member will hold.
    held: Vec<u8>,
    /// Pieces of input since that member began.
    pieces: u32,
    /// Whether there is a member: a file without one is no packed file.
    any: bool,
}

/// A member holds this much and is then packed at once.
const MEMBER_BYTES: usize = 1 << 20;
/// A member ends after so many pieces of input even if they gave little: what is held is lost when a run is killed, and
/// pages without a fact cost time too.
const MEMBER_PIECES: u32 = 1024;

impl Compression {
    /// The name as it is typed.
    pub(super) fn name(self) -> &'static str {
        match self {
            Compression::Gzip => "gzip",
            Compression::Zstd => "zstd",
        }
    }

    /// The packing of a file with this ending.
    pub(super) fn of_ending(ending: &str) -> Option<Self> {
        match ending {
            "gz" | "gzip" => Some(Compression::Gzip),
            "zst" | "zstd" => Some(Compression::Zstd),
            _ => None,
        }
    }

    /// The ending of a file, with its dot.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Compression::Gzip => ".gz",
            Compression::Zstd => ".zst",
        }
    }

    /// One member.
    fn pack(self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Compression::Gzip => gzip(bytes),
            Compression::Zstd => Ok(zstd(bytes)),
        }
    }
}

impl<M> Packer<M> {
    /// `begun`: members of an earlier start stand in the file already.
    pub(super) fn new(compression: Option<Compression>, begun: bool, workers: Workers) -> Self {
        Packer { compression, workers, under_way: VecDeque::new(), held: Vec::new(), pieces: 0, any: begun }
    }

    /// Takes output; gives back what is to be written now.
    pub(super) fn take<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        if self.compression.is_none() {
            return bytes;
        }
        self.held.extend_from_slice(bytes);
        &[]
    }

    /// To be told behind each piece of input, where alone a member may end, with the mark of that place. Gives what is to be written
    /// now, with the mark that is true then.
    pub(super) fn piece_ends(&mut self, mark: M) -> io::Result<Option<(Vec<u8>, M)>> {
        if !self.held.is_empty() {
            self.pieces += 1;
            if self.held.len() >= MEMBER_BYTES || self.pieces >= MEMBER_PIECES {
                self.member(mark);
            }
        } else if let Some((_, last)) = self.under_way.back_mut() {
            *last = mark;
        } else {
            return Ok(Some((Vec::new(), mark)));
        }
        if self.under_way.len() < self.workers.threads() { Ok(None) } else { self.oldest() }
    }

    /// The oldest member that was not given back, once it is packed.
    pub(super) fn oldest(&mut self) -> io::Result<Option<(Vec<u8>, M)>> {
        let Some((begun, mark)) = self.under_way.pop_front() else { return Ok(None) };
        let packed = begun.result().ok_or_else(|| io::Error::other("the packing broke off"))?;
        Ok(Some((packed?, mark)))
    }

    /// All members that were not given back, with the last.
    pub(super) fn end(&mut self, mark: M) -> io::Result<Vec<u8>> {
        if !self.held.is_empty() || !self.any {
            self.member(mark);
        }
        let mut members = Vec::new();
        while let Some((member, _)) = self.oldest()? {
            members.extend(member);
        }
        Ok(members)
    }

    fn member(&mut self, mark: M) {
        let Some(compression) = self.compression else { return };
        (self.pieces, self.any) = (0, true);
        let held = mem::take(&mut self.held);
        self.under_way.push_back((self.workers.begin(move || compression.pack(&held)), mark));
    }
}
