//! Officials: a title, what it is the title of, and a name, in either order. The hard part is where a name begins and ends:
//! the words of the office are known by lists, the name is what remains of a chain of capitalised words.

mod name;
mod person;

use super::region::RegionMention;
use super::{Inference, ListFinder, Scene, Skips, among};
use crate::gazetteer::{Gazetteer, Official, RegionId};
use crate::text::{Gap, ListId, Shape};
use crate::zone::Zone;
use name::NameSpan;
use std::borrow::Cow;

/// A person named with an office.
#[derive(Debug, Clone)]
pub struct OfficialMention<'a> {
    /// First token: of the title, or of the name where the name comes first.
    pub first: usize,
    /// First token after title and name, degrees off.
    pub end: usize,
    /// The name's tokens.
    pub name_first: usize,
    /// First token after the name.
    pub name_end: usize,
    /// Tokens of the title.
    pub title_first: usize,
    /// First token after the title with all that belongs to it.
    pub title_end: usize,
    /// Number of the office in the list.
    pub office: u32,
    /// The office in its standard words.
    pub office_name: Cow<'a, str>,
    /// `plt`, `pj`, `plh`, `pjs`.
    pub acting: Option<&'a str>,
    /// The office's region as printed in the title: first token of its name.
    pub region_at: Option<usize>,
    /// The office's region, once known.
    pub region: Option<RegionId>,
    /// Whether the person no longer holds the office ("mantan").
    pub former: bool,
    /// Organisation named in the title.
    pub organisation: Option<u32>,
    /// Number of the name in the list of known names.
    pub person_name: Option<u32>,
    /// Slug of the person, where one person fits.
    pub person: Option<&'a str>,
    /// What was inferred: (what, by, tokens of the evidence).
    pub derived: Vec<Inference>,
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
    organisation: Option<u32>,
    words: (usize, usize),
}

impl TitleMention {
    /// The organisation that the title belongs to.
    pub fn organisation(&self, gazetteer: &Gazetteer) -> Option<u32> {
        self.organisation.or(gazetteer.people.office(self.office).organisation)
    }
}

/// The word lists that officials are found with.
#[derive(Debug)]
pub struct OfficialLists {
    acting: ListId,
    domains: ListId,
    links: ListId,
    former: ListId,
    companies: ListId,
    schools: ListId,
    name: name::NameLists,
}

impl OfficialLists {
    /// Looks the lists up.
    pub fn new(lists: &mut ListFinder<'_>) -> Self {
        OfficialLists {
            acting: lists.get("acting"),
            domains: lists.get("office_domains"),
            links: lists.get("office_links"),
            former: lists.get("former_words"),
            companies: lists.get("company_words"),
            schools: lists.get("school_words"),
            name: name::NameLists::new(lists),
        }
    }
}

/// All officials, and the titles that stand without a name.
pub fn find<'a>(
    scene: Scene<'_, 'a>,
    lists: &OfficialLists,
    regions: &[RegionMention<'a>],
    skips: &mut Skips,
) -> (Vec<OfficialMention<'a>>, Vec<TitleMention>) {
    let titles = titles(scene, lists, regions);
    let mut found: Vec<OfficialMention<'a>> = Vec::new();
    let mut bare: Vec<TitleMention> = Vec::new();
    let mut at = 0;
    while at < titles.len() {
        let title = &titles[at];
        at += 1;
        if found.last().is_some_and(|o| title.first < o.name_end) {
            continue;
        }
        // “Ketua Apeksi yang juga Wali Kota Tangerang Selatan Airin”: the second title holds the name of both.
        let linked =
            titles.get(at).filter(|next| next.first >= title.end && is_link(scene, lists, title.end, next.first));
        // “Marsudi Wahyu Kisworo (Rektor Perbanas Institute)”: in brackets the title explains the name before them.
        let in_brackets = title.first > 0 && scene.printed(title.first - 1) == "(";
        let explained = name::before(scene, &lists.name, title.first, |_, _| false)
            .filter(|n| in_brackets && found.last().is_none_or(|o| o.name_end <= n.first));
        let name = name::after(scene, &lists.name, title.end).filter(|_| explained.is_none());
        if let Some(name) = name {
            found.push(official(scene, lists, title, title.first, name));
        } else if let Some(next) = linked
            && let Some(name) = name::after(scene, &lists.name, next.end)
        {
            let (main, first) =
                if rank(scene, next) < rank(scene, title) { (next, title.first) } else { (title, title.first) };
            found.push(official(scene, lists, main, first, name));
            at += 1;
        } else if let Some(name) =
            name::before(scene, &lists.name, title.first, |from, to| is_link(scene, lists, from, to))
            && found.last().is_none_or(|o| o.name_end <= name.first)
            && !titles.iter().any(|t| t.first < name.end && name.first < t.end)
        {
            let mut official = official(scene, lists, title, name.first, name);
            official.end = title.end;
            found.push(official);
        } else {
            bare.push(title.clone());
        }
    }
    drop_titles_as_names(scene, &mut found, skips);
    (found, bare)
}

