//! The engine: lists and rules read once, and the stages of reading an article in their order.

use crate::article::Article;
use crate::error::{Error, Fault, Result};
use crate::fact::{self, Case, FactLists, Mentions, Parts, Times};
use crate::gazetteer::{Files, Gazetteer, WrittenNames};
use crate::mention::{ListFinder, Scene, Skips, count, date, official, programme, region, signing, years};
use crate::record::{ArticleRecord, build};
use crate::rule::{Cx, RuleSet, SpanRule, read_rules};
use crate::text::{CodePoints, Lexicon, LexiconBuilder, Text};
use crate::zone::{ZoneLists, Zones};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Lists and rules, ready to read articles. Built once, shared by all threads.
#[derive(Debug)]
pub struct Engine {
    pub(super) lexicon: Lexicon,
    pub(super) gazetteer: Gazetteer,
    zones: ZoneLists,
    pub(super) regions: region::RegionLists,
    officials: official::OfficialLists,
    programmes: programme::ProgrammeLists,
    years: years::YearLists,
    dates: date::DateLists,
    date_rules: RuleSet,
    counts: count::CountLists,
    count_rules: RuleSet,
    signings: signing::SigningLists,
    signing_rules: RuleSet,
    facts: FactLists,
    membership_rules: RuleSet,
    /// What all of this was read from, for the digest.
    files: Files,
    digest: OnceLock<String>,
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

    fn build(files: Files, faults: &mut Vec<Fault>) -> Self {
        for name in files.unread() {
            faults.push(Fault::new(name, 1, "no list or rules file has this name, so nothing reads it"));
        }
        let mut builder = LexiconBuilder::default();
        let gazetteer = Gazetteer::read(&files, &mut builder, faults);
        let date_rules = rules(&files, "rules/dates.toml", &mut builder, faults);
        let count_rules = rules(&files, "rules/counts.toml", &mut builder, faults);
        let signing_rules = rules(&files, "rules/facts/signing.toml", &mut builder, faults);
        let membership_rules = rules(&files, "rules/facts/membership.toml", &mut builder, faults);
        refuse_unknown_values(&date_rules, date::is_reader, faults);
        refuse_unknown_values(&count_rules, count::is_value, faults);
        refuse_unknown_values(
            &signing_rules,
            |value| matches!(value, "by_word" | "active" | "passive" | "noun" | "agreement"),
            faults,
        );
        refuse_unknown_values(&membership_rules, |value| matches!(value, "by_word" | "before" | "behind"), faults);
        let zones = ZoneLists::new(&builder, faults);
        let mut lists = ListFinder { lexicon: &builder, faults };
        let regions = region::RegionLists::new(&mut lists);
        let officials = official::OfficialLists::new(&mut lists);
        let programmes = programme::ProgrammeLists::new(&mut lists);
        let years = years::YearLists::new(&mut lists);
        let counts = count::CountLists::new(&mut lists);
        let signings = signing::SigningLists::new(&mut lists);
        let facts = FactLists::new(&mut lists);
        let lexicon = builder.build();
        let set = |rules| RuleSet::new(rules, &lexicon, &gazetteer.numbers);
        let (date_rules, count_rules, signing_rules) = (set(date_rules), set(count_rules), set(signing_rules));
        let membership_rules = set(membership_rules);
        let dates = date::DateLists::new(&lexicon, |list| gazetteer.words.rows(&lexicon, list), faults);
        Engine {
            lexicon,
            gazetteer,
            zones,
            regions,
            officials,
            programmes,
            years,
            dates,
            date_rules,
            counts,
            count_rules,
            signings,
            signing_rules,
            facts,
            membership_rules,
            files,
            digest: OnceLock::new(),
            written: OnceLock::new(),
        }
    }

    /// All faults in `files`, including rule examples that do not come out.
    pub fn check(files: Files) -> Vec<Fault> {
        let mut faults = Vec::new();
        let engine = Self::build(files, &mut faults);
        if faults.is_empty() {
            faults.extend(super::examples::check(&engine));
        }
        faults.sort();
        faults.dedup();
        faults
    }

    /// Version of the lists and rules: SHA-256 over all files, in hexadecimal.
    pub fn lists_digest(&self) -> &str {
        self.digest.get_or_init(|| self.files.digest())
    }

    /// The lists and rules that it was made of.
    pub fn files(&self) -> &Files {
        &self.files
    }

