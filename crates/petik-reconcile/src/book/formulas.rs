//! Cells of a workbook that hold a formula and no value: a program that wrote them did not work them out, and what is read of them is
//! nothing.

use std::collections::{HashMap, HashSet};

/// Cells by row (from 1) and column (from 0).
pub(super) type Cells = HashSet<(u64, usize)>;

/// Such cells of each sheet, by its name; none where the file is no XLSX workbook.
#[cfg(feature = "xlsx")]
pub(super) fn without_values(bytes: &[u8]) -> HashMap<String, Cells> {
    if !bytes.starts_with(b"PK") {
        return HashMap::new();
    }
    // What the reader of another project makes of a damaged file must not end the run.
    let read = std::panic::catch_unwind(|| read(bytes));
    read.ok().flatten().unwrap_or_default()
}

#[cfg(not(feature = "xlsx"))]
pub(super) fn without_values(_bytes: &[u8]) -> HashMap<String, Cells> {
    HashMap::new()
}

/// Formulas of a file that are looked at.
#[cfg(feature = "xlsx")]
const MOST: usize = 1_000_000;

#[cfg(feature = "xlsx")]
fn read(bytes: &[u8]) -> Option<HashMap<String, Cells>> {
    use calamine::{DataRef, Reader, Xlsx};
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).ok()?;
    let mut all = HashMap::new();
    for name in book.sheet_names() {
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        let mut cells = Cells::new();
        while let Ok(Some(cell)) = reader.next_formula() {
            let (row, column) = cell.get_position();
            if !cell.get_value().is_empty() && cells.len() < MOST {
                cells.insert((u64::from(row) + 1, column as usize));
            }
        }
        drop(reader);
        if cells.is_empty() {
            continue;
        }
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        while let Ok(Some(cell)) = reader.next_cell() {
            let (row, column) = cell.get_position();
            if !matches!(cell.get_value(), DataRef::Empty | DataRef::Error(_)) {
                cells.remove(&(u64::from(row) + 1, column as usize));
            }
        }
        all.insert(name, cells);
    }
    Some(all)
}
