//! Lines of a stream, each in one reused buffer. A line beyond the limit is passed over without being held in memory.

use std::io::{self, BufRead, Read};

/// One line after the other.
pub(super) struct Lines<R> {
    reader: R,
    buffer: Vec<u8>,
    limit: usize,
    /// Lines read so far.
    number: u64,
    /// Bytes read so far.
    offset: u64,
}

/// A line.
pub(super) struct Line<'b> {
    /// Its number, from 1.
    pub(super) number: u64,
    /// The byte it begins at.
    pub(super) offset: u64,
    /// Bytes, with the line end.
    pub(super) length: u64,
    /// The bytes without the line end; `None` where they are more than the limit.
    pub(super) bytes: Option<&'b [u8]>,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R, limit: usize) -> Self {
        Lines { reader, buffer: Vec::new(), limit, number: 0, offset: 0 }
    }

    /// The next line, or `None` at the end.
    pub(super) fn read(&mut self) -> io::Result<Option<Line<'_>>> {
        self.buffer.clear();
        let most = self.limit as u64 + 1;
        let mut length = self.reader.by_ref().take(most).read_until(b'\n', &mut self.buffer)? as u64;
        if length == 0 {
            return Ok(None);
        }
        let ended = self.buffer.pop_if(|last| *last == b'\n').is_some();
        let whole = ended || length < most;
        if !whole {
            length += self.reader.skip_until(b'\n')? as u64;
        }
        let (number, offset) = (self.number + 1, self.offset);
        (self.number, self.offset) = (number, offset + length);
        Ok(Some(Line { number, offset, length, bytes: whole.then_some(&self.buffer) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(input: &str, limit: usize) -> Vec<(u64, u64, String)> {
        let mut lines = Lines::new(io::BufReader::with_capacity(3, input.as_bytes()), limit);
        let mut out = Vec::new();
        while let Ok(Some(line)) = lines.read() {
            let content = line.bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
            out.push((line.number, line.offset, content.unwrap_or_else(|| format!("<{}>", line.length))));
        }
        out
    }

    #[test]
    fn numbers_and_offsets_stay_right_past_a_long_line() {
        let expected = [(1, 0, "ab"), (2, 3, "<9>"), (3, 12, ""), (4, 13, "cde")].map(|(n, o, s)| (n, o, s.to_owned()));
        assert_eq!(shape("ab\n12345678\n\ncde", 4), expected);
    }

    #[test]
    fn a_line_of_exactly_the_limit_is_whole() {
        assert_eq!(shape("1234\n", 4), [(1, 0, "1234".to_owned())]);
        assert_eq!(shape("1234", 4), [(1, 0, "1234".to_owned())]);
    }
}
