//! Sets of lists, a bit for each: whether a word stands in any of several is one test. The last lists share a bit, so for
//! these the test only says where to look.

/// How many lists there can be.
pub const MAX_LISTS: usize = 256;

/// The bit of this list and of all behind it.
const SHARED: u8 = 125;

/// A list of phrases: the file it comes from (`months`, `region`, ...).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ListId(pub u8);

impl ListId {
    /// Whether it has a bit of its own.
    #[inline]
    pub(super) fn is_alone(self) -> bool {
        self.0 < SHARED
    }

    /// Its bit.
    #[inline]
    pub(super) fn bit(self) -> Lists {
        1 << self.0.min(SHARED)
    }
}

/// A bit for each list.
pub(super) type Lists = u128;

/// A set of lists, for one test of membership in several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WordSet(pub(super) Lists);

impl WordSet {
    /// The set that meets the lists of every sentence, also of one without a known word.
    pub const EVERY: WordSet = WordSet(1 << (SHARED + 1));

    /// The set that meets the lists of every sentence with digits.
    pub const DIGITS: WordSet = WordSet(1 << (SHARED + 2));

    /// The set of these lists.
    pub fn of(lists: impl IntoIterator<Item = ListId>) -> Self {
        let mut set = WordSet::default();
        lists.into_iter().for_each(|list| set.insert(list));
        set
    }

    /// Whether a list is in both.
    #[inline]
    pub fn intersects(self, other: &WordSet) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all of `others` are in it.
    #[inline]
    pub fn holds(self, others: &WordSet) -> bool {
        self.0 & others.0 == others.0
    }

    /// The lists of both.
    pub fn union(self, other: WordSet) -> Self {
        WordSet(self.0 | other.0)
    }

    /// Adds a list.
    pub fn insert(&mut self, list: ListId) {
        self.0 |= list.bit();
    }
}
