//! Names of regions by their letters alone, and which are the nearest to a name that nobody has: "KULONPROGO", "Kulon-Progo"
//! and "Kulon Progo" are one. For lists of regions; in running text the lexicon tells where a name begins and ends.

use super::region::{NameKind, RegionId, Regions};
use crate::text::{fold, unaccented};
use rapidfuzz::distance::osa;
use std::collections::HashMap;

/// A name of a region.
#[derive(Debug)]
pub struct WrittenName {
    /// The region.
    pub region: RegionId,
    /// What kind of name it is.
    pub kind: NameKind,
    /// Its folded letters and digits.
    pub letters: String,
    /// Counts only exactly as written so.
    pub exact: Option<String>,
    /// The name as the list has it.
    pub written: String,
    /// Whether it means the region without a type word or other support.
    pub alone: bool,
    /// The row, `aliases.csv#KSB`.
    pub by: String,
}

/// All names by their letters.
#[derive(Debug)]
pub struct WrittenNames {
    names: Vec<WrittenName>,
    /// Names with their type words, for what is misspelled in these.
    full: Vec<(RegionId, String)>,
    by_letters: HashMap<String, Vec<usize>>,
}

/// The most letters of a name that others are compared with; no name of a region has half as many.
const LONGEST: usize = 80;

impl WrittenNames {
    /// The names of `regions`.
    pub fn new(regions: &Regions) -> Self {
        let mut all = WrittenNames { names: Vec::new(), full: Vec::new(), by_letters: HashMap::new() };
        all.full.extend(regions.iter().map(|(id, region)| (id, letters(&region.full_name))));
        for reading in regions.all_readings() {
            let region = regions.get(reading.region);
            let name = match reading.kind {
                NameKind::Official => &region.name,
                _ => reading.by.split_once('#').map_or("", |(_, alias)| alias),
            };
            let (letters, written) = (letters(name), name.to_owned());
            all.by_letters.entry(letters.clone()).or_default().push(all.names.len());
            let (kind, exact, by) = (reading.kind, reading.exact.clone(), reading.by.clone());
            let (region, alone) = (reading.region, reading.alone);
            all.names.push(WrittenName { region, kind, letters, exact, written, alone, by });
        }
        all
    }

    /// The names that `written` is, best kind first, one a region.
    pub fn of(&self, written: &str) -> Vec<&WrittenName> {
        let numbers = self.by_letters.get(&letters(written)).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<&WrittenName> = numbers
            .iter()
            .map(|&number| &self.names[number])
            .filter(|name| name.exact.as_deref().is_none_or(|form| form == written.trim()))
            .collect();
        found.sort_by_key(|name| (name.region, name.kind));
        found.dedup_by_key(|name| name.region);
        found
    }

    /// The official name of the region whose full name is `written`, but for what stands between its words: "KotaPekalongan".
    pub fn of_full(&self, written: &str) -> Option<&WrittenName> {
        let written = letters(written);
        let (region, _) = self.full.iter().find(|(_, full)| *full == written)?;
        self.names.iter().find(|name| name.region == *region && name.kind == NameKind::Official)
    }

    /// All names.
    pub fn all(&self) -> &[WrittenName] {
        &self.names
    }

    /// The letters of all names of a region.
    pub fn all_of(&self, region: RegionId) -> impl Iterator<Item = &str> {
        self.names.iter().filter(move |name| name.region == region).map(|name| name.letters.as_str())
    }

    /// The fewest letters that have to be put in, left out, changed or swapped to make a name of `region` out of `written`.
    pub fn distance(&self, written: &str, region: RegionId) -> Option<usize> {
        let from = compared(written)?;
        let names = self.lettered().filter(|(own, _)| *own == region);
        names.map(|(_, letters)| from.distance(letters.chars())).min()
    }

    /// Up to `most` regions with names near to `written`, nearest first: (region, letters that differ).
    pub fn nearest(&self, written: &str, most: usize) -> Vec<(RegionId, usize)> {
        let Some(from) = compared(written) else { return Vec::new() };
        let reach = (letters(written).chars().count() / 3).clamp(1, 5);
        let near = osa::Args::default().score_cutoff(reach);
        let mut found: Vec<(usize, RegionId)> = self
            .lettered()
            .filter_map(|(region, letters)| Some((from.distance_with_args(letters.chars(), &near)?, region)))
            .collect();
        found.sort_unstable();
        let mut regions: Vec<(RegionId, usize)> = Vec::new();
        for (distance, region) in found {
            if regions.len() < most && !regions.iter().any(|(known, _)| *known == region) {
                regions.push((region, distance));
            }
        }
        regions
    }
}

impl WrittenNames {
    /// All names as letters.
    fn lettered(&self) -> impl Iterator<Item = (RegionId, &str)> {
        let names = self.names.iter().map(|name| (name.region, name.letters.as_str()));
        names.chain(self.full.iter().map(|(region, letters)| (*region, letters.as_str())))
    }
}

fn compared(written: &str) -> Option<osa::BatchComparator<char>> {
    let letters: Vec<char> = letters(written).chars().collect();
    (1..=LONGEST).contains(&letters.len()).then(|| osa::BatchComparator::new(letters))
}

/// `text` as look-ups compare it but for the case of its letters: compatibility forms undone, accents and invisible characters
/// dropped.
pub fn plain(text: &str) -> String {
    unaccented(text)
}

/// The folded letters and digits of `text`.
pub fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Files;
    use crate::text::LexiconBuilder;

    fn with_names(test: impl Fn(&Regions, &WrittenNames)) {
        let regions = Regions::read(&Files::builtin(), &mut LexiconBuilder::default(), &mut Vec::new());
        test(&regions, &WrittenNames::new(&regions));
    }

    #[test]
    fn names_are_their_letters() {
        with_names(|regions, names| {
            let codes = |written: &str| -> Vec<&str> {
                names.of(written).iter().map(|name| regions.get(name.region).code.as_str()).collect()
            };
            assert_eq!(codes("DELI SERDANG"), ["12.07"]);
            assert_eq!(codes("deliserdang"), ["12.07"]);
            assert_eq!(codes("Pekalongan"), ["33.26", "33.75"]);
            assert_eq!(codes("KSB"), ["52.07"]);
            assert_eq!(codes("Ksb"), [""; 0]);
            assert_eq!(codes("Mamuju Utara"), ["76.01"]);
        });
    }

    #[test]
    fn misspellings_are_near_and_no_more() {
        with_names(|regions, names| {
            let near = names.nearest("Tangeran", 3);
            assert!(near.iter().all(|(_, distance)| *distance == 1 || *distance == 2), "{near:?}");
            assert_eq!(regions.get(near[0].0).name, "Tangerang");
            assert_eq!(names.nearest("Menteri Komunikasi dan Informatika", 3), []);
            assert_eq!(names.nearest(&"a".repeat(100_000), 3), []);
            assert_eq!(names.nearest("", 3), []);
        });
    }
}
