//! The words and phrases known in advance: every word of every list and rule gets a number, every entry of a list becomes a
//! phrase of such numbers. One walk over the tokens then finds all known phrases at once; comparing numbers is cheap, and a
//! leftmost-longest string search followed by a check of word bounds would lose names (a longer hit without a bound hides a
//! shorter one with).

use super::known::{KnownWords, Numbering};
use super::lists::{ListId, Lists, MAX_LISTS, WordSet};
use super::tags::Tags;
use crate::text::token::{Gap, Numbered, Shape, Token};
use crate::text::word::{SPACES, WordHash, WordId, chunk};
use crate::work;

/// A known phrase in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// First token.
    pub first: u32,
    /// First token after it.
    pub end: u32,
    /// The list that has it.
    pub list: ListId,
    /// The list's own number for the entry.
    pub entry: u32,
}

/// Letters that a stem ("menandatang*") has at least.
pub(in crate::text) const STEM: usize = 6;
/// The bytes of a word's head that a stem is found by.
pub(in crate::text) const STEM_MASK: u64 = (1 << (STEM * 8)) - 1;

pub(super) const NO_NODE: u32 = u32::MAX;

/// A node of the trie of phrases.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    /// Where its entries begin in [`Lexicon::entries`].
    pub(super) first: u32,
    /// How many there are.
    pub(super) count: u16,
    /// The bits ([`next_bit`]) of the words with which longer phrases go on from here: most other words are told by it.
    pub(super) next: u16,
}

/// The bit of a word among those that phrases go on with.
#[inline]
pub(super) fn next_bit(word: WordId) -> u16 {
    1 << (word.0 & 15)
}

/// What the lists have of a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// The lists that have it as an entry, and those that have entries ending with it.
    pub(super) of: Lists,
    pub(super) ends: Lists,
}

/// The phrases that begin with a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beginning {
    /// Which row of [`Lexicon::begun`] it is; the first one is empty.
    pub(super) row: u16,
    /// The node of the word.
    pub(super) node: u32,
}

/// What lists begin with a word. Few rows for all words, which stay in the nearest cache.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Begun {
    /// The lists that have entries beginning with it.
    pub(super) lists: Lists,
    /// Whether a reported list is among them.
    pub(super) is_reported: bool,
}

/// An edge of the trie: (from, word, to); no word for a free place.
pub(super) type Edge = (u32, u32, u32);

/// Everything known in advance, ready for look-ups.
#[derive(Debug)]
pub struct Lexicon {
    pub(super) known: KnownWords,
    /// Stems by their first letters, open addressing; most of the table is free.
    pub(super) stems: Vec<(u64, Vec<WordId>)>,
    pub(super) stem_tags: Tags,
    // Phrases: a trie over word numbers with one table for all edges.
    pub(super) edges: Vec<Edge>,
    pub(super) nodes: Vec<Node>,
    /// For each node the one before it and the word between them.
    pub(super) reached_by: Vec<(u32, WordId)>,
    pub(super) entries: Vec<(ListId, u32)>,
    pub(super) words: Vec<Word>,
    pub(super) beginnings: Vec<Beginning>,
    pub(super) begun: Vec<Begun>,
    // Lists.
    pub(super) names: Vec<String>,
    pub(super) reported: Lists,
}

/// Words that nothing knows stay unknown.
impl Numbering for &Lexicon {
    #[inline]
    fn hashed(&mut self, hash: WordHash, word: &[u8]) -> Numbered {
        self.look_up_hashed(hash, word)
    }

    fn folded(&mut self, folded: &str) -> Numbered {
        self.numbered(self.look_up(folded))
    }

    #[inline]
    fn mark(&mut self, mark: u8) -> Numbered {
        self.numbered(self.known.look_up_mark(mark))
    }
}

impl Lexicon {
    /// How many lists there can be.
    pub const MAX_LISTS: usize = MAX_LISTS;

    /// The number of an ASCII word, any case, at `start..end` of `bytes`.
    #[inline]
    pub(in crate::text) fn look_up_ascii(&self, bytes: &[u8], start: usize, end: usize) -> WordId {
        self.look_up_hashed(WordHash::of_ascii(bytes, start, end), &bytes[start..end]).word
    }

