//! The bytes of an archive, unpacked, in one buffer: a plain file as it is, the members of a packed one joined. Where a
//! member is broken the stream *stops*: what stands in the buffer is all there is of this stretch, and whoever has dealt
//! with it resumes behind the damage, where the next member begins with a record.

use super::head;
use crate::compression::{Break, Event, KEPT, Members, PROBED, Packing, first_bytes};
use crate::fault::io_reason;
use crate::window::Window;
use memchr::memmem;
use std::collections::VecDeque;
use std::io::{self, Read, Seek, SeekFrom};

/// Where something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) offset: u64,
    /// Whether `offset` counts unpacked bytes.
    pub(super) unpacked: bool,
}

/// Why a stretch ends.
#[derive(Debug)]
pub(super) enum Stop {
    /// The archive ends.
    End,
    Broken(Broken),
}

/// Damage to the packing or to the disk.
#[derive(Debug)]
pub(super) struct Broken {
    /// Where the broken member begins; `None` where the damage is between members.
    pub(super) member: Option<u64>,
    pub(super) place: Place,
    pub(super) reason: String,
    /// Whether reading goes on behind it.
    pub(super) goes_on: bool,
}

/// The unpacked bytes of an archive.
pub(super) struct Stream<R> {
    feed: Feed<R>,
    buffer: Vec<u8>,
    /// Where in the buffer the next byte stands.
    at: usize,
    /// Where the buffer begins, in unpacked bytes.
    base: u64,
    /// The byte before the next one.
    before: Option<u8>,
    /// Where members begin, from the next byte on: in unpacked bytes, and in the file.
    members: VecDeque<(u64, u64)>,
    /// The last member that began, in the same way.
    member: Option<(u64, u64)>,
    /// Whether a member did not begin with a record: then members are blocks that records run through.
    blocks: bool,
    stop: Option<Stop>,
    /// Looks so many bytes ahead of the reader without moving it, where the reader can.
    look: Option<fn(&mut R, u64) -> io::Result<Far>>,
}

enum Feed<R> {
    Plain(R),
    Packed(Box<Members<io::Chain<io::Cursor<Vec<u8>>, R>>>),
    /// The reader failed before anything was read.
    Failed,
}

/// What stands far ahead.
pub(super) struct Far {
    pub(super) bytes: Vec<u8>,
    /// Whether the file is at least that long.
    pub(super) inside: bool,
}

/// Bytes that are read at once.
const CHUNK: usize = 64 << 10;

/// Where junk stands in front, so many bytes are searched for the first record or the first member that holds one.
const JUNK: usize = 1 << 20;

impl<R: Read> Stream<R> {
    /// The packing shows in the first bytes of a record or member, behind junk too.
    pub(super) fn new(mut reader: R) -> Self {
        let mut window = Window::new(reader.by_ref(), 0);
        let start = match window.fill(Packing::SHOWN_BY) {
            Ok(start) => start,
            Err(error) => {
                drop(window);
                return Stream { stop: Some(failed(&error, 0)), ..Stream::over(Feed::Failed, Vec::new()) };
            }
        };
        let mut packing = Packing::of_content(start);
        let odd = match packing {
            None => !head::begins(start),
            // A failing disk will fail again, and say so, when these bytes are read.
            Some(packing) => window.fill(PROBED).is_ok_and(|start| first_bytes(packing, start).is_empty()),
        };
        if odd {
            let _ = window.fill(JUNK);
            packing = packing_behind_junk(window.rest()).unwrap_or(packing);
        }
        let (start, _) = window.into_parts();
        match packing {
            None => Stream::over(Feed::Plain(reader), start),
            Some(packing) => {
                let raw = Window::new(io::Cursor::new(start).chain(reader), KEPT);
                Stream::over(Feed::Packed(Box::new(Members::new(raw, packing))), Vec::new())
            }
        }
    }

    fn over(feed: Feed<R>, buffer: Vec<u8>) -> Self {
        Stream {
            feed,
            buffer,
            at: 0,
            base: 0,
            before: None,
            members: VecDeque::new(),
            member: None,
            blocks: false,
            stop: None,
            look: None,
        }
    }

