//! Bytes to text. A byte order mark decides; else valid UTF-8 is UTF-8; else the encoding is guessed from the bytes, as
//! browsers do for old sites. Bytes that are not text at all are refused, with the place where that shows.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8};

/// A text, and the encoding it was read in where that is a guess.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) guessed: Option<&'static str>,
}

/// Bytes that are not text.
#[derive(Debug)]
pub(super) struct NotText {
    /// The first byte that shows it.
    pub(super) offset: u64,
    /// Its line, from 1.
    pub(super) line: u64,
    pub(super) reason: String,
}

impl NotText {
    fn at(bytes: &[u8], offset: usize, reason: impl Into<String>) -> Self {
        let line = 1 + bytes.iter().take(offset).filter(|byte| **byte == b'\n').count() as u64;
        NotText { offset: offset as u64, line, reason: reason.into() }
    }
}

/// The text in `bytes`, without a byte order mark.
pub(super) fn decode(mut bytes: Vec<u8>) -> Result<Decoded, NotText> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        if encoding != UTF_8 {
            return decode_as(encoding, &bytes, mark).map(|text| Decoded { text, guessed: None });
        }
        bytes.drain(..mark);
    }
    if let Some(offset) = bytes.iter().position(|byte| *byte == 0) {
        return Err(NotText::at(&bytes, offset, "a NUL byte: not a text file"));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text, guessed: None }),
        Err(error) => error.into_bytes(),
    };
    if let Some(offset) = first_control(&bytes) {
        return Err(NotText::at(&bytes, offset, "control characters throughout: not a text file"));
    }
    if let Some(offset) = broken_utf8(&bytes) {
        return Err(NotText::at(&bytes, offset, "UTF-8 up to here, then a byte that is not: repair the file"));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    // The top-level domain only settles ties between encodings of neighbouring languages.
    let encoding = detector.guess(Some(b"id"), Utf8Detection::Deny);
    let text = decode_as(encoding, &bytes, 0)?;
    Ok(Decoded { text, guessed: Some(encoding.name()) })
}

/// Decodes without putting replacement characters in: a text with holes would be quoted as if it were whole.
fn decode_as(encoding: &'static Encoding, bytes: &[u8], from: usize) -> Result<String, NotText> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let body = &bytes[from..];
    let room = decoder.max_utf8_buffer_length_without_replacement(body.len()).unwrap_or(body.len() * 3);
    let mut text = String::with_capacity(room);
    let (result, read) = decoder.decode_to_string_without_replacement(body, &mut text, true);
    match result {
        DecoderResult::InputEmpty => match text.find('\0') {
            Some(_) => Err(NotText::at(bytes, from, "NUL characters: not a text file")),
            None => Ok(text),
        },
        DecoderResult::Malformed(length, after) => {
            let offset = from + read.saturating_sub(usize::from(length) + usize::from(after));
            let reason = format!("looks like {}, but this byte is not: convert the file to UTF-8", encoding.name());
            Err(NotText::at(bytes, offset, reason))
        }
        DecoderResult::OutputFull => Err(NotText::at(bytes, from + read, "too long to decode")),
    }
}

/// Where the first control character stands, if they are more than one in a hundred bytes: stray ones happen in old texts.
fn first_control(bytes: &[u8]) -> Option<usize> {
    let control = |byte: &u8| matches!(byte, 0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F);
    let many = bytes.iter().filter(|byte| control(byte)).count() * 100 > bytes.len();
    if many { bytes.iter().position(control) } else { None }
}

/// Where UTF-8 with a few broken bytes breaks first. Guessing another encoding would spoil every good letter in it.
fn broken_utf8(bytes: &[u8]) -> Option<usize> {
    let (mut good, mut broken, mut first, mut offset) = (0, 0, None, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        offset += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            broken += 1;
            first = first.or(Some(offset));
        }
        offset += chunk.invalid().len();
    }
    first.filter(|_| good > broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Option<(String, Option<&'static str>)> {
        decode(bytes.to_vec()).ok().map(|decoded| (decoded.text, decoded.guessed))
    }

    fn refused_at(bytes: &[u8]) -> Option<(u64, u64)> {
        decode(bytes.to_vec()).err().map(|fault| (fault.line, fault.offset))
    }

    #[test]
    fn utf8_with_and_without_a_mark() {
        assert_eq!(text("Jum’at".as_bytes()), Some(("Jum’at".into(), None)));
        assert_eq!(text(b"\xEF\xBB\xBFBatang"), Some(("Batang".into(), None)));
    }

    #[test]
    fn utf16_by_its_mark() {
        assert_eq!(text(b"\xFF\xFEP\0a\0t\0i\0"), Some(("Pati".into(), None)));
        assert_eq!(text(b"\xFE\xFF\0P\0a\0t\0i"), Some(("Pati".into(), None)));
        assert_eq!(refused_at(b"\xFF\xFEP\0\x00\xDC"), Some((1, 4)));
    }

    #[test]
    fn quotes_of_old_sites_are_windows_1252() {
        let bytes = b"Bupati berkata, \x93Kami siap,\x94 Jum\x92at (21/4). Kerja sama \x96 kota cerdas.";
        let expected = "Bupati berkata, “Kami siap,” Jum’at (21/4). Kerja sama – kota cerdas.";
        assert_eq!(text(bytes), Some((expected.into(), Some("windows-1252"))));
    }

    #[test]
    fn refused_with_line_and_byte() {
        assert_eq!(refused_at(b"Batang\n\0\0"), Some((2, 7)));
        assert_eq!(refused_at("“Batang” – \u{201C}Pati\u{201D}\n".as_bytes()), None);
        assert_eq!(refused_at(b"\xE2\x80\x9CBatang\xE2\x80\x9D\n\xE2\x80"), Some((2, 13)));
        assert_eq!(refused_at(b"\x01\x02\xFF\x03"), Some((1, 0)));
    }
}
