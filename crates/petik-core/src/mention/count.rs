//! Counts of regions: the number, what it counts, and the part it plays. A cohort, the regions assessed for it, all cohorts
//! together and "the 24 others" are different things that stand side by side in one article.

mod beside;
mod cue;
mod others;
mod over_years;
mod parts;
mod role;
mod same;
mod whole;

use super::programme::ProgrammeMention;
use super::region::{RegionMention, Typed};
use super::status::StatusLists;
use super::years::YearMention;
use super::{Placed, Rejections, Scene, among};
use crate::gazetteer::{
    Came, Opener, Others, PlaceWord, RegionId, Selection, Separator, SigningVerb, Total, UnitSense, UnitWord,
    word_lists,
};
use crate::record::{Approx, CountRole, CountUnit, Level};
use crate::rule::{Hit, RuleSet, RuleValue};
use crate::text::{Gap, Listed, Sentence, Shape, WordSet};
use crate::vocabulary;
use crate::zone::Zone;
use std::borrow::Cow;

pub use whole::Whole;

/// A count of regions.
#[derive(Debug, Clone)]
pub struct CountMention<'a> {
    /// First token.
    pub first: usize,
    /// First token after it.
    pub end: usize,
    /// The number; `None` for "belasan".
    pub value: Option<u64>,
    /// How far it is exact; `None` where it is.
    pub approx: Option<Approx>,
    /// What is counted; `None` as long as no count near by has lent its unit.
    pub unit: Option<CountUnit>,
    /// Whether those who lead regions are counted.
    pub of_persons: bool,
    /// The part it plays.
    pub role: CountRole,
    /// Whether words say so, and not only that its sentence names a programme.
    pub told: bool,
    /// Whether it counts those beside the regions named.
    pub others: bool,
    /// The year stated for it: index into the article's years.
    pub year: Option<usize>,
    /// The number in the other notation, where it is another number: "10 (sembilan)".
    pub echo: Option<u64>,
    /// Whether it counts only regions of one province.
    pub in_province: bool,
    /// The count that this one is a part of.
    pub part_of: Option<usize>,
    /// The rule.
    pub by: Cow<'a, str>,
    /// How the rule reads its number.
    reading: CountReading,
}

impl Placed for CountMention<'_> {
    fn first(&self) -> usize {
        self.first
    }
}

vocabulary! {
    /// How a rule of counts reads its number, which it must remember as `n`: where the unit comes from.
    pub enum CountReading {
        /// “50 kabupaten”: its own unit, remembered as `u`.
        Counted = "counted",
        /// “191 dari 514 kabupaten”: the unit of the number behind.
        OutOf = "out_of",
        /// “hanya 50”: the unit of a count nearby.
        Borrowed = "borrowed",
    }
}

impl RuleValue for CountReading {
    const FILE: &'static str = "rules/counts.toml";
}

word_lists! {
    /// The word lists that counts are found with.
    pub struct CountLists {
        /// What is counted.
        count_units: UnitWord,
        /// That others beside the regions named are counted.
        count_others: Others,
        /// How far a number is exact.
        count_approx: Approx,
        /// That a number is one over several cohorts.
        count_totals: Total,
        /// That a number is a target.
        count_targets: (),
        /// Who was chosen, assessed, invited.
        selection: Selection,
        /// Words that point back.
        anaphora: (),
        /// Words before a province that limits a count.
        place_prepositions: PlaceWord,
        /// That what stands behind is beside the one before.
        together_words: (),
        /// What a list begins with.
        list_openers: Opener,
        /// That somebody signs in the sentence.
        signing_verbs: SigningVerb,
        /// What is left after a choice: "hanya".
        count_limits: (),
        /// That a year begins a stretch of time.
        since_words: (),
        /// X out of N.
        count_out_of: (),
        /// What joins two counts or years.
        list_separators: Separator,
        /// Words of the future.
        planned_words: (),
        /// That something was done up to now.
        already_words: (),
        /// That a number is aimed at.
        count_aims: (),
        /// That an instrument stands in the sentence.
        signing_instruments: (),
        /// That a year ends a stretch of time.
        until_words: (),
        /// That a relative clause begins.
        relative_words: (),
        /// The office of a national body for the region behind it.
        branch_words: (),
        /// Who came to an event, which is no cohort.
        count_came: Came,
        /// An event, told of in the sentence before.
        event_words: (),
        /// What regions receive.
        award_words: (),
    }
}

