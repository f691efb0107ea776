//! Where mentions stand: their spans against the annotated ones, exactly the same and at least overlapping.

use super::input::{GoldArticle, Place, Record};
use super::tally::{f1, rounded, share};
use serde::Serialize;

pub(super) type Span = (usize, usize);

pub(super) fn overlap(a: Span, b: Span) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// A layer of mentions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layer {
    /// As the annotation names it.
    pub(super) name: &'static str,
    /// The `type` of its mentions.
    kind: &'static str,
    /// Whether the annotation lists every mention, or only the first one of each thing: then later ones are not wrong,
    /// and only recall can be told.
    every: bool,
}

pub(super) const LAYERS: [Layer; 5] = [
    Layer { name: "regions", kind: "region", every: false },
    Layer { name: "dates", kind: "date", every: true },
    Layer { name: "counts", kind: "count", every: true },
    Layer { name: "officials", kind: "official", every: false },
    Layer { name: "programmes", kind: "programme", every: false },
];

impl Layer {
    fn gold(self, gold: &GoldArticle) -> Vec<Span> {
        let spans = |places: &mut dyn Iterator<Item = &Place>| places.filter_map(Place::span).collect();
        match self.kind {
            "region" => spans(&mut gold.regions.iter().map(|region| &region.place)),
            "date" => spans(&mut gold.dates.iter().map(|date| &date.place)),
            "count" => spans(&mut gold.counts.iter().map(|count| &count.place)),
            "official" => spans(&mut gold.officials.iter().map(|official| &official.place)),
            _ => spans(&mut gold.programmes.iter()),
        }
    }

    fn found(self, record: &Record, unscored: &[Span]) -> Vec<Span> {
        let mentions = record.mentions.iter().filter(|mention| {
            mention.kind == self.kind && (self.kind != "date" || mention.granularity.as_deref() == Some("day"))
        });
        let mut spans: Vec<Span> = mentions
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
pub(super) struct SpanRow {
    pub(super) exact: SpanFigures,
    pub(super) overlap: SpanFigures,
    pub(super) gold: usize,
    pub(super) found: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct SpanFigures {
    pub(super) p: Option<f64>,
    pub(super) r: f64,
    pub(super) f1: Option<f64>,
}

impl SpanTally {
    /// Adds one article.
    pub(super) fn add(&mut self, layer: Layer, gold: &GoldArticle, record: &Record, unscored: &[Span]) {
        let (gold, found) = (layer.gold(gold), layer.found(record, unscored));
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
