//! Doubts and contradictions within one article: sums that do not add up, lists shorter than announced, a minister who was not
//! in office, names that stay open. Nothing is repaired; each finding quotes the words it rests on.

use super::case::Case;
use super::introduction::Introduction;
use super::role::Part;
use crate::gazetteer::Opener;
use crate::mention::count::CountMention;
use crate::mention::date::{DateDoubt, DoubtKind, When};
use crate::mention::{Tokens, among};
use crate::record::{CountRole, FindingType};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A finding before it becomes part of a record.
#[derive(Debug, Clone)]
pub struct FindingDraft {
    /// What is doubtful.
    pub kind: FindingType,
    /// In words.
    pub message: String,
    /// What the rest leads to expect.
    pub expected: Option<Value>,
    /// What is stated.
    pub stated: Option<Value>,
    /// The words.
    pub evidence: Vec<Tokens>,
}

/// A value in a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// An amount.
    Number(i64),
    /// Anything else.
    Words(String),
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// All findings, in text order.
pub fn findings(case: Case<'_, '_>, doubts: &[DateDoubt]) -> Vec<FindingDraft> {
    let mut all = Vec::new();
    dates(case, doubts, &mut all);
    digits_and_words(case, &mut all);
    sums(case, &mut all);
    lists(case, &mut all);
    others(case, &mut all);
    offices(case, &mut all);
    open_regions(case, &mut all);
    all.sort_by_key(|f| f.evidence.first().copied());
    all
}

fn dates(case: Case<'_, '_>, doubts: &[DateDoubt], all: &mut Vec<FindingDraft>) {
    for doubt in doubts {
        let date = &case.mentions.dates[doubt.mention];
        let weekday =
            |day: Option<i8>| day.and_then(|d| WEEKDAYS.get(d as usize - 1)).map(|d| Value::Words((*d).to_owned()));
        let words = case.scene.text.words(date.first, date.end);
        let (kind, message) = match doubt.kind {
            DoubtKind::WeekdayMismatch => {
                (FindingType::WeekdayMismatch, format!("\"{words}\": that day was another weekday"))
            }
            DoubtKind::ImpossibleDate => {
                (FindingType::ImpossibleDate, format!("\"{words}\": there is no such day, or it cannot be meant"))
            }
        };
        all.push(FindingDraft {
            kind,
            message,
            expected: weekday(doubt.expected),
            stated: weekday(doubt.stated),
            evidence: vec![(date.first, date.end)],
        });
    }
}

/// “10 (sembilan)”
fn digits_and_words(case: Case<'_, '_>, all: &mut Vec<FindingDraft>) {
    for count in &case.mentions.counts {
        if let (Some(value), Some(echo)) = (count.value, count.echo) {
            all.push(FindingDraft {
                kind: FindingType::DigitsWordsMismatch,
                message: format!("the number is written as {value} and as {echo}"),
                expected: Some(Value::Number(echo as i64)),
                stated: Some(Value::Number(value as i64)),
                evidence: vec![(count.first, count.end)],
            });
        }
    }
}

/// “141 kabupaten/kota: 25 + 50 + 25 + 48”
fn sums(case: Case<'_, '_>, all: &mut Vec<FindingDraft>) {
    let counts = &case.mentions.counts;
    let mut wholes: BTreeMap<usize, Vec<&CountMention<'_>>> = BTreeMap::new();
    for part in counts {
        part.part_of.into_iter().for_each(|whole| wholes.entry(whole).or_default().push(part));
    }
    for (whole, parts) in wholes {
        let count = &counts[whole];
        let (Some(stated), true) = (count.value, parts.len() >= 2) else { continue };
        let sum: u64 = parts.iter().filter_map(|c| c.value).sum();
        let last = parts.iter().map(|c| c.end).max().unwrap_or(count.end);
        if sum != stated && count.approx.is_none() {
            all.push(FindingDraft {
                kind: FindingType::TotalMismatch,
                message: format!("parts add up to {sum}, the text says {stated}"),
                expected: Some(Value::Number(sum as i64)),
                stated: Some(Value::Number(stated as i64)),
                evidence: vec![(count.first, last)],
            });
        }
    }
}

