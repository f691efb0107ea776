//! Counts of regions: the number, what it counts, and the part it plays. A cohort, the regions assessed for it, all cohorts
//! together and "the 24 others" are different things that stand side by side in one article.

use super::choice::choices;
use super::programme::ProgrammeMention;
use super::region::RegionMention;
use super::years::{YearMention, YearWord};
use super::{ListFinder, Scene, Skips};
use crate::gazetteer::Level;
use crate::rule::{Match, RuleSet, SpanRule};
use crate::text::{Gap, ListId, Shape};
use std::borrow::Cow;

/// A count of regions.
#[derive(Debug, Clone)]
pub struct CountMention<'a> {
    /// First token.
    pub first: usize,
    /// First token after it.
    pub end: usize,
    /// The number; `None` for "belasan".
    pub value: Option<u64>,
    /// `about`, `at_least`, `at_most`.
    pub approx: Option<&'a str>,
    /// What is counted.
    pub unit: &'a str,
    /// The part it plays.
    pub role: Role,
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
}

/// The part a count plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The cohort.
    Selected,
    /// Regions looked at before the choice.
    Assessed,
    /// Regions invited.
    Invited,
    /// Several cohorts together.
    Total,
    /// Others, targets, all regions.
    Other,
}

impl Role {
    /// The word used in records.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Selected => "selected",
            Role::Assessed => "assessed",
            Role::Invited => "invited",
            Role::Total => "total",
            Role::Other => "other",
        }
    }
}

/// The rules and word lists that counts are found with.
#[derive(Debug)]
pub struct CountLists {
    units: ListId,
    others: ListId,
    approx: ListId,
    totals: ListId,
    targets: ListId,
    selection: ListId,
    anaphora: ListId,
    prepositions: ListId,
    together: ListId,
    openers: ListId,
    verbs: ListId,
    only: ListId,
    since: ListId,
    out_of: ListId,
    joints: ListId,
    planned: ListId,
    already: ListId,
    aims: ListId,
    instruments: ListId,
}

impl CountLists {
    /// Looks the lists up.
    pub fn new(lists: &mut ListFinder<'_>) -> Self {
        CountLists {
            units: lists.get("count_units"),
            others: lists.get("count_others"),
            approx: lists.get("count_approx"),
            totals: lists.get("count_totals"),
            targets: lists.get("count_targets"),
            selection: lists.get("selection"),
            anaphora: lists.get("anaphora"),
            prepositions: lists.get("place_prepositions"),
            together: lists.get("together_words"),
            openers: lists.get("list_openers"),
            verbs: lists.get("signing_verbs"),
            only: lists.get("count_limits"),
            since: lists.get("since_words"),
            out_of: lists.get("count_out_of"),
            joints: lists.get("list_separators"),
            planned: lists.get("planned_words"),
            already: lists.get("already_words"),
            aims: lists.get("count_aims"),
            instruments: lists.get("signing_instruments"),
        }
    }
}

/// Kabupaten and kota in the country, with room for the figures that press prints (the list has 514; 491 to 519 are seen).
const ALL_REGIONS: std::ops::RangeInclusive<u64> = 490..=520;
/// How many words away from a count a word can still tell its role.
const ROLE_REACH: usize = 14;
/// How many words away from a count its year can stand.
const YEAR_REACH: usize = 14;

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
}

/// All counts of regions.
pub fn find<'a>(
    scene: Scene<'_, 'a>,
    lists: &CountLists,
    rules: &'a RuleSet,
    around: Around<'_, 'a>,
    skips: &mut Skips,
) -> Vec<CountMention<'a>> {
    let mut counts: Vec<CountMention<'a>> = Vec::new();
    let mut at = 0;
    while at < scene.text.tokens.len() {
        let token = &scene.text.tokens[at];
        if !rules.can_begin(token) || !scene.zones.of(at).makes_facts() {
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
            skips.note(name.first, name.end, "count", || "a number inside a programme's name".to_owned());
            at = name.end;
            continue;
        }
        match rules.longest(scene.cx(), at) {
            Some((rule, found)) => {
                let end = found.end;
                match count(scene, lists, rule, &found, at, around) {
                    Ok(count) => counts.push(count),
                    Err(why) => skips.note(at, end, "count", || why),
                }
                at = end;
            }
            None => at += 1,
        }
    }
    lend_units(scene, &mut counts);
    for index in 0..counts.len() {
        counts[index].year = year_of(scene, lists, &counts, index, around.years);
    }
    find_parts(scene, lists, &mut counts);
    find_addends(scene, &mut counts);
    for index in 0..counts.len() {
        counts[index].role = role(scene, lists, &counts, index, around);
    }
    // “Sepuluh kabupaten/kota itu, yakni …”: the number of a cohort named before.
    let selected: std::collections::HashSet<Option<u64>> =
        counts.iter().filter(|c| c.role == Role::Selected).map(|c| c.value).collect();
    for count in counts.iter_mut().filter(|c| c.role == Role::Other && selected.contains(&c.value)) {
        if !(count.end..count.end + 3).any(|at| scene.is(at, lists.others)) {
            count.role = Role::Selected;
        }
    }
    counts.retain(|c| !c.unit.is_empty());
    counts
}

