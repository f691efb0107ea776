//! Fills the slots of signings, once facts said twice are one.

use super::counterparty::{Counterparty, Owners, Party, add, organisations, owner};
use super::event::{Event, day, only_event};
use super::instrument::instrument;
use super::mode::{by_venue, mode};
use super::parties::{by_act, is_host, regions};
use super::person::once;
use super::place::place;
use super::signatory::signers;
use super::view::Views;
use crate::fact::case::Case;
use crate::fact::draft::FactDraft;
use crate::fact::table::{Finder, Role};
use crate::mention::date::When;
use crate::mention::{Inference, all_reaching};
use crate::record::{EvidenceKind, FactStatus, FactType, Inferred};
use std::collections::{BTreeSet, HashMap};

/// Fills the slots of all signings among `facts`.
pub(in crate::fact) fn fill<'a>(case: Case<'_, 'a>, facts: &mut [FactDraft<'a>]) {
    if !facts.iter().any(|fact| has_parties(case, fact)) {
        return;
    }
    let only = only_event(case, facts);
    let by_act = by_act(facts);
    let views = Views::new(case);
    let mut owners = Owners::default();
    for index in 0..facts.len() {
        if !has_parties(case, &facts[index]) || facts[index].acts.is_empty() {
            continue;
        }
        let region = facts[index].region;
        let event = Event::new(&views, &facts[index], &only);
        let signers = signers(&views, &event, region);
        let (mut parties, mut derived) = organisations(case, &event, &signers);
        let owner = owner(case, &mut owners, &facts[index], &event).filter(|_| parties.is_empty());
        let known = !parties.is_empty() || owner.is_some();
        let opposite = regions(&views, facts, &by_act, index, known);
        match owner.filter(|_| opposite.is_empty()) {
            Some((party, inference)) => {
                parties.push(party);
                derived.push(inference);
            }
            None => opposite.into_iter().for_each(|party| {
                add(&mut parties, party);
            }),
        }
        let place = place(&event, region);
        let in_one_room = place.filter(|p| p.in_one_room).map(|p| by_venue(p.tokens));
        let mode = mode(&event, region).or(in_one_room.map(|(mode, inference)| (mode, Some(inference))));
        let instrument = instrument(case, &event, &facts[index]);
        let fact = &mut facts[index];
        if let Some((instrument, inference)) = instrument {
            fact.instrument = Some(instrument);
            fact.derived.extend(inference);
        }
        fact.derived.extend(signers.derived);
        fact.derived.extend(derived);
        fact.derived.extend(place.and_then(|p| p.derived));
        fact.derived.extend(mode.and_then(|(_, inference)| inference));
        fact.signatories = signers.signatories;
        fact.attendees = signers.attendees;
        fact.counterparties = parties;
        fact.place = place.map(|p| p.tokens);
        fact.mode = mode.map(|(mode, _)| mode);
    }
    share(&views, facts);
}

/// Whether the sentences of its event tell who took part in it, as the table of its type says.
fn has_parties(case: Case<'_, '_>, fact: &FactDraft<'_>) -> bool {
    case.tables.of(&fact.kind).is_some_and(|table| table.finder(Role::Signatories) == Some(Finder::Event))
}

/// What the sentences of one fact do not tell is that of another fact of the same event: “Penandatanganan serupa dilakukan
/// Kabupaten B” names no other party, and a list of signers only the regions.
fn share<'a>(views: &Views<'_, 'a>, facts: &mut [FactDraft<'a>]) {
    let case = views.case;
    let mut told = Told::default();
    (0..facts.len()).for_each(|index| told.add(case, &facts[index], index));
    for index in 0..facts.len() {
        let listed = facts[index].acts.is_empty();
        if has_parties(case, &facts[index]) && listed {
            facts[index].signatories = listed_heads(case, &facts[index]);
        }
        let fact = &facts[index];
        if !has_parties(case, fact) || !fact.counterparties.is_empty() && !listed {
            continue;
        }
        let Some(told_by) = told.first(views, facts, index) else { continue };
        let (fact, told_by) = (&facts[index], &facts[told_by]);
        let theirs = |c: &&Counterparty| fact.region.is_none_or(|own| c.party != Party::Region(own));
        let parties: Vec<Counterparty> = told_by.counterparties.iter().filter(theirs).copied().collect();
        let words = told_by.acts.first().map(|&act| case.sentence(case.mentions.signings[act].first));
        let (place, mode, instrument) = (told_by.place, told_by.mode, told_by.instrument);
        let fact = &mut facts[index];
        let mut shares = |what: Inferred| fact.derived.push(Inference::new(what, EvidenceKind::SameEvent, words));
        if fact.counterparties.is_empty() && !parties.is_empty() {
            shares(Inferred::Counterparties);
            fact.counterparties = parties;
            told.add(case, &facts[index], index);
        }
        let fact = &mut facts[index];
        let mut shares = |what: Inferred| fact.derived.push(Inference::new(what, EvidenceKind::SameEvent, words));
        if listed && fact.date.is_some() {
            fact.instrument = fact.instrument.or(instrument);
            place.iter().for_each(|_| shares(Inferred::Place));
            mode.iter().for_each(|_| shares(Inferred::Mode));
            (fact.place, fact.mode) = (place, mode);
        }
    }
}

/// “1. Wali Kota Semarang, Hendrar Prihadi”: a list of those who sign names them with their regions.
fn listed_heads(case: Case<'_, '_>, fact: &FactDraft<'_>) -> Vec<usize> {
    let people = &case.scene.gazetteer.people;
    let titled = fact.region_mentions.iter().filter_map(|&region| {
        let at = case.mentions.regions[region].first;
        let officials = &case.mentions.officials;
        all_reaching(officials, at).find(|&i| officials[i].title_first <= at && at < officials[i].title_end)
    });
    let heads = titled.filter(|&official| {
        let official = &case.mentions.officials[official];
        official.region == fact.region && people.office(official.office).regional && !official.former
    });
    once(case, &heads.collect::<Vec<_>>())
}

/// The facts that tell in words of their own with whom, by their events.
#[derive(Default)]
struct Told<'a>(HashMap<SameEvent<'a>, BTreeSet<usize>>);

/// What facts of one event agree in; of no day all of them.
type SameEvent<'a> = (FactType<'a>, FactStatus, Option<u32>, Option<When>);

impl<'a> Told<'a> {
    fn event(fact: &FactDraft<'a>, day: Option<When>) -> SameEvent<'a> {
        (fact.kind.clone(), fact.status, fact.programme, day)
    }

    fn add(&mut self, case: Case<'_, 'a>, fact: &FactDraft<'a>, index: usize) {
        if fact.acts.is_empty() || fact.counterparties.is_empty() {
            return;
        }
        let day = day(case, fact);
        self.0.entry(Self::event(fact, None)).or_default().insert(index);
        if day.is_some() {
            self.0.entry(Self::event(fact, day)).or_default().insert(index);
        }
    }

    /// The first fact of the event of fact `index` whose region is not the one that others sign with.
    fn first(&mut self, views: &Views<'_, 'a>, facts: &[FactDraft<'a>], index: usize) -> Option<usize> {
        let same = self.0.get_mut(&Self::event(&facts[index], day(views.case, &facts[index])))?;
        while let Some(&first) = same.first() {
            if !is_host(views, &facts[first]) {
                return Some(first);
            }
            same.remove(&first);
        }
        None
    }
}
