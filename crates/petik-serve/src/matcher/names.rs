//! All names of regions, to be found by their letters, by few letters that differ, and by initials. A name is only compared where
//! its length and the letters that it has leave it in reach.

use super::aligned::words_of;
use petik_core::Engine;
use petik_core::gazetteer::{NameKind, Region, RegionId, letters};
use petik_core::record::Level;
use rapidfuzz::distance::osa;
use std::collections::HashMap;

/// A word of a name that names its regions has at least so many letters, and at most so many regions have it.
const LEAST_LETTERS: usize = 4;
const FEW: usize = 4;

/// A name of a region.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) region: RegionId,
    pub(super) kind: NameKind,
    /// Folded letters and digits.
    pub(super) letters: String,
    /// How many of them are those of the name itself.
    pub(super) own: usize,
    /// The kind of region that a type word before the name states.
    pub(super) level: Option<Level>,
    /// Whether it means the region without support.
    pub(super) alone: bool,
    /// As the list writes it.
    pub(super) written: String,
    /// Whether it counts only as written.
    pub(super) is_exact: bool,
    /// Whether it is another spelling of one word that is a word of other regions' names as well: “Toraja”.
    pub(super) is_shared: bool,
    /// Whether it has a word that is shortened to a letter or two.
    is_shortened: bool,
    signature: u64,
}

/// A name that few letters part from what was asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near<'n> {
    pub(super) form: &'n Form,
    pub(super) distance: usize,
}

/// The names.
#[derive(Debug)]
pub(super) struct Names {
    forms: Vec<Form>,
    by_letters: HashMap<String, Vec<u32>>,
    /// Regions by the initials of names of several words; the kind where the type word's is among them.
    initials: HashMap<String, Vec<(RegionId, Option<Level>)>>,
    /// Names of several words by these in alphabetic order.
    reordered: HashMap<String, Vec<u32>>,
    /// The letters of the official names, by the numbers of their regions.
    official: Vec<String>,
    /// Official names of several words by each of these.
    by_word: HashMap<String, Vec<u32>>,
}

impl Names {
    /// All names of the regions of `engine`; `types` are words that are written before a name, with what they state.
    pub(super) fn new(engine: &Engine, types: &[(String, Level)]) -> Self {
        let regions = &engine.gazetteer().regions;
        let mut all = Names {
            forms: Vec::new(),
            by_letters: HashMap::new(),
            initials: HashMap::new(),
            reordered: HashMap::new(),
            official: regions.iter().map(|(_, region)| letters(&region.name)).collect(),
            by_word: HashMap::new(),
        };
        for name in engine.written_names().all() {
            let is_exact = name.exact.is_some();
            let words = words_of(&name.written);
            if words.len() > 1 && name.kind == NameKind::Official {
                for word in words.iter().filter(|word| word.len() >= LEAST_LETTERS) {
                    all.by_word.entry(word.clone()).or_default().push(all.forms.len() as u32);
                }
            }
            if words.len() > 1 && name.kind <= NameKind::Spelling {
                all.reordered.entry(in_order(words)).or_default().push(all.forms.len() as u32);
            }
            all.add(name.region, name.kind, &name.letters, None, (name.alone, &name.written, is_exact));
        }
        for (id, region) in regions.iter() {
            let own = letters(&region.name);
            for (word, level) in types.iter().filter(|(_, level)| *level == region.level) {
                all.add(id, NameKind::Official, &own, Some((word, *level)), (true, &region.full_name, false));
            }
            let full = letters(&region.full_name);
            if !all.by_letters.contains_key(&full) && full.ends_with(&own) {
                let before = full[..full.len() - own.len()].to_owned();
                let of_type = Some((&*before, region.level));
                all.add(id, NameKind::Official, &own, of_type, (true, &region.full_name, false));
            }
            for (initials, level) in initials(region) {
                all.initials.entry(initials).or_default().push((id, level));
            }
        }
        let is_alike = |one: RegionId, other| one != other && regions.get(one).level == regions.get(other).level;
        let is_of_other = |form: &Form| {
            let numbers = all.by_word.get(&form.letters).into_iter().flatten();
            form.kind == NameKind::Spelling
                && numbers.map(|number| all.forms[*number as usize].region).any(|other| is_alike(other, form.region))
        };
        let shared: Vec<bool> = all.forms.iter().map(is_of_other).collect();
        all.forms.iter_mut().zip(shared).for_each(|(form, is_shared)| form.is_shared = is_shared);
        all
    }

