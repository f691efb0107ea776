//! Everything found in an article, before facts are made of it.

use crate::mention::count::CountMention;
use crate::mention::date::DateMention;
use crate::mention::document::DocumentMention;
use crate::mention::official::{OfficialMention, TitleMention};
use crate::mention::programme::{OrganisationMention, ProgrammeMention};
use crate::mention::region::RegionMention;
use crate::mention::signing::SigningMention;
use crate::mention::years::YearMention;

/// Everything found in an article.
#[derive(Debug, Default)]
pub struct Mentions<'a> {
    /// Regions.
    pub regions: Vec<RegionMention<'a>>,
    /// Titles without a name.
    pub titles: Vec<TitleMention>,
    /// Officials.
    pub officials: Vec<OfficialMention<'a>>,
    /// Dates.
    pub dates: Vec<DateMention>,
    /// Years beside the dates.
    pub years: Vec<YearMention>,
    /// Counts of regions.
    pub counts: Vec<CountMention<'a>>,
    /// Organisations.
    pub organisations: Vec<OrganisationMention>,
    /// Programmes.
    pub programmes: Vec<ProgrammeMention>,
    /// Letters, decrees and laws by their numbers.
    pub documents: Vec<DocumentMention<'a>>,
    /// Words of signing.
    pub signings: Vec<SigningMention<'a>>,
}

impl Mentions<'_> {
    /// Whether a count ends right before token `at`.
    pub(super) fn count_ends_at(&self, at: usize) -> bool {
        self.counts.binary_search_by_key(&at, |c| c.end).is_ok()
    }
}
