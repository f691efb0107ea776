//! What other facts tell of memberships: who signs the agreement of a programme that is joined by signing has joined it, and who
//! is given a grade of honour where grades are the award has received it, also where no words call it a member.

use super::case::Case;
use super::draft::FactDraft;
use crate::gazetteer::{Grade, JoinedBy};
use crate::mention::Inference;
use crate::record::{EvidenceKind, FactStatus, FactType, Inferred};

/// The memberships that `facts`, merged, leave to be told by other facts alone.
pub(super) fn by_other_facts<'a>(case: Case<'_, 'a>, facts: &[FactDraft<'a>]) -> Vec<FactDraft<'a>> {
    let mut joined: Vec<FactDraft<'a>> = Vec::new();
    for fact in facts.iter().filter(|fact| fact.status == FactStatus::Done) {
        let Some(way) = way(case, fact) else { continue };
        if !is_told(facts, fact) && !is_told(&joined, fact) {
            joined.push(membership(fact, way));
        }
    }
    joined
}

/// The year of a membership that words tell without one is that of the signing by which the region joined.
pub(super) fn share_years(case: Case<'_, '_>, facts: &mut [FactDraft<'_>]) {
    let signed: Vec<_> = facts
        .iter()
        .filter(|fact| fact.status == FactStatus::Done && way(case, fact) == Some(JoinedBy::Signing))
        .filter_map(|fact| Some((fact.region?, fact.programme, fact.cohort_year?, fact.evidence[0])))
        .collect();
    let yearless = |fact: &&mut FactDraft<'_>| fact.kind == FactType::Membership && fact.cohort_year.is_none();
    for fact in facts.iter_mut().filter(|fact| fact.status == FactStatus::Done).filter(yearless) {
        let mut own = signed.iter().filter(|signed| Some(signed.0) == fact.region && signed.1 == fact.programme);
        if let (Some(&(_, _, year, words)), None) = (own.next(), own.next()) {
            fact.cohort_year = Some(year);
            fact.derived.push(Inference::new(Inferred::CohortYear, EvidenceKind::Signing, Some(words)));
        }
    }
}

/// In what way the region joins the programme of `fact`, where the programme is joined so and takes regions of its kind.
fn way(case: Case<'_, '_>, fact: &FactDraft<'_>) -> Option<JoinedBy> {
    let gazetteer = case.scene.gazetteer;
    let programme = gazetteer.programmes.get(fact.programme?);
    let level = gazetteer.regions.get(fact.region?).level;
    let way = match fact.kind {
        FactType::Signing => JoinedBy::Signing,
        FactType::Membership | FactType::CohortSize => return None,
        FactType::Other(_) if is_honoured(case, fact) => JoinedBy::Grade,
        FactType::Other(_) => return None,
    };
    (programme.joined_by == Some(way) && programme.takes(level)).then_some(way)
}

fn is_honoured(case: Case<'_, '_>, fact: &FactDraft<'_>) -> bool {
    let (scene, lists) = (case.scene, case.lists);
    let Some((first, end)) = fact.level else { return false };
    let grade = scene.phrase_between(first, end, &lists.evaluation_grades);
    grade.or_else(|| scene.phrase_between(first, end, &lists.evaluation_letters)) == Some(&Grade::Honour)
}

/// Whether words tell of the membership already, be it of no year.
fn is_told(facts: &[FactDraft<'_>], joining: &FactDraft<'_>) -> bool {
    facts.iter().any(|fact| {
        let same_year =
            fact.cohort_year.is_none() || joining.cohort_year.is_none() || fact.cohort_year == joining.cohort_year;
        let same = fact.region == joining.region && fact.programme == joining.programme && same_year;
        fact.kind == FactType::Membership && fact.status == FactStatus::Done && same
    })
}

fn membership<'a>(told: &FactDraft<'a>, way: JoinedBy) -> FactDraft<'a> {
    let (by, evidence) = match way {
        JoinedBy::Signing => ("facts/membership.toml#membership by signing", EvidenceKind::Signing),
        JoinedBy::Grade => ("facts/membership.toml#membership by grade", EvidenceKind::Grade),
    };
    let mut member = FactDraft::new(FactType::Membership, FactStatus::Done, told.evidence[0], by.into());
    member.evidence.clone_from(&told.evidence);
    (member.region, member.region_mentions) = (told.region, told.region_mentions.clone());
    (member.programme, member.programme_mention) = (told.programme, told.programme_mention);
    (member.cohort_year, member.speaker, member.title_only) = (told.cohort_year, told.speaker, told.title_only);
    (member.listed, member.margin, member.level) = (told.listed, told.margin, told.level);
    let kept = |d: &&Inference| matches!(d.what, Inferred::Region | Inferred::Programme | Inferred::CohortYear);
    member.derived.extend(told.derived.iter().filter(kept).copied());
    member.derived.push(Inference::new(Inferred::Membership, evidence, Some(told.evidence[0])));
    member
}
