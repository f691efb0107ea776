//! From what was found to the record: numbers become ids, tokens become code points, every value gets its row or rule.

use crate::article::Article;
use crate::fact::{self, Case, FactDraft, FindingDraft, Party, Value};
use crate::gazetteer::{RegionId, Sum};
use crate::mention::date::DateReader;
use crate::mention::{Inference, Scene, Tokens, among};
use crate::record::{
    ARTICLE_SCHEMA, ArticleRecord, Candidate, CodeSystem, CountRole, CountUnit, Derived, Evidence, EvidenceKind, Fact,
    FactType, Finding, Inferred, Mention, MentionValue, PersonRef, Published, PublishedBy, RegionRef, Source, Stated,
    text_sha256,
};
use crate::rule::RuleSet;
use crate::text::{CodePoints, Span};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The edition of the region codes in `regions/regions.csv`.
const EDITION: &str = "300.2.2-2430/2025";

/// How many times the length of its text the quotes of an article may be, and how many bytes besides.
const QUOTED: usize = 2;
const QUOTED_BESIDES: usize = 64 << 10;
/// To how many code points quotes are cut at most, however many there are.
const SHORTEST_QUOTE: usize = 80;

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

/// Which mention a number points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Ref {
    Region(usize),
    Date(usize),
    Count(usize),
    Official(usize),
    Organisation(usize),
    Programme(usize),
    Signing(usize),
    Document(usize),
}

struct Builder<'m, 'a> {
    parts: Parts<'m, 'a>,
    points: CodePoints,
    order: Vec<(Tokens, Ref)>,
    /// The place of each mention in that order.
    places: HashMap<Ref, usize>,
    /// How many code points a quote of evidence may have, where they must be cut.
    longest_quote: Option<usize>,
}

