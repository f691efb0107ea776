//! What a region's name means. A name with one meaning is settled by itself; one with several by its type word, by a list
//! that carries a type word, by the article's other mentions, by its province, by an official named; else it stays open
//! with all readings.

use super::acronym::add_acronyms;
use super::carry::{carry_types, only_separators};
use super::place::stands_as_a_place;
use crate::gazetteer::{NameReading, RegionId};
use crate::mention::official::OfficialMention;
use crate::mention::region::{RegionLists, RegionMention, Typed, readings};
use crate::mention::{Inference, Rejections, Scene};
use crate::record::{EvidenceKind, Inferred, Level};
use std::borrow::Cow;
use std::collections::HashMap;

/// Regions, settled where they can be; without names that nothing supports, and with the acronyms that the article introduces.
pub fn regions<'a>(
    scene: Scene<'_, 'a>,
    lists: &RegionLists,
    mut found: Vec<RegionMention<'a>>,
    officials: &[OfficialMention<'a>],
    rejections: &mut Rejections,
) -> Vec<RegionMention<'a>> {
    drop_persons(&mut found, officials, rejections);
    carry_types(scene, lists, &mut found);
    settle_alone(scene, lists, &mut found);
    let named = Named::new(scene, &found, officials);
    settle_pairs(scene, lists, &mut found);
    settle_by_article(scene, lists, &mut found, &named);
    drop_unsupported(scene, lists, &mut found, rejections);
    add_acronyms(scene, &mut found);
    found
}

/// A name inside a person's name is the person's.
fn drop_persons(found: &mut Vec<RegionMention<'_>>, officials: &[OfficialMention<'_>], rejections: &mut Rejections) {
    found.retain(|m| {
        // Officials stand in text order and do not overlap: only the last that begins before the name's end can hold it.
        let behind = officials.partition_point(|o| o.name_first < m.end);
        let person = officials[behind.saturating_sub(2)..behind].iter().find(|o| m.first < o.name_end);
        if person.is_some() {
            rejections.note(m.first, m.end, "region", || "part of a person's name".to_owned());
        }
        person.is_none()
    });
}

fn settle_alone<'a>(scene: Scene<'_, 'a>, lists: &RegionLists, found: &mut [RegionMention<'a>]) {
    for mention in found.iter_mut() {
        let possible = readings(scene, mention);
        let supported = mention.typed != Typed::Bare || stands_as_a_place(scene, lists, mention);
        if let [only] = possible[..]
            && (mention.typed != Typed::Bare || only.alone && supported)
        {
            take(mention, only);
        }
    }
}

pub(super) fn take<'a>(mention: &mut RegionMention<'a>, reading: &'a NameReading) {
    mention.region = Some(reading.region);
    mention.by = Cow::Borrowed(&reading.by);
}

/// The regions that the article names beyond doubt, with the tokens that do.
struct Named {
    regions: HashMap<RegionId, (usize, usize)>,
    by_officials: HashMap<RegionId, (usize, usize)>,
}

impl Named {
    fn new(scene: Scene<'_, '_>, found: &[RegionMention<'_>], officials: &[OfficialMention<'_>]) -> Self {
        let mut regions = HashMap::new();
        for m in found {
            if let Some(region) = m.region {
                regions.entry(region).or_insert((m.first, m.end));
            }
        }
        // A known person holds one office: who is named tells which Bandung is meant.
        let mut by_officials = HashMap::new();
        for official in officials {
            let terms = official.person_name.into_iter().flat_map(|name| scene.gazetteer.people.terms(name));
            let mut of_person: Vec<RegionId> = terms.filter_map(|t| t.region).collect();
            of_person.sort_unstable();
            of_person.dedup();
            if let [region] = of_person[..] {
                by_officials.entry(region).or_insert((official.first, official.end));
            }
        }
        Named { regions, by_officials }
    }
}

