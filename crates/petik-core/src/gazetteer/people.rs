//! Offices and the people who hold them: titles to look for, and persons with their terms.

use super::column::{Filled, FirstDay, Forms, KeyOrNone, LastDay, ListRow, forms};
use super::files::Files;
use super::grouped::Grouped;
use super::meanings::Yes;
use super::organisation::Organisations;
use super::region::{RegionId, Regions};
use super::table::Table;
use crate::error::Fault;
use crate::list_rows;
use crate::record::Level;
use crate::text::{LexiconBuilder, ListId};
use crate::vocabulary;
use jiff::civil::Date;
use std::sync::OnceLock;

/// Titles: the list of the lexicon that holds them.
pub(super) const OFFICES: &str = "offices";
/// Names of persons: the list of the lexicon that holds them.
pub(super) const NAMES: &str = "person names";

vocabulary! {
    /// What the holder of an office is.
    pub enum OfficeKind {
        /// Heads a region: Bupati, Gubernur.
        Head = "head",
        /// The deputy of such a head.
        DeputyHead = "deputy_head",
        /// Secretary of a region.
        Secretary = "secretary",
        /// Heads an agency.
        AgencyHead = "agency_head",
        /// Heads a part of an office or a kecamatan.
        UnitHead = "unit_head",
        /// Belongs to a council.
        Council = "council",
        /// A minister.
        Minister = "minister",
        /// A deputy minister.
        ViceMinister = "vice_minister",
        /// A director general.
        DirectorGeneral = "director_general",
        /// A director.
        Director = "director",
        /// Any other.
        Other = "other",
    }
}

impl OfficeKind {
    /// Heads of regions and ministers before all others, when one person has two titles: 0 is the first.
    pub fn rank(self) -> u8 {
        match self {
            OfficeKind::Head | OfficeKind::Minister | OfficeKind::DeputyHead | OfficeKind::ViceMinister => 0,
            OfficeKind::DirectorGeneral | OfficeKind::Secretary | OfficeKind::AgencyHead => 1,
            OfficeKind::UnitHead | OfficeKind::Council | OfficeKind::Director | OfficeKind::Other => 2,
        }
    }
}

vocabulary! {
    /// What the title of an office alone tells.
    pub enum OfficeLevel {
        /// Of a province.
        Provinsi = "provinsi",
        /// Of a kabupaten.
        Kabupaten = "kabupaten",
        /// Of a kota.
        Kota = "kota",
        /// Of any of the three.
        Region = "region",
        /// Of the central government.
        Central = "central",
        /// None of these.
        Other = "other",
    }
}

list_rows! {
    /// An office with all written forms of its title.
    pub(super) struct OfficeRow in "people/offices.csv" by ["id"] {
        /// Slug.
        id: Filled<'r>,
        /// The title in its standard words.
        name: Filled<'r>,
        /// What its holder is.
        kind: Option<OfficeKind>,
        /// What the title alone tells.
        level: Option<OfficeLevel>,
        /// All written forms, the name among them; a form belongs to one office only. Acting words (Plt, Pj, Plh) are not part
        /// of a title.
        forms: Forms<'r>,
        /// Id of the organisation that the office belongs to.
        organisation: KeyOrNone<'r>,
        /// What to beware of.
        note: &'r str,
    }
}

list_rows! {
    /// One term of one person in one office.
    pub(super) struct OfficialRow in "people/officials.csv" by ["person", "office", "start", "as_of"] {
        /// Slug of the person, the same in all rows of one person; two persons of one name have their region's code behind it
        /// (`amir-hamzah-12.75`).
        person: Filled<'r>,
        /// Full name without titles and degrees.
        name: Filled<'r>,
        /// Other spellings, short forms and by-names, behind bars; a one-word variant counts beside an office or the full name.
        variants: &'r str,
        /// Office with its region or ministry.
        office: Filled<'r>,
        /// What office it is.
        office_type: &'r str,
        /// Code of the region governed; empty for central offices.
        region: KeyOrNone<'r>,
        /// First day of the term, where known.
        start: FirstDay,
        /// Last day of the term, where known.
        end: LastDay,
        /// A day on which the source shows the person in, or elected towards, the office.
        as_of: FirstDay,
        /// How far the row can be trusted.
        confidence: &'r str,
        /// Page or list.
        source: &'r str,
        /// Whether the person only led an election count and nobody saw the term begin: no evidence for a term.
        counted: Option<Yes>,
    }
}

