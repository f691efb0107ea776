//! All figures over all articles, and how they are printed.

use super::input::{GoldArticle, Record};
use super::layers::{Compared, ComparedFacts, Pair};
use super::spans::{LAYERS, SpanFigures, SpanRow, SpanTally};
use super::tally::{Row, Tally};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::collections::HashMap;
use std::io::{self, Write};

/// The layers in the order they are printed.
const ROWS: [&str; 8] =
    ["regions", "dates", "counts", "officials", "facts", "facts:signing", "facts:membership", "facts:cohort_size"];
/// Where the rows of single fact types begin in [`ROWS`]; the one before is all facts.
const FACT_TYPES: [(usize, &str); 3] = [(5, "signing"), (6, "membership"), (7, "cohort_size")];
const ALL_FACTS: usize = 4;

/// The figures, and a line for every difference: article, layer, FP or FN, what.
pub(super) struct Report {
    pub(super) figures: Figures,
    pub(super) errors: Vec<String>,
}

/// The figures.
#[derive(Debug)]
pub(super) struct Figures {
    rows: Vec<(&'static str, Row)>,
    spans: Vec<(&'static str, SpanRow)>,
    pub(super) facts_on_articles_without_any: usize,
    pub(super) articles: usize,
    pub(super) articles_missing: usize,
    /// `None` without texts to check against.
    pub(super) offset_errors: Option<usize>,
    /// Right facts, and how many of them agree on whether they belong to a programme.
    programme: (usize, usize),
}

impl Report {
    pub(super) fn of(
        records: &HashMap<String, Record>,
        gold: &[GoldArticle],
        texts: Option<&HashMap<String, String>>,
    ) -> Self {
        let nothing = Record::default();
        // Facts name regions by name; the region lists of all articles together say which code that is.
        let codes: HashMap<&str, Option<&str>> = gold
            .iter()
            .flat_map(|article| &article.regions)
            .map(|region| (region.name.as_str(), region.kode.as_deref()))
            .collect();
        let mut tallies: [Tally; ROWS.len()] = Default::default();
        let mut spans: [SpanTally; LAYERS.len()] = Default::default();
        let mut errors = Vec::new();
        let (mut missing, mut without_any, mut offset_errors, mut programme) = (0, 0, 0, (0, 0));

        for article in gold {
            let record = records.get(&article.id).unwrap_or(&nothing);
            missing += usize::from(!records.contains_key(&article.id));
            if let Some(text) = texts.and_then(|texts| texts.get(&article.id)) {
                offset_errors += misplaced(text, record);
            }
            let pair = Pair::new(article, record);
            let mut note = |layer: &str, kind: &str, what: &[String]| {
                errors.extend(what.iter().map(|what| format!("{}\t{layer}\t{kind}\t{what}", article.id)));
            };

            let sets = [pair.regions(), pair.dates(), pair.counts()];
            for (at, Compared { right, superfluous, missing }) in sets.into_iter().enumerate() {
                tallies[at].add(right, superfluous.len(), missing.len());
                note(ROWS[at], "FP", &superfluous);
                note(ROWS[at], "FN", &missing);
            }
            let Compared { right, superfluous, missing } = pair.officials();
            tallies[3].add(right, superfluous.len(), missing.len());
            note(ROWS[3], "FN", &missing);
            note(ROWS[3], "FP", &superfluous);

            let facts = ComparedFacts::of(&pair, &codes);
            if article.facts.is_empty() {
                without_any += facts.claimed;
            }
            let all = |which: usize| facts.by_type.values().map(|counts| counts[which]).sum::<usize>();
            tallies[ALL_FACTS].add(all(0), all(1), all(2));
            for (at, name) in FACT_TYPES {
                let [right, superfluous, missing] = facts.by_type.get(name).copied().unwrap_or_default();
                tallies[at].add(right, superfluous, missing);
            }
            programme.0 += facts.programme_agrees;
            programme.1 += all(0);
            note("facts", "FN", &facts.missing);
            note("facts", "FP", &facts.superfluous);

            for (tally, layer) in spans.iter_mut().zip(LAYERS) {
                tally.add(layer, article, record, &pair.unscored);
            }
        }

        let figures = Figures {
            rows: ROWS.into_iter().zip(tallies.iter().map(Tally::row)).collect(),
            spans: LAYERS.into_iter().zip(&spans).map(|(layer, tally)| (layer.name, tally.row(layer))).collect(),
            facts_on_articles_without_any: without_any,
            articles: gold.len(),
            articles_missing: missing,
            offset_errors: texts.map(|_| offset_errors),
            programme,
        };
        Report { figures, errors }
    }
}

/// How many mentions do not hold the words that stand at their place in the text.
fn misplaced(text: &str, record: &Record) -> usize {
    let points: Vec<char> = text.chars().collect();
    let is_wrong = |start: usize, end: usize, words: &str| {
        let there = points.get(start.min(points.len())..end.min(points.len())).unwrap_or_default();
        !there.iter().copied().eq(words.chars())
    };
    record.mentions.iter().filter(|mention| is_wrong(mention.start, mention.end, &mention.text)).count()
}

impl Figures {
    /// F1 of a layer by its printed name; `spans:dates:exact` and `spans:dates:overlap` for spans, where recall stands
    /// in for F1 if only that is told.
    pub(super) fn of_layer(&self, name: &str) -> Option<f64> {
        if let Some((_, row)) = self.rows.iter().find(|(known, _)| *known == name) {
            return Some(row.f1);
        }
        let (layer, way) = name.strip_prefix("spans:")?.split_once(':')?;
        let (_, row) = self.spans.iter().find(|(known, _)| *known == layer)?;
        let figures = match way {
            "exact" => row.exact,
            "overlap" => row.overlap,
            _ => return None,
        };
        Some(figures.f1.unwrap_or(figures.r))
    }

    pub(super) fn write_table(&self, out: &mut impl Write) -> io::Result<()> {
        for (name, Row { p, r, f1, macro_f1, tp, fp, missing }) in &self.rows {
            let counts = format!("tp {tp} fp {fp} fn {missing}");
            writeln!(out, "{name:20} P {p:.3}  R {r:.3}  F1 {f1:.3}  macro-F1 {macro_f1:.3}   {counts}")?;
        }
        for (name, SpanRow { exact, overlap, gold, found }) in &self.spans {
            for (way, SpanFigures { p, r, f1 }) in [("exact", exact), ("overlap", overlap)] {
                let name = format!("spans:{name}");
                let figure = |figure: &Option<f64>| figure.map_or("  -  ".into(), |figure| format!("{figure:.3}"));
                let counts = format!("gold {gold} found {found}");
                writeln!(out, "{name:20} P {}  R {r:.3}  F1 {}  {way:14}   {counts}", figure(p), figure(f1))?;
            }
        }
        let (agree, of) = self.programme;
        writeln!(out, "{:20} {agree} of {of} right facts agree on having a programme", "facts: programme")?;
        writeln!(
            out,
            "{:20} {} facts claimed on articles without any",
            "facts: none", self.facts_on_articles_without_any
        )?;
        write!(out, "{:20} {} articles, {} without a record", "articles", self.articles, self.articles_missing)?;
        match self.offset_errors {
            Some(errors) => writeln!(out, ", {errors} offset errors"),
            None => writeln!(out, ", offsets not checked (--texts)"),
        }
    }
}

impl Serialize for Figures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, row) in &self.rows {
            map.serialize_entry(name, row)?;
        }
        map.serialize_entry("facts_on_articles_without_any", &self.facts_on_articles_without_any)?;
        map.serialize_entry("articles", &self.articles)?;
        map.serialize_entry("articles_missing", &self.articles_missing)?;
        map.serialize_entry("offset_errors", &self.offset_errors)?;
        for (name, row) in &self.spans {
            map.serialize_entry(&format!("spans:{name}"), row)?;
        }
        #[derive(Serialize)]
        struct Programme {
            agree: usize,
            of: usize,
        }
        let (agree, of) = self.programme;
        map.serialize_entry("facts:programme", &Programme { agree, of })?;
        map.end()
    }
}
