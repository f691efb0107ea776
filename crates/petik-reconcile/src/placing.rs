//! Where a claim belongs: the rows of the list that it speaks of, with what it does for each, and whether it has a row of press. One
//! rule for a run, which places all claims, and for the desk, which places those that a steward judged since.

use crate::reconciliation::{ROW_SCHEMA, Region, Row};
use crate::words::Stance;
use petik_core::gazetteer::{RegionId, Regions};
use std::collections::HashMap;

/// A row of the list: its number, and its year.
type Numbered = (usize, Option<i16>);

/// The rows of a list by programme and code.
#[derive(Debug, Default)]
pub(crate) struct Index(HashMap<String, HashMap<String, Vec<Numbered>>>);

/// What a claim is placed by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spoken<'c> {
    /// Programme id.
    pub programme: &'c str,
    /// Code of the region.
    pub code: &'c str,
    /// Year of the cohort.
    pub year: Option<i16>,
    /// What the claim does for a row of its own region and year.
    pub stance: Stance,
}

/// Where a claim belongs.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Places {
    /// Numbers of rows of the list, each with what the claim does for it.
    pub members: Vec<(usize, Stance)>,
    /// Whether they are the rows of its own region and year.
    pub is_own: bool,
    /// Where no member answers to it, so that it has a row of press: the members that may be meant.
    pub near: Option<Vec<usize>>,
}

impl Index {
    /// Takes a row of the list.
    pub(crate) fn add(&mut self, row: &Row, number: usize) {
        let of_programme = self.0.entry(row.programme.clone()).or_default();
        of_programme.entry(row.region.code.clone()).or_default().push((number, row.cohort_year));
    }

    /// The rows of a region.
    pub(crate) fn of(&self, programme: &str, code: &str) -> &[Numbered] {
        self.0.get(programme).and_then(|rows| rows.get(code)).map_or(&[], Vec::as_slice)
    }

    /// Where a claim belongs.
    pub(crate) fn places(&self, spoken: Spoken<'_>, regions: &Regions) -> Places {
        let Spoken { programme, code, year, stance } = spoken;
        let rows = self.of(programme, code);
        let numbers = |rows: &[Numbered]| rows.iter().map(|row| row.0).collect::<Vec<usize>>();
        let put = |rows: &[Numbered], as_what| {
            let stance = elsewhere(stance, as_what);
            rows.iter().filter_map(|row| Some((row.0, stance?))).collect()
        };
        let of_year: Vec<_> = rows.iter().filter(|row| is_of_year(row.1, year)).map(|row| (row.0, stance)).collect();
        if !of_year.is_empty() {
            Places { members: of_year, is_own: true, near: None }
        } else if !rows.is_empty() && year.is_none() {
            Places { members: put(rows, Stance::NoYear), ..Places::default() }
        } else if !rows.is_empty() {
            Places { members: put(rows, Stance::OtherYear), near: Some(numbers(rows)), is_own: false }
        } else {
            let namesakes = self.namesakes(spoken, regions);
            Places { members: put(&namesakes, Stance::OtherType), near: Some(numbers(&namesakes)), is_own: false }
        }
    }

    /// The rows of the region with the same name and the other type, in this year or where one side gives none.
    fn namesakes(&self, spoken: Spoken<'_>, regions: &Regions) -> Vec<Numbered> {
        let other = regions.by_code(spoken.code).and_then(|id| regions.namesake(id));
        let rows = other.map_or(&[][..], |id| self.of(spoken.programme, &regions.get(id).code));
        let fits = |row: &&Numbered| spoken.year.is_none() || is_of_year(row.1, spoken.year);
        rows.iter().filter(fits).copied().collect()
    }
}

/// A member without a year is one of every year.
pub(crate) fn is_of_year(of_row: Option<i16>, year: Option<i16>) -> bool {
    of_row.is_none() || of_row == year
}

/// What a claim does for a row that it does not fit. What was rejected stays that; plans for another year say nothing there.
fn elsewhere(own: Stance, as_what: Stance) -> Option<Stance> {
    match own {
        Stance::Supports => Some(as_what),
        Stance::Planned | Stance::Denies | Stance::BareName if as_what != Stance::NoYear => None,
        other => Some(other),
    }
}

/// The id of a row.
pub(crate) fn row_id(programme: &str, year: Option<i16>, code: &str) -> String {
    let year = year.map_or_else(|| "-".to_owned(), |year| year.to_string());
    format!("{programme}/{year}/{code}")
}

/// A row for what press says and no member answers to; `near` are the ids of the members that may be meant.
pub(crate) fn press_row(spoken: Spoken<'_>, region: RegionId, near: Vec<String>, regions: &Regions) -> Row {
    Row {
        schema: ROW_SCHEMA.to_owned(),
        id: row_id(spoken.programme, spoken.year, spoken.code),
        programme: spoken.programme.to_owned(),
        cohort_year: spoken.year,
        region: Region::of(regions, region),
        near,
        ..Row::default()
    }
}
