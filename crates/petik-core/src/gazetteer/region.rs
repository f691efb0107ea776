//! Provinces, kabupaten and kota with all names that press gives them, and the names of kecamatan, which are no facts of
//! their own but keep "Bekasi Timur" from being read as Bekasi.

use super::files::Files;
use super::table::Table;
use crate::error::Fault;
use crate::text::{LexiconBuilder, ListId, WordId};
use std::collections::HashMap;

/// Number of a region in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegionId(pub u16);

/// The three kinds of region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// `provinsi`
    Province,
    /// `kabupaten`
    Kabupaten,
    /// `kota`
    Kota,
}

impl Level {
    /// The word used in lists and records.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Province => "provinsi",
            Level::Kabupaten => "kabupaten",
            Level::Kota => "kota",
        }
    }

    /// Reads the word used in lists and records.
    pub fn parse(word: &str) -> Option<Self> {
        [Level::Province, Level::Kabupaten, Level::Kota].into_iter().find(|l| l.as_str() == word)
    }
}

/// One region.
#[derive(Debug)]
pub struct Region {
    /// Kemendagri code, `52.07`.
    pub code: String,
    /// BPS code, `5207`.
    pub bps: String,
    /// Kind.
    pub level: Level,
    /// Name without its type word.
    pub name: String,
    /// Name with its type word.
    pub full_name: String,
    /// The province of a kabupaten or kota.
    pub parent: Option<RegionId>,
}

/// What kind of name of a region a name is, the plainest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// The official name.
    Official,
    /// Another spelling of it.
    Spelling,
    /// What the region was called before.
    Former,
    /// Letters for it, a by-name, its seat.
    Other,
}

impl NameKind {
    fn of_alias(kind: &str) -> Self {
        match kind {
            "variant" | "misspelling" => NameKind::Spelling,
            "former" => NameKind::Former,
            _ => NameKind::Other,
        }
    }
}

/// One meaning of a written name.
#[derive(Debug)]
pub struct NameReading {
    /// The region meant.
    pub region: RegionId,
    /// Whether the name counts only exactly as written in the list (abbreviations in capitals).
    pub exact: Option<String>,
    /// Whether the name means the region without a type word or other support.
    pub alone: bool,
    /// Whether it is the official name.
    pub official: bool,
    /// What kind of name it is.
    pub kind: NameKind,
    /// The row, `aliases.csv#KSB`.
    pub by: String,
}

/// What a written name can mean.
#[derive(Debug, Default)]
struct Name {
    readings: Vec<NameReading>,
    careful: Option<String>,
}

/// All regions, by number and by name.
#[derive(Debug)]
pub struct Regions {
    regions: Vec<Region>,
    by_code: HashMap<String, RegionId>,
    by_bps: HashMap<String, RegionId>,
    names: Vec<Name>,
    districts: Vec<Vec<RegionId>>,
    /// The lexicon's list of region names; its entries are numbers of names.
    pub list: ListId,
    /// The lexicon's list of kecamatan names.
    pub district_list: ListId,
}

