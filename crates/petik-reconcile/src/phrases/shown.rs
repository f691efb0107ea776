//! Values that stand in the tables for programs, `33.25 Kabupaten Batang (name)`, in the words that people read.

use super::Phrases;

/// What a value was that there was none of.
const NONE: &str = "none";

impl Phrases {
    /// A region that may be meant, with why: `33.25 Kabupaten Batang (1 letter differs)`. What is none stays as it is.
    pub fn candidate(&self, candidate: &str) -> String {
        let parts = candidate.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
        let Some((region, why)) = parts else { return candidate.to_owned() };
        let number = why.split_once(" letter").and_then(|(number, _)| number.parse().ok());
        let why = match number {
            Some(number) => self.count("candidate.letters", number),
            None => {
                let key = key(why);
                or_words(self.known("candidate", &key), &key, why)
            }
        };
        format!("{region} ({why})")
    }

    /// What a decision corrected: `region: none -> 33.25`. What is none stays as it is.
    pub fn change(&self, change: &str) -> String {
        let parts = change.split_once(": ").and_then(|(what, rest)| Some((what, rest.split_once(" -> ")?)));
        let Some((what, (from, to))) = parts else { return change.to_owned() };
        let from = if from == NONE { self.say("changed.none") } else { from };
        format!("{}: {from} -> {to}", self.known("changed", what))
    }
}

/// The key of words that stand in data.
fn key(words: &str) -> String {
    words.replace(' ', "_")
}

/// The phrase of words that stand in data; the words themselves where no file has them.
fn or_words(phrase: &str, key: &str, words: &str) -> String {
    if phrase == key { words.to_owned() } else { phrase.to_owned() }
}
