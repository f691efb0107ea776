//! Of an article record, the parts that are held against a list. Everything else is passed over while it is read.

use super::context::{AROUND_CLAIM, AROUND_COUNT, Paragraphs};
use super::release;
use super::{Bare, Counted, PressArticle, Scope, Sum, Told, claim_id, host, inferences};
use crate::cluster::Sketch;
use crate::reconciliation::{ArticleRef, Claim};
use crate::status::Stance;
use petik_core::record::{Candidate, Derived, Evidence, Fact, Stated};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeSet;

type Str<'r> = Cow<'r, str>;

/// The kinds of facts that say that a region belongs to a cohort.
const OF_REGIONS: [&str; 2] = ["signing", "membership"];

/// An article record.
#[derive(Deserialize)]
pub(super) struct Record<'r> {
    #[serde(borrow)]
    id: Str<'r>,
    #[serde(borrow, default)]
    source: Place<'r>,
    #[serde(borrow, default)]
    title: Option<Str<'r>>,
    #[serde(borrow, default)]
    published: Option<Day<'r>>,
    #[serde(borrow, default)]
    text: Option<Str<'r>>,
    #[serde(borrow)]
    mentions: Vec<Mention<'r>>,
    #[serde(borrow)]
    facts: Vec<Fact<'r>>,
    #[serde(borrow, default)]
    findings: Vec<Finding<'r>>,
}

#[derive(Default, Deserialize)]
struct Place<'r> {
    #[serde(borrow, default)]
    url: Option<Str<'r>>,
    #[serde(borrow, default)]
    outlet: Option<Str<'r>>,
}

#[derive(Deserialize)]
struct Day<'r> {
    #[serde(borrow)]
    value: Str<'r>,
}

#[derive(Deserialize)]
struct Finding<'r> {
    #[serde(borrow, rename = "type")]
    kind: Str<'r>,
    #[serde(borrow)]
    evidence: Vec<Evidence<'r>>,
}

/// A mention of any type; the fields of other types than it has are empty.
#[derive(Deserialize)]
struct Mention<'r> {
    #[serde(borrow)]
    id: Str<'r>,
    start: usize,
    end: usize,
    #[serde(borrow)]
    text: Str<'r>,
    #[serde(borrow, rename = "type")]
    kind: Str<'r>,
    #[serde(borrow)]
    by: Str<'r>,
    #[serde(borrow, default)]
    region: Option<Code<'r>>,
    #[serde(borrow, default)]
    candidates: Vec<Candidate<'r>>,
    #[serde(borrow, default)]
    derived: Vec<Derived<'r>>,
    #[serde(borrow, default)]
    value: Option<Stated<'r>>,
    #[serde(borrow, default)]
    approx: Option<Str<'r>>,
    #[serde(borrow, default)]
    unit: Option<Str<'r>>,
    #[serde(borrow, default)]
    role: Option<Str<'r>>,
    #[serde(default)]
    year: Option<i16>,
    #[serde(default)]
    others: bool,
    #[serde(borrow, default)]
    programme: Option<Str<'r>>,
}

#[derive(Deserialize)]
struct Code<'r> {
    #[serde(borrow)]
    code: Str<'r>,
}

