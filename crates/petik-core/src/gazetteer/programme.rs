//! Programmes: what regions sign, join or win.

use super::files::Files;
use super::organisation::Organisations;
use super::table::Table;
use crate::error::Fault;
use crate::text::{LexiconBuilder, ListId};

/// One programme.
#[derive(Debug)]
pub struct Programme {
    /// Slug, `gerakan-menuju-smart-city`.
    pub id: String,
    /// The row, `programmes.csv#adipura`.
    pub by: String,
    /// Number of the owning organisation.
    pub owner: Option<u32>,
    /// Years in which it ran, first and last; an open end is the far future.
    pub years: Vec<(i16, i16)>,
    /// What its cohorts count.
    pub unit: String,
    /// `movement`, `award`, `service`, `programme`, `opinion`.
    pub kind: String,
    /// How many regions it aims at as a whole, where that is well known.
    pub target: Option<u64>,
}

/// All programmes.
#[derive(Debug)]
pub struct Programmes {
    all: Vec<Programme>,
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
        let list = lexicon.list("programme names", true).unwrap_or(ListId(0));
        let generic_list = lexicon.list("general programme names", true).unwrap_or(ListId(0));
        let mut all = Vec::new();
        for row in Table::read(files, "programmes.csv", &["id", "name"], &["id"], faults).rows() {
            let number = all.len() as u32;
            std::iter::once(row.get("name"))
                .chain(row.forms("aliases"))
                .for_each(|form| lexicon.phrase(form, list, number));
            row.forms("generic").for_each(|form| lexicon.phrase(form, generic_list, number));
            let owner = organisations.by_id(row.get("owner"));
            if owner.is_none() && !row.get("owner").is_empty() {
                faults.push(row.fault(format!("owner `{}` is not in organisations.csv", row.get("owner"))));
            }
            all.push(Programme {
                id: row.get("id").to_owned(),
                by: format!("programmes.csv#{}", row.get("id")),
                owner,
                years: years(row.get("years")),
                unit: row.get("unit").to_owned(),
                kind: row.get("kind").to_owned(),
                target: row.get("target").parse().ok(),
            });
        }
        Programmes { all, list, generic_list }
    }

    /// The number of the programme with this id.
    pub fn number(&self, id: &str) -> Option<u32> {
        self.all.iter().position(|programme| programme.id == id).map(|number| number as u32)
    }

    /// A programme by its number.
    pub fn get(&self, number: u32) -> &Programme {
        &self.all[number as usize]
    }
}

/// `2017-2019;2021-2024`, `2022-`, `2018`.
fn years(cell: &str) -> Vec<(i16, i16)> {
    cell.split([';', '|'])
        .filter_map(|part| {
            let (from, to) = part.trim().split_once('-').unwrap_or((part.trim(), part.trim()));
            let from: i16 = from.trim().parse().ok()?;
            Some((from, to.trim().parse().unwrap_or(i16::MAX)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn years_may_be_open_or_parted() {
        assert_eq!(super::years("2017-2019;2021-2024"), [(2017, 2019), (2021, 2024)]);
        assert_eq!(super::years("2022-"), [(2022, i16::MAX)]);
        assert_eq!(super::years(""), []);
    }
}
