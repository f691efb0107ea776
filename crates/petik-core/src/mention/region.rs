//! Regions: names from the lists, with the type word, government word or title that belongs to them. What a name means is
//! settled in [`settle`], when the whole article is known; what is no region (a street, a school, an outlet, a dish) is left
//! here, with the reason.

use super::{Inference, Placed, Rejections, Scene};
use crate::gazetteer::{
    Institution, NameReading, Opener, PlaceWord, RegionId, Separator, TypeSense, TypeWord, word_lists,
};
use crate::record::Level;
use crate::text::{Gap, Listed, Shape};
use crate::zone::Zone;
use std::borrow::Cow;
use thin_vec::ThinVec;

/// A region's name in the text.
#[derive(Debug, Clone)]
pub struct RegionMention<'a> {
    /// First token, type word included.
    pub first: usize,
    /// First token after it.
    pub end: usize,
    /// First token of the bare name.
    pub name_first: usize,
    /// Number of the name in the lists; `None` for an acronym that the article introduces.
    pub name: Option<u32>,
    /// What tells the kind of region.
    pub typed: Typed,
    /// The kind of region, where something tells it.
    pub level: Option<Level>,
    /// The region meant, once settled.
    pub region: Option<RegionId>,
    /// All readings while it is not settled, best first: (region, share of belief, why).
    pub candidates: ThinVec<(RegionId, f64, Cow<'a, str>)>,
    /// What settled it.
    pub derived: ThinVec<Inference>,
    /// The list row.
    pub by: Cow<'a, str>,
}

impl Placed for RegionMention<'_> {
    fn first(&self) -> usize {
        self.first
    }
}

/// What tells the kind of region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// Nothing.
    Bare,
    /// “Kabupaten X”
    Word,
    /// “Pemkab X”
    Government,
    /// “Bupati X”
    Title,
    /// “Kabupaten A, X, Y”
    Carried,
}

word_lists! {
    /// The word lists that regions are found with.
    pub struct RegionLists {
        /// Words that tell the kind of a region and belong to its mention.
        type_words: TypeWord,
        /// Words before a name that show a place.
        place_prepositions: PlaceWord,
        /// Words whose names hold names of regions: streets, schools, courts, dishes.
        institutions: Institution,
        /// Rivers, mountains, straits.
        geography: (),
        /// Words behind a name that make it part of a longer one.
        place_tails: (),
        /// Words that make a name that of an outlet.
        outlet_words: (),
        /// What stands between the members of a list.
        list_separators: Separator,
        /// What a list begins with.
        list_openers: Opener,
        /// That a relative clause begins.
        relative_words: (),
        /// Words before the kind of region that a list is of.
        region_categories: (),
        /// Words before a number of regions that those named are a part of.
        count_out_of: (),
        /// What begins a clause of its own.
        clause_words: (),
    }
}

impl RegionLists {
    /// Whether the type words `first..end` name both kinds of region at once.
    pub fn names_both(&self, scene: Scene<'_, '_>, first: usize, end: usize) -> bool {
        scene.phrase_between(first, end, &self.type_words).is_some_and(|word| word.sense == Some(TypeSense::Both))
    }
}

/// Longest chain of capitalised words between an institution's head word and the region in its name.
const INSTITUTION_REACH: usize = 6;

/// The same where no capitals show how far the name reaches.
const INSTITUTION_REACH_IN_SMALL: usize = 3;

