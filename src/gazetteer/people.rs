//! Offices and the people who hold them: titles to look for, and persons with their terms.

use super::files::Files;
use super::organisation::Organisations;
use super::region::{Level, RegionId, Regions};
use super::table::Table;
use super::day;
use crate::error::Fault;
use crate::text::{LexiconBuilder, ListId, WordId, fold};
use jiff::civil::Date;
use std::collections::HashMap;

/// An office as the list names it.
#[derive(Debug)]
pub struct Office {
    /// Slug.
    pub id: String,
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
    /// Number of its organisation.
    pub organisation: Option<u32>,
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
    /// Line in `people/officials.csv`.
    pub line: usize,
}

/// Offices and officials.
#[derive(Debug)]
pub struct People {
    offices: Vec<Office>,
    officials: Vec<Official>,
    names: Vec<Vec<u32>>,
    by_word: HashMap<WordId, Vec<u32>>,
    /// The lexicon's list of office titles; its entries are numbers of offices.
    pub office_list: ListId,
    /// The lexicon's list of persons' names; its entries are numbers of names.
    pub name_list: ListId,
}

impl People {
    /// Reads `people/*.csv`.
    pub fn read(files: &Files, lexicon: &mut LexiconBuilder, regions: &Regions, organisations: &Organisations, faults: &mut Vec<Fault>) -> Self {
        let office_list = lexicon.list("offices", true).unwrap_or(ListId(0));
        let name_list = lexicon.list("person names", true).unwrap_or(ListId(0));
        let mut people = People { offices: Vec::new(), officials: Vec::new(), names: Vec::new(), by_word: HashMap::new(), office_list, name_list };
        for row in Table::read(files, "people/offices.csv", &["id", "name", "forms"], &["id"], faults).rows() {
            let number = people.offices.len() as u32;
            row.forms("forms").for_each(|form| lexicon.phrase(form, office_list, number));
            people.offices.push(Office {
                id: row.get("id").to_owned(),
                name: row.get("name").to_owned(),
                kind: row.get("kind").to_owned(),
                level: Level::parse(row.get("level")),
                central: row.get("level") == "central",
                regional: matches!(row.get("level"), "region" | "provinsi" | "kabupaten" | "kota") && !row.get("note").contains("branch"),
                organisation: organisations.by_id(row.get("organisation")),
            });
        }
        let mut by_words: HashMap<Vec<WordId>, u32> = HashMap::new();
        let keys = ["person", "office", "start", "as_of"];
        for row in Table::read(files, "people/officials.csv", &["person", "name", "office"], &keys, faults).rows() {
            let region = regions.by_code(row.get("region"));
            if region.is_none() && !row.get("region").is_empty() {
                faults.push(row.fault(format!("region `{}` is not in regions/regions.csv", row.get("region"))));
            }
            let number = people.officials.len() as u32;
            for form in std::iter::once(row.get("name")).chain(row.forms("variants")) {
                let words = lexicon.cut(form);
                let name = *by_words.entry(words.clone()).or_insert_with(|| {
                    lexicon.phrase_of(&words, name_list, people.names.len() as u32);
                    people.names.push(Vec::new());
                    people.names.len() as u32 - 1
                });
                let terms = &mut people.names[name as usize];
                if !terms.contains(&number) {
                    terms.push(number);
                }
            }
            for word in fold(row.get("name")).split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| w.len() > 2) {
                let terms = people.by_word.entry(lexicon.word(word)).or_default();
                if !terms.contains(&number) {
                    terms.push(number);
                }
            }
            people.officials.push(Official {
                person: row.get("person").to_owned(),
                name: row.get("name").to_owned(),
                office: row.get("office").to_owned(),
                region,
                start: day(row.get("start"), false),
                end: day(row.get("end"), true),
                confidence: row.get("confidence").to_owned(),
                line: row.line(),
            });
        }
        people
    }

    /// An office by its number.
    pub fn office(&self, number: u32) -> &Office {
        &self.offices[number as usize]
    }

    /// All offices.
    pub fn offices(&self) -> &[Office] {
        &self.offices
    }

    /// The terms of everybody who bears the name with this number.
    pub fn terms(&self, name: u32) -> impl Iterator<Item = &Official> {
        self.names[name as usize].iter().map(|&n| &self.officials[n as usize])
    }

    /// The terms of everybody whose full name has this word.
    pub fn with_word(&self, word: WordId) -> impl Iterator<Item = &Official> {
        self.by_word.get(&word).into_iter().flatten().map(|&n| &self.officials[n as usize])
    }

    /// All terms.
    pub fn officials(&self) -> &[Official] {
        &self.officials
    }
}
