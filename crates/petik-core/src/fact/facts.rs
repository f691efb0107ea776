//! All that an article says, in the order in which the builders need each other.

use super::case::Case;
use super::draft::FactDraft;
use super::{cohort, list, membership, merge, signing};
use crate::mention::Skips;

/// All facts of the article, merged and in text order.
pub fn facts<'a>(case: Case<'_, 'a>, skips: &mut Skips) -> Vec<FactDraft<'a>> {
    let mut drafts = signing::signings(case, skips);
    let members = membership::by_words(case, skips);
    let listed = list::members(case, &drafts, &members, skips);
    drafts.extend(members);
    drafts.extend(listed);
    drafts.extend(cohort::sizes(case, skips));
    merge::merge(case, drafts)
}