    /// What is there without reading.
    pub(super) fn rest(&self) -> &[u8] {
        self.buffer.get(self.at..).unwrap_or_default()
    }

    /// Reads until `least` bytes are there; fewer only where the stretch ends.
    pub(super) fn fill(&mut self, least: usize) -> &[u8] {
        while self.rest().len() < least && self.stop.is_none() {
            self.pull();
        }
        self.rest()
    }

    /// Why no more bytes come; `None` as long as more can be read.
    pub(super) fn stop(&self) -> Option<&Stop> {
        self.stop.as_ref()
    }

    /// Leaves this stretch, what is left of it included, and gives the reason why it ended.
    pub(super) fn resume(&mut self) -> Option<Stop> {
        self.advance(self.rest().len());
        match self.stop.take() {
            // The end stays the end.
            Some(Stop::End) => {
                self.stop = Some(Stop::End);
                Some(Stop::End)
            }
            Some(Stop::Broken(broken)) => {
                if !broken.goes_on {
                    self.stop = Some(Stop::End);
                }
                self.before = None;
                Some(Stop::Broken(broken))
            }
            None => None,
        }
    }

    /// Uses up `count` bytes.
    pub(super) fn advance(&mut self, count: usize) {
        let to = self.buffer.len().min(self.at + count);
        if to > self.at {
            self.before = self.buffer.get(to - 1).copied();
        }
        self.at = to;
        let here = self.base + to as u64;
        while self.members.front().is_some_and(|(unpacked, _)| *unpacked < here) {
            self.members.pop_front();
        }
    }

    /// Where the byte stands that is `ahead` bytes away.
    pub(super) fn place(&self, ahead: usize) -> Place {
        let here = self.base + (self.at + ahead) as u64;
        match self.feed {
            Feed::Packed(_) => match self.member_at(here) {
                Some(offset) => Place { offset, unpacked: false },
                None => Place { offset: here, unpacked: true },
            },
            Feed::Plain(_) | Feed::Failed => Place { offset: here, unpacked: false },
        }
    }

    /// Where the last member that began begins in the file, if what stands `ahead` bytes away is its first byte.
    pub(super) fn begins_last_member(&self, ahead: usize) -> Option<u64> {
        let here = self.base + (self.at + ahead) as u64;
        self.member.filter(|(unpacked, _)| *unpacked == here).map(|(_, offset)| offset)
    }

    /// Whether what stands `ahead` bytes away is the first byte of a line or a member.
    pub(super) fn begins_line(&self, ahead: usize) -> bool {
        let before = if ahead == 0 { self.before } else { self.rest().get(ahead - 1).copied() };
        matches!(before, None | Some(b'\n')) || self.member_at(self.base + (self.at + ahead) as u64).is_some()
    }

    fn member_at(&self, unpacked: u64) -> Option<u64> {
        let found = self.members.binary_search_by_key(&unpacked, |(unpacked, _)| *unpacked).ok()?;
        self.members.get(found).map(|(_, offset)| *offset)
    }

    /// What stands `ahead` bytes away, beyond the buffer, where the reader can look there.
    pub(super) fn look(&mut self, ahead: u64) -> Option<Far> {
        let beyond = ahead.checked_sub(self.rest().len() as u64)?;
        let look = self.look?;
        let Feed::Plain(reader) = &mut self.feed else { return None };
        look(reader, beyond).ok()
    }

    /// Uses up `count` bytes that are not all in the buffer, by reading over them.
    pub(super) fn pass(&mut self, mut count: u64) {
        while count > 0 {
            let there = self.fill(1).len();
            if there == 0 {
                return;
            }
            let step = there.min(usize::try_from(count).unwrap_or(usize::MAX));
            self.advance(step);
            count -= step as u64;
        }
    }