/// How many words away from a number its province can stand.
const NEAR: usize = 5;

/// More than all regions of the country together, provinces included.
const MOST: f64 = 600.0;

/// What the finder needs to know of the rest of the article.
#[derive(Debug, Clone, Copy)]
pub struct Around<'m, 'a> {
    /// Programmes named.
    pub programmes: &'m [ProgrammeMention],
    /// Regions named.
    pub regions: &'m [RegionMention<'a>],
    /// Tokens of organisations named.
    pub organisations: &'m [super::programme::OrganisationMention],
    /// Years stated.
    pub years: &'m [YearMention],
    /// The lists that tell whether an act happened.
    pub statuses: &'m StatusLists,
    /// What all of these say together.
    pub whole: &'m Whole,
}

/// All counts of regions.
pub fn find<'a>(
    scene: Scene<'_, 'a>,
    lists: &CountLists,
    rules: &'a RuleSet<CountReading>,
    around: Around<'_, 'a>,
    rejections: &mut Rejections,
) -> Vec<CountMention<'a>> {
    let mut counts: Vec<CountMention<'a>> = Vec::new();
    // A number has its unit in its sentence, or borrows that of a count in the sentence before.
    let units = WordSet::of([lists.count_units.id()]);
    let mut at = 0;
    while let Some(here) = scene.text.next_with(at, &units, 1, |token| rules.can_begin(token)) {
        at = here;
        let token = &scene.text.tokens[at];
        if !scene.zones.of(at).makes_facts() {
            at += 1;
            continue;
        }
        // “6. Kabupaten Lima Puluh Kota”: numbers in names and before items count nothing.
        if let Some(region) =
            around.regions[..around.regions.partition_point(|r| r.first <= at)].last().filter(|r| at < r.end)
        {
            at = region.end;
            continue;
        }
        let before = around.programmes.partition_point(|p| p.first <= at);
        if let Some(name) = around.programmes[..before].last().filter(|p| at < p.end && token.shape == Shape::Digits) {
            rejections.note(name.first, name.end, "count", || "a number inside a programme's name".to_owned());
            at = name.end;
            continue;
        }
        match rules.longest(scene.cx(), at) {
            // “7 Kabupaten Kuantan Singingi”, “2. Kabupaten Siak”: the number of an item, whose name begins with its type word.
            Some(hit) if scene.text.is_item_number(at) || names_an_item(around.regions, at, hit.found.end) => {
                at = hit.found.end;
            }
            Some(hit) => {
                let end = hit.found.end;
                match count(scene, lists, &hit, at, around) {
                    Ok(count) => counts.push(count),
                    Err(why) => rejections.note(at, end, "count", || why),
                }
                at = end;
            }
            None => at += 1,
        }
    }
    lend_units(scene, &mut counts);
    // Before anything points at a count by its place.
    counts.retain(|c| c.unit.is_some());
    for index in 0..counts.len() {
        counts[index].year = parts::year_of(scene, lists, &counts, index, around);
    }
    parts::find(scene, lists, &mut counts);
    parts::find_addends(scene, &mut counts);
    for index in 0..counts.len() {
        (counts[index].role, counts[index].told) = role::of(scene, lists, &counts, index, around);
        counts[index].others = others::is_of_others(scene, lists, &counts[index], around);
    }
    same::settle(scene, lists, &mut counts, around);
    counts
}