    pub(super) fn rule_sets(&self) -> [&RuleSet; 4] {
        [&self.date_rules, &self.count_rules, &self.signing_rules, &self.membership_rules]
    }

    /// What `rule` reads in `raw`, as it is written there: (words, value), or "none" for words that it keeps from being a date.
    pub(super) fn written_dates(&self, raw: &str, rule: &SpanRule) -> Vec<(String, String)> {
        let text = Text::new(raw, &self.lexicon);
        let cx = Cx { text: &text, lexicon: &self.lexicon, numbers: &self.gazetteer.numbers };
        let found = date::find(cx, &self.date_rules, &self.dates, 0..text.tokens.len());
        let own = found.iter().filter(|d| self.date_rules.rules()[d.rule].name == rule.name);
        let mut written: Vec<(String, String)> =
            own.map(|d| (text.words(d.first, d.end).to_owned(), d.value.to_string())).collect();
        if found.is_empty() {
            let kept = (0..text.tokens.len())
                .filter_map(|at| rule.match_at(cx, at).map(|m| (text.words(at, m.end).to_owned(), "none".to_owned())));
            written.extend(kept);
        }
        written
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
        self.read(article, &text, &zones, &mut Skips::new(false))
    }

    pub(super) fn text<'a>(&self, raw: &'a str) -> Text<'a> {
        Text::new(raw, &self.lexicon)
    }

    pub(super) fn zones(&self, text: &Text<'_>) -> Zones {
        Zones::new(text, &self.lexicon, &self.gazetteer.words, &self.zones)
    }

    /// Reads one article and keeps what was not taken, and why.
    pub fn explain<'a>(&'a self, article: &'a Article<'a>) -> Explanation<'a> {
        let text = self.text(&article.text);
        let zones = self.zones(&text);
        let mut skips = Skips::new(true);
        let record = self.read(article, &text, &zones, &mut skips);
        let points = CodePoints::new(&article.text);
        let at = |first: usize, end: usize| {
            let span = text.span(first, end);
            (points.at(span.start), points.at(span.end), &article.text[span.start..span.end])
        };
        let mut skipped: Vec<Skipped<'a>> = skips
            .all
            .into_iter()
            .map(|(first, tail, what, why)| {
                let (start, end, text) = at(first, tail);
                Skipped { start, end, text, what, why }
            })
            .collect();
        skipped.sort_by_key(|s| (s.start, s.end));
        let zones = zones
            .runs()
            .map(|(first, tail, zone)| {
                let (start, end, _) = at(first, tail);
                ZoneSpan { start, end, zone: zone.as_str(), read: zone.is_read() }
            })
            .collect();
        Explanation { record, skipped, zones }
    }

    /// The stages in their order.
    fn read<'a>(
        &'a self,
        article: &'a Article<'a>,
        text: &Text<'a>,
        zones: &Zones,
        skips: &mut Skips,
    ) -> ArticleRecord<'a> {
        let scene = Scene { text, zones, lexicon: &self.lexicon, gazetteer: &self.gazetteer };
        let mut m = Mentions { regions: region::find(scene, &self.regions, skips), ..Mentions::default() };
        (m.officials, m.titles) = official::find(scene, &self.officials, &m.regions, skips);
        region::settle(scene, &self.regions, &mut m.regions, &m.officials, skips);
        official::settle(scene, &mut m.officials, &m.regions);
        m.organisations = programme::organisations(scene, &self.programmes, skips);
        let offices: Vec<(u32, usize, usize)> = m
            .officials
            .iter()
            .filter_map(|o| o.organisation.map(|id| (id, o.first, o.end)))
            .chain(m.titles.iter().filter_map(|t| t.organisation(&self.gazetteer).map(|id| (id, t.first, t.end))))
            .collect();
        m.programmes = programme::find(scene, &self.programmes, &m.organisations, &offices, skips);
        m.dates = date::find(scene.cx(), &self.date_rules, &self.dates, 0..text.tokens.len());
        m.dates.retain(|d| scene.zones.of(d.first).is_read());
        let written: Vec<(usize, usize)> = m.dates.iter().map(|d| (d.first, d.end)).collect();
        m.years = years::find(scene, &self.years, &written);
        self.settle_by_cohorts(scene, &mut m);
        let published = self.published(article, scene, &m);
        let mut clues = fact::article_clues(scene, article, "published", &m);
        clues.published = published.map(|(day, _)| (day, "published"));
        let doubts = date::resolve(&mut m.dates, &clues);
        let around = count::Around {
            programmes: &m.programmes,
            regions: &m.regions,
            organisations: &m.organisations,
            years: &m.years,
        };
        m.counts = count::find(scene, &self.counts, &self.count_rules, around, skips);
        m.signings = signing::find(scene, &self.signings, &self.signing_rules);
        let parts = Parts::new(scene, &self.facts, &m);
        let main = parts.main.map(|(region, mention)| (region, (m.regions[mention].first, m.regions[mention].end)));
        official::locate(scene, &mut m.officials, main);
        let times = Times::new(scene, &self.facts, article, &m, &clues);
        let case = Case {
            scene,
            lists: &self.facts,
            membership: &self.membership_rules,
            mentions: &m,
            parts: &parts,
            times: &times,
        };
        let facts = fact::facts(case, skips);
        let findings = fact::findings(case, &doubts);
        build::build(build::Parts { article, case, date_rules: &self.date_rules, published }, &facts, findings)
    }

    /// Settles names in lists of members by the cohorts of the programmes and years that the article names.
    fn settle_by_cohorts<'a>(&'a self, scene: Scene<'_, 'a>, m: &mut Mentions<'a>) {
        if m.regions.iter().all(|region| region.region.is_some()) {
            return;
        }
        let stated = m.years.iter().filter_map(|year| year.stated());
        let years: BTreeSet<i16> = stated.chain(m.dates.iter().filter_map(|date| date.written_year())).collect();
        let mut told = BTreeMap::new();
        for programme in &m.programmes {
            told.entry(programme.programme).or_insert((programme.first, programme.end));
        }
        for (programme, tells) in told {
            let cohorts = &self.gazetteer.cohorts;
            let in_cohort = |region| years.iter().any(|&year| cohorts.holds(programme, year, region));
            region::settle_by_cohort(scene, &self.regions, &mut m.regions, tells, in_cohort);
        }
    }

    /// The day of publication: as the source states it, else a full date in a byline.
    fn published<'a>(
        &self,
        article: &'a Article<'a>,
        scene: Scene<'_, '_>,
        m: &Mentions<'_>,
    ) -> Option<(Date, &'a str)> {
        if let Some(day) = article.published {
            return Some((day, article.published_by.as_deref().unwrap_or("source")));
        }
        m.dates
            .iter()
            .filter(|d| scene.zones.of(d.first) == crate::zone::Zone::Byline)
            .find_map(|d| d.written_day())
            .map(|day| (day, "byline"))
    }
}

