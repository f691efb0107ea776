//! Who signs the agreement of a programme that is joined by signing has joined it, also where no words call it a member.

use super::case::Case;
use super::draft::FactDraft;
use crate::gazetteer::JoinedBy;
use crate::mention::Inference;
use crate::record::{EvidenceKind, FactStatus, FactType, Inferred};

/// The memberships that `facts`, merged, leave to be told by their signings alone.
pub(super) fn by_signing<'a>(case: Case<'_, 'a>, facts: &[FactDraft<'a>]) -> Vec<FactDraft<'a>> {
    let signed = facts.iter().filter(|fact| fact.kind == FactType::Signing && fact.status == FactStatus::Done);
    signed.filter(|signing| joins(case, signing) && !is_told(facts, signing)).map(membership).collect()
}

fn joins(case: Case<'_, '_>, signing: &FactDraft<'_>) -> bool {
    let gazetteer = case.scene.gazetteer;
    let programme = signing.programme.map(|programme| gazetteer.programmes.get(programme));
    let level = signing.region.map(|region| gazetteer.regions.get(region).level);
    let joined = programme.filter(|programme| programme.joined_by == Some(JoinedBy::Signing)).zip(level);
    joined.is_some_and(|(programme, level)| programme.takes(level))
}

/// Whether words tell of the membership already, be it of no year.
fn is_told(facts: &[FactDraft<'_>], signing: &FactDraft<'_>) -> bool {
    facts.iter().any(|fact| {
        let same_year =
            fact.cohort_year.is_none() || signing.cohort_year.is_none() || fact.cohort_year == signing.cohort_year;
        let same = fact.region == signing.region && fact.programme == signing.programme && same_year;
        fact.kind == FactType::Membership && fact.status == FactStatus::Done && same
    })
}

fn membership<'a>(signing: &FactDraft<'a>) -> FactDraft<'a> {
    let by = "facts/membership.toml#membership by signing".into();
    let mut member = FactDraft::new(FactType::Membership, FactStatus::Done, signing.evidence[0], by);
    member.evidence.clone_from(&signing.evidence);
    (member.region, member.region_mentions) = (signing.region, signing.region_mentions.clone());
    (member.programme, member.programme_mention) = (signing.programme, signing.programme_mention);
    (member.cohort_year, member.speaker, member.title_only) =
        (signing.cohort_year, signing.speaker, signing.title_only);
    (member.listed, member.margin) = (signing.listed, signing.margin);
    let kept = |d: &&Inference| matches!(d.what, Inferred::Region | Inferred::Programme | Inferred::CohortYear);
    member.derived.extend(signing.derived.iter().filter(kept).copied());
    let signed = Some(signing.evidence[0]);
    member.derived.push(Inference::new(Inferred::Membership, EvidenceKind::Signing, signed));
    member
}
