//! Flat facts: one row a fact, as JSON or as CSV. A row knows its article and its first quote, and nothing of counts that
//! made no fact or of names left open.

use super::release;
use super::{Counted, PressArticle, Scope, Told, claim_id, host};
use crate::reconciliation::{ArticleRef, Claim, Quote};
use crate::status::Stance;
use petik_core::record::cell::bare;
use serde::Deserialize;
use std::borrow::Cow;

type Str<'r> = Cow<'r, str>;

/// A row of flat facts; columns that are not needed are passed over.
#[derive(Debug, Deserialize)]
pub(super) struct FlatLine<'r> {
    #[serde(borrow)]
    article_id: Str<'r>,
    #[serde(borrow, default)]
    url: Option<Str<'r>>,
    #[serde(borrow, default)]
    published: Option<Str<'r>>,
    #[serde(borrow, rename = "type")]
    kind: Str<'r>,
    #[serde(borrow)]
    status: Str<'r>,
    #[serde(borrow, default)]
    programme: Option<Str<'r>>,
    #[serde(borrow, default)]
    region_code: Option<Str<'r>>,
    #[serde(borrow, default)]
    region_name: Option<Str<'r>>,
    #[serde(default)]
    cohort_year: Option<i16>,
    #[serde(borrow, default)]
    date: Option<Str<'r>>,
    #[serde(default)]
    value: Option<u64>,
    #[serde(borrow, default)]
    unit: Option<Str<'r>>,
    #[serde(borrow, default)]
    speaker: Option<Str<'r>>,
    #[serde(borrow, default)]
    quote: Option<Str<'r>>,
    #[serde(default)]
    start: Option<u64>,
    #[serde(default)]
    end: Option<u64>,
    #[serde(borrow, default)]
    derived: Option<Str<'r>>,
    #[serde(borrow, default)]
    by: Option<Str<'r>>,
    #[serde(default)]
    confidence: f64,
}

impl FlatLine<'_> {
    /// Reads a row of CSV. An apostrophe that keeps a spreadsheet from running a cell is taken off.
    pub(super) fn of_row(
        row: &csv::StringRecord,
        header: &csv::StringRecord,
        scope: &Scope<'_>,
    ) -> Result<PressArticle, String> {
        let plain: csv::StringRecord = row.iter().map(bare).collect();
        let fact: FlatLine<'_> = plain.deserialize(Some(header)).map_err(|error| format!("no flat fact: {error}"))?;
        Ok(fact.told(scope))
    }

    /// What the row says within `scope`. Rows of one article are joined later.
    pub(super) fn told(&self, scope: &Scope<'_>) -> PressArticle {
        let mut told = PressArticle { facts: 1, is_row: true, ..PressArticle::default() };
        let Some(programme) = self.programme.as_deref().and_then(|id| scope.number(id)) else {
            told.elsewhere = 1;
            return told;
        };
        told.article = self.article(scope);
        let quote = Quote {
            start: self.start.unwrap_or_default(),
            end: self.end.unwrap_or_default(),
            quote: self.quote.as_deref().unwrap_or_default().to_owned(),
            ..Quote::default()
        };
        let derived = self.derived.as_deref().unwrap_or_default().split("; ").filter(|one| !one.is_empty());
        let derived: Vec<String> = derived.map(str::to_owned).collect();
        match (self.kind.as_ref(), self.region_code.as_deref(), self.value) {
            ("signing" | "membership", Some(code), _) => {
                let claim = self.claim(&told.article, scope.id(programme), code, quote, derived);
                let by_cohorts = claim.derived.iter().any(|one| one == "region by cohort_list");
                told.claims.push(Told { programme, claim, by_cohorts });
            }
            ("cohort_size", _, Some(value)) => told.counted.push(Counted {
                programme,
                year: self.cohort_year,
                stage: "selected",
                value,
                approx: None,
                unit: self.unit.as_deref().unwrap_or_default().to_owned(),
                quote,
                speaker: self.speaker.as_deref().map(str::to_owned),
                derived,
                by: self.by.as_deref().unwrap_or_default().to_owned(),
            }),
            _ => {}
        }
        told
    }

    fn article(&self, scope: &Scope<'_>) -> ArticleRef {
        ArticleRef {
            id: self.article_id.as_ref().to_owned(),
            url: self.url.as_deref().map(str::to_owned),
            outlet: self.url.as_deref().and_then(host),
            published: self.published.as_deref().map(str::to_owned),
            release: release::mark(scope.releases, self.url.as_deref(), None, ""),
            ..ArticleRef::default()
        }
    }

    fn claim(&self, article: &ArticleRef, programme: &str, code: &str, quote: Quote, derived: Vec<String>) -> Claim {
        Claim {
            id: claim_id(article, &self.kind, programme, code, self.cohort_year),
            stance: Stance::Supports,
            kind: self.kind.as_ref().to_owned(),
            status: self.status.as_ref().to_owned(),
            code: Some(code.to_owned()),
            name: self.region_name.as_deref().map(str::to_owned),
            cohort_year: self.cohort_year,
            date: self.date.as_deref().map(str::to_owned),
            speaker: self.speaker.as_deref().map(str::to_owned),
            article: article.clone(),
            quotes: vec![quote],
            derived,
            by: self.by.as_deref().unwrap_or_default().to_owned(),
            confidence: self.confidence,
            ..Claim::default()
        }
    }
}
