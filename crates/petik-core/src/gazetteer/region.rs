//! Provinces, kabupaten and kota with all names that press gives them, and the names of kecamatan, which are no facts of
//! their own but keep "Bekasi Timur" from being read as Bekasi.

use super::column::{BpsCode, DistrictCode, Filled, FirstDay, Key, KeyOrNone, LastDay, ListRow, RegionCode};
use super::files::Files;
use super::grouped::Grouped;
use super::table::Table;
use crate::error::Fault;
use crate::list_rows;
use crate::record::Level;
use crate::text::{LexiconBuilder, ListId, WordId};
use crate::vocabulary;
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// Names of regions: the list of the lexicon that holds them.
pub(super) const NAMES: &str = "region names";
/// Names of kecamatan: the list of the lexicon that holds them.
pub(super) const DISTRICTS: &str = "district names";

list_rows! {
    /// A province, kabupaten or kota with its official codes and name.
    pub(super) struct RegionRow in "regions/regions.csv" by ["code"] {
        /// Code of Kemendagri, edition 300.2.2-2430/2025: `52.07`; the digits before the dot are the province.
        code: RegionCode<'r>,
        /// Code of BPS: `5207`.
        bps: BpsCode<'r>,
        /// Kind.
        level: Level,
        /// Name without its type word; 26 names belong to a kabupaten and a kota.
        name: Filled<'r>,
        /// Name with its type word, as people use it.
        full_name: Filled<'r>,
        /// Code of the province, as of the edition; `note` tells an earlier province.
        parent: KeyOrNone<'r>,
        /// Seat of government.
        capital: &'r str,
        /// Day on which the region was created; empty: before 2012. A region that was only renamed has none: `note` has the day,
        /// `aliases.csv` the former name.
        valid_from: FirstDay,
        /// Last day of the region, if it was dissolved.
        valid_to: LastDay,
        /// Law of creation or renaming.
        note: &'r str,
    }
}

vocabulary! {
    /// What kind of name an alias is.
    pub enum AliasKind {
        /// Letters that stand for the name.
        Abbreviation = "abbreviation",
        /// Another spelling or a short form.
        Variant = "variant",
        /// What the region was called before.
        Former = "former",
        /// The town stands for its region.
        Capital = "capital",
        /// A by-name.
        Nickname = "nickname",
        /// A common misspelling.
        Misspelling = "misspelling",
    }
}

vocabulary! {
    /// How an alias has to be written.
    pub enum AliasCase {
        /// Exactly as in the list (KSB, TTS).
        Exact = "exact",
    }
}

vocabulary! {
    /// Whether an alias is a region without any support.
    pub enum Alone {
        /// It is; which one, if it is of several, `ambiguous.csv` tells.
        Yes = "yes",
        /// It needs a type word, title or government word before it (Bupati Mitra, Pemkab Tala) or the region's full name in the
        /// article.
        No = "no",
    }
}

list_rows! {
    /// Another written name of one region. No alias equals the official name of another region, except `Yogyakarta` for the
    /// province, which `ambiguous.csv` lists.
    pub(super) struct AliasRow in "regions/aliases.csv" by ["alias", "code"] {
        /// The name as written, without type word unless it is of no use without.
        alias: Filled<'r>,
        /// The region.
        code: Key<'r>,
        /// What kind of name it is.
        kind: Option<AliasKind>,
        /// How it has to be written; empty: in any case of letters.
        case: Option<AliasCase>,
        /// Whether it is a region without any support; empty: it is.
        alone: Option<Alone>,
        /// First day on which the name was official, for former and new names; press goes on using former ones.
        valid_from: FirstDay,
        /// Last such day.
        valid_to: LastDay,
        /// Reason for `alone` = `no`, law of a renaming, or what the letters stand for.
        why: &'r str,
    }
}

