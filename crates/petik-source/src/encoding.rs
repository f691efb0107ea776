//! Bytes to text. A byte order mark decides; else valid UTF-8 is UTF-8; else the encoding is guessed from the bytes, as
//! browsers do for old sites. Bytes that are not text at all are refused, with the place where that shows.
//!
//! Pages of the web can also name their encoding, and may have a few broken bytes: there is no editor who could repair
//! them.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, WINDOWS_1252};
use memchr::memchr;
use std::borrow::Cow;

/// A text, and the encoding it was read in where that is a guess.
#[derive(Debug)]
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
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

/// The text in `bytes`, and its encoding where that is a guess; or why it is no text.
pub fn decoded(bytes: Vec<u8>) -> Result<(String, Option<&'static str>), String> {
    match decode(bytes) {
        Ok(decoded) => Ok((decoded.text.into_owned(), decoded.guessed)),
        Err(fault) => Err(format!("line {}: {}", fault.line, fault.reason)),
    }
}

/// The text in `bytes`, without a byte order mark.
pub(super) fn decode(mut bytes: Vec<u8>) -> Result<Decoded<'static>, NotText> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        if encoding != UTF_8 {
            return decode_as(encoding, &bytes, mark).map(|text| Decoded { text: text.into(), guessed: None });
        }
        bytes.drain(..mark);
    }
    if let Some(offset) = bytes.iter().position(|byte| *byte == 0) {
        return Err(NotText::at(&bytes, offset, "a NUL byte: not a text file"));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text: text.into(), guessed: None }),
        Err(error) => error.into_bytes(),
    };
    if let Some(offset) = first_control(&bytes) {
        return Err(NotText::at(&bytes, offset, "control characters throughout: not a text file"));
    }
    if let Some(offset) = broken_utf8(&bytes) {
        return Err(NotText::at(&bytes, offset, "UTF-8 up to here, then a byte that is not: repair the file"));
    }
    let encoding = guess(&bytes);
    let text = decode_as(encoding, &bytes, 0)?;
    Ok(Decoded { text: text.into(), guessed: Some(encoding.name()) })
}

/// The text of a page: a byte order mark decides, then the encoding that the server named (`charset`), then valid UTF-8,
/// then the encoding that the page names, then a guess. A few broken bytes become replacement characters.
pub(super) fn decode_page<'b>(bytes: &'b [u8], charset: Option<&str>) -> Result<Decoded<'b>, NotText> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_with_holes(encoding, bytes, mark).map(|text| Decoded { text, guessed: None });
    }
    let served = charset.and_then(|name| Encoding::for_label(name.trim().as_bytes()));
    if let Some(wide) = served.filter(|encoding| !encoding.is_ascii_compatible()) {
        return decode_with_holes(wide, bytes, 0).map(|text| Decoded { text, guessed: None });
    }
    if let Some(offset) = first_control(bytes).or_else(|| first_nul(bytes)) {
        return Err(NotText::at(bytes, offset, "control characters throughout: no page, or a compressed one"));
    }
    let valid = std::str::from_utf8(bytes).is_ok();
    // Servers say Latin 1 of every page because nobody told them better; text in it is never valid UTF-8 by chance.
    let served = served.filter(|encoding| !(valid && *encoding == WINDOWS_1252));
    let named = || named_encoding(bytes).filter(|_| !valid);
    // "UTF-8" on a page in which hardly anything is: the word of a template.
    let fits = |encoding: &&Encoding| *encoding != UTF_8 || valid || broken_utf8(bytes).is_some();
    let stated = served.filter(fits).or_else(|| named().filter(fits)).or_else(|| fits(&UTF_8).then_some(UTF_8));
    let encoding = stated.unwrap_or_else(|| guess(bytes));
    let text = decode_with_holes(encoding, bytes, 0)?;
    Ok(Decoded { text, guessed: stated.is_none().then(|| encoding.name()) })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // The top-level domain only settles ties between encodings of neighbouring languages.
    detector.guess(Some(b"id"), Utf8Detection::Deny)
}

/// The encoding that a page names near its start: `<meta charset=...>`, or in the older way. "iso-8859-1" means
/// windows-1252 here as in browsers, and UTF-16 cannot be meant, or its name would not have been found.
fn named_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..4096).unwrap_or(bytes).to_ascii_lowercase();
    let word = b"charset=";
    let at = start.windows(word.len()).position(|window| window == word)? + word.len();
    let rest = start.get(at..)?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end =
        rest.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:.".contains(byte)).unwrap_or(rest.len());
    Encoding::for_label(rest.get(..end)?).filter(|encoding| encoding.is_ascii_compatible())
}

