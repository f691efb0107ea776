//! Titles: the words of an office and all that belongs to them before a name may begin.

use super::OfficialLists;
use crate::gazetteer::{DomainKind, Gazetteer, OfficeDomain, OfficeKind, OrganisationKind, word_lists};
use crate::mention::Placed;
use crate::mention::region::RegionMention;
use crate::mention::{Scene, among};
use crate::record::Acting;
use crate::text::{Gap, Shape};
use crate::zone::Zone;

word_lists! {
    /// The word lists that titles are found with.
    pub struct TitleLists {
        /// Words before a title that say for what time it is held.
        acting: Acting,
        /// What goes on with a title.
        office_domains: OfficeDomain,
        /// What joins two titles of one person, or a name and its title.
        office_links: (),
        /// That the office is no longer held.
        former_words: (),
        /// What the years of a term stand behind.
        term_words: (),
        /// What the name of a firm begins with.
        company_words: (),
        /// What the name of a school begins with.
        school_words: (),
    }
}

/// A title without a name: “Bupati Gianyar menandatangani”.
#[derive(Debug, Clone)]
pub struct TitleMention {
    /// Tokens of the title, acting word included.
    pub first: usize,
    /// First token after all that belongs to it.
    pub end: usize,
    /// Number of the office.
    pub office: u32,
    /// First token of the name of the region inside.
    pub region_at: Option<usize>,
    pub(super) organisation: Option<u32>,
    pub(super) words: (usize, usize),
}

impl Placed for TitleMention {
    fn first(&self) -> usize {
        self.first
    }
}

impl TitleMention {
    /// The organisation that the title belongs to.
    pub fn organisation(&self, gazetteer: &Gazetteer) -> Option<u32> {
        self.organisation.or(gazetteer.people.office(self.office).organisation)
    }
}

