//! A look at a text for some phrases, without cutting it. Each is looked for by the pair of its words that has most letters, or by its
//! longest word: nearly all words of a text are passed by their hash. What is found is told block by block: a block ends where a
//! sentence is sure to end, so that no sentence lies in two, and phrases do not either.

mod kinds;
mod table;

use super::fold::is_invisible;
use super::lexicon::{Lexicon, STEM, STEM_MASK};
use super::token::{Shape, Token};
use super::tokenizer::{BYTES, Byte, Plain, is_inner_apostrophe, letters, tokens_into};
use super::word::{SPACES, WordHash, WordId, chunk, hash};
pub use kinds::Kinds;
use std::ops::Range;
use table::{Table, has, set};

/// Words after which a full stop need not end a sentence.
const SHORT: Kinds = Kinds(1 << Kinds::MOST);

/// Bits for stems, as a power of two.
const STEM_BITS: u32 = 12;

/// The bytes behind a word that can tell where it ends: “Insani29 May”.
const BEHIND: usize = 8;

/// What texts are looked through for.
#[derive(Debug, Default)]
pub struct BlockScan {
    /// Words, and pairs of words next to each other.
    table: Table,
    /// The first letters of stems, by which words stand for them that no list knows.
    stems: Vec<u64>,
    /// Kinds with a phrase that has no word.
    always: Kinds,
    /// Marks within phrases: a line that ends with one need not end a block.
    inner: Vec<u8>,
}

/// A phrase that texts are looked through for.
#[derive(Debug, Clone)]
pub struct Sought {
    /// Its words.
    pub words: Vec<WordId>,
    /// What it is.
    pub kinds: Kinds,
    /// Whether it is one word that counts only with a capital behind its first letter: “KaTa”.
    pub cased: bool,
}

/// What the last token was.
#[derive(Clone, Copy, Default)]
struct Last {
    /// The hash of the word that nothing but blanks part from what comes; 0 where there is none.
    hash: u64,
    /// Where a word ended behind which a full stop ends a sentence, if it is one of small letters; 0 where there is none.
    word_end: usize,
    /// The mark that it was; 0 for a word.
    mark: u8,
}

/// An ASCII mark, or what stands for all others.
fn mark(byte: u8) -> u8 {
    if byte.is_ascii() { byte } else { 0x80 }
}

impl BlockScan {
    /// Looks for `phrases`; `abbreviations` are words after which a full stop need not end a sentence.
    pub fn new(lexicon: &Lexicon, phrases: &[Sought], abbreviations: &[WordId]) -> Self {
        let mut scan = BlockScan {
            table: Table::new(phrases.len() * 2 + abbreviations.len()),
            stems: vec![0; 1 << (STEM_BITS - 6)],
            ..BlockScan::default()
        };
        let none = Kinds::default();
        let of_word = |word: &WordId| hash(lexicon.key(*word).as_bytes());
        abbreviations.iter().for_each(|word| scan.table.add(of_word(word), SHORT, none));
        for Sought { words, kinds, cased } in phrases {
            let key = |at: usize| lexicon.key(words[at]);
            let is_word = |at: &usize| key(*at).chars().any(char::is_alphanumeric);
            for at in (0..words.len().saturating_sub(1)).filter(|at| !is_word(at)) {
                scan.inner.extend(key(at).bytes().next().map(mark));
                // “Dr. Soetomo Award”: no sentence ends there.
                let before = at.checked_sub(1).into_iter();
                before.for_each(|before| scan.table.add(of_word(&words[before]), SHORT, none));
            }
            let beside = |at: &usize| is_word(at) && is_word(&(at + 1));
            let pairs = (0..words.len().saturating_sub(1)).filter(beside);
            let pair = pairs.max_by_key(|&at| key(at).len() + key(at + 1).len());
            let longest = (0..words.len()).filter(is_word).max_by_key(|&at| key(at).len());
            match (pair, longest) {
                (Some(at), _) => scan.table.add(of_pair(of_word(&words[at]), of_word(&words[at + 1])), *kinds, none),
                (None, Some(at)) if *cased => scan.table.add(of_word(&words[at]), none, *kinds),
                (None, Some(at)) => {
                    scan.table.add(of_word(&words[at]), *kinds, none);
                    if key(at).len() > STEM && key(at).ends_with('*') {
                        set(&mut scan.stems, of_stem(chunk(key(at).as_bytes(), 0)));
                    }
                }
                (None, None) => scan.always |= *kinds,
            }
        }
        scan
    }

