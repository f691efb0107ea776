//! Cutting a text into tokens, in one pass over its bytes.

use super::fold::{fold_into, is_apostrophe, is_invisible};
use super::lexicon::{Lexicon, Numbering};
use super::token::{Gap, Shape, Token};
use super::word::{WordHash, chunk};

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Byte {
    Space,
    Line,
    Letter,
    Digit,
    Mark,
    Wide,
}

pub(super) const BYTES: [Byte; 256] = {
    let mut table = [Byte::Mark; 256];
    let mut b = 0;
    while b < 256 {
        let byte = b as u8;
        table[b] = match byte {
            b'\n' | b'\r' | 0x0b | 0x0c => Byte::Line,
            0..=b' ' | 0x7f => Byte::Space,
            b'0'..=b'9' => Byte::Digit,
            b'a'..=b'z' | b'A'..=b'Z' => Byte::Letter,
            128..=255 => Byte::Wide,
            _ => Byte::Mark,
        };
        b += 1;
    }
    table
};

/// The bytes that end a word of letters whatever stands behind them.
const ENDS: [bool; 256] = {
    let mut table = [false; 256];
    let mut b = 0;
    while b < 256 {
        let ends = matches!(BYTES[b], Byte::Space | Byte::Line | Byte::Mark);
        table[b] = ends && !matches!(b as u8, b'\'' | b'`');
        b += 1;
    }
    table
};

/// Whether the word of letters that ends before byte `at` goes on with digits, an apostrophe inside of it or letters beyond ASCII.
fn goes_on_behind_letters(bytes: &[u8], at: usize) -> bool {
    match BYTES[bytes[at] as usize] {
        Byte::Mark => is_inner_apostrophe(bytes, at),
        kind => matches!(kind, Byte::Digit | Byte::Wide),
    }
}

/// Cuts `raw` into tokens.
pub fn tokens(raw: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(raw.len() / 5);
    tokens_into(raw, lexicon, &mut tokens);
    tokens
}

/// Cuts `raw` into tokens, which are added to `tokens`.
pub fn tokens_into(raw: &str, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    cut_with(raw, &mut &*lexicon, tokens);
}

/// Cuts `raw` into tokens, whose words `lexicon` gives their numbers.
pub(super) fn cut_with(raw: &str, lexicon: &mut impl Numbering, tokens: &mut Vec<Token>) {
    let bytes = raw.as_bytes();
    let mut folded = String::new();
    let (mut at, mut gap) = (0, Gap::Paragraph);
    while at < bytes.len() {
        let start = at;
        match BYTES[bytes[at] as usize] {
            Byte::Space => {
                at += 1;
                gap = gap.max(Gap::Space);
                continue;
            }
            Byte::Line => {
                // "\r\n" is one line end; the second line end in a row makes an empty line.
                at += if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 };
                gap = if gap >= Gap::Line { Gap::Paragraph } else { Gap::Line };
                continue;
            }
            Byte::Letter => {
                let plain = Plain::read(bytes, start);
                at = plain.end;
                if bytes.get(at).is_none_or(|&b| ENDS[b as usize]) || !goes_on_behind_letters(bytes, at) {
                    let word = lexicon.hashed(plain.hash, &bytes[start..at]);
                    tokens.push(Token::new((start, at), word, plain.case.shape(), gap));
                } else {
                    at = mixed_word(raw, start, gap, lexicon, &mut folded, tokens);
                }
            }
            Byte::Digit => {
                while at < bytes.len() && BYTES[bytes[at] as usize] == Byte::Digit {
                    at += 1;
                }
                let word = lexicon.ascii(bytes, start, at);
                tokens.push(Token::new((start, at), word, Shape::Digits, gap));
            }
            Byte::Mark => {
                at += 1;
                let word = lexicon.mark(bytes[start]);
                tokens.push(Token::new((start, at), word, Shape::Mark, gap));
            }
            Byte::Wide => {
                (at, gap) = wide(raw, start, gap, lexicon, &mut folded, tokens);
                continue;
            }
        }
        // Behind most words there is one space.
        let space = bytes.get(at) == Some(&b' ');
        at += usize::from(space);
        gap = if space { Gap::Space } else { Gap::None };
    }
}

/// Reads what begins at `start` beyond ASCII, a word or a mark or blanks: where it ends, and the gap behind it.
#[inline(never)]
fn wide(
    raw: &str,
    start: usize,
    gap: Gap,
    lexicon: &mut impl Numbering,
    folded: &mut String,
    tokens: &mut Vec<Token>,
) -> (usize, Gap) {
    let c = raw[start..].chars().next().unwrap_or(' ');
    let end = start + c.len_utf8();
    if c.is_alphanumeric() {
        let end = wide_word_end(raw, start);
        push_wide(raw, start, end, gap, lexicon, folded, tokens);
        return (end, Gap::None);
    }
    // NBSP and its kin are spaces; an invisible sign at a word's edge is nothing at all.
    if c.is_whitespace() {
        return (end, gap.max(Gap::Space));
    }
    if is_invisible(c) {
        return (end, gap);
    }
    fold_into(&raw[start..end], folded);
    tokens.push(Token::new((start, end), lexicon.folded(folded), Shape::Mark, gap));
    (end, Gap::None)
}