fn count<'a>(
    scene: Scene<'_, 'a>,
    lists: &CountLists,
    rule: &'a SpanRule,
    found: &Match,
    first: usize,
    around: Around<'_, 'a>,
) -> Result<CountMention<'a>, String> {
    let tokens = |name: &str| rule.pattern.get(found, name);
    let entry = |name: &str, list: ListId| {
        tokens(name).and_then(|(a, _)| scene.longest(a, list)).map(|(_, entry)| scene.value(list, entry))
    };
    let (number_at, _) = tokens("n").ok_or("the rule remembers no number as `n`")?;
    let number = scene.gazetteer.numbers.parse(scene.text, number_at).ok_or("no number")?;
    if number.value.fract() != 0.0 || number.value < 1.0 || number.value > 100_000.0 {
        return Err("no whole number of regions".to_owned());
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
    let unit = match rule.value.as_str() {
        "counted" => entry("u", lists.units).unwrap_or(""),
        _ => "",
    };
    let end = found.end;
    if value.is_some_and(|v| v <= 5) && scene.is(end, lists.anaphora) && scene.text.tokens[end].gap == Gap::Space {
        return Err("points back to regions named before".to_owned());
    }
    if value == Some(1) {
        return Err("one region is no cohort".to_owned());
    }
    if value.is_none() {
        return Err("no number, only a magnitude".to_owned());
    }
    if unit.is_empty() && number.value >= 1900.0 && number.value < 2100.0 {
        return Err("a year".to_owned());
    }
    let vague_unit = tokens("u")
        .and_then(|(a, _)| scene.longest(a, lists.units))
        .is_some_and(|(_, entry)| scene.gazetteer.words.note(lists.units, entry) == "vague");
    if vague_unit && first > 0 && scene.is(first - 1, lists.out_of) {
        return Err("areas that something is drawn from".to_owned());
    }
    let province = province_behind(scene, lists, end, around.regions);
    if let Some(province) = province
        && value.is_some_and(|v| v as usize == scene.gazetteer.regions.children(province))
    {
        return Err(format!("the number of kabupaten and kota in {}", scene.gazetteer.regions.get(province).full_name));
    }
    Ok(CountMention {
        first,
        end,
        value,
        approx: entry("a", lists.approx).or_else(|| entry("b", lists.approx)),
        unit,
        role: Role::Other,
        year: None,
        echo: number
            .echo
            .filter(|echo| *echo != number.value && echo.fract() == 0.0 && *echo > 0.0)
            .map(|echo| echo as u64),
        in_province: province.is_some() || province_before(scene, lists, first, around.regions),
        part_of: None,
        by: Cow::Borrowed(&rule.by),
    })
}

