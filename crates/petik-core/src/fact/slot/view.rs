//! One sentence as the slots see it: who and what is named in it, and where its acts stand.

use super::link::{Link, Relation};
use super::person::Names;
use super::role::Role;
use crate::fact::case::Case;
use crate::gazetteer::{OfficeKind, Pronoun};
use crate::mention::{Tokens, among, reaching};
use crate::text::Shape;
use crate::zone::Zone;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// A person as a sentence names it: by name and office, or by the office alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Holder {
    /// First token.
    pub(super) first: usize,
    /// First token after it.
    pub(super) end: usize,
    /// Number of the mention, where a name is given.
    pub(super) official: Option<usize>,
    /// Number of the office.
    pub(super) office: u32,
    /// First token of the region's name in the title.
    pub(super) region_at: Option<usize>,
    /// The organisation that the title belongs to.
    pub(super) organisation: Option<u32>,
}

/// What is named in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// A person, by its number among the holders.
    Holder(usize),
    /// An organisation, by its number among the mentions.
    Organisation(usize),
    /// A region, likewise.
    Region(usize),
    /// A date, which takes no part.
    Date,
}

/// A sentence.
#[derive(Debug)]
pub(super) struct View<'m, 'a> {
    pub(super) case: Case<'m, 'a>,
    /// First token.
    pub(super) first: usize,
    /// First token after it.
    pub(super) end: usize,
    /// The persons, in text order.
    pub(super) holders: Vec<Holder>,
    /// Everything named, in text order, without what stands inside of something else.
    pub(super) named: Vec<(Tokens, Named)>,
    /// The acts, by their numbers among the mentions.
    pub(super) acts: std::ops::Range<usize>,
    /// What governs the words at the tokens that were asked for.
    pub(super) links: RefCell<HashMap<usize, Link>>,
    /// What the holders do.
    pub(super) roles: OnceCell<Vec<Role>>,
}

/// The sentences of an article as the slots see them. Facts of one event rest on the same ones, which are looked at once.
#[derive(Debug)]
pub(super) struct Views<'m, 'a> {
    /// The article.
    pub(super) case: Case<'m, 'a>,
    /// The names of its officials.
    pub(super) names: Names,
    seen: RefCell<HashMap<Tokens, Rc<View<'m, 'a>>>>,
}

/// How many sentences are kept.
const MOST: usize = 256;

impl<'m, 'a> Views<'m, 'a> {
    /// None seen yet.
    pub(super) fn new(case: Case<'m, 'a>) -> Self {
        Views { case, names: Names::new(case), seen: RefCell::default() }
    }

    /// The sentence of the words of signing with the number `act`.
    pub(super) fn of_act(&self, act: usize) -> Rc<View<'m, 'a>> {
        self.of(self.case.sentence(self.case.mentions.signings[act].first))
    }

    /// The sentence `tokens`.
    pub(super) fn of(&self, tokens: Tokens) -> Rc<View<'m, 'a>> {
        let known = self.seen.borrow().get(&tokens).cloned();
        known.unwrap_or_else(|| {
            let view = Rc::new(View::new(self.case, &self.names, tokens));
            let mut seen = self.seen.borrow_mut();
            if seen.len() >= MOST {
                seen.clear();
            }
            seen.insert(tokens, Rc::clone(&view));
            view
        })
    }
}

impl<'m, 'a> View<'m, 'a> {
    /// The sentence `tokens`.
    fn new(case: Case<'m, 'a>, names: &Names, tokens: Tokens) -> Self {
        let mut view = View::without_pronouns(case, names, tokens);
        for (at, official) in view.pronoun(names) {
            let o = &case.mentions.officials[official];
            let (office, region_at, organisation) = (o.office, o.region_at, o.organisation);
            view.holders.push(Holder {
                first: at,
                end: at + 1,
                official: Some(official),
                office,
                region_at,
                organisation,
            });
        }
        view.holders.sort_by_key(|h| h.first);
        view.name_all();
        view
    }

