//! A look at one text, block by block: what its words allow for, and what its phrases hold where that could be enough.

use super::{Gate, Teller, kind};
use crate::engine::{Engine, Only};
use crate::fact::{GROUND_BEFORE, MEMBER_REACH};
use crate::mention::signing::NAME;
use crate::text::{Block, Gap, Kinds, Listed, Shape, Token, is_invisible, may_be_small, tokens_into};
use std::cell::OnceCell;
use std::ops::Range;

/// Bytes of the words between an instrument and its acronym, at most.
const NAME_BYTES: usize = 200;

/// A block of a text that is looked at.
#[derive(Debug, Clone, Default)]
struct Looked {
    bytes: Range<usize>,
    /// What it may hold.
    kinds: Kinds,
    /// What it does hold, once it was cut.
    exact: Option<Kinds>,
}

/// Where regions may be named.
#[derive(Debug, Clone)]
struct Named {
    bytes: Range<usize>,
    /// How many names there may be.
    names: usize,
    /// How many words stand before the last.
    last: usize,
}

/// A look at one text.
pub(super) struct Look<'l> {
    gate: &'l Gate,
    engine: &'l Engine,
    text: &'l str,
    /// Whether facts are wanted, or a programme is enough.
    facts: bool,
    /// Where lines of the article may stand apart, in any order: what tells of a fact if its ground stands anywhere.
    apart: Option<Vec<Teller>>,
    /// The last blocks, the newest first.
    blocks: [Looked; GROUND_BEFORE + 1],
    /// The blocks that may name regions, next to each other made one where those may be near.
    regions: Vec<Named>,
    /// What all blocks of the text may hold.
    all: Kinds,
    /// What those may hold in which the general name of a programme stands.
    general: Kinds,
    /// Whether something tells of a fact that needs a region.
    of_a_region: bool,
    /// Whether something does that needs several, or one of two names: an award is received, which a list may have been given.
    of_regions: bool,
    /// Whether something is signed.
    signs: bool,
    /// Whether an instrument has an acronym, which then stands for it anywhere.
    acronym: bool,
    /// Whether the text is written without capitals, once that was asked.
    is_small: OnceCell<bool>,
    tokens: Vec<Token>,
}

