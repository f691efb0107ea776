//! The words and phrases known in advance: every word of every list and rule gets a number, every entry of a list becomes a
//! phrase of such numbers. One walk over the tokens then finds all known phrases at once; comparing numbers is cheap, and a
//! leftmost-longest string search followed by a check of word bounds would lose names (a longer hit without a bound hides a
//! shorter one with).

use super::fold::fold;
use super::token::{Gap, Token};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A folded word's number; 0 where no list or rule knows the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

impl WordId {
    /// A word that no list or rule knows.
    pub const UNKNOWN: WordId = WordId(0);
}

/// A list of phrases: the file it comes from (`months`, `region`, ...). At most [`Lexicon::MAX_LISTS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ListId(pub u8);

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

/// A set of lists, one bit each.
type Lists = u128;

/// Letters that a stem ("menandatang*") has at least.
const STEM: usize = 6;

const NO_NODE: u32 = u32::MAX;

/// Everything known in advance, ready for look-ups.
#[derive(Debug)]
pub struct Lexicon {
    // Words: open addressing over (upper half of the hash, number).
    slots: Vec<(u32, u32)>,
    keys: String,
    key_ends: Vec<u32>,
    marks: [WordId; 128],
    stems: HashMap<[u8; STEM], Vec<WordId>>,
    // Phrases: a trie over word numbers with one table for all edges.
    edges: Vec<(u32, u32, u32)>,
    entries: Vec<Vec<(ListId, u32)>>,
    first_edge: Vec<u32>,
    // Lists.
    names: Vec<String>,
    reported: Lists,
    of_word: Vec<Lists>,
    starts_of_word: Vec<Lists>,
    entry_of_word: HashMap<(WordId, ListId), u32>,
}

impl Lexicon {
    /// How many lists there can be.
    pub const MAX_LISTS: usize = 128;

    /// The number of an ASCII word, any case, at `start..end` of `bytes`.
    #[inline]
    pub(super) fn look_up_ascii(&self, bytes: &[u8], start: usize, end: usize) -> WordId {
        let hash = hash(bytes, start, end);
        let word = self.probe(hash, |key| key.len() == end - start && key.iter().zip(&bytes[start..end]).all(|(k, b)| *k == (b | 0x20)));
        if word == WordId::UNKNOWN { self.stem(&bytes[start..end]) } else { word }
    }

    /// The stem that an unknown word begins with: misspellings and rare endings of known words.
    fn stem(&self, word: &[u8]) -> WordId {
        let Some(head) = word.first_chunk::<STEM>() else { return WordId::UNKNOWN };
        let Some(stems) = self.stems.get(&head.map(|b| b | 0x20)) else { return WordId::UNKNOWN };
        let begins = |stem: &&WordId| {
            let key = self.key(**stem).as_bytes();
            key.len() <= word.len() + 1 && key[..key.len() - 1].iter().zip(word).all(|(k, b)| *k == (b | 0x20))
        };
        stems.iter().find(begins).copied().unwrap_or(WordId::UNKNOWN)
    }

    /// The number of a folded word.
    pub fn look_up(&self, folded: &str) -> WordId {
        if let [mark] = folded.as_bytes()
            && mark.is_ascii_punctuation()
        {
            return self.look_up_mark(*mark);
        }
        let bytes = folded.as_bytes();
        let word = self.probe(hash(bytes, 0, bytes.len()), |key| key == bytes);
        if word == WordId::UNKNOWN { self.stem(bytes) } else { word }
    }

    /// The number of an ASCII punctuation mark.
    #[inline]
    pub(super) fn look_up_mark(&self, mark: u8) -> WordId {
        self.marks[(mark & 127) as usize]
    }

    #[inline]
    fn probe(&self, hash: u64, is_key: impl Fn(&[u8]) -> bool) -> WordId {
        let mask = self.slots.len() - 1;
        let (tag, mut at) = ((hash >> 32) as u32, hash as usize & mask);
        loop {
            let (slot_tag, id) = self.slots[at];
            if id == 0 {
                return WordId::UNKNOWN;
            }
            if slot_tag == tag && is_key(self.key(WordId(id)).as_bytes()) {
                return WordId(id);
            }
            at = (at + 1) & mask;
        }
    }

