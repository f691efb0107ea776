//! Facts said twice are one fact with two pieces of evidence: drafts of one kind about one region and programme join unless
//! they give different days or years.

use super::case::Case;
use super::draft::FactDraft;
use crate::mention::date::When;
use crate::record::{EvidenceKind, FactStatus, FactType, Inferred};

/// Joins drafts.
pub(super) fn merge<'a>(case: Case<'_, 'a>, drafts: Vec<FactDraft<'a>>) -> Vec<FactDraft<'a>> {
    let mut drafts = drafts;
    drafts.sort_by_key(|d| (d.evidence[0].0, d.kind));
    let mut facts: Vec<FactDraft<'a>> = Vec::new();
    // Drafts that know their day or year first: the others join what fits.
    let (sure, unsure): (Vec<_>, Vec<_>) = drafts.into_iter().partition(|d| is_sure(case, d));
    for draft in sure.into_iter().chain(unsure) {
        match facts.iter_mut().find(|fact| is_same(case, fact, &draft)) {
            Some(fact) => join(fact, draft),
            None => facts.push(draft),
        }
    }
    drop_what_a_better_one_says(&mut facts);
    facts
}

/// In text order, kind by kind.
pub(super) fn sort(facts: &mut [FactDraft<'_>]) {
    facts.sort_by_key(|f| (f.kind, f.evidence.iter().map(|e| e.0).min(), f.region));
}

fn day(case: Case<'_, '_>, fact: &FactDraft<'_>) -> Option<When> {
    fact.date.and_then(|d| case.mentions.dates[d].settled)
}

fn is_sure(case: Case<'_, '_>, draft: &FactDraft<'_>) -> bool {
    match draft.kind {
        FactType::Signing => day(case, draft).is_some() && !draft.derived.iter().any(|d| d.what == Inferred::Date),
        _ => draft.cohort_year.is_some() && !draft.derived.iter().any(|d| d.what == Inferred::CohortYear),
    }
}

fn is_same(case: Case<'_, '_>, a: &FactDraft<'_>, b: &FactDraft<'_>) -> bool {
    let count = |f: &FactDraft<'_>| f.count.and_then(|c| case.mentions.counts[c].value);
    if a.kind != b.kind || a.region != b.region || count(a) != count(b) {
        return false;
    }
    let programme = a.programme == b.programme || a.programme.is_none() || b.programme.is_none();
    match a.kind {
        FactType::Signing => {
            // A day found beside the sentence gives way to one in it; two days in their own sentences are two signings.
            let own = |f: &FactDraft<'_>| !f.derived.iter().any(|d| d.what == Inferred::Date);
            let days = match (day(case, a), day(case, b)) {
                (Some(a_day), Some(b_day)) => a_day == b_day || !own(a) || !own(b),
                _ => true,
            };
            programme
                && days
                && (a.status == b.status || a.status == FactStatus::Planned || b.status == FactStatus::Planned)
        }
        FactType::Membership | FactType::CohortSize => {
            // A cohort year that stands elsewhere in the article is as good as a stated one for another count.
            let stated = |f: &FactDraft<'_>| {
                !f.derived.iter().any(|d| {
                    d.what == Inferred::CohortYear
                        && (d.by != EvidenceKind::CohortYear || f.kind == FactType::Membership)
                })
            };
            let years = a.cohort_year == b.cohort_year
                || a.cohort_year.is_none()
                || b.cohort_year.is_none()
                || !stated(a)
                || !stated(b);
            programme && years && a.status == b.status
        }
    }
}

fn join<'a>(fact: &mut FactDraft<'a>, other: FactDraft<'a>) {
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
    fact.title_only &= other.title_only;
    fact.listed |= other.listed;
    fact.margin = fact.margin.max(other.margin);
    add(&mut fact.region_mentions, other.region_mentions);
    add(&mut fact.acts, other.acts);
    add(&mut fact.evidence, other.evidence);
    // What one sentence states outright is not inferred any more.
    if !other.title_only {
        fact.derived.retain(|d| d.what != Inferred::Region || other.derived.iter().any(|o| o.what == Inferred::Region));
    }
}

fn add<T: PartialEq>(to: &mut Vec<T>, from: Vec<T>) {
    for item in from {
        if !to.contains(&item) {
            to.push(item);
        }
    }
}

/// A plan beside its fulfilment, a signing without a region beside one with: the better one stays.
fn drop_what_a_better_one_says(facts: &mut Vec<FactDraft<'_>>) {
    let any_region =
        facts.iter().any(|f| f.kind == FactType::Signing && f.region.is_some() && f.status == FactStatus::Done);
    // “Penandatanganan Akhir Bulan”: a title above a report of plans tells of the plan.
    let planned: Vec<_> =
        facts.iter().filter(|f| f.status != FactStatus::Done && !f.title_only).map(|f| (f.kind, f.region)).collect();
    facts.retain(|f| !(f.status == FactStatus::Done && f.title_only && planned.contains(&(f.kind, f.region))));
    let done: Vec<_> = facts.iter().filter(|f| f.status == FactStatus::Done).map(|f| (f.kind, f.region)).collect();
    facts.retain(|f| {
        let fulfilled = f.status != FactStatus::Done && done.contains(&(f.kind, f.region));
        let regionless = f.kind == FactType::Signing && f.region.is_none() && any_region;
        !fulfilled && !regionless
    });
}
