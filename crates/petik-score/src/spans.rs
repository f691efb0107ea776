//! Where mentions stand: their spans against the annotated ones, exactly the same and at least overlapping.

use super::annotation::ArticleAnnotation;
use super::span::{Span, overlap};
use super::tally::{f1, rounded, share};
use petik_core::record::{ArticleRecord, Granularity, Mention, MentionValue};
use serde::Serialize;

/// A layer of mentions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layer {
    /// As the annotation names it.
    pub(super) name: &'static str,
    /// Whether the annotation lists every mention, or only the first one of each thing: then later ones are not wrong,
    /// and only recall can be told.
    every: bool,
}

pub(super) const LAYERS: [Layer; 5] = [
    Layer { name: "regions", every: false },
    Layer { name: "dates", every: true },
    Layer { name: "counts", every: true },
    Layer { name: "officials", every: false },
    Layer { name: "programmes", every: false },
];

impl Layer {
    fn annotated(self, article: &ArticleAnnotation) -> Vec<Span> {
        let spans: &mut dyn Iterator<Item = Option<Span>> = match self.name {
            "regions" => &mut article.regions.iter().map(|region| region.span),
            "dates" => &mut article.dates.iter().map(|date| date.span),
            "counts" => &mut article.counts.iter().map(|count| count.span),
            "officials" => &mut article.officials.iter().map(|official| official.span),
            _ => &mut article.programmes.iter().copied(),
        };
        spans.flatten().collect()
    }

    fn found(self, record: &ArticleRecord<'_>, unscored: &[Span]) -> Vec<Span> {
        let is_of_it = |mention: &&Mention<'_>| match (&mention.value, self.name) {
            (MentionValue::Date { granularity, .. }, "dates") => *granularity == Granularity::Day,
            (MentionValue::Region { .. }, "regions")
            | (MentionValue::Count { .. }, "counts")
            | (MentionValue::Official { .. }, "officials")
            | (MentionValue::Programme { .. }, "programmes") => true,
            _ => false,
        };
        let mut spans: Vec<Span> = record
            .mentions
            .iter()
            .filter(is_of_it)
            .map(|mention| (mention.start, mention.end))
            .filter(|span| !unscored.iter().any(|other| overlap(*span, *other)))
            .collect();
        spans.dedup();
        spans
    }
}

/// The counts of one layer over all articles.
#[derive(Debug, Default)]
pub(super) struct SpanTally {
    gold: usize,
    found: usize,
    gold_met: [usize; 2],
    found_met: [usize; 2],
}

/// The figures of one layer; `p` and `f1` are `null` where only recall can be told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SpanRow {
    /// Of spans that are the same.
    pub exact: SpanFigures,
    /// Of spans that share a code point.
    pub overlap: SpanFigures,
    /// Annotated spans.
    pub gold: usize,
    /// Spans of the records.
    pub found: usize,
}

/// Precision and recall of spans.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SpanFigures {
    /// Precision.
    pub p: Option<f64>,
    /// Recall.
    pub r: f64,
    /// Harmonic mean of both.
    pub f1: Option<f64>,
}

impl SpanTally {
    /// Adds one article.
    pub(super) fn add(
        &mut self,
        layer: Layer,
        article: &ArticleAnnotation,
        record: &ArticleRecord<'_>,
        unscored: &[Span],
    ) {
        let (gold, found) = (layer.annotated(article), layer.found(record, unscored));
        self.gold += gold.len();
        self.found += found.len();
        let same: fn(Span, Span) -> bool = |a, b| a == b;
        for (way, meets) in [same, overlap].into_iter().enumerate() {
            self.gold_met[way] += gold.iter().filter(|a| found.iter().any(|b| meets(**a, *b))).count();
            self.found_met[way] += found.iter().filter(|a| gold.iter().any(|b| meets(**a, *b))).count();
        }
    }

    pub(super) fn row(&self, layer: Layer) -> SpanRow {
        let figures = |way: usize| {
            let r = share(self.gold_met[way], self.gold);
            let p = layer.every.then(|| share(self.found_met[way], self.found));
            SpanFigures { p: p.map(rounded), r: rounded(r), f1: p.map(|p| rounded(f1(p, r))) }
        };
        SpanRow { exact: figures(0), overlap: figures(1), gold: self.gold, found: self.found }
    }
}
