//! Reasons in the words of a language.

use crate::phrases::Phrases;
use crate::reconciliation::{Reason, Row};
use crate::words::ReasonType;
use std::fmt::Display;

/// How many names are given before "and N more".
const NAMES: usize = 4;
/// Names of regions that an article leaves out are given all: they are three at most.
const ALL: usize = 1_000;

impl Reason {
    /// A reason of this type without values.
    pub(super) fn of(kind: ReasonType) -> Self {
        Reason { kind, ..Reason::default() }
    }

    /// The reason in words.
    pub fn say(&self, phrases: &Phrases) -> String {
        let Reason { kind, number, of, names, region, years, words } = self;
        let names_shown = match kind {
            ReasonType::InsteadOf | ReasonType::YearInferred => ALL,
            _ => NAMES,
        };
        let evidence: Vec<String> = match kind {
            ReasonType::YearInferred => names.iter().map(|how| phrases.found_by(how)).collect(),
            _ => Vec::new(),
        };
        let names = if evidence.is_empty() { names } else { &evidence };
        let names = phrases.names(names.iter().map(String::as_str), names_shown);
        let articles = of.map(|of| phrases.count("words.articles", of)).unwrap_or_default();
        let of = of.map(|of| phrases.language().number(of)).unwrap_or_default();
        let year = |at: usize| years.get(at).map_or_else(|| phrases.say("words.no_year").to_owned(), i16::to_string);
        let all_years = |from: usize| {
            let years: Vec<String> = years.iter().skip(from).map(i16::to_string).collect();
            if years.is_empty() { phrases.say("words.no_year").to_owned() } else { years.join(", ") }
        };
        let words = words.as_deref().unwrap_or_default();
        let region = region.as_deref().unwrap_or_default();
        let places: [(&str, &dyn Display); 9] = [
            ("names", &names),
            ("articles", &articles),
            ("of", &of),
            ("year", &year(0)),
            ("other", &year(1)),
            ("years", &all_years(0)),
            ("others", &all_years(1)),
            ("words", &words),
            ("region", &region),
        ];
        let key = format!("reason.{}", kind.as_str());
        match number {
            Some(number) => phrases.count_with(&key, *number, &places),
            None => phrases.fill(&key, &places),
        }
    }
}

impl Row {
    /// Says the reasons in words.
    pub fn say(&mut self, phrases: &Phrases) {
        self.reasons = self.why.iter().map(|reason| reason.say(phrases)).collect();
    }
}