/// Reads a rule file; its user's version replaces rules of the same name and adds others.
fn rules(files: &Files, name: &str, lexicon: &mut LexiconBuilder, faults: &mut Vec<Fault>) -> Vec<SpanRule> {
    let mut all: Vec<SpanRule> = Vec::new();
    for source in files.texts(name) {
        for rule in read_rules(name, source, lexicon, faults) {
            match all.iter().position(|known| known.name == rule.name) {
                Some(known) => all[known] = rule,
                None if all.len() < RuleSet::MAX_RULES => all.push(rule),
                None => {
                    faults.push(Fault::new(name, rule.line, format!("more than {} rules", RuleSet::MAX_RULES)));
                    break;
                }
            }
        }
    }
    all
}

/// A record with the zones of its text and everything that was seen but not taken.
#[derive(Debug, Clone)]
pub struct Explanation<'a> {
    /// The record, as `extract` gives it.
    pub record: ArticleRecord<'a>,
    /// What was not taken, in text order.
    pub skipped: Vec<Skipped<'a>>,
    /// The zones of the text, in text order.
    pub zones: Vec<ZoneSpan>,
}

/// Words that were looked at and left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped<'a> {
    /// Start, in code points.
    pub start: usize,
    /// End, exclusive.
    pub end: usize,
    /// The words.
    pub text: &'a str,
    /// What they might have been: `region`, `date`, `count`, `official`, `programme`, `signing`, `membership`, `cohort_size`.
    pub what: &'static str,
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

/// A rule whose value no finder reads would do nothing: a fault of the file.
fn refuse_unknown_values(rules: &[SpanRule], is_known: impl Fn(&str) -> bool, faults: &mut Vec<Fault>) {
    for rule in rules.iter().filter(|rule| !is_known(&rule.value)) {
        faults.push(Fault::new(
            &rule.file,
            rule.line,
            format!("rule \"{}\": nothing reads the value `{}`", rule.name, rule.value),
        ));
    }
}