    /// Gives `seen` the bytes of each block of `raw` in their order, with the kinds that it may hold, until it has enough.
    /// Whether it had.
    pub fn any(&self, raw: &str, lexicon: &Lexicon, mut seen: impl FnMut(Range<usize>, Kinds) -> bool) -> bool {
        let bytes = raw.as_bytes();
        let mut tokens = Vec::new();
        let (mut at, mut start, mut kinds, mut last) = (0, 0, self.always, Last::default());
        while at < bytes.len() {
            match BYTES[bytes[at] as usize] {
                Byte::Letter => {
                    let word = Word::read(bytes, at);
                    let ends = match bytes.get(word.end) {
                        None | Some(b' ') => true,
                        Some(&b) => {
                            matches!(BYTES[b as usize], Byte::Space | Byte::Line | Byte::Mark)
                                && !is_inner_apostrophe(bytes, word.end)
                        }
                    };
                    if !ends {
                        at = self.odd(raw, at, lexicon, (&mut tokens, &mut kinds, &mut last));
                        continue;
                    }
                    let slot = self.table.get(word.hash);
                    let mut found = slot.kinds | self.table.get(of_pair(last.hash, word.hash)).kinds;
                    if slot.cased != Kinds::default() && bytes[at + 1..word.end].iter().any(u8::is_ascii_uppercase) {
                        found |= slot.cased;
                    }
                    if word.end - at >= STEM && has(&self.stems, of_stem(word.head)) {
                        found |= self.of_word(lexicon.look_up_ascii(bytes, at, word.end), lexicon);
                    }
                    kinds |= found;
                    let word_end = if found.intersects(SHORT) { 0 } else { word.end };
                    last = Last { hash: word.hash, word_end, mark: 0 };
                    at = word.end;
                }
                Byte::Space => at += 1,
                Byte::Mark => {
                    let closes = matches!(bytes[at], b'.' | b'?' | b'!')
                        && last.word_end == at
                        && ends_in_small(&bytes[start..at])
                        && begins_behind(bytes, at + 1);
                    last = Last { mark: bytes[at], ..Last::default() };
                    at += 1;
                    if closes {
                        if seen(start..at, kinds) {
                            return true;
                        }
                        (start, kinds) = (at, self.always);
                    }
                }
                Byte::Line => {
                    let (end, lines) = blank(raw, at);
                    at = end;
                    let closed = !matches!(last.mark, 0 | b',' | b'/' | b'-') && !self.inner.contains(&last.mark);
                    if lines > 1 || closed {
                        if seen(start..at, kinds) {
                            return true;
                        }
                        (start, kinds, last) = (at, self.always, Last::default());
                    }
                }
                Byte::Digit => {
                    let end = at + bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
                    let hash = hash(&bytes[at..end]);
                    kinds |= self.table.get(hash).kinds | self.table.get(of_pair(last.hash, hash)).kinds;
                    last = Last { hash, ..Last::default() };
                    at = end;
                }
                Byte::Wide => match raw[at..].chars().next() {
                    Some(c) if c.is_alphanumeric() => {
                        at = self.odd(raw, at, lexicon, (&mut tokens, &mut kinds, &mut last));
                    }
                    c => {
                        let c = c.unwrap_or(' ');
                        if !c.is_whitespace() && !is_invisible(c) {
                            last = Last { mark: mark(bytes[at]), ..Last::default() };
                        }
                        at += c.len_utf8();
                    }
                },
            }
        }
        start < bytes.len() && seen(start..bytes.len(), kinds)
    }