/// Makes the record of one article; `sure` says of each fact how sure it is.
pub fn build<'a>(
    parts: Parts<'_, 'a>,
    facts: &[FactDraft<'a>],
    sure: &[Sum],
    findings: Vec<FindingDraft>,
) -> ArticleRecord<'a> {
    let text: &'a str = &parts.article.text;
    let mut builder = Builder {
        points: CodePoints::new(text),
        order: Vec::new(),
        places: HashMap::new(),
        longest_quote: None,
        parts,
    };
    builder.sort_mentions();
    builder.bound_quotes(facts, &findings);
    let digest = text_sha256(text);
    let id =
        parts.article.id.as_deref().map_or_else(|| Cow::Owned(made_id(&digest, &parts.article.source)), Cow::Borrowed);
    let mentions = builder
        .order
        .iter()
        .enumerate()
        .map(|(number, &(tokens, what))| builder.mention(number, tokens, what))
        .collect();
    let facts = facts.iter().zip(sure).enumerate();
    let facts = facts.map(|(number, (draft, sum))| builder.fact(number, draft, sum)).collect();
    let findings = findings.into_iter().map(|draft| builder.finding(draft)).collect();
    ArticleRecord {
        schema: ARTICLE_SCHEMA.into(),
        id,
        source: parts.article.source.clone(),
        title: parts.article.title.as_deref().map(Cow::Borrowed),
        published: parts.published.map(|(day, by)| Published { value: day.to_string().into(), by }),
        text_sha256: digest.into(),
        offset_unit: "codepoint".into(),
        code_system: CodeSystem { region: "kemendagri".into(), edition: EDITION.into() },
        text: None,
        mentions,
        facts,
        findings,
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
        let mut order: Vec<(Tokens, Ref)> = Vec::new();
        order.extend(m.regions.iter().enumerate().map(|(i, x)| ((x.first, x.end), Ref::Region(i))));
        order.extend(m.dates.iter().enumerate().map(|(i, x)| ((x.first, x.end), Ref::Date(i))));
        order.extend(m.counts.iter().enumerate().map(|(i, x)| ((x.first, x.end), Ref::Count(i))));
        order.extend(m.officials.iter().enumerate().map(|(i, x)| ((x.first, x.end), Ref::Official(i))));
        order.extend(m.organisations.iter().enumerate().map(|(i, x)| ((x.first, x.end), Ref::Organisation(i))));
        order.extend(m.programmes.iter().enumerate().map(|(i, x)| ((x.first, x.end), Ref::Programme(i))));
        order.extend(m.signings.iter().enumerate().map(|(i, x)| ((x.first, x.end), Ref::Signing(i))));
        order.extend(m.documents.iter().enumerate().map(|(i, x)| ((x.first, x.end), Ref::Document(i))));
        order.sort_by_key(|&((first, end), _)| (first, std::cmp::Reverse(end)));
        self.places = order.iter().enumerate().map(|(place, (_, what))| (*what, place)).collect();
        self.order = order;
    }

    /// Bounds the quotes where all of them together are much longer than the text: a list of 552 regions is the evidence of
    /// 552 facts.
    fn bound_quotes(&mut self, facts: &[FactDraft<'_>], findings: &[FindingDraft]) {
        let of_findings = findings.iter().flat_map(|finding| &finding.evidence);
        let pieces = || facts.iter().flat_map(|fact| &fact.evidence).chain(of_findings.clone());
        let length = |&(first, end): &Tokens| {
            let span = self.scene().text.span(first, end);
            span.end - span.start
        };
        let most = self.scene().text.raw.len() * QUOTED + QUOTED_BESIDES;
        let all: usize = pieces().map(length).sum();
        self.longest_quote = (all > most).then(|| (most / pieces().count()).max(SHORTEST_QUOTE));
    }

    /// Code points and words of tokens.
    fn quote(&self, tokens: Tokens) -> (usize, usize, &'a str) {
        let span = self.scene().text.span(tokens.0, tokens.1);
        (self.points.at(span.start), self.points.at(span.end), self.scene().text.slice(span))
    }

    /// The words of `tokens`, or as many of them as a quote may hold.
    fn evidence(&self, tokens: Tokens) -> Evidence<'a> {
        let (start, end, quote) = self.quote(tokens);
        let cut =
            self.longest_quote.and_then(|longest| quote.char_indices().nth(longest)).map(|(cut, _)| &quote[..cut]);
        let until = cut.map(|_| end);
        let quote =
            cut.map_or(quote, |cut| cut.rsplit_once(char::is_whitespace).map_or(cut, |(words, _)| words.trim_end()));
        let end = if until.is_some() { start + quote.chars().count() } else { end };
        Evidence { start, end, quote: Cow::Borrowed(quote), until }
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

    fn mention(&self, number: usize, tokens: Tokens, what: Ref) -> Mention<'a> {
        let (start, end, text) = self.quote(tokens);
        let (value, by) = self.value(what);
        let zone = self.scene().zones.of(tokens.0);
        Mention { id: mention_id(number), start, end, text: Cow::Borrowed(text), zone, value, by }
    }

    fn value(&self, what: Ref) -> (MentionValue<'a>, Cow<'a, str>) {
        let m = self.parts.case.mentions;
        let gazetteer = self.scene().gazetteer;
        match what {
            Ref::Region(i) => {
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
            Ref::Date(i) => {
                let d = &m.dates[i];
                let rule = &self.parts.date_rules.rules()[d.rule];
                let value = d.settled.map(|when| Cow::Owned(when.to_string()));
                let granularity = d.granularity();
                let alternatives = d.alternatives.iter().map(|when| Cow::Owned(when.to_string())).collect();
                let derived = d.derived.iter().map(|x| self.derived_by_span(x.what, x.by, x.span)).collect();
                (MentionValue::Date { value, granularity, alternatives, derived }, Cow::Borrowed(&rule.by))
            }
            Ref::Count(i) => {
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
            Ref::Official(i) => {
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
            Ref::Organisation(i) => {
                let organisation = gazetteer.organisations.get(m.organisations[i].organisation);
                (
                    MentionValue::Organisation { organisation: Cow::Borrowed(&organisation.id) },
                    Cow::Borrowed(&organisation.by),
                )
            }
            Ref::Programme(i) => {
                let p = &m.programmes[i];
                let programme = gazetteer.programmes.get(p.programme);
                let support = |&(by, tokens)| self.derived(Inference::new(Inferred::Programme, by, Some(tokens)));
                let derived = p.support.iter().map(support).collect();
                (
                    MentionValue::Programme { programme: Cow::Borrowed(&programme.id), derived },
                    Cow::Borrowed(&programme.by),
                )
            }
            Ref::Document(i) => {
                let d = &m.documents[i];
                let date = d.date.map(|date| Cow::Owned(date.to_string()));
                (MentionValue::Document { number: Cow::Borrowed(d.number), date }, d.by.clone())
            }
            Ref::Signing(i) => {
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

    fn fact(&self, number: usize, draft: &FactDraft<'a>, sum: &Sum) -> Fact<'a> {
        let m = self.parts.case.mentions;
        let gazetteer = self.scene().gazetteer;
        let counterparties = draft.counterparties.iter().map(|counterparty| match counterparty.party {
            Party::Organisation(number) => Cow::Borrowed(gazetteer.organisations.get(number).id.as_str()),
            Party::Region(region) => Cow::Borrowed(gazetteer.regions.get(region).code.as_str()),
        });
        let mut refs: Vec<Ref> = draft.region_mentions.iter().map(|&i| Ref::Region(i)).collect();
        refs.extend(draft.programme_mention.map(Ref::Programme));
        refs.extend(draft.date.map(Ref::Date));
        refs.extend(draft.count.map(Ref::Count));
        refs.extend(draft.signatories.iter().chain(&draft.attendees).map(|&i| Ref::Official(i)));
        refs.extend(draft.counterparties.iter().filter_map(|c| c.mention).map(Ref::Organisation));
        for &(first, end) in &draft.evidence {
            if draft.kind == FactType::Signing {
                refs.extend(among(&m.signings, first, end).map(Ref::Signing));
            }
            refs.extend(among(&m.documents, first, end).map(Ref::Document));
        }
        let mut numbers: Vec<usize> = refs.iter().filter_map(|what| self.places.get(what).copied()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut evidence: Vec<Evidence<'a>> = draft.evidence.iter().map(|&tokens| self.evidence(tokens)).collect();
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
            mentions: numbers.into_iter().map(mention_id).collect(),
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
            evidence: draft.evidence.iter().map(|&tokens| self.evidence(tokens)).collect(),
        }
    }
}
