//! Codes that regions had before: provinces are divided, and their kabupaten and kota are counted anew.

use super::column::{Filled, LastDay, ListRow, RegionCode};
use super::files::Files;
use super::region::{RegionId, Regions};
use super::table::Table;
use crate::error::Fault;
use crate::list_rows;
use std::collections::BTreeMap;

list_rows! {
    /// A code that a region had before, and the code it has now.
    pub(super) struct CrosswalkRow in "regions/crosswalk.csv" by ["old_code"] {
        /// The code that is no longer in use: of Kemendagri with its dot (`91.09`), of BPS without (`9412`).
        old_code: Filled<'r>,
        /// The region by its present code.
        code: RegionCode<'r>,
        /// What the region was called then.
        name_then: &'r str,
        /// The last year in which official lists have the code: the year of the edition that replaced it.
        valid_to: LastDay,
        /// The new province, its law, and the edition.
        why: &'r str,
        /// The editions that were compared.
        source: &'r str,
    }
}

/// A code that is no longer in use.
#[derive(Debug)]
pub struct OldCode {
    /// The region that had it.
    pub region: RegionId,
    /// The last year in which official lists had it.
    pub last_year: i16,
    /// The row, `crosswalk.csv#91.09`.
    pub by: String,
}

/// Former codes, those of Kemendagri with their dot (`91.09`), those of BPS without (`9412`).
#[derive(Debug, Default)]
pub struct Crosswalk {
    codes: BTreeMap<String, OldCode>,
}

impl Crosswalk {
    /// Reads `regions/crosswalk.csv`.
    pub fn read(files: &Files, regions: &Regions, faults: &mut Vec<Fault>) -> Self {
        let mut codes = BTreeMap::new();
        let table = Table::read(files, &CrosswalkRow::LIST, faults);
        for row in table.each::<CrosswalkRow<'_>>(faults) {
            let old = row.old_code.0;
            if regions.by_code(old).is_some() {
                faults.push(row.row.fault(format!(
                    "column `old_code`: `{old}` is the code of a region now; an old code is one that no region has"
                )));
                continue;
            }
            let Some(region) = regions.by_code(row.code.0) else {
                faults.push(row.row.fault_of_key("code", row.code.0, "regions/regions.csv"));
                continue;
            };
            let Some(last) = row.valid_to.0 else {
                faults.push(row.row.fault("column `valid_to` is empty; here stands the last year of the code"));
                continue;
            };
            let by = ["crosswalk.csv#", old].concat();
            codes.insert(old.to_owned(), OldCode { region, last_year: last.year(), by });
        }
        Crosswalk { codes }
    }

    /// What had this code.
    pub fn get(&self, code: &str) -> Option<&OldCode> {
        self.codes.get(code)
    }

    /// The codes that `region` had before.
    pub fn of_region(&self, region: RegionId) -> impl Iterator<Item = &str> {
        self.codes.iter().filter(move |(_, old)| old.region == region).map(|(code, _)| code.as_str())
    }

    /// The code by which `region` once was a part of the province with the code `province`.
    pub fn in_province(&self, region: RegionId, province: &str) -> Option<&OldCode> {
        let of_province =
            self.codes.iter().filter(|(code, _)| code.split_once('.').is_some_and(|(p, _)| p == province));
        of_province.map(|(_, old)| old).find(|old| old.region == region)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LexiconBuilder;

    fn read(rows: Option<&str>) -> (Regions, Crosswalk, Vec<Fault>) {
        let mut files = Files::builtin();
        if let Some(rows) = rows {
            files.lay_over("regions/crosswalk.csv", rows);
        }
        let (mut lexicon, mut faults) = (LexiconBuilder::default(), Vec::new());
        let regions = Regions::read(&files, &mut lexicon, &mut faults);
        let crosswalk = Crosswalk::read(&files, &regions, &mut faults);
        (regions, crosswalk, faults)
    }

    #[test]
    fn regions_are_found_by_the_codes_they_had() {
        let (regions, crosswalk, faults) = read(None);
        assert_eq!(faults, []);
        let now = |code: &str| crosswalk.get(code).map(|old| (regions.get(old.region).code.as_str(), old.last_year));
        assert_eq!(now("91.09"), Some(("94.04", 2022)));
        assert_eq!(now("92.71"), Some(("96.71", 2025)));
        assert_eq!(now("9412"), Some(("94.04", 2022)));
        assert_eq!(now("94.04"), None);
        let mimika = regions.by_code("94.04").unwrap();
        assert!(crosswalk.in_province(mimika, "91").is_some() && crosswalk.in_province(mimika, "92").is_none());
    }

    #[test]
    fn every_name_then_is_the_name_now() {
        let (regions, crosswalk, _) = read(None);
        let table = Table::read(&Files::builtin(), &CrosswalkRow::LIST, &mut Vec::new());
        assert_eq!(table.rows().len(), 52);
        for row in table.each::<CrosswalkRow<'_>>(&mut Vec::new()) {
            let old = crosswalk.get(row.old_code.0).unwrap();
            assert_eq!(regions.get(old.region).full_name, row.name_then);
        }
    }

    #[test]
    fn faulty_rows_are_told() {
        let rows = "old_code,code,valid_to\n52.07,52.08,2022\n91.99,99.99,2022\n91.98,94.04,soon\n";
        let mut lines: Vec<usize> = read(Some(rows)).2.iter().map(|fault| fault.line).collect();
        lines.sort_unstable();
        assert_eq!(lines, [2, 3, 4]);
    }
}
