//! Which texts cannot hold a fact. Most news speaks of no programme and signs nothing; a look at its words tells, and costs no more
//! than a search. What must stand in a text is taken from the tables of facts, the rules of signing and the lists, a user's included,
//! so that the gate knows no words of its own: who adds a rule moves it.

use super::engine::Engine;
use super::only::Only;
use crate::fact::{Condition, FactTable, MEMBER_REACH};
use crate::gazetteer::Opener;
use crate::rule::{MentionKind, Needs};
use crate::text::{
    ABBREVIATIONS, BlockScan, Gap, Kinds, ListId, Listed, Shape, Sought, Token, WordId, WordSet, may_be_small,
    tokens_into,
};
use std::cell::OnceCell;
use std::ops::Range;

/// Kinds of phrases that texts are looked through for; the lists that rules name have those behind them.
mod kind {
    use crate::text::Kinds;

    /// The name of a programme.
    pub(super) const NAME: Kinds = Kinds::of(0);
    /// Words that mean a programme where more speaks for it.
    pub(super) const GENERAL: Kinds = Kinds::of(1);
    /// An act of signing or choosing, which is such.
    pub(super) const ACT: Kinds = Kinds::of(2);
    /// Receiving.
    pub(super) const RECEIVED: Kinds = Kinds::of(3);
    /// An award: one that no list knows is told by such words and those of receiving.
    pub(super) const AWARD: Kinds = Kinds::of(4);
    /// What is signed.
    pub(super) const INSTRUMENT: Kinds = Kinds::of(5);
    /// An instrument that can stand for the act in a title.
    pub(super) const TITLE: Kinds = Kinds::of(6);
    /// A word that a rule asks for.
    pub(super) const WORD: Kinds = Kinds::of(7);
    /// Words that open a part of those spoken of before.
    pub(super) const AMONG: Kinds = Kinds::of(8);
    /// How many there are.
    pub(super) const COUNT: u32 = 9;
}

/// How many sentences before words of signing what is signed can stand.
const BEFORE: usize = 2;

/// How many words behind those of an instrument its acronym can stand.
const ACRONYM: usize = 6;

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
        let of_programmes = gate.lists.len();
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
        let short = lexicon.list(ABBREVIATIONS).map(|list| lexicon.entries_of_lists(&WordSet::of([list])));
        let short: Vec<WordId> =
            short.into_iter().flatten().filter_map(|(_, _, words)| words.first().copied()).collect();
        let named = |list| list == programmes.list || list == programmes.generic_list;
        let phrases = |lists: &[(ListId, Kinds)]| {
            let of_lists = lexicon.entries_of_lists(&WordSet::of(lists.iter().map(|(list, _)| *list)));
            let sought = |(list, entry, words): (ListId, u32, Vec<WordId>)| {
                let never_small = || !programmes.may_be_written(lexicon.key(words[0]), Shape::Lower, true);
                let cased = words.len() == 1 && named(list) && never_small();
                Sought { kinds: gate.kinds(engine, list, entry), cased, words }
            };
            let all = of_lists.into_iter().map(sought);
            all.filter(|sought| sought.kinds != Kinds::default()).collect::<Vec<Sought>>()
        };
        let mut of_facts = phrases(&gate.lists);
        let of_rules = gate.words.iter().map(|&word| Sought { words: vec![word], kinds: kind::WORD, cased: false });
        of_facts.extend(of_rules);
        let of_programmes = phrases(&gate.lists[..of_programmes]);
        let scan = |phrases: &[Sought]| BlockScan::new(lexicon, phrases, short.iter().copied());
        (gate.facts, gate.programmes) = (scan(&of_facts), scan(&of_programmes));
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

    /// Whether `text` may be of an article that is wanted; `false` is certain.
    pub(super) fn admits(&self, engine: &Engine, text: &str, only: Only) -> bool {
        let scan = match only {
            Only::All => return true,
            Only::Facts if self.is_open => return true,
            Only::Facts => &self.facts,
            Only::Programme => &self.programmes,
        };
        let mut look = Look {
            gate: self,
            engine,
            text,
            facts: only == Only::Facts,
            blocks: Default::default(),
            all: Kinds::default(),
            general: Kinds::default(),
            award: false,
            of_a_region: false,
            signs: false,
            acronym: false,
            is_small: OnceCell::new(),
            tokens: Vec::new(),
        };
        scan.any(text, &engine.lexicon, |bytes, kinds| look.at(Block { bytes, kinds, exact: None })) || look.is_enough()
    }
}

