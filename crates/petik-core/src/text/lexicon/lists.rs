//! Sets of lists, one bit each: whether a word stands in any of several is one test.

/// How many lists there can be; one bit more stands for all sentences.
pub const MAX_LISTS: usize = 127;

/// A list of phrases: the file it comes from (`months`, `region`, ...). At most 127.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ListId(pub u8);

/// One bit a list.
pub type Lists = u128;

/// A set of lists, for one test of membership in several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WordSet(pub(super) Lists);

impl WordSet {
    /// The set that meets the lists of every sentence, also of one without a known word.
    pub const EVERY: WordSet = WordSet(1 << MAX_LISTS);

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

    /// The lists of both.
    pub fn union(self, other: WordSet) -> Self {
        WordSet(self.0 | other.0)
    }

    /// Adds a list.
    pub fn insert(&mut self, list: ListId) {
        self.0 |= 1 << list.0;
    }
}
