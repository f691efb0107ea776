//! From what was found to the record: numbers become ids, tokens become code points, every value gets its row or rule.

mod bound;

use crate::article::Article;
use crate::fact::{self, Case, FactDraft, FindingDraft, Party, Value};
use crate::gazetteer::{RegionId, Sum};
use crate::mention::date::DateReader;
use crate::mention::{Inference, Scene, Tokens, among};
use crate::record::{
    ARTICLE_SCHEMA, ArticleRecord, Candidate, CodeSystem, CountRole, CountUnit, Derived, Evidence, EvidenceKind, Fact,
    FactType, Finding, Inferred, LeftOut, Mention, MentionValue, PersonRef, Published, PublishedBy, RegionRef, Source,
    Stated, text_sha256,
};
use crate::rule::RuleSet;
use crate::text::{CodePoints, Span};
use bound::Bounds;
use std::borrow::Cow;
use std::sync::LazyLock;

/// The edition of the region codes in `regions/regions.csv`.
const EDITION: &str = "300.2.2-2430/2025";

/// What the builder needs beside the findings of the other stages.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'m, 'a> {
    /// The article.
    pub article: &'a Article<'a>,
    /// Text, zones, mentions.
    pub case: Case<'m, 'a>,
    /// The rules that found the dates.
    pub date_rules: &'a RuleSet<DateReader>,
    /// The day of publication and the clue that gave it.
    pub published: Option<(jiff::civil::Date, PublishedBy)>,
}

/// The kinds of mentions.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Region,
    Date,
    Count,
    Official,
    Organisation,
    Programme,
    Signing,
    Document,
}

impl Kind {
    const ALL: [Kind; 8] = [
        Kind::Region,
        Kind::Date,
        Kind::Count,
        Kind::Official,
        Kind::Organisation,
        Kind::Programme,
        Kind::Signing,
        Kind::Document,
    ];
}

/// A mention by its kind and its place among those of its kind. A long text has very many: four bytes do for the place.
#[derive(Debug, Clone, Copy)]
struct Ref(Kind, u32);

struct Builder<'m, 'a> {
    parts: Parts<'m, 'a>,
    points: CodePoints,
    /// All mentions as they stand in the text.
    order: Vec<Ref>,
    /// The place of each mention in that order, kind by kind.
    places: [Vec<u32>; Kind::ALL.len()],
    /// What is kept, where all of it would be too long.
    bounds: Option<Bounds>,
}

/// Makes the record of one article; `sure` says of each fact how sure it is, `told_again` how often words told of a fact that
/// had been told often enough.
pub fn build<'a>(
    parts: Parts<'_, 'a>,
    facts: &[FactDraft<'a>],
    sure: &[Sum],
    findings: Vec<FindingDraft>,
    told_again: usize,
) -> ArticleRecord<'a> {
    let text: &'a str = &parts.article.text;
    let mut builder =
        Builder { points: CodePoints::new(text), order: Vec::new(), places: Default::default(), bounds: None, parts };
    builder.sort_mentions();
    let mut record = frame(parts);
    builder.bound(&record, facts, sure, &findings);
    let bounds = builder.bounds.as_ref();
    let kept = |place: &usize| bounds.is_none_or(|bounds| bounds.keeps(*place));
    let (all_facts, all_findings) = (facts.len(), findings.len());
    let all = builder.order.len();
    record.mentions.reserve_exact(bounds.map_or(all, |bounds| bounds.mentions(all)));
    record.mentions.extend((0..all).filter(kept).map(|place| builder.mention(place)));
    let facts = facts.iter().zip(sure).take(bounds.map_or(all_facts, Bounds::facts)).enumerate();
    record.facts = facts.map(|(number, (draft, sum))| builder.fact(number, draft, sum)).collect();
    let findings = findings.into_iter().take(bounds.map_or(all_findings, Bounds::findings));
    record.findings = findings.map(|draft| builder.finding(draft)).collect();
    let left_out = builder.left_out(&record, all_facts, all_findings);
    let left_out = LeftOut { tellings: told_again, ..left_out };
    record.left_out = (left_out != LeftOut::default()).then_some(left_out);
    record
}

