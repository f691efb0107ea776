//! Parts of reasons: numbers, names and years in words.

use crate::reconciliation::Claim;
use std::collections::{BTreeMap, BTreeSet};

/// How many names are given before "and N more".
const NAMES: usize = 4;

/// `1 source`, `2 sources`.
pub(super) fn times(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `3 articles`, of which claims are.
pub(super) fn articles(claims: &[&Claim]) -> String {
    let articles: BTreeSet<_> = claims.iter().map(|claim| claim.article.key()).collect();
    times(articles.len() as u64, "article", "articles")
}

/// The outlets, else the articles, that claims stand in.
pub(super) fn source_names(claims: &[&Claim]) -> String {
    joined(claims.iter().map(|claim| claim.article.outlet.as_deref().unwrap_or(&claim.article.id)))
}

/// The regions as claims name them.
pub(super) fn names(claims: &[&Claim]) -> String {
    joined(claims.iter().filter_map(|claim| claim.name.as_deref()))
}

fn joined<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut seen = BTreeSet::new();
    let names: Vec<&str> = names.filter(|name| seen.insert(*name)).collect();
    let shown = names[..names.len().min(NAMES)].join(", ");
    if names.len() > NAMES { format!("{shown} and {} more", names.len() - NAMES) } else { shown }
}

/// `1 source gives 2019`, a reason for each other year.
pub(super) fn other_years(claims: &[&Claim], year: Option<i16>) -> Vec<String> {
    let mut years: BTreeMap<i16, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        years.entry(claim.cohort_year.unwrap_or_default()).or_default().push(claim);
    }
    let instead = year.map(|year| format!(" instead of {year}")).unwrap_or_default();
    let reason = |(other, claims): (i16, Vec<&Claim>)| {
        let who = times(super::source_count(&claims), "source gives", "sources give");
        format!("{who} {other}{instead}: {}", source_names(&claims))
    };
    years.into_iter().map(reason).collect()
}

/// What the years of claims were inferred from, where they were.
pub(super) fn inferred_years(claims: &[&Claim]) -> Option<String> {
    let by =
        |claim: &&Claim| claim.derived.iter().find_map(|one| Some(one.strip_prefix("cohort_year by ")?.to_owned()));
    let inferred: Vec<String> = claims.iter().filter_map(by).collect();
    if inferred.is_empty() {
        return None;
    }
    let kinds: BTreeSet<&str> = inferred.iter().map(String::as_str).collect();
    let kinds = kinds.into_iter().collect::<Vec<_>>().join(", ");
    Some(format!("the year is inferred in {} of {} claims ({kinds})", inferred.len(), claims.len()))
}

/// Names that could mean the region, and names that only lists of cohorts told from their namesakes.
pub(super) fn bare_names(claims: &[&Claim], region: &str) -> Vec<String> {
    let (open, told): (Vec<&Claim>, Vec<&Claim>) = claims.iter().copied().partition(|claim| claim.code.is_none());
    let mut reasons = Vec::new();
    if !open.is_empty() {
        reasons.push(format!("{} in {} could mean {region} and its namesake", names(&open), articles(&open)));
    }
    if !told.is_empty() {
        let name = names(&told);
        reasons.push(format!(
            "{name} in {} was told from its namesake by known cohorts alone, which proves nothing of them",
            articles(&told)
        ));
    }
    reasons
}
