//! What is known of hashes.

use super::Kinds;
use std::collections::HashMap;

/// Kinds by hashes.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// A bit for some bits of each hash: most of what is looked up ends here, in the nearest cache.
    filter: Vec<u64>,
    /// Open addressing.
    slots: Vec<(u64, Kinds)>,
}

/// Bits of the filter, as a power of two.
const TABLE_BITS: u32 = 17;

impl Table {
    pub(super) fn new(kinds: &HashMap<u64, Kinds>) -> Self {
        let mut table = Table {
            filter: vec![0; 1 << (TABLE_BITS - 6)],
            slots: vec![(0, Kinds::default()); (kinds.len() * 4 + 1).next_power_of_two()],
        };
        for (&hash, &kinds) in kinds {
            set(&mut table.filter, hash >> (64 - TABLE_BITS));
            let at = table.place(hash);
            table.slots[at] = (hash, kinds);
        }
        table
    }

    #[inline]
    pub(super) fn get(&self, hash: u64) -> Kinds {
        if has(&self.filter, hash >> (64 - TABLE_BITS)) { self.slots[self.place(hash)].1 } else { Kinds::default() }
    }

    /// Where `hash` stands, or the free place for it.
    fn place(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].0 != hash && self.slots[at].1 != Kinds::default() {
            at = (at + 1) & mask;
        }
        at
    }
}

/// Sets a bit.
pub(super) fn set(bits: &mut [u64], at: u64) {
    bits[(at / 64) as usize] |= 1 << (at % 64);
}

/// Whether a bit is set.
#[inline]
pub(super) fn has(bits: &[u64], at: u64) -> bool {
    bits.get((at / 64) as usize).is_some_and(|bits| bits & (1 << (at % 64)) != 0)
}
