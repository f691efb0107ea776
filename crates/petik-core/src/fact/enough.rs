//! When enough was told: an article that says the same of one region again and again says nothing more by it, while each
//! time would cost a draft, a quote and the names of its mentions.

use super::case::Case;
use super::draft::FactDraft;
use crate::gazetteer::RegionId;
use crate::mention::Rejections;
use crate::mention::date::When;
use crate::record::{FactStatus, FactType};
use std::collections::HashMap;

/// So many drafts are taken as they come; few articles have more.
const PLENTY: usize = 1024;

/// So often the same is told of one region.
const MOST_TIMES: usize = 64;

/// So many bytes of text there are to a draft beyond those, at least: a record has no room for more facts.
const BYTES_TO_A_DRAFT: usize = 96;

/// What a draft says of its region.
type Said<'a> = (
    (FactType<'a>, FactStatus, Option<u32>, Option<RegionId>, Option<i16>, Option<When>),
    (Option<&'a str>, Option<u64>, Option<&'a str>, Option<u64>, Option<u64>),
);

/// Drafts, as many as are enough.
pub(super) struct Enough<'m, 'a> {
    case: Case<'m, 'a>,
    /// All that were taken.
    pub(super) drafts: Vec<FactDraft<'a>>,
    /// How often each thing was told by those behind the first.
    times: HashMap<Said<'a>, usize>,
    most: usize,
    /// How many there were, those that were left too.
    pub(super) offered: usize,
    /// How many were left.
    pub(super) left: usize,
}

impl<'m, 'a> Enough<'m, 'a> {
    pub(super) fn new(case: Case<'m, 'a>) -> Self {
        let most = PLENTY + case.scene.text.raw.len() / BYTES_TO_A_DRAFT;
        Enough { case, drafts: Vec::new(), times: HashMap::new(), most, offered: 0, left: 0 }
    }

    /// Takes `drafts`, or those of them that say something else than many before.
    pub(super) fn take(&mut self, drafts: impl IntoIterator<Item = FactDraft<'a>>) {
        for draft in drafts {
            self.offered += 1;
            if self.drafts.len() < PLENTY || self.is_news(&draft) {
                self.drafts.push(draft);
            } else {
                self.left += 1;
            }
        }
    }

    fn is_news(&mut self, draft: &FactDraft<'a>) -> bool {
        let times = self.times.entry(said(self.case, draft)).or_default();
        *times += 1;
        *times <= MOST_TIMES && self.drafts.len() < self.most
    }

    /// All that were taken; how many were left `rejections` knows.
    pub(super) fn done(self, rejections: &mut Rejections) -> Vec<FactDraft<'a>> {
        rejections.told_again += self.left;
        self.drafts
    }
}

fn said<'a>(case: Case<'_, 'a>, draft: &FactDraft<'a>) -> Said<'a> {
    let m = case.mentions;
    let day = draft.date.and_then(|date| m.dates[date].settled);
    let count = draft.count.and_then(|count| m.counts[count].value);
    let level = draft.level.map(|(first, end)| case.scene.text.words(first, end));
    (
        (draft.kind.clone(), draft.status, draft.programme, draft.region, draft.cohort_year, day),
        (draft.instrument, count, level, draft.score.map(f64::to_bits), draft.rank),
    )
}