/// Where capitals and small letters stand in a word.
#[derive(Clone, Copy, Default)]
pub(super) struct Case {
    first_upper: bool,
    more_upper: bool,
    lower: bool,
}

impl Case {
    fn shape(self) -> Shape {
        const SHAPES: [Shape; 8] = [
            Shape::Lower,
            Shape::Lower,
            Shape::Mixed,
            Shape::Mixed,
            Shape::Initial,
            Shape::Capital,
            Shape::Upper,
            Shape::Mixed,
        ];
        let bit = |is_set, place| usize::from(is_set) << place;
        SHAPES[bit(self.first_upper, 2) | bit(self.more_upper, 1) | bit(self.lower, 0)]
    }
}

/// A run of ASCII letters, read eight bytes at a time: its end, case and hash in one go.
pub(super) struct Plain {
    pub(super) end: usize,
    case: Case,
    pub(super) hash: WordHash,
}

/// One in every byte; times `n`, it is `n` in every byte.
const EACH: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = 0x80 * EACH;

/// The high bit of each byte of `chunk` that is an ASCII letter.
#[inline]
fn letter_bits(chunk: u64) -> u64 {
    // Set where the byte is at least `a`, past `z`; no byte carries into the next.
    let low = (chunk | (0x20 * EACH)) & (0x7f * EACH);
    let from_a = low + (0x80 - u64::from(b'a')) * EACH;
    let past_z = low + (0x7f - u64::from(b'z')) * EACH;
    from_a & !past_z & !chunk & HIGH_BITS
}

impl Plain {
    #[inline(always)]
    pub(super) fn read(bytes: &[u8], start: usize) -> Self {
        let mut hash = WordHash::default();
        let mut eight = Eight::read(bytes, start);
        let first_upper = eight.upper & 0x80 != 0;
        let (mut more_upper, mut lower) = (eight.upper & !0x80, eight.lower);
        let mut at = start;
        loop {
            if eight.len > 0 {
                hash.add_bytes(eight.bytes);
            }
            at += eight.len;
            if eight.len < 8 {
                let case = Case { first_upper, more_upper: more_upper != 0, lower: lower != 0 };
                return Plain { end: at, case, hash };
            }
            eight = Eight::read(bytes, at);
            more_upper |= eight.upper;
            lower |= eight.lower;
        }
    }
}

/// The ASCII letters among the next eight bytes, up to the first byte that is none.
struct Eight {
    len: usize,
    /// In small letters; behind them there are zeros.
    bytes: u64,
    /// The high bit of each capital, and of each small letter.
    upper: u64,
    lower: u64,
}

impl Eight {
    #[inline(always)]
    fn read(bytes: &[u8], at: usize) -> Self {
        let chunk = chunk(bytes, at);
        let letters = letter_bits(chunk);
        let others = letters ^ HIGH_BITS;
        // All bits below the byte of the first other one; with none of these, all bits.
        let own = ((others & others.wrapping_neg()) >> 7).wrapping_sub(1);
        // Shifted by two, the bit of small letters stands in the high bit.
        let small = chunk << 2;
        Eight {
            len: (others.trailing_zeros() / 8) as usize,
            bytes: (chunk | (0x20 * EACH)) & own,
            upper: letters & own & !small,
            lower: letters & own & small,
        }
    }
}

/// “Insani29 May 2024”: whether the digits at `at` are a day that a page printed without a space behind a name.
fn begins_a_day(bytes: &[u8], start: usize, at: usize) -> bool {
    let digits = bytes[at..].iter().take(3).take_while(|b| b.is_ascii_digit()).count();
    let behind = (bytes.get(at + digits), bytes.get(at + digits + 1));
    at >= start + 4
        && bytes[at - 1].is_ascii_lowercase()
        && digits <= 2
        && matches!(behind, (Some(b' '), Some(letter)) if letter.is_ascii_uppercase())
}

