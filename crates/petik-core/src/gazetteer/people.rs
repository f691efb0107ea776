//! Offices and the people who hold them: titles to look for, and persons with their terms.

use super::day;
use super::files::Files;
use super::organisation::Organisations;
use super::region::{Level, RegionId, Regions};
use super::table::Table;
use crate::error::Fault;
use crate::text::{LexiconBuilder, ListId};
use jiff::civil::Date;
use std::sync::OnceLock;

/// An office as the list names it.
#[derive(Debug)]
pub struct Office {
    /// The row, `offices.csv#bupati`.
    pub by: String,
    /// In its standard words.
    pub name: String,
    /// `head`, `deputy_head`, `secretary`, `minister`, ...
    pub kind: String,
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
#[derive(Debug)]
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
    /// How far the row can be trusted.
    pub confidence: String,
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
    officials: Vec<Official>,
    names: Vec<Vec<u32>>,
    /// Terms by the number of their region.
    by_region: Vec<Vec<u32>>,
    /// All terms, sorted by person.
    by_person: Vec<u32>,
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
        let office_list = lexicon.list("offices", true).unwrap_or(ListId(0));
        let name_list = lexicon.list("person names", true).unwrap_or(ListId(0));
        let mut people = People {
            offices: Vec::new(),
            officials: Vec::new(),
            names: Vec::new(),
            by_region: Vec::new(),
            by_person: Vec::new(),
            office_list,
            name_list,
        };
        for row in Table::read(files, "people/offices.csv", &["id", "name", "forms"], &["id"], faults).rows() {
            let number = people.offices.len() as u32;
            row.forms("forms").for_each(|form| lexicon.phrase(form, office_list, number));
            people.offices.push(Office {
                by: format!("offices.csv#{}", row.get("id")),
                name: row.get("name").to_owned(),
                kind: row.get("kind").to_owned(),
                level: Level::parse(row.get("level")),
                central: row.get("level") == "central",
                regional: matches!(row.get("level"), "region" | "provinsi" | "kabupaten" | "kota")
                    && !row.get("note").contains("branch"),
                seated: row.get("level") == "region"
                    && row.get("kind") == "other"
                    && !row.get("organisation").is_empty(),
                organisation: organisations.by_id(row.get("organisation")),
                holders: OnceLock::new(),
            });
        }
        let keys = ["person", "office", "start", "as_of"];
        for row in Table::read(files, "people/officials.csv", &["person", "name", "office"], &keys, faults).rows() {
            let region = regions.by_code(row.get("region"));
            if region.is_none() && !row.get("region").is_empty() {
                faults.push(row.fault(format!("region `{}` is not in regions/regions.csv", row.get("region"))));
            }
            let number = people.officials.len() as u32;
            for form in std::iter::once(row.get("name")).chain(row.forms("variants")) {
                let words = lexicon.cut(form);
                let name = lexicon.entry_of(&words, name_list).unwrap_or_else(|| {
                    lexicon.phrase_of(&words, name_list, people.names.len() as u32);
                    people.names.push(Vec::new());
                    people.names.len() as u32 - 1
                });
                let terms = &mut people.names[name as usize];
                if !terms.contains(&number) {
                    terms.push(number);
                }
            }
            if let Some(RegionId(region)) = region {
                if people.by_region.len() <= usize::from(region) {
                    people.by_region.resize(usize::from(region) + 1, Vec::new());
                }
                people.by_region[usize::from(region)].push(number);
            }
            people.officials.push(Official {
                person: row.get("person").to_owned(),
                name: row.get("name").to_owned(),
                office: row.get("office").to_owned(),
                region,
                start: day(row.get("start"), false),
                end: day(row.get("end"), true),
                confidence: row.get("confidence").to_owned(),
                spelling: OnceLock::new(),
            });
        }
        people.by_person = (0..people.officials.len() as u32).collect();
        people.by_person.sort_by_key(|&n| people.officials[n as usize].person.as_str());
        people
    }

    /// An office by its number.
    pub fn office(&self, number: u32) -> &Office {
        &self.offices[number as usize]
    }

    /// The terms of everybody who bears the name with this number.
    pub fn terms(&self, name: u32) -> impl Iterator<Item = &Official> {
        self.names[name as usize].iter().map(|&n| &self.officials[n as usize])
    }

    /// All terms of one person, in file order: (number, term).
    pub fn terms_of_person<'p>(&'p self, person: &'p str) -> impl Iterator<Item = (u32, &'p Official)> {
        let term = |n: u32| &self.officials[n as usize];
        let first = self.by_person.partition_point(|&n| term(n).person.as_str() < person);
        self.by_person[first..].iter().map(move |&n| (n, term(n))).take_while(move |(_, t)| t.person == person)
    }

    /// The terms in offices of `region`.
    pub fn terms_in(&self, region: RegionId) -> impl Iterator<Item = &Official> {
        self.by_region.get(usize::from(region.0)).into_iter().flatten().map(|&n| &self.officials[n as usize])
    }

    /// Numbers of the terms in central offices of the same name as the office with this number.
    pub fn central_holders(&self, office: u32) -> &[u32] {
        let office = self.office(office);
        office.holders.get_or_init(|| {
            if !office.central {
                return Vec::new();
            }
            let named = |term: &Official| term.region.is_none() && is_same_office(&term.office, &office.name);
            (0..).zip(&self.officials).filter(|(_, term)| named(term)).map(|(n, _)| n).collect()
        })
    }

    /// A term by its number.
    pub fn term(&self, number: u32) -> &Official {
        &self.officials[number as usize]
    }
}

/// Whether two names of central offices share their head word and all further words of the shorter one.
fn is_same_office(listed: &str, office: &str) -> bool {
    let words = |s: &str| {
        s.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.len() > 2)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (listed, office) = (words(listed), words(office));
    listed.first() == office.first() && office.iter().skip(1).all(|w| listed.contains(w))
}