/// Whether the tokens `first..end` run into the name of a region that begins with its type word.
fn names_an_item(regions: &[RegionMention<'_>], first: usize, end: usize) -> bool {
    among(regions, first + 1, end).any(|i| regions[i].typed == Typed::Word && regions[i].name_first >= end)
}

fn count<'a>(
    scene: Scene<'_, 'a>,
    lists: &CountLists,
    hit: &Hit<'a, CountReading>,
    first: usize,
    around: Around<'_, 'a>,
) -> Result<CountMention<'a>, String> {
    let Hit { rule, value: reading, ref found } = *hit;
    let tokens = |name: &str| rule.pattern.get(found, name);
    let approx = |name: &str| tokens(name).and_then(|(at, _)| scene.entry_at(at, &lists.count_approx)).copied();
    let (number_at, _) = tokens("n").ok_or("the rule remembers no number as `n`")?;
    let number = scene.gazetteer.numbers.parse(scene.text, number_at).ok_or("no number")?;
    if number.value.fract() != 0.0 || number.value < 1.0 || number.value > MOST {
        return Err("no number that regions can have".to_owned());
    }
    let money = |at: usize| {
        scene
            .gazetteer
            .money
            .parse(scene.text, scene.lexicon, &scene.gazetteer.numbers, at)
            .filter(|sum| number_at < sum.end)
    };
    if let Some(sum) = (0..3).find_map(|before| money(number_at.checked_sub(before)?)) {
        return Err(format!("a sum of money: {}", scene.text.words(sum.first, sum.end)));
    }
    let value = (!number.vague).then_some(number.value as u64);
    let unit = tokens("u").and_then(|(at, _)| scene.entry_at(at, &lists.count_units));
    let sense = unit.and_then(|unit| unit.sense);
    let unit = unit.filter(|_| reading == CountReading::Counted).map(|unit| unit.value);
    let end = found.end;
    if value.is_some_and(|v| v <= 5) && scene.is(end, &lists.anaphora) && scene.text.tokens[end].gap == Gap::Space {
        return Err("points back to regions named before".to_owned());
    }
    if value == Some(1) {
        return Err("one region is no cohort".to_owned());
    }
    if value.is_none() {
        return Err("no number, only a magnitude".to_owned());
    }
    if unit.is_none() && number.value >= 1900.0 && number.value < 2100.0 {
        return Err("a year".to_owned());
    }
    if sense == Some(UnitSense::Vague) && first > 0 && scene.is(first - 1, &lists.count_out_of) {
        return Err("areas that something is drawn from".to_owned());
    }
    let province = province_behind(scene, lists, end, around.regions);
    let sentence = scene.text.sentences[scene.text.sentence_of(first)];
    let named = among(around.regions, sentence.first, sentence.end)
        .filter(|&i| scene.zones.of(around.regions[i].first) != Zone::Dateline)
        .filter(|&i| around.regions[i].end + NEAR >= first && around.regions[i].first <= end + NEAR)
        .filter_map(|i| around.regions[i].region)
        .filter(|r| scene.gazetteer.regions.get(*r).level == Level::Province && unit != Some(CountUnit::Provinsi));
    let whole = |province: &RegionId| value.is_some_and(|v| scene.gazetteer.regions.has_just(*province, v));
    if let Some(province) = province.into_iter().chain(named).find(whole) {
        return Err(format!("the number of kabupaten and kota in {}", scene.gazetteer.regions.get(province).full_name));
    }
    Ok(CountMention {
        first,
        end,
        value,
        approx: approx("a").or_else(|| approx("b")),
        unit,
        of_persons: sense == Some(UnitSense::Persons),
        role: CountRole::Other,
        told: false,
        year: None,
        echo: number
            .echo
            .filter(|echo| *echo != number.value && echo.fract() == 0.0 && *echo > 0.0)
            .map(|echo| echo as u64),
        in_province: province.is_some()
            || province_before(scene, lists, first, around.regions)
            || is_of_a_branch(scene, lists, sentence, around.regions),
        part_of: None,
        others: false,
        by: Cow::Borrowed(&rule.by),
        reading,
    })
}