    /// The folded word of a number.
    pub fn key(&self, word: WordId) -> &str {
        let id = word.0 as usize;
        let start = id.checked_sub(1).map_or(0, |before| self.key_ends[before] as usize);
        &self.keys[start..self.key_ends[id] as usize]
    }

    /// The list with this name.
    pub fn list(&self, name: &str) -> Option<ListId> {
        self.names.iter().position(|n| n == name).map(|i| ListId(i as u8))
    }

    /// The name of a list.
    pub fn list_name(&self, list: ListId) -> &str {
        &self.names[list.0 as usize]
    }

    /// Whether the single word `word` is an entry of `list`.
    #[inline]
    pub fn is_in(&self, word: WordId, list: ListId) -> bool {
        self.of_word[word.0 as usize] >> list.0 & 1 == 1
    }

    /// Whether an entry of `list` begins with `word`.
    #[inline]
    pub fn starts(&self, word: WordId, list: ListId) -> bool {
        self.starts_of_word[word.0 as usize] >> list.0 & 1 == 1
    }

    /// How many words are known, the unknown word included.
    pub fn word_count(&self) -> usize {
        self.key_ends.len()
    }

    /// Whether the single word `word` is an entry of one of `lists`.
    #[inline]
    pub fn is_in_any(&self, word: WordId, lists: &WordSet) -> bool {
        self.of_word[word.0 as usize] & lists.0 != 0
    }

    /// The entry that the single word `word` is in `list`.
    pub fn entry(&self, word: WordId, list: ListId) -> Option<u32> {
        if !self.is_in(word, list) {
            return None;
        }
        self.entry_of_word.get(&(word, list)).copied()
    }

    /// The longest entry of `list` that begins at token `at`: (first token after it, entry).
    pub fn longest(&self, tokens: &[Token], at: usize, list: ListId) -> Option<(usize, u32)> {
        let mut best = None;
        self.walk(tokens, at, |end, found| {
            if let Some(&(_, entry)) = found.iter().find(|(l, _)| *l == list) {
                best = Some((end, entry));
            }
        });
        best
    }

    /// The entry of `list` that is exactly the tokens `first..end`.
    pub fn exact(&self, tokens: &[Token], first: usize, end: usize, list: ListId) -> Option<u32> {
        let mut exact = None;
        self.walk(tokens, first, |at, found| {
            if at == end {
                exact = found.iter().find(|(l, _)| *l == list).map(|(_, entry)| *entry);
            }
        });
        exact
    }

    /// All phrases of the reported lists, in order of their first token, longer ones first.
    pub(super) fn phrases(&self, tokens: &[Token]) -> Vec<Phrase> {
        let mut out: Vec<Phrase> = Vec::new();
        for at in 0..tokens.len() {
            let word = tokens[at].word;
            if word == WordId::UNKNOWN || self.first_edge[word.0 as usize] == NO_NODE {
                continue;
            }
            let before = out.len();
            self.walk(tokens, at, |end, found| {
                for &(list, entry) in found.iter().rev() {
                    if self.reported >> list.0 & 1 == 1 {
                        out.push(Phrase { first: at as u32, end: end as u32, list, entry });
                    }
                }
            });
            out[before..].reverse();
        }
        out
    }

    /// Follows the trie from token `at` and reports every node with entries. A phrase never crosses an empty line.
    #[inline]
    fn walk(&self, tokens: &[Token], at: usize, mut found: impl FnMut(usize, &[(ListId, u32)])) {
        let Some(first) = tokens.get(at) else { return };
        let mut node = self.first_edge[first.word.0 as usize];
        let mut end = at + 1;
        while node != NO_NODE {
            let entries = &self.entries[node as usize];
            if !entries.is_empty() {
                found(end, entries);
            }
            match tokens.get(end) {
                Some(next) if next.word != WordId::UNKNOWN && next.gap != Gap::Paragraph => {
                    node = self.edge(node, next.word);
                    end += 1;
                }
                _ => break,
            }
        }
    }

