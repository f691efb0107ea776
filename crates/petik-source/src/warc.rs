//! Archives of the web in the format WARC: records one after the other, plain or packed. Every record that is whole is
//! read, those behind damage too; all damage is named with its place. A length that a record claims is only believed if
//! a record ends where it says; otherwise reading goes on at the next place that looks like the beginning of a record.

mod digest;
mod edge;
mod head;
mod http;
mod record;
mod stream;
#[cfg(test)]
mod tests;

pub(super) use http::{HttpPage, response};
pub(super) use record::{Damage, Record, RecordType};

use crate::limit::ArticleLimit;
use edge::{EDGE, Edge, SEPARATOR, is_blank};
use head::Head;
use memchr::memmem;
use std::collections::VecDeque;
use std::io::{Read, Seek};
use stream::{Broken, Place, Stop, Stream};

/// The records of an archive.
pub(super) struct Records<R> {
    stream: Stream<R>,
    limit: ArticleLimit,
    /// What was read and not yet given out.
    ready: VecDeque<Result<Record, Damage>>,
}

impl<R: Read> Records<R> {
    /// The records in `reader`, packed or not; bodies up to `limit` are kept. Where it is no longer than memory allows, or can seek anyway,
    /// [`Records::seekable`] reads around damaged lengths with more certainty.
    pub(super) fn new(reader: R, limit: ArticleLimit) -> Self {
        Records { stream: Stream::new(reader), limit, ready: VecDeque::new() }
    }
}

impl<R: Read + Seek> Records<R> {
    /// The records in a file. Where a record claims to be longer than what is held in memory, petik looks whether a
    /// record ends where it says.
    pub(super) fn seekable(reader: R, limit: ArticleLimit) -> Self {
        Records { stream: Stream::seekable(reader), limit, ready: VecDeque::new() }
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = Result<Record, Damage>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            self.pass_blanks();
            if !self.stream.rest().is_empty() {
                self.record();
                continue;
            }
            match self.stream.resume() {
                Some(Stop::End) => return None,
                Some(Stop::Broken(broken)) => return Some(Err(broken.into())),
                None => {}
            }
        }
    }
}

/// Bytes by which a length may be wrong if the next record surely begins there.
const FORGIVEN: usize = 256;

/// Bytes of a body that is not kept that show what it is.
const SHOWN: usize = 16 << 10;

/// Bytes that are searched at once for the beginning of a record.
const SEARCHED: usize = 64 << 10;

impl<R: Read> Records<R> {
    /// Passes over what may stand between records: blank lines, and the zeros of files that were made too long.
    fn pass_blanks(&mut self) {
        loop {
            let rest = self.stream.fill(1);
            let blank = rest.iter().take_while(|byte| is_blank(**byte) || **byte == 0).count();
            if blank == 0 {
                return;
            }
            self.stream.advance(blank);
        }
    }

    /// Reads what stands here into `ready`: a record, or damage.
    fn record(&mut self) {
        let place = self.stream.place(0);
        let start = self.stream.fill(head::SHOWN_BY);
        if !head::begins(start) && !head::begins_surely(start) {
            let other = head::other_version(start);
            let passed = self.pass_to_record(0);
            let reason = other.unwrap_or_else(|| format!("{passed} bytes that are no record"));
            return self.ready.push_back(Err(Damage::lost(place, reason)));
        }
        let read = Head::read(self.stream.fill(head::LIMIT + 1));
        let read = read.and_then(|head| head.content_length().map(|length| (head, length)));
        match read {
            Ok((head, length)) if length <= self.limit.bytes() as u64 => self.body(place, &head, length as usize),
            Ok((head, length)) => self.long_body(place, &head, length),
            Err(reason) => {
                self.pass_to_record(1);
                self.lose(place, reason);
            }
        }
    }

    /// Reads a body of `length` bytes.
    fn body(&mut self, place: Place, head: &Head, length: usize) {
        let end = head.length + length;
        let there = self.stream.fill(end + EDGE);
        let (body, behind) = (there.get(head.length..end), there.get(end..).unwrap_or_default());
        let Some(body) = body else {
            let there = there.len() - head.length.min(there.len());
            if self.body_to_next_record(place, head, length) {
                return;
            }
            let passed = self.pass_to_record(1);
            let reason = format!("Content-Length says {length} bytes, but {}", self.found(head, there as u64, passed));
            return self.lose(place, reason);
        };
        let (edge, behind) = (Edge::of(behind), behind.len());
        let fits = head.get("WARC-Block-Digest").and_then(|digest| digest::fits(digest, body));
        let whole = match edge {
            Edge::Whole | Edge::Damaged => true,
            // The next record may be the damaged one.
            Edge::Blank => fits != Some(false),
            Edge::None => fits == Some(true),
        };
        let record = whole.then(|| record::record(place, head, body, fits));
        match (record, self.broken_at_its_end(behind)) {
            (Some(Ok((record, remark))), false) => {
                self.stream.advance(end);
                let remark = remark.or(match edge {
                    Edge::Damaged => {
                        // What stands between the records is no record, and is not worth a message of its own.
                        self.stream.advance(SEPARATOR);
                        Some("the blank lines behind the record are damaged".into())
                    }
                    _ => None,
                });
                self.ready.extend(remark.map(|remark| Err(Damage::remark(place, remark))));
                self.ready.push_back(Ok(record));
            }
            (Some(Err(reason)), false) => {
                self.stream.advance(end);
                self.lose(place, reason);
            }
            (Some(_), true) => {
                self.stream.advance(end);
                self.pass_blanks();
                self.lose(place, "the record cannot be trusted".into());
            }
            (None, _) if self.body_to_next_record(place, head, length) => {}
            (None, _) => {
                let passed = self.pass_to_record(1);
                let found = self.found(head, u64::MAX, passed);
                self.lose(place, format!("Content-Length says {length} bytes, but {found}"));
            }
        }
    }

