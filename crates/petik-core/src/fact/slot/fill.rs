//! Fills the slots of signings, once facts said twice are one.

use super::counterparty::{Counterparty, Party, add, organisations, owner};
use super::event::{Event, only_event};
use super::instrument::instrument;
use super::mode::{by_venue, mode};
use super::parties::{by_act, is_host, regions};
use super::person::{Names, once};
use super::place::place;
use super::signatory::signers;
use crate::fact::case::Case;
use crate::fact::draft::FactDraft;
use crate::fact::table::{Finder, Role};
use crate::mention::{Inference, all_reaching};
use crate::record::{EvidenceKind, Inferred};

/// Fills the slots of all signings among `facts`.
pub(in crate::fact) fn fill<'a>(case: Case<'_, 'a>, facts: &mut [FactDraft<'a>]) {
    let only = only_event(case, facts);
    let by_act = by_act(facts);
    let names = Names::new(case);
    for index in 0..facts.len() {
        if !has_parties(case, &facts[index]) || facts[index].acts.is_empty() {
            continue;
        }
        let region = facts[index].region;
        let event = Event::new(case, &names, &facts[index], &only);
        let signers = signers(case, &event, region);
        let (mut parties, mut derived) = organisations(case, &event, &signers);
        let owner = owner(case, &facts[index], &event).filter(|_| parties.is_empty());
        let known = !parties.is_empty() || owner.is_some();
        let opposite = regions(case, &names, facts, &by_act, index, known);
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
    share(case, &names, facts);
}

/// Whether the sentences of its event tell who took part in it, as the table of its type says.
fn has_parties(case: Case<'_, '_>, fact: &FactDraft<'_>) -> bool {
    case.tables.of(&fact.kind).is_some_and(|table| table.finder(Role::Signatories) == Some(Finder::Event))
}

/// What the sentences of one fact do not tell is that of another fact of the same event: “Penandatanganan serupa dilakukan
/// Kabupaten B” names no other party, and a list of signers only the regions.
fn share<'a>(case: Case<'_, 'a>, names: &Names, facts: &mut [FactDraft<'a>]) {
    for index in 0..facts.len() {
        let listed = facts[index].acts.is_empty();
        if has_parties(case, &facts[index]) && listed {
            facts[index].signatories = listed_heads(case, &facts[index]);
        }
        let fact = &facts[index];
        if !has_parties(case, fact) || !fact.counterparties.is_empty() && !listed {
            continue;
        }
        let mut same = facts.iter().filter(|f| is_same_event(case, fact, f));
        let Some(told) = same.find(|f| !is_host(case, names, f)) else { continue };
        let theirs = |c: &&Counterparty| fact.region.is_none_or(|own| c.party != Party::Region(own));
        let parties: Vec<Counterparty> = told.counterparties.iter().filter(theirs).copied().collect();
        let words = told.acts.first().map(|&act| case.sentence(case.mentions.signings[act].first));
        let (place, mode, instrument) = (told.place, told.mode, told.instrument);
        let fact = &mut facts[index];
        let mut shares = |what: Inferred| fact.derived.push(Inference::new(what, EvidenceKind::SameEvent, words));
        if fact.counterparties.is_empty() && !parties.is_empty() {
            shares(Inferred::Counterparties);
            fact.counterparties = parties;
        }
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

/// Whether `other` tells of the event of `fact` in words of its own, and with whom.
fn is_same_event(case: Case<'_, '_>, fact: &FactDraft<'_>, other: &FactDraft<'_>) -> bool {
    let day = |f: &FactDraft<'_>| f.date.and_then(|date| case.mentions.dates[date].settled);
    let one_day = day(other) == day(fact) || day(fact).is_none();
    let one_kind = other.kind == fact.kind && other.status == fact.status && other.programme == fact.programme;
    one_kind && one_day && !other.acts.is_empty() && !other.counterparties.is_empty()
}