    fn pull(&mut self) {
        // As in `Window`: moving costs no more than what was used up.
        if self.at > self.buffer.len() - self.at {
            self.buffer.drain(..self.at);
            self.base += self.at as u64;
            self.at = 0;
        }
        let end = self.base + self.buffer.len() as u64;
        match &mut self.feed {
            Feed::Failed => self.stop = Some(Stop::End),
            Feed::Plain(reader) => match reader.by_ref().take(CHUNK as u64).read_to_end(&mut self.buffer) {
                Ok(0) => self.stop = Some(Stop::End),
                Ok(_) => {}
                Err(error) => self.stop = Some(failed(&error, self.base + self.buffer.len() as u64)),
            },
            Feed::Packed(members) => match members.pull(&mut self.buffer) {
                Ok(Event::Bytes) => {}
                Ok(Event::End) => self.stop = Some(Stop::End),
                Ok(Event::Member(offset)) => self.member_begins(end, offset),
                Err(broken) => {
                    let blocks = self.blocks;
                    self.stop = Some(Stop::Broken(go_on(members, broken, blocks)));
                }
            },
        }
    }

    /// Notes that the member at byte `offset` of the file begins here. Those in which no record begins are forgotten:
    /// there could be one for each byte.
    fn member_begins(&mut self, here: u64, offset: u64) {
        if let Some((unpacked, _)) = self.member {
            let bytes = unpacked.checked_sub(self.base).and_then(|at| self.buffer.get(at as usize..));
            if bytes.is_some_and(|bytes| !bytes.starts_with(head::VERSION)) {
                self.blocks |= bytes.is_some_and(|bytes| !bytes.is_empty());
                if self.members.back().is_some_and(|(last, _)| *last == unpacked) {
                    self.members.pop_back();
                }
            }
        }
        self.member = Some((here, offset));
        self.members.push_back((here, offset));
    }
}

impl<R: Read + Seek> Stream<R> {
    /// For a reader that can look ahead, so that the length of a long record need not be believed to be used.
    pub(super) fn seekable(reader: R) -> Self {
        Stream { look: Some(look), ..Stream::new(reader) }
    }
}

fn look<R: Read + Seek>(reader: &mut R, ahead: u64) -> io::Result<Far> {
    let here = reader.stream_position()?;
    let length = reader.seek(SeekFrom::End(0))?;
    let there = here.saturating_add(ahead);
    let mut bytes = Vec::new();
    reader.seek(SeekFrom::Start(there.min(length)))?;
    let read = reader.by_ref().take(head::SHOWN_BY as u64).read_to_end(&mut bytes);
    reader.seek(SeekFrom::Start(here))?;
    read?;
    Ok(Far { bytes, inside: there <= length })
}

fn failed(error: &io::Error, offset: u64) -> Stop {
    let place = Place { offset, unpacked: false };
    Stop::Broken(Broken { member: None, place, reason: io_reason(error), goes_on: false })
}

/// Looks for the place where reading goes on behind a break.
fn go_on<R: Read>(members: &mut Members<R>, broken: Break, blocks: bool) -> Broken {
    let unreadable = !matches!(broken.kind, io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof);
    let from = broken.member.map_or(broken.offset, |member| member + 1);
    let next = if unreadable {
        None
    } else {
        members.search(from, |first| head::begins(first) || blocks && !first.is_empty())
    };
    let onward = match next {
        Some(offset) => format!("reading goes on at byte {offset}"),
        None => "no record is found behind it".into(),
    };
    let place = Place { offset: broken.offset, unpacked: false };
    let reason = format!("{} (byte {} of the file); {onward}", broken.reason, broken.offset);
    Broken { member: broken.member, place, reason, goes_on: next.is_some() }
}

/// The packing of the first member that holds a record, or none if a record stands before it; `None` if there is neither.
fn packing_behind_junk(start: &[u8]) -> Option<Option<Packing>> {
    let plain = head::find(start);
    let before = plain.unwrap_or(start.len());
    let first = |packing: Packing| {
        let places = memmem::find_iter(start, packing.magic()).take_while(|at| *at < before);
        let mut bytes = places.map(|at| (at, start.get(at..).unwrap_or_default()));
        bytes.find(|(_, bytes)| head::begins(&first_bytes(packing, bytes))).map(|(at, _)| (at, Some(packing)))
    };
    let found = [first(Packing::Gzip), first(Packing::Zstd), plain.map(|at| (at, None))];
    found.into_iter().flatten().min_by_key(|(at, _)| *at).map(|(_, packing)| packing)
}
