//! Which texts cannot hold a fact. Most news speaks of no programme and signs nothing; a look at its words tells, and costs no more
//! than a search. What must stand in a text is taken from the tables of facts, the rules of signing and the lists, a user's included,
//! so that the gate knows no words of its own: who adds a rule moves it.

use super::engine::Engine;
use crate::fact::{Condition, FactTable};
use crate::record::{ArticleRecord, MentionType};
use crate::rule::{MentionKind, Needs};
use crate::text::{Gap, Lexicon, ListId, Listed, Shape, Token, WordId, WordScan, WordSet, is_invisible, tokens_into};
use crate::vocabulary;
use std::collections::HashMap;
use std::ops::Range;

vocabulary! {
    /// Which records are wanted.
    pub enum Only {
        /// Of all articles.
        All = "all",
        /// Of articles that name a programme.
        Programme = "programme",
        /// Of articles that hold a fact.
        Facts = "facts",
    }
}

impl Only {
    /// Whether `record` is wanted.
    pub fn is_in(self, record: &ArticleRecord<'_>) -> bool {
        match self {
            Only::All => true,
            Only::Programme => record.mentions.iter().any(|m| m.value.kind() == MentionType::Programme),
            Only::Facts => !record.facts.is_empty(),
        }
    }
}

/// Bytes of a text that are cut at a word that could begin something; more where a phrase goes on behind them.
const WINDOW: usize = 96;

/// What texts are looked through for.
#[derive(Debug)]
pub(super) struct Gate {
    /// Names of programmes, words of signing, and of each row of `together` the list that is the rarest.
    first: Search,
    /// What goes with them: asked only where something of the first was found.
    then: Search,
    /// The same for programmes alone.
    names: Search,
    /// Words that rules name.
    words: Vec<WordId>,
    /// Lists of which entries of all stand in a text that tells a fact without naming a programme.
    together: Vec<WordSet>,
    /// Whether a rule or table asks for something that no words tell: then every text may hold a fact.
    is_open: bool,
    /// Words of an act, of choosing or of receiving, with which a general name means a programme.
    support: WordSet,
    /// Words of awards: one that no list knows is told by them and words of receiving.
    awards: WordSet,
}

/// Lists whose entries are looked for.
#[derive(Debug)]
struct Search {
    lists: Vec<ListId>,
    scan: WordScan,
}

impl Search {
    fn new(lexicon: &Lexicon, mut lists: Vec<ListId>, words: &[WordId]) -> Self {
        lists.sort_unstable();
        lists.dedup();
        let all = WordSet::of(lists.iter().copied());
        Search { lists, scan: WordScan::new(lexicon, |word| lexicon.starts_any(word, &all) || words.contains(&word)) }
    }
}

/// What a text was seen to hold.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    /// Lists of which entries stand in it.
    held: WordSet,
    /// The general name of a programme.
    general: bool,
    /// An instrument that can stand for the act.
    title: bool,
    /// Words of receiving.
    receives: bool,
}

impl Gate {
    pub(super) fn new(engine: &Engine) -> Self {
        let lexicon = &engine.lexicon;
        let (programmes, lists) = (&engine.gazetteer.programmes, &engine.programmes);
        let (verbs, instruments, selection) = (lists.signing_verbs.id(), lists.instruments.id(), lists.selection.id());
        // Without words of signing and what is signed there is no signing, unless a user's table wants none of the latter.
        let table = |table: &&FactTable| table.begins_with(MentionKind::Signing);
        let signs_nothing = engine.tables.all().filter(table).any(|table| !table.is_left_if(Condition::NothingToSign));
        let signed: &[ListId] = if signs_nothing { &[] } else { &[instruments] };
        let of_signing = engine.rules.signings.rules().iter().map(|rule| (rule, signed));
        let evaluated = [engine.facts.evaluation_words.id()];
        let others =
            engine.tables.all().filter(|table| !table.requires_programme() && !table.begins_with(MentionKind::Signing));
        let of_others = others.flat_map(|table| {
            let besides: &[ListId] = if table.is_left_if(Condition::NothingEvaluated) { &evaluated } else { &[] };
            table.rules().iter().map(move |rule| (rule, besides))
        });
        let (mut rows, mut words, mut is_open) = (Vec::new(), Vec::new(), false);
        for (rule, besides) in of_signing.chain(of_others) {
            match rule.needs() {
                Needs::Word(word) => words.push(word),
                Needs::Entries(lists) => rows.push([&lists, besides].concat()),
                Needs::Anything => is_open = true,
            }
        }
        let letters = shortest(lexicon, &WordSet::of(rows.iter().flatten().copied()));
        let rarest = rows.iter().filter_map(|row| row.iter().copied().max_by_key(|list| letters.get(list)));
        let named = [programmes.list, programmes.generic_list];
        let awards = engine.facts.award_words.id();
        let first = named.into_iter().chain([instruments, awards]).chain(rarest).collect();
        let support = [verbs, instruments, selection];
        Gate {
            first: Search::new(lexicon, first, &words),
            then: Search::new(lexicon, rows.iter().flatten().copied().chain(support).collect(), &[]),
            names: Search::new(lexicon, named.to_vec(), &[]),
            words,
            together: rows.into_iter().map(WordSet::of).collect(),
            is_open,
            support: WordSet::of(support),
            awards: WordSet::of([awards]),
        }
    }

