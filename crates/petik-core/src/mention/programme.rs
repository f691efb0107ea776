//! Programmes and organisations by their names. A general name ("smart city") is talk until something supports it: the
//! programme's full name in the article, or its owner together with words of signing or selection.

use super::{Placed, Rejections, Scene, Tokens};
use crate::gazetteer::{DomainKind, Instrument, OfficeDomain, Selection, SigningVerb, word_lists};
use crate::record::EvidenceKind;
use crate::text::{Gap, Listed, Shape, WordSet};
use crate::zone::Zone;
use std::collections::HashMap;

/// A programme named in the text.
#[derive(Debug, Clone)]
pub struct ProgrammeMention {
    /// First token.
    pub first: usize,
    /// First token after it.
    pub end: usize,
    /// Number of the programme.
    pub programme: u32,
    /// What a general name rests on, and where that stands; `None` for a full name.
    pub support: Option<(EvidenceKind, Tokens)>,
}

impl Placed for ProgrammeMention {
    fn first(&self) -> usize {
        self.first
    }
}

/// An organisation named in the text.
#[derive(Debug, Clone)]
pub struct OrganisationMention {
    /// First token.
    pub first: usize,
    /// First token after it.
    pub end: usize,
    /// Number of the organisation.
    pub organisation: u32,
}

impl Placed for OrganisationMention {
    fn first(&self) -> usize {
        self.first
    }
}

/// An organisation whose official is named, with the words that do.
#[derive(Debug, Clone, Copy)]
pub struct OfficeNamed {
    /// Number of the organisation.
    pub organisation: u32,
    /// First token.
    pub first: usize,
    /// First token after it.
    pub end: usize,
}

word_lists! {
    /// The word lists that programmes and organisations are found with.
    pub struct ProgrammeLists {
        /// Words before the name of an organisation that make it a body of the region: Dinas.
        office_domains: OfficeDomain,
        /// Words of signing anywhere, with which general words mean the owner's programme.
        signing_verbs: SigningVerb,
        /// The same of instruments.
        instruments: Instrument,
        /// The same of words of choosing.
        selection: Selection,
    }
}

/// All organisations. A body of the region with the same short name as a ministry ("Dinas Kominfo") is none.
pub fn organisations(
    scene: Scene<'_, '_>,
    lists: &ProgrammeLists,
    rejections: &mut Rejections,
) -> Vec<OrganisationMention> {
    let organisations = &scene.gazetteer.organisations;
    let mut found: Vec<OrganisationMention> = Vec::new();
    let mut covered = 0;
    for phrase in scene.text.phrases.iter().filter(|p| p.list == organisations.list) {
        let (first, end) = (phrase.first as usize, phrase.end as usize);
        let zone = scene.zones.of(first);
        if first < covered
            || !zone.is_read()
            || zone == Zone::Byline
            || zone == Zone::Dateline
            || scene.text.tokens[first].shape == Shape::Lower && end - first == 1
        {
            continue;
        }
        covered = end;
        let before = first.checked_sub(1).filter(|_| scene.text.tokens[first].gap <= Gap::Space);
        let regional = end - first == 1
            && before.is_some_and(|at| {
                matches!(
                    scene.entry_at(at, &lists.office_domains),
                    Some(OfficeDomain { value: DomainKind::Agency, .. })
                ) && !scene.text.phrases_at(at).iter().any(|p| p.list == organisations.list)
            });
        // “(kominfo)” and “(Kominfo)” at the end of a text sign the release; they name no party.
        let signature = end - first == 1
            && before.is_some_and(|at| scene.printed(at) == "(")
            && scene.text.tokens.get(end + 1).is_none_or(|t| t.gap >= Gap::Line);
        if regional || signature {
            rejections.note(first, end, "organisation", || {
                if regional { "a body of the region".to_owned() } else { "signature of a release".to_owned() }
            });
            continue;
        }
        found.push(OrganisationMention { first, end, organisation: phrase.entry });
    }
    found
}

/// All programmes, general names included where they are supported.
pub fn find(
    scene: Scene<'_, '_>,
    lists: &ProgrammeLists,
    organisations: &[OrganisationMention],
    offices: &[OfficeNamed],
    rejections: &mut Rejections,
) -> Vec<ProgrammeMention> {
    let programmes = &scene.gazetteer.programmes;
    let mut found: Vec<ProgrammeMention> = Vec::new();
    let mut general: Vec<(usize, usize, u32)> = Vec::new();
    let mut covered = 0;
    for phrase in &scene.text.phrases {
        let (first, end) = (phrase.first as usize, phrase.end as usize);
        if first < covered || phrase.list != programmes.list && phrase.list != programmes.generic_list {
            continue;
        }
        // The same words can be a full and a general name of different programmes; the full one wins, then the longest.
        let full = scene.text.phrases_at(first).iter().find(|p| p.list == programmes.list && p.end == phrase.end);
        let chosen = full.unwrap_or(phrase);
        if !is_written(scene, first, end) {
            continue;
        }
        covered = end;
        if chosen.list == programmes.list {
            found.push(ProgrammeMention { first, end, programme: chosen.entry, support: None });
        } else {
            general.push((first, end, chosen.entry));
        }
    }
    if general.is_empty() {
        return found;
    }
    let acts = acts(scene, lists);
    let mut full: HashMap<u32, Tokens> = HashMap::new();
    found.iter().for_each(|p| {
        full.entry(p.programme).or_insert((p.first, p.end));
    });
    let offices = Offices::new(offices);
    let mut owners: HashMap<u32, Option<Tokens>> = HashMap::new();
    for (first, end, programme) in general {
        // “Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi”
        if offices.hold(first, end) {
            rejections.note(first, end, "programme", || "part of an office's name".to_owned());
            continue;
        }
        let by_name = full.get(&programme).map(|&tokens| (EvidenceKind::FullName, tokens));
        let by_owner = || {
            let owner = programmes.get(programme).owner?;
            let named = || {
                let named = organisations.iter().map(|o| (o.organisation, o.first, o.end));
                let named = named.chain(offices.all.iter().map(|o| (o.organisation, o.first, o.end)));
                let of_owner = named.filter(|n| is_part_of(scene, n.0, owner));
                of_owner.min_by_key(|n| n.1).map(|(_, from, to)| (from, to))
            };
            let tokens = (*owners.entry(owner).or_insert_with(named))?;
            // The owner alone is talk; the owner and an act of signing or choosing is the programme.
            let is_award = || programmes.get(programme).gives_awards() && is_received(scene, lists, first);
            (acts || is_award()).then_some((EvidenceKind::Owner, tokens))
        };
        let spelled_out = || Some((EvidenceKind::FullName, spelled_out(scene, first, end)?));
        match by_name.or_else(spelled_out).or_else(by_owner) {
            Some(support) => found.push(ProgrammeMention { first, end, programme, support: Some(support) }),
            None => rejections.note(first, end, "programme", || {
                format!("general words; neither the full name of {} nor its owner with an act of signing or choosing stands in the article", programmes.get(programme).id)
            }),
        }
    }
    found.sort_by_key(|p| p.first);
    found
}