impl Regions {
    /// Reads `regions/*.csv`.
    pub fn read(files: &Files, lexicon: &mut LexiconBuilder, faults: &mut Vec<Fault>) -> Self {
        let list = lexicon.list("region names", true).unwrap_or(ListId(0));
        let district_list = lexicon.list("district names", true).unwrap_or(ListId(0));
        let mut all = Regions {
            regions: Vec::new(),
            by_code: HashMap::new(),
            by_bps: HashMap::new(),
            names: Vec::new(),
            districts: Vec::new(),
            list,
            district_list,
        };
        let table =
            Table::read(files, "regions/regions.csv", &["code", "level", "name", "full_name"], &["code"], faults);
        for row in table.rows() {
            let Some(level) = Level::parse(row.get("level")) else {
                faults.push(row.fault(format!("level `{}` is not one of provinsi kabupaten kota", row.get("level"))));
                continue;
            };
            let id = RegionId(all.regions.len() as u16);
            let parent = all.by_code.get(row.get("parent")).copied();
            if parent.is_none() && !row.get("parent").is_empty() {
                faults.push(row.fault(format!("parent `{}` is no code above this row", row.get("parent"))));
            }
            all.by_code.insert(row.get("code").to_owned(), id);
            all.by_bps.insert(row.get("bps").to_owned(), id);
            all.regions.push(Region {
                code: row.get("code").to_owned(),
                bps: row.get("bps").to_owned(),
                level,
                name: row.get("name").to_owned(),
                full_name: row.get("full_name").to_owned(),
                parent,
            });
            let by = format!("regions.csv#{}", row.get("code"));
            let reading =
                NameReading { region: id, exact: None, alone: true, official: true, kind: NameKind::Official, by };
            all.add_name(row.get("name"), reading, lexicon);
        }
        for row in Table::read(files, "regions/aliases.csv", &["alias", "code"], &["alias", "code"], faults).rows() {
            let Some(&region) = all.by_code.get(row.get("code")) else {
                faults.push(row.fault(format!("code `{}` is not in regions/regions.csv", row.get("code"))));
                continue;
            };
            let reading = NameReading {
                region,
                exact: (row.get("case") == "exact").then(|| row.get("alias").to_owned()),
                alone: row.get("alone") != "no",
                official: false,
                kind: NameKind::of_alias(row.get("kind")),
                by: format!("aliases.csv#{}", row.get("alias")),
            };
            all.add_name(row.get("alias"), reading, lexicon);
        }
        for row in
            Table::read(files, "regions/ambiguous.csv", &["name", "kind", "why"], &["name", "kind", "codes"], faults)
                .rows()
        {
            let other_word = row.get("kind") == "common_word" && row.get("settled_by").contains("case");
            if (other_word || matches!(row.get("kind"), "alias_other_meaning" | "inside_person_name"))
                && let words = lexicon.cut(row.get("name"))
                && let Some(name) = lexicon.entry_of(&words, list)
            {
                all.names[name as usize].careful.get_or_insert_with(|| row.get("why").to_owned());
            }
        }
        for row in Table::read(files, "regions/districts.csv", &["code", "parent", "name"], &["code"], faults).rows() {
            let Some(&parent) = all.by_code.get(row.get("parent")) else {
                faults.push(row.fault(format!("parent `{}` is not in regions/regions.csv", row.get("parent"))));
                continue;
            };
            let words = lexicon.cut(row.get("name"));
            let name = lexicon.entry_of(&words, district_list).unwrap_or_else(|| {
                lexicon.phrase_of(&words, district_list, all.districts.len() as u32);
                all.districts.push(Vec::new());
                all.districts.len() as u32 - 1
            });
            all.districts[name as usize].push(parent);
        }
        all
    }

    fn add_name(&mut self, name: &str, reading: NameReading, lexicon: &mut LexiconBuilder) {
        let words = lexicon.cut(name);
        // Hyphens are written or not: Pare-Pare, Pare Pare.
        let hyphen = lexicon.word("-");
        let open: Vec<WordId> = words.iter().copied().filter(|w| *w != hyphen).collect();
        let number = lexicon.entry_of(&words, self.list).unwrap_or_else(|| {
            self.names.push(Name::default());
            self.names.len() as u32 - 1
        });
        lexicon.phrase_of(&words, self.list, number);
        if open.len() != words.len() && lexicon.entry_of(&open, self.list).is_none() {
            lexicon.phrase_of(&open, self.list, number);
        }
        let readings = &mut self.names[number as usize].readings;
        if !readings.iter().any(|r| r.region == reading.region) {
            readings.push(reading);
        }
    }

    /// A region by its number.
    pub fn get(&self, id: RegionId) -> &Region {
        &self.regions[id.0 as usize]
    }

    /// A region by its Kemendagri code.
    pub fn by_code(&self, code: &str) -> Option<RegionId> {
        self.by_code.get(code).copied()
    }

    /// A region by its BPS code.
    pub fn by_bps(&self, code: &str) -> Option<RegionId> {
        self.by_bps.get(code).copied()
    }

    /// All regions with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (RegionId, &Region)> {
        self.regions.iter().enumerate().map(|(i, r)| (RegionId(i as u16), r))
    }

    /// What the name with this number can mean.
    pub fn readings(&self, name: u32) -> &[NameReading] {
        &self.names[name as usize].readings
    }

    /// What all names can mean, in the order of the lists.
    pub fn all_readings(&self) -> impl Iterator<Item = &NameReading> {
        self.names.iter().flat_map(|name| &name.readings)
    }

    /// Why the name needs care when nothing supports it (it is also a common word, a person's name, another place).
    pub fn careful(&self, name: u32) -> Option<&str> {
        self.names[name as usize].careful.as_deref()
    }

    /// The kota of the same name as a kabupaten, or the kabupaten of the same name as a kota.
    pub fn namesake(&self, id: RegionId) -> Option<RegionId> {
        let region = self.get(id);
        let is_other = |level| level != region.level && level != Level::Province && region.level != Level::Province;
        self.iter().find(|(_, one)| is_other(one.level) && one.name == region.name).map(|(id, _)| id)
    }

    /// The province of a region; a province is its own.
    pub fn province(&self, id: RegionId) -> RegionId {
        self.get(id).parent.unwrap_or(id)
    }

    /// Whether `region` is a province with just so many kabupaten and kota.
    pub fn has_just(&self, region: RegionId, number: u64) -> bool {
        self.get(region).level == Level::Province
            && self.regions.iter().filter(|r| r.parent == Some(region)).count() as u64 == number
    }
}
