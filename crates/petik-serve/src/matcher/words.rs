//! The words that stand around names, by their letters: types, titles, offices of the government, words that say nothing; and the
//! short forms of parts of names.

use super::tokens::Token;
use petik_core::gazetteer::{AroundNames, Beside, bare_words, letters};
use rapidfuzz::distance::osa;
use std::collections::{HashMap, HashSet};

/// The most short forms of one name that are written out.
const MOST_FORMS: usize = 12;
/// A misspelled word around a name has at least so many letters.
const LEAST_LETTERS: usize = 5;

/// The words around names.
#[derive(Debug, Default)]
pub(super) struct Words {
    phrases: HashMap<String, Beside>,
    /// The same without what stands between their words.
    glued: HashMap<String, Beside>,
    /// The most words of a phrase.
    most: usize,
    /// Single words that can be told when they are misspelled.
    single: Vec<(String, Beside)>,
    parts: HashMap<String, Vec<String>>,
    /// Parts of names in full.
    full_parts: HashSet<String>,
    elsewhere: HashSet<String>,
    /// Kecamatan, seats and officials.
    places: HashSet<String>,
    /// Official names of regions.
    regions: HashSet<String>,
    /// Seats, with the codes of their regions.
    seats: HashMap<String, Vec<String>>,
}

impl Words {
    /// `persons` and `regions`: letters of their names.
    pub(super) fn new(
        around: AroundNames,
        persons: impl Iterator<Item = String>,
        regions: impl Iterator<Item = String>,
    ) -> Self {
        let mut all = Words { regions: regions.collect(), ..Words::default() };
        for (form, beside) in around.words {
            let (phrase, glued) = (bare_words(&form), letters(&form));
            if beside == Beside::Elsewhere {
                all.elsewhere.insert(glued);
                continue;
            }
            all.most = all.most.max(phrase.split(' ').count());
            if !phrase.contains(' ') && matches!(beside, Beside::Level(_) | Beside::Government) {
                all.single.push((phrase.clone(), beside));
            }
            all.phrases.entry(phrase).or_insert(beside);
            if glued.len() > 2 && !matches!(beside, Beside::Filler | Beside::Remark) {
                all.glued.entry(glued).or_insert(beside);
            }
        }
        for (form, word) in around.parts {
            all.full_parts.insert(letters(&word));
            all.parts.entry(letters(&form)).or_default().push(letters(&word));
        }
        all.full_parts.retain(|part| !all.glued.contains_key(part));
        all.places = around.districts.iter().map(|name| letters(name)).chain(persons).collect();
        for (seat, code) in around.seats {
            all.places.insert(letters(&seat));
            all.seats.entry(letters(&seat)).or_default().push(code);
        }
        all
    }

    /// The longest phrase at token `at`: the token behind it, and what it says. `is_loose`: also a misspelled word.
    pub(super) fn longest(&self, tokens: &[Token], at: usize, is_loose: bool) -> Option<(usize, Beside)> {
        let last = tokens.len().min(at + self.most);
        let mut phrase = String::new();
        let mut found = None;
        for end in at + 1..=last {
            if end > at + 1 {
                phrase.push(' ');
            }
            phrase.push_str(&tokens[end - 1].folded);
            found = self.phrases.get(&phrase).map(|beside| (end, *beside)).or(found);
        }
        found.or_else(|| {
            let near = is_loose.then(|| self.near(&tokens[at].folded, at == 0 && tokens.len() > 1)).flatten();
            near.map(|beside| (at + 1, beside))
        })
    }

    /// What the word says of which `word` is a misspelling. Short ones are types only where they come first.
    fn near(&self, word: &str, is_first: bool) -> Option<Beside> {
        let most = match word.len() {
            2..LEAST_LETTERS if is_first => 1,
            0..LEAST_LETTERS => return None,
            LEAST_LETTERS..9 => 1,
            _ => 2,
        };
        let is_told = |(other, beside): &&(String, Beside)| {
            other.len().abs_diff(word.len()) <= most
                && match beside {
                    Beside::Level(Some(_)) => other.len() >= LEAST_LETTERS || is_first,
                    _ => other.len() > LEAST_LETTERS,
                }
        };
        // What has a meaning of its own is no misspelling.
        if self.is_elsewhere(word) || self.parts.contains_key(word) || self.regions.contains(word) {
            return None;
        }
        let args = osa::Args::default().score_cutoff(most);
        let distance = |other: &str| osa::distance_with_args(word.bytes(), other.bytes(), &args);
        let all = self.single.iter().filter(is_told);
        let found = all.filter_map(|(other, beside)| Some((distance(other)?, *beside)));
        found.min_by_key(|(distance, _)| *distance).map(|(_, beside)| beside)
    }

    /// What the letters say that stand before others without a space.
    pub(super) fn glued(&self, letters: &str) -> Option<Beside> {
        self.glued.get(letters).copied()
    }

    /// Whether the letters are a name of something else, or an ordinary word.
    pub(super) fn is_elsewhere(&self, letters: &str) -> bool {
        self.elsewhere.contains(letters)
    }

    /// Whether the letters are the name of a kecamatan, a seat or an official.
    pub(super) fn is_known(&self, letters: &str) -> bool {
        self.places.contains(letters)
    }

    /// Whether the word says nothing beside numbers and names.
    pub(super) fn is_filler(&self, word: &str) -> bool {
        self.phrases.get(word) == Some(&Beside::Filler)
    }

    /// The codes of the regions whose seat has these letters.
    pub(super) fn of_seat(&self, letters: &str) -> &[String] {
        self.seats.get(letters).map_or(&[], Vec::as_slice)
    }

    /// Whether the word is a short form of a part of names.
    pub(super) fn is_short(&self, word: &str) -> bool {
        self.parts.contains_key(word)
    }

    /// Whether the word is a part of names.
    pub(super) fn is_part(&self, word: &str) -> bool {
        self.full_parts.contains(word)
    }

    /// The names that `words` can be if some of them are short forms.
    pub(super) fn in_full(&self, words: &[&str]) -> Vec<String> {
        // A short form alone is anything.
        if words.len() < 2 || !words.iter().any(|word| self.parts.contains_key(*word)) {
            return Vec::new();
        }
        let mut names = vec![String::new()];
        for word in words {
            let own = [(*word).to_owned()];
            let options = self.parts.get(*word).map_or(&[][..], Vec::as_slice);
            let options: Vec<&String> = own.iter().chain(options).collect();
            let longer = names.iter().flat_map(|name| options.iter().map(move |word| format!("{name}{word}")));
            names = longer.take(MOST_FORMS).collect();
        }
        names
    }
}
