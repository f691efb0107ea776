//! Spreadsheets: XLSX by calamine, ODS by [`ods`].

use super::ListFault;
use super::grid::{Grid, MOST_CELLS, Merge, above};
use super::looks::{Look, looks};
use super::unpack::{Part, parts};
use super::{ods, xml};
use crate::saying::Saying;
use crate::sentences::ListType;
use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xlsx};
use std::collections::HashMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The grid of a packed file.
pub(super) fn read<'f>(file: &'f str, bytes: &[u8]) -> Result<Grid<'f>, ListFault> {
    let parts = parts(bytes).map_err(|why| ListFault::of_file(file, why))?;
    let failed = |kind: ListType| ListFault::of_file(file, Saying::of(kind));
    let part = |name: &str| parts.iter().find(|part| part.name.eq_ignore_ascii_case(name));
    if let Some(content) = part("content.xml") {
        if part("META-INF/manifest.xml").is_some_and(|part| contains(&part.bytes, b"encryption-data")) {
            return Err(failed(ListType::Password));
        }
        return match str::from_utf8(&content.bytes) {
            Ok(content) => ods::read(file, content),
            Err(_) => Err(failed(ListType::NotUtf8)),
        };
    }
    if part("xl/workbook.bin").is_some() {
        return Err(failed(ListType::BinaryWorkbook));
    }
    if part("xl/workbook.xml").is_none() && part("_rels/.rels").is_none() {
        return Err(failed(ListType::NoSpreadsheet));
    }
    if parts.iter().any(promises_too_much) {
        return Err(failed(ListType::DamagedWorkbook));
    }
    let looks = looks(&parts);
    drop(parts);
    // What the reader of another project makes of a damaged file must not end the run.
    let read = catch_unwind(AssertUnwindSafe(|| workbook(file, bytes, &looks)));
    read.unwrap_or_else(|_| Err(failed(ListType::DamagedWorkbook)))
}

fn contains(bytes: &[u8], words: &[u8]) -> bool {
    memchr::memmem::find(bytes, words).is_some()
}

/// Whether the table of strings promises more of them than it has bytes: memory is laid in for what it says.
fn promises_too_much(part: &Part) -> bool {
    memchr::memmem::find_iter(&part.bytes, b"uniqueCount").any(|at| {
        let around = String::from_utf8_lossy(part.bytes.get(at..at + 64).unwrap_or(&part.bytes[at..])).into_owned();
        let count = xml::attribute(&around, "uniqueCount").and_then(|count| count.trim().parse::<usize>().ok());
        count.is_none_or(|count| count > part.bytes.len())
    })
}

/// The grid of an XLSX file, cell by cell: a sheet with a cell in its last corner is large only for those who lay it out.
fn workbook<'f>(file: &'f str, bytes: &[u8], looks: &HashMap<String, Look>) -> Result<Grid<'f>, ListFault> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| ListFault::of_file(file, reason(&error)))?;
    let mut grid = Grid::new(file);
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let sheets: Vec<(String, bool)> =
        sheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect();
    let mut seen = 0;
    let plain = Look::default();
    for (name, is_visible) in sheets {
        grid.sheet(Some(name.clone()))?;
        if !is_visible {
            grid.hide();
        }
        let look = looks.get(&name).unwrap_or(&plain);
        let failed = |error: calamine::XlsxError| ListFault {
            sheet: Some(name.clone()),
            ..ListFault::of_file(file, reason(&error))
        };
        let mut cells = book.worksheet_cells_reader(&name).map_err(failed)?;
        while let Some(cell) = cells.next_cell().map_err(failed)? {
            // Cells with a colour and nothing else cost time as well.
            seen += 1;
            if seen > 4 * MOST_CELLS {
                return Err(ListFault::of_file(file, above(ListType::ManyEmptyCells, 4 * MOST_CELLS)));
            }
            let (row, column) = cell.get_position();
            if let Some(text) = shown(cell.get_value()) {
                let (number, column) = (u64::from(row) + 1, column as usize);
                grid.put(number, column, &text)?;
                if let Some(row) = grid.last_row(number) {
                    row.is_hidden = look.hidden.contains(&number);
                    row.struck.extend(Some(column).filter(|_| look.struck.contains(&(number, column))));
                }
            }
        }
        drop(cells);
        for merge in book.merge_cells_by_sheet_name(&name).map_err(failed)? {
            let rows = (u64::from(merge.start.0) + 1, u64::from(merge.end.0) + 1);
            grid.merge(Merge {
                first: rows.0,
                last: rows.1,
                left: merge.start.1 as usize,
                right: merge.end.1 as usize,
            });
        }
    }
    Ok(grid)
}

fn reason(error: &calamine::XlsxError) -> Saying<ListType> {
    match error {
        calamine::XlsxError::Password => Saying::of(ListType::Password),
        error => Saying::of(ListType::UnreadableWorkbook).with("cause", error.to_string()),
    }
}

/// A cell as text: whole numbers without a point, days as ISO 8601.
fn shown(value: &DataRef<'_>) -> Option<String> {
    Some(match Data::from(value.clone()) {
        Data::String(text) | Data::DurationIso(text) => text,
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(is) => is.to_string(),
        Data::DateTimeIso(day) => day.chars().take(10).collect(),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Error(_) | Data::Empty => return None,
    })
}
