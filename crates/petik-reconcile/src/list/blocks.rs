//! Blocks of columns side by side, as printed lists save paper: "No, Kabupaten/Kota, No, Kabupaten/Kota". Each is read as a
//! list of its own.

use super::grid::{Row, Sheet};
use super::layout::Layout;
use std::collections::BTreeSet;
use std::ops::Range;

/// The columns of the blocks under a head; one block where nothing repeats.
pub(super) fn blocks(layout: &Layout) -> Vec<Range<usize>> {
    let known = &layout.known;
    let region = layout.names.first().map(|(column, _)| *column).or(layout.code);
    let Some(region) = region.and_then(|column| *known.get(column)?) else { return Vec::new() };
    let (mut starts, mut seen) = (vec![0], BTreeSet::new());
    for (column, head) in known.iter().enumerate().filter_map(|(column, head)| Some((column, (*head)?))) {
        // Two columns of remarks make no block: regions stand on both sides.
        let goes_on = known[column..].contains(&Some(region));
        if seen.contains(&head) && seen.contains(&region) && goes_on {
            starts.push(column);
            seen.clear();
        }
        seen.insert(head);
    }
    let ends = starts.iter().copied().skip(1).chain([usize::MAX]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// The sheet as if only the columns of one of `blocks` stood there. A title over one block is of that one, another of all.
pub(super) fn only(sheet: &Sheet, block: &Range<usize>, blocks: &[Range<usize>], layout: &Layout) -> Sheet {
    let of_block = |row: &Row, block: &Range<usize>| {
        row.cells.iter().enumerate().any(|(column, cell)| block.contains(&column) && !cell.is_empty())
    };
    let is_of_all = |row: &Row| blocks.iter().filter(|block| of_block(row, block)).count() < 2;
    let rows = sheet.rows.iter().enumerate().filter_map(|(place, row)| {
        if place < layout.head && is_of_all(row) {
            return Some(row.clone());
        }
        of_block(row, block).then(|| within(row, block))
    });
    Sheet { name: sheet.name.clone(), is_hidden: sheet.is_hidden, rows: rows.collect(), merges: sheet.merges.clone() }
}

/// The cells of `row` in the columns of `block`; the others are empty.
fn within(row: &Row, block: &Range<usize>) -> Row {
    let cells = row.cells.iter().take(block.end).enumerate();
    let cells = cells.map(|(column, cell)| if block.contains(&column) { cell.clone() } else { String::new() });
    Row { cells: cells.collect(), ..row.clone() }
}

/// The letters of a column: 0 is A, 27 is AB.
pub(super) fn letters(column: usize) -> String {
    let last = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => last.to_string(),
        before => letters(before - 1) + &last.to_string(),
    }
}
