//! A sentence as data: which one of a closed set it is, and what stands in its places. `gazetteers/ui/` has its words in every
//! language, so that a folder that was written in one language is read in another.

use crate::phrases::Phrases;
use crate::reconciliation::{Remark, Unresolved};
use petik_core::Vocabulary;
use petik_core::record::Approx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;

/// A set of sentences with a phrase for each of its words.
pub trait Sentences: Vocabulary + Default {
    /// The key of the phrase in `ui/`.
    fn key(self) -> String;
}

/// A sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Saying<K> {
    /// Which one it is.
    #[serde(rename = "type")]
    pub kind: K,
    /// What stands in its places, by their names.
    #[serde(flatten)]
    pub places: BTreeMap<Cow<'static, str>, Value>,
}

/// What stands in a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// A number or a year.
    Number(u64),
    /// A name, a code, words of the list.
    Words(String),
    /// Several of them.
    Names(Vec<String>),
    /// Sizes of cohorts as sources state them.
    Sizes(Vec<Stated>),
    /// Sums of the list that are not the number of its rows.
    Sums(Vec<OwnSum>),
    /// Where it is in the list.
    Place(Place),
}

/// A size as sources state it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stated {
    /// The number.
    pub value: u64,
    /// How far it is exact; left out where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approx: Option<Approx>,
    /// How many sources state it.
    pub sources: u64,
}

/// A sum of the list beside the rows that it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OwnSum {
    /// The sum; several where it cannot be told which of the numbers counts the rows.
    pub stated: Vec<u64>,
    /// The year that it is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    /// The number of its rows.
    pub rows: u64,
}

/// A place in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The sheet, where one is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Row of the sheet or line of the file, where one is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
}

/// Where the sentence is about, which stands before it.
const PLACE: &str = "place";
/// Places with numbers of regions.
const OF_REGIONS: [&str; 2] = ["again", "twice"];
/// The place with the parts of a sum.
const PARTS: &str = "parts";
/// The place with a stage of a cohort.
const STAGE: &str = "stage";

/// The place whose number tells one from many.
const COUNTED: &str = "n";
/// Places with what somebody else wrote: it stands in quotation marks.
const QUOTED: [&str; 2] = ["words", "sheet"];
/// Places with kinds of regions.
const LEVELS: &str = "levels";
/// Places with regions of which one is meant.
const REGIONS: [&str; 2] = ["regions", "others"];

impl<K: Sentences> Saying<K> {
    /// The sentence without places.
    pub fn of(kind: K) -> Self {
        Saying { kind, places: BTreeMap::new() }
    }

    /// Fills a place.
    #[must_use]
    pub fn with(mut self, place: &'static str, value: impl Into<Value>) -> Self {
        self.places.insert(place.into(), value.into());
        self
    }

    /// The words of somebody else that it holds.
    pub(crate) fn words(&self) -> Option<&str> {
        match self.places.get(QUOTED[0]) {
            Some(Value::Words(words)) => Some(words),
            _ => None,
        }
    }

    /// Reads the sentence from its JSON object; `None` where it is none of the set, as one of a later version.
    pub(crate) fn from_json(json: &str) -> Option<Self>
    where
        K: for<'de> Deserialize<'de>,
    {
        serde_json::from_str(json).ok()
    }

    /// Its JSON object.
    pub(crate) fn to_json(&self) -> String
    where
        K: Serialize,
    {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// In words.
    pub fn say(&self, phrases: &Phrases) -> String {
        let said: Vec<(&str, String)> =
            self.places.iter().map(|(place, value)| (&**place, value.said(place, phrases))).collect();
        let places: Vec<(&str, &dyn Display)> = said.iter().map(|(place, words)| (*place, words as _)).collect();
        let words = match self.places.get(COUNTED) {
            Some(Value::Number(number)) => phrases.count_with(&self.kind.key(), *number, &places),
            _ => phrases.fill(&self.kind.key(), &places),
        };
        match self.places.get(PLACE) {
            Some(Value::Place(place)) => format!("{}: {words}", place.say(phrases)),
            _ => words,
        }
    }

    /// In the English words that programs read and digests are made of, whatever somebody lays over the phrases.
    pub fn english(&self) -> String {
        self.say(Phrases::reference())
    }
}

impl Unresolved {
    /// Why it is open, in words.
    pub fn say(&self, phrases: &Phrases) -> Cow<'_, str> {
        match &self.why {
            Some(why) => why.say(phrases).into(),
            None => (&*self.reason).into(),
        }
    }

