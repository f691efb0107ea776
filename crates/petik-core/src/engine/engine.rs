//! The engine: lists and rules read once, and the stages of reading an article in their order.

use super::gate::{Gate, Only};
use super::record;
use super::reference::{ListReference, RuleReference, list_reference, list_uses};
use super::rules::{self, rule_sets};
use crate::article::Article;
use crate::error::{Error, Fault, Result};
use crate::fact::{self, Case, FactLists, FactTables, FactTypeReference, Mentions, Parts, Times};
use crate::gazetteer::{Files, Gazetteer, Sum, WordLists, WrittenNames};
use crate::link;
use crate::mention::count::{self, CountLists, CountReading};
use crate::mention::date::{self, DateLists, DateReader};
use crate::mention::document::{self, DocumentRule};
use crate::mention::official::{self, OfficialLists};
use crate::mention::programme::{self, OfficeNamed, ProgrammeLists};
use crate::mention::region::{self, RegionLists};
use crate::mention::signing::{self, SigningLists, SigningRule};
use crate::mention::status::StatusLists;
use crate::mention::years::{self, YearLists};
use crate::mention::{Rejections, Scene};
use crate::record::{ArticleRecord, PublishedBy};
use crate::rule::{RuleSet, RuleWords, SpanRule};
use crate::text::{CodePoints, Lexicon, LexiconBuilder, Text};
use crate::zone::{Zone, ZoneLists, Zones};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::OnceLock;

rule_sets! {
    /// The rules of all finders.
    pub(super) struct Rules {
        /// Days, months, years.
        dates: DateReader,
        /// Numbers of regions.
        counts: CountReading,
        /// Letters, decrees and laws.
        documents: DocumentRule,
        /// Words of signing.
        signings: SigningRule,
    }
}

/// Lists and rules, ready to read articles. Built once, shared by all threads.
#[derive(Debug)]
pub struct Engine {
    pub(super) lexicon: Lexicon,
    pub(super) gazetteer: Gazetteer,
    zones: ZoneLists,
    pub(super) regions: RegionLists,
    officials: OfficialLists,
    pub(super) programmes: ProgrammeLists,
    years: YearLists,
    pub(super) dates: DateLists,
    counts: CountLists,
    signings: SigningLists,
    statuses: StatusLists,
    pub(super) facts: FactLists,
    pub(super) rules: Rules,
    /// The types of facts.
    pub(super) tables: FactTables,
    digest: OnceLock<String>,
    /// What tells that a text holds nothing wanted; made when it is first asked.
    gate: OnceLock<Gate>,
    /// Names of regions as official lists write them; news needs them not.
    pub(super) written: OnceLock<WrittenNames>,
}

impl Engine {
    /// The engine with the lists and rules that petik ships.
    pub fn builtin() -> Result<Self> {
        Self::with(Files::builtin())
    }

    /// The engine with the lists and rules in `files`.
    ///
    /// ```
    /// use petik_core::gazetteer::Files;
    ///
    /// let mut files = Files::builtin();
    /// files.lay_over("regions/aliases.csv", "alias,code,kind\nKota Seribu Goa,35.01,nickname\n");
    /// let engine = petik_core::Engine::with(files)?;
    /// let article = petik_core::Article::new("Pemkab Kota Seribu Goa");
    /// assert_eq!(engine.extract(&article).mentions[0].by, "aliases.csv#Kota Seribu Goa");
    /// # Ok::<(), petik_core::Error>(())
    /// ```
    pub fn with(files: Files) -> Result<Self> {
        let mut faults = Vec::new();
        let engine = Self::build(files, &mut faults);
        if faults.is_empty() {
            return Ok(engine);
        }
        faults.sort();
        Err(Error::Lists(faults))
    }

