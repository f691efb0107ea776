//! What was signed, where the sentence of the act has only a general word for it ("naskah itu", "sepakati program"): the
//! instrument of another sentence about the same event.

use super::event::Event;
use crate::fact::case::Case;
use crate::fact::draft::FactDraft;
use crate::gazetteer::InstrumentSense;
use crate::mention::Inference;
use crate::record::{EvidenceKind, Inferred};
use std::collections::HashSet;

/// The instrument of the event, where `fact` has none of its kind: that of another act of its own, which needs no inference, or
/// of a sentence around.
pub(super) fn instrument<'a>(
    case: Case<'_, 'a>,
    event: &Event<'_, 'a>,
    fact: &FactDraft<'a>,
) -> Option<(&'a str, Option<Inference>)> {
    let signings = &case.mentions.signings;
    let acts: HashSet<usize> = fact.acts.iter().copied().collect();
    let told = event.told.iter().flat_map(|view| view.acts.clone()).filter(|act| acts.contains(act));
    let mut own = told.filter_map(|act| signings[act].instrument.filter(|i| i.is_strong())?.of_fact()).peekable();
    if let Some(&first) = own.peek() {
        let known = fact.instrument.is_some_and(|known| own.any(|own| own == known));
        return (!known).then_some((first, None));
    }
    let around = event.around.iter().flat_map(|view| view.acts.clone()).map(|act| &signings[act]);
    around.into_iter().find_map(|act| {
        let instrument = act.instrument.filter(|i| i.sense == InstrumentSense::Instrument)?.of_fact()?;
        let words = Some((act.first, act.end));
        Some((instrument, Some(Inference::new(Inferred::Instrument, EvidenceKind::NeighbourSentence, words))))
    })
}
