//! Who holds the pen and who only came. Each region has its own signers and those of the other party; a head for whom somebody
//! stands in does not sign, nor do those of his own house who stand beside him.

use super::event::Event;
use super::link::Relation;
use super::person;
use super::role::{Role, roles};
use super::view::{Holder, Named, View, Views};
use crate::fact::case::Case;
use crate::gazetteer::{OfficeKind, OrganisationKind, RegionId};
use crate::mention::{Inference, Tokens, reaching};
use crate::record::{EvidenceKind, Inferred};

/// Who signs, and who is there.
#[derive(Debug, Default)]
pub(super) struct Signers {
    /// Officials who sign, by their numbers.
    pub(super) signatories: Vec<usize>,
    /// Officials who only came.
    pub(super) attendees: Vec<usize>,
    /// The organisations that signers sign for, with the words that name these.
    pub(super) offices: Vec<(u32, Tokens)>,
    /// What was inferred.
    pub(super) derived: Vec<Inference>,
}

/// A person who may sign.
#[derive(Clone, Copy)]
struct Candidate {
    holder: Holder,
    role: Role,
    /// The region that it serves, where something tells.
    region: Option<RegionId>,
    /// Whether the act itself is not in the sentence.
    apart: bool,
}

/// The signers of the event for `region`.
pub(super) fn signers(views: &Views<'_, '_>, event: &Event<'_, '_>, region: Option<RegionId>) -> Signers {
    let case = views.case;
    let mut found: Vec<Candidate> = Vec::new();
    let mut signers = Signers::default();
    let mut represented: Vec<Holder> = Vec::new();
    let told = event.told.iter().map(|view| (&**view, false, true));
    let around = event.around.iter().map(|view| (&**view, true, true));
    let beside = event.beside.iter().map(|view| (&**view, true, false));
    for (view, apart, acts) in told.chain(around).chain(beside) {
        let roles = roles(view);
        for (&holder, &role) in view.holders.iter().zip(roles) {
            let signs = match role {
                Role::Signs | Role::Beside => acts,
                Role::StandsIn => acts || stands_in_for_a_party(view, holder, region),
                Role::Attends | Role::Represented | Role::None => false,
            };
            if signs {
                let stands_for = (role == Role::StandsIn).then(|| represented_region(view, holder)).flatten();
                found.push(Candidate { holder, role, region: stands_for.or(told_region(case, holder)), apart });
            }
            match (role, holder.official) {
                (Role::Attends, Some(official)) if acts || opens_with_attendance(view, holder) => {
                    signers.attendees.push(official);
                }
                (Role::Represented, _) => represented.push(holder),
                _ => {}
            }
        }
    }
    settle_regions(case, &mut found);
    found.retain(|c| is_of(case, *c, region));
    found.retain(|c| !represented.iter().any(|r| is_one_office(case, *r, c.holder)));
    let besides = found.clone();
    found.retain(|c| c.role != Role::Beside || !comes_along(case, *c, &besides));
    let replaced = found.iter().any(|c| c.role == Role::StandsIn && is_local(case, c.holder));
    for candidate in found {
        let holder = candidate.holder;
        let words = Some((holder.first, holder.end));
        let office = holder.organisation.filter(|_| !is_local(case, holder));
        signers.offices.extend(office.map(|organisation| (organisation, (holder.first, holder.end))));
        match holder.official {
            Some(official) => {
                let known = signers.signatories.iter().any(|&s| person::is_same(case, s, official));
                if candidate.apart && !known {
                    let by = EvidenceKind::NeighbourSentence;
                    signers.derived.push(Inference::new(Inferred::Signatories, by, words));
                }
                signers.signatories.push(official);
            }
            None if replaced && is_local(case, holder) => {}
            None => {
                let Some(official) = named_elsewhere(views, holder, region) else { continue };
                if !signers.signatories.iter().any(|&s| person::is_same(case, s, official)) {
                    let o = &case.mentions.officials[official];
                    let by = EvidenceKind::HolderNamed;
                    signers.derived.push(Inference::new(Inferred::Signatories, by, Some((o.first, o.end))));
                    signers.signatories.push(official);
                }
            }
        }
    }
    signers.signatories = person::once(case, &signers.signatories);
    signers.attendees = person::once(case, &signers.attendees);
    let signs = |official: usize| signers.signatories.iter().any(|&s| person::is_same(case, s, official));
    signers.attendees.retain(|&attendee| !signs(attendee));
    signers
}

/// The region that a person serves, where it is known.
fn region_of(case: Case<'_, '_>, holder: Holder) -> Option<RegionId> {
    let by_title = || {
        let at = holder.region_at?;
        reaching(&case.mentions.regions, at).iter().find(|m| m.name_first == at)?.region
    };
    match holder.official {
        Some(official) => case.mentions.officials[official].region.or_else(by_title),
        None => by_title(),
    }
}

