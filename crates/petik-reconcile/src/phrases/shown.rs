//! Values that stand in the tables for programs, `33.25 Kabupaten Batang (name)`, in the words that people read.

use super::Phrases;

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
}

/// The key of words that stand in data.
fn key(words: &str) -> String {
    words.replace(' ', "_")
}

/// The phrase of words that stand in data; the words themselves where no file has them.
fn or_words(phrase: &str, key: &str, words: &str) -> String {
    if phrase == key { words.to_owned() } else { phrase.to_owned() }
}
