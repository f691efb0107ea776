//! Ministries, directorates, agencies, associations, universities: the parties and owners beside the regions.

use super::files::Files;
use super::table::Table;
use crate::error::Fault;
use crate::text::{LexiconBuilder, ListId};
use std::collections::HashMap;

/// One organisation.
#[derive(Debug)]
pub struct Organisation {
    /// Slug, `kementerian-komunikasi-dan-informatika`.
    pub id: String,
    /// The row, `organisations.csv#kemendagri`.
    pub by: String,
    /// `ministry`, `agency`, `directorate general`, ...
    pub kind: String,
    /// Id of the organisation it is part of.
    pub parent: String,
    /// Id of the organisation it followed.
    pub predecessor: String,
}

/// All organisations.
#[derive(Debug)]
pub struct Organisations {
    all: Vec<Organisation>,
    by_id: HashMap<String, u32>,
    /// For each organisation the one at the top.
    tops: Vec<u32>,
    /// The lexicon's list of their names; its entries are their numbers.
    pub list: ListId,
}

impl Organisations {
    /// Reads `organisations.csv`.
    pub fn read(files: &Files, lexicon: &mut LexiconBuilder, faults: &mut Vec<Fault>) -> Self {
        let list = lexicon.list("organisation names", true).unwrap_or(ListId(0));
        let (mut all, mut by_id) = (Vec::new(), HashMap::new());
        for row in Table::read(files, "organisations.csv", &["id", "name", "kind"], &["id"], faults).rows() {
            let number = all.len() as u32;
            let forms = std::iter::once(row.get("name")).chain(row.forms("abbreviations")).chain(row.forms("variants"));
            forms.for_each(|form| lexicon.phrase(form, list, number));
            by_id.insert(row.get("id").to_owned(), number);
            all.push(Organisation {
                id: row.get("id").to_owned(),
                by: format!("organisations.csv#{}", row.get("id")),
                kind: row.get("kind").to_owned(),
                parent: row.get("parent").to_owned(),
                predecessor: row.get("predecessor").to_owned(),
            });
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
