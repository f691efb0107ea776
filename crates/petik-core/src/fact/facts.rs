//! All that an article says, in the order in which the builders need each other.

use super::case::Case;
use super::draft::FactDraft;
use super::{cohort, joining, list, membership, merge, signing, slot};
use crate::mention::Rejections;

/// All facts of the article, merged and in text order.
pub fn facts<'a>(case: Case<'_, 'a>, rejections: &mut Rejections) -> Vec<FactDraft<'a>> {
    let mut drafts = signing::signings(case, rejections);
    let members = membership::by_words(case, rejections);
    let listed = list::members(case, &drafts, &members, rejections);
    drafts.extend(members);
    drafts.extend(listed);
    drafts.extend(cohort::sizes(case, rejections));
    let mut facts = merge::merge(case, drafts);
    facts.extend(joining::by_signing(case, &facts));
    merge::sort(&mut facts);
    slot::fill(case, &mut facts);
    facts
}
