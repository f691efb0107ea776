//! A sentence as data: which one of a closed set it is, and what stands in its places. `gazetteers/ui/` has its words in every
//! language, so that a folder that was written in one language is read in another.

use crate::phrases::Phrases;
use crate::reconciliation::Unresolved;
use petik_core::Vocabulary;
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
}

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
        match self.places.get(COUNTED) {
            Some(Value::Number(number)) => phrases.count_with(&self.kind.key(), *number, &places),
            _ => phrases.fill(&self.kind.key(), &places),
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

impl Value {
    fn said(&self, place: &str, phrases: &Phrases) -> String {
        match self {
            Value::Number(number) => number.to_string(),
            Value::Words(words) if QUOTED.contains(&place) => format!("{words:?}"),
            Value::Words(words) => words.clone(),
            Value::Names(names) if place == LEVELS => {
                names.iter().map(|name| phrases.known("a_level", name)).collect::<Vec<_>>().join(", ")
            }
            Value::Names(names) if REGIONS.contains(&place) => phrases.one_of(names),
            Value::Names(names) => names.join(", "),
        }
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