/// All names of regions in `scene`, not settled yet.
pub fn find<'a>(scene: Scene<'_, 'a>, lists: &RegionLists, rejections: &mut Rejections) -> Vec<RegionMention<'a>> {
    let regions = &scene.gazetteer.regions;
    let mut found: Vec<RegionMention<'a>> = Vec::new();
    let mut covered = 0;
    for phrase in &scene.text.phrases {
        let (first, end) = (phrase.first as usize, phrase.end as usize);
        if phrase.list != regions.list || first < covered || is_place_after_all(scene, lists, first) {
            continue;
        }
        let zone = scene.zones.of(first);
        if !zone.is_read() {
            if scene.text.may_be_name(first) {
                rejections.note(first, end, "region", || {
                    format!("stands in a part of the page that is not read ({})", zone.as_str())
                });
                covered = end;
            }
            continue;
        }
        let (typed, level, start) = type_before(scene, lists, first);
        let readings = regions.readings(phrase.entry);
        let Some(reading) = readings.iter().find(|r| is_spelled(scene, r, first, end)) else { continue };
        if typed == Typed::Bare || typed == Typed::Title {
            if !begins_a_name(scene, first) {
                continue;
            }
            // “Banggai Laut Sulawesi Tengah”: the word before belongs to another region's name.
            let behind_region = found.last().is_some_and(|r| r.end == first);
            if let Some(why) = not_a_region(scene, lists, (first, end), typed, behind_region) {
                rejections.note(first, end, "region", || why);
                covered = end;
                continue;
            }
        } else if let Some(why) =
            inside_an_institution(scene, lists, start, true).or_else(|| tail(scene, lists, first, end, typed))
        {
            rejections.note(start, end, "region", || why);
            covered = end;
            continue;
        }
        // “Kabupaten dan Kota Magelang” names two regions with one name.
        let both = typed != Typed::Bare && start < first && lists.names_both(scene, start, first);
        // “Kota Batang” is the town of the kabupaten: the level only counts where some reading has it.
        let level = level.filter(|l| readings.iter().any(|r| regions.get(r.region).level == *l));
        covered = end;
        let levels = if both { vec![Some(Level::Kabupaten), Some(Level::Kota)] } else { vec![level] };
        for level in levels {
            found.push(RegionMention {
                first: start,
                end,
                name_first: first,
                name: Some(phrase.entry),
                typed,
                level,
                region: None,
                candidates: ThinVec::new(),
                derived: ThinVec::new(),
                by: Cow::Borrowed(&reading.by),
            });
        }
    }
    found
}

/// The type word, government word or title right before token `first`: (kind, level, first token of the mention).
fn type_before(scene: Scene<'_, '_>, lists: &RegionLists, first: usize) -> (Typed, Option<Level>, usize) {
    if first == 0 || scene.text.tokens[first].gap >= Gap::Line {
        return (Typed::Bare, None, first);
    }
    // “Pemerintah Kabupaten (Pemkab) Paser”: the bracket repeats the type word.
    let mut end = first;
    if scene.printed(first - 1) == ")"
        && let Some(open) = (first.saturating_sub(5)..first - 1).rev().find(|&at| scene.printed(at) == "(")
        && scene.phrase_between(open + 1, first - 1, &lists.type_words).is_some()
        && scene.longest_before(open, &lists.type_words).is_some()
    {
        end = open;
    }
    let title = scene.longest_before(end, &scene.gazetteer.people.office_list);
    let word = scene.longest_before(end, &lists.type_words);
    if let Some((start, office)) = title
        && word.is_none_or(|(word_start, _)| start < word_start)
        && scene.gazetteer.people.office(office).level.is_some()
    {
        return (Typed::Title, scene.gazetteer.people.office(office).level, first);
    }
    let Some((mut start, word)) = word else { return (Typed::Bare, None, first) };
    let level = word.value.level();
    let is_government = word.sense == Some(TypeSense::Government);
    // “Kabupaten/Kota Bekasi” names both kinds; “Provinsi” in the line above is the head of a column.
    let begins_line = scene.text.tokens[start].gap >= Gap::Line;
    if let Some((longer, _)) = scene.longest_before(start, &lists.type_words).filter(|_| !is_government && !begins_line)
    {
        start = longer;
    }
    (if is_government { Typed::Government } else { Typed::Word }, level, start)
}

/// Whether the tokens `first..end` are written as the list has the name; letters that must be capitals can be small only in a
/// text that has none.
fn is_spelled(scene: Scene<'_, '_>, reading: &NameReading, first: usize, end: usize) -> bool {
    scene.text.is_small || reading.exact.as_deref().is_none_or(|form| form == scene.text.words(first, end))
}

/// Whether the name that begins at token `first` begins with a word for “in” instead: “di yogyakarta” is no “DI Yogyakarta”.
fn is_place_after_all(scene: Scene<'_, '_>, lists: &RegionLists, first: usize) -> bool {
    scene.text.is_small && scene.entry_at(first, &lists.place_prepositions) == Some(&PlaceWord::Place)
}

