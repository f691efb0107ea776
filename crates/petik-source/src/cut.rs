//! A stream cut into pieces, each in one reused buffer: its lines, or the elements of a JSON document. A piece beyond the
//! limit is passed over without being held in memory.

use memchr::memchr;
use std::io::{self, BufRead};

/// A piece of a stream.
pub(super) struct Piece<'b> {
    /// The line it begins on, from 1.
    pub(super) line: u64,
    /// The byte it begins at.
    pub(super) offset: u64,
    /// Its bytes; those of a line with the line end.
    pub(super) length: u64,
    /// The bytes, of a line without the line end; `None` where they are more than the limit.
    pub(super) bytes: Option<&'b [u8]>,
}

/// What gives pieces.
pub(super) trait Cut: Send {
    /// The next piece, or `None` at the end.
    fn read(&mut self) -> io::Result<Option<Piece<'_>>>;
}

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

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R, limit: usize) -> Self {
        Lines { reader, buffer: Vec::new(), limit, number: 0, offset: 0 }
    }
}

impl<R: BufRead + Send> Cut for Lines<R> {
    fn read(&mut self) -> io::Result<Option<Piece<'_>>> {
        self.buffer.clear();
        let most = self.limit + 1;
        read_line(&mut self.reader, &mut self.buffer, most)?;
        let mut length = self.buffer.len() as u64;
        if length == 0 {
            return Ok(None);
        }
        let ended = self.buffer.pop_if(|last| *last == b'\n').is_some();
        let whole = ended || length < most as u64;
        if !whole {
            length += self.reader.skip_until(b'\n')? as u64;
        }
        let (line, offset) = (self.number + 1, self.offset);
        (self.number, self.offset) = (line, offset + length);
        Ok(Some(Piece { line, offset, length, bytes: whole.then_some(&self.buffer) }))
    }
}

/// Reads to the end of the line into `line`, but no more than `most` bytes. The standard library's own search takes three times as long
/// for each byte, and this is what the threads wait for.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>, most: usize) -> io::Result<()> {
    while line.len() < most {
        let there = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            there => there?,
        };
        let there = &there[..there.len().min(most - line.len())];
        let end = memchr(b'\n', there);
        let own = end.map_or(there.len(), |at| at + 1);
        line.extend_from_slice(&there[..own]);
        reader.consume(own);
        if end.is_some() || own == 0 {
            break;
        }
    }
    Ok(())
}

/// The elements of a JSON document: those of its array, or values that follow each other. Only brackets and strings are
/// looked at; whether an element is sound is for others to say.
pub(super) struct Elements<R> {
    reader: R,
    buffer: Vec<u8>,
    limit: usize,
    /// Line ends and bytes read so far.
    line_ends: u64,
    offset: u64,
    /// Whether the bracket of the document's array was read.
    in_array: bool,
}

/// Where in an element the reading stands.
#[derive(Default)]
struct Inside {
    depth: u64,
    in_string: bool,
    escaped: bool,
    /// The last byte closed the element.
    closed: bool,
}

impl Inside {
    /// Takes one byte; says whether it still belongs to the element.
    fn take(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return true;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            // Brackets of another kind or one too many end the element; its reader says what is wrong with it.
            b'}' | b']' if self.depth <= 1 => {
                self.closed = true;
                return self.depth == 1;
            }
            b'}' | b']' => self.depth -= 1,
            b',' if self.depth == 0 => return false,
            _ => {}
        }
        true
    }
}

impl<R: BufRead> Elements<R> {
    pub(super) fn new(reader: R, limit: usize) -> Self {
        Elements { reader, buffer: Vec::new(), limit, line_ends: 0, offset: 0, in_array: false }
    }

