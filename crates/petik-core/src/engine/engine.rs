//! The engine: lists and rules read once, and the stages of reading an article in their order.

use super::gate::Gate;
use super::reference::{ListReference, RuleReference, list_reference, list_uses};
use super::rules::{self, rule_sets};
use crate::article::Article;
use crate::error::{Error, Fault, Result};
use crate::fact::{FactLists, FactTables, FactTypeReference};
use crate::gazetteer::{Files, Gazetteer, Sum, WordLists, WrittenNames};
use crate::mention::Rejections;
use crate::mention::count::{CountLists, CountReading};
use crate::mention::date::{DateLists, DateReader};
use crate::mention::document::DocumentRule;
use crate::mention::official::OfficialLists;
use crate::mention::programme::ProgrammeLists;
use crate::mention::region::RegionLists;
use crate::mention::signing::{SigningLists, SigningRule};
use crate::mention::status::StatusLists;
use crate::mention::years::YearLists;
use crate::record::ArticleRecord;
use crate::rule::{RuleSet, RuleWords, SpanRule};
use crate::text::{CodePoints, Lexicon, LexiconBuilder, Text};
use crate::zone::{ZoneLists, Zones};
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
    pub(super) officials: OfficialLists,
    pub(super) programmes: ProgrammeLists,
    pub(super) years: YearLists,
    pub(super) dates: DateLists,
    pub(super) counts: CountLists,
    pub(super) signings: SigningLists,
    pub(super) statuses: StatusLists,
    pub(super) facts: FactLists,
    pub(super) rules: Rules,
    /// The types of facts.
    pub(super) tables: FactTables,
    digest: OnceLock<String>,
    /// What tells that a text holds nothing wanted; made when it is first asked.
    pub(super) gate: OnceLock<Gate>,
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
        self.read(article, self.scene(&text, &zones), &mut Rejections::new(false))
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
        let record = self.read(article, self.scene(&text, &zones), &mut rejections);
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