/// Whether a name can begin at token `first`; a number can begin one too.
fn begins_a_name(scene: Scene<'_, '_>, first: usize) -> bool {
    scene.text.tokens[first].shape != Shape::Lower || scene.text.may_be_name(first)
}

/// Why the capitalised name at `first..end` is no region.
fn not_a_region(
    scene: Scene<'_, '_>,
    lists: &RegionLists,
    (first, end): (usize, usize),
    typed: Typed,
    behind_region: bool,
) -> Option<String> {
    if in_a_site_name(scene, first, end) {
        return Some("part of a site's or account's name".to_owned());
    }
    if typed == Typed::Bare {
        let before = first.checked_sub(1).filter(|at| scene.text.may_be_name(*at));
        if before.is_some_and(|at| scene.is(at, &lists.outlet_words)) && scene.text.tokens[first].gap == Gap::Space {
            return Some(format!("outlet's name: \"{}\"", scene.text.words(first - 1, end)));
        }
        if let Some(district) = longer_district(scene, first, end) {
            return Some(format!("part of the kecamatan name \"{district}\""));
        }
        if first > 0
            && !behind_region
            && scene.text.tokens[first].gap <= Gap::Space
            && scene.is(first - 1, &lists.geography)
            && scene.text.may_be_name(first - 1)
        {
            return Some(format!("natural feature: \"{}\"", scene.text.words(first - 1, end)));
        }
        // “kawasan Jawa-Bali”: a part of the country.
        let glued = |at: usize| scene.text.tokens[at].gap == Gap::None;
        if first > 1
            && scene.printed(first - 1) == "-"
            && glued(first)
            && glued(first - 1)
            && scene.is(first - 2, &lists.geography)
        {
            return Some(format!("a part of the country: \"{}\"", scene.text.words(first - 2, end)));
        }
    }
    inside_an_institution(scene, lists, first, typed == Typed::Title).or_else(|| tail(scene, lists, first, end, typed))
}

/// A word behind the name that makes it part of something else: “Bali Tribune”, “Malang Raya”.
fn tail(scene: Scene<'_, '_>, lists: &RegionLists, first: usize, end: usize, typed: Typed) -> Option<String> {
    let next = scene.text.tokens.get(end).filter(|t| t.gap == Gap::Space && scene.text.may_be_name(end))?;
    let is_outlet = typed == Typed::Bare && scene.lexicon.is_in(next.word, lists.outlet_words.id());
    let in_dateline = scene.zones.of(first) == Zone::Dateline;
    if is_outlet
        || in_dateline
            && typed == Typed::Bare
            && next.gap == Gap::Space
            && !scene.lexicon.starts(next.word, scene.gazetteer.regions.list)
    {
        return Some(format!("outlet's name: \"{}\"", scene.text.words(first, end + 1)));
    }
    (typed == Typed::Bare && scene.lexicon.is_in(next.word, lists.place_tails.id()))
        .then(|| format!("part of a longer name: \"{}\"", scene.text.words(first, end + 1)))
}

fn in_a_site_name(scene: Scene<'_, '_>, first: usize, end: usize) -> bool {
    let glued_mark = |at: usize| {
        scene.text.tokens.get(at).is_some_and(|t| t.gap == Gap::None && t.shape == Shape::Mark)
            && matches!(scene.printed(at), "." | "@" | "_")
    };
    let after = glued_mark(end)
        && scene.text.tokens.get(end + 1).is_some_and(|t| t.gap == Gap::None && t.shape == Shape::Lower);
    let before = first > 0
        && scene.text.tokens[first].gap == Gap::None
        && matches!(scene.printed(first - 1), "." | "@" | "_" | "#");
    after
        || before && !(scene.printed(first - 1) == "." && scene.text.tokens[first].shape.is_capitalised() && first > 1)
}

