//! Values that stand in the tables for programs, `33.25 Kabupaten Batang (name)`, in the words that people read.

use super::Phrases;

/// What a value was that there was none of.
const NONE: &str = "none";
/// What helped a name to its region.
const HELP: [(&str, &str); 4] = [
    (", type and province", "derived.helped_by_both"),
    (" and type", "derived.helped_by_type"),
    (" and province", "derived.helped_by_province"),
    (" and unit of the programme", "derived.helped_by_unit"),
];
/// What a list writes of a region; its words follow.
const WRITTEN: [(&str, &str); 4] = [
    ("former name ", "derived.former_name"),
    ("name ", "derived.name"),
    ("BPS code ", "derived.bps_code"),
    ("old code ", "derived.old_code"),
];

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

    /// How a value was found: `cohort_year by sheet name`, `region by former name Polmas (renamed) and province`.
    pub fn derived(&self, derived: &str) -> String {
        if let Some(former) = derived.strip_prefix("name is a former one ") {
            return self.fill("derived.name_is_former", &[("words", &former)]);
        }
        if let Some((province, by)) = derived.strip_prefix("province ").and_then(|rest| rest.split_once(" then ")) {
            return self.fill("derived.province_then", &[("province", &province), ("words", &by)]);
        }
        let Some((what, how)) = derived.split_once(" by ") else { return derived.to_owned() };
        self.fill("derived.by", &[("what", &self.known("inferred", what)), ("how", &self.found_by(how))])
    }

    /// What a value was found by, and what helped.
    pub(crate) fn found_by(&self, how: &str) -> String {
        let helped = HELP.iter().find_map(|(ending, key)| Some((how.strip_suffix(ending)?, key)));
        match helped {
            Some((how, key)) => self.fill(key, &[("how", &self.found(how))]),
            None => self.found(how),
        }
    }

    fn found(&self, how: &str) -> String {
        if let Some((code, own)) = how.strip_prefix("name and code ").and_then(|rest| rest.split_once(", read as ")) {
            return self.fill("derived.read_as", &[("code", &code), ("own", &own)]);
        }
        let written = WRITTEN.iter().find_map(|(beginning, key)| Some((how.strip_prefix(beginning)?, key)));
        match written {
            Some((words, key)) => self.fill(key, &[("words", &words)]),
            None => {
                let key = key(how);
                or_words(self.known("evidence", &key), &key, how)
            }
        }
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
