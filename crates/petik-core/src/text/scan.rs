//! A look at a text for some words, without cutting it: nearly all words are passed by their hash.

use super::lexicon::{Lexicon, STEM, STEM_MASK};
use super::token::Token;
use super::tokenizer::{BYTES, Byte, Plain, is_inner_apostrophe, tokens_into};
use super::word::{SPACES, WordHash, WordId, chunk, hash};
use std::ops::Range;

/// Bits of the tables, as powers of two: with two thousand words, one in sixty others has the bit of one of them. They stay in the
/// nearest cache.
const WORD_BITS: u32 = 17;
const STEM_BITS: u32 = 12;

/// The bytes behind a word that can tell where it ends: “Insani29 May”.
const BEHIND: usize = 8;

/// Words that texts are looked through for.
#[derive(Debug)]
pub struct WordScan {
    /// A bit for the hash of each word.
    words: Vec<u64>,
    /// A bit for the first letters of each stem, by which words stand for it that no list knows.
    stems: Vec<u64>,
    /// Whether digits are among the words.
    digits: bool,
    /// Whether marks are.
    marks: bool,
}

impl WordScan {
    /// Looks for those words of `lexicon` that `is_wanted` says.
    pub fn new(lexicon: &Lexicon, is_wanted: impl Fn(WordId) -> bool) -> Self {
        let mut scan = WordScan {
            words: vec![0; 1 << (WORD_BITS - 6)],
            stems: vec![0; 1 << (STEM_BITS - 6)],
            digits: false,
            marks: false,
        };
        for word in (1..lexicon.word_count() as u32).map(WordId).filter(|word| is_wanted(*word)) {
            let key = lexicon.key(word).as_bytes();
            scan.digits |= key.first().is_some_and(u8::is_ascii_digit);
            scan.marks |= matches!(key, [mark] if mark.is_ascii_punctuation());
            set(&mut scan.words, hash(key) >> (64 - WORD_BITS));
            if key.len() > STEM && key.ends_with(b"*") {
                set(&mut scan.stems, of_stem(chunk(key, 0)));
            }
        }
        scan
    }

    /// Whether `found` accepts one of the words in `raw`: it is given the bytes of each. Words stand as the tokens of a text have them.
    pub fn any(&self, raw: &str, lexicon: &Lexicon, mut found: impl FnMut(Range<usize>, WordId) -> bool) -> bool {
        let bytes = raw.as_bytes();
        let mut tokens = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let kind = BYTES[bytes[at] as usize];
            if kind == Byte::Letter {
                let plain = Plain::read(bytes, at);
                let follows = bytes.get(plain.end).map_or(Byte::Space, |&b| BYTES[b as usize]);
                if matches!(follows, Byte::Space | Byte::Line | Byte::Mark) && !is_inner_apostrophe(bytes, plain.end) {
                    let word = &bytes[at..plain.end];
                    if self.may_be(plain.hash.close(word.len()), plain.hash.head, word.len())
                        && found(at..plain.end, lexicon.look_up_hashed(plain.hash, word))
                    {
                        return true;
                    }
                    at = plain.end;
                    continue;
                }
            }
            let is_odd = match kind {
                Byte::Letter => true,
                Byte::Wide => raw[at..].chars().next().is_some_and(char::is_alphanumeric),
                Byte::Digit | Byte::Mark | Byte::Space | Byte::Line => false,
            };
            if is_odd {
                // What is not plain is cut as texts are, up to the next blank.
                let blank = |b: &u8| matches!(BYTES[*b as usize], Byte::Space | Byte::Line);
                let end = bytes[at..].iter().position(blank).map_or(bytes.len(), |length| at + length);
                let behind = (end..=bytes.len().min(end + BEHIND)).rev().find(|&behind| raw.is_char_boundary(behind));
                tokens.clear();
                tokens_into(&raw[at..behind.unwrap_or(end)], lexicon, &mut tokens);
                let is_found = |token: &Token| found(at + token.start as usize..at + token.end as usize, token.word);
                if tokens.iter().take_while(|token| at + (token.start as usize) < end).any(is_found) {
                    return true;
                }
                at = end;
            } else if kind == Byte::Digit {
                let end = at + bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
                if self.digits && found(at..end, lexicon.look_up_ascii(bytes, at, end)) {
                    return true;
                }
                at = end;
            } else if kind == Byte::Wide {
                at += raw[at..].chars().next().map_or(1, char::len_utf8);
            } else {
                if kind == Byte::Mark && self.marks && found(at..at + 1, lexicon.look_up_mark(bytes[at])) {
                    return true;
                }
                at += 1;
            }
        }
        false
    }

    /// The plain word that one blank parts from the byte `end` of `raw`; `None` where anything else stands there.
    pub fn next_plain(raw: &str, end: usize, lexicon: &Lexicon) -> Option<WordId> {
        let bytes = raw.as_bytes();
        let is = |at: usize, kind: Byte| bytes.get(at).is_some_and(|&b| BYTES[b as usize] == kind);
        if !is(end, Byte::Space) || !is(end + 1, Byte::Letter) {
            return None;
        }
        let plain = Plain::read(bytes, end + 1);
        let is_plain =
            is(plain.end, Byte::Space) || is(plain.end, Byte::Mark) && !is_inner_apostrophe(bytes, plain.end);
        is_plain.then(|| lexicon.look_up_hashed(plain.hash, &bytes[end + 1..plain.end]))
    }

    #[inline]
    fn may_be(&self, hash: u64, head: u64, length: usize) -> bool {
        has(&self.words, hash >> (64 - WORD_BITS)) || length >= STEM && has(&self.stems, of_stem(head))
    }
}

