//! Which texts might be near: those whose smallest hashes agree in a whole band of them (locality-sensitive hashing by bands;
//! Indyk and Motwani 1998).

use super::sketch::{HASHES, Sketch};
use rayon::prelude::*;

/// Hashes in a band. Bands of three find 99 of 100 pairs that share 0.4 of their shingles, as a copy cut to its half does under
/// another headline; 32 bands of four, each hash in one, would find half of them.
const ROWS: usize = 3;
/// Bands that lie side by side.
const TIER: usize = HASHES / ROWS;
/// Each hash is in two bands, each time with others.
const BANDS: usize = 2 * TIER;
/// How many texts of a bucket one text is shown. What many more have in common is boilerplate, or one text in very many copies:
/// in the first case copies meet in other buckets, in the second all lead to one centre.
const MOST: usize = 8;

/// The buckets of all bands.
pub(super) struct Buckets(Vec<Band>);

struct Band {
    /// The numbers of the texts, bucket by bucket, ascending in each.
    texts: Vec<u32>,
    /// For each text the part of `texts` that it is shown.
    shown: Vec<(u32, u32)>,
}

impl Buckets {
    /// The buckets of texts that are numbered as they come.
    pub(super) fn new(sketches: &[&Sketch]) -> Self {
        Buckets((0..BANDS).into_par_iter().map(|band| Band::new(sketches, band)).collect())
    }

    /// Texts with smaller numbers that share buckets with `text`, ascending, each with how many: of a bucket the last few.
    pub(super) fn met(&self, text: u32) -> Vec<(u32, u32)> {
        let shown = self.0.iter().flat_map(|band| {
            let (from, to) = band.shown[text as usize];
            band.texts[from as usize..to as usize].iter().copied()
        });
        let mut met = Vec::with_capacity(BANDS * MOST);
        met.extend(shown);
        met.sort_unstable();
        met.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect()
    }
}

impl Band {
    fn new(sketches: &[&Sketch], band: usize) -> Self {
        let key = |sketch: &Sketch| {
            let least = &sketch.shingles().least;
            rows(band).iter().fold(0, |key, &row| key << 16 | u64::from(least[row]))
        };
        let mut keys: Vec<(u64, u32)> = sketches.iter().map(|sketch| key(sketch)).zip(0..).collect();
        keys.sort_unstable();
        let mut shown = vec![(0, 0); keys.len()];
        let mut at: u32 = 0;
        for bucket in keys.chunk_by(|a, b| a.0 == b.0) {
            for (&(_, text), before) in bucket.iter().zip(0..) {
                shown[text as usize] = (at + before - before.min(MOST as u32), at + before);
            }
            at += bucket.len() as u32;
        }
        Band { texts: keys.into_iter().map(|(_, text)| text).collect(), shown }
    }
}

/// Neighbours in the first tier, hashes a tier apart in the second.
fn rows(band: usize) -> [usize; ROWS] {
    std::array::from_fn(|row| if band < TIER { band * ROWS + row } else { band - TIER + row * TIER })
}
