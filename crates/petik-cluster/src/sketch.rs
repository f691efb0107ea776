//! A text in half a kilobyte: how large it is, and for each of 128 hash functions the smallest value that its parts have.
//! Two sets agree in such a value as often as their common part is of their union (MinHash; Broder 1997), so the share of
//! agreements estimates that share, give or take 0.04.

use super::words::Words;
use xxhash_rust::xxh3::xxh3_64;

/// Hash functions.
pub(super) const HASHES: usize = 128;
/// Words in a shingle.
const SHINGLE: usize = 3;
/// Golden ratio times 2^64: the step from one number to the next where they are to look like chance.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// What a text is compared by: at most 544 bytes, however long the text. Its shingles are runs of three words in small letters,
/// without marks. A text without a word resembles nothing, not even itself; one or two words are one shingle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    digest: u128,
    shingles: Signature,
    names: Signature,
}

/// A set of hashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signature {
    /// How many there are.
    pub(super) count: u32,
    /// Of the smallest value of each function the lower half: enough to tell two values apart, and half of the memory.
    pub(super) least: [u16; HASHES],
}

impl Sketch {
    /// The sketch of `text`.
    ///
    /// ```
    /// use petik_cluster::Sketch;
    /// let (one, other) = (Sketch::new("The mayor “signed” it."), Sketch::new("the MAYOR \"signed\" it"));
    /// assert_eq!(one.similarity(&other), 1.0);
    /// assert_eq!(Sketch::new("").similarity(&Sketch::new("")), 0.0);
    /// ```
    pub fn new(text: &str) -> Self {
        let words = Words::new(text);
        let hash = |word: &str| xxh3_64(word.as_bytes());
        let shingles = Signature::new(words.runs(SHINGLE).map(hash).collect());
        Sketch { digest: words.digest(), shingles, names: Signature::new(numbered(words.names().map(hash).collect())) }
    }

    /// Share of the shingles of both texts that they have in common, 0 to 1, as estimated: |A ∩ B| / |A ∪ B|. 1 where the words
    /// are the same, 0 where a text has none; a copy cut to its half has 0.4 to 0.5.
    pub fn similarity(&self, other: &Sketch) -> f64 {
        if self.is_same(other) { 1.0 } else { self.shingles.resemblance(&other.shingles) }
    }

    /// Whether both hold the same words in the same order, one at least.
    pub(super) fn is_same(&self, other: &Sketch) -> bool {
        self.shingles.count > 0 && self.digest == other.digest
    }

    pub(super) fn digest(&self) -> u128 {
        self.digest
    }

    pub(super) fn shingles(&self) -> &Signature {
        &self.shingles
    }

    /// Names and numbers; one that stands there three times counts three times.
    pub(super) fn names(&self) -> &Signature {
        &self.names
    }
}

impl Signature {
    fn new(mut hashes: Vec<u64>) -> Self {
        hashes.sort_unstable();
        hashes.dedup();
        let mut least = [u32::MAX; HASHES];
        for &hash in &hashes {
            let hash = (hash >> 32) as u32;
            for ((least, factor), summand) in least.iter_mut().zip(&FACTORS).zip(&SUMMANDS) {
                *least = (*least).min(hash.wrapping_mul(*factor).wrapping_add(*summand));
            }
        }
        let count = u32::try_from(hashes.len()).unwrap_or(u32::MAX);
        Signature { count, least: least.map(|value| value as u16) }
    }

    /// |A ∩ B| / |A ∪ B|.
    pub(super) fn resemblance(&self, other: &Signature) -> f64 {
        if self.count.min(other.count) == 0 {
            return 0.0;
        }
        let equal: u32 = self.least.iter().zip(&other.least).map(|(a, b)| u32::from(a == b)).sum();
        f64::from(equal) / HASHES as f64
    }

