//! Sets of kinds of phrases.

use std::ops::{BitOr, BitOrAssign};

/// Kinds of phrases, a bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kinds(pub(super) u64);

impl Kinds {
    /// How many kinds there can be; the last bit is the scan's own.
    pub const MOST: u32 = 63;

    /// The kind with this number.
    pub const fn of(number: u32) -> Self {
        Kinds(1 << number)
    }

    /// Whether any kind is in both.
    #[inline]
    pub fn intersects(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all of `others` are in it.
    #[inline]
    pub fn holds(self, others: Kinds) -> bool {
        self.0 & others.0 == others.0
    }
}

impl Kinds {
    /// Those that are not among `others`.
    pub fn without(self, others: Kinds) -> Self {
        Kinds(self.0 & !others.0)
    }
}

impl BitOr for Kinds {
    type Output = Kinds;

    #[inline]
    fn bitor(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }
}

impl BitOrAssign for Kinds {
    #[inline]
    fn bitor_assign(&mut self, other: Kinds) {
        self.0 |= other.0;
    }
}