/// The offices named, with how far those reach that begin up to each of them.
struct Offices<'o> {
    all: &'o [OfficeNamed],
    reach: Vec<(usize, usize)>,
}

impl<'o> Offices<'o> {
    fn new(all: &'o [OfficeNamed]) -> Self {
        let mut reach: Vec<(usize, usize)> = all.iter().map(|office| (office.first, office.end)).collect();
        reach.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut reach {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Offices { all, reach }
    }

    /// Whether the words of one of them hold the tokens `first..end`.
    fn hold(&self, first: usize, end: usize) -> bool {
        let before = self.reach.partition_point(|office| office.0 <= first);
        self.reach[..before].last().is_some_and(|office| end <= office.1)
    }
}

/// Whether the name of a programme stands at these tokens in a part of the page that is read, and is written as it can be.
fn is_written(scene: Scene<'_, '_>, first: usize, end: usize) -> bool {
    let programmes = &scene.gazetteer.programmes;
    let shape = scene.text.tokens[first].shape;
    scene.zones.of(first).is_read()
        && (end - first > 1 || programmes.may_be_written(scene.printed(first), shape, scene.text.is_small))
}

/// Whether [`find`] may find a programme: by its full name, or by a general one that the article's acts or a bracket support.
pub fn may_be_found(scene: Scene<'_, '_>, lists: &ProgrammeLists) -> bool {
    let programmes = &scene.gazetteer.programmes;
    let of = |list| {
        let named = scene.text.phrases.iter().filter(move |phrase| phrase.list == list);
        named
            .map(|phrase| (phrase.first as usize, phrase.end as usize))
            .filter(|&(first, end)| is_written(scene, first, end))
    };
    let supported = |(first, end)| spelled_out(scene, first, end).is_some() || is_received(scene, lists, first);
    of(programmes.list).next().is_some() || {
        let mut general = of(programmes.generic_list).peekable();
        general.peek().is_some() && (acts(scene, lists) || general.any(supported))
    }
}

/// Whether the article signs or chooses anywhere.
fn acts(scene: Scene<'_, '_>, lists: &ProgrammeLists) -> bool {
    scene.starts(WordSet::of([lists.signing_verbs.id(), lists.instruments.id(), lists.selection.id()])).any(|at| {
        scene.zones.of(at).makes_facts()
            && (scene.longest(at, &lists.signing_verbs).is_some()
                || scene.entry_at(at, &lists.instruments).is_some_and(|instrument| !instrument.is_accord())
                || scene.entry_at(at, &lists.selection).is_some_and(|word| word.is_chosen())
                    && scene.printed(at).len() > 5)
    })
}

/// Whether somebody receives something in the sentence of token `at`.
fn is_received(scene: Scene<'_, '_>, lists: &ProgrammeLists, at: usize) -> bool {
    let (first, end) = scene.sentence(at);
    (first..end).any(|at| scene.entry_at(at, &lists.selection).is_some_and(|word| word.is_of_receiving()))
}

/// “Innovative Goverment Award (IGA)”: a short name in brackets behind the words that it stands for, however these are written.
fn spelled_out(scene: Scene<'_, '_>, first: usize, end: usize) -> Option<Tokens> {
    let open = first.checked_sub(1).filter(|&at| scene.printed(at) == "(" && scene.printed(end) == ")")?;
    let mut at = open;
    for letter in scene.printed(first).chars().rev().filter(|_| end == first + 1) {
        at = at.checked_sub(1)?;
        scene.printed(at).starts_with(letter).then_some(())?;
    }
    (open - at >= SPELLED).then_some((at, open))
}

/// So many letters in a row are no chance.
const SPELLED: usize = 3;

/// Whether `organisation` is `owner`, part of it, or its predecessor or successor.
pub fn is_part_of(scene: Scene<'_, '_>, organisation: u32, owner: u32) -> bool {
    let organisations = &scene.gazetteer.organisations;
    let (top, owner_top) = (organisations.top(organisation), organisations.top(owner));
    top == owner_top
        || organisations.get(top).predecessors.contains(&organisations.get(owner_top).id)
        || organisations.get(owner_top).predecessors.contains(&organisations.get(top).id)
}
