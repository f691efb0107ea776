//! Programmes: what regions sign, join or win.

use super::column::{Filled, KeyOrNone, ListRow, Number, Years, forms};
use super::files::Files;
use super::organisation::Organisations;
use super::table::Table;
use crate::error::Fault;
use crate::list_rows;
use crate::record::Level;
use crate::text::{LexiconBuilder, ListId, Shape, fold};
use crate::vocabulary;
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// Full names of programmes: the list of the lexicon that holds them.
pub(super) const NAMES: &str = "programme names";
/// General names of programmes: the list of the lexicon that holds them.
pub(super) const GENERAL_NAMES: &str = "general programme names";

vocabulary! {
    /// What a programme is.
    pub enum ProgrammeKind {
        /// Regions are chosen for it and sign for it.
        Movement = "movement",
        /// Regions win it.
        Award = "award",
        /// Regions open or offer it.
        Service = "service",
        /// Regions take part in it.
        Programme = "programme",
        /// Regions are given it by an auditor.
        Opinion = "opinion",
    }
}

vocabulary! {
    /// What the cohorts of a programme count.
    pub enum ProgrammeUnit {
        /// Provinces.
        Provinsi = "provinsi",
        /// Kabupaten and kota.
        KabupatenKota = "kabupaten/kota",
        /// Kabupaten.
        Kabupaten = "kabupaten",
        /// Kota.
        Kota = "kota",
        /// Governments of regions.
        Pemda = "pemda",
        /// Those who lead regions.
        KepalaDaerah = "kepala daerah",
        /// Villages.
        Desa = "desa",
        /// Villages and wards.
        DesaKelurahan = "desa/kelurahan",
        /// Areas.
        Kawasan = "kawasan",
        /// Places.
        Lokasi = "lokasi",
        /// Sites.
        Titik = "titik",
        /// Houses.
        Rumah = "rumah",
        /// Schools.
        Sekolah = "sekolah",
        /// Offices of government.
        Instansi = "instansi",
        /// Units of offices.
        UnitKerja = "unit kerja",
        /// Public bodies.
        BadanPublik = "badan publik",
        /// Firms of regions.
        Bumd = "bumd",
        /// Firms.
        Perusahaan = "perusahaan",
        /// Persons.
        Orang = "orang",
        /// Groups.
        Kelompok = "kelompok",
    }
}

vocabulary! {
    /// What makes a region a member of a programme, beside being called one.
    pub enum JoinedBy {
        /// It signs the programme's agreement.
        Signing = "signing",
        /// It is given a grade that honours it.
        Grade = "grade",
    }
}

/// How a name of one word is written that is an abbreviation: folded, it can be a word of every text (KaTa, “kata”).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Letters {
    /// In any way, as other names are.
    Any,
    /// In capitals: OSS.
    Capitals,
    /// With capitals inside: KaTa.
    Inside,
}

impl Letters {
    fn of(form: &str) -> Self {
        let mut letters = form.chars().filter(|c| c.is_alphabetic());
        match (letters.clone().skip(1).any(char::is_uppercase), letters.any(char::is_lowercase)) {
            (false, _) => Letters::Any,
            (true, false) => Letters::Capitals,
            (true, true) => Letters::Inside,
        }
    }
}

list_rows! {
    /// A government programme, movement, service or award that regions sign, join or win.
    pub(super) struct ProgrammeRow in "programmes.csv" by ["id"] {
        /// Slug.
        id: Filled<'r>,
        /// Name in full.
        name: Filled<'r>,
        /// Strings that mean the programme by themselves, behind bars.
        aliases: &'r str,
        /// Strings that mean it only when its owner or a full name of the programme stands in the same article (Smart City,
        /// KLA, stunting), behind bars.
        generic: &'r str,
        /// Id of the organisation that runs it; further owners are in `note`.
        owner: KeyOrNone<'r>,
        /// Years in which it ran.
        years: Years,
        /// What its cohorts count.
        unit: Vec<ProgrammeUnit>,
        /// What it is.
        kind: Option<ProgrammeKind>,
        /// Number of units that the whole programme aims at, where well known.
        target: Option<Number<1, 1_000_000>>,
        /// What makes a region a member, beside being called one.
        joined_by: Option<JoinedBy>,
        /// Words that go with the programme, behind bars.
        terms: &'r str,
        /// Where the row comes from.
        note: &'r str,
    }
}

/// One programme.
#[derive(Debug)]
pub struct Programme {
    /// Slug, `gerakan-menuju-smart-city`.
    pub id: String,
    /// Name in full.
    pub name: String,
    /// The row, `programmes.csv#adipura`.
    pub by: String,
    /// Number of the owning organisation.
    pub owner: Option<u32>,
    /// Years in which it ran, first and last; an open end is the far future.
    pub years: Vec<(i16, i16)>,
    /// What its cohorts count.
    pub units: Vec<ProgrammeUnit>,
    /// What it is, where the list says so.
    pub kind: Option<ProgrammeKind>,
    /// How many regions it aims at as a whole, where that is well known.
    pub target: Option<u64>,
    /// What makes a region a member, beside being called one.
    pub joined_by: Option<JoinedBy>,
}

impl Programme {
    /// Whether a region of this level can be a member of its cohorts.
    pub fn takes(&self, level: Level) -> bool {
        if level == Level::Province { !self.is_local() } else { !self.takes_only_provinces() }
    }