    /// Passes over what stands between elements; `false` at the end.
    fn skip_between(&mut self) -> io::Result<bool> {
        loop {
            let bytes = self.reader.fill_buf()?;
            if bytes.is_empty() {
                return Ok(false);
            }
            let mut passed = 0;
            let mut found = false;
            for &byte in bytes {
                match byte {
                    b'\n' => self.line_ends += 1,
                    // Byte order marks, of files put together too.
                    b' ' | b'\t' | b'\r' | b',' | b'}' | 0xEF | 0xBB | 0xBF => {}
                    b']' => self.in_array = false,
                    b'[' if !self.in_array => self.in_array = true,
                    _ => {
                        found = true;
                        break;
                    }
                }
                passed += 1;
            }
            self.reader.consume(passed);
            self.offset += passed as u64;
            if found {
                return Ok(true);
            }
        }
    }
}

impl<R: BufRead + Send> Cut for Elements<R> {
    fn read(&mut self) -> io::Result<Option<Piece<'_>>> {
        self.buffer.clear();
        if !self.skip_between()? {
            return Ok(None);
        }
        let (line, offset) = (self.line_ends + 1, self.offset);
        let mut inside = Inside::default();
        loop {
            let bytes = self.reader.fill_buf()?;
            let end = bytes.iter().position(|&byte| !inside.take(byte) || inside.closed);
            // The byte that closes belongs to the element, a comma or a foreign bracket does not.
            let own = end.map_or(bytes.len(), |at| at + usize::from(inside.closed && inside.depth == 1));
            self.line_ends += bytes[..own].iter().filter(|byte| **byte == b'\n').count() as u64;
            let room = (self.limit + 1).saturating_sub(self.buffer.len());
            self.buffer.extend_from_slice(&bytes[..own.min(room)]);
            let ended = end.is_some() || bytes.is_empty();
            self.reader.consume(own);
            self.offset += own as u64;
            if ended {
                break;
            }
        }
        let length = self.offset - offset;
        let whole = length <= self.limit as u64;
        Ok(Some(Piece { line, offset, length, bytes: whole.then_some(&self.buffer) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(input: &str, limit: usize) -> Vec<(u64, u64, String)> {
        all(Lines::new(io::BufReader::with_capacity(3, input.as_bytes()), limit))
    }

    fn all(mut pieces: impl Cut) -> Vec<(u64, u64, String)> {
        let mut out = Vec::new();
        while let Ok(Some(line)) = pieces.read() {
            let content = line.bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
            out.push((line.line, line.offset, content.unwrap_or_else(|| format!("<{}>", line.length))));
        }
        out
    }

    fn elements(input: &str, limit: usize) -> Vec<(u64, u64, String)> {
        all(Elements::new(io::BufReader::with_capacity(3, input.as_bytes()), limit))
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

    #[test]
    fn elements_of_an_array_end_at_their_brackets() {
        let input = "[\n {\"a\": \"]}\\\"\", \"b\": [1, {}]},\n {}, 7 , \"x,\"\n]\n";
        let found: Vec<(u64, String)> = elements(input, 99).into_iter().map(|(line, _, text)| (line, text)).collect();
        let expected = [(2, r#"{"a": "]}\"", "b": [1, {}]}"#), (3, "{}"), (3, "7 "), (3, "\"x,\"\n")];
        assert_eq!(found, expected.map(|(line, text)| (line, text.to_owned())));
    }

    #[test]
    fn values_that_follow_each_other_are_elements_too() {
        let expected = [(1, 0, "{\n}"), (2, 4, "{ }"), (3, 8, "[1]")].map(|(l, o, s)| (l, o, s.to_owned()));
        assert_eq!(elements("{\n} { }\n[1]", 99)[..2], expected[..2]);
        assert_eq!(elements("[{\n},{ },\n[1]", 99)[2].2, "[1]");
    }

    #[test]
    fn an_element_without_an_end_reaches_to_the_end() {
        assert_eq!(elements("[{}, {\"a\": [", 99)[1].2, "{\"a\": [");
        assert_eq!(elements("[{\"a\": \"12345678\"}, {}]", 9), [(1, 1, "<17>".to_owned()), (1, 20, "{}".to_owned())]);
        assert_eq!(elements("]]]}}", 9), []);
    }
}
