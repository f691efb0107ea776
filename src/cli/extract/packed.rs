//! `--compress`: the output as a row of gzip members or zstd frames, each complete in itself, as `cat` would put packed
//! files one behind the other. Where one ends is decided by the input and the output alone, so the bytes are the same for
//! any number of threads; and what ends with a whole member can be written on, which a run needs that was stopped.

use clap::ValueEnum;
use petik::source::{gzip, zstd};
use std::io;
use std::mem;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Compression {
    /// For zcat, and for all that reads .gz
    Gzip,
    /// For zstd, and for all that reads .zst
    Zstd,
}

/// Holds back output until a member is full.
pub(super) struct Packer {
    /// None: the output goes through as it is.
    compression: Option<Compression>,
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

impl Packer {
    /// `begun`: members of an earlier start stand in the file already.
    pub(super) fn new(compression: Option<Compression>, begun: bool) -> Self {
        Packer { compression, held: Vec::new(), pieces: 0, any: begun }
    }

    /// Takes output; gives back what is to be written now.
    pub(super) fn take<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        if self.compression.is_none() {
            return bytes;
        }
        self.held.extend_from_slice(bytes);
        &[]
    }

    /// To be told behind each piece of input, where alone a member may end; gives it to be written, if one does.
    pub(super) fn piece_ends(&mut self) -> io::Result<Vec<u8>> {
        if self.is_empty() {
            return Ok(Vec::new());
        }
        self.pieces += 1;
        let full = self.held.len() >= MEMBER_BYTES || self.pieces >= MEMBER_PIECES;
        if full { self.member() } else { Ok(Vec::new()) }
    }

    /// The last member.
    pub(super) fn end(&mut self) -> io::Result<Vec<u8>> {
        if self.is_empty() && self.any { Ok(Vec::new()) } else { self.member() }
    }

    /// Whether all that was taken was given back.
    pub(super) fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    fn member(&mut self) -> io::Result<Vec<u8>> {
        let Some(compression) = self.compression else { return Ok(Vec::new()) };
        (self.pieces, self.any) = (0, true);
        let held = mem::take(&mut self.held);
        let member = compression.pack(&held)?;
        self.held = held;
        self.held.clear();
        Ok(member)
    }
}
