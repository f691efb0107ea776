//! What patterns of facts see besides tokens: the mentions found before, and where clauses end.

use crate::vocabulary;
use std::fmt::Debug;

vocabulary! {
    /// A mention as a part of a pattern.
    pub enum MentionKind {
        /// A region.
        Region = "region",
        /// A person with an office.
        Official = "official",
        /// A date.
        Date = "date",
        /// A number of regions.
        Count = "count",
        /// A programme.
        Programme = "programme",
        /// A ministry or another organisation.
        Organisation = "organisation",
        /// Words of signing.
        Signing = "signing",
    }
}

/// What was found in a text before its facts are looked for.
pub trait Found: Debug {
    /// The end of the mention of this kind that begins at token `at`.
    fn mention_at(&self, kind: MentionKind, at: usize) -> Option<usize>;

    /// The first tokens of the mentions of this kind.
    fn firsts(&self, kind: MentionKind) -> Vec<usize>;

    /// The first token after the clause of token `at`.
    fn clause_end(&self, at: usize) -> usize;
}