/// Whether a person serves a region's own government or council.
fn is_local(case: Case<'_, '_>, holder: Holder) -> bool {
    let outside = |number: u32| case.scene.gazetteer.organisations.get(number).kind != OrganisationKind::RegionalOffice;
    case.scene.gazetteer.people.office(holder.office).regional && !holder.organisation.is_some_and(outside)
}

/// The region of a person as the title or the list of officials tells it, not as the article's subject.
fn told_region(case: Case<'_, '_>, holder: Holder) -> Option<RegionId> {
    let supposed = holder.official.is_some_and(|official| {
        let derived = &case.mentions.officials[official].derived;
        derived.iter().any(|d| d.what == Inferred::Region && d.by == EvidenceKind::ArticleSubject)
    });
    region_of(case, holder).filter(|_| !supposed)
}

/// “Pemkab A yang diwakili Kepala Dinas B”: the region that somebody stands in for.
fn represented_region(view: &View<'_, '_>, holder: Holder) -> Option<RegionId> {
    match represented_by(view, holder)? {
        Named::Region(index) => view.case.mentions.regions[index].region,
        Named::Holder(index) => region_of(view.case, view.holders[index]),
        Named::Organisation(_) | Named::Date => None,
    }
}

/// Who is named right before the words that somebody stands in with.
fn represented_by(view: &View<'_, '_>, holder: Holder) -> Option<Named> {
    let governor = view.link(holder.first).governor;
    let before = view.named.iter().rev().find(|((_, end), what)| *end <= governor && *what != Named::Date);
    before.map(|(_, what)| *what)
}

/// A person whose region one sentence tells serves it in all; else the article's own, where that is known.
fn settle_regions(case: Case<'_, '_>, found: &mut [Candidate]) {
    let told: Vec<Candidate> = found.iter().copied().filter(|c| c.region.is_some()).collect();
    for candidate in found.iter_mut().filter(|c| c.region.is_none()) {
        let same = |other: &&Candidate| match (other.holder.official, candidate.holder.official) {
            (Some(one), Some(other)) => person::has_one_name(case, one, other),
            _ => false,
        };
        candidate.region = told.iter().find(same).map_or_else(|| region_of(case, candidate.holder), |c| c.region);
    }
}

/// Whether a person can sign for `region` or for the other party, and not for another region.
fn is_of(case: Case<'_, '_>, candidate: Candidate, region: Option<RegionId>) -> bool {
    match (region, candidate.region) {
        (Some(region), Some(own)) => own == region || !is_local(case, candidate.holder),
        _ => true,
    }
}

/// Whether two persons hold the same office of one region.
fn is_one_office(case: Case<'_, '_>, one: Holder, other: Holder) -> bool {
    let kind = |h: Holder| case.scene.gazetteer.people.office(h.office).kind;
    let (a, b) = (region_of(case, one), region_of(case, other));
    kind(one) == kind(other)
        && (one.office == other.office || is_local(case, one))
        && (a == b || a.is_none() || b.is_none())
}

/// “Bupati A bersama Kepala Dinas B”: somebody lower in the same house comes along.
fn comes_along(case: Case<'_, '_>, candidate: Candidate, all: &[Candidate]) -> bool {
    let rank = |h: Holder| match case.scene.gazetteer.people.office(h.office).kind {
        OfficeKind::Head => 0,
        OfficeKind::DeputyHead => 1,
        OfficeKind::Secretary => 2,
        _ => 3,
    };
    let holder = candidate.holder;
    let leads = |c: &Candidate| {
        c.role == Role::Signs
            && is_local(case, c.holder)
            && rank(c.holder) < rank(holder)
            && (region_of(case, c.holder) == region_of(case, holder) || region_of(case, holder).is_none())
    };
    is_local(case, holder) && all.iter().any(leads)
}

/// “Wali Kota diwakili Asisten III”: the one who is represented right before is of the region, or a body.
fn stands_in_for_a_party(view: &View<'_, '_>, holder: Holder, region: Option<RegionId>) -> bool {
    let own = |other: Option<RegionId>| region.is_none() || other.is_none() || other == region;
    match represented_by(view, holder) {
        None | Some(Named::Organisation(_) | Named::Date) => true,
        Some(Named::Region(index)) => own(view.case.mentions.regions[index].region),
        Some(Named::Holder(index)) => own(region_of(view.case, view.holders[index])),
    }
}

/// “Ikut hadir antara lain Asisten II A, …”: a sentence that only says who was there.
fn opens_with_attendance(view: &View<'_, '_>, holder: Holder) -> bool {
    let link = view.link(holder.first);
    link.relation == Relation::Present && link.governor <= view.first + OPENING
}

/// How many words before the word of being there such a sentence can have.
const OPENING: usize = 2;

/// The one person whom the article names elsewhere with the office of a title without name.
fn named_elsewhere(views: &Views<'_, '_>, holder: Holder, region: Option<RegionId>) -> Option<usize> {
    let case = views.case;
    let of = if is_local(case, holder) { Some(region.or(region_of(case, holder))?) } else { None };
    views.names.only_holder(case, holder.office, of)
}
