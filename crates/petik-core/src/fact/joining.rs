//! What other facts tell of memberships: who signs the agreement of a programme that is joined by signing has joined it, and who
//! is given a grade of honour where grades are the award has received it, also where no words call it a member.

use super::case::Case;
use super::draft::FactDraft;
use crate::gazetteer::{Grade, JoinedBy, RegionId};
use crate::mention::{Inference, Tokens};
use crate::record::{EvidenceKind, FactStatus, FactType, Inferred};
use std::collections::{HashMap, HashSet};

/// The memberships that `facts`, merged, leave to be told by other facts alone.
pub(super) fn by_other_facts<'a>(case: Case<'_, 'a>, facts: &[FactDraft<'a>]) -> Vec<FactDraft<'a>> {
    let mut joined: Vec<FactDraft<'a>> = Vec::new();
    let mut told = Told::default();
    let done = || facts.iter().filter(|fact| fact.status == FactStatus::Done);
    done().filter(|fact| fact.kind == FactType::Membership).for_each(|fact| told.add(fact));
    for fact in done() {
        let Some(way) = way(case, fact) else { continue };
        if !told.holds(fact) {
            told.add(fact);
            joined.push(membership(fact, way));
        }
    }
    joined
}

/// The memberships told of: the years of each region in each programme.
#[derive(Default)]
struct Told(HashMap<Membership, HashSet<Option<i16>>>);

/// Who is a member, and of what.
type Membership = (Option<RegionId>, Option<u32>);

impl Told {
    fn add(&mut self, fact: &FactDraft<'_>) {
        self.0.entry((fact.region, fact.programme)).or_default().insert(fact.cohort_year);
    }

    /// Whether words tell of the membership already, be it of no year.
    fn holds(&self, joining: &FactDraft<'_>) -> bool {
        let year = joining.cohort_year;
        let years = self.0.get(&(joining.region, joining.programme));
        years.is_some_and(|years| year.is_none() || years.contains(&None) || years.contains(&year))
    }
}

/// The year of a membership that words tell without one is that of the signing by which the region joined.
pub(super) fn share_years(case: Case<'_, '_>, facts: &mut [FactDraft<'_>]) {
    let mut signed: HashMap<Membership, Vec<(i16, Tokens)>> = HashMap::new();
    for fact in facts.iter().filter(|fact| fact.status == FactStatus::Done) {
        if let Some(year) = fact.cohort_year.filter(|_| way(case, fact) == Some(JoinedBy::Signing)) {
            signed.entry((fact.region, fact.programme)).or_default().push((year, fact.evidence[0]));
        }
    }
    let yearless = |fact: &&mut FactDraft<'_>| fact.kind == FactType::Membership && fact.cohort_year.is_none();
    for fact in facts.iter_mut().filter(|fact| fact.status == FactStatus::Done).filter(yearless) {
        let own = signed.get(&(fact.region, fact.programme)).map(Vec::as_slice);
        if let Some(&[(year, words)]) = own {
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