    /// What it could be, in words.
    pub fn could_be(&self, phrases: &Phrases) -> Vec<String> {
        self.candidates.iter().map(|one| phrases.candidate(one)).collect()
    }
}

impl Remark {
    /// The remark in words.
    pub fn say(&self, phrases: &Phrases) -> Cow<'_, str> {
        match &self.why {
            Some(why) => why.say(phrases).into(),
            None => (&*self.message).into(),
        }
    }
}

impl Value {
    fn said(&self, place: &str, phrases: &Phrases) -> String {
        match self {
            Value::Number(number) if OF_REGIONS.contains(&place) => phrases.count("words.regions", *number),
            Value::Number(number) => number.to_string(),
            Value::Words(stage) if place == STAGE => phrases.known("stage", stage).to_owned(),
            Value::Words(words) if QUOTED.contains(&place) => format!("{words:?}"),
            Value::Words(words) => words.clone(),
            Value::Names(names) if place == LEVELS => {
                names.iter().map(|name| phrases.known("a_level", name)).collect::<Vec<_>>().join(", ")
            }
            Value::Names(names) if REGIONS.contains(&place) => phrases.one_of(names),
            Value::Names(names) if place == PARTS => names.join(" + "),
            Value::Names(names) => names.join(", "),
            Value::Sizes(sizes) => sizes.iter().map(|size| size.say(phrases)).collect::<Vec<_>>().join(", "),
            Value::Sums(sums) => sums.iter().map(|sum| sum.say(phrases)).collect::<Vec<_>>().join("; "),
            Value::Place(place) => place.say(phrases),
        }
    }
}

impl Stated {
    /// `about 100 (1 source)`.
    fn say(&self, phrases: &Phrases) -> String {
        let number = match self.approx {
            Some(approx) => phrases.fill(&format!("approx.{approx}"), &[("number", &self.value)]),
            None => self.value.to_string(),
        };
        phrases.count_with("size_value.size", self.sources, &[("number", &number)])
    }
}

impl OwnSum {
    /// `50 of 2018, and its rows are 49`.
    fn say(&self, phrases: &Phrases) -> String {
        let stated: Vec<String> = self.stated.iter().map(u64::to_string).collect();
        let stated = phrases.one_of(&stated);
        match self.year {
            Some(year) => {
                phrases.fill("size_value.sum_of_year", &[("stated", &stated), ("year", &year), ("rows", &self.rows)])
            }
            None => phrases.fill("size_value.sum", &[("stated", &stated), ("rows", &self.rows)]),
        }
    }
}

impl Place {
    /// `list.xlsx, sheet "2018", row 3`.
    pub(crate) fn say(&self, phrases: &Phrases) -> String {
        let Place { file, sheet, row } = self;
        let sheet = sheet.as_ref().map(|sheet| format!("{sheet:?}"));
        match (&sheet, row) {
            (Some(sheet), Some(row)) => phrases.fill("place.row", &[("file", file), ("sheet", sheet), ("row", row)]),
            (Some(sheet), None) => phrases.fill("place.sheet", &[("file", file), ("sheet", sheet)]),
            (None, Some(line)) => format!("{file}:{line}"),
            (None, None) => file.clone(),
        }
    }
}

impl From<Vec<Stated>> for Value {
    fn from(sizes: Vec<Stated>) -> Self {
        Value::Sizes(sizes)
    }
}

impl From<Vec<OwnSum>> for Value {
    fn from(sums: Vec<OwnSum>) -> Self {
        Value::Sums(sums)
    }
}

impl From<Place> for Value {
    fn from(place: Place) -> Self {
        Value::Place(place)
    }
}

impl From<i16> for Value {
    fn from(year: i16) -> Self {
        Value::Number(year.unsigned_abs().into())
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Value::Number(number)
    }
}

impl From<&str> for Value {
    fn from(words: &str) -> Self {
        Value::Words(words.to_owned())
    }
}

impl From<String> for Value {
    fn from(words: String) -> Self {
        Value::Words(words)
    }
}

impl From<Vec<String>> for Value {
    fn from(names: Vec<String>) -> Self {
        Value::Names(names)
    }
}

#[cfg(test)]
mod tests;
