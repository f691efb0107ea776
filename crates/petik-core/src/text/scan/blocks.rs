//! Where blocks of a text end: where sentences are sure to, and so do phrases.

use super::window::{WIDTH, mask, with_window};
use crate::text::fold::is_invisible;
use crate::text::tokenizer::{BYTES, Byte};

/// An ASCII mark, or what stands for all others.
pub(super) fn mark(byte: u8) -> u8 {
    if byte.is_ascii() { byte } else { 0x80 }
}

/// Where the block ends that begins at byte `start` of `raw`. `is_short` says whether a full stop behind a word, of any case, need not
/// end a sentence; a line that ends with one of the `inner` marks need not end a block.
pub(super) fn end_of_block(raw: &str, start: usize, is_short: impl Fn(&[u8]) -> bool, inner: &[u8]) -> usize {
    let bytes = raw.as_bytes();
    let mut at = start;
    while let Some(next) = next_stop(bytes, at) {
        at = next;
        match bytes[at] {
            b'.' | b'?' | b'!' if begins_behind(bytes, at + 1) => {
                let is_end = last_word(&bytes[start..at]).is_some_and(|word| !is_short(word));
                at += 1;
                if is_end {
                    return at;
                }
            }
            byte if BYTES[byte as usize] == Byte::Line => {
                let last = last_mark(&raw[start..at]);
                let (end, lines) = blank(raw, at);
                at = end;
                if lines > 1 || !matches!(last, 0 | b',' | b'/' | b'-') && !inner.contains(&last) {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The first byte from `at` on at which a block may end.
fn next_stop(bytes: &[u8], mut at: usize) -> Option<usize> {
    let may_end =
        |byte: u8| (byte == b'.') | (byte == b'?') | (byte == b'!') | (byte.wrapping_sub(b'\n') <= b'\r' - b'\n');
    while at < bytes.len() {
        match with_window(bytes, at, |window| mask(window, may_end)) {
            0 => at += WIDTH,
            stops => return Some(at + stops.trailing_zeros() as usize),
        }
    }
    None
}

/// The word that `bytes` end with, if it is plain and no initial: it ends with two small letters or a small one behind a capital.
fn last_word(bytes: &[u8]) -> Option<&[u8]> {
    let before = bytes.iter().rposition(|b| !b.is_ascii_alphabetic());
    let word = &bytes[before.map_or(0, |before| before + 1)..];
    let is_plain = before.is_none_or(|before| match BYTES[bytes[before] as usize] {
        Byte::Space | Byte::Line => true,
        Byte::Mark => !matches!(bytes[before], b'\'' | b'`'),
        _ => false,
    });
    (is_plain && word.len() > 1 && word.last().is_some_and(u8::is_ascii_lowercase)).then_some(word)
}

/// The mark that `raw` ends with, beside blanks; 0 for a word.
fn last_mark(raw: &str) -> u8 {
    match raw.trim_end_matches(is_blank).chars().next_back() {
        Some(c) if !c.is_alphanumeric() => u8::try_from(c).map_or(0x80, mark),
        _ => 0,
    }
}

/// Whether a sentence is sure to begin behind a full stop that ends at byte `at`: a blank, then a capital.
fn begins_behind(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..at + 2), Some([b' ', next]) if next.is_ascii_uppercase())
}

/// Where the blank ends that begins with the line end at `at`, and how many line ends it has.
fn blank(raw: &str, at: usize) -> (usize, usize) {
    let behind = raw[at..].trim_start_matches(is_blank);
    let blank = &raw.as_bytes()[at..raw.len() - behind.len()];
    let is_line = |&byte: &u8| BYTES[byte as usize] == Byte::Line;
    let pairs = blank.windows(2).filter(|pair| *pair == b"\r\n").count();
    (at + blank.len(), blank.iter().filter(|byte| is_line(byte)).count() - pairs)
}

/// Whether this is nothing to a text that is cut, or parts its words.
fn is_blank(c: char) -> bool {
    if c.is_ascii() {
        matches!(BYTES[c as usize], Byte::Space | Byte::Line)
    } else {
        c.is_whitespace() || is_invisible(c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_end_wherever_windows_do() {
        for shift in 0..2 * WIDTH {
            let of =
                |text: &str| end_of_block(&format!("{}{text}", "a ".repeat(shift)), 0, |_| false, b"(") - 2 * shift;
            assert_eq!(of("Warga senang. Ya"), 13);
            assert_eq!(of("Pukul 4. Pak A. Ya? ya"), 22);
            assert_eq!(of("Kata,\nlagi (\r\nini)\r\nlalu"), 20);
            assert_eq!(of("satu\n\u{a0}\r\ndua"), 9);
        }
    }
}