/// The record but for what was found.
fn frame<'a>(parts: Parts<'_, 'a>) -> ArticleRecord<'a> {
    let article = parts.article;
    let digest = text_sha256(&article.text);
    let id = article.id.as_deref().map_or_else(|| Cow::Owned(made_id(&digest, &article.source)), Cow::Borrowed);
    ArticleRecord {
        schema: ARTICLE_SCHEMA.into(),
        id,
        source: article.source.clone(),
        title: article.title.as_deref().map(Cow::Borrowed),
        published: parts.published.map(|(day, by)| Published { value: day.to_string().into(), by }),
        text_sha256: digest.into(),
        offset_unit: "codepoint".into(),
        code_system: CodeSystem { region: "kemendagri".into(), edition: EDITION.into() },
        ..ArticleRecord::default()
    }
}

/// The id of an article whose source gives none. One text at two addresses makes two articles.
fn made_id(digest: &str, source: &Source<'_>) -> String {
    let whole = source.url.as_deref().map(|url| text_sha256(&format!("{digest} {url}")));
    whole.as_deref().unwrap_or(digest)[..16].to_owned()
}

/// `m1`, `m2`, ...: the number `number` counts from 0.
fn mention_id(number: usize) -> Cow<'static, str> {
    static IDS: LazyLock<Vec<String>> = LazyLock::new(|| (1..=256).map(|n| format!("m{n}")).collect());
    // Few articles have more; they alone pay for their ids.
    IDS.get(number).map_or_else(|| format!("m{}", number + 1).into(), |id| Cow::Borrowed(id.as_str()))
}

impl<'m, 'a> Builder<'m, 'a> {
    fn scene(&self) -> Scene<'m, 'a> {
        self.parts.case.scene
    }

    fn sort_mentions(&mut self) {
        let m = self.parts.case.mentions;
        let (programmes, signings, documents) = (m.programmes.len(), m.signings.len(), m.documents.len());
        let (regions, dates, counts, officials) = (m.regions.len(), m.dates.len(), m.counts.len(), m.officials.len());
        let kinds = [regions, dates, counts, officials, m.organisations.len(), programmes, signings, documents];
        self.places = kinds.map(|mentions| vec![0; mentions]);
        let all = Kind::ALL.iter().zip(kinds).flat_map(|(kind, all)| (0..all as u32).map(|own| Ref(*kind, own)));
        let mut order: Vec<Ref> = Vec::with_capacity(kinds.iter().sum());
        order.extend(all);
        order.sort_by_key(|what| {
            let (first, end) = self.tokens(*what);
            (first, std::cmp::Reverse(end))
        });
        for (place, Ref(kind, own)) in order.iter().enumerate() {
            self.places[*kind as usize][*own as usize] = place as u32;
        }
        self.order = order;
    }

    /// Where a mention stands.
    fn tokens(&self, Ref(kind, own): Ref) -> Tokens {
        let m = self.parts.case.mentions;
        let i = own as usize;
        match kind {
            Kind::Region => (m.regions[i].first, m.regions[i].end),
            Kind::Date => (m.dates[i].first, m.dates[i].end),
            Kind::Count => (m.counts[i].first, m.counts[i].end),
            Kind::Official => (m.officials[i].first, m.officials[i].end),
            Kind::Organisation => (m.organisations[i].first, m.organisations[i].end),
            Kind::Programme => (m.programmes[i].first, m.programmes[i].end),
            Kind::Signing => (m.signings[i].first, m.signings[i].end),
            Kind::Document => (m.documents[i].first, m.documents[i].end),
        }
    }

