//! Which words behind "di" name a place, and whether it is a building or a town.

use super::super::event::zone;
use super::super::view::{Named, View};
use crate::fact::role::Part;
use crate::gazetteer::VenueWord;
use crate::mention::Tokens;
use crate::mention::region::Typed;
use crate::text::{Gap, Shape};
use crate::zone::Zone;

/// Words that name a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase {
    /// Their tokens.
    pub(super) tokens: Tokens,
    /// Whether it is more than the name of a town.
    pub(super) venue: bool,
    /// Whether a word for a building or room is among them.
    pub(super) room: bool,
}

/// How many small words can stand before the building: “salah satu hotel”.
const BEFORE: usize = 2;

/// How many words the bracket behind a name has at most: “(NCC)”.
const BRACKET: usize = 4;

/// The place that begins at token `first`.
pub(super) fn read(view: &View<'_, '_>, first: usize) -> Option<Phrase> {
    let scene = view.case.scene;
    let room = |at: usize| scene.entry_at(at, &view.case.lists.venue_words) == Some(&VenueWord::Room);
    let capitalised = |at: usize| at < view.end && scene.text.tokens[at].shape.is_capitalised();
    let from_small =
        || (first..view.end.min(first + BEFORE + 1)).find(|&at| !is_plain(view, at)).filter(|&at| room(at));
    if !capitalised(first) && from_small().is_none() || !is_place_name(view, first) {
        return None;
    }
    let start = if capitalised(first) { first } else { from_small()? };
    let mut end = start;
    let (mut named, mut in_room) = (false, false);
    while let Some(next) = goes_on(view, start, end) {
        in_room |= (end..next).any(room);
        named |= (end..next).any(|at| is_name_of_a_house(view, at));
        end = next;
    }
    while end > first && matches!(scene.printed(end - 1), "," | ".") {
        end -= 1;
    }
    // A title line has capitals everywhere: there only what a list knows is a place.
    let title = zone(view.case, (view.first, view.end)) == Zone::Headline;
    let known = |at: usize| room(at) || matches!(view.named_over(at), Some((_, Named::Region(_))));
    let told = !title || (first..end).any(known);
    (told && end > first).then_some(Phrase { tokens: (first, end), venue: in_room || named, room: in_room })
}

/// A small word that no list of the slots knows: “salah satu”, “sebuah”.
fn is_plain(view: &View<'_, '_>, at: usize) -> bool {
    let (scene, lists) = (view.case.scene, view.case.lists);
    scene.text.tokens[at].shape == Shape::Lower
        && scene.longest(at, &lists.venue_words).is_none()
        && !is_function(view, at)
}

/// Whether a word ends a name because it begins something else.
fn is_function(view: &View<'_, '_>, at: usize) -> bool {
    let (scene, lists) = (view.case.scene, view.case.lists);
    scene.longest(at, &lists.party_words).is_some()
        || scene.longest(at, &lists.attendance).is_some()
        || scene.longest(at, &lists.place_prepositions).is_some()
        || scene.longest(at, &lists.list_separators).is_some()
        || scene.longest(at, &lists.modes).is_some()
        || scene.longest(at, &lists.speech_verbs).is_some()
        || lists.opens_clause(scene, at)
        || scene.is(at, &lists.anaphora)
        || scene.is(at, &lists.event_words)
        || view.act_over(at).is_some()
}

/// Not a country, a date, a person or a programme.
fn is_place_name(view: &View<'_, '_>, first: usize) -> bool {
    let scene = view.case.scene;
    let land = scene.entry_at(first, &view.case.lists.venue_words) == Some(&VenueWord::Nowhere);
    let other = matches!(view.named_over(first), Some((_, Named::Holder(_) | Named::Date)));
    !land && !other && !view.programme_over(first)
}

/// Whether the word at `at` belongs to a name that is not only a town's.
fn is_name_of_a_house(view: &View<'_, '_>, at: usize) -> bool {
    let scene = view.case.scene;
    let town = matches!(view.named_over(at), Some((_, Named::Region(_))))
        || scene.text.phrases_at(at).iter().any(|p| {
            let regions = &scene.gazetteer.regions;
            p.list == regions.list || p.list == regions.district_list
        });
    scene.text.tokens[at].shape.is_capitalised() && !town
}