/// Heads of regions and ministers before all others, when one person has two titles.
fn rank(scene: Scene<'_, '_>, title: &TitleMention) -> u8 {
    match scene.gazetteer.people.office(title.office).kind.as_str() {
        "head" | "minister" | "deputy_head" | "vice_minister" => 0,
        "director_general" | "secretary" | "agency_head" => 1,
        _ => 2,
    }
}

fn official<'a>(
    scene: Scene<'_, 'a>,
    lists: &OfficialLists,
    title: &TitleMention,
    first: usize,
    name: NameSpan,
) -> OfficialMention<'a> {
    let people = &scene.gazetteer.people;
    let office = people.office(title.office);
    let (acting_first, acting) = match scene.longest_before(title.words.0, lists.acting) {
        Some((start, entry)) if scene.text.tokens[title.words.0].gap <= Gap::Space => {
            (start, Some(scene.value(lists.acting, entry)))
        }
        _ => (title.first, None),
    };
    let person_name = scene.phrase_between(name.first, name.end, people.name_list);
    OfficialMention {
        first: first.min(acting_first),
        end: name.end,
        name_first: name.first,
        name_end: name.end,
        title_first: acting_first,
        title_end: title.end,
        office: title.office,
        office_name: office_name(scene, title, &office.name),
        acting,
        region_at: title.region_at,
        region: None,
        former: acting_first > 0 && scene.is(acting_first - 1, lists.former),
        organisation: title.organisation.or(office.organisation),
        person_name,
        person: None,
        derived: Vec::new(),
    }
}

/// The standard words of the office; where the list holds only its head word (Kepala Bidang), the printed words.
fn office_name<'a>(scene: Scene<'_, 'a>, title: &TitleMention, standard: &'a str) -> Cow<'a, str> {
    let (first, end) = title.words;
    if end <= first + 1 || scene.phrase_between(first, end, scene.gazetteer.people.office_list).is_some() {
        return Cow::Borrowed(standard);
    }
    let head = scene.longest(first, scene.gazetteer.people.office_list).map_or(first, |(end, _)| end);
    let rest = scene.text.words(head, end).trim();
    if rest.is_empty() || head >= end { Cow::Borrowed(standard) } else { Cow::Owned(format!("{standard} {rest}")) }
}

