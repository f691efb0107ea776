//! What exists: regions, districts, offices and their holders, organisations, programmes and word lists, read from the
//! folder `gazetteers/` (embedded in the program) with a user's folder laid over it. Every row keeps its file and line.

mod cohort;
mod crosswalk;
mod files;
mod list_words;
mod organisation;
mod people;
mod programme;
mod region;
mod release;
mod table;
mod words;
mod written;

pub use cohort::Cohorts;
pub use crosswalk::{Crosswalk, OldCode};
pub use files::Files;
pub use list_words::{CodeOffice, ListColumn, ListWords, RowWord, bare_words};
pub use organisation::Organisations;
pub use people::{Official, People};
pub use programme::Programmes;
pub use region::{Level, NameKind, NameReading, Region, RegionId, Regions};
pub use release::Releases;
pub use table::Table;
pub use words::WordLists;
pub use written::{WrittenName, WrittenNames, letters};

use crate::error::Fault;
use crate::text::{LexiconBuilder, MoneyWords, NumberKind, NumberWord, NumberWords};
use jiff::civil::Date;

/// All lists.
#[derive(Debug)]
pub struct Gazetteer {
    /// Provinces, kabupaten, kota and their names; kecamatan names.
    pub regions: Regions,
    /// Offices and the people who hold them.
    pub people: People,
    /// Codes that regions had before.
    pub crosswalk: Crosswalk,
    /// Words of official lists.
    pub list_words: ListWords,
    /// Ministries, agencies, associations.
    pub organisations: Organisations,
    /// Programmes.
    pub programmes: Programmes,
    /// Cohorts of programmes, as press and letters name them.
    pub cohorts: Cohorts,
    /// Word lists.
    pub words: WordLists,
    /// Number words.
    pub numbers: NumberWords,
    /// Words of sums of money.
    pub money: MoneyWords,
    /// Marks of texts that offices hand out.
    pub releases: Releases,
}

impl Gazetteer {
    /// Reads all lists; names and words go into `lexicon`. Faults are collected, never thrown.
    pub fn read(files: &Files, lexicon: &mut LexiconBuilder, faults: &mut Vec<Fault>) -> Self {
        let words = WordLists::read(files, lexicon, faults);
        let mut numbers = NumberWords::default();
        for row in Table::read(files, "words/numbers.csv", &["form", "kind", "value"], &["form"], faults).rows() {
            let Some(kind) = NumberKind::named(row.get("kind")) else {
                faults.push(row.fault(format!("kind `{}` is no kind of number word", row.get("kind"))));
                continue;
            };
            match row.get("value").parse() {
                Ok(value) => row.forms("form").for_each(|form| {
                    if let Some(&word) = lexicon.cut(form).first() {
                        numbers.insert(word, NumberWord { kind, value });
                    }
                }),
                Err(_) => faults.push(row.fault(format!("value `{}` is not a whole number", row.get("value")))),
            }
        }
        let bounds = lexicon.known_list(MoneyWords::WORDS);
        let money = MoneyWords::new(
            lexicon.known_list(MoneyWords::CURRENCIES),
            bounds,
            bounds.into_iter().flat_map(|list| words.values(list)),
        );
        let regions = Regions::read(files, lexicon, faults);
        let crosswalk = Crosswalk::read(files, &regions, faults);
        let list_words = ListWords::read(files, faults);
        let organisations = Organisations::read(files, lexicon, faults);
        let programmes = Programmes::read(files, lexicon, &organisations, faults);
        let cohorts = Cohorts::read(files, &regions, &programmes, faults);
        let people = People::read(files, lexicon, &regions, &organisations, faults);
        let releases = Releases::read(files, faults);
        Gazetteer {
            regions,
            crosswalk,
            list_words,
            people,
            organisations,
            programmes,
            cohorts,
            words,
            numbers,
            money,
            releases,
        }
    }
}

/// A day from a cell: a whole date, or a year or month taken as its first (`upper` false) or last day.
fn day(cell: &str, upper: bool) -> Option<Date> {
    let mut parts = cell.split('-').map(|p| p.parse::<i16>().ok());
    let year = parts.next()??;
    let month = parts.next().flatten();
    let day = parts.next().flatten();
    let month_or = month.unwrap_or(if upper { 12 } else { 1 });
    let first = Date::new(year, i8::try_from(month_or).ok()?, 1).ok()?;
    match day {
        Some(day) => Date::new(year, first.month(), i8::try_from(day).ok()?).ok(),
        None if upper => Some(first.last_of_month()),
        None => Some(first),
    }
}
