//! The members of a packed stream, unpacked one after the other; where one is broken, the place and the reason. Those who
//! can read on behind a broken member look for the next one with [`Members::search`].

use super::member::{Fault, Packing, Step, Unpacker};
use crate::fault::io_reason;
use crate::window::Window;
use memchr::memmem;
use std::io::{self, Read};

/// Bytes of the packed stream that are kept to go back to. A broken member shows late, and by then some of the next one
/// may have been taken for its own; a megabyte of nonsense without a fault does not happen.
pub(crate) const KEPT: usize = 4 << 20;

/// The members of a packed stream.
pub(crate) struct Members<R> {
    raw: Window<R>,
    packing: Packing,
    /// The unpacking of the current member.
    unpacker: Option<Unpacker>,
    /// Where the current member begins.
    member: u64,
    /// Bytes that were gone back so far. Members inside of members could make this grow with the square of the file, so
    /// it has a limit.
    gone_back: u64,
}

/// What came next.
pub(crate) enum Event {
    /// A member begins at this byte of the packed stream.
    Member(u64),
    /// Bytes were unpacked, or will be.
    Bytes,
    /// Nothing more.
    End,
}

/// A place where the members do not go on.
#[derive(Debug)]
pub(crate) struct Break {
    /// Where the broken member begins; `None` where it is between members.
    pub(crate) member: Option<u64>,
    /// The byte of the packed stream that shows it.
    pub(crate) offset: u64,
    pub(crate) kind: io::ErrorKind,
    pub(crate) reason: String,
}

impl<R: Read> Members<R> {
    pub(crate) fn new(raw: Window<R>, packing: Packing) -> Self {
        Members { raw, packing, unpacker: None, member: 0, gone_back: 0 }
    }

    /// Unpacks a little to the end of `output`.
    pub(crate) fn pull(&mut self, output: &mut Vec<u8>) -> Result<Event, Break> {
        let Some(unpacker) = &mut self.unpacker else { return self.begin() };
        let before = output.len();
        match unpacker.step(self.raw.rest(), output) {
            Ok(Step { taken, done }) => {
                self.raw.advance(taken);
                if done {
                    self.unpacker = None;
                } else if taken == 0 && output.len() == before {
                    match self.raw.more() {
                        Ok(true) => {}
                        Ok(false) => {
                            unpacker.give_up(output);
                            let rest = self.raw.rest().len();
                            self.raw.advance(rest);
                            let reason =
                                format!("the {} member of byte {} breaks off", self.packing.name(), self.member);
                            return Err(self.broken(io::ErrorKind::UnexpectedEof, reason));
                        }
                        Err(error) => {
                            unpacker.give_up(output);
                            return Err(self.broken(error.kind(), io_reason(&error)));
                        }
                    }
                }
                Ok(Event::Bytes)
            }
            Err(Fault { taken, reason }) => {
                unpacker.give_up(output);
                self.raw.advance(taken);
                Err(self.broken(io::ErrorKind::InvalidData, reason))
            }
        }
    }

    /// Looks for the next member from byte `from` on, or from as near to it as is still kept: one of which the first
    /// unpacked bytes are accepted. The next [`Members::pull`] begins there, or is the end if there is none.
    pub(crate) fn search(&mut self, from: u64, accept: impl Fn(&[u8]) -> bool) -> Option<u64> {
        self.unpacker = None;
        let back = self.raw.offset().saturating_sub(from).min(KEPT as u64);
        if self.gone_back + back <= 4 * self.raw.offset() + KEPT as u64 {
            self.gone_back += back;
            self.raw.back_to(from);
        }
        let magic = memmem::Finder::new(self.packing.magic());
        loop {
            // Whatever stops the reading here stops the next `pull` as well, which then says so.
            let rest = self.raw.fill(PROBED).ok()?;
            let length = rest.len();
            match magic.find(rest) {
                Some(at) => {
                    self.raw.advance(at);
                    if accept(&first_bytes(self.packing, self.raw.fill(PROBED).ok()?)) {
                        return Some(self.raw.offset());
                    }
                    self.raw.advance(1);
                }
                None if length < PROBED => {
                    self.raw.advance(length);
                    return None;
                }
                // The beginning of a magic may stand at the very end.
                None => self.raw.advance(length - magic.needle().len()),
            }
        }
    }

    /// Between two members.
    fn begin(&mut self) -> Result<Event, Break> {
        let mut failed = None;
        loop {
            let rest = self.raw.fill(Packing::SHOWN_BY).unwrap_or_else(|error| {
                failed = Some(error);
                &[]
            });
            if let Some(error) = failed {
                return Err(Break { member: None, ..self.broken(error.kind(), io_reason(&error)) });
            }
            // Tapes and preallocated files fill up with zeros.
            let zeros = rest.iter().take_while(|byte| **byte == 0).count();
            if zeros == 0 {
                break;
            }
            self.raw.advance(zeros);
        }
        if self.raw.rest().is_empty() {
            return Ok(Event::End);
        }
        if !self.packing.begins(self.raw.rest()) {
            let reason = format!("no {} member begins here", self.packing.name());
            return Err(Break { member: None, ..self.broken(io::ErrorKind::InvalidData, reason) });
        }
        self.member = self.raw.offset();
        self.unpacker = Some(Unpacker::new(self.packing));
        Ok(Event::Member(self.member))
    }

    fn broken(&mut self, kind: io::ErrorKind, reason: String) -> Break {
        self.unpacker = None;
        Break { member: Some(self.member), offset: self.raw.offset(), kind, reason }
    }
}

/// Bytes that are looked at to see whether a member begins. A block of zstd has up to 128 KiB.
pub(crate) const PROBED: usize = 192 << 10;

/// The first bytes that a member unpacks to.
pub(crate) fn first_bytes(packing: Packing, mut packed: &[u8]) -> Vec<u8> {
    let mut unpacker = Unpacker::new(packing);
    let mut first = Vec::new();
    while first.is_empty() {
        match unpacker.step(packed, &mut first) {
            Ok(Step { taken, done: false }) if taken > 0 => packed = packed.get(taken..).unwrap_or_default(),
            Ok(_) => {
                unpacker.give_up(&mut first);
                break;
            }
            Err(_) => break,
        }
    }
    first
}