impl<'l> Look<'l> {
    pub(super) fn new(
        gate: &'l Gate,
        engine: &'l Engine,
        (text, all): (&'l str, Kinds),
        (only, apart): (Only, bool),
    ) -> Self {
        Look {
            gate,
            engine,
            text,
            facts: only == Only::Facts,
            apart: apart.then(Vec::new),
            blocks: Default::default(),
            regions: Vec::new(),
            all,
            general: Kinds::default(),
            of_a_region: false,
            of_regions: false,
            signs: false,
            acronym: false,
            is_small: OnceCell::new(),
            tokens: Vec::new(),
        }
    }

    /// Whether all blocks together may hold what is enough, wherever each of it stands.
    pub(super) fn may_be_enough(&self) -> bool {
        let all = self.all;
        let told = |teller: &Teller| {
            all.holds(teller.rule | teller.ground) && (!teller.of_regions || all.intersects(kind::REGION))
        };
        all.intersects(kind::NAME | kind::GENERAL)
            || self.facts && (all.intersects(kind::TITLE | kind::WORD) || self.may_give_award())
            || self.facts && self.gate.tellers.iter().any(told)
    }

    /// Whether an award may be received by a region.
    fn may_give_award(&self) -> bool {
        self.all.holds(kind::AWARD | kind::RECEIVED | kind::REGION)
    }

    /// Looks at the next block. Whether that settles that the text is to be read.
    pub(super) fn at(&mut self, block: Block<'_>) -> bool {
        self.note_regions(&block);
        let new = block.kinds;
        self.blocks.rotate_right(1);
        self.blocks[0] = Looked { bytes: block.bytes, kinds: new, exact: None };
        if new == Kinds::default() {
            return false;
        }
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
        let Range { start, end } = self.blocks[0].bytes;
        if new.intersects(kind::INSTRUMENT) && (self.text[start..end].contains('(') || self.opens_behind(end)) {
            self.exact(0);
        }
        let award = kind::AWARD | kind::RECEIVED;
        self.of_regions |= !self.of_regions && new.holds(award) && self.exact(0).holds(award);
        let near = self.blocks.iter().fold(Kinds::default(), |near, block| near | block.kinds);
        for teller in &self.gate.tellers {
            if !new.intersects(teller.rule | teller.ground) || !near.holds(teller.rule) {
                continue;
            }
            self.signs |= teller.signs;
            if self.apart.is_some() {
                let exact = self.exact_near();
                let told = self.apart.iter_mut().filter(|_| exact.holds(teller.rule));
                told.for_each(|told| told.push(*teller));
                continue;
            }
            if near.holds(teller.ground) && !(teller.of_regions && self.of_a_region) {
                let exact = self.exact_near();
                if exact.holds(teller.rule | teller.ground) {
                    if !teller.of_regions {
                        return true;
                    }
                    // The second name of a region may stand alone.
                    let names = kind::REGION | kind::OWN;
                    let at_once = |block: &Looked| block.kinds.holds(teller.ground) && block.kinds.intersects(names);
                    let is_named = !teller.at_once || self.blocks.iter().any(at_once);
                    self.of_a_region |= is_named;
                    self.of_regions |= !is_named;
                }
            }
        }
        false
    }

    /// Whether all blocks together settle that the text is to be read.
    pub(super) fn is_enough(&mut self) -> bool {
        for teller in self.apart.iter_mut().flat_map(std::mem::take) {
            if self.all.holds(teller.ground) {
                if !teller.of_regions {
                    return true;
                }
                self.of_a_region = true;
            }
        }
        let general = self.general != Kinds::default();
        let wants_region = (self.of_regions || self.of_a_region) && self.all.intersects(kind::REGION);
        general && (self.all.intersects(kind::ACT) || self.general.intersects(kind::RECEIVED))
            || self.facts && (self.signs && self.acronym || wants_region && self.names_regions())
    }

    /// Notes where `block` may name regions.
    fn note_regions(&mut self, block: &Block<'_>) {
        let names = block.hits.iter().filter(|hit| hit.kinds.intersects(kind::REGION));
        // Words of both names can stand between those by which they are found.
        let reach = MEMBER_REACH + 2 * self.gate.region_words;
        for hit in names {
            match self.regions.last_mut() {
                Some(named)
                    if named.bytes.end == block.bytes.end
                        || hit.number <= named.last + reach
                        || self.apart.is_some() =>
                {
                    *named =
                        Named { bytes: named.bytes.start..block.bytes.end, names: named.names + 1, last: hit.number };
                }
                _ => self.regions.push(Named { bytes: block.bytes.clone(), names: 1, last: hit.number }),
            }
        }
    }

    /// Whether regions are named such as the facts need that were told of: one; for an award, which a list of regions receives or one of
    /// those spoken of before, two near to each other.
    fn names_regions(&mut self) -> bool {
        let one = self.of_a_region || self.all.intersects(kind::AMONG);
        std::mem::take(&mut self.regions).into_iter().any(|named| self.names(named, one))
    }

    /// Whether one region is `named`, or two near to each other.
    fn names(&mut self, named: Named, one: bool) -> bool {
        let Range { start, end } = named.bytes;
        // “Kabupaten Sumbawa Barat (KSB)”: a second name.
        let opens_behind = self.opens_at(end);
        if !one && named.names == 1 && !opens_behind && !self.text[start..end].contains('(') {
            return false;
        }
        self.cut(start..end);
        let (text, tokens, is_small) = (&self.text[start..end], &self.tokens, self.is_small());
        let (engine, lexicon) = (self.engine, &self.engine.lexicon);
        let list = engine.gazetteer.regions.list;
        let mark = |at: usize| text.as_bytes()[tokens[at].start as usize];
        let is_name = |at: usize| {
            let typed =
                || at == 0 || lexicon.ends(tokens[at - 1].word, engine.regions.type_words.id()) || mark(at - 1) == b')';
            (tokens[at].shape != Shape::Lower || is_small || typed()) && lexicon.starts(tokens[at].word, list)
        };
        let mut reach = None;
        (0..tokens.len()).filter(|at| is_name(*at)).any(|at| {
            let Some((end, _)) = lexicon.longest(tokens, at, list) else { return false };
            let opens = if end < tokens.len() { mark(end) == b'(' } else { opens_behind };
            // Between lines that stand apart there may be others.
            let is_near = reach.is_some_and(|reach| at <= reach || self.apart.is_some());
            reach = Some(end + MEMBER_REACH);
            one || opens || is_near
        })
    }

    /// What the last blocks hold.
    fn exact_near(&mut self) -> Kinds {
        (0..self.blocks.len()).fold(Kinds::default(), |near, number| near | self.exact(number))
    }

    /// What block `number` holds: it is cut, once.
    fn exact(&mut self, number: usize) -> Kinds {
        if let Some(exact) = self.blocks[number].exact {
            return exact;
        }
        let (gate, lexicon) = (self.gate, &self.engine.lexicon);
        self.cut(self.blocks[number].bytes.clone());
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
                    exact |= self.written(number, (at, end), gate.kinds(self.engine, list, entry));
                }
            }
        }
        self.blocks[number].exact = Some(exact);
        exact
    }

    /// Whether the text may be written without capitals: then names have none.
    fn is_small(&self) -> bool {
        // Other lines have capitals of their own.
        *self.is_small.get_or_init(|| self.apart.is_some() || may_be_small(self.text))
    }

    /// Cuts these bytes of the text. Lines that were broken for their length are joined when a text is read: here all are.
    fn cut(&mut self, bytes: Range<usize>) {
        self.tokens.clear();
        tokens_into(&self.text[bytes], &self.engine.lexicon, &mut self.tokens);
        self.tokens.iter_mut().for_each(|token| token.gap = token.gap.min(Gap::Space));
    }

    /// What an entry is at these tokens of block `number`, which is of `kinds`.
    fn written(&mut self, number: usize, (at, end): (usize, usize), kinds: Kinds) -> Kinds {
        let block = self.blocks[number].bytes.clone();
        let raw = &self.text[block.clone()];
        let printed = |at: usize| self.tokens.get(at).map_or("", |t| &raw[t.start as usize..t.end as usize]);
        let Token { shape, .. } = self.tokens[at];
        let named = kind::NAME | kind::GENERAL;
        if kinds.intersects(named) && end == at + 1 {
            let programmes = &self.engine.gazetteer.programmes;
            let may_be = |is_small| programmes.may_be_written(printed(at), shape, is_small);
            let is_name = may_be(false) || may_be(true) && self.is_small();
            if !is_name {
                return Kinds::default();
            }
            // “Innovative Government Award (IGA)”: spelled out. A bracket may stand on another line.
            let opens = if at > 0 { printed(at - 1) == "(" } else { self.opens_before(block.start) };
            let closes = if end < self.tokens.len() { printed(end) == ")" } else { self.closes_behind(block.end) };
            if opens && closes {
                return kind::NAME;
            }
        }
        if kinds.intersects(kind::INSTRUMENT) {
            // “Nota Kesepakatan Dukungan Program (NKDP)”
            let ends = end + NAME >= self.tokens.len();
            self.acronym |= (end..=end + NAME).any(|at| printed(at) == "(") || ends && self.opens_behind(block.end);
            if shape == Shape::Lower {
                return kinds.without(kind::TITLE);
            }
        }
        kinds
    }

    /// Whether a bracket may open right before byte `at`, where a block begins.
    fn opens_before(&self, at: usize) -> bool {
        self.apart.is_some() || self.text[..at].trim_end_matches(is_blank).ends_with('(')
    }

    /// Whether a bracket may close right behind byte `at`, where a block ends.
    fn closes_behind(&self, at: usize) -> bool {
        self.apart.is_some() || self.text[at..].trim_start_matches(is_blank).starts_with(')')
    }

    /// Whether a bracket opens right behind byte `at`, where a block ends.
    fn opens_at(&self, at: usize) -> bool {
        self.text[at..].trim_start_matches(is_blank).starts_with('(')
    }

    /// Whether a bracket may open in the first words behind byte `at`, where a block ends.
    fn opens_behind(&self, at: usize) -> bool {
        self.apart.is_some() || self.text.as_bytes()[at..].iter().take(NAME_BYTES).any(|&b| b == b'(')
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}
