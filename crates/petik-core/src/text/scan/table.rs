//! What is known of hashes.

use super::Kinds;

/// Bits of the filter, as a power of two.
const BITS: u32 = 17;

/// Kinds by hashes, open addressing.
#[derive(Debug)]
pub(super) struct Table {
    /// A bit for some bits of each hash: most of what is looked up ends here, in the nearest cache.
    filter: Box<[u64; 1 << (BITS - 6)]>,
    slots: Vec<Slot>,
}

/// What is known of a hash.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Slot {
    hash: u64,
    /// What it is in any case.
    pub(super) kinds: Kinds,
    /// What it is beside that where a capital stands behind the first letter.
    pub(super) cased: Kinds,
}

impl Default for Table {
    fn default() -> Self {
        Table::new(0)
    }
}

impl Table {
    /// With room for so many hashes.
    pub(super) fn new(count: usize) -> Self {
        let slots = vec![Slot::default(); (count * 2 + 1).next_power_of_two()];
        Table { filter: Box::new([0; 1 << (BITS - 6)]), slots }
    }

    /// Adds what is known of `hash`.
    pub(super) fn add(&mut self, hash: u64, kinds: Kinds, cased: Kinds) {
        self.note(hash);
        let at = self.place(hash);
        let slot = &mut self.slots[at];
        *slot = Slot { hash, kinds: slot.kinds | kinds, cased: slot.cased | cased };
    }

    /// Notes that something may be known of what has `hash`.
    pub(super) fn note(&mut self, hash: u64) {
        self.filter[(hash >> (64 - BITS + 6)) as usize] |= 1 << bit(hash);
    }

    /// Whether something may be known of what has `hash`.
    #[inline(always)]
    pub(super) fn may_have(&self, hash: u64) -> bool {
        self.filter[(hash >> (64 - BITS + 6)) as usize] >> bit(hash) & 1 != 0
    }

    /// What is known of `hash`.
    pub(super) fn get(&self, hash: u64) -> Slot {
        self.slots[self.place(hash)]
    }

    /// Where `hash` stands, or the free place for it.
    fn place(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].hash != hash && !self.slots[at].is_free() {
            at = (at + 1) & mask;
        }
        at
    }
}

impl Slot {
    fn is_free(&self) -> bool {
        self.kinds == Kinds::default() && self.cased == Kinds::default()
    }
}

/// Which bit of its word in the filter is that of `hash`.
#[inline(always)]
fn bit(hash: u64) -> u32 {
    (hash >> (64 - BITS)) as u32 % 64
}
