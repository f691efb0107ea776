//! Windows: the words before and behind an act, never beyond what the act's clause (or sentence) holds.

use super::{Scene, Tokens};
use std::ops::Range;

/// The surroundings of some words.
#[derive(Debug, Clone, Copy)]
pub struct Around<'s, 'a> {
    scene: Scene<'s, 'a>,
    words: Tokens,
    /// Whether the sentence bounds them, and not the clause.
    in_sentence: bool,
}

impl<'s, 'a> Scene<'s, 'a> {
    /// The surroundings of `words`, bounded by their clause.
    pub fn around(&self, words: Tokens) -> Around<'s, 'a> {
        Around { scene: *self, words, in_sentence: false }
    }
}

impl Around<'_, '_> {
    /// The same, bounded by the sentence.
    pub fn sentence(self) -> Self {
        Around { in_sentence: true, ..self }
    }

    fn bounds(&self) -> Tokens {
        if self.in_sentence { self.scene.sentence(self.words.0) } else { self.scene.clause(self.words.0) }
    }

    /// At most `reach` words before.
    pub fn before(self, reach: usize) -> Range<usize> {
        let from = self.words.0.saturating_sub(reach).max(self.bounds().0);
        from.min(self.words.0)..self.words.0
    }

    /// At most `reach` words behind.
    pub fn behind(self, reach: usize) -> Range<usize> {
        self.words.1..self.words.1.saturating_add(reach).min(self.bounds().1).max(self.words.1)
    }

    /// All words before.
    pub fn all_before(self) -> Range<usize> {
        self.before(usize::MAX)
    }
    /// All words behind.
    pub fn all_behind(self) -> Range<usize> {
        self.behind(usize::MAX)
    }
}
