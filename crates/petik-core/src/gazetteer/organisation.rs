//! Ministries, directorates, agencies, associations, universities: the parties and owners beside the regions.

use super::column::{Filled, FirstDay, KeyOrNone, LastDay, ListRow, forms};
use super::files::Files;
use super::table::Table;
use crate::error::Fault;
use crate::list_rows;
use crate::text::{LexiconBuilder, ListId};
use crate::vocabulary;
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// Names of organisations: the list of the lexicon that holds them.
pub(super) const NAMES: &str = "organisation names";

vocabulary! {
    /// What an organisation is.
    pub enum OrganisationKind {
        /// A ministry.
        Ministry = "ministry",
        /// A directorate general.
        DirectorateGeneral = "directorate_general",
        /// A directorate.
        Directorate = "directorate",
        /// An agency of the central government.
        Agency = "agency",
        /// A commission or council.
        Commission = "commission",
        /// A unit of one of the others.
        Unit = "unit",
        /// The office of a central body in a region.
        RegionalOffice = "regional_office",
        /// An association.
        Association = "association",
        /// A university.
        University = "university",
        /// A firm that the state owns.
        StateCompany = "state_company",
        /// A firm.
        Company = "company",
        /// An international organisation.
        International = "international",
    }
}

list_rows! {
    /// A ministry, directorate, agency, association, university or firm.
    pub(super) struct OrganisationRow in "organisations.csv" by ["id"] {
        /// Slug.
        id: Filled<'r>,
        /// Official name.
        name: Filled<'r>,
        /// What it is.
        kind: OrganisationKind,
        /// Id of the organisation that it is part of.
        parent: KeyOrNone<'r>,
        /// Short forms, behind bars. Titles of office holders (Menkominfo, Dirjen) are in `people/offices.csv`.
        abbreviations: &'r str,
        /// Other spellings and misspellings, behind bars.
        variants: &'r str,
        /// First day under this name; two rows with one name differ in their days.
        valid_from: FirstDay,
        /// Last day under this name.
        valid_to: LastDay,
        /// Ids of what it followed, behind bars.
        predecessor: KeyOrNone<'r>,
        /// A remark; `general knowledge` where no source was read.
        note: &'r str,
    }
}

/// One organisation.
#[derive(Debug)]
pub struct Organisation {
    /// Slug, `kementerian-komunikasi-dan-informatika`.
    pub id: String,
    /// The row, `organisations.csv#kemendagri`.
    pub by: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Id of the organisation it is part of.
    pub parent: String,
    /// Ids of the organisations that it followed.
    pub predecessors: Vec<String>,
}

/// All organisations.
#[derive(Debug)]
pub struct Organisations {
    all: Vec<Organisation>,
    by_id: HashMap<String, u32, RandomState>,
    /// For each organisation the one at the top.
    tops: Vec<u32>,
    /// The lexicon's list of their names; its entries are their numbers.
    pub list: ListId,
}

impl Organisations {
    /// Reads `organisations.csv`.
    pub fn read(files: &Files, lexicon: &mut LexiconBuilder, faults: &mut Vec<Fault>) -> Self {
        let list = lexicon.names(NAMES);
        let (mut all, mut by_id) = (Vec::new(), HashMap::default());
        let table = Table::read(files, &OrganisationRow::LIST, faults);
        let rows: Vec<OrganisationRow<'_>> = table.each(faults);
        for row in &rows {
            let number = all.len() as u32;
            let names = [row.name.0].into_iter().chain(forms(row.abbreviations)).chain(forms(row.variants));
            names.for_each(|form| lexicon.phrase(form, list, number));
            by_id.insert(row.id.0.to_owned(), number);
            all.push(Organisation {
                id: row.id.0.to_owned(),
                by: ["organisations.csv#", row.id.0].concat(),
                kind: row.kind,
                parent: row.parent.0.to_owned(),
                predecessors: forms(row.predecessor.0).map(str::to_owned).collect(),
            });
        }
        for row in &rows {
            let keys = [("parent", row.parent.0), ("predecessor", row.predecessor.0)];
            for (column, key) in keys.into_iter().flat_map(|(column, cell)| forms(cell).map(move |key| (column, key))) {
                if !by_id.contains_key(key) {
                    faults.push(row.row.fault_of_key(column, key, "organisations.csv"));
                }
            }
        }
        let mut organisations = Organisations { all, by_id, tops: Vec::new(), list };
        organisations.tops = (0..organisations.all.len() as u32).map(|number| organisations.find_top(number)).collect();
        organisations
    }

    /// An organisation by its number.
    pub fn get(&self, number: u32) -> &Organisation {
        &self.all[number as usize]
    }

    /// An organisation's number by its id.
    pub fn by_id(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The organisation that `number` belongs to at the top: the ministry of a directorate.
    pub fn top(&self, number: u32) -> u32 {
        self.tops[number as usize]
    }

    fn find_top(&self, number: u32) -> u32 {
        let mut at = number;
        // Bounded: a list with a circle of parents must not hang.
        for _ in 0..8 {
            match self.by_id(&self.get(at).parent) {
                Some(parent) => at = parent,
                None => break,
            }
        }
        at
    }
}
