//! Of an article record, the parts that are held against a list.

use super::context::{AROUND_CLAIM, AROUND_COUNT, Paragraphs};
use super::release;
use super::{Bare, Counted, PressArticle, Scope, Sum, Told, claim_id, claim_type, host, inferences};
use crate::reconciliation::{ArticleRef, Claim};
use crate::words::{Stage, Stance};
use petik_cluster::Sketch;
use petik_core::record::{
    ArticleRecord, CountRole, Derived, EvidenceKind, Fact, FactType, FindingType, Inferred, Mention, MentionValue,
};
use std::collections::BTreeSet;

/// A record while it is read within a scope.
struct Reading<'r> {
    record: &'r ArticleRecord<'r>,
    scope: &'r Scope<'r>,
    /// Facts about programmes of the scope.
    within: Vec<&'r Fact<'r>>,
    paragraphs: Paragraphs<'r>,
}

/// What the article says within `scope`.
pub(super) fn told(record: &ArticleRecord<'_>, scope: &Scope<'_>) -> PressArticle {
    let in_scope = |programme: Option<&str>| programme.is_some_and(|id| scope.number(id).is_some());
    let facts = record.facts.len() as u64;
    let within: Vec<&Fact<'_>> = record.facts.iter().filter(|fact| in_scope(fact.programme.as_deref())).collect();
    if within.is_empty() && !record.mentions.iter().any(|mention| in_scope(programme(mention))) {
        return PressArticle { facts, elsewhere: facts, ..PressArticle::default() };
    }
    let reading = Reading { record, scope, within, paragraphs: Paragraphs::new(record.text.as_deref()) };
    let article = reading.article();
    let counts = reading.counts();
    let told = PressArticle {
        claims: reading.within.iter().filter_map(|fact| reading.claim(fact, &article)).collect(),
        bare: reading.bare(),
        sums: reading.sums(&counts),
        counted: counts.into_iter().map(|(_, count)| count).collect(),
        elsewhere: facts - reading.within.len() as u64,
        facts,
        article,
        ..PressArticle::default()
    };
    if told.tells() { reading.sketched(told) } else { told }
}