    /// Cuts what is not plain as texts are cut, up to the next blank, and returns where that stands.
    fn odd(
        &self,
        raw: &str,
        at: usize,
        lexicon: &Lexicon,
        (tokens, kinds, last): (&mut Vec<Token>, &mut Kinds, &mut Last),
    ) -> usize {
        let bytes = raw.as_bytes();
        let blank = |b: &u8| matches!(BYTES[*b as usize], Byte::Space | Byte::Line);
        let end = bytes[at..].iter().position(blank).map_or(bytes.len(), |length| at + length);
        let behind = (end..=bytes.len().min(end + BEHIND)).rev().find(|&behind| raw.is_char_boundary(behind));
        tokens.clear();
        tokens_into(&raw[at..behind.unwrap_or(end)], lexicon, tokens);
        for token in tokens.iter().take_while(|token| at + (token.start as usize) < end) {
            *kinds |= self.of_word(token.word, lexicon);
            let first = at + token.start as usize;
            *last = match token.shape {
                Shape::Mark => Last { mark: mark(bytes[first]), ..Last::default() },
                _ if token.word == WordId::UNKNOWN => Last::default(),
                _ => {
                    let hash = hash(lexicon.key(token.word).as_bytes());
                    *kinds |= self.table.get(of_pair(last.hash, hash)).kinds;
                    Last { hash, ..Last::default() }
                }
            };
        }
        end
    }

    fn of_word(&self, word: WordId, lexicon: &Lexicon) -> Kinds {
        if word == WordId::UNKNOWN {
            return Kinds::default();
        }
        let slot = self.table.get(hash(lexicon.key(word).as_bytes()));
        slot.kinds | slot.cased
    }
}

/// A word of ASCII letters.
struct Word {
    end: usize,
    hash: u64,
    /// Its first eight bytes, in small letters.
    head: u64,
}

impl Word {
    /// The word at `at`.
    #[inline]
    fn read(bytes: &[u8], at: usize) -> Self {
        let eight = chunk(bytes, at);
        let len = letters(eight);
        if len == 8 {
            let plain = Plain::read(bytes, at);
            return Word { end: plain.end, hash: plain.hash.close(plain.end - at), head: plain.hash.head };
        }
        let mut hash = WordHash::default();
        hash.add(eight | SPACES, len);
        Word { end: at + len, hash: hash.close(len), head: hash.head }
    }
}

/// Whether `bytes` end with two small letters or a small one behind a capital, and so with a word that is no initial.
fn ends_in_small(bytes: &[u8]) -> bool {
    matches!(bytes, [.., before, last] if before.is_ascii_alphabetic() && last.is_ascii_lowercase())
}

/// Whether a sentence is sure to begin behind a full stop that ends at byte `at`: a blank, then a capital.
fn begins_behind(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..at + 2), Some([b' ', next]) if next.is_ascii_uppercase())
}

/// Where the blank ends that begins with the line end at `at`, and how many line ends it has.
fn blank(raw: &str, mut at: usize) -> (usize, usize) {
    let bytes = raw.as_bytes();
    let mut lines = 0;
    while at < bytes.len() {
        match BYTES[bytes[at] as usize] {
            Byte::Space => at += 1,
            Byte::Line => {
                at += if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 };
                lines += 1;
            }
            Byte::Wide => match raw[at..].chars().next() {
                Some(c) if !c.is_alphanumeric() && (c.is_whitespace() || is_invisible(c)) => at += c.len_utf8(),
                _ => break,
            },
            _ => break,
        }
    }
    (at, lines)
}

/// The hash of two words next to each other.
#[inline]
fn of_pair(first: u64, second: u64) -> u64 {
    (first.rotate_left(23) ^ second).wrapping_mul(WordHash::K)
}

