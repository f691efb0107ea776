//! What a fact says besides whose it is and when: its programme and, of signings, what was signed, by whom, with whom, how
//! and where. Only facts that were found are looked at; what the annotation leaves empty and the record fills is superfluous.

use super::annotation::{Fact as Annotated, Slot};
use super::name::Name;
use super::tally::Answers;
use petik_core::record::{Fact, FactType, Mode};
use std::collections::BTreeSet;

/// The slots in the order in which they are told.
pub(super) const SLOTS: [&str; 6] = ["programme", "instrument", "signatories", "counterparty", "mode", "place"];

/// The answers in one slot of a fact.
#[derive(Debug)]
pub(super) struct SlotAnswers {
    /// By its place in [`SLOTS`].
    pub(super) slot: usize,
    pub(super) answers: Answers,
    pub(super) wanted: Vec<String>,
    pub(super) found: Vec<String>,
}

/// The slots of an annotated fact that are scored, beside what the record says there.
pub(super) fn compared(annotated: &Annotated, fact: &Fact<'_>) -> Vec<SlotAnswers> {
    let one = |value: Option<&str>| value.map(str::to_owned).into_iter().collect::<Vec<_>>();
    let mut all = Vec::new();
    let mut tell = |slot: usize, wanted: &Slot, found: Vec<String>, same: Same| {
        let answers = answers(wanted, &found, same);
        all.push(SlotAnswers { slot, answers, wanted: wanted.wanted.clone(), found });
    };
    let slots = &annotated.slots;
    if let Some(programme) = &slots.programme {
        let wanted = Slot { wanted: programme.wanted.clone(), accepted: Vec::new() };
        tell(0, &wanted, one(fact.programme.as_deref()), equal);
    }
    if annotated.kind != FactType::Signing {
        return all;
    }
    let found = one(fact.instrument.as_deref());
    tell(1, &instrument(&slots.instrument, &found), found, equal);
    let signers: Vec<String> = fact.signatories.iter().map(|signer| signer.name.as_ref().to_owned()).collect();
    all.push(signatories(&slots.signatories, signers));
    let mut tell = |slot: usize, wanted: &Option<Slot>, found: Vec<String>, same: Same| {
        if let Some(wanted) = wanted {
            let answers = answers(wanted, &found, same);
            all.push(SlotAnswers { slot, answers, wanted: wanted.wanted.clone(), found });
        }
    };
    let counterparties = fact.counterparties.iter().map(|one| one.as_ref().to_owned()).collect();
    tell(3, &slots.counterparty, counterparties, equal);
    tell(4, &slots.mode, one(fact.mode.map(Mode::as_str)), equal);
    tell(5, &slots.place, one(fact.place.as_deref()), half_of_the_words);
    all
}

/// Whether two values are the same.
type Same = fn(&str, &str) -> bool;

fn equal(a: &str, b: &str) -> bool {
    a == b
}

/// Whether two places share a word, and half of the words of the shorter one.
fn half_of_the_words(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let shared = a.intersection(&b).count();
    shared > 0 && shared * 2 >= a.len().min(b.len())
}

fn words(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// An accepted answer stands for a wanted one that is not given.
fn answers(slot: &Slot, found: &[String], same: Same) -> Answers {
    let is_among = |one: &str, all: &[String]| all.iter().any(|other| same(other, one));
    let right = slot.wanted.iter().filter(|wanted| is_among(wanted, found)).count();
    let unwanted = || found.iter().filter(|found| !is_among(found, &slot.wanted));
    let accepted = unwanted().filter(|found| is_among(found, &slot.accepted)).count();
    Answers {
        right,
        superfluous: unwanted().count() - accepted,
        missing: slot.wanted.len().saturating_sub(right + accepted),
    }
}

/// What annotations call instruments, and the ids of those that are as good: press writes MoU for every note of
/// understanding. Behind `-` stands what may be answered where the annotation names nothing: words that are no contract.
const INSTRUMENTS: &str = include_str!("instruments.txt");

/// The ids that are as good as an instrument by its name in annotations.
fn ids_of(name: &str) -> Option<impl Iterator<Item = String> + use<>> {
    let row = INSTRUMENTS.lines().filter_map(|line| line.split_once(" = ")).find(|(known, _)| *known == name);
    row.map(|(_, ids)| ids.split(' ').map(str::to_owned))
}

/// The instrument as ids. One answer that is right is what was wanted, whichever of the ids it is.
fn instrument(slot: &Slot, found: &[String]) -> Slot {
    let names =
        slot.wanted.iter().chain(&slot.accepted).filter(|name| !name.is_empty()).map(|name| name.to_lowercase());
    let mut accepted: Vec<String> = Vec::new();
    for name in names {
        match ids_of(&name) {
            Some(ids) => accepted.extend(ids),
            None => accepted.push(name),
        }
    }
    if slot.wanted.is_empty() {
        accepted.extend(ids_of("-").into_iter().flatten());
    }
    let is_right = !slot.wanted.is_empty() && found.first().is_some_and(|found| accepted.contains(found));
    Slot { wanted: if is_right { found.to_vec() } else { slot.wanted.clone() }, accepted }
}

/// Who signed, by names without titles.
fn signatories(slot: &Slot, found: Vec<String>) -> SlotAnswers {
    let names = |printed: &[String]| printed.iter().map(|one| Name::of(one)).collect::<Vec<_>>();
    let (wanted, accepted, signers) = (names(&slot.wanted), names(&slot.accepted), names(&found));
    let right = wanted.iter().filter(|name| name.is_among(&signers)).count();
    let is_right = |name: &&Name| name.is_among(wanted.iter().chain(&accepted));
    let superfluous = signers.iter().filter(|name| !is_right(name)).count();
    let answers = Answers { right, superfluous, missing: wanted.len() - right };
    SlotAnswers { slot: 2, answers, wanted: slot.wanted.clone(), found }
}
