//! Regions as each other's parties: those on the two sides of "dengan" in an act that they share, or two that sign alone.

use super::counterparty::{Counterparty, Party, add};
use super::link::Relation;
use super::role::behind_an_opening;
use super::view::{View, Views};
use crate::fact::draft::FactDraft;
use crate::gazetteer::PartyWord;
use crate::mention::among;
use crate::record::FactType;
use std::collections::HashMap;

/// The side of an agreement on which a region stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// It acts.
    One,
    /// Behind "dengan".
    Other,
}

/// Where a region is named in an act.
struct Stand {
    side: Side,
    /// The word "antara" that it stands behind, where there is one: “MoU antara A dengan B; PKS antara C dengan A”.
    part: Option<usize>,
}

/// Most regions of one act that can be each other's parties; more are a cohort.
const MOST: usize = 12;

/// The facts that rest on one act, by the number of the act.
pub(super) fn by_act(facts: &[FactDraft<'_>]) -> HashMap<usize, Vec<usize>> {
    let mut all: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, fact) in facts.iter().enumerate().filter(|(_, f)| f.kind == FactType::Signing && f.region.is_some()) {
        fact.acts.iter().for_each(|&act| all.entry(act).or_default().push(index));
    }
    all
}

/// The regions on the other side of fact `index`; where no side is told, the one other region of an act of two, unless
/// somebody else is known to be the other party (`known`).
pub(super) fn regions(
    views: &Views<'_, '_>,
    facts: &[FactDraft<'_>],
    by_act: &HashMap<usize, Vec<usize>>,
    index: usize,
    known: bool,
) -> Vec<Counterparty> {
    let mut parties = Vec::new();
    for act in &facts[index].acts {
        let sharing = by_act.get(act).map_or(&[][..], Vec::as_slice);
        if sharing.len() < 2 || sharing.len() > MOST {
            continue;
        }
        let view = views.of_act(*act);
        // Who only watches is nobody's party.
        let sharing: Vec<usize> =
            sharing.iter().copied().filter(|&other| !stands(&view, &facts[other]).is_empty()).collect();
        let own = stands(&view, &facts[index]);
        let faces = |other: &usize| {
            let theirs = stands(&view, &facts[*other]);
            own.iter().any(|a| theirs.iter().any(|b| a.part == b.part && a.side != b.side))
        };
        let others = || sharing.iter().copied().filter(|&other| other != index);
        let opposite: Vec<usize> = others().filter(faces).collect();
        let alone = opposite.is_empty() && sharing.len() == 2 && !known;
        let parties_of_act = if alone { others().collect() } else { opposite };
        for region in parties_of_act.into_iter().filter_map(|other| facts[other].region) {
            add(&mut parties, Counterparty { party: Party::Region(region), mention: None });
        }
    }
    parties
}

/// Whether the region of a fact is the one that others sign with: it stands behind "dengan" in the first of its acts.
pub(super) fn is_host(views: &Views<'_, '_>, fact: &FactDraft<'_>) -> bool {
    let behind = |stand: Option<&Stand>| stand.is_some_and(|stand| stand.side == Side::Other);
    fact.acts.first().is_some_and(|&act| behind(stands(&views.of_act(act), fact).first()))
}

/// The stands of a fact's region in a sentence; none where it only watches or lends the place.
fn stands(view: &View<'_, '_>, fact: &FactDraft<'_>) -> Vec<Stand> {
    let regions = &view.case.mentions.regions;
    let own = among(regions, view.first, view.end).filter(|&i| regions[i].region == fact.region);
    let opened = view.acts.clone().find_map(|act| behind_an_opening(view, act));
    own.filter_map(|i| {
        // The title or body that the region is part of: “dengan Bupati A”, “dengan Dinas B Kabupaten A”.
        let first = view.named_over(regions[i].first).map_or(regions[i].first, |((first, _), _)| *first);
        let link = view.link(first);
        let side = if link.relation == Relation::With { Side::Other } else { Side::One };
        let between =
            |at: &usize| view.case.scene.entry_at(*at, &view.case.lists.party_words) == Some(&PartyWord::Between);
        let watches = matches!(link.relation, Relation::Attends | Relation::Present | Relation::Place)
            && opened.is_none_or(|opened| first < opened);
        (!watches).then(|| Stand { side, part: (view.first..=link.governor).rev().find(between) })
    })
    .collect()
}