fn settle_by_article<'a>(scene: Scene<'_, 'a>, lists: &RegionLists, found: &mut [RegionMention<'a>], named: &Named) {
    let regions = &scene.gazetteer.regions;
    for at in 0..found.len() {
        if found[at].region.is_some() {
            continue;
        }
        let possible = readings(scene, &found[at]);
        if possible.is_empty() {
            continue;
        }
        let next_province = found
            .get(at + 1)
            .filter(|n| n.first <= found[at].end + 2)
            .and_then(|n| n.region.or_else(|| province_reading(scene, n)));
        let narrowed = |keep: &dyn Fn(RegionId) -> Option<(usize, usize)>| {
            let kept: Vec<_> = possible.iter().filter_map(|r| keep(r.region).map(|span| (*r, span))).collect();
            if let [(only, span)] = kept[..] { Some((only, span)) } else { None }
        };
        // “BENGKULU” as a line over “• Kabupaten Kaur”.
        let by_list_below = || {
            let below = found.get(at + 1).filter(|next| fills_a_line_above(scene, &found[at], next))?;
            let province = below.region.and_then(|r| regions.get(r).parent)?;
            narrowed(&|r| (r == province).then_some((below.first, below.end)))
                .map(|(r, s)| (r, EvidenceKind::ListBelow, s))
        };
        let by_mention =
            || narrowed(&|r| named.regions.get(&r).copied()).map(|(r, s)| (r, EvidenceKind::OtherMention, s));
        let by_province = || {
            let province = next_province.filter(|p| regions.get(*p).level == Level::Province)?;
            let span = (found[at + 1].first, found[at + 1].end);
            narrowed(&|r| (regions.get(r).parent == Some(province)).then_some(span))
                .map(|(r, s)| (r, EvidenceKind::Province, s))
        };
        let by_official =
            || narrowed(&|r| named.by_officials.get(&r).copied()).map(|(r, s)| (r, EvidenceKind::Official, s));
        let by_named_province = || {
            narrowed(&|r| regions.get(r).parent.and_then(|p| named.regions.get(&p).copied()))
                .map(|(r, s)| (r, EvidenceKind::Province, s))
        };
        // “HSS dan Tapin”: joined with a settled region of the same province.
        let by_neighbour = || {
            let neighbours = [
                at.checked_sub(1).filter(|&i| only_separators(scene, lists, found[i].end, found[at].first)),
                Some(at + 1)
                    .filter(|&i| i < found.len() && only_separators(scene, lists, found[at].end, found[i].first)),
            ];
            let neighbour = neighbours.into_iter().flatten().find(|&i| found[i].region.is_some())?;
            let province = found[neighbour].region.map(|r| regions.province(r))?;
            let span = (found[neighbour].first, found[neighbour].end);
            narrowed(&|r| (regions.province(r) == province && regions.get(r).parent.is_some()).then_some(span))
                .map(|(r, s)| (r, EvidenceKind::NeighbourInList, s))
        };
        let settled = by_province()
            .or_else(by_list_below)
            .or_else(by_mention)
            .or_else(by_official)
            .or_else(by_neighbour)
            .or_else(|| if possible.len() > 1 { by_named_province() } else { None });
        if let Some((reading, by, span)) = settled {
            take(&mut found[at], reading);
            // Most have no other evidence, and a text can have a million of them.
            found[at].derived.reserve_exact(1);
            found[at].derived.push(Inference::new(Inferred::Region, by, Some(span)));
        }
    }
}

/// Whether `mention` stands alone on its line, right above the line that the mention `next` begins.
pub fn fills_a_line_above(scene: Scene<'_, '_>, mention: &RegionMention<'_>, next: &RegionMention<'_>) -> bool {
    let line = scene.text.line_of(mention.first);
    let own = scene.text.lines[line];
    let behind = own.end - mention.end.min(own.end);
    let alone = own.first == mention.first && (behind == 0 || behind == 1 && scene.printed(mention.end) == ":");
    let below = scene.text.lines.get(line + 1).filter(|_| alone);
    below.is_some_and(|below| below.first <= next.first && next.first <= below.first + ITEM_REACH)
}

/// How many words into its line a region can stand that the line is about: “• MPP Kabupaten Kaur”.
const ITEM_REACH: usize = 4;

/// How many members apart two of one name can stand in a list.
const PAIR_REACH: usize = 60;