    fn add(
        &mut self,
        region: RegionId,
        kind: NameKind,
        own: &str,
        of_type: Option<(&str, Level)>,
        (alone, written, is_exact): (bool, &str, bool),
    ) {
        let letters = format!("{}{own}", of_type.map_or("", |(word, _)| word));
        self.by_letters.entry(letters.clone()).or_default().push(self.forms.len() as u32);
        let is_shortened = kind != NameKind::Official
            && words_of(written).iter().any(|word| word.len() < 3 && word.len() < letters.len());
        self.forms.push(Form {
            region,
            kind,
            own: own.len(),
            level: of_type.map(|(_, level)| level),
            signature: signature(&letters),
            letters,
            alone,
            written: written.to_owned(),
            is_exact,
            is_shared: false,
            is_shortened,
        });
    }

    /// The letters of the official name of the region.
    pub(super) fn official(&self, region: RegionId) -> &str {
        self.official.get(usize::from(region.0)).map_or("", String::as_str)
    }

    /// The names with just these letters.
    pub(super) fn of<'n>(&'n self, letters: &str) -> impl Iterator<Item = &'n Form> {
        let numbers = self.by_letters.get(letters).map_or(&[][..], Vec::as_slice);
        numbers.iter().map(|number| &self.forms[*number as usize])
    }

    /// The names with these words in another order.
    pub(super) fn reordered<'n>(&'n self, words: &[&str]) -> impl Iterator<Item = &'n Form> {
        let key = if words.len() > 1 {
            in_order(words.iter().map(|word| (*word).to_owned()).collect())
        } else {
            String::new()
        };
        let numbers = self.reordered.get(&key).map_or(&[][..], Vec::as_slice);
        numbers.iter().map(|number| &self.forms[*number as usize])
    }

    /// The official names of several words that have this one, where they are few.
    pub(super) fn having<'n>(&'n self, word: &str) -> impl Iterator<Item = &'n Form> {
        let numbers = self.by_word.get(word).filter(|numbers| numbers.len() <= FEW).map_or(&[][..], Vec::as_slice);
        numbers.iter().map(|number| &self.forms[*number as usize])
    }

    /// The regions with these initials.
    pub(super) fn of_initials(&self, letters: &str) -> &[(RegionId, Option<Level>)] {
        self.initials.get(letters).map_or(&[], Vec::as_slice)
    }

    /// The names of which at most `most` letters differ from `letters`, no abbreviations and by-names.
    pub(super) fn near(&self, letters: &str, most: usize) -> Vec<Near<'_>> {
        let own = signature(letters);
        let args = osa::Args::default().score_cutoff(most);
        let comparator = osa::BatchComparator::new(letters.bytes());
        let is_in_reach = |form: &&Form| {
            form.letters.len().abs_diff(letters.len()) <= most
                && (form.signature ^ own).count_ones() as usize <= 2 * most
                && !form.is_shortened
                && matches!(form.kind, NameKind::Official | NameKind::Spelling | NameKind::Former)
        };
        let in_reach = self.forms.iter().filter(is_in_reach);
        in_reach
            .filter_map(|form| {
                let distance = comparator.distance_with_args(form.letters.bytes(), &args)?;
                Some(Near { form, distance })
            })
            .collect()
    }
}

/// Words in alphabetic order.
fn in_order(mut words: Vec<String>) -> String {
    words.sort_unstable();
    words.join(" ")
}

/// The letters that are in a name, a bit each: a letter that is put in or left out changes one of them, a changed one two.
fn signature(letters: &str) -> u64 {
    letters.bytes().fold(0, |all, byte| {
        all | 1
            << match byte {
                b'a'..=b'z' => byte - b'a',
                b'0'..=b'9' => byte - b'0' + 26,
                _ => 36 + byte % 28,
            }
    })
}

/// The initials of a name of several words, without and with that of its type.
fn initials(region: &Region) -> Vec<(String, Option<Level>)> {
    let words = words_of(&region.name);
    let words: Vec<&String> = words.iter().collect();
    if words.len() < 2 {
        return Vec::new();
    }
    let first = |words: &[&String]| -> String { words.iter().filter_map(|word| word.chars().next()).collect() };
    let all = first(&words);
    let long: Vec<&String> = words.iter().copied().filter(|word| word.len() > 3).collect();
    let of_type = region.full_name.chars().next().map(|c| c.to_lowercase().collect::<String>()).unwrap_or_default();
    let mut found = vec![(all.clone(), None), (format!("{of_type}{all}"), Some(region.level))];
    if long.len() > 1 && long.len() < words.len() {
        found.push((first(&long), None));
    }
    found
}