/// A block of a text.
#[derive(Debug, Clone, Default)]
struct Block {
    bytes: Range<usize>,
    /// What it may hold.
    kinds: Kinds,
    /// What it does hold, once it was cut.
    exact: Option<Kinds>,
}

/// A look at one text.
struct Look<'l> {
    gate: &'l Gate,
    engine: &'l Engine,
    text: &'l str,
    /// Whether facts are wanted, or a programme is enough.
    facts: bool,
    /// The last blocks, the newest first.
    blocks: [Block; BEFORE + 1],
    /// What all of them may hold.
    all: Kinds,
    /// What those may hold in which the general name of a programme stands.
    general: Kinds,
    /// Whether an award is received, which some list of regions may have been given.
    award: bool,
    /// Whether something tells of a fact that needs a region.
    of_a_region: bool,
    /// Whether something is signed.
    signs: bool,
    /// Whether an instrument has an acronym, which then stands for it anywhere.
    acronym: bool,
    /// Whether the text is written without capitals, once that was asked.
    is_small: OnceCell<bool>,
    tokens: Vec<Token>,
}

impl Look<'_> {
    /// Notes what the next block may hold; whether that settles that the text is to be read.
    fn at(&mut self, block: Block) -> bool {
        let new = block.kinds;
        self.blocks.rotate_right(1);
        self.blocks[0] = block;
        if new == Kinds::default() {
            return false;
        }
        self.all |= new;
        if new.intersects(kind::NAME | kind::GENERAL) {
            let exact = self.exact(0);
            if exact.intersects(kind::NAME) {
                return true;
            }
            if exact.intersects(kind::GENERAL) {
                self.general |= new;
            }
        }
        self.facts && self.tells(new)
    }

    /// Whether the newest block, which may hold `new`, tells of a fact without a programme.
    fn tells(&mut self, new: Kinds) -> bool {
        if new.intersects(kind::TITLE | kind::WORD) && self.exact(0).intersects(kind::TITLE | kind::WORD) {
            return true;
        }
        // An acronym is found on the way.
        if new.intersects(kind::INSTRUMENT) && self.text[self.blocks[0].bytes.clone()].contains('(') {
            self.exact(0);
        }
        let award = kind::AWARD | kind::RECEIVED;
        self.award |= !self.award && new.holds(award) && self.exact(0).holds(award);
        let near = self.blocks.iter().fold(Kinds::default(), |near, block| near | block.kinds);
        for teller in &self.gate.tellers {
            if !new.intersects(teller.rule | teller.ground) || !near.holds(teller.rule) {
                continue;
            }
            self.signs |= teller.signs;
            if near.holds(teller.ground) && !(teller.of_regions && self.of_a_region) {
                let exact = (0..self.blocks.len()).fold(Kinds::default(), |near, number| near | self.exact(number));
                if exact.holds(teller.rule | teller.ground) {
                    if !teller.of_regions {
                        return true;
                    }
                    self.of_a_region = true;
                }
            }
        }
        false
    }

    /// Whether all blocks together settle that the text is to be read.
    fn is_enough(&mut self) -> bool {
        let general = self.general != Kinds::default();
        general && (self.all.intersects(kind::ACT) || self.general.intersects(kind::RECEIVED))
            || self.facts && (self.signs && self.acronym || (self.award || self.of_a_region) && self.names_regions())
    }

    /// Whether regions are named such as the facts need that were told of: one, or several near to each other for an award, which only a list of
    /// regions receives, or one of those spoken of before.
    fn names_regions(&mut self) -> bool {
        let (engine, lexicon) = (self.engine, &self.engine.lexicon);
        let list = engine.gazetteer.regions.list;
        self.cut(0..self.text.len());
        let (tokens, is_small) = (&self.tokens, self.is_small());
        let is_name = |at: &usize| {
            let typed = || {
                at.checked_sub(1).is_some_and(|before| {
                    lexicon.ends(tokens[before].word, engine.regions.type_words.id())
                        || self.text.as_bytes()[tokens[before].start as usize] == b')'
                })
            };
            (tokens[*at].shape != Shape::Lower || is_small || typed()) && lexicon.starts(tokens[*at].word, list)
        };
        let mut named =
            (0..tokens.len()).filter(is_name).filter_map(|at| Some((at, lexicon.longest(tokens, at, list)?.0)));
        let Some((mut first, mut end)) = named.next() else { return false };
        self.of_a_region
            || self.all.intersects(kind::AMONG)
            || named.any(|(at, past)| {
                let near = at > first && at <= end.max(first + 1) + MEMBER_REACH;
                (first, end) = (at, past);
                near
            })
    }

    /// What block `number` holds: it is cut, once.
    fn exact(&mut self, number: usize) -> Kinds {
        if let Some(exact) = self.blocks[number].exact {
            return exact;
        }
        let (gate, lexicon) = (self.gate, &self.engine.lexicon);
        let bytes = self.blocks[number].bytes.clone();
        let raw = &self.text[bytes.clone()];
        self.cut(bytes);
        let mut exact = Kinds::default();
        for at in 0..self.tokens.len() {
            if gate.words.contains(&self.tokens[at].word) {
                exact |= kind::WORD;
            }
            if !lexicon.starts_any(self.tokens[at].word, &gate.every) {
                continue;
            }
            for &(list, _) in &gate.lists {
                if let Some((end, entry)) = lexicon.longest(&self.tokens, at, list) {
                    exact |= self.written(raw, (at, end), gate.kinds(self.engine, list, entry));
                }
            }
        }
        self.blocks[number].exact = Some(exact);
        exact
    }

    /// Whether the text may be written without capitals: then names have none.
    fn is_small(&self) -> bool {
        *self.is_small.get_or_init(|| may_be_small(self.text))
    }

    /// Cuts these bytes of the text. Lines that were broken for their length are joined when a text is read: here all are.
    fn cut(&mut self, bytes: Range<usize>) {
        self.tokens.clear();
        tokens_into(&self.text[bytes], &self.engine.lexicon, &mut self.tokens);
        self.tokens.iter_mut().for_each(|token| token.gap = token.gap.min(Gap::Space));
    }

    /// What an entry is at these tokens of `raw`, which is of `kinds`.
    fn written(&mut self, raw: &str, (at, end): (usize, usize), kinds: Kinds) -> Kinds {
        let printed = |at: usize| self.tokens.get(at).map_or("", |t| &raw[t.start as usize..t.end as usize]);
        let Token { shape, .. } = self.tokens[at];
        let named = kind::NAME | kind::GENERAL;
        if kinds.intersects(named) && end == at + 1 {
            let programmes = &self.engine.gazetteer.programmes;
            let may_be = |is_small| programmes.may_be_written(printed(at), shape, is_small);
            if !may_be(false) && !(may_be(true) && self.is_small()) {
                return Kinds::default();
            }
            // “Innovative Government Award (IGA)”: spelled out.
            if at > 0 && printed(at - 1) == "(" && printed(end) == ")" {
                return kind::NAME;
            }
        }
        if kinds.intersects(kind::INSTRUMENT) {
            // “Nota Kesepakatan Dukungan Program (NKDP)”
            self.acronym |= (end..end + ACRONYM).any(|at| printed(at) == "(");
            if shape == Shape::Lower {
                return kinds.without(kind::TITLE);
            }
        }
        kinds
    }
}
