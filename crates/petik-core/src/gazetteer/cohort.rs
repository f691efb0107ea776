//! Cohorts as press and letters name them: which regions stand in one year's cohort of a programme. They are no official lists;
//! here they only tell which of two regions of one name a list of members means.

use super::column::{FirstDay, Key, ListFile, ListRow, Number, RegionCode};
use super::files::Files;
use super::programme::Programmes;
use super::region::{RegionId, Regions};
use super::table::Table;
use crate::error::Fault;
use crate::list_rows;
use crate::vocabulary;
use foldhash::fast::RandomState;
use std::collections::{BTreeSet, HashMap, HashSet};

vocabulary! {
    /// How far a row of a cohort can be trusted.
    pub enum CohortStatus {
        /// A list names the region.
        Listed = "listed",
        /// A list that is known to be cut short names the region: one of the same name may stand in the cohort as well.
        Partial = "partial",
        /// Reports say that it signed or was chosen.
        Evidence = "evidence",
        /// One source says something that points to it.
        Weak = "weak",
        /// Sources speak against each other.
        Disputed = "disputed",
    }
}

list_rows! {
    /// A region that stands, by some source, in one year's cohort of a programme.
    pub(super) struct CohortRow in "cohorts/*.csv" by ["programme", "cohort_year", "code"] {
        /// Id of the programme.
        programme: Key<'r>,
        /// Year of the cohort.
        cohort_year: Number<1945, 2100>,
        /// Code of the region.
        code: RegionCode<'r>,
        /// Its name, for readers.
        region: &'r str,
        /// Day on which it signed.
        signed: FirstDay,
        /// How far the row can be trusted; only `listed` and `evidence` settle names in articles.
        status: Option<CohortStatus>,
        /// How many sources say so.
        sources_n: Option<Number<0, 1000>>,
        /// Pages, behind bars.
        sources: &'r str,
        /// A remark.
        note: &'r str,
    }
}

list_rows! {
    /// One stated size of a cohort with its source. Read by people only.
    pub(super) struct CohortSizeRow in "cohorts/counts.csv" by ["programme", "cohort_year", "what", "source"] {
        /// Id of the programme.
        programme: Key<'r>,
        /// Year of the cohort, or years of several.
        cohort_year: &'r str,
        /// What is counted.
        what: &'r str,
        /// How many.
        number: Option<Number<0, 100_000>>,
        /// Where it is stated, behind bars.
        source: &'r str,
        /// A remark.
        note: &'r str,
    }
}

/// The members of all cohorts.
#[derive(Debug, Default)]
pub struct Cohorts {
    members: HashSet<(u32, i16, RegionId), RandomState>,
    years: HashMap<u32, BTreeSet<i16>, RandomState>,
}

impl Cohorts {
    /// Reads `cohorts/*.csv`. Rows that sources dispute are left out.
    pub fn read(files: &Files, regions: &Regions, programmes: &Programmes, faults: &mut Vec<Fault>) -> Self {
        let mut cohorts = Cohorts::default();
        let sizes = CohortSizeRow::LIST;
        for name in files.names("cohorts/").filter(|name| *name != sizes.file) {
            let ListFile { columns, key, .. } = CohortRow::LIST;
            let table = Table::read_as(files, name, columns, key, faults);
            for row in table.each::<CohortRow<'_>>(faults) {
                let programme = programmes.number(row.programme.0);
                let region = regions.by_code(row.code.0);
                match (programme, i16::try_from(row.cohort_year.0), region) {
                    (Some(programme), Ok(year), Some(region)) => {
                        if matches!(row.status, Some(CohortStatus::Listed | CohortStatus::Evidence)) {
                            cohorts.members.insert((programme, year, region));
                            cohorts.years.entry(programme).or_default().insert(year);
                        }
                    }
                    (None, ..) => faults.push(row.row.fault_of_key("programme", row.programme.0, "programmes.csv")),
                    _ => faults.push(row.row.fault_of_key("code", row.code.0, "regions/regions.csv")),
                }
            }
        }
        for row in Table::read(files, &sizes, faults).each::<CohortSizeRow<'_>>(faults) {
            if programmes.number(row.programme.0).is_none() {
                faults.push(row.row.fault_of_key("programme", row.programme.0, "programmes.csv"));
            }
        }
        cohorts
    }

    /// Whether `region` stands in the cohort of `year`.
    pub fn holds(&self, programme: u32, year: i16, region: RegionId) -> bool {
        self.members.contains(&(programme, year, region))
    }

    /// The years of the cohorts of `programme`.
    pub fn years(&self, programme: u32) -> impl Iterator<Item = i16> {
        self.years.get(&programme).into_iter().flatten().copied()
    }
}
