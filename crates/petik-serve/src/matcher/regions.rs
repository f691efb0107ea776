//! Regions for a name: what the name, the words around it and the properties of the query say for and against each region, as one
//! score; and whether the first of them is sure.

use super::aligned::{Aligned, aligned};
use super::candidate::{Feature, Value};
use super::case::{Case, Codes};
use super::hit::{Hit, Hits, Standing};
use super::names::{Names, Near};
use super::query::{Query, Strictness};
use super::reading::{Reading, View, read};
use super::words::Words;
use petik_core::Engine;
use petik_core::gazetteer::{Beside, NameKind, RegionId, letters};
use petik_core::record::Level;
use petik_reconcile::code::{self, CodeReading, How};
use std::collections::{BTreeMap, HashMap};

/// What is taken off where the type, the province or the code are another's.
const OTHER_TYPE: f64 = 25.0;
const OTHER_PROVINCE: f64 = 25.0;
const OTHER_CODE: f64 = 40.0;
/// What is taken off for the first word that is left over, and for each of two more.
const FIRST_WORD: f64 = 25.0;
const MORE_WORDS: f64 = 10.0;
/// What is taken off a name that means the region only with support, and has none.
const NO_SUPPORT: f64 = 15.0;
/// How far a name of which letters differ is behind one that is just what was asked.
const BEHIND_EXACT: f64 = 0.1;
/// Scores of regions that only the code names: beside nothing, beside a code that several have, beside another name.
const CODE_ALONE: f64 = 100.0;
const CODE_OF_SEVERAL: f64 = 80.0;
const CODE_AGAINST_NAME: f64 = 55.0;
/// Names of one text that are compared with all others.
const MOST_SEARCHES: usize = 6;
/// The most letters of a name that is compared with others, and looked for in what is written together.
const LONGEST: usize = 60;
/// The most words of a text in which names are looked for.
const MOST_SPANS: usize = 12;

/// A region that a query may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionCandidate {
    /// The region.
    pub region: RegionId,
    /// 0 to 100.
    pub score: f64,
    /// Whether it is sure.
    pub is_match: bool,
    /// What the score is made of.
    pub features: Vec<(Feature, Value)>,
}

/// Finds regions by names.
pub struct RegionMatcher {
    pub(super) engine: &'static Engine,
    pub(super) names: Names,
    pub(super) words: Words,
    /// Provinces with those that their regions were in before.
    divided: HashMap<RegionId, RegionId>,
}

impl RegionMatcher {
    /// For the regions of `engine`.
    pub fn new(engine: &'static Engine) -> Self {
        let around = engine.gazetteer().around_names();
        let types: Vec<(String, Level)> = (around.words.iter())
            .filter_map(|(word, beside)| match beside {
                Beside::Level(Some(level)) => Some((letters(word), *level)),
                _ => None,
            })
            .filter(|(word, _)| (3..10).contains(&word.len()))
            .collect();
        let types = plain_types(types);
        let regions = &engine.gazetteer().regions;
        let divided = around.divided.iter();
        let divided = divided.filter_map(|(code, before)| Some((regions.by_code(code)?, regions.by_code(before)?)));
        let divided = divided.collect();
        let persons = engine.gazetteer().people.all_terms().map(|(term, _)| letters(&term.name));
        let words = Words::new(around, persons, regions.iter().map(|(_, region)| letters(&region.name)));
        RegionMatcher { engine, names: Names::new(engine, &types), words, divided }
    }

