//! A query: a name as somebody wrote it, and what is known of the thing beside its name.

use petik_core::gazetteer::{CodeOffice, RegionId};
use petik_core::record::Level;

/// The most letters of a name that is looked up: longer ones name no single thing.
pub const MOST_LETTERS: usize = 500;

/// How far the types of a query bind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Strictness {
    /// Others are candidates too, and none of them is a match.
    #[default]
    Should,
    /// Others are no candidates.
    Only,
}

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// The name.
    pub text: String,
    /// Kinds of region that it may be; none: any.
    pub levels: Vec<Level>,
    /// How far the kinds bind.
    pub strictness: Strictness,
    /// Provinces that it may lie in.
    pub provinces: Vec<RegionId>,
    /// Codes of it, with their office where the query says whose they are.
    pub codes: Vec<(String, Option<CodeOffice>)>,
    /// Years of cohorts that it is of.
    pub years: Vec<i16>,
}

impl Query {
    /// A query for a name alone.
    pub fn of(text: impl Into<String>) -> Self {
        Query { text: text.into(), ..Query::default() }
    }

    /// Whether the name is longer than any that is looked up.
    pub fn is_too_long(&self) -> bool {
        self.text.len() > MOST_LETTERS && self.text.chars().count() > MOST_LETTERS
    }
}