vocabulary! {
    /// How a name can mean something else.
    pub enum AmbiguityKind {
        /// A kabupaten and a kota have it.
        KabupatenKotaPair = "kabupaten_kota_pair",
        /// A province and another region have it.
        ProvinceAndRegion = "province_and_region",
        /// It is an ordinary word, a river, an island, a feast day.
        CommonWord = "common_word",
        /// The alias has another meaning.
        AliasOtherMeaning = "alias_other_meaning",
        /// One short form of several regions.
        AliasCollision = "alias_collision",
        /// A kecamatan in another region has it.
        KecamatanElsewhere = "kecamatan_elsewhere",
        /// A longer name begins with it.
        PrefixOfLongerName = "prefix_of_longer_name",
        /// A longer name ends with it; also clubs, dishes, firms, areas.
        SuffixOfLongerName = "suffix_of_longer_name",
        /// It stands in names of persons.
        InsidePersonName = "inside_person_name",
    }
}

vocabulary! {
    /// What tells the meanings of a name apart.
    pub enum SettledBy {
        /// Kabupaten, Kota, Bupati before it.
        TypeWord = "type_word",
        /// The longer name is taken.
        LongestMatch = "longest_match",
        /// The rest of the article.
        Context = "context",
        /// The capital letter.
        Case = "case",
    }
}

list_rows! {
    /// A name that can mean something else, and what settles it.
    pub(super) struct AmbiguityRow in "regions/ambiguous.csv" by ["name", "kind", "codes"] {
        /// The name or alias.
        name: Filled<'r>,
        /// How it can mean something else.
        kind: AmbiguityKind,
        /// The regions that it can mean, behind bars; of a beginning or end of a longer name the regions with that name, where it is
        /// one; of a kecamatan its code.
        codes: &'r str,
        /// What tells the meanings apart.
        settled_by: Vec<SettledBy>,
        /// The other meaning.
        why: Filled<'r>,
    }
}

list_rows! {
    /// A kecamatan and its kabupaten or kota. No facts are taken about them; they keep "Bekasi Timur" from being read as Bekasi.
    pub(super) struct DistrictRow in "regions/districts.csv" by ["code"] {
        /// Its code.
        code: DistrictCode<'r>,
        /// Code of its kabupaten or kota.
        parent: Key<'r>,
        /// Its name.
        name: Filled<'r>,
    }
}

/// Number of a region in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegionId(pub u16);

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
    /// Letters that stand for it.
    Abbreviation,
    /// A by-name, its seat.
    Other,
}

