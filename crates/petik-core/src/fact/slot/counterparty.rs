//! With whom a region signs: bodies that the sentence joins to the act, those whose officers sign, the region on the other side
//! of "dengan", and where nobody is named the body whose programme the agreement is of.

use super::event::Event;
use super::link::Relation;
use super::role::{Reach, Role, acts_by_subject, behind_an_opening, hindered, roles};
use super::signatory::Signers;
use super::view::{Named, View};
use crate::fact::case::Case;
use crate::fact::draft::FactDraft;
use crate::gazetteer::{InstrumentSense, OrganisationKind, ProgrammeKind, RegionId};
use crate::mention::programme::is_part_of;
use crate::mention::signing::Form;
use crate::mention::{Inference, Tokens};
use crate::record::{EvidenceKind, Inferred};
use std::collections::HashMap;

/// The other party of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counterparty {
    /// Who it is.
    pub party: Party,
    /// The mention of the organisation, where the words name it.
    pub mention: Option<usize>,
}

/// An organisation or a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// Number of the organisation at the top: the ministry of a directorate.
    Organisation(u32),
    /// A region.
    Region(RegionId),
}

/// Other parties with what was inferred about them.
pub(super) type Found = (Vec<Counterparty>, Vec<Inference>);

/// The organisations on the other side of `fact`.
pub(super) fn organisations(case: Case<'_, '_>, event: &Event<'_, '_>, signers: &Signers) -> Found {
    let (mut parties, mut derived) = (Vec::new(), Vec::new());
    for mention in event.told.iter().flat_map(|view| named(view)) {
        let party = of_mention(case, mention);
        // “Kemendikbud” in a title, and in the report the ministry that followed it.
        if !parties.iter().any(|known| is_one_line(case, known, &party)) {
            parties.push(party);
        }
    }
    if parties.is_empty() {
        for view in event.around.iter().chain(event.beside.iter().filter(|view| names_an_instrument(view))) {
            for mention in named(view) {
                let o = &case.mentions.organisations[mention];
                if add(&mut parties, of_mention(case, mention)) {
                    derived.push(inferred(EvidenceKind::NeighbourSentence, (o.first, o.end)));
                }
            }
        }
    }
    for &(organisation, words) in &signers.offices {
        let party = Party::Organisation(case.scene.gazetteer.organisations.top(organisation));
        if add(&mut parties, Counterparty { party, mention: None }) {
            derived.push(inferred(EvidenceKind::SignatoryOffice, words));
        }
    }
    (parties, derived)
}

fn inferred(by: EvidenceKind, tokens: Tokens) -> Inference {
    Inference::new(Inferred::Counterparties, by, Some(tokens))
}

fn of_mention(case: Case<'_, '_>, mention: usize) -> Counterparty {
    let top = case.scene.gazetteer.organisations.top(case.mentions.organisations[mention].organisation);
    Counterparty { party: Party::Organisation(top), mention: Some(mention) }
}

/// Whether one of two organisations is the other, or followed it.
fn is_one_line(case: Case<'_, '_>, one: &Counterparty, other: &Counterparty) -> bool {
    match (one.party, other.party) {
        (Party::Organisation(one), Party::Organisation(other)) => is_part_of(case.scene, one, other),
        _ => one.party == other.party,
    }
}

/// Adds a party that is not there; whether it was new.
pub(super) fn add(parties: &mut Vec<Counterparty>, party: Counterparty) -> bool {
    let new = !parties.iter().any(|known| known.party == party.party);
    if new {
        parties.push(party);
    }
    new
}

/// The organisations that a sentence joins to an act: “menandatangani MoU dengan Kementerian A”, “Kementerian A dan Pemkab B
/// meneken …”. Not those that watch, lend the room, or are only part of a title.
fn named<'v>(view: &'v View<'_, '_>) -> impl Iterator<Item = usize> + 'v {
    let organisations = &view.case.mentions.organisations;
    let kind = |mention: usize| view.case.scene.gazetteer.organisations.get(organisations[mention].organisation).kind;
    let all = view.named.iter().filter_map(move |(tokens, what)| match what {
        Named::Organisation(mention) => Some((*tokens, *mention)),
        _ => None,
    });
    all.filter(move |&((first, end), mention)| {
        // “Direktorat Jenderal A Kementerian B”: the ministry as printed goes before the one of the list.
        let is_part = view.named_over(end).is_some_and(|(_, what)| matches!(what, Named::Organisation(_)));
        kind(mention) != OrganisationKind::RegionalOffice && !is_part && joins(view, first, end)
    })
    .map(|(_, mention)| mention)
}