    pub(super) fn build(files: Files, faults: &mut Vec<Fault>) -> Self {
        for name in files.unread() {
            faults.push(Fault::new(name, 1, "no list or rules file has this name, so nothing reads it"));
        }
        let mut builder = Gazetteer::lexicon();
        let words = WordLists::read(&files, &list_uses(), &mut builder, faults);
        let gazetteer = Gazetteer::read(&files, &words, &mut builder, faults);
        let rules = Rules::read(&files, &mut builder, faults);
        let tables = FactTables::read(&files, &mut builder, faults);
        let zones = ZoneLists::new(&words, gazetteer.regions.list, faults);
        let lexicon = builder.build();
        let known = rules.iter().flatten().chain(tables.rules());
        let known = RuleWords::new(&lexicon, &gazetteer.numbers, known);
        Engine {
            zones,
            regions: RegionLists::new(&words, faults),
            officials: OfficialLists::new(&words, faults),
            programmes: ProgrammeLists::new(&words, faults),
            years: YearLists::new(&words, faults),
            dates: DateLists::new(&words, faults),
            counts: CountLists::new(&words, faults),
            signings: SigningLists::new(&words, faults),
            statuses: StatusLists::new(&words, faults),
            facts: FactLists::new(&words, faults),
            rules: Rules::new(rules, &known),
            tables: tables.ready(&known),
            lexicon,
            gazetteer,
            digest: OnceLock::new(),
            gate: OnceLock::new(),
            written: OnceLock::new(),
        }
    }

    /// Version of the lists and rules: SHA-256 over all files, in hexadecimal.
    pub fn lists_digest(&self) -> &str {
        self.digest.get_or_init(|| self.files().digest())
    }

    /// All lists but those about pages, by file.
    pub fn list_reference(&self) -> Vec<ListReference> {
        let rules: Vec<&SpanRule> = self.all_rules().collect();
        list_reference(self.files(), &self.lexicon, &rules)
    }

    /// The types of facts that it can tell, with their meanings.
    pub fn fact_types(&self) -> Vec<FactTypeReference> {
        self.tables.reference()
    }

    /// All rules of mentions and triggers of facts.
    pub(super) fn all_rules(&self) -> impl Iterator<Item = &SpanRule> {
        self.rules.all().chain(self.tables.all().flat_map(|table| table.rules()))
    }

    /// The lists and rules that it was made of.
    pub fn files(&self) -> &Files {
        self.gazetteer.files()
    }