/// “Pekalongan, Kebumen, …, dan Kota Pekalongan”: where one of a pair is a member of its own, the bare name is the other.
fn settle_pairs<'a>(scene: Scene<'_, 'a>, lists: &RegionLists, found: &mut [RegionMention<'a>]) {
    for at in 0..found.len() {
        if found[at].region.is_some() {
            continue;
        }
        let possible = readings(scene, &found[at]);
        if possible.len() != 2
            || possible.iter().any(|r| scene.gazetteer.regions.get(r.region).level == Level::Province)
        {
            continue;
        }
        let joined =
            |a: usize, b: usize| (a..b).all(|i| only_separators(scene, lists, found[i].end, found[i + 1].first));
        let near = at.saturating_sub(PAIR_REACH)..(at + PAIR_REACH).min(found.len());
        let twin = near
            .filter(|&i| i != at && found[i].name == found[at].name)
            .find(|&i| found[i].region.is_some() && joined(i.min(at), i.max(at)));
        let Some(twin) = twin else { continue };
        let span = (found[twin].first, found[twin].end);
        if let Some(other) = possible.iter().find(|r| Some(r.region) != found[twin].region) {
            take(&mut found[at], other);
            found[at].derived.push(Inference::new(Inferred::Region, EvidenceKind::OtherOfThePairListed, Some(span)));
        }
    }
}

fn province_reading(scene: Scene<'_, '_>, mention: &RegionMention<'_>) -> Option<RegionId> {
    readings(scene, mention).iter().map(|r| r.region).find(|r| scene.gazetteer.regions.get(*r).level == Level::Province)
}

/// For each mention whether it stands in a list with two regions or more that are settled.
fn among_regions(scene: Scene<'_, '_>, lists: &RegionLists, found: &[RegionMention<'_>]) -> Vec<bool> {
    let mut listed = Vec::with_capacity(found.len());
    while listed.len() < found.len() {
        let first = listed.len();
        let joins = |at: &usize| {
            let next = found.get(at + 1).filter(|next| next.first > found[*at].end);
            next.is_some_and(|next| only_separators(scene, lists, found[*at].end, next.first))
        };
        let last = (first..found.len()).find(|at| !joins(at)).unwrap_or(first);
        let settled = found[first..=last].iter().filter(|m| m.region.is_some()).count();
        listed.resize(last + 1, settled >= 2);
    }
    listed
}

/// Names that need support and have none are left; names with several readings stay open.
fn drop_unsupported<'a>(
    scene: Scene<'_, 'a>,
    lists: &RegionLists,
    found: &mut Vec<RegionMention<'a>>,
    rejections: &mut Rejections,
) {
    let regions = &scene.gazetteer.regions;
    let mut listed = among_regions(scene, lists, found).into_iter();
    found.retain_mut(|mention| {
        let is_listed = listed.next().unwrap_or(false);
        if mention.region.is_some() {
            return true;
        }
        let possible = readings(scene, mention);
        let alone: Vec<_> = possible.iter().filter(|r| r.alone).collect();
        if mention.typed == Typed::Bare && alone.is_empty() {
            rejections.note(mention.first, mention.end, "region", || {
                "a short or second name that nothing in the article supports".to_owned()
            });
            return false;
        }
        if mention.typed == Typed::Bare && !is_listed && !stands_as_a_place(scene, lists, mention) {
            let why = mention.name.and_then(|n| regions.careful(n)).unwrap_or_default();
            rejections.note(mention.first, mention.end, "region", || {
                format!("also something else, and nothing shows the region: {why}")
            });
            return false;
        }
        let possible: Vec<_> =
            if mention.typed == Typed::Bare { alone.into_iter().copied().collect() } else { possible };
        if possible.is_empty() {
            return false;
        }
        if let [only] = possible[..] {
            take(mention, only);
            return true;
        }
        let share = 1.0 / possible.len() as f64;
        let why = |official: bool| match official {
            true => "official name and nothing in the article tells which",
            false => "other name and nothing in the article tells which",
        };
        mention.candidates = possible.iter().map(|r| (r.region, share, Cow::Borrowed(why(r.official)))).collect();
        mention.by = Cow::Borrowed(&possible[0].by);
        true
    });
}