/// An office as the list names it.
#[derive(Debug)]
pub struct Office {
    /// The row, `offices.csv#bupati`.
    pub by: String,
    /// In its standard words.
    pub name: String,
    /// What its holder is.
    pub kind: OfficeKind,
    /// The kind of region it governs, where the title alone tells.
    pub level: Option<Level>,
    /// Whether it is an office of the central government.
    pub central: bool,
    /// Whether it is an office of a region's own government or council.
    pub regional: bool,
    /// Whether it is the office of another body's seat in a region: a court, a prosecutor, the police.
    pub seated: bool,
    /// Number of its organisation.
    pub organisation: Option<u32>,
    /// The terms in central offices of the same name, once somebody asked.
    holders: OnceLock<Vec<u32>>,
}

/// One term of one person.
#[derive(Debug, Default)]
pub struct Official {
    /// Slug of the person.
    pub person: String,
    /// Name in full.
    pub name: String,
    /// Office as listed, with its region.
    pub office: String,
    /// Region of the office.
    pub region: Option<RegionId>,
    /// First day.
    pub start: Option<Date>,
    /// Last day; `None` where it goes on or is unknown.
    pub end: Option<Date>,
    /// Whether the person only led an election count, which says nothing about a term.
    pub counted: bool,
    /// The name as spellings are compared, once somebody asked.
    spelling: OnceLock<Vec<String>>,
}

impl Official {
    /// The words of the name as `spell` makes them, which is always the same function.
    pub fn spelling(&self, spell: impl FnOnce(&str) -> Vec<String>) -> &[String] {
        self.spelling.get_or_init(|| spell(&self.name))
    }
}

/// Offices and officials.
#[derive(Debug)]
pub struct People {
    offices: Vec<Office>,
    /// The rows of officials, and what they say, once somebody asked.
    rows: Table,
    officials: Vec<OnceLock<Official>>,
    /// The region of each.
    regions: Vec<Option<RegionId>>,
    /// Terms by the number of a name.
    by_name: Grouped<u32>,
    /// Terms by the number of their region.
    by_region: Grouped<u32>,
    /// All terms, sorted by person, once somebody asked.
    by_person: OnceLock<Vec<u32>>,
    /// The lexicon's list of office titles; its entries are numbers of offices.
    pub office_list: ListId,
    /// The lexicon's list of persons' names; its entries are numbers of names.
    pub name_list: ListId,
}

