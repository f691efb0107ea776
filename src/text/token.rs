//! Tokens: words, digit runs and single punctuation marks, found in one pass over the bytes. White space is no token but
//! stays known as the gap before the next one.

use super::fold::{fold_into, is_apostrophe, is_invisible};
use super::lexicon::{Lexicon, WordId};

/// A word, a run of digits or a punctuation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// First byte after it.
    pub end: u32,
    /// The folded word, if any list or rule knows it.
    pub word: WordId,
    /// How it is written.
    pub shape: Shape,
    /// What stands between it and the token before.
    pub gap: Gap,
}

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// `kabupaten`
    Lower,
    /// `Kabupaten`
    Capital,
    /// `KABUPATEN`
    Upper,
    /// A single capital letter, `G`
    Initial,
    /// `WaliKota`
    Mixed,
    /// `2022`
    Digits,
    /// `,`
    Mark,
}

impl Shape {
    /// Whether the token is a word that begins with a capital letter.
    pub fn is_capitalised(self) -> bool {
        matches!(self, Shape::Capital | Shape::Upper | Shape::Initial | Shape::Mixed)
    }

    /// Whether the token is a word of letters.
    pub fn is_word(self) -> bool {
        !matches!(self, Shape::Digits | Shape::Mark)
    }
}

/// What stands between a token and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing.
    None,
    /// Spaces.
    Space,
    /// One line end.
    Line,
    /// An empty line, or the start of the text.
    Paragraph,
}

#[derive(Clone, Copy, PartialEq)]
enum Byte {
    Space,
    Line,
    Letter,
    Digit,
    Mark,
    Wide,
}

const BYTES: [Byte; 256] = {
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

/// Cuts `raw` into tokens.
pub(super) fn tokens(raw: &str, lexicon: &Lexicon) -> Vec<Token> {
    let bytes = raw.as_bytes();
    let mut tokens = Vec::with_capacity(bytes.len() / 5);
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
                let mut lower = 0usize;
                let mut upper = 0usize;
                while at < bytes.len() {
                    let b = bytes[at];
                    match BYTES[b as usize] {
                        Byte::Letter => {
                            upper += usize::from(b & 0x20 == 0);
                            lower += usize::from(b & 0x20 != 0);
                        }
                        Byte::Digit => {}
                        Byte::Mark if is_inner_apostrophe(bytes, at) => {}
                        _ => break,
                    }
                    at += 1;
                }
                let goes_on = bytes.get(at).is_some_and(|&b| b >= 128) && word_goes_on(raw, at);
                if goes_on || bytes[start..at].contains(&b'`') {
                    at = wide_word_end(raw, start);
                    push_wide(raw, start, at, gap, lexicon, &mut folded, &mut tokens);
                } else {
                    let first_upper = bytes[start] & 0x20 == 0;
                    let shape = match (first_upper, upper, lower) {
                        (_, 0, _) => Shape::Lower,
                        (true, 1, 0) => Shape::Initial,
                        (true, 1, _) => Shape::Capital,
                        (true, _, 0) => Shape::Upper,
                        _ => Shape::Mixed,
                    };
                    let word = lexicon.look_up_ascii(bytes, start, at);
                    tokens.push(Token { start: start as u32, end: at as u32, word, shape, gap });
                }
            }
            Byte::Digit => {
                while at < bytes.len() && BYTES[bytes[at] as usize] == Byte::Digit {
                    at += 1;
                }
                let word = lexicon.look_up_ascii(bytes, start, at);
                tokens.push(Token { start: start as u32, end: at as u32, word, shape: Shape::Digits, gap });
            }
            Byte::Mark => {
                at += 1;
                let word = lexicon.look_up_mark(bytes[start]);
                tokens.push(Token { start: start as u32, end: at as u32, word, shape: Shape::Mark, gap });
            }
            Byte::Wide => {
                let c = raw[at..].chars().next().unwrap_or(' ');
                if c.is_alphanumeric() {
                    at = wide_word_end(raw, start);
                    push_wide(raw, start, at, gap, lexicon, &mut folded, &mut tokens);
                } else if c.is_whitespace() || is_invisible(c) {
                    at += c.len_utf8();
                    // NBSP and its kin are spaces; an invisible sign at a word's edge is nothing at all.
                    if c.is_whitespace() {
                        gap = gap.max(Gap::Space);
                    }
                    continue;
                } else {
                    at += c.len_utf8();
                    fold_into(&raw[start..at], &mut folded);
                    let word = lexicon.look_up(&folded);
                    tokens.push(Token { start: start as u32, end: at as u32, word, shape: Shape::Mark, gap });
                }
            }
        }
        gap = Gap::None;
    }
    tokens
}

fn is_inner_apostrophe(bytes: &[u8], at: usize) -> bool {
    matches!(bytes[at], b'\'' | b'`')
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

fn push_wide(raw: &str, start: usize, end: usize, gap: Gap, lexicon: &Lexicon, folded: &mut String, out: &mut Vec<Token>) {
    fold_into(&raw[start..end], folded);
    let word = lexicon.look_up(folded);
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
    out.push(Token { start: start as u32, end: end as u32, word, shape, gap });
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
        assert_eq!(cut("Jum'at (21/4), 121daerah P2DD"), ["Jum'at", "(", "21", "/", "4", ")", ",", "121", "daerah", "P2DD"]);
        assert_eq!(cut("Ma’ruf Amin’"), ["Ma’ruf", "Amin", "’"]);
        assert_eq!(cut("Ka\u{ad}bupaten\u{a0}Batang"), ["Ka\u{ad}bupaten", "Batang"]);
        assert_eq!(cut("'kata' Pare-Pare"), ["'", "kata", "'", "Pare", "-", "Pare"]);
        assert_eq!(cut("Jum`at"), ["Jum`at"]);
    }

    #[test]
    fn gaps_tell_lines_from_paragraphs() {
        let lexicon = LexiconBuilder::default().build();
        let gaps: Vec<Gap> = tokens("a b\nc\r\n\r\nd,e", &lexicon).iter().map(|t| t.gap).collect();
        assert_eq!(gaps, [Gap::Paragraph, Gap::Space, Gap::Line, Gap::Paragraph, Gap::None, Gap::None]);
    }
}
