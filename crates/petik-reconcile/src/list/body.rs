//! The rows under the head: which are members, which are sums, remarks and signatures, and what a cell takes over from the
//! one above it.

use super::grid::{Merge, Row, Sheet};
use super::layout::Layout;
use super::sum::Sum;
use crate::saying::{Rows, Saying};
use crate::sentences::ListType;
use petik_core::gazetteer::{ListWords, RowWord};
use petik_core::record::Level;
use std::collections::{BTreeMap, BTreeSet};

/// A row that may name a member, not resolved yet.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    /// Row of the sheet or line of the file.
    pub(super) row: u64,
    pub(super) name: Option<String>,
    pub(super) code: Option<String>,
    /// The kind of region by the head of the name's column.
    pub(super) level: Option<Level>,
    /// The cell that names the kind of region.
    pub(super) kind: Option<String>,
    pub(super) province: Option<String>,
    /// The year, as the cell has it or as the head of the column is.
    pub(super) year: Option<String>,
    pub(super) programme: Option<String>,
    /// Whether year and programme were taken over from a cell above that is not merged with this one.
    pub(super) year_above: bool,
    pub(super) programme_above: bool,
    /// Whether the year heads the column of the cell.
    pub(super) year_over: bool,
    pub(super) status: Option<String>,
    pub(super) note: Option<String>,
    pub(super) signed: Option<String>,
    /// Whether nothing but the name stands in the row, and no number: it may head a group.
    pub(super) is_sole: bool,
    /// Whether it does not even stand in a column of names.
    pub(super) is_stray: bool,
    /// Whether it stands below words that close a table.
    pub(super) is_below: bool,
    /// Whether its name or its code is struck out.
    pub(super) is_struck: bool,
}

/// What the rows under a head hold.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) entries: Vec<Entry>,
    /// The rows that count the others.
    pub(super) sums: Vec<Sum>,
    /// What was passed over, with the first row that is meant.
    pub(super) remarks: Vec<(u64, Saying<ListType>)>,
}

/// Reads the rows of `sheet` under the head.
pub(super) fn read(sheet: &Sheet, layout: &Layout, words: &ListWords) -> Body {
    let mut body = Body::default();
    let mut above = Above::new(sheet, layout);
    let mut nameless: Vec<u64> = Vec::new();
    let mut numbers: Vec<u64> = Vec::new();
    let mut hidden: Vec<u64> = Vec::new();
    let mut amounts: BTreeSet<usize> = BTreeSet::new();
    let mut is_below = false;
    for (place, row) in sheet.rows.iter().enumerate().skip(layout.body) {
        let first = first_words(row);
        if place == layout.body && is_row_of_numbers(row) || layout.is_again(row) {
            continue;
        }
        match words.beginning(first) {
            Some(RowWord::Sum) => {
                let sum = Sum::of(row, first, layout, &amounts);
                let why = Saying::of(ListType::SumPassedOver).with("cells", sum.words.as_str());
                body.remarks.push((row.number, why));
                body.sums.push(sum);
                continue;
            }
            Some(RowWord::Page) => continue,
            Some(RowWord::Foot) => is_below = true,
            _ => {}
        }
        let is_amount = |(column, cell): (usize, &String)| {
            let is_own = [layout.number, layout.code].contains(&Some(column));
            (!is_own && cell.parse::<f64>().is_ok()).then_some(column)
        };
        amounts.extend(row.cells.iter().enumerate().filter_map(is_amount));
        let counted = numbers.len();
        let entries = entries(row, layout, words, &mut above, &mut numbers);
        if entries.is_empty() && numbers.len() == counted {
            nameless.push(row.number);
        }
        if row.is_hidden && !entries.is_empty() {
            hidden.push(row.number);
        }
        body.entries.extend(entries.into_iter().map(|entry| Entry { is_below, ..entry }));
    }
    for (rows, kind) in
        [(&nameless, ListType::Nameless), (&numbers, ListType::NoTicks), (&hidden, ListType::HiddenRows)]
    {
        if let Some(first) = rows.first() {
            body.remarks.push((*first, Saying::of(kind).with("rows", Rows::of(rows))));
        }
    }
    body
}

/// The first cell that holds letters: numbers stand before most of what is worth reading.
fn first_words(row: &Row) -> &str {
    row.cells.iter().map(String::as_str).find(|cell| cell.chars().any(char::is_alphabetic)).unwrap_or_default()
}

/// Whether the cells are the numbers of their columns.
fn is_row_of_numbers(row: &Row) -> bool {
    let numbers = row.cells.iter().filter(|cell| !cell.is_empty());
    let numbers: Vec<Option<usize>> = numbers.map(|cell| cell.trim_matches(['(', ')', '.']).parse().ok()).collect();
    numbers.len() > 1 && numbers.iter().enumerate().all(|(place, number)| number.is_some_and(|n| n == place + 1))
}