/// “10 kabupaten/kota yakni …” with nine names.
fn lists(case: Case<'_, '_>, all: &mut Vec<FindingDraft>) {
    let introduced = |run: &(usize, usize)| Introduction::of(case, *run, |_| false).map(|found| (*run, found));
    let introduced: Vec<_> = case.parts.lists.iter().filter_map(introduced).collect();
    let gone_on: HashSet<_> = introduced.iter().filter_map(|(_, found)| found.continues).collect();
    for &((first, end), ref introduction) in &introduced {
        // Such a list is one of several: it goes on, or stands under a heading.
        let goes_on = gone_on.contains(&(first, end));
        if !introduction.opened || introduction.under_heading || introduction.continues.is_some() || goes_on {
            continue;
        }
        let nearest = introduction.nearest();
        let partial = (nearest.0..nearest.1).any(|at| {
            matches!(case.scene.entry_at(at, &case.lists.list_openers), Some(Opener::Partial | Opener::Among))
        });
        let Some(count) = among(&case.mentions.counts, nearest.0, nearest.1).last() else { continue };
        let count = &case.mentions.counts[count];
        let (Some(stated), None) = (count.value, count.approx) else { continue };
        let mut members: Vec<_> = case.mentions.regions[first..end]
            .iter()
            .enumerate()
            .filter(|(i, _)| case.parts.of[first + i] != Part::Parent)
            .map(|(_, m)| (m.region, m.candidates.first().map(|c| c.0)))
            .collect();
        let listed = members.len();
        members.sort_unstable();
        members.dedup();
        if members.len() < 2 {
            continue;
        }
        let tail = case.mentions.regions[end - 1].end;
        let and_others = (tail..tail + 4).any(|at| case.scene.is(at, &case.lists.and_others));
        if listed as u64 != stated && !partial && !and_others {
            all.push(FindingDraft {
                kind: FindingType::ListSizeMismatch,
                message: format!("the text announces {stated}, the list has {listed}"),
                expected: Some(Value::Number(listed as i64)),
                stated: Some(Value::Number(stated as i64)),
                evidence: vec![(count.first, tail)],
            });
        }
    }
}

/// “bersama 50 kabupaten/kota lain” beside “50 kabupaten/kota”: with the region itself they would be one more.
fn others(case: Case<'_, '_>, all: &mut Vec<FindingDraft>) {
    let counts = &case.mentions.counts;
    let selected = |c: &&CountMention<'_>| c.role == CountRole::Selected;
    let mut by_value: HashMap<Option<u64>, Vec<&CountMention<'_>>> = HashMap::new();
    // Those of one number and year are one.
    let mut known = HashSet::new();
    for count in counts.iter().filter(selected).filter(|c| known.insert((c.value, c.approx, c.year))) {
        by_value.entry(count.value).or_default().push(count);
    }
    let of_value = |value: u64| by_value.get(&Some(value)).into_iter().flatten();
    for other in
        counts.iter().filter(|c| c.role == CountRole::Other && c.part_of.is_none() && is_beside_others(case, c.end))
    {
        let Some(value) = other.value else { continue };
        let same = of_value(value)
            .take(MOST_YEARS)
            .find(|c| c.approx.is_none() && (c.year.is_none() || other.year.is_none() || c.year == other.year));
        let fits = of_value(value + 1).next().is_some();
        if let (Some(same), false) = (same, fits) {
            all.push(FindingDraft {
                kind: FindingType::OthersMismatch,
                message: format!(
                    "{value} others and the region itself make {}, the text says {value} in all",
                    value + 1
                ),
                expected: Some(Value::Number(value as i64 + 1)),
                stated: Some(Value::Number(value as i64)),
                evidence: vec![(other.first, other.end), (same.first, same.end)],
            });
        }
    }
}

/// So many years of one number are looked at.
const MOST_YEARS: usize = 200;

fn is_beside_others(case: Case<'_, '_>, end: usize) -> bool {
    (end..end + 2).any(|at| case.scene.is(at, &case.lists.count_others))
}

/// The official named was not in that office on the day of the article's event.
fn offices(case: Case<'_, '_>, all: &mut Vec<FindingDraft>) {
    let Some(day) = case
        .times
        .events
        .iter()
        .filter_map(|&d| match case.mentions.dates[d].settled {
            Some(When::Day(day)) => Some((day, d)),
            _ => None,
        })
        .max()
    else {
        return;
    };
    for official in case.mentions.officials.iter().filter(|o| !o.former) {
        let Some((from, to)) = super::time::term(case.scene, official) else { continue };
        let outside = from.is_some_and(|from| day.0 < from) || to.is_some_and(|to| day.0 > to);
        if outside {
            let date = &case.mentions.dates[day.1];
            let known = |d: Option<jiff::civil::Date>| d.map_or_else(|| "?".to_owned(), |d| d.to_string());
            all.push(FindingDraft {
                kind: FindingType::OfficeDateMismatch,
                message: format!(
                    "the list has {} in this office from {} to {}",
                    case.scene.text.words(official.name_first, official.name_end),
                    known(from),
                    known(to)
                ),
                expected: Some(Value::Words(format!("{}/{}", known(from), known(to)))),
                stated: Some(Value::Words(day.0.to_string())),
                evidence: vec![(official.first, official.end), (date.first, date.end)],
            });
        }
    }
}

fn open_regions(case: Case<'_, '_>, all: &mut Vec<FindingDraft>) {
    let mut seen: Vec<Option<u32>> = Vec::new();
    for region in case.mentions.regions.iter().filter(|m| m.region.is_none()) {
        if seen.contains(&region.name) {
            continue;
        }
        seen.push(region.name);
        let names: Vec<_> =
            region.candidates.iter().map(|c| case.scene.gazetteer.regions.get(c.0).full_name.as_str()).collect();
        all.push(FindingDraft {
            kind: FindingType::AmbiguousRegion,
            message: format!("\"{}\" can be {}", case.scene.text.words(region.first, region.end), names.join(" or ")),
            expected: None,
            stated: None,
            evidence: vec![(region.first, region.end)],
        });
    }
}
