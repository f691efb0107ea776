//! Things with names and nothing more: officials, programmes, rows of a list that name no region for certain.

use super::candidate::{Candidate, Feature, Value};
use super::query::Query;
use super::tokens::{cut, joined};
use petik_core::gazetteer::letters;
use rapidfuzz::distance::osa;
use std::collections::HashMap;

/// The least likeness of a candidate.
const LEAST: f64 = 0.6;
/// What a name is worth that the list has for others too, or that is a part of the query.
const ANOTHER_NAME: f64 = 0.97;
const PART: f64 = 0.85;
/// How far behind a match the second is.
pub(super) const MARGIN: f64 = 0.02;
/// The least letters of a name that is sure with one letter that differs.
const LEAST_LETTERS: usize = 10;

/// How near a thing is: its score from 0 to 1, the number of the name, how far that is what was asked.
pub(super) type Nearest = (f64, usize, Like);

/// A thing with its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedThing {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Other names of it.
    pub others: Vec<String>,
    /// Names that it has with others, and that are never sure.
    pub shared: Vec<String>,
}

/// Finds things by their names.
#[derive(Debug, Default)]
pub struct PlainMatcher {
    things: Vec<NamedThing>,
    names: Vec<Name>,
    by_letters: HashMap<String, Vec<usize>>,
    by_word: HashMap<String, Vec<usize>>,
}

#[derive(Debug)]
pub(super) struct Name {
    pub(super) thing: usize,
    letters: String,
    pub(super) words: Vec<String>,
    is_official: bool,
    pub(super) is_shared: bool,
}

/// How far a name is what was asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Like {
    likeness: f64,
    distance: Option<usize>,
}

impl PlainMatcher {
    /// For `things`.
    pub fn new(things: Vec<NamedThing>) -> Self {
        let mut all = PlainMatcher::default();
        for (number, thing) in things.iter().enumerate() {
            let own = [(thing.name.as_str(), true, false)].into_iter();
            let own = own.chain(thing.others.iter().map(|name| (name.as_str(), false, false)));
            for (name, is_official, is_shared) in
                own.chain(thing.shared.iter().map(|name| (name.as_str(), false, true)))
            {
                let words: Vec<String> = cut(name).tokens.into_iter().map(|token| token.folded).collect();
                let at = all.names.len();
                all.by_letters.entry(letters(name)).or_default().push(at);
                for word in &words {
                    let names = all.by_word.entry(word.clone()).or_default();
                    if names.last() != Some(&at) {
                        names.push(at);
                    }
                }
                all.names.push(Name { thing: number, letters: letters(name), words, is_official, is_shared });
            }
        }
        all.things = things;
        all
    }

    /// The things.
    pub fn things(&self) -> &[NamedThing] {
        &self.things
    }

    /// All things that the query may mean, the likeliest first.
    pub fn candidates(&self, query: &Query) -> Vec<Candidate> {
        if query.is_too_long() {
            return Vec::new();
        }
        let words: Vec<String> = cut(&query.text).tokens.into_iter().map(|token| token.folded).collect();
        let mut found: Vec<(usize, Nearest)> = self.nearest(&words).into_iter().collect();
        found.sort_by(|(one, (a, ..)), (other, (b, ..))| b.total_cmp(a).then(one.cmp(other)));
        let is_sure = self.is_sure(&found);
        let shown = found.into_iter().enumerate();
        shown.map(|(at, (thing, found))| self.shown(thing, found, at == 0 && is_sure)).collect()
    }

    /// The things whose names are like these words, each with its nearest name.
    pub(super) fn nearest(&self, words: &[String]) -> HashMap<usize, Nearest> {
        let own = joined(words.iter().map(String::as_str));
        let mut best: HashMap<usize, Nearest> = HashMap::new();
        for (at, like) in self.alike(&own, words) {
            let name = &self.names[at];
            let worth = if name.is_official { 1.0 } else { ANOTHER_NAME };
            let score = like.likeness * worth;
            let known = best.entry(name.thing).or_insert((score, at, like));
            if score > known.0 {
                *known = (score, at, like);
            }
        }
        best
    }

    /// A name by its number.
    pub(super) fn name(&self, at: usize) -> &Name {
        &self.names[at]
    }

    /// The names that have this word.
    pub(super) fn having(&self, word: &str) -> impl Iterator<Item = &Name> {
        self.by_word.get(word).into_iter().flatten().map(|at| &self.names[*at])
    }

    /// Names that are like these letters or words.
    fn alike(&self, own: &str, words: &[String]) -> Vec<(usize, Like)> {
        let reach = (own.len() / 4).clamp(1, 5);
        let args = osa::Args::default().score_cutoff(reach);
        let comparator = osa::BatchComparator::new(own.bytes());
        let mut found: Vec<(usize, Like)> = Vec::new();
        for (at, name) in self.names.iter().enumerate() {
            if name.letters.len().abs_diff(own.len()) <= reach
                && let Some(distance) = comparator.distance_with_args(name.letters.bytes(), &args)
            {
                let likeness = 1.0 - distance as f64 / (name.letters.len() + 2) as f64;
                found.push((at, Like { likeness, distance: Some(distance) }));
            }
        }
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for word in words.iter().take(30) {
            for at in self.by_word.get(word).into_iter().flatten() {
                *shared.entry(*at).or_default() += 1;
            }
        }
        let likeness = |(at, count): (usize, usize)| {
            let all = self.names[at].words.len().max(words.len());
            (
                at,
                Like {
                    likeness: PART * (2 * count) as f64 / (self.names[at].words.len() + all) as f64,
                    distance: None,
                },
            )
        };
        found.extend(shared.into_iter().map(likeness));
        found.retain(|(_, like)| like.likeness >= LEAST);
        found
    }

    /// Whether the first is meant and no other.
    fn is_sure(&self, found: &[(usize, Nearest)]) -> bool {
        let Some((_, (score, at, like))) = found.first() else { return false };
        let second = found.get(1).map_or(0.0, |(_, (score, ..))| *score);
        self.is_near(*at, *like) && !self.names[*at].is_shared && score - second > MARGIN
    }

    /// Whether so few letters differ that the name is meant.
    pub(super) fn is_near(&self, at: usize, like: Like) -> bool {
        match like.distance {
            Some(0) => true,
            Some(1) => self.names[at].letters.len() >= LEAST_LETTERS,
            _ => false,
        }
    }

    pub(super) fn shown(&self, thing: usize, (score, at, like): Nearest, is_match: bool) -> Candidate {
        let NamedThing { id, name, .. } = &self.things[thing];
        let kind = if self.names[at].is_official { Feature::OfficialName } else { Feature::OtherName };
        let mut features = vec![(Feature::NameLikeness, Value::Number((like.likeness * 1000.0).round() / 1000.0))];
        features.extend(like.distance.map(|distance| (Feature::LettersDiffer, Value::Number(distance as f64))));
        features.push((kind, Value::Is(true)));
        let score = (score * 1000.0).round() / 10.0;
        Candidate { id: id.clone(), name: name.clone(), score, is_match, features }
    }
}
