//! Words as numbers, and the hash by which their numbers are found.

/// A folded word's number; 0 where no list or rule knows the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

impl WordId {
    /// A word that no list or rule knows.
    pub const UNKNOWN: WordId = WordId(0);
}

/// Every byte with the bit that tells small letters from capitals.
pub(super) const SPACES: u64 = 0x2020_2020_2020_2020;

/// The eight bytes from `at` on; behind the end there are zeros.
#[inline]
pub(super) fn chunk(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    if let Some(eight) = rest.first_chunk() {
        return u64::from_le_bytes(*eight);
    }
    match bytes.last_chunk() {
        Some(last) if !rest.is_empty() => u64::from_le_bytes(*last) >> (8 * (8 - rest.len())),
        _ => rest.iter().rev().fold(0, |n, &b| n << 8 | u64::from(b)),
    }
}

/// The hash of a word, fed eight bytes at a time, the same for any case of ASCII letters.
#[derive(Debug, Clone, Copy, Default)]
pub struct WordHash {
    state: u64,
    /// The first eight bytes, in small letters.
    pub(super) head: u64,
}

impl WordHash {
    pub(super) const K: u64 = 0xff51_afd7_ed55_8ccd;

    /// Adds the next `len` bytes, which stand at the low end of `lower` in small letters.
    #[inline]
    pub(super) fn add(&mut self, lower: u64, len: usize) {
        self.add_bytes(if len < 8 { lower & ((1 << (len * 8)) - 1) } else { lower });
    }

    /// Adds the next bytes, at most eight, in small letters and with zeros behind them.
    #[inline]
    pub(super) fn add_bytes(&mut self, bytes: u64) {
        // Only the first call finds nothing: a byte in small letters is never zero.
        if self.head == 0 {
            self.head = bytes;
        }
        self.state = (self.state ^ bytes).wrapping_mul(Self::K);
        self.state ^= self.state >> 32;
    }

    /// The hash of the ASCII word at `start..end` of `bytes`.
    #[inline]
    pub(super) fn of_ascii(bytes: &[u8], start: usize, end: usize) -> Self {
        let mut hash = WordHash::default();
        let mut at = start;
        while at < end {
            hash.add(chunk(&bytes[..end], at) | SPACES, (end - at).min(8));
            at += 8;
        }
        hash
    }

    #[inline]
    pub(super) fn close(self, len: usize) -> u64 {
        let hash = (self.state ^ len as u64).wrapping_mul(Self::K);
        hash ^ hash >> 31
    }
}

/// The hash of a phrase, as it is written: of how it begins and ends, and how long it is.
pub(super) fn phrase_hash(bytes: &[u8]) -> u64 {
    let end = chunk(bytes, bytes.len().saturating_sub(8));
    let both = (chunk(bytes, 0).wrapping_mul(WordHash::K) ^ end).wrapping_add(bytes.len() as u64);
    let hash = both.wrapping_mul(WordHash::K);
    hash ^ hash >> 32
}

/// The hash of a whole word, which is folded.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    WordHash::of_ascii(bytes, 0, bytes.len()).close(bytes.len())
}