/// Whether what stands in tokens `first..end` is a party of an act of the sentence.
fn joins(view: &View<'_, '_>, first: usize, end: usize) -> bool {
    let link = view.link(first);
    let signings = &view.case.mentions.signings;
    match link.relation {
        Relation::With | Relation::Between | Relation::Together | Relation::Agent => {
            let reach = view.reached(link.governor);
            reach == Reach::Act || relates_to_an_instrument(view, link.governor, link.relation)
        }
        Relation::Act(act) => signings[act].form != Form::Noun,
        // “Kementerian A bersama 50 kabupaten/kota menandatangani”
        Relation::Subject | Relation::Attends | Relation::Represented | Relation::Unknown => {
            view.acts.clone().any(|act| {
                let signing = &signings[act];
                let opened = || behind_an_opening(view, act).is_some_and(|opened| opened <= first);
                acts_by_subject(view, act)
                    && end <= signing.first
                    && hindered(view, end, signing).is_none()
                    && (link.relation == Relation::Subject || opened())
            })
        }
        _ => false,
    }
}

/// “MoU dengan Kementerian A ditandatangani Bupati B”, “nota kesepakatan antara A dan B”: an instrument before the words for
/// the party.
fn relates_to_an_instrument(view: &View<'_, '_>, governor: usize, relation: Relation) -> bool {
    let scene = view.case.scene;
    matches!(relation, Relation::With | Relation::Between)
        && (view.first..governor).any(|at| scene.longest(at, &view.case.lists.instruments).is_some())
        && !(view.first..governor).any(|at| view.case.lists.opens_clause(scene, at))
}

fn names_an_instrument(view: &View<'_, '_>) -> bool {
    (view.first..view.end).any(|at| view.case.scene.longest(at, &view.case.lists.instruments).is_some())
}

/// The body that runs the programme of an agreement whose other party nobody names, where the article names that body or its
/// officer. A pledge may be made alone: there an officer must sign or look on. Awards are won and not agreed on.
pub(super) fn owner(
    case: Case<'_, '_>,
    owners: &mut Owners,
    fact: &FactDraft<'_>,
    event: &Event<'_, '_>,
) -> Option<(Counterparty, Inference)> {
    let programme = case.scene.gazetteer.programmes.get(fact.programme?);
    let owner = programme.owner?;
    if matches!(programme.kind, None | Some(ProgrammeKind::Award | ProgrammeKind::Opinion)) || names_others(event) {
        return None;
    }
    let mut instruments = fact.acts.iter().filter_map(|&act| case.mentions.signings[act].instrument).peekable();
    let pledge = instruments.peek().is_some()
        && instruments.all(|i| matches!(i.sense, InstrumentSense::Pledge | InstrumentSense::Charter))
        && programme.kind != Some(ProgrammeKind::Movement);
    let mut views = event.told.iter().chain(&event.around).chain(&event.beside);
    let words = if pledge {
        views.find_map(|view| takes_part(view, owner))
    } else {
        *owners.entry(owner).or_insert_with(|| first_named(case, owner))
    };
    let party = Party::Organisation(case.scene.gazetteer.organisations.top(owner));
    Some((Counterparty { party, mention: None }, inferred(EvidenceKind::ProgrammeOwner, words?)))
}

/// “di hadapan Menteri A”: the words of a sentence that name an officer of the organisation who signs or is there.
fn takes_part(view: &View<'_, '_>, organisation: u32) -> Option<Tokens> {
    let is_it = |number: u32| is_part_of(view.case.scene, number, organisation);
    let mut holders = view.holders.iter().zip(roles(view)).filter(|(h, _)| h.organisation.is_some_and(is_it));
    holders.find(|(_, role)| !matches!(role, Role::None | Role::Represented)).map(|(h, _)| (h.first, h.end))
}

/// The first words of the article that name an organisation; looked for once for each.
pub(super) type Owners = HashMap<u32, Option<Tokens>>;

/// The first words that name the organisation, one of its parts, or somebody who holds an office there.
fn first_named(case: Case<'_, '_>, organisation: u32) -> Option<Tokens> {
    let m = case.mentions;
    let is_it = |number: Option<u32>| number.is_some_and(|number| is_part_of(case.scene, number, organisation));
    let by_name = m.organisations.iter().find(|o| is_it(Some(o.organisation))).map(|o| (o.first, o.end));
    let officials = m.officials.iter().filter(|o| is_it(o.organisation));
    let titles = m.titles.iter().filter(|t| is_it(t.organisation(case.scene.gazetteer)));
    by_name.or_else(|| officials.map(|o| (o.first, o.end)).chain(titles.map(|t| (t.first, t.end))).min())
}

/// How many words behind "dengan" the name of a party begins.
const PARTY_REACH: usize = 3;

/// Whether the sentences of the act name a party that no list knows: “dengan PT Contoh”, “dengan Universitas Contoh”.
fn names_others(event: &Event<'_, '_>) -> bool {
    event.told.iter().any(|view| {
        let (scene, lists) = (view.case.scene, view.case.lists);
        let opens = |at: usize| {
            let (past, word) = scene.longest(at, &lists.party_words)?;
            word.names_the_other().then_some(past)
        };
        (view.first..view.end).filter_map(opens).any(|past| {
            (past..view.end.min(past + PARTY_REACH)).any(|at| {
                let known = view.named_over(at).is_some()
                    || scene.longest(at, &lists.instruments).is_some()
                    || view.programme_over(at);
                scene.text.tokens[at].shape.is_capitalised() && !known
            })
        })
    })
}