    #[inline]
    fn edge(&self, node: u32, word: WordId) -> u32 {
        let mask = self.edges.len() - 1;
        let mut at = edge_hash(node, word) & mask;
        loop {
            let (from, by, to) = self.edges[at];
            if by == 0 {
                return NO_NODE;
            }
            if from == node && by == word.0 {
                return to;
            }
            at = (at + 1) & mask;
        }
    }
}

/// A set of lists, for one test of membership in several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WordSet(Lists);

impl WordSet {
    /// The set of `lists`.
    pub fn of(lists: &[ListId]) -> Self {
        WordSet(lists.iter().fold(0, |set, list| set | 1 << list.0))
    }
}

#[inline]
fn edge_hash(node: u32, word: WordId) -> usize {
    let x = (u64::from(node) << 32 | u64::from(word.0)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (x ^ (x >> 29)) as usize
}

/// Hash of the word at `start..end`, the same for any case of ASCII letters.
#[inline]
fn hash(bytes: &[u8], start: usize, end: usize) -> u64 {
    const K: u64 = 0xff51_afd7_ed55_8ccd;
    let mut h = (end - start) as u64 ^ 0x2545_f491_4f6c_dd1d;
    let mut at = start;
    while at < end {
        let left = end - at;
        let mut chunk = match bytes.get(at..at + 8) {
            Some(eight) => u64::from_le_bytes([eight[0], eight[1], eight[2], eight[3], eight[4], eight[5], eight[6], eight[7]]),
            None => bytes[at..end].iter().rev().fold(0, |n, &b| n << 8 | u64::from(b)),
        };
        chunk |= 0x2020_2020_2020_2020;
        if left < 8 {
            chunk &= (1 << (left * 8)) - 1;
        }
        h = (h ^ chunk).wrapping_mul(K);
        h ^= h >> 32;
        at += 8;
    }
    h.wrapping_mul(K) ^ h >> 31
}

/// Collects words and phrases, then builds the [`Lexicon`].
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    words: HashMap<String, u32>,
    order: Vec<String>,
    lists: Vec<(String, bool)>,
    nodes: HashMap<(u32, u32), u32>,
    entries: Vec<Vec<(ListId, u32)>>,
    starts: HashMap<u32, Lists>,
}

impl LexiconBuilder {
    /// The number of a folded word, new or known.
    pub fn word(&mut self, folded: &str) -> WordId {
        if let Some(&id) = self.words.get(folded) {
            return WordId(id);
        }
        let id = self.order.len() as u32 + 1;
        self.words.insert(folded.to_owned(), id);
        self.order.push(folded.to_owned());
        WordId(id)
    }

    /// The list with this name, new or known; `None` when there are too many lists. Phrases of a `reported` list appear in
    /// [`super::Text::phrases`]; those of other lists only answer questions.
    pub fn list(&mut self, name: &str, reported: bool) -> Option<ListId> {
        if let Some(at) = self.lists.iter().position(|(n, _)| n == name) {
            self.lists[at].1 |= reported;
            return Some(ListId(at as u8));
        }
        if self.lists.len() == Lexicon::MAX_LISTS {
            return None;
        }
        self.lists.push((name.to_owned(), reported));
        Some(ListId(self.lists.len() as u8 - 1))
    }

    /// The list with this name, if it was made.
    pub fn known_list(&self, name: &str) -> Option<ListId> {
        self.lists.iter().position(|(n, _)| n == name).map(|at| ListId(at as u8))
    }

    /// The words of `phrase`, cut as a text is cut, each with its number.
    pub fn cut(&mut self, phrase: &str) -> Vec<WordId> {
        static EMPTY: LazyLock<Lexicon> = LazyLock::new(|| LexiconBuilder::default().build());
        super::token::tokens(phrase, &EMPTY)
            .iter()
            .map(|t| self.word(&fold(&phrase[t.start as usize..t.end as usize])))
            .collect()
    }