    /// Reads one article.
    ///
    /// ```
    /// let engine = petik_core::Engine::builtin()?;
    /// let article = petik_core::Article::new("Kabupaten Batang dan Kota Solok.");
    /// assert_eq!(engine.extract(&article).mentions.len(), 2);
    /// # Ok::<(), petik_core::Error>(())
    /// ```
    pub fn extract<'a>(&'a self, article: &'a Article<'a>) -> ArticleRecord<'a> {
        let text = self.text(&article.text);
        let zones = self.zones(&text);
        self.read(article, &text, &zones, &mut Rejections::new(false))
    }

    /// Reads one article of which a record is wanted only where it holds what `only` says: the same record as
    /// [`extract`](Self::extract) gives, or `None`. Most articles that hold no fact cost little more than a look at their words.
    ///
    /// ```
    /// use petik_core::{Article, Engine, Only};
    ///
    /// let engine = Engine::builtin()?;
    /// let of = |text: &str| engine.extract_only(&Article::new(text.to_owned()), Only::Facts).is_some();
    /// assert!(of("Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City."));
    /// assert!(!of("Hujan turun di Kabupaten Batang."));
    /// # Ok::<(), petik_core::Error>(())
    /// ```
    pub fn extract_only<'a>(&'a self, article: &'a Article<'a>, only: Only) -> Option<ArticleRecord<'a>> {
        if !self.may_hold(&article.text, only) {
            return None;
        }
        Some(self.extract(article)).filter(|record| only.is_in(record))
    }

    /// Whether the article `text` may hold what `only` says, by a look at its words: `false` is certain.
    pub fn may_hold(&self, text: &str, only: Only) -> bool {
        self.gate.get_or_init(|| Gate::new(self)).admits(self, text, only)
    }

    pub(super) fn text<'a>(&self, raw: &'a str) -> Text<'a> {
        Text::new(raw, &self.lexicon)
    }

    pub(super) fn zones(&self, text: &Text<'_>) -> Zones {
        Zones::new(text, &self.lexicon, &self.zones)
    }

    /// Reads one article and keeps what was not taken, and why.
    pub fn explain<'a>(&'a self, article: &'a Article<'a>) -> Explanation<'a> {
        let text = self.text(&article.text);
        let zones = self.zones(&text);
        let mut rejections = Rejections::new(true);
        let record = self.read(article, &text, &zones, &mut rejections);
        let points = CodePoints::new(&article.text);
        let at = |first: usize, end: usize| {
            let span = text.span(first, end);
            (points.at(span.start), points.at(span.end), &article.text[span.start..span.end])
        };
        let mut rejected: Vec<Rejected<'a>> = rejections
            .all
            .into_iter()
            .map(|rejection| {
                let (start, end, text) = at(rejection.tokens.0, rejection.tokens.1);
                Rejected { start, end, text, what: rejection.what, why: rejection.why }
            })
            .collect();
        rejected.sort_by_key(|s| (s.start, s.end));
        let decided = rejections.decisions.into_iter().map(|decision| {
            let (start, end, text) = at(decision.tokens.0, decision.tokens.1);
            Weighed { start, end, text, sum: decision.sum, taken: decision.taken, fact: decision.fact }
        });
        let mut weighed: Vec<Weighed<'a>> = decided.collect();
        weighed.sort_by_key(|w| (w.fact, w.start, w.end));
        let zones = zones
            .runs()
            .map(|(first, tail, zone)| {
                let (start, end, _) = at(first, tail);
                ZoneSpan { start, end, zone: zone.as_str(), read: zone.is_read() }
            })
            .collect();
        Explanation { record, weighed, rejected, zones }
    }

    /// The stages in their order.
    fn read<'a>(
        &'a self,
        article: &'a Article<'a>,
        text: &Text<'a>,
        zones: &Zones,
        rejections: &mut Rejections,
    ) -> ArticleRecord<'a> {
        let scene = Scene { text, zones, lexicon: &self.lexicon, gazetteer: &self.gazetteer };
        let mut m = Mentions { regions: region::find(scene, &self.regions, rejections), ..Mentions::default() };
        (m.officials, m.titles) = official::find(scene, &self.officials, &m.regions, rejections);
        m.regions = link::regions(scene, &self.regions, m.regions, &m.officials, rejections);
        m.officials = link::officials(scene, m.officials, &m.regions);
        m.organisations = programme::organisations(scene, &self.programmes, rejections);
        let offices = offices(&m, &self.gazetteer);
        m.programmes = programme::find(scene, &self.programmes, &m.organisations, &offices, rejections);
        m.dates = date::find(scene.cx(), &self.rules.dates, &self.dates, 0..text.tokens.len());
        m.dates.retain(|d| scene.zones.of(d.first).is_read());
        let written: Vec<(usize, usize)> = m.dates.iter().map(|d| (d.first, d.end)).collect();
        m.years = years::find(scene, &self.years, &written);
        let stated = m.years.iter().filter_map(|year| year.stated());
        let years: BTreeSet<i16> = stated.chain(m.dates.iter().filter_map(|date| date.written_year())).collect();
        m.regions = link::members(scene, &self.regions, m.regions, &m.programmes, &years);
        let published = self.published(article, scene, &m);
        let clues = fact::article_clues(scene, article, published.map(|(day, _)| day), &m);
        let doubts = date::resolve(&mut m.dates, &clues);
        let whole = count::Whole::new(scene, &m.programmes, &m.regions);
        let around = count::Around {
            programmes: &m.programmes,
            regions: &m.regions,
            organisations: &m.organisations,
            years: &m.years,
            statuses: &self.statuses,
            whole: &whole,
        };
        m.counts = count::find(scene, &self.counts, &self.rules.counts, around, rejections);
        m.documents = document::find(scene, &self.rules.documents, |(first, end)| {
            let written = date::find(scene.cx(), &self.rules.dates, &self.dates, first..end);
            written.first()?.written_day()
        });
        m.signings = signing::find(scene, &self.signings, &self.rules.signings);
        let parts = Parts::new(scene, &self.facts, &m);
        let main = parts.main.map(|(region, mention)| (region, (m.regions[mention].first, m.regions[mention].end)));
        m.officials = link::seats(scene, m.officials, main);
        let times = Times::new(scene, &self.facts, article, &m, &clues);
        let case = Case {
            scene,
            lists: &self.facts,
            statuses: &self.statuses,
            tables: &self.tables,
            mentions: &m,
            parts: &parts,
            times: &times,
        };
        let facts = fact::facts(case, rejections);
        let sure = fact::confidences(case, &facts);
        for (place, (fact, sum)) in facts.iter().zip(&sure).enumerate() {
            rejections.weigh_fact(place, fact.evidence[0], sum);
        }
        let findings = fact::findings(case, &doubts);
        record::build(
            record::Parts { article, case, date_rules: &self.rules.dates, published },
            &facts,
            &sure,
            findings,
            rejections.told_again,
        )
    }

    /// The day of publication: as the source states it, else a full date in a byline.
    fn published(&self, article: &Article<'_>, scene: Scene<'_, '_>, m: &Mentions<'_>) -> Option<(Date, PublishedBy)> {
        if let Some(day) = article.published {
            return Some((day, article.published_by.unwrap_or(PublishedBy::Source)));
        }
        m.dates
            .iter()
            .filter(|d| scene.zones.of(d.first) == Zone::Byline)
            .find_map(|d| d.written_day())
            .map(|day| (day, PublishedBy::Byline))
    }
}