    /// Reads a body of which the head misstates the `length` by a few bytes, as writers do that count letters for bytes or
    /// forget the last line end: all of it is there, up to where the next record surely begins. `false`: that is not so.
    fn body_to_next_record(&mut self, place: Place, head: &Head, length: usize) -> bool {
        self.stream.fill(head.length + length + FORGIVEN + EDGE);
        let at_end = matches!(self.stream.stop(), Some(Stop::End));
        let rest = self.stream.rest().get(head.length..).unwrap_or_default();
        let Some(body) = edge::before_next(rest, at_end) else { return false };
        let denied = head.get("WARC-Block-Digest").and_then(|digest| digest::fits(digest, body)) == Some(false);
        if body.len().abs_diff(length) > FORGIVEN || denied {
            return false;
        }
        let Ok((record, odd)) = record::record(place, head, body, None) else { return false };
        let found = body.len();
        self.stream.advance(head.length + found);
        let remark = odd.unwrap_or_else(|| {
            format!("Content-Length says {length} bytes, but the record has {found}; read to where another one begins")
        });
        self.ready.push_back(Err(Damage::remark(place, remark)));
        self.ready.push_back(Ok(record));
        true
    }

    /// Passes over a body that is longer than what petik keeps, if it is.
    fn long_body(&mut self, place: Place, head: &Head, length: u64) {
        let end = length.saturating_add(head.length as u64);
        // A film is no loss: its head says what it is.
        let start = self.stream.fill(head.length + SHOWN).get(head.length..).unwrap_or_default();
        let start = start.get(..start.len().min(SHOWN)).unwrap_or_default();
        let says = start.starts_with(b"HTTP/") || head.get("WARC-Type") == Some("resource");
        let is_other = says
            && record::record(place, head, start, None)
                .is_ok_and(|(record, _)| response(&record, self.limit) == Ok(None));
        let far = self.stream.look(end);
        let ends = far.map(|far| far.inside && (Edge::of(&far.bytes) == Edge::Whole));
        let passed = match ends {
            Some(true) => {
                self.stream.pass(end);
                end
            }
            // Without a look ahead, the first record that begins behind this one tells how long it is.
            Some(false) | None => self.pass_to_record(1),
        };
        let reason = if passed >= end {
            if is_other {
                return;
            }
            format!("a body of {length} bytes was passed over: petik keeps {} at most", self.limit)
        } else {
            format!("Content-Length says {length} bytes, but {}", self.found(head, u64::MAX, passed))
        };
        self.lose(place, reason);
    }

    /// Whether the member that this record alone fills proved broken at its very end, `behind` bytes after the body:
    /// then its checksum denies the body.
    fn broken_at_its_end(&self, behind: usize) -> bool {
        let Some(Stop::Broken(Broken { member: Some(member), .. })) = self.stream.stop() else { return false };
        let rest = self.stream.rest();
        let behind = rest.get(rest.len() - behind.min(rest.len())..).unwrap_or_default();
        behind.iter().all(|byte| is_blank(*byte)) && self.stream.begins_last_member(0) == Some(*member)
    }

    /// What was found in place of the length: `there` bytes of a body, if it breaks off, or the next record `passed`
    /// bytes behind the beginning of this one.
    fn found(&self, head: &Head, there: u64, passed: u64) -> String {
        let body = passed.saturating_sub(head.length as u64);
        if self.stream.rest().is_empty() {
            format!("only {} are there", there.min(body))
        } else {
            format!("another record begins {body} bytes behind the head")
        }
    }

    /// Notes that the record at `place` is lost. If the stretch ended with it, its damage is the same.
    fn lose(&mut self, place: Place, mut reason: String) {
        let ended = self.stream.rest().is_empty() && matches!(self.stream.stop(), Some(Stop::Broken(_)));
        if let Some(Stop::Broken(broken)) = ended.then(|| self.stream.resume()).flatten() {
            reason = format!("{reason}: {}", broken.reason);
        }
        self.ready.push_back(Err(Damage::lost(place, reason)));
    }

    /// Passes over to the next record that begins at least `from` bytes ahead, or to the end of the stretch. Gives the
    /// bytes passed over.
    fn pass_to_record(&mut self, mut from: usize) -> u64 {
        let mut passed = 0;
        loop {
            let rest = self.stream.fill(from + SEARCHED);
            let length = rest.len();
            match memmem::find(rest.get(from..).unwrap_or_default(), head::VERSION) {
                Some(found) => {
                    let at = from + found;
                    let bytes = self.stream.fill(at + head::SHOWN_BY).get(at..).unwrap_or_default();
                    let (begins, surely) = (head::begins(bytes), head::begins_surely(bytes));
                    if begins && self.stream.begins_line(at) || surely {
                        self.stream.advance(at);
                        return passed + at as u64;
                    }
                    from = at + 1;
                }
                None if self.stream.stop().is_some() => {
                    self.stream.advance(length);
                    return passed + length as u64;
                }
                None => {
                    // The beginning of a version line may stand at the very end.
                    let done = (length - head::VERSION.len().min(length)).max(from);
                    self.stream.advance(done);
                    passed += done as u64;
                    from = 0;
                }
            }
        }
    }
}
