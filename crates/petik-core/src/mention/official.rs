//! Officials: a title, what it is the title of, and a name, in either order. The hard part is where a name begins and ends:
//! the words of the office are known by lists, the name is what remains of a chain of capitalised words.

mod name;
mod title;

use super::region::RegionMention;
use super::{Inference, Rejections, Scene, reaching};
use crate::error::Fault;
use crate::gazetteer::{ListUse, RegionId, WordLists};
use crate::mention::Placed;
use crate::record::Acting;
use crate::text::Gap;
use crate::zone::Zone;
use name::{NameLists, NameSpan};
use std::borrow::Cow;
use title::TitleLists;

pub use title::TitleMention;

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
    /// In what way it is held for the time being.
    pub acting: Option<Acting>,
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
    /// What was inferred.
    pub derived: Vec<Inference>,
}

impl Placed for OfficialMention<'_> {
    fn first(&self) -> usize {
        self.first
    }
}

/// The word lists that officials are found with.
#[derive(Debug)]
pub struct OfficialLists {
    pub(super) titles: TitleLists,
    pub(super) names: NameLists,
}

impl OfficialLists {
    /// All of them.
    pub const LISTS: [&'static [ListUse]; 2] = [TitleLists::LISTS, NameLists::LISTS];

    /// Takes the lists out of those that were read.
    pub fn new(lists: &WordLists, faults: &mut Vec<Fault>) -> Self {
        OfficialLists { titles: TitleLists::new(lists, faults), names: NameLists::new(lists, faults) }
    }
}

/// All officials, and the titles that stand without a name.
pub fn find<'a>(
    scene: Scene<'_, 'a>,
    lists: &OfficialLists,
    regions: &[RegionMention<'a>],
    rejections: &mut Rejections,
) -> (Vec<OfficialMention<'a>>, Vec<TitleMention>) {
    let titles = title::find(scene, lists, regions);
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
        let explained = name::before(scene, &lists.names, title.first, |_, _| false)
            .filter(|n| in_brackets && found.last().is_none_or(|o| o.name_end <= n.first));
        let name = name::after(scene, &lists.names, title.end).filter(|_| explained.is_none());
        // Everybody calls a regent by one name; the head of an agency seldom.
        let name = if rank(scene, title) == 0 {
            name
        } else {
            name.and_then(|n| name::doubted(scene, &lists.names, title.end, n))
        };
        let is_name = |name: &NameSpan| !name::is_a_place(scene, *name) && !name::is_a_body(scene, &lists.names, *name);
        let name = name.filter(is_name);
        if let Some(name) = name {
            found.push(official(scene, lists, title, title.first, name));
        } else if let Some(next) = linked
            && let Some(name) = name::after(scene, &lists.names, next.end)
        {
            let (main, first) =
                if rank(scene, next) < rank(scene, title) { (next, title.first) } else { (title, title.first) };
            found.push(official(scene, lists, main, first, name));
            at += 1;
        } else if let Some(name) =
            name::before(scene, &lists.names, title.first, |from, to| is_link(scene, lists, from, to))
            && found.last().is_none_or(|o| o.name_end <= name.first)
            && !reaching(&titles, name.end - 1).iter().any(|t| name.first < t.end)
        {
            let mut official = official(scene, lists, title, name.first, name);
            official.end = title.end;
            found.push(official);
        } else {
            bare.push(title.clone());
        }
    }
    drop_titles_as_names(scene, &mut found, rejections);
    (found, bare)
}

/// Heads of regions and ministers before all others, when one person has two titles.
fn rank(scene: Scene<'_, '_>, title: &TitleMention) -> u8 {
    scene.gazetteer.people.office(title.office).kind.rank()
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
    let (acting_first, acting) = match scene.longest_before(title.words.0, &lists.titles.acting) {
        Some((start, acting)) if scene.text.tokens[title.words.0].gap <= Gap::Space => (start, Some(*acting)),
        _ => (title.first, None),
    };
    let person_name = scene.phrase_between(name.first, name.end, &people.name_list);
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
        former: acting_first > 0 && scene.is(acting_first - 1, &lists.titles.former_words),
        organisation: title.organisation.or(office.organisation),
        person_name,
        person: None,
        derived: Vec::new(),
    }
}

/// The standard words of the office; where the list holds only its head word (Kepala Bidang), the printed words.
fn office_name<'a>(scene: Scene<'_, 'a>, title: &TitleMention, standard: &'a str) -> Cow<'a, str> {
    let (first, end) = title.words;
    if end <= first + 1 || scene.phrase_between(first, end, &scene.gazetteer.people.office_list).is_some() {
        return Cow::Borrowed(standard);
    }
    let head = scene.longest(first, &scene.gazetteer.people.office_list).map_or(first, |(end, _)| end);
    let rest = scene.text.words(head, end).trim();
    if rest.is_empty() || head >= end { Cow::Borrowed(standard) } else { Cow::Owned(format!("{standard} {rest}")) }
}

/// Whether tokens `from..to` are words that join two titles of one person, or a name and its title.
fn is_link(scene: Scene<'_, '_>, lists: &OfficialLists, from: usize, to: usize) -> bool {
    let from = if scene.printed(from) == "," { from + 1 } else { from };
    from < to && scene.phrase_between(from, to, &lists.titles.office_links).is_some()
}

/// In a title line every word is capitalised: there a name counts only when the report below bears it out or a list knows it.
fn drop_titles_as_names<'a>(scene: Scene<'_, 'a>, found: &mut Vec<OfficialMention<'a>>, rejections: &mut Rejections) {
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
            rejections.note(o.first, o.end, "official", || {
                "stands only in a title line, where every word is capitalised".to_owned()
            });
        }
        keep
    });
}
