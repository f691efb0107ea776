//! Which texts cannot hold a fact. Most news speaks of no programme and signs nothing; a look at its words tells, and costs no more
//! than a search. What must stand in a text is taken from the tables of facts, the rules of signing and the lists, a user's included,
//! so that the gate knows no words of its own: who adds a rule moves it.

mod kind;
mod look;

use super::engine::Engine;
use super::only::Only;
use crate::fact::{Condition, FactTable};
use crate::gazetteer::Opener;
use crate::rule::Needs;
use crate::text::{ABBREVIATIONS, BlockScan, Kinds, ListId, Listed, Shape, Sought, WordId, WordSet};
use look::Look;

/// What texts are looked through for.
#[derive(Debug)]
pub(super) struct Gate {
    facts: BlockScan,
    programmes: BlockScan,
    /// Words that rules name.
    words: Vec<WordId>,
    /// The lists that are looked for, with the kind that each has of its own where a rule names it.
    lists: Vec<(ListId, Kinds)>,
    /// What tells of a fact without naming a programme.
    tellers: Vec<Teller>,
    /// All of them.
    every: WordSet,
    /// How many words the name of a region has at most.
    region_words: usize,
    /// Whether a rule or table asks for something that no words tell: then every text may hold a fact.
    is_open: bool,
}

/// Kinds of which phrases of all stand in neighbouring sentences where a rule tells of a fact.
#[derive(Debug, Clone, Copy)]
struct Teller {
    /// Those of the rule.
    rule: Kinds,
    /// What else must be there.
    ground: Kinds,
    /// Whether it is of signing.
    signs: bool,
    /// Whether its facts need a region.
    of_regions: bool,
    /// Whether its own sentence names that region or points to it.
    at_once: bool,
}

impl Gate {
    pub(super) fn new(engine: &Engine) -> Self {
        let (programmes, lists) = (&engine.gazetteer.programmes, &engine.programmes);
        let named = [programmes.list, programmes.generic_list];
        let support = [lists.signing_verbs.id(), lists.instruments.id(), lists.selection.id()];
        let facts = &engine.facts;
        let others = [facts.award_words.id(), facts.list_openers.id(), facts.ourselves.id()];
        let lists = named.into_iter().chain(support).chain(others);
        let mut gate = Gate {
            facts: BlockScan::default(),
            programmes: BlockScan::default(),
            words: Vec::new(),
            lists: lists.map(|list| (list, Kinds::default())).collect(),
            tellers: Vec::new(),
            every: WordSet::default(),
            region_words: 0,
            is_open: false,
        };
        gate.add_tellers(engine);
        gate.every = WordSet::of(gate.lists.iter().map(|(list, _)| *list));
        let (of_facts, abbreviations) = gate.sought(engine);
        let regions = of_facts.iter().filter(|sought| sought.kinds.intersects(kind::REGION));
        gate.region_words = regions.map(|sought| sought.words.len()).max().unwrap_or_default();
        let of_programme = kind::NAME | kind::GENERAL | kind::ACT | kind::RECEIVED;
        let of_programmes = of_facts.iter().filter(|sought| sought.kinds.intersects(of_programme));
        let of_programmes: Vec<Sought> = of_programmes.cloned().collect();
        gate.facts = BlockScan::new(&engine.lexicon, &of_facts, &abbreviations);
        gate.programmes = BlockScan::new(&engine.lexicon, &of_programmes, &abbreviations);
        gate
    }

    /// Adds what the rules of signing and those of tables that need no programme ask for.
    fn add_tellers(&mut self, engine: &Engine) {
        // Without words of signing and what is signed there is no signing.
        let instruments = [engine.programmes.instruments.id()];
        let signed: &[ListId] = if engine.tables.signings_need_ground() { &instruments } else { &[] };
        let mut free = kind::COUNT;
        for rule in engine.rules.signings.rules() {
            self.add_teller((rule.needs(), signed), None, &mut free);
        }
        let evaluated = [engine.facts.evaluation_words.id()];
        for table in engine.tables.told_without_programme() {
            let ground: &[ListId] = if table.is_left_if(Condition::NothingEvaluated) { &evaluated } else { &[] };
            for rule in table.rules() {
                self.add_teller((rule.needs(), ground), Some(table), &mut free);
            }
        }
    }

