//! The list's own sum ("Jumlah 50") beside the rows that it counts.

use super::grid::Row;
use super::layout::Layout;
use crate::saying::OwnSum;
use petik_core::record::Level;
use std::collections::BTreeSet;

/// More than this is no number of regions: Indonesia has 552.
const MOST: u64 = 1_000;

/// A row that counts the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sum {
    /// Row of the sheet or line of the file.
    pub(super) row: u64,
    /// Its cells.
    pub(super) words: String,
    /// Its first words: "Jumlah Kabupaten".
    pub(super) label: String,
    /// The numbers, each with the year over its column, where there is one. Of several without a year one counts the rows.
    pub(super) stated: Vec<(Option<i16>, u64)>,
}

/// A row that the sums count.
#[derive(Debug, Clone, Default)]
pub(super) struct Counted {
    pub(super) row: u64,
    pub(super) programme: Option<String>,
    pub(super) year: Option<i16>,
    pub(super) level: Option<Level>,
    pub(super) province: Option<String>,
    /// Whether the list says that it is no member.
    pub(super) is_out: bool,
}

impl Sum {
    /// What the row that begins with `label` states; `amounts` are the columns whose cells are numbers, of which the row has
    /// the sum of something else.
    pub(super) fn of(row: &Row, label: &str, layout: &Layout, amounts: &BTreeSet<usize>) -> Self {
        let words = super::shortened(&row.cells.join(" | "));
        let mut sum = Sum { row: row.number, words, label: label.to_owned(), ..Sum::default() };
        let of_years = layout.years.iter().filter_map(|(column, year)| Some((Some(*year), number(row.cell(*column))?)));
        sum.stated = of_years.collect();
        if sum.stated.is_empty() {
            let of_label = number(label.trim_start_matches(|c: char| !c.is_ascii_digit()));
            sum.stated = match of_label {
                Some(number) => vec![(None, number)],
                None => numbers(row, label, layout, amounts).into_iter().map(|number| (None, number)).collect(),
            };
        }
        sum
    }

    /// What the rows of the sheet say against it; `level` is the kind of region that its label names.
    pub(super) fn fault(&self, sums: &[Sum], counted: &[Counted], level: Option<Level>) -> Option<Vec<OwnSum>> {
        let before = sums.iter().map(|sum| sum.row).filter(|row| *row < self.row).max().unwrap_or_default();
        let above: Vec<&Counted> = counted.iter().filter(|one| one.row < self.row).collect();
        let since: Vec<&Counted> = above.iter().copied().filter(|one| one.row > before).collect();
        let all: Vec<&Counted> = counted.iter().collect();
        let scopes = [&since, &above, &all];
        let years: BTreeSet<Option<i16>> = self.stated.iter().map(|(year, _)| *year).collect();
        let wrong: Vec<OwnSum> = years
            .into_iter()
            .filter_map(|year| {
                let stated: Vec<u64> =
                    self.stated.iter().filter(|(of, _)| *of == year).map(|(_, number)| *number).collect();
                let fits = |scope: &&Vec<&Counted>| numbers_of(scope, year, level).iter().any(|n| stated.contains(n));
                if stated.is_empty() || scopes.iter().any(fits) {
                    return None;
                }
                let nearest = if since.is_empty() { &all } else { &since };
                let rows = numbers_of(nearest, year, level).first().copied().unwrap_or_default();
                Some(OwnSum { stated, year, rows })
            })
            .collect();
        (!wrong.is_empty()).then_some(wrong)
    }
}

/// How many rows of a scope a sum can mean: entries or rows, with those that are out and without.
fn numbers_of(scope: &[&Counted], year: Option<i16>, level: Option<Level>) -> Vec<u64> {
    let of_year: Vec<&&Counted> = scope.iter().filter(|one| year.is_none() || one.year == year).collect();
    if level == Some(Level::Province) {
        let provinces: BTreeSet<&String> = of_year.iter().filter_map(|one| one.province.as_ref()).collect();
        return vec![provinces.len() as u64];
    }
    let of_level: Vec<&Counted> = of_year
        .into_iter()
        .copied()
        .filter(|one| level.is_none_or(|level| one.level.is_none_or(|own| own == level)))
        .collect();
    let mut numbers = Vec::new();
    for with_out in [true, false] {
        let counted = || of_level.iter().filter(|one| with_out || !one.is_out);
        let rows: BTreeSet<u64> = counted().map(|one| one.row).collect();
        numbers.extend([counted().count() as u64, rows.len() as u64]);
    }
    numbers
}

/// The numbers beside the label: in columns that petik knows, else the only one of the row.
fn numbers(row: &Row, label: &str, layout: &Layout, amounts: &BTreeSet<usize>) -> Vec<u64> {
    let cells = row.cells.iter().enumerate().filter(|(column, cell)| *cell != label && !amounts.contains(column));
    let all: Vec<(usize, u64)> = cells.filter_map(|(column, cell)| Some((column, number(cell)?))).collect();
    let known: Vec<u64> = all
        .iter()
        .filter(|(column, _)| layout.known.get(*column).is_some_and(Option::is_some))
        .map(|(_, number)| *number)
        .collect();
    match (known.is_empty(), all.as_slice()) {
        (true, [(_, one)]) => vec![*one],
        _ => known,
    }
}

/// A number of regions: "50", "50.0", "50 kabupaten/kota", and no amount of money.
fn number(cell: &str) -> Option<u64> {
    let cell = cell.trim().trim_end_matches(".0");
    let digits = cell.find(|c: char| !c.is_ascii_digit()).map_or(cell, |end| &cell[..end]);
    let rest = cell[digits.len()..].trim_start_matches([' ', ')', '(']);
    let is_alone = rest.is_empty() || rest.starts_with(char::is_alphabetic);
    digits.parse().ok().filter(|number| is_alone && *number <= MOST)
}