    /// The sentence `tokens`, pronouns not read.
    fn without_pronouns(case: Case<'m, 'a>, names: &Names, tokens: Tokens) -> Self {
        let (first, end) = tokens;
        let acts = among(&case.mentions.signings, first, end);
        let holders = holders(case, names, tokens);
        let (links, roles) = (RefCell::default(), OnceCell::new());
        let mut view = View { case, first, end, holders, named: Vec::new(), acts, links, roles };
        view.name_all();
        view
    }

    /// Collects what is named.
    fn name_all(&mut self) {
        let View { case, first, end, ref holders, .. } = *self;
        let mut named: Vec<(Tokens, Named)> = Vec::new();
        named.extend(holders.iter().enumerate().map(|(i, h)| ((h.first, h.end), Named::Holder(i))));
        let m = case.mentions;
        named.extend(among(&m.organisations, first, end).map(|i| {
            let o = &m.organisations[i];
            ((o.first, o.end), Named::Organisation(i))
        }));
        // A dateline names no party.
        let regions =
            among(&m.regions, first, end).filter(|&i| case.scene.zones.of(m.regions[i].first) != Zone::Dateline);
        named.extend(regions.map(|i| ((m.regions[i].first, m.regions[i].end), Named::Region(i))));
        let dates = m.dates.partition_point(|d| d.first < first);
        let dates = m.dates[dates..].iter().take_while(|d| d.first < end);
        named.extend(dates.map(|d| ((d.first, d.end), Named::Date)));
        named.sort_by_key(|&((first, end), _)| (first, std::cmp::Reverse(end)));
        let mut covered = first;
        named.retain(|&((first, end), _)| {
            let own = first >= covered;
            covered = covered.max(end);
            own
        });
        self.named = named;
    }

    /// “Ia menandatangani komitmen …”, “Keduanya meneken …”: a pronoun right before an act, with those whom the sentence before
    /// speaks of.
    fn pronoun(&self, names: &Names) -> Vec<(usize, usize)> {
        let (scene, lists) = (self.case.scene, self.case.lists);
        let before = |act: usize| (act.saturating_sub(PRONOUN).max(self.first)..act).rev();
        let acts = self.acts.clone().map(|i| self.case.mentions.signings[i].first);
        let mut tokens = acts.flat_map(before).filter(|&at| scene.zones.quotation_at(at).is_none());
        let found = tokens.find_map(|at| Some((at, *scene.entry_at(at, &lists.pronouns)?)));
        let last = scene.text.sentence_of(self.first).checked_sub(1).map(|n| scene.text.sentences[n]);
        let (Some((at, pronoun)), Some(last)) = (found, last) else { return Vec::new() };
        let last = View::without_pronouns(self.case, names, (last.first, last.end));
        let named: Vec<usize> = last.holders.iter().filter_map(|h| h.official).collect();
        let meant = match pronoun {
            Pronoun::One => {
                let subject = last.holders.iter().find(|h| last.link(h.first).relation == Relation::Subject);
                subject.and_then(|h| h.official).into_iter().collect()
            }
            Pronoun::Two if named.len() == 2 => named,
            Pronoun::Two | Pronoun::Several => Vec::new(),
        };
        meant.into_iter().map(|official| (at, official)).collect()
    }

    /// What is named over token `at`.
    pub(super) fn named_over(&self, at: usize) -> Option<&(Tokens, Named)> {
        let before = self.named.partition_point(|&((first, _), _)| first <= at);
        self.named[..before].last().filter(|&&((_, end), _)| at < end)
    }

    /// The act over token `at`.
    pub(super) fn act_over(&self, at: usize) -> Option<usize> {
        self.acts.clone().find(|&i| {
            let act = &self.case.mentions.signings[i];
            act.first <= at && at < act.end
        })
    }

