//! Whether a count of those chosen is the size of a cohort, as a sum of evidence. "Together with 24 others" states no size, the
//! parts of a sum are not cohorts of their own unless each has its year, and an award has as many categories as it likes.

use super::case::{Case, ProgrammeAt};
use crate::gazetteer::{Decision, Feature, LevelWord, PlaceWord, RegionId, Selection, Sum};
use crate::mention::count::CountMention;
use crate::mention::{Rejections, among};
use crate::record::{Approx, CountRole, CountUnit, Level};
use crate::zone::Zone;
use std::collections::{HashMap, HashSet};

/// So many are few.
const FEW: u64 = 5;
/// So many are some.
const DOZEN: u64 = 12;
/// So many regions of one province are no chance.
const SEVERAL: usize = 3;
/// How many words behind a count the level can stand that its regions reached.
const LEVEL_REACH: usize = 6;

/// The sum that calls count number `index` the size of a cohort of `programme`; `None` where it does not.
pub(super) fn size(
    case: Case<'_, '_>,
    sizes: &Sizes,
    index: usize,
    programme: Option<ProgrammeAt>,
    rejections: &mut Rejections,
) -> Option<i32> {
    let count = &case.mentions.counts[index];
    let weights = &case.scene.gazetteer.weights;
    let mut sum = Sum::new(weights, Decision::Size);
    for (feature, holds) in about_itself(case, count, programme).into_iter().chain(about_others(case, index, sizes)) {
        sum.add(weights, feature, holds);
    }
    let total = sum.total();
    rejections.weigh((count.first, count.end), sum, total > 0);
    (total > 0).then_some(total)
}

/// What the count and its sentence say.
fn about_itself(case: Case<'_, '_>, count: &CountMention<'_>, programme: Option<ProgrammeAt>) -> [(Feature, bool); 12] {
    let (first, end) = case.sentence(count.first);
    let mut joins = false;
    let mut chooses = false;
    for (choice, _) in case.choices(first, end) {
        joins |= choice.value == Selection::Joining;
        chooses |= choice.value != Selection::Joining && choice.value.is_positive();
    }
    let place = count.first.checked_sub(1).and_then(|at| case.scene.entry_at(at, &case.lists.place_prepositions));
    let takes_provinces = programme.is_some_and(|found| case.programme(found).takes_provinces());
    // There are few provinces.
    let up_to = |most: u64| {
        let of_few = takes_provinces && count.unit == Some(CountUnit::Provinsi);
        !of_few && count.value.is_some_and(|value| value <= most)
    };
    let of_others = matches!(count.unit, Some(CountUnit::Provinsi | CountUnit::Wilayah));
    [
        (Feature::SizeTold, count.told),
        (Feature::SizeJoined, joins && !chooses),
        (Feature::SizeOfYear, count.year.is_some()),
        (Feature::SizeNamesProgramme, programme.is_some_and(|found| !found.apart)),
        (Feature::SizeOfBothKinds, count.unit == Some(CountUnit::KabupatenKota)),
        (Feature::SizeFew, up_to(FEW)),
        (Feature::SizeDozen, up_to(DOZEN)),
        (Feature::SizeOfLevel, is_of_a_level(case, count) || names_a_level(case, count)),
        (Feature::SizeNearLevel, is_near_a_level(case, count)),
        (Feature::SizeBound, count.approx.is_some_and(|approx| approx != Approx::About)),
        (Feature::SizeAtPlace, place == Some(&PlaceWord::Place)),
        (Feature::SizeOfOtherKind, of_others && !takes_provinces),
    ]
}

/// What other counts of the article say of it.
fn about_others(case: Case<'_, '_>, index: usize, sizes: &Sizes) -> [(Feature, bool); 7] {
    let count = &case.mentions.counts[index];
    let same = sizes.by_value.get(&count.value).copied().unwrap_or_default();
    let largest = if count.year.is_none() { sizes.largest } else { sizes.largest_of_no_year };
    let province = sizes.province.is_some_and(|inside| count.value.is_some_and(|value| value <= inside));
    [
        (Feature::SizeRepeated, same.chosen > usize::from(is_chosen(count))),
        (Feature::SizeExceeded, largest > count.value),
        (Feature::SizeBesideOthers, is_one_of_several(case, index, sizes)),
        (Feature::SizeOfBreakdown, is_of_a_breakdown(case, index, sizes)),
        (Feature::SizePart, same.is_part),
        (Feature::SizeInProvince, same.in_province),
        (Feature::SizeOfOneProvince, province),
    ]
}

fn is_chosen(count: &CountMention<'_>) -> bool {
    count.role == CountRole::Selected
}

/// What the counts of an article say of one another, looked for once.
#[derive(Debug, Default)]
pub(super) struct Sizes {
    by_value: HashMap<Option<u64>, Tally>,
    /// The counts that others are parts of.
    with_parts: HashSet<usize>,
    /// The largest count of those chosen, and the largest that has no year.
    largest: Option<u64>,
    largest_of_no_year: Option<u64>,
    /// How many regions the province has that the article is about.
    province: Option<u64>,
}

/// What all counts of one number say of it.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    chosen: usize,
    is_part: bool,
    in_province: bool,
}

impl Sizes {
    pub(super) fn new(case: Case<'_, '_>) -> Self {
        let mut sizes = Sizes { province: only_province(case), ..Sizes::default() };
        for count in &case.mentions.counts {
            let tally = sizes.by_value.entry(count.value).or_default();
            tally.is_part |= count.part_of.is_some() && count.year.is_none();
            tally.in_province |= count.in_province;
            sizes.with_parts.extend(count.part_of);
            if is_chosen(count) {
                tally.chosen += 1;
                sizes.largest = sizes.largest.max(count.value);
                if count.year.is_none() {
                    sizes.largest_of_no_year = sizes.largest_of_no_year.max(count.value);
                }
            }
        }
        sizes
    }
}