    /// Code points and words of tokens.
    fn quote(&self, tokens: Tokens) -> (usize, usize, &'a str) {
        let span = self.scene().text.span(tokens.0, tokens.1);
        (self.points.at(span.start), self.points.at(span.end), self.scene().text.slice(span))
    }

    /// The words of `tokens`, for the fact at the place `fact` or for a finding, or as many of them as are kept.
    fn evidence(&self, tokens: Tokens, fact: Option<usize>) -> Evidence<'a> {
        let (start, end, quote) = self.quote(tokens);
        match self.bounds.as_ref().and_then(|bounds| bounds.cut(tokens, fact, quote)) {
            None => Evidence { start, end, quote: Cow::Borrowed(quote), until: None },
            Some(cut) => {
                Evidence { start, end: start + cut.chars().count(), quote: Cow::Borrowed(cut), until: Some(end) }
            }
        }
    }

    fn derived(&self, inference: Inference) -> Derived<'a> {
        let span = inference.tokens.map(|tokens| self.quote(tokens));
        let (what, by) = (inference.what.into(), inference.by.into());
        Derived { what, by, start: span.map(|s| s.0), end: span.map(|s| s.1) }
    }

    fn derived_by_span(&self, what: Inferred, by: EvidenceKind, span: Option<Span>) -> Derived<'a> {
        Derived {
            what: what.into(),
            by: by.into(),
            start: span.map(|s| self.points.at(s.start)),
            end: span.map(|s| self.points.at(s.end)),
        }
    }

    fn region(&self, id: RegionId, brief: bool) -> RegionRef<'a> {
        let region = self.scene().gazetteer.regions.get(id);
        RegionRef {
            code: Cow::Borrowed(&region.code),
            bps: (!brief).then_some(Cow::Borrowed(region.bps.as_str())),
            name: Cow::Borrowed(&region.full_name),
            level: (!brief).then_some(region.level),
        }
    }

    fn mention(&self, number: usize) -> Mention<'a> {
        let what = self.order[number];
        let tokens = self.tokens(what);
        let (start, end, text) = self.quote(tokens);
        let (value, by) = self.value(what);
        let zone = self.scene().zones.of(tokens.0);
        Mention { id: mention_id(number), start, end, text: Cow::Borrowed(text), zone, value, by }
    }

    fn value(&self, Ref(kind, own): Ref) -> (MentionValue<'a>, Cow<'a, str>) {
        let m = self.parts.case.mentions;
        let gazetteer = self.scene().gazetteer;
        let i = own as usize;
        match kind {
            Kind::Region => {
                let r = &m.regions[i];
                let candidates = r
                    .candidates
                    .iter()
                    .map(|(id, score, why)| {
                        let region = gazetteer.regions.get(*id);
                        Candidate {
                            code: Cow::Borrowed(&region.code),
                            name: Cow::Borrowed(&region.full_name),
                            score: (score * 100.0).round() / 100.0,
                            why: why.clone(),
                        }
                    })
                    .collect();
                let derived = r.derived.iter().map(|d| self.derived(*d)).collect();
                (
                    MentionValue::Region { region: r.region.map(|id| self.region(id, false)), candidates, derived },
                    r.by.clone(),
                )
            }
            Kind::Date => {
                let d = &m.dates[i];
                let rule = &self.parts.date_rules.rules()[d.rule];
                let value = d.settled.map(|when| Cow::Owned(when.to_string()));
                let granularity = d.granularity();
                let alternatives = d.alternatives.iter().map(|when| Cow::Owned(when.to_string())).collect();
                let derived = d.derived.iter().map(|x| self.derived_by_span(x.what, x.by, x.span)).collect();
                (MentionValue::Date { value, granularity, alternatives, derived }, Cow::Borrowed(&rule.by))
            }
            Kind::Count => {
                let c = &m.counts[i];
                let year = self.parts.case.year_of_count(i);
                let derived = year.and_then(|year| year.inference(Inferred::Year));
                let value = MentionValue::Count {
                    value: c.value,
                    approx: c.approx,
                    unit: c.unit.map_or("", CountUnit::as_str).into(),
                    role: c.role,
                    year: year.map(|year| year.year),
                    others: c.others && c.role == CountRole::Other,
                    derived: derived.into_iter().map(|d| self.derived(d)).collect(),
                };
                (value, c.by.clone())
            }
            Kind::Official => {
                let o = &m.officials[i];
                let office = gazetteer.people.office(o.office);
                let derived = o.derived.iter().map(|d| self.derived(*d)).collect();
                let value = MentionValue::Official {
                    name: Cow::Borrowed(self.scene().text.words(o.name_first, o.name_end)),
                    person: o.person.map(Cow::Borrowed),
                    office: o.office_name.clone(),
                    acting: o.acting,
                    region: o.region.map(|id| self.region(id, true)),
                    derived,
                };
                (value, Cow::Borrowed(&office.by))
            }
            Kind::Organisation => {
                let organisation = gazetteer.organisations.get(m.organisations[i].organisation);
                (
                    MentionValue::Organisation { organisation: Cow::Borrowed(&organisation.id) },
                    Cow::Borrowed(&organisation.by),
                )
            }
            Kind::Programme => {
                let p = &m.programmes[i];
                let programme = gazetteer.programmes.get(p.programme);
                let support = |&(by, tokens)| self.derived(Inference::new(Inferred::Programme, by, Some(tokens)));
                let derived = p.support.iter().map(support).collect();
                (
                    MentionValue::Programme { programme: Cow::Borrowed(&programme.id), derived },
                    Cow::Borrowed(&programme.by),
                )
            }
            Kind::Document => {
                let d = &m.documents[i];
                let date = d.date.map(|date| Cow::Owned(date.to_string()));
                (MentionValue::Document { number: Cow::Borrowed(d.number), date }, d.by.clone())
            }
            Kind::Signing => {
                let s = &m.signings[i];
                (
                    MentionValue::Signing { instrument: s.instrument.map(|i| Cow::Borrowed(i.value.as_str())) },
                    s.by.clone(),
                )
            }
        }
    }

    fn person(&self, index: usize) -> PersonRef<'a> {
        let o = &self.parts.case.mentions.officials[index];
        PersonRef {
            name: Cow::Borrowed(self.scene().text.words(o.name_first, o.name_end)),
            person: o.person.map(Cow::Borrowed),
            office: Some(o.office_name.clone()),
        }
    }

    fn persons(&self, officials: &[usize]) -> Vec<PersonRef<'a>> {
        let mut persons: Vec<PersonRef<'a>> = Vec::new();
        for &official in officials {
            let person = self.person(official);
            if !persons.iter().any(|p| p.name == person.name) {
                persons.push(person);
            }
        }
        persons
    }

    /// The places of the mentions that a fact joins.
    fn joined(&self, draft: &FactDraft<'a>) -> Vec<usize> {
        let m = self.parts.case.mentions;
        let mut places: Vec<usize> = Vec::new();
        let mut join = |kind: Kind, own: usize| places.push(self.places[kind as usize][own] as usize);
        draft.region_mentions.iter().for_each(|&i| join(Kind::Region, i));
        draft.programme_mention.into_iter().for_each(|i| join(Kind::Programme, i));
        draft.date.into_iter().for_each(|i| join(Kind::Date, i));
        draft.count.into_iter().for_each(|i| join(Kind::Count, i));
        draft.signatories.iter().chain(&draft.attendees).for_each(|&i| join(Kind::Official, i));
        draft.counterparties.iter().filter_map(|c| c.mention).for_each(|i| join(Kind::Organisation, i));
        for &(first, end) in &draft.evidence {
            if draft.kind == FactType::Signing && self.bounds.is_none() {
                among(&m.signings, first, end).for_each(|i| join(Kind::Signing, i));
            }
            among(&m.documents, first, end).for_each(|i| join(Kind::Document, i));
        }
        if let Some(bounds) = &self.bounds {
            // A hundred acts in one sentence are joined by a hundred facts: each names its own.
            draft.acts.iter().for_each(|&act| join(Kind::Signing, act));
            places.retain(|place| bounds.keeps(*place));
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    fn fact(&self, number: usize, draft: &FactDraft<'a>, sum: &Sum) -> Fact<'a> {
        let m = self.parts.case.mentions;
        let gazetteer = self.scene().gazetteer;
        let counterparties = draft.counterparties.iter().map(|counterparty| match counterparty.party {
            Party::Organisation(number) => Cow::Borrowed(gazetteer.organisations.get(number).id.as_str()),
            Party::Region(region) => Cow::Borrowed(gazetteer.regions.get(region).code.as_str()),
        });
        let mut evidence: Vec<Evidence<'a>> =
            draft.evidence.iter().map(|&tokens| self.evidence(tokens, Some(number))).collect();
        evidence.sort_by_key(|e| (e.start, e.end));
        evidence.dedup();
        let mut derived: Vec<Derived<'a>> = draft.derived.iter().map(|d| self.derived(*d)).collect();
        if let Some(date) = draft.date {
            derived
                .extend(m.dates[date].derived.iter().map(|d| self.derived_by_span(Inferred::DateYear, d.by, d.span)));
        }
        // What only a list of cohorts told is no evidence for what stands in one: the fact says so itself.
        let told = |&index: &usize| m.regions[index].derived.iter().find(|d| d.by == EvidenceKind::CohortList);
        let told: Option<Vec<_>> = draft.region_mentions.iter().map(told).collect();
        derived.extend(told.iter().flatten().map(|d| self.derived(**d)));
        let mut unique: Vec<Derived<'a>> = Vec::with_capacity(derived.len());
        derived.into_iter().for_each(|d| {
            if !unique.contains(&d) {
                unique.push(d)
            }
        });
        let count = draft.count.map(|i| &m.counts[i]);
        Fact {
            id: format!("f{}", number + 1).into(),
            kind: draft.kind.clone(),
            status: draft.status,
            programme: draft.programme.map(|p| Cow::Borrowed(gazetteer.programmes.get(p).id.as_str())),
            region: draft.region.map(|id| self.region(id, true)),
            cohort_year: draft.cohort_year,
            date: draft
                .date
                .and_then(|d| m.dates[d].settled)
                .filter(|when| when.day().is_some())
                .map(|when| Cow::Owned(when.to_string())),
            instrument: draft.instrument.map(Cow::Borrowed),
            mode: draft.mode,
            place: draft.place.map(|tokens| Cow::Borrowed(self.quote(tokens).2)),
            signatories: self.persons(&draft.signatories),
            attendees: self.persons(&draft.attendees),
            counterparties: counterparties.collect(),
            value: count.and_then(|c| c.value),
            unit: count.map(|c| c.unit.map_or("", CountUnit::as_str).into()),
            role: count.map(|c| c.role),
            level: draft.level.map(|tokens| Cow::Borrowed(self.quote(tokens).2)),
            score: draft.score,
            rank: draft.rank,
            speaker: draft.speaker.map(|s| self.person(s).name),
            evidence,
            mentions: self.joined(draft).into_iter().map(mention_id).collect(),
            derived: unique,
            by: draft.by.clone(),
            confidence: fact::rounded(sum),
        }
    }

    fn finding(&self, draft: FindingDraft) -> Finding<'a> {
        let value = |v: Value| match v {
            Value::Number(n) => Stated::Number(n),
            Value::Words(words) => Stated::Words(words.into()),
        };
        Finding {
            kind: draft.kind,
            message: draft.message.into(),
            expected: draft.expected.map(value),
            stated: draft.stated.map(value),
            evidence: draft.evidence.iter().map(|&tokens| self.evidence(tokens, None)).collect(),
        }
    }
}