/// Titles with all that belongs to them: fields, bodies, organisations, regions.
pub(super) fn find(scene: Scene<'_, '_>, lists: &OfficialLists, regions: &[RegionMention<'_>]) -> Vec<TitleMention> {
    let people = &scene.gazetteer.people;
    let mut titles: Vec<TitleMention> = Vec::new();
    let mut covered = 0;
    for phrase in &scene.text.phrases {
        let (first, end) = (phrase.first as usize, phrase.end as usize);
        if phrase.list != people.office_list || first < covered {
            continue;
        }
        let zone = scene.zones.of(first);
        if !zone.is_read()
            || zone == Zone::Byline
            || scene.text.tokens[first].shape == Shape::Lower && end - first == 1 && !starts_with_capital(scene, end)
        {
            continue;
        }
        let (tail_end, words_end, region_at, organisation) = tail(scene, lists, regions, phrase.entry, end);
        covered = tail_end;
        let start = scene.longest_before(first, &lists.titles.acting).map_or(first, |(start, _)| start);
        titles.push(TitleMention {
            first: start,
            end: tail_end,
            office: phrase.entry,
            region_at,
            organisation,
            words: (first, words_end),
        });
    }
    titles
}

fn starts_with_capital(scene: Scene<'_, '_>, at: usize) -> bool {
    scene.text.tokens.get(at).is_some_and(|t| t.shape.is_capitalised())
}

/// What belongs to the title behind its head word: (first token after all, first after the office's own words, region, organisation).
fn tail(
    scene: Scene<'_, '_>,
    lists: &OfficialLists,
    regions: &[RegionMention<'_>],
    office: u32,
    from: usize,
) -> (usize, usize, Option<usize>, Option<u32>) {
    let organisations = scene.gazetteer.organisations.list;
    let (mut at, mut words_end) = (from, from);
    let (mut region, mut organisation) = (None, None);
    while let Some(token) = scene.text.tokens.get(at) {
        if token.gap >= Gap::Line {
            break;
        }
        // “Wali Kota Bima Arya”: a known name begins with what could be a region's.
        let known = scene.longest(at, &scene.gazetteer.people.name_list).map(|(end, _)| end);
        if let Some(index) =
            among(regions, at, at + 1).next().filter(|&i| known.is_none_or(|end| end <= regions[i].end))
        {
            region.get_or_insert(regions[index].name_first);
            at = regions[index].end;
            continue;
        }
        if let Some((end, entry)) = scene.longest(at, &organisations).filter(|_| token.shape.is_capitalised()) {
            organisation.get_or_insert(entry);
            at = end;
            continue;
        }
        if let Some((end, _)) = scene.longest(at, &lists.titles.office_domains).filter(|(end, domain)| {
            // “Bupati Badung I Nyoman”: behind the region a numeral is an initial; so it is behind an office of which there is one,
            // “Sekda I Gede”.
            in_tail(scene, lists, at, *end, domain.value)
                && (domain.value != DomainKind::Numeral
                    || region.is_none() && organisation.is_none() && is_one_of_several(scene, office))
        }) {
            at = end;
            if region.is_none() && organisation.is_none() {
                words_end = end;
            }
            continue;
        }
        // “Gubernur Jawa Timur Periode 2019-2024 Khofifah”, “Bupati Wonogiri periode 2021-sekarang”
        if let Some((end, _)) = scene.longest(at, &lists.titles.term_words) {
            at = end_of_term(scene, end);
            continue;
        }
        // “Direktur Utama PT Lintas Borneo Data, Irwan”: a firm's name runs to its comma.
        if scene.is(at, &lists.titles.company_words)
            && let Some(comma) = (at + 1..at + 8).find(|&i| scene.printed(i) == ",")
            && scene.text.tokens[at + 1..comma].iter().all(|t| t.shape.is_capitalised() || t.shape == Shape::Mark)
        {
            at = comma;
            continue;
        }
        // “Rektor Universitas Hasanuddin”: a school's name is one word more, and its region.
        if scene.is(at, &lists.titles.school_words)
            && starts_with_capital(scene, at)
            && starts_with_capital(scene, at + 1)
        {
            at += 2;
            continue;
        }
        // “Camat Sungai Tabuk”: the name of the kecamatan is no person's.
        if at == from
            && let Some(district) = scene
                .text
                .phrases_at(at)
                .iter()
                .find(|p| p.list == scene.gazetteer.regions.district_list && starts_with_capital(scene, at))
            && is_of_a_district(scene, from)
        {
            at = district.end as usize;
            continue;
        }
        // “Kajari Situbondo Iwan Setiawan”, “Kepala BPJS Kesehatan Cabang Kebumen Dewi”: where an institution sits is no name, and
        // no region of the article's.
        if has_a_seat(scene, office)
            && starts_with_capital(scene, at)
            && let Some(place) = scene.text.phrases_at(at).iter().find(|p| p.list == scene.gazetteer.regions.list)
        {
            at = place.end as usize;
            continue;
        }
        // “Ketua Tim Pembinaan SPBE dan Kota Cerdas”: the title names a programme.
        let joint = scene.longest(at, &lists.titles.office_domains).filter(|(_, d)| d.value == DomainKind::Joint);
        let programme = scene.longest(joint.map_or(at, |(end, _)| end), &scene.gazetteer.programmes.list);
        if let Some((end, _)) = programme.filter(|(end, _)| starts_with_capital(scene, end - 1)) {
            at = end;
            continue;
        }
        // Among words in small letters a word in capitals is an acronym: “Kepala Dinas PPPKBPPPA Wonosobo”.
        if token.shape == Shape::Upper
            && token.end - token.start >= 3
            && scene.longest(at, &lists.names.honorifics).is_none()
        {
            at += 1;
            continue;
        }
        if let Some(end) = misprint(scene, lists, at, from) {
            at = end;
            continue;
        }
        match scene.printed(at) {
            // “(Kominfopersantik)”, “(Aptika)”, “(DPRD)”, “(Pemprov)”
            // “Menteri LHK (Ibu Siti Nurbaya)” has a name in its bracket.
            "(" => match bracket_end(scene, at).filter(|_| scene.longest(at + 1, &lists.names.honorifics).is_none()) {
                Some(end) => at = end,
                None => break,
            },
            // “Komunikasi, Informatika, dan Statistik”; “Batanghari, Jambi”; “Kepala Bidang X, Dinas Y, Nama”
            "," => {
                let next = at + 1;
                // “Pemerintahan, Politik, dan Hukum”
                let joint = scene.longest(next, &lists.titles.office_domains).filter(|(end, domain)| {
                    domain.value == DomainKind::Joint
                        && scene.longest(*end, &lists.titles.office_domains).is_some()
                        && starts_with_capital(scene, *end)
                });
                if let Some((end, _)) = joint {
                    at = end;
                    continue;
                }
                let goes_on = scene.longest(next, &lists.titles.office_domains).is_some_and(|(end, domain)| {
                    in_tail(scene, lists, next, end, domain.value) && domain.value != DomainKind::Numeral
                }) || scene.longest(next, &organisations).is_some_and(|(_, entry)| {
                    scene.gazetteer.organisations.get(entry).kind != OrganisationKind::Company
                }) || !among(regions, next, next + 1).is_empty() && region.is_some();
                if !goes_on || scene.text.tokens.get(next).is_none_or(|t| !t.shape.is_capitalised()) {
                    break;
                }
                at = next;
            }
            _ => break,
        }
    }
    (at, words_end, region, organisation)
}

/// The end of the years of a term: “2019-2024”, “2021-sekarang”.
fn end_of_term(scene: Scene<'_, '_>, from: usize) -> usize {
    let is_year =
        |at: usize| scene.text.tokens.get(at).is_some_and(|t| t.shape == Shape::Digits && t.end - t.start == 4);
    if !is_year(from) {
        return from;
    }
    let joined = matches!(scene.printed(from + 1), "-" | "–" | "/");
    let ends = joined && scene.text.tokens.get(from + 2).is_some_and(|t| is_year(from + 2) || t.shape == Shape::Lower);
    if ends { from + 3 } else { from + 1 }
}

/// Whether an office is held in many regions for another body than their governments: the police, a branch.
fn has_a_seat(scene: Scene<'_, '_>, office: u32) -> bool {
    let office = scene.gazetteer.people.office(office);
    let kind = office.organisation.map(|number| scene.gazetteer.organisations.get(number).kind);
    office.seated || office.regional && matches!(kind, Some(OrganisationKind::Agency | OrganisationKind::Ministry))
}

/// Whether a region has several holders of the office, who are told apart by numbers: “Asisten II”.
fn is_one_of_several(scene: Scene<'_, '_>, office: u32) -> bool {
    !matches!(
        scene.gazetteer.people.office(office).kind,
        OfficeKind::Head
            | OfficeKind::DeputyHead
            | OfficeKind::Secretary
            | OfficeKind::Minister
            | OfficeKind::ViceMinister
    )
}

/// Whether a field word carries the title on: capitalised, or a joint between two capitalised words.
fn in_tail(scene: Scene<'_, '_>, lists: &OfficialLists, at: usize, end: usize, kind: DomainKind) -> bool {
    if kind == DomainKind::Joint {
        let next = scene.entry_at(end, &lists.titles.office_domains);
        return next.is_some_and(|next| is_field(next.value)) && starts_with_capital(scene, end);
    }
    scene.text.tokens[at].shape.is_capitalised() || kind == DomainKind::Numeral
}

fn is_field(kind: DomainKind) -> bool {
    matches!(kind, DomainKind::Word | DomainKind::Agency)
}

/// Whether the title before token `at` is one of a kecamatan or below.
fn is_of_a_district(scene: Scene<'_, '_>, at: usize) -> bool {
    scene
        .longest_before(at, &scene.gazetteer.people.office_list)
        .is_some_and(|(_, office)| scene.gazetteer.people.office(office).kind == OfficeKind::UnitHead)
}

/// A field that no list knows, held in the title by its joint: “Komunikasi dan Indormatika”, “Statistika dan Persandian”.
fn misprint(scene: Scene<'_, '_>, lists: &OfficialLists, at: usize, from: usize) -> Option<usize> {
    let value = |at: usize| scene.longest(at, &lists.titles.office_domains).map(|(end, domain)| (end, domain.value));
    let capital =
        |at: usize| scene.text.tokens.get(at).is_some_and(|t| t.shape.is_capitalised() && t.gap == Gap::Space);
    match value(at) {
        // A joint behind a field: one more field follows, known or not.
        Some((end, DomainKind::Joint)) if at > from && capital(end) && scene.longest(end, &scene.gazetteer.people.office_list).is_none() => {
            let behind = scene.longest(end, &lists.titles.office_domains).map_or(end + 1, |(end, _)| end);
            // “Kepala Dinas Kominfo dan Yasrizal”: a person may follow only where the name ends the phrase.
            let goes_on = scene.text.tokens.get(behind).is_some_and(|t| t.shape.is_capitalised() || scene.printed(behind) == ",");
            goes_on.then_some(behind)
        }
        None if capital(at) && at >= from => (at + 1..at + 4)
            .find(|&i| matches!(value(i), Some((end, DomainKind::Joint)) if value(end).is_some_and(|(_, kind)| is_field(kind)) && capital(end)))
            .filter(|&joint| (at..joint).all(|i| scene.text.tokens[i].shape.is_capitalised() || scene.printed(i) == "-")),
        _ => None,
    }
}

/// The end of a short bracket, if it closes.
fn bracket_end(scene: Scene<'_, '_>, open: usize) -> Option<usize> {
    let close = (open + 1..(open + 7).min(scene.text.tokens.len())).find(|&at| scene.printed(at) == ")")?;
    let inside = scene.text.tokens[open + 1..close].iter().all(|t| t.gap < Gap::Line);
    inside.then_some(close + 1)
}
