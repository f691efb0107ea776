//! Everything found in an article, before facts are made of it.

use crate::mention::count::CountMention;
use crate::mention::date::DateMention;
use crate::mention::document::DocumentMention;
use crate::mention::official::{OfficialMention, TitleMention};
use crate::mention::programme::{OrganisationMention, ProgrammeMention};
use crate::mention::reaching;
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
    /// For each of `tokens` tokens whether a mention holds it.
    pub(super) fn covered(&self, tokens: usize) -> Vec<bool> {
        let mut covered = vec![false; tokens];
        let mut cover = |first: usize, end: usize| covered[first..end.min(tokens)].fill(true);
        self.regions.iter().for_each(|m| cover(m.first, m.end));
        self.titles.iter().for_each(|m| cover(m.first, m.end));
        self.officials.iter().for_each(|m| cover(m.first, m.end));
        self.dates.iter().for_each(|m| cover(m.first, m.end));
        self.years.iter().for_each(|m| cover(m.first, m.end));
        self.counts.iter().for_each(|m| cover(m.first, m.end));
        self.organisations.iter().for_each(|m| cover(m.first, m.end));
        self.programmes.iter().for_each(|m| cover(m.first, m.end));
        self.signings.iter().for_each(|m| cover(m.first, m.end));
        covered
    }

    /// The first token of region `index` as a member: of its title, where it is named by one.
    pub(super) fn head(&self, index: usize) -> usize {
        let region = &self.regions[index];
        let official = reaching(&self.officials, region.name_first)
            .iter()
            .find(|o| o.region_at == Some(region.name_first))
            .map(|o| o.first);
        let title = || reaching(&self.titles, region.first).iter().find(|t| region.first < t.end);
        official.or_else(|| title().map(|title| title.first)).unwrap_or(region.first).min(region.first)
    }

    /// Whether a count ends right before token `at`.
    pub(super) fn count_ends_at(&self, at: usize) -> bool {
        self.counts.binary_search_by_key(&at, |c| c.end).is_ok()
    }
}
