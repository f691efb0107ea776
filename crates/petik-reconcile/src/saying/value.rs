//! What stands in the places of a sentence: plain data, which is said in the words of a language.

use super::Saying;
use crate::phrases::Phrases;
use crate::reconciliation::Listed;
use crate::sentences::ListType;
use petik_core::record::Approx;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What stands in a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// A number or a year.
    Number(u64),
    /// A name, a code, words of the list.
    Words(String),
    /// Several of them.
    Names(Vec<String>),
    /// Sizes of cohorts as sources state them.
    Sizes(Vec<Stated>),
    /// Sums of the list that are not the number of its rows.
    Sums(Vec<OwnSum>),
    /// Rows of the list.
    Rows(Rows),
    /// Words of statuses with their rows.
    Statuses(Statuses),
    /// Where it is in the list.
    Place(Place),
    /// Several places.
    Places(Vec<Place>),
    /// What is said of a sheet or a file that holds no list.
    Why(Box<Saying<ListType>>),
    /// The same of several sheets.
    Sheets(Vec<OfSheet>),
}

/// A size as sources state it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stated {
    /// The number.
    pub value: u64,
    /// How far it is exact; left out where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approx: Option<Approx>,
    /// How many sources state it.
    pub sources: u64,
}

/// A sum of the list beside the rows that it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OwnSum {
    /// The sum; several where it cannot be told which of the numbers counts the rows.
    pub stated: Vec<u64>,
    /// The year that it is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    /// The number of its rows.
    pub rows: u64,
}

/// A place in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The sheet, where one is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Row of the sheet or line of the file, where one is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
}

/// Places with numbers of regions.
const OF_REGIONS: [&str; 2] = ["again", "twice"];
/// The place with the parts of a sum.
const PARTS: &str = "parts";
/// The place with a stage of a cohort.
const STAGE: &str = "stage";

/// Rows of a sheet or lines of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rows {
    /// Runs of them, first and last.
    pub runs: Vec<(u64, u64)>,
    /// Runs that are not named.
    #[serde(default, skip_serializing_if = "is_none")]
    pub more: u64,
}

/// Words of statuses, each with its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Statuses {
    /// The words and the rows.
    pub statuses: Vec<(String, Rows)>,
    /// Words that are not named.
    #[serde(default, skip_serializing_if = "is_none")]
    pub more: u64,
}

/// Why a sheet holds no list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OfSheet {
    /// Its name.
    pub name: String,
    /// Why.
    pub why: Saying<ListType>,
}

fn is_none(number: &u64) -> bool {
    *number == 0
}

/// Runs of rows that are named.
const MOST_RUNS: usize = 20;

/// Places with what somebody else wrote: it stands in quotation marks.
const QUOTED: [&str; 2] = ["words", "sheet"];
/// Places with kinds of regions.
const LEVELS: &str = "levels";
/// Places with regions of which one is meant.
const REGIONS: [&str; 2] = ["regions", "others"];

impl Value {
    pub(super) fn said(&self, place: &str, phrases: &Phrases) -> String {
        match self {
            Value::Number(number) if OF_REGIONS.contains(&place) => phrases.count("words.regions", *number),
            Value::Number(number) => number.to_string(),
            Value::Words(stage) if place == STAGE => phrases.known("stage", stage).to_owned(),
            Value::Words(words) if QUOTED.contains(&place) => format!("{words:?}"),
            Value::Words(words) => words.clone(),
            Value::Names(names) if place == LEVELS => {
                names.iter().map(|name| phrases.known("a_level", name)).collect::<Vec<_>>().join(", ")
            }
            Value::Names(names) if REGIONS.contains(&place) => phrases.one_of(names),
            Value::Names(names) if place == PARTS => names.join(" + "),
            Value::Names(names) => names.join(", "),
            Value::Sizes(sizes) => sizes.iter().map(|size| size.say(phrases)).collect::<Vec<_>>().join(", "),
            Value::Sums(sums) => sums.iter().map(|sum| sum.say(phrases)).collect::<Vec<_>>().join("; "),
            Value::Rows(rows) => rows.say(phrases),
            Value::Statuses(statuses) => statuses.say(phrases),
            Value::Place(place) => place.say(phrases),
            Value::Places(places) => places.iter().map(|place| place.within(phrases)).collect::<Vec<_>>().join(", "),
            Value::Why(why) => why.say(phrases),
            Value::Sheets(sheets) => sheets.iter().map(|sheet| sheet.say(phrases)).collect::<Vec<_>>().join("\n"),
        }
    }
}

impl Stated {
    /// `about 100 (1 source)`.
    fn say(&self, phrases: &Phrases) -> String {
        let number = match self.approx {
            Some(approx) => phrases.fill(&format!("approx.{approx}"), &[("number", &self.value)]),
            None => self.value.to_string(),
        };
        phrases.count_with("size_value.size", self.sources, &[("number", &number)])
    }
}