    #[inline]
    fn look_up_hashed(&self, hash: WordHash, word: &[u8]) -> Numbered {
        let known = self.known.look_up_hashed(hash, word);
        if known.word != WordId::UNKNOWN || word.len() < STEM {
            return known;
        }
        match self.stem(hash.head & STEM_MASK, word) {
            WordId::UNKNOWN => known,
            stem => self.numbered(stem),
        }
    }

    #[inline]
    fn numbered(&self, word: WordId) -> Numbered {
        Numbered { word, begins: self.beginnings[word.0 as usize].row }
    }

    /// The number of a folded word.
    pub fn look_up(&self, folded: &str) -> WordId {
        let (id, bytes) = (self.known.look_up(folded), folded.as_bytes());
        if id == WordId::UNKNOWN && bytes.len() >= STEM {
            self.stem((chunk(bytes, 0) | SPACES) & STEM_MASK, bytes)
        } else {
            id
        }
    }

    /// The stem that an unknown word begins with: misspellings and rare endings of known words.
    #[inline(never)]
    fn stem(&self, head: u64, word: &[u8]) -> WordId {
        let begins = |stem: &&WordId| {
            let key = self.key(**stem).as_bytes();
            key.len() <= word.len() + 1 && key[..key.len() - 1].iter().zip(word).all(|(k, b)| *k == (b | 0x20))
        };
        let place = self.stem_tags.find(stem_hash(head), |at| self.stems[at].0 == head);
        place.and_then(|at| self.stems[at].1.iter().find(begins)).copied().unwrap_or(WordId::UNKNOWN)
    }

    #[inline]
    fn word(&self, word: WordId) -> &Word {
        &self.words[word.0 as usize]
    }

    #[inline]
    fn begun(&self, word: WordId) -> &Begun {
        &self.begun[usize::from(self.beginnings[word.0 as usize].row)]
    }

    /// The node of the phrases that begin with `word`.
    #[inline]
    fn node(&self, word: WordId) -> u32 {
        self.beginnings[word.0 as usize].node
    }

    /// The folded word of a number.
    pub fn key(&self, word: WordId) -> &str {
        self.known.key(word)
    }

    /// The list with this name.
    pub fn list(&self, name: &str) -> Option<ListId> {
        self.names.iter().position(|n| n == name).map(|i| ListId(i as u8))
    }

    /// Whether the single word `word` is an entry of `list`.
    #[inline]
    pub fn is_in(&self, word: WordId, list: ListId) -> bool {
        work::step();
        self.word(word).of & list.bit() != 0 && (list.is_alone() || self.entry_at(self.node(word), list).is_some())
    }

    /// Whether an entry of `list`, or of one that shares its bit, begins with `word`.
    #[inline]
    pub fn starts(&self, word: WordId, list: ListId) -> bool {
        self.begun(word).lists & list.bit() != 0
    }

    /// Whether an entry of one of `lists` may begin with the word of `token`, which was cut with this lexicon.
    #[inline]
    pub fn begins(&self, token: &Token, lists: &WordSet) -> bool {
        self.begun[usize::from(token.begins)].lists & lists.0 != 0
    }

    /// Whether an entry of one of `lists` begins with `word`.
    #[inline]
    pub fn starts_any(&self, word: WordId, lists: &WordSet) -> bool {
        self.begun(word).lists & lists.0 != 0
    }

    /// Whether a phrase of several words begins with `word`.
    #[inline]
    pub fn goes_on(&self, word: WordId) -> bool {
        self.nodes.get(self.node(word) as usize).is_some_and(|node| node.next != 0)
    }

    /// Whether an entry of `list`, or of one that shares its bit, ends with `word`.
    #[inline]
    pub fn ends(&self, word: WordId, list: ListId) -> bool {
        work::step();
        self.word(word).ends & list.bit() != 0
    }

    /// Whether an entry of one of `lists` ends with `word`.
    #[inline]
    pub fn ends_any(&self, word: WordId, lists: &WordSet) -> bool {
        self.word(word).ends & lists.0 != 0
    }

    /// Every entry of `lists`: the list, the entry's number in it, and its words.
    pub fn entries_of_lists(&self, lists: &WordSet) -> Vec<(ListId, u32, Vec<WordId>)> {
        let mut found = Vec::new();
        for node in 0..self.nodes.len() as u32 {
            for (list, entry) in self.entries_of(node).iter().filter(|(list, _)| lists.0 & list.bit() != 0) {
                let back = std::iter::successors(Some(self.reached_by[node as usize]), |(from, _)| {
                    self.reached_by.get(*from as usize).copied()
                });
                let mut words: Vec<WordId> = back.map(|(_, word)| word).collect();
                words.reverse();
                found.push((*list, *entry, words));
            }
        }
        found
    }

