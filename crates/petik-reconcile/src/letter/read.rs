//! What the folder of a reconciliation holds about one region or province.

use super::{Letter, steward};
use crate::judging::{read_rows, read_unresolved};
use crate::queue::Matter;
use crate::reconciliation::{Region, Row, Unresolved};
use crate::write::{PACKAGE_FILE, Package};
use petik_core::Engine;
use petik_core::gazetteer::Files;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// No description of a folder is longer.
const PACKAGE_BYTES: u64 = 16 << 20;

/// Whom a letter is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LetterScope {
    /// A region, by its code.
    Region(String),
    /// A province with all its regions, by its code.
    Province(String),
}

impl LetterScope {
    fn has(&self, region: &Region) -> bool {
        match self {
            LetterScope::Region(code) => region.code == *code,
            LetterScope::Province(code) => region.province_code == *code,
        }
    }

    fn has_code(&self, code: &str) -> bool {
        match self {
            LetterScope::Region(own) => code == own,
            LetterScope::Province(own) => code.split('.').next() == Some(own),
        }
    }

    /// Whether a name that is open may be one of it: by what it could mean, else by the province that its row names.
    fn may_mean(&self, open: &Unresolved) -> bool {
        let mut codes = open.candidates.iter().filter_map(|one| one.split_whitespace().next()).peekable();
        match codes.peek() {
            Some(_) => codes.any(|code| self.has_code(code)),
            None => {
                open.province.as_deref().is_some_and(|province| *self == LetterScope::Province(province.to_owned()))
            }
        }
    }

    /// Its code.
    pub fn code(&self) -> &str {
        match self {
            LetterScope::Region(code) | LetterScope::Province(code) => code,
        }
    }
}

impl Letter {
    /// What the folder `dir` of a reconciliation holds for `scope`; `None` where no region has its code. What press alone says and a
    /// steward rejected is left out: nobody has to mend it.
    ///
    /// # Errors
    ///
    /// Where a file of the folder cannot be read; the error names it.
    pub fn read(dir: &Path, scope: &LetterScope, engine: &Engine, files: &Files) -> io::Result<Option<Self>> {
        let regions = &engine.gazetteer().regions;
        let Some(region) = regions.by_code(scope.code()) else { return Ok(None) };
        let mut letter = Letter {
            region: Region::of(regions, region),
            inputs: package(dir)?.petik.inputs,
            edition: edition(files),
            ..Letter::default()
        };
        let code = format!("\"{}\"", scope.code());
        read_rows(
            dir,
            |line| line.contains(&code),
            |mut row| {
                if scope.has(&row.region) && (row.listed.is_some() || !row.is_rejected()) {
                    row.differences.extend(steward::differences(&row, engine));
                    letter.rows.push(row);
                }
            },
        )?;
        letter.rows.sort_by(|a, b| place(a).cmp(&place(b)));
        let mut open = read_unresolved(dir)?;
        open.retain(|open| open.listed.is_some() && scope.may_mean(open));
        letter.open = open;
        Ok(Some(letter))
    }

    /// The provinces of the rows of the folder `dir`: code, name, rows.
    ///
    /// # Errors
    ///
    /// Where its rows cannot be read.
    pub fn provinces(dir: &Path) -> io::Result<Vec<(String, String, u64)>> {
        let mut provinces: BTreeMap<(String, String), u64> = BTreeMap::new();
        read_rows(
            dir,
            |_| true,
            |row| {
                *provinces.entry((row.region.province_code, row.region.province)).or_default() += 1;
            },
        )?;
        Ok(provinces.into_iter().map(|((code, name), rows)| (code, name, rows)).collect())
    }
}

/// Where a row stands in the letter: region by region, what needs an answer most first.
fn place(row: &Row) -> (&str, u8, &str, Option<i16>) {
    (&row.region.code, Matter::Row(row.status).urgency(), &row.programme, row.cohort_year)
}

fn package(dir: &Path) -> io::Result<Package> {
    let path = dir.join(PACKAGE_FILE);
    let cannot = |error: io::Error| io::Error::new(error.kind(), format!("cannot read {}: {error}", path.display()));
    let mut text = Vec::new();
    File::open(&path).and_then(|file| file.take(PACKAGE_BYTES).read_to_end(&mut text)).map_err(cannot)?;
    serde_json::from_slice(&text).map_err(|error| cannot(error.into()))
}

/// A source of the lists, as far as a letter names it.
#[derive(Deserialize)]
struct Source {
    #[serde(default)]
    files: Vec<String>,
    edition: Option<String>,
}

#[derive(Deserialize)]
struct Sources {
    source: Vec<Source>,
}

/// How the decrees with the codes of regions are called.
fn edition(files: &Files) -> Option<String> {
    let all = files.texts("sources.toml").iter().filter_map(|text| toml::from_str::<Sources>(text).ok());
    let named = all.flat_map(|sources| sources.source).filter(|one| one.files.iter().any(|file| file == REGIONS));
    named.filter_map(|one| one.edition).next_back()
}

const REGIONS: &str = "regions/regions.csv";
