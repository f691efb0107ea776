//! Copies of one text, put together around the fullest of them.
//!
//! Everybody is compared with the centre of a cluster only, the copy with the most shingles. So A ~ B ~ C makes no cluster where
//! A is not like C: chains of small likenesses, which join whole archives where every text is compared with every other,
//! cannot grow. The fullest copy is the best centre because papers cut releases: what is left is contained in it.

use super::bucket::Buckets;
use super::sketch::Sketch;
use rayon::prelude::*;
use std::cmp::{Ordering, Reverse};

/// Which share of the shorter text must stand in the longer one: the first half of a copy shares less than half with the whole.
const CONTAINED: f64 = 0.65;
/// A text of fewer shingles is a sentence or two, of which more must stand in the other: another region in the same sentence
/// leaves four fifths, and a quote of somebody's words is a part of any report.
const SHORT: u32 = 40;
const SHORT_CONTAINED: f64 = 0.9;
/// Only a text so long beside the longer one is a copy of it; less is a part of a round-up, or a quote.
const PART: f64 = 0.4;
/// Of so few shingles one changed word leaves nothing: such texts are copies only if their words are the same.
const FEW: u32 = 8;
/// Which share of the names and numbers may differ, of those in the text with fewer. Measured on releases of 140 words: a copy
/// under another headline keeps nine tenths, one cut to its half four fifths, another region in the same template half to
/// seven tenths.
const OTHER_NAMES: f64 = 0.25;
/// So many may differ in any text.
const FEW_NAMES: f64 = 3.0;
/// With how many centres a text is compared at most: those that it shares most buckets with.
const COMPARED: usize = 32;
/// How many texts are looked up at a time.
const STRETCH: usize = 8192;

/// Puts copies together: for each text the index of the first text of its cluster, its own where that is the text itself. A text
/// is in a cluster if its words are those of the centre, or if at least `threshold` of their shingles are common (0 to 1; see
/// [`THRESHOLD`](super::THRESHOLD)) or most of the shorter one stands in the longer one (never less than `threshold`), and the
/// names in both are mostly the same. Texts of a sentence or two must be nearly the same. Texts without a word stand alone.
///
/// Which texts are together does not depend on their order. Time grows with their number; the memory beside the sketches is
/// about a kilobyte a text.
pub fn clusters(sketches: &[Sketch], threshold: f64) -> Vec<u32> {
    let (distinct, number_of) = distinct(sketches);
    let centres = centres(&distinct, threshold);
    let mut firsts = vec![u32::MAX; distinct.len()];
    let centre_of = |text: usize| number_of[text].map(|number| centres[number as usize] as usize);
    for text in (0..sketches.len()).rev() {
        if let Some(centre) = centre_of(text) {
            firsts[centre] = text as u32;
        }
    }
    (0..sketches.len()).map(|text| centre_of(text).map_or(text as u32, |centre| firsts[centre])).collect()
}

/// The sketches of different texts, the fullest first, and for each text the number of its sketch among them.
fn distinct(sketches: &[Sketch]) -> (Vec<&Sketch>, Vec<Option<u32>>) {
    let mut order: Vec<usize> = (0..sketches.len()).filter(|&text| sketches[text].shingles().count > 0).collect();
    order.sort_by_key(|&text| (Reverse(sketches[text].shingles().count), sketches[text].digest()));
    let mut distinct: Vec<&Sketch> = Vec::new();
    let mut number_of = vec![None; sketches.len()];
    for text in order {
        let sketch = &sketches[text];
        if !distinct.last().is_some_and(|last| last.is_same(sketch)) {
            distinct.push(sketch);
        }
        number_of[text] = Some(distinct.len() as u32 - 1);
    }
    (distinct, number_of)
}

/// For each of the sketches the number of its centre. Texts are taken in stretches: what those before a stretch can be to its
/// texts is found on all threads, what they are to each other one after the other.
fn centres(sketches: &[&Sketch], threshold: f64) -> Vec<u32> {
    let buckets = Buckets::new(sketches);
    let mut centres: Vec<u32> = Vec::with_capacity(sketches.len());
    while centres.len() < sketches.len() {
        let first = centres.len();
        let stretch = first..(first + STRETCH).min(sketches.len());
        let nearest = |text: usize, met: &[(u32, u32)], centres: &[u32]| {
            let near =
                near(met, centres).into_iter().filter(|&at| is_copy(sketches[text], sketches[at as usize], threshold));
            let near = near.map(|at| (sketches[at as usize].similarity(sketches[text]), Reverse(at)));
            near.max_by(by_likeness)
        };
        let known = &centres;
        let found = stretch.clone().into_par_iter().map(|text| {
            let mut met = buckets.met(text as u32);
            let within = met.split_off(met.partition_point(|(other, _)| (*other as usize) < first));
            (nearest(text, &met, known), within)
        });
        let found: Vec<_> = found.collect();
        for (text, (before, within)) in stretch.zip(found) {
            let within = nearest(text, &within, &centres);
            let best = before.into_iter().chain(within).max_by(by_likeness);
            centres.push(best.map_or(text as u32, |(_, Reverse(centre))| centre));
        }
    }
    centres
}

/// The more like one is nearer; of equals the first.
fn by_likeness(a: &(f64, Reverse<u32>), b: &(f64, Reverse<u32>)) -> Ordering {
    a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))
}

/// The centres that share most buckets with a text, themselves or by their copies: a copy leads to its centre, and finds some
/// texts that have no bucket in common with the centre itself. `met` are the texts that share buckets with it, and how many.
fn near(met: &[(u32, u32)], centres: &[u32]) -> Vec<u32> {
    let mut met: Vec<(u32, u32)> = met.iter().map(|&(text, times)| (centres[text as usize], times)).collect();
    met.sort_unstable();
    let counted =
        met.chunk_by(|a, b| a.0 == b.0).map(|same| (Reverse(same.iter().map(|(_, times)| times).sum()), same[0].0));
    let mut counted: Vec<(Reverse<u32>, u32)> = counted.collect();
    counted.sort_unstable();
    counted.into_iter().take(COMPARED).map(|(_, centre)| centre).collect()
}

/// Whether one of two texts is a copy of the other.
fn is_copy(one: &Sketch, other: &Sketch, threshold: f64) -> bool {
    let (a, b) = (one.shingles(), other.shingles());
    let (less, more) = (a.count.min(b.count), a.count.max(b.count));
    if less < FEW {
        return one.is_same(other);
    }
    let part = if less < SHORT { SHORT_CONTAINED } else { CONTAINED };
    let is_part = f64::from(less) >= PART * f64::from(more) && a.containment(b) >= part.max(threshold);
    let is_like = less >= SHORT && a.resemblance(b) >= threshold;
    (is_like || is_part) && share_names(one, other)
}

/// Two regions that fill in one template have most of their words in common, and are two sources.
fn share_names(one: &Sketch, other: &Sketch) -> bool {
    let (a, b) = (one.names(), other.names());
    let less = f64::from(a.count.min(b.count));
    less * (1.0 - a.containment(b)) <= FEW_NAMES.max(less * OTHER_NAMES)
}