    /// How many words are known, the unknown word included.
    pub fn word_count(&self) -> usize {
        self.known.len()
    }

    /// The entry that the single word `word` is in `list`.
    pub fn entry(&self, word: WordId, list: ListId) -> Option<u32> {
        if !self.is_in(word, list) {
            return None;
        }
        self.entry_at(self.node(word), list)
    }

    /// The longest entry of `list` that begins at token `at`: (first token after it, entry).
    #[inline]
    pub fn longest(&self, tokens: &[Token], at: usize, list: ListId) -> Option<(usize, u32)> {
        work::step();
        if tokens.get(at).is_some_and(|token| self.begun[usize::from(token.begins)].lists & list.bit() != 0) {
            self.longest_of(tokens, at, list)
        } else {
            None
        }
    }

    fn longest_of(&self, tokens: &[Token], at: usize, list: ListId) -> Option<(usize, u32)> {
        let mut best = None;
        self.walk(tokens, (at, self.node(tokens[at].word)), |end, node| {
            if let Some(entry) = self.entry_at(node, list) {
                best = Some((end, entry));
            }
            true
        });
        best
    }

    /// The entry of `list` that is exactly the tokens `first..end`.
    #[inline]
    pub fn exact(&self, tokens: &[Token], first: usize, end: usize, list: ListId) -> Option<u32> {
        let word = tokens.get(first).map(|token| token.word).filter(|word| self.starts(*word, list))?;
        let mut exact = None;
        self.walk(tokens, (first, self.node(word)), |at, node| {
            if at == end {
                exact = self.entry_at(node, list);
            }
            at < end
        });
        exact
    }

    /// The lists that have entries beginning among tokens `first..end`, and whether there are digits; to `phrases` it adds what the
    /// reported lists have there, in order of the first token, longer ones first.
    pub(in crate::text) fn begin(
        &self,
        tokens: &[Token],
        (first, end): (usize, usize),
        phrases: &mut Vec<Phrase>,
    ) -> WordSet {
        let (mut lists, mut has_digits) = (WordSet::EVERY.0, false);
        for (at, token) in (first..end).zip(&tokens[first..end]) {
            has_digits |= token.shape == Shape::Digits;
            // The first row is empty, and to ask for it would cost more: which words are in a list nobody can foresee.
            let begun = &self.begun[usize::from(token.begins)];
            lists |= begun.lists;
            if begun.is_reported {
                self.report(tokens, at, phrases);
            }
        }
        if has_digits { WordSet(lists).union(WordSet::DIGITS) } else { WordSet(lists) }
    }

    /// Adds the phrases of the reported lists that begin at token `at`.
    fn report(&self, tokens: &[Token], at: usize, phrases: &mut Vec<Phrase>) {
        let before = phrases.len();
        self.walk(tokens, (at, self.node(tokens[at].word)), |end, node| {
            for &(list, entry) in self.entries_of(node).iter().rev() {
                if list.is_alone() && self.reported & list.bit() != 0 {
                    phrases.push(Phrase { first: at as u32, end: end as u32, list, entry });
                }
            }
            true
        });
        phrases[before..].reverse();
    }

    #[inline]
    fn entries_of(&self, node: u32) -> &[(ListId, u32)] {
        let node = self.nodes[node as usize];
        &self.entries[node.first as usize..node.first as usize + usize::from(node.count)]
    }

    #[inline]
    fn entry_at(&self, node: u32, list: ListId) -> Option<u32> {
        self.entries_of(node).iter().find(|(l, _)| *l == list).map(|(_, entry)| *entry)
    }

    /// Follows the trie from token `at`, whose word has this node, and reports every node with the first token after it, until
    /// `found` has enough. A phrase never crosses an empty line.
    #[inline]
    fn walk(&self, tokens: &[Token], (at, mut node): (usize, u32), mut found: impl FnMut(usize, u32) -> bool) {
        let mut end = at + 1;
        while node != NO_NODE && found(end, node) {
            match tokens.get(end) {
                Some(next)
                    if self.nodes[node as usize].next & next_bit(next.word) != 0
                        && next.word != WordId::UNKNOWN
                        && next.gap != Gap::Paragraph =>
                {
                    node = edge(&self.edges, node, next.word).unwrap_or(NO_NODE);
                    end += 1;
                }
                _ => break,
            }
        }
    }
}

