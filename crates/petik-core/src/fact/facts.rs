//! All that an article says, in the order in which the builders need each other.

use super::case::Case;
use super::draft::FactDraft;
use super::enough::Enough;
use super::{joining, list, merge, slot, told};
use crate::mention::Rejections;
use crate::record::FactType;

/// All facts of the article, merged and in text order.
pub fn facts<'a>(case: Case<'_, 'a>, rejections: &mut Rejections) -> Vec<FactDraft<'a>> {
    let mut told = Enough::new(case);
    for table in case.tables.all() {
        told::told(case, table, &mut told, rejections);
    }
    let mut drafts = told.done(rejections);
    let signings: Vec<_> = drafts.iter().filter(|draft| draft.kind == FactType::Signing).collect();
    let memberships: Vec<_> = drafts.iter().filter(|draft| draft.kind == FactType::Membership).collect();
    let listed = list::members(case, &signings, &memberships, rejections);
    drafts.reserve_exact(listed.len());
    drafts.extend(listed);
    let mut facts = merge::merge(case, drafts);
    facts.extend(joining::by_other_facts(case, &facts));
    joining::share_years(case, &mut facts);
    merge::sort(&mut facts);
    slot::fill(case, &mut facts);
    facts
}
