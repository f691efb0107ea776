//! What is known of hashes.

use super::Kinds;

/// Kinds by hashes, open addressing.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// A bit for some bits of each hash: most of what is looked up ends here, in the nearest cache.
    filter: Vec<u64>,
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

/// Bits of the filter, as a power of two.
const BITS: u32 = 17;

impl Table {
    /// With room for so many hashes.
    pub(super) fn new(count: usize) -> Self {
        let slots = vec![Slot::default(); (count * 2 + 1).next_power_of_two()];
        Table { filter: vec![0; 1 << (BITS - 6)], slots }
    }

    /// Adds what is known of `hash`.
    pub(super) fn add(&mut self, hash: u64, kinds: Kinds, cased: Kinds) {
        set(&mut self.filter, hash >> (64 - BITS));
        let at = self.place(hash);
        let slot = &mut self.slots[at];
        *slot = Slot { hash, kinds: slot.kinds | kinds, cased: slot.cased | cased };
    }

    /// What is known of `hash`.
    #[inline]
    pub(super) fn get(&self, hash: u64) -> Slot {
        if has(&self.filter, hash >> (64 - BITS)) { self.slots[self.place(hash)] } else { Slot::default() }
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

/// Sets a bit.
pub(super) fn set(bits: &mut [u64], at: u64) {
    bits[(at / 64) as usize] |= 1 << (at % 64);
}

/// Whether a bit is set.
#[inline]
pub(super) fn has(bits: &[u64], at: u64) -> bool {
    bits.get((at / 64) as usize).is_some_and(|bits| bits & (1 << (at % 64)) != 0)
}