    /// Whether provinces can be members of its cohorts.
    pub fn takes_provinces(&self) -> bool {
        self.units.contains(&ProgrammeUnit::Provinsi)
    }

    /// Whether kabupaten or kota can, and no provinces.
    pub fn is_local(&self) -> bool {
        let local = |unit: &ProgrammeUnit| {
            matches!(unit, ProgrammeUnit::KabupatenKota | ProgrammeUnit::Kabupaten | ProgrammeUnit::Kota)
        };
        self.units.iter().any(local) && !self.takes_provinces()
    }

    /// Whether only provinces can.
    pub fn takes_only_provinces(&self) -> bool {
        self.units == [ProgrammeUnit::Provinsi]
    }

    /// Whether regions receive what it gives, and are not chosen for it.
    pub fn gives_awards(&self) -> bool {
        matches!(self.kind, Some(ProgrammeKind::Award | ProgrammeKind::Opinion | ProgrammeKind::Service))
    }
}

/// What a programme is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeNames {
    /// Slug.
    pub id: String,
    /// Name in full.
    pub name: String,
    /// Names that mean it by themselves.
    pub aliases: Vec<String>,
    /// Names that mean it only with support.
    pub generic: Vec<String>,
}

impl ProgrammeNames {
    /// Those of all programmes, read anew.
    pub fn read(files: &Files) -> Vec<Self> {
        let faults = &mut Vec::new();
        let table = Table::read(files, &ProgrammeRow::LIST, faults);
        let all = |cell: &str| forms(cell).map(str::to_owned).collect();
        let names = |row: ProgrammeRow<'_>| ProgrammeNames {
            id: row.id.0.to_owned(),
            name: row.name.0.to_owned(),
            aliases: all(row.aliases),
            generic: all(row.generic),
        };
        table.each::<ProgrammeRow<'_>>(faults).into_iter().map(names).collect()
    }
}

/// All programmes.
#[derive(Debug)]
pub struct Programmes {
    all: Vec<Programme>,
    /// Names of one word that are written with capitals, folded.
    lettered: HashMap<String, Letters, RandomState>,
    /// The lexicon's list of names that mean a programme by themselves; entries are numbers of programmes.
    pub list: ListId,
    /// The lexicon's list of general names that mean a programme only with support.
    pub generic_list: ListId,
}

impl Programmes {
    /// Reads `programmes.csv`.
    pub fn read(
        files: &Files,
        lexicon: &mut LexiconBuilder,
        organisations: &Organisations,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let list = lexicon.names(NAMES);
        let generic_list = lexicon.names(GENERAL_NAMES);
        let mut all = Vec::new();
        let mut lettered: HashMap<String, Letters, RandomState> = HashMap::default();
        let table = Table::read(files, &ProgrammeRow::LIST, faults);
        for row in table.each::<ProgrammeRow<'_>>(faults) {
            let number = all.len() as u32;
            let names = [row.name.0].into_iter().chain(forms(row.aliases));
            names.for_each(|form| lexicon.phrase(form, list, number));
            forms(row.generic).for_each(|form| lexicon.phrase(form, generic_list, number));
            let names = [row.name.0].into_iter().chain(forms(row.aliases)).chain(forms(row.generic));
            for form in names.filter(|form| !form.contains(char::is_whitespace)) {
                let letters = lettered.entry(fold(form)).or_insert(Letters::Inside);
                *letters = Letters::of(form).min(*letters);
            }
            let owner = organisations.by_id(row.owner.0);
            if owner.is_none() && !row.owner.0.is_empty() {
                faults.push(row.row.fault_of_key("owner", row.owner.0, "organisations.csv"));
            }
            all.push(Programme {
                id: row.id.0.to_owned(),
                name: row.name.0.to_owned(),
                by: ["programmes.csv#", row.id.0].concat(),
                owner,
                years: row.years.0,
                units: row.unit,
                kind: row.kind,
                target: row.target.and_then(|target| u64::try_from(target.0).ok()),
                joined_by: row.joined_by,
            });
        }
        lettered.retain(|_, letters| *letters > Letters::Any);
        Programmes { all, lettered, list, generic_list }
    }

    /// Whether a name of one word can be written so: “kata” is not KaTa. A text that is `small` writes abbreviations as all else.
    pub fn may_be_written(&self, word: &str, shape: Shape, small: bool) -> bool {
        match self.lettered.get(&fold(word)) {
            None | Some(Letters::Any) => true,
            Some(Letters::Capitals) => shape != Shape::Lower || small,
            Some(Letters::Inside) => matches!(shape, Shape::Mixed | Shape::Upper),
        }
    }

    /// The number of the programme with this id.
    pub fn number(&self, id: &str) -> Option<u32> {
        self.all.iter().position(|programme| programme.id == id).map(|number| number as u32)
    }

    /// The name of the programme with this id; the id itself where the list has none.
    pub fn name_of<'p>(&'p self, id: &'p str) -> &'p str {
        self.number(id).map_or(id, |number| &self.get(number).name)
    }

    /// All of them, in the order of their numbers.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Programme> {
        self.all.iter()
    }

    /// A programme by its number.
    pub fn get(&self, number: u32) -> &Programme {
        &self.all[number as usize]
    }
}
