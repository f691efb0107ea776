//! How people met: words of a screen or of one room, said of the event itself. What is offered "online" is no meeting, nor is
//! the assessment before it; that some guest watches a screen says nothing of those who sign.

use super::event::Event;
use super::view::{Named, View};
use crate::gazetteer::{Attendance, ModeSense, RegionId};
use crate::mention::{Inference, Tokens};
use crate::record::{EvidenceKind, Inferred, Mode};

/// The mode of the event for `region`, with what it was inferred from.
pub(super) fn mode(event: &Event<'_, '_>, region: Option<RegionId>) -> Option<(Mode, Option<Inference>)> {
    let told = event.told.iter().find_map(|view| said(view, region));
    let around = || event.around.iter().find_map(|view| said(view, region));
    let apart = |(mode, words): (Mode, Tokens)| {
        (mode, Some(Inference::new(Inferred::Mode, EvidenceKind::NeighbourSentence, Some(words))))
    };
    told.map(|(mode, _)| (mode, None)).or_else(|| around().map(apart))
}

/// What a sentence says of the mode, with the words.
fn said(view: &View<'_, '_>, region: Option<RegionId>) -> Option<(Mode, Tokens)> {
    let (scene, lists) = (view.case.scene, view.case.lists);
    (view.first..view.end).find_map(|at| {
        let (end, word) = scene.longest(at, &lists.modes)?;
        let of_event = word.sense != Some(ModeSense::Event) || speaks_of_the_event(view, at, end);
        let counts = of_event && !view.is_in_another_clause(at) && !is_of_a_guest(view, at, region);
        counts.then_some((word.value, (at, end)))
    })
}

/// “acara daring itu”, “digelar virtual”, “virtual, di Balai Kota”: beside a word of the event, or of holding one.
fn speaks_of_the_event(view: &View<'_, '_>, at: usize, end: usize) -> bool {
    let (scene, lists) = (view.case.scene, view.case.lists);
    let Some(before) = at.checked_sub(1).filter(|&before| before >= view.first) else { return false };
    let held = scene.longest_before(at, &lists.held_words).is_some();
    let event = scene.is(before, &lists.event_words) || view.act_over(before).is_some();
    held || event || scene.is(end, &lists.event_words)
}

/// “Tim kementerian mengikuti acara secara virtual”: who is there in that way is neither of the region nor a named officer of
/// the other party. In passive words (“diikuti dari …”) nobody is told apart.
pub(super) fn is_of_a_guest(view: &View<'_, '_>, at: usize, region: Option<RegionId>) -> bool {
    let (scene, lists) = (view.case.scene, view.case.lists);
    let verb = (view.first..at).rfind(|&i| scene.entry_at(i, &lists.attendance) == Some(&Attendance::There));
    let Some(verb) = verb.filter(|&verb| (verb..at).all(|i| view.act_over(i).is_none())) else { return false };
    // “turut hadir” begins before “hadir”.
    let covers = |i: &usize| scene.longest(*i, &lists.attendance).is_some_and(|(end, _)| end > verb);
    let verb = (verb.saturating_sub(2).max(view.first)..verb).find(covers).unwrap_or(verb);
    let parties = view.named.iter().rev().filter(|((_, end), what)| *end <= verb && *what != Named::Date);
    let own = |index: usize| region.is_none() || view.case.mentions.regions[index].region == region;
    match parties.map(|(_, what)| *what).next() {
        Some(Named::Region(index)) => !own(index),
        Some(_) => false,
        None => {
            (view.first..verb).any(|i| scene.text.tokens[i].shape.is_word() && !scene.is(i, &lists.pronouns))
                && !(view.first..verb).any(|i| scene.is(i, &lists.pronouns))
        }
    }
}

/// In one room, where a building is named and no screen.
pub(super) fn by_venue(venue: Tokens) -> (Mode, Inference) {
    (Mode::InPerson, Inference::new(Inferred::Mode, EvidenceKind::Venue, Some(venue)))
}
