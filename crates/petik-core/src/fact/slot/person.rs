//! Whether two mentions name one person: the list says so, or their offices agree and so do the words of the shorter name.

use crate::fact::case::Case;
use crate::fact::mentions::Mentions;
use crate::gazetteer::RegionId;
use std::cell::RefCell;
use std::collections::HashMap;

/// Letters of the shortest word that stands for a whole name.
const SHORTEST: usize = 4;

/// An office, perhaps of one region, and the one person whom an article names with it.
type Holders = HashMap<(u32, Option<RegionId>), Option<usize>>;

/// The officials of an article by the words of their names: “diteken Darwis”.
#[derive(Debug)]
pub(super) struct Names {
    /// A word in small letters, with the official whom it means where it means one only.
    by_word: HashMap<String, Option<usize>>,
    /// Those looked for so far.
    holders: RefCell<Holders>,
}

impl Names {
    /// The names of all officials.
    pub(super) fn new(case: Case<'_, '_>) -> Self {
        let mut by_word: HashMap<String, Option<usize>> = HashMap::new();
        let Mentions { officials, .. } = case.mentions;
        for official in (0..officials.len()).filter(|&i| !officials[i].former) {
            for word in words(case, official).into_iter().filter(|word| word.chars().count() >= SHORTEST) {
                let known = by_word.entry(word).or_insert(Some(official));
                match *known {
                    Some(other) if !is_same(case, other, official) => *known = None,
                    Some(other) if length(case, other) < length(case, official) => *known = Some(official),
                    _ => {}
                }
            }
        }
        Names { by_word, holders: RefCell::default() }
    }

    /// The one person whom the article names with an office, in `region` where that is given.
    pub(super) fn only_holder(&self, case: Case<'_, '_>, office: u32, region: Option<RegionId>) -> Option<usize> {
        *self.holders.borrow_mut().entry((office, region)).or_insert_with(|| {
            let officials = case.mentions.officials.iter().enumerate();
            let holds = officials.filter(|(_, o)| o.office == office && !o.former);
            only(case, holds.filter(|(_, o)| region.is_none() || o.region == region).map(|(index, _)| index))
        })
    }

    /// The official whom the word at token `at` means.
    pub(super) fn at(&self, case: Case<'_, '_>, at: usize) -> Option<usize> {
        let capitalised = case.scene.text.tokens.get(at).is_some_and(|t| t.shape.is_capitalised());
        let printed = case.scene.printed(at);
        let long = capitalised && printed.len() >= SHORTEST && !self.by_word.is_empty();
        if long { self.by_word.get(&printed.to_lowercase()).copied().flatten() } else { None }
    }
}

/// The person whom all of `officials` name, in the fullest spelling; `None` where they are two or more.
fn only(case: Case<'_, '_>, mut officials: impl Iterator<Item = usize>) -> Option<usize> {
    let first = officials.next()?;
    let fuller = |known: usize, official| if length(case, official) > length(case, known) { official } else { known };
    officials.try_fold(first, |known, official| is_same(case, known, official).then(|| fuller(known, official)))
}

/// Leaves each person once, in the fuller spelling, at the place of the first.
pub(super) fn once(case: Case<'_, '_>, officials: &[usize]) -> Vec<usize> {
    let mut all: Vec<usize> = Vec::new();
    for &official in officials {
        match all.iter_mut().find(|known| is_same(case, **known, official)) {
            Some(known) if length(case, official) > length(case, *known) => *known = official,
            Some(_) => {}
            None => all.push(official),
        }
    }
    all
}

/// Whether the two mentions name one person: the region may be one that the article only leads to.
pub(super) fn is_same(case: Case<'_, '_>, one: usize, other: usize) -> bool {
    let region = |official: usize| case.mentions.officials[official].region;
    let agree = region(one) == region(other) || region(one).is_none() || region(other).is_none();
    agree && has_one_name(case, one, other)
}

/// Whether the two mentions have one name, whatever their regions.
pub(super) fn has_one_name(case: Case<'_, '_>, one: usize, other: usize) -> bool {
    let (a, b) = (&case.mentions.officials[one], &case.mentions.officials[other]);
    if one == other || a.person.is_some() && a.person == b.person {
        return true;
    }
    let (mut short, mut long) = (words(case, one), words(case, other));
    if short.len() > long.len() {
        std::mem::swap(&mut short, &mut long);
    }
    let agrees = |word: &String| long.iter().any(|other| other == word);
    let shared = short.iter().filter(|word| agrees(word)).count();
    // “Semuel Abrijani Pangerapan”, “Samuel A. Pangerapan”: of one office a word may be spelt otherwise.
    let enough =
        if a.office == b.office && short.len() > 1 { shared * 2 >= short.len() } else { shared == short.len() };
    shared > 0 && enough
}

fn length(case: Case<'_, '_>, official: usize) -> usize {
    words(case, official).iter().map(|word| word.chars().count()).sum()
}

/// The words of the name, in small letters.
fn words(case: Case<'_, '_>, official: usize) -> Vec<String> {
    let o = &case.mentions.officials[official];
    let tokens = (o.name_first..o.name_end).filter(|&at| case.scene.text.tokens[at].shape.is_word());
    tokens.map(|at| case.scene.printed(at).to_lowercase()).collect()
}
