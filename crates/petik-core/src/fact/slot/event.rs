//! Where an article tells of one signing: the sentences of its acts, those that go on about the same event, and their
//! neighbours. A sentence that gives another day speaks of another event.

use super::view::{View, Views};
use crate::fact::case::Case;
use crate::fact::draft::FactDraft;
use crate::mention::date::When;
use crate::mention::{Tokens, among};
use crate::record::FactType;
use crate::zone::Zone;
use std::rc::Rc;

/// The sentences of one event.
#[derive(Debug)]
pub(super) struct Event<'m, 'a> {
    /// Those with an act that the fact rests on: the report before captions before titles.
    pub(super) told: Vec<Rc<View<'m, 'a>>>,
    /// Others that speak of the same event.
    pub(super) around: Vec<Rc<View<'m, 'a>>>,
    /// Neighbours that do not say what they speak of.
    pub(super) beside: Vec<Rc<View<'m, 'a>>>,
}

/// Most sentences of one kind that are looked at: more say nothing new.
const MOST: usize = 12;

/// The sentences with words of signing of an article whose signings are all one event; of others none.
#[derive(Debug, Default)]
pub(super) struct OnlyEvent {
    all: Vec<Tokens>,
    /// Those that give no other day than the event's.
    of_its_day: Vec<Tokens>,
}

/// The one event of the article, where its signings have no two days.
pub(super) fn only_event(case: Case<'_, '_>, facts: &[FactDraft<'_>]) -> OnlyEvent {
    let signings = || facts.iter().filter(|f| f.kind == FactType::Signing);
    let mut days: Vec<When> = signings().filter_map(|f| day(case, f)).collect();
    days.sort_unstable();
    days.dedup();
    let mut statuses: Vec<_> = signings().map(|f| f.status).collect();
    statuses.dedup();
    if days.len() > 1 || statuses.len() > 1 {
        return OnlyEvent::default();
    }
    let mut all: Vec<Tokens> = case.mentions.signings.iter().map(|s| case.sentence(s.first)).collect();
    all.dedup();
    all.retain(|&tokens| zone(case, tokens).makes_facts());
    let day = days.first().copied();
    let of_its_day = all.iter().copied().filter(|&tokens| !tells_another_day(case, tokens, day)).collect();
    OnlyEvent { all, of_its_day }
}

/// The day of a fact.
pub(super) fn day(case: Case<'_, '_>, fact: &FactDraft<'_>) -> Option<When> {
    fact.date.and_then(|date| case.mentions.dates[date].settled)
}

impl<'m, 'a> Event<'m, 'a> {
    /// The event of `fact`; `only` is that of an article with one.
    pub(super) fn new(views: &Views<'m, 'a>, fact: &FactDraft<'a>, only: &OnlyEvent) -> Self {
        let case = views.case;
        let day = day(case, fact);
        let only = if day.is_some() { &only.of_its_day } else { &only.all };
        let mut told: Vec<Tokens> =
            fact.acts.iter().map(|&act| case.sentence(case.mentions.signings[act].first)).collect();
        told.sort_unstable();
        told.dedup();
        told.sort_by_key(|&tokens| rank(zone(case, tokens)));
        told.truncate(MOST);
        let neighbours: Vec<Tokens> = told.iter().flat_map(|&tokens| neighbours(case, tokens)).collect();
        let of_date = fact.date.map(|date| case.sentence(case.mentions.dates[date].first));
        let mut around: Vec<Tokens> = Vec::new();
        let mut beside: Vec<Tokens> = Vec::new();
        let candidates = of_date.into_iter().chain(neighbours).chain(only.iter().copied());
        for tokens in candidates.filter(|&tokens| zone(case, tokens).makes_facts()) {
            if around.len() == MOST {
                break;
            }
            let fresh = !told.contains(&tokens) && !around.contains(&tokens) && !beside.contains(&tokens);
            if fresh && !tells_another_day(case, tokens, day) {
                let list = if Some(tokens) == of_date || goes_on(case, tokens) { &mut around } else { &mut beside };
                list.push(tokens);
            }
        }
        let seen = |all: Vec<Tokens>| all.into_iter().map(|tokens| views.of(tokens)).collect();
        Event { told: seen(told), around: seen(around), beside: seen(beside) }
    }
}

/// The zone of a sentence; a dateline may stand before its words.
pub(super) fn zone(case: Case<'_, '_>, (first, end): Tokens) -> Zone {
    case.scene.zones.of(end.saturating_sub(1).max(first))
}

fn rank(zone: Zone) -> u8 {
    match zone {
        Zone::Body => 0,
        Zone::Caption => 1,
        _ => 2,
    }
}

/// The sentences of the same paragraph, and of the report the one before and the one behind.
fn neighbours(case: Case<'_, '_>, tokens: Tokens) -> Vec<Tokens> {
    let text = case.scene.text;
    let own = zone(case, tokens);
    let number = text.sentence_of(tokens.0);
    if own == Zone::Headline {
        return Vec::new();
    }
    let near = number.saturating_sub(MOST)..(number + MOST).min(text.sentences.len());
    near.filter(|&n| n != number)
        .map(|n| (n, &text.sentences[n]))
        .filter(|(n, s)| {
            let next = own == Zone::Body && n.abs_diff(number) == 1;
            (next || s.line == text.sentences[number].line) && zone(case, (s.first, s.end)) == own
        })
        .map(|(_, s)| (s.first, s.end))
        .collect()
}

/// Whether a sentence says that it speaks of a signing or of those who signed: “Acara itu …”, “Penandatanganan …”, “MoU
/// tersebut …”, “Keduanya …”.
fn goes_on(case: Case<'_, '_>, (first, end): Tokens) -> bool {
    let scene = case.scene;
    !among(&case.mentions.signings, first, end).is_empty()
        || scene.longest(first, &case.lists.pronouns).is_some()
        || (first..end).any(|at| {
            let named = scene.is(at, &case.lists.event_words)
                || scene.entry_at(at, &case.lists.instruments).is_some_and(|instrument| instrument.is_strong());
            named && scene.zones.quotation_at(at).is_none()
        })
}

/// Whether a sentence gives a day that is not the event's.
fn tells_another_day(case: Case<'_, '_>, (first, end): Tokens, day: Option<When>) -> bool {
    let told = case.times.events_among(case.mentions, (first, end)).map(|date| &case.mentions.dates[date]);
    let mut days = told.filter_map(|d| d.settled).filter(|when| when.day().is_some());
    day.is_some() && days.any(|when| Some(when) != day)
}
