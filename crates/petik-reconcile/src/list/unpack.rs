//! The files within a packed one (XLSX and ODS are ZIP archives), unpacked under a limit before anything else reads them:
//! the sizes that an archive states can lie, so what counts is what comes out.

use super::grid::above;
use crate::saying::Saying;
use crate::sentences::ListType;
use flate2::read::DeflateDecoder;
use std::io::Read;

/// A file within the archive.
#[derive(Debug)]
pub(super) struct Part {
    /// Its path in the archive.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Bytes that an archive may unpack to.
const MOST_UNPACKED: usize = 256 << 20;
/// Files that an archive may hold.
const MOST_PARTS: usize = 10_000;
/// How the end of an archive begins, and how long it is without a comment.
const END: (&[u8], usize) = (b"PK\x05\x06", 22);
/// How the entry of a part in the list at the end begins, and its length without names.
const ENTRY: (&[u8], usize) = (b"PK\x01\x02", 46);
/// How a part itself begins, and the length of its head without names.
const HEAD: (&[u8], usize) = (b"PK\x03\x04", 30);

fn damaged() -> Saying<ListType> {
    Saying::of(ListType::DamagedArchive)
}

/// All parts of the archive. Only archives whose end can be read in one way are taken, so that another reader of the same
/// bytes finds the same parts.
pub(super) fn parts(bytes: &[u8]) -> Result<Vec<Part>, Saying<ListType>> {
    let end = bytes.len().checked_sub(END.1).filter(|end| bytes[*end..].starts_with(END.0)).ok_or_else(damaged)?;
    let count = number(bytes, end + 10, 2)?;
    let mut at = number(bytes, end + 16, 4)?;
    // A larger kind of archive has a second end before this one.
    let is_large = end >= 20 && bytes[end - 20..].starts_with(b"PK\x06\x07");
    if is_large || count > MOST_PARTS || at + number(bytes, end + 12, 4)? != end {
        return Err(damaged());
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut room = MOST_UNPACKED;
    for _ in 0..count {
        if !bytes.get(at..).is_some_and(|rest| rest.starts_with(ENTRY.0)) {
            return Err(damaged());
        }
        let name_length = number(bytes, at + 28, 2)?;
        let name = bytes.get(at + ENTRY.1..at + ENTRY.1 + name_length).ok_or_else(damaged)?;
        let name = String::from_utf8_lossy(name).into_owned();
        let packed = Packed { method: number(bytes, at + 10, 2)?, length: number(bytes, at + 20, 4)? };
        let unpacked = unpack(bytes, number(bytes, at + 42, 4)?, &packed, room)?;
        room -= unpacked.len();
        if parts.iter().any(|part| part.name == name) {
            return Err(damaged());
        }
        parts.push(Part { name, bytes: unpacked });
        at += ENTRY.1 + name_length + number(bytes, at + 30, 2)? + number(bytes, at + 32, 2)?;
    }
    Ok(parts)
}

/// How a part is packed: method 0 (not) or 8 (deflate), and its bytes in the archive.
struct Packed {
    method: usize,
    length: usize,
}

/// The bytes of the part whose head begins at `head`.
fn unpack(bytes: &[u8], head: usize, packed: &Packed, room: usize) -> Result<Vec<u8>, Saying<ListType>> {
    if !bytes.get(head..).is_some_and(|rest| rest.starts_with(HEAD.0)) {
        return Err(damaged());
    }
    let start = head + HEAD.1 + number(bytes, head + 26, 2)? + number(bytes, head + 28, 2)?;
    let body = start.checked_add(packed.length).and_then(|end| bytes.get(start..end)).ok_or_else(damaged)?;
    let mut out = Vec::new();
    let limit = room as u64 + 1;
    let read = match packed.method {
        0 => body.take(limit).read_to_end(&mut out),
        8 => DeflateDecoder::new(body).take(limit).read_to_end(&mut out),
        _ => {
            return Err(Saying::of(ListType::UnknownPacking));
        }
    };
    read.map_err(|_| damaged())?;
    if out.len() > room {
        return Err(above(ListType::LargeArchive, MOST_UNPACKED >> 20));
    }
    Ok(out)
}

/// The number in `length` bytes, the lowest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Result<usize, Saying<ListType>> {
    let digits = at.checked_add(length).and_then(|end| bytes.get(at..end)).ok_or_else(damaged)?;
    Ok(digits.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}
