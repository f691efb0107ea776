//! A list of the lexicon with what its entries mean.

use super::ListId;

/// A list of the lexicon with what its entries are.
pub trait Listed {
    /// What an entry is.
    type Entry<'l>
    where
        Self: 'l;

    /// Its number in the lexicon.
    fn id(&self) -> ListId;

    /// Entry number `number`.
    fn entry(&self, number: u32) -> Self::Entry<'_>;
}

/// A list whose entries are numbers of something else.
impl Listed for ListId {
    type Entry<'l> = u32;

    fn id(&self) -> ListId {
        *self
    }

    fn entry(&self, number: u32) -> u32 {
        number
    }
}

/// A word list with what each of its rows means; `()` where a row means no more than that it is there.
#[derive(Debug)]
pub struct WordList<M = ()> {
    id: ListId,
    of_entry: Vec<M>,
}

impl<M> WordList<M> {
    /// The list with this number, whose entries mean this.
    pub fn new(id: ListId, of_entry: Vec<M>) -> Self {
        WordList { id, of_entry }
    }
}

impl<M> Listed for WordList<M> {
    type Entry<'l>
        = &'l M
    where
        M: 'l;

    #[inline]
    fn id(&self) -> ListId {
        self.id
    }

    #[inline]
    fn entry(&self, number: u32) -> &M {
        &self.of_entry[number as usize]
    }
}
