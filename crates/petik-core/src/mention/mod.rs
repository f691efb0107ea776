//! What is found in a text, before anything is joined: regions, dates, counts, officials, organisations, programmes and
//! words of signing. Each finder reads the same text once; [`Mentions::find`] is the one visible order of finders.

pub mod choice;
pub mod count;
pub mod date;
pub mod official;
pub mod programme;
pub mod region;
pub mod signing;
pub mod years;

use crate::error::Fault;
use crate::gazetteer::Gazetteer;
use crate::rule::Cx;
use crate::text::{Lexicon, LexiconBuilder, ListId, Text};
use crate::zone::Zones;

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
        Cx { text: self.text, lexicon: self.lexicon, numbers: &self.gazetteer.numbers }
    }

    /// Whether the single word at token `at` is an entry of `list`.
    #[inline]
    pub fn is(&self, at: usize, list: ListId) -> bool {
        self.lexicon.is_in(self.text.word(at), list)
    }

    /// The longest entry of `list` that begins at token `at`: (first token after it, entry).
    #[inline]
    pub fn longest(&self, at: usize, list: ListId) -> Option<(usize, u32)> {
        self.lexicon.longest(&self.text.tokens, at, list)
    }

    /// The longest entry of `list` that ends right before token `end`: (its first token, entry).
    pub fn longest_before(&self, end: usize, list: ListId) -> Option<(usize, u32)> {
        // The last word tells most of the time that there is none.
        if !self.lexicon.ends(self.text.word(end.wrapping_sub(1)), list) {
            return None;
        }
        let reach = end.min(8);
        (1..=reach).rev().find_map(|back| {
            let first = end - back;
            self.phrase_between(first, end, list).map(|entry| (first, entry))
        })
    }

    /// The entry of `list` that is exactly the tokens `first..end`.
    pub fn phrase_between(&self, first: usize, end: usize, list: ListId) -> Option<u32> {
        if !self.lexicon.starts(self.text.word(first), list)
            || !self.lexicon.ends(self.text.word(end.wrapping_sub(1)), list)
        {
            return None;
        }
        self.lexicon.exact(&self.text.tokens, first, end, list)
    }

    /// The value of the longest entry of a word list that begins at token `at`.
    #[inline]
    pub fn value_at(&self, at: usize, list: ListId) -> Option<&'a str> {
        self.longest(at, list).map(|(_, entry)| self.value(list, entry))
    }

    /// The value of an entry of a word list.
    pub fn value(&self, list: ListId, entry: u32) -> &'a str {
        self.gazetteer.words.value(list, entry)
    }

    /// The printed mark or word at token `at`.
    #[inline]
    pub fn printed(&self, at: usize) -> &'a str {
        let token = self.text.tokens.get(at);
        token.and_then(|t| self.text.raw.get(t.start as usize..t.end as usize)).unwrap_or("")
    }
}

/// Something at a place in the text.
pub trait Placed {
    /// Its first token.
    fn first(&self) -> usize;
}

macro_rules! placed {
    ($($kind:ty),* $(,)?) => {$(
        impl Placed for $kind {
            fn first(&self) -> usize {
                self.first
            }
        }
    )*};
}

placed!(
    region::RegionMention<'_>,
    date::DateMention,
    count::CountMention<'_>,
    programme::ProgrammeMention,
    programme::OrganisationMention,
    signing::SigningMention<'_>,
    years::YearMention,
);

/// The numbers of those `items` (in text order) that begin among tokens `first..end`. Looking at all of them for every
/// sentence would make work grow with the square of the text.
pub fn among<T: Placed>(items: &[T], first: usize, end: usize) -> std::ops::Range<usize> {
    let from = items.partition_point(|item| item.first() < first);
    from..from + items[from..].partition_point(|item| item.first() < end)
}

/// Words that were looked at and left, kept only when somebody asks for an explanation.
#[derive(Debug, Default)]
pub struct Skips {
    wanted: bool,
    /// (first token, first after it, what it might have been, why it was left)
    pub all: Vec<(usize, usize, &'static str, String)>,
}

impl Skips {
    /// A list that keeps nothing unless `wanted`.
    pub fn new(wanted: bool) -> Self {
        Skips { wanted, all: Vec::new() }
    }

    /// Notes that tokens `first..end` were left, for the reason that `why` gives.
    #[inline]
    pub fn note(&mut self, first: usize, end: usize, what: &'static str, why: impl FnOnce() -> String) {
        if self.wanted {
            self.all.push((first, end, what, why()));
        }
    }
}

/// A value that was inferred: what, by which method, and the tokens it rests on.
pub type Inference = (&'static str, &'static str, Option<(usize, usize)>);

/// Looks up word lists by name; a missing one is a fault.
pub struct ListFinder<'a> {
    /// The lists.
    pub lexicon: &'a LexiconBuilder,
    /// Where faults go.
    pub faults: &'a mut Vec<Fault>,
}

impl ListFinder<'_> {
    /// The list `words/NAME.csv`.
    pub fn get(&mut self, name: &str) -> ListId {
        self.lexicon.known_list(name).unwrap_or_else(|| {
            self.faults.push(Fault::new(format!("words/{name}.csv"), 0, "the list is missing"));
            ListId(0)
        })
    }
}
