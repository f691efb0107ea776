//! Facts said twice are one fact with two pieces of evidence: drafts of one type about one region join unless they differ in
//! what the table of the type says they must agree in.

use super::case::Case;
use super::draft::FactDraft;
use super::table::{FactTable, Finder, Role};
use crate::gazetteer::RegionId;
use crate::mention::date::When;
use crate::record::{EvidenceKind, FactStatus, FactType, Inferred};
use crate::vocabulary::Vocabulary;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// Joins drafts.
pub(super) fn merge<'a>(case: Case<'_, 'a>, drafts: Vec<FactDraft<'a>>) -> Vec<FactDraft<'a>> {
    let mut facts = drafts;
    // Drafts that know their day or year first: the others join what fits.
    facts.sort_by_cached_key(|draft| (!is_sure(case, draft), draft.evidence[0].0, draft.kind.clone()));
    let mut of_one: HashMap<_, Vec<usize>> = HashMap::new();
    // The facts gather at the beginning; a long article has too many drafts to hold them twice.
    let mut merged = 0;
    for at in 0..facts.len() {
        facts.swap(merged, at);
        let (before, drafts) = facts.split_at_mut(merged);
        let Some(draft) = drafts.first_mut() else { break };
        let count = draft.count.and_then(|c| case.mentions.counts[c].value);
        let known = of_one.entry((draft.kind.clone(), draft.region, count)).or_default();
        let last = known.len().saturating_sub(MOST)..;
        match known[last].iter().find(|&&fact| is_same(case, &before[fact], draft)) {
            Some(&fact) => join(&mut before[fact], draft),
            None => {
                known.push(merged);
                merged += 1;
            }
        }
    }
    facts.truncate(merged);
    for fact in &mut facts {
        once(&mut fact.region_mentions);
        once(&mut fact.acts);
        once(&mut fact.evidence);
    }
    drop_what_a_better_one_says(&mut facts);
    facts
}

/// So many facts of one type about one region are told apart; an article with more repeats itself without end.
const MOST: usize = 64;

/// Leaves each of `all` once, at its first place.
fn once<T: Copy + Eq + Hash>(all: &mut Vec<T>) {
    if all.len() > 1 {
        let mut known = HashSet::with_capacity(all.len());
        all.retain(|item| known.insert(*item));
    }
}

/// In text order, kind by kind.
pub(super) fn sort(facts: &mut [FactDraft<'_>]) {
    facts.sort_by_cached_key(|f| (f.kind.clone(), f.evidence.iter().map(|e| e.0).min(), f.region));
}

fn day(case: Case<'_, '_>, fact: &FactDraft<'_>) -> Option<When> {
    fact.date.and_then(|d| case.mentions.dates[d].settled)
}

/// Whether its day or year is stated for it.
fn is_sure(case: Case<'_, '_>, draft: &FactDraft<'_>) -> bool {
    let inferred = |what: Inferred| draft.derived.iter().any(|d| d.what == what);
    if case.tables.of(&draft.kind).is_some_and(|table| table.agrees_in(Role::Date)) {
        day(case, draft).is_some() && !inferred(Inferred::Date)
    } else {
        draft.cohort_year.is_some() && !inferred(Inferred::CohortYear)
    }
}

/// Whether two drafts of one type, region and count tell one fact, as the table of their type says.
fn is_same(case: Case<'_, '_>, a: &FactDraft<'_>, b: &FactDraft<'_>) -> bool {
    let Some(table) = case.tables.of(&a.kind) else { return false };
    let agree = |role: Role| !table.agrees_in(role) || agree(case, table, role, a, b);
    let plans = table.fulfils_plans() && (a.status == FactStatus::Planned || b.status == FactStatus::Planned);
    (a.status == b.status || plans) && Role::ALL.iter().all(|&role| agree(role))
}

/// Whether `role` has one value in both, or none of its own in one.
fn agree(case: Case<'_, '_>, table: &FactTable, role: Role, a: &FactDraft<'_>, b: &FactDraft<'_>) -> bool {
    fn fit<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
        a.is_none() || b.is_none() || a == b
    }
    let inferred = |f: &FactDraft<'_>, what: Inferred| f.derived.iter().any(|d| d.what == what);
    match role {
        Role::Programme => fit(a.programme, b.programme),
        // A day found beside the sentence gives way to one in it; two days in their own sentences are two signings.
        Role::Date => fit(day(case, a), day(case, b)) || inferred(a, Inferred::Date) || inferred(b, Inferred::Date),
        Role::CohortYear => {
            // A cohort year that stands elsewhere in the article is as good as a stated one for another count.
            let counted = table.finder(Role::CohortYear) == Some(Finder::Counted);
            let gives_way = |f: &FactDraft<'_>| {
                let mut of_year = f.derived.iter().filter(|d| d.what == Inferred::CohortYear);
                of_year.any(|d| !counted || d.by != EvidenceKind::CohortYear)
            };
            fit(a.cohort_year, b.cohort_year) || gives_way(a) || gives_way(b)
        }
        Role::Level => {
            let words = |f: &FactDraft<'_>| f.level.map(|(first, end)| case.scene.text.words(first, end));
            fit(words(a), words(b))
        }
        Role::Score => fit(a.score, b.score),
        Role::Rank => fit(a.rank, b.rank),
        Role::Instrument => fit(a.instrument, b.instrument),
        // The region and the value are the same, and the others belong to no fact of its own.
        _ => true,
    }
}