/// Titles with all that belongs to them: fields, bodies, organisations, regions.
fn titles(scene: Scene<'_, '_>, lists: &OfficialLists, regions: &[RegionMention<'_>]) -> Vec<TitleMention> {
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
        let (tail_end, words_end, region_at, organisation) = tail(scene, lists, regions, end);
        covered = tail_end;
        let start = scene.longest_before(first, lists.acting).map_or(first, |(start, _)| start);
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

/// Whether the line around token `at` is written in capitals.
fn in_capitals(scene: Scene<'_, '_>, at: usize) -> bool {
    let line = scene.text.lines[scene.text.line_of(at)];
    let words = || scene.text.tokens[line.first..line.end].iter().filter(|t| t.shape.is_word());
    words().filter(|t| t.shape == Shape::Upper).count() * 2 > words().count()
}

fn starts_with_capital(scene: Scene<'_, '_>, at: usize) -> bool {
    scene.text.tokens.get(at).is_some_and(|t| t.shape.is_capitalised())
}

/// What belongs to the title behind its head word: (first token after all, first after the office's own words, region, organisation).
fn tail(
    scene: Scene<'_, '_>,
    lists: &OfficialLists,
    regions: &[RegionMention<'_>],
    from: usize,
) -> (usize, usize, Option<usize>, Option<u32>) {
    let organisations = scene.gazetteer.organisations.list;
    let (mut at, mut words_end) = (from, from);
    let (mut region, mut organisation) = (None, None);
    while let Some(token) = scene.text.tokens.get(at) {
        if token.gap >= Gap::Line {
            break;
        }
        if let Some(index) = among(regions, at, at + 1).next() {
            region.get_or_insert(regions[index].name_first);
            at = regions[index].end;
            continue;
        }
        if let Some((end, entry)) = scene.longest(at, organisations).filter(|_| token.shape.is_capitalised()) {
            organisation.get_or_insert(entry);
            at = end;
            continue;
        }
        if let Some((end, entry)) = scene.longest(at, lists.domains).filter(|(end, entry)| {
            // “Bupati Badung I Nyoman”: behind the region a numeral is an initial.
            in_tail(scene, lists, at, *end, *entry)
                && (scene.value(lists.domains, *entry) != "numeral" || region.is_none() && organisation.is_none())
        }) {
            let _ = entry;
            at = end;
            if region.is_none() && organisation.is_none() {
                words_end = end;
            }
            continue;
        }
        // “Direktur Utama PT Lintas Borneo Data, Irwan”: a firm's name runs to its comma.
        if scene.is(at, lists.companies)
            && let Some(comma) = (at + 1..at + 8).find(|&i| scene.printed(i) == ",")
            && scene.text.tokens[at + 1..comma].iter().all(|t| t.shape.is_capitalised() || t.shape == Shape::Mark)
        {
            at = comma;
            continue;
        }
        // “Rektor Universitas Hasanuddin”: a school's name is one word more, and its region.
        if scene.is(at, lists.schools) && starts_with_capital(scene, at) && starts_with_capital(scene, at + 1) {
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
        // Among words in small letters a word in capitals is an acronym: “Kepala Dinas PPPKBPPPA Wonosobo”.
        if token.shape == Shape::Upper
            && token.end - token.start >= 3
            && !in_capitals(scene, at)
            && scene.longest(at, lists.name.honorifics).is_none()
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
            "(" => match bracket_end(scene, at) {
                Some(end) => at = end,
                None => break,
            },
            // “Komunikasi, Informatika, dan Statistik”; “Batanghari, Jambi”; “Kepala Bidang X, Dinas Y, Nama”
            "," => {
                let next = at + 1;
                // “Pemerintahan, Politik, dan Hukum”
                let joint = scene.longest(next, lists.domains).filter(|(end, entry)| {
                    scene.value(lists.domains, *entry) == "joint"
                        && scene.longest(*end, lists.domains).is_some()
                        && starts_with_capital(scene, *end)
                });
                if let Some((end, _)) = joint {
                    at = end;
                    continue;
                }
                let goes_on = scene.longest(next, lists.domains).is_some_and(|(end, entry)| {
                    in_tail(scene, lists, next, end, entry) && scene.value(lists.domains, entry) != "numeral"
                }) || scene
                    .longest(next, organisations)
                    .is_some_and(|(_, entry)| scene.gazetteer.organisations.get(entry).kind != "company")
                    || !among(regions, next, next + 1).is_empty() && region.is_some();
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

/// Whether a field word carries the title on: capitalised, or a joint between two capitalised words.
fn in_tail(scene: Scene<'_, '_>, lists: &OfficialLists, at: usize, end: usize, entry: u32) -> bool {
    let value = scene.value(lists.domains, entry);
    if value == "joint" {
        let next = scene
            .longest(end, lists.domains)
            .is_some_and(|(_, entry)| matches!(scene.value(lists.domains, entry), "word" | "agency"));
        return next && starts_with_capital(scene, end);
    }
    scene.text.tokens[at].shape.is_capitalised() || value == "numeral"
}

/// Whether the title before token `at` is one of a kecamatan or below.
fn is_of_a_district(scene: Scene<'_, '_>, at: usize) -> bool {
    scene
        .longest_before(at, scene.gazetteer.people.office_list)
        .is_some_and(|(_, office)| scene.gazetteer.people.office(office).kind == "unit_head")
}

/// A field that no list knows, held in the title by its joint: “Komunikasi dan Indormatika”, “Statistika dan Persandian”.
fn misprint(scene: Scene<'_, '_>, lists: &OfficialLists, at: usize, from: usize) -> Option<usize> {
    let value =
        |at: usize| scene.longest(at, lists.domains).map(|(end, entry)| (end, scene.value(lists.domains, entry)));
    let capital =
        |at: usize| scene.text.tokens.get(at).is_some_and(|t| t.shape.is_capitalised() && t.gap == Gap::Space);
    match value(at) {
        // A joint behind a field: one more field follows, known or not.
        Some((end, "joint")) if at > from && capital(end) && scene.longest(end, scene.gazetteer.people.office_list).is_none() => {
            let behind = scene.longest(end, lists.domains).map_or(end + 1, |(end, _)| end);
            // “Kepala Dinas Kominfo dan Yasrizal”: a person may follow only where the name ends the phrase.
            let goes_on = scene.text.tokens.get(behind).is_some_and(|t| t.shape.is_capitalised() || scene.printed(behind) == ",");
            goes_on.then_some(behind)
        }
        None if capital(at) && at >= from => (at + 1..at + 4)
            .find(|&i| matches!(value(i), Some((end, "joint")) if matches!(value(end), Some((_, "word" | "agency"))) && capital(end)))
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

/// Whether tokens `from..to` are words that join two titles of one person, or a name and its title.
fn is_link(scene: Scene<'_, '_>, lists: &OfficialLists, from: usize, to: usize) -> bool {
    let from = if scene.printed(from) == "," { from + 1 } else { from };
    from < to && scene.phrase_between(from, to, lists.links).is_some()
}

/// In a title line every word is capitalised: there a name counts only when the report below bears it out or a list knows it.
fn drop_titles_as_names<'a>(scene: Scene<'_, 'a>, found: &mut Vec<OfficialMention<'a>>, skips: &mut Skips) {
    let body: Vec<(usize, usize)> = found
        .iter()
        .filter(|o| scene.zones.of(o.first) != Zone::Headline)
        .map(|o| (o.name_first, o.name_end))
        .collect();
    found.retain(|o| {
        let is_title = scene.zones.of(o.name_first) == Zone::Headline;
        let known = o.person_name.is_some();
        let repeated = || {
            (o.name_first..o.name_end).any(|at| {
                scene.printed(at).len() > 2
                    && body.iter().any(|&(first, end)| {
                        (first..end).any(|other| scene.printed(other).eq_ignore_ascii_case(scene.printed(at)))
                    })
            })
        };
        let keep = !is_title || known || repeated();
        if !keep {
            skips.note(o.first, o.end, "official", || {
                "stands only in a title line, where every word is capitalised".to_owned()
            });
        }
        keep
    });
}

/// Fills in regions and persons, once regions are settled.
pub fn settle<'a>(scene: Scene<'_, 'a>, found: &mut [OfficialMention<'a>], regions: &[RegionMention<'a>]) {
    let people = &scene.gazetteer.people;
    for official in found.iter_mut() {
        official.region =
            official.region_at.and_then(|at| regions.iter().find(|m| m.name_first == at)).and_then(|m| m.region);
        let office = people.office(official.office);
        let fits = |t: &Official| match t.region {
            Some(region) => !office.central && official.region.is_none_or(|r| r == region),
            None => official.region.is_none(),
        };
        let by_name = official
            .person_name
            .into_iter()
            .flat_map(|name| people.terms(name))
            .filter(|t| fits(t))
            .map(|t| t.person.as_str());
        let mut persons: Vec<&str> = by_name.collect();
        let exact = !persons.is_empty();
        if !exact {
            // Another spelling: only among holders of this very office.
            let printed = person::Spelling::new(scene.text.words(official.name_first, official.name_end));
            let of_region = official
                .region
                .into_iter()
                .flat_map(|region| people.terms_in(region))
                .filter(|t| t.office.starts_with(&office.name));
            let central = people.central_holders(official.office).iter().map(|&number| people.term(number));
            persons = of_region
                .chain(central)
                .filter(|t| printed.is_similar(t.spelling(person::words)))
                .map(|t| t.person.as_str())
                .collect();
        }
        persons.sort_unstable();
        persons.dedup();
        if let [person] = persons[..] {
            official.person = Some(person);
            if !exact {
                official.derived.push(("person", "similar_name", None));
            }
        }
    }
}

/// Gives heads and bodies of a region that the title does not name theirs: the one that the person is known to govern, else
/// the article's own.
pub fn locate<'a>(scene: Scene<'_, 'a>, found: &mut [OfficialMention<'a>], main: Option<(RegionId, (usize, usize))>) {
    let people = &scene.gazetteer.people;
    for official in found.iter_mut().filter(|o| o.region.is_none() && o.region_at.is_none()) {
        let office = people.office(official.office);
        if !office.regional {
            continue;
        }
        let fits =
            |region: RegionId| office.level.is_none_or(|level| scene.gazetteer.regions.get(region).level == level);
        let terms = official.person_name.into_iter().flat_map(|name| people.terms(name));
        let mut known: Vec<RegionId> = terms
            .filter(|t| t.office.starts_with(&office.name))
            .filter_map(|t| t.region)
            .filter(|r| fits(*r))
            .collect();
        known.sort_unstable();
        known.dedup();
        if let [region] = known[..] {
            official.region = Some(region);
            official.derived.push(("region", "known_official", None));
        } else if let Some((region, tokens)) = main.filter(|(region, _)| fits(*region)) {
            official.region = Some(region);
            official.derived.push(("region", "article_subject", Some(tokens)));
        }
    }
}
