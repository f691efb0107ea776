//! Collecting the words and phrases: the tables grow as rows are read, and are closed once.

use super::known::{KnownWords, Numbering};
use super::lexicon::{
    Beginning, Begun, Edge, Lexicon, NO_NODE, Node, STEM, STEM_MASK, Word, edge, edge_place, next_bit, stem_hash,
};
use super::lists::{ListId, Lists};
use super::prepared::Prepared;
use super::tags::Tags;
use crate::text::fold::fold;
use crate::text::token::Token;
use crate::text::tokenizer::cut_with;
use crate::text::word::{WordId, chunk};
use std::collections::BTreeMap;

/// Collects words and phrases, then builds the [`Lexicon`]. The tables are those of the lexicon, only not yet closed.
#[derive(Debug)]
pub struct LexiconBuilder {
    known: KnownWords,
    prepared: &'static Prepared,
    lists: Vec<(String, bool)>,
    edges: Vec<Edge>,
    edge_count: usize,
    /// For each node its last entry, a place in `entries` plus one, and the bits of the words with which longer phrases go on.
    nodes: Vec<(u32, u16)>,
    reached_by: Vec<(u32, WordId)>,
    /// Stems by their first letters.
    stems: Vec<(u64, WordId)>,
    /// (the entry of the same node before it, list, entry)
    entries: Vec<(u32, ListId, u32)>,
    words: Vec<Draft>,
    // Kept between calls for their memory only.
    tokens: Vec<Token>,
    cut: Vec<WordId>,
}

impl Default for LexiconBuilder {
    fn default() -> Self {
        Self::new(&Prepared::NONE)
    }
}

/// What is known of a word while lists are read.
#[derive(Debug, Clone, Copy)]
struct Draft {
    /// The lists that have entries beginning or ending with it.
    starts: Lists,
    ends: Lists,
    /// The node of the phrases that it begins.
    node: u32,
    /// Whether anything asks for it; words that are prepared may be idle.
    is_used: bool,
}

/// A word that no list has yet.
const NEW_WORD: Draft = Draft { starts: 0, ends: 0, node: NO_NODE, is_used: true };

impl LexiconBuilder {
    /// Nothing but words that are `prepared`, which count once they are asked for.
    pub fn new(prepared: &'static Prepared) -> Self {
        let words = prepared.words.len() + (1 << 10);
        let mut builder = LexiconBuilder {
            known: KnownWords::prepared(prepared),
            prepared,
            lists: Vec::new(),
            edges: vec![(0, 0, 0); (words * 2).next_power_of_two()],
            edge_count: 0,
            nodes: Vec::with_capacity(words),
            reached_by: Vec::with_capacity(words),
            stems: Vec::new(),
            entries: Vec::with_capacity(words),
            words: Vec::with_capacity(words),
            tokens: Vec::new(),
            cut: Vec::new(),
        };
        builder.words.push(NEW_WORD);
        builder.words.resize(builder.known.len(), Draft { is_used: false, ..NEW_WORD });
        builder
    }

    /// The number of a folded word, new or known.
    pub fn word(&mut self, folded: &str) -> WordId {
        let word = self.known.folded(folded).word;
        self.words.resize(self.known.len(), NEW_WORD);
        self.words[word.0 as usize].is_used = true;
        word
    }

    /// The list with this name, new or known; `None` when there are too many lists. Phrases of a `reported` list appear in
    /// `Text::phrases`; those of other lists only answer questions.
    pub fn list(&mut self, name: &str, reported: bool) -> Option<ListId> {
        if let Some(at) = self.lists.iter().position(|(n, _)| n == name) {
            self.lists[at].1 |= reported;
            return Some(ListId(at as u8));
        }
        if self.lists.len() == Lexicon::MAX_LISTS {
            return None;
        }
        self.lists.push((name.to_owned(), reported));
        Some(ListId((self.lists.len() - 1) as u8))
    }

    /// The list of names with this name, new or known, whose phrases appear in `Text::phrases`. There are few, and who makes
    /// them before all others gives each a bit of its own.
    pub fn names(&mut self, name: &str) -> ListId {
        self.list(name, true).unwrap_or(ListId(0))
    }

    /// The list with this name, if it was made.
    pub fn known_list(&self, name: &str) -> Option<ListId> {
        self.lists.iter().position(|(n, _)| n == name).map(|at| ListId(at as u8))
    }

