//! Reasons that claims give.

use crate::reconciliation::{Claim, Reason};
use crate::words::{ReasonType, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// Claims of a row.
pub(super) type Told<'r> = Vec<&'r Claim>;

/// Those of one stance.
pub(super) fn of<'r>(claims: &[&'r Claim], stance: Stance) -> Told<'r> {
    claims.iter().copied().filter(|claim| claim.stance == stance).collect()
}

/// The sources behind claims.
pub(super) fn sources(claims: &[&Claim]) -> BTreeSet<u64> {
    claims.iter().map(|claim| claim.article.source).collect()
}

/// How many they are.
pub(super) fn source_count(claims: &[&Claim]) -> u64 {
    sources(claims).len() as u64
}

fn article_count(claims: &[&Claim]) -> Option<u64> {
    Some(claims.iter().map(|claim| claim.article.key()).collect::<BTreeSet<_>>().len() as u64)
}

/// The outlets, else the articles, that claims stand in.
fn outlets(claims: &[&Claim]) -> Vec<String> {
    each_once(claims.iter().map(|claim| claim.article.outlet.as_deref().unwrap_or(&claim.article.id)))
}

/// The regions as claims name them.
pub(super) fn names(claims: &[&Claim]) -> Vec<String> {
    each_once(claims.iter().filter_map(|claim| claim.name.as_deref()))
}

fn each_once<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names.filter(|name| seen.insert(*name)).map(str::to_owned).collect()
}

/// That sources say so, from what the year was inferred, and how many of the articles are releases.
pub(super) fn supported(claims: &[&Claim]) -> Vec<Reason> {
    let of = article_count(claims);
    let said = by_outlets(ReasonType::Supported, claims).map(|reason| Reason { of, ..reason });
    [said, inferred_years(claims), releases(claims)].into_iter().flatten().collect()
}

/// A reason that names the outlets.
pub(super) fn by_outlets(kind: ReasonType, claims: &[&Claim]) -> Option<Reason> {
    let number = Some(source_count(claims));
    (!claims.is_empty()).then(|| Reason { number, names: outlets(claims), ..Reason::of(kind) })
}

/// A reason for each other year.
pub(super) fn other_years(claims: &[&Claim], year: Option<i16>) -> Vec<Reason> {
    let mut years: BTreeMap<i16, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        years.entry(claim.cohort_year.unwrap_or_default()).or_default().push(claim);
    }
    let kind = if year.is_some() { ReasonType::OtherYearInstead } else { ReasonType::OtherYear };
    let reason = |(other, claims): (i16, Vec<&Claim>)| {
        let years = [Some(other), year].into_iter().flatten().collect();
        by_outlets(kind, &claims).map(|reason| Reason { years, ..reason })
    };
    years.into_iter().filter_map(reason).collect()
}

/// What the years of claims were inferred from, where they were.
fn inferred_years(claims: &[&Claim]) -> Option<Reason> {
    let by =
        |claim: &&Claim| claim.derived.iter().find_map(|one| Some(one.strip_prefix("cohort_year by ")?.to_owned()));
    let inferred: Vec<String> = claims.iter().filter_map(by).collect();
    let kinds: BTreeSet<&str> = inferred.iter().map(String::as_str).collect();
    (!inferred.is_empty()).then(|| Reason {
        number: Some(inferred.len() as u64),
        of: Some(claims.len() as u64),
        names: kinds.into_iter().map(str::to_owned).collect(),
        ..Reason::of(ReasonType::YearInferred)
    })
}

/// How many of the supporting articles are releases.
fn releases(claims: &[&Claim]) -> Option<Reason> {
    let released: BTreeSet<&str> =
        claims.iter().filter(|claim| claim.article.release.is_some()).map(|claim| claim.article.id.as_str()).collect();
    (!released.is_empty()).then(|| Reason { number: Some(released.len() as u64), ..Reason::of(ReasonType::Releases) })
}

/// Names that could mean the region, and names that only lists of cohorts told from their namesakes.
pub(super) fn bare_names(claims: &[&Claim], region: &str) -> Vec<Reason> {
    let (open, told): (Vec<&Claim>, Vec<&Claim>) = claims.iter().copied().partition(|claim| claim.code.is_none());
    let reason = |kind, claims: &[&Claim]| {
        let region = (kind == ReasonType::CouldMean).then(|| region.to_owned());
        let all = || Reason { names: names(claims), of: article_count(claims), region, ..Reason::of(kind) };
        (!claims.is_empty()).then(all)
    };
    [reason(ReasonType::CouldMean, &open), reason(ReasonType::ToldByCohorts, &told)].into_iter().flatten().collect()
}

/// How many claims a steward put aside.
pub(super) fn put_aside(claims: &[&Claim]) -> Option<Reason> {
    let number = Some(claims.len() as u64);
    (!claims.is_empty()).then(|| Reason { number, ..Reason::of(ReasonType::PutAside) })
}
