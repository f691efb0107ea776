//! Why a decision is not taken: a phrase by its key, with what fills its places, to be said in any language.

use crate::list::YEARS;
use crate::phrases::Phrases;
use std::fmt::Display;

/// The place with a word of [`Verdict`](crate::Verdict).
const VERDICT: &str = "verdict";

/// Why a decision, or a line of a file of decisions, is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    key: &'static str,
    places: Vec<(&'static str, String)>,
}

impl Refusal {
    /// The phrase with this key.
    pub fn new(key: &'static str) -> Self {
        Refusal { key, places: Vec::new() }
    }

    /// The phrase with this key, and what fills its first place.
    pub fn of(key: &'static str, place: &'static str, value: impl Display) -> Self {
        Refusal::new(key).with(place, value)
    }

    /// Fills a further place.
    #[must_use]
    pub fn with(mut self, place: &'static str, value: impl Display) -> Self {
        self.places.push((place, value.to_string()));
        self
    }

    /// The key of the phrase, for programs.
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// The words.
    pub fn said(&self, phrases: &Phrases) -> String {
        let shown = |place, value: &'_ String| match place {
            VERDICT => phrases.known("verdict", value).to_owned(),
            _ => value.clone(),
        };
        let shown: Vec<(&str, String)> =
            self.places.iter().map(|(place, value)| (*place, shown(*place, value))).collect();
        let places: Vec<(&str, &dyn Display)> = shown.iter().map(|(place, value)| (*place, value as _)).collect();
        phrases.fill(self.key, &places)
    }

    pub(crate) fn year_out_of_reach() -> Self {
        Refusal::of("decide.year_range", "first", YEARS.start()).with("last", YEARS.end())
    }
}