/// Decodes with a replacement character for each broken byte and without NULs, as long as these are few.
fn decode_with_holes<'b>(encoding: &'static Encoding, bytes: &'b [u8], from: usize) -> Result<Cow<'b, str>, NotText> {
    let body = &bytes[from..];
    let (text, had_holes) = encoding.decode_without_bom_handling(body);
    if !had_holes && memchr(0, text.as_bytes()).is_none() {
        return Ok(text);
    }
    let holes = text.matches(['\0', '\u{FFFD}']).count();
    // One in a thousand, and always those of a page that was cut inside of a letter.
    if holes > 3.max(body.len() / 1000) {
        return Err(match decode_as(encoding, bytes, from) {
            Err(fault) => fault,
            Ok(_) => NotText::at(bytes, from, "replacement characters throughout: was broken before it came here"),
        });
    }
    Ok(text.replace('\0', "").into())
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
    let is_control = |byte: u8| matches!(byte, 0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F);
    let many = count(bytes, is_control) * 100 > bytes.len();
    if many { bytes.iter().position(|byte| is_control(*byte)) } else { None }
}

/// Where the first NUL stands, if they are more than one in a thousand bytes.
fn first_nul(bytes: &[u8]) -> Option<usize> {
    let many = count(bytes, |byte| byte == 0) * 1000 > bytes.len().max(3000);
    if many { memchr(0, bytes) } else { None }
}

/// How many bytes are such. Few at a time are counted in a byte, as many as that holds, and so sixteen at once.
fn count(bytes: &[u8], is_such: impl Fn(u8) -> bool) -> usize {
    let few = |bytes: &[u8]| bytes.iter().map(|byte| u8::from(is_such(*byte))).sum::<u8>();
    bytes.chunks(usize::from(u8::MAX)).map(|bytes| usize::from(few(bytes))).sum()
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
        decode(bytes.to_vec()).ok().map(|decoded| (decoded.text.into_owned(), decoded.guessed))
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

    fn page(bytes: &[u8], charset: Option<&str>) -> Option<(String, Option<&'static str>)> {
        decode_page(bytes, charset).ok().map(|decoded| (decoded.text.into_owned(), decoded.guessed))
    }

    #[test]
    fn pages_name_their_encoding() {
        let old = b"<meta http-equiv=x content='text/html; charset=iso-8859-1'>\x93Jum\x92at\x94";
        assert!(page(old, None).unwrap().0.ends_with(">“Jum’at”"));
        assert_eq!(page(b"Jum\x92at", Some("ISO-8859-1")), Some(("Jum’at".into(), None)));
        assert_eq!(page("Jum’at".as_bytes(), Some("ISO-8859-1")), Some(("Jum’at".into(), None)));
        assert_eq!(page("Jum’at".as_bytes(), None), Some(("Jum’at".into(), None)));
        assert_eq!(page(b"\xFF\xFEP\0a\0", Some("utf-8")), Some(("Pa".into(), None)));
        assert_eq!(page(b"P\0a\0", Some("utf-16le")), Some(("Pa".into(), None)));
        // The template says UTF-8, the text is not.
        let wrong =
            b"<meta charset=\"utf-8\"><p>Bupati berkata, \x93Kami siap,\x94 Jum\x92at (21/4). Kerja sama \x96 kota.";
        let (text, guessed) = page(wrong, Some("utf-8")).unwrap();
        assert!(text.contains("“Kami siap,”"), "{text}");
        assert_eq!(guessed, Some("windows-1252"));
    }

    #[test]
    fn few_broken_bytes_of_a_page_are_replaced() {
        let cut = "“Batang” – “Pati".as_bytes();
        let (text, _) = page(&[cut, b"\xE2\x80"].concat(), None).unwrap();
        assert!(text.ends_with("Pati\u{FFFD}"));
        assert_eq!(page(b"a\0b", None), Some(("ab".into(), None)));
        let broken = "“Batang” ".repeat(100).into_bytes();
        let broken: Vec<u8> =
            broken.iter().flat_map(|byte| if *byte == b'n' { vec![b'n', 0xE2] } else { vec![*byte] }).collect();
        let fault = decode_page(&broken, None).unwrap_err();
        assert_eq!((fault.line, fault.offset), (1, 8));
        assert!(page(b"\x1F\x8B\x08\0\0\0\0\0", None).is_none());
    }

    #[test]
    fn refused_with_line_and_byte() {
        assert_eq!(refused_at(b"Batang\n\0\0"), Some((2, 7)));
        assert_eq!(refused_at("“Batang” – \u{201C}Pati\u{201D}\n".as_bytes()), None);
        assert_eq!(refused_at(b"\xE2\x80\x9CBatang\xE2\x80\x9D\n\xE2\x80"), Some((2, 13)));
        assert_eq!(refused_at(b"\x01\x02\xFF\x03"), Some((1, 0)));
    }
}
