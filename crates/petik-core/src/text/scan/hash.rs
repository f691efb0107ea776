//! Hashes of words and of pairs of them. A hash is made from how a word begins and ends: two reads, whatever its length.

use crate::text::lexicon::STEM_MASK;
use crate::text::word::{SPACES, WordHash, chunk};

/// The hash of a word that is folded.
pub(super) fn of_word(word: &[u8]) -> u64 {
    of_ends(chunk(word, 0), if word.len() > 8 { chunk(word, word.len() - 8) } else { 0 })
}

/// The hash of the word of ASCII letters or digits, any case, at `start..end` of `bytes`, and how it begins.
#[inline(always)]
pub(super) fn of_plain(bytes: &[u8], start: usize, end: usize) -> (u64, u64) {
    let len = end - start;
    let head = (eight(bytes, start) | SPACES) & FIRST[len.min(8)];
    // Read in any case: a guess whether a word is long would be wrong too often.
    let tail = eight(bytes, end.wrapping_sub(8)) | SPACES;
    let tail = if len > 8 { tail } else { 0 };
    (of_ends(head, tail), head)
}

/// The eight bytes from `at` on; behind the end there are zeros.
#[inline(always)]
fn eight(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..at.wrapping_add(8)).and_then(<[u8]>::first_chunk) {
        Some(eight) => u64::from_le_bytes(*eight),
        None => last(bytes, at),
    }
}

/// The same at the end of a text.
#[cold]
#[inline(never)]
fn last(bytes: &[u8], at: usize) -> u64 {
    chunk(bytes, at)
}

/// The hash of a word that begins with the bytes `head` and, if there are more than these, ends with `tail`.
#[inline(always)]
fn of_ends(head: u64, tail: u64) -> u64 {
    let hash = (head ^ tail.rotate_left(29)).wrapping_mul(WordHash::K);
    hash ^ hash >> 32
}

/// The hash of two words, one after the other.
#[inline(always)]
pub(super) fn of_pair(first: u64, second: u64) -> u64 {
    (first.rotate_left(23) ^ second).wrapping_mul(WordHash::K)
}

/// The hash of the first letters of a word that begins with `head`, by which stems are known.
#[inline(always)]
pub(super) fn of_stem(head: u64) -> u64 {
    (head & STEM_MASK).wrapping_mul(WordHash::K)
}

/// By how many they are, the first bytes of eight.
const FIRST: [u64; 9] = {
    let (mut first, mut count) = ([u64::MAX; 9], 0);
    while count < 8 {
        first[count] = (1 << (count * 8)) - 1;
        count += 1;
    }
    first
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_hash_wherever_it_stands() {
        for len in 1..30 {
            let word: String = ('A'..).take(len).map(|c| if c > 'Z' { '7' } else { c }).collect();
            let folded = word.to_lowercase();
            for around in ["", "x", " (", "(abcdefgh "] {
                let text = format!("{around}{word}{around}");
                let (hash, head) = of_plain(text.as_bytes(), around.len(), around.len() + len);
                assert_eq!((hash, head), (of_word(folded.as_bytes()), chunk(folded.as_bytes(), 0)), "{text}");
            }
        }
    }
}