    /// The words of `phrase`, cut as a text is cut, each with its number.
    pub fn cut(&mut self, phrase: &str) -> Vec<WordId> {
        let mut words = Vec::new();
        self.cut_into(phrase, &mut words);
        words
    }

    fn cut_into(&mut self, phrase: &str, words: &mut Vec<WordId>) {
        words.clear();
        if let Some(prepared) = self.prepared.get(phrase) {
            words.extend(prepared.iter().map(|word| WordId(*word)));
        } else {
            self.tokens.clear();
            cut_with(phrase, &mut self.known, &mut self.tokens);
            self.words.resize(self.known.len(), NEW_WORD);
            words.extend(self.tokens.iter().map(|token| token.word));
        }
        words.iter().for_each(|word| self.words[word.0 as usize].is_used = true);
    }

    /// Adds `phrase` to `list` as its entry number `entry`. A phrase of one word that ends with `*` stands for every word that
    /// begins so and that no list knows.
    pub fn phrase(&mut self, phrase: &str, list: ListId, entry: u32) {
        if let Some(stem) =
            phrase.strip_suffix('*').filter(|s| s.len() >= STEM && s.bytes().all(|b| b.is_ascii_alphabetic()))
        {
            let stem = fold(stem) + "*";
            let word = self.word(&stem);
            if self.stems.iter().all(|(_, known)| *known != word) {
                self.stems.push((chunk(stem.as_bytes(), 0) & STEM_MASK, word));
            }
            self.phrase_of(&[word], list, entry);
            return;
        }
        let mut words = std::mem::take(&mut self.cut);
        self.cut_into(phrase, &mut words);
        self.phrase_of(&words, list, entry);
        self.cut = words;
    }

    /// Adds a phrase that is cut already.
    pub fn phrase_of(&mut self, words: &[WordId], list: ListId, entry: u32) {
        let Some(node) = self.node(words, list) else { return };
        if !self.entries_of(node).any(|(l, e)| (l, e) == (list, entry)) {
            self.enter(node, list, entry);
        }
    }

    /// The entry that `name` has in `list`, where names have one each; a name that is not there becomes entry number `new`.
    pub fn name(&mut self, name: &str, list: ListId, new: u32) -> u32 {
        let mut words = std::mem::take(&mut self.cut);
        self.cut_into(name, &mut words);
        let entry = self.name_of(&words, list, new);
        self.cut = words;
        entry
    }

    /// The same of a name that is cut already.
    pub fn name_of(&mut self, words: &[WordId], list: ListId, new: u32) -> u32 {
        let Some(node) = self.node(words, list) else { return new };
        let known = self.entries_of(node).filter(|(l, _)| *l == list).last();
        if known.is_none() {
            self.enter(node, list, new);
        }
        known.map_or(new, |(_, entry)| entry)
    }

    /// The node of a phrase in `list`, new or known.
    fn node(&mut self, words: &[WordId], list: ListId) -> Option<u32> {
        let (first, others) = words.split_first()?;
        self.words[others.last().unwrap_or(first).0 as usize].ends |= list.bit();
        let word = &mut self.words[first.0 as usize];
        word.starts |= list.bit();
        if word.node == NO_NODE {
            word.node = self.nodes.len() as u32;
            self.nodes.push((0, 0));
            self.reached_by.push((NO_NODE, *first));
        }
        let mut node = word.node;
        for word in others {
            let mut at = edge_place(&self.edges, node, *word);
            if self.edges[at].1 == 0 {
                if self.edge_count * 2 >= self.edges.len() {
                    self.grow_edges();
                    at = edge_place(&self.edges, node, *word);
                }
                self.edges[at] = (node, word.0, self.nodes.len() as u32);
                self.edge_count += 1;
                self.nodes.push((0, 0));
                self.reached_by.push((node, *word));
                self.nodes[node as usize].1 |= next_bit(*word);
            }
            node = self.edges[at].2;
        }
        Some(node)
    }

    fn enter(&mut self, node: u32, list: ListId, entry: u32) {
        let last = &mut self.nodes[node as usize].0;
        self.entries.push((*last, list, entry));
        *last = self.entries.len() as u32;
    }

