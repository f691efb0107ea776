//! All figures: of every layer over all articles, and over those that list many regions apart from the others.

use super::bootstrap::intervals;
use super::calibration::Reliability;
use super::facts::TYPES;
use super::slots::SLOTS;
use super::spans::SpanRow;
use super::tally::{Answers, Row};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// The layers of mentions in the order in which they are told.
pub(super) const MENTIONS: [&str; 4] = ["regions", "dates", "counts", "officials"];
/// Mentions, all facts, facts by type, slots.
pub(super) const LAYERS: usize = MENTIONS.len() + 1 + TYPES.len() + SLOTS.len();

/// The names of the layers.
pub(super) fn layer_names() -> [String; LAYERS] {
    let mentions = MENTIONS.iter().map(|name| (*name).to_owned());
    let facts = TYPES.iter().map(|kind| format!("facts:{kind}"));
    let slots = SLOTS.iter().map(|slot| format!("slots:{slot}"));
    let mut names = mentions.chain(["facts".to_owned()]).chain(facts).chain(slots);
    std::array::from_fn(|_| names.next().unwrap_or_default())
}

/// The answers of one article, by layer.
pub(super) type ArticleAnswers = [Answers; LAYERS];

/// Some of the articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Those whose facts name six regions or more: lists of members.
    Lists,
    /// The others.
    Others,
}

impl Group {
    /// The word used in outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Group::Lists => "lists",
            Group::Others => "others",
        }
    }
}

/// How many regions the facts of a list article name at least.
pub(super) const MANY_REGIONS: usize = 6;

/// The figures over some articles.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) articles: usize,
    pub(super) rows: Vec<(String, Row)>,
}

impl Part {
    pub(super) fn of<'a>(articles: impl Iterator<Item = &'a ArticleAnswers>) -> Self {
        let articles: Vec<&ArticleAnswers> = articles.collect();
        let layers: Vec<Vec<Answers>> =
            (0..LAYERS).map(|layer| articles.iter().map(|answers| answers[layer]).collect()).collect();
        let rows = layers.iter().zip(intervals(&layers)).map(|(layer, interval)| Row::of(layer, interval));
        Part { articles: articles.len(), rows: layer_names().into_iter().zip(rows).collect() }
    }
}

/// The figures of a set.
#[derive(Debug, Clone)]
pub struct Figures {
    pub(super) all: Part,
    pub(super) groups: [(Group, Part); 2],
    pub(super) spans: Vec<(&'static str, SpanRow)>,
    /// Facts claimed on articles that have none.
    pub facts_on_articles_without_any: usize,
    /// Annotated articles.
    pub articles: usize,
    /// Those of them without a record.
    pub articles_missing: usize,
    /// Mentions whose words do not stand at their offsets; `None` without texts to check against.
    pub offset_errors: Option<usize>,
    /// How many right facts agree on whether they belong to a programme.
    pub programme_agrees: usize,
    /// Right facts.
    pub facts_right: usize,
    /// The confidence of facts beside how many of them are right.
    pub confidence: Reliability,
}

impl Figures {
    /// The layers with their figures, in the order in which they are told.
    pub fn rows(&self) -> impl Iterator<Item = (&str, &Row)> {
        self.all.rows.iter().map(|(name, row)| (name.as_str(), row))
    }

    /// The figures of the articles of a group, and how many these are.
    pub fn of_group(&self, group: Group) -> (usize, impl Iterator<Item = (&str, &Row)>) {
        let part = self.groups.iter().find(|(known, _)| *known == group).map_or(&self.all, |(_, part)| part);
        (part.articles, part.rows.iter().map(|(name, row)| (name.as_str(), row)))
    }

    /// The layers of spans with their figures.
    pub fn spans(&self) -> impl Iterator<Item = (&'static str, &SpanRow)> {
        self.spans.iter().map(|(name, row)| (*name, row))
    }

    /// The figures of a layer by its name; `lists:facts`, `others:facts` are those of a group.
    pub fn row(&self, name: &str) -> Option<&Row> {
        let group = self
            .groups
            .iter()
            .find_map(|(group, part)| Some((part, name.strip_prefix(group.as_str())?.strip_prefix(':')?)));
        let (part, layer) = group.unwrap_or((&self.all, name));
        part.rows.iter().find(|(known, _)| known == layer).map(|(_, row)| row)
    }

    /// F1 of a layer by its name, as of [`Figures::row`]; of spans as `spans:dates:exact` and `spans:dates:overlap`, where
    /// recall stands in for F1 if only that is told.
    pub fn f1(&self, name: &str) -> Option<f64> {
        if let Some(row) = self.row(name) {
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
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("articles", &self.articles)?;
        for (name, row) in &self.rows {
            map.serialize_entry(name, row)?;
        }
        map.end()
    }
}

impl Serialize for Figures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Programme {
            agree: usize,
            of: usize,
        }
        let mut map = serializer.serialize_map(None)?;
        for (name, row) in &self.all.rows {
            map.serialize_entry(name, row)?;
        }
        map.serialize_entry("facts_on_articles_without_any", &self.facts_on_articles_without_any)?;
        map.serialize_entry("articles", &self.articles)?;
        map.serialize_entry("articles_missing", &self.articles_missing)?;
        map.serialize_entry("offset_errors", &self.offset_errors)?;
        for (name, row) in &self.spans {
            map.serialize_entry(&format!("spans:{name}"), row)?;
        }
        map.serialize_entry("facts:programme", &Programme { agree: self.programme_agrees, of: self.facts_right })?;
        for (group, part) in &self.groups {
            map.serialize_entry(group.as_str(), part)?;
        }
        map.serialize_entry("confidence", &self.confidence)?;
        map.end()
    }
}
