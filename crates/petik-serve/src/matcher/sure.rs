//! When it is sure that a query means a region and no other.

use super::aligned::{differ, words_of};
use super::case::{Case, Codes};
use super::hit::{Hit, Standing};
use super::reading::{Reading, View};
use super::regions::RegionMatcher;
use petik_core::gazetteer::{NameKind, RegionId, letters};

/// The least score of a match.
const LEAST: f64 = 70.0;
/// How far behind a match the second is.
const MARGIN: f64 = 3.0;
/// The most words of a text in which other regions are looked for.
const MOST_WORDS: usize = 12;
/// A name in small letters alone has at least so many, where some of them differ: shorter ones are words of every day.
const LEAST_SMALL: usize = 7;

impl RegionMatcher {
    /// Whether the first of the cases is meant and no other.
    pub(super) fn is_sure(&self, cases: &[Case], codes: &Codes, reading: &Reading) -> bool {
        let Some(first) = cases.first().filter(|case| case.score >= LEAST && !case.is_contradicted()) else {
            return false;
        };
        if cases.get(1).is_some_and(|second| first.score - second.score < MARGIN) {
            return false;
        }
        let Some(hit) = &first.hit else { return !codes.is_open };
        let is_enough = match hit.standing {
            Standing::Never => false,
            Standing::Supported => first.is_supported(hit),
            Standing::Alone => true,
        };
        is_enough && (hit.distance == 0 || self.is_sure_misspelling(first, hit, cases, reading))
    }

    /// Whether a misspelled name can be that of no other region.
    fn is_sure_misspelling(&self, case: &Case, hit: &Hit, cases: &[Case], reading: &Reading) -> bool {
        let others = cases[1..].iter().filter(|other| !other.is_contradicted());
        let nearest = others.filter_map(|other| other.hit.as_ref()).filter(|other| other.left == 0);
        let nearest = nearest.map(|other| other.distance).min().unwrap_or(usize::MAX);
        // What is the name of another region is no misspelling, whatever stands beside it.
        let is_exact = |other: &Case| other.hit.as_ref().is_some_and(|other| other.distance == 0 && other.left == 0);
        if cases[1..].iter().any(is_exact) {
            return false;
        }
        if self.names_another(case, hit, reading) {
            return false;
        }
        // That a government is meant does not tell whose.
        let is_supported = case.supports_letters();
        if case.code_agrees == Some(true) {
            return hit.distance <= (hit.own / 4).max(1);
        }
        // What is known as another place, or as a word, is nobody's misspelling.
        let is_alike = |view: &&View| view.province == hit.province && view.seat.is_none();
        if hit.is_elsewhere || reading.views.iter().filter(is_alike).any(|view| self.words.is_known(&view.letters())) {
            return false;
        }
        if !is_supported && (hit.has_elsewhere || self.is_of_another_kind(reading, hit)) {
            return false;
        }
        // Of a pair, the type alone tells which is meant: it is not guessed from half of its letters.
        if hit.is_type_misspelled && hit.distance > 1 && self.engine.gazetteer().regions.namesake(hit.region).is_some()
        {
            return false;
        }
        match (hit.distance, hit.own, is_supported) {
            (1, 4.., true) => nearest > 1,
            (1, 5.., false) => nearest > 1 && hit.asked > 4,
            (2, 4..=6, true) => nearest > 3,
            (2, 7.., true) => nearest > 2,
            (2, 8.., false) => nearest > 3,
            (3, 10.., true) => nearest > 4,
            _ => false,
        }
    }

    /// Whether words of the text are the name of another region, neither of the province nor a part of the name.
    fn names_another(&self, case: &Case, hit: &Hit, reading: &Reading) -> bool {
        let words: Vec<&str> = reading.words.iter().map(|token| token.folded.as_str()).take(MOST_WORDS).collect();
        let name = letters(&self.engine.gazetteer().regions.get(case.region).name);
        let own = words_of(&self.engine.gazetteer().regions.get(case.region).name);
        // “Serang Bedagai” has the words of Serdang Bedagai, but for a letter.
        let is_misspelled = |span: &str| {
            own.len() > 1
                && own.iter().filter(|word| words.contains(&word.as_str())).count() + 1 == own.len()
                && own.iter().any(|word| differ(word, span) == 1)
        };
        let is_its = |region: RegionId| region == case.region || self.was_in(case.region, region);
        let spans = (0..words.len()).flat_map(|start| (start + 1..=words.len()).map(move |end| (start, end)));
        spans.map(|(start, end)| words[start..end].concat()).any(|span| {
            let is_part = name.contains(&span) || hit.letters.contains(&span) || is_misspelled(&span);
            let mut named = self.names.of(&span).filter(|form| form.kind <= NameKind::Former).peekable();
            !is_part && named.peek().is_some() && !named.any(|form| is_its(form.region))
        })
    }

    /// Whether the text is something else that is near to the name of a region: a word, a city elsewhere, another region's name
    /// with a word beside it.
    fn is_of_another_kind(&self, reading: &Reading, hit: &Hit) -> bool {
        let name = &self.engine.gazetteer().regions.get(hit.region).name;
        let own = words_of(name);
        let words = reading.words.iter().map(|token| token.folded.as_str());
        let whole: String = words.clone().collect();
        let is_of_other = |word: &str| {
            !own.iter().any(|own| own == word) && self.names.of(word).any(|form| form.kind <= NameKind::Spelling)
        };
        let is_small = reading.words.iter().all(|token| token.written == token.folded);
        self.words.is_elsewhere(&whole)
            || is_small && hit.own < LEAST_SMALL
            || reading.words.len() > 1 && words.into_iter().any(is_of_other)
    }

    /// Whether the text is the name of a kecamatan, and no region has just this name.
    pub(super) fn is_district(&self, reading: &Reading, cases: &[Case]) -> bool {
        let Some(whole) = reading.views.first() else { return false };
        // “Medan (Kota)” is none, “Medan Kota” is.
        if reading.words.iter().any(|token| token.is_parted) {
            return false;
        }
        let is_whole = |hit: &Hit| hit.distance == 0 && hit.kind <= NameKind::Former && hit.standing == Standing::Alone;
        let is_named = cases.first().and_then(|case| case.hit.as_ref()).is_some_and(is_whole);
        // “Kota Medan Area” is no Medan.
        let is_longer = |view: &View| {
            let hit = cases.first().and_then(|case| case.hit.as_ref());
            hit.is_some_and(|hit| view.letters().strip_prefix(&*hit.letters).is_some_and(|rest| !rest.is_empty()))
                && self.words.is_known(&view.letters())
        };
        if reading.views.iter().any(is_longer) {
            return true;
        }
        let has_name = is_named && self.names.of(&whole.letters()).next().is_some();
        !has_name && self.engine.below(&whole.written).is_some()
    }
}