impl NameKind {
    fn of_alias(kind: Option<AliasKind>) -> Self {
        match kind {
            Some(AliasKind::Variant | AliasKind::Misspelling) => NameKind::Spelling,
            Some(AliasKind::Former) => NameKind::Former,
            Some(AliasKind::Abbreviation) => NameKind::Abbreviation,
            Some(AliasKind::Capital | AliasKind::Nickname) | None => NameKind::Other,
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
    by_code: HashMap<String, RegionId, RandomState>,
    by_bps: HashMap<String, RegionId, RandomState>,
    names: Vec<Name>,
    districts: Grouped<RegionId>,
    /// The lexicon's list of region names; its entries are numbers of names.
    pub list: ListId,
    /// The lexicon's list of kecamatan names.
    pub district_list: ListId,
}

impl Regions {
    /// Reads `regions/*.csv`.
    pub fn read(files: &Files, lexicon: &mut LexiconBuilder, faults: &mut Vec<Fault>) -> Self {
        let list = lexicon.names(NAMES);
        let district_list = lexicon.names(DISTRICTS);
        let mut all = Regions {
            regions: Vec::new(),
            by_code: HashMap::default(),
            by_bps: HashMap::default(),
            names: Vec::new(),
            districts: Grouped::of(&[], 0),
            list,
            district_list,
        };
        let table = Table::read(files, &RegionRow::LIST, faults);
        for row in table.each::<RegionRow<'_>>(faults) {
            let id = RegionId(all.regions.len() as u16);
            let parent = all.by_code.get(row.parent.0).copied();
            if parent.is_none() && !row.parent.0.is_empty() {
                let above = "the rows above: a province stands before its regions";
                faults.push(row.row.fault_of_key("parent", row.parent.0, above));
            }
            let code = row.code.0;
            all.by_code.insert(code.to_owned(), id);
            all.by_bps.insert(row.bps.0.to_owned(), id);
            all.regions.push(Region {
                code: code.to_owned(),
                bps: row.bps.0.to_owned(),
                level: row.level,
                name: row.name.0.to_owned(),
                full_name: row.full_name.0.to_owned(),
                parent,
            });
            let by = ["regions.csv#", code].concat();
            let reading =
                NameReading { region: id, exact: None, alone: true, official: true, kind: NameKind::Official, by };
            all.add_name(row.name.0, reading, lexicon);
        }
        let table = Table::read(files, &AliasRow::LIST, faults);
        for row in table.each::<AliasRow<'_>>(faults) {
            let Some(&region) = all.by_code.get(row.code.0) else {
                faults.push(row.row.fault_of_key("code", row.code.0, RegionRow::LIST.file));
                continue;
            };
            let alias = row.alias.0;
            let reading = NameReading {
                region,
                exact: row.case.map(|AliasCase::Exact| alias.to_owned()),
                alone: row.alone != Some(Alone::No),
                official: false,
                kind: NameKind::of_alias(row.kind),
                by: ["aliases.csv#", alias].concat(),
            };
            all.add_name(alias, reading, lexicon);
        }
        let table = Table::read(files, &AmbiguityRow::LIST, faults);
        for row in table.each::<AmbiguityRow<'_>>(faults) {
            let needs_care = match row.kind {
                AmbiguityKind::CommonWord => row.settled_by.contains(&SettledBy::Case),
                AmbiguityKind::AliasOtherMeaning | AmbiguityKind::InsidePersonName => true,
                _ => false,
            };
            if needs_care
                && let words = lexicon.cut(row.name.0)
                && let Some(name) = lexicon.entry_of(&words, list)
            {
                all.names[name as usize].careful.get_or_insert_with(|| row.why.0.to_owned());
            }
        }
        let (mut named, mut names) = (Vec::new(), 0);
        let table = Table::read(files, &DistrictRow::LIST, faults);
        if !files.is_tested() {
            table.each::<DistrictRow<'_>>(faults);
        }
        let [parents, own_names] = ["parent", "name"].map(|name| table.column(name));
        for row in table.rows() {
            let code = row.get(parents);
            let Some(&parent) = all.by_code.get(code) else {
                faults.push(row.fault_of_key("parent", code, RegionRow::LIST.file));
                continue;
            };
            let name = lexicon.name(row.get(own_names), district_list, names);
            names = names.max(name + 1);
            named.push((name, parent));
        }
        all.districts = Grouped::of(&named, names as usize);
        all
    }

    fn add_name(&mut self, name: &str, reading: NameReading, lexicon: &mut LexiconBuilder) {
        let number = lexicon.name(name, self.list, self.names.len() as u32);
        if number as usize == self.names.len() {
            self.names.push(Name::default());
        }
        // Hyphens are written or not: Pare-Pare, Pare Pare.
        if name.contains(|c: char| !c.is_ascii_alphanumeric() && c != ' ') {
            let hyphen = lexicon.word("-");
            let words = lexicon.cut(name);
            let open: Vec<WordId> = words.iter().copied().filter(|w| *w != hyphen).collect();
            if open.len() != words.len() && lexicon.entry_of(&open, self.list).is_none() {
                lexicon.phrase_of(&open, self.list, number);
            }
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
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (RegionId, &Region)> {
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

    /// The regions in which a kecamatan with the name of this number lies.
    pub fn of_district(&self, name: u32) -> &[RegionId] {
        self.districts.get(name as usize)
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
        self.get(region).level == Level::Province && self.inside(region) == number
    }

    /// How many kabupaten and kota lie in the province.
    pub fn inside(&self, province: RegionId) -> u64 {
        self.regions.iter().filter(|r| r.parent == Some(province)).count() as u64
    }
}