    /// The regions whose gazetteer it is.
    pub fn engine(&self) -> &'static Engine {
        self.engine
    }

    /// All regions that the query may mean, the likeliest first.
    pub fn candidates(&self, query: &Query) -> Vec<RegionCandidate> {
        if query.is_too_long() {
            return Vec::new();
        }
        let mut reading = read(&query.text, self.engine, &self.names, &self.words, false);
        let mut hits = self.exact(&reading);
        if hits.is_empty() {
            hits.extend(self.inside(&reading).into_iter().filter(|hit| hit.left == 0));
        }
        if hits.is_empty() {
            let loose = read(&query.text, self.engine, &self.names, &self.words, true);
            hits = self.exact(&loose);
            let codes = std::mem::take(&mut reading.codes);
            let views = std::mem::take(&mut reading.views);
            reading = Reading { codes, ..loose };
            reading.views.extend(views);
        }
        let is_found = !hits.is_empty();
        hits.extend(self.near(&reading, &hits));
        if !is_found {
            hits.extend(self.inside(&reading));
        }
        if hits.iter().all(|hit| hit.distance > 0 || hit.standing == Standing::Never) {
            let known: Vec<RegionId> = hits.iter().filter(|hit| hit.distance == 0).map(|hit| hit.region).collect();
            let others = reading.views.iter().take(MOST_SEARCHES).flat_map(|view| self.hits().candidates(view));
            hits.extend(others.filter(|hit| !known.contains(&hit.region)).collect::<Vec<_>>());
        }
        let codes = self.codes(query, &reading);
        let mut cases = self.cases(query, &reading, hits, &codes);
        if query.strictness == Strictness::Only {
            cases.retain(|case| self.is_of(query, case.region));
        }
        let is_sure =
            !reading.is_below && !self.is_district(&reading, &cases) && self.is_sure(&cases, &codes, &reading);
        let shown = cases.into_iter().enumerate();
        shown.map(|(at, case)| case.shown(at == 0 && is_sure)).collect()
    }

    fn hits(&self) -> Hits<'_> {
        Hits { engine: self.engine, names: &self.names, words: &self.words }
    }

    /// Names that have just the letters of the text, in one of its readings.
    fn exact(&self, reading: &Reading) -> Vec<Hit> {
        let hits = self.hits();
        let found: Vec<Hit> = reading.views.iter().flat_map(|view| hits.exact(view, 0)).collect();
        if !found.is_empty() {
            return found;
        }
        reading.views.iter().take(2).flat_map(|view| self.glued(view)).collect()
    }

    /// Names that are written together with the type before them or the province behind them.
    fn glued(&self, view: &View) -> Vec<Hit> {
        let letters = view.letters();
        if !letters.is_ascii() || letters.len() > LONGEST {
            return Vec::new();
        }
        let mut found = self.unglued(&letters, view, true);
        let is_told = |hit: &Hit| hit.kind <= NameKind::Former || hit.is_typed && hit.own > 2;
        found.retain(is_told);
        found
    }

    /// The same; `is_first`: what is left may have a province behind it as well.
    fn unglued(&self, letters: &str, view: &View, is_first: bool) -> Vec<Hit> {
        let hits = self.hits();
        let regions = &self.engine.gazetteer().regions;
        let mut found = Vec::new();
        for at in 2..letters.len().saturating_sub(1) {
            let (left, right) = letters.split_at(at);
            let mut take = |name: &str, view: View| {
                let view = View { words: vec![name.to_owned()], written: name.to_owned(), ..view };
                let exact = hits.exact(&view, 0);
                if exact.is_empty() && is_first {
                    found.extend(self.unglued(name, &view, false));
                }
                found.extend(exact);
            };
            let stated = |beside: Option<Beside>| match beside {
                Some(Beside::Level(level)) => Some(level.or(view.level)),
                Some(Beside::Government) => Some(view.level),
                _ => None,
            };
            if let Some(level) = stated(self.words.glued(left)) {
                take(right, View { level, is_typed: true, ..view.clone() });
            }
            if let Some(level) = stated(self.words.glued(right)) {
                take(left, View { level, is_typed: true, ..view.clone() });
            }
            let province = self.names.of(right).find(|form| regions.get(form.region).level == Level::Province);
            if let Some(province) = province.filter(|_| at > 3) {
                take(left, View { province: Some(province.region), ..view.clone() });
            }
        }
        found
    }

    /// Names from which few letters of the text differ.
    fn near(&self, reading: &Reading, exact: &[Hit]) -> Vec<Hit> {
        let hits = self.hits();
        let mut asked: Vec<(String, Option<Level>, Option<RegionId>)> = Vec::new();
        let mut found = Vec::new();
        for view in &reading.views {
            let letters = view.letters();
            let reach = if exact.is_empty() { reach(letters.len()) } else { 2.min(reach(letters.len())) };
            let key = (letters, view.level, view.province);
            if key.0.len() < 3 || key.0.len() > LONGEST || asked.contains(&key) {
                continue;
            }
            if asked.len() == MOST_SEARCHES {
                break;
            }
            let near = self.names.near(&key.0, reach).into_iter().filter(|near| near.distance > 0);
            found.extend(near.filter_map(|near| self.misspelled(near, view)));
            if let Some(seen) = exact.is_empty().then(|| misread(&key.0)).flatten() {
                let near = self.names.near(&seen, reach - 1).into_iter();
                found.extend(near.map(|near| hits.hit(near.form, near.distance + 1, view, 0)));
            }
            asked.push(key);
        }
        found
    }

    /// The hit of a name from which letters differ.
    fn misspelled(&self, near: Near<'_>, view: &View) -> Option<Hit> {
        let own = self.names.official(near.form.region);
        match aligned(view, near.form, own, near.distance, &self.words) {
            Aligned::Letters => Some(self.hits().hit(near.form, near.distance, view, 0)),
            Aligned::Beside { words, distance } => Some(self.hits().hit(near.form, distance, view, words)),
            Aligned::Apart => None,
        }
    }

    /// Names that are a part of the text.
    fn inside(&self, reading: &Reading) -> Vec<Hit> {
        let hits = self.hits();
        let Some(view) = reading.views.get(1).or(reading.views.first()) else { return Vec::new() };
        let words = &view.words[..view.words.len().min(MOST_SPANS)];
        let is_parted = reading.words.iter().any(|token| token.is_parted);
        let mut found = Vec::new();
        for start in 0..words.len() {
            for end in (start + 1..=words.len()).filter(|end| end - start < words.len()) {
                let own = words[start..end].to_vec();
                let part = View { written: own.join(" "), words: own, ..view.clone() };
                // “Sumbawa Barat (KSB)” has two names of one region.
                let rest = words[..start].iter().chain(&words[end..]).map(String::as_str).collect::<String>();
                let left = view.words.len() - (end - start);
                let letters = part.letters();
                let exact = self.names.of(&letters).filter(|form| form.kind <= NameKind::Former);
                let left_over = |region: RegionId| {
                    let is_own = left < MOST_SPANS && self.is_name(&rest, region, is_parted);
                    if is_own { 0 } else { left }
                };
                found.extend(exact.map(|form| hits.hit(form, 0, &part, left_over(form.region))));
            }
        }
        found
    }

    /// Whether the letters are a name of the region, or its initials beside a sign: “KP (Kulon Progo)”.
    fn is_name(&self, letters: &str, region: RegionId, is_parted: bool) -> bool {
        self.names.of(letters).any(|form| form.region == region)
            || is_parted && self.names.of_initials(letters).iter().any(|(own, _)| *own == region)
    }

    /// What the codes of the text and of the properties can mean.
    fn codes(&self, query: &Query, reading: &Reading) -> Codes {
        let lists = self.engine.gazetteer();
        let mut all = reading.codes.clone();
        let mut is_open = reading.codes.len() > 1;
        for (written, office) in &query.codes {
            let found = code::readings(written, *office, lists);
            is_open |= found.len() > 1;
            all.extend(found);
        }
        is_open |= all.iter().any(|reading| reading.how == How::LostZero);
        Codes { readings: all, is_open }
    }

    /// The regions of the hits and codes, the likeliest first.
    fn cases(&self, query: &Query, reading: &Reading, hits: Vec<Hit>, codes: &Codes) -> Vec<Case> {
        let mut best: BTreeMap<RegionId, Case> = BTreeMap::new();
        for hit in hits {
            let case = self.case(query, hit, codes);
            match best.get_mut(&case.region) {
                Some(known) if known.rank() >= case.rank() => {}
                Some(known) => *known = case,
                None => {
                    best.insert(case.region, case);
                }
            }
        }
        let has_name = !reading.words.is_empty();
        for reading in &codes.readings {
            best.entry(reading.region).or_insert_with(|| self.by_code(query, reading.region, has_name, codes));
        }
        let mut cases: Vec<Case> = best.into_values().filter(|case| case.score > 0.0).collect();
        put_behind_exact(&mut cases);
        cases.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.region.cmp(&other.region)));
        cases
    }

    fn case(&self, query: &Query, hit: Hit, codes: &Codes) -> Case {
        let region = self.engine.gazetteer().regions.get(hit.region);
        let mut stated: Vec<bool> = hit.levels.iter().map(|level| *level == region.level).collect();
        let is_typed = !stated.is_empty();
        stated.extend((!query.levels.is_empty()).then(|| self.is_of(query, hit.region)));
        let type_agrees = (!stated.is_empty()).then(|| stated.iter().all(|agrees| *agrees));
        let in_text = hit.province.map(|province| self.lies_in(&hit, province));
        let in_query = (!query.provinces.is_empty())
            .then(|| query.provinces.iter().any(|province| self.was_in(hit.region, *province)));
        let province_agrees = both(in_text, in_query);
        let code_agrees = self.code_agrees(hit.region, codes);
        let mut case =
            Case { region: hit.region, hit: None, is_typed, type_agrees, province_agrees, code_agrees, score: 0.0 };
        let mut score = 100.0 * hit.likeness();
        if code_agrees == Some(true) {
            score += (100.0 - score) / 2.0;
        }
        let against = [(type_agrees, OTHER_TYPE), (province_agrees, OTHER_PROVINCE), (code_agrees, OTHER_CODE)];
        score -= against.iter().filter(|(agrees, _)| *agrees == Some(false)).map(|(_, less)| less).sum::<f64>();
        score -= match hit.left {
            0 => 0.0,
            left => FIRST_WORD + MORE_WORDS * (left - 1).min(2) as f64,
        };
        if hit.standing < Standing::Alone && !case.is_supported(&hit) {
            score -= NO_SUPPORT;
        }
        case.score = score.max(0.0);
        case.hit = Some(hit);
        case
    }

    /// Whether the region of the hit lies in the province beside its name, or is the province, named twice: "Sumatera Utara (Sumut)".
    /// But "Bengkulu, Bengkulu" is the kota in its province.
    fn lies_in(&self, hit: &Hit, province: RegionId) -> bool {
        if hit.region != province {
            return self.was_in(hit.region, province);
        }
        hit.levels.contains(&Level::Province) || !hit.is_shared
    }

    /// Whether the region lies in the province, or did before it was divided.
    pub(super) fn was_in(&self, region: RegionId, province: RegionId) -> bool {
        let regions = &self.engine.gazetteer().regions;
        let mut own = regions.province(region);
        if regions.get(region).level == Level::Province {
            return region == province;
        }
        if self.engine.was_in(region, province) {
            return true;
        }
        for _ in 0..self.divided.len() {
            match self.divided.get(&own) {
                Some(before) if *before == province => return true,
                Some(before) => own = *before,
                None => return false,
            }
        }
        false
    }

    /// The case of a region that only the code names.
    fn by_code(&self, query: &Query, region: RegionId, has_name: bool, codes: &Codes) -> Case {
        let own = match (has_name, codes.is_open) {
            (true, _) => CODE_AGAINST_NAME,
            (false, true) => CODE_OF_SEVERAL,
            (false, false) => CODE_ALONE,
        };
        let type_agrees = (!query.levels.is_empty()).then(|| self.is_of(query, region));
        let in_province = |province: &RegionId| self.was_in(region, *province);
        let province_agrees = (!query.provinces.is_empty()).then(|| query.provinces.iter().any(in_province));
        let against = [(type_agrees, OTHER_TYPE), (province_agrees, OTHER_PROVINCE)];
        let against = against.iter().filter(|(agrees, _)| *agrees == Some(false)).map(|(_, less)| less).sum::<f64>();
        let score = own - against;
        Case { region, hit: None, is_typed: false, type_agrees, province_agrees, code_agrees: Some(true), score }
    }

    fn is_of(&self, query: &Query, region: RegionId) -> bool {
        query.levels.is_empty() || query.levels.contains(&self.engine.gazetteer().regions.get(region).level)
    }

    /// Whether the codes are those of the region. The code of its province says nothing against it.
    fn code_agrees(&self, region: RegionId, codes: &Codes) -> Option<bool> {
        let regions = &self.engine.gazetteer().regions;
        let is_around = |code: &&CodeReading| code.region != regions.province(region) || code.region == region;
        let mut telling = codes.readings.iter().filter(is_around).peekable();
        telling.peek()?;
        Some(telling.any(|code| code.region == region))
    }
}

