//! Flat facts: one row a fact, as JSON or as CSV. A row knows its article and its first quote, and nothing of counts that
//! made no fact or of names left open.

use super::release;
use super::{Counted, PressArticle, Scope, Told, claim_id, claim_type, host};
use crate::reconciliation::{ArticleRef, Claim, Quote};
use crate::words::{Stage, Stance};
use petik_core::gazetteer::Regions;
use petik_core::record::cell::bare;
use petik_core::record::{EvidenceKind, FactType, FlatFact, Inferred};
use std::borrow::Cow;

/// What a row of CSV says within `scope`. What keeps a spreadsheet from running a cell is taken off.
pub(super) fn told_by_cells(
    row: &csv::StringRecord,
    header: &csv::StringRecord,
    scope: &Scope<'_>,
) -> Result<PressArticle, String> {
    let plain: csv::StringRecord = row.iter().map(bare).collect();
    let fact: FlatFact<'_> = plain.deserialize(Some(header)).map_err(|error| format!("no flat fact: {error}"))?;
    told(&fact, scope)
}

/// What the row says within `scope`. Rows of one article are joined later. The error names a code that no region has.
pub(super) fn told(fact: &FlatFact<'_>, scope: &Scope<'_>) -> Result<PressArticle, String> {
    let mut told = PressArticle { facts: 1, is_row: true, ..PressArticle::default() };
    let Some(programme) = fact.programme.as_deref().and_then(|id| scope.number(id)) else {
        told.elsewhere = 1;
        return Ok(told);
    };
    told.article = article(fact, scope);
    let quote = Quote {
        start: fact.start.unwrap_or_default() as u64,
        end: fact.end.unwrap_or_default() as u64,
        quote: owned(fact.quote.as_ref()).unwrap_or_default(),
        ..Quote::default()
    };
    let derived: Vec<String> = fact.derived.split("; ").filter(|one| !one.is_empty()).map(str::to_owned).collect();
    if let (Some(kind), Some(code)) = (claim_type(&fact.kind), &fact.region_code) {
        let code = whole_code(code, fact.region_name.as_deref(), scope.regions)?;
        let claim = Claim {
            id: claim_id(&told.article, &fact.kind, scope.id(programme), &code, fact.cohort_year),
            stance: Stance::Supports,
            kind,
            status: fact.status,
            code: Some(code.into_owned()),
            name: owned(fact.region_name.as_ref()),
            cohort_year: fact.cohort_year,
            date: owned(fact.date.as_ref()),
            speaker: owned(fact.speaker.as_ref()),
            article: told.article.clone(),
            quotes: vec![quote],
            by: fact.by.as_ref().to_owned(),
            confidence: fact.confidence,
            derived,
            ..Claim::default()
        };
        let by_cohorts = claim.derived.contains(&format!("{} by {}", Inferred::Region, EvidenceKind::CohortList));
        told.claims.push(Told { programme, claim, by_cohorts });
    } else if let (FactType::CohortSize, Some(value)) = (&fact.kind, fact.value) {
        told.counted.push(Counted {
            programme,
            year: fact.cohort_year,
            stage: Stage::Selected,
            value,
            approx: None,
            unit: owned(fact.unit.as_ref()).unwrap_or_default(),
            quote,
            speaker: owned(fact.speaker.as_ref()),
            derived,
            by: fact.by.as_ref().to_owned(),
        });
    }
    Ok(told)
}

/// The code, with the zero that a spreadsheet takes off where it reads 33.10 as a number: the region's name tells it.
fn whole_code<'f>(code: &'f str, name: Option<&str>, regions: &Regions) -> Result<Cow<'f, str>, String> {
    if regions.by_code(code).is_some() {
        return Ok(Cow::Borrowed(code));
    }
    let with_zero = format!("{code}0");
    let is_named = |name: &str| {
        let region = regions.by_code(&with_zero).map(|region| regions.get(region));
        region.is_some_and(|region| region.full_name.eq_ignore_ascii_case(name.trim()))
    };
    if name.is_some_and(is_named) {
        return Ok(Cow::Owned(with_zero));
    }
    let name = name.unwrap_or_default();
    Err(format!(
        "no region has the code {code:?} ({name}); a spreadsheet that reads codes as numbers makes 33.1 of 33.10"
    ))
}

fn article(fact: &FlatFact<'_>, scope: &Scope<'_>) -> ArticleRef {
    ArticleRef {
        id: fact.article_id.as_ref().to_owned(),
        url: owned(fact.url.as_ref()),
        outlet: fact.url.as_deref().and_then(host),
        published: owned(fact.published.as_ref()),
        release: release::mark(scope.releases, fact.url.as_deref(), None, ""),
        ..ArticleRef::default()
    }
}

fn owned(words: Option<&Cow<'_, str>>) -> Option<String> {
    words.map(|words| words.as_ref().to_owned())
}
