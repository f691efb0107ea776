//! What fills the slots of a template: regions with their types, a year and a day of it, names of the programme. Filling
//! number five is the same in every run.

use super::relation::{Filled, toml_file};
use crate::files::root;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The words and pools of `fillings.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pools {
    pub words: Words,
    pub kabupaten: Kind,
    pub kota: Kind,
    years: Vec<Year>,
    programmes: Vec<String>,
    awards: Vec<String>,
    #[serde(skip, default = "names")]
    names: BTreeMap<String, (String, String)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub and: String,
    pub also: String,
    /// From Monday.
    pub weekdays: Vec<String>,
    pub months: Vec<String>,
    /// From zero.
    pub numbers: Vec<String>,
}

/// The regions of a type, and what stands before their names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    pub full: String,
    pub short: String,
    pub government: String,
    pub long_government: String,
    pub head: String,
    codes: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    year: i16,
    days: Vec<String>,
}

/// Code → (name, code of the province).
fn names() -> BTreeMap<String, (String, String)> {
    let mut table = csv::Reader::from_path(root().join("gazetteers/regions/regions.csv")).unwrap();
    let rows = table.records().map(Result::unwrap);
    rows.map(|row| (row[0].to_owned(), (row[3].to_owned(), row[5].to_owned()))).collect()
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    pub code: String,
    pub name: String,
    pub province: String,
    pub is_kota: bool,
}

/// One filling of all slots.
#[derive(Debug, Clone)]
pub struct Filling {
    /// By symbol.
    pub regions: BTreeMap<String, Region>,
    pub year: i16,
    pub day: Date,
    pub programme: String,
    pub award: String,
}

/// The single regions of templates, and whether they are kota in every second filling.
const SINGLE: [&str; 3] = ["a", "b", "x"];
/// Regions of which nothing is said but that they are named.
const OTHERS: [&str; 4] = ["o1", "o2", "o3", "o4"];

impl Pools {
    pub fn read() -> Pools {
        toml_file("fillings.toml")
    }

    /// Filling number `at`, with `other` filled in otherwise.
    pub fn filling(&self, at: usize, other: Option<Filled>) -> Filling {
        let shift = |filled| usize::from(other == Some(filled));
        let year = &self.years[(at + shift(Filled::Year)) % self.years.len()];
        Filling {
            regions: self.regions(at, shift(Filled::Regions)),
            year: year.year,
            day: year.days[(at / self.years.len() + shift(Filled::Day)) % year.days.len()].parse().unwrap(),
            programme: self.programmes[(at + shift(Filled::Programme)) % self.programmes.len()].clone(),
            award: self.awards[(at + shift(Filled::Award)) % self.awards.len()].clone(),
        }
    }

    /// The regions of filling `at`: a list of four to six, single ones and others, none of them twice; with `shift` others of
    /// the same types.
    fn regions(&self, at: usize, shift: usize) -> BTreeMap<String, Region> {
        let members = (1..=4 + at % 3).map(|member| format!("l{member}"));
        let symbols = members.chain(SINGLE.iter().chain(&OTHERS).map(|&symbol| symbol.to_owned()));
        let mut taken = [at * 5 + shift * 9, at * 3 + shift * 5];
        let mut next = |is_kota: bool| {
            let kind = if is_kota { &self.kota } else { &self.kabupaten };
            let place = &mut taken[usize::from(is_kota)];
            *place += 1;
            self.region(&kind.codes[*place % kind.codes.len()], is_kota)
        };
        // Every third region is a kota, beginning elsewhere in each filling.
        symbols.enumerate().map(|(place, symbol)| (symbol, next((place + at) % 3 == 2))).collect()
    }

    fn region(&self, code: &str, is_kota: bool) -> Region {
        let (name, province) = &self.names.get(code).unwrap_or_else(|| panic!("fillings.toml: no region is {code}"));
        Region { code: code.to_owned(), name: name.clone(), province: self.names[province].0.clone(), is_kota }
    }

    pub fn kind(&self, region: &Region) -> &Kind {
        if region.is_kota { &self.kota } else { &self.kabupaten }
    }
}

impl Filling {
    /// The slot that has the region `code`; the code itself where none has.
    pub fn symbol<'c>(&'c self, code: &'c str) -> &'c str {
        self.regions.iter().find(|(_, region)| region.code == code).map_or(code, |(symbol, _)| symbol)
    }

    pub fn symbols(&self) -> Vec<String> {
        self.regions.keys().cloned().collect()
    }

    /// The regions whose symbol begins so and goes on with a number, in order.
    pub fn members(&self, letter: char) -> Vec<&Region> {
        let is_member = |symbol: &str| symbol.strip_prefix(letter).is_some_and(|rest| rest.parse::<u8>().is_ok());
        self.regions.iter().filter(|(symbol, _)| is_member(symbol)).map(|(_, region)| region).collect()
    }
}