/// The end of the next part of the name that begins at `start` and goes on at `at`.
fn goes_on(view: &View<'_, '_>, start: usize, at: usize) -> Option<usize> {
    let (scene, lists) = (view.case.scene, view.case.lists);
    let token = scene.text.tokens.get(at).filter(|t| at < view.end && (at == start || t.gap < Gap::Line))?;
    let capitalised = |at: usize| at < view.end && scene.text.tokens[at].shape.is_capitalised();
    let behind_room =
        || scene.longest_before(at, &lists.venue_words).is_some_and(|(_, word)| *word != VenueWord::Nowhere);
    if let Some((past, word)) = scene.longest(at, &lists.venue_words) {
        match word {
            VenueWord::Room => return Some(past),
            // “ruang rapat bersama”, but “di Kabupaten Kendal bersama Kominfo”
            VenueWord::Tail if at > start && (behind_room() || !is_function(view, at)) => return Some(past),
            VenueWord::Tail | VenueWord::Nowhere => {}
        }
    }
    match view.named_over(at) {
        Some(&((_, end), Named::Holder(holder))) => {
            return (behind_room() && view.holders[holder].official.is_none()).then_some(end);
        }
        Some((_, Named::Date)) => return None,
        Some(&((_, end), _)) => return Some(end),
        None => {}
    }
    match scene.printed(at) {
        "," if at > start => return behind_comma(view, at),
        "." => {
            let inner = capitalised(at + 1) && scene.text.sentence_of(at + 1) == scene.text.sentence_of(at);
            return inner.then_some(at + 1);
        }
        "-" | "'" | "’" if token.gap == Gap::None => return capitalised(at + 1).then_some(at + 1),
        "(" if at > start => {
            let close = (at + 1..view.end.min(at + BRACKET + 1)).find(|&i| scene.printed(i) == ")")?;
            let name = (at + 1..close).all(|i| scene.text.tokens[i].shape.is_capitalised());
            return (name && close > at + 1).then_some(close + 1);
        }
        _ => {}
    }
    // “Gedung Daerah” has a capital where “daerah” is a word of its own.
    let title = zone(view.case, (view.first, view.end)) == Zone::Headline;
    if is_function(view, at) && (title || !token.shape.is_capitalised()) {
        // “salah satu hotel di Jakarta”, “Red Top dan Convention Center”
        let name = at > start && capitalised(at + 1) && token.shape == Shape::Lower;
        let place = scene.longest(at, &lists.where_words).is_some();
        let joins = scene.longest(at, &lists.list_separators).is_some()
            && scene.text.tokens[at - 1].shape.is_capitalised()
            && view.named_over(at + 1).is_none()
            && scene.longest(at + 1, &scene.gazetteer.people.office_list).is_none();
        return (name && (place && is_place_name(view, at + 1) || joins)).then_some(at + 2);
    }
    if token.shape.is_capitalised() || token.shape == Shape::Digits && at > start {
        return Some(at + 1);
    }
    // “ruang koordinasi Setdakab”, “Four Point by Sheraton”: one small word inside.
    let inside = token.shape == Shape::Lower
        && at > start
        && capitalised(at + 1)
        && !matches!(view.named_over(at + 1), Some((_, Named::Date)))
        && (behind_room() || scene.printed(at).len() <= SHORT && scene.text.tokens[at - 1].shape.is_capitalised());
    inside.then_some(at + 1)
}

/// Letters of the small words inside of a name: “by”, “of”, “the”.
const SHORT: usize = 3;

/// “Hotel A, Jakarta”: the town behind the comma; not the party that acts there.
fn behind_comma(view: &View<'_, '_>, comma: usize) -> Option<usize> {
    let (scene, m) = (view.case.scene, view.case.mentions);
    let next = comma + 1;
    match view.named_over(next) {
        Some(&((first, end), Named::Region(index))) if first == next => {
            let place = matches!(view.case.parts.of[index], Part::Place | Part::Parent);
            let names = !matches!(m.regions[index].typed, Typed::Government | Typed::Title);
            // Behind a party stands its verb.
            let closed = end >= view.end
                || scene.text.tokens[end].shape == Shape::Mark
                || matches!(view.named_over(end), Some((_, Named::Date)));
            (names && (place || closed)).then_some(end)
        }
        Some(_) => None,
        None => {
            let room = scene.longest(next, &view.case.lists.venue_words);
            room.filter(|(_, word)| **word == VenueWord::Room).map(|(past, _)| past)
        }
    }
}
