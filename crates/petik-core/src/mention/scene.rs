//! What all finders see, and what they have in common: look-ups of lists at a place in the text, things at a place, words
//! that were left, values that were inferred.

use crate::gazetteer::{Gazetteer, Sum};
use crate::record::{EvidenceKind, Inferred};
use crate::rule::Cx;
use crate::text::{Lexicon, Listed, Text, WordSet};
use crate::work;
use crate::zone::Zones;

/// A stretch of tokens, end exclusive.
pub type Tokens = (usize, usize);

/// What all finders see.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'s, 'a> {
    /// The article's text.
    pub text: &'s Text<'a>,
    /// Its zones.
    pub zones: &'s Zones,
    /// The words known in advance.
    pub lexicon: &'a Lexicon,
    /// The lists.
    pub gazetteer: &'a Gazetteer,
}

impl<'s, 'a> Scene<'s, 'a> {
    /// What patterns see.
    pub fn cx(&self) -> Cx<'s> {
        Cx { text: self.text, lexicon: self.lexicon, numbers: &self.gazetteer.numbers, found: None }
    }

    /// Whether the single word at token `at` is an entry of `list`.
    #[inline]
    pub fn is(&self, at: usize, list: &impl Listed) -> bool {
        self.lexicon.is_in(self.text.word(at), list.id())
    }

    /// The longest entry of `list` that begins at token `at`: (first token after it, entry).
    #[inline]
    pub fn longest<'l, L: Listed>(&self, at: usize, list: &'l L) -> Option<(usize, L::Entry<'l>)> {
        self.lexicon.longest(&self.text.tokens, at, list.id()).map(|(end, entry)| (end, list.entry(entry)))
    }

    /// What the longest entry of `list` is that begins at token `at`.
    #[inline]
    pub fn entry_at<'l, L: Listed>(&self, at: usize, list: &'l L) -> Option<L::Entry<'l>> {
        self.longest(at, list).map(|(_, entry)| entry)
    }

    /// The longest entry of `list` that ends right before token `end`: (its first token, entry).
    pub fn longest_before<'l, L: Listed>(&self, end: usize, list: &'l L) -> Option<(usize, L::Entry<'l>)> {
        // The last word tells most of the time that there is none.
        if !self.lexicon.ends(self.text.word(end.wrapping_sub(1)), list.id()) {
            return None;
        }
        let reach = end.min(8);
        (1..=reach).rev().find_map(|back| {
            let first = end - back;
            self.phrase_between(first, end, list).map(|entry| (first, entry))
        })
    }

    /// The entry of `list` that is exactly the tokens `first..end`.
    pub fn phrase_between<'l, L: Listed>(&self, first: usize, end: usize, list: &'l L) -> Option<L::Entry<'l>> {
        if !self.lexicon.starts(self.text.word(first), list.id())
            || !self.lexicon.ends(self.text.word(end.wrapping_sub(1)), list.id())
        {
            return None;
        }
        self.lexicon.exact(&self.text.tokens, first, end, list.id()).map(|entry| list.entry(entry))
    }

    /// The tokens with which an entry of one of `lists` begins.
    pub fn starts(&self, lists: WordSet) -> impl Iterator<Item = usize> {
        self.text.tokens_with(lists, move |token| self.lexicon.begins(token, &lists))
    }

    /// The tokens of the clause that token `at` stands in.
    pub fn clause(&self, at: usize) -> Tokens {
        self.text.clause(at, self.lexicon)
    }

    /// The tokens of the sentence that token `at` stands in.
    pub fn sentence(&self, at: usize) -> Tokens {
        let sentence = self.text.sentences[self.text.sentence_of(at)];
        (sentence.first, sentence.end)
    }

    /// The printed mark or word at token `at`.
    #[inline]
    pub fn printed(&self, at: usize) -> &'a str {
        work::step();
        let token = self.text.tokens.get(at);
        token.and_then(|t| self.text.raw.get(t.start as usize..t.end as usize)).unwrap_or("")
    }
}

