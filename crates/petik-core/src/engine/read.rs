//! The road of one article, in three stretches: what is named, what is told, the record. Who wants records of some articles only can
//! leave it behind each.

use super::engine::Engine;
use super::record;
use crate::article::Article;
use crate::fact::{self, Case, FactDraft, Mentions, Parts, Times};
use crate::gazetteer::Gazetteer;
use crate::link;
use crate::mention::date::DateDoubt;
use crate::mention::programme::OfficeNamed;
use crate::mention::signing::SigningMention;
use crate::mention::{Rejections, Scene, count, date, document, official, programme, region, signing, years};
use crate::record::{ArticleRecord, PublishedBy};
use crate::text::Text;
use crate::zone::{Zone, Zones};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What an article tells.
#[derive(Debug)]
pub(super) struct Told<'a> {
    mentions: Mentions<'a>,
    parts: Parts,
    times: Times,
    doubts: Vec<DateDoubt>,
    published: Option<(Date, PublishedBy)>,
    /// Its facts.
    pub(super) facts: Vec<FactDraft<'a>>,
}

impl Engine {
    pub(super) fn scene<'s, 'a>(&'a self, text: &'s Text<'a>, zones: &'s Zones) -> Scene<'s, 'a> {
        Scene { text, zones, lexicon: &self.lexicon, gazetteer: &self.gazetteer }
    }

    /// Words of signing.
    pub(super) fn signings<'a>(&'a self, scene: Scene<'_, 'a>) -> Vec<SigningMention<'a>> {
        signing::find(scene, &self.signings, &self.rules.signings)
    }

    /// All stages in their order.
    pub(super) fn read<'a>(
        &'a self,
        article: &'a Article<'a>,
        scene: Scene<'_, 'a>,
        rejections: &mut Rejections,
    ) -> ArticleRecord<'a> {
        let named = self.named(scene, self.signings(scene), rejections);
        let told = self.told(article, scene, named, rejections);
        self.record(article, scene, told, rejections)
    }

    /// What is named: regions, officials, organisations, programmes, beside `signings`.
    pub(super) fn named<'a>(
        &'a self,
        scene: Scene<'_, 'a>,
        signings: Vec<SigningMention<'a>>,
        rejections: &mut Rejections,
    ) -> Mentions<'a> {
        let regions = region::find(scene, &self.regions, rejections);
        let mut m = Mentions { regions, signings, ..Mentions::default() };
        (m.officials, m.titles) = official::find(scene, &self.officials, &m.regions, rejections);
        m.regions = link::regions(scene, &self.regions, m.regions, &m.officials, rejections);
        m.officials = link::officials(scene, m.officials, &m.regions);
        m.organisations = programme::organisations(scene, &self.programmes, rejections);
        let offices = offices(&m, &self.gazetteer);
        m.programmes = programme::find(scene, &self.programmes, &m.organisations, &offices, rejections);
        m
    }

    /// What is told, where `m` is what is named.
    pub(super) fn told<'a>(
        &'a self,
        article: &'a Article<'a>,
        scene: Scene<'_, 'a>,
        mut m: Mentions<'a>,
        rejections: &mut Rejections,
    ) -> Told<'a> {
        m.dates = date::find(scene.cx(), &self.rules.dates, &self.dates, 0..scene.text.tokens.len());
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
        let parts = Parts::new(scene, &self.facts, &m);
        let main = parts.main.map(|(region, mention)| (region, (m.regions[mention].first, m.regions[mention].end)));
        m.officials = link::seats(scene, m.officials, main);
        let times = Times::new(scene, &self.facts, article, &m, &clues);
        let facts = fact::facts(self.case(scene, &m, (&parts, &times)), rejections);
        Told { mentions: m, parts, times, doubts, published, facts }
    }

    /// The record of what is told.
    pub(super) fn record<'a>(
        &'a self,
        article: &'a Article<'a>,
        scene: Scene<'_, 'a>,
        told: Told<'a>,
        rejections: &mut Rejections,
    ) -> ArticleRecord<'a> {
        let Told { mentions: mut m, parts, times, doubts, published, facts } = told;
        m.documents = document::find(scene, &self.rules.documents, |(first, end)| {
            let written = date::find(scene.cx(), &self.rules.dates, &self.dates, first..end);
            written.first()?.written_day()
        });
        let case = self.case(scene, &m, (&parts, &times));
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

    pub(super) fn case<'m, 'a>(
        &'a self,
        scene: Scene<'m, 'a>,
        mentions: &'m Mentions<'a>,
        (parts, times): (&'m Parts, &'m Times),
    ) -> Case<'m, 'a> {
        Case { scene, lists: &self.facts, statuses: &self.statuses, tables: &self.tables, mentions, parts, times }
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
