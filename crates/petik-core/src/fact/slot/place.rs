//! Where it happened: the words behind "di", of an act or of a sentence that goes on about its event. A building goes before
//! the town it stands in, the report before captions and titles. Where somebody takes part "dari" a room, that is the place of
//! those who sign there.

mod phrase;

use super::event::{Event, zone};
use super::mode;
use super::view::View;
use crate::fact::role::Part;
use crate::gazetteer::{RegionId, WhereWord};
use crate::mention::{Inference, Tokens, among};
use crate::record::{EvidenceKind, Inferred};
use crate::text::Shape;
use crate::zone::Zone;
use phrase::Phrase;

/// Where an event took place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The words.
    pub(super) tokens: Tokens,
    /// Whether a building or room is named in which all met.
    pub(super) in_one_room: bool,
    /// That it stands in another sentence than the act.
    pub(super) derived: Option<Inference>,
}

/// The place of the event for `region`.
pub(super) fn place(event: &Event<'_, '_>, region: Option<RegionId>) -> Option<Place> {
    let told = event.told.iter().map(|view| (&**view, false));
    let around = event.around.iter().map(|view| (&**view, true));
    let all = told.chain(around).filter_map(|(view, apart)| Some((view, apart, in_sentence(view, region)?)));
    let best = all.min_by_key(|(view, apart, found)| {
        let title = zone(view.case, (view.first, view.end)) == Zone::Headline;
        (title, !found.phrase.venue, *apart)
    });
    best.map(|(_, apart, found)| {
        let tokens = found.phrase.tokens;
        let derived = Inference::new(Inferred::Place, EvidenceKind::NeighbourSentence, Some(tokens));
        let in_one_room = found.phrase.venue && found.word == WhereWord::At;
        Place { tokens, in_one_room, derived: apart.then_some(derived) }
    })
}

/// Words of place with the word before them.
#[derive(Clone, Copy)]
struct Found {
    at: usize,
    word: WhereWord,
    phrase: Phrase,
}

/// The words of place that belong to the acts of a sentence, or to its event.
fn in_sentence(view: &View<'_, '_>, region: Option<RegionId>) -> Option<Found> {
    let (scene, lists) = (view.case.scene, view.case.lists);
    let found = (view.first..view.end).filter_map(|at| {
        let (past, word) = scene.longest(at, &lists.where_words)?;
        // “DI Yogyakarta”
        let word_of_place = scene.text.tokens[at].shape != Shape::Upper && view.named_over(at).is_none();
        let phrase = phrase::read(view, past).filter(|_| word_of_place)?;
        Some(Found { at, word: *word, phrase })
    });
    let fits = |found: &Found| {
        let act = act_of(view, found.at);
        let spoken = act.map_or(scene.zones.quotation_at(found.at).is_some(), |act| !view.speaks_with(found.at, act.0));
        (found.word == WhereWord::At || found.phrase.room && !mode::is_of_a_guest(view, found.at, region))
            && !spoken
            && (found.phrase.venue || !is_part_of_a_name(view, found, region))
            && belongs(view, found, act.unwrap_or((view.first, view.first)))
            && !view.is_at_another_time(found.at)
    };
    // Behind the act before in front of it, a building before a town.
    found.filter(fits).min_by_key(|f| {
        let behind = act_of(view, f.at).is_none_or(|act| f.at >= act.1);
        (!f.phrase.venue, f.word != WhereWord::At, !behind, f.at)
    })
}

/// The act that words of place at token `at` can belong to: the last before them, else the first.
fn act_of(view: &View<'_, '_>, at: usize) -> Option<Tokens> {
    let signings = &view.case.mentions.signings;
    let acts = view.acts.clone().map(|i| (signings[i].first, signings[i].end));
    acts.clone().rev().find(|act| act.1 <= at).or_else(|| acts.clone().next())
}

/// Whether words of place are told of the act: no verb of speech and no new clause stands between.
fn belongs(view: &View<'_, '_>, found: &Found, act: Tokens) -> bool {
    let (scene, lists) = (view.case.scene, view.case.lists);
    let (from, to) = if act.1 <= found.at { (act.1, found.at) } else { (found.at, act.0) };
    let last = view.acts.clone().next_back().map_or(view.end, |i| view.case.mentions.signings[i].end);
    !(from..to).any(|at| {
        view.named_over(at).is_none()
            && (scene.longest(at, &lists.speech_verbs).is_some() || at >= last && lists.opens_clause(scene, at))
    })
}

/// “kabupaten/kota di Jawa Tengah”, “Rejang Lebong di Bengkulu”, “layanan di Kabupaten A”: a town that completes the noun before
/// it. The region's own name tells where it happened only before the date.
fn is_part_of_a_name(view: &View<'_, '_>, found: &Found, region: Option<RegionId>) -> bool {
    let m = view.case.mentions;
    let (first, end) = found.phrase.tokens;
    let named = || among(&m.regions, first, end);
    let own = named().any(|i| m.regions[i].region == region && region.is_some());
    let around = named().any(|i| view.case.parts.of[i] == Part::Parent);
    let comma = usize::from(view.case.scene.printed(end) == ",");
    let dated = !among(&m.dates, end + comma, end + comma + 2).is_empty();
    let lists = view.case.lists;
    let before = found.at.wrapping_sub(1);
    let counted = view.case.scene.longest_before(found.at, &lists.count_others).is_some();
    // “100 Smart City di Makassar”: a programme is held there.
    let programme = view.programme_over(before);
    let unit = !programme && view.case.scene.longest_before(found.at, &lists.count_units).is_some();
    around || m.count_ends_at(found.at) || counted || unit || own && !dated
}
