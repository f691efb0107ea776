//! Cohorts as press and letters name them: which regions stand in one year's cohort of a programme. They are no official lists;
//! here they only tell which of two regions of one name a list of members means.

use super::files::Files;
use super::programme::Programmes;
use super::region::{RegionId, Regions};
use super::table::Table;
use crate::error::Fault;
use std::collections::HashSet;

/// The members of all cohorts.
#[derive(Debug, Default)]
pub struct Cohorts {
    members: HashSet<(u32, i16, RegionId)>,
}

impl Cohorts {
    /// Reads `cohorts/*.csv`. Rows that sources dispute are left out.
    pub fn read(files: &Files, regions: &Regions, programmes: &Programmes, faults: &mut Vec<Fault>) -> Self {
        let mut members = HashSet::new();
        let names: Vec<&str> = files.names("cohorts/").filter(|name| *name != "cohorts/counts.csv").collect();
        for name in names {
            let key = ["programme", "cohort_year", "code"];
            for row in Table::read(files, name, &key, &key, faults).rows() {
                let programme = programmes.number(row.get("programme"));
                let (year, region) = (row.get("cohort_year").parse(), regions.by_code(row.get("code")));
                match (programme, year, region) {
                    (Some(programme), Ok(year), Some(region)) => {
                        if matches!(row.get("status"), "listed" | "evidence") {
                            members.insert((programme, year, region));
                        }
                    }
                    (None, ..) => {
                        let id = row.get("programme");
                        faults.push(row.fault(format!("programme `{id}` is not in programmes.csv")));
                    }
                    (_, Err(_), _) => {
                        faults.push(row.fault(format!("cohort_year `{}` is no year", row.get("cohort_year"))));
                    }
                    (.., None) => faults.push(row.fault(format!("code `{}` is not in regions.csv", row.get("code")))),
                }
            }
        }
        Cohorts { members }
    }

    /// Whether `region` stands in the cohort of `year`.
    pub fn holds(&self, programme: u32, year: i16, region: RegionId) -> bool {
        self.members.contains(&(programme, year, region))
    }
}