    /// Adds `phrase` to `list` as its entry number `entry`. A phrase of one word that ends with `*` stands for every word that
    /// begins so and that no list knows.
    pub fn phrase(&mut self, phrase: &str, list: ListId, entry: u32) {
        if let Some(stem) = phrase.strip_suffix('*').filter(|s| s.len() >= STEM && s.bytes().all(|b| b.is_ascii_alphabetic())) {
            let word = self.word(&format!("{}*", fold(stem)));
            self.phrase_of(&[word], list, entry);
            return;
        }
        let words = self.cut(phrase);
        self.phrase_of(&words, list, entry);
    }

    /// Adds a phrase that is cut already.
    pub fn phrase_of(&mut self, words: &[WordId], list: ListId, entry: u32) {
        if words.is_empty() {
            return;
        }
        if self.entries.is_empty() {
            self.entries.push(Vec::new());
        }
        *self.starts.entry(words[0].0).or_insert(0) |= 1 << list.0;
        let mut node = 0;
        for word in words {
            let next = self.entries.len() as u32;
            node = *self.nodes.entry((node, word.0)).or_insert(next);
            if node == next {
                self.entries.push(Vec::new());
            }
        }
        let entries = &mut self.entries[node as usize];
        if !entries.contains(&(list, entry)) {
            entries.push((list, entry));
        }
    }

    /// Closes the collection.
    pub fn build(self) -> Lexicon {
        let count = self.order.len() + 1;
        let mut slots = vec![(0, 0); (count * 4).next_power_of_two()];
        let (mut keys, mut key_ends) = (String::new(), vec![0]);
        let mut marks = [WordId::UNKNOWN; 128];
        for (i, word) in self.order.iter().enumerate() {
            let id = i as u32 + 1;
            keys.push_str(word);
            key_ends.push(keys.len() as u32);
            match word.as_bytes() {
                [mark] if mark.is_ascii_punctuation() => marks[*mark as usize] = WordId(id),
                bytes => {
                    let h = hash(bytes, 0, bytes.len());
                    let mask = slots.len() - 1;
                    let mut at = h as usize & mask;
                    while slots[at].1 != 0 {
                        at = (at + 1) & mask;
                    }
                    slots[at] = ((h >> 32) as u32, id);
                }
            }
        }
        let mut stems: HashMap<[u8; STEM], Vec<WordId>> = HashMap::new();
        for (i, word) in self.order.iter().enumerate() {
            if word.len() > STEM
                && word.ends_with('*')
                && let Some(head) = word.as_bytes().first_chunk()
            {
                stems.entry(*head).or_default().push(WordId(i as u32 + 1));
            }
        }
        let mut edges = vec![(0, 0, 0); (self.nodes.len() * 2 + 1).next_power_of_two()];
        let mut first_edge = vec![NO_NODE; count];
        let mut of_word = vec![0; count];
        let mut starts_of_word = vec![0; count];
        for (&word, &lists) in &self.starts {
            starts_of_word[word as usize] = lists;
        }
        let mut entry_of_word = HashMap::new();
        for (&(from, word), &to) in &self.nodes {
            if from == 0 {
                first_edge[word as usize] = to;
                for &(list, entry) in &self.entries[to as usize] {
                    of_word[word as usize] |= 1 << list.0;
                    entry_of_word.entry((WordId(word), list)).or_insert(entry);
                }
                continue;
            }
            let mask = edges.len() - 1;
            let mut at = edge_hash(from, WordId(word)) & mask;
            while edges[at].1 != 0 {
                at = (at + 1) & mask;
            }
            edges[at] = (from, word, to);
        }
        let reported = self.lists.iter().enumerate().filter(|(_, (_, r))| *r).fold(0, |set, (i, _)| set | 1 << i);
        let names = self.lists.into_iter().map(|(name, _)| name).collect();
        Lexicon { slots, keys, key_ends, marks, stems, edges, entries: self.entries, first_edge, names, reported, of_word, starts_of_word, entry_of_word }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

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