    /// The entry that `words` have in `list`; where they have several, the first.
    pub fn entry_of(&self, words: &[WordId], list: ListId) -> Option<u32> {
        let (first, others) = words.split_first()?;
        let node = Some(self.words[first.0 as usize].node).filter(|&node| node != NO_NODE)?;
        let node = others.iter().try_fold(node, |node, word| edge(&self.edges, node, *word))?;
        self.entries_of(node).filter(|(l, _)| *l == list).last().map(|(_, entry)| entry)
    }

    /// The entries of a node, last one first.
    fn entries_of(&self, node: u32) -> impl Iterator<Item = (ListId, u32)> {
        let mut at = self.nodes[node as usize].0;
        std::iter::from_fn(move || {
            let (before, list, entry) = self.entries[at.checked_sub(1)? as usize];
            at = before;
            Some((list, entry))
        })
    }

    fn grow_edges(&mut self) {
        let old = std::mem::take(&mut self.edges);
        self.edges = vec![(0, 0, 0); old.len() * 4];
        for edge in old.into_iter().filter(|edge| edge.1 != 0) {
            let at = edge_place(&self.edges, edge.0, WordId(edge.1));
            self.edges[at] = edge;
        }
    }

    /// Closes the collection.
    pub fn build(mut self) -> Lexicon {
        let mut stems: Vec<(u64, Vec<WordId>)> = vec![(0, Vec::new()); (self.stems.len() * 8 + 1).next_power_of_two()];
        self.stems.sort_unstable_by_key(|(_, word)| *word);
        for (head, word) in std::mem::take(&mut self.stems) {
            let mut at = stem_hash(head) as usize & (stems.len() - 1);
            while stems[at].0 != head && stems[at].0 != 0 {
                at = (at + 1) & (stems.len() - 1);
            }
            stems[at].0 = head;
            stems[at].1.push(word);
        }
        let stem_tags = Tags::of(stems.iter().map(|(head, _)| (*head != 0).then(|| stem_hash(*head))));
        let reported =
            self.lists.iter().enumerate().filter(|(_, (_, r))| *r).fold(0, |set, (i, _)| set | ListId(i as u8).bit());
        let (beginnings, begun) = beginnings(&self.words, reported);
        self.known.close(|word| self.words[word.0 as usize].is_used, |word| beginnings[word.0 as usize].row);
        let mut entries = Vec::with_capacity(self.entries.len());
        let mut nodes = Vec::with_capacity(self.nodes.len());
        for (node, (_, next)) in (0..).zip(&self.nodes) {
            let first = entries.len();
            for entry in self.entries_of(node) {
                entries.push(entry);
            }
            if entries.len() > first + 1 {
                entries[first..].reverse();
            }
            nodes.push(Node { first: first as u32, count: (entries.len() - first) as u16, next: *next });
        }
        let of = |node: u32| {
            let Some(Node { first, count, .. }) = nodes.get(node as usize) else { return 0 };
            let own = &entries[*first as usize..*first as usize + usize::from(*count)];
            own.iter().fold(0, |set, (list, _): &(ListId, u32)| set | list.bit())
        };
        let words = self.words.iter().map(|word| Word { of: of(word.node), ends: word.ends }).collect();
        let names = self.lists.into_iter().map(|(name, _)| name).collect();
        Lexicon {
            known: self.known,
            stems,
            stem_tags,
            edges: self.edges,
            nodes,
            reached_by: self.reached_by,
            entries,
            words,
            beginnings,
            begun,
            names,
            reported,
        }
    }
}

/// What begins with each of `words`, and the rows of lists that it shares with others. Whatever finds no row of its own shares the
/// last one.
fn beginnings(words: &[Draft], reported: Lists) -> (Vec<Beginning>, Vec<Begun>) {
    let mut rows = vec![Begun::default()];
    let mut places = BTreeMap::from([(0, 0)]);
    // Names of one list stand one behind the other.
    let mut last = (0, 0);
    let beginnings = words.iter().map(|&Draft { starts, node, .. }| {
        if starts != last.0 {
            let new = rows.len().min(usize::from(u16::MAX));
            let row = *places.entry(starts).or_insert(new);
            if row == new {
                rows.resize(new + 1, Begun::default());
                rows[row].lists |= starts;
                rows[row].is_reported |= starts & reported != 0;
            }
            last = (starts, row as u16);
        }
        Beginning { row: last.1, node }
    });
    (beginnings.collect(), rows)
}
