//! Words that have their numbers and phrases that are cut before the program starts: the build script does so with the embedded
//! lists, by the code beside this. Most phrases of a lexicon are then found as they are written.

use crate::text::word::phrase_hash;

/// Words with their numbers, and phrases of these.
#[derive(Debug)]
pub struct Prepared {
    /// The folded words one behind the other, in the order of their numbers, which begin with 1.
    pub keys: &'static str,
    /// For each word where it ends, and its hash.
    pub words: &'static [(u32, u64)],
    /// The phrases one behind the other.
    pub text: &'static str,
    /// For each phrase where it begins and ends, and where its words do.
    pub phrases: &'static [(u32, u32, u32, u32)],
    /// The numbers of the words of all phrases.
    pub cut: &'static [u32],
    /// Numbers of phrases plus one, by their hashes; an open table.
    pub places: &'static [u32],
}

impl Prepared {
    /// Nothing.
    pub const NONE: Prepared = Prepared { keys: "", words: &[], text: "", phrases: &[], cut: &[], places: &[] };

    /// The words of `phrase`, if it was cut.
    pub(super) fn get(&self, phrase: &str) -> Option<&'static [u32]> {
        let mask = self.places.len().checked_sub(1)?;
        let mut at = phrase_hash(phrase.as_bytes()) as usize & mask;
        loop {
            let number = (self.places[at] as usize).checked_sub(1)?;
            let (start, end, first, last) = self.phrases[number];
            if (end - start) as usize == phrase.len() && self.text.get(start as usize..end as usize) == Some(phrase) {
                return self.cut.get(first as usize..last as usize);
            }
            at = (at + 1) & mask;
        }
    }
}
