//! Stands in for `workbook.rs` where petik was built without the feature `xlsx`.

use super::ListFault;
use super::grid::Grid;
use crate::saying::Saying;
use crate::sentences::ListType;

/// Refuses the file, with the way out.
pub(super) fn read<'f>(file: &'f str, _: &[u8]) -> Result<Grid<'f>, ListFault> {
    Err(ListFault::of_file(file, Saying::of(ListType::NoWorkbooks)))
}