    /// Adds what a rule needs, of `table` if it is not of signing, beside a phrase of each of `ground`.
    fn add_teller(&mut self, (needs, ground): (Needs, &[ListId]), table: Option<&FactTable>, free: &mut u32) {
        match needs {
            Needs::Word(word) => self.words.push(word),
            Needs::Entries(lists) => {
                let [rule, ground] = [&lists, ground].map(|lists| self.kinds_of(lists, free));
                let of_regions = table.is_some_and(FactTable::requires_region);
                let at_once = table.is_some_and(FactTable::names_region_at_once);
                self.tellers.push(Teller { rule, ground, signs: table.is_none(), of_regions, at_once });
            }
            Needs::Anything => self.is_open = true,
        }
    }

    /// The phrases that are looked for, and the words that are abbreviations.
    fn sought(&self, engine: &Engine) -> (Vec<Sought>, Vec<WordId>) {
        let (lexicon, programmes) = (&engine.lexicon, &engine.gazetteer.programmes);
        let (regions, abbreviations) = (engine.gazetteer.regions.list, lexicon.list(ABBREVIATIONS));
        let every = self.every.union(WordSet::of([regions].into_iter().chain(abbreviations)));
        let of_rule = |&word: &WordId| Sought { words: vec![word], kinds: kind::WORD, cased: false };
        let (mut sought, mut short) = (self.words.iter().map(of_rule).collect::<Vec<_>>(), Vec::new());
        for (list, entry, words) in lexicon.entries_of_lists(&every) {
            if Some(list) == abbreviations {
                short.extend(words.first());
            }
            let kinds = if list == regions { kind::REGION } else { self.kinds(engine, list, entry) };
            let never_small = || !programmes.may_be_written(lexicon.key(words[0]), Shape::Lower, true);
            let cased = words.len() == 1 && kinds.intersects(kind::NAME | kind::GENERAL) && never_small();
            if kinds != Kinds::default() {
                sought.push(Sought { words, kinds, cased });
            }
        }
        (sought, short)
    }

    /// The kinds of the phrases of `lists`, which a rule names. `free` is the next kind that there is.
    fn kinds_of(&mut self, lists: &[ListId], free: &mut u32) -> Kinds {
        let mut all = Kinds::default();
        for &list in lists {
            let at = self.lists.iter().position(|(known, _)| *known == list).unwrap_or_else(|| {
                self.lists.push((list, Kinds::default()));
                self.lists.len() - 1
            });
            let kinds = &mut self.lists[at].1;
            if *kinds == Kinds::default() && *free < Kinds::MOST {
                *kinds = Kinds::of(*free);
                *free += 1;
            }
            self.is_open |= *kinds == Kinds::default();
            all |= *kinds;
        }
        all
    }

    /// What entry number `entry` of `list` is.
    fn kinds(&self, engine: &Engine, list: ListId, entry: u32) -> Kinds {
        let (programmes, lists) = (&engine.gazetteer.programmes, &engine.programmes);
        let own = self.lists.iter().find(|(known, _)| *known == list).map(|(_, kinds)| *kinds).unwrap_or_default();
        let given = |kinds, holds: bool| if holds { kinds } else { Kinds::default() };
        own | if list == programmes.list {
            kind::NAME
        } else if list == programmes.generic_list {
            kind::GENERAL
        } else if list == lists.signing_verbs.id() {
            kind::ACT
        } else if list == lists.instruments.id() {
            let instrument = lists.instruments.entry(entry);
            kind::INSTRUMENT | given(kind::ACT, !instrument.is_accord()) | given(kind::TITLE, instrument.is_strong())
        } else if list == lists.selection.id() {
            let chosen = lists.selection.entry(entry);
            given(kind::ACT, chosen.is_chosen()) | given(kind::RECEIVED, chosen.is_of_receiving())
        } else if list == engine.facts.list_openers.id() {
            given(kind::AMONG, *engine.facts.list_openers.entry(entry) == Opener::Among)
        } else if list == engine.facts.ourselves.id() {
            kind::OWN
        } else {
            given(kind::AWARD, list == engine.facts.award_words.id())
        }
    }

    /// Whether `text` may be of an article that is wanted, whose lines stand `apart` where others may stand between them; `false` is
    /// certain.
    pub(super) fn admits(&self, engine: &Engine, text: &str, only: Only, apart: bool) -> bool {
        let scan = match only {
            Only::All => return true,
            Only::Facts if self.is_open => return true,
            Only::Facts => &self.facts,
            Only::Programme => &self.programmes,
        };
        let hits = scan.hits(text, &engine.lexicon);
        let mut look = Look::new(self, engine, (text, hits.all), (only, apart));
        look.may_be_enough() && (scan.any(text, &hits, |block| look.at(block)) || look.is_enough())
    }
}