impl Record<'_> {
    /// What the article says within `scope`.
    pub(super) fn told(&self, scope: &Scope<'_>) -> PressArticle {
        let in_scope = |fact: &&Fact<'_>| fact.programme.as_deref().is_some_and(|id| scope.number(id).is_some());
        let facts = self.facts.len() as u64;
        let within: Vec<&Fact<'_>> = self.facts.iter().filter(in_scope).collect();
        let about = |m: &Mention<'_>| m.programme.as_deref().is_some_and(|id| scope.number(id).is_some());
        if within.is_empty() && !self.mentions.iter().any(about) {
            return PressArticle { facts, elsewhere: facts, ..PressArticle::default() };
        }
        let paragraphs = Paragraphs::new(self.text.as_deref());
        let article = self.article(scope);
        let claims = within.iter().filter_map(|fact| self.claim(fact, &article, scope, &paragraphs)).collect();
        let counts = self.counts(scope, &within, &paragraphs);
        let told = PressArticle {
            claims,
            bare: self.bare(scope, &within, &paragraphs),
            sums: self.sums(&counts),
            counted: counts.into_iter().map(|(_, count)| count).collect(),
            elsewhere: facts - within.len() as u64,
            facts,
            article,
            ..PressArticle::default()
        };
        if told.tells() { self.sketched(told, &within) } else { told }
    }

    fn article(&self, scope: &Scope<'_>) -> ArticleRef {
        let text = self.text.as_deref().unwrap_or_default();
        let url = self.source.url.as_deref();
        ArticleRef {
            id: self.id.as_ref().to_owned(),
            title: self.title.as_deref().map(str::to_owned),
            url: url.map(str::to_owned),
            outlet: self.source.outlet.as_deref().map(str::to_owned).or_else(|| host(url?)),
            published: self.published.as_ref().map(|day| day.value.as_ref().to_owned()),
            release: release::mark(scope.releases, url, self.title.as_deref(), text),
            ..ArticleRef::default()
        }
    }

    /// With the sketch of the text, or of all quotes where the record holds no text.
    fn sketched(&self, mut told: PressArticle, within: &[&Fact<'_>]) -> PressArticle {
        told.has_text = self.text.is_some();
        told.sketch = Some(match &self.text {
            Some(text) => Sketch::new(text),
            None => {
                let quotes: BTreeSet<(usize, &str)> =
                    within.iter().flat_map(|f| &f.evidence).map(|e| (e.start, e.quote.as_ref())).collect();
                Sketch::new(&quotes.into_iter().map(|(_, quote)| quote).collect::<Vec<_>>().join("\n"))
            }
        });
        told
    }

    fn claim(
        &self,
        fact: &Fact<'_>,
        article: &ArticleRef,
        scope: &Scope<'_>,
        paragraphs: &Paragraphs<'_>,
    ) -> Option<Told> {
        let programme = scope.number(fact.programme.as_deref()?)?;
        let region = fact.region.as_ref().filter(|_| OF_REGIONS.contains(&fact.kind.as_ref()))?;
        let is_region = |m: &&Mention<'_>| m.region.as_ref().is_some_and(|r| r.code == region.code);
        let of_region: Vec<&Mention<'_>> = self
            .mentions
            .iter()
            .filter(|m| m.kind == "region" && fact.mentions.contains(&m.id))
            .filter(is_region)
            .collect();
        let mut derived = inferences(&fact.derived);
        let settled: Vec<&Derived<'_>> =
            of_region.iter().flat_map(|m| &m.derived).filter(|d| d.what == "region").collect();
        derived.extend(settled.iter().map(|d| d.to_string()));
        derived.dedup();
        let named = of_region.first().map_or(region.name.as_ref(), |m| m.text.as_ref());
        let claim = Claim {
            id: claim_id(article, &fact.kind, scope.id(programme), &region.code, fact.cohort_year),
            kind: fact.kind.as_ref().to_owned(),
            status: fact.status.as_ref().to_owned(),
            code: Some(region.code.as_ref().to_owned()),
            name: Some(named.to_owned()),
            cohort_year: fact.cohort_year,
            date: fact.date.as_deref().map(str::to_owned),
            speaker: fact.speaker.as_deref().map(str::to_owned),
            article: article.clone(),
            quotes: fact.evidence.iter().map(|e| paragraphs.quote(e.start, e.end, &e.quote, AROUND_CLAIM)).collect(),
            derived,
            by: fact.by.as_ref().to_owned(),
            confidence: fact.confidence,
            stance: Stance::Supports,
            ..Claim::default()
        };
        let by_cohorts =
            !of_region.is_empty() && of_region.iter().all(|m| m.derived.iter().any(|d| d.by == "cohort_list"));
        Some(Told { programme, claim, by_cohorts })
    }

    /// Names left open in an article that tells facts about a programme.
    fn bare(&self, scope: &Scope<'_>, within: &[&Fact<'_>], paragraphs: &Paragraphs<'_>) -> Vec<Bare> {
        let mut all: Vec<Bare> = Vec::new();
        for mention in self.mentions.iter().filter(|m| m.kind == "region" && m.region.is_none()) {
            for programme in programmes(scope, within) {
                if all.iter().any(|known| known.programme == programme && known.name == mention.text) {
                    continue;
                }
                let candidates = mention.candidates.iter();
                all.push(Bare {
                    programme,
                    years: years(scope, within, programme).into_iter().collect(),
                    name: mention.text.as_ref().to_owned(),
                    candidates: candidates
                        .map(|c| (c.code.to_string(), c.name.to_string(), c.why.to_string()))
                        .collect(),
                    quote: paragraphs.quote(mention.start, mention.end, &mention.text, AROUND_CLAIM),
                    by: mention.by.as_ref().to_owned(),
                });
            }
        }
        all
    }

    /// The numbers of regions within the scope, each with its place among the mentions.
    fn counts(&self, scope: &Scope<'_>, within: &[&Fact<'_>], paragraphs: &Paragraphs<'_>) -> Vec<(usize, Counted)> {
        let all = self.mentions.iter().enumerate();
        all.filter_map(|(at, m)| Some((at, self.count(at, m, scope, within, paragraphs)?))).collect()
    }

    fn count(
        &self,
        at: usize,
        mention: &Mention<'_>,
        scope: &Scope<'_>,
        within: &[&Fact<'_>],
        paragraphs: &Paragraphs<'_>,
    ) -> Option<Counted> {
        let (Some(Stated::Number(value)), Some(role)) = (&mention.value, mention.role.as_deref()) else { return None };
        let fact = self.facts.iter().find(|f| f.kind == "cohort_size" && f.mentions.contains(&mention.id));
        let mut derived = inferences(fact.map_or(&mention.derived, |f| &f.derived));
        let programme = match fact {
            Some(fact) => scope.number(fact.programme.as_deref()?)?,
            None => {
                derived.push("programme by nearest_name".to_owned());
                self.programme_near(at, scope)?
            }
        };
        let year = fact.and_then(|f| f.cohort_year).or(mention.year);
        let stage = stage(role, mention.others)?;
        if stage == "selected" && fact.is_none() && !self.repeats_a_size(*value) {
            // A part of a cohort: "in this province two regions were chosen".
            return None;
        }
        let year = year.or_else(|| {
            let (year, by) = Self::year_of(stage, &years(scope, within, programme))?;
            derived.push(format!("cohort_year by {by}"));
            Some(year)
        });
        Some(Counted {
            programme,
            year,
            stage,
            value: u64::try_from(*value).ok()?,
            approx: mention.approx.as_deref().map(str::to_owned),
            unit: mention.unit.as_deref().unwrap_or_default().to_owned(),
            quote: paragraphs.quote(mention.start, mention.end, &mention.text, AROUND_COUNT),
            speaker: fact.and_then(|f| f.speaker.as_deref()).map(str::to_owned),
            derived,
            by: mention.by.as_ref().to_owned(),
        })
    }

    /// Whether a fact of the record states this number as the size of a cohort.
    fn repeats_a_size(&self, number: i64) -> bool {
        let states = |fact: &Fact<'_>| fact.value.and_then(|value| i64::try_from(value).ok()) == Some(number);
        self.facts.iter().any(|fact| fact.kind == "cohort_size" && states(fact))
    }

    /// The programme named last before the mention, else first behind it, if it is in the scope.
    fn programme_near(&self, at: usize, scope: &Scope<'_>) -> Option<usize> {
        let before = self.mentions[..at].iter().rev().find_map(|m| m.programme.as_deref());
        scope.number(before.or_else(|| self.mentions[at..].iter().find_map(|m| m.programme.as_deref()))?)
    }

    /// The year of a count for which the record has none: of those beside the region named and of those invited or
    /// assessed, the only cohort that the article speaks of.
    fn year_of(stage: &str, years: &BTreeSet<i16>) -> Option<(i16, &'static str)> {
        let only = years.first().filter(|_| years.len() == 1 && stage != "total")?;
        Some((*only, "only_cohort_of_the_article"))
    }

    /// Totals that the record finds unlike the sum of their parts.
    fn sums(&self, counts: &[(usize, Counted)]) -> Vec<Sum> {
        let spans = self.findings.iter().filter(|f| f.kind == "total_mismatch").flat_map(|f| &f.evidence);
        let sums = spans.filter_map(|span| {
            let inside = |at: usize| self.mentions[at].start >= span.start && self.mentions[at].end <= span.end;
            let within: Vec<usize> = (0..counts.len()).filter(|&i| inside(counts[i].0)).collect();
            let (totals, parts): (Vec<usize>, Vec<usize>) = within.iter().partition(|&&i| counts[i].1.stage == "total");
            Some(Sum { total: *totals.first()?, parts }).filter(|sum| sum.parts.len() > 1)
        });
        sums.collect()
    }
}

/// The stage that a role of a count tells; `None` for targets and for all regions of the country.
fn stage(role: &str, others: bool) -> Option<&'static str> {
    match role {
        "selected" => Some("selected"),
        "assessed" => Some("assessed"),
        "invited" => Some("invited"),
        "total" => Some("total"),
        _ => others.then_some("others"),
    }
}

/// The programmes of facts, each once.
fn programmes(scope: &Scope<'_>, facts: &[&Fact<'_>]) -> BTreeSet<usize> {
    facts.iter().filter_map(|fact| scope.number(fact.programme.as_deref()?)).collect()
}

/// The years of the cohorts of a programme that facts are about.
fn years(scope: &Scope<'_>, facts: &[&Fact<'_>], programme: usize) -> BTreeSet<i16> {
    let of_it = facts.iter().filter(|fact| fact.programme.as_deref() == Some(scope.id(programme)));
    of_it.filter_map(|fact| fact.cohort_year).collect()
}