impl Reading<'_> {
    fn article(&self) -> ArticleRef {
        let record = self.record;
        let url = record.source.url.as_deref();
        let text = record.text.as_deref().unwrap_or_default();
        ArticleRef {
            id: record.id.as_ref().to_owned(),
            title: record.title.as_deref().map(str::to_owned),
            url: url.map(str::to_owned),
            outlet: record.source.outlet.as_deref().map(str::to_owned).or_else(|| host(url?)),
            published: record.published.as_ref().map(|day| day.value.as_ref().to_owned()),
            release: release::mark(self.scope.releases, url, record.title.as_deref(), text),
            ..ArticleRef::default()
        }
    }

    /// With the sketch of the text, or of all quotes where the record holds no text.
    fn sketched(&self, mut told: PressArticle) -> PressArticle {
        let text = self.record.text.as_deref();
        told.has_text = text.is_some();
        told.sketch = Some(match text {
            Some(text) => Sketch::new(text),
            None => {
                let evidence = self.within.iter().flat_map(|fact| &fact.evidence);
                let quotes: BTreeSet<(usize, &str)> = evidence.map(|e| (e.start, e.quote.as_ref())).collect();
                Sketch::new(&quotes.into_iter().map(|(_, quote)| quote).collect::<Vec<_>>().join("\n"))
            }
        });
        told
    }

    fn claim(&self, fact: &Fact<'_>, article: &ArticleRef) -> Option<Told> {
        let programme = self.scope.number(fact.programme.as_deref()?)?;
        let (kind, region) = (claim_type(&fact.kind)?, fact.region.as_ref()?);
        let of_fact = self.record.mentions.iter().filter(|m| fact.mentions.contains(&m.id));
        let of_region: Vec<(&Mention<'_>, &[Derived<'_>])> = of_fact
            .filter_map(|mention| match &mention.value {
                MentionValue::Region { region: Some(named), derived, .. } if named.code == region.code => {
                    Some((mention, derived.as_slice()))
                }
                _ => None,
            })
            .collect();
        let mut derived = inferences(&fact.derived);
        let settled = of_region.iter().flat_map(|(_, derived)| *derived).filter(|d| d.what == Inferred::Region);
        derived.extend(settled.map(Derived::to_string));
        derived.dedup();
        let named = of_region.first().map_or(region.name.as_ref(), |(mention, _)| mention.text.as_ref());
        let quote =
            |e: &petik_core::record::Evidence<'_>| self.paragraphs.quote(e.start, e.end, &e.quote, AROUND_CLAIM);
        let claim = Claim {
            id: claim_id(article, &fact.kind, self.scope.id(programme), &region.code, fact.cohort_year),
            kind,
            status: fact.status,
            code: Some(region.code.as_ref().to_owned()),
            name: Some(named.to_owned()),
            cohort_year: fact.cohort_year,
            date: fact.date.as_deref().map(str::to_owned),
            speaker: fact.speaker.as_deref().map(str::to_owned),
            article: article.clone(),
            quotes: fact.evidence.iter().map(quote).collect(),
            derived,
            by: fact.by.as_ref().to_owned(),
            confidence: fact.confidence,
            stance: Stance::Supports,
            ..Claim::default()
        };
        let is_by_cohort = |derived: &[Derived<'_>]| derived.iter().any(|d| d.by == EvidenceKind::CohortList);
        let by_cohorts = !of_region.is_empty() && of_region.iter().all(|(_, derived)| is_by_cohort(derived));
        Some(Told { programme, claim, by_cohorts })
    }

    /// Names left open in an article about a programme: one that tells facts about it, or names it.
    fn bare(&self) -> Vec<Bare> {
        let mut all: Vec<Bare> = Vec::new();
        let told: BTreeSet<usize> =
            self.within.iter().filter_map(|fact| self.scope.number(fact.programme.as_deref()?)).collect();
        let named = self.record.mentions.iter().filter_map(|mention| self.scope.number(programme(mention)?));
        let programmes: BTreeSet<usize> = named.chain(told.iter().copied()).collect();
        for mention in &self.record.mentions {
            let MentionValue::Region { region: None, candidates, .. } = &mention.value else { continue };
            for &programme in &programmes {
                let has_facts = told.contains(&programme);
                if all.iter().any(|known| known.programme == programme && known.name == mention.text) {
                    continue;
                }
                let candidates = candidates.iter();
                all.push(Bare {
                    programme,
                    has_facts,
                    years: if has_facts { self.years(programme) } else { self.any_years() }.into_iter().collect(),
                    name: mention.text.as_ref().to_owned(),
                    candidates: candidates
                        .map(|c| (c.code.to_string(), c.name.to_string(), c.why.to_string()))
                        .collect(),
                    quote: self.paragraphs.quote(mention.start, mention.end, &mention.text, AROUND_CLAIM),
                    by: mention.by.as_ref().to_owned(),
                });
            }
        }
        all
    }

    /// The numbers of regions within the scope, each with its place among the mentions.
    fn counts(&self) -> Vec<(usize, Counted)> {
        let all = self.record.mentions.iter().enumerate();
        all.filter_map(|(at, mention)| Some((at, self.count(at, mention)?))).collect()
    }

    fn count(&self, at: usize, mention: &Mention<'_>) -> Option<Counted> {
        let MentionValue::Count { value: Some(value), approx, unit, role, year, others, derived } = &mention.value
        else {
            return None;
        };
        let fact = self.sizes().find(|fact| fact.mentions.contains(&mention.id));
        let mut derived = inferences(fact.map_or(derived, |fact| &fact.derived));
        let programme = match fact {
            Some(fact) => self.scope.number(fact.programme.as_deref()?)?,
            None => {
                derived.push("programme by nearest_name".to_owned());
                self.programme_near(at)?
            }
        };
        let stage = stage(*role, *others)?;
        if stage == Stage::Selected && fact.is_none() && !self.sizes().any(|fact| fact.value == Some(*value)) {
            // A part of a cohort: "in this province two regions were chosen".
            return None;
        }
        let year = fact.and_then(|fact| fact.cohort_year).or(*year).or_else(|| {
            let (year, by) = year_of(stage, &self.years(programme))?;
            derived.push(format!("cohort_year by {by}"));
            Some(year)
        });
        Some(Counted {
            programme,
            year,
            stage,
            value: *value,
            approx: *approx,
            unit: unit.as_ref().to_owned(),
            quote: self.paragraphs.quote(mention.start, mention.end, &mention.text, AROUND_COUNT),
            speaker: fact.and_then(|fact| fact.speaker.as_deref()).map(str::to_owned),
            derived,
            by: mention.by.as_ref().to_owned(),
        })
    }

    /// The facts that state the size of a cohort.
    fn sizes(&self) -> impl Iterator<Item = &Fact<'_>> {
        self.record.facts.iter().filter(|fact| fact.kind == FactType::CohortSize)
    }

    /// The programme named last before the mention, else first behind it, if it is in the scope.
    fn programme_near(&self, at: usize) -> Option<usize> {
        let (before, behind) = self.record.mentions.split_at(at);
        let named = before.iter().rev().find_map(programme).or_else(|| behind.iter().find_map(programme));
        self.scope.number(named?)
    }

    /// The years of the cohorts of a programme that facts are about.
    fn years(&self, programme: usize) -> BTreeSet<i16> {
        let id = self.scope.id(programme);
        let of_it = self.within.iter().filter(|fact| fact.programme.as_deref() == Some(id));
        of_it.filter_map(|fact| fact.cohort_year).collect()
    }

    /// The years that an article without facts speaks of, and that in which it was published.
    fn any_years(&self) -> BTreeSet<i16> {
        let dates = self.record.mentions.iter().filter_map(|mention| match &mention.value {
            MentionValue::Date { value, .. } => value.as_deref(),
            _ => None,
        });
        let published = self.record.published.iter().map(|day| day.value.as_ref());
        dates.chain(published).filter_map(|day| day.get(..4)?.parse().ok()).collect()
    }

    /// Totals that the record finds unlike the sum of their parts.
    fn sums(&self, counts: &[(usize, Counted)]) -> Vec<Sum> {
        let found = self.record.findings.iter().filter(|finding| finding.kind == FindingType::TotalMismatch);
        let sums = found.flat_map(|finding| &finding.evidence).filter_map(|span| {
            let mention = |i: usize| &self.record.mentions[counts[i].0];
            let inside = |i: &usize| mention(*i).start >= span.start && mention(*i).end <= span.end;
            let within: Vec<usize> = (0..counts.len()).filter(inside).collect();
            let (totals, parts): (Vec<usize>, Vec<usize>) =
                within.iter().partition(|&&i| counts[i].1.stage == Stage::Total);
            Some(Sum { total: *totals.first()?, parts }).filter(|sum| sum.parts.len() > 1)
        });
        sums.collect()
    }
}

/// The programme that a mention names.
fn programme<'m>(mention: &'m Mention<'_>) -> Option<&'m str> {
    match &mention.value {
        MentionValue::Programme { programme, .. } => Some(programme),
        _ => None,
    }
}

/// The year of a count for which the record has none: of those beside the region named and of those invited or assessed, the
/// only cohort that the article speaks of.
fn year_of(stage: Stage, years: &BTreeSet<i16>) -> Option<(i16, &'static str)> {
    let only = years.first().filter(|_| years.len() == 1 && stage != Stage::Total)?;
    Some((*only, "only_cohort_of_the_article"))
}

/// The stage that a role of a count tells; `None` for targets and for all regions of the country.
fn stage(role: CountRole, others: bool) -> Option<Stage> {
    match role {
        CountRole::Selected => Some(Stage::Selected),
        CountRole::Assessed => Some(Stage::Assessed),
        CountRole::Invited => Some(Stage::Invited),
        CountRole::Total => Some(Stage::Total),
        _ => others.then_some(Stage::Others),
    }
}
