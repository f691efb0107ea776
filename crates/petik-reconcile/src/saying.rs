//! A sentence as data: which one of a closed set it is, and what stands in its places. `gazetteers/ui/` has its words in every
//! language, so that a folder that was written in one language is read in another.

mod value;

pub use value::{OfSheet, OwnSum, Place, Rows, Stated, Statuses, Value};

use crate::phrases::Phrases;
use crate::reconciliation::{ListFault, OpenDecision, Remark, Unresolved};
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

/// The place whose number tells one from many.
const COUNTED: &str = "n";
/// Where the sentence is about, which stands before it.
const PLACE: &str = "place";
/// The place with what somebody else wrote.
const WORDS: &str = "words";

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
        match self.places.get(WORDS) {
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

impl ListFault {
    /// Where it is and what it is, in words.
    pub fn say(&self, phrases: &Phrases) -> String {
        format!("{}: {}", self.place().say(phrases), self.why.say(phrases))
    }

    /// What it is, in the English words that programs read.
    pub fn reason(&self) -> String {
        self.why.english()
    }
}

impl OpenDecision {
    /// Why it is brought up again, in words.
    pub fn say(&self, phrases: &Phrases) -> Cow<'_, str> {
        match &self.why {
            Some(why) => why.say(phrases).into(),
            None => (&*self.reason).into(),
        }
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

#[cfg(test)]
mod tests;
