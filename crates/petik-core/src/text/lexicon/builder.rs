//! Collecting the words and phrases: the tables grow as rows are read, and are closed once.

use super::known::KnownWords;
use super::lexicon::{Edge, Lexicon, NO_NODE, Node, STEM, STEM_MASK, Word, edge, edge_place, stem_place};
use super::lists::{ListId, Lists};
use crate::text::fold::{fold, fold_into};
use crate::text::token::Token;
use crate::text::tokenizer::tokens_into;
use crate::text::word::{WordId, chunk};

/// Collects words and phrases, then builds the [`Lexicon`]. The tables are those of the lexicon, only not yet closed.
#[derive(Debug)]
pub struct LexiconBuilder {
    known: KnownWords,
    lists: Vec<(String, bool)>,
    edges: Vec<Edge>,
    edge_count: usize,
    first_edge: Vec<u32>,
    /// For each node its last entry: a place in `entries`, plus one.
    last_entry: Vec<u32>,
    /// (the entry of the same node before it, list, entry)
    entries: Vec<(u32, ListId, u32)>,
    starts: Vec<Lists>,
    ends: Vec<Lists>,
    // Kept between calls for their memory only.
    scratch: (String, Vec<Token>),
    words: Vec<WordId>,
}

impl Default for LexiconBuilder {
    fn default() -> Self {
        LexiconBuilder {
            known: KnownWords::default(),
            lists: Vec::new(),
            edges: vec![(0, 0, 0); 1 << 10],
            edge_count: 0,
            first_edge: vec![NO_NODE],
            last_entry: Vec::new(),
            entries: Vec::new(),
            starts: vec![0],
            ends: vec![0],
            scratch: Default::default(),
            words: Vec::new(),
        }
    }
}

impl LexiconBuilder {
    /// The number of a folded word, new or known.
    pub fn word(&mut self, folded: &str) -> WordId {
        let word = self.known.number(folded);
        if word.0 as usize == self.starts.len() {
            self.first_edge.push(NO_NODE);
            self.starts.push(0);
            self.ends.push(0);
        }
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
        let (mut folded, mut tokens) = std::mem::take(&mut self.scratch);
        tokens.clear();
        tokens_into(phrase, &self.known, &mut tokens);
        words.clear();
        for token in &tokens {
            words.push(match token.word {
                WordId::UNKNOWN => {
                    fold_into(&phrase[token.start as usize..token.end as usize], &mut folded);
                    self.word(&folded)
                }
                known => known,
            });
        }
        self.scratch = (folded, tokens);
    }

    /// Adds `phrase` to `list` as its entry number `entry`. A phrase of one word that ends with `*` stands for every word that
    /// begins so and that no list knows.
    pub fn phrase(&mut self, phrase: &str, list: ListId, entry: u32) {
        if let Some(stem) =
            phrase.strip_suffix('*').filter(|s| s.len() >= STEM && s.bytes().all(|b| b.is_ascii_alphabetic()))
        {
            let word = self.word(&format!("{}*", fold(stem)));
            self.phrase_of(&[word], list, entry);
            return;
        }
        let mut words = std::mem::take(&mut self.words);
        self.cut_into(phrase, &mut words);
        self.phrase_of(&words, list, entry);
        self.words = words;
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
        let mut words = std::mem::take(&mut self.words);
        self.cut_into(name, &mut words);
        let entry = self.name_of(&words, list, new);
        self.words = words;
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
        self.starts[first.0 as usize] |= list.bit();
        self.ends[others.last().unwrap_or(first).0 as usize] |= list.bit();
        if self.first_edge[first.0 as usize] == NO_NODE {
            self.first_edge[first.0 as usize] = self.new_node();
        }
        let mut node = self.first_edge[first.0 as usize];
        for word in others {
            let mut at = edge_place(&self.edges, node, *word);
            if self.edges[at].1 == 0 {
                if self.edge_count * 2 >= self.edges.len() {
                    self.grow_edges();
                    at = edge_place(&self.edges, node, *word);
                }
                self.edges[at] = (node, word.0, self.new_node());
                self.edge_count += 1;
            }
            node = self.edges[at].2;
        }
        Some(node)
    }

    fn enter(&mut self, node: u32, list: ListId, entry: u32) {
        self.entries.push((self.last_entry[node as usize], list, entry));
        self.last_entry[node as usize] = self.entries.len() as u32;
    }

    /// The entry that `words` have in `list`; where they have several, the first.
    pub fn entry_of(&self, words: &[WordId], list: ListId) -> Option<u32> {
        let (first, others) = words.split_first()?;
        let node = Some(self.first_edge[first.0 as usize]).filter(|&node| node != NO_NODE)?;
        let node = others.iter().try_fold(node, |node, word| edge(&self.edges, node, *word))?;
        self.entries_of(node).filter(|(l, _)| *l == list).last().map(|(_, entry)| entry)
    }

    /// The entries of a node, last one first.
    fn entries_of(&self, node: u32) -> impl Iterator<Item = (ListId, u32)> {
        let mut at = self.last_entry[node as usize];
        std::iter::from_fn(move || {
            let (before, list, entry) = self.entries[at.checked_sub(1)? as usize];
            at = before;
            Some((list, entry))
        })
    }

    fn new_node(&mut self) -> u32 {
        self.last_entry.push(0);
        self.last_entry.len() as u32 - 1
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
    pub fn build(self) -> Lexicon {
        let count = self.known.len();
        let mut stem_words = Vec::new();
        for id in (1..count as u32).map(WordId) {
            let word = self.known.key(id).as_bytes();
            if word.len() > STEM && word.ends_with(b"*") {
                stem_words.push((chunk(word, 0) & STEM_MASK, id));
            }
        }
        let mut stems = vec![(0, Vec::new()); (stem_words.len() * 8 + 1).next_power_of_two()];
        for (head, word) in stem_words {
            let at = stem_place(&stems, head);
            stems[at].0 = head;
            stems[at].1.push(word);
        }
        let reported =
            self.lists.iter().enumerate().filter(|(_, (_, r))| *r).fold(0, |set, (i, _)| set | ListId(i as u8).bit());
        let mut entries = Vec::with_capacity(self.entries.len());
        let mut nodes: Vec<Node> = (0..self.last_entry.len() as u32)
            .map(|node| {
                let first = entries.len();
                entries.extend(self.entries_of(node));
                entries[first..].reverse();
                Node { first: first as u32, count: (entries.len() - first) as u16, goes_on: false }
            })
            .collect();
        self.edges.iter().filter(|edge| edge.1 != 0).for_each(|edge| nodes[edge.0 as usize].goes_on = true);
        let words = (0..count).map(|word| {
            let node = self.first_edge[word];
            let of = nodes.get(node as usize).map_or(0, |node| {
                let own = &entries[node.first as usize..node.first as usize + usize::from(node.count)];
                own.iter().fold(0, |set, (list, _)| set | list.bit())
            });
            let (starts, ends) = (self.starts[word], self.ends[word]);
            let reported = if starts & reported != 0 { node } else { NO_NODE };
            Word { of, starts, ends, node, reported }
        });
        let words = words.collect();
        let names = self.lists.into_iter().map(|(name, _)| name).collect();
        Lexicon { known: self.known, stems, edges: self.edges, nodes, entries, words, names, reported }
    }
}