/// Joins `other` to `fact`; nobody reads it after that.
fn join<'a>(fact: &mut FactDraft<'a>, other: &mut FactDraft<'a>) {
    // “Penandatanganan Akhir Bulan”: a title over a report of plans makes nothing done.
    match (fact.status, other.status) {
        (FactStatus::Planned, FactStatus::Done) if !other.title_only => fact.status = FactStatus::Done,
        (FactStatus::Done, FactStatus::Planned) if fact.title_only && !other.title_only => {
            fact.status = FactStatus::Planned;
        }
        _ => {}
    }
    if fact.date.is_none() {
        fact.date = other.date;
        fact.derived.extend(other.derived.iter().filter(|d| d.what == Inferred::Date));
    }
    if fact.cohort_year.is_none() {
        fact.cohort_year = other.cohort_year;
        fact.derived.extend(other.derived.iter().filter(|d| d.what == Inferred::CohortYear));
    }
    if fact.programme.is_none() {
        (fact.programme, fact.programme_mention) = (other.programme, other.programme_mention);
    }
    fact.instrument = fact.instrument.or(other.instrument);
    fact.speaker = fact.speaker.or(other.speaker);
    fact.level = fact.level.or(other.level);
    fact.score = fact.score.or(other.score);
    fact.rank = fact.rank.or(other.rank);
    fact.place = fact.place.or(other.place);
    fact.title_only &= other.title_only;
    fact.listed |= other.listed;
    fact.margin = fact.margin.max(other.margin);
    fact.region_mentions.append(&mut other.region_mentions);
    fact.acts.append(&mut other.acts);
    fact.evidence.append(&mut other.evidence);
    // What one sentence states outright is not inferred any more.
    if !other.title_only {
        fact.derived.retain(|d| d.what != Inferred::Region || other.derived.iter().any(|o| o.what == Inferred::Region));
    }
}

/// A plan beside its fulfilment, a fact without a region beside one of its type with: the better one stays.
fn drop_what_a_better_one_says(facts: &mut Vec<FactDraft<'_>>) {
    fn told<'a>(fact: &FactDraft<'a>) -> (FactType<'a>, Option<RegionId>) {
        (fact.kind.clone(), fact.region)
    }
    let of_regions = facts.iter().filter(|f| f.region.is_some() && f.status == FactStatus::Done);
    let with_region: HashSet<_> = of_regions.map(|f| f.kind.clone()).collect();
    // “Penandatanganan Akhir Bulan”: a title above a report of plans tells of the plan.
    let planned: HashSet<_> =
        facts.iter().filter(|f| f.status != FactStatus::Done && !f.title_only).map(told).collect();
    facts.retain(|f| !(f.status == FactStatus::Done && f.title_only && planned.contains(&told(f))));
    let done: HashSet<_> = facts.iter().filter(|f| f.status == FactStatus::Done).map(told).collect();
    facts.retain(|f| {
        let fulfilled = f.status != FactStatus::Done && done.contains(&told(f));
        let regionless = f.region.is_none() && with_region.contains(&f.kind);
        !fulfilled && !regionless
    });
}
