//! A byte for each place of an open table: whether anything stands there, and nearly always whether it is what is looked for. Most
//! words of a text are in no list, and the tags, which stay in a near cache, tell so without a look at the table itself.

/// The tags of a table; free places have 0.
#[derive(Debug, Default)]
pub(super) struct Tags(Vec<u8>);

/// The tag of what has this hash, from other bits than its place.
#[inline]
fn tag(hash: u64) -> u8 {
    (hash >> 24) as u8 | 1
}

impl Tags {
    /// The tags of a table of so many places, a power of two, whose free places have no hash.
    pub(super) fn of(hashes: impl ExactSizeIterator<Item = Option<u64>>) -> Self {
        Tags(hashes.map(|hash| hash.map_or(0, tag)).collect())
    }

    /// The place of what has this hash and is accepted by `is_it`.
    #[inline]
    pub(super) fn find(&self, hash: u64, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let mask = self.0.len().checked_sub(1)?;
        let (mut at, wanted) = (hash as usize & mask, tag(hash));
        loop {
            let tag = self.0[at];
            if tag == wanted && is_it(at) {
                return Some(at);
            }
            if tag == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }
}