/// Cuts off the word at `start`, which holds more than ASCII letters, and returns its end.
#[inline(never)]
fn mixed_word(
    raw: &str,
    start: usize,
    gap: Gap,
    lexicon: &mut impl Numbering,
    folded: &mut String,
    tokens: &mut Vec<Token>,
) -> usize {
    let bytes = raw.as_bytes();
    let mut case = Case { first_upper: bytes[start] & 0x20 == 0, ..Case::default() };
    let mut at = start;
    while at < bytes.len() {
        let b = bytes[at];
        match BYTES[b as usize] {
            Byte::Letter if b & 0x20 != 0 => case.lower = true,
            Byte::Letter => case.more_upper |= at > start,
            Byte::Digit if begins_a_day(bytes, start, at) => break,
            Byte::Digit => {}
            Byte::Mark if is_inner_apostrophe(bytes, at) => {}
            _ => break,
        }
        at += 1;
    }
    let goes_on = bytes.get(at).is_some_and(|&b| b >= 128) && word_goes_on(raw, at);
    if goes_on || bytes[start..at].contains(&b'`') {
        at = wide_word_end(raw, start);
        push_wide(raw, start, at, gap, lexicon, folded, tokens);
    } else {
        let word = lexicon.ascii(bytes, start, at);
        tokens.push(Token::new((start, at), word, case.shape(), gap));
    }
    at
}

pub(super) fn is_inner_apostrophe(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at), Some(b'\'' | b'`'))
        && at > 0
        && bytes[at - 1].is_ascii_alphabetic()
        && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
}

/// Whether the character at `at`, which is not ASCII, continues a word of letters.
fn word_goes_on(raw: &str, at: usize) -> bool {
    let mut chars = raw[at..].chars();
    match chars.next() {
        Some(c) if c.is_alphanumeric() => true,
        Some(c) if is_invisible(c) || is_apostrophe(c) => chars.next().is_some_and(char::is_alphanumeric),
        _ => false,
    }
}

/// End of a word that holds characters beyond ASCII.
fn wide_word_end(raw: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = raw[start..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner = |next: Option<&(usize, char)>| next.is_some_and(|(_, c)| c.is_alphanumeric());
        if c.is_alphanumeric() || ((is_invisible(c) || is_apostrophe(c)) && inner(chars.peek())) {
            end = start + at + c.len_utf8();
        } else {
            break;
        }
    }
    end
}

fn push_wide(
    raw: &str,
    start: usize,
    end: usize,
    gap: Gap,
    lexicon: &mut impl Numbering,
    folded: &mut String,
    out: &mut Vec<Token>,
) {
    fold_into(&raw[start..end], folded);
    let word = lexicon.folded(folded);
    let letters = || raw[start..end].chars().filter(|c| c.is_alphabetic());
    // Fraktur and other styled capitals answer neither is_uppercase nor is_lowercase everywhere: fold keeps the word, the
    // shape falls back to Capital so that a name can still be one.
    let upper = letters().filter(|c| c.is_uppercase()).count();
    let lower = letters().filter(|c| c.is_lowercase()).count();
    let shape = if folded.bytes().all(|b| b.is_ascii_digit()) && !folded.is_empty() {
        Shape::Digits
    } else {
        match (letters().next().is_some_and(char::is_uppercase), upper, lower) {
            (_, 0, _) => Shape::Lower,
            (true, 1, 0) => Shape::Initial,
            (true, 1, _) => Shape::Capital,
            (true, _, 0) => Shape::Upper,
            _ => Shape::Mixed,
        }
    };
    out.push(Token::new((start, end), word, shape, gap));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LexiconBuilder;

    fn cut(raw: &str) -> Vec<&str> {
        let lexicon = LexiconBuilder::default().build();
        tokens(raw, &lexicon).iter().map(|t| &raw[t.start as usize..t.end as usize]).collect()
    }

    #[test]
    fn words_digits_and_marks_part() {
        assert_eq!(
            cut("Jum'at (21/4), 121daerah P2DD"),
            ["Jum'at", "(", "21", "/", "4", ")", ",", "121", "daerah", "P2DD"]
        );
        assert_eq!(cut("Ma’ruf Amin’"), ["Ma’ruf", "Amin", "’"]);
        assert_eq!(cut("Ka\u{ad}bupaten\u{a0}Batang"), ["Ka\u{ad}bupaten", "Batang"]);
        assert_eq!(cut("'kata' Pare-Pare"), ["'", "kata", "'", "Pare", "-", "Pare"]);
        assert_eq!(cut("Jum`at"), ["Jum`at"]);
        assert_eq!(
            cut("Insani29 May, Insani29 kali, P2DD 4"),
            ["Insani", "29", "May", ",", "Insani29", "kali", ",", "P2DD", "4"]
        );
    }

    #[test]
    fn gaps_tell_lines_from_paragraphs() {
        let lexicon = LexiconBuilder::default().build();
        let gaps: Vec<Gap> = tokens("a b\nc\r\n\r\nd,e", &lexicon).iter().map(|t| t.gap).collect();
        assert_eq!(gaps, [Gap::Paragraph, Gap::Space, Gap::Line, Gap::Paragraph, Gap::None, Gap::None]);
    }
}