/// “… kabupaten/kota di Jawa Tengah”, “se-Provinsi Bengkulu”: the province that limits the count.
fn province_behind(
    scene: Scene<'_, '_>,
    lists: &CountLists,
    end: usize,
    regions: &[RegionMention<'_>],
) -> Option<crate::gazetteer::RegionId> {
    let next = regions.iter().find(|r| r.first >= end && r.first <= end + 3)?;
    let place = (end..next.first).any(|at| {
        scene.longest(at, lists.prepositions).is_some_and(|(_, e)| scene.value(lists.prepositions, e) == "place")
    });
    next.region.filter(|r| place && scene.gazetteer.regions.get(*r).level == Level::Province)
}

/// “Di Provinsi Sulawesi Selatan sendiri baru dua pemerintah daerah”: the province that the sentence begins with.
fn province_before(scene: Scene<'_, '_>, lists: &CountLists, first: usize, regions: &[RegionMention<'_>]) -> bool {
    let sentence = scene.text.sentences[scene.text.sentence_of(first)];
    let place = |at: usize| {
        scene.longest(at, lists.prepositions).is_some_and(|(_, e)| scene.value(lists.prepositions, e) == "place")
    };
    let province = regions.iter().rfind(|r| r.first >= sentence.first && r.end <= first && first <= r.end + 5);
    province.is_some_and(|p| {
        let is_province = p.region.is_some_and(|r| scene.gazetteer.regions.get(r).level == Level::Province);
        is_province && (p.first.saturating_sub(2).max(sentence.first)..p.first).any(place)
    })
}

/// A number without a unit takes the unit of a count in its sentence or the one before.
fn lend_units(scene: Scene<'_, '_>, counts: &mut [CountMention<'_>]) {
    for index in 0..counts.len() {
        if !counts[index].unit.is_empty() {
            continue;
        }
        let sentence = scene.text.sentence_of(counts[index].first);
        let near = |c: &&CountMention<'_>| {
            !c.unit.is_empty()
                && scene.text.sentence_of(c.first).abs_diff(sentence) <= 1
                && scene.text.sentence_of(c.first) <= sentence
        };
        let lender = counts[index + 1..]
            .iter()
            .find(near)
            .filter(|c| c.first <= counts[index].end + 4)
            .or_else(|| counts[..index].iter().rev().find(near));
        counts[index].unit = lender.map_or("", |c| c.unit);
    }
}

/// The year stated for a count: behind it before the next count, else before it, within the sentence.
fn year_of(
    scene: Scene<'_, '_>,
    lists: &CountLists,
    counts: &[CountMention<'_>],
    index: usize,
    years: &[YearMention],
) -> Option<usize> {
    let count = &counts[index];
    let sentence = scene.text.sentences[scene.text.sentence_of(count.first)];
    let next = counts.get(index + 1).map_or(sentence.end, |c| c.first.min(sentence.end));
    let before = index.checked_sub(1).map_or(sentence.first, |i| counts[i].end.max(sentence.first));
    // “sejak 2017 sudah 100”: a year that begins a stretch is no cohort's.
    let since = |y: &YearMention| (y.first.saturating_sub(1)..=y.first).any(|at| scene.is(at, lists.since));
    let usable =
        |y: &YearMention| !y.of_assessment && !y.inside_date && !matches!(y.year, YearWord::Copyright(_)) && !since(y);
    let find = |from: usize, to: usize| years.iter().position(|y| y.first >= from && y.end <= to && usable(y));
    // “di tahun 2022, 50 kabupaten” and “50 kabupaten di tahun 2022”: behind wins in a list of years.
    let behind = find(count.end, next.min(count.end + YEAR_REACH));
    // Before the count only where no other count stands between: there the year belongs to that one.
    let alone = before == sentence.first;
    let ahead = || {
        years.iter().rposition(|y| {
            alone && y.end <= count.first && y.first >= before && y.first + YEAR_REACH >= count.first && usable(y)
        })
    };
    behind.or_else(ahead)
}

/// “141 kabupaten/kota. Di antaranya 25 di tahun 2017, 50 tahun 2018 …”: the counts behind an opener are parts of the one before.
fn find_parts(scene: Scene<'_, '_>, lists: &CountLists, counts: &mut [CountMention<'_>]) {
    for head in 0..counts.len() {
        let sentence = scene.text.sentence_of(counts[head].first);
        let opens = |at: usize| scene.longest(at, lists.openers).is_some() || scene.printed(at) == ":";
        let last = counts[head + 1..]
            .iter()
            .take_while(|c| {
                scene.text.sentence_of(c.first) <= sentence + 1
                    && scene.text.line_of(c.first) <= scene.text.line_of(counts[head].first) + 1
            })
            .count();
        let parts = head + 1..head + 1 + last;
        if parts.len() < 2 || counts[head].part_of.is_some() || !(counts[head].end..counts[head + 1].first).any(opens) {
            continue;
        }
        let with_year = parts.clone().filter(|&i| counts[i].year.is_some()).count();
        let smaller = parts.clone().all(|i| counts[i].value < counts[head].value);
        if smaller && (with_year == parts.len() || with_year <= 1) {
            for part in parts {
                counts[part].part_of = Some(head);
            }
        }
    }
}

/// How many counts behind a whole its parts can begin.
const ADDENDS: usize = 12;

/// “150 kabupaten/kota … lima … 80 … 61 … empat”: counts in a row that add up to one before them are its parts.
fn find_addends(scene: Scene<'_, '_>, counts: &mut [CountMention<'_>]) {
    for head in 0..counts.len() {
        let Some(total) = counts[head].value.filter(|_| counts[head].part_of.is_none()) else { continue };
        for first in head + 1..(head + ADDENDS).min(counts.len()) {
            let mut sum = 0;
            for last in first..counts.len() {
                if counts[last].year.is_some()
                    || counts[last].part_of.is_some()
                    || scene.text.line_of(counts[last].first) > scene.text.line_of(counts[first].first) + 6
                {
                    break;
                }
                sum += counts[last].value.unwrap_or(0);
                if sum >= total {
                    if sum == total && last > first {
                        counts[first..=last].iter_mut().for_each(|c| c.part_of = Some(head));
                    }
                    break;
                }
            }
        }
    }
}

fn role(
    scene: Scene<'_, '_>,
    lists: &CountLists,
    counts: &[CountMention<'_>],
    index: usize,
    around: Around<'_, '_>,
) -> Role {
    let count = &counts[index];
    let sentence = scene.text.sentences[scene.text.sentence_of(count.first)];
    if (count.end..(count.end + 3).min(sentence.end)).any(|at| scene.is(at, lists.others)) {
        return Role::Other;
    }
    if count.value.is_some_and(|v| ALL_REGIONS.contains(&v)) && count.unit != "provinsi" {
        return Role::Other;
    }
    let all_provinces = scene.gazetteer.regions.iter().filter(|(_, r)| r.level == Level::Province).count() as u64;
    let of_all = count.first.checked_sub(1).is_some_and(|at| scene.is(at, lists.out_of));
    if of_all && count.unit == "provinsi" && count.value.is_some_and(|v| v + 5 >= all_provinces && v <= all_provinces) {
        return Role::Other;
    }
    if beside_a_party(scene, lists, count, around) {
        return Role::Other;
    }
    let out_of =
        counts.get(index + 1).is_some_and(|next| count.by.ends_with("out of a number") && next.first <= count.end + 3);
    let of_more = index
        .checked_sub(1)
        .is_some_and(|before| counts[before].by.ends_with("out of a number") && counts[before].end + 3 >= count.first);
    if of_more || drawn_from(scene, lists, counts, index) {
        return Role::Other;
    }
    let parts: Vec<&CountMention<'_>> = counts.iter().filter(|c| c.part_of == Some(index)).collect();
    let distinct_years = parts.iter().filter(|c| c.year.is_some()).count() >= 2;
    if distinct_years {
        return Role::Total;
    }
    let near = |list: ListId, before: usize, behind: usize| {
        let from = count.first.saturating_sub(before).max(sentence.first);
        (from..count.first)
            .chain(count.end..(count.end + behind).min(sentence.end))
            .any(|at| scene.longest(at, list).is_some())
    };
    let nearest = nearest_cue(scene, lists, count, sentence.first, sentence.end);
    // “genap 100”: words of a whole right before the number, whatever year stands near.
    if count.first > sentence.first
        && (count.first.saturating_sub(2).max(sentence.first)..count.first)
            .any(|at| scene.longest(at, lists.totals).is_some_and(|(end, _)| end == count.first))
        && !of_more
    {
        return Role::Total;
    }
    let target = around
        .programmes
        .iter()
        .filter_map(|p| scene.gazetteer.programmes.get(p.programme).target)
        .any(|t| Some(t) == count.value && t >= 100);
    // “160 diseleksi, … hanya 50”: "only" names what is left after the choice.
    let only = scene.is(count.first, lists.only) && count.by.ends_with("borrows its unit");
    match nearest {
        Some("assessed" | "candidate") if !only => return Role::Assessed,
        Some("invited") => return Role::Invited,
        _ => {}
    }
    if target && count.year.is_none() {
        return if near(lists.targets, 3, 4) { Role::Other } else { Role::Total };
    }
    let with_others = counts
        .iter()
        .any(|c| c.value.map(|v| v + 1) == count.value && (c.end..c.end + 2).any(|at| scene.is(at, lists.others)));
    // “75 hasil 2017 dan 2018”: cohorts of several years together.
    if count.year.is_some_and(|y| joins_years(scene, lists, around.years, y)) {
        return Role::Total;
    }
    if out_of || count.year.is_none() && near(lists.totals, 3, 4) && !with_others {
        return Role::Total;
    }
    if near(lists.aims, 3, 0) {
        return Role::Other;
    }
    // “akan dipilih 25”: a target.
    let planned = |at: usize| scene.is(at, lists.planned);
    if matches!(nearest, Some("chosen" | "choosing"))
        && (count.first.saturating_sub(3).max(sentence.first)..count.first).any(planned)
    {
        return Role::Other;
    }
    if count.by.ends_with("borrows its unit") && !only && near(lists.already, 0, 2) {
        return Role::Total;
    }
    let acts = nearest.is_some()
        || (sentence.first..sentence.end)
            .any(|at| scene.longest(at, lists.verbs).is_some() || scene.longest(at, lists.instruments).is_some());
    let named = around.programmes.iter().any(|p| sentence.first <= p.first && p.first < sentence.end);
    let receives = choices(scene, lists.selection, sentence.first, sentence.end)
        .iter()
        .any(|c| matches!(c.value, "receiving" | "received"));
    if acts || named || receives || count.part_of.is_some() || count.year.is_some() && !around.programmes.is_empty() {
        Role::Selected
    } else {
        Role::Other
    }
}

fn joins_years(scene: Scene<'_, '_>, lists: &CountLists, years: &[YearMention], year: usize) -> bool {
    let Some(next) = years.get(year + 1) else { return false };
    let (from, to) = (years[year].end, next.first);
    from < to
        && to - from <= 2
        && (from..to).all(|at| scene.is(at, lists.joints) || matches!(scene.printed(at), "-" | "–" | "/" | ","))
}

/// “25 kota dari 500 lebih kabupaten/kota”: the larger number behind "dari" is what the choice was made from.
fn drawn_from(scene: Scene<'_, '_>, lists: &CountLists, counts: &[CountMention<'_>], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).map(|i| &counts[i]) else { return false };
    let count = &counts[index];
    let same_sentence = scene.text.sentence_of(before.first) == scene.text.sentence_of(count.first);
    same_sentence
        && before.value < count.value
        && count.first <= before.end + 6
        && (before.end..count.first).any(|at| scene.is(at, lists.out_of))
}

/// “Wonosobo lolos bersama 24 kabupaten/kota”: those beside the region named are others.
fn beside_a_party(scene: Scene<'_, '_>, lists: &CountLists, count: &CountMention<'_>, around: Around<'_, '_>) -> bool {
    let sentence = scene.text.sentences[scene.text.sentence_of(count.first)];
    let from = count.first.saturating_sub(4).max(sentence.first);
    if !(from..count.first).any(|at| scene.longest(at, lists.together).is_some_and(|(end, _)| end <= count.first)) {
        return false;
    }
    let party =
        around.regions.iter().filter(|r| r.end <= count.first && r.first >= sentence.first).map(|r| r.end).max();
    let other =
        around.organisations.iter().filter(|o| o.end <= count.first && o.first >= sentence.first).map(|o| o.end).max();
    party > other
}

/// The word of choosing, assessing or inviting nearest to the count, in its sentence.
fn nearest_cue<'a>(
    scene: Scene<'_, 'a>,
    lists: &CountLists,
    count: &CountMention<'_>,
    first: usize,
    end: usize,
) -> Option<&'a str> {
    let boundary = |from: usize, to: usize| (from..to).any(|at| matches!(scene.printed(at), "." | ";"));
    let mut best: Option<(usize, &'a str)> = None;
    for choice in choices(scene, lists.selection, first, end) {
        if matches!(choice.value, "received" | "receiving") {
            continue;
        }
        let behind = choice.first >= count.end;
        let distance = if behind { choice.first - count.end } else { count.first.saturating_sub(choice.end) };
        let undecided = if behind && (count.end..choice.first).any(|at| scene.printed(at) == ",") { 3 } else { 0 };
        // "80 daerah undangan" names whom a list was made of; what was done with them stands before.
        let weak = if choice.value == "invited" { 2 } else { 0 };
        let distance = distance + undecided + weak;
        let apart =
            if behind { boundary(count.end, choice.first) } else { boundary(choice.end.min(count.first), count.first) };
        // What stands behind the count says more of it than what stands before.
        if distance <= ROLE_REACH
            && !apart
            && best.is_none_or(|(least, _)| distance < least || distance == least && behind)
        {
            best = Some((distance, choice.value));
        }
    }
    best.map(|(_, value)| value)
}