impl People {
    /// Reads `people/*.csv`.
    pub fn read(
        files: &Files,
        lexicon: &mut LexiconBuilder,
        regions: &Regions,
        organisations: &Organisations,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let office_list = lexicon.names(OFFICES);
        let name_list = lexicon.names(NAMES);
        let mut people = People {
            offices: Vec::new(),
            rows: Table::read(files, &OfficialRow::LIST, faults),
            officials: Vec::new(),
            regions: Vec::new(),
            by_name: Grouped::of(&[], 0),
            by_region: Grouped::of(&[], 0),
            by_person: OnceLock::new(),
            office_list,
            name_list,
        };
        let table = Table::read(files, &OfficeRow::LIST, faults);
        for row in table.each::<OfficeRow<'_>>(faults) {
            let number = people.offices.len() as u32;
            row.forms.iter().for_each(|form| lexicon.phrase(form, office_list, number));
            let organisation = organisations.by_id(row.organisation.0);
            if organisation.is_none() && !row.organisation.0.is_empty() {
                faults.push(row.row.fault_of_key("organisation", row.organisation.0, "organisations.csv"));
            }
            let kind = row.kind.unwrap_or(OfficeKind::Other);
            people.offices.push(Office {
                by: ["offices.csv#", row.id.0].concat(),
                name: row.name.0.to_owned(),
                kind,
                level: match row.level {
                    Some(OfficeLevel::Provinsi) => Some(Level::Province),
                    Some(OfficeLevel::Kabupaten) => Some(Level::Kabupaten),
                    Some(OfficeLevel::Kota) => Some(Level::Kota),
                    Some(OfficeLevel::Region | OfficeLevel::Central | OfficeLevel::Other) | None => None,
                },
                central: row.level == Some(OfficeLevel::Central),
                regional: matches!(
                    row.level,
                    Some(OfficeLevel::Region | OfficeLevel::Provinsi | OfficeLevel::Kabupaten | OfficeLevel::Kota)
                ),
                seated: row.level == Some(OfficeLevel::Region)
                    && kind == OfficeKind::Other
                    && !row.organisation.0.is_empty(),
                organisation,
                holders: OnceLock::new(),
            });
        }
        if !files.is_tested() {
            people.rows.each::<OfficialRow<'_>>(faults);
        }
        people.officials.resize_with(people.rows.len(), OnceLock::new);
        let (mut named, mut names, mut seated) = (Vec::new(), 0, Vec::new());
        let [codes, own_names, variants] = ["region", "name", "variants"].map(|name| people.rows.column(name));
        for (number, row) in (0..).zip(people.rows.rows()) {
            let code = row.get(codes);
            let region = regions.by_code(code);
            if region.is_none() && !code.is_empty() {
                faults.push(row.fault_of_key("region", code, "regions/regions.csv"));
            }
            let before = named.len();
            for form in [row.get(own_names)].into_iter().chain(forms(row.get(variants))) {
                let name = lexicon.name(form, name_list, names);
                names = names.max(name + 1);
                if !named[before..].contains(&(name, number)) {
                    named.push((name, number));
                }
            }
            seated.extend(region.map(|RegionId(region)| (u32::from(region), number)));
            people.regions.push(region);
        }
        people.by_name = Grouped::of(&named, names as usize);
        people.by_region = Grouped::of(&seated, regions.iter().len());
        people
    }

    /// An office by its number.
    pub fn office(&self, number: u32) -> &Office {
        &self.offices[number as usize]
    }

    /// The terms of everybody who bears the name with this number.
    pub fn terms(&self, name: u32) -> impl Iterator<Item = &Official> {
        self.by_name.get(name as usize).iter().map(|&n| self.term(n))
    }

    /// All terms of one person, in file order: (number, term).
    pub fn terms_of_person<'p>(&'p self, person: &'p str) -> impl Iterator<Item = (u32, &'p Official)> {
        let column = self.rows.column("person");
        let person_of = move |n: u32| self.rows.at(n as usize).get(column);
        let by_person = self.by_person.get_or_init(|| {
            let mut all: Vec<u32> = (0..self.officials.len() as u32).collect();
            all.sort_by_key(|&n| person_of(n));
            all
        });
        let first = by_person.partition_point(|&n| person_of(n) < person);
        by_person[first..].iter().map(move |&n| (n, self.term(n))).take_while(move |(_, t)| t.person == person)
    }

    /// The terms in offices of `region`.
    pub fn terms_in(&self, region: RegionId) -> impl Iterator<Item = &Official> {
        self.by_region.get(usize::from(region.0)).iter().map(|&n| self.term(n))
    }

    /// Numbers of the terms in central offices of the same name as the office with this number.
    pub fn central_holders(&self, office: u32) -> &[u32] {
        let office = self.office(office);
        office.holders.get_or_init(|| {
            if !office.central {
                return Vec::new();
            }
            let central = (0..).zip(&self.regions).filter(|(_, region)| region.is_none());
            central.map(|(n, _)| n).filter(|&n| is_same_office(&self.term(n).office, &office.name)).collect()
        })
    }

    /// All terms in file order, each with the other spellings of the name.
    pub fn all_terms(&self) -> impl Iterator<Item = (&Official, Vec<&str>)> {
        let variants = self.rows.column("variants");
        (0..).zip(self.rows.rows()).map(move |(n, row)| (self.term(n), forms(row.get(variants)).collect()))
    }

    /// A term by its number.
    pub fn term(&self, number: u32) -> &Official {
        self.officials[number as usize].get_or_init(|| {
            let row = OfficialRow::read(self.rows.at(number as usize), &mut Vec::new());
            row.map_or_else(Official::default, |row| Official {
                person: row.person.0.to_owned(),
                name: row.name.0.to_owned(),
                office: row.office.0.to_owned(),
                region: self.regions[number as usize],
                start: row.start.0,
                end: row.end.0,
                counted: row.counted.is_some(),
                spelling: OnceLock::new(),
            })
        })
    }
}

/// Whether two names of central offices share their head word and all further words of the shorter one.
fn is_same_office(listed: &str, office: &str) -> bool {
    let words = |name| <str>::split(name, |c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
    let lower = |word| <str>::chars(word).flat_map(char::to_lowercase);
    let same = |one, other| lower(one).eq(lower(other));
    let mut office = words(office);
    let head = match (words(listed).next(), office.next()) {
        (Some(one), Some(other)) => same(one, other),
        (one, other) => one == other,
    };
    head && office.all(|word| words(listed).any(|listed| same(listed, word)))
}