    /// |A ∩ B| / min(|A|, |B|), from the resemblance r and the sizes: |A ∩ B| = r / (1 + r) · (|A| + |B|).
    pub(super) fn containment(&self, other: &Signature) -> f64 {
        let resemblance = self.resemblance(other);
        let (less, more) = (self.count.min(other.count).max(1), self.count.max(other.count));
        let common = resemblance / (1.0 + resemblance) * (f64::from(less) + f64::from(more));
        (common / f64::from(less)).min(1.0)
    }
}

/// Makes the second, third, … of equal hashes other ones, so that a set of them knows how often each stood there.
fn numbered(mut hashes: Vec<u64>) -> Vec<u64> {
    hashes.sort_unstable();
    let mut repeats: u64 = 0;
    let mut before = None;
    for hash in &mut hashes {
        repeats = if before == Some(*hash) { repeats + 1 } else { 0 };
        before = Some(*hash);
        *hash = hash.wrapping_add(repeats.wrapping_mul(STEP));
    }
    hashes
}

/// The functions: an odd factor and a summand each, modulo 2^32, which compilers turn into instructions on several at a time.
const FACTORS: [u32; HASHES] = chances(0, 1);
const SUMMANDS: [u32; HASHES] = chances(1, 0);

/// Every second of a fixed row of numbers, from number `at`, with the bits of `set`.
const fn chances(at: u64, set: u32) -> [u32; HASHES] {
    let mut numbers = [0; HASHES];
    let mut place = 0;
    while place < HASHES {
        numbers[place] = (chance(2 * place as u64 + at) >> 32) as u32 | set;
        place += 1;
    }
    numbers
}

/// The number `n` of a fixed row of numbers that look like chance (SplitMix64; Steele, Lea, Flood 2014).
const fn chance(n: u64) -> u64 {
    let z = (n + 1).wrapping_mul(STEP);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of the words numbered in `range`.
    fn text(range: std::ops::Range<usize>) -> String {
        range.map(|n| format!("w{n} ")).collect()
    }

    #[test]
    fn it_is_small() {
        assert!(size_of::<Sketch>() <= 550);
    }

    #[test]
    fn the_estimate_is_near_the_share() {
        // 400 shingles each, so many in common: a share of common / (800 - common).
        for common in [0, 80, 200, 267, 360] {
            let (one, other) = (Sketch::new(&text(0..402)), Sketch::new(&text(400 - common..802 - common)));
            let share = common as f64 / (800 - common) as f64;
            assert!((one.similarity(&other) - share).abs() < 0.12, "{common}: {}", one.similarity(&other));
        }
    }

    #[test]
    fn a_part_is_contained() {
        let (whole, part) = (Sketch::new(&text(0..402)), Sketch::new(&text(50..252)));
        assert!(whole.shingles.containment(&part.shingles) > 0.85);
        assert_eq!(whole.shingles.containment(&part.shingles), part.shingles.containment(&whole.shingles));
        assert!(whole.shingles.containment(&Sketch::new(&text(500..600)).shingles) < 0.1);
    }

    #[test]
    fn tiny_texts_are_well_defined() {
        for nothing in ["", " \n", "… –", "\u{301}"] {
            let nothing = Sketch::new(nothing);
            assert_eq!(nothing.similarity(&nothing), 0.0);
            assert_eq!(nothing.similarity(&Sketch::new("x")), 0.0);
            assert_eq!(nothing.shingles.containment(&Sketch::new("x").shingles), 0.0);
        }
        assert_eq!(Sketch::new("x").similarity(&Sketch::new("X.")), 1.0);
        assert!(Sketch::new("x y").similarity(&Sketch::new("x z")) < 0.1);
    }

    #[test]
    fn a_repeated_name_counts_again() {
        let (once, thrice) = (Sketch::new("in Xa he"), Sketch::new("in Xa he in Xa he in Xa"));
        assert_eq!((once.names.count, thrice.names.count), (1, 3));
        assert!(once.names.containment(&thrice.names) > 0.9);
    }
}