/// The kecamatan whose name is longer than the region's and holds it.
fn longer_district(scene: Scene<'_, '_>, first: usize, end: usize) -> Option<String> {
    let list = scene.gazetteer.regions.district_list;
    (first.saturating_sub(3)..=first).find_map(|start| {
        scene.text.phrases_at(start).iter().find_map(|p| {
            let longer = p.list == list && p.end as usize >= end && (p.end as usize - start) > end - first;
            (longer && begins_a_name(scene, start) && !scene.is(start, &scene.gazetteer.regions.list)
                || longer && start == first && begins_a_name(scene, start))
            .then(|| scene.text.words(start, p.end as usize).to_owned())
        })
    })
}

/// Whether a chain of capitalised words leads from an institution's head word to token `first`; where the text has no
/// capitals, a short chain of words that can stand in a name.
fn inside_an_institution(scene: Scene<'_, '_>, lists: &RegionLists, first: usize, typed: bool) -> Option<String> {
    let is_small = scene.text.is_small;
    let reach = if is_small { INSTITUTION_REACH_IN_SMALL } else { INSTITUTION_REACH };
    let mut at = first;
    while at > 0 && first - at < reach {
        let gap = scene.text.tokens[at].gap;
        if gap >= Gap::Line {
            return None;
        }
        at -= 1;
        // “Kejaksaan Tinggi (Kejati) Bengkulu”: the bracket repeats the institution.
        if scene.printed(at) == ")"
            && let Some(open) = (at.saturating_sub(4)..at).rev().find(|&i| scene.printed(i) == "(")
            && open > 0
            && scene
                .longest(open + 1, &lists.institutions)
                .is_some_and(|(_, institution)| *institution == Institution::Always || !typed)
        {
            return Some(format!("inside the name of an institution: \"{}\"", scene.text.words(open, first + 1)));
        }
        let token = &scene.text.tokens[at];
        let is_dot = scene.printed(at) == ".";
        let is_numeral = token.shape == Shape::Digits || token.shape.is_capitalised() && scene.printed(at).len() <= 4;
        let adjacent = |end: usize| end == first;
        // “desa Sampang”
        let in_small_letters = token.shape == Shape::Lower && at + 1 == first && !is_small;
        let glue = matches!(scene.printed(at), "/" | "-") && token.gap == Gap::None;
        if !(scene.text.may_be_name(at) || is_numeral || is_dot || in_small_letters || glue) {
            return None;
        }
        if let Some((end, institution)) = scene.longest(at, &lists.institutions)
            && end <= first
            && match institution {
                Institution::Always => (!typed || adjacent(end)) && (!in_small_letters || adjacent(end)),
                Institution::Goods => !typed && adjacent(end),
                Institution::Adjacent => !typed && !in_small_letters && adjacent(end),
                Institution::Bare => !typed && !in_small_letters,
            }
        {
            return Some(format!(
                "inside the name of an institution: \"{}\"",
                scene.text.words(at, (first + 1).min(scene.text.tokens.len()))
            ));
        }
        if in_small_letters {
            return None;
        }
        if glue {
            continue;
        }
        // A region between the two belongs to the institution, or ends its name: “Polres Metro Jakarta Selatan”.
        if scene.text.phrases_at(at).iter().any(|p| p.list == scene.gazetteer.regions.list && p.end as usize <= first)
            && !is_dot
        {
            // One step is enough: names of institutions hold no chains of regions.
            let head = at.checked_sub(1).filter(|_| scene.text.tokens[at].gap <= Gap::Space)?;
            let institution = scene.phrase_between(head, at, &lists.institutions)?;
            let blocks = *institution == Institution::Always || !typed;
            return blocks
                .then(|| format!("inside the name of an institution: \"{}\"", scene.text.words(head, first + 1)));
        }
    }
    None
}

/// The readings of `mention` that its level and spelling allow.
pub fn readings<'a>(scene: Scene<'_, 'a>, mention: &RegionMention<'_>) -> Vec<&'a NameReading> {
    let regions = &scene.gazetteer.regions;
    let Some(name) = mention.name else { return Vec::new() };
    regions
        .readings(name)
        .iter()
        .filter(|r| is_spelled(scene, r, mention.name_first, mention.end))
        .filter(|r| mention.level.is_none_or(|level| regions.get(r.region).level == level))
        .collect()
}
