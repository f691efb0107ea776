//! A look at a text for some phrases, without cutting it. Each is looked for by the pair of its words that has most letters, or by its
//! longest word: nearly all words of a text are passed by their hash. Where what is found could be enough, it is told block by block: a
//! block ends where a sentence is sure to end, so that no sentence lies in two, and phrases do not either.

mod blocks;
mod hash;
mod kinds;
mod table;
mod window;

use super::lexicon::{Lexicon, STEM};
use super::token::{Shape, Token};
use super::tokenizer::{BYTES, Byte, tokens_into};
use super::word::{WordId, chunk};
use blocks::{end_of_block, mark};
use hash::{of_pair, of_plain, of_stem, of_word};
pub use kinds::Kinds;
use std::ops::Range;
use table::Table;
use window::{WIDTH, Window};

/// The bytes behind a word that can tell where it ends: “Insani29 May”.
const BEHIND: usize = 8;

/// What texts are looked through for.
#[derive(Debug, Default)]
pub struct BlockScan {
    /// Words, pairs of words one after the other, and the first letters of stems.
    table: Table,
    /// Kinds with a phrase that has no word.
    always: Kinds,
    /// Hashes of words after which a full stop need not end a sentence, in order.
    short: Vec<u64>,
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

/// What a text may hold.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// What it may hold at all.
    pub all: Kinds,
    /// What tells of it, in order.
    places: Vec<Hit>,
}

/// A word, or the second of a pair, that tells what a text may hold.
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    /// The byte that it begins at.
    pub at: usize,
    /// How many words stand before it.
    pub number: usize,
    /// What it tells of.
    pub kinds: Kinds,
}

/// A part of a text in which sentences and phrases are whole.
#[derive(Debug, Clone)]
pub struct Block<'h> {
    /// Its bytes.
    pub bytes: Range<usize>,
    /// What it may hold.
    pub kinds: Kinds,
    /// What tells of it.
    pub hits: &'h [Hit],
}

impl BlockScan {
    /// Looks for `phrases`; `abbreviations` are words after which a full stop need not end a sentence.
    pub fn new(lexicon: &Lexicon, phrases: &[Sought], abbreviations: &[WordId]) -> Self {
        let mut scan = BlockScan { table: Table::new(phrases.len()), ..BlockScan::default() };
        let none = Kinds::default();
        let key = |word: &WordId| lexicon.key(*word).as_bytes();
        scan.short.extend(abbreviations.iter().map(|word| of_word(key(word))));
        for Sought { words, kinds, cased } in phrases {
            let len = |at: usize| key(&words[at]).len();
            let is_word = |at: &usize| lexicon.key(words[*at]).chars().any(char::is_alphanumeric);
            for at in (0..words.len().saturating_sub(1)).filter(|at| !is_word(at)) {
                scan.inner.extend(key(&words[at]).first().copied().map(mark));
                // “Dr. Soetomo Award”: no sentence ends there.
                scan.short.extend(at.checked_sub(1).map(|before| of_word(key(&words[before]))));
            }
            let beside = |at: &usize| is_word(at) && is_word(&(at + 1));
            let pairs = (0..words.len().saturating_sub(1)).filter(beside);
            let pair = pairs.max_by_key(|&at| len(at) + len(at + 1));
            let longest = (0..words.len()).filter(is_word).max_by_key(|&at| len(at));
            match (pair.map(|at| &words[at..at + 2]), longest.map(|at| key(&words[at]))) {
                (Some([first, second]), _) => {
                    scan.table.add(of_pair(of_word(key(first)), of_word(key(second))), *kinds, none);
                }
                (_, Some(word)) if *cased => scan.table.add(of_word(word), none, *kinds),
                (_, Some(word)) => {
                    scan.table.add(of_word(word), *kinds, none);
                    if word.len() > STEM && word.ends_with(b"*") {
                        scan.table.note(of_stem(chunk(word, 0)));
                    }
                }
                (_, None) => scan.always |= *kinds,
            }
        }
        scan.short.sort_unstable();
        scan
    }

    /// What `raw` may hold.
    #[inline(never)] // It has no register to spare.
    pub fn hits(&self, raw: &str, lexicon: &Lexicon) -> Hits {
        let hits = Hits { all: self.always, places: Vec::with_capacity(raw.len() / 64) };
        let mut walk = Walk { scan: self, raw, lexicon, hits, words: 0, tokens: Vec::new() };
        walk.walk();
        walk.hits
    }

    /// Gives `seen` each block of `raw`, which holds `hits`, in their order, until it has enough. Whether it had.
    pub fn any(&self, raw: &str, hits: &Hits, mut seen: impl FnMut(Block<'_>) -> bool) -> bool {
        let is_short = |word: &[u8]| self.short.binary_search(&of_plain(word, 0, word.len()).0).is_ok();
        let (mut start, mut rest) = (0, hits.places.as_slice());
        while start < raw.len() {
            let end = end_of_block(raw, start, is_short, &self.inner);
            let (hits, behind) = rest.split_at(rest.iter().take_while(|hit| hit.at < end).count());
            let kinds = hits.iter().fold(self.always, |kinds, hit| kinds | hit.kinds);
            if seen(Block { bytes: start..end, kinds, hits }) {
                return true;
            }
            (start, rest) = (end, behind);
        }
        false
    }
}

/// A walk over the words of a text.
struct Walk<'w> {
    scan: &'w BlockScan,
    raw: &'w str,
    lexicon: &'w Lexicon,
    hits: Hits,
    /// How many words were looked at.
    words: usize,
    tokens: Vec<Token>,
}

