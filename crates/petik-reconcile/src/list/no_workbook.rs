//! Stands in for `workbook.rs` where petik was built without the feature `xlsx`.

use super::ListFault;
use super::grid::Grid;

/// Refuses the file, with the way out.
pub(super) fn read<'f>(file: &'f str, _: &[u8]) -> Result<Grid<'f>, ListFault> {
    let reason =
        "a spreadsheet, which this build of petik does not read: save it as CSV, or build with --features xlsx";
    Err(ListFault::of_file(file, reason))
}