fn set(bits: &mut [u64], at: u64) {
    bits[(at / 64) as usize] |= 1 << (at % 64);
}

#[inline]
fn has(bits: &[u64], at: u64) -> bool {
    bits.get((at / 64) as usize).is_some_and(|bits| bits & (1 << (at % 64)) != 0)
}

/// The bit of the first letters of a word.
#[inline]
fn of_stem(head: u64) -> u64 {
    ((head | SPACES) & STEM_MASK).wrapping_mul(WordHash::K) >> (64 - STEM_BITS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{LexiconBuilder, tokenizer};

    #[test]
    fn words_are_those_of_tokens() {
        let mut builder = LexiconBuilder::default();
        let list = builder.list("words", false).unwrap();
        for (entry, phrase) in
            ["MoU", "jum'at", "menandat*", "kabupaten", "2022", "cafe", "insani", "(x"].iter().enumerate()
        {
            builder.phrase(phrase, list, entry as u32);
        }
        let lexicon = builder.build();
        let scan = WordScan::new(&lexicon, |word| lexicon.starts(word, list));
        for raw in [
            "Bupati meneken MoU, (MOU) mou. “MoU” x-MoU MoU2 M o U",
            "Jum'at Jum’at Jum`at Jumat 'mou' mou' kafe-MoU/kabupaten",
            "menandatanganinya MENANDATANGAN menandai menandat",
            "(MoU)((x “MoU”",
            "Ka\u{ad}bupaten Kabu\u{200b}paten Kabupaten\u{a0}MoU ｍｏｕ 𝕸𝖔𝖀 Café CAFÉ kafé",
            "Insani29 May Insani29 may di2022 2022, 20222 2022MoU",
            "",
            "é",
        ] {
            let tokens = tokenizer::tokens(raw, &lexicon);
            let known = |word: WordId| lexicon.starts(word, list);
            let expected: Vec<(usize, WordId)> =
                tokens.iter().filter(|t| known(t.word)).map(|t| (t.start as usize, t.word)).collect();
            let mut found = Vec::new();
            scan.any(raw, &lexicon, |at, word| {
                found.extend(known(word).then_some((at.start, word)));
                false
            });
            assert_eq!(found, expected, "{raw}");
        }
    }
}