/// “BPK Perwakilan Jawa Tengah menyerahkan LHP kepada 26 daerah … Batang, Kudus, Solo”: the article names a province and several
/// regions in it, and none elsewhere.
fn only_province(case: Case<'_, '_>) -> Option<u64> {
    let regions = &case.scene.gazetteer.regions;
    let named = case.mentions.regions.iter().filter(|r| case.scene.zones.of(r.first) != Zone::Dateline);
    let mut named: Vec<RegionId> = named.filter_map(|r| r.region).collect();
    named.sort_unstable();
    named.dedup();
    let (provinces, members): (Vec<RegionId>, Vec<RegionId>) =
        named.into_iter().partition(|&id| regions.get(id).level == Level::Province);
    let province = members.first().map(|&id| regions.province(id))?;
    let alone = members.iter().all(|&id| regions.province(id) == province);
    (members.len() >= SEVERAL && alone && provinces.contains(&province)).then(|| regions.inside(province))
}

/// “Predikat Pratama didapat 135 kabupaten/kota”
fn is_near_a_level(case: Case<'_, '_>, count: &CountMention<'_>) -> bool {
    let (first, end) = case.scene.clause(count.first);
    let is_level = |at: usize| {
        case.scene.entry_at(at, &case.lists.level_words) == Some(&LevelWord::Part)
            || case.scene.longest(at, &case.lists.level_names).is_some()
    };
    (first..count.first).chain(count.end..end).any(is_level)
}

/// “lima kabupaten/kota meraih Adipura Kencana, 106 meraih Adipura”: sizes of categories, not of the cohort.
fn is_one_of_several(case: Case<'_, '_>, index: usize, sizes: &Sizes) -> bool {
    let counts = &case.mentions.counts;
    let count = &counts[index];
    let (first, end) = beside_in_awards(case, count.first);
    let beside = |c: &CountMention<'_>| c.role == CountRole::Selected && c.year.is_none() && c.unit == count.unit;
    // Said twice, one number is one size.
    let others = among(counts, first, end).filter(|&i| i != index && beside(&counts[i]));
    let own = case.sentence(count.first);
    let is_inside = |i: usize| own.0 <= counts[i].first && counts[i].first < own.1;
    count.year.is_none()
        && others.into_iter().any(|i| is_inside(i) || counts[i].value != count.value)
        && !sizes.with_parts.contains(&index)
}

/// The sentence of token `at`; where the article is about an award also those beside it, since its categories have one each:
/// “Adipura Kencana jatuh ke tangan lima kota. Di bawahnya Adipura dibawa pulang 80 kabupaten/kota.”
fn beside_in_awards(case: Case<'_, '_>, at: usize) -> (usize, usize) {
    if !case.is_about_an_award() {
        return case.sentence(at);
    }
    let sentences = &case.scene.text.sentences;
    let number = case.scene.text.sentence_of(at);
    let last = sentences.get(number + 1).unwrap_or(&sentences[number]);
    (sentences[number.saturating_sub(1)].first, last.end)
}

/// “3 provinsi, 6 kota, dan 24 kabupaten”: three kinds counted side by side are the parts of a cohort.
fn is_of_a_breakdown(case: Case<'_, '_>, index: usize, sizes: &Sizes) -> bool {
    let counts = &case.mentions.counts;
    let (first, end) = case.sentence(counts[index].first);
    let inside = among(counts, first, end);
    let separates =
        |at: usize| matches!(case.scene.printed(at), "," | ";") || case.scene.is(at, &case.lists.list_separators);
    // A word may stand between: “9 provinsi terinovatif, 21 kabupaten terinovatif”. What they are the parts of is none.
    let joined = |at: usize| {
        let (a, b) = (&counts[at], &counts[at + 1]);
        let near = b.first <= a.end + BREAKDOWN && (a.end..b.first).any(separates);
        near && a.unit != b.unit && !sizes.with_parts.contains(&at)
    };
    let before = (inside.start..index).rev().take(KINDS).take_while(|&at| joined(at)).count();
    let behind = (index..inside.end.saturating_sub(1)).take(KINDS).take_while(|&at| joined(at)).count();
    before + behind + 1 >= KINDS
}

/// How many words stand from one part of a breakdown to the next, at most.
const BREAKDOWN: usize = 4;
/// So many kinds side by side are a breakdown: “31 provinsi dan 397 kabupaten/kota” tell of one cohort each.
const KINDS: usize = 3;

/// “Adipura Kencana jatuh ke lima kabupaten/kota”: the award is named with a level of it, where another level can be told apart.
fn names_a_level(case: Case<'_, '_>, count: &CountMention<'_>) -> bool {
    let (first, end) = case.sentence(count.first);
    let programmes = &case.mentions.programmes;
    among(programmes, first, end).any(|i| {
        let named = &programmes[i];
        (named.first + 1..named.end).any(|at| case.scene.longest(at, &case.lists.level_names).is_some())
    })
}

/// “19 kabupaten/kota meraih kategori Utama”
fn is_of_a_level(case: Case<'_, '_>, count: &CountMention<'_>) -> bool {
    // “kategori yang berlainan” names no level.
    let is_name = |at: usize| case.scene.text.tokens.get(at).is_some_and(|token| token.shape.is_capitalised());
    let (_, end) = case.sentence(count.first);
    (count.end..(count.end + LEVEL_REACH).min(end))
        .take_while(|&at| !matches!(case.scene.printed(at), "," | ":" | ";"))
        .any(|at| case.scene.entry_at(at, &case.lists.level_words) == Some(&LevelWord::Part) && is_name(at + 1))
}
