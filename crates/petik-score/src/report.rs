//! Records beside annotations: the figures, and every difference.

use super::annotation::{Annotations, ArticleAnnotation};
use super::calibration::Reliability;
use super::facts::{ComparedFacts, judged};
use super::figures::{ArticleAnswers, Figures, Group, MANY_REGIONS, MENTIONS, Part};
use super::mentions::Pair;
use super::slots::SLOTS;
use super::spans::{LAYERS, SpanTally};
use super::tally::Answers;
use petik_core::record::ArticleRecord;
use std::collections::{BTreeSet, HashMap};
use std::fmt;

/// The figures and the differences.
#[derive(Debug)]
pub struct Report {
    /// The figures.
    pub figures: Figures,
    /// Every difference, article by article.
    pub differences: Vec<Difference>,
}

/// One thing in which a record differs from the annotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Id of the article.
    pub article: String,
    /// The layer.
    pub layer: String,
    /// What is wrong.
    pub kind: DifferenceKind,
    /// What it is about, in words.
    pub what: String,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DifferenceKind {
    /// The record has too much (false positive).
    Superfluous,
    /// The record lacks it (false negative).
    Missing,
    /// A slot of a fact that was found is filled otherwise.
    Slot,
}

impl fmt::Display for Difference {
    /// Article, layer, `FP`, `FN` or `slot`, and what, with tabs between them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            DifferenceKind::Superfluous => "FP",
            DifferenceKind::Missing => "FN",
            DifferenceKind::Slot => "slot",
        };
        write!(f, "{}\t{}\t{kind}\t{}", self.article, self.layer, self.what)
    }
}

/// Holds `records` against `annotations`. `texts` has texts by id: with them the offsets of all mentions are checked. Of
/// records with one id the last counts; records that nobody annotated are passed over, and annotations of single facts are
/// ([`ArticleAnnotation::is_by_fact`]).
pub fn score(
    annotations: &Annotations,
    records: &[ArticleRecord<'_>],
    texts: Option<&HashMap<String, String>>,
) -> Report {
    let by_id: HashMap<&str, &ArticleRecord<'_>> = records.iter().map(|record| (record.id.as_ref(), record)).collect();
    let nothing = ArticleRecord::default();
    let mut differences = Vec::new();
    let mut answers: Vec<(Group, ArticleAnswers)> = Vec::new();
    let mut spans: [SpanTally; LAYERS.len()] = Default::default();
    let (mut missing, mut without_any, mut offset_errors) = (0, 0, 0);
    let (mut programme_agrees, mut facts_right) = (0, 0);
    let mut trusted: Vec<(f64, bool)> = Vec::new();

    let whole: Vec<&ArticleAnnotation> = annotations.articles.iter().filter(|article| !article.is_by_fact()).collect();
    for &article in &whole {
        let record = by_id.get(article.id.as_str()).copied();
        missing += usize::from(record.is_none());
        let record = record.unwrap_or(&nothing);
        if let Some(text) = texts.and_then(|texts| texts.get(&article.id)) {
            offset_errors += misplaced(text, record);
        }
        let pair = Pair { article, record };
        let mut tell = |layer: &str, kind: DifferenceKind, what: Vec<String>| {
            let (article, layer) = (&article.id, layer);
            let all = what.into_iter();
            differences.extend(all.map(|what| Difference {
                article: article.clone(),
                layer: layer.to_owned(),
                kind,
                what,
            }));
        };

        let mentions = [pair.regions(), pair.dates(), pair.counts(), pair.officials()];
        let mut of_layers: Vec<Answers> = mentions.iter().map(|compared| compared.answers()).collect();
        for (layer, compared) in MENTIONS.into_iter().zip(mentions) {
            tell(layer, DifferenceKind::Superfluous, compared.superfluous);
            tell(layer, DifferenceKind::Missing, compared.missing);
        }
        // A record of another program need not give any.
        let given = record.facts.iter().map(|fact| fact.confidence).zip(judged(pair));
        trusted.extend(
            given.filter_map(|(confidence, right)| Some((Some(confidence).filter(|given| *given > 0.0)?, right?))),
        );
        let facts = ComparedFacts::of(pair);
        of_layers.push(facts.all());
        of_layers.extend(facts.by_type);
        of_layers.extend(facts.by_slot);
        if article.facts.is_empty() {
            without_any += facts.claimed;
        }
        programme_agrees += facts.programme_agrees;
        facts_right += facts.all().right;
        tell("facts", DifferenceKind::Missing, facts.missing);
        tell("facts", DifferenceKind::Superfluous, facts.superfluous);
        for (slot, what) in facts.slots {
            tell(&format!("slots:{}", SLOTS[slot]), DifferenceKind::Slot, vec![what]);
        }

        let regions: BTreeSet<&str> = article.facts.iter().filter_map(|fact| fact.region.as_deref()).collect();
        let group = if regions.len() >= MANY_REGIONS { Group::Lists } else { Group::Others };
        answers.push((group, std::array::from_fn(|layer| of_layers[layer])));
        for (tally, layer) in spans.iter_mut().zip(LAYERS) {
            tally.add(layer, article, record, &article.unscored);
        }
    }

    let part = |wanted: Option<Group>| {
        Part::of(answers.iter().filter(|(group, _)| wanted.is_none_or(|one| one == *group)).map(|(_, answers)| answers))
    };
    let figures = Figures {
        all: part(None),
        groups: [Group::Lists, Group::Others].map(|group| (group, part(Some(group)))),
        spans: LAYERS.into_iter().zip(&spans).map(|(layer, tally)| (layer.name, tally.row(layer))).collect(),
        facts_on_articles_without_any: without_any,
        articles: whole.len(),
        articles_missing: missing,
        offset_errors: texts.map(|_| offset_errors),
        programme_agrees,
        facts_right,
        confidence: Reliability::of(&trusted),
    };
    Report { figures, differences }
}

/// How many mentions do not hold the words that stand at their place in the text.
fn misplaced(text: &str, record: &ArticleRecord<'_>) -> usize {
    let points: Vec<char> = text.chars().collect();
    let is_wrong = |start: usize, end: usize, words: &str| {
        let there = points.get(start.min(points.len())..end.min(points.len())).unwrap_or_default();
        !there.iter().copied().eq(words.chars())
    };
    record.mentions.iter().filter(|mention| is_wrong(mention.start, mention.end, &mention.text)).count()
}