/// Something at a place in the text.
pub trait Placed {
    /// Its first token.
    fn first(&self) -> usize;
}

/// The numbers of those `items` (in text order) that begin among tokens `first..end`. Looking at all of them for every
/// sentence would make work grow with the square of the text.
pub fn among<T: Placed>(items: &[T], first: usize, end: usize) -> std::ops::Range<usize> {
    work::step();
    let from = items.partition_point(|item| item.first() < first);
    from..from + items[from..].partition_point(|item| item.first() < end)
}

/// How many `items` can begin before one that they reach over: titles and names stand in each other, two or three deep.
const REACHING: usize = 16;

/// Those `items` (in text order) that can reach over token `at` or end there: the last few that begin at or before it.
pub fn reaching<T: Placed>(items: &[T], at: usize) -> &[T] {
    &items[all_reaching(items, at)]
}

/// The same, by their numbers.
pub fn all_reaching<T: Placed>(items: &[T], at: usize) -> std::ops::Range<usize> {
    work::step();
    let behind = items.partition_point(|item| item.first() <= at);
    behind.saturating_sub(REACHING)..behind
}

/// Words that were looked at and left.
#[derive(Debug)]
pub struct Rejection {
    /// The words.
    pub tokens: Tokens,
    /// What they might have been.
    pub what: String,
    /// Why they were left.
    pub why: String,
}

/// A decision by a sum of evidence.
#[derive(Debug)]
pub struct Weighed {
    /// The words that it is about.
    pub tokens: Tokens,
    /// The evidence.
    pub sum: Sum,
    /// Whether it was enough.
    pub taken: bool,
    /// The fact that it is about, by its place among the facts of the article.
    pub fact: Option<usize>,
}

/// All such words and decisions, kept only when somebody asks for an explanation.
#[derive(Debug, Default)]
pub struct Rejections {
    wanted: bool,
    /// What was left, in no order.
    pub all: Vec<Rejection>,
    /// What was decided by a sum, in no order.
    pub decisions: Vec<Weighed>,
    /// How often words told of a fact that had been told many times before; counted for every article.
    pub told_again: usize,
}

impl Rejections {
    /// A list that keeps nothing unless `wanted`.
    pub fn new(wanted: bool) -> Self {
        Rejections { wanted, ..Self::default() }
    }

    /// Notes that tokens `first..end` were left, for the reason that `why` gives.
    #[inline]
    pub fn note(&mut self, first: usize, end: usize, what: &str, why: impl FnOnce() -> String) {
        if self.wanted {
            self.all.push(Rejection { tokens: (first, end), what: what.to_owned(), why: why() });
        }
    }

    /// Notes a decision about `tokens`.
    #[inline]
    pub fn weigh(&mut self, tokens: Tokens, sum: Sum, taken: bool) {
        if self.wanted {
            self.decisions.push(Weighed { tokens, sum, taken, fact: None });
        }
    }

    /// Notes how sure the fact at the place `fact` is, which begins with `tokens`.
    #[inline]
    pub fn weigh_fact(&mut self, fact: usize, tokens: Tokens, sum: &Sum) {
        if self.wanted {
            self.decisions.push(Weighed { tokens, sum: sum.clone(), taken: true, fact: Some(fact) });
        }
    }
}

/// A value that was inferred: what, from which kind of evidence, and the tokens it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inference {
    /// The value.
    pub what: Inferred,
    /// The evidence.
    pub by: EvidenceKind,
    /// Where it stands; `None` where it stands in no place of the text.
    pub tokens: Option<Tokens>,
}

impl Inference {
    /// That `what` was inferred from `by`, which stands in `tokens`.
    pub fn new(what: Inferred, by: EvidenceKind, tokens: Option<Tokens>) -> Self {
        Inference { what, by, tokens }
    }
}