/// The hash of the letters that stems begin with.
#[inline]
pub(super) fn stem_hash(head: u64) -> u64 {
    head.wrapping_mul(WordHash::K) >> 32
}

/// Where the edge from `node` by `word` stands in `edges`, or the free place for it.
#[inline]
pub(super) fn edge_place(edges: &[Edge], node: u32, word: WordId) -> usize {
    let mask = edges.len() - 1;
    let x = (u64::from(node) << 32 | u64::from(word.0)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut at = (x ^ (x >> 29)) as usize & mask;
    while edges[at].1 != 0 && (edges[at].0 != node || edges[at].1 != word.0) {
        at = (at + 1) & mask;
    }
    at
}

#[inline]
pub(super) fn edge(edges: &[Edge], node: u32, word: WordId) -> Option<u32> {
    let (_, by, to) = edges[edge_place(edges, node, word)];
    (by != 0).then_some(to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{LexiconBuilder, Text};

    #[test]
    fn every_phrase_is_found_longest_first() {
        let mut builder = LexiconBuilder::default();
        let region = builder.list("region", true).unwrap();
        let word = builder.list("word", false).unwrap();
        builder.phrase("Padang", region, 1);
        builder.phrase("Padang Lawas", region, 2);
        builder.phrase("Padang Lawas Utara", region, 3);
        builder.phrase("Kep. Riau", region, 4);
        builder.phrase("lalu", word, 7);
        let lexicon = builder.build();
        let text = Text::new("PADANG LAWAS Barat, Kep. Riau lalu Padang", &lexicon);
        let found: Vec<(&str, u32)> =
            text.phrases.iter().map(|p| (text.words(p.first as usize, p.end as usize), p.entry)).collect();
        assert_eq!(found, [("PADANG LAWAS", 2), ("PADANG", 1), ("Kep. Riau", 4), ("Padang", 1)]);
        let lalu = lexicon.look_up("lalu");
        assert!(lexicon.is_in(lalu, word) && !lexicon.is_in(lalu, region));
        assert_eq!(lexicon.entry(lalu, word), Some(7));
    }

    #[test]
    fn lists_that_share_a_bit_are_told_apart() {
        let mut builder = LexiconBuilder::default();
        let names: Vec<String> = (0..=MAX_LISTS).map(|number| format!("list {number}")).collect();
        let lists: Vec<ListId> = names.iter().filter_map(|name| builder.list(name, false)).collect();
        assert_eq!((lists.len(), lists[MAX_LISTS - 1]), (MAX_LISTS, ListId(u8::MAX)));
        for (number, list) in lists.iter().enumerate() {
            builder.phrase(&format!("kata {number}"), *list, 1);
            builder.phrase(&format!("kata{number}"), *list, 2);
        }
        let lexicon = builder.build();
        let text = Text::new("kata 200", &lexicon);
        for (number, list) in lists.iter().enumerate() {
            assert_eq!(lexicon.longest(&text.tokens, 0, *list), (number == 200).then_some((2, 1)), "{number}");
            assert_eq!(lexicon.is_in(lexicon.look_up("kata200"), *list), number == 200, "{number}");
        }
    }

    #[test]
    fn any_case_and_any_length_hash_alike() {
        let mut builder = LexiconBuilder::default();
        let words = ["a", "ab", "kabupaten", "jum'at", "p2dd", "kementeriankomunikasi", "2022", "–"];
        let ids: Vec<WordId> = words.iter().map(|w| builder.word(w)).collect();
        let lexicon = builder.build();
        for (word, id) in words.iter().zip(ids) {
            assert_eq!(lexicon.look_up(word), id);
            let upper = word.to_uppercase();
            let text = format!("{upper} x");
            if word.is_ascii() {
                assert_eq!(lexicon.look_up_ascii(text.as_bytes(), 0, upper.len()), id);
            }
            assert_eq!(lexicon.key(id), *word);
        }
        assert_eq!(lexicon.look_up("abc"), WordId::UNKNOWN);
    }
}
