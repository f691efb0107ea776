//! A list as a grid of text, whatever file it came in, and how much of it there may be: lists come from strangers.

use super::ListFault;
use crate::saying::Saying;
use crate::sentences::ListType;

/// Bytes of a file.
pub const MOST_BYTES: usize = 64 << 20;
/// Sheets of a file.
pub(super) const MOST_SHEETS: usize = 100;
/// Rows of all sheets together; Indonesia has 552 regions.
pub(super) const MOST_ROWS: usize = 200_000;
/// Columns of a row.
pub(super) const MOST_COLUMNS: usize = 1_000;
/// Cells of all sheets together, empty ones included.
pub(super) const MOST_CELLS: usize = 4_000_000;
/// Bytes of a cell; a spreadsheet takes half as much.
pub(super) const MOST_OF_A_CELL: usize = 64 << 10;

/// A sheet, or a file without sheets.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// Its name, where the file has sheets.
    pub(crate) name: Option<String>,
    /// Whether those who open the file do not see it.
    pub(crate) is_hidden: bool,
    /// Its rows that are not empty, from above.
    pub(crate) rows: Vec<Row>,
    /// Cells that are one over several rows.
    pub(crate) merges: Vec<Merge>,
}

/// A row with at least one cell that is not empty.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    /// Row of the sheet or line of the file, from 1.
    pub(crate) number: u64,
    /// Its cells without the empty ones at the end, trimmed.
    pub(crate) cells: Vec<String>,
    /// Columns whose cells are struck out.
    pub(crate) struck: Vec<usize>,
    /// Whether those who open the file do not see it.
    pub(crate) is_hidden: bool,
}

/// A cell over rows `first..=last`, in columns `left..=right` (from 0).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Merge {
    pub(crate) first: u64,
    pub(crate) last: u64,
    pub(crate) left: usize,
    pub(crate) right: usize,
}

impl Row {
    /// The cell in `column`, from 0; empty behind the last one.
    pub(crate) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// Collects the sheets of a file and refuses what is too much.
#[derive(Debug)]
pub(crate) struct Grid<'f> {
    file: &'f str,
    pub(crate) sheets: Vec<Sheet>,
    rows: usize,
    cells: usize,
}

/// That there is more than `most` of something.
pub(super) fn above(kind: ListType, most: usize) -> Saying<ListType> {
    Saying::of(kind).with("most", most as u64)
}

impl<'f> Grid<'f> {
    pub(super) fn new(file: &'f str) -> Self {
        Grid { file, sheets: Vec::new(), rows: 0, cells: 0 }
    }

    /// Begins a sheet.
    pub(super) fn sheet(&mut self, name: Option<String>) -> Result<(), ListFault> {
        if self.sheets.len() == MOST_SHEETS {
            return Err(ListFault::of_file(self.file, above(ListType::ManySheets, MOST_SHEETS)));
        }
        self.sheets.push(Sheet { name, ..Sheet::default() });
        Ok(())
    }

    /// Puts `text` into a cell of the last sheet. Rows come from above; cells of a row in any order.
    pub(super) fn put(&mut self, number: u64, column: usize, text: &str) -> Result<(), ListFault> {
        self.cells += 1;
        let text = plain(text);
        let too_much = if self.cells > MOST_CELLS {
            Some(above(ListType::ManyCells, MOST_CELLS))
        } else if column >= MOST_COLUMNS {
            Some(above(ListType::ManyColumns, MOST_COLUMNS))
        } else if text.len() > MOST_OF_A_CELL {
            Some(Saying::of(ListType::LongCell).with("size", text.len() as u64))
        } else {
            None
        };
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        if let Some(why) = too_much {
            return Err(ListFault {
                row: Some(number),
                sheet: sheet.name.clone(),
                ..ListFault::of_file(self.file, why)
            });
        }
        if text.is_empty() {
            return Ok(());
        }
        if sheet.rows.last().is_none_or(|row| row.number < number) {
            self.rows += 1;
            if self.rows > MOST_ROWS {
                let why = above(ListType::ManyRows, MOST_ROWS);
                return Err(ListFault { sheet: sheet.name.clone(), ..ListFault::of_file(self.file, why) });
            }
            sheet.rows.push(Row { number, ..Row::default() });
        }
        // A row that comes again, as only a damaged file has it, goes to the last one.
        if let Some(row) = sheet.rows.last_mut() {
            self.cells += (column + 1).saturating_sub(row.cells.len());
            if row.cells.len() <= column {
                row.cells.resize(column + 1, String::new());
            }
            text.clone_into(&mut row.cells[column]);
        }
        Ok(())
    }

    /// Notes that the last sheet is hidden.
    #[cfg(feature = "xlsx")]
    pub(super) fn hide(&mut self) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.is_hidden = true;
        }
    }

    /// The row of this number, if it is the last of the last sheet.
    #[cfg(feature = "xlsx")]
    pub(super) fn last_row(&mut self, number: u64) -> Option<&mut Row> {
        self.sheets.last_mut()?.rows.last_mut().filter(|row| row.number == number)
    }

    /// Notes a merged cell of the last sheet.
    #[cfg(feature = "xlsx")]
    pub(super) fn merge(&mut self, merge: Merge) {
        let is_tall = merge.last > merge.first && merge.left < MOST_COLUMNS;
        if let Some(sheet) = self.sheets.last_mut().filter(|sheet| is_tall && sheet.merges.len() < MOST_ROWS) {
            sheet.merges.push(merge);
        }
    }
}

/// The words of a cell without what keeps a spreadsheet from taking them for a number: `'33.10`, `="33.10"`.
fn plain(text: &str) -> &str {
    let is_nothing = |c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}');
    let text = text.trim_matches(is_nothing);
    let quoted = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let text = quoted.unwrap_or(text);
    text.strip_prefix('\'').unwrap_or(text).trim_matches(is_nothing)
}
