//! Codes that regions had before: provinces are divided, and their kabupaten and kota are counted anew.

use super::files::Files;
use super::region::{RegionId, Regions};
use super::table::Table;
use crate::error::Fault;
use std::collections::BTreeMap;

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
        let required = ["old_code", "code", "valid_to"];
        for row in Table::read(files, "regions/crosswalk.csv", &required, &["old_code"], faults).rows() {
            let old = row.get("old_code");
            if regions.by_code(old).is_some() {
                faults.push(
                    row.fault(format!("`{old}` is the code of a region now; an old code is one that no region has")),
                );
                continue;
            }
            let Some(region) = regions.by_code(row.get("code")) else {
                faults.push(row.fault(format!("code `{}` is not in regions/regions.csv", row.get("code"))));
                continue;
            };
            let Some(last) = super::day(row.get("valid_to"), true) else {
                faults.push(row.fault(format!("valid_to `{}` is no day, month or year", row.get("valid_to"))));
                continue;
            };
            let by = format!("crosswalk.csv#{old}");
            codes.insert(old.to_owned(), OldCode { region, last_year: last.year(), by });
        }
        Crosswalk { codes }
    }

    /// What had this code.
    pub fn get(&self, code: &str) -> Option<&OldCode> {
        self.codes.get(code)
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
        let files = Files::builtin();
        let table = Table::read(
            &files,
            "regions/crosswalk.csv",
            &["name_then", "source", "why"],
            &["old_code"],
            &mut Vec::new(),
        );
        assert_eq!(table.rows().len(), 52);
        for row in table.rows() {
            let old = crosswalk.get(row.get("old_code")).unwrap();
            assert_eq!(regions.get(old.region).full_name, row.get("name_then"));
        }
    }

    #[test]
    fn faulty_rows_are_told() {
        let rows = "old_code,code,valid_to\n52.07,52.08,2022\n91.99,99.99,2022\n91.98,94.04,soon\n";
        let lines: Vec<usize> = read(Some(rows)).2.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [2, 3, 4]);
    }
}