impl Walk<'_> {
    /// Looks at all words.
    fn walk(&mut self) {
        let (table, bytes) = (&self.scan.table, self.raw.as_bytes());
        let (mut at, mut before, mut last) = (0, Window::default(), 0);
        // Where the last word began, and whether it has not ended yet.
        let (mut start, mut is_open) = (0, false);
        while at <= bytes.len() {
            let window = Window::read(bytes, at, before);
            let mut edges = window.edges(before);
            let odd = window.odd().map(|odd| self.first_of_stretch(at + odd));
            if let Some(odd) = odd {
                edges &= (1_u64 << odd.saturating_sub(at)) - 1;
            }
            while edges != 0 {
                let edge = at + edges.trailing_zeros() as usize;
                edges &= edges - 1;
                if is_open {
                    let (word, head) = of_plain(bytes, start, edge);
                    let (pair, stem) = (of_pair(last, word), of_stem(head));
                    if table.may_have(word) | table.may_have(pair) | table.may_have(stem) {
                        self.known(start..edge, [word, pair, stem]);
                    }
                    last = word;
                    self.words += 1;
                } else {
                    start = edge;
                }
                is_open = !is_open;
            }
            if let Some(odd) = odd {
                (at, last) = self.odd(odd, last);
                (before, is_open) = (Window::default(), false);
            } else {
                (at, before) = (at + WIDTH, window);
            }
        }
    }

    /// Looks at a word that may be known, by its hash or as part of a pair, or as what a stem stands for.
    #[cold]
    #[inline(never)]
    fn known(&mut self, bytes: Range<usize>, [word, pair, stem]: [u64; 3]) {
        let (table, text) = (&self.scan.table, self.raw.as_bytes());
        let slot = table.get(word);
        let mut kinds = slot.kinds | table.get(pair).kinds;
        if text[bytes.start + 1..bytes.end].iter().any(u8::is_ascii_uppercase) {
            kinds |= slot.cased;
        }
        if bytes.len() >= STEM && table.may_have(stem) {
            kinds |= self.of_word(self.lexicon.look_up_ascii(text, bytes.start, bytes.end));
        }
        self.hit(bytes.start, kinds);
    }

    fn hit(&mut self, at: usize, kinds: Kinds) {
        if kinds != Kinds::default() {
            self.hits.all |= kinds;
            self.hits.places.push(Hit { at, number: self.words, kinds });
        }
    }

    /// Where what stands between blanks begins that has an odd byte at `odd`.
    fn first_of_stretch(&self, odd: usize) -> usize {
        self.raw.as_bytes()[..odd].iter().rposition(is_blank).map_or(0, |blank| blank + 1)
    }

    /// Cuts what stands between blanks, from `start` on, as texts are cut; `last` is the hash of the word before. Where it ends, and the
    /// hash of its last word.
    fn odd(&mut self, start: usize, mut last: u64) -> (usize, u64) {
        let (raw, bytes) = (self.raw, self.raw.as_bytes());
        let end = bytes[start..].iter().position(is_blank).map_or(bytes.len(), |length| start + length);
        let behind = (end..=bytes.len().min(end + BEHIND)).rev().find(|&behind| raw.is_char_boundary(behind));
        let mut tokens = std::mem::take(&mut self.tokens);
        tokens.clear();
        tokens_into(&raw[start..behind.unwrap_or(end)], self.lexicon, &mut tokens);
        let before_end = |token: &&Token| start + (token.start as usize) < end;
        for token in tokens.iter().take_while(before_end).filter(|token| token.shape != Shape::Mark) {
            let word = match token.word {
                WordId::UNKNOWN => 0,
                word => of_word(self.lexicon.key(word).as_bytes()),
            };
            let pair = self.scan.table.get(of_pair(last, word)).kinds;
            last = word;
            let kinds = self.of_word(token.word) | pair;
            self.hit(start + token.start as usize, kinds);
            self.words += 1;
        }
        self.tokens = tokens;
        (end, last)
    }

    /// What a known word is, whatever its case.
    fn of_word(&self, word: WordId) -> Kinds {
        if word == WordId::UNKNOWN {
            return Kinds::default();
        }
        let slot = self.scan.table.get(of_word(self.lexicon.key(word).as_bytes()));
        slot.kinds | slot.cased
    }
}

fn is_blank(byte: &u8) -> bool {
    matches!(BYTES[*byte as usize], Byte::Space | Byte::Line)
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
        scan.any(raw, &scan.hits(raw, &lexicon), |Block { bytes: block, kinds, .. }| {
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