/// Organisations whose officials are named, with the words that name these.
fn offices(m: &Mentions<'_>, gazetteer: &Gazetteer) -> Vec<OfficeNamed> {
    let officials = m.officials.iter().map(|o| (o.organisation, o.first, o.end));
    let titles = m.titles.iter().map(|t| (t.organisation(gazetteer), t.first, t.end));
    let named = officials.chain(titles);
    named
        .filter_map(|(organisation, first, end)| Some(OfficeNamed { organisation: organisation?, first, end }))
        .collect()
}

/// A record with the zones of its text and everything that was seen but not taken.
#[derive(Debug, Clone)]
pub struct Explanation<'a> {
    /// The record, as `extract` gives it.
    pub record: ArticleRecord<'a>,
    /// What was decided by a sum of evidence: decisions about words in text order, then how sure each fact is.
    pub weighed: Vec<Weighed<'a>>,
    /// What was not taken, in text order.
    pub rejected: Vec<Rejected<'a>>,
    /// The zones of the text, in text order.
    pub zones: Vec<ZoneSpan>,
}

/// A decision by a sum of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed<'a> {
    /// Start of the words that it is about, in code points.
    pub start: usize,
    /// End, exclusive.
    pub end: usize,
    /// The words.
    pub text: &'a str,
    /// The evidence.
    pub sum: Sum,
    /// Whether it was enough.
    pub taken: bool,
    /// Of how sure a fact is: the place of the fact in the record.
    pub fact: Option<usize>,
}

/// Words that were looked at and left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected<'a> {
    /// Start, in code points.
    pub start: usize,
    /// End, exclusive.
    pub end: usize,
    /// The words.
    pub text: &'a str,
    /// What they might have been: `region`, `date`, `count`, `official`, `programme`, or a type of fact.
    pub what: String,
    /// Why they were left, in words.
    pub why: String,
}

/// A stretch of text with one function on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZoneSpan {
    /// Start, in code points.
    pub start: usize,
    /// End, exclusive.
    pub end: usize,
    /// `headline`, `dateline`, `byline`, `caption`, `body`, `related`, `comment`, `footer`, `banner`.
    pub zone: &'static str,
    /// Whether anything is taken from here.
    pub read: bool,
}
