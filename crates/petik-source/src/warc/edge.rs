//! The edge of a record: what stands behind a body tells whether its length was right.

use super::head;
use memchr::memmem;

/// The most bytes behind a body that are looked at to see whether a record ends there.
pub(super) const EDGE: usize = head::SHOWN_BY + 64;

/// Bytes of the two line ends behind a record.
pub(super) const SEPARATOR: usize = 4;

/// What stands behind a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// The end of the record: blank lines, or none, and then the next record, zeros or the end.
    Whole,
    /// Two line ends as they must stand behind a record, then something that is no record.
    Blank,
    /// As many bytes as two line ends have, which they are not, and then surely the next record.
    Damaged,
    /// Something else: the body does not end here.
    None,
}

impl Edge {
    /// What these bytes are; they must be [`EDGE`] bytes, or all up to the end.
    pub(super) fn of(behind: &[u8]) -> Self {
        let blank = behind.iter().take_while(|byte| is_blank(**byte)).count();
        let next = behind.get(blank..).unwrap_or_default();
        if head::begins(next) || next.iter().all(|byte| *byte == 0) {
            return Edge::Whole;
        }
        match behind.get(SEPARATOR..) {
            Some(next) if head::begins_surely(next) => Edge::Damaged,
            Some(_) if behind.starts_with(b"\r\n\r\n") => Edge::Blank,
            _ => Edge::None,
        }
    }
}

/// The body in front of the next record that surely begins in `rest`, or of the end if that is `at_end` of it: without the
/// two line ends that part them, which must be there.
pub(super) fn before_next(rest: &[u8], at_end: bool) -> Option<&[u8]> {
    let next = memmem::find_iter(rest, head::VERSION)
        .find(|at| rest.get(*at..).is_some_and(head::begins_surely))
        .or_else(|| at_end.then_some(rest.len()))?;
    let before = rest.get(..next)?;
    before.strip_suffix(b"\r\n\r\n").or_else(|| before.strip_suffix(b"\n\n"))
}

/// Whether this is a byte of a line end.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}