/// How many letters of a name of `length` may differ so that it is still a candidate.
fn reach(length: usize) -> usize {
    match length {
        0..=4 => 1,
        5 => 2,
        6..=7 => 3,
        _ => 4,
    }
}

/// The letters where a machine has read one letter as two.
fn misread(letters: &str) -> Option<String> {
    letters.contains("rn").then(|| letters.replace("rn", "m"))
}

/// Puts names of which letters differ behind those that are just what was asked, be they of another type.
fn put_behind_exact(cases: &mut [Case]) {
    let is_exact = |hit: &Hit| hit.distance == 0 && hit.left == 0 && hit.kind <= NameKind::Former;
    let exact =
        cases.iter().filter(|case| case.hit.as_ref().is_some_and(is_exact) && case.province_agrees != Some(false));
    let Some(most) = exact.map(|case| case.score).max_by(f64::total_cmp) else { return };
    let is_behind =
        |case: &&mut Case| case.code_agrees != Some(true) && case.hit.as_ref().is_some_and(|hit| hit.distance > 0);
    for case in cases.iter_mut().filter(is_behind) {
        case.score = case.score.min(most - BEHIND_EXACT);
    }
}

/// What two sayings say together.
fn both(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one && other),
        (one, other) => one.or(other),
    }
}

/// The type words that are written before names and misspelled with them: of words that begin alike the shortest and the longest.
fn plain_types(mut types: Vec<(String, Level)>) -> Vec<(String, Level)> {
    types.sort();
    types.dedup();
    let initial = |word: &str| word.as_bytes().first().copied();
    let is_kept = |(word, level): &(String, Level)| {
        let alike = types.iter().filter(|(other, own)| own == level && initial(other) == initial(word));
        let lengths: Vec<usize> = alike.map(|(other, _)| other.len()).collect();
        lengths.iter().min() == Some(&word.len()) || lengths.iter().max() == Some(&word.len())
    };
    types.iter().filter(|one| is_kept(one)).cloned().collect()
}
