//! Which texts cannot hold a fact. Most news speaks of no programme and signs nothing; a look at its words tells, and costs no more
//! than a search. What must stand in a text is taken from the tables of facts, the rules of signing and the lists, a user's included,
//! so that the gate knows no words of its own: who adds a rule moves it.

mod kind;
mod look;

use super::engine::Engine;
use super::only::Only;
use crate::fact::{Condition, FactTable};
use crate::gazetteer::Opener;
use crate::rule::{MentionKind, Needs};
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
}

impl Gate {
    pub(super) fn new(engine: &Engine) -> Self {
        let lexicon = &engine.lexicon;
        let (programmes, lists) = (&engine.gazetteer.programmes, &engine.programmes);
        // Without words of signing and what is signed there is no signing, unless a user's table wants none of the latter.
        let table = |table: &&FactTable| table.begins_with(MentionKind::Signing);
        let signs_nothing = engine.tables.all().filter(table).any(|table| !table.is_left_if(Condition::NothingToSign));
        let signed: &[ListId] = if signs_nothing { &[] } else { &[lists.instruments.id()] };
        let of_signing = engine.rules.signings.rules().iter().map(|rule| (rule, signed, None));
        let evaluated = [engine.facts.evaluation_words.id()];
        let others =
            engine.tables.all().filter(|table| !table.requires_programme() && !table.begins_with(MentionKind::Signing));
        let of_others = others.flat_map(|table| {
            let besides: &[ListId] = if table.is_left_if(Condition::NothingEvaluated) { &evaluated } else { &[] };
            table.rules().iter().map(move |rule| (rule, besides, Some(table)))
        });
        let mut gate = Gate {
            facts: BlockScan::default(),
            programmes: BlockScan::default(),
            words: Vec::new(),
            lists: Vec::new(),
            tellers: Vec::new(),
            every: WordSet::default(),
            is_open: false,
        };
        let named = [programmes.list, programmes.generic_list];
        let support = [lists.signing_verbs.id(), lists.instruments.id(), lists.selection.id()];
        gate.lists.extend(named.into_iter().chain(support).map(|list| (list, Kinds::default())));
        let of_lists = [engine.facts.award_words.id(), engine.facts.list_openers.id()];
        gate.lists.extend(of_lists.map(|list| (list, Kinds::default())));
        let mut free = kind::COUNT;
        for (rule, besides, table) in of_signing.chain(of_others) {
            match rule.needs() {
                Needs::Word(word) => gate.words.push(word),
                Needs::Entries(lists) => {
                    let [rule, ground] = [&lists, besides].map(|lists| gate.kinds_of(lists, &mut free));
                    let of_regions = table.is_some_and(FactTable::requires_region);
                    gate.tellers.push(Teller { rule, ground, signs: table.is_none(), of_regions });
                }
                Needs::Anything => gate.is_open = true,
            }
        }
        gate.every = WordSet::of(gate.lists.iter().map(|(list, _)| *list));
        let (regions, abbreviations) = (engine.gazetteer.regions.list, lexicon.list(ABBREVIATIONS));
        let every = gate.every.union(WordSet::of([regions].into_iter().chain(abbreviations)));
        let (mut of_facts, mut short) = (Vec::new(), Vec::new());
        for (list, entry, words) in lexicon.entries_of_lists(&every) {
            if Some(list) == abbreviations {
                short.extend(words.first());
            }
            let kinds = if list == regions { kind::REGION } else { gate.kinds(engine, list, entry) };
            let never_small = || !programmes.may_be_written(lexicon.key(words[0]), Shape::Lower, true);
            let cased = words.len() == 1 && kinds.intersects(kind::NAME | kind::GENERAL) && never_small();
            if kinds != Kinds::default() {
                of_facts.push(Sought { words, kinds, cased });
            }
        }
        let support = kind::NAME | kind::GENERAL | kind::ACT | kind::RECEIVED;
        let of_programmes: Vec<Sought> =
            of_facts.iter().filter(|sought| sought.kinds.intersects(support)).cloned().collect();
        let of_rules = gate.words.iter().map(|&word| Sought { words: vec![word], kinds: kind::WORD, cased: false });
        of_facts.extend(of_rules);
        gate.facts = BlockScan::new(lexicon, &of_facts, &short);
        gate.programmes = BlockScan::new(lexicon, &of_programmes, &short);
        gate
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
        let mut look = Look::new(self, engine, text, (only, apart));
        scan.any(text, &engine.lexicon, |bytes, kinds| look.at(bytes, kinds)) || look.is_enough()
    }
}