    /// Whether `text` may be of an article that is wanted; `false` is certain.
    pub(super) fn admits(&self, engine: &Engine, text: &str, only: Only) -> bool {
        let facts = match only {
            Only::All => return true,
            Only::Facts if self.is_open => return true,
            Only::Facts => true,
            Only::Programme => false,
        };
        let mut look = Look { gate: self, engine, text, seen: Seen::default(), tokens: Vec::new() };
        if look.through(if facts { &self.first } else { &self.names }) || facts && look.seen.title {
            return true;
        }
        // Most texts end here.
        let mut rows = self.together.iter().chain([&self.awards]);
        let begun = facts && rows.any(|row| row.intersects(&look.seen.held));
        if !begun && !look.seen.general {
            return false;
        }
        look.through(&self.then);
        let Seen { held, general, receives, .. } = look.seen;
        let tells = || self.together.iter().any(|row| held.holds(row)) || receives && held.holds(&self.awards);
        general && held.intersects(&self.support) || facts && tells()
    }
}

/// Letters of the shortest word that an entry of each list begins with: short words are in every text.
fn shortest(lexicon: &Lexicon, lists: &WordSet) -> HashMap<ListId, usize> {
    let mut shortest: HashMap<ListId, usize> = HashMap::new();
    for (list, words) in lexicon.phrases_of(lists) {
        let letters = words.first().map_or(0, |word| lexicon.key(*word).len());
        shortest.entry(list).and_modify(|least| *least = letters.min(*least)).or_insert(letters);
    }
    shortest
}

/// A look at one text.
struct Look<'l> {
    gate: &'l Gate,
    engine: &'l Engine,
    text: &'l str,
    seen: Seen,
    tokens: Vec<Token>,
}

impl Look<'_> {
    /// Notes what stands in the text; whether that settles that it is to be read.
    fn through(&mut self, search: &Search) -> bool {
        let (text, lexicon) = (self.text, &self.engine.lexicon);
        search.scan.any(text, lexicon, |place, word| self.at(search, place, word))
    }

    /// Notes the entries that begin with `word`.
    fn at(&mut self, search: &Search, place: Range<usize>, word: WordId) -> bool {
        let lexicon = &self.engine.lexicon;
        if self.gate.words.contains(&word) {
            return true;
        }
        let next = WordScan::next_plain(self.text, place.end, lexicon);
        let goes_on = next.is_none_or(|next| lexicon.goes_on_with(word, next));
        let mut is_cut = false;
        for &list in &search.lists {
            if !lexicon.starts(word, list) || !goes_on && !lexicon.is_in(word, list) || !self.is_news(list) {
                continue;
            }
            if !std::mem::replace(&mut is_cut, true) {
                self.cut(place.start);
            }
            if let Some((end, entry)) = lexicon.longest(&self.tokens, 0, list)
                && self.holds(list, place.start, end, entry)
            {
                return true;
            }
        }
        false
    }

    /// Whether it matters that an entry of `list` stands in the text: it is not known yet, or there is more to an entry.
    fn is_news(&self, list: ListId) -> bool {
        let (engine, seen) = (self.engine, &self.seen);
        let lists = &engine.programmes;
        let is_one_of_many =
            list == lists.instruments.id() && !seen.title || list == lists.selection.id() && !seen.receives;
        is_one_of_many || list == engine.gazetteer.programmes.generic_list || !seen.held.holds(&WordSet::of([list]))
    }

    /// Notes an entry of `list`, the tokens up to `end`; whether that settles that the text is to be read.
    fn holds(&mut self, list: ListId, at: usize, end: usize, entry: u32) -> bool {
        let (programmes, instruments) = (&self.engine.gazetteer.programmes, &self.engine.programmes.instruments);
        let selection = &self.engine.programmes.selection;
        if list == selection.id() {
            let chosen = selection.entry(entry);
            self.seen.receives |= chosen.is_of_receiving();
            if !chosen.is_of_receiving() && !chosen.is_chosen() {
                return false;
            }
        }
        if list != programmes.list && list != programmes.generic_list {
            self.seen.held.insert(list);
            let is_title = list == instruments.id() && self.tokens[0].shape != Shape::Lower;
            self.seen.title |= is_title && instruments.entry(entry).is_strong();
            return false;
        }
        if end == 1 && !self.may_be_written(at) {
            return false;
        }
        self.seen.general = true;
        list == programmes.list || self.is_bracketed(at, end)
    }

    /// “Innovative Government Award (IGA)”
    fn is_bracketed(&self, at: usize, end: usize) -> bool {
        let closes = self.tokens.get(end).and_then(|token| self.text.as_bytes().get(at + token.start as usize));
        let before = self.text[..at].trim_end_matches(|c: char| c.is_whitespace() || is_invisible(c));
        closes == Some(&b')') && before.ends_with('(')
    }

    fn may_be_written(&self, at: usize) -> bool {
        let token = self.tokens[0];
        let word = self.text.get(at..at + token.end as usize).unwrap_or_default();
        // Whether the text has capitals at all is not known yet.
        self.engine.gazetteer.programmes.may_be_written(word, token.shape, true)
    }

    /// Cuts the text from a byte on, as far as the longest phrase that begins there.
    fn cut(&mut self, at: usize) {
        let (text, lexicon) = (self.text, &self.engine.lexicon);
        let mut reach = WINDOW;
        loop {
            let end = (at + reach).min(text.len());
            let end = (end..=text.len()).find(|&end| text.is_char_boundary(end)).unwrap_or(text.len());
            self.tokens.clear();
            tokens_into(&text[at..end], lexicon, &mut self.tokens);
            // Lines that were broken for their length are joined when a text is read: here all are.
            self.tokens.iter_mut().for_each(|token| token.gap = token.gap.min(Gap::Space));
            if end == text.len() || !lexicon.reaches(&self.tokens) {
                return;
            }
            reach *= 4;
        }
    }
}