impl OwnSum {
    /// `50 of 2018, and its rows are 49`.
    fn say(&self, phrases: &Phrases) -> String {
        let stated: Vec<String> = self.stated.iter().map(u64::to_string).collect();
        let stated = phrases.one_of(&stated);
        match self.year {
            Some(year) => {
                phrases.fill("size_value.sum_of_year", &[("stated", &stated), ("year", &year), ("rows", &self.rows)])
            }
            None => phrases.fill("size_value.sum", &[("stated", &stated), ("rows", &self.rows)]),
        }
    }
}

impl Place {
    /// `list.xlsx, sheet "2018", row 3`.
    pub(crate) fn say(&self, phrases: &Phrases) -> String {
        let Place { file, sheet, row } = self;
        let sheet = sheet.as_ref().map(|sheet| format!("{sheet:?}"));
        match (&sheet, row) {
            (Some(sheet), Some(row)) => phrases.fill("place.row", &[("file", file), ("sheet", sheet), ("row", row)]),
            (Some(sheet), None) => phrases.fill("place.sheet", &[("file", file), ("sheet", sheet)]),
            (None, Some(line)) => format!("{file}:{line}"),
            (None, None) => file.clone(),
        }
    }

    /// The same without the file.
    fn within(&self, phrases: &Phrases) -> String {
        let row = self.row.unwrap_or_default();
        match &self.sheet {
            Some(sheet) => phrases.fill("list_value.sheet_row", &[("sheet", &format!("{sheet:?}")), ("row", &row)]),
            None => phrases.fill("list_value.row", &[("row", &row)]),
        }
    }
}

impl From<Vec<Stated>> for Value {
    fn from(sizes: Vec<Stated>) -> Self {
        Value::Sizes(sizes)
    }
}

impl From<Vec<OwnSum>> for Value {
    fn from(sums: Vec<OwnSum>) -> Self {
        Value::Sums(sums)
    }
}

impl From<Place> for Value {
    fn from(place: Place) -> Self {
        Value::Place(place)
    }
}

impl From<i16> for Value {
    fn from(year: i16) -> Self {
        Value::Number(year.unsigned_abs().into())
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Value::Number(number)
    }
}

impl From<&str> for Value {
    fn from(words: &str) -> Self {
        Value::Words(words.to_owned())
    }
}

impl From<String> for Value {
    fn from(words: String) -> Self {
        Value::Words(words)
    }
}

impl From<Vec<String>> for Value {
    fn from(names: Vec<String>) -> Self {
        Value::Names(names)
    }
}

impl Rows {
    /// Rows by their numbers, from the lowest.
    pub(crate) fn of(numbers: &[u64]) -> Self {
        let mut runs: Vec<(u64, u64)> = Vec::new();
        for &number in numbers {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == number => *last = number,
                _ => runs.push((number, number)),
            }
        }
        let more = runs.len().saturating_sub(MOST_RUNS) as u64;
        runs.truncate(MOST_RUNS);
        Rows { runs, more }
    }

    /// `row 3`, `rows 3-5, 9`.
    fn say(&self, phrases: &Phrases) -> String {
        let run = |(first, last): &(u64, u64)| {
            if first == last { first.to_string() } else { format!("{first}-{last}") }
        };
        let shown = self.runs.iter().map(run).collect::<Vec<_>>().join(", ") + &and_more(self.more, phrases);
        let is_one = self.more == 0 && matches!(self.runs.as_slice(), [(first, last)] if first == last);
        phrases.count_with("list_value.rows", if is_one { 1 } else { 2 }, &[("rows", &shown)])
    }
}

impl Statuses {
    /// `"perhaps" (row 3), "later" (rows 5, 7)`.
    fn say(&self, phrases: &Phrases) -> String {
        let one = |(status, rows): &(String, Rows)| format!("{status:?} ({})", rows.say(phrases));
        self.statuses.iter().map(one).collect::<Vec<_>>().join(", ") + &and_more(self.more, phrases)
    }
}

/// ` and 3 more`, where there are more.
fn and_more(more: u64, phrases: &Phrases) -> String {
    if more > 0 { phrases.count("list_value.more", more) } else { String::new() }
}

impl OfSheet {
    fn say(&self, phrases: &Phrases) -> String {
        let name = format!("{:?}", self.name);
        phrases.fill("list_value.sheet", &[("sheet", &name), ("why", &self.why.say(phrases))])
    }
}

impl From<Rows> for Value {
    fn from(value: Rows) -> Self {
        Value::Rows(value)
    }
}

impl From<Statuses> for Value {
    fn from(value: Statuses) -> Self {
        Value::Statuses(value)
    }
}

impl From<Vec<Place>> for Value {
    fn from(value: Vec<Place>) -> Self {
        Value::Places(value)
    }
}

impl From<Vec<OfSheet>> for Value {
    fn from(value: Vec<OfSheet>) -> Self {
        Value::Sheets(value)
    }
}

impl From<Saying<ListType>> for Value {
    fn from(why: Saying<ListType>) -> Self {
        Value::Why(Box::new(why))
    }
}

impl Listed {
    /// Where the row stands.
    pub(crate) fn place(&self) -> Place {
        Place { file: self.file.clone(), sheet: self.sheet.clone(), row: Some(self.row) }
    }
}