/// The members that a row may name: one, or one a year, or one a kind of region. Rows with numbers where ticks should be go
/// into `numbers`.
fn entries(row: &Row, layout: &Layout, words: &ListWords, above: &mut Above<'_>, numbers: &mut Vec<u64>) -> Vec<Entry> {
    let is_filled = |cell: &&str| !cell.is_empty() && words.cell(cell) != Some(RowWord::NoTick);
    let own = |column: Option<usize>| column.map(|column| row.cell(column)).filter(is_filled).map(str::to_owned);
    let mut entry = Entry {
        row: row.number,
        code: own(layout.code),
        kind: own(layout.kind),
        status: own(layout.status),
        note: own(layout.note),
        signed: own(layout.signed),
        is_sole: sole(row, layout).is_some(),
        is_struck: layout.code.is_some_and(|code| row.struck.contains(&code)),
        ..Entry::default()
    };
    (entry.province, _) = above.take(row, layout.province);
    (entry.year, entry.year_above) = above.take(row, layout.year);
    (entry.programme, entry.programme_above) = above.take(row, layout.programme);
    let names = layout.names.iter().filter_map(|&(column, level)| {
        let is_struck = entry.is_struck || row.struck.contains(&column);
        Some(Entry { name: Some(own(Some(column))?), level, is_struck, ..entry.clone() })
    });
    let mut named: Vec<Entry> = names.collect();
    if named.is_empty() && entry.code.is_some() {
        named.push(entry.clone());
    }
    let by_name = !layout.names.is_empty() || layout.code.is_some();
    if by_name
        && named.is_empty()
        && let Some(words) = sole(row, layout)
    {
        return vec![Entry { name: Some(words.to_owned()), is_stray: true, ..entry }];
    }
    if layout.years.is_empty() || entry.is_sole && !layout.names.is_empty() {
        return named;
    }
    let in_years = layout.years.iter().filter_map(|&(column, year)| Some((own(Some(column))?, year)));
    let of_year = |entry: &Entry, year: i16| Entry {
        year: Some(year.to_string()),
        year_above: false,
        year_over: true,
        ..entry.clone()
    };
    if !by_name {
        let is_struck = |year: i16| layout.years.iter().any(|(column, of)| *of == year && row.struck.contains(column));
        let of_cell = |(cell, year)| Entry { name: Some(cell), is_struck: is_struck(year), ..of_year(&entry, year) };
        return in_years.map(of_cell).collect();
    }
    let mut wide = Vec::new();
    for (cell, year) in in_years {
        let is_tick = words.cell(&cell) == Some(RowWord::Tick);
        let counts = !is_tick && cell.parse::<f64>().is_ok();
        if counts && numbers.last() != Some(&row.number) {
            numbers.push(row.number);
        }
        // Another number counts something; words are what the member reached that year.
        if !counts {
            wide.extend(named.iter().map(|entry| {
                let status = if is_tick { entry.status.clone() } else { Some(cell.clone()) };
                Entry { status, ..of_year(entry, year) }
            }));
        }
    }
    wide
}

/// The only words of a row, where no digits number it: "I. PROVINSI ACEH" over the names that follow.
fn sole<'r>(row: &'r Row, layout: &Layout) -> Option<&'r str> {
    let is_number = |column: usize, cell: &str| {
        layout.number == Some(column) && cell.len() <= 6 && !cell.bytes().any(|byte| byte.is_ascii_digit())
    };
    let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    let first = filled.next()?;
    match (filled.next(), filled.next()) {
        (None, _) => Some(first.1),
        (Some(second), None) if is_number(first.0, first.1) => Some(second.1),
        _ => None,
    }
}

/// What cells of merged groups and of groups that are written once take over.
struct Above<'s> {
    merges: BTreeMap<usize, Vec<&'s Merge>>,
    last: BTreeMap<usize, (u64, String)>,
}

impl<'s> Above<'s> {
    fn new(sheet: &'s Sheet, layout: &Layout) -> Self {
        let mut merges: BTreeMap<usize, Vec<&Merge>> = BTreeMap::new();
        let head = sheet.rows.get(layout.body.saturating_sub(1)).map_or(0, |row| row.number);
        let columns = [layout.province, layout.year, layout.programme];
        for merge in sheet.merges.iter().filter(|merge| merge.first > head) {
            for column in columns.into_iter().flatten().filter(|column| (merge.left..=merge.right).contains(column)) {
                merges.entry(column).or_default().push(merge);
            }
        }
        merges.values_mut().for_each(|merges| merges.sort_by_key(|merge| merge.first));
        Above { merges, last: BTreeMap::new() }
    }

    /// The cell of `row` in `column`, else the one above that it belongs to; whether that is only likely.
    fn take(&mut self, row: &Row, column: Option<usize>) -> (Option<String>, bool) {
        let Some(column) = column else { return (None, false) };
        let own = row.cell(column);
        if !own.is_empty() {
            self.last.insert(column, (row.number, own.to_owned()));
            return (Some(own.to_owned()), false);
        }
        let Some((from, value)) = self.last.get(&column) else { return (None, false) };
        match self.merges.get(&column) {
            // Where the list merges cells, an empty one outside of them is empty.
            Some(merges) => {
                let at = merges.partition_point(|merge| merge.first <= row.number);
                let merge = at.checked_sub(1).map(|at| merges[at]);
                let holds = merge.is_some_and(|merge| merge.first == *from && row.number <= merge.last);
                (holds.then(|| value.clone()), false)
            }
            None => (Some(value.clone()), true),
        }
    }
}