/// The bit of the first letters of a word.
#[inline]
fn of_stem(head: u64) -> u64 {
    ((head | SPACES) & STEM_MASK).wrapping_mul(WordHash::K) >> (64 - STEM_BITS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{LexiconBuilder, Text, WordSet};

    const PHRASES: [&str; 12] = [
        "MoU",
        "jum'at",
        "menandat*",
        "nota kesepahaman bersama",
        "2022",
        "100 smart city",
        "cafe",
        "insani",
        "(x",
        "dr. soetomo award",
        "teken-meneken",
        "a/b",
    ];

    /// Holds the blocks of a text against its sentences and phrases.
    fn look(raw: &str) -> Vec<String> {
        let mut builder = LexiconBuilder::default();
        let list = builder.list("phrases", true).unwrap();
        PHRASES.iter().enumerate().for_each(|(entry, phrase)| builder.phrase(phrase, list, entry as u32));
        let abbreviations = builder.list(super::super::sentence::ABBREVIATIONS, false).unwrap();
        ["kab", "drs"].iter().for_each(|word| builder.phrase(word, abbreviations, 0));
        let lexicon = builder.build();
        let entries = lexicon.entries_of_lists(&WordSet::of([list]));
        let sought = |(_, entry, words)| Sought { words, kinds: Kinds::of(entry), cased: false };
        let phrases: Vec<Sought> = entries.into_iter().map(sought).collect();
        let short = ["kab", "drs"].map(|word| lexicon.look_up(word));
        let scan = BlockScan::new(&lexicon, &phrases, &short);
        let mut blocks: Vec<(Range<usize>, Kinds)> = Vec::new();
        scan.any(raw, &lexicon, |block, kinds| {
            assert_eq!(blocks.last().map_or(0, |(before, _)| before.end), block.start, "{raw}");
            blocks.push((block, kinds));
            false
        });
        let block_of = |at: u32| blocks.iter().position(|(block, _)| block.contains(&(at as usize)));
        let text = Text::new(raw, &lexicon);
        for sentence in &text.sentences {
            let (first, last) = (text.tokens[sentence.first], text.tokens[sentence.end - 1]);
            assert_eq!(block_of(first.start), block_of(last.end - 1), "{raw}");
        }
        for phrase in &text.phrases {
            let (first, last) = (text.tokens[phrase.first as usize], text.tokens[phrase.end as usize - 1]);
            let block = block_of(first.start);
            assert_eq!(block, block_of(last.end - 1), "{raw}");
            assert!(block.is_some_and(|block| blocks[block].1.holds(Kinds::of(phrase.entry))), "{raw} {phrase:?}");
        }
        blocks.into_iter().map(|(block, _)| raw[block].trim().to_owned()).collect()
    }

    #[test]
    fn no_sentence_and_no_phrase_lies_in_two_blocks() {
        for raw in [
            "Bupati meneken MoU, (MOU) mou. “MoU” x-MoU MoU2 M o U",
            "Jum'at Jum’at Jum`at Jumat 'mou' mou' kafe-MoU/kabupaten",
            "menandatanganinya MENANDATANGAN menandai menandat",
            "(MoU)((x “MoU” (x",
            "Nota\u{a0}Kesepa\u{ad}haman\nBersama. NOTA KESEPAHAMAN BERSAMA",
            "Ｎｏｔａ ｋｅｓｅｐａｈａｍａｎ bersama, 𝕸𝖔𝖀 Café CAFÉ kafé",
            "Insani29 May Insani29 may di2022 2022, 20222 2022MoU 100 Smart\n City 100\u{200b} smart city",
            "Warga dr. Soetomo Award. Dr.\nSoetomo Award! Drs. Kasim di Kab. Batang. A/\nB a/b",
            "Teken-meneken nota kesepahaman bersama? Ya! Sudah.Belum",
            "",
            "é",
            "\n\n \r\n\r\nMoU\r\n",
        ] {
            look(raw);
        }
    }

    #[test]
    fn blocks_end_where_sentences_surely_do() {
        assert_eq!(
            look("Ia datang ke Kab. Batang kemarin. Warga senang. Apa? Ya, katanya!\nBaris lain\nlagi,\n\nAkhir"),
            [
                "Ia datang ke Kab. Batang kemarin.",
                "Warga senang.",
                "Apa?",
                "Ya, katanya!",
                "Baris lain\nlagi,",
                "Akhir"
            ]
        );
        assert_eq!(look("Judul:\nisi"), ["Judul:", "isi"]);
        assert_eq!(look("nilai 4. Dan P. Raya a. B"), ["nilai 4. Dan P. Raya a. B"]);
    }
}
