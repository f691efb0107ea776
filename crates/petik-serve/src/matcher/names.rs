//! All names of regions, to be found by their letters, by few letters that differ, and by initials. A name is only compared where
//! its length and the letters that it has leave it in reach.

use petik_core::Engine;
use petik_core::gazetteer::{NameKind, Region, RegionId, letters};
use petik_core::record::Level;
use rapidfuzz::distance::osa;
use std::collections::HashMap;

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
}

impl Names {
    /// All names of the regions of `engine`; `types` are words that are written before a name, with what they state.
    pub(super) fn new(engine: &Engine, types: &[(String, Level)]) -> Self {
        let regions = &engine.gazetteer().regions;
        let mut all = Names { forms: Vec::new(), by_letters: HashMap::new(), initials: HashMap::new() };
        for name in engine.written_names().all() {
            let is_exact = name.exact.is_some();
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
        });
    }

    /// The names with just these letters.
    pub(super) fn of<'n>(&'n self, letters: &str) -> impl Iterator<Item = &'n Form> {
        let numbers = self.by_letters.get(letters).map_or(&[][..], Vec::as_slice);
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
    let words: Vec<String> = region.name.split(|c: char| !c.is_alphanumeric()).map(letters).collect();
    let words: Vec<&String> = words.iter().filter(|word| !word.is_empty()).collect();
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