/// “… kabupaten/kota di Jawa Tengah”, “se-Provinsi Bengkulu”: the province that limits the count.
fn province_behind(
    scene: Scene<'_, '_>,
    lists: &CountLists,
    end: usize,
    regions: &[RegionMention<'_>],
) -> Option<RegionId> {
    // “16 pemerintah daerah (Pemda) di Sumatera Utara”
    let bracket = scene.printed(end) == "(" && scene.printed(end + 2) == ")";
    let end = if bracket { end + 3 } else { end };
    let (_, stop) = scene.sentence(end.saturating_sub(1));
    let mut behind = among(regions, end, stop).map(|i| &regions[i]);
    let next = behind.next().filter(|r| r.first <= end + 3)?;
    let place = (end..next.first).any(|at| scene.entry_at(at, &lists.place_prepositions) == Some(&PlaceWord::Place));
    let is_province = |r: RegionId| scene.gazetteer.regions.get(r).level == Level::Province;
    // “enam daerah dari Sumatera Barat (Kota Solok), Lampung (Way Kanan)”: of several provinces.
    let of_several = behind.filter_map(|r| r.region).any(|r| is_province(r) && Some(r) != next.region);
    next.region.filter(|&r| place && is_province(r) && !of_several)
}

/// “BPK Perwakilan Jawa Tengah memberi 7 daerah opini WTP”: whom the office of a province chose lie in it.
fn is_of_a_branch(scene: Scene<'_, '_>, lists: &CountLists, sentence: Sentence, regions: &[RegionMention<'_>]) -> bool {
    among(regions, sentence.first, sentence.end).any(|i| {
        let is_province = |r| scene.gazetteer.regions.get(r).level == Level::Province;
        regions[i].region.is_some_and(is_province)
            && scene.longest_before(regions[i].first, &lists.branch_words).is_some()
    })
}

/// “Di Provinsi Sulawesi Selatan sendiri baru dua pemerintah daerah”: the province that the sentence begins with.
fn province_before(scene: Scene<'_, '_>, lists: &CountLists, first: usize, regions: &[RegionMention<'_>]) -> bool {
    let sentence = scene.text.sentences[scene.text.sentence_of(first)];
    let place = |at: usize| scene.entry_at(at, &lists.place_prepositions) == Some(&PlaceWord::Place);
    let mut before = among(regions, sentence.first, first).map(|i| &regions[i]);
    before.rfind(|r| r.end <= first && first <= r.end + 5).is_some_and(|p| {
        let is_province = p.region.is_some_and(|r| scene.gazetteer.regions.get(r).level == Level::Province);
        // “Provinsi Lampung terdapat 6 kabupaten/kota”
        let has = p.typed == Typed::Word && first <= p.end + 1 && !scene.is(p.end, &lists.together_words);
        is_province && (has || scene.around((p.first, p.end)).sentence().before(2).any(place))
    })
}

/// A number without a unit takes the unit of a count in its sentence or the one before; “9 dari 12 pemda di Jambi” are of that
/// province as those are of whom they are a part.
fn lend_units(scene: Scene<'_, '_>, counts: &mut [CountMention<'_>]) {
    for index in 0..counts.len() {
        if counts[index].unit.is_some() {
            continue;
        }
        let sentence = scene.text.sentence_of(counts[index].first);
        let near = |c: &&CountMention<'_>| scene.text.sentence_of(c.first).abs_diff(sentence) <= 1;
        let here = |c: &&CountMention<'_>| scene.text.sentence_of(c.first) <= sentence;
        let lends = |c: &&CountMention<'_>| c.unit.is_some();
        let behind = counts[index + 1..].iter().take_while(here).find(lends);
        let before = || counts[..index].iter().rev().take_while(near).find(lends);
        let lender = behind.filter(|c| c.first <= counts[index].end + 4).or_else(before);
        let of_province = counts[index].reading == CountReading::OutOf && lender.is_some_and(|c| c.in_province);
        counts[index].unit = lender.and_then(|c| c.unit);
        counts[index].in_province |= of_province;
    }
}