    /// Whether token `at` is part of a programme's name.
    pub(super) fn programme_over(&self, at: usize) -> bool {
        let programmes = &self.case.mentions.programmes;
        let before = programmes.partition_point(|p| p.first <= at);
        programmes[..before].iter().rev().take(2).any(|p| at < p.end)
    }

    /// Whether tokens `at` and `act` stand in the same direct speech, or both in none.
    pub(super) fn speaks_with(&self, at: usize, act: usize) -> bool {
        let quotation = |at: usize| self.case.scene.zones.quotation_at(at).map(|q| q.first);
        quotation(at) == quotation(act)
    }
}

/// How many words before an act its pronoun can stand: “ia juga turut menandatangani”.
const PRONOUN: usize = 4;

/// The persons of a sentence.
fn holders(case: Case<'_, '_>, names: &Names, (first, end): Tokens) -> Vec<Holder> {
    let m = case.mentions;
    let from = m.officials.partition_point(|o| o.first < first);
    let officials = m.officials.iter().enumerate().skip(from).take_while(|(_, o)| o.first < end);
    let mut all: Vec<Holder> = officials
        .map(|(index, o)| Holder {
            first: o.first,
            end: o.end.max(o.title_end),
            official: Some(index),
            office: o.office,
            region_at: o.region_at,
            organisation: o.organisation,
        })
        .collect();
    let from = m.titles.partition_point(|t| t.first < first);
    all.extend(m.titles[from..].iter().take_while(|t| t.first < end).map(|t| Holder {
        first: t.first,
        end: t.end,
        official: None,
        office: t.office,
        region_at: t.region_at,
        organisation: t.organisation(case.scene.gazetteer),
    }));
    all.extend(heads_in_small_letters(case, (first, end)));
    all.extend(names_alone(case, names, (first, end)));
    all.sort_by_key(|h| (h.first, h.official.is_none()));
    all.dedup_by(|later, earlier| later.first < earlier.end);
    all
}

/// “diteken Darwis”: a word of a name that means one official of the article, with no other name around it.
fn names_alone(case: Case<'_, '_>, names: &Names, (first, end): Tokens) -> Vec<Holder> {
    let capitalised = |at: usize| case.scene.text.tokens[at].shape.is_capitalised();
    let mut all = Vec::new();
    let mut at = first;
    while at < end {
        let Some(official) = names.at(case, at) else {
            at += 1;
            continue;
        };
        let from = at;
        while at < end && names.at(case, at) == Some(official) {
            at += 1;
        }
        let longer = from > first && capitalised(from - 1) || at < end && capitalised(at);
        let region = !among(&case.mentions.regions, from, at).is_empty();
        if !longer && !region {
            let o = &case.mentions.officials[official];
            let (office, region_at, organisation) = (o.office, o.region_at, o.organisation);
            all.push(Holder { first: from, end: at, official: Some(official), office, region_at, organisation });
        }
    }
    all
}

/// “diteken bupati”: a head of a region without name, which in the middle of a sentence is no title of the finder's. “50 bupati”
/// are many.
fn heads_in_small_letters(case: Case<'_, '_>, (first, end): Tokens) -> Vec<Holder> {
    let scene = case.scene;
    let people = &scene.gazetteer.people;
    let counted = |at: usize| {
        at.checked_sub(1).is_some_and(|before| scene.text.tokens[before].shape == Shape::Digits)
            || reaching(&case.mentions.counts, at).iter().any(|c| at < c.end)
    };
    (first..end)
        .filter_map(|at| {
            let (past, office) = scene.longest(at, &people.office_list)?;
            let small = scene.text.tokens[at].shape == Shape::Lower;
            let is_head = people.office(office).kind == OfficeKind::Head;
            let holder = Holder { first: at, end: past, official: None, office, region_at: None, organisation: None };
            (small && is_head && !counted(at)).then_some(holder)
        })
        .collect()
}
